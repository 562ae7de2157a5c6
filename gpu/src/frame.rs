//! A captured picture: where its pixels are, how they are laid out, when it was taken.
//!
//! A capture backend makes a [`FramePool`] of shared-memory buffers, has the compositor fill one,
//! and hands it out as a [`Frame`]. Dropping the frame on any thread returns the buffer to the
//! pool. Nothing allocates once the pool is made. A picture that the compositor drew into the GPU's
//! memory is a `Surface::Dmabuf`; whoever made the memory knows by its reference count when it is
//! free.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::ptr::NonNull;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lumen_core::units::Micros;
use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};

use crate::GpuError;
use crate::damage::Damage;

/// Order of the bytes of one packed pixel in memory, 8 bits each; X is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PixelFormat {
    /// Blue first: `XRGB8888` of DRM and Wayland.
    Bgrx,
    /// Red first: `XBGR8888` of DRM and Wayland.
    Rgbx,
}

/// Size and memory layout of a packed 32-bit picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageLayout {
    /// Pixels per row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Bytes from one row to the next, at least `width * 4`.
    pub stride: u32,
    /// Byte order of a pixel.
    pub format: PixelFormat,
    /// The first row in memory is the bottom one of the picture.
    pub bottom_up: bool,
}

impl ImageLayout {
    /// Bytes that the picture takes.
    pub fn len(&self) -> usize {
        self.stride as usize * self.height as usize
    }

    /// True for a picture without pixels.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Memory that can be handed to another process as a file descriptor.
pub struct SharedMemory {
    fd: OwnedFd,
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: the mapping belongs to this value alone and moves with it; the pointer is not
// tied to a thread.
unsafe impl Send for SharedMemory {}

impl SharedMemory {
    /// Makes `len` zeroed bytes.
    ///
    /// # Errors
    /// [`GpuError::Memory`] when the system is out of memory, descriptors or mappings.
    pub fn create(len: usize) -> Result<SharedMemory, GpuError> {
        let memory = |source: rustix::io::Errno| GpuError::Memory {
            bytes: len,
            source: io::Error::from(source),
        };
        let fd = memfd_create("lumen-frame", MemfdFlags::CLOEXEC).map_err(memory)?;
        ftruncate(&fd, len as u64).map_err(memory)?;
        let protection = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: a new mapping of a descriptor we own, placed by the kernel, aliases nothing.
        let base = unsafe { mmap(std::ptr::null_mut(), len, protection, MapFlags::SHARED, &fd, 0) }
            .map_err(memory)?;
        let base = NonNull::new(base.cast()).ok_or_else(|| memory(rustix::io::Errno::NOMEM))?;
        Ok(SharedMemory { fd, base, len })
    }

    /// The bytes. The other process may be writing them unless the caller holds its lease.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: `base` is valid for `len` bytes while `self` lives. The peer that shares the
        // memory writes only between being handed the buffer and reporting it ready, and the
        // pool lends a buffer to one of the two at a time.
        unsafe { std::slice::from_raw_parts(self.base.as_ptr(), self.len) }
    }

    /// The bytes, writable.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as in `bytes`, and `&mut self` excludes every other borrow on our side.
        unsafe { std::slice::from_raw_parts_mut(self.base.as_ptr(), self.len) }
    }
}

impl AsFd for SharedMemory {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl Drop for SharedMemory {
    fn drop(&mut self) {
        // SAFETY: `base` came from `mmap` with this length and is unmapped exactly once.
        let unmapped = unsafe { munmap(self.base.as_ptr().cast(), self.len) };
        unmapped.unwrap_or_else(|error| tracing::warn!(%error, "frame memory left mapped"));
    }
}

/// Buffers of one layout, lent out one by one: first the one that came back last, of which caches
/// hold most.
pub struct FramePool {
    free: Home,
}

/// Where buffers wait.
#[derive(Clone)]
struct Home(Arc<Mutex<Vec<Buffer>>>);

impl Home {
    /// Held for a moment, never while something waits.
    fn lock(&self) -> MutexGuard<'_, Vec<Buffer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Buffer {
    index: usize,
    memory: SharedMemory,
}

impl FramePool {
    /// A pool of `count` buffers of `len` bytes; `announce` sees each one's index and memory
    /// once, so that a backend can make its compositor-side twin.
    ///
    /// # Errors
    /// [`GpuError::Memory`] when the system has none left.
    pub fn new(
        count: usize,
        len: usize,
        mut announce: impl FnMut(usize, BorrowedFd<'_>),
    ) -> Result<FramePool, GpuError> {
        let mut free = Vec::with_capacity(count);
        for index in 0..count {
            let memory = SharedMemory::create(len)?;
            announce(index, memory.as_fd());
            free.push(Buffer { index, memory });
        }
        free.reverse();
        Ok(FramePool { free: Home(Arc::new(Mutex::new(free))) })
    }

    /// A free buffer, or `None` while all are lent out. Never waits.
    pub fn take(&self) -> Option<Lease> {
        let buffer = self.free.lock().pop()?;
        Some(Lease { buffer: Some(buffer), home: self.free.clone() })
    }
}

/// A buffer on loan. Dropping it anywhere returns it, or frees it once the pool is gone.
pub struct Lease {
    buffer: Option<Buffer>,
    home: Home,
}

impl Lease {
    /// Position of the buffer in its pool, from 0.
    pub fn index(&self) -> usize {
        self.buffer.as_ref().map_or(0, |buffer| buffer.index)
    }

    /// The pixels.
    pub fn bytes(&self) -> &[u8] {
        self.buffer.as_ref().map_or(&[], |buffer| buffer.memory.bytes())
    }

    /// The pixels, writable: for synthetic sources.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        self.buffer.as_mut().map_or(&mut [], |buffer| buffer.memory.bytes_mut())
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // There is room for all buffers of the pool.
        self.home.lock().extend(self.buffer.take());
    }
}

/// Where the pixels of a frame are.
pub enum Surface {
    /// In memory shared with the compositor, readable by the CPU.
    Shared {
        /// How the bytes are to be read.
        layout: ImageLayout,
        /// The bytes; at least `layout.len()` of them.
        pixels: Lease,
    },
    /// In the memory of the GPU that converts, top row first. In use while this lives.
    #[cfg(feature = "vulkan")]
    Dmabuf(Arc<crate::vulkan::import::Source>),
}

/// One captured picture.
pub struct Frame {
    /// The pixels.
    pub surface: Surface,
    /// When the picture was complete, on this machine's monotonic clock.
    pub captured: Micros,
    /// Counts the frames of a source, from anywhere.
    pub number: u64,
    /// What is new in it, seen from the frame with the number before.
    pub damage: Damage,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_lease_comes_back() {
        let mut seen = Vec::new();
        let pool = FramePool::new(2, 4096, |index, _| seen.push(index)).unwrap();
        assert_eq!(seen, [0, 1]);
        let (first, second) = (pool.take().unwrap(), pool.take().unwrap());
        assert!(pool.take().is_none());
        drop(first);
        assert_eq!(pool.take().unwrap().index(), 0);
        drop(second);
    }

    #[test]
    fn what_came_back_last_is_lent_first() {
        let pool = FramePool::new(3, 64, |_, _| {}).unwrap();
        let leases = [pool.take().unwrap(), pool.take().unwrap(), pool.take().unwrap()];
        assert_eq!(leases.each_ref().map(Lease::index), [0, 1, 2]);
        let [first, second, third] = leases;
        drop(second);
        drop(first);
        assert_eq!(pool.take().map(|lease| lease.index()), Some(0));
        drop(third);
        assert_eq!(pool.take().map(|lease| lease.index()), Some(2));
    }

    #[test]
    fn a_lease_may_outlive_its_pool() {
        let pool = FramePool::new(1, 64, |_, _| {}).unwrap();
        let mut lease = pool.take().unwrap();
        drop(pool);
        lease.bytes_mut()[63] = 7;
        assert_eq!(lease.bytes()[63], 7);
    }
}
