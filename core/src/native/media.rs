//! Media datagrams of `lumen/1`: byte layout, block geometry, keys.
//!
//! ```text
//!  0        1        2        3        4                                 12
//! +--------+--------+--------+--------+----------------------------------+
//! | kind   | flags  | tile   | epoch  | sequence                         |
//! +--------+--------+--------+--------+--------+--------+----------------+
//! | frame             | captured               | block  | index          | 24
//! +---------+---------+---------+---------+----+--------+----------------+
//! | data    | parity  | padding | latency | payload, encrypted ...  | tag 16
//! +---------+---------+---------+---------+-----------------------------+
//! 24        26        28        30        32
//! ```
//!
//! All fields are big-endian; the header is the associated data of the cipher. A block is a slice
//! or a part of one; its shards are equally long, as short as the slice allows, and FEC protects
//! their payload alone, so each block is decoded by itself. Source: docs/wire-native.md "Media
//! datagram".

use zerocopy::byteorder::{BE, U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::fec::FecError;
use crate::fec::gf8::MAX_SHARDS;
use crate::fec::plan::{BlockShape, FecPolicy, Split, parity_count};
use crate::framing::{
    Cut, FrameHead, FrameInfo, FrameType, Layout, MediaError, Progress, ReceiveFraming,
    SendFraming, Shard, ShardPlace, Waiting,
};
use crate::packetize::PacketizeError;
use crate::rate::loss::{LossMeter, LossReport};
use crate::seal::TAG_LEN;
use crate::seal::epoch::{Epoch, Exhausted, Opener, Sealer};
use crate::units::{FrameId, Span};

/// Bytes in front of the payload.
pub const HEADER_LEN: usize = 32;

/// First byte of a media datagram. QUIC sets one of the two upper bits in all of its packets, so
/// the first byte tells the two apart on one socket (RFC 9443).
pub const KIND: u8 = 0x10;

/// Most blocks of a frame.
pub const MAX_BLOCKS: usize = 256;

/// Most shards of a block: what the headers and the larger code can count.
pub const MAX_BLOCK_SHARDS: usize = 32_768;

/// Number of the first frame of a stream.
const FIRST_FRAME: FrameId = FrameId(0);

/// Last block of a frame whose end is not known yet.
const UNKNOWN: u16 = u16::MAX;

const FLAG_KEY: u8 = 1;
const FLAG_AFTER_INVALIDATION: u8 = 2;
const FLAG_LAST_BLOCK: u8 = 4;

#[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned, Clone, Copy)]
#[repr(C)]
struct RawHeader {
    kind: u8,
    flags: u8,
    tile: u8,
    epoch: u8,
    sequence: U64<BE>,
    frame: U32<BE>,
    captured: U32<BE>,
    block: U16<BE>,
    index: U16<BE>,
    data: U16<BE>,
    parity: U16<BE>,
    padding: U16<BE>,
    latency: U16<BE>,
}
const _: () = assert!(size_of::<RawHeader>() == HEADER_LEN);

/// What both ends agree on for one tile's stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaConfig {
    /// Number of the tile.
    pub tile: u8,
    /// Most bytes of a datagram, header and tag included; at least 64.
    pub max_datagram: usize,
    /// Most bytes of a frame's shards, parity apart.
    pub max_frame: usize,
    /// Blocks may have more than 255 shards, of the code over GF(2^16).
    pub big_blocks: bool,
}

impl MediaConfig {
    fn max_payload(&self) -> usize {
        // Whole 16-bit elements, which the larger code needs.
        (self.max_datagram.saturating_sub(HEADER_LEN + TAG_LEN) & !1).max(2)
    }

    fn max_shards(&self) -> usize {
        if self.big_blocks { MAX_BLOCK_SHARDS } else { MAX_SHARDS }
    }

    /// Most data shards that a frame's bytes become, if no slice is empty.
    fn max_data(&self) -> usize {
        self.max_frame.div_ceil(self.max_payload()) + MAX_BLOCKS
    }

    /// As many as there are data shards, and the least that each block gets.
    fn max_parity(&self) -> usize {
        (self.max_data() + MAX_BLOCKS) * self.max_payload()
    }
}

/// An anchor gets twice the parity: if what ends a loss is lost too, the picture stands still for
/// another round trip.
fn policy_of(fec: FecPolicy, frame_type: FrameType) -> FecPolicy {
    let percent = match frame_type {
        FrameType::AfterInvalidation => fec.percent.saturating_mul(2).min(100).max(fec.percent),
        FrameType::Predicted | FrameType::Idr => fec.percent,
    };
    FecPolicy { percent, ..fec }
}

/// Groups at least so many shards into as few equal blocks as give each the full percentage.
fn split(fec: FecPolicy, shards: usize, max_shards: usize) -> Split {
    let max_data = max_shards * 100 / (100 + usize::from(fec.percent));
    let blocks = shards.div_ceil(max_data);
    let per_block = shards.div_ceil(blocks);
    Split::even(blocks * per_block, per_block, |data| block(fec, data, max_shards))
}

/// Parity of one block: the policy's percentage, but no less than its minimum.
fn block(fec: FecPolicy, data: usize, max_shards: usize) -> BlockShape {
    let wanted = parity_count(data, fec.percent).max(usize::from(fec.min_parity));
    let parity = if fec.percent == 0 { 0 } else { wanted.min(max_shards - data) };
    BlockShape { data, parity, percent: 0 }
}

/// Payload bytes of a datagram of ours, and whether it is parity; for statistics of what was just
/// written.
pub fn payload_of(datagram: &[u8]) -> (usize, bool) {
    let parity = RawHeader::ref_from_prefix(datagram)
        .is_ok_and(|(raw, _)| raw.index.get() >= raw.data.get());
    (datagram.len().saturating_sub(HEADER_LEN + TAG_LEN), parity)
}

/// The sending side.
pub struct MediaSender {
    config: MediaConfig,
    fec: FecPolicy,
    sealer: Sealer,
}

impl MediaSender {
    /// A tile's stream from its start.
    pub fn new(config: MediaConfig, fec: FecPolicy, sealer: Sealer) -> MediaSender {
        MediaSender { config, fec, sealer }
    }

    fn seal(
        &mut self,
        head: &FrameHead,
        place: &ShardPlace,
        datagram: &mut [u8],
    ) -> Result<(), Exhausted> {
        let turn = self.sealer.turn()?;
        let raw = RawHeader {
            kind: KIND,
            flags: flags(head.frame_type, place.block == place.last_block),
            tile: self.config.tile,
            epoch: turn.epoch().0,
            sequence: turn.sequence().into(),
            frame: place.frame.0.into(),
            captured: (head.captured.0 as u32).into(),
            block: place.block.into(),
            index: (place.index as u16).into(),
            data: (place.shape.data as u16).into(),
            parity: (place.shape.parity as u16).into(),
            padding: (place.padding as u16).into(),
            latency: u16::try_from(head.latency.0 / 100).unwrap_or(u16::MAX).into(),
        };
        let (header, text) = datagram.split_at_mut(HEADER_LEN);
        let (text, tag) = text.split_at_mut(text.len() - TAG_LEN);
        header.copy_from_slice(raw.as_bytes());
        tag.copy_from_slice(&turn.seal(header, text));
        Ok(())
    }
}

fn flags(frame_type: FrameType, last: bool) -> u8 {
    let kind = match frame_type {
        FrameType::Predicted => 0,
        FrameType::Idr => FLAG_KEY,
        FrameType::AfterInvalidation => FLAG_AFTER_INVALIDATION,
    };
    if last { kind | FLAG_LAST_BLOCK } else { kind }
}

impl SendFraming for MediaSender {
    const PREFIX: usize = 0;

    fn first_frame(&self) -> FrameId {
        FIRST_FRAME
    }

    fn set_fec(&mut self, fec: FecPolicy) {
        self.fec = fec;
    }

    fn layout(&self) -> Layout {
        Layout { header: HEADER_LEN, trailer: TAG_LEN }
    }

    fn max_payload(&self) -> usize {
        self.config.max_payload()
    }

    fn max_pending(&self) -> usize {
        0
    }

    fn max_slots(&self) -> usize {
        let parity = self.config.max_parity() / self.config.max_payload();
        (self.config.max_data() + parity) * self.layout().datagram(self.config.max_payload())
    }

    /// A slice is one block, or as few equal ones as carry it, interleaved: nothing waits.
    fn cut(&mut self, frame: &Progress, waiting: Waiting) -> Result<Cut, PacketizeError> {
        let total = waiting.total();
        let shards = total.div_ceil(self.config.max_payload()).max(1);
        let fec = policy_of(self.fec, frame.head.frame_type);
        let split = split(fec, shards, self.config.max_shards());
        // As short as the slice allows: less padding, and less parity.
        let payload = total.div_ceil(split.shards()).max(1).next_multiple_of(2);
        let blocks = usize::from(frame.blocks) + split.blocks;
        // The padding of so many shards fits its field.
        let too_many = split.shards() > MAX_BLOCK_SHARDS - 1;
        if total > self.config.max_frame || blocks > MAX_BLOCKS || too_many {
            return Err(PacketizeError::FrameTooLarge { shards });
        }
        let last_block = if waiting.last { blocks as u16 - 1 } else { UNKNOWN };
        Ok(Cut::Send { split, payload, last_block, interleaved: true })
    }

    fn write_prefix(&self, _head: &FrameHead, _last_payload: Option<usize>, _prefix: &mut [u8]) {}

    fn seal_data(
        &mut self,
        head: &FrameHead,
        place: &ShardPlace,
        datagram: &mut [u8],
    ) -> Result<(), Exhausted> {
        self.seal(head, place, datagram)
    }

    fn protect_headers(
        &self,
        _first: &ShardPlace,
        _parity: &mut [u8],
        _stride: usize,
    ) -> Result<(), FecError> {
        Ok(())
    }

    fn seal_parity(
        &mut self,
        head: &FrameHead,
        place: &ShardPlace,
        datagram: &mut [u8],
    ) -> Result<(), Exhausted> {
        self.seal(head, place, datagram)
    }
}

/// The receiving side.
pub struct MediaReceiver {
    config: MediaConfig,
    opener: Opener,
    losses: LossMeter,
}

impl MediaReceiver {
    /// A tile's stream from its start.
    pub fn new(config: MediaConfig, opener: Opener) -> MediaReceiver {
        MediaReceiver { config, opener, losses: LossMeter::default() }
    }

    /// Takes what a new plan allows as well. Frames of the plan before may still come, so nothing
    /// is taken back. Make room for it with [`Reassembler::refit`](crate::reassemble::Reassembler).
    pub fn widen(&mut self, plan: MediaConfig) {
        self.config.max_frame = self.config.max_frame.max(plan.max_frame);
        self.config.big_blocks |= plan.big_blocks;
    }

    /// What was lost since the last call.
    pub fn loss_report(&mut self) -> LossReport {
        self.losses.report()
    }
}

/// Reads the fields of a header; what they may be is not checked yet.
fn place(raw: &RawHeader) -> ShardPlace {
    let (data, parity) = (usize::from(raw.data.get()), usize::from(raw.parity.get()));
    let block = raw.block.get();
    let last = raw.flags & FLAG_LAST_BLOCK != 0;
    ShardPlace {
        sequence: raw.sequence.get(),
        frame: FrameId(raw.frame.get()),
        block,
        last_block: if last { block } else { UNKNOWN },
        shape: BlockShape { data, parity, percent: 0 },
        index: usize::from(raw.index.get()),
        padding: usize::from(raw.padding.get()),
    }
}

impl ReceiveFraming for MediaReceiver {
    type Meta = FrameInfo;

    const PREFIX: usize = 0;

    fn max_datagram(&self) -> usize {
        self.config.max_datagram
    }

    fn max_blocks(&self) -> usize {
        MAX_BLOCKS
    }

    fn max_frame(&self) -> usize {
        // Shards are rounded up to whole elements.
        self.config.max_frame + 2 * self.config.max_data()
    }

    fn max_parity(&self) -> usize {
        self.config.max_parity()
    }

    fn first_frame(&self) -> FrameId {
        FIRST_FRAME
    }

    #[inline]
    fn claimed_place(&self, datagram: &[u8]) -> Option<ShardPlace> {
        let (raw, rest) = RawHeader::ref_from_prefix(datagram).ok()?;
        let ours = raw.kind == KIND && raw.tile == self.config.tile && rest.len() > TAG_LEN;
        ours.then(|| place(raw))
    }

    #[inline]
    fn pass_over(&mut self, place: &ShardPlace) {
        self.losses.note_unproven(place.sequence);
    }

    #[inline]
    fn open<'a>(&mut self, datagram: &'a mut [u8]) -> Result<Shard<'a, FrameInfo>, MediaError> {
        let len = datagram.len();
        if len <= HEADER_LEN + TAG_LEN || len > self.config.max_datagram {
            return Err(MediaError::Length(len));
        }
        let (header, text) = datagram.split_at_mut(HEADER_LEN);
        let (text, tag) = text.split_last_chunk_mut().ok_or(MediaError::Length(len))?;
        let raw = RawHeader::ref_from_bytes(header).map_err(|_| MediaError::Length(len))?;
        if raw.kind != KIND || raw.tile != self.config.tile {
            return Err(MediaError::NotMedia);
        }
        let place = place(raw);
        let total = place.shape.total();
        let big = total > MAX_SHARDS && (!text.len().is_multiple_of(2) || !self.config.big_blocks);
        if place.shape.data == 0
            || place.index >= total
            || total > MAX_BLOCK_SHARDS
            || big
            || usize::from(place.block) >= MAX_BLOCKS
        {
            return Err(MediaError::outside(place.index, place.shape));
        }
        let epoch = Epoch(raw.epoch);
        self.opener.open(epoch, place.sequence, header, text, tag)?;
        self.losses.note(place.sequence);
        let raw = RawHeader::ref_from_bytes(header).map_err(|_| MediaError::Length(len))?;
        let meta = FrameInfo {
            frame_type: frame_type(raw.flags),
            captured: Some(raw.captured.get()),
            latency: Span(u64::from(raw.latency.get()) * 100),
        };
        Ok(Shard { place, meta, payload: text.len(), bytes: text })
    }

    /// Slices that take several blocks have them at least half as large as a block may be.
    fn whole_slice(&self) -> usize {
        self.config.max_shards() / 2
    }

    fn describe(&self, meta: FrameInfo, _prefix: &[u8]) -> Option<FrameInfo> {
        Some(meta)
    }
}

fn frame_type(flags: u8) -> FrameType {
    if flags & FLAG_KEY != 0 {
        FrameType::Idr
    } else if flags & FLAG_AFTER_INVALIDATION != 0 {
        FrameType::AfterInvalidation
    } else {
        FrameType::Predicted
    }
}

#[cfg(test)]
mod tests;
