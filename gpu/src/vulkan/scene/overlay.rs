//! The overlay on the GPU, and its way there.

use std::sync::Arc;

use ash::vk;

use super::picture::area;
use crate::GpuError;
use crate::present::{Bitmap, Rect};
use crate::vulkan::device::Device;
use crate::vulkan::frame::{Frame, Rows};
use crate::vulkan::memory::{Staging, Texture};

const FORMAT: vk::Format = vk::Format::R8G8B8A8_UNORM;

pub(super) struct Overlay {
    texture: Texture,
    staging: Staging,
    scale: u32,
    waiting: bool,
    shown: bool,
}

impl Overlay {
    /// A hidden one.
    pub fn new(device: &Arc<Device>, size: (u32, u32)) -> Result<Overlay, GpuError> {
        let texture = Texture::new(device, size, FORMAT)?;
        let mut staging = Staging::new(device, area(size) * 4)?;
        staging.bytes_mut().fill(0);
        Ok(Overlay { texture, staging, scale: 1, waiting: true, shown: false })
    }

    pub fn texture(&self) -> &Texture {
        &self.texture
    }

    pub fn size(&self) -> (u32, u32) {
        let vk::Extent2D { width, height } = self.texture.size();
        (width, height)
    }

    pub fn hide(&mut self) {
        self.shown = false;
    }

    /// Takes a bitmap of this overlay's size.
    pub fn show(&mut self, bitmap: &Bitmap, scale: u32) {
        let target = self.staging.bytes_mut();
        for (target, pixel) in target.as_chunks_mut::<4>().0.iter_mut().zip(bitmap.pixels()) {
            *target = *pixel;
        }
        (self.scale, self.waiting, self.shown) = (scale.max(1), true, true);
    }

    pub fn upload(&self, frame: &Frame) -> Result<(), GpuError> {
        if !self.waiting {
            return Ok(());
        }
        let (buffer, len) = (self.staging.raw(), self.staging.len());
        let rows = Rows { buffer, len, offset: 0, row: self.size().0, texel: 4 };
        frame.upload(&rows, &self.texture)
    }

    pub fn submitted(&mut self) {
        self.waiting = false;
    }

    /// Where on a window, if it is shown and has room there.
    pub fn place(&self, window: (u32, u32)) -> Option<Rect> {
        self.shown.then(|| Rect::overlay(self.size(), self.scale, window))?
    }
}
