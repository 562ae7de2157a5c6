//! Decodes byte streams with NVDEC: time for each picture, and a checksum of all of them.
//!
//!     cargo run --release -p lumen-gpu --example nvdec_probe FILE.h264 FILE.hevc ...
//!
//! `--frames` before the files prints the checksum of every picture too. The checksum is CRC-32
//! of the planes one after the other, as another decoder's:
//!
//!     ffmpeg -i FILE -fps_mode passthrough -pix_fmt nv12 -f rawvideo - | gzip -c | tail -c 8 | xxd -e
//!
//! whose first word it is. For 10 bits the format is `p010le`, for 4:4:4 `yuv444p`.

use std::error::Error;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lumen_gpu::decode::nvdec::caps::{Chroma, Codec};
use lumen_gpu::decode::nvdec::units::access_units;
use lumen_gpu::decode::nvdec::{Libraries, Nvdec, NvdecDecoder};

/// CRC-32 as zlib has it. Source: RFC 1952, section 8.
struct Crc {
    table: [u32; 256],
    state: u32,
}

impl Crc {
    fn new() -> Crc {
        let step =
            |value: u32| if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
        let table = std::array::from_fn(|index| (0..8).fold(index as u32, |value, _| step(value)));
        Crc { table, state: !0 }
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let index = (self.state as u8 ^ byte) as usize;
            self.state = self.table[index] ^ (self.state >> 8);
        }
    }

    fn value(&self) -> u32 {
        !self.state
    }
}

fn codec_of(path: &str) -> Codec {
    match path.rsplit('.').next() {
        Some("hevc" | "h265" | "265") => Codec::Hevc,
        _ => Codec::H264,
    }
}

fn share(times: &[Duration], percent: usize) -> f64 {
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

fn decode(nvdec: &Arc<Nvdec>, path: &str, frames: bool) -> Result<(), Box<dyn Error>> {
    let (codec, stream) = (codec_of(path), fs::read(path)?);
    let mut decoder = NvdecDecoder::open(nvdec, codec)?;
    let (mut whole, mut surface, mut times) = (Crc::new(), Vec::new(), Vec::new());
    let (mut size, mut failed) = ((0, 0), 0);
    for (index, unit) in access_units(codec, &stream).into_iter().enumerate() {
        let started = Instant::now();
        let picture = match decoder.decode(&stream[unit]) {
            Ok(Some(picture)) => picture,
            Ok(None) => continue,
            Err(error) => {
                println!("{path}: unit {index}: {error}");
                failed += 1;
                continue;
            }
        };
        nvdec.context().synchronize()?;
        times.push(started.elapsed());
        size = picture.size();
        surface.resize(picture.len(), 0);
        picture.read(&mut surface)?;
        whole.add(&surface);
        if frames {
            let mut crc = Crc::new();
            crc.add(&surface);
            println!("{path}: picture {}: {:08x}", times.len() - 1, crc.value());
        }
    }
    times.sort();
    println!(
        "{path}: {codec:?} {}x{}, {} pictures, {failed} units failed, ms p50 {:.3} p99 {:.3} max {:.3}, crc32 {:08x}",
        size.0,
        size.1,
        times.len(),
        share(&times, 50),
        share(&times, 99),
        share(&times, 100),
        whole.value(),
    );
    Ok(())
}

fn print_caps(nvdec: &Nvdec) {
    for codec in [Codec::H264, Codec::Hevc] {
        for (chroma, bits) in
            [(Chroma::Half, 8), (Chroma::Half, 10), (Chroma::Full, 8), (Chroma::Full, 10)]
        {
            match nvdec.caps(codec, chroma, bits) {
                Ok(caps) if caps.supported => println!(
                    "{codec:?} {chroma:?} chroma, {bits} bits: {} engines, {}x{} to {}x{}, {} blocks, outputs {:#x}",
                    caps.engines,
                    caps.least.0,
                    caps.least.1,
                    caps.most.0,
                    caps.most.1,
                    caps.blocks,
                    caps.outputs
                ),
                Ok(_) => println!("{codec:?} {chroma:?} chroma, {bits} bits: not decoded"),
                Err(error) => println!("{codec:?} {chroma:?} chroma, {bits} bits: {error}"),
            }
        }
    }
}

fn main() {
    let nvdec = match Nvdec::load(&Libraries::default()) {
        Ok(nvdec) => nvdec,
        Err(error) => {
            println!("{error}");
            return;
        }
    };
    println!("{}", nvdec.gpu());
    print_caps(&nvdec);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let frames = arguments.iter().any(|argument| argument == "--frames");
    for path in arguments.iter().filter(|argument| *argument != "--frames") {
        decode(&nvdec, path, frames).unwrap_or_else(|error| println!("{path}: {error}"));
    }
}
