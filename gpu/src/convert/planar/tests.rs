//! Every way to convert against each other, without tolerance.

use super::*;
use crate::convert::{convert_part, packed_to_planar};
use crate::frame::PixelFormat;
use crate::testing::{every_colour, noise};

fn layout(width: u32, height: u32) -> ImageLayout {
    let (stride, format) = (width * 4 + 12, PixelFormat::Bgrx);
    ImageLayout { width, height, stride, format, bottom_up: false }
}

fn converted(layout: &ImageLayout, pixels: &[u8]) -> Yuv420 {
    let mut out = Yuv420::new(layout.width, layout.height);
    packed_to_planar(layout, pixels, ColourSpec::default(), &mut out).unwrap();
    out
}

/// Two rows, by [`scalar`] alone.
fn slow(by: &Coefficients, rows: Pixels<'_>) -> [Vec<u8>; 4] {
    let columns = rows[0].len().next_multiple_of(2);
    let [mut upper, mut lower] = [(); 2].map(|()| vec![0; columns]);
    let [mut cb, mut cr] = [(); 2].map(|()| vec![0; columns / 2]);
    let samples = Samples { luma: [&mut upper, &mut lower], cb: &mut cb, cr: &mut cr };
    scalar::convert(by, rows, samples);
    [upper, lower, cb, cr]
}

#[test]
fn fast_instructions_give_the_samples_of_the_slow_ones() {
    // Every byte that there is in every place, and the ends of the range beside each other.
    let noisy = noise(2 * 67 * 4);
    let edges: Vec<u8> = (0..2 * 67 * 4).map(|at| if at % 7 < 3 { 255 } else { 0 }).collect();
    for bytes in [noisy, edges, vec![255; 2 * 67 * 4], vec![0; 2 * 67 * 4]] {
        let (pixels, _) = bytes.as_chunks::<4>();
        let (above, below) = pixels.split_at(67);
        for (width, colour) in
            (1..=67).flat_map(|width| every_colour().map(move |colour| (width, colour)))
        {
            let rows = [&above[..width], &below[..width]];
            let by = Planar::new(&layout(67, 2), colour).coefficients;
            let [upper, lower, cb, cr] = slow(&by, rows);
            let columns = width.next_multiple_of(2);
            let mut out = Yuv420::new(columns as u32, 2);
            let [y, u, v] = out.planes_mut();
            let (first, second) = y.split_at_mut(columns);
            by.convert(rows, rows, Samples { luma: [first, second], cb: u, cr: v });
            let [y, u, v] = out.planes();
            let slow = (&[upper, lower].concat()[..], &cb[..], &cr[..]);
            assert!((y, u, v) == slow, "{width} columns, {colour:?}");
        }
    }
}

#[test]
fn a_picture_is_the_sum_of_its_parts() {
    for (width, height) in [(70, 46), (69, 45), (33, 11)] {
        for bottom_up in [false, true] {
            let layout = ImageLayout { bottom_up, ..layout(width, height) };
            let (old, new) = (vec![90; layout.len()], noise(layout.len()));
            let (mut out, whole) = (converted(&layout, &old), converted(&layout, &new));
            let untouched = out.clone();
            // Odd edges and what is outside: parts grow to even ones and end with the picture.
            let parts = [(0, 0, 31, 9), (31, 0, 90, 9), (0, 9, 17, 99), (17, 9, 99, 99)];
            for (x, y, width, height) in parts {
                assert!(out != whole, "{layout:?}");
                let part = Part { x, y, width, height };
                convert_part(&layout, &new, ColourSpec::default(), part, &mut out).unwrap();
            }
            assert!(out == whole, "{layout:?}");
            let nothing = Part { x: 400, y: 400, width: 5, height: 5 };
            let mut out = untouched.clone();
            convert_part(&layout, &new, ColourSpec::default(), nothing, &mut out).unwrap();
            assert!(out == untouched, "{layout:?}");
        }
    }
}

#[test]
fn a_part_changes_nothing_beside_it() {
    let layout = layout(64, 48);
    let (old, new) = (vec![90; layout.len()], noise(layout.len()));
    let mut out = converted(&layout, &old);
    let before = out.clone();
    let part = Part { x: 20, y: 10, width: 18, height: 12 };
    convert_part(&layout, &new, ColourSpec::default(), part, &mut out).unwrap();
    let inside = |at: usize, stride: usize, scale: u32| {
        let (x, y) = ((at % stride) as u32 * scale, (at / stride) as u32 * scale);
        (20..38).contains(&x) && (10..22).contains(&y)
    };
    for (plane, (stride, scale)) in [(64, 1), (32, 2), (32, 2)].into_iter().enumerate() {
        let samples = out.planes()[plane].iter().zip(before.planes()[plane]);
        let changed = samples.enumerate().filter(|(_, (new, old))| new != old);
        let changed: Vec<usize> = changed.map(|(at, _)| at).collect();
        assert!(!changed.is_empty() && changed.iter().all(|at| inside(*at, stride, scale)));
    }
}
