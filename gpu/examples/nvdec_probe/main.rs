//! Decodes byte streams with NVDEC: time for each picture, and a checksum of all of them.
//!
//!     cargo run --release -p lumen-gpu --example nvdec_probe FILE.h264 FILE.hevc ...
//!
//! | option | does |
//! |---|---|
//! | `--frames` | prints the checksum of every picture too |
//! | `--loops N` | decodes each file so many times, to have more pictures |
//! | `--tiles HZxSECONDS` | each file is a tile of the same frames, on a decoder of its own |
//! | `--make WIDTHxHEIGHTxFRAMES@KBPS` | writes the files instead, with our own encoders |
//!
//! The checksum is CRC-32 of the planes one after the other, as another decoder's:
//!
//!     ffmpeg -i FILE -fps_mode passthrough -pix_fmt nv12 -f rawvideo - | gzip -c | tail -c 8 | xxd -e
//!
//! whose first word it is. For 10 bits the format is `p010le`, for 4:4:4 `yuv444p`.

mod crc;
mod make;
mod tiles;
mod times;

use std::error::Error;
use std::fs;
use std::sync::Arc;
use std::time::Instant;

use crc::Crc;
use make::Wanted;
use tiles::Pace;
use times::Times;

use lumen_gpu::decode::nvdec::caps::{Chroma, Codec};
use lumen_gpu::decode::nvdec::units::access_units;
use lumen_gpu::decode::nvdec::{Libraries, Nvdec, NvdecDecoder};

fn codec_of(path: &str) -> Codec {
    match path.rsplit('.').next() {
        Some("hevc" | "h265" | "265") => Codec::Hevc,
        _ => Codec::H264,
    }
}

/// Decodes a file some times over; the time is that until the picture is on the GPU.
fn decode(nvdec: &Arc<Nvdec>, path: &str, wish: &Wish) -> Result<(), Box<dyn Error>> {
    let (codec, stream) = (codec_of(path), fs::read(path)?);
    let units = access_units(codec, &stream);
    let mut decoder = NvdecDecoder::open(nvdec, codec)?;
    let (mut surface, mut times, mut first) = (Vec::new(), Times::default(), None);
    let (mut size, mut failed, mut sums) = ((0, 0), 0, Vec::new());
    for _ in 0..wish.loops {
        let mut whole = Crc::new();
        for (index, unit) in units.iter().enumerate() {
            let started = Instant::now();
            let picture = match decoder.decode(&stream[unit.clone()]) {
                Ok(Some(picture)) => picture,
                Ok(None) => continue,
                Err(error) => {
                    println!("{path}: unit {index}: {error}");
                    failed += 1;
                    continue;
                }
            };
            nvdec.context().synchronize()?;
            let took = started.elapsed();
            // The first one opens the engine.
            if first.is_some() {
                times.add(took)
            } else {
                first = Some(took)
            }
            size = picture.size();
            surface.resize(picture.len(), 0);
            picture.read(&mut surface)?;
            whole.add(&surface);
            if wish.frames {
                let mut crc = Crc::new();
                crc.add(&surface);
                println!("{path}: picture {index}: {:08x}", crc.value());
            }
        }
        sums.push(whole.value());
    }
    sums.dedup();
    println!(
        "{path}: {codec:?} {}x{}, {} units {} times, {failed} failed, first {:.1} ms, others {times}, crc32 {sums:08x?}",
        size.0,
        size.1,
        units.len(),
        wish.loops,
        first.unwrap_or_default().as_secs_f64() * 1e3,
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

/// What the command line asks for.
#[derive(Default)]
struct Wish {
    frames: bool,
    loops: u32,
    pace: Option<Pace>,
    make: Option<Wanted>,
    files: Vec<String>,
}

impl Wish {
    /// `None` for what it does not understand.
    fn read() -> Option<Wish> {
        let mut wish = Wish { loops: 1, ..Wish::default() };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--frames" => wish.frames = true,
                "--loops" => wish.loops = arguments.next()?.parse().ok()?,
                "--make" => wish.make = Some(Wanted::parse(&arguments.next()?)?),
                "--tiles" => {
                    let text = arguments.next()?;
                    let (hz, seconds) = text.split_once('x')?;
                    wish.pace = Some(Pace { hz: hz.parse().ok()?, seconds: seconds.parse().ok()? });
                }
                _ => wish.files.push(argument),
            }
        }
        Some(wish)
    }
}

fn look(wish: &Wish) -> Result<(), Box<dyn Error>> {
    let nvdec = Nvdec::load(&Libraries::default())?;
    println!("{}", nvdec.gpu());
    print_caps(&nvdec);
    if let Some(pace) = &wish.pace {
        return tiles::run(&nvdec, &wish.files, pace);
    }
    for path in &wish.files {
        decode(&nvdec, path, wish).unwrap_or_else(|error| println!("{path}: {error}"));
    }
    Ok(())
}

fn main() {
    let done = match Wish::read() {
        None => Err("see the head of the source for what there is to say".into()),
        Some(Wish { make: Some(wanted), files, .. }) => {
            files.iter().try_for_each(|path| wanted.write(path, codec_of(path) == Codec::Hevc))
        }
        Some(wish) => look(&wish),
    };
    if let Err(error) = done {
        println!("stopped: {error}");
        std::process::exit(1);
    }
}
