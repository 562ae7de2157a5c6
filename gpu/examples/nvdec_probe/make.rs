//! Streams to decode: a moving picture, a key frame and what builds on it. H.264 by the software
//! encoder, HEVC by the driver that stands in for NVENC.

use std::error::Error;
use std::fs::File;
use std::io::Write;

use lumen_core::units::{Bitrate, FrameId, Micros, RefreshRate};
use lumen_gpu::convert::{ColourSpec, Yuv420};
use lumen_gpu::encode::nvenc::NvencEncoder;
use lumen_gpu::encode::nvenc::caps::Codec;
use lumen_gpu::encode::nvenc::config::NvencConfig;
use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
use lumen_gpu::encode::nvenc::plan::{Wish, plan};
use lumen_gpu::encode::nvenc::probe;
use lumen_gpu::encode::software::SoftwareEncoder;
use lumen_gpu::encode::{Collected, Encode, EncodeConfig, FrameParams, H264Profile};
use lumen_nvenc_standin::control::Standin;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What to make: `WIDTHxHEIGHTxFRAMES@KBPS`, at 240 frames a second.
pub struct Wanted {
    width: u32,
    height: u32,
    frames: u32,
    bitrate: Bitrate,
}

impl Wanted {
    /// `None` for another form.
    pub fn parse(text: &str) -> Option<Wanted> {
        let (shape, kbps) = text.split_once('@')?;
        let mut shape = shape.split('x').map(|number| number.parse().ok());
        let mut next = || shape.next().flatten();
        let (width, height, frames) = (next()?, next()?, next()?);
        Some(Wanted { width, height, frames, bitrate: Bitrate::from_kbps(kbps.parse().ok()?) })
    }

    fn config(&self) -> EncodeConfig {
        EncodeConfig {
            width: self.width,
            height: self.height,
            refresh: RefreshRate::from_hz(240),
            bitrate: self.bitrate,
            slices: 4,
            profile: H264Profile::High,
            colour: ColourSpec::default(),
        }
    }

    /// Writes the stream to a file.
    pub fn write(&self, path: &str, hevc: bool) -> Outcome<()> {
        let mut file = File::create(path)?;
        if hevc {
            // The encoder needs its driver until the last frame.
            let library = Standin::find().ok_or("the stand-in is not built")?;
            let standin = Standin::open(&library, "")?;
            let libraries = Libraries { nvenc: Some(library.clone()), cuda: Some(library) };
            let written = self.encode(&mut *self.open_hevc(&libraries)?, &mut file);
            drop(standin);
            return written;
        }
        self.encode(&mut SoftwareEncoder::open(self.config())?, &mut file)
    }

    fn open_hevc(&self, libraries: &Libraries) -> Outcome<Box<dyn Encode>> {
        let driver = Driver::load(libraries)?;
        let caps = probe::codecs(&driver)?;
        let caps = caps.iter().find(|caps| caps.codec == Codec::Hevc).ok_or("no HEVC")?;
        let EncodeConfig { width, height, refresh, slices, .. } = self.config();
        let (ten_bit, full_chroma) = (false, false);
        let wish = Wish { width, height, refresh, slices, tiles: 1, ten_bit, full_chroma };
        let config = NvencConfig::new(self.config(), plan(&wish, caps)?);
        Ok(Box::new(NvencEncoder::open(&driver, config)?))
    }

    fn encode(&self, encoder: &mut dyn Encode, file: &mut File) -> Outcome<()> {
        let mut picture = Yuv420::new(self.width, self.height);
        for frame in 1..=self.frames {
            paint(&mut picture, frame);
            let force_idr = frame == 1;
            let params = FrameParams { frame: FrameId(frame), force_idr, bitrate: self.bitrate };
            encoder.submit(&picture, params)?;
            loop {
                match encoder.collect(Micros(u64::MAX))? {
                    Collected::Slice(slice) => file.write_all(slice.bytes)?,
                    Collected::Pending => {}
                    Collected::Done => break,
                }
            }
        }
        Ok(())
    }
}

/// A desktop of sorts: flat areas, edges that move, parts with noise.
fn paint(picture: &mut Yuv420, frame: u32) {
    let strides = picture.strides();
    for (plane, (samples, stride)) in picture.planes_mut().into_iter().zip(strides).enumerate() {
        let shift = if plane == 0 { frame * 4 } else { frame * 2 };
        let cell = if plane == 0 { 160 } else { 80 };
        for (y, row) in samples.chunks_exact_mut(stride as usize).enumerate() {
            for (x, sample) in row.iter_mut().enumerate() {
                let (x, y) = (x as u32 + shift, y as u32);
                let (column, line) = (x / cell, y / cell);
                let grain = if column % 3 == 1 && line % 3 == 1 { noise(x, y, frame) } else { 0 };
                *sample = (60 + (column * 37 + line * 59 + plane as u32 * 23) % 120 + grain) as u8;
            }
        }
    }
}

/// What no motion predicts, 0 to 31.
fn noise(x: u32, y: u32, frame: u32) -> u32 {
    let mixed = (x ^ y.rotate_left(12) ^ frame.rotate_left(22)).wrapping_mul(0x9e37_79b1);
    (mixed ^ mixed >> 15).wrapping_mul(0x85eb_ca6b) >> 27
}
