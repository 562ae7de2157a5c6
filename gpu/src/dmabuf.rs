//! Pictures in another driver's memory, as compositors hand them out.

use std::os::fd::BorrowedFd;

use crate::GpuError;
use crate::convert::packed::{Packed, PackedLayout};

/// A row after a row, without tiles. Source: drm_fourcc.h, `DRM_FORMAT_MOD_LINEAR`.
pub const LINEAR: u64 = 0;

/// Not told: what the driver finds out about the memory by itself. Source: as above,
/// `DRM_FORMAT_MOD_INVALID`.
pub const IMPLICIT: u64 = 0x00ff_ffff_ffff_ffff;

/// Planes of memory that a packed picture may have: its own, and up to three of a compressed
/// tiling. Source: drm_fourcc.h, and `DRM_FORMAT_MAX_PLANES` of Linux.
pub const PLANES: usize = 4;

/// One plane of a dmabuf.
#[derive(Clone, Copy, Debug)]
pub struct Plane<'a> {
    /// The memory. It is duplicated, not taken.
    pub fd: BorrowedFd<'a>,
    /// Bytes before the plane.
    pub offset: u32,
    /// Bytes from one row to the next, or what the modifier means by that.
    pub stride: u32,
}

/// A picture in another driver's memory, as Wayland's and PipeWire's protocols describe it.
#[derive(Clone, Copy, Debug)]
pub struct Dmabuf<'a> {
    /// Pixels per row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Format.
    pub format: Packed,
    /// Tiling.
    pub modifier: u64,
    /// Planes, 1 to [`PLANES`] of them.
    pub planes: &'a [Plane<'a>],
}

impl<'a> Dmabuf<'a> {
    /// The plane with the pixels.
    ///
    /// # Errors
    /// [`GpuError::Import`] for a number of planes that no picture has.
    pub(crate) fn first(&self) -> Result<&'a Plane<'a>, GpuError> {
        match self.planes {
            [first, ..] if self.planes.len() <= PLANES => Ok(first),
            other => Err(GpuError::Import { what: "number of planes", value: other.len() as u64 }),
        }
    }

    /// Size and format, with the offset and stride of this plane.
    pub(crate) fn layout(&self, plane: &Plane<'_>) -> PackedLayout {
        let Dmabuf { width, height, format, .. } = *self;
        PackedLayout { width, height, stride: plane.stride, offset: plane.offset, format }
    }
}
