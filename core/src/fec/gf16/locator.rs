//! Where a block's losses are, as the library's decoder wants it: for each point the logarithm of
//! the product of its differences to all lost points.
//!
//! The sum over the lost points `e` of `log(x + e)` is a convolution, `+` being XOR, so it takes
//! two Walsh transforms and a product with the transform of the logarithms. The library does that
//! over all points of the field, whatever the block. The points below a power of two are closed
//! under XOR, so a block needs no more than those that it reaches. Points beyond are either all
//! there or, at low rate, all lost; then they add the same logarithm to every point.
//!
//! Source: reed-solomon-simd 3.1, `src/engine/utils.rs` (`eval_poly`), `src/rate/rate_low.rs`,
//! `src/rate/rate_high.rs`.

use std::sync::LazyLock;

use reed_solomon_simd::engine::tables::get_exp_log;
use reed_solomon_simd::engine::{GF_BITS, GF_ORDER};

/// For each power of two: the transform of the logarithms below it, and what is lost beyond.
struct Tables {
    /// Those of `2^k` points from entry `2^k` on, each divided by `2^k`.
    transforms: Box<[u16]>,
    /// Logarithm of the product of all differences to points from `2^k` on.
    beyond: [u16; GF_BITS + 1],
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

impl Tables {
    fn new() -> Tables {
        let log = &get_exp_log().log;
        let mut transforms = vec![0; 2 * GF_ORDER].into_boxed_slice();
        let mut beyond = [0; GF_BITS + 1];
        for (bits, beyond) in beyond.iter_mut().enumerate() {
            let points = 1 << bits;
            let values = &mut transforms[points..2 * points];
            // The logarithm of 0, which is none, counts 0.
            values[1..].copy_from_slice(&log[1..points]);
            walsh(values);
            // All logarithms together are a multiple of the modulus.
            *beyond = subtract(0, values[0]);
            // 2^16 is 1, so 2^(16 - k) divides by 2^k.
            let inverse = if bits == 0 { 1 } else { 1 << (GF_BITS - bits) };
            values.iter_mut().for_each(|value| *value = multiply(*value, inverse));
        }
        Tables { transforms, beyond }
    }
}

/// Replaces `lost`, which is 1 for every point that is lost and 0 for the others, by logarithms.
/// From `count` on it is 0. Only what the block reaches is replaced.
pub(super) fn locate(lost: &mut [u16; GF_ORDER], count: usize) {
    let (points, beyond) = extent(lost, count);
    let values = &mut lost[..points];
    walsh(values);
    for (value, factor) in values.iter_mut().zip(&TABLES.transforms[points..]) {
        *value = multiply(*value, *factor);
    }
    walsh(values);
    if beyond {
        let constant = TABLES.beyond[points.trailing_zeros() as usize];
        values.iter_mut().for_each(|value| *value = add(*value, constant));
    }
}

/// The power of two below which the block lies, and whether all points beyond are lost.
fn extent(lost: &[u16; GF_ORDER], count: usize) -> (usize, bool) {
    let mut points = count.next_power_of_two();
    while points > 1 && lost[points / 2..].chunks(64).all(all_lost) {
        points /= 2;
    }
    (points, points < GF_ORDER && lost[points] == 1)
}

fn all_lost(lost: &[u16]) -> bool {
    lost.iter().fold(0, |sum, lost| sum | (lost ^ 1)) == 0
}

/// Walsh transform in place; the length is a power of two.
fn walsh(values: &mut [u16]) {
    let mut distance = 1;
    while distance < values.len() {
        for both in values.chunks_exact_mut(2 * distance) {
            let (first, second) = both.split_at_mut(distance);
            for (first, second) in first.iter_mut().zip(second) {
                (*first, *second) = (add(*first, *second), subtract(*first, *second));
            }
        }
        distance *= 2;
    }
}

/// Sum modulo 65535, which is another name for 0.
fn add(a: u16, b: u16) -> u16 {
    let sum = a.wrapping_add(b);
    sum.wrapping_add(u16::from(sum < a))
}

/// Difference modulo 65535.
fn subtract(a: u16, b: u16) -> u16 {
    a.wrapping_sub(b).wrapping_sub(u16::from(a < b))
}

/// Product modulo 65535.
fn multiply(a: u16, b: u16) -> u16 {
    let product = u32::from(a) * u32::from(b);
    add(product as u16, (product >> GF_BITS) as u16)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use reed_solomon_simd::engine::utils::eval_poly;

    use super::*;

    /// Both, where 65535 is 0.
    fn compare(lost: &[u16; GF_ORDER], count: usize, points: usize) {
        let (mut ours, mut theirs) = (*lost, *lost);
        locate(&mut ours, count);
        eval_poly(&mut theirs, count);
        let same = ours.iter().zip(&theirs).take(points).all(|(a, b)| a % 65535 == b % 65535);
        assert!(same, "{count} points");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn logarithms_are_those_of_the_library(
            data in 1usize..3000,
            parity in 1usize..3000,
            seed: u64,
            low: bool,
        ) {
            let end = data.next_power_of_two() + parity;
            let mut lost = [0; GF_ORDER];
            for (point, lost) in lost[..end].iter_mut().enumerate() {
                *lost = u16::from((seed ^ point as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 60 < 3);
            }
            // A point beyond the data that is there, as in every block that can be restored.
            lost[end - 1] = 0;
            if low {
                lost[end..].fill(1);
            }
            compare(&lost, if low { GF_ORDER } else { end }, end);
        }
    }

    #[test]
    fn blocks_that_fill_the_field_have_the_same_logarithms() {
        let mut lost = [0; GF_ORDER];
        lost[GF_ORDER - 7..].fill(1);
        lost[5] = 1;
        compare(&lost, GF_ORDER, GF_ORDER);
        lost[GF_ORDER - 1] = 0;
        compare(&lost, GF_ORDER, GF_ORDER);
        compare(&[0; GF_ORDER], GF_ORDER - 9, GF_ORDER - 9);
    }
}
