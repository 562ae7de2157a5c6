//! GFNI on 256-bit registers, for CPUs without AVX-512: a product is four 8x8 bit matrices.

use std::arch::x86_64::*;

use super::pairs::{Vector, load, load_part, store, store_part, zero};
use super::steps::{Steps, step_kernel};
use crate::fec::gf16::field::Matrices;
use crate::fec::tile::{Tile, tile_kernel};

type Source = Vector;
type Stored = Matrices;
type Factor = [__m256i; 4];

const WIDTH: usize = super::CHUNK;
const COLUMNS: usize = 1;
const STEP: usize = 1;

tile_kernel!("avx2,gfni");
step_kernel!("avx2,gfni");

#[inline]
#[target_feature(enable = "avx2")]
fn xor(a: Vector, b: Vector) -> Vector {
    [_mm256_xor_si256(a[0], b[0]), _mm256_xor_si256(a[1], b[1])]
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
