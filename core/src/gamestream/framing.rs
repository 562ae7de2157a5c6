//! GameStream's framing: how frames group into at most four blocks, and who writes which header.
//!
//! A frame that arrives in 2 to 4 slices is sent while it is still being encoded: slice k is FEC
//! block k. A block takes the full shards of what is pending; the remainder is *carried* in front
//! of the next slice, so the peer sees the same bytes as with one block. Until the final block
//! the number of blocks is unknown and announced as 4. A frame that arrives whole, or grows too
//! large for four blocks, is planned at its end. Rules: docs/wire-gamestream.md "Slice = block".

use super::video::{self, FrameHeader};
use crate::fec::gf8::{self, MAX_SHARDS};
use crate::fec::plan::{FecPolicy, MAX_BLOCKS, MAX_DATA_SHARDS, Split};

use crate::fec::{FecError, Rows};
use crate::framing::{
    Cut, FrameHead, FrameInfo, Layout, MediaError, Progress, ReceiveFraming, SendFraming, Shard,
    ShardPlace, Waiting,
};
use crate::packetize::PacketizeError;
use crate::seal::AesGcm;
use crate::seal::epoch::Exhausted;
use crate::units::{FrameId, Span};

/// Share of what four blocks can carry above which a frame is held back and planned whole.
const EARLY_SEND_PERCENT: usize = 80;

/// Header bytes that FEC protects and that are not zero to it.
const NV_LEN: usize = video::HEADER_LEN - video::RTP_LEN;

/// Number of the first frame of a stream.
const FIRST_FRAME: FrameId = FrameId(1);

/// What is negotiated for a stream's video.
pub struct VideoConfig {
    /// `packetSize` of the client: NV header plus payload, a multiple of 16, at least 32.
    pub packet_size: u16,
    /// Key of the video encryption, if it is on.
    pub key: Option<AesGcm>,
}

impl VideoConfig {
    fn seal_len(&self) -> usize {
        if self.key.is_some() { video::SEAL_LEN } else { 0 }
    }

    fn payload(&self) -> usize {
        usize::from(self.packet_size) - NV_LEN
    }
}

/// The host's side.
pub struct VideoSender {
    config: VideoConfig,
    fec: FecPolicy,
    /// The frame at hand leaves slice by slice.
    early: bool,
}

impl VideoSender {
    /// A stream's framing with parity by `fec`.
    pub fn new(config: VideoConfig, fec: FecPolicy) -> VideoSender {
        VideoSender { config, fec, early: false }
    }

    /// Decides at a frame's first slice how the frame leaves.
    fn is_early(&self, head: &FrameHead, waiting: Waiting) -> bool {
        let slices = usize::from(head.slices);
        let estimate = (waiting.slice * slices).div_ceil(self.config.payload());
        let limit = MAX_BLOCKS * self.fec.max_data() * EARLY_SEND_PERCENT / 100;
        !waiting.last && (2..=MAX_BLOCKS).contains(&slices) && estimate <= limit
    }

    fn split(&self, shards: usize, available: usize) -> Result<Split, PacketizeError> {
        let split = self.fec.split(shards, available);
        split.ok_or(PacketizeError::FrameTooLarge { shards })
    }

    /// The full shards of what waits, leaving at least one block for what is still to come.
    fn cut_early(&self, frame: &Progress, waiting: Waiting) -> Result<Cut, PacketizeError> {
        let payload = self.config.payload();
        let shards = waiting.total() / payload;
        let taken = usize::from(frame.slices) + 1;
        let to_come = usize::from(frame.head.slices).saturating_sub(taken).max(1);
        let available = MAX_BLOCKS.saturating_sub(usize::from(frame.blocks) + to_come);
        if shards == 0 || available == 0 {
            return Ok(Cut::Hold);
        }
        let split = self.split(shards, available)?;
        let last_block = MAX_BLOCKS as u16 - 1;
        Ok(Cut::Send { split, payload, last_block, interleaved: false })
    }

    /// Everything, in the blocks that are left.
    fn cut_last(&self, frame: &Progress, waiting: Waiting) -> Result<Cut, PacketizeError> {
        let payload = self.config.payload();
        let shards = waiting.total().div_ceil(payload).max(1);
        let split = self.split(shards, MAX_BLOCKS - usize::from(frame.blocks))?;
        let last_block = frame.blocks + split.blocks as u16 - 1;
        Ok(Cut::Send { split, payload, last_block, interleaved: false })
    }

    fn seal(&self, place: &ShardPlace, datagram: &mut [u8]) {
        if let Some(key) = &self.config.key {
            video::seal(key, place.sequence, place.frame, datagram);
        }
    }
}

impl SendFraming for VideoSender {
    const PREFIX: usize = video::FRAME_HEADER_LEN;

    fn first_frame(&self) -> FrameId {
        FIRST_FRAME
    }

    fn set_fec(&mut self, fec: FecPolicy) {
        self.fec = fec;
    }

    fn layout(&self) -> Layout {
        Layout { header: self.config.seal_len() + video::HEADER_LEN, trailer: 0 }
    }

    fn max_payload(&self) -> usize {
        self.config.payload()
    }

    fn max_pending(&self) -> usize {
        MAX_BLOCKS * MAX_DATA_SHARDS * self.config.payload()
    }

    fn max_slots(&self) -> usize {
        MAX_BLOCKS * MAX_DATA_SHARDS * self.layout().datagram(self.config.payload())
    }

    fn cut(&mut self, frame: &Progress, waiting: Waiting) -> Result<Cut, PacketizeError> {
        if frame.slices == 0 {
            self.early = self.is_early(&frame.head, waiting);
        }
        if waiting.last {
            self.cut_last(frame, waiting)
        } else if self.early {
            self.cut_early(frame, waiting)
        } else {
            Ok(Cut::Hold)
        }
    }

    fn write_prefix(&self, head: &FrameHead, last_payload: Option<usize>, prefix: &mut [u8]) {
        let tenths = head.latency.0 / 100;
        let header = FrameHeader {
            frame_type: head.frame_type,
            latency: u16::try_from(tenths).unwrap_or(u16::MAX),
            last_payload_len: last_payload.unwrap_or(0) as u16,
        };
        header.write(prefix);
    }

    fn seal_data(
        &mut self,
        head: &FrameHead,
        place: &ShardPlace,
        datagram: &mut [u8],
    ) -> Result<(), Exhausted> {
        let plain = &mut datagram[self.config.seal_len()..];
        video::write_data_header(plain, place);
        video::finish_header(plain, place, timestamp(head));
        self.seal(place, datagram);
        Ok(())
    }

    fn protect_headers(
        &self,
        first: &ShardPlace,
        parity: &mut [u8],
        stride: usize,
    ) -> Result<(), FecError> {
        let mut headers = [[0; video::HEADER_LEN]; MAX_SHARDS];
        let mut data = [[].as_slice(); MAX_SHARDS];
        let count = first.shape.data.min(MAX_SHARDS);
        for (index, (header, data)) in headers.iter_mut().zip(&mut data).take(count).enumerate() {
            video::write_data_header(header, &first.at(index));
            *data = &header[video::RTP_LEN..];
        }
        let start = self.config.seal_len() + video::RTP_LEN;
        let mut rows = Rows::new(parity, stride, start..start + NV_LEN, first.shape.parity)?;
        gf8::encode(&data[..count], &mut rows)
    }

    fn seal_parity(
        &mut self,
        head: &FrameHead,
        place: &ShardPlace,
        datagram: &mut [u8],
    ) -> Result<(), Exhausted> {
        video::finish_header(&mut datagram[self.config.seal_len()..], place, timestamp(head));
        self.seal(place, datagram);
        Ok(())
    }
}

/// 90 kHz, truncated to 32 bits as RTP has it.
fn timestamp(head: &FrameHead) -> u32 {
    (head.captured.0 * 9 / 100) as u32
}

/// The client's side.
pub struct VideoReceiver {
    config: VideoConfig,
}

impl VideoReceiver {
    /// A stream's framing.
    pub fn new(config: VideoConfig) -> VideoReceiver {
        VideoReceiver { config }
    }
}

impl ReceiveFraming for VideoReceiver {
    type Meta = ();

    const PREFIX: usize = video::FRAME_HEADER_LEN;

    fn max_datagram(&self) -> usize {
        self.config.seal_len() + video::HEADER_LEN + self.config.payload()
    }

    fn max_blocks(&self) -> usize {
        MAX_BLOCKS
    }

    fn max_frame(&self) -> usize {
        MAX_BLOCKS * MAX_DATA_SHARDS * self.config.payload()
    }

    fn max_parity(&self) -> usize {
        MAX_BLOCKS * MAX_SHARDS * self.config.payload()
    }

    fn first_frame(&self) -> FrameId {
        FIRST_FRAME
    }

    /// Encrypted headers can't be read, and clear ones cost nothing to open.
    fn claimed_place(&self, _datagram: &[u8]) -> Option<ShardPlace> {
        None
    }

    fn pass_over(&mut self, _place: &ShardPlace) {}

    fn open<'a>(&mut self, datagram: &'a mut [u8]) -> Result<Shard<'a, ()>, MediaError> {
        let len = datagram.len();
        if len > self.max_datagram() {
            return Err(MediaError::Length(len));
        }
        let plain = match &self.config.key {
            Some(key) => video::open(key, datagram)?,
            None => datagram,
        };
        let place = video::parse_header(plain)?;
        let bytes = &plain[video::HEADER_LEN..];
        let payload = self.config.payload();
        // Only the last data shard of a block may be cut short.
        let short = bytes.len() < payload;
        if bytes.is_empty() || short && place.index + 1 != place.shape.data {
            return Err(MediaError::Length(len));
        }
        Ok(Shard { place, meta: (), payload, bytes })
    }

    /// A frame's first bytes are not the decoder's, and its last shard's length is known late.
    fn whole_slice(&self) -> usize {
        0
    }

    fn describe(&self, _meta: (), prefix: &[u8]) -> Option<FrameInfo> {
        let header = FrameHeader::parse(prefix)?;
        Some(FrameInfo {
            frame_type: header.frame_type,
            captured: None,
            latency: Span(u64::from(header.latency) * 100),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framing::FrameType;
    use crate::units::Micros;

    fn head() -> FrameHead {
        FrameHead {
            frame: FrameId(1),
            frame_type: FrameType::Idr,
            captured: Micros(100_000),
            latency: Span(250),
            slices: 4,
        }
    }

    fn sender() -> VideoSender {
        let config = VideoConfig { packet_size: 1376, key: None };
        VideoSender::new(config, FecPolicy { percent: 20, min_parity: 2 })
    }

    fn cut(sender: &mut VideoSender, blocks: u16, slices: u16, waiting: Waiting) -> Cut {
        sender.cut(&Progress { head: head(), blocks, slices }, waiting).unwrap()
    }

    fn shape(cut: Cut) -> Option<(usize, usize, u16)> {
        match cut {
            Cut::Hold => None,
            Cut::Send { split, last_block, .. } => Some((split.shards(), split.blocks, last_block)),
        }
    }

    #[test]
    fn full_shards_leave_with_each_slice_and_the_rest_with_the_last() {
        let mut sender = sender();
        let first = Waiting { pending: 8, slice: 5_000, last: false };
        assert_eq!(shape(cut(&mut sender, 0, 0, first)), Some((3, 1, 3)));
        let small = Waiting { pending: 928, slice: 100, last: false };
        assert_eq!(shape(cut(&mut sender, 1, 1, small)), None);
        let end = Waiting { pending: 1_028, slice: 2_000, last: true };
        assert_eq!(shape(cut(&mut sender, 1, 3, end)), Some((3, 1, 1)));
    }

    #[test]
    fn a_frame_that_would_not_fit_waits_for_its_end() {
        let mut sender = sender();
        let first = Waiting { pending: 8, slice: 300_000, last: false };
        assert_eq!(shape(cut(&mut sender, 0, 0, first)), None);
        let whole = Waiting { pending: 900_008, slice: 1_000, last: true };
        assert_eq!(shape(cut(&mut sender, 0, 3, whole)), Some((663, 4, 3)));
    }

    #[test]
    fn the_largest_plan_is_what_memory_is_reserved_for() {
        let sender = sender();
        let stride = sender.layout().datagram(sender.max_payload());
        for shards in 1..=MAX_BLOCKS * MAX_DATA_SHARDS {
            let split = sender.split(shards, MAX_BLOCKS).unwrap();
            assert!(split.total() * stride <= sender.max_slots(), "{shards}");
        }
    }
}
