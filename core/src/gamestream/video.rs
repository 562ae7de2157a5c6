//! Video datagrams of GameStream: the byte layout, nothing else.
//!
//! ```text
//!        0      12     16     32           48        64
//! sealed | IV   | frame | tag | RTP ... (ciphertext of the plain datagram)
//!                             0     16        32
//! plain                       | RTP | NV      | payload (C bytes)
//! ```
//!
//! `S`, the packet size that the client announces, counts the NV header and the payload but not
//! the RTP part; `C = S - 16`. FEC protects the whole plain datagram. Source:
//! moonlight-common-c, `Video.h`, `RtpVideoQueue.c`; docs/wire-gamestream.md "Video datagram".

use zerocopy::byteorder::{BE, LE, U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::fec::plan::{BlockShape, parity_count};
use crate::units::{FrameId, Seq};

/// Bytes of the RTP part, its four reserved ones included.
pub const RTP_LEN: usize = 16;
/// Bytes before the payload: RTP part and NV header.
pub const HEADER_LEN: usize = 32;
/// Bytes in front of an encrypted datagram: nonce, frame number, tag.
pub const SEAL_LEN: usize = 32;
/// Bytes of the frame header, once at the start of each frame's payload.
pub const FRAME_HEADER_LEN: usize = 8;

const RTP_VERSION_WITH_EXTENSION: u8 = 0x90;
const MULTI_FEC: u8 = 0x10;
const FLAG_PICTURE: u8 = 1;
const FLAG_BLOCK_END: u8 = 2;
const FLAG_BLOCK_START: u8 = 4;

/// Why a datagram is not a video datagram of this stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VideoError {
    /// Shorter than its headers, or longer than the announced packet size.
    #[error("video datagram of {0} bytes")]
    Length(usize),
    /// Not RTP with the extension bit, or frame number 0.
    #[error("not a video datagram")]
    NotVideo,
    /// Shard index, counts and block number contradict each other.
    #[error("shard {index} outside a block of {data}+{parity}")]
    OutsideBlock {
        /// Shard index from the header.
        index: usize,
        /// Data shards from the header.
        data: usize,
        /// Parity shards that follow from the percentage.
        parity: usize,
    },
    /// The authentication tag does not match.
    #[error(transparent)]
    Forged(#[from] crate::seal::Forged),
}

/// What the frame header says of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameType {
    /// Predicted from the frame before.
    Predicted,
    /// Key frame with parameter sets.
    Idr,
    /// Predicted, after references were invalidated.
    AfterInvalidation,
    /// Any other value a host may send.
    Other(u8),
}

impl FrameType {
    fn to_wire(self) -> u8 {
        match self {
            Self::Predicted => 1,
            Self::Idr => 2,
            Self::AfterInvalidation => 5,
            Self::Other(value) => value,
        }
    }

    fn from_wire(value: u8) -> FrameType {
        match value {
            1 => Self::Predicted,
            2 => Self::Idr,
            5 => Self::AfterInvalidation,
            other => Self::Other(other),
        }
    }
}

/// RTP and NV header, 32 bytes. RTP fields are big-endian, NV fields little-endian.
#[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned, Clone, Copy)]
#[repr(C)]
struct RawHeader {
    version: u8,
    packet_type: u8,
    sequence: U16<BE>,
    timestamp: U32<BE>,
    ssrc: U32<BE>,
    reserved: U32<BE>,
    stream_packet_index: U32<LE>,
    frame: U32<LE>,
    flags: u8,
    extra_flags: u8,
    multi_fec_flags: u8,
    multi_fec_blocks: u8,
    fec_info: U32<LE>,
}
const _: () = assert!(size_of::<RawHeader>() == HEADER_LEN);

/// Frame header, 8 bytes, little-endian.
#[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned, Clone, Copy)]
#[repr(C)]
struct RawFrameHeader {
    kind: u8,
    latency: U16<LE>,
    frame_type: u8,
    last_payload_len: U16<LE>,
    zero: U16<LE>,
}
const _: () = assert!(size_of::<RawFrameHeader>() == FRAME_HEADER_LEN);

/// Nonce, frame number and tag in front of an encrypted datagram.
#[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned, Clone, Copy)]
#[repr(C)]
struct RawSeal {
    counter: U64<LE>,
    zero: [u8; 3],
    direction: u8,
    frame: U32<LE>,
    tag: [u8; 16],
}
const _: () = assert!(size_of::<RawSeal>() == SEAL_LEN);

/// Where a shard stands: frame, block, position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShardPlace {
    /// Frame, from 1.
    pub frame: FrameId,
    /// Block within the frame, 0 to 3.
    pub block: u8,
    /// Number of the frame's last block as this block announces it.
    pub last_block: u8,
    /// Data and parity counts of the block.
    pub shape: BlockShape,
    /// Position in the block, data first.
    pub index: usize,
}

/// What one frame's datagrams have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameHeader {
    /// Kind of frame.
    pub frame_type: FrameType,
    /// Time the host spent on the frame, in tenths of a millisecond; 0 is unknown.
    pub latency: u16,
    /// Meaningful bytes of the last data datagram's payload; 0 is unknown.
    pub last_payload_len: u16,
}

impl FrameHeader {
    /// Writes the header to the first 8 bytes of `to`.
    pub fn write(self, to: &mut [u8]) {
        let raw = RawFrameHeader {
            kind: 1,
            latency: self.latency.into(),
            frame_type: self.frame_type.to_wire(),
            last_payload_len: self.last_payload_len.into(),
            zero: 0.into(),
        };
        to[..FRAME_HEADER_LEN].copy_from_slice(raw.as_bytes());
    }

    /// Reads the header at the start of a frame's payload. Only the 8-byte form is understood.
    pub fn parse(payload: &[u8]) -> Option<FrameHeader> {
        let (raw, _) = RawFrameHeader::ref_from_prefix(payload).ok()?;
        (raw.kind == 1).then(|| FrameHeader {
            frame_type: FrameType::from_wire(raw.frame_type),
            latency: raw.latency.get(),
            last_payload_len: raw.last_payload_len.get(),
        })
    }
}

/// Writes the header of a data shard, all but the fields FEC must see as zero.
pub fn write_data_header(to: &mut [u8], place: &ShardPlace, stream_packet_index: u32) {
    let mut flags = FLAG_PICTURE;
    if place.index == 0 {
        flags |= FLAG_BLOCK_START;
    }
    if place.index + 1 == place.shape.data {
        flags |= FLAG_BLOCK_END;
    }
    let raw = RawHeader {
        version: 0,
        packet_type: 0,
        sequence: 0.into(),
        timestamp: 0.into(),
        ssrc: 0.into(),
        reserved: 0.into(),
        stream_packet_index: (stream_packet_index << 8).into(),
        frame: place.frame.0.into(),
        flags,
        extra_flags: 0,
        multi_fec_flags: MULTI_FEC,
        multi_fec_blocks: multi_fec_blocks(place),
        fec_info: 0.into(),
    };
    to[..HEADER_LEN].copy_from_slice(raw.as_bytes());
}

/// Writes what every shard, parity included, carries after FEC: RTP part, frame number, block
/// numbers and FEC counts. The other header bytes of parity shards stay as computed.
pub fn finish_header(to: &mut [u8], place: &ShardPlace, sequence: Seq, timestamp: u32) {
    let Ok((raw, _)) = RawHeader::mut_from_prefix(to) else { return };
    raw.version = RTP_VERSION_WITH_EXTENSION;
    raw.packet_type = 0;
    raw.sequence = sequence.0.into();
    raw.timestamp = timestamp.into();
    raw.ssrc = 0.into();
    raw.reserved = 0.into();
    raw.frame = place.frame.0.into();
    raw.multi_fec_blocks = multi_fec_blocks(place);
    raw.fec_info = fec_info(place).into();
}

fn multi_fec_blocks(place: &ShardPlace) -> u8 {
    (place.block << 4) | (place.last_block << 6)
}

fn fec_info(place: &ShardPlace) -> u32 {
    (place.shape.data as u32) << 22
        | (place.index as u32) << 12
        | u32::from(place.shape.percent) << 4
}

/// Reads and checks the header of a plain datagram. A `ShardPlace` in hand has `index` within
/// its block, `block <= last_block` and a non-zero frame.
///
/// # Errors
/// [`VideoError`]; the datagram is to be dropped.
pub fn parse_header(datagram: &[u8]) -> Result<ShardPlace, VideoError> {
    let (raw, _) =
        RawHeader::ref_from_prefix(datagram).map_err(|_| VideoError::Length(datagram.len()))?;
    if raw.version != RTP_VERSION_WITH_EXTENSION || raw.frame.get() == 0 {
        return Err(VideoError::NotVideo);
    }
    let info = raw.fec_info.get();
    let (data, index) = ((info >> 22) as usize, ((info >> 12) & 0x3ff) as usize);
    let percent = ((info >> 4) & 0xff) as u8;
    let parity = parity_count(data, percent);
    let (block, last_block) = ((raw.multi_fec_blocks >> 4) & 3, raw.multi_fec_blocks >> 6);
    let too_big = parity > 0 && data + parity > crate::fec::gf8::MAX_SHARDS;
    if data == 0 || index >= data + parity || too_big || block > last_block {
        return Err(VideoError::OutsideBlock { index, data, parity });
    }
    let shape = BlockShape { data, parity, percent };
    Ok(ShardPlace { frame: FrameId(raw.frame.get()), block, last_block, shape, index })
}

/// Zeroes what FEC saw as zero, so that a received shard can take part in decoding.
pub fn clear_unprotected(datagram: &mut [u8]) {
    datagram[..RTP_LEN].fill(0);
    datagram[28..HEADER_LEN].fill(0);
}

/// Encrypts the plain datagram that stands behind [`SEAL_LEN`] bytes of room, and fills the room.
pub fn seal(key: &crate::seal::AesGcm, counter: u64, frame: FrameId, datagram: &mut [u8]) {
    let (head, text) = datagram.split_at_mut(SEAL_LEN);
    let mut raw = RawSeal {
        counter: counter.into(),
        zero: [0; 3],
        direction: b'V',
        frame: frame.0.into(),
        tag: [0; 16],
    };
    let mut nonce = [0; crate::seal::NONCE_LEN];
    nonce.copy_from_slice(&raw.as_bytes()[..crate::seal::NONCE_LEN]);
    raw.tag = key.seal(nonce, &[], text);
    head.copy_from_slice(raw.as_bytes());
}

/// Decrypts a sealed datagram in place and returns the plain one.
///
/// # Errors
/// [`VideoError::Length`] for a runt, [`VideoError::Forged`] when the tag does not match.
pub fn open<'a>(
    key: &crate::seal::AesGcm,
    datagram: &'a mut [u8],
) -> Result<&'a mut [u8], VideoError> {
    let len = datagram.len();
    let (head, text) = datagram.split_at_mut_checked(SEAL_LEN).ok_or(VideoError::Length(len))?;
    let raw = RawSeal::ref_from_bytes(head).map_err(|_| VideoError::Length(len))?;
    let mut nonce = [0; crate::seal::NONCE_LEN];
    nonce.copy_from_slice(&raw.as_bytes()[..crate::seal::NONCE_LEN]);
    key.open(nonce, &[], text, &raw.tag)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(data: usize, percent: u8, index: usize) -> ShardPlace {
        let shape = BlockShape { data, parity: parity_count(data, percent), percent };
        ShardPlace { frame: FrameId(1), block: 0, last_block: 0, shape, index }
    }

    #[test]
    fn fec_counts_pack_as_published() {
        assert_eq!(fec_info(&place(3, 66, 0)), 0x00C0_0420);
        assert_eq!(fec_info(&place(212, 20, 254)), 0x350F_E140);
        let block = ShardPlace { block: 1, last_block: 3, ..place(3, 66, 0) };
        assert_eq!(multi_fec_blocks(&block), 0xD0);
    }

    #[test]
    fn a_written_header_reads_back() {
        let mut datagram = [0; 64];
        let place = ShardPlace { block: 2, last_block: 3, ..place(7, 40, 6) };
        write_data_header(&mut datagram, &place, 77);
        finish_header(&mut datagram, &place, Seq(65_535), 9000);
        assert_eq!(parse_header(&datagram), Ok(place));
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_bounds_everything(bytes: Vec<u8>) {
            if let Ok(place) = parse_header(&bytes) {
                prop_assert!(place.index < place.shape.data + place.shape.parity);
                prop_assert!(place.shape.data <= 1023 && place.block <= place.last_block);
            }
            let _ = FrameHeader::parse(&bytes);
        }

        #[test]
        fn opening_garbage_never_panics(mut bytes: Vec<u8>) {
            let key = crate::seal::AesGcm::new(&[1; 16]);
            prop_assert!(open(&key, &mut bytes).is_err());
        }
    }
}
