//! One sample at a time: what is left of rows, and machines without faster instructions.

use super::{Coefficients, Pixels, SHIFT, SUM_SHIFT, Samples};

/// Converts all columns of two rows.
pub(super) fn convert(by: &Coefficients, rows: Pixels<'_>, samples: Samples<'_>) {
    let Samples { luma, cb, cr } = samples;
    for (row, out) in rows.iter().zip(luma) {
        let last = row.last().copied().unwrap_or_default();
        let repeated = row.iter().copied().chain(std::iter::repeat(last));
        for (sample, pixel) in out.iter_mut().zip(repeated) {
            *sample = of_sum(by.luma, pixel.map(i32::from), SHIFT);
        }
    }
    let four = rows[0].chunks(2).zip(rows[1].chunks(2)).map(|(above, below)| {
        let mut sum = [0; 4];
        for pair in [above, below] {
            // A lone pixel at the edge counts twice.
            for pixel in pair.iter().chain(pair).take(2) {
                sum.iter_mut().zip(pixel).for_each(|(sum, byte)| *sum += i32::from(*byte));
            }
        }
        sum
    });
    for ((sum, cb), cr) in four.zip(cb).zip(cr) {
        *cb = of_sum(by.cb, sum, SUM_SHIFT);
        *cr = of_sum(by.cr, sum, SUM_SHIFT);
    }
}

/// The sample that a sum of pixels comes to, the fourth byte of each left out.
fn of_sum([first, second, third, offset]: [i32; 4], sum: [i32; 4], shift: u32) -> u8 {
    let [a, b, c, _] = sum;
    let value = first * a + second * b + third * c + (offset << (shift - SHIFT));
    (value >> shift).clamp(0, 255) as u8
}
