//! Tilings of other drivers' images, and images in them.

use std::os::fd::OwnedFd;
use std::sync::Arc;

use ash::vk;

use super::Check;
use super::device::Device;
use super::external::{Handle, import, memory_size};
use super::memory::color_view;
use super::owned::Owned;
use crate::GpuError;
use crate::convert::packed::Packed;
pub use crate::dmabuf::LINEAR;
use crate::dmabuf::{Dmabuf, PLANES};

/// A tiling that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// Its code.
    pub code: u64,
    /// Planes of memory.
    pub planes: u32,
}

/// Tilings in which dmabufs of this format can be imported, none where none can. To be offered to
/// the compositor.
///
/// # Errors
/// [`GpuError::Vulkan`].
pub fn modifiers(device: &Device, format: Packed) -> Result<Vec<Modifier>, GpuError> {
    if !device.imports_dmabuf() {
        return Ok(Vec::new());
    }
    let mut known = vec![Modifier { code: LINEAR, planes: 1 }];
    if !device.has(ash::ext::image_drm_format_modifier::NAME) {
        return Ok(known);
    }
    for found in listed(device, format) {
        let sampled = found
            .drm_format_modifier_tiling_features
            .contains(vk::FormatFeatureFlags::SAMPLED_IMAGE);
        let (code, planes) = (found.drm_format_modifier, found.drm_format_modifier_plane_count);
        let imports = vk::ExternalMemoryFeatureFlags::IMPORTABLE;
        if sampled
            && code != LINEAR
            && planes as usize <= PLANES
            && shares(device, format, code)?.contains(imports)
        {
            known.push(Modifier { code, planes });
        }
    }
    Ok(known)
}

/// Tilings in which images of this format can be made here and handed out as dmabufs; none where
/// the driver does not do that.
///
/// # Errors
/// [`GpuError::Vulkan`].
pub fn exportable(device: &Device, format: Packed) -> Result<Vec<Modifier>, GpuError> {
    let mut known = Vec::new();
    if !device.imports_dmabuf() || !device.has(ash::ext::image_drm_format_modifier::NAME) {
        return Ok(known);
    }
    for found in listed(device, format) {
        let sampled = found
            .drm_format_modifier_tiling_features
            .contains(vk::FormatFeatureFlags::SAMPLED_IMAGE);
        let (code, planes) = (found.drm_format_modifier, found.drm_format_modifier_plane_count);
        let exports = vk::ExternalMemoryFeatureFlags::EXPORTABLE;
        if sampled && planes as usize <= PLANES && shares(device, format, code)?.contains(exports) {
            known.push(Modifier { code, planes });
        }
    }
    Ok(known)
}

/// Every modifier that the driver knows of for a format.
fn listed(device: &Device, format: Packed) -> Vec<vk::DrmFormatModifierPropertiesEXT> {
    let (instance, physical, format) = (device.instance(), device.physical(), image_format(format));
    let mut count = vk::DrmFormatModifierPropertiesListEXT::default();
    let mut facts = vk::FormatProperties2::default().push_next(&mut count);
    let raw = instance.raw();
    // SAFETY: valid usage: the device is of this instance and of version 1.1 at least; without
    // an array the call writes the number alone.
    unsafe { raw.get_physical_device_format_properties2(physical, format, &mut facts) };
    let count = count.drm_format_modifier_count as usize;
    let mut found = vec![vk::DrmFormatModifierPropertiesEXT::default(); count];
    let mut list = vk::DrmFormatModifierPropertiesListEXT::default()
        .drm_format_modifier_properties(&mut found);
    let mut facts = vk::FormatProperties2::default().push_next(&mut list);
    // SAFETY: as above; the array has as many places as the list says.
    unsafe { raw.get_physical_device_format_properties2(physical, format, &mut facts) };
    found
}

/// What can be done with dmabufs of images of this tiling.
fn shares(
    device: &Device,
    format: Packed,
    modifier: u64,
) -> Result<vk::ExternalMemoryFeatureFlags, GpuError> {
    let mut tiling = vk::PhysicalDeviceImageDrmFormatModifierInfoEXT::default()
        .drm_format_modifier(modifier)
        .sharing_mode(vk::SharingMode::EXCLUSIVE);
    let mut external =
        vk::PhysicalDeviceExternalImageFormatInfo::default().handle_type(Handle::Dmabuf.flags());
    let info = vk::PhysicalDeviceImageFormatInfo2::default()
        .format(image_format(format))
        .ty(vk::ImageType::TYPE_2D)
        .tiling(vk::ImageTiling::DRM_FORMAT_MODIFIER_EXT)
        .usage(vk::ImageUsageFlags::SAMPLED)
        .push_next(&mut tiling)
        .push_next(&mut external);
    let mut shared = vk::ExternalImageFormatProperties::default();
    let mut facts = vk::ImageFormatProperties2::default().push_next(&mut shared);
    let (raw, physical) = (device.instance().raw(), device.physical());
    // SAFETY: valid usage: the device is of this instance, has the modifier's extension, and
    // what is chained lives through the call.
    let found =
        unsafe { raw.get_physical_device_image_format_properties2(physical, &info, &mut facts) };
    match found {
        Ok(()) => {
            let features = shared.external_memory_properties.external_memory_features;
            Ok(features)
        }
        Err(vk::Result::ERROR_FORMAT_NOT_SUPPORTED) => Ok(vk::ExternalMemoryFeatureFlags::empty()),
        other => {
            let nothing = vk::ExternalMemoryFeatureFlags::empty();
            other.check("vkGetPhysicalDeviceImageFormatProperties2").map(|()| nothing)
        }
    }
}

/// What Vulkan calls a format. Source: Vulkan, "Format Definition"; packed ones are named from
/// the highest bit on.
pub(super) fn image_format(format: Packed) -> vk::Format {
    match format {
        Packed::Bgrx => vk::Format::B8G8R8A8_UNORM,
        Packed::Rgbx => vk::Format::R8G8B8A8_UNORM,
        Packed::BgrxTen => vk::Format::A2R10G10B10_UNORM_PACK32,
        Packed::RgbxTen => vk::Format::A2B10G10R10_UNORM_PACK32,
    }
}

/// An image of another driver's memory.
pub(super) struct Foreign {
    // In the order in which they must be dropped.
    view: Owned<vk::ImageView>,
    image: Owned<vk::Image>,
    _memory: Owned<vk::DeviceMemory>,
}

impl Foreign {
    pub fn new(
        device: &Arc<Device>,
        dmabuf: &Dmabuf<'_>,
        fd: OwnedFd,
    ) -> Result<Foreign, GpuError> {
        let known = modifiers(device, dmabuf.format)?;
        let fits = |known: &&Modifier| known.code == dmabuf.modifier;
        match known.iter().find(fits) {
            Some(known) if known.planes as usize == dmabuf.planes.len() => {}
            Some(known) => {
                let value = known.planes.into();
                return Err(GpuError::Import { what: "the modifier has other planes", value });
            }
            None => {
                let value = dmabuf.modifier;
                return Err(GpuError::Import { what: "unknown modifier", value });
            }
        }
        let size = memory_size(&fd)?;
        let image = foreign_image(device, dmabuf)?;
        // SAFETY: the image is the device's.
        let needs = unsafe { device.raw().get_image_memory_requirements(image.raw()) };
        if needs.size > size {
            return Err(GpuError::Import { what: "the memory is too small", value: size });
        }
        let mut dedicated = vk::MemoryDedicatedAllocateInfo::default().image(image.raw());
        let kinds = needs.memory_type_bits;
        let memory = import(device, fd, Handle::Dmabuf, needs.size, kinds, &mut dedicated)?;
        Foreign::of(device, image, memory, dmabuf.format)
    }

    /// An image of memory that was made for it and is not bound yet.
    pub fn of(
        device: &Arc<Device>,
        image: Owned<vk::Image>,
        memory: Owned<vk::DeviceMemory>,
        format: Packed,
    ) -> Result<Foreign, GpuError> {
        // SAFETY: valid usage: neither was bound before, and the memory has a kind and a size
        // that the image takes.
        unsafe { device.raw().bind_image_memory(image.raw(), memory.raw(), 0) }
            .check("vkBindImageMemory")?;
        let view = color_view(device, image.raw(), image_format(format))?;
        Ok(Foreign { view, image, _memory: memory })
    }

    pub fn view(&self) -> vk::ImageView {
        self.view.raw()
    }

    pub fn image(&self) -> vk::Image {
        self.image.raw()
    }
}

/// An image without memory, laid out as the dmabuf says.
fn foreign_image(device: &Arc<Device>, dmabuf: &Dmabuf<'_>) -> Result<Owned<vk::Image>, GpuError> {
    let mut planes = [vk::SubresourceLayout::default(); PLANES];
    for (layout, plane) in planes.iter_mut().zip(dmabuf.planes) {
        // Size and pitches of layers must be zero here.
        layout.offset = plane.offset.into();
        layout.row_pitch = plane.stride.into();
    }
    let mut tiling = vk::ImageDrmFormatModifierExplicitCreateInfoEXT::default()
        .drm_format_modifier(dmabuf.modifier)
        .plane_layouts(&planes[..dmabuf.planes.len().min(PLANES)]);
    let mut external =
        vk::ExternalMemoryImageCreateInfo::default().handle_types(Handle::Dmabuf.flags());
    let extent = vk::Extent3D { width: dmabuf.width, height: dmabuf.height, depth: 1 };
    let info = vk::ImageCreateInfo::default()
        .image_type(vk::ImageType::TYPE_2D)
        .format(image_format(dmabuf.format))
        .extent(extent)
        .mip_levels(1)
        .array_layers(1)
        .samples(vk::SampleCountFlags::TYPE_1)
        .tiling(vk::ImageTiling::DRM_FORMAT_MODIFIER_EXT)
        .usage(vk::ImageUsageFlags::SAMPLED)
        .push_next(&mut external)
        .push_next(&mut tiling);
    // SAFETY: valid usage: the modifier is one that the driver imports, with as many planes as
    // it has; what is chained lives through the call.
    let image = unsafe { device.raw().create_image(&info, None) };
    Ok(Owned::new(device, image.check("vkCreateImage")?))
}
