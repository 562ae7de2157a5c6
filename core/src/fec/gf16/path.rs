//! Which of the two ways of repair is the faster one.

use crate::fec::Kernel;
use crate::fec::kernel::Isa;

/// Ways to repair a block. Both restore the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// Ours: one pass over the data that arrived, for each lost shard.
    Direct,
    /// The library's: transforms over the whole block, whatever is lost.
    Transforms,
}

/// How much our path may have to do.
struct Limits {
    /// Lost shards with which it is faster in a block of any size.
    lost: usize,
    /// Work with which it is faster than the least that the library takes.
    work: usize,
}

/// Bytes of a shard that take as long as finding its factor.
const FACTOR: usize = 1200;

impl Path {
    /// The path that repairs `lost` of `data` data shards of `len` bytes sooner. The library has
    /// no faster case than about 170 us, ours grows with losses times data. Both limits leave a
    /// third of the library's time in reserve. Measured: docs/adr/0005-own-repair-of-few-losses.md.
    pub fn faster(kernel: Kernel, data: usize, lost: usize, len: usize) -> Path {
        let limits = limits(kernel);
        let products = lost.saturating_mul(data.saturating_add(lost));
        let work = products.saturating_mul(len.saturating_add(FACTOR));
        if lost <= limits.lost || work <= limits.work { Path::Direct } else { Path::Transforms }
    }
}

fn limits(kernel: Kernel) -> Limits {
    match kernel.0 {
        #[cfg(target_arch = "x86_64")]
        Isa::Gfni512 => Limits { lost: 24, work: 13_000_000 },
        #[cfg(target_arch = "x86_64")]
        Isa::Gfni256 => Limits { lost: 16, work: 9_500_000 },
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2 => Limits { lost: 8, work: 4_800_000 },
        // Not measured: the same instructions as AVX2 in registers of half the size, as are the
        // library's.
        #[cfg(target_arch = "aarch64")]
        Isa::Neon => Limits { lost: 8, work: 2_400_000 },
        Isa::Scalar => Limits { lost: 0, work: 130_000 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_losses_are_ours_and_many_the_librarys() {
        for kernel in Kernel::available().filter(|kernel| kernel.name() != "scalar") {
            for (data, len) in [(1, 2), (20, 1200), (744, 1200), (8000, 16), (65528, 9000)] {
                assert_eq!(Path::faster(kernel, data, 1, len), Path::Direct);
                assert_eq!(Path::faster(kernel, data, 8, len), Path::Direct);
            }
            assert_eq!(Path::faster(kernel, 744, 149, 1200), Path::Transforms);
            assert_eq!(Path::faster(kernel, 20, 10, 1200), Path::Direct);
        }
        let scalar = Kernel(Isa::Scalar);
        assert_eq!(Path::faster(scalar, 20, 1, 1200), Path::Direct);
        assert_eq!(Path::faster(scalar, 744, 1, 1200), Path::Transforms);
    }
}
