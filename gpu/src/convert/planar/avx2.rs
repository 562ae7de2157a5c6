//! Sixteen columns of two rows at a time.
//!
//! A pixel of four bytes becomes two words of its outer colours and two of its green one, each
//! multiplied and added by one instruction: green's coefficient does not fit a word, two halves of
//! it do. Those of chroma are used with the other sign, since -32768 fits a word and 32768 does not.

use std::arch::x86_64::*;

use super::{Coefficients, Pixels, SHIFT, SUM_SHIFT, Samples};

/// Columns of a step.
const COLUMNS: usize = 16;

/// What the words of a pixel are multiplied with, and what is added.
#[derive(Clone, Copy)]
struct Factors {
    outer: __m256i,
    green: __m256i,
    offset: __m256i,
}

/// The words of eight pixels, or of eight sums of pixels.
#[derive(Clone, Copy)]
struct Words {
    outer: __m256i,
    green: __m256i,
}

/// Converts as many columns of two rows as are a multiple of sixteen; returns how many. Asks for the
/// rows that come `soon` meanwhile.
#[target_feature(enable = "avx2")]
pub(super) fn convert(
    by: &Coefficients,
    rows: Pixels<'_>,
    soon: Pixels<'_>,
    samples: &mut Samples<'_>,
) -> usize {
    let luma = factors(by.luma);
    let mut at = 0;
    let [cb, cr] = [by.cb, by.cr].map(|[first, green, third, offset]| {
        factors([-first, -green, -third, offset << (SUM_SHIFT - SHIFT)])
    });
    let [upper, lower] = &mut samples.luma;
    let (upper, lower) = (upper.as_chunks_mut::<COLUMNS>().0, lower.as_chunks_mut().0);
    let (out_cb, out_cr) = (samples.cb.as_chunks_mut().0, samples.cr.as_chunks_mut().0);
    let (above, below) = (rows[0].as_chunks::<COLUMNS>().0, rows[1].as_chunks::<COLUMNS>().0);
    let places = upper.iter_mut().zip(lower).zip(out_cb.iter_mut().zip(out_cr));
    for ((above, below), ((upper, lower), (out_cb, out_cr))) in above.iter().zip(below).zip(places)
    {
        soon.iter().filter_map(|row| row.get(at)).for_each(prefetch);
        at += COLUMNS;
        let (above, below) = (sixteen(above), sixteen(below));
        let [first, second] = [above, below].map(|row| {
            let [left, right] = row.map(|words| dot(words, luma));
            _mm256_packus_epi32(
                _mm256_srai_epi32::<{ SHIFT as i32 }>(left),
                _mm256_srai_epi32::<{ SHIFT as i32 }>(right),
            )
        });
        // Packing works within halves: what is left of the middle comes together again.
        let order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
        let both = _mm256_permutevar8x32_epi32(_mm256_packus_epi16(first, second), order);
        store(upper, _mm256_castsi256_si128(both));
        store(lower, _mm256_extracti128_si256::<1>(both));

        let sums = fours(above, below);
        let [blue, red] = [cb, cr].map(|by| {
            let negative = dot(sums, Factors { offset: _mm256_setzero_si256(), ..by });
            _mm256_srai_epi32::<{ SUM_SHIFT as i32 }>(_mm256_sub_epi32(by.offset, negative))
        });
        let words = _mm256_packus_epi32(blue, red);
        let bytes = _mm256_packus_epi16(words, words);
        let (low, high) = (_mm256_castsi256_si128(bytes), _mm256_extracti128_si256::<1>(bytes));
        let in_order = _mm_unpacklo_epi16(low, high);
        *out_cb = _mm_cvtsi128_si64(in_order).to_le_bytes();
        *out_cr = _mm_extract_epi64::<1>(in_order).to_le_bytes();
    }
    above.len().min(below.len()) * COLUMNS
}

#[target_feature(enable = "avx2")]
fn factors([first, green, third, offset]: [i32; 4]) -> Factors {
    let pair = |low: i32, high: i32| _mm256_set1_epi32((high << 16) | (low & 0xffff));
    Factors {
        outer: pair(first, third),
        green: pair(green / 2, green - green / 2),
        offset: _mm256_set1_epi32(offset),
    }
}

#[target_feature(enable = "avx2")]
fn dot(words: Words, by: Factors) -> __m256i {
    let outer = _mm256_add_epi32(_mm256_madd_epi16(words.outer, by.outer), by.offset);
    _mm256_add_epi32(outer, _mm256_madd_epi16(words.green, by.green))
}

/// The words of sixteen pixels.
#[target_feature(enable = "avx2")]
fn sixteen(pixels: &[[u8; 4]; COLUMNS]) -> [Words; 2] {
    const NONE: i8 = -128;
    let greens = _mm256_broadcastsi128_si256(_mm_setr_epi8(
        1, NONE, 1, NONE, 5, NONE, 5, NONE, 9, NONE, 9, NONE, 13, NONE, 13, NONE,
    ));
    let low_bytes = _mm256_set1_epi16(0xff);
    load(pixels).map(|eight| Words {
        outer: _mm256_and_si256(eight, low_bytes),
        green: _mm256_shuffle_epi8(eight, greens),
    })
}

/// Sums of two by two pixels, in the order 0, 1, 4, 5, 2, 3, 6, 7.
#[target_feature(enable = "avx2")]
fn fours(above: [Words; 2], below: [Words; 2]) -> Words {
    let across = |left: __m256i, right: __m256i| {
        let (left, right) = (_mm256_castsi256_ps(left), _mm256_castsi256_ps(right));
        let even = _mm256_castps_si256(_mm256_shuffle_ps::<0x88>(left, right));
        let odd = _mm256_castps_si256(_mm256_shuffle_ps::<0xdd>(left, right));
        _mm256_add_epi16(even, odd)
    };
    let down = |upper: __m256i, lower: __m256i| _mm256_add_epi16(upper, lower);
    Words {
        outer: across(down(above[0].outer, below[0].outer), down(above[1].outer, below[1].outer)),
        green: across(down(above[0].green, below[0].green), down(above[1].green, below[1].green)),
    }
}

/// Sixteen pixels are a cache line, or parts of two.
fn prefetch(pixel: &[u8; 4]) {
    // SAFETY: SSE, which every x86-64 has; it reads nothing, and the pointer is that of a reference.
    unsafe { _mm_prefetch::<_MM_HINT_T0>(pixel.as_ptr().cast()) }
}

#[target_feature(enable = "avx2")]
fn load(pixels: &[[u8; 4]; COLUMNS]) -> [__m256i; 2] {
    let at: *const __m256i = pixels.as_ptr().cast();
    // SAFETY: sixteen pixels are the 64 bytes that both loads read; they need no alignment.
    let first = unsafe { _mm256_loadu_si256(at) };
    // SAFETY: as above; the second half begins 32 bytes in.
    let second = unsafe { _mm256_loadu_si256(at.wrapping_add(1)) };
    [first, second]
}

#[target_feature(enable = "avx2")]
fn store(place: &mut [u8; COLUMNS], samples: __m128i) {
    // SAFETY: the place is the 16 bytes that are written; they need no alignment.
    unsafe { _mm_storeu_si128(place.as_mut_ptr().cast(), samples) }
}
