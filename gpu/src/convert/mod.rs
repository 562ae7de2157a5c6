//! Packed RGB to the planes that encoders take, and back for screenshots and tests.
//!
//! Frames of shared memory are converted by kernels of ours: whole or in part, of odd sizes too (the
//! stream is one pixel wider or higher, the edge repeated), and bottom row first where they lie so. The
//! way back is the `yuv` crate's. Formats beyond those of shared memory are [`exact`]'s and the
//! GPU's.

mod colour;
pub mod exact;
#[cfg(any(feature = "egl", feature = "vulkan"))]
pub mod job;
pub mod packed;
mod planar;
mod planes;
pub mod surface;

use yuv::{YuvPlanarImage, yuv420_to_bgra, yuv420_to_rgb};

pub use self::colour::{ColourSpec, ColourTags, Matrix, Range};
use self::planar::Planar;
pub use self::planes::{Yuv420, even};
use crate::GpuError;
use crate::damage::Part;
use crate::decode::Decoded;
use crate::frame::ImageLayout;

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
    convert_part(layout, pixels, colour, Part::whole(layout.width, layout.height), out)
}

/// The same for a part of the picture alone, which grows to even edges. What lies outside of the
/// picture is left out.
///
/// # Errors
/// As [`packed_to_planar`].
pub fn convert_part(
    layout: &ImageLayout,
    pixels: &[u8],
    colour: ColourSpec,
    part: Part,
    out: &mut Yuv420,
) -> Result<(), GpuError> {
    let pixels = checked(layout, pixels, out)?;
    let part = part.even().within(layout.width, layout.height);
    if !part.is_empty() {
        Planar::new(layout, colour).convert(pixels, part, out);
    }
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
