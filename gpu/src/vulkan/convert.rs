//! Packed pictures to the surfaces that encoders take, on the GPU.
//!
//! A converter has a ring of jobs, each with commands and a surface of its own, all made at the
//! start; nothing is created or allocated for a frame. The bytes are those of
//! [`exact::convert`](crate::convert::exact::convert), which is what to use where this cannot be had. One thread at a time.

mod job;
mod objects;
mod timer;

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Duration;

use ash::vk;

use self::job::{Job, whole};
use self::objects::{bindings, entries, pipeline, pipeline_layout, pool, shader_module};
use self::timer::Timer;
use super::commands::Commands;
use super::device::Device;
use super::import::{Pixels, Source};
use super::memory::COLOR;
use super::owned::Owned;
use crate::GpuError;
pub use crate::convert::job::{Conversion, RING, Slot};
use crate::convert::job::{WORDS, for_rows, groups, words};
use crate::convert::packed::Packed;
use crate::convert::surface::SurfaceLayout;

/// Who uses the surfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Another interface of the GPU: [`Converter::export`].
    Gpu,
    /// The CPU: [`Converter::bytes`].
    Cpu,
}

/// Converts pictures of one size and format.
pub struct Converter {
    // Jobs wait for the GPU when they are dropped, so they go first.
    jobs: Vec<Job>,
    next: usize,
    image: Owned<vk::Pipeline>,
    rows: Owned<vk::Pipeline>,
    layout: Owned<vk::PipelineLayout>,
    _pool: Owned<vk::DescriptorPool>,
    _bindings: Owned<vk::DescriptorSetLayout>,
    rule: [u32; WORDS],
    groups: (u32, u32),
    conversion: Conversion,
    target: SurfaceLayout,
    output: Output,
    device: Arc<Device>,
}

impl Converter {
    /// Makes everything that frames need.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] for a size that the GPU cannot do, [`GpuError::NoVulkan`] when
    /// surfaces are to be handed out and the driver hands none out, [`GpuError::Vulkan`].
    pub fn new(
        device: &Arc<Device>,
        conversion: Conversion,
        output: Output,
    ) -> Result<Converter, GpuError> {
        let target = conversion.target()?;
        let most = device.limits().max_storage_buffer_range as usize;
        if target.is_empty() || target.len() > most {
            return Err(GpuError::Unsupported {
                what: "surface bytes",
                value: target.len() as u64,
            });
        }
        let bindings = bindings(device)?;
        let pool = pool(device)?;
        let layout = pipeline_layout(device, &bindings)?;
        let shaders = shader_module(device)?;
        let (image, rows) = entries(conversion.to);
        let jobs = (0..RING).map(|_| Job::new(device, &pool, &bindings, &target, output));
        Ok(Converter {
            jobs: jobs.collect::<Result<_, _>>()?,
            next: 0,
            image: pipeline(device, &shaders, image, &layout)?,
            rows: pipeline(device, &shaders, rows, &layout)?,
            layout,
            _pool: pool,
            _bindings: bindings,
            rule: words(&conversion, &target),
            groups: groups(&target),
            conversion,
            target,
            output,
            device: Arc::clone(device),
        })
    }

    /// How the surfaces are laid out.
    pub fn target(&self) -> SurfaceLayout {
        self.target
    }

    /// Width and height of the sources.
    pub fn size(&self) -> (u32, u32) {
        self.conversion.size
    }

    /// From now on sources have this format.
    pub fn expect(&mut self, from: Packed) {
        if self.conversion.from != from {
            self.conversion.from = from;
            self.rule = words(&self.conversion, &self.target);
        }
    }

    /// Starts the conversion of a picture into the next surface, whose user must be done with it.
    /// Waits only when the job that used it was never waited for.
    ///
    /// # Errors
    /// [`GpuError::Size`] and [`GpuError::Unsupported`] for a source of another size or format;
    /// [`GpuError::Vulkan`].
    pub fn submit(&mut self, source: &Arc<Source>) -> Result<Slot, GpuError> {
        self.conversion.check(source.layout())?;
        let slot = Slot(self.next);
        self.jobs[slot.0].commands.begin()?;
        self.bind(slot, source);
        self.record(slot, source);
        let job = &mut self.jobs[slot.0];
        job.start(source.take_fence())?;
        job.source = Some(Arc::clone(source));
        self.next = (self.next + 1) % RING;
        Ok(slot)
    }

    /// Waits until a surface is filled, and lets go of its source.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`] when the GPU is lost or hangs.
    pub fn wait(&mut self, slot: Slot) -> Result<(), GpuError> {
        let job = &mut self.jobs[slot.0 % RING];
        job.commands.wait()?;
        job.source = None;
        Ok(())
    }

    /// From now on the GPU reads its clock before and after each conversion, which takes time by
    /// itself; false where it has none.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn measure(&mut self) -> Result<bool, GpuError> {
        for job in &mut self.jobs {
            job.commands.wait()?;
            job.timer = Timer::new(&self.device)?;
        }
        Ok(self.jobs.iter().all(|job| job.timer.is_some()))
    }

    /// How long the GPU worked on the surface that was waited for last, without the time until it
    /// began; `None` where it has no clock and unless [`Converter::measure`] was called before.
    pub fn took(&self, slot: Slot) -> Option<Duration> {
        self.jobs[slot.0 % RING].timer.as_ref()?.took()
    }

    /// A filled surface; empty while it is being filled, and for [`Output::Gpu`].
    pub fn bytes(&self, slot: Slot) -> &[u8] {
        let job = &self.jobs[slot.0 % RING];
        if job.commands.is_running() { &[] } else { job.surface.bytes() }
    }

    /// A descriptor of a surface's memory, for CUDA, and how many bytes the memory has; the
    /// surface is at its start. Each descriptor names the same memory.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] for surfaces that the CPU uses; [`GpuError::Vulkan`].
    pub fn export(&self, slot: Slot) -> Result<(OwnedFd, u64), GpuError> {
        if self.output == Output::Cpu {
            return Err(GpuError::Unsupported { what: "export of surface", value: slot.0 as u64 });
        }
        let surface = &self.jobs[slot.0 % RING].surface;
        Ok((surface.export(&self.device)?, surface.size()))
    }

    /// From now on the job reads from this source.
    fn bind(&self, slot: Slot, source: &Source) {
        let set = self.jobs[slot.0].set;
        let write = |binding, kind| {
            vk::WriteDescriptorSet::default()
                .dst_set(set)
                .dst_binding(binding)
                .descriptor_type(kind)
        };
        let (view, layout) = match source.pixels() {
            Pixels::Rows(block) => {
                let range = [whole(block)];
                let writes = [write(1, vk::DescriptorType::STORAGE_BUFFER).buffer_info(&range)];
                // SAFETY: valid usage: the job was waited for, and keeps its source.
                unsafe { self.device.raw().update_descriptor_sets(&writes, &[]) };
                return;
            }
            Pixels::Texture(texture) => (texture.view(), vk::ImageLayout::SHADER_READ_ONLY_OPTIMAL),
            Pixels::Foreign(image) => (image.view(), vk::ImageLayout::GENERAL),
        };
        let image = [vk::DescriptorImageInfo::default().image_view(view).image_layout(layout)];
        let writes = [write(0, vk::DescriptorType::SAMPLED_IMAGE).image_info(&image)];
        // SAFETY: as above.
        unsafe { self.device.raw().update_descriptor_sets(&writes, &[]) };
    }

    fn record(&self, slot: Slot, source: &Source) {
        let (commands, raw) = (&self.jobs[slot.0].commands, self.device.raw());
        let timer = self.jobs[slot.0].timer.as_ref();
        timer.inspect(|timer| timer.begin(commands));
        self.hand_over(commands, source, true);
        let (point, layout) = (vk::PipelineBindPoint::COMPUTE, self.layout.raw());
        let mut rule = self.rule;
        let pipeline = match source.pixels() {
            Pixels::Rows(_) => {
                for_rows(&mut rule, source.layout());
                self.rows.raw()
            }
            Pixels::Texture(_) | Pixels::Foreign(_) => self.image.raw(),
        };
        // SAFETY: valid usage: recording.
        unsafe { raw.cmd_bind_pipeline(commands.raw(), point, pipeline) };
        let sets = [self.jobs[slot.0].set];
        // SAFETY: valid usage: recording; the set was made for this layout, and what the
        // pipeline reads of it was written.
        unsafe { raw.cmd_bind_descriptor_sets(commands.raw(), point, layout, 0, &sets, &[]) };
        let mut bytes = [0; WORDS * 4];
        for (place, word) in bytes.as_chunks_mut().0.iter_mut().zip(rule) {
            *place = word.to_ne_bytes();
        }
        let stage = vk::ShaderStageFlags::COMPUTE;
        // SAFETY: valid usage: recording; the layout has a range of these bytes in this stage.
        unsafe { raw.cmd_push_constants(commands.raw(), layout, stage, 0, &bytes) };
        // SAFETY: valid usage: recording; everything that the pipeline needs was set above, and
        // the shader stays within both memories.
        unsafe { raw.cmd_dispatch(commands.raw(), self.groups.0, self.groups.1, 1) };
        self.hand_over(commands, source, false);
        self.publish(slot, commands);
        timer.inspect(|timer| timer.end(commands));
    }

    /// Records that another driver's memory is ours, or its own again.
    fn hand_over(&self, commands: &Commands, source: &Source, ours: bool) {
        if !source.is_foreign() {
            return;
        }
        let foreign = self.device.has(ash::ext::queue_family_foreign::NAME);
        let theirs = if foreign { vk::QUEUE_FAMILY_FOREIGN_EXT } else { vk::QUEUE_FAMILY_EXTERNAL };
        let here = self.device.family();
        let (from, to) = if ours { (theirs, here) } else { (here, theirs) };
        let read = if ours { vk::AccessFlags::SHADER_READ } else { vk::AccessFlags::empty() };
        let (top, work, bottom) = (
            vk::PipelineStageFlags::TOP_OF_PIPE,
            vk::PipelineStageFlags::COMPUTE_SHADER,
            vk::PipelineStageFlags::BOTTOM_OF_PIPE,
        );
        let (before, after) = if ours { (top, work) } else { (work, bottom) };
        match source.pixels() {
            Pixels::Rows(block) => {
                let barrier = vk::BufferMemoryBarrier::default()
                    .dst_access_mask(read)
                    .src_queue_family_index(from)
                    .dst_queue_family_index(to)
                    .buffer(block.raw())
                    .size(vk::WHOLE_SIZE);
                commands.barrier(before, after, &[barrier], &[]);
            }
            Pixels::Foreign(image) => {
                let barrier = vk::ImageMemoryBarrier::default()
                    .dst_access_mask(read)
                    .old_layout(vk::ImageLayout::GENERAL)
                    .new_layout(vk::ImageLayout::GENERAL)
                    .src_queue_family_index(from)
                    .dst_queue_family_index(to)
                    .image(image.image())
                    .subresource_range(COLOR);
                commands.barrier(before, after, &[], &[barrier]);
            }
            Pixels::Texture(_) => {}
        }
    }

    /// Records that the surface is its user's.
    fn publish(&self, slot: Slot, commands: &Commands) {
        let work = vk::PipelineStageFlags::COMPUTE_SHADER;
        let barrier = vk::BufferMemoryBarrier::default()
            .src_access_mask(vk::AccessFlags::SHADER_WRITE)
            .buffer(self.jobs[slot.0].surface.raw())
            .size(vk::WHOLE_SIZE);
        match self.output {
            // Its next filling begins without taking it back: nothing of it is kept.
            Output::Gpu => {
                let barrier = barrier
                    .src_queue_family_index(self.device.family())
                    .dst_queue_family_index(vk::QUEUE_FAMILY_EXTERNAL);
                let end = vk::PipelineStageFlags::BOTTOM_OF_PIPE;
                commands.barrier(work, end, &[barrier], &[]);
            }
            Output::Cpu => {
                let barrier = barrier
                    .dst_access_mask(vk::AccessFlags::HOST_READ)
                    .src_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
                    .dst_queue_family_index(vk::QUEUE_FAMILY_IGNORED);
                commands.barrier(work, vk::PipelineStageFlags::HOST, &[barrier], &[]);
            }
        }
    }
}

#[cfg(test)]
mod tests;
