//! One command buffer: recorded, submitted, waited for. One frame is in flight at a time.

use std::sync::Arc;

use ash::vk;

use super::Check;
use super::device::Device;
use super::memory::{COLOR, Staging, Texture};
use super::owned::Owned;
use crate::GpuError;

/// How long the GPU may take for a frame before it counts as hung, in nanoseconds.
const HUNG: u64 = 2_000_000_000;

/// The commands of a frame, and what tells when they are done.
pub(super) struct Frame {
    commands: vk::CommandBuffer,
    done: Owned<vk::Fence>,
    /// Signalled when the window has given an image.
    acquired: Owned<vk::Semaphore>,
    // Frees the commands.
    _pool: Owned<vk::CommandPool>,
    device: Arc<Device>,
}

/// A binary semaphore.
pub(super) fn semaphore(device: &Arc<Device>) -> Result<Owned<vk::Semaphore>, GpuError> {
    let info = vk::SemaphoreCreateInfo::default();
    // SAFETY: the device is alive.
    let semaphore = unsafe { device.raw().create_semaphore(&info, None) };
    Ok(Owned::new(device, semaphore.check("vkCreateSemaphore")?))
}

impl Frame {
    pub fn new(device: &Arc<Device>) -> Result<Frame, GpuError> {
        let info = vk::CommandPoolCreateInfo::default()
            .flags(vk::CommandPoolCreateFlags::RESET_COMMAND_BUFFER)
            .queue_family_index(device.family());
        // SAFETY: valid usage: the family is the one of the device's queue.
        let pool = unsafe { device.raw().create_command_pool(&info, None) };
        let pool = Owned::new(device, pool.check("vkCreateCommandPool")?);
        let info = vk::CommandBufferAllocateInfo::default()
            .command_pool(pool.raw())
            .level(vk::CommandBufferLevel::PRIMARY)
            .command_buffer_count(1);
        // SAFETY: the pool is the device's and used by this thread alone.
        let commands = unsafe { device.raw().allocate_command_buffers(&info) };
        let commands = commands.check("vkAllocateCommandBuffers")?.into_iter().next();
        let commands = commands.ok_or(GpuError::NoVulkan { what: "no command buffer" })?;
        // SAFETY: the device is alive.
        let done = unsafe { device.raw().create_fence(&vk::FenceCreateInfo::default(), None) };
        Ok(Frame {
            commands,
            done: Owned::new(device, done.check("vkCreateFence")?),
            acquired: semaphore(device)?,
            _pool: pool,
            device: Arc::clone(device),
        })
    }

    pub fn commands(&self) -> vk::CommandBuffer {
        self.commands
    }

    pub fn acquired(&self) -> vk::Semaphore {
        self.acquired.raw()
    }

    /// Forgets what was recorded and records anew.
    pub fn begin(&self) -> Result<(), GpuError> {
        let info = vk::CommandBufferBeginInfo::default()
            .flags(vk::CommandBufferUsageFlags::ONE_TIME_SUBMIT);
        // SAFETY: valid usage: the last submission was waited for, and the pool allows resets.
        unsafe { self.device.raw().begin_command_buffer(self.commands, &info) }
            .check("vkBeginCommandBuffer")
    }

    /// Records the copy of an image's rows, `row` texels apart, from `offset` in `staging`.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when `staging` ends before the image does.
    pub fn upload(
        &self,
        staging: &Staging,
        offset: usize,
        row: u32,
        texel: usize,
        texture: &Texture,
    ) -> Result<(), GpuError> {
        let size = texture.size();
        let needed = offset + row as usize * texel * size.height as usize;
        if needed > staging.len() || row < size.width {
            return Err(GpuError::Truncated { needed, got: staging.len() });
        }
        self.turn(texture, vk::ImageLayout::UNDEFINED, vk::ImageLayout::TRANSFER_DST_OPTIMAL);
        let layers = vk::ImageSubresourceLayers {
            aspect_mask: vk::ImageAspectFlags::COLOR,
            mip_level: 0,
            base_array_layer: 0,
            layer_count: 1,
        };
        let region = vk::BufferImageCopy::default()
            .buffer_offset(offset as u64)
            .buffer_row_length(row)
            .image_subresource(layers)
            .image_extent(size.into());
        let (layout, regions) = (vk::ImageLayout::TRANSFER_DST_OPTIMAL, [region]);
        let (commands, from, to) = (self.commands, staging.raw(), texture.image());
        // SAFETY: valid usage: recording; the region lies within both, as checked; the layout is
        // that of the barrier before.
        unsafe {
            self.device.raw().cmd_copy_buffer_to_image(commands, from, to, layout, &regions);
        }
        self.turn(
            texture,
            vk::ImageLayout::TRANSFER_DST_OPTIMAL,
            vk::ImageLayout::SHADER_READ_ONLY_OPTIMAL,
        );
        Ok(())
    }

    /// Records a change of layout between copy and shader, in either direction.
    fn turn(&self, texture: &Texture, old: vk::ImageLayout, new: vk::ImageLayout) {
        let filled = new == vk::ImageLayout::SHADER_READ_ONLY_OPTIMAL;
        let (write, read) = (vk::AccessFlags::TRANSFER_WRITE, vk::AccessFlags::SHADER_READ);
        let (copy, shade) =
            (vk::PipelineStageFlags::TRANSFER, vk::PipelineStageFlags::FRAGMENT_SHADER);
        let barrier = vk::ImageMemoryBarrier::default()
            .src_access_mask(if filled { write } else { vk::AccessFlags::empty() })
            .dst_access_mask(if filled { read } else { write })
            .old_layout(old)
            .new_layout(new)
            .src_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
            .dst_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
            .image(texture.image())
            .subresource_range(COLOR);
        let (source, target) = if filled { (copy, shade) } else { (shade, copy) };
        let (raw, flags) = (self.device.raw(), vk::DependencyFlags::empty());
        let barriers = [barrier];
        // SAFETY: valid usage: recording, outside of a render pass; the image is the device's.
        unsafe {
            raw.cmd_pipeline_barrier(self.commands, source, target, flags, &[], &[], &barriers);
        }
    }

    /// Ends the recording and submits it, to run once the window's image is `acquired` and to
    /// signal `finished`.
    pub fn submit(&self, finished: vk::Semaphore) -> Result<(), GpuError> {
        let raw = self.device.raw();
        // SAFETY: valid usage: recording, outside of a render pass.
        unsafe { raw.end_command_buffer(self.commands) }.check("vkEndCommandBuffer")?;
        let (waits, signals) = ([self.acquired.raw()], [finished]);
        let commands = [self.commands];
        let info = vk::SubmitInfo::default()
            .wait_semaphores(&waits)
            .wait_dst_stage_mask(&[vk::PipelineStageFlags::COLOR_ATTACHMENT_OUTPUT])
            .command_buffers(&commands)
            .signal_semaphores(&signals);
        // SAFETY: valid usage: the acquisition before will signal the semaphore waited for, the
        // presentation after waits for `finished`, and the fence is unsignalled.
        unsafe { raw.queue_submit(self.device.queue(), &[info], self.done.raw()) }
            .check("vkQueueSubmit")
    }

    /// Waits until the submission is done.
    pub fn wait(&self) -> Result<(), GpuError> {
        let (raw, fences) = (self.device.raw(), [self.done.raw()]);
        // SAFETY: the fence is the device's.
        unsafe { raw.wait_for_fences(&fences, true, HUNG) }.check("vkWaitForFences")?;
        // SAFETY: valid usage: the submission that used the fence is done.
        unsafe { raw.reset_fences(&fences) }.check("vkResetFences")
    }
}
