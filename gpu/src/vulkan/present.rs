//! Decoded pictures to a window, with the least delay: no more than one frame is in flight, and
//! the newest picture replaces one that the screen has not shown yet.

use std::sync::Arc;

use ash::vk;

use super::device::{Device, Devices};
use super::frame::Frame;
use super::scene::Scene;
pub use super::surface::Drawable;
use super::surface::Surface;
use super::swapchain::{Swapchain, Turn, surface_format};
use crate::GpuError;
use crate::convert::ColourSpec;
use crate::decode::Decoded;
use crate::present::Bitmap;

/// Draws to one window. Used by one thread at a time.
pub struct Presenter {
    // Fields are dropped in order: what was made from something goes before it.
    chain: Option<Swapchain>,
    /// The window's size as it was when the chain was made.
    size: (u32, u32),
    scene: Scene,
    frame: Frame,
    format: vk::SurfaceFormatKHR,
    device: Arc<Device>,
    surface: Surface,
}

impl Presenter {
    /// Opens the best of `devices` for a window. The window lives as long as this.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] when there is no driver that can show pictures in this window,
    /// [`GpuError::Vulkan`].
    pub fn open(
        window: Arc<dyn Drawable>,
        colour: ColourSpec,
        devices: Devices,
    ) -> Result<Presenter, GpuError> {
        let surface = Surface::open(window)?;
        let device = Device::for_surface(&surface, devices)?;
        let format = surface_format(&surface.facts(device.physical())?.formats)
            .ok_or(GpuError::NoVulkan { what: "no plain 8-bit format" })?;
        Ok(Presenter {
            chain: None,
            size: (0, 0),
            scene: Scene::new(&device, colour, format.format, vk::ImageLayout::PRESENT_SRC_KHR)?,
            frame: Frame::new(&device)?,
            format,
            device,
            surface,
        })
    }

    /// The device's name and how pictures are queued for the screen.
    pub fn describe(&self) -> String {
        let mode = self.chain.as_ref().map(|chain| format!(", {:?}", chain.mode()));
        format!("Vulkan on {}{}", self.device.name(), mode.unwrap_or_default())
    }

    /// Takes a picture for the next [`draw`](Self::draw). Allocates when its size is new. One in the
    /// memory of the window's own GPU stays there and must be held until it is drawn or another one
    /// is set; one of another GPU is copied through the CPU's memory.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when a plane is shorter than the picture; [`GpuError::Nvdec`] when
    /// the decoder's GPU does not copy it; [`GpuError::Vulkan`].
    pub fn set_picture(&mut self, picture: &Decoded<'_>) -> Result<(), GpuError> {
        self.scene.set_picture(picture)
    }

    /// Takes an overlay for the next [`draw`](Self::draw), or none. Each of its pixels is
    /// `scale` wide and high. Allocates when its size is new.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn set_overlay(&mut self, bitmap: Option<&Bitmap>, scale: u32) -> Result<(), GpuError> {
        self.scene.set_overlay(bitmap, scale)
    }

    /// Shows what was set last in a window of this size, letterboxed. Returns when the GPU is
    /// done; false when the window is hidden or has no pixels, so that nothing was shown.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`], after which the presenter is of no use.
    pub fn draw(&mut self, size: (u32, u32)) -> Result<bool, GpuError> {
        if self.size != size {
            (self.chain, self.size) = (None, size);
        }
        // A window that changes twice while this is done is drawn with the next picture.
        for _ in 0..2 {
            let acquired = self.frame.acquired();
            let Some(chain) = self.ready_chain()? else { return Ok(false) };
            let image = match chain.acquire(acquired)? {
                Turn::Ready(image) => image,
                Turn::Hidden => return Ok(false),
                Turn::Stale => {
                    self.chain = None;
                    continue;
                }
            };
            return self.draw_to(image);
        }
        Ok(false)
    }

    fn ready_chain(&mut self) -> Result<Option<&Swapchain>, GpuError> {
        if self.chain.is_none() {
            let (device, surface) = (&self.device, &self.surface);
            let pass = self.scene.pipelines().pass();
            self.chain = Swapchain::new(device, surface, pass, self.format, self.size)?;
        }
        Ok(self.chain.as_ref())
    }

    /// Draws and shows one acquired image.
    fn draw_to(&mut self, image: u32) -> Result<bool, GpuError> {
        let Some(chain) = &self.chain else { return Ok(false) };
        self.frame.begin()?;
        self.scene.record(&self.frame, chain.framebuffer(image), chain.extent())?;
        self.frame.submit_to_window(chain.finished(image))?;
        self.scene.submitted();
        let shown = chain.present(image);
        self.frame.wait()?;
        if let Turn::Stale = shown? {
            self.chain = None;
        }
        Ok(true)
    }
}

impl Drop for Presenter {
    fn drop(&mut self) {
        self.device.wait_idle();
    }
}
