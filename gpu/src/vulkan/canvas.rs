//! Dmabufs that are made here and filled by a compositor: pictures that the GPU converts where the
//! compositor drew them.
//!
//! The memory is the converting device's own, so nothing has to be imported, and its tiling is one
//! that this device is known to read. Compositors import it as they import any client's buffer.

use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;

use ash::ext::image_drm_format_modifier;
use ash::vk;
use lumen_core::units::Span;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::Check;
use super::device::Device;
use super::external::{Handle, allocate, export};
use super::import::{PLANES, Source};
use super::modifier::{Foreign, exportable, image_format};
use super::owned::Owned;
use crate::GpuError;
use crate::convert::packed::{Packed, PackedLayout};
use crate::dmabuf::writers;

/// A plane of a canvas. All planes lie in the same memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CanvasPlane {
    /// Bytes before it.
    pub offset: u32,
    /// Bytes from one row to the next, or what the modifier means by that.
    pub stride: u32,
}

/// A dmabuf of ours.
pub struct Canvas {
    source: Arc<Source>,
    memory: OwnedFd,
    modifier: u64,
    planes: Vec<CanvasPlane>,
    /// Conversions can wait for the compositor on the GPU.
    takes_sync_files: bool,
}

impl Canvas {
    /// A canvas in one of the `offered` tilings, which the driver chooses.
    ///
    /// # Errors
    /// [`GpuError::Import`] when the driver makes none of them; [`GpuError::Vulkan`].
    pub fn new(
        device: &Arc<Device>,
        (width, height): (u32, u32),
        format: Packed,
        offered: &[u64],
    ) -> Result<Canvas, GpuError> {
        let known = exportable(device, format)?;
        let common: Vec<u64> = known
            .iter()
            .map(|modifier| modifier.code)
            .filter(|code| offered.contains(code))
            .collect();
        if common.is_empty() {
            let value = offered.len() as u64;
            return Err(GpuError::Import { what: "none of the tilings on offer", value });
        }
        let image = image(device, (width, height), format, &common)?;
        let memory = memory(device, &image)?;
        let fd = export(device, &memory, Handle::Dmabuf)?;
        let foreign = Foreign::of(device, image, memory, format)?;
        let modifier = chosen(device, foreign.image())?;
        let count = known.iter().find(|known| known.code == modifier).map(|known| known.planes);
        let count = count.ok_or(GpuError::Import { what: "unknown modifier", value: modifier })?;
        let planes: Vec<CanvasPlane> = PLANE_ASPECTS
            .iter()
            .take(count as usize)
            .map(|aspect| plane(device, &foreign, *aspect))
            .collect();
        let CanvasPlane { offset, stride } = planes[0];
        let layout = PackedLayout { width, height, stride, offset, format };
        let (source, takes_sync_files) =
            (Source::foreign(foreign, layout), device.takes_sync_files());
        Ok(Canvas { source, memory: fd, modifier, planes, takes_sync_files })
    }

    /// What it shows, to be converted. While someone holds a clone of this, it is in use.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Nobody else holds its source.
    pub fn is_free(&mut self) -> bool {
        Arc::get_mut(&mut self.source).is_some()
    }

    /// The memory, for the compositor.
    pub fn memory(&self) -> &OwnedFd {
        &self.memory
    }

    /// Its tiling.
    pub fn modifier(&self) -> u64 {
        self.modifier
    }

    /// Its planes, 1 to 4.
    pub fn planes(&self) -> &[CanvasPlane] {
        &self.planes
    }

    /// Sees to it that it is converted when who was told to fill it has: compositors report a copy
    /// when it is submitted. The next conversion waits for that on the GPU where it can; elsewhere
    /// this call does, at most for `limit`, and is false when that is over.
    ///
    /// # Errors
    /// [`GpuError::Memory`] when the system cannot wait.
    pub fn follow_writers(&self, limit: Span) -> Result<bool, GpuError> {
        if self.is_filled(Span(0))? {
            return Ok(true);
        }
        let fence = self.takes_sync_files.then(|| writers(self.memory.as_fd())).flatten();
        match fence {
            Some(fence) => {
                self.source.follow(fence);
                Ok(true)
            }
            None => self.is_filled(limit),
        }
    }

    /// Whether all who write are done, waited for until `limit` is over.
    ///
    /// Source: Linux, Documentation/driver-api/dma-buf.rst, "Implicit Fence Poll Support".
    fn is_filled(&self, limit: Span) -> Result<bool, GpuError> {
        let mut wanted = [PollFd::new(&self.memory, PollFlags::IN)];
        let limit = Timespec {
            tv_sec: (limit.0 / 1_000_000) as i64,
            tv_nsec: (limit.0 % 1_000_000 * 1_000) as i64,
        };
        loop {
            match poll(&mut wanted, Some(&limit)) {
                Err(rustix::io::Errno::INTR) => {}
                other => {
                    let ready = other
                        .map_err(|error| GpuError::Memory { bytes: 0, source: error.into() })?;
                    return Ok(ready > 0);
                }
            }
        }
    }
}

/// Names of the planes of memory. Source: Vulkan, `VkImageAspectFlagBits`.
const PLANE_ASPECTS: [vk::ImageAspectFlags; PLANES] = [
    vk::ImageAspectFlags::MEMORY_PLANE_0_EXT,
    vk::ImageAspectFlags::MEMORY_PLANE_1_EXT,
    vk::ImageAspectFlags::MEMORY_PLANE_2_EXT,
    vk::ImageAspectFlags::MEMORY_PLANE_3_EXT,
];

/// An image without memory, in one of these tilings.
fn image(
    device: &Arc<Device>,
    (width, height): (u32, u32),
    format: Packed,
    modifiers: &[u64],
) -> Result<Owned<vk::Image>, GpuError> {
    let mut tiling =
        vk::ImageDrmFormatModifierListCreateInfoEXT::default().drm_format_modifiers(modifiers);
    let mut external =
        vk::ExternalMemoryImageCreateInfo::default().handle_types(Handle::Dmabuf.flags());
    let extent = vk::Extent3D { width: width.max(1), height: height.max(1), depth: 1 };
    let info = vk::ImageCreateInfo::default()
        .image_type(vk::ImageType::TYPE_2D)
        .format(image_format(format))
        .extent(extent)
        .mip_levels(1)
        .array_layers(1)
        .samples(vk::SampleCountFlags::TYPE_1)
        .tiling(vk::ImageTiling::DRM_FORMAT_MODIFIER_EXT)
        .usage(vk::ImageUsageFlags::SAMPLED)
        .push_next(&mut external)
        .push_next(&mut tiling);
    // SAFETY: valid usage: the modifiers are ones that the driver exports with this usage; what
    // is chained lives through the call.
    let image = unsafe { device.raw().create_image(&info, None) };
    Ok(Owned::new(device, image.check("vkCreateImage")?))
}

/// Memory for an image, to be handed out.
fn memory(
    device: &Arc<Device>,
    image: &Owned<vk::Image>,
) -> Result<Owned<vk::DeviceMemory>, GpuError> {
    // SAFETY: the image is the device's.
    let needs = unsafe { device.raw().get_image_memory_requirements(image.raw()) };
    let mut shared = vk::ExportMemoryAllocateInfo::default().handle_types(Handle::Dmabuf.flags());
    let mut dedicated = vk::MemoryDedicatedAllocateInfo::default().image(image.raw());
    let info = vk::MemoryAllocateInfo::default().push_next(&mut shared).push_next(&mut dedicated);
    let wanted = vk::MemoryPropertyFlags::DEVICE_LOCAL;
    allocate(device, needs.size, needs.memory_type_bits, wanted, info)
}

/// The tiling that the driver chose.
fn chosen(device: &Device, image: vk::Image) -> Result<u64, GpuError> {
    let calls = image_drm_format_modifier::Device::new(device.instance().raw(), device.raw());
    let mut facts = vk::ImageDrmFormatModifierPropertiesEXT::default();
    // SAFETY: valid usage: the image was made with a list of modifiers.
    unsafe { calls.get_image_drm_format_modifier_properties(image, &mut facts) }
        .check("vkGetImageDrmFormatModifierPropertiesEXT")?;
    Ok(facts.drm_format_modifier)
}

fn plane(device: &Device, image: &Foreign, aspect: vk::ImageAspectFlags) -> CanvasPlane {
    let part = vk::ImageSubresource { aspect_mask: aspect, mip_level: 0, array_layer: 0 };
    // SAFETY: valid usage: the image's tiling has this plane of memory.
    let layout = unsafe { device.raw().get_image_subresource_layout(image.image(), part) };
    CanvasPlane { offset: layout.offset as u32, stride: layout.row_pitch as u32 }
}
