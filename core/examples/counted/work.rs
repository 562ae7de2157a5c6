//! What is counted: one function for each piece of the data path, over so many frames.

use lumen_core::fec::gf16::Codec;
use lumen_core::fec::plan::FecPolicy;
use lumen_core::fec::{Present, Rows, Shards, gf8};
use lumen_core::framing::{FrameHead, FrameType, ReceiveFraming, SendFraming};
use lumen_core::gamestream::framing::{VideoConfig, VideoReceiver, VideoSender};
use lumen_core::native::media::{MediaConfig, MediaReceiver, MediaSender};
use lumen_core::native::message::Message;
use lumen_core::native::tlv::Reader;
use lumen_core::packetize::Packetizer;
use lumen_core::reassemble::Reassembler;
use lumen_core::seal::AesGcm;
use lumen_core::seal::epoch::{Opener, Sealer};
use lumen_core::seal::limits::Limits;
use lumen_core::seal::secret::Secret;
use lumen_core::units::{FrameId, Micros, Span};

/// A piece of work: its name, and what does it over so many frames.
pub type Work = (&'static str, fn(u32));

/// Everything that is counted.
pub const WORKS: &[Work] = &[
    ("packetize-gamestream", packetize_gamestream),
    ("packetize-native", packetize_native),
    ("receive-gamestream", receive_gamestream),
    ("receive-native", receive_native),
    ("seal-20-datagrams", seal),
    ("fec-gf8-20+4", fec_small),
    ("fec-gf8-100+20", fec_large),
    ("fec-gf16-744+149", fec_big_blocks),
    ("parse-control", parse),
];

/// Work with something too much in it, and whose baseline it is held against.
pub const SPOILT: &[(Work, &str)] = &[
    (("packetize-native-copied", packetize_copied), "packetize-native"),
    (("seal-21-datagrams", seal_one_more), "seal-20-datagrams"),
];

const FEC: FecPolicy = FecPolicy { percent: 20, min_parity: 2 };

/// Slices of a frame at about 20 Mbit/s and 60 fps.
const SLICES: [usize; 4] = [14_000, 9_000, 11_000, 7_345];

fn head(frame: u32, slices: usize) -> FrameHead {
    FrameHead {
        frame: FrameId(frame),
        frame_type: if frame == 1 { FrameType::Idr } else { FrameType::Predicted },
        captured: Micros(1),
        latency: Span(0),
        slices: slices as u8,
    }
}

/// Sends frames; `take` gets every datagram but the first of each train when it says so.
fn send<S: SendFraming>(
    mut packetizer: Packetizer<S>,
    frames: u32,
    mut take: impl FnMut(&[u8], usize),
) {
    let mut slots = vec![0; packetizer.max_slots()];
    let slices = SLICES.map(|len| vec![0x5A; len]);
    for frame in 1..=frames {
        packetizer.begin(head(frame, slices.len()));
        for (index, slice) in slices.iter().enumerate() {
            let last = index + 1 == slices.len();
            let pushed =
                packetizer.push(slice, last, &mut slots, |train| take(train.bytes, train.stride));
            assert!(pushed.is_ok(), "slots for every slice");
        }
    }
}

/// Sends frames, loses one datagram of each train and receives the others.
fn exchange<S: SendFraming, R: ReceiveFraming>(
    packetizer: Packetizer<S>,
    mut reassembler: Reassembler<R>,
    frames: u32,
) {
    let mut datagram = vec![0; reassembler.max_datagram()];
    send(packetizer, frames, |bytes, stride| {
        for sealed in bytes.chunks_exact(stride).skip(1) {
            let datagram = &mut datagram[..sealed.len()];
            datagram.copy_from_slice(sealed);
            let taken = reassembler.datagram(datagram, Micros(0)).map(|unit| unit.is_some());
            assert!(taken.is_ok(), "a datagram of this stream");
        }
    });
    assert_eq!(reassembler.stats().frames, u64::from(frames));
}

fn gamestream() -> (Packetizer<VideoSender>, Reassembler<VideoReceiver>) {
    let config = || VideoConfig { packet_size: 1360, key: Some(AesGcm::new(&[3; 16])) };
    let packetizer = Packetizer::new(VideoSender::new(config(), FEC));
    (packetizer, Reassembler::new(VideoReceiver::new(config())))
}

fn native() -> (Packetizer<MediaSender>, Reassembler<MediaReceiver>) {
    let config = MediaConfig { tile: 0, max_datagram: 1200, max_frame: 1 << 20, big_blocks: false };
    let (limits, secret) = (Limits::for_datagrams(1200), Secret::new([1; 32]));
    let receiver = MediaReceiver::new(config, Opener::new(&secret, limits));
    let sender = MediaSender::new(config, FEC, Sealer::new(secret, limits));
    (Packetizer::new(sender), Reassembler::new(receiver))
}

fn packetize_gamestream(frames: u32) {
    send(gamestream().0, frames, |_, _| {});
}

fn packetize_native(frames: u32) {
    send(native().0, frames, |_, _| {});
}

/// As if slices were put somewhere else before they are cut.
fn packetize_copied(frames: u32) {
    packetize_native(frames);
    let slices = SLICES.map(|len| vec![0x5A; len]);
    let mut elsewhere = SLICES.map(|len| vec![0; len]);
    for _ in 0..frames {
        for (to, from) in elsewhere.iter_mut().zip(&slices) {
            to.copy_from_slice(std::hint::black_box(from));
            std::hint::black_box(to);
        }
    }
}

fn receive_gamestream(frames: u32) {
    let (packetizer, reassembler) = gamestream();
    exchange(packetizer, reassembler, frames);
}

fn receive_native(frames: u32) {
    let (packetizer, reassembler) = native();
    exchange(packetizer, reassembler, frames);
}

fn seal(frames: u32) {
    seal_datagrams(u64::from(frames) * 20);
}

/// As if one of twenty datagrams were sealed twice.
fn seal_one_more(frames: u32) {
    seal_datagrams(u64::from(frames) * 21);
}

fn seal_datagrams(count: u64) {
    let secret = Secret::new([1; 32]);
    let (seal, open) = (secret.seal_key(), secret.open_key());
    let (header, mut text) = ([0; 32], vec![7; 1152]);
    for number in 0..count {
        let tag = seal.seal(number, &header, &mut text);
        assert!(open.open(number, &header, &mut text, &tag).is_ok());
    }
}

/// Bytes of a shard.
const SHARD: usize = 1152;

/// Encodes and repairs `lost` shards of a block with the smaller code, each frame.
fn fec_gf8(data: usize, parity: usize, lost: usize, frames: u32) {
    let mut bytes = vec![0x35; data * SHARD];
    let mut parity_bytes = vec![0; parity * SHARD];
    let mut present = vec![0; (data + parity).div_ceil(64)];
    for index in lost..data + parity {
        Present::insert(&mut present, index);
    }
    for _ in 0..frames {
        let rows: Vec<&[u8]> = bytes.chunks_exact(SHARD).collect();
        let mut encoded = rows_of(&mut parity_bytes, parity);
        assert!(gf8::encode(&rows, &mut encoded).is_ok());
        bytes[..lost * SHARD].fill(0);
        let shards = Shards::new(rows_of(&mut bytes, data), rows_of(&mut parity_bytes, parity));
        let decoded = shards.and_then(|mut it| gf8::decode(&mut it, Present::new(&present)));
        assert!(decoded.is_ok() && bytes[0] == 0x35);
    }
}

fn rows_of(bytes: &mut [u8], count: usize) -> Rows<'_> {
    match Rows::new(bytes, SHARD, 0..SHARD, count) {
        Ok(rows) => rows,
        Err(error) => unreachable!("{error}"),
    }
}

fn fec_small(frames: u32) {
    fec_gf8(20, 4, 2, frames);
}

fn fec_large(frames: u32) {
    fec_gf8(100, 20, 5, frames);
}

fn fec_big_blocks(frames: u32) {
    let (data, parity) = (744, 149);
    let mut codec = Codec::new();
    let bytes = vec![0x35; data * SHARD];
    let mut parity_bytes = vec![0; parity * SHARD];
    for _ in 0..frames {
        let rows: Vec<&[u8]> = bytes.chunks_exact(SHARD).collect();
        let mut encoded = rows_of(&mut parity_bytes, parity);
        assert!(codec.encode(&rows, &mut encoded).is_ok());
    }
}

/// Every message of the control stream's test vectors, as it comes off the stream.
fn parse(frames: u32) {
    let vectors = include_str!("../../src/native/vectors.txt");
    let messages: Vec<Vec<u8>> = vectors
        .lines()
        .filter_map(|line| hex::decode(line.split_whitespace().nth(1)?).ok())
        .filter(|bytes| bytes.first() == Some(&0))
        .collect();
    assert!(messages.len() > 8, "vectors of the control stream");
    for _ in 0..frames {
        let mut reader = Reader::default();
        for message in &messages {
            let mut rest = &message[..];
            let raw = reader.read(&mut rest).ok().flatten();
            assert!(raw.is_some_and(|raw| Message::parse(raw).is_ok()));
        }
    }
}
