//! GFNI on 256-bit registers, for CPUs without AVX-512.

use std::arch::x86_64::*;

use super::quads::quad_kernel;
use super::single::{Vector, WIDTH, load, load_part, store, store_part, xor, zero};
use crate::fec::gf8::field::MATRICES;
use crate::fec::tile::{Tile, tile_kernel};

type Source = __m256i;
type Stored = u8;
type Factor = __m256i;

const QUAD_COLUMNS: usize = 1;
const COLUMNS: usize = 3;
const STEP: usize = 1;

tile_kernel!("avx2,gfni");
quad_kernel!("avx2,gfni");

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
