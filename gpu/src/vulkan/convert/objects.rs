//! What a converter needs once: shader, pipelines, bindings.

use std::ffi::CStr;
use std::sync::Arc;

use ash::vk;

use crate::GpuError;
use crate::convert::job::{RING, WORDS};
use crate::convert::surface::SurfaceFormat;
use crate::vulkan::Check;
use crate::vulkan::device::Device;
use crate::vulkan::owned::Owned;

/// `shaders/convert.wgsl`, compiled. `tests/shaders.rs` compiles it anew and compares.
const CONVERT: &[u8] = include_bytes!("../../../shaders/convert.spv");

pub(super) fn bindings(device: &Arc<Device>) -> Result<Owned<vk::DescriptorSetLayout>, GpuError> {
    let binding = |binding, kind| {
        vk::DescriptorSetLayoutBinding::default()
            .binding(binding)
            .descriptor_type(kind)
            .descriptor_count(1)
            .stage_flags(vk::ShaderStageFlags::COMPUTE)
    };
    let bindings = [
        binding(0, vk::DescriptorType::SAMPLED_IMAGE),
        binding(1, vk::DescriptorType::STORAGE_BUFFER),
        binding(2, vk::DescriptorType::STORAGE_BUFFER),
    ];
    let info = vk::DescriptorSetLayoutCreateInfo::default().bindings(&bindings);
    // SAFETY: valid usage: the bindings are distinct.
    let layout = unsafe { device.raw().create_descriptor_set_layout(&info, None) };
    Ok(Owned::new(device, layout.check("vkCreateDescriptorSetLayout")?))
}

pub(super) fn pool(device: &Arc<Device>) -> Result<Owned<vk::DescriptorPool>, GpuError> {
    let jobs = RING as u32;
    let size = |ty, descriptor_count| vk::DescriptorPoolSize { ty, descriptor_count };
    let sizes = [
        size(vk::DescriptorType::SAMPLED_IMAGE, jobs),
        size(vk::DescriptorType::STORAGE_BUFFER, 2 * jobs),
    ];
    let info = vk::DescriptorPoolCreateInfo::default().max_sets(jobs).pool_sizes(&sizes);
    // SAFETY: valid usage: more than zero sets and descriptors.
    let pool = unsafe { device.raw().create_descriptor_pool(&info, None) };
    Ok(Owned::new(device, pool.check("vkCreateDescriptorPool")?))
}

pub(super) fn pipeline_layout(
    device: &Arc<Device>,
    bindings: &Owned<vk::DescriptorSetLayout>,
) -> Result<Owned<vk::PipelineLayout>, GpuError> {
    let sets = [bindings.raw()];
    let constants = [vk::PushConstantRange::default()
        .stage_flags(vk::ShaderStageFlags::COMPUTE)
        .size(WORDS as u32 * 4)];
    let info =
        vk::PipelineLayoutCreateInfo::default().set_layouts(&sets).push_constant_ranges(&constants);
    // SAFETY: valid usage: 112 bytes are below the 128 that every device has.
    let layout = unsafe { device.raw().create_pipeline_layout(&info, None) };
    Ok(Owned::new(device, layout.check("vkCreatePipelineLayout")?))
}

pub(super) fn shader_module(device: &Arc<Device>) -> Result<Owned<vk::ShaderModule>, GpuError> {
    let words: Vec<u32> =
        CONVERT.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
    let info = vk::ShaderModuleCreateInfo::default().code(&words);
    // SAFETY: valid usage: valid SPIR-V, made by a compiler and checked in.
    let module = unsafe { device.raw().create_shader_module(&info, None) };
    Ok(Owned::new(device, module.check("vkCreateShaderModule")?))
}

pub(super) fn pipeline(
    device: &Arc<Device>,
    shaders: &Owned<vk::ShaderModule>,
    entry: &'static CStr,
    layout: &Owned<vk::PipelineLayout>,
) -> Result<Owned<vk::Pipeline>, GpuError> {
    let stage = vk::PipelineShaderStageCreateInfo::default()
        .stage(vk::ShaderStageFlags::COMPUTE)
        .module(shaders.raw())
        .name(entry);
    let info = vk::ComputePipelineCreateInfo::default().stage(stage).layout(layout.raw());
    let (raw, cache) = (device.raw(), vk::PipelineCache::null());
    // SAFETY: valid usage: the module has the entry point, the layout its bindings.
    let made = unsafe { raw.create_compute_pipelines(cache, &[info], None) };
    // One pipeline was asked for, so there is none when that did not work.
    let made = made.map_err(|(_, result)| result).check("vkCreateComputePipelines")?;
    let made = made.into_iter().next().ok_or(GpuError::NoVulkan { what: "no pipeline" })?;
    Ok(Owned::new(device, made))
}

/// Entry points for images and for rows. Source: shaders/convert.wgsl.
pub(super) fn entries(to: SurfaceFormat) -> (&'static CStr, &'static CStr) {
    match to {
        SurfaceFormat::Nv12 => (c"image_nv12", c"buffer_nv12"),
        SurfaceFormat::P010 => (c"image_p010", c"buffer_p010"),
        SurfaceFormat::Yuv444 => (c"image_yuv444", c"buffer_yuv444"),
        SurfaceFormat::Yuv444Ten => (c"image_yuv444_ten", c"buffer_yuv444_ten"),
    }
}
