//! Slices to sealed datagrams, in the caller's memory.
//!
//! A slice's bytes are copied once, behind header room; headers and encryption happen in place.
//! The datagrams of a block lie side by side at one stride, so that a train of them leaves in one
//! system call. Data leaves first: parity is computed from the slice itself while the data is
//! already on its way. Runs on the thread that collects slices; nothing allocates.
//!
//! What leaves when, and how datagrams look, is the framing's ([`SendFraming`]): this is the one
//! packetizer of both.

use std::ops::Range;

use crate::fec::gf8::{self, MAX_SHARDS};
use crate::fec::plan::Split;
use crate::fec::{FecError, Rows, gf16};

pub use crate::framing::FrameHead;
use crate::framing::{Cut, Progress, SendFraming, ShardPlace, Waiting};
use crate::seal::epoch::Exhausted;

/// Why a slice cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PacketizeError {
    /// The caller's slots are smaller than what the blocks take.
    #[error("{need} bytes of slots needed, {have} at hand")]
    SlotsExhausted {
        /// Bytes that the blocks take.
        need: usize,
        /// Bytes of the slots.
        have: usize,
    },
    /// More bytes than the framing can carry: lower the bitrate and send a key frame.
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
    /// The stream's keys have served their time.
    #[error(transparent)]
    Exhausted(#[from] Exhausted),
}

/// Datagrams that can leave now: `bytes` cut every `stride`.
#[derive(Clone, Copy, Debug)]
pub struct Train<'a> {
    /// The datagrams, side by side.
    pub bytes: &'a [u8],
    /// Bytes of each.
    pub stride: usize,
}

/// What one slice became.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Number of datagrams.
    pub datagrams: usize,
    /// Blocks they belong to.
    pub blocks: usize,
}

/// Turns the slices of one stream into datagrams.
pub struct Packetizer<F> {
    framing: F,
    /// Datagrams written since the start.
    pub(crate) sent: u64,
    frame: Option<Progress>,
    /// A block of the frame begun last was written.
    spent: bool,
    /// Bytes that wait for the next slice, after the frame's prefix.
    pending: Vec<u8>,
    /// Shards that do not lie whole in `pending` or the slice.
    staging: Vec<u8>,
    gf16: Option<Box<gf16::Codec>>,
}

impl<F: SendFraming> Packetizer<F> {
    /// A packetizer at the start of a stream. Reserves the largest frame that may wait, once;
    /// memory that no frame reaches is never touched.
    pub fn new(framing: F) -> Packetizer<F> {
        let pending = Vec::with_capacity(framing.max_pending());
        let staging = vec![0; 3 * framing.max_payload()];
        Packetizer { framing, sent: 0, frame: None, spent: false, pending, staging, gf16: None }
    }

    /// The same with the code for blocks of more than 255 shards, whose tables are warmed here.
    pub fn with_big_blocks(framing: F) -> Packetizer<F> {
        Packetizer { gf16: Some(Box::new(gf16::Codec::new())), ..Packetizer::new(framing) }
    }

    /// Bytes of slots with which [`Packetizer::push`] never runs out of them.
    pub fn max_slots(&self) -> usize {
        self.framing.max_slots()
    }

    /// The framing, to change what may change in a running stream.
    pub fn framing_mut(&mut self) -> &mut F {
        &mut self.framing
    }

    /// Begins a frame. One that was not finished is abandoned: its number is spent if a block of
    /// it left, so go on with the next number and a key frame.
    pub fn begin(&mut self, head: FrameHead) {
        self.pending.clear();
        self.pending.resize(F::PREFIX, 0);
        self.spent = false;
        self.frame = Some(Progress { head, blocks: 0, slices: 0 });
    }

    /// True when a block of the frame begun last was written: its number may be known outside.
    pub fn number_is_spent(&self) -> bool {
        self.spent
    }

    /// Takes the next slice, writes the datagrams that can leave now to `slots` and hands them to
    /// `send` train by train, in sending order, each as soon as it is sealed.
    ///
    /// A slice smaller than a datagram may write none; `last` flushes everything. Trains stay
    /// intact in `slots` until the next call.
    ///
    /// # Errors
    /// [`PacketizeError`]; the frame is abandoned then.
    pub fn push(
        &mut self,
        slice: &[u8],
        last: bool,
        slots: &mut [u8],
        mut send: impl FnMut(Train<'_>),
    ) -> Result<Written, PacketizeError> {
        let mut frame = self.frame.take().ok_or(PacketizeError::NoFrame)?;
        let waiting = Waiting { pending: self.pending.len(), slice: slice.len(), last };
        let written = match self.framing.cut(&frame, waiting)? {
            Cut::Hold => {
                self.hold(slice)?;
                Written::default()
            }
            Cut::Send { split, payload, last_block, interleaved } => {
                let take = (split.shards() * payload).min(waiting.total());
                if frame.blocks == 0 {
                    let before = (split.shards() - 1) * payload;
                    let tail = last.then(|| waiting.total().saturating_sub(before));
                    let prefix = &mut self.pending[..F::PREFIX];
                    self.framing.write_prefix(&frame.head, tail, prefix);
                }
                let plan = Plan { split, payload, last_block, interleaved, take };
                let written = self.write_blocks(&mut frame, plan, slice, slots, &mut send)?;
                self.carry(slice, waiting.total() - take);
                written
            }
        };
        frame.slices += 1;
        if !last {
            self.frame = Some(frame);
        }
        Ok(written)
    }

    /// Keeps a slice until the framing lets it go.
    fn hold(&mut self, slice: &[u8]) -> Result<(), PacketizeError> {
        let total = self.pending.len() + slice.len();
        if total > self.pending.capacity() {
            let shards = total / self.framing.max_payload();
            return Err(PacketizeError::FrameTooLarge { shards });
        }
        self.pending.extend_from_slice(slice);
        Ok(())
    }

    /// Keeps the last `tail` bytes of pending plus `slice` for the next block.
    fn carry(&mut self, slice: &[u8], tail: usize) {
        let from_slice = tail.min(slice.len());
        let start = self.pending.len() - (tail - from_slice);
        self.pending.drain(..start);
        self.pending.extend_from_slice(&slice[slice.len() - from_slice..]);
    }

    /// Writes the blocks of a plan and sends their data before parity exists. Parity of a block
    /// leaves with the data of the next one.
    fn write_blocks(
        &mut self,
        frame: &mut Progress,
        plan: Plan,
        slice: &[u8],
        slots: &mut [u8],
        send: &mut impl FnMut(Train<'_>),
    ) -> Result<Written, PacketizeError> {
        let stride = self.framing.layout().datagram(plan.payload);
        let (need, have) = (plan.split.total() * stride, slots.len());
        if need > have {
            return Err(PacketizeError::SlotsExhausted { need, have });
        }
        self.spent = true;
        let mut staging = std::mem::take(&mut self.staging);
        let source = Source::new(&self.pending, slice, plan, &mut staging);
        let mut writer = GroupWriter {
            framing: &mut self.framing,
            gf16: self.gf16.as_deref_mut(),
            source: &source,
            head: frame.head,
            stride,
        };
        let mut trains = Trains { slots, stride, sent: 0, written: 0 };
        let mut result = Ok(());
        let count = if plan.interleaved { plan.split.blocks } else { 1 };
        let mut shards = 0;
        for index in (0..plan.split.blocks).step_by(count) {
            let shape = plan.split.block(index);
            let first = ShardPlace {
                sequence: self.sent + trains.written as u64,
                frame: frame.head.frame,
                block: frame.blocks,
                last_block: plan.last_block,
                shape,
                index: 0,
                padding: 0,
            };
            let group = Group { first, shards, count };
            result = writer.write_data(&group, trains.grow(count * shape.data));
            if result.is_err() {
                break;
            }
            trains.flush(send);
            result = writer.write_parity(&group, trains.grow(count * shape.parity));
            if result.is_err() {
                break;
            }
            shards += count * shape.data;
            frame.blocks += count as u16;
        }
        if result.is_ok() {
            trains.flush(send);
        }
        let datagrams = trains.written;
        self.staging = staging;
        self.sent += datagrams as u64;
        result?;
        Ok(Written { datagrams, blocks: plan.split.blocks })
    }
}

/// The blocks that one slice becomes.
#[derive(Clone, Copy)]
struct Plan {
    split: Split,
    payload: usize,
    last_block: u16,
    interleaved: bool,
    /// Bytes that the blocks take; what is missing to whole shards is zeros.
    take: usize,
}

/// Slots filled from the front, and handed over in trains.
struct Trains<'a> {
    slots: &'a mut [u8],
    stride: usize,
    sent: usize,
    written: usize,
}

impl Trains<'_> {
    /// The next `count` slots, which count as written.
    fn grow(&mut self, count: usize) -> &mut [u8] {
        let start = self.written * self.stride;
        self.written += count;
        &mut self.slots[start..self.written * self.stride]
    }

    /// Hands over what was written since the last time.
    fn flush(&mut self, send: &mut impl FnMut(Train<'_>)) {
        if self.sent < self.written {
            let bytes = &self.slots[self.sent * self.stride..self.written * self.stride];
            send(Train { bytes, stride: self.stride });
            self.sent = self.written;
        }
    }
}

/// Pending bytes and slice read as one, in shards. A shard that does not lie whole in either, or
/// is filled up with zeros, is copied to a place of its own.
struct Source<'a> {
    pending: &'a [u8],
    slice: &'a [u8],
    payload: usize,
    take: usize,
    /// Shard across the seam, the last shard that is not all zeros, and one that is.
    staged: [&'a [u8]; 3],
}

impl<'a> Source<'a> {
    fn new(pending: &'a [u8], slice: &'a [u8], plan: Plan, staging: &'a mut [u8]) -> Source<'a> {
        let Plan { payload, take, .. } = plan;
        let (seam, tail) = staging.split_at_mut(payload);
        let (tail, zeros) = tail.split_at_mut(payload);
        let zeros = &mut zeros[..payload];
        if !pending.len().is_multiple_of(payload) {
            copy_range(pending, slice, pending.len() / payload * payload, take, seam);
        }
        if !take.is_multiple_of(payload) {
            copy_range(pending, slice, take / payload * payload, take, tail);
        }
        if plan.split.shards() > take.div_ceil(payload) {
            zeros.fill(0);
        }
        Source { pending, slice, payload, take, staged: [seam, tail, zeros] }
    }

    fn shard(&self, index: usize) -> &[u8] {
        let Range { start, end } = index * self.payload..(index + 1) * self.payload;
        let seam = self.pending.len();
        if start >= self.take {
            self.staged[2]
        } else if end > self.take {
            self.staged[1]
        } else if end <= seam {
            &self.pending[start..end]
        } else if start >= seam {
            &self.slice[start - seam..end - seam]
        } else {
            self.staged[0]
        }
    }

    /// Zeros at the end of a block that ends with shard `end`.
    fn padding(&self, end: usize) -> usize {
        (end * self.payload).saturating_sub(self.take)
    }
}

/// Copies `start..end` of the two strings read as one to `to`, as far as it goes, and fills the
/// rest of it with zeros.
fn copy_range(pending: &[u8], slice: &[u8], start: usize, end: usize, to: &mut [u8]) {
    let end = end.min(start + to.len());
    let seam = pending.len();
    let from_pending = &pending[start.min(seam)..end.min(seam)];
    let from_slice = &slice[start.max(seam) - seam..end.max(seam) - seam];
    let (head, rest) = to.split_at_mut(from_pending.len());
    head.copy_from_slice(from_pending);
    let (middle, rest) = rest.split_at_mut(from_slice.len());
    middle.copy_from_slice(from_slice);
    rest.fill(0);
}

/// Blocks of one shape whose shards leave in turn.
struct Group {
    /// First shard of the first block.
    first: ShardPlace,
    /// Number of that shard in the source.
    shards: usize,
    /// How many blocks there are.
    count: usize,
}

impl Group {
    /// Place of shard `index` of block `block` of the group.
    fn place(&self, block: usize, index: usize, source: &Source<'_>) -> ShardPlace {
        let end = self.shard(block, self.first.shape.data);
        ShardPlace {
            sequence: self.first.sequence + (index * self.count + block) as u64,
            block: self.first.block + block as u16,
            index,
            padding: source.padding(end),
            ..self.first
        }
    }

    /// Number of data shard `index` of a block in the source.
    fn shard(&self, block: usize, index: usize) -> usize {
        self.shards + block * self.first.shape.data + index
    }

    /// Block and shard of each datagram, in sending order.
    fn order(&self, shards: Range<usize>) -> impl Iterator<Item = (usize, usize)> + use<> {
        let count = self.count;
        shards.flat_map(move |index| (0..count).map(move |block| (block, index)))
    }
}

/// Writes the datagrams of blocks.
struct GroupWriter<'a, F> {
    framing: &'a mut F,
    gf16: Option<&'a mut gf16::Codec>,
    source: &'a Source<'a>,
    head: FrameHead,
    stride: usize,
}

impl<F: SendFraming> GroupWriter<'_, F> {
    /// Writes the data datagrams of a group.
    fn write_data(&mut self, group: &Group, slots: &mut [u8]) -> Result<(), PacketizeError> {
        let header = self.framing.layout().header;
        let order = group.order(0..group.first.shape.data);
        for (datagram, (block, index)) in slots.chunks_exact_mut(self.stride).zip(order) {
            let payload = self.source.shard(group.shard(block, index));
            datagram[header..][..payload.len()].copy_from_slice(payload);
            let place = group.place(block, index, self.source);
            self.framing.seal_data(&self.head, &place, datagram)?;
        }
        Ok(())
    }

    /// Computes and writes the parity datagrams of the same group.
    fn write_parity(&mut self, group: &Group, slots: &mut [u8]) -> Result<(), PacketizeError> {
        let shape = group.first.shape;
        if shape.parity == 0 {
            return Ok(());
        }
        for block in 0..group.count {
            let rows = &mut slots[block * self.stride..];
            self.protect(group, block, rows)?;
        }
        let order = group.order(shape.data..shape.total());
        for (datagram, (block, index)) in slots.chunks_exact_mut(self.stride).zip(order) {
            let place = group.place(block, index, self.source);
            self.framing.seal_parity(&self.head, &place, datagram)?;
        }
        Ok(())
    }

    /// Computes the parity of one block; its datagrams stand in every `count`th slot.
    fn protect(
        &mut self,
        group: &Group,
        block: usize,
        slots: &mut [u8],
    ) -> Result<(), PacketizeError> {
        let shape = group.first.shape;
        let header = self.framing.layout().header;
        let payload = header..header + self.source.payload;
        let stride = group.count * self.stride;
        let mut parity = Rows::new(slots, stride, payload, shape.parity)?;
        let shards = group.shard(block, 0)..group.shard(block, shape.data);
        if shape.total() <= MAX_SHARDS {
            let mut data = [[].as_slice(); MAX_SHARDS];
            for (place, index) in data.iter_mut().zip(shards) {
                *place = self.source.shard(index);
            }
            gf8::encode(&data[..shape.data], &mut parity)?;
        } else {
            let codec = self.gf16.as_deref_mut();
            let codec = codec.ok_or(FecError::Shape { data: shape.data, parity: shape.parity })?;
            codec.encode_from(shards.map(|index| self.source.shard(index)), &mut parity)?;
        }
        let first = group.place(block, 0, self.source);
        self.framing.protect_headers(&first, slots, stride)?;
        Ok(())
    }
}
