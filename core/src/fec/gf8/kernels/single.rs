//! A column of 32 bytes in one 256-bit register.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

pub(super) type Vector = __m256i;

pub(super) const WIDTH: usize = 32;

#[inline]
#[target_feature(enable = "avx")]
pub(super) fn zero() -> Vector {
    _mm256_setzero_si256()
}

#[inline]
#[target_feature(enable = "avx")]
pub(super) fn load(bytes: &[u8; WIDTH]) -> Vector {
    // SAFETY: `bytes` is 32 readable bytes; the load has no alignment.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx")]
pub(super) fn load_part(bytes: &[u8]) -> Vector {
    let mut whole = [0; WIDTH];
    whole[..bytes.len()].copy_from_slice(bytes);
    load(&whole)
}

#[inline]
#[target_feature(enable = "avx")]
pub(super) fn store(bytes: &mut [u8; WIDTH], vector: Vector) {
    // SAFETY: `bytes` is 32 writable bytes; the store has no alignment.
    unsafe { _mm256_storeu_si256(bytes.as_mut_ptr().cast(), vector) }
}

#[inline]
#[target_feature(enable = "avx")]
pub(super) fn store_part(bytes: &mut [u8], vector: Vector) {
    let mut whole = [0; WIDTH];
    store(&mut whole, vector);
    bytes.copy_from_slice(&whole[..bytes.len()]);
}

#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn xor(a: Vector, b: Vector) -> Vector {
    _mm256_xor_si256(a, b)
}
