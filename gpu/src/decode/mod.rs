//! Decoders: access units in, pictures out.

use crate::GpuError;
use crate::convert::ColourSpec;

mod cpu;
pub mod null;
pub mod nvdec;
mod part;
pub mod software;

use std::sync::Arc;

pub use self::cpu::CpuCopy;
#[cfg(feature = "vulkan")]
pub use self::nvdec::on_gpu::{GpuMosaic, GpuPicture};

/// A picture in the GPU's memory, which there is none of without Vulkan.
#[cfg(not(feature = "vulkan"))]
#[derive(Clone, Copy, Debug)]
pub enum GpuPicture {}

/// Puts pictures of the GPU's together, which there are none of.
#[cfg(not(feature = "vulkan"))]
#[derive(Default)]
pub struct GpuMosaic;

/// A decoded 4:2:0 picture, borrowed from the decoder until its next call. Its samples are in the
/// CPU's memory unless a decoder was opened that leaves them on the GPU.
#[derive(Clone, Copy)]
pub struct Decoded<'a> {
    /// Pixels per row after cropping.
    pub width: u32,
    /// Rows after cropping.
    pub height: u32,
    /// Y, U, V samples; none of a picture on the GPU.
    pub planes: [&'a [u8]; 3],
    /// Bytes per row of each plane.
    pub strides: [u32; 3],
    /// The picture on the GPU, which stays as it is while a copy of this is held.
    pub gpu: Option<&'a Arc<GpuPicture>>,
}

impl std::fmt::Debug for Decoded<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = if self.gpu.is_some() { "GPU" } else { "CPU" };
        write!(f, "Decoded({}x{}, {place})", self.width, self.height)
    }
}

/// A decoder. Used by one thread at a time.
///
/// It works in two steps, so that several decoders of hardware work at the same time: first each
/// takes its unit, then each gives its picture.
pub trait Decode: Send {
    /// Takes one access unit (Annex B). Hardware starts on it, software decodes it within the call.
    ///
    /// # Errors
    /// What [`GpuError::remedy`] answers with `AskForKeyFrame`: the unit is damaged, or nothing
    /// that it builds on is there.
    fn submit(&mut self, unit: &[u8]) -> Result<(), GpuError>;

    /// Waits for the picture of the unit that was taken last; `None` when it shows none. To be
    /// asked for once, and before the next unit.
    ///
    /// # Errors
    /// As [`Decode::submit`].
    fn picture(&mut self) -> Result<Option<Decoded<'_>>, GpuError>;

    /// Decodes one access unit (Annex B). `None` when it shows no picture.
    ///
    /// # Errors
    /// As [`Decode::submit`].
    fn decode(&mut self, unit: &[u8]) -> Result<Option<Decoded<'_>>, GpuError> {
        self.submit(unit)?;
        self.picture()
    }
}

impl<'a> Decoded<'a> {
    /// A picture that is on the GPU alone.
    pub fn on_gpu((width, height): (u32, u32), gpu: &'a Arc<GpuPicture>) -> Decoded<'a> {
        Decoded { width, height, planes: [&[]; 3], strides: [0; 3], gpu: Some(gpu) }
    }
}

impl Decoded<'_> {
    /// The picture with its samples in the CPU's memory: this one, or a copy of what is on the GPU,
    /// which is waited for.
    ///
    /// # Errors
    /// [`GpuError::Nvdec`] when the GPU does not copy it.
    pub fn to_cpu<'a>(&'a self, copy: &'a mut CpuCopy) -> Result<Decoded<'a>, GpuError> {
        match self.gpu {
            Some(picture) => picture.read(copy),
            None => Ok(*self),
        }
    }

    /// The picture as packed RGB, 3 bytes a pixel, top row first. Allocates: for screenshots and
    /// tests, not for the frame path.
    ///
    /// # Errors
    /// As [`Decoded::to_cpu`].
    pub fn to_rgb(&self, colour: ColourSpec) -> Result<Vec<u8>, GpuError> {
        let mut copy = CpuCopy::default();
        Ok(crate::convert::planar_to_rgb(&self.to_cpu(&mut copy)?, colour))
    }
}

#[cfg(not(feature = "vulkan"))]
impl GpuMosaic {
    /// Nothing of nothing.
    ///
    /// # Errors
    /// None.
    pub fn compose<'a>(
        &mut self,
        _size: (u32, u32),
        _tiles: impl Iterator<Item = (&'a Arc<GpuPicture>, (u32, u32))> + Clone,
    ) -> Result<Option<Decoded<'_>>, GpuError> {
        Ok(None)
    }
}

#[cfg(not(feature = "vulkan"))]
impl GpuPicture {
    fn read<'a>(&self, _copy: &'a mut CpuCopy) -> Result<Decoded<'a>, GpuError> {
        match *self {}
    }
}
