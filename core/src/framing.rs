//! What tells one framing from another: where a datagram's bytes stand, and how a frame is
//! grouped into blocks.
//!
//! The packetizer and the reassembler are written once, over these two traits; the framings are
//! [`crate::gamestream::framing`] and [`crate::native::media`]. A framing holds the keys of its
//! stream, and no frame: what is known of a frame is handed in.

use crate::fec::FecError;
use crate::fec::plan::{BlockShape, FecPolicy, Split};
use crate::packetize::PacketizeError;
use crate::seal::Forged;
use crate::seal::epoch::{Exhausted, OpenError};
use crate::units::{FrameId, Micros, Span};

/// Kind of a coded frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameType {
    /// Predicted from frames before it.
    Predicted,
    /// Key frame with parameter sets.
    Idr,
    /// Predicted from frames that the receiver has, after it told of a loss.
    AfterInvalidation,
}

/// What is known of a frame when its first slice is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameHead {
    /// Number of the frame, one more than that of the last frame sent.
    pub frame: FrameId,
    /// Kind of frame.
    pub frame_type: FrameType,
    /// Capture time on the sender's clock.
    pub captured: Micros,
    /// Time spent on the frame so far; zero is unknown.
    pub latency: Span,
    /// Slices that the encoder will cut the frame into.
    pub slices: u8,
}

/// Where a shard stands: datagram of the stream, frame, block, position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShardPlace {
    /// Datagrams of the stream before this one, as far as the framing carries them.
    pub sequence: u64,
    /// Frame.
    pub frame: FrameId,
    /// Block within the frame, from 0.
    pub block: u16,
    /// Number of the frame's last block as this block announces it.
    pub last_block: u16,
    /// Data and parity counts of the block.
    pub shape: BlockShape,
    /// Position in the block, data first.
    pub index: usize,
    /// Bytes of zeros at the end of the block's data, if the framing carries that; below 65536.
    pub padding: usize,
}

impl ShardPlace {
    /// The place `index` shards from the start of the block whose first shard this is.
    pub fn at(self, index: usize) -> ShardPlace {
        ShardPlace { index, sequence: self.sequence + index as u64, ..self }
    }
}

/// Where a datagram's payload stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Bytes in front of the payload.
    pub header: usize,
    /// Bytes behind it.
    pub trailer: usize,
}

impl Layout {
    /// Bytes of a datagram with `payload` bytes of payload.
    pub fn datagram(self, payload: usize) -> usize {
        self.header + payload + self.trailer
    }
}

/// How far a frame has been sent.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The frame.
    pub head: FrameHead,
    /// Blocks written.
    pub blocks: u16,
    /// Slices taken.
    pub slices: u16,
}

/// Bytes that wait to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// Bytes of earlier slices, the frame's prefix included.
    pub pending: usize,
    /// Bytes of the slice at hand.
    pub slice: usize,
    /// No slice follows.
    pub last: bool,
}

impl Waiting {
    /// All bytes.
    pub fn total(self) -> usize {
        self.pending + self.slice
    }
}

/// What leaves now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Nothing: the bytes wait for the next slice.
    Hold,
    /// These blocks; bytes that they do not take wait for the next slice.
    Send {
        /// The blocks.
        split: Split,
        /// Payload bytes of each shard, at least 1.
        payload: usize,
        /// Number of the frame's last block, as it is announced.
        last_block: u16,
        /// The blocks are equally large and leave as one, shard by shard in turn, so that a burst
        /// of loss is shared among them; else one after the other.
        interleaved: bool,
    },
}

/// The sending side of a framing.
pub trait SendFraming {
    /// Bytes in front of each frame's first slice, protected like the slice itself.
    const PREFIX: usize;

    /// Number of the first frame of a stream.
    fn first_frame(&self) -> FrameId;

    /// Changes the parity of blocks from the next slice on.
    fn set_fec(&mut self, fec: FecPolicy);

    /// Where the payload of a datagram stands.
    fn layout(&self) -> Layout;

    /// Most bytes of payload in one datagram.
    fn max_payload(&self) -> usize;

    /// Most bytes that may wait for the next slice.
    fn max_pending(&self) -> usize;

    /// Most bytes that the datagrams of one slice, or of one frame that waited, can take.
    fn max_slots(&self) -> usize;

    /// Decides what leaves when a slice is there.
    ///
    /// # Errors
    /// [`PacketizeError::FrameTooLarge`] when the framing cannot carry so much.
    fn cut(&mut self, frame: &Progress, waiting: Waiting) -> Result<Cut, PacketizeError>;

    /// Writes the frame's prefix, just before its first block is cut. `last_payload` is the
    /// number of meaningful bytes in the frame's last shard, if that is known by now.
    fn write_prefix(&self, head: &FrameHead, last_payload: Option<usize>, prefix: &mut [u8]);

    /// Completes a data datagram whose payload is in place: header, encryption.
    ///
    /// # Errors
    /// [`Exhausted`] when no key is left to seal with.
    fn seal_data(
        &mut self,
        head: &FrameHead,
        place: &ShardPlace,
        datagram: &mut [u8],
    ) -> Result<(), Exhausted>;

    /// Writes the parity of those header bytes that the framing protects to the parity datagrams
    /// of the block that begins at `first`; they lie `stride` bytes apart.
    ///
    /// # Errors
    /// [`FecError`] for a shape that [`SendFraming::cut`] should never make.
    fn protect_headers(
        &self,
        first: &ShardPlace,
        parity: &mut [u8],
        stride: usize,
    ) -> Result<(), FecError>;

    /// Completes a parity datagram whose payload is in place.
    ///
    /// # Errors
    /// [`Exhausted`] when no key is left to seal with.
    fn seal_parity(
        &mut self,
        head: &FrameHead,
        place: &ShardPlace,
        datagram: &mut [u8],
    ) -> Result<(), Exhausted>;
}

/// Why a datagram is not of this stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// Shorter than its headers, or longer than what was agreed.
    #[error("media datagram of {0} bytes")]
    Length(usize),
    /// Another protocol's first bytes, or a frame number that no frame has.
    #[error("not a media datagram of this stream")]
    NotMedia,
    /// Shard index, counts and block number contradict each other, or what came before.
    #[error("shard {index} outside a block of {data}+{parity}")]
    OutsideBlock {
        /// Shard index from the header.
        index: usize,
        /// Data shards from the header.
        data: usize,
        /// Parity shards from the header.
        parity: usize,
    },
    /// The frame would take more memory than was agreed.
    #[error("frame of more than {limit} bytes")]
    TooLarge {
        /// Most bytes of a frame.
        limit: usize,
    },
    /// The authentication tag does not match.
    #[error(transparent)]
    Forged(#[from] Forged),
    /// Replayed, forged, or of no key at hand.
    #[error(transparent)]
    Sealed(#[from] OpenError),
}

impl MediaError {
    /// [`MediaError::OutsideBlock`] of a place.
    pub fn outside(index: usize, shape: BlockShape) -> MediaError {
        Self::OutsideBlock { index, data: shape.data, parity: shape.parity }
    }
}

/// One opened datagram. In hand it has `index` within the block, `block <= last_block`, a shape
/// that the code can decode, and a payload of at least one byte.
#[derive(Debug)]
pub struct Shard<'a, M> {
    /// Where it stands.
    pub place: ShardPlace,
    /// What it says of its frame.
    pub meta: M,
    /// Bytes of every shard of its block; `bytes` may be shorter at the end of the block's data.
    pub payload: usize,
    /// Its payload.
    pub bytes: &'a [u8],
}

/// What a framing says of a whole frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameInfo {
    /// Kind, as the sender declares it.
    pub frame_type: FrameType,
    /// Capture time on the sender's clock, its low 32 bits of microseconds, if carried.
    pub captured: Option<u32>,
    /// Sender's time from capture to sending; zero is unknown.
    pub latency: Span,
}

/// The receiving side of a framing.
pub trait ReceiveFraming {
    /// What each datagram says of its frame.
    type Meta: Copy;

    /// Bytes in front of each frame's first slice that are the framing's own.
    const PREFIX: usize;

    /// Most bytes of a datagram.
    fn max_datagram(&self) -> usize;

    /// Most blocks of a frame.
    fn max_blocks(&self) -> usize;

    /// Most bytes of a frame's data shards, padding included.
    fn max_frame(&self) -> usize;

    /// Most bytes of a frame's parity shards.
    fn max_parity(&self) -> usize;

    /// Number of the first frame of a stream.
    fn first_frame(&self) -> FrameId;

    /// The place that a datagram claims, if its header can be read without the key. Unproven: good
    /// only to pass over what nobody needs.
    fn claimed_place(&self, datagram: &[u8]) -> Option<ShardPlace>;

    /// A datagram with this claim was passed over; it counts as received, as far as that may be
    /// believed.
    fn pass_over(&mut self, place: &ShardPlace);

    /// Authenticates, decrypts in place and checks a datagram.
    ///
    /// # Errors
    /// [`MediaError`]; the datagram is to be dropped.
    fn open<'a>(&mut self, datagram: &'a mut [u8]) -> Result<Shard<'a, Self::Meta>, MediaError>;

    /// A block of fewer shards than this is a whole slice, so that it can be decoded as soon as it
    /// is whole itself. Zero: no block tells that.
    fn whole_slice(&self) -> usize;

    /// What is known of a whole frame, from one of its datagrams and its first bytes. `None` when
    /// they say nothing that a sender of ours says.
    fn describe(&self, meta: Self::Meta, prefix: &[u8]) -> Option<FrameInfo>;
}
