//! What the library's code computes with: its own transforms, or ours with GFNI; and our way of
//! locating losses.
//!
//! A transform runs in layers, whose butterflies join shards half as far apart from layer to
//! layer. Ours takes two layers at a time and finishes a quarter before it begins the next one,
//! so that it stays in the caches. Same sums as the library's, in another order.
//!
//! Source: reed-solomon-simd 3.1, `src/engine.rs` (trait `Engine`), `src/engine/engine_nosimd.rs`
//! (which factor joins which shards).

use reed_solomon_simd::engine::tables::{Skew, get_skew};
use reed_solomon_simd::engine::{
    self, DefaultEngine, GF_MODULUS, GF_ORDER, GfElement, ShardsRefMut,
};

use super::field::{Field, Matrices};
use super::kernels::Steps;
use super::locator;
use crate::fec::Kernel;

/// Fewest chunks of a shard for which our transforms are faster: with fewer, finding a factor takes
/// longer than multiplying by it, and the library keeps a table of all.
const CHUNKS: usize = 6;

/// Transforms on one kernel.
pub(super) struct Engine {
    field: &'static Field,
    skew: &'static Skew,
    /// None where the library's are as good.
    steps: Option<Steps>,
    library: DefaultEngine,
}

impl Engine {
    pub(super) fn new(kernel: Kernel) -> Engine {
        let (field, skew, library) = (Field::get(), get_skew(), DefaultEngine::new());
        Engine { field, skew, steps: Steps::of(kernel), library }
    }

    /// The steps of a transform of shards like `shard`, if it is not the library's.
    fn steps(&self, shard: &[[u8; 64]]) -> Option<&Steps> {
        self.steps.as_ref().filter(|_| shard.len() >= CHUNKS)
    }
}

impl engine::Engine for Engine {
    fn fft(
        &self,
        data: &mut ShardsRefMut<'_>,
        pos: usize,
        size: usize,
        truncated_size: usize,
        skew_delta: usize,
    ) {
        match self.steps(&data[pos]) {
            Some(steps) => {
                let (end, delta) = (truncated_size, skew_delta);
                Transform { engine: self, steps, data, pos, end, delta }.forward(0, size);
            }
            None => self.library.fft(data, pos, size, truncated_size, skew_delta),
        }
    }

    fn ifft(
        &self,
        data: &mut ShardsRefMut<'_>,
        pos: usize,
        size: usize,
        truncated_size: usize,
        skew_delta: usize,
    ) {
        match self.steps(&data[pos]) {
            Some(steps) => {
                let (end, delta) = (truncated_size, skew_delta);
                Transform { engine: self, steps, data, pos, end, delta }.inverse(0, size);
            }
            None => self.library.ifft(data, pos, size, truncated_size, skew_delta),
        }
    }

    fn mul(&self, shard: &mut [[u8; 64]], log_m: GfElement) {
        match self.steps(shard) {
            Some(steps) => {
                let factor = self.field.exp(u32::from(log_m));
                steps.scale(shard, &self.field.matrices(factor));
            }
            None => self.library.mul(shard, log_m),
        }
    }

    fn eval_poly(erasures: &mut [GfElement; GF_ORDER], truncated_size: usize) {
        locator::locate(erasures, truncated_size);
    }
}

/// One transform under way.
struct Transform<'e, 'd, 's> {
    engine: &'e Engine,
    steps: &'e Steps,
    data: &'d mut ShardsRefMut<'s>,
    /// The first shard, from which all others are counted.
    pos: usize,
    /// The first shard that nobody asks for (forward) or that is 0 (inverse).
    end: usize,
    delta: usize,
}

impl Transform<'_, '_, '_> {
    fn forward(&mut self, first: usize, size: usize) {
        if first >= self.end {
            return;
        }
        let quarter = size / 4;
        if size == 2 {
            let factor = self.factor(first, 1);
            let (a, b) = self.data.dist2_mut(self.pos + first, 1);
            self.steps.forward_two([a, b], &factor);
        } else if quarter > 0 {
            let factors = self.factors(first, quarter);
            for shard in first..first + quarter {
                let (a, b, c, d) = self.data.dist4_mut(self.pos + shard, quarter);
                self.steps.forward_four([a, b, c, d], &factors);
            }
            (0..4).for_each(|part| self.forward(first + part * quarter, quarter));
        }
    }

    fn inverse(&mut self, first: usize, size: usize) {
        if first >= self.end {
            return;
        }
        let quarter = size / 4;
        if size == 2 {
            let factor = self.factor(first, 1);
            let (a, b) = self.data.dist2_mut(self.pos + first, 1);
            self.steps.inverse_two([a, b], &factor);
        } else if quarter > 0 {
            (0..4).for_each(|part| self.inverse(first + part * quarter, quarter));
            let factors = self.factors(first, quarter);
            for shard in first..first + quarter {
                let (a, b, c, d) = self.data.dist4_mut(self.pos + shard, quarter);
                self.steps.inverse_four([a, b, c, d], &factors);
            }
        }
    }

    /// Factors of two layers: of the pairs `quarter` apart, of the second such pairs, and of the
    /// pairs twice as far apart.
    fn factors(&self, first: usize, quarter: usize) -> [Matrices; 3] {
        [
            self.factor(first, quarter),
            self.factor(first + 2 * quarter, quarter),
            self.factor(first, 2 * quarter),
        ]
    }

    /// What joins the shards from `first` on with those `distance` behind.
    fn factor(&self, first: usize, distance: usize) -> Matrices {
        match self.engine.skew[first + distance + self.delta - 1] {
            GF_MODULUS => [0; 4],
            log => self.engine.field.matrices(self.engine.field.exp(u32::from(log))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use reed_solomon_simd::engine::{Engine as _, NoSimd};

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// On every kernel, from any place, whole or cut short.
        #[test]
        fn transforms_are_those_of_the_library(
            bits in 0u32..8,
            part in 0.0f64..1.0,
            pos in 0usize..4,
            chunks in CHUNKS - 1..CHUNKS + 2,
            run in 0usize..3,
            seed: u64,
        ) {
            let size = 1usize << bits;
            let end = 1 + (part * size as f64) as usize;
            let count = pos + size;
            let noise = |at: usize| (seed ^ at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56;
            let mut shards = vec![[0; 64]; count * chunks];
            for (at, byte) in shards.as_flattened_mut().iter_mut().enumerate() {
                *byte = noise(at) as u8;
            }
            // An inverse transform that is cut short has nothing but 0 beyond.
            shards[(pos + end.min(size)) * chunks..].fill([0; 64]);
            let library = NoSimd::new();
            for kernel in Kernel::available() {
                let engine = Engine::new(kernel);
                let (mut ours, mut theirs) = (shards.clone(), shards.clone());
                {
                    let ours = &mut ShardsRefMut::new(count, chunks, &mut ours);
                    let theirs = &mut ShardsRefMut::new(count, chunks, &mut theirs);
                    engine.ifft(ours, pos, size, end.min(size), run * size);
                    library.ifft(theirs, pos, size, end.min(size), run * size);
                }
                prop_assert!(ours == theirs, "inverse, {}", kernel.name());
                {
                    let ours = &mut ShardsRefMut::new(count, chunks, &mut ours);
                    let theirs = &mut ShardsRefMut::new(count, chunks, &mut theirs);
                    engine.fft(ours, pos, size, end.min(size), run * size);
                    library.fft(theirs, pos, size, end.min(size), run * size);
                    engine.mul(&mut ours[pos], noise(1) as u16 * 257);
                    library.mul(&mut theirs[pos], noise(1) as u16 * 257);
                }
                let asked = pos * chunks..(pos + end.min(size)) * chunks;
                prop_assert!(ours[asked.clone()] == theirs[asked], "forward, {}", kernel.name());
            }
        }
    }
}
