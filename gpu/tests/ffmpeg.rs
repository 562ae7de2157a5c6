//! Another decoder makes the same pictures of our streams, bit for bit.
//!
//! Skipped, and says so, where `ffmpeg` (5.1 or later) is not installed.

#![allow(clippy::unwrap_used)] // helpers of a test, which the lint does not see as one

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

use lumen_core::units::{Bitrate, FrameId, Micros, RefreshRate};
use lumen_gpu::convert::{ColourSpec, Yuv420};
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_gpu::decode::{Decode, Decoded};
use lumen_gpu::encode::software::{SoftwareEncoder, Threads};
use lumen_gpu::encode::{Collected, Encode, EncodeConfig, FrameParams, H264Profile};

const RATE: Bitrate = Bitrate::from_kbps(3_000);
const FRAMES: u32 = 12;

/// A stream of a moving picture with a second key frame, as access units.
fn stream(profile: H264Profile, slices: u8, threads: Threads) -> Vec<Vec<u8>> {
    let config = EncodeConfig {
        width: 366,
        height: 226,
        refresh: RefreshRate::from_hz(60),
        bitrate: RATE,
        slices,
        profile,
        colour: ColourSpec::default(),
    };
    let mut encoder = SoftwareEncoder::open_with(config, threads).unwrap();
    let mut picture = Yuv420::new(config.width, config.height);
    let mut unit = |frame: u32| {
        for (at, sample) in picture.planes_mut()[0].iter_mut().enumerate() {
            let (x, y) = (at as u32 % config.width + frame * 5, at as u32 / config.width);
            *sample = (40 + (x * x / 97 + y * 3) % 160) as u8;
        }
        let force_idr = frame == 7;
        let params = FrameParams { frame: FrameId(frame), force_idr, bitrate: RATE };
        encoder.submit(&picture, params).unwrap();
        let mut bytes = Vec::new();
        while let Collected::Slice(slice) = encoder.collect(Micros(0)).unwrap() {
            bytes.extend_from_slice(slice.bytes);
        }
        bytes
    };
    (1..=FRAMES).map(&mut unit).collect()
}

/// The planes of a picture, end to end and without padding.
fn packed(picture: &Decoded<'_>) -> Vec<u8> {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let sizes = [(width, height), (width / 2, height / 2), (width / 2, height / 2)];
    let planes = picture.planes.iter().zip(picture.strides).zip(sizes);
    let rows = planes.flat_map(|((plane, stride), (width, height))| {
        plane.chunks(stride as usize).take(height).map(move |row| &row[..width])
    });
    rows.flatten().copied().collect()
}

/// What `ffmpeg` makes of a stream, or `None` without it.
fn by_ffmpeg(stream: Vec<u8>) -> Option<Vec<u8>> {
    let child = Command::new("ffmpeg")
        .args(["-v", "error", "-f", "h264", "-i", "pipe:0", "-fps_mode", "passthrough"])
        .args(["-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = match child {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        child => child.unwrap(),
    };
    let mut input = child.stdin.take().unwrap();
    let writer = thread::spawn(move || input.write_all(&stream));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    Some(output.stdout)
}

#[test]
fn ffmpeg_decodes_the_same_pictures() {
    for profile in [H264Profile::ConstrainedBaseline, H264Profile::High] {
        for (slices, threads) in [(1, 1), (4, 1), (4, 2), (7, 4)] {
            let units = stream(profile, slices, Threads::AtMost(threads));
            let Some(theirs) = by_ffmpeg(units.concat()) else {
                eprintln!("SKIPPED: ffmpeg is not installed, no second decoder was asked");
                return;
            };
            let mut decoder = SoftwareDecoder::open().unwrap();
            let pictures = units.iter().map(|unit| packed(&decoder.decode(unit).unwrap().unwrap()));
            let ours: Vec<u8> = pictures.collect::<Vec<_>>().concat();
            assert!(ours == theirs, "{profile:?}, {slices} slices, {threads} threads");
        }
    }
}
