//! Products of shards by factors, one file for each set of instructions.
//!
//! Layout of a shard: chunks of 64 bytes, in each the low bytes of 32 elements, then their high
//! bytes. What is left at the end is a smaller chunk of the same kind, half low bytes and half
//! high bytes. Source: reed-solomon-simd 3.1, `src/algorithm.md`, `src/engine/shards.rs`.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod gfni256;
#[cfg(target_arch = "x86_64")]
mod gfni512;
#[cfg(target_arch = "aarch64")]
mod neon;
#[cfg(target_arch = "x86_64")]
mod pairs;
mod scalar;
mod steps;

pub(super) use self::steps::Steps;
use super::field::{Field, Matrices, Nibbles};
use crate::fec::Kernel;
use crate::fec::kernel::Isa;
use crate::fec::tile::{ROWS, Tile};

/// Bytes of a whole chunk.
const CHUNK: usize = 64;

/// Most sources of one [`Products::compute`].
pub(super) const SOURCES: usize = 32;

/// The field's tables, and factors in the form that a kernel takes.
pub(super) struct Products {
    pub field: &'static Field,
    matrices: Box<[[Matrices; ROWS]; SOURCES]>,
    nibbles: Box<[[Nibbles; ROWS]; SOURCES]>,
}

impl Products {
    pub(super) fn new() -> Products {
        Products {
            field: Field::get(),
            matrices: Box::new([[[0; 4]; ROWS]; SOURCES]),
            nibbles: Box::new([[[[0; 16]; 8]; ROWS]; SOURCES]),
        }
    }

    /// `targets[r] = sum over s of factor(r, s) * sources[s]`, or added to what the targets hold.
    /// See [`Tile`] for the rest; there are at most [`SOURCES`] sources.
    #[allow(unsafe_code)]
    pub(super) fn compute(
        &mut self,
        kernel: Kernel,
        targets: &mut [&mut [u8]],
        sources: &[&[u8]],
        factor: impl Fn(&Field, usize, usize) -> u16,
        add: bool,
    ) {
        let (field, rows) = (self.field, targets.len());
        if kernel.has_matrices() {
            for (source, stored) in self.matrices.iter_mut().enumerate().take(sources.len()) {
                for (row, stored) in stored.iter_mut().enumerate().take(rows) {
                    *stored = field.matrices(factor(field, row, source));
                }
            }
        } else {
            for (source, stored) in self.nibbles.iter_mut().enumerate().take(sources.len()) {
                for (row, stored) in stored.iter_mut().enumerate().take(rows) {
                    *stored = field.nibbles(factor(field, row, source));
                }
            }
        }
        match kernel.0 {
            #[cfg(target_arch = "x86_64")]
            Isa::Gfni512 => {
                let mut tile = Tile { targets, sources, factors: &*self.matrices, add };
                // SAFETY: a `Kernel` exists for instructions that this CPU has, and for no others.
                unsafe { gfni512::compute(&mut tile) }
            }
            #[cfg(target_arch = "x86_64")]
            Isa::Gfni256 => {
                let mut tile = Tile { targets, sources, factors: &*self.matrices, add };
                // SAFETY: as above.
                unsafe { gfni256::compute(&mut tile) }
            }
            #[cfg(target_arch = "x86_64")]
            Isa::Avx2 => {
                let mut tile = Tile { targets, sources, factors: &*self.nibbles, add };
                // SAFETY: as above.
                unsafe { avx2::compute(&mut tile) }
            }
            #[cfg(target_arch = "aarch64")]
            Isa::Neon => {
                let mut tile = Tile { targets, sources, factors: &*self.nibbles, add };
                // SAFETY: as above.
                unsafe { neon::compute(&mut tile) }
            }
            Isa::Scalar => {
                scalar::compute(&mut Tile { targets, sources, factors: &*self.nibbles, add });
            }
        }
    }
}

impl Kernel {
    /// Takes factors as bit matrices.
    pub(super) fn has_matrices(self) -> bool {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Isa::Gfni512 | Isa::Gfni256 => true,
            _ => false,
        }
    }
}

/// Widens a chunk cut short: low bytes to the first half, high bytes to the second.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
fn widen(bytes: &[u8]) -> [u8; CHUNK] {
    let mut whole = [0; CHUNK];
    let (low, high) = bytes.split_at(bytes.len() / 2);
    whole[..low.len()].copy_from_slice(low);
    whole[CHUNK / 2..][..high.len()].copy_from_slice(high);
    whole
}

/// The reverse of [`widen`].
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
fn narrow(bytes: &mut [u8], whole: &[u8; CHUNK]) {
    let (low, high) = bytes.split_at_mut(bytes.len() / 2);
    low.copy_from_slice(&whole[..low.len()]);
    high.copy_from_slice(&whole[CHUNK / 2..][..high.len()]);
}
