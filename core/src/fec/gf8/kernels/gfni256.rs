//! GFNI on 256-bit registers, for CPUs without AVX-512.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::quads::quad_kernel;
use crate::fec::gf8::field::MATRICES;
use crate::fec::tile::{Tile, tile_kernel};

type Vector = __m256i;
type Source = __m256i;
type Stored = u8;
type Factor = __m256i;

const WIDTH: usize = 32;
const QUAD_COLUMNS: usize = 1;
const COLUMNS: usize = 3;
const STEP: usize = 1;

tile_kernel!("avx2,gfni");
quad_kernel!("avx2,gfni");

#[inline]
#[target_feature(enable = "avx")]
fn zero() -> Vector {
    _mm256_setzero_si256()
}

#[inline]
#[target_feature(enable = "avx")]
fn load(bytes: &[u8; WIDTH]) -> Vector {
    // SAFETY: `bytes` is 32 readable bytes; the load has no alignment.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx")]
fn load_part(bytes: &[u8]) -> Vector {
    let mut whole = [0; WIDTH];
    whole[..bytes.len()].copy_from_slice(bytes);
    load(&whole)
}

#[inline]
#[target_feature(enable = "avx")]
fn store(bytes: &mut [u8; WIDTH], vector: Vector) {
    // SAFETY: `bytes` is 32 writable bytes; the store has no alignment.
    unsafe { _mm256_storeu_si256(bytes.as_mut_ptr().cast(), vector) }
}

#[inline]
#[target_feature(enable = "avx")]
fn store_part(bytes: &mut [u8], vector: Vector) {
    let mut whole = [0; WIDTH];
    store(&mut whole, vector);
    bytes.copy_from_slice(&whole[..bytes.len()]);
}

#[inline]
#[target_feature(enable = "avx2")]
fn xor(a: Vector, b: Vector) -> Vector {
    _mm256_xor_si256(a, b)
}

#[inline]
#[target_feature(enable = "avx")]
fn prepare(vector: Vector) -> Source {
    vector
}

#[inline]
#[target_feature(enable = "avx")]
fn expand(stored: &Stored) -> Factor {
    _mm256_set1_epi64x(MATRICES[usize::from(*stored)] as i64)
}

#[inline]
#[target_feature(enable = "avx2,gfni")]
fn add_product(sum: Vector, factor: &Factor, source: &Source) -> Vector {
    _mm256_xor_si256(sum, _mm256_gf2p8affine_epi64_epi8::<0>(*source, *factor))
}
