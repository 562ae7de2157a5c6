//! A chunk in two 256-bit registers: the low bytes of 32 elements, and their high bytes.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::{CHUNK, narrow, widen};

pub(super) type Vector = [__m256i; 2];

#[inline]
#[target_feature(enable = "avx")]
pub(super) fn zero() -> Vector {
    [_mm256_setzero_si256(); 2]
}

#[inline]
#[target_feature(enable = "avx")]
pub(super) fn load(bytes: &[u8; CHUNK]) -> Vector {
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
pub(super) fn load_part(bytes: &[u8]) -> Vector {
    load(&widen(bytes))
}

#[inline]
#[target_feature(enable = "avx")]
pub(super) fn store(bytes: &mut [u8; CHUNK], vector: Vector) {
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
pub(super) fn store_part(bytes: &mut [u8], vector: Vector) {
    let mut whole = [0; CHUNK];
    store(&mut whole, vector);
    narrow(bytes, &whole);
}
