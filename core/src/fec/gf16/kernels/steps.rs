//! Steps of the library's transforms, for kernels that do them faster than the library.
//!
//! A butterfly joins two shards by a factor. Forward: `x += factor * y`, then `y += x`; inverse:
//! the reverse. A step takes four shards through two layers while they are in registers.

use super::CHUNK;
use crate::fec::Kernel;
use crate::fec::gf16::field::Matrices;
use crate::fec::kernel::Isa;

/// A shard, widened to whole chunks.
type Shard<'a> = &'a mut [[u8; CHUNK]];

/// `factors` are those of shards 0 and 1, of 2 and 3, and of 0 and 2 as well as 1 and 3.
type Four = unsafe fn([Shard<'_>; 4], &[Matrices; 3]);
type Two = unsafe fn([Shard<'_>; 2], &Matrices);
type One = unsafe fn(Shard<'_>, &Matrices);

/// The steps on one set of instructions, which this CPU has. All shards of a step have the same
/// length.
pub(in crate::fec::gf16) struct Steps {
    pub(super) forward_four: Four,
    pub(super) forward_two: Two,
    pub(super) inverse_four: Four,
    pub(super) inverse_two: Two,
    pub(super) scale: One,
}

#[allow(unsafe_code)]
impl Steps {
    /// None where the library's transforms are as good.
    pub(in crate::fec::gf16) fn of(kernel: Kernel) -> Option<Steps> {
        match kernel.0 {
            #[cfg(target_arch = "x86_64")]
            Isa::Gfni512 => Some(super::gfni512::STEPS),
            #[cfg(target_arch = "x86_64")]
            Isa::Gfni256 => Some(super::gfni256::STEPS),
            _ => None,
        }
    }

    pub(in crate::fec::gf16) fn forward_four(&self, shards: [Shard<'_>; 4], by: &[Matrices; 3]) {
        // SAFETY: a `Kernel` exists for instructions that this CPU has, and `of` is told one.
        unsafe { (self.forward_four)(shards, by) }
    }

    pub(in crate::fec::gf16) fn forward_two(&self, shards: [Shard<'_>; 2], factor: &Matrices) {
        // SAFETY: as above.
        unsafe { (self.forward_two)(shards, factor) }
    }

    pub(in crate::fec::gf16) fn inverse_four(&self, shards: [Shard<'_>; 4], by: &[Matrices; 3]) {
        // SAFETY: as above.
        unsafe { (self.inverse_four)(shards, by) }
    }

    pub(in crate::fec::gf16) fn inverse_two(&self, shards: [Shard<'_>; 2], factor: &Matrices) {
        // SAFETY: as above.
        unsafe { (self.inverse_two)(shards, factor) }
    }

    /// Multiplies a shard.
    pub(in crate::fec::gf16) fn scale(&self, shard: Shard<'_>, factor: &Matrices) {
        // SAFETY: as above.
        unsafe { (self.scale)(shard, factor) }
    }
}

/// Writes the steps out for one set of instructions. A kernel defines around it what
/// `tile_kernel!` wants, and `xor`.
#[cfg(target_arch = "x86_64")]
macro_rules! step_kernel {
    ($features:literal) => {
        pub(super) const STEPS: Steps =
            Steps { forward_four, forward_two, inverse_four, inverse_two, scale };

        #[target_feature(enable = $features)]
        fn forward_four(shards: [&mut [[u8; WIDTH]]; 4], factors: &[Stored; 3]) {
            let [near, far, outer] = [&factors[0], &factors[1], &factors[2]];
            let (near, far, outer) = (expand(near), expand(far), expand(outer));
            let [a, b, c, d] = shards;
            for (((a, b), c), d) in a.iter_mut().zip(b).zip(c).zip(d) {
                let [mut u, mut v, mut w, mut x] = [load(a), load(b), load(c), load(d)];
                (u, w) = forward(u, w, &outer);
                (v, x) = forward(v, x, &outer);
                (u, v) = forward(u, v, &near);
                (w, x) = forward(w, x, &far);
                store(a, u);
                store(b, v);
                store(c, w);
                store(d, x);
            }
        }

        #[target_feature(enable = $features)]
        fn inverse_four(shards: [&mut [[u8; WIDTH]]; 4], factors: &[Stored; 3]) {
            let [near, far, outer] = [&factors[0], &factors[1], &factors[2]];
            let (near, far, outer) = (expand(near), expand(far), expand(outer));
            let [a, b, c, d] = shards;
            for (((a, b), c), d) in a.iter_mut().zip(b).zip(c).zip(d) {
                let [mut u, mut v, mut w, mut x] = [load(a), load(b), load(c), load(d)];
                (u, v) = inverse(u, v, &near);
                (w, x) = inverse(w, x, &far);
                (u, w) = inverse(u, w, &outer);
                (v, x) = inverse(v, x, &outer);
                store(a, u);
                store(b, v);
                store(c, w);
                store(d, x);
            }
        }

        #[target_feature(enable = $features)]
        fn forward_two(shards: [&mut [[u8; WIDTH]]; 2], factor: &Stored) {
            let (factor, [a, b]) = (expand(factor), shards);
            for (a, b) in a.iter_mut().zip(b) {
                let (u, v) = forward(load(a), load(b), &factor);
                store(a, u);
                store(b, v);
            }
        }

        #[target_feature(enable = $features)]
        fn inverse_two(shards: [&mut [[u8; WIDTH]]; 2], factor: &Stored) {
            let (factor, [a, b]) = (expand(factor), shards);
            for (a, b) in a.iter_mut().zip(b) {
                let (u, v) = inverse(load(a), load(b), &factor);
                store(a, u);
                store(b, v);
            }
        }

        #[target_feature(enable = $features)]
        fn scale(shard: &mut [[u8; WIDTH]], factor: &Stored) {
            let factor = expand(factor);
            for chunk in shard {
                let product = add_product(zero(), &factor, &prepare(load(chunk)));
                store(chunk, product);
            }
        }

        #[inline]
        #[target_feature(enable = $features)]
        fn forward(x: Vector, y: Vector, factor: &Factor) -> (Vector, Vector) {
            let x = add_product(x, factor, &prepare(y));
            (x, xor(y, x))
        }

        #[inline]
        #[target_feature(enable = $features)]
        fn inverse(x: Vector, y: Vector, factor: &Factor) -> (Vector, Vector) {
            let y = xor(y, x);
            (add_product(x, factor, &prepare(y)), y)
        }
    };
}

#[cfg(target_arch = "x86_64")]
pub(super) use step_kernel;
