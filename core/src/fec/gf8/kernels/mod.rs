//! Products of shards by factors, one file for each set of instructions.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod gfni256;
#[cfg(target_arch = "x86_64")]
mod gfni512;
#[cfg(target_arch = "aarch64")]
mod neon;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod quads;
mod scalar;
#[cfg(target_arch = "x86_64")]
mod single;

use crate::fec::Kernel;
use crate::fec::kernel::Isa;
use crate::fec::tile::{ROWS, SOURCES, Tile};

/// `targets[r] = sum over s of factors[s][r] * sources[s]`, or added to what the targets hold.
/// Factors behind the last source must be 0. See [`Tile`] for the rest.
#[allow(unsafe_code)]
pub(super) fn compute(
    kernel: Kernel,
    targets: &mut [&mut [u8]],
    sources: &[&[u8]],
    factors: &[[u8; ROWS]; SOURCES],
    add: bool,
) {
    let mut tile = Tile { targets, sources, factors, add };
    match kernel.0 {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a `Kernel` exists for instructions that this CPU has, and for no others.
        Isa::Gfni512 => unsafe { gfni512::compute(&mut tile) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Isa::Gfni256 => unsafe { gfni256::compute(&mut tile) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Isa::Avx2 => unsafe { avx2::compute(&mut tile) },
        #[cfg(target_arch = "aarch64")]
        // SAFETY: as above.
        Isa::Neon => unsafe { neon::compute(&mut tile) },
        Isa::Scalar => scalar::compute(&mut tile),
    }
}

/// Like [`compute`] for four targets that begin at a multiple of four and fours of sources that
/// do as well. `factors` has a line for each four, as [`quads`] wants them. Returns false, with
/// nothing done, when the kernel has no such loop.
#[allow(unsafe_code)]
pub(super) fn compute_quads(
    kernel: Kernel,
    targets: &mut [&mut [u8]],
    sources: &[&[u8]],
    factors: &[[u8; ROWS]; SOURCES],
    add: bool,
) -> bool {
    let mut tile = Tile { targets, sources, factors, add };
    match kernel.0 {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a `Kernel` exists for instructions that this CPU has, and for no others.
        Isa::Gfni512 => unsafe { gfni512::compute_quads(&mut tile) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Isa::Gfni256 => unsafe { gfni256::compute_quads(&mut tile) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Isa::Avx2 => unsafe { avx2::compute_quads(&mut tile) },
        #[cfg(target_arch = "aarch64")]
        // SAFETY: as above.
        Isa::Neon => unsafe { neon::compute_quads(&mut tile) },
        Isa::Scalar => return false,
    }
    true
}
