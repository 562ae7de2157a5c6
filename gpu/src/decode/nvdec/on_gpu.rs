//! A decoder whose pictures a window's presenter reads: nothing passes through the CPU.
//!
//! Memory is made by Vulkan and mapped in CUDA, once for each picture of a small pool. A decoded
//! picture is copied there within the GPU, since the decoder wants its own memory back, and is lent
//! as long as anyone holds it.

use std::sync::Arc;

use super::caps::Codec;
use super::error::NvdecError;
use super::picture::{Part, Picture};
use super::{Nvdec, NvdecDecoder};
use crate::GpuError;
use crate::cuda::external::Imported;
use crate::cuda::{Context, Rows};
use crate::decode::{CpuCopy, Decode, Decoded, cpu};
use crate::vulkan::device::Device;
use crate::vulkan::instance::Instance;
use crate::vulkan::shared::SharedPicture;

/// Pictures of a decoder: one is written, one waits for the window, one is shown, one is about to
/// be; and some for whoever is slower.
const POOL: usize = 6;

/// A picture in the GPU's memory, 8 bits, 4:2:0.
pub struct GpuPicture {
    cuda: Imported,
    shared: Arc<SharedPicture>,
}

impl GpuPicture {
    /// Memory for a picture of this size, of undefined content, which the device has made.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] and [`GpuError::Vulkan`] when the device hands no memory out,
    /// [`GpuError::Nvdec`] when CUDA takes none of it.
    pub fn new(
        device: &Arc<Device>,
        context: &Arc<Context>,
        size: (u32, u32),
    ) -> Result<GpuPicture, GpuError> {
        let shared = SharedPicture::new(device, size)?;
        let ((fd, bytes), len) = (shared.export()?, shared.layout().len());
        let cuda = Imported::opaque(context, fd, bytes, len).map_err(NvdecError::from)?;
        Ok(GpuPicture { cuda, shared: Arc::new(shared) })
    }

    /// Memory of the same device for a picture of this size.
    fn like(&self, size: (u32, u32)) -> Result<GpuPicture, GpuError> {
        GpuPicture::new(self.shared.device(), self.cuda.context(), size)
    }

    /// Copies a decoded picture here, and waits until it is there.
    fn paint(&mut self, picture: &Picture<'_>) -> Result<(), NvdecError> {
        let (address, layout) = (self.cuda.address(), self.shared.layout());
        picture.copy_to(&Part { address, layout, corner: (0, 0) })
    }

    /// Starts to copy another picture here, to where this corner is.
    fn put(&mut self, other: &GpuPicture, corner: (u32, u32)) -> Result<(), GpuError> {
        let (from, to) = (other.shared.layout(), self.shared.layout());
        let (x, y) = (corner.0 as usize, corner.1 as usize);
        if x % 2 + y % 2 != 0 || x + from.width > to.width || y + from.height > to.height {
            let (expected, got) = (self.shared.size(), other.shared.size());
            return Err(GpuError::Size { expected, got });
        }
        let planes = [(0, 0, y, from.height), (from.height, to.height, y / 2, from.height / 2)];
        for (source, target, row, rows) in planes {
            let start = other.cuda.address() + (source * from.pitch) as u64;
            let place = self.cuda.address() + ((target + row) * to.pitch + x) as u64;
            let start = Rows { from: start, pitch: from.pitch, row: from.width };
            let copied = self.cuda.context().copy_rows(start, rows, place, to.pitch);
            copied.map_err(NvdecError::from)?;
        }
        Ok(())
    }

    /// The memory, for a presenter.
    pub fn shared(&self) -> &Arc<SharedPicture> {
        &self.shared
    }

    /// Copies the picture to the CPU's memory, and waits until it is there. Allocates when the size
    /// is new.
    pub(in crate::decode) fn read<'a>(
        &self,
        copy: &'a mut CpuCopy,
    ) -> Result<Decoded<'a>, GpuError> {
        let (size, layout) = (self.shared.size(), self.shared.layout());
        let CpuCopy { surface, chroma } = copy;
        if surface.as_ref().is_none_or(|surface| surface.len() != layout.len()) {
            *surface = None;
        }
        let surface = match surface {
            Some(surface) => surface,
            None => surface.insert(self.cuda.host_memory().map_err(NvdecError::from)?),
        };
        self.cuda.read(surface).map_err(NvdecError::from)?;
        Ok(cpu::picture(surface, chroma, size, layout))
    }
}

/// Puts the pictures of tiles together, within the GPU's memory.
#[derive(Default)]
pub struct GpuMosaic {
    pool: Vec<Arc<GpuPicture>>,
}

impl GpuMosaic {
    /// A picture of this size with these in it, each with its upper left corner. Waits until it is
    /// there; allocates with the first pictures of a size, then no more. `None` for no tiles, and
    /// when all pictures of the pool are held by others.
    ///
    /// # Errors
    /// [`GpuError::Size`] for a tile that reaches beyond the picture or has an odd corner; as
    /// [`GpuPicture::new`].
    pub fn compose<'a>(
        &mut self,
        size: (u32, u32),
        mut tiles: impl Iterator<Item = (&'a Arc<GpuPicture>, (u32, u32))> + Clone,
    ) -> Result<Option<Decoded<'_>>, GpuError> {
        let Some((first, _)) = tiles.clone().next() else { return Ok(None) };
        if self.pool.first().is_some_and(|first| first.shared.size() != size) {
            self.pool.clear();
        }
        let Some(place) = free(&mut self.pool, POOL, || first.like(size))? else {
            tracing::debug!("every picture is held by others");
            return Ok(None);
        };
        if let Some(target) = Arc::get_mut(&mut self.pool[place]) {
            tiles.try_for_each(|(tile, corner)| target.put(tile, corner))?;
            // Copies within the GPU's memory may be running still when their call returns.
            target.cuda.context().synchronize().map_err(NvdecError::from)?;
        }
        Ok(Some(Decoded::on_gpu(size, &self.pool[place])))
    }
}

/// A decoder whose pictures stay in the GPU's memory, where a presenter of the same GPU finds them.
/// When all pictures of its pool are held by others, what is decoded is not shown.
pub struct NvdecToGpu {
    decoder: NvdecDecoder,
    nvdec: Arc<Nvdec>,
    device: Arc<Device>,
    pool: Vec<Arc<GpuPicture>>,
}

impl NvdecToGpu {
    /// As [`NvdecDecoder::open`]; also opens the GPU for Vulkan, without a window.
    ///
    /// # Errors
    /// As [`NvdecDecoder::open`]; [`GpuError::NoVulkan`] and [`GpuError::Vulkan`] when Vulkan does
    /// not have this GPU or hands no memory out: have pictures copied to the CPU.
    pub fn open(nvdec: &Arc<Nvdec>, codec: Codec) -> Result<NvdecToGpu, GpuError> {
        let uuid = nvdec.context().uuid().map_err(NvdecError::from)?;
        let device = Device::with_uuid(&Instance::headless()?, uuid)?;
        // Whether memory can be shared shows here rather than in the middle of a stream.
        drop(GpuPicture::new(&device, nvdec.context(), (2, 2))?);
        let decoder = NvdecDecoder::open(nvdec, codec)?;
        Ok(NvdecToGpu { decoder, nvdec: Arc::clone(nvdec), device, pool: Vec::new() })
    }
}

impl Decode for NvdecToGpu {
    fn submit(&mut self, unit: &[u8]) -> Result<(), GpuError> {
        Ok(self.decoder.submit(unit)?)
    }

    /// Allocates with the first pictures of a size, then no more.
    fn picture(&mut self) -> Result<Option<Decoded<'_>>, GpuError> {
        let Some(picture) = self.decoder.picture()? else { return Ok(None) };
        let size = picture.size();
        if self.pool.first().is_some_and(|first| first.shared.size() != size) {
            self.pool.clear();
        }
        let Some(place) = free(&mut self.pool, POOL, || {
            GpuPicture::new(&self.device, self.nvdec.context(), size)
        })?
        else {
            tracing::debug!("every picture is held by others");
            return Ok(None);
        };
        if let Some(target) = Arc::get_mut(&mut self.pool[place]) {
            target.paint(&picture)?;
        }
        Ok(Some(Decoded::on_gpu(size, &self.pool[place])))
    }
}

/// Place of one that nobody else holds; a new one if there is none and room for it.
fn free<T, E>(
    pool: &mut Vec<Arc<T>>,
    most: usize,
    make: impl FnOnce() -> Result<T, E>,
) -> Result<Option<usize>, E> {
    let found = pool.iter_mut().position(|held| Arc::get_mut(held).is_some());
    if found.is_none() && pool.len() < most {
        pool.push(Arc::new(make()?));
        return Ok(Some(pool.len() - 1));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use lumen_nvenc_standin::control::Standin;

    use super::*;
    use crate::convert::Yuv420;
    use crate::encode::nvenc::driver::{Driver, Libraries};
    use crate::testing::scene;
    use crate::vulkan::device::Devices;

    /// A picture in memory of lavapipe's that CUDA's stand-in sees.
    fn on_gpu(device: &Arc<Device>, context: &Arc<Context>, picture: &Yuv420) -> Arc<GpuPicture> {
        let made = GpuPicture::new(device, context, (picture.width(), picture.height())).unwrap();
        let mut bytes = vec![0; made.shared.layout().len()];
        made.shared.layout().write(picture, &mut bytes);
        made.shared.fill(&bytes).unwrap();
        Arc::new(made)
    }

    #[test]
    fn tiles_are_put_together_and_what_is_held_stays() {
        let path = Standin::find().expect("cargo built the stand-in");
        let _standin = Standin::open(&path, "").unwrap();
        let driver = Driver::load(&Libraries { nvenc: Some(path.clone()), cuda: Some(path) });
        let context = Arc::clone(driver.unwrap().context());
        let device = Instance::headless().and_then(|found| Device::headless(&found, Devices::Any));
        let device = match device {
            Ok(device) if device.exports() => device,
            Ok(device) => {
                eprintln!(
                    "SKIPPED, nothing was put together: {} hands no memory out",
                    device.name()
                );
                return;
            }
            Err(error) => {
                eprintln!("SKIPPED, nothing was put together: {error}");
                return;
            }
        };
        let size = (150, 70);
        let parts = [(0, 0, 66, 30), (66, 0, 84, 30), (0, 30, 66, 40), (66, 30, 84, 40)];
        let mut mosaic = GpuMosaic::default();
        let mut held = Vec::new();
        for step in 0..2 * POOL as u32 {
            let whole = scene(size.0, size.1, step);
            let tiles = parts.map(|(x, y, width, height)| {
                let mut part = Yuv420::new(width, height);
                part.copy_part(&whole, x, y);
                (on_gpu(&device, &context, &part), (x, y))
            });
            let composed =
                mosaic.compose(size, tiles.iter().map(|(tile, at)| (tile, *at))).unwrap();
            let Some(composed) = composed else {
                assert_eq!(held.len(), POOL, "all are held");
                held.pop();
                continue;
            };
            held.push((step, Arc::clone(composed.gpu.unwrap())));
            for (step, picture) in &held {
                let (whole, mut copy) = (scene(size.0, size.1, *step), CpuCopy::default());
                let read = picture.read(&mut copy).unwrap();
                assert_eq!((read.width, read.height), size);
                assert_eq!(read.planes[1..], whole.planes()[1..], "{step}");
                let rows = read.planes[0].chunks(read.strides[0] as usize);
                let mut pairs = rows.zip(whole.planes()[0].chunks(size.0 as usize));
                assert!(pairs.all(|(got, wanted)| got[..size.0 as usize] == *wanted), "{step}");
            }
        }
        assert!(held.len() >= POOL - 1 && mosaic.pool.len() == POOL);
        let tile = on_gpu(&device, &context, &scene(66, 30, 1));
        for corner in [(86, 0), (0, 42), (1, 0), (0, 1)] {
            held.clear();
            let refused = mosaic.compose(size, [(&tile, corner)].into_iter());
            assert!(matches!(refused, Err(GpuError::Size { .. })), "{corner:?}");
        }
        assert!(mosaic.compose(size, [].into_iter()).unwrap().is_none());
    }

    #[test]
    fn what_is_held_is_not_written_to() {
        let mut pool: Vec<Arc<u8>> = Vec::new();
        let mut made = 0..;
        let mut place =
            |pool: &mut Vec<Arc<u8>>| free(pool, 2, || made.next().ok_or("no more")).unwrap();
        assert_eq!(place(&mut pool), Some(0));
        assert_eq!(place(&mut pool), Some(0), "nobody holds it");
        let first = Arc::clone(&pool[0]);
        assert_eq!(place(&mut pool), Some(1));
        let second = Arc::clone(&pool[1]);
        assert_eq!(place(&mut pool), None, "all are held");
        drop(first);
        assert_eq!(place(&mut pool), Some(0));
        drop(second);
        assert_eq!(pool, [Arc::new(0), Arc::new(1)], "no more were made");
        assert_eq!(free(&mut Vec::<Arc<u8>>::new(), 2, || Err("none")), Err("none"));
    }
}
