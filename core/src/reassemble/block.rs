//! One FEC block in the making.

use std::ops::Range;

use super::frame::Inserted;
use crate::fec::plan::{BlockShape, MAX_DATA_SHARDS};
use crate::fec::{Present, Shards, gf8};
use crate::gamestream::video::{self, ShardPlace};

/// Shards of one block: which ones arrived, and where in the frame's memory they lie.
pub(super) struct Block {
    shape: BlockShape,
    /// First shard in the frame's memory.
    start: usize,
    arrived: usize,
    data_arrived: usize,
    present: [u64; MAX_DATA_SHARDS.div_ceil(64)],
}

impl Default for Block {
    fn default() -> Self {
        Block {
            shape: BlockShape::default(),
            start: 0,
            arrived: 0,
            data_arrived: 0,
            present: [0; MAX_DATA_SHARDS.div_ceil(64)],
        }
    }
}

impl Block {
    pub(super) fn reset(&mut self) {
        *self = Block::default();
    }

    pub(super) fn is_open(&self) -> bool {
        self.shape.data > 0
    }

    pub(super) fn open(&mut self, shape: BlockShape, start: usize) {
        self.shape = shape;
        self.start = start;
    }

    /// As many shards arrived as there are data shards.
    pub(super) fn is_complete(&self) -> bool {
        self.is_open() && self.arrived >= self.shape.data
    }

    pub(super) fn data_slots(&self) -> Range<usize> {
        self.start..self.start + self.shape.data
    }

    pub(super) fn insert(
        &mut self,
        place: &ShardPlace,
        shard: &[u8],
        memory: &mut [u8],
        shard_len: usize,
    ) -> Inserted {
        if place.shape != self.shape {
            return Inserted::Refused;
        }
        if Present::new(&self.present).has(place.index) || self.is_complete() {
            return Inserted::Duplicate;
        }
        let slot = &mut memory[(self.start + place.index) * shard_len..][..shard_len];
        let (head, rest) = slot.split_at_mut(shard.len());
        head.copy_from_slice(shard);
        rest.fill(0);
        Present::insert(&mut self.present, place.index);
        self.arrived += 1;
        self.data_arrived += usize::from(place.index < self.shape.data);
        Inserted::Kept
    }

    /// Restores missing data shards of a complete block; returns how many.
    pub(super) fn repair(&mut self, memory: &mut [u8], shard_len: usize) -> u64 {
        let missing = self.shape.data - self.data_arrived;
        if missing == 0 {
            return 0;
        }
        let BlockShape { data, parity, .. } = self.shape;
        let block = &mut memory[self.start * shard_len..][..(data + parity) * shard_len];
        for slot in block.chunks_exact_mut(shard_len) {
            video::clear_unprotected(slot);
        }
        let decoded = Shards::adjacent(block, shard_len, 0..shard_len, data, parity)
            .and_then(|mut shards| gf8::decode(&mut shards, Present::new(&self.present)));
        // A complete block has a legal shape and enough parity, both checked on arrival.
        debug_assert!(decoded.is_ok(), "{decoded:?}");
        for shard in 0..data {
            Present::insert(&mut self.present, shard);
        }
        self.data_arrived = data;
        missing as u64
    }
}
