//! The code of four data and two parity shards.
//!
//! A fixed matrix over the field of `fec::gf8`, not the one that video has. Source:
//! docs/wire-gamestream.md "Audio stream", FEC; moonlight-common-c, `RtpAudioQueue.c`.

use crate::fec::gf8::{inverse, multiply};

/// Data shards of a block.
pub(super) const DATA: usize = 4;
/// Parity shards of a block.
pub(super) const PARITY: usize = 2;

const MATRIX: [[u8; DATA]; PARITY] = [[0x77, 0x40, 0x38, 0x0e], [0xc7, 0xa7, 0x0d, 0x6c]];

/// Adds the share of data shard `index` to parity shard `row`.
pub(super) fn accumulate(row: usize, index: usize, shard: &[u8], parity: &mut [u8]) {
    add(MATRIX[row][index], shard, parity);
}

fn add(factor: u8, from: &[u8], to: &mut [u8]) {
    to.iter_mut().zip(from).for_each(|(sum, byte)| *sum ^= multiply(factor, *byte));
}

/// What is missing of a block, if the parity suffices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// One data shard, by this parity row.
    One { shard: usize, row: usize },
    /// Two data shards, by both rows.
    Two { first: usize, second: usize },
}

impl Missing {
    /// By the shards that are there: bits 0 to 3 data, 4 and 5 parity. `None` when nothing is to
    /// be done, or nothing can be.
    pub fn of(have: u8) -> Option<Missing> {
        let absent = |shard: &usize| have >> shard & 1 == 0;
        let mut gaps = (0..DATA).filter(absent);
        let mut rows = (0..PARITY).filter(|row| have >> (DATA + row) & 1 == 1);
        match (gaps.next(), gaps.next(), gaps.next()) {
            (Some(shard), None, _) => rows.next().map(|row| Missing::One { shard, row }),
            (Some(first), Some(second), None) => {
                (rows.count() == PARITY).then_some(Missing::Two { first, second })
            }
            _ => None,
        }
    }
}

/// Computes the missing shards in place. All shards that are there are `len` bytes long.
pub(super) fn repair(shards: &mut [Box<[u8]>; DATA + PARITY], len: usize, missing: Missing) {
    match missing {
        Missing::One { shard, row } => {
            syndrome(shards, len, row, &[shard]);
            let factor = inverse(MATRIX[row][shard]);
            let [parity, lost] = pair(shards, DATA + row, shard);
            lost[..len].fill(0);
            add(factor, &parity[..len], &mut lost[..len]);
        }
        Missing::Two { first, second } => {
            (0..PARITY).for_each(|row| syndrome(shards, len, row, &[first, second]));
            let [[a, b], [c, d]] = MATRIX.map(|row| [row[first], row[second]]);
            let scale = inverse(multiply(a, d) ^ multiply(b, c));
            let rows = [(first, d, b), (second, c, a)];
            for (shard, upper, lower) in rows {
                let factors = [multiply(scale, upper), multiply(scale, lower)];
                shards[shard][..len].fill(0);
                for (row, factor) in factors.into_iter().enumerate() {
                    let [parity, lost] = pair(shards, DATA + row, shard);
                    add(factor, &parity[..len], &mut lost[..len]);
                }
            }
        }
    }
}

/// Leaves in parity row `row` only the share of the shards that are missing.
fn syndrome(shards: &mut [Box<[u8]>; DATA + PARITY], len: usize, row: usize, missing: &[usize]) {
    for index in (0..DATA).filter(|index| !missing.contains(index)) {
        let [data, parity] = pair(shards, index, DATA + row);
        accumulate(row, index, &data[..len], &mut parity[..len]);
    }
}

/// One shard to read and another to write.
fn pair(shards: &mut [Box<[u8]>; DATA + PARITY], read: usize, write: usize) -> [&mut [u8]; 2] {
    let (low, high) = shards.split_at_mut(read.max(write));
    let (low, high) = (&mut *low[read.min(write)], &mut *high[0]);
    if read < write { [low, high] } else { [high, low] }
}
