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
    /// Rec. ITU-R BT.2020, non-constant luminance: wide colour.
    Bt2020,
}

impl Matrix {
    /// Shares of red and blue in luma. Source: Rec. ITU-T H.273, table 4, `Kr` and `Kb`.
    pub fn shares(self) -> (f64, f64) {
        match self {
            Matrix::Bt601 => (0.299, 0.114),
            Matrix::Bt709 => (0.2126, 0.0722),
            Matrix::Bt2020 => (0.2627, 0.0593),
        }
    }
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
        let (primaries, transfer, matrix) = match self.matrix {
            Matrix::Bt601 => (6, 6, 6), // SMPTE 170M in all three tables
            Matrix::Bt709 => (1, 1, 1),
            Matrix::Bt2020 => (9, 14, 9), // the transfer of 10 bits
        };
        let full_range = self.range == Range::Full;
        ColourTags { primaries, transfer, matrix, full_range }
    }
}

impl ColourSpec {
    /// How red, green and blue come of 8-bit samples: what Y, Cb, Cr and a constant 1 are to be
    /// multiplied with and added up. Codes 0 to 255 count as 0 to 1, results below 0 or above 1
    /// are to be clamped.
    ///
    /// Source: Rec. ITU-T H.273, 8.3, equations for `matrix_coefficients` 1, 6 and 9.
    pub fn to_rgb_rows(self) -> [[f32; 4]; 3] {
        let (kr, kb) = self.matrix.shares();
        let (kr, kb) = (kr as f32, kb as f32);
        let kg = 1.0 - kr - kb;
        let (luma, chroma, black) = match self.range {
            Range::Limited => (255.0 / 219.0, 255.0 / 224.0, 16.0 / 255.0),
            Range::Full => (1.0, 1.0, 0.0),
        };
        let row = |cb: f32, cr: f32| {
            let (cb, cr) = (cb * chroma, cr * chroma);
            [luma, cb, cr, -luma * black - (cb + cr) * 128.0 / 255.0]
        };
        let (blue, red) = (2.0 * (1.0 - kb), 2.0 * (1.0 - kr));
        [row(0.0, red), row(-blue * kb / kg, -red * kr / kg), row(blue, 0.0)]
    }
}

impl From<Matrix> for YuvStandardMatrix {
    fn from(matrix: Matrix) -> Self {
        match matrix {
            Matrix::Bt601 => YuvStandardMatrix::Bt601,
            Matrix::Bt709 => YuvStandardMatrix::Bt709,
            Matrix::Bt2020 => YuvStandardMatrix::Bt2020,
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
