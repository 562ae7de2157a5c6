//! One frame in the making: up to four blocks in one area of memory.

use super::MAX_FRAME_SHARDS;
use super::block::Block;
use crate::fec::plan::MAX_BLOCKS;
use crate::gamestream::video::{self, ShardPlace};
use crate::units::{FrameId, Micros};

/// What became of a shard.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inserted {
    Kept,
    /// Already there, or no longer needed.
    Duplicate,
    /// Contradicts the shards before it, or the frame would outgrow its memory.
    Refused,
}

/// Memory for one frame, reused for frame after frame.
pub(super) struct FrameSlot {
    state: State,
    shard_len: usize,
    /// Shards of all blocks, each block's side by side.
    memory: Vec<u8>,
    /// Shards of `memory` given to blocks.
    used: usize,
    blocks: [Block; MAX_BLOCKS],
    /// Number of the last block, once a block has announced itself as the last.
    last_block: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Free,
    Filling {
        frame: FrameId,
        since: Micros,
    },
    /// Delivered: what still arrives of it is late.
    Retired {
        frame: FrameId,
    },
}

impl FrameSlot {
    pub(super) fn new(shard_len: usize) -> FrameSlot {
        FrameSlot {
            state: State::Free,
            shard_len,
            memory: Vec::with_capacity(MAX_FRAME_SHARDS * shard_len),
            used: 0,
            blocks: std::array::from_fn(|_| Block::default()),
            last_block: None,
        }
    }

    /// Makes this the slot of `frame`, dropping an older frame. False when the slot belongs to a
    /// newer frame, or `frame` was delivered.
    pub(super) fn claim(&mut self, frame: FrameId, now: Micros) -> bool {
        match self.state {
            State::Filling { frame: mine, .. } if mine == frame => return true,
            State::Retired { frame: mine } if mine == frame => return false,
            State::Filling { frame: mine, .. } | State::Retired { frame: mine }
                if mine.0.wrapping_sub(frame.0) < 1 << 31 =>
            {
                return false;
            }
            _ => {}
        }
        self.state = State::Filling { frame, since: now };
        self.used = 0;
        self.last_block = None;
        self.blocks.iter_mut().for_each(Block::reset);
        true
    }

    pub(super) fn first_arrival(&self) -> Micros {
        match self.state {
            State::Filling { since, .. } => since,
            State::Free | State::Retired { .. } => Micros(0),
        }
    }

    /// Ends the frame: its late datagrams are recognised until the slot is claimed again.
    pub(super) fn retire(&mut self) {
        if let State::Filling { frame, .. } = self.state {
            self.state = State::Retired { frame };
        }
    }

    /// Keeps one shard whose `place` was checked by `video::parse_header`.
    pub(super) fn insert(&mut self, place: &ShardPlace, shard: &[u8]) -> Inserted {
        let index = usize::from(place.block);
        if self.last_block.is_some_and(|last| index > last) {
            return Inserted::Refused;
        }
        if !self.blocks[index].is_open() {
            let count = place.shape.data + place.shape.parity;
            if self.used + count > MAX_FRAME_SHARDS {
                return Inserted::Refused;
            }
            self.blocks[index].open(place.shape, self.used);
            self.used += count;
            let needed = self.used * self.shard_len;
            if self.memory.len() < needed {
                self.memory.resize(needed, 0);
            }
        }
        if place.block == place.last_block {
            self.last_block = Some(index);
        }
        let block = &mut self.blocks[index];
        block.insert(place, shard, &mut self.memory, self.shard_len)
    }

    /// Repairs every block if the frame can be made whole, and returns how many data shards that
    /// restored. `None` while shards are missing.
    pub(super) fn complete(&mut self) -> Option<u64> {
        let last = self.last_block?;
        let blocks = &mut self.blocks[..=last];
        if !blocks.iter().all(Block::is_complete) {
            return None;
        }
        let mut repaired = 0;
        for block in blocks {
            repaired += block.repair(&mut self.memory, self.shard_len);
        }
        Some(repaired)
    }

    /// Appends the payloads of all data shards, in order.
    pub(super) fn append_payload(&self, unit: &mut Vec<u8>) {
        let last = self.last_block.unwrap_or(0);
        for block in &self.blocks[..=last] {
            let shards = block.data_slots();
            let bytes = &self.memory[shards.start * self.shard_len..shards.end * self.shard_len];
            for shard in bytes.chunks_exact(self.shard_len) {
                unit.extend_from_slice(&shard[video::HEADER_LEN..]);
            }
        }
    }
}
