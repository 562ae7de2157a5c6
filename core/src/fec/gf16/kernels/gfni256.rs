//! GFNI on 256-bit registers, for CPUs without AVX-512: a product is four 8x8 bit matrices.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::{narrow, widen};
use crate::fec::gf16::field::Matrices;
use crate::fec::tile::{Tile, tile_kernel};

/// Low and high bytes of 32 elements.
type Vector = [__m256i; 2];
type Source = Vector;
type Stored = Matrices;
type Factor = [__m256i; 4];

const WIDTH: usize = super::CHUNK;
const COLUMNS: usize = 1;
const STEP: usize = 1;

tile_kernel!("avx2,gfni");

#[inline]
#[target_feature(enable = "avx")]
fn zero() -> Vector {
    [_mm256_setzero_si256(); 2]
}

#[inline]
#[target_feature(enable = "avx")]
fn load(bytes: &[u8; WIDTH]) -> Vector {
    let (halves, _) = bytes.as_chunks::<32>();
    [load_half(&halves[0]), load_half(&halves[1])]
}

#[inline]
#[target_feature(enable = "avx")]
fn load_half(bytes: &[u8; 32]) -> __m256i {
    // SAFETY: `bytes` is 32 readable bytes; the load has no alignment.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx")]
fn load_part(bytes: &[u8]) -> Vector {
    load(&widen(bytes))
}

#[inline]
#[target_feature(enable = "avx")]
fn store(bytes: &mut [u8; WIDTH], vector: Vector) {
    let (halves, _) = bytes.as_chunks_mut::<32>();
    store_half(&mut halves[0], vector[0]);
    store_half(&mut halves[1], vector[1]);
}

#[inline]
#[target_feature(enable = "avx")]
fn store_half(bytes: &mut [u8; 32], vector: __m256i) {
    // SAFETY: `bytes` is 32 writable bytes; the store has no alignment.
    unsafe { _mm256_storeu_si256(bytes.as_mut_ptr().cast(), vector) }
}

#[inline]
#[target_feature(enable = "avx")]
fn store_part(bytes: &mut [u8], vector: Vector) {
    let mut whole = [0; WIDTH];
    store(&mut whole, vector);
    narrow(bytes, &whole);
}

#[inline]
#[target_feature(enable = "avx")]
fn prepare(vector: Vector) -> Source {
    vector
}

#[inline]
#[target_feature(enable = "avx")]
fn expand(stored: &Stored) -> Factor {
    let [a, b, c, d] = *stored;
    let [a, b] = [_mm256_set1_epi64x(a as i64), _mm256_set1_epi64x(b as i64)];
    [a, b, _mm256_set1_epi64x(c as i64), _mm256_set1_epi64x(d as i64)]
}

#[inline]
#[target_feature(enable = "avx2,gfni")]
fn add_product(sum: Vector, factor: &Factor, source: &Source) -> Vector {
    [
        add(sum[0], product(source[0], factor[0]), product(source[1], factor[1])),
        add(sum[1], product(source[0], factor[2]), product(source[1], factor[3])),
    ]
}

#[inline]
#[target_feature(enable = "avx,gfni")]
fn product(bytes: __m256i, matrix: __m256i) -> __m256i {
    _mm256_gf2p8affine_epi64_epi8::<0>(bytes, matrix)
}

#[inline]
#[target_feature(enable = "avx2")]
fn add(a: __m256i, b: __m256i, c: __m256i) -> __m256i {
    _mm256_xor_si256(a, _mm256_xor_si256(b, c))
}
