//! One frame in the making: its blocks, in memory that is reused for frame after frame.
//!
//! Data shards of all blocks lie side by side without their headers, in the order in which the
//! blocks began to arrive. That is nearly always the order of the blocks, and then the access
//! unit is there without another copy.

use super::block::{Block, Memory};
use crate::fec::gf16;
use crate::framing::{Shard, ShardPlace};
use crate::units::{FrameId, Micros};

/// What became of a shard.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inserted {
    Kept,
    /// It made its block whole, and as many lost data shards were restored.
    Repaired(usize),
    /// Already there, or no longer needed.
    Duplicate,
    /// Contradicts the shards before it.
    Refused,
    /// The frame would outgrow its memory.
    TooLarge,
}

/// Most that a frame may hold.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub blocks: usize,
    /// Bytes of data shards.
    pub data: usize,
    /// Bytes of parity shards.
    pub parity: usize,
}

/// Memory for one frame.
pub(super) struct FrameSlot<M> {
    state: State<M>,
    limits: Limits,
    memory: Memory,
    /// Bytes of data memory given to blocks.
    used: usize,
    /// Bytes of parity memory given to blocks.
    parity_used: usize,
    blocks: Vec<Block>,
    /// Blocks that are whole.
    whole: usize,
    /// Number of the last block, once a block has announced itself as the last.
    last_block: Option<usize>,
    /// Blocks began to arrive in their order.
    in_order: bool,
    /// Where an access unit is put together whose blocks did not.
    unit: Vec<u8>,
    /// Blocks that were handed out one by one, and their bytes.
    handed: (usize, usize),
}

#[derive(Clone, Copy)]
enum State<M> {
    Free,
    Filling {
        frame: FrameId,
        meta: M,
        since: Micros,
    },
    /// Delivered: what still arrives of it is late.
    Retired {
        frame: FrameId,
    },
}

/// A frame of which nothing is missing.
pub(super) struct Whole<'a, M> {
    pub meta: M,
    /// When its first datagram arrived.
    pub since: Micros,
    /// Data shards in order.
    pub bytes: &'a [u8],
    /// Of these, handed out before.
    pub handed: usize,
}

/// A block of a frame of which others are missing.
pub(super) struct Part<'a, M> {
    pub meta: M,
    /// When the frame's first datagram arrived.
    pub since: Micros,
    /// Bytes of the blocks before it.
    pub offset: usize,
    /// Its data shards.
    pub bytes: &'a [u8],
}

impl<M: Copy> FrameSlot<M> {
    pub fn new(limits: Limits) -> FrameSlot<M> {
        let flags = flag_words(limits);
        FrameSlot {
            state: State::Free,
            limits,
            memory: Memory {
                data: Vec::with_capacity(limits.data),
                parity: Vec::with_capacity(limits.parity),
                flags: Vec::with_capacity(flags),
            },
            used: 0,
            parity_used: 0,
            blocks: Vec::with_capacity(limits.blocks),
            whole: 0,
            last_block: None,
            in_order: true,
            unit: Vec::with_capacity(limits.data),
            handed: (0, 0),
        }
    }

    /// Lets frames grow up to `limits`, if those are higher.
    pub fn widen(&mut self, limits: Limits) {
        let most = Limits {
            blocks: self.limits.blocks.max(limits.blocks),
            data: self.limits.data.max(limits.data),
            parity: self.limits.parity.max(limits.parity),
        };
        let Memory { data, parity, flags } = &mut self.memory;
        reserve(data, most.data);
        reserve(parity, most.parity);
        reserve(flags, flag_words(most));
        reserve(&mut self.unit, most.data);
        reserve(&mut self.blocks, most.blocks);
        self.limits = most;
    }

    /// Bytes reserved for shards and their flags.
    pub fn memory(&self) -> usize {
        let Memory { data, parity, flags } = &self.memory;
        data.capacity() + parity.capacity() + 8 * flags.capacity() + self.unit.capacity()
    }

    /// True when this is the slot of `frame` and its block `block` is whole.
    pub fn has_whole(&self, frame: FrameId, block: u16) -> bool {
        matches!(self.state, State::Filling { frame: mine, .. } if mine == frame)
            && self.blocks.get(usize::from(block)).is_some_and(Block::is_whole)
    }

    /// True when [`FrameSlot::claim`] would begin `frame`, dropping what is here.
    pub fn is_older_than(&self, frame: FrameId) -> bool {
        match self.state {
            State::Free => true,
            State::Filling { frame: mine, .. } | State::Retired { frame: mine } => {
                mine.is_before(frame)
            }
        }
    }

    /// Exchanges memory with `other`, if that is done with its own.
    pub fn take_memory(&mut self, other: &mut FrameSlot<M>) {
        if matches!(other.state, State::Retired { .. }) {
            std::mem::swap(&mut self.memory, &mut other.memory);
        }
    }

    /// Makes this the slot of `frame`, dropping an older frame. False when the slot belongs to a
    /// newer frame, or `frame` was delivered.
    pub fn claim(&mut self, frame: FrameId, meta: M, now: Micros) -> bool {
        if !self.is_older_than(frame) {
            return matches!(self.state, State::Filling { frame: mine, .. } if mine == frame);
        }
        self.state = State::Filling { frame, meta, since: now };
        (self.used, self.parity_used, self.whole) = (0, 0, 0);
        (self.last_block, self.in_order, self.handed) = (None, true, (0, 0));
        self.blocks.clear();
        self.memory.flags.clear();
        true
    }

    /// Keeps one shard, restoring its block's missing ones when it is the last that was needed.
    pub fn insert(&mut self, shard: &Shard<'_, M>, big: Option<&mut gf16::Codec>) -> Inserted {
        let place = &shard.place;
        let number = usize::from(place.block);
        if number >= self.limits.blocks || self.last_block.is_some_and(|last| number > last) {
            return Inserted::Refused;
        }
        if number >= self.blocks.len() {
            self.blocks.resize(number + 1, Block::default());
        }
        let block = &self.blocks[number];
        if !block.is_open() {
            match self.open(number, place, shard.payload) {
                Inserted::Kept => {}
                refused => return refused,
            }
        } else if block.shape != place.shape || block.payload != shard.payload {
            return Inserted::Refused;
        }
        if place.block == place.last_block {
            if self.blocks[number + 1..].iter().any(Block::is_open) {
                return Inserted::Refused;
            }
            self.last_block = Some(number);
        }
        let block = &mut self.blocks[number];
        if block.is_whole() || !block.mark(place.index, &mut self.memory) {
            return Inserted::Duplicate;
        }
        block.insert(place.index, shard.bytes, &mut self.memory);
        if !block.is_whole() {
            return Inserted::Kept;
        }
        self.whole += 1;
        match block.repair(&mut self.memory, big) {
            Ok(0) => Inserted::Kept,
            Ok(count) => Inserted::Repaired(count),
            Err(_) => {
                // No framing lets such a shape through; the frame can't be made whole.
                self.retire();
                Inserted::Refused
            }
        }
    }

    fn retire(&mut self) {
        if let State::Filling { frame, .. } = self.state {
            self.state = State::Retired { frame };
        }
        self.last_block = None;
    }

    /// Gives a block its memory.
    fn open(&mut self, number: usize, place: &ShardPlace, payload: usize) -> Inserted {
        let shape = place.shape;
        let block = Block {
            shape,
            payload,
            data_start: self.used,
            parity_start: self.parity_used,
            flags_start: self.memory.flags.len(),
            ..Block::default()
        };
        let used = self.used + block.data_len();
        let parity_used = self.parity_used + block.parity_len();
        if used > self.limits.data || parity_used > self.limits.parity {
            return Inserted::TooLarge;
        }
        self.in_order &= self.blocks[number + 1..].iter().all(|later| !later.is_open())
            && self.blocks[..number].iter().all(Block::is_open);
        grow(&mut self.memory.data, used);
        grow(&mut self.memory.parity, parity_used);
        self.memory.flags.resize(block.flags_start + block.flags_len(), 0);
        (self.used, self.parity_used) = (used, parity_used);
        self.blocks[number] = block;
        Inserted::Kept
    }

    /// True when every block of the frame is whole.
    pub fn is_whole(&self) -> bool {
        self.last_block.is_some_and(|last| self.whole == last + 1)
    }

    /// The next block of `frame` in order, if it is whole and of fewer than `limit` shards.
    pub fn next_part(&mut self, frame: FrameId, limit: usize) -> Option<Part<'_, M>> {
        let State::Filling { frame: mine, meta, since } = self.state else { return None };
        let (count, offset) = self.handed;
        let block = self.blocks.get(count).filter(|block| block.is_whole())?;
        if mine != frame || block.shape.total() >= limit {
            return None;
        }
        self.handed = (count + 1, offset + block.data_len());
        let bytes = &self.memory.data[block.data_start..][..block.data_len()];
        Some(Part { meta, since, offset, bytes })
    }

    /// Ends a whole frame: its late datagrams are recognised until the slot is claimed again.
    pub fn finish(&mut self) -> Option<Whole<'_, M>> {
        let State::Filling { meta, since, .. } = self.state else { return None };
        self.retire();
        if self.in_order {
            let bytes = &self.memory.data[..self.used];
            return Some(Whole { meta, since, bytes, handed: self.handed.1 });
        }
        self.unit.clear();
        for block in &self.blocks {
            let bytes = &self.memory.data[block.data_start..][..block.data_len()];
            self.unit.extend_from_slice(bytes);
        }
        Some(Whole { meta, since, bytes: &self.unit, handed: self.handed.1 })
    }
}

/// A block's flags take a word for 64 shards, and each shard has a byte at least.
fn flag_words(limits: Limits) -> usize {
    limits.blocks + (limits.data + limits.parity) / 64 + 1
}

/// Gives `memory` room for `capacity` elements in all.
fn reserve<T>(memory: &mut Vec<T>, capacity: usize) {
    memory.reserve_exact(capacity.saturating_sub(memory.len()));
}

/// Makes the first `len` bytes usable; the capacity is there.
fn grow(memory: &mut Vec<u8>, len: usize) {
    if memory.len() < len {
        memory.resize(len, 0);
    }
}
