//! Memory of the CPU that the GPU writes to by itself.
//!
//! Source: CUDA driver API, `cuMemHostAlloc`: copies to other memory go through the driver's own
//! pages, in pieces.

use std::ffi::c_void;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;
use std::sync::Arc;

use cudarc::driver::sys;

use super::{Context, CudaError, check, warn};

/// Pages that stay where they are, freed on drop.
pub struct HostMemory {
    /// `None` for no bytes.
    base: Option<NonNull<u8>>,
    len: usize,
    context: Arc<Context>,
}

// SAFETY: the pages belong to this value alone and move with it; no thread is tied to them.
unsafe impl Send for HostMemory {}

impl HostMemory {
    /// Takes `len` zeroed bytes.
    ///
    /// # Errors
    /// [`CudaError::Call`] when the system pins no more pages.
    pub fn new(context: &Arc<Context>, len: usize) -> Result<HostMemory, CudaError> {
        let mut memory = HostMemory { base: None, len, context: Arc::clone(context) };
        if len == 0 {
            return Ok(memory);
        }
        let _entered = context.enter()?;
        let mut base: *mut c_void = std::ptr::null_mut();
        // SAFETY: a context is current; the call writes to a valid place.
        check("cuMemHostAlloc", unsafe { sys::cuMemHostAlloc(&mut base, len, 0) })?;
        memory.base = NonNull::new(base.cast());
        // SAFETY: the pages were just taken, and are as many bytes.
        memory.base.inspect(|base| unsafe { base.write_bytes(0, len) });
        Ok(memory)
    }
}

impl Deref for HostMemory {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        let Some(base) = self.base else { return &[] };
        // SAFETY: the pages are valid for `len` bytes, which were zeroed, while `self` lives; the
        // GPU writes to them only within calls that have `&mut self` and wait for it.
        unsafe { std::slice::from_raw_parts(base.as_ptr(), self.len) }
    }
}

impl DerefMut for HostMemory {
    fn deref_mut(&mut self) -> &mut [u8] {
        let Some(base) = self.base else { return &mut [] };
        // SAFETY: as in `deref`, and `&mut self` excludes every other borrow.
        unsafe { std::slice::from_raw_parts_mut(base.as_ptr(), self.len) }
    }
}

impl Drop for HostMemory {
    fn drop(&mut self) {
        let (Some(base), Ok(_entered)) = (self.base, self.context.enter()) else { return };
        // SAFETY: allocated once, freed once.
        warn(check("cuMemFreeHost", unsafe { sys::cuMemFreeHost(base.as_ptr().cast()) }));
    }
}
