//! The tiles of a frame on decoders of their own, at the rate of a screen.

use std::error::Error;
use std::fs;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lumen_gpu::cuda::host::HostMemory;
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::nvdec::caps::Codec;
use lumen_gpu::decode::nvdec::units::access_units;
use lumen_gpu::decode::nvdec::{Nvdec, NvdecDecoder, NvdecToHost};

use super::codec_of;
use super::crc::Crc;
use super::times::Times;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How frames come.
pub struct Pace {
    /// Frames a second.
    pub hz: u32,
    /// For how long.
    pub seconds: u32,
}

/// The stream of a tile, repeated from its key frame on.
struct Tile {
    codec: Codec,
    bytes: Vec<u8>,
    units: Vec<Range<usize>>,
}

impl Tile {
    fn read(path: &String) -> Outcome<Tile> {
        let (codec, bytes) = (codec_of(path), fs::read(path)?);
        let units = access_units(codec, &bytes);
        if units.is_empty() {
            return Err(format!("{path}: no access units").into());
        }
        Ok(Tile { codec, bytes, units })
    }

    fn unit(&self, frame: usize) -> &[u8] {
        &self.bytes[self.units[frame % self.units.len()].clone()]
    }
}

/// Decodes the files, a tile each, and says what each makes and how long frames take.
pub fn run(nvdec: &Arc<Nvdec>, paths: &[String], pace: &Pace) -> Outcome<()> {
    let tiles: Vec<Tile> = paths.iter().map(Tile::read).collect::<Outcome<_>>()?;
    checksums(nvdec, &tiles, paths)?;
    let synchronized = || Ok(nvdec.context().synchronize()?);
    paced("together, left on the GPU", pace, &mut open(nvdec, &tiles)?, |decoders, frame| {
        for (decoder, tile) in decoders.iter_mut().zip(&tiles) {
            decoder.submit(tile.unit(frame))?;
        }
        for decoder in decoders.iter_mut() {
            decoder.picture()?.ok_or("no picture")?;
        }
        synchronized()
    })?;
    paced("one by one, left on the GPU", pace, &mut open(nvdec, &tiles)?, |decoders, frame| {
        for (decoder, tile) in decoders.iter_mut().zip(&tiles) {
            decoder.decode(tile.unit(frame))?.ok_or("no picture")?;
        }
        synchronized()
    })?;
    let mut surfaces: Vec<HostMemory> = Vec::new();
    paced("together, copied to the CPU", pace, &mut open(nvdec, &tiles)?, |decoders, frame| {
        for (decoder, tile) in decoders.iter_mut().zip(&tiles) {
            decoder.submit(tile.unit(frame))?;
        }
        for (index, decoder) in decoders.iter_mut().enumerate() {
            let picture = decoder.picture()?.ok_or("no picture")?;
            if surfaces.len() == index {
                surfaces.push(HostMemory::new(nvdec.context(), picture.len())?);
            }
            picture.read(&mut surfaces[index])?;
        }
        Ok(())
    })?;
    let opened = tiles.iter().map(|tile| NvdecToHost::open(nvdec, tile.codec));
    let mut decoders = opened.collect::<Result<Vec<_>, _>>()?;
    paced("together, parted into planes", pace, &mut decoders, |decoders, frame| {
        for (decoder, tile) in decoders.iter_mut().zip(&tiles) {
            decoder.submit(tile.unit(frame))?;
        }
        for decoder in decoders.iter_mut() {
            decoder.picture()?.ok_or("no picture")?;
        }
        Ok(())
    })
}

fn open(nvdec: &Arc<Nvdec>, tiles: &[Tile]) -> Outcome<Vec<NvdecDecoder>> {
    let opened = tiles.iter().map(|tile| NvdecDecoder::open(nvdec, tile.codec));
    Ok(opened.collect::<Result<_, _>>()?)
}

/// Checksums of the streams, whose decoders work at the same time.
fn checksums(nvdec: &Arc<Nvdec>, tiles: &[Tile], paths: &[String]) -> Outcome<()> {
    let mut decoders = open(nvdec, tiles)?;
    let mut sums: Vec<Crc> = tiles.iter().map(|_| Crc::new()).collect();
    let mut surface = Vec::new();
    let frames = tiles.iter().map(|tile| tile.units.len()).min().unwrap_or(0);
    for frame in 0..frames {
        for (decoder, tile) in decoders.iter_mut().zip(tiles) {
            decoder.submit(tile.unit(frame))?;
        }
        for (decoder, sum) in decoders.iter_mut().zip(&mut sums) {
            let picture = decoder.picture()?.ok_or("no picture")?;
            surface.resize(picture.len(), 0);
            picture.read(&mut surface)?;
            sum.add(&surface);
        }
    }
    for (path, sum) in paths.iter().zip(&sums) {
        println!("{path}: as a tile, {frames} pictures, crc32 {:08x}", sum.value());
    }
    Ok(())
}

/// Has a frame decoded whenever one is due. A frame is late when the next one is due before it is
/// done.
fn paced<D>(
    name: &str,
    pace: &Pace,
    decoders: &mut Vec<D>,
    mut decode: impl FnMut(&mut Vec<D>, usize) -> Outcome<()>,
) -> Outcome<()> {
    /// Frames in which engines are opened and clocks rise.
    const SETTLED: usize = 60;
    for frame in 0..SETTLED {
        decode(decoders, frame)?;
    }
    let interval = Duration::from_secs(1) / pace.hz;
    let (mut spent, mut from_due) = (Times::default(), Times::default());
    let begun = Instant::now();
    for frame in 0..pace.hz * pace.seconds {
        let due = begun + interval * frame;
        while Instant::now() < due {
            std::hint::spin_loop();
        }
        let started = Instant::now();
        decode(decoders, SETTLED + frame as usize)?;
        spent.add(started.elapsed());
        from_due.add(due.elapsed());
    }
    println!(
        "{} tiles {name}: {} frames at {} Hz, {spent}; {} late",
        decoders.len(),
        spent.len(),
        pace.hz,
        from_due.above(interval)
    );
    Ok(())
}
