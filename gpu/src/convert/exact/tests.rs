//! The integers against the formulas in `f64`, and against the fast kernels.

use super::*;
use crate::convert::{Matrix, Yuv420, packed_to_planar};
use crate::frame::{ImageLayout, PixelFormat};
use crate::testing::{every_colour, noise};

const FORMATS: [SurfaceFormat; 4] =
    [SurfaceFormat::Nv12, SurfaceFormat::P010, SurfaceFormat::Yuv444, SurfaceFormat::Yuv444Ten];

/// Y, Cb and Cr of a colour whose parts are 0 to 1, as codes of `bits`. Source: Rec. ITU-T
/// H.273, 8.3.
fn formula(rgb: [f64; 3], colour: ColourSpec, bits: u32) -> [f64; 3] {
    let (kr, kb) = match colour.matrix {
        Matrix::Bt601 => (0.299, 0.114),
        Matrix::Bt709 => (0.2126, 0.0722),
        Matrix::Bt2020 => (0.2627, 0.0593),
    };
    let [r, g, b] = rgb;
    let y = kr * r + (1.0 - kr - kb) * g + kb * b;
    let (cb, cr) = ((b - y) / (2.0 * (1.0 - kb)), (r - y) / (2.0 * (1.0 - kr)));
    let (step, most) = (f64::from(1 << (bits - 8)), f64::from((1 << bits) - 1));
    let (luma, chroma, black) = match colour.range {
        Range::Limited => (219.0 * step, 224.0 * step, 16.0 * step),
        Range::Full => (most, most, 0.0),
    };
    [black + luma * y, 128.0 * step + chroma * cb, 128.0 * step + chroma * cr]
        .map(|code| code.clamp(0.0, most))
}

/// Weights of the columns left of, at and right of an even one.
fn weights(siting: Siting) -> [f64; 3] {
    match siting {
        Siting::Left => [0.25, 0.5, 0.25],
        Siting::Centre => [0.0, 0.5, 0.5],
    }
}

struct Case {
    layout: PackedLayout,
    pixels: Vec<u8>,
    to: SurfaceFormat,
    colour: ColourSpec,
    siting: Siting,
}

impl Case {
    /// The colour at a place, 0 to 1, edges repeated.
    fn rgb(&self, x: i64, y: i64) -> [f64; 3] {
        let x = x.clamp(0, i64::from(self.layout.width) - 1) as usize;
        let y = y.clamp(0, i64::from(self.layout.height) - 1) as usize;
        let at = self.layout.offset as usize + y * self.layout.stride as usize + x * 4;
        let word = u32::from_le_bytes(self.pixels[at..at + 4].try_into().unwrap());
        let most = f64::from((1 << self.layout.format.bits()) - 1);
        self.layout.format.rgb(word).map(|code| f64::from(code) / most)
    }

    /// The colour of a chroma sample of 4:2:0.
    fn around(&self, x: i64, y: i64) -> [f64; 3] {
        let mut sum = [0.0; 3];
        for row in [2 * y, 2 * y + 1] {
            for (column, weight) in (2 * x - 1..).zip(weights(self.siting)) {
                let rgb = self.rgb(column, row);
                (0..3).for_each(|i| sum[i] += rgb[i] * weight / 2.0);
            }
        }
        sum
    }

    /// Largest distance of a sample from the formula, in steps.
    fn error(&self) -> f64 {
        let rule = Rule::new(self.colour, self.siting, self.layout.format, self.to);
        let target = target(self.to, (self.layout.width, self.layout.height));
        let mut out = vec![0; target.len()];
        convert(&self.layout, &self.pixels, &rule, self.to, &mut out).unwrap();
        let bits = if self.to.is_ten_bit() { 10 } else { 8 };
        let code = |row: usize, x: usize| match bits {
            8 => f64::from(out[row * target.pitch + x]),
            _ => {
                let at = row * target.pitch + x * 2;
                f64::from(u16::from_le_bytes([out[at], out[at + 1]])) / 64.0
            }
        };
        let mut worst = 0.0_f64;
        let mut note = |got: f64, expected: f64| worst = worst.max((got - expected).abs());
        for y in 0..target.height {
            for x in 0..target.width {
                let [luma, cb, cr] = formula(self.rgb(x as i64, y as i64), self.colour, bits);
                note(code(y, x), luma);
                if self.to.is_full_chroma() {
                    note(code(target.height + y, x), cb);
                    note(code(2 * target.height + y, x), cr);
                } else if x % 2 == 0 && y % 2 == 0 {
                    let around = self.around(x as i64 / 2, y as i64 / 2);
                    let [_, cb, cr] = formula(around, self.colour, bits);
                    note(code(target.height + y / 2, x), cb);
                    note(code(target.height + y / 2, x + 1), cr);
                }
            }
        }
        worst
    }
}

#[test]
fn every_sample_is_the_nearest_to_its_formula() {
    for (width, height) in [(16, 6), (7, 5), (1, 1), (2, 3)] {
        for format in Packed::ALL {
            let layout = PackedLayout { width, height, stride: width * 4 + 8, offset: 12, format };
            for (to, colour) in
                FORMATS.iter().flat_map(|to| every_colour().map(move |colour| (*to, colour)))
            {
                for siting in [Siting::Left, Siting::Centre] {
                    let pixels = noise(layout.end().unwrap());
                    let case = Case { layout, pixels, to, colour, siting };
                    let error = case.error();
                    assert!(error < 0.55, "{layout:?} {to:?} {colour:?} {siting:?}: {error}");
                }
            }
        }
    }
}

#[test]
fn the_fast_kernels_do_the_same_in_the_centre() {
    let (width, height) = (67, 35);
    let layout =
        ImageLayout { width, height, stride: 300, format: PixelFormat::Bgrx, bottom_up: false };
    let pixels = noise(layout.len());
    for colour in every_colour() {
        let mut fast = Yuv420::new(width, height);
        packed_to_planar(&layout, &pixels, colour, &mut fast).unwrap();
        let rule = Rule::new(colour, Siting::Centre, Packed::Bgrx, SurfaceFormat::Nv12);
        let target = target(SurfaceFormat::Nv12, (width, height));
        let (mut exact, mut laid) = (vec![0; target.len()], vec![0; target.len()]);
        convert(&layout.into(), &pixels, &rule, SurfaceFormat::Nv12, &mut exact).unwrap();
        target.write(&fast, &mut laid);
        assert!(exact == laid, "{colour:?}");
    }
}

#[test]
fn short_memory_is_refused() {
    let layout = PackedLayout { width: 4, height: 2, stride: 16, offset: 0, format: Packed::Bgrx };
    let rule = Rule::new(ColourSpec::default(), Siting::Left, Packed::Bgrx, SurfaceFormat::Nv12);
    let run = |pixels: usize, out: usize| {
        convert(&layout, &vec![0; pixels], &rule, SurfaceFormat::Nv12, &mut vec![0; out])
    };
    assert!(run(32, 768).is_ok());
    assert!(matches!(run(31, 768), Err(GpuError::Truncated { needed: 32, got: 31 })));
    assert!(matches!(run(32, 767), Err(GpuError::Truncated { needed: 768, got: 767 })));
}
