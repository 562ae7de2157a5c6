//! How close a decoded picture is to what the test card painted.
//!
//! The expectation is computed here from the card's pixels, by the formula of the standard and
//! with nothing of the host's own conversion, so that a mistake there shows.

use crate::testcard::canvas::{Canvas, Pixel};
use crate::testcard::scene::Scene;
use crate::testcard::stamp::Stamp;

/// Rows of a strip: one row of macroblocks, the smallest thing that a codec loses.
const STRIP: usize = 16;

/// Every so many rows of a strip are looked at.
const SAMPLED: usize = 4;

/// Weights of red, green and blue in the brightness of limited range, in thousandths.
/// Source: Rec. ITU-R BT.601-7, 2.5.
const BT601: [u32; 3] = [65_481, 128_553, 24_966];
/// The same of Rec. ITU-R BT.709-6, 3.
const BT709: [u32; 3] = [46_559, 156_629, 15_812];

/// Brightness of packed pixels in limited range, by BT.601.
pub fn luma_601(pixels: &[u8]) -> Vec<u8> {
    luma(pixels, BT601)
}

fn luma(pixels: &[u8], weights: [u32; 3]) -> Vec<u8> {
    let of_pixel = |[blue, green, red, _]: Pixel| {
        let parts = [red, green, blue].into_iter().zip(weights);
        let weighted: u32 = parts.map(|(part, weight)| u32::from(part) * weight).sum();
        (16 + (weighted + 127_500) / 255_000) as u8
    };
    pixels.as_chunks().0.iter().copied().map(of_pixel).collect()
}

/// Peak signal-to-noise ratio in dB; infinite for equal pictures.
pub fn psnr(expected: &[u8], got: &[u8]) -> f64 {
    assert_eq!(expected.len(), got.len(), "pictures of one size");
    of_error(squared_error(expected, got), expected.len())
}

fn of_error(squared: u64, samples: usize) -> f64 {
    10.0 * (255.0 * 255.0 * samples as f64 / squared as f64).log10()
}

fn squared_error(expected: &[u8], got: &[u8]) -> u64 {
    let pairs = expected.iter().zip(got);
    pairs.map(|(&a, &b)| u64::from(a.abs_diff(b)).pow(2)).sum()
}

/// Paints what a decoded picture should show, from its stamp.
pub struct Painter {
    scene: Scene,
    pixels: Vec<u8>,
    weights: [u32; 3],
}

impl Painter {
    /// A painter of pictures of this scene, in BT.601.
    pub fn new(scene: Scene) -> Painter {
        Painter::by(scene, BT601)
    }

    /// The same in BT.709.
    pub fn bt709(scene: Scene) -> Painter {
        Painter::by(scene, BT709)
    }

    fn by(scene: Scene, weights: [u32; 3]) -> Painter {
        let (width, height) = scene.size();
        let pixels = vec![0; width as usize * height as usize * 4];
        Painter { scene, pixels, weights }
    }

    /// PSNR of the worst strip of a picture, given as brightness without a gap between rows.
    /// Damage is local: the mean of the whole picture would hide it.
    pub fn worst_strip(&mut self, stamp: &Stamp, got: &[u8]) -> f64 {
        let (width, height) = self.scene.size();
        let mut canvas = Canvas::new(&mut self.pixels, width, height);
        self.scene.paint(&mut canvas, stamp, false);
        let width = width as usize;
        let strips = self.pixels.chunks(width * 4 * STRIP).zip(got.chunks(width * STRIP));
        let quality = strips.map(|(expected, got)| {
            let rows = expected.chunks(width * 4).zip(got.chunks(width)).step_by(SAMPLED);
            let errors =
                rows.map(|(expected, got)| squared_error(&luma(expected, self.weights), got));
            let (squared, rows) = errors.fold((0, 0), |(sum, rows), error| (sum + error, rows + 1));
            of_error(squared, rows * width)
        });
        quality.fold(f64::INFINITY, f64::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_white_and_the_primaries_are_where_the_standard_puts_them() {
        let pixels = [[0, 0, 0, 0], [255; 4], [0, 0, 255, 0], [0, 255, 0, 0], [255, 0, 0, 0]];
        assert_eq!(luma_601(pixels.as_flattened()), [16, 235, 81, 145, 41]);
    }

    #[test]
    fn psnr_is_what_textbooks_say() {
        assert_eq!(psnr(&[1, 2], &[1, 2]), f64::INFINITY);
        assert!((psnr(&[10; 8], &[15; 8]) - 34.15).abs() < 0.01);
    }

    #[test]
    fn a_strip_of_the_frame_before_is_seen() {
        let (width, height) = (640, 368);
        let scene = || Scene::new(width, height).restless();
        let stamp = |frame| Stamp { frame, ..Stamp::default() };
        let luma = |frame| {
            let mut pixels = vec![0; (width * height * 4) as usize];
            scene().paint(&mut Canvas::new(&mut pixels, width, height), &stamp(frame), false);
            luma_601(&pixels)
        };
        let (mut picture, before) = (luma(8), luma(7));
        let mut painter = Painter::new(scene());
        assert_eq!(painter.worst_strip(&stamp(8), &picture), f64::INFINITY);
        let strip = 640 * 256..640 * 272;
        picture[strip.clone()].copy_from_slice(&before[strip]);
        let worst = painter.worst_strip(&stamp(8), &picture);
        assert!(worst < 25.0, "{worst} dB");
    }
}
