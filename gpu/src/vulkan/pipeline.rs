//! How a picture and the overlay are drawn: shaders, their bindings, the render pass.

use std::ffi::CStr;
use std::sync::Arc;

use ash::vk;

use super::Check;
use super::device::Device;
use super::memory::Texture;
use super::owned::Owned;
use crate::GpuError;
use crate::present::Rect;

/// `shaders/present.wgsl`, compiled. `tests/shaders.rs` compiles it anew and compares.
const PRESENT: &[u8] = include_bytes!("../../shaders/present.spv");

/// Textures by binding, from 1: Y, U, V, the overlay. Source: shaders/present.wgsl.
pub(super) const TEXTURES: usize = 4;

/// Bytes of the colour coefficients. Source: shaders/present.wgsl, `Coefficients`.
const COEFFICIENTS: u32 = 48;

/// How chroma lies in the textures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chroma {
    /// In one for each kind.
    Planes,
    /// In pairs, in one.
    Pairs,
}

/// Everything that is the same for every frame.
pub(super) struct Pipelines {
    planes: Owned<vk::Pipeline>,
    pairs: Owned<vk::Pipeline>,
    text: Owned<vk::Pipeline>,
    layout: Owned<vk::PipelineLayout>,
    pass: Owned<vk::RenderPass>,
    set: vk::DescriptorSet,
    // Frees the set.
    _pool: Owned<vk::DescriptorPool>,
    _bindings: Owned<vk::DescriptorSetLayout>,
    _sampler: Owned<vk::Sampler>,
    device: Arc<Device>,
}

impl Pipelines {
    /// For images of this format, which are in `last` layout when they are drawn.
    pub fn new(
        device: &Arc<Device>,
        format: vk::Format,
        last: vk::ImageLayout,
    ) -> Result<Pipelines, GpuError> {
        let sampler = sampler(device)?;
        let bindings = bindings(device, &sampler)?;
        let pool = descriptor_pool(device)?;
        let set = descriptor_set(device, &pool, &bindings)?;
        let layout = pipeline_layout(device, &bindings)?;
        let pass = render_pass(device, format, last)?;
        let shaders = shader_module(device)?;
        Ok(Pipelines {
            planes: pipeline(device, &shaders, c"planes", &layout, &pass)?,
            pairs: pipeline(device, &shaders, c"pairs", &layout, &pass)?,
            text: pipeline(device, &shaders, c"text", &layout, &pass)?,
            layout,
            pass,
            set,
            _pool: pool,
            _bindings: bindings,
            _sampler: sampler,
            device: Arc::clone(device),
        })
    }

    pub fn pass(&self) -> &Owned<vk::RenderPass> {
        &self.pass
    }

    /// From now on draws from these textures.
    pub fn bind(&self, textures: [&Texture; TEXTURES]) {
        let images = textures.map(|texture| {
            [vk::DescriptorImageInfo::default()
                .image_view(texture.view())
                .image_layout(vk::ImageLayout::SHADER_READ_ONLY_OPTIMAL)]
        });
        let [y, u, v, overlay] = &images;
        let writes = [self.write(1, y), self.write(2, u), self.write(3, v), self.write(4, overlay)];
        // SAFETY: valid usage: the set is not in use, since every submission is waited for, and
        // its textures are kept by the presenter as long as they are bound.
        unsafe { self.device.raw().update_descriptor_sets(&writes, &[]) };
    }

    fn write<'a>(
        &self,
        binding: u32,
        image: &'a [vk::DescriptorImageInfo; 1],
    ) -> vk::WriteDescriptorSet<'a> {
        vk::WriteDescriptorSet::default()
            .dst_set(self.set)
            .dst_binding(binding)
            .descriptor_type(vk::DescriptorType::SAMPLED_IMAGE)
            .image_info(image)
    }

    /// Records the start of a black picture in `framebuffer`.
    pub fn begin(
        &self,
        commands: vk::CommandBuffer,
        framebuffer: vk::Framebuffer,
        extent: vk::Extent2D,
    ) {
        let color = vk::ClearColorValue { float32: [0.0, 0.0, 0.0, 1.0] };
        let clear = [vk::ClearValue { color }];
        let info = vk::RenderPassBeginInfo::default()
            .render_pass(self.pass.raw())
            .framebuffer(framebuffer)
            .render_area(extent.into())
            .clear_values(&clear);
        let raw = self.device.raw();
        // SAFETY: valid usage: recording; the framebuffer was made for this pass and extent.
        unsafe { raw.cmd_begin_render_pass(commands, &info, vk::SubpassContents::INLINE) };
        let (point, layout) = (vk::PipelineBindPoint::GRAPHICS, self.layout.raw());
        // SAFETY: valid usage: the set was made for this layout and every binding was written.
        unsafe { raw.cmd_bind_descriptor_sets(commands, point, layout, 0, &[self.set], &[]) };
    }

    /// Records the picture, at `at`.
    pub fn draw_picture(
        &self,
        commands: vk::CommandBuffer,
        chroma: Chroma,
        at: Rect,
        rows: &[[f32; 4]; 3],
    ) {
        let mut bytes = [0; COEFFICIENTS as usize];
        for (place, value) in bytes.as_chunks_mut().0.iter_mut().zip(rows.as_flattened()) {
            *place = value.to_ne_bytes();
        }
        let (layout, stage) = (self.layout.raw(), vk::ShaderStageFlags::FRAGMENT);
        // SAFETY: valid usage: recording; the layout has a range of these bytes in this stage.
        unsafe { self.device.raw().cmd_push_constants(commands, layout, stage, 0, &bytes) };
        let pipeline = match chroma {
            Chroma::Planes => &self.planes,
            Chroma::Pairs => &self.pairs,
        };
        self.draw(commands, pipeline, at);
    }

    /// Records the overlay, at `at`.
    pub fn draw_text(&self, commands: vk::CommandBuffer, at: Rect) {
        self.draw(commands, &self.text, at);
    }

    fn draw(&self, commands: vk::CommandBuffer, pipeline: &Owned<vk::Pipeline>, at: Rect) {
        let raw = self.device.raw();
        let (point, pipeline) = (vk::PipelineBindPoint::GRAPHICS, pipeline.raw());
        // SAFETY: valid usage: recording; the pipeline was made for the pass that has begun.
        unsafe { raw.cmd_bind_pipeline(commands, point, pipeline) };
        let viewport = vk::Viewport {
            x: at.x as f32,
            y: at.y as f32,
            width: at.width.max(1) as f32,
            height: at.height.max(1) as f32,
            min_depth: 0.0,
            max_depth: 1.0,
        };
        // SAFETY: valid usage: recording; the viewport is dynamic and has pixels.
        unsafe { raw.cmd_set_viewport(commands, 0, &[viewport]) };
        let scissor = vk::Rect2D {
            offset: vk::Offset2D { x: at.x as i32, y: at.y as i32 },
            extent: vk::Extent2D { width: at.width, height: at.height },
        };
        // SAFETY: valid usage: recording; the scissor is dynamic, its corner not negative.
        unsafe { raw.cmd_set_scissor(commands, 0, &[scissor]) };
        // SAFETY: valid usage: recording; everything that the pipeline needs was set above.
        unsafe { raw.cmd_draw(commands, 4, 1, 0, 0) };
    }

    /// Records the end of the picture.
    pub fn end(&self, commands: vk::CommandBuffer) {
        // SAFETY: valid usage: recording, within the pass.
        unsafe { self.device.raw().cmd_end_render_pass(commands) };
    }
}

fn sampler(device: &Arc<Device>) -> Result<Owned<vk::Sampler>, GpuError> {
    let edge = vk::SamplerAddressMode::CLAMP_TO_EDGE;
    let info = vk::SamplerCreateInfo::default()
        .mag_filter(vk::Filter::LINEAR)
        .min_filter(vk::Filter::LINEAR)
        .address_mode_u(edge)
        .address_mode_v(edge)
        .address_mode_w(edge);
    // SAFETY: valid usage: no feature is asked for.
    let sampler = unsafe { device.raw().create_sampler(&info, None) };
    Ok(Owned::new(device, sampler.check("vkCreateSampler")?))
}

fn bindings(
    device: &Arc<Device>,
    sampler: &Owned<vk::Sampler>,
) -> Result<Owned<vk::DescriptorSetLayout>, GpuError> {
    let samplers = [sampler.raw()];
    let texture = |binding| {
        vk::DescriptorSetLayoutBinding::default()
            .binding(binding)
            .descriptor_type(vk::DescriptorType::SAMPLED_IMAGE)
            .descriptor_count(1)
            .stage_flags(vk::ShaderStageFlags::FRAGMENT)
    };
    let linear = vk::DescriptorSetLayoutBinding::default()
        .binding(0)
        .descriptor_type(vk::DescriptorType::SAMPLER)
        .stage_flags(vk::ShaderStageFlags::FRAGMENT)
        .immutable_samplers(&samplers)
        .descriptor_count(1);
    let bindings = [linear, texture(1), texture(2), texture(3), texture(4)];
    let info = vk::DescriptorSetLayoutCreateInfo::default().bindings(&bindings);
    // SAFETY: valid usage: the bindings are distinct, and the sampler outlives the layout.
    let layout = unsafe { device.raw().create_descriptor_set_layout(&info, None) };
    Ok(Owned::new(device, layout.check("vkCreateDescriptorSetLayout")?))
}

fn descriptor_pool(device: &Arc<Device>) -> Result<Owned<vk::DescriptorPool>, GpuError> {
    let size = |ty, descriptor_count| vk::DescriptorPoolSize { ty, descriptor_count };
    let sizes = [
        size(vk::DescriptorType::SAMPLER, 1),
        size(vk::DescriptorType::SAMPLED_IMAGE, TEXTURES as u32),
    ];
    let info = vk::DescriptorPoolCreateInfo::default().max_sets(1).pool_sizes(&sizes);
    // SAFETY: valid usage: more than zero sets and descriptors.
    let pool = unsafe { device.raw().create_descriptor_pool(&info, None) };
    Ok(Owned::new(device, pool.check("vkCreateDescriptorPool")?))
}

fn descriptor_set(
    device: &Arc<Device>,
    pool: &Owned<vk::DescriptorPool>,
    layout: &Owned<vk::DescriptorSetLayout>,
) -> Result<vk::DescriptorSet, GpuError> {
    let layouts = [layout.raw()];
    let info =
        vk::DescriptorSetAllocateInfo::default().descriptor_pool(pool.raw()).set_layouts(&layouts);
    // SAFETY: valid usage: the pool has room for one set of this layout.
    let sets = unsafe { device.raw().allocate_descriptor_sets(&info) };
    let set = sets.check("vkAllocateDescriptorSets")?.into_iter().next();
    set.ok_or(GpuError::NoVulkan { what: "no descriptor set" })
}

fn pipeline_layout(
    device: &Arc<Device>,
    bindings: &Owned<vk::DescriptorSetLayout>,
) -> Result<Owned<vk::PipelineLayout>, GpuError> {
    let sets = [bindings.raw()];
    let constants = [vk::PushConstantRange::default()
        .stage_flags(vk::ShaderStageFlags::FRAGMENT)
        .size(COEFFICIENTS)];
    let info =
        vk::PipelineLayoutCreateInfo::default().set_layouts(&sets).push_constant_ranges(&constants);
    // SAFETY: valid usage: 48 bytes are below the 128 that every device has.
    let layout = unsafe { device.raw().create_pipeline_layout(&info, None) };
    Ok(Owned::new(device, layout.check("vkCreatePipelineLayout")?))
}

/// One colour image, black at first, in `last` layout at the end.
fn render_pass(
    device: &Arc<Device>,
    format: vk::Format,
    last: vk::ImageLayout,
) -> Result<Owned<vk::RenderPass>, GpuError> {
    let attachments = [vk::AttachmentDescription::default()
        .format(format)
        .samples(vk::SampleCountFlags::TYPE_1)
        .load_op(vk::AttachmentLoadOp::CLEAR)
        .store_op(vk::AttachmentStoreOp::STORE)
        .stencil_load_op(vk::AttachmentLoadOp::DONT_CARE)
        .stencil_store_op(vk::AttachmentStoreOp::DONT_CARE)
        .initial_layout(vk::ImageLayout::UNDEFINED)
        .final_layout(last)];
    let colors = [vk::AttachmentReference {
        attachment: 0,
        layout: vk::ImageLayout::COLOR_ATTACHMENT_OPTIMAL,
    }];
    let passes = [vk::SubpassDescription::default()
        .pipeline_bind_point(vk::PipelineBindPoint::GRAPHICS)
        .color_attachments(&colors)];
    // The change of layout waits for the image, as the submission does.
    let output = vk::PipelineStageFlags::COLOR_ATTACHMENT_OUTPUT;
    let dependencies = [vk::SubpassDependency::default()
        .src_subpass(vk::SUBPASS_EXTERNAL)
        .dst_subpass(0)
        .src_stage_mask(output)
        .dst_stage_mask(output)
        .dst_access_mask(vk::AccessFlags::COLOR_ATTACHMENT_WRITE)];
    let info = vk::RenderPassCreateInfo::default()
        .attachments(&attachments)
        .subpasses(&passes)
        .dependencies(&dependencies);
    // SAFETY: valid usage: one attachment, one subpass that refers to it.
    let pass = unsafe { device.raw().create_render_pass(&info, None) };
    Ok(Owned::new(device, pass.check("vkCreateRenderPass")?))
}

fn shader_module(device: &Arc<Device>) -> Result<Owned<vk::ShaderModule>, GpuError> {
    let words: Vec<u32> =
        PRESENT.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
    let info = vk::ShaderModuleCreateInfo::default().code(&words);
    // SAFETY: valid usage: valid SPIR-V, made by a compiler and checked in.
    let module = unsafe { device.raw().create_shader_module(&info, None) };
    Ok(Owned::new(device, module.check("vkCreateShaderModule")?))
}

/// A rectangle shaded by the fragment shader `entry`, laid over what is there by its alpha.
fn pipeline(
    device: &Arc<Device>,
    shaders: &Owned<vk::ShaderModule>,
    entry: &'static CStr,
    layout: &Owned<vk::PipelineLayout>,
    pass: &Owned<vk::RenderPass>,
) -> Result<Owned<vk::Pipeline>, GpuError> {
    let stage = |stage, entry| {
        vk::PipelineShaderStageCreateInfo::default().stage(stage).module(shaders.raw()).name(entry)
    };
    let stages = [
        stage(vk::ShaderStageFlags::VERTEX, c"corner"),
        stage(vk::ShaderStageFlags::FRAGMENT, entry),
    ];
    let vertices = vk::PipelineVertexInputStateCreateInfo::default();
    let assembly = vk::PipelineInputAssemblyStateCreateInfo::default()
        .topology(vk::PrimitiveTopology::TRIANGLE_STRIP);
    let viewport =
        vk::PipelineViewportStateCreateInfo::default().viewport_count(1).scissor_count(1);
    let raster = vk::PipelineRasterizationStateCreateInfo::default().line_width(1.0);
    let samples = vk::PipelineMultisampleStateCreateInfo::default()
        .rasterization_samples(vk::SampleCountFlags::TYPE_1);
    let over = [vk::PipelineColorBlendAttachmentState {
        blend_enable: vk::TRUE,
        src_color_blend_factor: vk::BlendFactor::ONE,
        dst_color_blend_factor: vk::BlendFactor::ONE_MINUS_SRC_ALPHA,
        color_blend_op: vk::BlendOp::ADD,
        src_alpha_blend_factor: vk::BlendFactor::ONE,
        dst_alpha_blend_factor: vk::BlendFactor::ONE_MINUS_SRC_ALPHA,
        alpha_blend_op: vk::BlendOp::ADD,
        color_write_mask: vk::ColorComponentFlags::RGBA,
    }];
    let blend = vk::PipelineColorBlendStateCreateInfo::default().attachments(&over);
    let dynamic = vk::PipelineDynamicStateCreateInfo::default()
        .dynamic_states(&[vk::DynamicState::VIEWPORT, vk::DynamicState::SCISSOR]);
    let info = vk::GraphicsPipelineCreateInfo::default()
        .stages(&stages)
        .vertex_input_state(&vertices)
        .input_assembly_state(&assembly)
        .viewport_state(&viewport)
        .rasterization_state(&raster)
        .multisample_state(&samples)
        .color_blend_state(&blend)
        .dynamic_state(&dynamic)
        .layout(layout.raw())
        .render_pass(pass.raw());
    let (raw, cache) = (device.raw(), vk::PipelineCache::null());
    // SAFETY: valid usage: the module has the entry points, the layout their bindings, the pass
    // one colour attachment, and what `info` points to lives through the call.
    let made = unsafe { raw.create_graphics_pipelines(cache, &[info], None) };
    // One pipeline was asked for, so there is none when that did not work.
    let made = made.map_err(|(_, result)| result).check("vkCreateGraphicsPipelines")?;
    let made = made.into_iter().next().ok_or(GpuError::NoVulkan { what: "no pipeline" })?;
    Ok(Owned::new(device, made))
}
