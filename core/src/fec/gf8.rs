//! Systematic Cauchy Reed-Solomon code over GF(2^8), bit-exact with Moonlight's decoder.
//!
//! Field polynomial 0x11D, generator 2. For `data` data and `parity` parity shards the parity is
//! `parity[j] = XOR over i of inverse((parity + i) XOR j) * data[i]`. The *parity count* enters
//! the matrix, so it must be known before encoding. Source: moonlight-common-c,
//! `RtpVideoQueue.c`; nanors, `rs.c`.
//!
//! Shards lie side by side at one stride in the caller's memory ([`Shards`]); nothing is copied
//! or allocated.

use std::ops::Range;

/// Most data plus parity shards that one block can have.
pub const MAX_SHARDS: usize = 255;

/// Why a block cannot be encoded or decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FecError {
    /// Zero data shards, or more than 255 shards in all.
    #[error("a block of {data} data and {parity} parity shards is impossible")]
    Shape {
        /// Data shards.
        data: usize,
        /// Parity shards.
        parity: usize,
    },
    /// The memory handed in holds fewer shards than the shape says.
    #[error("shard memory of {have} bytes, {need} needed")]
    Memory {
        /// Bytes handed in.
        have: usize,
        /// Bytes that the shape takes.
        need: usize,
    },
    /// More shards are lost than parity can restore.
    #[error("{lost} data shards lost, {parity} parity shards at hand")]
    TooManyLost {
        /// Data shards that are missing.
        lost: usize,
        /// Parity shards that arrived.
        parity: usize,
    },
}

/// A block's memory: slot `i` starts at `i * stride`, and `shard` is the protected part of a
/// slot. Data shards come first, parity shards follow.
pub struct Shards<'a> {
    bytes: &'a mut [u8],
    stride: usize,
    shard: Range<usize>,
    data: usize,
    parity: usize,
}

impl<'a> Shards<'a> {
    /// Checks that `bytes` can hold the block.
    ///
    /// # Errors
    /// [`FecError::Shape`] and [`FecError::Memory`].
    pub fn new(
        bytes: &'a mut [u8],
        stride: usize,
        shard: Range<usize>,
        data: usize,
        parity: usize,
    ) -> Result<Shards<'a>, FecError> {
        if data == 0 || data + parity > MAX_SHARDS {
            return Err(FecError::Shape { data, parity });
        }
        let need = (data + parity) * stride;
        if bytes.len() < need || shard.end > stride {
            return Err(FecError::Memory { have: bytes.len(), need });
        }
        Ok(Shards { bytes, stride, shard, data, parity })
    }

    /// Computes the parity shards from the data shards. What the parity slots held is lost.
    pub fn encode(&mut self) {
        let (data, parity) = (self.data, self.parity);
        for row in 0..parity {
            self.clear(data + row);
            for column in 0..data {
                self.multiply_add(data + row, column, coefficient(parity, row, column));
            }
        }
    }

    /// Restores the data shards whose `present` flag is false; `present` has one flag for each
    /// data and parity shard. Parity shards are overwritten with working values.
    ///
    /// # Errors
    /// [`FecError::TooManyLost`] when fewer parity shards arrived than data shards are missing;
    /// nothing was touched then. [`FecError::Memory`] when `present` is too short.
    pub fn decode(&mut self, present: &[bool]) -> Result<(), FecError> {
        let (data, parity) = (self.data, self.parity);
        if present.len() < data + parity {
            return Err(FecError::Memory { have: present.len(), need: data + parity });
        }
        let mut lost = [0u8; MAX_SHARDS];
        let mut rows = [0u8; MAX_SHARDS];
        let lost = collect(&mut lost, (0..data).filter(|&column| !present[column]));
        let rows = collect(&mut rows, (0..parity).filter(|&row| present[data + row]));
        if lost.len() > rows.len() {
            return Err(FecError::TooManyLost { lost: lost.len(), parity: rows.len() });
        }
        let rows = &rows[..lost.len()];
        for &row in rows {
            self.subtract_present(usize::from(row), present);
        }
        for (k, &column) in lost.iter().enumerate() {
            self.clear(usize::from(column));
            for r in 0..rows.len() {
                let factor = inverse_entry(parity, rows, lost, k, r);
                self.multiply_add(usize::from(column), data + usize::from(rows[r]), factor);
            }
        }
        Ok(())
    }

    /// Leaves in parity shard `row` only the part that the lost data shards contributed.
    fn subtract_present(&mut self, row: usize, present: &[bool]) {
        for column in (0..self.data).filter(|&column| present[column]) {
            let factor = coefficient(self.parity, row, column);
            self.multiply_add(self.data + row, column, factor);
        }
    }

    fn clear(&mut self, slot: usize) {
        let start = slot * self.stride;
        self.bytes[start..][self.shard.clone()].fill(0);
    }

    /// `slot[to] += factor * slot[from]`.
    fn multiply_add(&mut self, to: usize, from: usize, factor: u8) {
        let (to, from) = (to * self.stride, from * self.stride);
        let (target, source) = if to < from {
            let (low, high) = self.bytes.split_at_mut(from);
            (&mut low[to..], &high[..])
        } else {
            let (low, high) = self.bytes.split_at_mut(to);
            (&mut high[..], &low[from..])
        };
        scalar_multiply_add(&mut target[self.shard.clone()], &source[self.shard.clone()], factor);
    }
}

/// Entry of the generator's parity part.
fn coefficient(parity: usize, row: usize, column: usize) -> u8 {
    inverse(((parity + column) ^ row) as u8)
}

/// Entry `[k][r]` of the inverse of the square submatrix with parity `rows` and `lost` columns.
/// A Cauchy matrix has its inverse in closed form; signs vanish in characteristic 2.
fn inverse_entry(parity: usize, rows: &[u8], lost: &[u8], k: usize, r: usize) -> u8 {
    let x = |row: usize| u32::from(rows[row]);
    let y = |column: usize| u32::from(lost[column]) + parity as u32;
    let log = |value: u32| u32::from(TABLES.log[value as usize]);
    let mut sum = 0u32;
    for m in 0..rows.len() {
        sum += log(x(r) ^ y(m)) + log(x(m) ^ y(k));
        if m != r {
            sum += 255 - log(x(r) ^ x(m));
        }
        if m != k {
            sum += 255 - log(y(k) ^ y(m));
        }
    }
    sum += 255 - log(x(r) ^ y(k));
    TABLES.exp[(sum % 255) as usize]
}

fn collect(into: &mut [u8; MAX_SHARDS], values: impl Iterator<Item = usize>) -> &[u8] {
    let mut count = 0;
    for value in values {
        into[count] = value as u8;
        count += 1;
    }
    &into[..count]
}

fn scalar_multiply_add(target: &mut [u8], source: &[u8], factor: u8) {
    let mut row = [0u8; 256];
    for (value, product) in row.iter_mut().enumerate() {
        *product = multiply(factor, value as u8);
    }
    for (target, &source) in target.iter_mut().zip(source) {
        *target ^= row[usize::from(source)];
    }
}

/// Product in the field.
pub fn multiply(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 {
        return 0;
    }
    let sum = usize::from(TABLES.log[usize::from(a)]) + usize::from(TABLES.log[usize::from(b)]);
    TABLES.exp[sum]
}

/// Multiplicative inverse in the field; 0 for 0.
pub fn inverse(a: u8) -> u8 {
    if a == 0 { 0 } else { TABLES.exp[255 - usize::from(TABLES.log[usize::from(a)])] }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block(data: &[Vec<u8>], parity: usize) -> Vec<u8> {
        let mut bytes = data.concat();
        bytes.resize((data.len() + parity) * data[0].len(), 0xEE);
        bytes
    }

    /// Vectors: docs/wire-gamestream.md "Test vectors", Reed-Solomon.
    #[test]
    fn field_values_match_the_published_ones() {
        assert_eq!([1, 2, 3, 4, 5].map(inverse), [0x01, 0x8e, 0xf4, 0x47, 0xa7]);
        assert_eq!((inverse(0x53), inverse(0xff)), (0x8c, 0xfd));
        assert_eq!(multiply(0x53, 0xca), 0x8f);
    }

    #[test]
    fn generator_rows_match_the_published_ones() {
        let row = |d: usize, p, j| (0..d).map(|i| coefficient(p, j, i)).collect::<Vec<_>>();
        assert_eq!(row(5, 3, 0), [0xf4, 0x47, 0xa7, 0x7a, 0xba]);
        assert_eq!(row(5, 3, 2), [0x01, 0x7a, 0xba, 0x47, 0xa7]);
        assert_eq!(row(4, 2, 1), [0xf4, 0x8e, 0xa7, 0x47]);
    }

    #[test]
    fn parity_of_three_shards_matches_the_published_one() {
        let data: Vec<Vec<u8>> = [0x11u8, 0x22, 0x33]
            .iter()
            .map(|&start| (0..16).map(|i| start + 3 * i).collect())
            .collect();
        let mut bytes = block(&data, 2);
        Shards::new(&mut bytes, 16, 0..16, 3, 2).unwrap().encode();
        assert_eq!(hex::encode(&bytes[48..64]), "5d61d41b5c6a2ee7576b01c681480cc9");
        assert_eq!(hex::encode(&bytes[64..]), "119e146ae49c439fe66979fc725b84a3");
    }

    #[test]
    fn one_loss_too_many_is_refused() {
        let mut bytes = block(&[vec![1; 8], vec![2; 8], vec![3; 8]], 2);
        let mut shards = Shards::new(&mut bytes, 8, 0..8, 3, 2).unwrap();
        shards.encode();
        let refused = shards.decode(&[false, false, false, true, true]);
        assert_eq!(refused, Err(FecError::TooManyLost { lost: 3, parity: 2 }));
    }

    proptest! {
        #[test]
        fn any_loss_up_to_parity_is_restored(
            data in 1usize..120,
            parity in 1usize..60,
            len in 1usize..80,
            seed: u64,
        ) {
            let mut random = seed | 1;
            let mut next = move || {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                random
            };
            let stride = len + 5;
            let mut bytes: Vec<u8> = (0..(data + parity) * stride).map(|_| next() as u8).collect();
            Shards::new(&mut bytes, stride, 5..stride, data, parity).unwrap().encode();
            let whole = bytes.clone();
            let mut present = vec![true; data + parity];
            for _ in 0..(next() as usize % (parity + 1)) {
                present[next() as usize % (data + parity)] = false;
            }
            for slot in (0..data + parity).filter(|&slot| !present[slot]) {
                bytes[slot * stride + 5..(slot + 1) * stride].fill(0xAA);
            }
            Shards::new(&mut bytes, stride, 5..stride, data, parity)
                .unwrap()
                .decode(&present)
                .unwrap();
            prop_assert_eq!(&bytes[..data * stride], &whole[..data * stride]);
        }
    }
}
