//! AVX2: a product is two look-ups of 16 entries, one for each half of a byte.

use std::arch::x86_64::*;

use super::quads::quad_kernel;
use super::single::{Vector, WIDTH, load, load_part, store, store_part, xor, zero};
use crate::fec::gf8::field::NIBBLES;
use crate::fec::tile::{Tile, tile_kernel};

/// Low and high halves of the bytes.
type Source = [__m256i; 2];
type Stored = u8;
/// Tables for low and high halves.
type Factor = [__m256i; 2];

const QUAD_COLUMNS: usize = 1;
const COLUMNS: usize = 2;
const STEP: usize = 1;

tile_kernel!("avx2");
quad_kernel!("avx2");

#[inline]
#[target_feature(enable = "avx2")]
fn prepare(vector: Vector) -> Source {
    let low = _mm256_set1_epi8(15);
    let shifted = _mm256_srli_epi64::<4>(vector);
    [_mm256_and_si256(vector, low), _mm256_and_si256(shifted, low)]
}

#[inline]
#[target_feature(enable = "avx2")]
fn expand(stored: &Stored) -> Factor {
    let both = load(&NIBBLES[usize::from(*stored)]);
    let (low, high) =
        (_mm256_permute4x64_epi64::<0x44>(both), _mm256_permute4x64_epi64::<0xEE>(both));
    [low, high]
}

#[inline]
#[target_feature(enable = "avx2")]
fn add_product(sum: Vector, factor: &Factor, source: &Source) -> Vector {
    let low = _mm256_shuffle_epi8(factor[0], source[0]);
    let high = _mm256_shuffle_epi8(factor[1], source[1]);
    _mm256_xor_si256(sum, _mm256_xor_si256(low, high))
}
