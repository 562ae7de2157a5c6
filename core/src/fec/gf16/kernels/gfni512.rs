//! GFNI on 512-bit registers: a register holds a chunk, so a product is two 8x8 bit matrices for
//! each byte, one for the byte itself and one for the other byte of its element.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::steps::{Steps, step_kernel};
use crate::fec::gf16::field::Matrices;
use crate::fec::tile::{Tile, tile_kernel};

type Vector = __m512i;
/// A chunk, and the same with its halves exchanged.
type Source = [__m512i; 2];
type Stored = Matrices;
/// Matrices from a byte to itself, and from a byte to the other one of its element.
type Factor = [__m512i; 2];

const WIDTH: usize = super::CHUNK;
const COLUMNS: usize = 4;
const STEP: usize = 1;

tile_kernel!("avx512f,avx512bw,avx512vl,gfni");
step_kernel!("avx512f,avx512bw,avx512vl,gfni");

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
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
fn load_part(bytes: &[u8]) -> Vector {
    let (low, high) = bytes.split_at(bytes.len() / 2);
    let low = _mm512_castsi256_si512(load_half(low));
    _mm512_inserti64x4::<1>(low, load_half(high))
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
fn load_half(bytes: &[u8]) -> __m256i {
    // SAFETY: the mask selects no byte behind `bytes`, and what it leaves out is not read.
    unsafe { _mm256_maskz_loadu_epi8(mask(bytes), bytes.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn store(bytes: &mut [u8; WIDTH], vector: Vector) {
    // SAFETY: `bytes` is 64 writable bytes; the store has no alignment.
    unsafe { _mm512_storeu_si512(bytes.as_mut_ptr().cast(), vector) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
fn store_part(bytes: &mut [u8], vector: Vector) {
    let (low, high) = bytes.split_at_mut(bytes.len() / 2);
    store_half(low, _mm512_castsi512_si256(vector));
    store_half(high, _mm512_extracti64x4_epi64::<1>(vector));
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
fn store_half(bytes: &mut [u8], vector: __m256i) {
    // SAFETY: the mask selects no byte behind `bytes`, and what it leaves out is not written.
    unsafe { _mm256_mask_storeu_epi8(bytes.as_mut_ptr().cast(), mask(bytes), vector) }
}

/// A bit for each of `bytes`, at most 32.
#[inline]
fn mask(bytes: &[u8]) -> __mmask32 {
    u32::MAX.checked_shr(32 - bytes.len().min(32) as u32).unwrap_or(0)
}

#[inline]
#[target_feature(enable = "avx512f")]
fn xor(a: Vector, b: Vector) -> Vector {
    _mm512_xor_si512(a, b)
}

#[inline]
#[target_feature(enable = "avx512f")]
fn prepare(vector: Vector) -> Source {
    [vector, _mm512_shuffle_i64x2::<0b01_00_11_10>(vector, vector)]
}

#[inline]
#[target_feature(enable = "avx512f")]
fn expand(stored: &Stored) -> Factor {
    // SAFETY: a factor is 32 readable bytes; the load has no alignment.
    let all = unsafe { _mm256_loadu_si256(stored.as_ptr().cast()) };
    let all = _mm512_castsi256_si512(all);
    let own = _mm512_setr_epi64(0, 0, 0, 0, 3, 3, 3, 3);
    let other = _mm512_setr_epi64(1, 1, 1, 1, 2, 2, 2, 2);
    [_mm512_permutexvar_epi64(own, all), _mm512_permutexvar_epi64(other, all)]
}

#[inline]
#[target_feature(enable = "avx512f,gfni")]
fn add_product(sum: Vector, factor: &Factor, source: &Source) -> Vector {
    /// Truth table of a XOR b XOR c.
    const XOR3: i32 = 0x96;
    let own = _mm512_gf2p8affine_epi64_epi8::<0>(source[0], factor[0]);
    let other = _mm512_gf2p8affine_epi64_epi8::<0>(source[1], factor[1]);
    _mm512_ternarylogic_epi64::<XOR3>(sum, own, other)
}
