//! How RGB relates to the samples of a stream, and how the stream says so.

use yuv::{YuvRange, YuvStandardMatrix};

/// Coefficients between RGB and Y'CbCr.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Matrix {
    /// Rec. ITU-R BT.601: standard definition.
    Bt601,
    /// Rec. ITU-R BT.709: high definition.
    #[default]
    Bt709,
}

/// Which of the 256 codes carry picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Range {
    /// 16 to 235 in luma, 16 to 240 in chroma.
    #[default]
    Limited,
    /// 0 to 255.
    Full,
}

/// Colour of a stream. The default is what every decoder assumes of an untagged HD stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ColourSpec {
    /// Coefficients.
    pub matrix: Matrix,
    /// Range of the samples.
    pub range: Range,
}

/// Colour description as a bitstream carries it.
///
/// Source: Rec. ITU-T H.273, tables 2 (primaries), 3 (transfer) and 4 (matrix), whose codes
/// H.264 annex E shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColourTags {
    /// `colour_primaries`.
    pub primaries: u8,
    /// `transfer_characteristics`.
    pub transfer: u8,
    /// `matrix_coefficients`.
    pub matrix: u8,
    /// `video_full_range_flag`.
    pub full_range: bool,
}

impl ColourSpec {
    /// The codes that describe this colour in a bitstream.
    pub fn tags(self) -> ColourTags {
        let code = match self.matrix {
            Matrix::Bt601 => 6, // SMPTE 170M in all three tables
            Matrix::Bt709 => 1,
        };
        let full_range = self.range == Range::Full;
        ColourTags { primaries: code, transfer: code, matrix: code, full_range }
    }
}

impl From<Matrix> for YuvStandardMatrix {
    fn from(matrix: Matrix) -> Self {
        match matrix {
            Matrix::Bt601 => YuvStandardMatrix::Bt601,
            Matrix::Bt709 => YuvStandardMatrix::Bt709,
        }
    }
}

impl From<Range> for YuvRange {
    fn from(range: Range) -> Self {
        match range {
            Range::Limited => YuvRange::Limited,
            Range::Full => YuvRange::Full,
        }
    }
}
