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

use crate::fec::gf8::MAX_SHARDS;
use crate::fec::plan::{BlockShape, MAX_DATA_SHARDS, parity_count};
use crate::framing::{FrameType, MediaError, ShardPlace};
use crate::seal::{AesGcm, NONCE_LEN};
use crate::units::FrameId;

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

fn frame_type_to_wire(frame_type: FrameType) -> u8 {
    match frame_type {
        FrameType::Predicted => 1,
        FrameType::Idr => 2,
        FrameType::AfterInvalidation => 5,
    }
}

/// Hosts use more values, all of frames that are predicted.
fn frame_type_from_wire(value: u8) -> FrameType {
    match value {
        2 => FrameType::Idr,
        5 => FrameType::AfterInvalidation,
        _ => FrameType::Predicted,
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
            frame_type: frame_type_to_wire(self.frame_type),
            last_payload_len: self.last_payload_len.into(),
            zero: 0.into(),
        };
        to[..FRAME_HEADER_LEN].copy_from_slice(raw.as_bytes());
    }

    /// Reads the header at the start of a frame's payload. Only the 8-byte form is understood.
    pub fn parse(payload: &[u8]) -> Option<FrameHeader> {
        let (raw, _) = RawFrameHeader::ref_from_prefix(payload).ok()?;
        (raw.kind == 1).then(|| FrameHeader {
            frame_type: frame_type_from_wire(raw.frame_type),
            latency: raw.latency.get(),
            last_payload_len: raw.last_payload_len.get(),
        })
    }
}

/// Writes the header of a data shard, all but the fields FEC must see as zero. The packet index of
/// the stream is the number of the datagram, 24 bits of it.
pub fn write_data_header(to: &mut [u8], place: &ShardPlace) {
    let stream_packet_index = place.sequence as u32 & 0x00ff_ffff;
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
pub fn finish_header(to: &mut [u8], place: &ShardPlace, timestamp: u32) {
    let Ok((raw, _)) = RawHeader::mut_from_prefix(to) else { return };
    raw.version = RTP_VERSION_WITH_EXTENSION;
    raw.packet_type = 0;
    raw.sequence = (place.sequence as u16).into();
    raw.timestamp = timestamp.into();
    raw.ssrc = 0.into();
    raw.reserved = 0.into();
    raw.frame = place.frame.0.into();
    raw.multi_fec_blocks = multi_fec_blocks(place);
    raw.fec_info = fec_info(place).into();
}

fn multi_fec_blocks(place: &ShardPlace) -> u8 {
    ((place.block << 4) | (place.last_block << 6)) as u8
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
/// [`MediaError`]; the datagram is to be dropped.
pub fn parse_header(datagram: &[u8]) -> Result<ShardPlace, MediaError> {
    let (raw, _) =
        RawHeader::ref_from_prefix(datagram).map_err(|_| MediaError::Length(datagram.len()))?;
    if raw.version != RTP_VERSION_WITH_EXTENSION || raw.frame.get() == 0 {
        return Err(MediaError::NotMedia);
    }
    let info = raw.fec_info.get();
    let (data, index) = ((info >> 22) as usize, ((info >> 12) & 0x3ff) as usize);
    let percent = ((info >> 4) & 0xff) as u8;
    let parity = parity_count(data, percent);
    let blocks = u16::from(raw.multi_fec_blocks);
    let (block, last_block) = ((blocks >> 4) & 3, blocks >> 6);
    let shape = BlockShape { data, parity, percent };
    let too_big = data > MAX_DATA_SHARDS || parity > 0 && shape.total() > MAX_SHARDS;
    if data == 0 || index >= shape.total() || too_big || block > last_block {
        return Err(MediaError::outside(index, shape));
    }
    let (sequence, frame) = (u64::from(raw.sequence.get()), FrameId(raw.frame.get()));
    Ok(ShardPlace { sequence, frame, block, last_block, shape, index, padding: 0 })
}

/// Encrypts the plain datagram that stands behind [`SEAL_LEN`] bytes of room, and fills the room.
pub fn seal(key: &AesGcm, counter: u64, frame: FrameId, datagram: &mut [u8]) {
    let (head, text) = datagram.split_at_mut(SEAL_LEN);
    let mut raw = RawSeal {
        counter: counter.into(),
        zero: [0; 3],
        direction: b'V',
        frame: frame.0.into(),
        tag: [0; 16],
    };
    let mut nonce = [0; NONCE_LEN];
    nonce.copy_from_slice(&raw.as_bytes()[..NONCE_LEN]);
    raw.tag = key.seal(nonce, &[], text);
    head.copy_from_slice(raw.as_bytes());
}

/// Decrypts a sealed datagram in place and returns the plain one.
///
/// # Errors
/// [`MediaError::Length`] for a runt, [`MediaError::Forged`] when the tag does not match.
pub fn open<'a>(key: &AesGcm, datagram: &'a mut [u8]) -> Result<&'a mut [u8], MediaError> {
    let len = datagram.len();
    let (head, text) = datagram.split_at_mut_checked(SEAL_LEN).ok_or(MediaError::Length(len))?;
    let raw = RawSeal::ref_from_bytes(head).map_err(|_| MediaError::Length(len))?;
    let mut nonce = [0; NONCE_LEN];
    nonce.copy_from_slice(&raw.as_bytes()[..NONCE_LEN]);
    key.open(nonce, &[], text, &raw.tag)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(data: usize, percent: u8, index: usize) -> ShardPlace {
        let shape = BlockShape { data, parity: parity_count(data, percent), percent };
        let (sequence, frame) = (65_535, FrameId(1));
        ShardPlace { sequence, frame, block: 0, last_block: 0, shape, index, padding: 0 }
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
        write_data_header(&mut datagram, &place);
        finish_header(&mut datagram, &place, 9000);
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
            let key = AesGcm::new(&[1; 16]);
            prop_assert!(open(&key, &mut bytes).is_err());
        }
    }
}
