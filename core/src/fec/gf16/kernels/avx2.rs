//! AVX2: a product is eight look-ups of 16 entries, two for each 4 bits of an element.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::pairs::{Vector, load, load_part, store, store_part, zero};
use crate::fec::gf16::field::Nibbles;
use crate::fec::tile::{Tile, tile_kernel};

/// The four values of 4 bits of each element, lowest first.
type Source = [__m256i; 4];
type Stored = Nibbles;
/// Tables in the order of [`Nibbles`].
type Factor = [__m256i; 8];

const WIDTH: usize = super::CHUNK;
const COLUMNS: usize = 1;
const STEP: usize = 1;

tile_kernel!("avx2");

#[inline]
#[target_feature(enable = "avx2")]
fn prepare(vector: Vector) -> Source {
    let mask = _mm256_set1_epi8(15);
    let low = |vector| _mm256_and_si256(vector, mask);
    let high = |vector| _mm256_and_si256(_mm256_srli_epi64::<4>(vector), mask);
    let [first, second] = vector;
    [low(first), high(first), low(second), high(second)]
}

#[inline]
#[target_feature(enable = "avx2")]
fn expand(stored: &Stored) -> Factor {
    let mut factor = [_mm256_setzero_si256(); 8];
    for (table, bytes) in factor.iter_mut().zip(stored) {
        *table = broadcast(bytes);
    }
    factor
}

#[inline]
#[target_feature(enable = "avx2")]
fn broadcast(table: &[u8; 16]) -> __m256i {
    // SAFETY: `table` is 16 readable bytes; the load has no alignment.
    let table = unsafe { _mm_loadu_si128(table.as_ptr().cast()) };
    _mm256_broadcastsi128_si256(table)
}

#[inline]
#[target_feature(enable = "avx2")]
fn add_product(sum: Vector, factor: &Factor, source: &Source) -> Vector {
    let [mut low, mut high] = sum;
    for (quarter, values) in source.iter().enumerate() {
        low = _mm256_xor_si256(low, _mm256_shuffle_epi8(factor[quarter], *values));
        high = _mm256_xor_si256(high, _mm256_shuffle_epi8(factor[4 + quarter], *values));
    }
    [low, high]
}
