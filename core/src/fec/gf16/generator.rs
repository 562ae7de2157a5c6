//! The library's code in closed form.
//!
//! A block is a polynomial's values at the points 0, 1, 2 and so on. With more data than parity
//! (*high rate*) parity sits at the points 0 to `m - 1`, data from `m` on, where `m` is the parity
//! count rounded up to a power of two; otherwise (*low rate*) it is the other way round with the
//! data count. Data is cut into runs of `m` points, each interpolated by itself and evaluated at
//! the points of parity. Lagrange's basis polynomials over such a run are
//! `s(x) / (s' * (x + y))`, with `s` the polynomial that vanishes on the points 0 to `m - 1`. In
//! a Cantor basis `s' = 1`, and `s` shifts the number of a point right by the bits of `m`. Hence
//! `parity[j] = sum over i of scale / (x[j] + y[i]) * data[i]`, where `scale` is the number of
//! the run: that of `y[i]` at high rate, that of `x[j]` at low rate.
//!
//! Source: reed-solomon-simd 3.1, `src/rate/rate_default.rs` (`use_high_rate`),
//! `src/rate/rate_high.rs`, `src/rate/rate_low.rs`; Lin, Chung, Han: Novel Polynomial Basis and
//! Its Application to Reed-Solomon Erasure Codes, 2014.

use super::field::Field;

/// The matrix of one shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Generator {
    /// Points of the first parity and of the first data shard.
    parity: usize,
    data: usize,
    /// Logarithm of `m`.
    shift: u32,
    high_rate: bool,
}

impl Generator {
    /// The shape must be one that the library supports.
    pub(super) fn new(data: usize, parity: usize) -> Generator {
        let (data_up, parity_up) = (data.next_power_of_two(), parity.next_power_of_two());
        // With both powers equal the library takes the "wrong" rate: it is faster.
        let high_rate = data_up > parity_up || data_up == parity_up && data <= parity;
        let shift = if high_rate { parity_up } else { data_up }.trailing_zeros();
        let (parity, data) = if high_rate { (0, 1 << shift) } else { (1 << shift, 0) };
        Generator { parity, data, shift, high_rate }
    }

    /// Point of parity shard `row`.
    pub(super) fn x(self, row: usize) -> u16 {
        (self.parity + row) as u16
    }

    /// Point of data shard `column`.
    pub(super) fn y(self, column: usize) -> u16 {
        (self.data + column) as u16
    }

    /// What the entry of points `x` and `y` has above `x + y`.
    pub(super) fn scale(self, x: u16, y: u16) -> u16 {
        if self.high_rate { y >> self.shift } else { x >> self.shift }
    }

    /// Points of the smallest transform that holds a block of this shape.
    pub(super) fn points(self, data: usize, parity: usize) -> usize {
        ((1 << self.shift) + if self.high_rate { data } else { parity }).next_power_of_two()
    }

    /// Factor of data shard `column` in parity shard `row`.
    pub(super) fn entry(self, field: &Field, row: usize, column: usize) -> u16 {
        let (x, y) = (self.x(row), self.y(column));
        field.quotient(self.scale(x, y), x ^ y)
    }
}

#[cfg(test)]
mod tests {
    use reed_solomon_simd::ReedSolomonEncoder;

    use super::*;

    /// Each unit vector, encoded by the library, is a column of the matrix.
    #[test]
    fn entries_are_those_of_the_library() {
        let field = Field::get();
        let shapes = [
            (1, 1),
            (1, 7),
            (2, 1),
            (3, 2),
            (2, 3),
            (4, 4),
            (5, 3),
            (3, 5),
            (5, 8),
            (8, 5),
            (7, 6),
            (20, 4),
            (33, 8),
            (4, 30),
            (100, 20),
            (9, 70),
            (17, 31),
            (31, 17),
            (300, 60),
            (60, 300),
        ];
        for (data, parity) in shapes {
            let generator = Generator::new(data, parity);
            let mut encoder = ReedSolomonEncoder::new(data, parity, 2).unwrap();
            for unit in 0..data {
                for column in 0..data {
                    encoder.add_original_shard(u16::from(column == unit).to_le_bytes()).unwrap();
                }
                let encoded = encoder.encode().unwrap();
                for (row, shard) in encoded.recovery_iter().enumerate() {
                    let expected = u16::from_le_bytes([shard[0], shard[1]]);
                    let entry = generator.entry(field, row, unit);
                    assert_eq!(entry, expected, "{data}+{parity} [{row}][{unit}]");
                }
            }
        }
    }
}
