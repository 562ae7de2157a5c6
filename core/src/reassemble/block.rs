//! One FEC block in the making.

use crate::cache::prefetch;
use crate::fec::gf8::{self, MAX_SHARDS};
use crate::fec::plan::BlockShape;
use crate::fec::{FecError, Present, Rows, Shards, gf16};

/// Counts of one block, and where in the frame's memory its shards lie.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Block {
    pub shape: BlockShape,
    /// Bytes of each shard.
    pub payload: usize,
    /// First byte of its data shards in the frame's data memory.
    pub data_start: usize,
    /// First byte of its parity shards in the frame's parity memory.
    pub parity_start: usize,
    /// First word of its flags in the frame's flags.
    pub flags_start: usize,
    pub arrived: usize,
    pub data_arrived: usize,
}

/// Memory of a frame that blocks share.
pub(super) struct Memory {
    pub data: Vec<u8>,
    pub parity: Vec<u8>,
    /// Which shards arrived, block by block, each block from a new word.
    pub flags: Vec<u64>,
}

impl Block {
    pub fn is_open(&self) -> bool {
        self.shape.data > 0
    }

    /// As many shards arrived as there are data shards.
    pub fn is_whole(&self) -> bool {
        self.is_open() && self.arrived >= self.shape.data
    }

    pub fn data_len(&self) -> usize {
        self.shape.data * self.payload
    }

    pub fn parity_len(&self) -> usize {
        self.shape.parity * self.payload
    }

    pub fn flags_len(&self) -> usize {
        self.shape.total().div_ceil(64)
    }

    /// Copies shard `index`, which was not there, to its place; what `bytes` lacks is zeros.
    pub fn insert(&mut self, index: usize, bytes: &[u8], memory: &mut Memory) {
        let slot = match index.checked_sub(self.shape.data) {
            None => &mut memory.data[self.data_start + index * self.payload..],
            Some(row) => &mut memory.parity[self.parity_start + row * self.payload..],
        };
        let (head, rest) = slot[..self.payload].split_at_mut(bytes.len());
        head.copy_from_slice(bytes);
        if !rest.is_empty() {
            rest.fill(0);
        }
        self.arrived += 1;
        self.data_arrived += usize::from(index < self.shape.data);
        // Where the next shard goes, while its datagram is being decrypted.
        prefetch(slot.get(self.payload..2 * self.payload).unwrap_or_default());
    }

    /// True when shard `index` is new; it counts as arrived from then on.
    pub fn mark(&self, index: usize, memory: &mut Memory) -> bool {
        Present::insert(&mut memory.flags[self.flags_start..][..self.flags_len()], index)
    }

    /// Restores the missing data shards of a whole block; returns how many.
    pub fn repair(
        &mut self,
        memory: &mut Memory,
        big: Option<&mut gf16::Codec>,
    ) -> Result<usize, FecError> {
        let missing = self.shape.data - self.data_arrived;
        if missing == 0 {
            return Ok(0);
        }
        let BlockShape { data, parity, .. } = self.shape;
        let payload = self.payload;
        let data_rows = &mut memory.data[self.data_start..][..self.data_len()];
        let parity_rows = &mut memory.parity[self.parity_start..][..self.parity_len()];
        let mut shards = Shards::new(
            Rows::new(data_rows, payload, 0..payload, data)?,
            Rows::new(parity_rows, payload, 0..payload, parity)?,
        )?;
        let present = Present::new(&memory.flags[self.flags_start..][..self.flags_len()]);
        match big {
            Some(codec) if data + parity > MAX_SHARDS => codec.decode(&mut shards, present)?,
            _ => gf8::decode(&mut shards, present)?,
        }
        self.data_arrived = data;
        Ok(missing)
    }
}
