//! Pictures to convert: the compositor's buffers, another interface's memory, uploads.
//!
//! A dmabuf without tiling is read as a buffer, which every driver that imports dmabufs can do; a
//! tiled one becomes an image, by the modifier that says how it is tiled. An import costs much
//! more than a frame, so whoever captures keeps the [`Source`] of each buffer that comes again.
//!
//! Whoever fills a dmabuf must be done before it is converted, or leave a fence that the GPU waits
//! for ([`Source::follow`]); a descriptor of one becomes readable (`poll`) when its writers are done. Source: Linux, Documentation/driver-api/dma-buf.rst,
//! "Implicit Fence Poll Support".

use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, PoisonError};

use ash::vk;

use super::commands::Commands;
use super::device::Device;
use super::external::{Block, Handle, memory_size};
use super::memory::{COLOR, Texture};
use super::modifier::{Foreign, image_format};
use crate::GpuError;
use crate::convert::packed::PackedLayout;
use crate::dmabuf::LINEAR;
pub use crate::dmabuf::{Dmabuf, PLANES, Plane};

/// Where the pixels are.
pub(super) enum Pixels {
    /// In rows, from a buffer's start.
    Rows(Block),
    /// In an image that the GPU laid out.
    Texture(Texture),
    /// In an image that another driver laid out.
    Foreign(Foreign),
}

/// A picture to convert.
pub struct Source {
    pixels: Pixels,
    layout: PackedLayout,
    /// Another driver writes the memory.
    foreign: bool,
    /// Passed when that driver is done, if it was not yet when it was asked.
    fence: Mutex<Option<OwnedFd>>,
}

impl Source {
    /// A compositor's buffer. It stays the compositor's; its memory stays while this value lives.
    ///
    /// # Errors
    /// [`GpuError::Import`] and [`GpuError::Vulkan`] when it cannot be used here: have the
    /// compositor fill shared memory. [`GpuError::Unsupported`] and [`GpuError::Truncated`] for
    /// a description that is wrong.
    pub fn dmabuf(device: &Arc<Device>, dmabuf: &Dmabuf<'_>) -> Result<Arc<Source>, GpuError> {
        if !device.imports_dmabuf() {
            return Err(GpuError::Import { what: "the driver imports none", value: 0 });
        }
        let first = dmabuf.first()?;
        one_memory(dmabuf.planes)?;
        let layout = dmabuf.layout(first);
        let fd = first.fd.try_clone_to_owned();
        let fd = fd.map_err(|source| GpuError::Memory { bytes: 0, source })?;
        let pixels = match dmabuf.modifier {
            LINEAR => Pixels::Rows(rows(device, fd, Handle::Dmabuf, &layout)?),
            _ => Pixels::Foreign(Foreign::new(device, dmabuf, fd)?),
        };
        Ok(Arc::new(Source { pixels, layout, foreign: true, fence: Mutex::default() }))
    }

    /// Rows in memory of `size` bytes that another device or interface of the same driver has
    /// handed out, the descriptor being its last word on it.
    ///
    /// # Errors
    /// As [`Source::dmabuf`].
    pub fn opaque(
        device: &Arc<Device>,
        fd: OwnedFd,
        size: u64,
        layout: PackedLayout,
    ) -> Result<Arc<Source>, GpuError> {
        let len = checked(device, &layout)?;
        let block = Block::imported(device, fd, Handle::Opaque, size, len)?;
        Ok(Arc::new(Source {
            pixels: Pixels::Rows(block),
            layout,
            foreign: false,
            fence: Mutex::default(),
        }))
    }

    /// A picture in the GPU's own layout, filled once: for tests and measurements.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when `pixels` are too few, [`GpuError::Unsupported`] when the GPU
    /// has no images of this format, [`GpuError::Vulkan`].
    pub fn texture(
        device: &Arc<Device>,
        layout: PackedLayout,
        pixels: &[u8],
    ) -> Result<Arc<Source>, GpuError> {
        let upload = Upload::new(device, layout)?;
        let Upload { mut block, layout } = upload;
        fill(&mut block, pixels)?;
        let format = image_format(layout.format);
        // SAFETY: valid usage: the device is of this instance.
        let facts = unsafe {
            let raw = device.instance().raw();
            raw.get_physical_device_format_properties(device.physical(), format)
        };
        if !facts.optimal_tiling_features.contains(vk::FormatFeatureFlags::SAMPLED_IMAGE) {
            let value = layout.format.fourcc().into();
            return Err(GpuError::Unsupported { what: "image format", value });
        }
        let texture = Texture::new(device, (layout.width, layout.height), format)?;
        copy(device, &block, &layout, &texture)?;
        Ok(Arc::new(Source {
            pixels: Pixels::Texture(texture),
            layout,
            foreign: false,
            fence: Mutex::default(),
        }))
    }

    /// An image that others fill.
    pub(super) fn foreign(image: Foreign, layout: PackedLayout) -> Arc<Source> {
        Arc::new(Source {
            pixels: Pixels::Foreign(image),
            layout,
            foreign: true,
            fence: Mutex::default(),
        })
    }

    /// Size and format. Offset and stride are of the memory it was made from.
    pub fn layout(&self) -> &PackedLayout {
        &self.layout
    }

    /// The rows of an upload; nothing of anything else.
    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        match &mut self.pixels {
            Pixels::Rows(block) => block.bytes_mut(),
            Pixels::Texture(_) | Pixels::Foreign(_) => &mut [],
        }
    }

    /// The next conversion begins when this fence is passed, on the GPU. For devices that take
    /// sync files ([`Device::takes_sync_files`]); what converts on others does not wait.
    pub fn follow(&self, fence: OwnedFd) {
        *self.fence.lock().unwrap_or_else(PoisonError::into_inner) = Some(fence);
    }

    /// The fence, for the first conversion after it: what is submitted later waits for that.
    pub(super) fn take_fence(&self) -> Option<OwnedFd> {
        self.fence.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn pixels(&self) -> &Pixels {
        &self.pixels
    }

    pub(super) fn is_foreign(&self) -> bool {
        self.foreign
    }
}

/// Rows that the CPU fills, for pictures in shared memory.
pub struct Upload {
    block: Block,
    layout: PackedLayout,
}

impl Upload {
    /// Memory for pictures of this layout.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] for a layout that no picture has; [`GpuError::Vulkan`].
    pub fn new(device: &Arc<Device>, layout: PackedLayout) -> Result<Upload, GpuError> {
        let len = checked(device, &layout)?;
        let usage = vk::BufferUsageFlags::STORAGE_BUFFER | vk::BufferUsageFlags::TRANSFER_SRC;
        Ok(Upload { block: Block::mapped(device, len, usage)?, layout })
    }

    /// Makes a source that is still to be filled.
    pub(crate) fn into_empty_source(self) -> Arc<Source> {
        let Upload { block, layout } = self;
        Arc::new(Source {
            pixels: Pixels::Rows(block),
            layout,
            foreign: false,
            fence: Mutex::default(),
        })
    }

    /// Takes a picture, and makes a source of it.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when `pixels` are too few.
    pub fn into_source(mut self, pixels: &[u8]) -> Result<Arc<Source>, GpuError> {
        fill(&mut self.block, pixels)?;
        Ok(self.into_empty_source())
    }
}

/// Memory with rows in it that can be handed out: what a capture on the same GPU would have.
pub struct Exportable {
    block: Block,
    device: Arc<Device>,
}

impl Exportable {
    /// Memory of the GPU with this picture in it.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] when the driver hands no memory out; as [`Source::texture`].
    pub fn filled(
        device: &Arc<Device>,
        layout: PackedLayout,
        pixels: &[u8],
    ) -> Result<Exportable, GpuError> {
        let len = checked(device, &layout)?;
        let block = Block::exportable(device, len)?;
        stage(device, pixels, &block)?;
        Ok(Exportable { block, device: Arc::clone(device) })
    }

    /// A descriptor of the memory, and how many bytes it has.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn export(&self) -> Result<(OwnedFd, u64), GpuError> {
        Ok((self.block.export(&self.device)?, self.block.size()))
    }
}

/// Bytes of a buffer with this picture, which the GPU can read as one.
fn checked(device: &Device, layout: &PackedLayout) -> Result<usize, GpuError> {
    layout.check()?;
    let most = device.limits().max_storage_buffer_range as usize;
    let len = layout.end().filter(|end| *end <= most);
    len.ok_or(GpuError::Unsupported { what: "picture bytes", value: most as u64 })
}

fn rows(
    device: &Arc<Device>,
    fd: OwnedFd,
    kind: Handle,
    layout: &PackedLayout,
) -> Result<Block, GpuError> {
    let len = checked(device, layout)?;
    let size = memory_size(&fd)?;
    if size < len as u64 {
        return Err(GpuError::Truncated { needed: len, got: size as usize });
    }
    Block::imported(device, fd, kind, size, len)
}

/// Refuses planes in different memory: an image is made of one.
fn one_memory(planes: &[Plane<'_>]) -> Result<(), GpuError> {
    let identity = |plane: &Plane<'_>| {
        rustix::fs::fstat(plane.fd)
            .map(|facts| (facts.st_dev, facts.st_ino))
            .map_err(|error| GpuError::Memory { bytes: 0, source: error.into() })
    };
    for plane in planes.iter().skip(1) {
        if identity(plane)? != identity(&planes[0])? {
            let value = planes.len() as u64;
            return Err(GpuError::Import { what: "planes in separate memory", value });
        }
    }
    Ok(())
}

/// Fills memory of the GPU, and waits until it is filled.
pub(super) fn stage(device: &Arc<Device>, bytes: &[u8], to: &Block) -> Result<(), GpuError> {
    let mut staged = Block::mapped(device, to.len(), vk::BufferUsageFlags::TRANSFER_SRC)?;
    fill(&mut staged, bytes)?;
    let mut commands = Commands::new(device)?;
    commands.begin()?;
    let regions = [vk::BufferCopy::default().size(to.len() as u64)];
    // SAFETY: valid usage: recording; both buffers have as many bytes.
    unsafe {
        device.raw().cmd_copy_buffer(commands.raw(), staged.raw(), to.raw(), &regions);
    }
    commands.submit()?;
    commands.wait()
}

fn fill(block: &mut Block, pixels: &[u8]) -> Result<(), GpuError> {
    let target = block.bytes_mut();
    let (needed, got) = (target.len(), pixels.len());
    target.copy_from_slice(pixels.get(..needed).ok_or(GpuError::Truncated { needed, got })?);
    Ok(())
}

/// Fills a texture, and leaves it to be read by shaders.
fn copy(
    device: &Arc<Device>,
    from: &Block,
    layout: &PackedLayout,
    to: &Texture,
) -> Result<(), GpuError> {
    use vk::AccessFlags as Access;
    use vk::PipelineStageFlags as Stage;
    let mut commands = Commands::new(device)?;
    commands.begin()?;
    let turn = |from, to_layout, before, after| {
        vk::ImageMemoryBarrier::default()
            .old_layout(from)
            .new_layout(to_layout)
            .src_access_mask(before)
            .dst_access_mask(after)
            .src_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
            .dst_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
            .image(to.image())
            .subresource_range(COLOR)
    };
    let (unset, filling) = (vk::ImageLayout::UNDEFINED, vk::ImageLayout::TRANSFER_DST_OPTIMAL);
    let write = Access::TRANSFER_WRITE;
    let first = [turn(unset, filling, Access::empty(), write)];
    commands.barrier(Stage::TOP_OF_PIPE, Stage::TRANSFER, &[], &first);
    let layers = vk::ImageSubresourceLayers {
        aspect_mask: vk::ImageAspectFlags::COLOR,
        mip_level: 0,
        base_array_layer: 0,
        layer_count: 1,
    };
    let regions = [vk::BufferImageCopy::default()
        .buffer_offset(layout.offset.into())
        .buffer_row_length(layout.stride / 4)
        .image_subresource(layers)
        .image_extent(to.size().into())];
    let (image, block) = (to.image(), from.raw());
    // SAFETY: valid usage: recording; the rows lie within the buffer, whose length is that of
    // the layout; the image has the layout of the barrier before.
    unsafe {
        let raw = device.raw();
        raw.cmd_copy_buffer_to_image(commands.raw(), block, image, filling, &regions);
    }
    let read = vk::ImageLayout::SHADER_READ_ONLY_OPTIMAL;
    let last = [turn(filling, read, write, Access::SHADER_READ)];
    commands.barrier(Stage::TRANSFER, Stage::COMPUTE_SHADER, &[], &last);
    commands.submit()?;
    commands.wait()
}
