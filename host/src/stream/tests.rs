//! The stream engine with a synthetic source, canned slices and a wire that remembers.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use lumen_core::fec::plan::FecPolicy;
use lumen_core::framing::FrameType;
use lumen_core::gamestream::framing::{VideoConfig, VideoReceiver, VideoSender};
use lumen_core::native::message::value::Grid;
use lumen_core::reassemble::Reassembler;
use lumen_core::units::{Bitrate, Micros, Mode, RefreshRate, Span};
use lumen_gpu::GpuError;
use lumen_gpu::convert::{ColourSpec, Matrix, Range};
use lumen_gpu::damage::Damage;
use lumen_gpu::encode::null::{CannedFrame, NullEncoder};
use lumen_gpu::encode::{Encode, EncodeConfig, FrameKind, H264Profile};
use lumen_gpu::frame::{Frame, FramePool, ImageLayout, PixelFormat, Surface};
use lumen_transport::clock;
use lumen_transport::send::sink::{Sink, Trains};

use super::plan::StreamPlan;
use super::*;
use crate::capture::CaptureError;

mod anchors;
mod gpu;
mod swap;
mod tiles;

const SIZE: (u32, u32) = (64, 32);
const VIDEO: VideoConfig = VideoConfig { packet_size: 1392, key: None };

/// Gives `left` frames, then none: a screen that stops changing.
struct Still {
    pool: FramePool,
    left: u32,
}

impl Still {
    fn new(left: u32) -> Box<Still> {
        let pool = FramePool::new(3, (SIZE.0 * SIZE.1 * 4) as usize, |_, _| {}).unwrap();
        Box::new(Still { pool, left })
    }
}

impl Capture for Still {
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        let lease = (self.left > 0).then(|| self.pool.take()).flatten();
        let Some(pixels) = lease else {
            thread::sleep(clock::until(until).min(Span::from_millis(2)).into());
            return Ok(None);
        };
        self.left -= 1;
        let (width, height) = SIZE;
        let format = PixelFormat::Bgrx;
        let layout = ImageLayout { width, height, stride: width * 4, format, bottom_up: false };
        let (surface, captured) = (Surface::Shared { layout, pixels }, clock::now());
        Ok(Some(Frame { surface, captured, number: 0, damage: Damage::WHOLE }))
    }
}

fn script() -> Vec<CannedFrame> {
    let slice = |seed: u8, len: usize| {
        let mut bytes = vec![0, 0, 0, 1, 0x65];
        bytes.resize(len, seed);
        bytes
    };
    let frame = |kind, seed| CannedFrame {
        kind,
        slices: vec![slice(seed, 3000), slice(seed, 1500), slice(seed, 9000), slice(seed, 800)],
    };
    vec![frame(FrameKind::Idr, 1), frame(FrameKind::Predicted, 2), frame(FrameKind::Predicted, 3)]
}

fn open_null(_: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    Ok(Box::new(NullEncoder::new(script())))
}

fn parts(capture: Box<dyn Capture>, encoder: Box<dyn Encode>) -> (Parts<VideoSender>, Trains) {
    let sink = Sink::default();
    let trains = sink.trains();
    let fec = FecPolicy { percent: 20, min_parity: 2 };
    let mode = Mode::new(SIZE.0, SIZE.1, RefreshRate::from_hz(100)).unwrap();
    let plan = StreamPlan {
        mode,
        bitrate: Bitrate::from_kbps(1_000),
        grid: Grid::ONE,
        slices: 4,
        colour: ColourSpec { matrix: Matrix::Bt709, range: Range::Limited },
        profile: H264Profile::ConstrainedBaseline,
        pacing: plan::Pacing::Auto,
    };
    let mut source = Source::open(capture, open_null, plan).unwrap();
    source.coders.tiles[0].encoder = encoder;
    let ways = Ways {
        packetizers: vec![Packetizer::new(VideoSender::new(VIDEO, fec))],
        transmit: Box::new(sink),
        destination: Destination::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 9))),
        tracer: None,
    };
    (Parts { source, ways }, trains)
}

/// Waits until `done` says so; a stream that never gets there fails the test.
fn eventually(what: &str, mut done: impl FnMut() -> bool) {
    let limit = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < limit, "{what} did not happen");
        thread::yield_now();
    }
}

/// Frame number, type and bytes of each whole frame sent so far.
fn received(trains: &Trains) -> Vec<(u32, FrameType, Vec<u8>)> {
    let mut reassembler = Reassembler::new(VideoReceiver::new(VIDEO));
    let mut units = Vec::new();
    for datagram in trains.lock().unwrap().iter().flatten() {
        let unit = reassembler.datagram(&mut datagram.clone(), Micros(0)).unwrap();
        units.extend(unit.map(|unit| (unit.frame.0, unit.frame_type, unit.bytes.to_vec())));
    }
    units
}

#[test]
fn block_zero_leaves_before_the_encoder_has_its_last_slice() {
    let (encoder, gate) = NullEncoder::gated(script());
    let (parts, trains) = parts(Still::new(1), Box::new(encoder));
    let stream = Stream::start(parts).unwrap();
    let sent = || trains.lock().unwrap().len();
    for slice in 1..=4 {
        assert_eq!(sent(), 2 * (slice - 1), "nothing leaves before its slice exists");
        gate.open(1);
        eventually("data and parity of an open slice", || sent() == 2 * slice);
    }
    let whole: Vec<u8> = script()[0].slices.concat();
    let units = received(&trains);
    assert_eq!((units[0].0, units[0].1), (1, FrameType::Idr));
    assert_eq!(units[0].2[..whole.len()], whole);
    gate.open(1000);
    drop(stream);
}

#[test]
fn a_still_screen_is_repeated_for_slow_decoders() {
    let (parts, trains) = parts(Still::new(1), Box::new(NullEncoder::new(script())));
    let stream = Stream::start(parts).unwrap();
    eventually("repeats", || stream.remote().stats().frames >= 5);
    drop(stream);
    let units = received(&trains);
    let numbers: Vec<u32> = units.iter().map(|unit| unit.0).collect();
    assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>(), "no number is skipped");
}

#[test]
fn a_request_makes_one_key_frame_even_of_a_still_screen() {
    let (parts, trains) = parts(Still::new(1), Box::new(NullEncoder::new(script())));
    let stream = Stream::start(parts).unwrap();
    eventually("first frame", || stream.remote().stats().frames >= 1);
    let before = stream.remote().stats().key_frames;
    stream.remote().request_key_frame();
    stream.remote().request_key_frame();
    eventually("key frame", || stream.remote().stats().key_frames > before);
    drop(stream);
    assert!(received(&trains).iter().filter(|unit| unit.1 == FrameType::Idr).count() >= 2);
}

#[test]
fn a_frame_too_large_is_skipped_without_using_its_number() {
    let mut frames = script();
    frames.insert(1, CannedFrame { kind: FrameKind::Predicted, slices: vec![vec![1; 6_000_000]] });
    let (parts, trains) = parts(Still::new(2), Box::new(NullEncoder::new(frames)));
    let stream = Stream::start(parts).unwrap();
    eventually("frames after the failed one", || {
        let stats = stream.remote().stats();
        stats.failed >= 1 && stats.frames >= 3
    });
    drop(stream);
    let units = received(&trains);
    assert_eq!((units[1].0, units[1].1), (2, FrameType::Idr), "a key frame follows");
}

#[test]
fn a_source_that_ends_ends_the_stream_with_a_reason() {
    struct Broken;
    impl Capture for Broken {
        fn next(&mut self, _: Micros) -> Result<Option<Frame>, CaptureError> {
            Err(CaptureError::NoFormat)
        }
    }
    let (parts, _) = parts(Box::new(Broken), Box::new(NullEncoder::new(script())));
    let stream = Stream::start(parts).unwrap();
    eventually("the end", || stream.remote().ended().is_some());
    assert!(stream.remote().ended().unwrap().contains("pixel format"));
}
