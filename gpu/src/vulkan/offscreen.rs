//! What a window would show, drawn to memory: to look at and to measure, without a window system.

use std::sync::Arc;

use ash::vk;

use super::Check;
use super::commands::Commands;
use super::device::Device;
use super::external::Block;
use super::frame::Frame;
use super::memory::{COLOR, Texture};
use super::owned::Owned;
use super::scene::Scene;
use super::shared::SharedPicture;
use crate::GpuError;
use crate::convert::ColourSpec;
use crate::decode::Decoded;

const FORMAT: vk::Format = vk::Format::R8G8B8A8_UNORM;

/// Draws to an image of its own. Used by one thread at a time.
pub struct Offscreen {
    // Fields are dropped in order: what was made from something goes before it.
    framebuffer: Owned<vk::Framebuffer>,
    image: Texture,
    scene: Scene,
    frame: Frame,
    device: Arc<Device>,
}

impl Offscreen {
    /// An image of this size in pixels. The device is one for drawing: [`Device::drawing`].
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn open(
        device: &Arc<Device>,
        colour: ColourSpec,
        size: (u32, u32),
    ) -> Result<Offscreen, GpuError> {
        let last = vk::ImageLayout::COLOR_ATTACHMENT_OPTIMAL;
        let scene = Scene::new(device, colour, FORMAT, last)?;
        let usage = vk::ImageUsageFlags::COLOR_ATTACHMENT | vk::ImageUsageFlags::TRANSFER_SRC;
        let image = Texture::with_usage(device, size, FORMAT, usage)?;
        let (views, vk::Extent2D { width, height }) = ([image.view()], image.size());
        let info = vk::FramebufferCreateInfo::default()
            .render_pass(scene.pipelines().pass().raw())
            .attachments(&views)
            .width(width)
            .height(height)
            .layers(1);
        // SAFETY: valid usage: the view has the format of the pass and this size.
        let framebuffer = unsafe { device.raw().create_framebuffer(&info, None) };
        let framebuffer = Owned::new(device, framebuffer.check("vkCreateFramebuffer")?);
        let (frame, device) = (Frame::new(device)?, Arc::clone(device));
        Ok(Offscreen { framebuffer, image, scene, frame, device })
    }

    /// As [`Presenter::set_picture`](super::present::Presenter::set_picture).
    ///
    /// # Errors
    /// The same.
    pub fn set_picture(&mut self, picture: &Decoded<'_>) -> Result<(), GpuError> {
        self.scene.set_picture(picture)
    }

    /// Takes a picture whose memory is the GPU's, and must be held until it is drawn.
    ///
    /// # Errors
    /// [`GpuError::Import`] when it is another GPU's; [`GpuError::Vulkan`].
    pub fn set_shared(&mut self, picture: &Arc<SharedPicture>) -> Result<(), GpuError> {
        self.scene.set_shared(picture)
    }

    /// Draws what was set last. Returns when the GPU is done.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn draw(&mut self) -> Result<(), GpuError> {
        self.frame.begin()?;
        self.scene.record(&self.frame, self.framebuffer.raw(), self.image.size())?;
        self.frame.submit()?;
        self.scene.submitted();
        self.frame.wait()
    }

    /// What was drawn last: red, green, blue and alpha, top row first. Allocates.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn pixels(&self) -> Result<Vec<u8>, GpuError> {
        use vk::PipelineStageFlags as Stage;
        let extent = self.image.size();
        let len = extent.width as usize * extent.height as usize * 4;
        let block = Block::mapped(&self.device, len, vk::BufferUsageFlags::TRANSFER_DST)?;
        let mut commands = Commands::new(&self.device)?;
        commands.begin()?;
        let (drawn, read) =
            (vk::ImageLayout::COLOR_ATTACHMENT_OPTIMAL, vk::ImageLayout::TRANSFER_SRC_OPTIMAL);
        let turn = |from, to| {
            vk::ImageMemoryBarrier::default()
                .src_access_mask(vk::AccessFlags::COLOR_ATTACHMENT_WRITE)
                .dst_access_mask(vk::AccessFlags::TRANSFER_READ)
                .old_layout(from)
                .new_layout(to)
                .src_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
                .dst_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
                .image(self.image.image())
                .subresource_range(COLOR)
        };
        let output = Stage::COLOR_ATTACHMENT_OUTPUT;
        commands.barrier(output, Stage::TRANSFER, &[], &[turn(drawn, read)]);
        let layers = vk::ImageSubresourceLayers {
            aspect_mask: vk::ImageAspectFlags::COLOR,
            mip_level: 0,
            base_array_layer: 0,
            layer_count: 1,
        };
        let regions =
            [vk::BufferImageCopy::default().image_subresource(layers).image_extent(extent.into())];
        let (image, to) = (self.image.image(), block.raw());
        // SAFETY: valid usage: recording; the buffer has room for all pixels, and the image has
        // the layout of the barrier before.
        unsafe {
            let raw = self.device.raw();
            raw.cmd_copy_image_to_buffer(commands.raw(), image, read, to, &regions);
        }
        let there = vk::BufferMemoryBarrier::default()
            .src_access_mask(vk::AccessFlags::TRANSFER_WRITE)
            .dst_access_mask(vk::AccessFlags::HOST_READ)
            .src_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
            .dst_queue_family_index(vk::QUEUE_FAMILY_IGNORED)
            .buffer(to)
            .size(vk::WHOLE_SIZE);
        commands.barrier(Stage::TRANSFER, Stage::HOST, &[there], &[]);
        commands.submit()?;
        commands.wait()?;
        Ok(block.bytes().to_vec())
    }
}

#[cfg(test)]
mod tests;
