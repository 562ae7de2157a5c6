//! Packed RGB to the planes that encoders take, and back for screenshots and tests.
//!
//! The arithmetic is the `yuv` crate's, with its SIMD kernels chosen at run time. What is ours:
//! odd source sizes (the stream is one pixel wider or higher, the edge repeated), pictures that
//! lie in memory bottom row first, and that nothing allocates. Formats beyond those of shared memory
//! are [`exact`]'s and the GPU's.

mod colour;
pub mod exact;
#[cfg(any(feature = "egl", feature = "vulkan"))]
pub mod job;
pub mod packed;
mod planes;
pub mod surface;

use yuv::{
    BufferStoreMut, YuvConversionMode, YuvError, YuvPlanarImage, YuvPlanarImageMut, bgra_to_yuv420,
    rgba_to_yuv420, yuv420_to_bgra, yuv420_to_rgb,
};

pub use self::colour::{ColourSpec, ColourTags, Matrix, Range};
pub use self::planes::{Yuv420, even};
use crate::GpuError;
use crate::decode::Decoded;
use crate::frame::{ImageLayout, PixelFormat};

/// Converts a packed picture into `out`, which has its size rounded up to even; the last column
/// and row of an odd picture are repeated. A chroma sample is the mean of its four pixels. Does
/// not allocate.
///
/// # Errors
/// [`GpuError::Size`] when `out` has another size, [`GpuError::Truncated`] when `pixels` is
/// shorter than `layout` says, [`GpuError::Unsupported`] for a stride below a row's bytes.
pub fn packed_to_planar(
    layout: &ImageLayout,
    pixels: &[u8],
    colour: ColourSpec,
    out: &mut Yuv420,
) -> Result<(), GpuError> {
    let pixels = checked(layout, pixels, out)?;
    let (width, height) = (layout.width as usize, layout.height as usize);
    let luma_stride = out.width() as usize;
    let [y, u, v] = out.planes_mut();
    // Rows pair up from the top of the picture. The lone row of an odd bottom-up picture is its
    // last, thus the first in memory; the even rest pairs up the same from either end.
    let lone = if layout.bottom_up { height % 2 } else { 0 };
    let paired = height - lone;
    let (below, above) = pixels.split_at(lone * layout.stride as usize);
    let (y_above, y_below) = y.split_at_mut(paired * luma_stride);
    let (u_above, u_below) = u.split_at_mut(paired.div_ceil(2) * luma_stride / 2);
    let (v_above, v_below) = v.split_at_mut(paired.div_ceil(2) * luma_stride / 2);
    convert_rows(layout, paired, above, colour, [y_above, u_above, v_above])?;
    convert_rows(layout, lone, below, colour, [y_below, u_below, v_below])?;
    if layout.bottom_up {
        flip_rows(y_above, luma_stride);
        flip_rows(u_above, luma_stride / 2);
        flip_rows(v_above, luma_stride / 2);
    }
    repeat_edges(y, luma_stride, width, height);
    Ok(())
}

/// Exactly the bytes that `layout` describes.
fn checked<'a>(layout: &ImageLayout, pixels: &'a [u8], out: &Yuv420) -> Result<&'a [u8], GpuError> {
    let (expected, got) = ((even(layout.width), even(layout.height)), (out.width(), out.height()));
    if expected != got || layout.width == 0 || layout.height == 0 {
        return Err(GpuError::Size { expected, got });
    }
    if u64::from(layout.stride) < u64::from(layout.width) * 4 {
        return Err(GpuError::Unsupported { what: "stride", value: layout.stride.into() });
    }
    let (needed, got) = (layout.len(), pixels.len());
    pixels.get(..needed).ok_or(GpuError::Truncated { needed, got })
}

/// Converts the first `rows` rows of `pixels`. The planes may be longer than that, the pixels
/// may not: the library pairs rows from the end of its input.
fn convert_rows(
    layout: &ImageLayout,
    rows: usize,
    pixels: &[u8],
    colour: ColourSpec,
    [y, u, v]: [&mut [u8]; 3],
) -> Result<(), GpuError> {
    if rows == 0 {
        return Ok(());
    }
    let stride = even(layout.width);
    let mut image = YuvPlanarImageMut {
        y_plane: BufferStoreMut::Borrowed(&mut y[..rows * stride as usize]),
        y_stride: stride,
        u_plane: BufferStoreMut::Borrowed(u),
        u_stride: stride / 2,
        v_plane: BufferStoreMut::Borrowed(v),
        v_stride: stride / 2,
        width: layout.width,
        height: rows as u32,
    };
    let convert = match layout.format {
        PixelFormat::Bgrx => bgra_to_yuv420,
        PixelFormat::Rgbx => rgba_to_yuv420,
    };
    let (range, matrix) = (colour.range.into(), colour.matrix.into());
    convert(&mut image, pixels, layout.stride, range, matrix, YuvConversionMode::Balanced)
        .map_err(unsupported)
}

/// What is left after [`checked`] are sizes beyond the library's address arithmetic.
fn unsupported(_: YuvError) -> GpuError {
    GpuError::Unsupported { what: "picture size", value: u64::MAX }
}

fn flip_rows(plane: &mut [u8], stride: usize) {
    let rows = plane.len() / stride;
    let (top, bottom) = plane.split_at_mut(rows / 2 * stride);
    let upwards = bottom.chunks_exact_mut(stride).rev();
    for (upper, lower) in top.chunks_exact_mut(stride).zip(upwards) {
        upper.swap_with_slice(lower);
    }
}

/// Fills the column and the row that an odd picture lacks.
fn repeat_edges(luma: &mut [u8], stride: usize, width: usize, height: usize) {
    if width < stride {
        for row in luma.chunks_exact_mut(stride).take(height) {
            row[width] = row[width - 1];
        }
    }
    if height * stride < luma.len() {
        luma.copy_within((height - 1) * stride..height * stride, height * stride);
    }
}

/// The picture as packed RGB, 3 bytes a pixel, top row first. Empty for a picture whose planes
/// are shorter than its size says. Allocates.
pub fn planar_to_rgb(picture: &Decoded<'_>, colour: ColourSpec) -> Vec<u8> {
    let mut rgb = vec![0; picture.width as usize * picture.height as usize * 3];
    let (range, matrix) = (colour.range.into(), colour.matrix.into());
    match yuv420_to_rgb(&planar(picture), &mut rgb, picture.width * 3, range, matrix) {
        Ok(()) => rgb,
        Err(_) => Vec::new(),
    }
}

/// The picture as packed pixels for a screen: blue, green, red, 255; top row first. `out` holds
/// `width * height * 4` bytes. Does not allocate.
///
/// # Errors
/// [`GpuError::Truncated`] when `out` or a plane is shorter than the picture.
pub fn planar_to_bgra(
    picture: &Decoded<'_>,
    colour: ColourSpec,
    out: &mut [u8],
) -> Result<(), GpuError> {
    let (range, matrix) = (colour.range.into(), colour.matrix.into());
    let (needed, got) = (picture.width as usize * picture.height as usize * 4, out.len());
    yuv420_to_bgra(&planar(picture), out, picture.width * 4, range, matrix)
        .map_err(|_| GpuError::Truncated { needed, got })
}

fn planar<'a>(picture: &Decoded<'a>) -> YuvPlanarImage<'a, u8> {
    YuvPlanarImage {
        y_plane: picture.planes[0],
        y_stride: picture.strides[0],
        u_plane: picture.planes[1],
        u_stride: picture.strides[1],
        v_plane: picture.planes[2],
        v_stride: picture.strides[2],
        width: picture.width,
        height: picture.height,
    }
}

#[cfg(test)]
mod tests;
