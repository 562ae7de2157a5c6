//! CUDA, as far as pictures need it: the device, its context, memory.
//!
//! The driver is opened at run time by cudarc, which panics where it finds none; so
//! [`Context::open`] asks first. All encoders of a process share one context, the device's primary
//! one. A context belongs to no thread; what uses it enters it for the time of a call.

use std::ffi::CStr;
use std::path::Path;
use std::sync::Arc;

use cudarc::driver::sys;
use lumen_nvenc_sys::load::{LoadError, keep_open};

pub mod external;
#[cfg(feature = "egl")]
pub(crate) mod graphics;
pub mod host;

/// What CUDA answers, or that there is none.
#[derive(Debug, thiserror::Error)]
pub enum CudaError {
    /// No driver.
    #[error("no NVIDIA driver: libcuda.so.1 cannot be loaded")]
    NoDriver,
    /// The library that was named is of no use.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A driver, and no GPU.
    #[error("CUDA finds no GPU (code {code}): is the device passed into this container?")]
    NoDevice {
        /// CUDA's code.
        code: u32,
    },
    /// A call failed.
    #[error("{call}: CUDA code {code}")]
    Call {
        /// The call.
        call: &'static str,
        /// CUDA's code.
        code: u32,
    },
}

fn check(call: &'static str, result: sys::CUresult) -> Result<(), CudaError> {
    match result as u32 {
        0 => Ok(()),
        code => Err(CudaError::Call { call, code }),
    }
}

/// The first GPU's primary context, given back on drop.
pub struct Context {
    raw: sys::CUcontext,
    device: sys::CUdevice,
    name: String,
}

// SAFETY: a CUDA context may be entered by any thread.
unsafe impl Send for Context {}
// SAFETY: as above; entering is a matter of each thread's own stack of contexts.
unsafe impl Sync for Context {}

impl Context {
    /// Opens the first GPU. `library` names the file of a CUDA driver that is to be used instead
    /// of the system's; it must call itself `libcuda.so`.
    ///
    /// # Errors
    /// [`CudaError`] says what is missing.
    pub fn open(library: Option<&Path>) -> Result<Arc<Context>, CudaError> {
        library.map(keep_open).transpose()?;
        // SAFETY: opens and closes libraries of these names, whose initialisers are the driver's.
        if !unsafe { sys::is_culib_present() } {
            return Err(CudaError::NoDriver);
        }
        // SAFETY: the library is there; the call may be made at any time.
        let started = unsafe { sys::cuInit(0) };
        check("cuInit", started).map_err(no_device)?;
        let mut device = 0;
        // SAFETY: writes the device to a valid place.
        let found = unsafe { sys::cuDeviceGet(&mut device, 0) };
        check("cuDeviceGet", found).map_err(no_device)?;
        let name = device_name(device)?;
        let mut raw = std::ptr::null_mut();
        // SAFETY: writes the context to a valid place.
        let retained = unsafe { sys::cuDevicePrimaryCtxRetain(&mut raw, device) };
        check("cuDevicePrimaryCtxRetain", retained)?;
        Ok(Arc::new(Context { raw, device, name }))
    }

    /// What the driver calls the GPU.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which of CUDA's GPUs it is.
    #[cfg(feature = "egl")]
    pub(crate) fn ordinal(&self) -> i32 {
        self.device
    }

    /// The handle, valid while this value lives.
    pub fn raw(&self) -> sys::CUcontext {
        self.raw
    }

    /// Makes the context this thread's until the result is dropped.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub fn enter(&self) -> Result<Entered<'_>, CudaError> {
        // SAFETY: the context is retained while `self` lives.
        let pushed = unsafe { sys::cuCtxPushCurrent_v2(self.raw) };
        check("cuCtxPushCurrent", pushed)?;
        Ok(Entered { _context: self, _here: std::marker::PhantomData })
    }
}

/// Rows in the GPU's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Address of the first.
    pub from: u64,
    /// Bytes from one to the next.
    pub pitch: usize,
    /// Bytes of one.
    pub row: usize,
}

impl Context {
    /// What tells the GPU from all others; Vulkan gives the same.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub fn uuid(&self) -> Result<[u8; 16], CudaError> {
        let mut uuid = sys::CUuuid { bytes: [0; 16] };
        // SAFETY: the device is there; the call writes to a valid place.
        let asked = unsafe { sys::cuDeviceGetUuid(&mut uuid, self.device) };
        check("cuDeviceGetUuid", asked)?;
        Ok(uuid.bytes.map(|byte| byte as u8))
    }

    /// Bytes of the GPU's memory that nobody uses, and all.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub fn memory(&self) -> Result<(usize, usize), CudaError> {
        let _entered = self.enter()?;
        let (mut free, mut total) = (0, 0);
        // SAFETY: a context is current; the call writes to valid places.
        check("cuMemGetInfo", unsafe { sys::cuMemGetInfo_v2(&mut free, &mut total) })?;
        Ok((free, total))
    }

    /// Waits until the GPU has done everything that was asked of it in this context.
    ///
    /// # Errors
    /// [`CudaError::Call`] when something of it failed.
    pub fn synchronize(&self) -> Result<(), CudaError> {
        let _entered = self.enter()?;
        // SAFETY: a context is current.
        check("cuCtxSynchronize", unsafe { sys::cuCtxSynchronize() })
    }

    /// Copies as many whole rows as `to` holds, without what lies between them, and waits until
    /// they are there. Whoever names the rows sees to it that they are the GPU's memory.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub(crate) fn download(&self, rows: Rows, to: &mut [u8]) -> Result<(), CudaError> {
        let Some(count) = to.len().checked_div(rows.row).filter(|count| *count > 0) else {
            return Ok(());
        };
        let _entered = self.enter()?;
        let copy = sys::CUDA_MEMCPY2D {
            srcXInBytes: 0,
            srcY: 0,
            srcMemoryType: sys::CUmemorytype::CU_MEMORYTYPE_DEVICE,
            srcHost: std::ptr::null(),
            srcDevice: rows.from,
            srcArray: std::ptr::null_mut(),
            srcPitch: rows.pitch,
            dstXInBytes: 0,
            dstY: 0,
            dstMemoryType: sys::CUmemorytype::CU_MEMORYTYPE_HOST,
            dstHost: to.as_mut_ptr().cast(),
            dstDevice: 0,
            dstArray: std::ptr::null_mut(),
            dstPitch: rows.row,
            WidthInBytes: rows.row,
            Height: count,
        };
        // SAFETY: the rows are the GPU's memory, as the caller sees to; `to` has room for that
        // many; the call waits for the copy.
        check("cuMemcpy2D", unsafe { sys::cuMemcpy2D_v2(&copy) })
    }
}

impl Context {
    /// Starts to copy as many whole rows to another place in the GPU's memory, `pitch` bytes apart,
    /// in the default stream. Whoever names the places sees to it that they are the GPU's memory,
    /// long enough and distinct.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub fn copy_rows(
        &self,
        rows: Rows,
        count: usize,
        to: u64,
        pitch: usize,
    ) -> Result<(), CudaError> {
        let _entered = self.enter()?;
        let copy = sys::CUDA_MEMCPY2D {
            srcXInBytes: 0,
            srcY: 0,
            srcMemoryType: sys::CUmemorytype::CU_MEMORYTYPE_DEVICE,
            srcHost: std::ptr::null(),
            srcDevice: rows.from,
            srcArray: std::ptr::null_mut(),
            srcPitch: rows.pitch,
            dstXInBytes: 0,
            dstY: 0,
            dstMemoryType: sys::CUmemorytype::CU_MEMORYTYPE_DEVICE,
            dstHost: std::ptr::null_mut(),
            dstDevice: to,
            dstArray: std::ptr::null_mut(),
            dstPitch: pitch,
            WidthInBytes: rows.row,
            Height: count,
        };
        // SAFETY: a context is current; both places are as the caller sees to.
        check("cuMemcpy2D", unsafe { sys::cuMemcpy2D_v2(&copy) })
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        // SAFETY: retained once, released once.
        let released = unsafe { sys::cuDevicePrimaryCtxRelease_v2(self.device) };
        warn(check("cuDevicePrimaryCtxRelease", released));
    }
}

fn no_device(error: CudaError) -> CudaError {
    match error {
        CudaError::Call { code, .. } => CudaError::NoDevice { code },
        other => other,
    }
}

fn device_name(device: sys::CUdevice) -> Result<String, CudaError> {
    let mut name = [0_u8; 128];
    // SAFETY: writes at most the given length, with a zero at the end.
    let got = unsafe { sys::cuDeviceGetName(name.as_mut_ptr().cast(), 127, device) };
    check("cuDeviceGetName", got)?;
    let name = CStr::from_bytes_until_nul(&name).unwrap_or_default();
    Ok(name.to_string_lossy().into_owned())
}

fn warn(result: Result<(), CudaError>) {
    result.unwrap_or_else(|error| tracing::warn!(%error, "left behind"));
}

/// The time in which a context is this thread's.
pub struct Entered<'a> {
    _context: &'a Context,
    /// Must be dropped on the thread that entered.
    _here: std::marker::PhantomData<*const ()>,
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        let mut popped = std::ptr::null_mut();
        // SAFETY: pushed by `enter` on this thread, popped once.
        let result = unsafe { sys::cuCtxPopCurrent_v2(&mut popped) };
        warn(check("cuCtxPopCurrent", result));
    }
}

/// Memory of the GPU, freed on drop.
pub struct DeviceMemory {
    address: sys::CUdeviceptr,
    len: usize,
    context: Arc<Context>,
}

impl DeviceMemory {
    /// Takes `len` bytes.
    ///
    /// # Errors
    /// [`CudaError::Call`] when the GPU has no such block.
    pub fn new(context: &Arc<Context>, len: usize) -> Result<DeviceMemory, CudaError> {
        let _entered = context.enter()?;
        let mut address = 0;
        // SAFETY: writes the address to a valid place.
        let taken = unsafe { sys::cuMemAlloc_v2(&mut address, len) };
        check("cuMemAlloc", taken)?;
        Ok(DeviceMemory { address, len, context: Arc::clone(context) })
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

    /// Starts to copy the start of another block to the start of this one, as much as both have.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub fn copy_from(&mut self, other: &DeviceMemory) -> Result<(), CudaError> {
        let _entered = self.context.enter()?;
        let len = self.len.min(other.len);
        // SAFETY: both blocks have at least `len` bytes and are distinct.
        let started = unsafe { sys::cuMemcpyDtoD_v2(self.address, other.address, len) };
        check("cuMemcpyDtoD", started)
    }

    /// Copies `bytes` to the start of the block, and waits until they are there. What does not
    /// fit is left out.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub fn upload(&mut self, bytes: &[u8]) -> Result<(), CudaError> {
        let _entered = self.context.enter()?;
        let len = bytes.len().min(self.len);
        // SAFETY: the block has at least `len` bytes, `bytes` too; the call waits for the copy.
        let copied = unsafe { sys::cuMemcpyHtoD_v2(self.address, bytes.as_ptr().cast(), len) };
        check("cuMemcpyHtoD", copied)
    }
}

impl Drop for DeviceMemory {
    fn drop(&mut self) {
        let Ok(_entered) = self.context.enter() else { return };
        // SAFETY: allocated once, freed once; whoever registered it has let go of it before.
        let freed = unsafe { sys::cuMemFree_v2(self.address) };
        warn(check("cuMemFree", freed));
    }
}
