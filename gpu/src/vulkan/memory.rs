//! Memory that CPU and GPU share, and textures.

use std::ptr::NonNull;
use std::sync::Arc;

use ash::vk;

use super::Check;
use super::device::Device;
use super::owned::Owned;
use crate::GpuError;

/// Bytes that the CPU writes and the GPU copies from.
pub(super) struct Staging {
    // Before the memory: fields are dropped in order.
    buffer: Owned<vk::Buffer>,
    base: NonNull<u8>,
    len: usize,
    _memory: Owned<vk::DeviceMemory>,
}

// SAFETY: the mapping belongs to this value alone and moves with it; the pointer is not tied to
// a thread.
unsafe impl Send for Staging {}

impl Staging {
    /// At least `len` bytes, and at least one.
    pub fn new(device: &Arc<Device>, len: usize) -> Result<Staging, GpuError> {
        let len = len.max(1);
        let info = vk::BufferCreateInfo::default()
            .size(len as u64)
            .usage(vk::BufferUsageFlags::TRANSFER_SRC);
        // SAFETY: valid usage: a buffer of more than zero bytes for one queue family.
        let buffer = unsafe { device.raw().create_buffer(&info, None) };
        let buffer = Owned::new(device, buffer.check("vkCreateBuffer")?);
        // SAFETY: the buffer is the device's.
        let needs = unsafe { device.raw().get_buffer_memory_requirements(buffer.raw()) };
        let wanted = vk::MemoryPropertyFlags::HOST_VISIBLE | vk::MemoryPropertyFlags::HOST_COHERENT;
        let memory = allocate(device, &needs, wanted)?;
        // SAFETY: valid usage: neither was bound before, and the memory was made for the buffer.
        unsafe { device.raw().bind_buffer_memory(buffer.raw(), memory.raw(), 0) }
            .check("vkBindBufferMemory")?;
        let base = map(device, &memory)?;
        Ok(Staging { buffer, base, len, _memory: memory })
    }

    pub fn raw(&self) -> vk::Buffer {
        self.buffer.raw()
    }

    pub fn len(&self) -> usize {
        self.len
    }

    /// The bytes. The GPU does not read them now: every submission is waited for.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: the mapping lasts as long as the memory, covers `len` bytes, and `&mut self`
        // excludes every other borrow. Mapped memory holds initialised if arbitrary bytes.
        unsafe { std::slice::from_raw_parts_mut(self.base.as_ptr(), self.len) }
    }
}

/// Maps all of the memory; freeing it unmaps it.
pub(super) fn map(
    device: &Device,
    memory: &Owned<vk::DeviceMemory>,
) -> Result<NonNull<u8>, GpuError> {
    let flags = vk::MemoryMapFlags::empty();
    // SAFETY: valid usage: the memory is visible to the host and not mapped yet.
    let base = unsafe { device.raw().map_memory(memory.raw(), 0, vk::WHOLE_SIZE, flags) };
    NonNull::new(base.check("vkMapMemory")?.cast())
        .ok_or(GpuError::NoVulkan { what: "memory was not mapped" })
}

fn allocate(
    device: &Arc<Device>,
    needs: &vk::MemoryRequirements,
    wanted: vk::MemoryPropertyFlags,
) -> Result<Owned<vk::DeviceMemory>, GpuError> {
    let kind = device.memory_kind(needs.memory_type_bits, wanted)?;
    let info =
        vk::MemoryAllocateInfo::default().allocation_size(needs.size).memory_type_index(kind);
    // SAFETY: valid usage: the kind is one of the device's.
    let memory = unsafe { device.raw().allocate_memory(&info, None) };
    Ok(Owned::new(device, memory.check("vkAllocateMemory")?))
}

/// An image that shaders read and copies fill.
pub(super) struct Texture {
    // In the order in which they must be dropped.
    view: Owned<vk::ImageView>,
    image: Owned<vk::Image>,
    _memory: Owned<vk::DeviceMemory>,
    size: vk::Extent2D,
}

impl Texture {
    /// An image of at least one pixel, of undefined content.
    pub fn new(
        device: &Arc<Device>,
        size: (u32, u32),
        format: vk::Format,
    ) -> Result<Texture, GpuError> {
        let usage = vk::ImageUsageFlags::SAMPLED | vk::ImageUsageFlags::TRANSFER_DST;
        Self::with_usage(device, size, format, usage)
    }

    /// The same for other uses.
    pub fn with_usage(
        device: &Arc<Device>,
        (width, height): (u32, u32),
        format: vk::Format,
        usage: vk::ImageUsageFlags,
    ) -> Result<Texture, GpuError> {
        let size = vk::Extent2D { width: width.max(1), height: height.max(1) };
        let info = vk::ImageCreateInfo::default()
            .image_type(vk::ImageType::TYPE_2D)
            .format(format)
            .extent(size.into())
            .mip_levels(1)
            .array_layers(1)
            .samples(vk::SampleCountFlags::TYPE_1)
            .usage(usage);
        // SAFETY: valid usage: a plain image of a format that every device uses like this.
        let image = unsafe { device.raw().create_image(&info, None) };
        let image = Owned::new(device, image.check("vkCreateImage")?);
        // SAFETY: the image is the device's.
        let needs = unsafe { device.raw().get_image_memory_requirements(image.raw()) };
        let memory = allocate(device, &needs, vk::MemoryPropertyFlags::DEVICE_LOCAL)?;
        // SAFETY: valid usage: neither was bound before, and the memory was made for the image.
        unsafe { device.raw().bind_image_memory(image.raw(), memory.raw(), 0) }
            .check("vkBindImageMemory")?;
        let view = color_view(device, image.raw(), format)?;
        Ok(Texture { view, image, _memory: memory, size })
    }

    pub fn image(&self) -> vk::Image {
        self.image.raw()
    }

    pub fn view(&self) -> vk::ImageView {
        self.view.raw()
    }

    pub fn size(&self) -> vk::Extent2D {
        self.size
    }
}

/// All of an image, as colours.
pub(super) const COLOR: vk::ImageSubresourceRange = vk::ImageSubresourceRange {
    aspect_mask: vk::ImageAspectFlags::COLOR,
    base_mip_level: 0,
    level_count: 1,
    base_array_layer: 0,
    layer_count: 1,
};

/// A view on all of a colour image, whose memory is bound.
pub(super) fn color_view(
    device: &Arc<Device>,
    image: vk::Image,
    format: vk::Format,
) -> Result<Owned<vk::ImageView>, GpuError> {
    let info = vk::ImageViewCreateInfo::default()
        .image(image)
        .view_type(vk::ImageViewType::TYPE_2D)
        .format(format)
        .subresource_range(COLOR);
    // SAFETY: valid usage: the image is the device's, has this format and memory.
    let view = unsafe { device.raw().create_image_view(&info, None) };
    Ok(Owned::new(device, view.check("vkCreateImageView")?))
}
