//! NEON: a product is two look-ups of 16 entries, one for each half of a byte.
#![allow(unsafe_code)]

use std::arch::aarch64::*;

use super::quads::quad_kernel;
use crate::fec::gf8::field::NIBBLES;
use crate::fec::tile::{Tile, tile_kernel};

type Vector = uint8x16_t;
/// Low and high halves of the bytes.
type Source = [uint8x16_t; 2];
type Stored = u8;
/// Tables for low and high halves.
type Factor = [uint8x16_t; 2];

const WIDTH: usize = 16;
const QUAD_COLUMNS: usize = 2;
const COLUMNS: usize = 4;
const STEP: usize = 1;

tile_kernel!("neon");
quad_kernel!("neon");

#[inline]
#[target_feature(enable = "neon")]
fn zero() -> Vector {
    vdupq_n_u8(0)
}

#[inline]
#[target_feature(enable = "neon")]
fn load(bytes: &[u8; WIDTH]) -> Vector {
    // SAFETY: `bytes` is 16 readable bytes; the load has no alignment.
    unsafe { vld1q_u8(bytes.as_ptr()) }
}

#[inline]
#[target_feature(enable = "neon")]
fn load_part(bytes: &[u8]) -> Vector {
    let mut whole = [0; WIDTH];
    whole[..bytes.len()].copy_from_slice(bytes);
    load(&whole)
}

#[inline]
#[target_feature(enable = "neon")]
fn store(bytes: &mut [u8; WIDTH], vector: Vector) {
    // SAFETY: `bytes` is 16 writable bytes; the store has no alignment.
    unsafe { vst1q_u8(bytes.as_mut_ptr(), vector) }
}

#[inline]
#[target_feature(enable = "neon")]
fn store_part(bytes: &mut [u8], vector: Vector) {
    let mut whole = [0; WIDTH];
    store(&mut whole, vector);
    bytes.copy_from_slice(&whole[..bytes.len()]);
}

#[inline]
#[target_feature(enable = "neon")]
fn xor(a: Vector, b: Vector) -> Vector {
    veorq_u8(a, b)
}

#[inline]
#[target_feature(enable = "neon")]
fn prepare(vector: Vector) -> Source {
    [vandq_u8(vector, vdupq_n_u8(15)), vshrq_n_u8::<4>(vector)]
}

#[inline]
#[target_feature(enable = "neon")]
fn expand(stored: &Stored) -> Factor {
    let (halves, _) = NIBBLES[usize::from(*stored)].as_chunks::<WIDTH>();
    [load(&halves[0]), load(&halves[1])]
}

#[inline]
#[target_feature(enable = "neon")]
fn add_product(sum: Vector, factor: &Factor, source: &Source) -> Vector {
    let low = vqtbl1q_u8(factor[0], source[0]);
    let high = vqtbl1q_u8(factor[1], source[1]);
    veorq_u8(sum, veorq_u8(low, high))
}
