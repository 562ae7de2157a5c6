//! Arithmetic of the library's GF(2^16), and the tables from which kernels get their factors.
//!
//! The field has polynomial 0x1002D; elements are written in a Cantor basis, in which the
//! library's evaluation points are simply 0, 1, 2 and so on. Source: reed-solomon-simd 3.1,
//! `src/engine.rs` (`GF_POLYNOMIAL`, `CANTOR_BASIS`), `src/engine/tables.rs`.

use std::sync::LazyLock;

use reed_solomon_simd::engine::tables::{ExpLog, get_exp_log};

/// Order of the multiplicative group.
pub(super) const ORDER: u32 = 65535;

/// Multiplication by a factor as four 8x8 bit matrices in the layout of `gf2p8affineqb`: from low
/// to low byte, high to low, low to high, high to high.
pub(super) type Matrices = [u64; 4];

/// Products of a factor with the four values of 4 bits that make up an element: the low bytes of
/// all four, then the high bytes.
pub(super) type Nibbles = [[u8; 16]; 8];

/// Tables of the field.
pub(super) struct Field {
    tables: &'static ExpLog,
    /// Multiplication is linear in the factor, so that of any factor is a sum of four: one for
    /// each 4 bits of it.
    matrices: [[Matrices; 16]; 4],
    nibbles: [[Nibbles; 16]; 4],
}

impl Field {
    /// The tables, built at the first call, the library's as well.
    pub(super) fn get() -> &'static Field {
        static FIELD: LazyLock<Box<Field>> = LazyLock::new(Field::new);
        &FIELD
    }

    fn new() -> Box<Field> {
        let mut field = Box::new(Field {
            tables: get_exp_log(),
            matrices: [[[0; 4]; 16]; 4],
            nibbles: [[[[0; 16]; 8]; 16]; 4],
        });
        for index in 0..64 {
            let (position, value) = (index / 16, index % 16);
            let factor = (value << (4 * position)) as u16;
            field.matrices[position][value] = field.make_matrices(factor);
            field.nibbles[position][value] = field.make_nibbles(factor);
        }
        field
    }

    fn make_matrices(&self, factor: u16) -> Matrices {
        let mut matrices = [0; 4];
        for column in 0..16 {
            let product = self.multiply(factor, 1 << column);
            for bit in (0..16).filter(|bit| product >> bit & 1 == 1) {
                matrices[bit / 8 * 2 + column / 8] |= 1 << ((7 - bit % 8) * 8 + column % 8);
            }
        }
        matrices
    }

    fn make_nibbles(&self, factor: u16) -> Nibbles {
        let mut nibbles = [[0; 16]; 8];
        for index in 0..64 {
            let (position, value) = (index / 16, index % 16);
            let product = self.multiply(factor, (value << (4 * position)) as u16);
            [nibbles[position][value], nibbles[4 + position][value]] = product.to_le_bytes();
        }
        nibbles
    }

    /// Multiplication by `factor`, as matrices.
    pub(super) fn matrices(&self, factor: u16) -> Matrices {
        let [a, b, c, d] = quarters(factor);
        let [a, b, c, d] = [
            &self.matrices[0][a],
            &self.matrices[1][b],
            &self.matrices[2][c],
            &self.matrices[3][d],
        ];
        std::array::from_fn(|i| a[i] ^ b[i] ^ c[i] ^ d[i])
    }

    /// Multiplication by `factor`, as tables.
    pub(super) fn nibbles(&self, factor: u16) -> Nibbles {
        let mut sum = [[0; 16]; 8];
        for (table, value) in self.nibbles.iter().zip(quarters(factor)) {
            let (sum, part) = (sum.as_flattened_mut(), table[value].as_flattened());
            sum.iter_mut().zip(part).for_each(|(sum, part)| *sum ^= part);
        }
        sum
    }

    /// Product in the field.
    pub(super) fn multiply(&self, a: u16, b: u16) -> u16 {
        if a == 0 || b == 0 { 0 } else { self.exp(self.log(a) + self.log(b)) }
    }

    /// Logarithm of `value`, 0 to 65534; 0 for 0.
    pub(super) fn log(&self, value: u16) -> u32 {
        // The library's table holds 65535, which is 0 in the exponent, for 0.
        u32::from(self.tables.log[usize::from(value)]) % ORDER
    }

    /// Power `exponent` of the generator.
    pub(super) fn exp(&self, exponent: u32) -> u16 {
        self.tables.exp[(exponent % ORDER) as usize]
    }

    /// `a / b`; `b` must not be 0.
    pub(super) fn quotient(&self, a: u16, b: u16) -> u16 {
        if a == 0 { 0 } else { self.exp(self.log(a) + ORDER - self.log(b)) }
    }

    /// Logarithm of the product of `own[k] + others[m]` for all m, over that of
    /// `own[k] + own[m]` for all m but k.
    pub(super) fn log_of_quotient(&self, k: usize, own: &[u16], others: &[u16]) -> u16 {
        let log = |values: &[u16]| -> u64 {
            values.iter().map(|value| u64::from(self.log(own[k] ^ value))).sum()
        };
        // The term of k itself is the logarithm of 0, which counts 0.
        let order = u64::from(ORDER);
        ((log(others) + order * own.len() as u64 - log(own)) % order) as u16
    }
}

fn quarters(factor: u16) -> [usize; 4] {
    std::array::from_fn(|i| usize::from(factor >> (4 * i) & 15))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Shift and reduce in the polynomial basis, through the published basis.
    fn product(a: u16, b: u16) -> u16 {
        use reed_solomon_simd::engine::{CANTOR_BASIS, GF_POLYNOMIAL};
        let polynomial = |value: u16| {
            let bits = (0..16).filter(|bit| value >> bit & 1 == 1);
            bits.fold(0, |sum, bit| sum ^ u32::from(CANTOR_BASIS[bit]))
        };
        let (a, b) = (polynomial(a), polynomial(b));
        let mut sum = (0..16).filter(|bit| b >> bit & 1 == 1).fold(0, |sum, bit| sum ^ (a << bit));
        for bit in (16..32).rev() {
            if sum >> bit & 1 == 1 {
                sum ^= (GF_POLYNOMIAL as u32) << (bit - 16);
            }
        }
        sum as u16
    }

    fn to_polynomial(value: u16) -> u16 {
        use reed_solomon_simd::engine::CANTOR_BASIS;
        (0..16).filter(|bit| value >> bit & 1 == 1).fold(0, |sum, bit| sum ^ CANTOR_BASIS[bit])
    }

    proptest! {
        #[test]
        fn products_are_those_of_the_polynomial(a: u16, b: u16) {
            let field = Field::get();
            prop_assert_eq!(to_polynomial(field.multiply(a, b)), product(a, b));
            if b != 0 {
                prop_assert_eq!(field.multiply(field.quotient(a, b), b), a);
            }
        }

        #[test]
        fn tables_and_matrices_multiply(factor: u16, value: u16) {
            let field = Field::get();
            let expected = field.multiply(factor, value);
            let tables = field.nibbles(factor);
            let look_up = |first: usize| {
                let values = quarters(value).into_iter().enumerate();
                values.fold(0, |sum, (at, value)| sum ^ tables[first + at][value])
            };
            prop_assert_eq!(u16::from_le_bytes([look_up(0), look_up(4)]), expected);
            let matrices = field.matrices(factor);
            let apply = |matrix: u64, byte: u8| {
                let bits = (0..8).filter(|bit| {
                    ((matrix >> ((7 - bit) * 8)) as u8 & byte).count_ones() % 2 == 1
                });
                bits.fold(0, |sum, bit| sum | 1u8 << bit)
            };
            let [low, high] = value.to_le_bytes();
            let product = [
                apply(matrices[0], low) ^ apply(matrices[1], high),
                apply(matrices[2], low) ^ apply(matrices[3], high),
            ];
            prop_assert_eq!(u16::from_le_bytes(product), expected);
        }
    }
}
