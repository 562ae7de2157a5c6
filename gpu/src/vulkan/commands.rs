//! A command buffer: recorded, submitted, waited for.

use std::sync::Arc;

use ash::vk;

use super::Check;
use super::device::Device;
use super::owned::Owned;
use crate::GpuError;

/// How long the GPU may take before it counts as hung, in nanoseconds: drivers that compute on a slow
/// CPU translate a shader first.
const HUNG: u64 = 10_000_000_000;

/// Commands, and what tells when they are done. Waits for them when dropped.
pub(super) struct Commands {
    raw: vk::CommandBuffer,
    done: Owned<vk::Fence>,
    running: bool,
    // Frees the commands.
    _pool: Owned<vk::CommandPool>,
    device: Arc<Device>,
}

impl Commands {
    pub fn new(device: &Arc<Device>) -> Result<Commands, GpuError> {
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
        let raw = unsafe { device.raw().allocate_command_buffers(&info) };
        let raw = raw.check("vkAllocateCommandBuffers")?.into_iter().next();
        let raw = raw.ok_or(GpuError::NoVulkan { what: "no command buffer" })?;
        // SAFETY: the device is alive.
        let done = unsafe { device.raw().create_fence(&vk::FenceCreateInfo::default(), None) };
        let done = Owned::new(device, done.check("vkCreateFence")?);
        Ok(Commands { raw, done, running: false, _pool: pool, device: Arc::clone(device) })
    }

    pub fn raw(&self) -> vk::CommandBuffer {
        self.raw
    }

    /// True from [`Commands::submit`] until they were waited for.
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// Waits for what runs, forgets it, and records anew.
    pub fn begin(&mut self) -> Result<(), GpuError> {
        self.wait()?;
        let info = vk::CommandBufferBeginInfo::default()
            .flags(vk::CommandBufferUsageFlags::ONE_TIME_SUBMIT);
        // SAFETY: valid usage: the last submission was waited for, and the pool allows resets.
        unsafe { self.device.raw().begin_command_buffer(self.raw, &info) }
            .check("vkBeginCommandBuffer")
    }

    /// Records that images and buffers change hands or layout.
    pub fn barrier(
        &self,
        from: vk::PipelineStageFlags,
        to: vk::PipelineStageFlags,
        buffers: &[vk::BufferMemoryBarrier<'_>],
        images: &[vk::ImageMemoryBarrier<'_>],
    ) {
        let flags = vk::DependencyFlags::empty();
        // SAFETY: valid usage: recording, outside of a render pass; the caller's resources are
        // the device's.
        unsafe {
            self.device.raw().cmd_pipeline_barrier(self.raw, from, to, flags, &[], buffers, images);
        }
    }

    /// Ends the recording and starts the work.
    pub fn submit(&mut self) -> Result<(), GpuError> {
        self.submit_as(vk::SubmitInfo::default())
    }

    /// The same between the semaphores of `info`, which has no commands yet: what it waits for is
    /// going to be signalled, and somebody waits for what it signals.
    pub fn submit_as(&mut self, info: vk::SubmitInfo<'_>) -> Result<(), GpuError> {
        let raw = self.device.raw();
        // SAFETY: valid usage: recording, outside of a render pass.
        unsafe { raw.end_command_buffer(self.raw) }.check("vkEndCommandBuffer")?;
        let commands = [self.raw];
        let info = [info.command_buffers(&commands)];
        // SAFETY: valid usage: the fence is unsignalled, the commands are recorded, and the
        // semaphores are as the caller was told.
        unsafe { raw.queue_submit(self.device.queue(), &info, self.done.raw()) }
            .check("vkQueueSubmit")?;
        self.running = true;
        Ok(())
    }

    /// Waits until the work is done, if there is any.
    pub fn wait(&mut self) -> Result<(), GpuError> {
        if !self.running {
            return Ok(());
        }
        let (raw, fences) = (self.device.raw(), [self.done.raw()]);
        // SAFETY: the fence is the device's.
        unsafe { raw.wait_for_fences(&fences, true, HUNG) }.check("vkWaitForFences")?;
        self.running = false;
        // SAFETY: valid usage: the submission that used the fence is done.
        unsafe { raw.reset_fences(&fences) }.check("vkResetFences")
    }
}

impl Drop for Commands {
    fn drop(&mut self) {
        if self.wait().is_err() {
            self.device.wait_idle();
        }
    }
}
