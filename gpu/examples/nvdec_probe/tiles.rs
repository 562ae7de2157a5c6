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
    })?;
    #[cfg(feature = "vulkan")]
    put_together::run(nvdec, &tiles, pace)?;
    Ok(())
}

/// The tiles side by side in one picture on the GPU, as a window is given it.
#[cfg(feature = "vulkan")]
mod put_together {
    use lumen_gpu::decode::nvdec::on_gpu::{GpuMosaic, GpuPicture, NvdecToGpu};
    use lumen_gpu::decode::{CpuCopy, Decoded};

    use super::*;

    pub fn run(nvdec: &Arc<Nvdec>, tiles: &[Tile], pace: &Pace) -> Outcome<()> {
        let opened = tiles.iter().map(|tile| NvdecToGpu::open(nvdec, tile.codec));
        let mut decoders = opened.collect::<Result<Vec<_>, _>>()?;
        let mut mosaic = GpuMosaic::default();
        let mut parts = Vec::with_capacity(tiles.len());
        let right = compare(nvdec, tiles, &mut decoders, &mut mosaic, &mut parts)?;
        println!("put together on the GPU: {right} pictures as the CPU has their tiles");
        paced("together, put together on the GPU", pace, &mut decoders, |decoders, frame| {
            compose(tiles, decoders, &mut mosaic, &mut parts, frame).map(|_| ())
        })
    }

    /// A picture's tiles with their corners.
    type Parts = Vec<(Arc<GpuPicture>, (u32, u32))>;

    fn compose<'a>(
        tiles: &[Tile],
        decoders: &mut [NvdecToGpu],
        mosaic: &'a mut GpuMosaic,
        parts: &mut Parts,
        frame: usize,
    ) -> Outcome<Decoded<'a>> {
        for (decoder, tile) in decoders.iter_mut().zip(tiles) {
            decoder.submit(tile.unit(frame))?;
        }
        parts.clear();
        let mut size = (0, 0);
        for decoder in decoders {
            let picture = decoder.picture()?.ok_or("no picture")?;
            let held = picture.gpu.ok_or("not on the GPU")?;
            parts.push((Arc::clone(held), (size.0, 0)));
            size = (size.0 + picture.width, size.1.max(picture.height));
        }
        let composed = mosaic.compose(size, parts.iter().map(|(tile, corner)| (tile, *corner)));
        Ok(composed?.ok_or("no room")?)
    }

    /// Compares each frame of the streams with what decoders to the CPU make; how many there were.
    fn compare(
        nvdec: &Arc<Nvdec>,
        tiles: &[Tile],
        decoders: &mut [NvdecToGpu],
        mosaic: &mut GpuMosaic,
        parts: &mut Parts,
    ) -> Outcome<usize> {
        let opened = tiles.iter().map(|tile| NvdecToHost::open(nvdec, tile.codec));
        let mut references = opened.collect::<Result<Vec<_>, _>>()?;
        let frames = tiles.iter().map(|tile| tile.units.len()).min().unwrap_or(0);
        let mut copy = CpuCopy::default();
        for frame in 0..frames {
            let composed = compose(tiles, decoders, mosaic, parts, frame)?;
            let composed = composed.to_cpu(&mut copy)?;
            let mut left = 0;
            for (reference, tile) in references.iter_mut().zip(tiles) {
                let wanted = reference.decode(tile.unit(frame))?.ok_or("no picture")?;
                if !holds(&composed, &wanted, left) {
                    return Err(format!("frame {frame} differs at column {left}").into());
                }
                left += wanted.width as usize;
            }
        }
        Ok(frames)
    }

    fn holds(whole: &Decoded<'_>, part: &Decoded<'_>, left: usize) -> bool {
        (0..3).all(|plane| {
            let half = if plane == 0 { 1 } else { 2 };
            let (left, width) = (left / half, part.width as usize / half);
            let rows = |picture: &Decoded<'_>| picture.strides[plane] as usize;
            let wanted = part.planes[plane].chunks(rows(part));
            let wanted = wanted.take(part.height as usize / half);
            let mut pairs = whole.planes[plane].chunks(rows(whole)).zip(wanted);
            pairs.all(|(got, wanted)| got[left..left + width] == wanted[..width])
        })
    }
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
