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

impl Decoded<'_> {
    /// The picture as packed RGB, 3 bytes a pixel, top row first. Allocates: for screenshots and
    /// tests, not for the frame path.
    pub fn to_rgb(&self, colour: ColourSpec) -> Vec<u8> {
        crate::convert::planar_to_rgb(self, colour)
    }
}
