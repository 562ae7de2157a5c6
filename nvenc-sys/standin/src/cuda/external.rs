//! Memory of another interface. Vulkan's opaque descriptors alone, as on a desktop; the Vulkan that
//! goes with this driver is lavapipe.
//!
//! Source: cuda.h, `CUDA_EXTERNAL_MEMORY_HANDLE_DESC` and `CUDA_EXTERNAL_MEMORY_BUFFER_DESC`.

use std::ffi::c_void;
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd};

use super::{Answer, INVALID_CONTEXT, INVALID_VALUE, OUT_OF_MEMORY, address, answer};
use crate::driver::driver;
use crate::memory::{Block, External};
use crate::raw::Raw;

const INVALID_HANDLE: u32 = 400;

/// `CU_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD`.
const OPAQUE_FD: u32 = 1;
/// `CUDA_EXTERNAL_MEMORY_DEDICATED`.
const DEDICATED: u32 = 1;

/// Words that the caller must leave at zero.
fn reserved_is_zero(description: Raw, at: usize) -> bool {
    (0..16).all(|word| description.u32(at + word * 4) == 0)
}

/// The descriptor's memory. Where it is refused, the descriptor stays its owner's.
fn import(fd: i32, size: usize) -> Result<External, u32> {
    let raw = usize::try_from(fd).map_err(|_| INVALID_VALUE)?;
    // SAFETY: the caller hands a descriptor over, which is let go of again where it is refused.
    let file = unsafe { OwnedFd::from_raw_fd(raw as i32) };
    External::new(file, size).map_err(|file| {
        let _ = file.into_raw_fd();
        INVALID_VALUE
    })
}

cuda_calls! {
    /// Takes over memory, and the descriptor with it.
    cuImportExternalMemory(out: *mut c_void, description: *mut c_void) [out, description] {
        let (out, description) = (out.ok_or(INVALID_VALUE)?, description.ok_or(INVALID_VALUE)?);
        let (kind, fd) = (description.u32(0), description.u32(8) as i32);
        let (size, flags) = (description.u64(24) as usize, description.u32(32));
        // Whoever made the memory for one resource must say so, as our Vulkan does.
        if kind != OPAQUE_FD || flags != DEDICATED || size == 0 {
            return Err(INVALID_VALUE);
        }
        if !reserved_is_zero(description, 36) {
            return Err(INVALID_VALUE);
        }
        if driver().context_uses == 0 {
            return Err(INVALID_CONTEXT);
        }
        let external = import(fd, size)?;
        let mut driver = driver();
        let handle = driver.handle();
        driver.external.insert(handle, external);
        address(Some(out), handle)
    }
    /// Maps a part of it.
    cuExternalMemoryGetMappedBuffer(out: *mut c_void, memory: *mut c_void, part: *mut c_void) [out, part] {
        let (out, part) = (out.ok_or(INVALID_VALUE)?, part.ok_or(INVALID_VALUE)?);
        if part.u32(16) != 0 || !reserved_is_zero(part, 20) {
            return Err(INVALID_VALUE);
        }
        let mut driver = driver();
        let external = driver.external.get_mut(&memory.addr()).ok_or(INVALID_HANDLE)?;
        let (offset, len) = (part.u64(0) as usize, part.u64(8) as usize);
        if offset.checked_add(len).is_none_or(|end| len == 0 || end > external.size) {
            return Err(INVALID_VALUE);
        }
        let mapping = external.map(offset, len).ok_or(OUT_OF_MEMORY)?;
        external.mapped += 1;
        let mut block = Block::Mapped { mapping, of: memory.addr() };
        let base = block.bytes_mut().as_mut_ptr().expose_provenance();
        driver.memory.insert(base, block);
        address(Some(out), base)
    }
    /// Lets go of it. What is mapped of it must have been freed.
    cuDestroyExternalMemory(memory: *mut c_void) [] {
        let mut driver = driver();
        let external = driver.external.get(&memory.addr()).ok_or(INVALID_HANDLE)?;
        if external.mapped > 0 {
            return Err(INVALID_VALUE);
        }
        driver.external.remove(&memory.addr());
        Ok(())
    }
}
