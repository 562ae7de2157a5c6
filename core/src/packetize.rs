//! Slices to sealed datagrams, in the caller's memory.
//!
//! A slice's bytes are copied once, behind header room; headers, FEC and encryption happen in
//! place, and the datagrams of one slice lie side by side at one stride, so that they can leave
//! in one system call. Runs on the thread that collects slices.
//!
//! A frame that arrives in 2 to 4 slices is sent while it is still being encoded: slice k is FEC
//! block k. A block takes the full shards of what is pending; the remainder is *carried* in front
//! of the next slice, so the peer sees the same bytes as with one block. Until the final block
//! the number of blocks is unknown and announced as 4. A frame that arrives whole, or grows too
//! large for four blocks, is planned at its end. Rules: docs/wire-gamestream.md "Slice = block".

use crate::fec::gf8::{self, MAX_SHARDS};
use crate::fec::plan::{BlockShape, FecPolicy, MAX_BLOCKS, MAX_DATA_SHARDS, Split};
use crate::fec::{FecError, Rows};
use crate::gamestream::video::{self, FrameHeader, FrameType, ShardPlace};
use crate::seal::AesGcm;
use crate::units::{FrameId, Seq};

/// Share of what four blocks can carry above which a frame is held back and planned whole.
const EARLY_SEND_PERCENT: usize = 80;

/// What is negotiated for a stream's video.
pub struct PacketizerConfig {
    /// `packetSize` of the client: NV header plus payload, a multiple of 16.
    pub packet_size: u16,
    /// Parity.
    pub fec: FecPolicy,
    /// Key of the video encryption, if it is on.
    pub key: Option<AesGcm>,
}

/// What is known of a frame when its first slice is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameHead {
    /// Number of the frame, one more than that of the last frame sent.
    pub frame: FrameId,
    /// Kind of frame.
    pub frame_type: FrameType,
    /// Capture time in units of 1/90000 s, truncated.
    pub timestamp: u32,
    /// Time spent on the frame so far, in tenths of a millisecond; 0 is unknown.
    pub latency: u16,
    /// Slices that the encoder will cut the frame into.
    pub slices: u8,
}

/// Why a slice cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PacketizeError {
    /// The caller's slots hold fewer datagrams than the block takes.
    #[error("{need} datagrams needed, room for {have}")]
    SlotsExhausted {
        /// Datagrams of the block.
        need: usize,
        /// Datagrams that fit into the slots.
        have: usize,
    },
    /// More bytes than four blocks can carry: lower the bitrate and send a key frame.
    #[error("frame of {shards} shards is too large to be sent")]
    FrameTooLarge {
        /// Data shards the frame would take.
        shards: usize,
    },
    /// A slice without a frame begun, or after its frame's last one.
    #[error("slice outside a frame")]
    NoFrame,
    /// Shape of a block that the planner should never make.
    #[error(transparent)]
    Fec(#[from] FecError),
}

/// Datagrams written by one call, side by side from the start of the slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Number of datagrams, each [`Packetizer::datagram_len`] long.
    pub datagrams: usize,
    /// Blocks they belong to.
    pub blocks: usize,
}

/// Turns the slices of one stream into datagrams.
pub struct Packetizer {
    config: PacketizerConfig,
    sequence: u32,
    sealed: u64,
    frame: Option<Open>,
    /// A block of the frame begun last was written.
    spent: bool,
    /// Bytes that wait for the next slice, after the frame header.
    pending: Vec<u8>,
}

/// The frame that is being sent.
#[derive(Clone, Copy)]
struct Open {
    head: FrameHead,
    /// Blocks written.
    block: usize,
    /// Slices taken.
    slices: usize,
    strategy: Strategy,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strategy {
    Undecided,
    SliceIsBlock,
    Whole,
}

impl Packetizer {
    /// A packetizer at the start of a stream. Reserves the largest frame that four blocks carry,
    /// once; memory that no frame reaches is never touched.
    pub fn new(config: PacketizerConfig) -> Packetizer {
        let payload = usize::from(config.packet_size) - video::RTP_LEN;
        let pending = Vec::with_capacity(MAX_BLOCKS * MAX_DATA_SHARDS * payload);
        Packetizer { config, sequence: 0, sealed: 0, frame: None, spent: false, pending }
    }

    /// Bytes of every datagram: the stride of the slots.
    pub fn datagram_len(&self) -> usize {
        self.shard_start() + self.shard_len()
    }

    /// Most datagrams that one call can write.
    pub fn max_datagrams(&self) -> usize {
        MAX_BLOCKS * MAX_DATA_SHARDS.max(MAX_SHARDS)
    }

    /// Begins a frame. One that was not finished is abandoned: its number is spent if a block of
    /// it left, so go on with the next number and a key frame.
    pub fn begin(&mut self, head: FrameHead) {
        self.pending.clear();
        self.pending.resize(video::FRAME_HEADER_LEN, 0);
        self.spent = false;
        self.frame = Some(Open { head, block: 0, slices: 0, strategy: Strategy::Undecided });
    }

    /// True when a block of the frame begun last was written: its number may be known outside.
    pub fn number_is_spent(&self) -> bool {
        self.spent
    }

    /// Takes the next slice and writes the datagrams that can leave now to `slots`.
    ///
    /// A slice smaller than a datagram may write none; `last` flushes everything.
    ///
    /// # Errors
    /// [`PacketizeError`]; the frame is abandoned then.
    pub fn push(
        &mut self,
        slice: &[u8],
        last: bool,
        slots: &mut [u8],
    ) -> Result<Written, PacketizeError> {
        let mut open = self.frame.take().ok_or(PacketizeError::NoFrame)?;
        self.choose_strategy(&mut open, slice.len(), last)?;
        let written = if last {
            self.finish(&mut open, slice, slots)?
        } else if open.strategy == Strategy::SliceIsBlock {
            self.advance(&mut open, slice, slots)?
        } else {
            self.hold(slice)?;
            Written::default()
        };
        if !last {
            self.frame = Some(open);
        }
        Ok(written)
    }

    /// Decides at the first slice how the frame leaves; the frame header is written then.
    fn choose_strategy(
        &mut self,
        open: &mut Open,
        first_slice: usize,
        last: bool,
    ) -> Result<(), PacketizeError> {
        if open.strategy != Strategy::Undecided {
            return Ok(());
        }
        let slices = usize::from(open.head.slices);
        let estimate = (first_slice * slices).div_ceil(self.payload_len());
        let limit = MAX_BLOCKS * self.config.fec.max_data() * EARLY_SEND_PERCENT / 100;
        let early = !last && (2..=MAX_BLOCKS).contains(&slices) && estimate <= limit;
        open.strategy = if early { Strategy::SliceIsBlock } else { Strategy::Whole };
        self.write_frame_header(open, 0);
        Ok(())
    }

    fn write_frame_header(&mut self, open: &Open, last_payload_len: u16) {
        let FrameHead { frame_type, latency, .. } = open.head;
        FrameHeader { frame_type, latency, last_payload_len }.write(&mut self.pending);
    }

    /// Keeps a slice until the frame is whole.
    fn hold(&mut self, slice: &[u8]) -> Result<(), PacketizeError> {
        let total = self.pending.len() + slice.len();
        if total > self.pending.capacity() {
            return Err(PacketizeError::FrameTooLarge { shards: total / self.payload_len() });
        }
        self.pending.extend_from_slice(slice);
        Ok(())
    }

    /// Sends the full shards of carried bytes plus `slice`, and carries the remainder. Leaves at
    /// least one block for what is still to come.
    fn advance(
        &mut self,
        open: &mut Open,
        slice: &[u8],
        slots: &mut [u8],
    ) -> Result<Written, PacketizeError> {
        let total = self.pending.len() + slice.len();
        let shards = total / self.payload_len();
        let to_come = usize::from(open.head.slices).saturating_sub(open.slices + 1).max(1);
        let available = MAX_BLOCKS.saturating_sub(open.block + to_come);
        open.slices += 1;
        if shards == 0 || available == 0 {
            self.hold(slice)?;
            return Ok(Written::default());
        }
        let split = self.split(shards, available)?;
        let written = self.write_blocks(open, split, MAX_BLOCKS - 1, slice, slots)?;
        self.carry(slice, total - shards * self.payload_len());
        Ok(written)
    }

    /// Sends everything left, in the blocks that are left.
    fn finish(
        &mut self,
        open: &mut Open,
        slice: &[u8],
        slots: &mut [u8],
    ) -> Result<Written, PacketizeError> {
        let payload = self.payload_len();
        let total = self.pending.len() + slice.len();
        let shards = total.div_ceil(payload).max(1);
        let split = self.split(shards, MAX_BLOCKS - open.block)?;
        if open.block == 0 {
            self.write_frame_header(open, (total - (shards - 1) * payload) as u16);
        }
        let last_block = open.block + split.blocks - 1;
        self.write_blocks(open, split, last_block, slice, slots)
    }

    fn split(&self, shards: usize, available: usize) -> Result<Split, PacketizeError> {
        let split = self.config.fec.split(shards, available);
        split.ok_or(PacketizeError::FrameTooLarge { shards })
    }

    /// Keeps the last `tail` bytes of pending plus `slice` for the next block.
    fn carry(&mut self, slice: &[u8], tail: usize) {
        let from_slice = tail.min(slice.len());
        let start = self.pending.len() - (tail - from_slice);
        self.pending.drain(..start);
        self.pending.extend_from_slice(&slice[slice.len() - from_slice..]);
    }

    /// Writes the blocks of `split`, whose payload is `pending ‖ slice`, zero-padded.
    fn write_blocks(
        &mut self,
        open: &mut Open,
        split: Split,
        last_block: usize,
        slice: &[u8],
        slots: &mut [u8],
    ) -> Result<Written, PacketizeError> {
        let have = slots.len() / self.datagram_len();
        let need = (0..split.blocks).map(|index| split.block(index)).map(BlockShape::total).sum();
        if need > have {
            return Err(PacketizeError::SlotsExhausted { need, have });
        }
        self.spent = true;
        let pending = std::mem::take(&mut self.pending);
        let mut source = Chain { parts: [&pending, slice] };
        let mut rest = slots;
        let mut result = Ok(());
        for index in 0..split.blocks {
            let shape = split.block(index);
            let (block, later) = rest.split_at_mut(shape.total() * self.datagram_len());
            result = result.and(self.write_block(open, last_block, shape, &mut source, block));
            open.block += 1;
            rest = later;
        }
        self.pending = pending;
        result.map(|()| Written { datagrams: need, blocks: split.blocks })
    }

    /// Writes one block with the next `shape.data` payloads of `source` into `slots`, which has
    /// room for exactly its datagrams.
    fn write_block(
        &mut self,
        open: &Open,
        last_block: usize,
        shape: BlockShape,
        source: &mut Chain<'_>,
        slots: &mut [u8],
    ) -> Result<(), PacketizeError> {
        let stride = self.datagram_len();
        let (start, payload) = (self.shard_start(), self.payload_len());
        let place = |index| ShardPlace {
            frame: open.head.frame,
            block: open.block as u8,
            last_block: last_block as u8,
            shape,
            index,
        };
        for (index, slot) in slots.chunks_exact_mut(stride).take(shape.data).enumerate() {
            let shard = &mut slot[start..];
            let packet_index = self.sequence.wrapping_add(index as u32) & 0x00ff_ffff;
            video::write_data_header(shard, &place(index), packet_index);
            source.fill(&mut shard[video::HEADER_LEN..][..payload]);
        }
        if shape.parity > 0 {
            let (data, parity) = slots.split_at_mut(shape.data * stride);
            let mut shards = [&[][..]; MAX_SHARDS];
            for (shard, slot) in shards.iter_mut().zip(data.chunks_exact(stride)) {
                *shard = &slot[start..];
            }
            let mut parity = Rows::new(parity, stride, start..stride, shape.parity)?;
            gf8::encode(&shards[..shape.data], &mut parity)?;
        }
        for (index, slot) in slots.chunks_exact_mut(stride).enumerate() {
            let sequence = Seq(self.sequence.wrapping_add(index as u32) as u16);
            video::finish_header(&mut slot[start..], &place(index), sequence, open.head.timestamp);
            if let Some(key) = &self.config.key {
                video::seal(key, self.sealed + index as u64, open.head.frame, slot);
            }
        }
        self.sequence = self.sequence.wrapping_add(shape.total() as u32);
        self.sealed += shape.total() as u64;
        Ok(())
    }

    fn shard_start(&self) -> usize {
        if self.config.key.is_some() { video::SEAL_LEN } else { 0 }
    }

    fn shard_len(&self) -> usize {
        video::RTP_LEN + usize::from(self.config.packet_size)
    }

    fn payload_len(&self) -> usize {
        usize::from(self.config.packet_size) - video::RTP_LEN
    }
}

/// Two byte strings read as one.
struct Chain<'a> {
    parts: [&'a [u8]; 2],
}

impl Chain<'_> {
    /// Fills `to` from the front of the chain, with zeros once it is used up.
    fn fill(&mut self, mut to: &mut [u8]) {
        for part in &mut self.parts {
            let count = part.len().min(to.len());
            let (now, later) = part.split_at(count);
            let (head, rest) = to.split_at_mut(count);
            head.copy_from_slice(now);
            (*part, to) = (later, rest);
        }
        to.fill(0);
    }
}
