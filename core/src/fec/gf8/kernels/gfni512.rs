//! GFNI on 512-bit registers: a product is one 8x8 bit matrix for each byte.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::quads::quad_kernel;
use crate::fec::gf8::field::MATRICES;
use crate::fec::tile::{Tile, tile_kernel};

type Vector = __m512i;
type Source = __m512i;
type Stored = u8;
type Factor = __m512i;

const WIDTH: usize = 64;
const QUAD_COLUMNS: usize = 2;
const COLUMNS: usize = 4;
/// The compiler adds two products and a sum by one instruction.
const STEP: usize = 2;

tile_kernel!("avx512f,avx512bw,avx512vl,gfni");
quad_kernel!("avx512f,avx512bw,avx512vl,gfni");

#[inline]
#[target_feature(enable = "avx512f")]
fn zero() -> Vector {
    _mm512_setzero_si512()
}

#[inline]
#[target_feature(enable = "avx512f")]
fn load(bytes: &[u8; WIDTH]) -> Vector {
    // SAFETY: `bytes` is 64 readable bytes; the load has no alignment.
    unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn load_part(bytes: &[u8]) -> Vector {
    // SAFETY: the mask selects no byte behind `bytes`, and what it leaves out is not read.
    unsafe { _mm512_maskz_loadu_epi8(mask(bytes), bytes.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn store(bytes: &mut [u8; WIDTH], vector: Vector) {
    // SAFETY: `bytes` is 64 writable bytes; the store has no alignment.
    unsafe { _mm512_storeu_si512(bytes.as_mut_ptr().cast(), vector) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn store_part(bytes: &mut [u8], vector: Vector) {
    // SAFETY: the mask selects no byte behind `bytes`, and what it leaves out is not written.
    unsafe { _mm512_mask_storeu_epi8(bytes.as_mut_ptr().cast(), mask(bytes), vector) }
}

/// A bit for each of `bytes`, at most 64.
#[inline]
fn mask(bytes: &[u8]) -> __mmask64 {
    u64::MAX.checked_shr(64 - bytes.len().min(64) as u32).unwrap_or(0)
}

#[inline]
#[target_feature(enable = "avx512f")]
fn xor(a: Vector, b: Vector) -> Vector {
    _mm512_xor_si512(a, b)
}

#[inline]
#[target_feature(enable = "avx512f")]
fn prepare(vector: Vector) -> Source {
    vector
}

#[inline]
#[target_feature(enable = "avx512f")]
fn expand(stored: &Stored) -> Factor {
    _mm512_set1_epi64(MATRICES[usize::from(*stored)] as i64)
}

#[inline]
#[target_feature(enable = "avx512f,gfni")]
fn add_product(sum: Vector, factor: &Factor, source: &Source) -> Vector {
    _mm512_xor_si512(sum, _mm512_gf2p8affine_epi64_epi8::<0>(*source, *factor))
}
