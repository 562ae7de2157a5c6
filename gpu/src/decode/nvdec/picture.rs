//! A decoded picture in the GPU's memory.

use std::ffi::c_int;
use std::sync::Arc;

use super::caps::{Chroma, Shape};
use super::engine::{Parser, RawDecoder};
use super::error::NvdecError;
use crate::convert::surface::{SurfaceFormat, SurfaceLayout};
use crate::cuda::{Context, Rows};

/// A picture, which its decoder takes back when this is dropped.
pub struct Picture<'a> {
    decoder: &'a RawDecoder,
    context: &'a Arc<Context>,
    address: u64,
    pitch: u32,
}

/// Where a plane is: its rows in bytes, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plane {
    /// Bytes from the picture's address.
    offset: usize,
    /// Bytes of a row.
    row: usize,
    /// Rows.
    rows: usize,
}

impl<'a> Picture<'a> {
    pub(super) fn map(parser: &'a mut Parser, index: c_int) -> Result<Picture<'a>, NvdecError> {
        let parser: &'a Parser = parser;
        let (Some(decoder), context) = (parser.decoder(), parser.nvdec().context()) else {
            return Err(NvdecError::Damaged { state: 0 });
        };
        let _entered = context.enter()?;
        let (address, pitch) = decoder.map(index)?;
        let picture = Picture { decoder, context, address, pitch };
        decoder.whole(index)?;
        Ok(picture)
    }

    /// Columns and rows that are shown.
    pub fn size(&self) -> (u32, u32) {
        self.decoder.shape.shown
    }

    /// How samples lie.
    pub fn format(&self) -> SurfaceFormat {
        self.decoder.shape.surface()
    }

    /// Address of the luma that is shown, valid on the GPU in the decoder's context, and bytes
    /// from one row to the next.
    pub fn luma(&self) -> (u64, u32) {
        let [luma, ..] = planes(&self.decoder.shape, self.pitch as usize);
        (self.address + luma.offset as u64, self.pitch)
    }

    /// The context that it is in.
    pub(super) fn context(&self) -> &'a Arc<Context> {
        self.context
    }

    /// Bytes of the picture without padding.
    pub fn len(&self) -> usize {
        let planes = planes(&self.decoder.shape, self.pitch as usize);
        planes.iter().map(|plane| plane.row * plane.rows).sum()
    }

    /// True for a picture without pixels, which there is none of.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Copies the planes one after the other without padding, and waits until they are there.
    ///
    /// # Errors
    /// [`NvdecError::Cuda`]. What does not fit is left out.
    pub fn read(&self, mut out: &mut [u8]) -> Result<(), NvdecError> {
        for Plane { offset, row, rows } in planes(&self.decoder.shape, self.pitch as usize) {
            let (plane, rest) = out.split_at_mut((row * rows).min(out.len()));
            let from = self.address + offset as u64;
            self.context.download(Rows { from, pitch: self.pitch as usize, row }, plane)?;
            out = rest;
        }
        Ok(())
    }
}

/// A part of memory on the GPU where a picture may be copied to: luma, then pairs of chroma directly
/// behind its last row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Address of the memory, valid on the GPU in the decoder's context.
    pub address: u64,
    /// What lies there.
    pub layout: SurfaceLayout,
    /// First column and row of the part, both even.
    pub corner: (u32, u32),
}

impl Picture<'_> {
    /// Copies the picture to a part of NV12 memory, and waits until it is there.
    ///
    /// # Errors
    /// [`NvdecError::Stream`] for a picture of another format, or one that reaches beyond the
    /// memory; nothing is copied then. [`NvdecError::Cuda`].
    pub(super) fn copy_to(&self, part: &Part) -> Result<(), NvdecError> {
        let Part { address, layout, corner } = *part;
        if self.format() != layout.format || layout.format != SurfaceFormat::Nv12 {
            let format = self.format() as u64;
            return Err(NvdecError::Stream { what: "surface format", value: format });
        }
        let (x, y) = (corner.0 as usize / 2 * 2, corner.1 as usize / 2 * 2);
        let source = planes(&self.decoder.shape, self.pitch as usize);
        let [_, pairs, _] = source;
        if x + pairs.row > layout.width || y + pairs.rows * 2 > layout.height {
            return Err(NvdecError::Stream {
                what: "column or row",
                value: (x + pairs.row) as u64,
            });
        }
        let starts = [y * layout.pitch, (layout.height + y / 2) * layout.pitch];
        for (Plane { offset, row, rows }, start) in source.into_iter().zip(starts) {
            let from = Rows { from: self.address + offset as u64, pitch: self.pitch as usize, row };
            self.context.copy_rows(from, rows, address + (start + x) as u64, layout.pitch)?;
        }
        // Copies within the GPU's memory may be running still when their call returns.
        Ok(self.context.synchronize()?)
    }
}

impl Drop for Picture<'_> {
    fn drop(&mut self) {
        let Ok(_entered) = self.context.enter() else { return };
        let unmapped = self.decoder.unmap(self.address);
        unmapped.unwrap_or_else(|error| tracing::warn!(%error, "picture left mapped"));
    }
}

/// Planes of what is shown: luma, and one of pairs or two of chroma; the last is empty for pairs.
/// Each plane stands directly behind all coded rows of the one before. Source: NVDEC programming
/// guide, "Preparing the decoded frame for further processing".
fn planes(shape: &Shape, pitch: usize) -> [Plane; 3] {
    let sample = if shape.bits > 8 { 2 } else { 1 };
    let (x, y) = (shape.corner.0 as usize, shape.corner.1 as usize);
    let (width, height) = (shape.shown.0 as usize, shape.shown.1 as usize);
    let coded = shape.coded.1 as usize * pitch;
    let full = |start: usize| Plane {
        offset: start + y * pitch + x * sample,
        row: width * sample,
        rows: height,
    };
    let pairs = Plane {
        offset: coded + y / 2 * pitch + x / 2 * 2 * sample,
        row: width.div_ceil(2) * 2 * sample,
        rows: height.div_ceil(2),
    };
    match shape.chroma {
        Chroma::Half => [full(0), pairs, Plane { offset: 0, row: 0, rows: 0 }],
        Chroma::Full => [full(0), full(coded), full(2 * coded)],
    }
}

#[cfg(test)]
mod tests {
    use super::super::caps::Codec;
    use super::*;

    #[test]
    fn cropped_planes_are_found() {
        let shape = Shape {
            codec: Codec::Hevc,
            chroma: Chroma::Half,
            bits: 10,
            coded: (64, 48),
            corner: (2, 4),
            shown: (61, 41),
            surfaces: 1,
        };
        let [luma, pairs, none] = planes(&shape, 256);
        assert_eq!(luma, Plane { offset: 4 * 256 + 4, row: 122, rows: 41 });
        assert_eq!(pairs, Plane { offset: 48 * 256 + 2 * 256 + 4, row: 124, rows: 21 });
        assert_eq!(none.rows, 0);
        let shape = Shape { chroma: Chroma::Full, bits: 8, ..shape };
        let [_, cb, cr] = planes(&shape, 128);
        assert_eq!(cb, Plane { offset: (48 + 4) * 128 + 2, row: 61, rows: 41 });
        assert_eq!(cr.offset - cb.offset, 48 * 128);
    }
}
