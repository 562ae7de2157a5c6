//! Pictures in another driver's memory, as compositors hand them out.

use std::os::fd::{BorrowedFd, FromRawFd, OwnedFd};

use rustix::ioctl::{Updater, ioctl};

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

/// Source: linux/dma-buf.h, `DMA_BUF_IOCTL_EXPORT_SYNC_FILE`.
const EXPORT_SYNC_FILE: u32 = 0xC008_6202;
/// The fences that a reader waits for: those of writers. Source: as above, `DMA_BUF_SYNC_READ`.
const READ: u32 = 1;

/// Source: as above, `struct dma_buf_export_sync_file`.
#[repr(C)]
struct ExportSyncFile {
    flags: u32,
    fd: i32,
}

/// A sync file that is passed when everybody who writes to a dmabuf now is done. `None` where the
/// kernel has no such call, which is older than 6.0, or the memory is no dmabuf of its own.
pub fn writers(dmabuf: BorrowedFd<'_>) -> Option<OwnedFd> {
    let mut wanted = ExportSyncFile { flags: READ, fd: -1 };
    // SAFETY: the call of this number takes this struct, and writes to it.
    let call = unsafe { Updater::<{ EXPORT_SYNC_FILE }, ExportSyncFile>::new(&mut wanted) };
    // SAFETY: as above.
    unsafe { ioctl(dmabuf, call) }.ok()?;
    // SAFETY: the kernel has just made it for us.
    (wanted.fd >= 0).then(|| unsafe { OwnedFd::from_raw_fd(wanted.fd) })
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
