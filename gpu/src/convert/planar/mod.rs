//! Packed RGB of 8 bits to three planes of 4:2:0: the way of frames that lie in shared memory.
//!
//! The arithmetic is that of [`super::exact`] with chroma in the centre, so each machine gets the
//! same bytes whatever its instructions, and tests compare without tolerance. Rows are taken in
//! pairs, as a row of chroma needs two; parts of a picture can be converted alone.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod scalar;

use super::exact::{Rule, Siting};
use super::surface::SurfaceFormat;
use super::{ColourSpec, Yuv420};
use crate::damage::Part;
use crate::frame::ImageLayout;

/// What the bytes of a pixel are multiplied with, in the order in which they lie, and what is
/// added. 16 bits behind the point.
#[derive(Clone, Copy, Debug)]
struct Coefficients {
    luma: [i32; 4],
    cb: [i32; 4],
    cr: [i32; 4],
}

/// Bits behind the point of a coefficient.
const SHIFT: u32 = 16;

/// A chroma sample is a sum of four pixels.
const SUM_SHIFT: u32 = SHIFT + 2;

/// Two rows of pixels, of the same length; both are the last one below an odd picture.
type Pixels<'a> = [&'a [[u8; 4]]; 2];

/// Where they go: two rows of luma, each with a sample for each pixel or one more, which repeats
/// the last; half as many samples of Cb and Cr.
struct Samples<'a> {
    luma: [&'a mut [u8]; 2],
    cb: &'a mut [u8],
    cr: &'a mut [u8],
}

/// A conversion between pictures of one layout. Costs nothing to make.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planar {
    layout: ImageLayout,
    coefficients: Coefficients,
}

impl Planar {
    /// From pictures of this layout.
    pub(super) fn new(layout: &ImageLayout, colour: ColourSpec) -> Planar {
        let packed = layout.format.into();
        let rule = Rule::new(colour, Siting::Centre, packed, SurfaceFormat::Nv12);
        let in_order = |[red, green, blue, offset]: [i32; 4]| match packed.is_red_first() {
            true => [red, green, blue, offset],
            false => [blue, green, red, offset],
        };
        let [luma, cb, cr] = [rule.luma, rule.cb, rule.cr].map(in_order);
        Planar { layout: *layout, coefficients: Coefficients { luma, cb, cr } }
    }

    /// Converts a part, not an empty one, whose edges are even or those of the picture. `pixels` holds exactly the
    /// picture, and `out` has its size rounded up to even.
    pub(super) fn convert(&self, pixels: &[u8], part: Part, out: &mut Yuv420) {
        let strides = out.strides().map(|stride| stride as usize);
        let Part { x, y, width, height } = part;
        let (from, to) = (x as usize, (x + width) as usize);
        let columns = from / 2..to.div_ceil(2);
        let [luma, cb, cr] = out.planes_mut();
        let pair_of = |pair: usize| [0, 1].map(|row| &self.row(pixels, 2 * pair + row)[from..to]);
        for pair in y as usize / 2..(y + height).div_ceil(2) as usize {
            let rows = pair_of(pair);
            let (upper, lower) = luma[2 * pair * strides[0]..].split_at_mut(strides[0]);
            let samples = Samples {
                luma: [upper, lower].map(|row| &mut row[2 * columns.start..2 * columns.end]),
                cb: &mut cb[pair * strides[1]..][columns.clone()],
                cr: &mut cr[pair * strides[2]..][columns.clone()],
            };
            self.coefficients.convert(rows, pair_of(pair + 1), samples);
        }
    }

    /// A row of the picture, the last one repeated.
    fn row<'a>(&self, pixels: &'a [u8], row: usize) -> &'a [[u8; 4]] {
        let ImageLayout { width, height, stride, bottom_up, .. } = self.layout;
        let row = row.min(height as usize - 1);
        let row = if bottom_up { height as usize - 1 - row } else { row };
        pixels[row * stride as usize..][..width as usize * 4].as_chunks().0
    }
}

impl Coefficients {
    /// Converts two rows. Those that come `soon` are brought near meanwhile: the memory is another
    /// core's, and frames are larger than caches.
    fn convert(&self, rows: Pixels<'_>, soon: Pixels<'_>, mut samples: Samples<'_>) {
        let done = self.fast(rows, soon, &mut samples);
        scalar::convert(self, rows.map(|row| &row[done..]), samples.from(done));
    }

    /// As many columns as the machine's instructions can do; returns how many, which is even.
    #[cfg(target_arch = "x86_64")]
    fn fast(&self, rows: Pixels<'_>, soon: Pixels<'_>, samples: &mut Samples<'_>) -> usize {
        if !std::arch::is_x86_feature_detected!("avx2") {
            return 0;
        }
        // SAFETY: the machine was just asked for AVX2.
        unsafe { avx2::convert(self, rows, soon, samples) }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn fast(&self, _: Pixels<'_>, _: &mut Samples<'_>) -> usize {
        0
    }
}

impl<'a> Samples<'a> {
    /// Without the first columns, an even number of them.
    fn from(self, columns: usize) -> Samples<'a> {
        let Samples { luma, cb, cr } = self;
        Samples {
            luma: luma.map(|row| &mut row[columns..]),
            cb: &mut cb[columns / 2..],
            cr: &mut cr[columns / 2..],
        }
    }
}

#[cfg(test)]
mod tests;
