//! The commands of a frame that is drawn. One frame is in flight at a time.

use std::sync::Arc;

use ash::vk;

use super::Check;
use super::commands::Commands;
use super::device::Device;
use super::memory::{COLOR, Texture};
use super::owned::Owned;
use crate::GpuError;

/// The commands of a frame, and what tells that it may be drawn.
pub(super) struct Frame {
    commands: Commands,
    /// Signalled when the window has given an image.
    acquired: Owned<vk::Semaphore>,
    device: Arc<Device>,
}

/// A binary semaphore.
pub(super) fn semaphore(device: &Arc<Device>) -> Result<Owned<vk::Semaphore>, GpuError> {
    let info = vk::SemaphoreCreateInfo::default();
    // SAFETY: the device is alive.
    let semaphore = unsafe { device.raw().create_semaphore(&info, None) };
    Ok(Owned::new(device, semaphore.check("vkCreateSemaphore")?))
}

/// Where rows of texels stand.
pub(super) struct Rows {
    pub buffer: vk::Buffer,
    /// Bytes of the buffer.
    pub len: usize,
    /// Bytes before the first row.
    pub offset: usize,
    /// Texels from one row to the next.
    pub row: u32,
    /// Bytes of a texel.
    pub texel: usize,
}

impl Frame {
    pub fn new(device: &Arc<Device>) -> Result<Frame, GpuError> {
        let (commands, acquired) = (Commands::new(device)?, semaphore(device)?);
        Ok(Frame { commands, acquired, device: Arc::clone(device) })
    }

    pub fn commands(&self) -> &Commands {
        &self.commands
    }

    pub fn acquired(&self) -> vk::Semaphore {
        self.acquired.raw()
    }

    /// Forgets what was recorded and records anew.
    pub fn begin(&mut self) -> Result<(), GpuError> {
        self.commands.begin()
    }

    /// Records the copy of an image's rows.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when the buffer ends before the image does.
    pub fn upload(&self, rows: &Rows, texture: &Texture) -> Result<(), GpuError> {
        let Rows { buffer, len, offset, row, texel } = *rows;
        let size = texture.size();
        let needed = offset + row as usize * texel * size.height as usize;
        if needed > len || row < size.width {
            return Err(GpuError::Truncated { needed, got: len });
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
        let (commands, to) = (self.commands.raw(), texture.image());
        // SAFETY: valid usage: recording; the region lies within both, as checked; the layout is
        // that of the barrier before.
        unsafe {
            self.device.raw().cmd_copy_buffer_to_image(commands, buffer, to, layout, &regions);
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
        self.commands.barrier(source, target, &[], &[barrier]);
    }

    /// Ends the recording and submits it, with no window to wait for.
    pub fn submit(&mut self) -> Result<(), GpuError> {
        self.commands.submit()
    }

    /// Ends the recording and submits it, to run once the window's image is `acquired` and to
    /// signal `finished`.
    pub fn submit_to_window(&mut self, finished: vk::Semaphore) -> Result<(), GpuError> {
        let (waits, signals) = ([self.acquired.raw()], [finished]);
        let info = vk::SubmitInfo::default()
            .wait_semaphores(&waits)
            .wait_dst_stage_mask(&[vk::PipelineStageFlags::COLOR_ATTACHMENT_OUTPUT])
            .signal_semaphores(&signals);
        self.commands.submit_as(info)
    }

    /// Waits until the submission is done.
    pub fn wait(&mut self) -> Result<(), GpuError> {
        self.commands.wait()
    }
}
