//! A window's images: how many, of which size, when they are shown.

use std::sync::Arc;

use ash::khr;
use ash::prelude::VkResult;
use ash::vk;

use super::Check;
use super::device::Device;
use super::frame::semaphore;
use super::memory::color_view;
use super::owned::Owned;
use super::surface::{Surface, SurfaceFacts};
use crate::GpuError;

/// How long the window may keep all of its images, in nanoseconds: a hidden one keeps them.
const HIDDEN: u64 = 100_000_000;

/// One image and what it takes to draw to it.
struct Target {
    // In the order in which they must be dropped.
    framebuffer: Owned<vk::Framebuffer>,
    _view: Owned<vk::ImageView>,
    /// Signalled when the image is drawn.
    finished: Owned<vk::Semaphore>,
}

/// The images of a window at one size. Drop it before its surface, with the device idle.
pub(super) struct Swapchain {
    targets: Vec<Target>,
    raw: vk::SwapchainKHR,
    calls: khr::swapchain::Device,
    extent: vk::Extent2D,
    mode: vk::PresentModeKHR,
    device: Arc<Device>,
}

/// What the window says to an image.
pub(super) enum Turn<T> {
    /// Go on.
    Ready(T),
    /// The window has changed; make a new swapchain.
    Stale,
    /// The window is hidden.
    Hidden,
}

impl Swapchain {
    /// For a window of this size, in place of `old`; `None` for a window without pixels.
    pub fn new(
        device: &Arc<Device>,
        surface: &Surface,
        pass: &Owned<vk::RenderPass>,
        format: vk::SurfaceFormatKHR,
        size: (u32, u32),
    ) -> Result<Option<Swapchain>, GpuError> {
        let facts = surface.facts(device.physical())?;
        let extent = extent(&facts.capabilities, size);
        if extent.width == 0 || extent.height == 0 {
            return Ok(None);
        }
        let calls = khr::swapchain::Device::new(device.instance().raw(), device.raw());
        let mode = present_mode(&facts.modes);
        let info = vk::SwapchainCreateInfoKHR::default()
            .surface(surface.raw())
            .min_image_count(image_count(&facts.capabilities))
            .image_format(format.format)
            .image_color_space(format.color_space)
            .image_extent(extent)
            .image_array_layers(1)
            .image_usage(vk::ImageUsageFlags::COLOR_ATTACHMENT)
            .image_sharing_mode(vk::SharingMode::EXCLUSIVE)
            .pre_transform(facts.capabilities.current_transform)
            .composite_alpha(composite_alpha(&facts))
            .present_mode(mode)
            .clipped(true);
        // SAFETY: valid usage: every value is one that the surface says it takes.
        let raw = unsafe { calls.create_swapchain(&info, None) }.check("vkCreateSwapchainKHR")?;
        let targets = Vec::new();
        let device = Arc::clone(device);
        let mut chain = Swapchain { targets, raw, calls, extent, mode, device };
        chain.make_targets(pass, format.format)?;
        Ok(Some(chain))
    }

    fn make_targets(
        &mut self,
        pass: &Owned<vk::RenderPass>,
        format: vk::Format,
    ) -> Result<(), GpuError> {
        // SAFETY: the swapchain is alive.
        let images = unsafe { self.calls.get_swapchain_images(self.raw) };
        for image in images.check("vkGetSwapchainImagesKHR")? {
            let view = color_view(&self.device, image, format)?;
            let views = [view.raw()];
            let info = vk::FramebufferCreateInfo::default()
                .render_pass(pass.raw())
                .attachments(&views)
                .width(self.extent.width)
                .height(self.extent.height)
                .layers(1);
            // SAFETY: valid usage: the view has the format of the pass and this size.
            let framebuffer = unsafe { self.device.raw().create_framebuffer(&info, None) };
            let framebuffer = Owned::new(&self.device, framebuffer.check("vkCreateFramebuffer")?);
            let finished = semaphore(&self.device)?;
            self.targets.push(Target { framebuffer, _view: view, finished });
        }
        Ok(())
    }

    pub fn extent(&self) -> vk::Extent2D {
        self.extent
    }

    /// How pictures are queued for the screen.
    pub fn mode(&self) -> vk::PresentModeKHR {
        self.mode
    }

    pub fn framebuffer(&self, image: u32) -> vk::Framebuffer {
        self.targets[image as usize].framebuffer.raw()
    }

    pub fn finished(&self, image: u32) -> vk::Semaphore {
        self.targets[image as usize].finished.raw()
    }

    /// Takes an image to draw to; `acquired` is signalled when that may begin.
    pub fn acquire(&self, acquired: vk::Semaphore) -> Result<Turn<u32>, GpuError> {
        let (chain, fence) = (self.raw, vk::Fence::null());
        // SAFETY: valid usage: the semaphore is unsignalled, since the last submission that
        // waited for it is done.
        let image = unsafe { self.calls.acquire_next_image(chain, HIDDEN, acquired, fence) };
        match image {
            // A suboptimal image has to be used, since the semaphore will be signalled.
            Ok((image, _)) => Ok(Turn::Ready(image)),
            Err(vk::Result::ERROR_OUT_OF_DATE_KHR) => Ok(Turn::Stale),
            Err(vk::Result::TIMEOUT | vk::Result::NOT_READY) => Ok(Turn::Hidden),
            other => other.check("vkAcquireNextImageKHR").map(|(image, _)| Turn::Ready(image)),
        }
    }

    /// Shows an image once it is drawn.
    pub fn present(&self, image: u32) -> Result<Turn<()>, GpuError> {
        let (waits, chains, images) = ([self.finished(image)], [self.raw], [image]);
        let info = vk::PresentInfoKHR::default()
            .wait_semaphores(&waits)
            .swapchains(&chains)
            .image_indices(&images);
        // SAFETY: valid usage: the image was acquired, and a submission signals the semaphore.
        let shown = unsafe { self.calls.queue_present(self.device.queue(), &info) };
        turn(shown)
    }
}

/// A suboptimal image is shown, but the next one should fit.
fn turn(shown: VkResult<bool>) -> Result<Turn<()>, GpuError> {
    match shown {
        Ok(false) => Ok(Turn::Ready(())),
        Ok(true) | Err(vk::Result::ERROR_OUT_OF_DATE_KHR) => Ok(Turn::Stale),
        other => other.check("vkQueuePresentKHR").map(|_| Turn::Ready(())),
    }
}

impl Drop for Swapchain {
    fn drop(&mut self) {
        self.device.wait_idle();
        self.targets.clear();
        // SAFETY: valid usage: the device is idle, and no image is acquired.
        unsafe { self.calls.destroy_swapchain(self.raw, None) };
    }
}

/// The window's own size where the window system fixes it, as X11 does; otherwise ours.
fn extent(facts: &vk::SurfaceCapabilitiesKHR, (width, height): (u32, u32)) -> vk::Extent2D {
    if facts.current_extent.width != u32::MAX {
        return facts.current_extent;
    }
    let (least, most) = (facts.min_image_extent, facts.max_image_extent);
    vk::Extent2D {
        width: width.clamp(least.width, most.width.max(least.width)),
        height: height.clamp(least.height, most.height.max(least.height)),
    }
}

/// One on the screen, one that waits for it, one to draw to: with a mailbox we never wait.
fn image_count(facts: &vk::SurfaceCapabilitiesKHR) -> u32 {
    let most = if facts.max_image_count == 0 { u32::MAX } else { facts.max_image_count };
    (facts.min_image_count + 1).max(3).min(most)
}

/// The newest picture at the next refresh, without tearing; else at once; else in turn.
fn present_mode(modes: &[vk::PresentModeKHR]) -> vk::PresentModeKHR {
    let liked = [vk::PresentModeKHR::MAILBOX, vk::PresentModeKHR::IMMEDIATE];
    liked.into_iter().find(|mode| modes.contains(mode)).unwrap_or(vk::PresentModeKHR::FIFO)
}

fn composite_alpha(facts: &SurfaceFacts) -> vk::CompositeAlphaFlagsKHR {
    let known = facts.capabilities.supported_composite_alpha;
    let liked = [vk::CompositeAlphaFlagsKHR::OPAQUE, vk::CompositeAlphaFlagsKHR::INHERIT];
    let found = liked.into_iter().find(|flag| known.contains(*flag));
    found.unwrap_or(vk::CompositeAlphaFlagsKHR::PRE_MULTIPLIED)
}

/// 8-bit samples that are shown as they are: the stream's are gamma-coded already.
pub(super) fn surface_format(formats: &[vk::SurfaceFormatKHR]) -> Option<vk::SurfaceFormatKHR> {
    let plain = |format: &&vk::SurfaceFormatKHR| {
        matches!(format.format, vk::Format::B8G8R8A8_UNORM | vk::Format::R8G8B8A8_UNORM)
            && format.color_space == vk::ColorSpaceKHR::SRGB_NONLINEAR
    };
    formats.iter().find(plain).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mode_that_never_waits_is_liked_best() {
        use vk::PresentModeKHR as Mode;
        assert_eq!(present_mode(&[Mode::FIFO, Mode::IMMEDIATE, Mode::MAILBOX]), Mode::MAILBOX);
        assert_eq!(present_mode(&[Mode::FIFO, Mode::IMMEDIATE]), Mode::IMMEDIATE);
        assert_eq!(present_mode(&[]), Mode::FIFO);
    }

    #[test]
    fn the_window_system_decides_on_the_size_if_it_does() {
        let extent_of = |width, height| vk::Extent2D { width, height };
        let fixed = vk::SurfaceCapabilitiesKHR::default().current_extent(extent_of(640, 360));
        assert_eq!(extent(&fixed, (1, 1)), extent_of(640, 360));
        let free = fixed
            .current_extent(extent_of(u32::MAX, u32::MAX))
            .min_image_extent(extent_of(1, 1))
            .max_image_extent(extent_of(4096, 4096));
        assert_eq!(extent(&free, (5000, 720)), extent_of(4096, 720));
    }
}
