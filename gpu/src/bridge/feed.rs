//! What fills the surfaces of a stream's encoders, picture after picture. Nothing allocates once
//! pictures keep their layout.

use std::sync::Arc;

use super::egl::EglFeed;
use super::vulkan::VulkanFeed;
use crate::GpuError;
use crate::convert::exact::Siting;
use crate::convert::job::Conversion;
use crate::convert::packed::Packed;
use crate::convert::{ColourSpec, even};
use crate::damage::Part;
use crate::encode::{FrameParams, GpuInput};
use crate::frame::ImageLayout;
use crate::vulkan::device::Device;
use crate::vulkan::import::Source;

/// An encoder, and the part of each picture that it codes.
pub struct Tile<'a> {
    /// The encoder.
    pub encoder: &'a mut dyn GpuInput,
    /// Its part; all four numbers even.
    pub part: Part,
}

impl Tile<'_> {
    /// What it takes to fill the encoder's surfaces.
    ///
    /// # Errors
    /// [`GpuError::Size`] when the encoder codes pictures of another size.
    pub(super) fn conversion(
        &self,
        size: (u32, u32),
        colour: ColourSpec,
    ) -> Result<Conversion, GpuError> {
        let layout = self.encoder.layout();
        let expected = (layout.width as u32, layout.height as u32);
        let got = (self.part.width, self.part.height);
        if got != expected {
            return Err(GpuError::Size { expected, got });
        }
        let whole = self.part == Part::whole(even(size.0), even(size.1));
        let part = (!whole).then_some(self.part);
        let (from, to, siting) = (Packed::Bgrx, layout.format, Siting::Left);
        Ok(Conversion { size, part, from, to, colour, siting })
    }
}

/// Converts pictures into the surfaces of the encoders of one stream. One thread at a time.
pub struct Feed(Way);

enum Way {
    Vulkan(VulkanFeed),
    Egl(EglFeed),
}

impl From<VulkanFeed> for Feed {
    fn from(feed: VulkanFeed) -> Feed {
        Feed(Way::Vulkan(feed))
    }
}

impl From<EglFeed> for Feed {
    fn from(feed: EglFeed) -> Feed {
        Feed(Way::Egl(feed))
    }
}

impl Feed {
    /// Gives a tile's surfaces to another encoder, after the one before was closed.
    ///
    /// # Errors
    /// [`GpuError`] when it does not take them. It is to be opened anew then.
    pub fn attach(&self, tile: usize, encoder: &mut dyn GpuInput) -> Result<(), GpuError> {
        match &self.0 {
            Way::Vulkan(feed) => feed.attach(tile, encoder),
            Way::Egl(_) => Ok(()),
        }
    }

    /// Converts a picture in the CPU's memory, and waits until that is done.
    ///
    /// # Errors
    /// [`GpuError::Size`] and [`GpuError::Truncated`] for other pictures than agreed;
    /// [`GpuError::Vulkan`] and [`GpuError::Egl`] when the GPU fails.
    pub fn convert_shared(&mut self, layout: &ImageLayout, pixels: &[u8]) -> Result<(), GpuError> {
        let expected = match &self.0 {
            Way::Vulkan(feed) => feed.size(),
            Way::Egl(feed) => feed.size(),
        };
        let got = (layout.width, layout.height);
        if expected != got {
            return Err(GpuError::Size { expected, got });
        }
        let (needed, got) = (layout.len(), pixels.len());
        if needed > got {
            return Err(GpuError::Truncated { needed, got });
        }
        match &mut self.0 {
            Way::Vulkan(feed) => feed.convert_shared(layout, pixels),
            Way::Egl(feed) => feed.convert_shared(layout, pixels),
        }
    }

    /// Converts a picture that [`Feed::device`] sees, and waits until that is done.
    ///
    /// # Errors
    /// As [`Feed::convert_shared`]; [`GpuError::Import`] where there is no such device.
    pub fn convert(&mut self, source: &Arc<Source>) -> Result<(), GpuError> {
        match &mut self.0 {
            Way::Vulkan(feed) => feed.convert(source),
            Way::Egl(_) => Err(GpuError::Import { what: "picture of Vulkan's for EGL", value: 0 }),
        }
    }

    /// Has a tile of the newest picture coded, again if it was.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] before the first picture; what the encoder says.
    pub fn submit(
        &mut self,
        tile: usize,
        encoder: &mut dyn GpuInput,
        params: FrameParams,
    ) -> Result<(), GpuError> {
        match &mut self.0 {
            Way::Vulkan(feed) => feed.submit(tile, encoder, params),
            Way::Egl(feed) => feed.submit(tile, encoder, params),
        }
    }

    /// The device that pictures may be imported to, where there is one.
    pub fn device(&self) -> Option<&Arc<Device>> {
        match &self.0 {
            Way::Vulkan(feed) => Some(feed.device()),
            Way::Egl(_) => None,
        }
    }
}

/// Nothing was converted yet.
pub(super) fn too_early() -> GpuError {
    GpuError::Unsupported { what: "picture before the first", value: 0 }
}

/// The stream has no such tile.
pub(super) fn no_such_tile(tile: usize) -> GpuError {
    GpuError::Unsupported { what: "tile number", value: tile as u64 }
}
