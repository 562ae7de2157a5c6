//! Packed RGB to every surface format, in integers, so that each machine gets the same bytes.
//!
//! [`Rule`] has the numbers; [`convert`] applies them on the CPU, a sample at a time. It is what
//! the GPU's shader is compared with, and what does formats that the fast kernels of the parent
//! module lack. The shader (`shaders/convert.wgsl`) computes the same from the same rule.

use super::packed::{Packed, PackedLayout};
use super::surface::{SurfaceFormat, SurfaceLayout};
use super::{ColourSpec, Range, even};
use crate::GpuError;

/// Where the sample of a chroma pair stands between its luma columns. Between rows it stands in
/// the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Siting {
    /// At the left column: what decoders assume of an untagged stream. Source: Rec. ITU-T H.264,
    /// E.2.1, `chroma_sample_loc_type` 0, which HEVC shares.
    #[default]
    Left,
    /// In the middle, as JPEG has it: a mean of four pixels.
    Centre,
}

/// Bits behind the point of a coefficient.
const SHIFT: u32 = 16;

/// A chroma sample of 4:2:0 is a sum with weights that add up to 8.
const WEIGHTS: u32 = 3;

/// What red, green and blue are multiplied with, and what is added, 16 bits behind the point and
/// rounding included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Coefficients of luma.
    pub luma: [i32; 4],
    /// Of blueness.
    pub cb: [i32; 4],
    /// Of redness.
    pub cr: [i32; 4],
    /// Largest code of a sample.
    pub most: i32,
    /// Where chroma is.
    pub siting: Siting,
}

impl Rule {
    /// From pixels of this format to surfaces of that one.
    ///
    /// Source: Rec. ITU-T H.273, 8.3, equations for `Kr` and `Kb`, and quantisation to n bits.
    pub fn new(colour: ColourSpec, siting: Siting, from: Packed, to: SurfaceFormat) -> Rule {
        let bits = if to.is_ten_bit() { 10 } else { 8 };
        let source = f64::from((1 << from.bits()) - 1);
        let most = (1 << bits) - 1;
        let step = f64::from(1 << (bits - 8));
        let (luma, chroma, black) = match colour.range {
            Range::Limited => (219.0 * step, 224.0 * step, 16 << (bits - 8)),
            Range::Full => (f64::from(most), f64::from(most), 0),
        };
        let fixed = |value: f64| (value * f64::from(1 << SHIFT) / source).round() as i32;
        let offset = |code: i32| (code << SHIFT) + (1 << (SHIFT - 1));
        let (kr, kb) = colour.matrix.shares();
        let kg = 1.0 - kr - kb;
        let (to_blue, to_red) = (chroma / (2.0 * (1.0 - kb)), chroma / (2.0 * (1.0 - kr)));
        let middle = offset(1 << (bits - 1));
        // The three of a chroma add up to nothing, so that grey has none.
        let (blue_r, blue_g) = (fixed(-kr * to_blue), fixed(-kg * to_blue));
        let (red_g, red_b) = (fixed(-kg * to_red), fixed(-kb * to_red));
        Rule {
            luma: [fixed(kr * luma), fixed(kg * luma), fixed(kb * luma), offset(black)],
            cb: [blue_r, blue_g, -(blue_r + blue_g), middle],
            cr: [-(red_g + red_b), red_g, red_b, middle],
            most,
            siting,
        }
    }

    /// A sample from a pixel (`extra` 0) or a sum of pixels with weights of 2^`extra`.
    fn sample(&self, row: [i32; 4], rgb: [i32; 3], extra: u32) -> i32 {
        let [r, g, b] = rgb;
        let sum = row[0] * r + row[1] * g + row[2] * b + (row[3] << extra);
        (sum >> (SHIFT + extra)).clamp(0, self.most)
    }
}

/// The surface that a picture of this size is converted to: its size rounded up to even.
pub fn target(format: SurfaceFormat, (width, height): (u32, u32)) -> SurfaceLayout {
    SurfaceLayout::new(format, (even(width), even(height)))
}

/// Converts a packed picture; the last column and row of an odd one are repeated. What lies
/// between the rows of `out` stays as it is. Does not allocate.
///
/// # Errors
/// [`GpuError::Unsupported`] for a layout that no picture has, [`GpuError::Truncated`] when
/// `pixels` or `out` are too short.
pub fn convert(
    layout: &PackedLayout,
    pixels: &[u8],
    rule: &Rule,
    format: SurfaceFormat,
    out: &mut [u8],
) -> Result<(), GpuError> {
    layout.check()?;
    let target = target(format, (layout.width, layout.height));
    enough(layout.end().unwrap_or(usize::MAX), pixels.len())?;
    enough(target.len(), out.len())?;
    let source = Source { layout, pixels };
    let (luma, chroma) = out.split_at_mut(target.pitch * target.height);
    each(luma, &target, target.width, |x, y| rule.sample(rule.luma, source.rgb(x, y), 0));
    if format.is_full_chroma() {
        let (cb, cr) = chroma.split_at_mut(target.pitch * target.height);
        each(cb, &target, target.width, |x, y| rule.sample(rule.cb, source.rgb(x, y), 0));
        each(cr, &target, target.width, |x, y| rule.sample(rule.cr, source.rgb(x, y), 0));
    } else {
        each(chroma, &target, target.width, |x, y| {
            let sum = source.sum(x / 2 * 2, y * 2, rule.siting);
            rule.sample(if x % 2 == 0 { rule.cb } else { rule.cr }, sum, WEIGHTS)
        });
    }
    Ok(())
}

fn enough(needed: usize, got: usize) -> Result<(), GpuError> {
    if got < needed { Err(GpuError::Truncated { needed, got }) } else { Ok(()) }
}

/// Writes the samples of a plane.
fn each(
    plane: &mut [u8],
    target: &SurfaceLayout,
    columns: usize,
    sample: impl Fn(usize, usize) -> i32,
) {
    let bytes = if target.format.is_ten_bit() { 2 } else { 1 };
    for (y, row) in plane.chunks_exact_mut(target.pitch).enumerate() {
        for (x, place) in row.chunks_exact_mut(bytes).take(columns).enumerate() {
            match place {
                [low, high] => [*low, *high] = ((sample(x, y) as u16) << 6).to_le_bytes(),
                [low, ..] => *low = sample(x, y) as u8,
                [] => {}
            }
        }
    }
}

/// A picture whose memory was checked.
struct Source<'a> {
    layout: &'a PackedLayout,
    pixels: &'a [u8],
}

impl Source<'_> {
    /// The colour at a place, edges repeated.
    fn rgb(&self, x: usize, y: usize) -> [i32; 3] {
        let PackedLayout { width, height, stride, offset, format } = *self.layout;
        let (x, y) = (x.min(width as usize - 1), y.min(height as usize - 1));
        let at = offset as usize + y * stride as usize + x * 4;
        let bytes = self.pixels.get(at..).and_then(<[u8]>::first_chunk);
        format.rgb(u32::from_le_bytes(bytes.copied().unwrap_or_default()))
    }

    /// The colour around a chroma sample, eightfold. `x` and `y` are even.
    fn sum(&self, x: usize, y: usize, siting: Siting) -> [i32; 3] {
        let mut sum = [0; 3];
        for row in [y, y + 1] {
            let [here, after] = [self.rgb(x, row), self.rgb(x + 1, row)];
            let other = match siting {
                Siting::Left => self.rgb(x.saturating_sub(1), row),
                Siting::Centre => after,
            };
            for (i, sum) in sum.iter_mut().enumerate() {
                *sum += other[i] + 2 * here[i] + after[i];
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests;
