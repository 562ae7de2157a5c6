//! The conversion against the formulas, computed in `f64`.

use super::*;
use crate::frame::PixelFormat;
use crate::testing::noise;

/// Y, Cb and Cr of an RGB colour. Source: Rec. ITU-T H.273 clause 8.3, equations for `Kr`, `Kb`
/// and 8-bit quantisation.
fn reference(rgb: [f64; 3], colour: ColourSpec) -> [f64; 3] {
    let (kr, kb) = match colour.matrix {
        Matrix::Bt601 => (0.299, 0.114),
        Matrix::Bt709 => (0.2126, 0.0722),
        Matrix::Bt2020 => (0.2627, 0.0593),
    };
    let [r, g, b] = rgb.map(|sample| sample / 255.0);
    let y = kr * r + (1.0 - kr - kb) * g + kb * b;
    let (cb, cr) = ((b - y) / (2.0 * (1.0 - kb)), (r - y) / (2.0 * (1.0 - kr)));
    match colour.range {
        Range::Limited => [16.0 + 219.0 * y, 128.0 + 224.0 * cb, 128.0 + 224.0 * cr],
        Range::Full => [255.0 * y, 128.0 + 255.0 * cb, 128.0 + 255.0 * cr],
    }
}

/// The colour at a place of the picture, edges repeated.
fn rgb_at(layout: &ImageLayout, pixels: &[u8], x: u32, y: u32) -> [f64; 3] {
    let (x, y) = (x.min(layout.width - 1), y.min(layout.height - 1));
    let row = if layout.bottom_up { layout.height - 1 - y } else { y };
    let at = (row * layout.stride + x * 4) as usize;
    let [first, second, third] = [pixels[at], pixels[at + 1], pixels[at + 2]].map(f64::from);
    match layout.format {
        PixelFormat::Bgrx => [third, second, first],
        PixelFormat::Rgbx => [first, second, third],
    }
}

fn mean(colours: &[[f64; 3]]) -> [f64; 3] {
    [0, 1, 2].map(|i| colours.iter().map(|colour| colour[i]).sum::<f64>() / colours.len() as f64)
}

/// Largest error of luma and of chroma, in steps.
fn errors(layout: &ImageLayout, colour: ColourSpec) -> [f64; 2] {
    let pixels = noise(layout.len());
    let mut out = Yuv420::new(layout.width, layout.height);
    packed_to_planar(layout, &pixels, colour, &mut out).unwrap();
    let [y_stride, c_stride, _] = out.strides();
    let [y, u, v] = out.planes();
    let error = |got: u8, expected: f64| (f64::from(got) - expected.clamp(0.0, 255.0)).abs();
    let mut worst = [0.0_f64; 2];
    for row in 0..out.height() {
        for x in 0..out.width() {
            let rgb = rgb_at(layout, &pixels, x, row);
            let got = y[(row * y_stride + x) as usize];
            worst[0] = worst[0].max(error(got, reference(rgb, colour)[0]));
        }
    }
    for row in 0..out.height() / 2 {
        for x in 0..out.width() / 2 {
            let corners = [(0, 0), (1, 0), (0, 1), (1, 1)];
            let four = corners.map(|(dx, dy)| rgb_at(layout, &pixels, 2 * x + dx, 2 * row + dy));
            let [_, cb, cr] = reference(mean(&four), colour);
            let at = (row * c_stride + x) as usize;
            worst[1] = worst[1].max(error(u[at], cb)).max(error(v[at], cr));
        }
    }
    worst
}

#[test]
fn every_layout_agrees_with_the_formulas() {
    for (width, height) in
        [(64, 48), (1366, 6), (63, 48), (64, 47), (67, 35), (33, 1), (1, 33), (2, 2)]
    {
        for format in [PixelFormat::Bgrx, PixelFormat::Rgbx] {
            for (bottom_up, padding) in [(false, 0), (true, 0), (false, 20), (true, 128)] {
                for matrix in [Matrix::Bt601, Matrix::Bt709, Matrix::Bt2020] {
                    for range in [Range::Limited, Range::Full] {
                        let stride = width * 4 + padding;
                        let layout = ImageLayout { width, height, stride, format, bottom_up };
                        let [luma, chroma] = errors(&layout, ColourSpec { matrix, range });
                        // Each is the nearest code, but for the rounding of the coefficients.
                        assert!(luma < 0.51, "{layout:?} {matrix:?} {range:?}: luma {luma}");
                        assert!(chroma < 0.51, "{layout:?} {matrix:?} {range:?}: chroma {chroma}");
                    }
                }
            }
        }
    }
}

#[test]
fn white_and_black_hit_their_codes() {
    let layout =
        ImageLayout { width: 2, height: 2, stride: 8, format: PixelFormat::Bgrx, bottom_up: false };
    for (range, black, white) in [(Range::Limited, 16, 235), (Range::Full, 0, 255)] {
        let colour = ColourSpec { range, ..ColourSpec::default() };
        let mut out = Yuv420::new(2, 2);
        for (sample, luma) in [(0, black), (255, white)] {
            packed_to_planar(&layout, &[sample; 16], colour, &mut out).unwrap();
            assert_eq!(out.planes(), [&[luma; 4][..], &[128], &[128]]);
        }
    }
}

#[test]
fn a_picture_survives_there_and_back() {
    let colour = ColourSpec::default();
    let layout = ImageLayout {
        width: 32,
        height: 32,
        stride: 128,
        format: PixelFormat::Rgbx,
        bottom_up: false,
    };
    let pixels: Vec<u8> = [40, 200, 90, 0].repeat(32 * 32);
    let mut planar = Yuv420::new(32, 32);
    packed_to_planar(&layout, &pixels, colour, &mut planar).unwrap();
    let decoded = Decoded {
        width: 32,
        height: 32,
        planes: planar.planes(),
        strides: planar.strides(),
        gpu: None,
    };
    let rgb = decoded.to_rgb(colour).unwrap();
    assert_eq!(rgb.len(), 32 * 32 * 3);
    let far = rgb.chunks(3).flat_map(|pixel| pixel.iter().zip([40, 200, 90]));
    assert!(far.into_iter().all(|(got, sent)| got.abs_diff(sent) <= 2));
}

#[test]
fn what_does_not_fit_is_refused() {
    let layout = ImageLayout {
        width: 5,
        height: 4,
        stride: 20,
        format: PixelFormat::Bgrx,
        bottom_up: false,
    };
    let colour = ColourSpec::default();
    let convert = |layout: &ImageLayout, bytes: usize, out: &mut Yuv420| {
        packed_to_planar(layout, &vec![0; bytes], colour, out)
    };
    let mut fitting = Yuv420::new(5, 4);
    assert!(convert(&layout, 80, &mut fitting).is_ok());
    let short = convert(&layout, 79, &mut fitting);
    assert!(matches!(short, Err(GpuError::Truncated { needed: 80, got: 79 })));
    let other = convert(&layout, 80, &mut Yuv420::new(4, 4));
    assert!(matches!(other, Err(GpuError::Size { expected: (6, 4), got: (4, 4) })));
    let narrow = convert(&ImageLayout { stride: 19, ..layout }, 80, &mut fitting);
    assert!(matches!(narrow, Err(GpuError::Unsupported { what: "stride", value: 19 })));
    let empty = convert(&ImageLayout { width: 0, ..layout }, 80, &mut Yuv420::new(0, 4));
    assert!(matches!(empty, Err(GpuError::Size { .. })));
}

#[test]
fn rows_of_coefficients_give_the_colours_of_the_library() {
    for matrix in [Matrix::Bt601, Matrix::Bt709, Matrix::Bt2020] {
        for range in [Range::Limited, Range::Full] {
            let colour = ColourSpec { matrix, range };
            for sample in [[16, 128, 128], [235, 128, 128], [81, 90, 240], [120, 180, 60]] {
                let [y, u, v] = sample.map(|code| [code; 4]);
                let planes = [y.as_slice(), &u[..1], &v[..1]];
                let picture =
                    Decoded { width: 2, height: 2, planes, strides: [2, 1, 1], gpu: None };
                let library = planar_to_rgb(&picture, colour);
                for (channel, row) in colour.to_rgb_rows().iter().enumerate() {
                    let [y, u, v] = sample.map(|code| f32::from(code) / 255.0);
                    let value = row[0] * y + row[1] * u + row[2] * v + row[3];
                    let value = (value.clamp(0.0, 1.0) * 255.0).round() as u8;
                    let expected = library[channel];
                    assert!(value.abs_diff(expected) <= 1, "{colour:?} {sample:?}: {value}");
                }
            }
        }
    }
}
