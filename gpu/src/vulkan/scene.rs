//! What is drawn: the newest picture, letterboxed, and the overlay above it. Where it is drawn to is
//! its owner's matter: a window ([`super::present`]) or memory ([`super::offscreen`]).

mod overlay;
mod picture;

use std::sync::Arc;

use ash::vk;

use self::overlay::Overlay;
use self::picture::Picture;
use super::device::Device;
use super::frame::Frame;
use super::pipeline::Pipelines;
use super::shared::SharedPicture;
use crate::GpuError;
use crate::convert::ColourSpec;
use crate::decode::{CpuCopy, Decoded};
use crate::present::{Bitmap, fit};

/// Picture, overlay, and what draws them. The GPU is waited for before anything here changes.
pub(super) struct Scene {
    picture: Picture,
    overlay: Overlay,
    pipelines: Pipelines,
    rows: [[f32; 4]; 3],
    /// Memory of the decoder's GPU can be read here, as far as is known.
    shares: bool,
    /// For pictures where it cannot.
    copy: CpuCopy,
    device: Arc<Device>,
}

impl Scene {
    /// A black picture, for images of this format that are in `last` layout when they are drawn.
    pub fn new(
        device: &Arc<Device>,
        colour: ColourSpec,
        format: vk::Format,
        last: vk::ImageLayout,
    ) -> Result<Scene, GpuError> {
        let scene = Scene {
            picture: Picture::black(device, (2, 2))?,
            overlay: Overlay::new(device, (1, 1))?,
            pipelines: Pipelines::new(device, format, last)?,
            rows: colour.to_rgb_rows(),
            shares: true,
            copy: CpuCopy::default(),
            device: Arc::clone(device),
        };
        scene.bind();
        Ok(scene)
    }

    pub fn pipelines(&self) -> &Pipelines {
        &self.pipelines
    }

    /// Takes a picture, from the GPU's memory where that can be had. Allocates when its size is new.
    pub fn set_picture(&mut self, picture: &Decoded<'_>) -> Result<(), GpuError> {
        let Some(gpu) = picture.gpu else { return self.set_planes(picture) };
        if self.shares {
            match self.set_shared(gpu.shared()) {
                Err(error @ GpuError::Import { .. }) => {
                    tracing::info!(%error, "pictures are copied through the CPU's memory");
                    self.shares = false;
                }
                other => return other,
            }
        }
        let mut copy = std::mem::take(&mut self.copy);
        let taken = picture.to_cpu(&mut copy).and_then(|picture| self.set_planes(&picture));
        self.copy = copy;
        taken
    }

    /// Takes a picture from the CPU's memory.
    fn set_planes(&mut self, picture: &Decoded<'_>) -> Result<(), GpuError> {
        let size = (picture.width, picture.height);
        if !self.picture.takes_planes(size) {
            self.picture = Picture::black(&self.device, size)?;
            self.bind();
        }
        self.picture.fill(picture)
    }

    /// Takes a picture that stays in the GPU's memory.
    pub fn set_shared(&mut self, picture: &Arc<SharedPicture>) -> Result<(), GpuError> {
        if !self.picture.takes_pairs(picture.size()) {
            self.picture = Picture::shared(&self.device, picture.size())?;
            self.bind();
        }
        self.picture.take(&self.device, picture)
    }

    /// Takes an overlay or none. Allocates when its size is new.
    pub fn set_overlay(&mut self, bitmap: Option<&Bitmap>, scale: u32) -> Result<(), GpuError> {
        let Some(bitmap) = bitmap else {
            self.overlay.hide();
            return Ok(());
        };
        let size = (bitmap.width(), bitmap.height());
        if self.overlay.size() != size {
            self.overlay = Overlay::new(&self.device, size)?;
            self.bind();
        }
        self.overlay.show(bitmap, scale);
        Ok(())
    }

    /// Records everything, from what was set since the last frame to the last pixel.
    pub fn record(
        &self,
        frame: &Frame,
        framebuffer: vk::Framebuffer,
        extent: vk::Extent2D,
    ) -> Result<(), GpuError> {
        self.picture.upload(&self.device, frame)?;
        self.overlay.upload(frame)?;
        let (commands, window) = (frame.commands().raw(), (extent.width, extent.height));
        self.pipelines.begin(commands, framebuffer, extent);
        let place = fit(self.picture.size(), window);
        self.pipelines.draw_picture(commands, self.picture.chroma(), place, &self.rows);
        if let Some(place) = self.overlay.place(window) {
            self.pipelines.draw_text(commands, place);
        }
        self.pipelines.end(commands);
        Ok(())
    }

    /// What was recorded last is being drawn, and need not be taken again.
    pub fn submitted(&mut self) {
        self.picture.submitted();
        self.overlay.submitted();
    }

    fn bind(&self) {
        let [y, u, v] = self.picture.textures();
        self.pipelines.bind([y, u, v, self.overlay.texture()]);
    }
}
