//! Arithmetic of GF(2^8) with polynomial 0x11D and generator 2, and its tables.

/// Product in the field.
pub const fn multiply(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 {
        return 0;
    }
    TABLES.exp[TABLES.log[a as usize] as usize + TABLES.log[b as usize] as usize]
}

/// Multiplicative inverse in the field; 0 for 0.
pub const fn inverse(a: u8) -> u8 {
    if a == 0 { 0 } else { TABLES.exp[255 - TABLES.log[a as usize] as usize] }
}

/// Power `exponent` of the generator.
pub(super) fn exp(exponent: u32) -> u8 {
    TABLES.exp[(exponent % 255) as usize]
}

/// Logarithm of `value`, which must not be 0.
pub(super) fn log(value: u8) -> u32 {
    u32::from(TABLES.log[usize::from(value)])
}

struct Tables {
    /// Powers of the generator, twice over, so that the sum of two logarithms needs no modulus.
    exp: [u8; 512],
    log: [u8; 256],
}

static TABLES: Tables = tables();

const fn tables() -> Tables {
    const POLYNOMIAL: u16 = 0x11D;
    let mut tables = Tables { exp: [0; 512], log: [0; 256] };
    let mut value = 1u16;
    let mut power = 0;
    while power < 255 {
        tables.exp[power] = value as u8;
        tables.exp[power + 255] = value as u8;
        tables.log[value as usize] = power as u8;
        value <<= 1;
        if value & 0x100 != 0 {
            value ^= POLYNOMIAL;
        }
        power += 1;
    }
    tables
}

/// `QUADS[q]` holds the inverses of `q ^ 0`, `q ^ 1`, `q ^ 2` and `q ^ 3`: the factors of four
/// parity rows that begin at a multiple of four.
pub(super) static QUADS: [[u8; 4]; 256] = quads();

const fn quads() -> [[u8; 4]; 256] {
    let mut quads = [[0; 4]; 256];
    let mut at = 0;
    while at < 1024 {
        quads[at / 4][at % 4] = inverse((at / 4) as u8 ^ (at % 4) as u8);
        at += 1;
    }
    quads
}

/// Sums of the inverses `c` in [`QUADS`] that encoding by fours takes: all of them, `c1 + c3`,
/// `c2 + c3` and `c3`.
pub(super) static QUAD_SUMS: [[u8; 4]; 256] = quad_sums();

const fn quad_sums() -> [[u8; 4]; 256] {
    let mut sums = quads();
    let mut quad = 0;
    while quad < 256 {
        let [a, b, c, d] = sums[quad];
        sums[quad] = [a ^ b ^ c ^ d, b ^ d, c ^ d, d];
        quad += 1;
    }
    sums
}

/// Products of every factor with the two halves of a byte: `NIBBLES[factor][n]` is
/// `factor * n`, `NIBBLES[factor][16 + n]` is `factor * (n << 4)`.
pub(super) static NIBBLES: [[u8; 32]; 256] = nibbles();

const fn nibbles() -> [[u8; 32]; 256] {
    let mut nibbles = [[0; 32]; 256];
    let mut at = 0;
    while at < 256 * 32 {
        let (factor, n) = (at / 32, at % 32);
        let value = if n < 16 { n } else { (n - 16) << 4 };
        nibbles[factor][n] = multiply(factor as u8, value as u8);
        at += 1;
    }
    nibbles
}

/// Multiplication by every factor as an 8x8 bit matrix, in the layout of `gf2p8affineqb`: byte
/// `7 - i` holds the row that makes bit `i` of the product.
#[cfg(target_arch = "x86_64")]
pub(super) static MATRICES: [u64; 256] = matrices();

#[cfg(target_arch = "x86_64")]
const fn matrices() -> [u64; 256] {
    let mut matrices = [0; 256];
    let mut at = 0;
    while at < 256 * 64 {
        let (factor, bit, column) = (at / 64, at / 8 % 8, at % 8);
        if multiply(factor as u8, 1 << column) >> bit & 1 == 1 {
            matrices[factor] |= 1 << ((7 - bit) * 8 + column);
        }
        at += 1;
    }
    matrices
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vectors: docs/wire-gamestream.md "Test vectors", Reed-Solomon.
    #[test]
    fn field_values_match_the_published_ones() {
        assert_eq!([1, 2, 3, 4, 5].map(inverse), [0x01, 0x8e, 0xf4, 0x47, 0xa7]);
        assert_eq!((inverse(0x53), inverse(0xff)), (0x8c, 0xfd));
        assert_eq!(multiply(0x53, 0xca), 0x8f);
    }

    #[test]
    fn tables_hold_the_products_they_stand_for() {
        for a in 0..=255u8 {
            for b in 0..=255u8 {
                let row = &NIBBLES[usize::from(a)];
                let product = row[usize::from(b & 15)] ^ row[16 + usize::from(b >> 4)];
                assert_eq!(product, multiply(a, b), "{a} * {b}");
            }
            for j in 0..4 {
                assert_eq!(QUADS[usize::from(a)][usize::from(j)], inverse(a ^ j));
            }
        }
    }
}
