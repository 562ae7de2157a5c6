//! Coded video of a file as what is sent, and what decodes it at the other end.

use std::fs;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use anyhow::{Context, anyhow, ensure};
use clap::ValueEnum;
use lumen_core::units::Micros;
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::nvdec::caps::Codec;
use lumen_gpu::decode::nvdec::units::access_units;
use lumen_gpu::decode::nvdec::{Libraries, Nvdec, NvdecDecoder};
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_transport::clock;

/// What decodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Decoder {
    /// NVIDIA's engine; pictures stay on the GPU.
    Nvdec,
    /// openh264, on the CPU.
    Software,
}

/// Access units of a file, from a key frame on.
#[derive(Clone, Debug)]
pub struct Video {
    codec: Codec,
    /// One for each frame.
    pub units: Vec<Vec<u8>>,
}

impl Video {
    /// Reads Annex B: HEVC from names that end so, else H.264.
    pub fn read(path: &Path) -> anyhow::Result<Video> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let hevc = matches!(ending, Some("hevc" | "h265" | "265"));
        let codec = if hevc { Codec::Hevc } else { Codec::H264 };
        let bytes = fs::read(path).with_context(|| path.display().to_string())?;
        let units = access_units(codec, &bytes);
        let units: Vec<Vec<u8>> = units.into_iter().map(|unit| bytes[unit].to_vec()).collect();
        ensure!(!units.is_empty(), "{}: no access units", path.display());
        Ok(Video { codec, units })
    }

    /// Bytes of the largest unit.
    pub fn largest(&self) -> usize {
        self.units.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// Makes a picture of a unit; false where there is none.
type Work = Box<dyn FnMut(&[u8]) -> anyhow::Result<bool> + Send>;

fn open(decoder: Decoder, codec: Codec) -> anyhow::Result<Work> {
    Ok(match decoder {
        Decoder::Nvdec => {
            let nvdec = Nvdec::load(&Libraries::default()).context("NVDEC")?;
            let mut decoder = NvdecDecoder::open(&nvdec, codec)?;
            Box::new(move |unit| {
                let shown = decoder.decode(unit)?.is_some();
                nvdec.context().synchronize()?;
                Ok(shown)
            })
        }
        Decoder::Software => {
            ensure!(codec == Codec::H264, "software decodes H.264 alone");
            let mut decoder = SoftwareDecoder::open()?;
            Box::new(move |unit| Ok(decoder.decode(unit)?.is_some()))
        }
    })
}

/// When frames were decoded: number and time, in their order.
pub type Decoded = Vec<(u32, Micros)>;

/// A thread that decodes what it is given.
pub struct DecodeThread {
    units: Sender<(u32, Vec<u8>)>,
    thread: JoinHandle<anyhow::Result<Decoded>>,
}

impl DecodeThread {
    /// Opens the decoder, and has it show the first picture, which takes as long as many others.
    pub fn start(decoder: Decoder, video: &Video) -> anyhow::Result<DecodeThread> {
        let mut work = open(decoder, video.codec)?;
        ensure!(work(&video.units[0])?, "the first unit shows nothing: is it a key frame?");
        let (units, come) = channel();
        let work = move || decode(&mut work, &come);
        let thread = thread::Builder::new().name("decode".into()).spawn(work)?;
        Ok(DecodeThread { units, thread })
    }

    /// Decodes a frame when those before it are.
    pub fn take(&self, frame: u32, unit: &[u8]) {
        // A thread that has failed says so in the end.
        let _ = self.units.send((frame, unit.to_vec()));
    }

    /// What was decoded.
    pub fn finish(self) -> anyhow::Result<Decoded> {
        drop(self.units);
        self.thread.join().map_err(|_| anyhow!("the decoding thread panicked"))?
    }
}

fn decode(work: &mut Work, come: &Receiver<(u32, Vec<u8>)>) -> anyhow::Result<Decoded> {
    let mut decoded = Vec::new();
    for (frame, unit) in come {
        if work(&unit).with_context(|| format!("decode frame {frame}"))? {
            decoded.push((frame, clock::now()));
        }
    }
    Ok(decoded)
}
