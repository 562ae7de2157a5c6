//! Device memory: memory of this process, or of another driver's that was handed out.

use std::os::fd::OwnedFd;
use std::ptr::{NonNull, null_mut};

use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};

/// A block of device memory.
pub enum Block {
    /// Taken here.
    Own(Vec<u8>),
    /// A part of another driver's, known by its handle.
    Mapped { mapping: Mapping, of: usize },
}

impl Block {
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        match self {
            Block::Own(bytes) => bytes,
            Block::Mapped { mapping, .. } => mapping.part_mut(),
        }
    }
}

/// Memory that lavapipe has handed out as an opaque descriptor: a file. That of Mesa 22.3 begins
/// with how long it is and where the memory begins in it; that of 26.1 is all memory.
///
/// Source: Mesa, src/util/os_memory_fd.c, `struct memory_header`; files as they were found.
pub struct External {
    pub file: OwnedFd,
    /// Bytes of the memory, as the importer says.
    pub size: usize,
    start: usize,
    whole: usize,
    /// What is mapped of it and not freed.
    pub mapped: usize,
}

impl External {
    /// Memory of `size` bytes; none where the file holds no such memory.
    pub fn new(file: OwnedFd, size: usize) -> Result<External, OwnedFd> {
        let Some((start, whole)) = header(&file).filter(|(start, whole)| whole - start >= size)
        else {
            return Err(file);
        };
        Ok(External { file, size, start, whole, mapped: 0 })
    }

    /// Maps `len` bytes from `offset` on.
    pub fn map(&self, offset: usize, len: usize) -> Option<Mapping> {
        let end = offset.checked_add(len)?;
        if len == 0 || end > self.size {
            return None;
        }
        let protection = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: a new mapping, placed by the kernel, of a file that is as long.
        let base = unsafe {
            mmap(null_mut(), self.whole, protection, MapFlags::SHARED, &self.file, 0).ok()?
        };
        let base = NonNull::new(base.cast())?;
        Some(Mapping { base, whole: self.whole, start: self.start + offset, len })
    }
}

/// Where the memory begins in a file, and how long the file is.
fn header(file: &OwnedFd) -> Option<(usize, usize)> {
    let len = usize::try_from(rustix::fs::fstat(file).ok()?.st_size).ok()?;
    let mut words = [[0; 8]; 2];
    let read = rustix::io::pread(file, words.as_flattened_mut(), 0).ok()?;
    if read < 16 {
        return None;
    }
    let [size, start] = words.map(|word| u64::from_ne_bytes(word) as usize);
    let begins_with_it = size == len && start > 0 && start < size;
    Some((if begins_with_it { start } else { 0 }, len))
}

/// A part of a file in this process's memory, unmapped on drop.
pub struct Mapping {
    base: NonNull<u8>,
    whole: usize,
    start: usize,
    len: usize,
}

// SAFETY: the mapping belongs to this value alone; addresses are not tied to a thread.
unsafe impl Send for Mapping {}

impl Mapping {
    fn part_mut(&mut self) -> &mut [u8] {
        let start = self.base.as_ptr().wrapping_add(self.start);
        // SAFETY: the mapping covers the part while `self` lives. Whoever shares it writes only
        // while the importer leaves it alone, as both ends of an interface are told to.
        unsafe { std::slice::from_raw_parts_mut(start, self.len) }
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: mapped once with this length, unmapped once.
        let unmapped = unsafe { munmap(self.base.as_ptr().cast(), self.whole) };
        if let Err(error) = unmapped {
            eprintln!("lumen-nvenc-standin: memory left mapped: {error}");
        }
    }
}
