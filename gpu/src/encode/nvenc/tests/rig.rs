//! A stand-in, a driver on it, encoders on that, and what they make.

use std::fs;
use std::process::Command;
use std::sync::Arc;

use lumen_core::units::{Bitrate, FrameId, Micros, RefreshRate, Span};
use lumen_nvenc_standin::control::{Figure, Standin};

use crate::GpuError;
use crate::convert::Yuv420;
use crate::encode::nvenc::NvencEncoder;
use crate::encode::nvenc::caps::{Codec, CodecCaps};
use crate::encode::nvenc::config::NvencConfig;
use crate::encode::nvenc::driver::{Driver, Libraries};
use crate::encode::nvenc::error::NvencError;
use crate::encode::nvenc::pace::Pace;
use crate::encode::nvenc::plan::{Wish, plan};
use crate::encode::nvenc::probe;
use crate::encode::{Collected, Encode, EncodeConfig, FrameKind, FrameParams};
use crate::testing;

pub const RATE: Bitrate = Bitrate(6_000_000);
/// Time of a frame of the rig's size on one engine.
pub const FRAME_TIME: u64 = 320 * 256 / 20;

/// The stand-in's clock.
struct StandinClock {
    advance: extern "C" fn(u64),
    figure: extern "C" fn(u32) -> u64,
}

impl Pace for StandinClock {
    fn now(&self) -> Micros {
        Micros((self.figure)(Figure::Now as u32))
    }

    fn pause(&mut self, span: Span) {
        (self.advance)(span.0);
    }
}

pub struct Rig {
    // Dropped first: the stand-in's turn ends when nobody uses it any more.
    pub driver: Arc<Driver>,
    pub standin: Standin,
}

/// A frame as it came out.
pub struct Shot {
    pub frame: FrameId,
    pub kind: FrameKind,
    pub slices: Vec<Vec<u8>>,
    /// When each slice was there, from submission.
    pub at: Vec<u64>,
}

impl Shot {
    pub fn bytes(&self) -> Vec<u8> {
        self.slices.concat()
    }
}

fn personality(text: &str) -> String {
    format!("clock=manual;journal=on;rate=20;{text}")
}

impl Rig {
    pub fn new(text: &str) -> Rig {
        Rig::try_new(text).unwrap()
    }

    pub fn try_new(text: &str) -> Result<Rig, NvencError> {
        let path = Standin::find().expect("cargo built the stand-in");
        let standin = Standin::open(&path, &personality(text)).unwrap();
        let driver = Driver::load(&libraries(&standin))?;
        Ok(Rig { driver, standin })
    }

    /// Another personality, of the same driver.
    pub fn play(&self, text: &str) {
        self.standin.play(&personality(text)).unwrap();
    }

    pub fn libraries(&self) -> Libraries {
        libraries(&self.standin)
    }

    pub fn journal(&self) -> Vec<String> {
        self.standin.journal()
    }

    pub fn now(&self) -> u64 {
        self.standin.figure(Figure::Now)
    }

    pub fn clock(&self) -> Box<dyn Pace> {
        Box::new(StandinClock { advance: self.standin.advancer(), figure: self.standin.reader() })
    }

    pub fn caps(&self, codec: Codec) -> CodecCaps {
        let codecs = probe::codecs(&self.driver).unwrap();
        *codecs.iter().find(|caps| caps.codec == codec).unwrap()
    }

    pub fn stream(&self, width: u32, height: u32) -> EncodeConfig {
        testing::config(width, height, RATE)
    }

    pub fn wish(&self, width: u32, height: u32) -> Wish {
        let refresh = RefreshRate::from_hz(60);
        Wish { width, height, refresh, slices: 4, tiles: 1, ten_bit: false, full_chroma: false }
    }

    pub fn config(&self, codec: Codec) -> NvencConfig {
        let plan = plan(&self.wish(320, 256), &self.caps(codec)).unwrap();
        NvencConfig::new(self.stream(320, 256), plan)
    }

    pub fn open(&self, codec: Codec) -> NvencEncoder {
        self.open_config(self.config(codec))
    }

    pub fn open_up_to(&self, codec: Codec, most: (u32, u32)) -> NvencEncoder {
        self.open_config(NvencConfig { most, ..self.config(codec) })
    }

    pub fn open_config(&self, config: NvencConfig) -> NvencEncoder {
        NvencEncoder::open_with(&self.driver, config, self.clock()).unwrap()
    }

    /// Encodes the picture of `seed` as frame `frame`.
    pub fn shoot(&self, encoder: &mut NvencEncoder, frame: u32, seed: u32) -> Shot {
        self.shoot_with(encoder, params(frame), seed)
    }

    pub fn shoot_with(&self, encoder: &mut NvencEncoder, params: FrameParams, seed: u32) -> Shot {
        encoder.submit_picture(&picture(320, 256, seed), params);
        self.finish(encoder)
    }

    /// Collects the frame that was submitted.
    pub fn finish(&self, encoder: &mut NvencEncoder) -> Shot {
        self.try_finish(encoder).unwrap()
    }

    pub fn try_finish(&self, encoder: &mut NvencEncoder) -> Result<Shot, GpuError> {
        let start = self.now();
        let until = Micros(start + 1_000_000);
        let kind = FrameKind::Predicted;
        let mut shot = Shot { frame: FrameId(0), kind, slices: Vec::new(), at: Vec::new() };
        let mut ended = false;
        loop {
            match encoder.collect(until)? {
                Collected::Slice(slice) => {
                    assert!(!ended, "a slice after the last one");
                    assert_eq!(usize::from(slice.index), shot.slices.len());
                    (shot.frame, shot.kind, ended) = (slice.frame, slice.kind, slice.last);
                    shot.slices.push(slice.bytes.to_vec());
                    shot.at.push(self.now() - start);
                }
                Collected::Done => {
                    assert!(ended, "no slice was the last one");
                    return Ok(shot);
                }
                Collected::Pending => panic!("nothing for a second"),
            }
        }
    }
}

fn libraries(standin: &Standin) -> Libraries {
    let path = Some(standin.path().to_owned());
    Libraries { nvenc: path.clone(), cuda: path }
}

impl NvencEncoder {
    /// Submits, which must work.
    pub fn submit_picture(&mut self, picture: &Yuv420, params: FrameParams) {
        self.submit(picture, params).unwrap();
    }
}

pub fn params(frame: u32) -> FrameParams {
    testing::params(frame, RATE)
}

/// A picture that differs from others in a part only: flat fields, texture, a square that moves.
pub fn picture(width: u32, height: u32, seed: u32) -> Yuv420 {
    let mut picture = Yuv420::new(width, height);
    let stride = width as usize;
    let [y, _, _] = picture.planes_mut();
    for (at, sample) in y.iter_mut().enumerate() {
        let (x, row) = ((at % stride) as u32, (at / stride) as u32);
        let (left, top) = (seed * 24 % (width - 64), seed * 8 % (height - 64));
        let inside = (left..left + 48).contains(&x) && (top..top + 48).contains(&row);
        *sample = match (inside, row < height / 2) {
            (true, _) => (180 + (x ^ row) % 32) as u8,
            (false, true) => 128,
            (false, false) => (40 + (x + row) % 16) as u8,
        };
    }
    picture
}

/// Decodes with ffmpeg to planar samples. Nothing, said loudly, where there is none.
pub fn ffmpeg(codec: Codec, pixels: &str, stream: &[u8]) -> Option<Vec<u8>> {
    let format = if codec == Codec::H264 { "h264" } else { "hevc" };
    let folder = std::env::temp_dir();
    let path = folder.join(format!("lumen-nvenc-{}-{format}", std::process::id()));
    fs::write(&path, stream).unwrap();
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-xerror", "-f", format, "-i"])
        .arg(&path)
        .args(["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", pixels, "-"])
        .output();
    fs::remove_file(&path).unwrap();
    match output {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(output.stdout)
        }
        Err(_) => {
            eprintln!("SKIPPED: no ffmpeg");
            None
        }
    }
}

/// ffmpeg shows exactly these pictures.
pub fn assert_shown(codec: Codec, stream: &[u8], expected: &[Yuv420]) {
    let Some(shown) = ffmpeg(codec, "yuv420p", stream) else { return };
    let expected: Vec<Vec<u8>> = expected.iter().map(|picture| picture.planes().concat()).collect();
    let len = expected.iter().map(Vec::len).sum::<usize>();
    assert_eq!(shown.len(), len, "bytes of {} pictures", expected.len());
    let size = expected.first().map_or(1, Vec::len);
    let wrong = shown.chunks(size).zip(&expected).position(|(a, b)| a != b);
    assert_eq!(wrong, None, "first picture that differs");
}
