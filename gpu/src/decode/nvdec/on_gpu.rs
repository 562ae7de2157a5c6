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
    fn new(device: &Arc<Device>, nvdec: &Nvdec, size: (u32, u32)) -> Result<GpuPicture, GpuError> {
        let shared = SharedPicture::new(device, size)?;
        let ((fd, bytes), len) = (shared.export()?, shared.layout().len());
        let cuda = Imported::opaque(nvdec.context(), fd, bytes, len).map_err(NvdecError::from)?;
        Ok(GpuPicture { cuda, shared: Arc::new(shared) })
    }

    /// Copies a decoded picture here, and waits until it is there.
    fn paint(&mut self, picture: &Picture<'_>) -> Result<(), NvdecError> {
        let (address, layout) = (self.cuda.address(), self.shared.layout());
        picture.copy_to(&Part { address, layout, corner: (0, 0) })
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
        drop(GpuPicture::new(&device, nvdec, (2, 2))?);
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
        let Some(place) =
            free(&mut self.pool, POOL, || GpuPicture::new(&self.device, &self.nvdec, size))?
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
    use super::*;

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
