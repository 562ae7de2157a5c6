//! Decoded pictures that stay in the GPU's memory.
//!
//! One device of Vulkan makes the memory, another interface of the same GPU fills it (CUDA, behind
//! NVDEC), and the device of a window reads it. Nothing passes through the CPU. Whoever fills the
//! memory is done before the picture is set for drawing, and fills it again only when another one
//! was drawn.

use std::os::fd::OwnedFd;
use std::sync::Arc;

use super::device::Device;
use super::external::{Block, Handle};
use super::import::stage;
use crate::GpuError;
use crate::convert::exact;
use crate::convert::surface::{SurfaceFormat, SurfaceLayout};

/// Memory of the GPU with a picture in it: 8 bits, 4:2:0, luma and then pairs of chroma.
pub struct SharedPicture {
    block: Block,
    size: (u32, u32),
    device: Arc<Device>,
}

impl SharedPicture {
    /// Memory for pictures of this size, of undefined content.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] when the driver hands no memory out; [`GpuError::Unsupported`] for no
    /// pixels; [`GpuError::Vulkan`].
    pub fn new(device: &Arc<Device>, size: (u32, u32)) -> Result<SharedPicture, GpuError> {
        let len = Self::layout_of(size).len();
        if len == 0 {
            return Err(GpuError::Unsupported { what: "picture bytes", value: 0 });
        }
        let block = Block::exportable(device, len)?;
        Ok(SharedPicture { block, size, device: Arc::clone(device) })
    }

    /// The same with this content, laid out as [`SharedPicture::layout`] says: for tests and
    /// measurements.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when `bytes` are too few; as [`SharedPicture::new`].
    pub fn filled(
        device: &Arc<Device>,
        size: (u32, u32),
        bytes: &[u8],
    ) -> Result<SharedPicture, GpuError> {
        let picture = Self::new(device, size)?;
        picture.fill(bytes)?;
        Ok(picture)
    }

    /// Fills the memory from the CPU's, and waits until that is done: for tests and measurements.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when `bytes` are too few; [`GpuError::Vulkan`].
    pub fn fill(&self, bytes: &[u8]) -> Result<(), GpuError> {
        stage(&self.device, bytes, &self.block)
    }

    /// The device that made it.
    pub(crate) fn device(&self) -> &Arc<Device> {
        &self.device
    }

    /// Columns and rows that are shown.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// How samples lie in the memory.
    pub fn layout(&self) -> SurfaceLayout {
        Self::layout_of(self.size)
    }

    pub(super) fn layout_of(size: (u32, u32)) -> SurfaceLayout {
        exact::target(SurfaceFormat::Nv12, size)
    }

    /// A descriptor of the memory, for CUDA, and how many bytes the memory has; the picture is at
    /// its start.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn export(&self) -> Result<(OwnedFd, u64), GpuError> {
        Ok((self.block.export(&self.device)?, self.block.size()))
    }

    /// The memory as another device of the same GPU sees it.
    pub(super) fn import(&self, device: &Arc<Device>) -> Result<Block, GpuError> {
        if !device.exports() {
            return Err(GpuError::Import { what: "the driver imports none", value: 0 });
        }
        if !device.shares_with(&self.device) {
            return Err(GpuError::Import { what: "memory of another GPU", value: 0 });
        }
        let (fd, size) = self.export()?;
        Block::imported(device, fd, Handle::Opaque, size, self.block.len())
    }
}
