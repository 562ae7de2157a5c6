//! Decoders: access units in, pictures out.

use crate::GpuError;
use crate::convert::ColourSpec;

pub mod null;
pub mod nvdec;
pub mod software;

/// A decoded 4:2:0 picture, borrowed from the decoder until its next call.
#[derive(Clone, Copy, Debug)]
pub struct Decoded<'a> {
    /// Pixels per row after cropping.
    pub width: u32,
    /// Rows after cropping.
    pub height: u32,
    /// Y, U, V samples.
    pub planes: [&'a [u8]; 3],
    /// Bytes per row of each plane.
    pub strides: [u32; 3],
}

/// A decoder. Used by one thread at a time.
pub trait Decode: Send {
    /// Decodes one access unit (Annex B). `None` when it shows no picture.
    ///
    /// # Errors
    /// [`GpuError::Decode`] for a damaged or undecodable unit: ask for a key frame.
    fn decode(&mut self, unit: &[u8]) -> Result<Option<Decoded<'_>>, GpuError>;
}

impl Decoded<'_> {
    /// The picture as packed RGB, 3 bytes a pixel, top row first. Allocates: for screenshots and
    /// tests, not for the frame path.
    pub fn to_rgb(&self, colour: ColourSpec) -> Vec<u8> {
        crate::convert::planar_to_rgb(self, colour)
    }
}
