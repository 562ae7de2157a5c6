//! Which of the two ways to encode and to repair is the faster one.

use super::generator::Generator;
use crate::fec::Kernel;
use crate::fec::kernel::Isa;

/// Ways to encode and to repair a block. Both make the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// Ours: one pass over the data, for each parity or lost shard.
    Direct,
    /// The library's: transforms over the whole block, whatever is asked.
    Transforms,
}

/// What a kernel's two paths cost. One shard added to another with a factor and one butterfly
/// take as long as so many bytes, besides those of the shard.
struct Costs {
    factor: usize,
    /// Time of a byte of a butterfly / of a product, in tenths, a tenth in reserve.
    tenths: usize,
}

/// The fixed part of a butterfly.
const BUTTERFLY: usize = 64;

impl Path {
    /// The path that repairs `lost` of `data` data shards of `len` bytes with `parity` sooner.
    /// Ours takes a product for each lost shard and each data shard, the other one half as many
    /// butterflies as the block's points, for each layer.
    /// Measured: docs/adr/0005-own-repair-of-few-losses.md.
    pub fn faster(kernel: Kernel, data: usize, parity: usize, lost: usize, len: usize) -> Path {
        let Costs { factor, tenths } = costs(kernel);
        let points = Generator::new(data, parity).points(data, parity);
        let products = lost.saturating_mul(data.saturating_add(lost));
        let direct = products.saturating_mul(len.saturating_add(factor)).saturating_mul(10);
        let sums = points.saturating_mul(points.ilog2() as usize);
        let transforms = sums.saturating_mul(len.saturating_add(BUTTERFLY)).saturating_mul(tenths);
        if direct <= transforms { Path::Direct } else { Path::Transforms }
    }
}

/// Most parity shards that products make sooner than transforms, which copy the data and take the
/// count for the next power of two. Measured: docs/adr/0005-own-repair-of-few-losses.md.
const FEW_PARITY: usize = 3;

impl Path {
    /// The path that makes `parity` parity shards sooner.
    pub fn faster_to_encode(kernel: Kernel, parity: usize) -> Path {
        // Elsewhere a product costs several times as much, and a factor for it as well.
        let few = kernel.has_matrices() && parity <= FEW_PARITY;
        if few { Path::Direct } else { Path::Transforms }
    }
}

fn costs(kernel: Kernel) -> Costs {
    match kernel.0 {
        #[cfg(target_arch = "x86_64")]
        Isa::Gfni512 => Costs { factor: 220, tenths: 22 },
        #[cfg(target_arch = "x86_64")]
        Isa::Gfni256 => Costs { factor: 220, tenths: 14 },
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2 => Costs { factor: 440, tenths: 15 },
        // Not measured: the same instructions as AVX2 in registers of half the size, as are the
        // library's.
        #[cfg(target_arch = "aarch64")]
        Isa::Neon => Costs { factor: 440, tenths: 15 },
        // Not measured: by look-ups, of which the library's plain code takes half as many.
        Isa::Scalar => Costs { factor: 440, tenths: 2 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_losses_are_ours_and_many_the_librarys() {
        for kernel in Kernel::available() {
            let faster = |data, parity, lost| Path::faster(kernel, data, parity, lost, 1200);
            for (data, parity) in [(20, 4), (744, 149), (8000, 1600), (65528, 8)] {
                assert_eq!(faster(data, parity, 1), Path::Direct);
            }
            assert_eq!(faster(744, 149, 149), Path::Transforms);
            assert_eq!(faster(32768, 32768, 32768), Path::Transforms);
            if kernel.name() != "scalar" {
                assert_eq!(faster(1, 1, 1), Path::Direct);
                assert_eq!(faster(744, 149, 8), Path::Direct);
                assert_eq!(faster(20, 10, 10), Path::Direct);
                assert_eq!(Path::faster(kernel, 8000, 800, 1, 16), Path::Direct);
            }
        }
    }
}
