//! NEON: a product is eight look-ups of 16 entries, two for each 4 bits of an element.
#![allow(unsafe_code)]

use std::arch::aarch64::*;

use super::{narrow, widen};
use crate::fec::gf16::field::Nibbles;
use crate::fec::tile::{Tile, tile_kernel};

/// Low bytes of 32 elements in two registers, then their high bytes.
type Vector = [uint8x16_t; 4];
/// The four values of 4 bits of each element, lowest first, each in two registers.
type Source = [[uint8x16_t; 2]; 4];
type Stored = Nibbles;
/// Tables in the order of [`Nibbles`].
type Factor = [uint8x16_t; 8];

const WIDTH: usize = super::CHUNK;
const COLUMNS: usize = 1;
const STEP: usize = 1;

tile_kernel!("neon");

#[inline]
#[target_feature(enable = "neon")]
fn zero() -> Vector {
    [vdupq_n_u8(0); 4]
}

#[inline]
#[target_feature(enable = "neon")]
fn load(bytes: &[u8; WIDTH]) -> Vector {
    let (parts, _) = bytes.as_chunks::<16>();
    [load_one(&parts[0]), load_one(&parts[1]), load_one(&parts[2]), load_one(&parts[3])]
}

#[inline]
#[target_feature(enable = "neon")]
fn load_one(bytes: &[u8; 16]) -> uint8x16_t {
    // SAFETY: `bytes` is 16 readable bytes; the load has no alignment.
    unsafe { vld1q_u8(bytes.as_ptr()) }
}

#[inline]
#[target_feature(enable = "neon")]
fn load_part(bytes: &[u8]) -> Vector {
    load(&widen(bytes))
}

#[inline]
#[target_feature(enable = "neon")]
fn store(bytes: &mut [u8; WIDTH], vector: Vector) {
    let (parts, _) = bytes.as_chunks_mut::<16>();
    for (part, vector) in parts.iter_mut().zip(vector) {
        // SAFETY: `part` is 16 writable bytes; the store has no alignment.
        unsafe { vst1q_u8(part.as_mut_ptr(), vector) }
    }
}

#[inline]
#[target_feature(enable = "neon")]
fn store_part(bytes: &mut [u8], vector: Vector) {
    let mut whole = [0; WIDTH];
    store(&mut whole, vector);
    narrow(bytes, &whole);
}

#[inline]
#[target_feature(enable = "neon")]
fn prepare(vector: Vector) -> Source {
    let low = |vector| vandq_u8(vector, vdupq_n_u8(15));
    let high = |vector| vshrq_n_u8::<4>(vector);
    let [a, b, c, d] = vector;
    [[low(a), low(b)], [high(a), high(b)], [low(c), low(d)], [high(c), high(d)]]
}

#[inline]
#[target_feature(enable = "neon")]
fn expand(stored: &Stored) -> Factor {
    let mut factor = [vdupq_n_u8(0); 8];
    for (table, bytes) in factor.iter_mut().zip(stored) {
        *table = load_one(bytes);
    }
    factor
}

#[inline]
#[target_feature(enable = "neon")]
fn add_product(sum: Vector, factor: &Factor, source: &Source) -> Vector {
    let [mut a, mut b, mut c, mut d] = sum;
    for (quarter, values) in source.iter().enumerate() {
        a = veorq_u8(a, vqtbl1q_u8(factor[quarter], values[0]));
        b = veorq_u8(b, vqtbl1q_u8(factor[quarter], values[1]));
        c = veorq_u8(c, vqtbl1q_u8(factor[4 + quarter], values[0]));
        d = veorq_u8(d, vqtbl1q_u8(factor[4 + quarter], values[1]));
    }
    [a, b, c, d]
}
