//! Block geometry: how many shards a frame takes, how they group into blocks, and how much
//! parity each block gets. Pure arithmetic.
//!
//! Rules of the GameStream framing, docs/wire-gamestream.md "FEC blocks". The client derives the
//! parity count from the data count and the percentage in every packet, so both ends must round
//! alike: `parity = ceil(data * percent / 100)`.

use super::gf8::MAX_SHARDS;

/// Most FEC blocks that a GameStream frame can have: two bits of the packet header.
pub const MAX_BLOCKS: usize = 4;

/// Most data shards of a block without parity: ten bits of the packet header.
pub const MAX_DATA_SHARDS: usize = 1023;

/// What the client and the operator ask of FEC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FecPolicy {
    /// Parity in percent of the data shards, 0 for none.
    pub percent: u8,
    /// Least parity shards of a block that has parity at all.
    pub min_parity: u8,
}

/// One block: shard counts, and the percentage that goes on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlockShape {
    /// Data shards.
    pub data: usize,
    /// Parity shards.
    pub parity: usize,
    /// Percentage from which a GameStream peer computes `parity`; 0 where the count is sent.
    pub percent: u8,
}

impl BlockShape {
    /// Data and parity shards together.
    pub fn total(self) -> usize {
        self.data + self.parity
    }
}

/// Parity count as the peer computes it from a packet header.
pub fn parity_count(data: usize, percent: u8) -> usize {
    (data * usize::from(percent)).div_ceil(100)
}

impl FecPolicy {
    /// Parity for a block of `data` shards by itself: the policy's percentage, raised to the
    /// minimum for small blocks, lowered to what fits into 255 shards for big ones.
    pub fn block(self, data: usize) -> BlockShape {
        let parity = parity_count(data, self.percent);
        let min = usize::from(self.min_parity);
        if self.percent != 0 && parity < min && data + min <= MAX_SHARDS {
            let percent = (100 * min / data).min(255) as u8;
            return BlockShape { data, parity: parity_count(data, percent), percent };
        }
        if data + parity <= MAX_SHARDS {
            return BlockShape { data, parity, percent: self.percent };
        }
        let room = MAX_SHARDS.saturating_sub(data);
        let percent = (100 * room / data) as u8;
        BlockShape { data, parity: parity_count(data, percent), percent }
    }

    /// Most data shards of a block that still gets the full percentage.
    pub fn max_data(self) -> usize {
        25_500 / (100 + usize::from(self.percent))
    }

    /// Groups `shards` data shards into as few blocks as get the full percentage, at most
    /// `available`; blocks that are larger then take what parity fits. Every block but the last
    /// has the same number of data shards. `None` when the shards cannot be sent at all.
    pub fn split(self, shards: usize, available: usize) -> Option<Split> {
        let blocks = shards.div_ceil(self.max_data()).clamp(1, available.max(1));
        let per_block = shards.div_ceil(blocks).max(1);
        if per_block > MAX_DATA_SHARDS {
            return None;
        }
        Some(Split::even(shards, per_block, |data| self.block(data)))
    }
}

/// A run of data shards, grouped into blocks that are equally large, but for the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    shards: usize,
    /// Number of blocks, at least 1.
    pub blocks: usize,
    full: BlockShape,
    last: BlockShape,
}

impl Split {
    /// Blocks of `per_block` data shards each, and one of what is left over; `shape` adds the
    /// parity. Neither count is 0.
    pub fn even(shards: usize, per_block: usize, shape: impl Fn(usize) -> BlockShape) -> Split {
        let blocks = shards.div_ceil(per_block);
        let last = shape(shards - (blocks - 1) * per_block);
        let full = if blocks > 1 { shape(per_block) } else { last };
        Split { shards, blocks, full, last }
    }

    /// Data shards of all blocks.
    pub fn shards(&self) -> usize {
        self.shards
    }

    /// Shards of all blocks, parity included.
    pub fn total(&self) -> usize {
        (self.blocks - 1) * self.full.total() + self.last.total()
    }

    /// Shape of block `index`, which is below `blocks`.
    pub fn block(&self, index: usize) -> BlockShape {
        if index + 1 < self.blocks { self.full } else { self.last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULT: FecPolicy = FecPolicy { percent: 20, min_parity: 2 };

    fn shapes(shards: usize) -> Vec<(usize, usize, u8)> {
        let plan = DEFAULT.split(shards, MAX_BLOCKS).unwrap();
        (0..plan.blocks)
            .map(|index| plan.block(index))
            .map(|shape| (shape.data, shape.parity, shape.percent))
            .collect()
    }

    #[test]
    fn frames_are_planned_as_published() {
        assert_eq!(shapes(1), [(1, 2, 200)]);
        assert_eq!(shapes(3), [(3, 2, 66)]);
        assert_eq!(shapes(5), [(5, 2, 40)]);
        assert_eq!(shapes(10), [(10, 2, 20)]);
        assert_eq!(shapes(11), [(11, 3, 20)]);
        assert_eq!(shapes(212), [(212, 43, 20)]);
        assert_eq!(shapes(213), [(107, 22, 20), (106, 22, 20)]);
        assert_eq!(shapes(425), [(142, 29, 20), (142, 29, 20), (141, 29, 20)]);
        assert_eq!(shapes(848).len(), 4);
        assert_eq!(shapes(849), [(213, 41, 19), (213, 41, 19), (213, 41, 19), (210, 42, 20)]);
    }

    #[test]
    fn big_blocks_take_the_largest_percentage_that_fits() {
        let percent = |data| (DEFAULT.block(data).percent, DEFAULT.block(data).parity);
        assert_eq!(percent(215), (18, 39));
        assert_eq!(percent(240), (6, 15));
        assert_eq!(percent(252), (1, 3));
        assert_eq!(percent(253), (0, 0));
    }

    #[test]
    fn every_shape_is_legal_and_known_to_the_peer() {
        for percent in 0..=255u8 {
            for min_parity in 0..=2 {
                let policy = FecPolicy { percent, min_parity };
                for data in 1..=MAX_DATA_SHARDS {
                    let shape = policy.block(data);
                    assert_eq!(parity_count(data, shape.percent), shape.parity, "{shape:?}");
                    assert!(shape.parity == 0 || data + shape.parity <= MAX_SHARDS, "{shape:?}");
                }
            }
        }
    }

    #[test]
    fn no_block_of_a_plan_is_empty_and_none_is_forgotten() {
        for percent in [0, 1, 20, 50, 255] {
            let policy = FecPolicy { percent, min_parity: 2 };
            for shards in 1..=4 * MAX_DATA_SHARDS {
                let plan = policy.split(shards, MAX_BLOCKS).expect("four blocks carry it");
                let data: Vec<usize> =
                    (0..plan.blocks).map(|index| plan.block(index).data).collect();
                assert!(data.iter().all(|&data| data > 0));
                assert_eq!(data.iter().sum::<usize>(), shards);
            }
            assert!(policy.split(4 * MAX_DATA_SHARDS + 1, MAX_BLOCKS).is_none());
        }
    }
}
