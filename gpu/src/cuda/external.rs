//! Memory of Vulkan as CUDA sees it.
//!
//! Source: CUDA driver API, "External Resource Interoperability".

use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd};
use std::ptr::null_mut;
use std::sync::Arc;

use cudarc::driver::sys;

use super::host::HostMemory;
use super::{Context, CudaError, Rows, check, warn};

/// The memory holds one resource alone. Source: cuda.h, `CUDA_EXTERNAL_MEMORY_DEDICATED`.
const DEDICATED: u32 = 1;

/// Another interface's memory, mapped. It is let go of when dropped; whoever made it may drop it
/// before or after.
pub struct Imported {
    address: sys::CUdeviceptr,
    len: usize,
    memory: sys::CUexternalMemory,
    context: Arc<Context>,
}

// SAFETY: addresses and handles of CUDA belong to a context, not to a thread.
unsafe impl Send for Imported {}
// SAFETY: as above; a shared reference only reads.
unsafe impl Sync for Imported {}

impl Imported {
    /// Maps the first `len` bytes of memory of `size` bytes, which Vulkan has handed out as an
    /// opaque descriptor and made for one resource.
    ///
    /// # Errors
    /// [`CudaError::Call`]: the memory is another GPU's, or the driver takes none.
    pub fn opaque(
        context: &Arc<Context>,
        fd: OwnedFd,
        size: u64,
        len: usize,
    ) -> Result<Imported, CudaError> {
        let _entered = context.enter()?;
        let memory = import(fd, size)?;
        let mut imported = Imported { address: 0, len, memory, context: Arc::clone(context) };
        let buffer = sys::CUDA_EXTERNAL_MEMORY_BUFFER_DESC {
            offset: 0,
            size: len as u64,
            flags: 0,
            reserved: [0; 16],
        };
        let address = &mut imported.address;
        // SAFETY: the memory was just imported; both places are valid.
        let mapped = unsafe { sys::cuExternalMemoryGetMappedBuffer(address, memory, &buffer) };
        check("cuExternalMemoryGetMappedBuffer", mapped)?;
        Ok(imported)
    }

    /// The context that it is mapped in.
    #[cfg(feature = "vulkan")]
    pub(crate) fn context(&self) -> &Arc<Context> {
        &self.context
    }

    /// The address, valid on the GPU.
    pub fn address(&self) -> u64 {
        self.address
    }

    /// Bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True for no bytes.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Memory of the CPU for a copy of all bytes.
    ///
    /// # Errors
    /// [`CudaError::Call`] when the system pins no more pages.
    pub fn host_memory(&self) -> Result<HostMemory, CudaError> {
        HostMemory::new(&self.context, self.len)
    }

    /// Copies the first bytes, as many as `out` holds, and waits until they are there.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub fn read(&self, out: &mut [u8]) -> Result<(), CudaError> {
        let row = out.len().min(self.len);
        let rows = Rows { from: self.address, pitch: row, row };
        self.context.download(rows, &mut out[..row])
    }
}

fn import(fd: OwnedFd, size: u64) -> Result<sys::CUexternalMemory, CudaError> {
    let description = sys::CUDA_EXTERNAL_MEMORY_HANDLE_DESC {
        type_: sys::CUexternalMemoryHandleType::CU_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD,
        handle: sys::CUDA_EXTERNAL_MEMORY_HANDLE_DESC_st__bindgen_ty_1 { fd: fd.as_raw_fd() },
        size,
        flags: DEDICATED,
        reserved: [0; 16],
    };
    let mut memory = null_mut();
    // SAFETY: a context is current; the descriptor is open, and both places are valid.
    let taken = unsafe { sys::cuImportExternalMemory(&mut memory, &description) };
    check("cuImportExternalMemory", taken)?;
    // CUDA owns the descriptor from here on, and did not where the call failed.
    let _ = fd.into_raw_fd();
    Ok(memory)
}

impl Drop for Imported {
    fn drop(&mut self) {
        let Ok(_entered) = self.context.enter() else { return };
        if self.address != 0 {
            // SAFETY: mapped once, freed once, as the documentation of the mapping demands.
            warn(check("cuMemFree", unsafe { sys::cuMemFree_v2(self.address) }));
        }
        // SAFETY: imported once, let go of once, after what was mapped of it.
        let gone = unsafe { sys::cuDestroyExternalMemory(self.memory) };
        warn(check("cuDestroyExternalMemory", gone));
    }
}
