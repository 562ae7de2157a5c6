//! Buffers of OpenGL as CUDA sees them.
//!
//! Source: CUDA driver API, "Graphics Interoperability" and "OpenGL Interoperability".

use std::ptr::null_mut;
use std::sync::Arc;

use cudarc::driver::sys;

use super::{Context, CudaError, check, warn};
use crate::egl::context::Entered;

/// CUDA reads alone. Source: cuda.h, `CU_GRAPHICS_REGISTER_FLAGS_READ_ONLY`.
const READ_ONLY: u32 = 1;

/// Source: cudaGL.h, which cudarc has no bindings of.
type Register = unsafe extern "C" fn(*mut sys::CUgraphicsResource, u32, u32) -> sys::CUresult;

/// A buffer that CUDA knows. OpenGL leaves it alone while it is mapped.
///
/// Every method wants the buffer's OpenGL context current, and proof of it. [`Registered::forget`]
/// must be called before the buffer is deleted.
pub(crate) struct Registered {
    resource: sys::CUgraphicsResource,
    address: Option<u64>,
    context: Arc<Context>,
}

// SAFETY: handles of CUDA belong to a context, not to a thread.
unsafe impl Send for Registered {}

impl Registered {
    /// Makes a buffer of OpenGL known.
    ///
    /// # Errors
    /// [`CudaError::Call`]: OpenGL runs on another GPU, or the driver takes no such context.
    pub fn buffer(
        _proof: &Entered<'_>,
        context: &Arc<Context>,
        name: u32,
    ) -> Result<Registered, CudaError> {
        let _entered = context.enter()?;
        // SAFETY: the library is there, or there were no context.
        let library = unsafe { sys::culib() };
        // SAFETY: the function of this name has this type.
        let register = unsafe { library.get::<Register>(b"cuGraphicsGLRegisterBuffer\0") };
        let not_there =
            CudaError::Call { call: "cuGraphicsGLRegisterBuffer is not there", code: 0 };
        let register = register.map_err(|_| not_there)?;
        let mut resource = null_mut();
        // SAFETY: contexts of both interfaces are current; the answer has a place.
        let known = unsafe { register(&mut resource, name, READ_ONLY) };
        check("cuGraphicsGLRegisterBuffer", known)?;
        Ok(Registered { resource, address: None, context: Arc::clone(context) })
    }

    /// The buffer's address, valid until it is unmapped; the next one may be another. What OpenGL
    /// was told before is done before what CUDA is told afterwards.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub fn map(&mut self, _proof: &Entered<'_>) -> Result<u64, CudaError> {
        if let Some(address) = self.address {
            return Ok(address);
        }
        let _entered = self.context.enter()?;
        // SAFETY: contexts of both interfaces are current; the resource is known and not mapped.
        let mapped = unsafe { sys::cuGraphicsMapResources(1, &mut self.resource, null_mut()) };
        check("cuGraphicsMapResources", mapped)?;
        let (mut address, mut len) = (0, 0);
        // SAFETY: the resource is mapped; both answers have a place.
        let found = unsafe {
            sys::cuGraphicsResourceGetMappedPointer_v2(&mut address, &mut len, self.resource)
        };
        self.address = Some(address);
        check("cuGraphicsResourceGetMappedPointer", found)?;
        Ok(address)
    }

    /// Gives the buffer back to OpenGL, which waits with it for what CUDA was told before.
    ///
    /// # Errors
    /// [`CudaError::Call`].
    pub fn unmap(&mut self, _proof: &Entered<'_>) -> Result<(), CudaError> {
        if self.address.take().is_none() {
            return Ok(());
        }
        let _entered = self.context.enter()?;
        // SAFETY: contexts of both interfaces are current; the resource is mapped.
        let given = unsafe { sys::cuGraphicsUnmapResources(1, &mut self.resource, null_mut()) };
        check("cuGraphicsUnmapResources", given)
    }

    /// Makes the buffer unknown again.
    pub fn forget(mut self, proof: &Entered<'_>) {
        warn(self.unmap(proof));
        let Ok(_entered) = self.context.enter() else { return };
        // SAFETY: contexts of both interfaces are current; registered once, forgotten once.
        let gone = unsafe { sys::cuGraphicsUnregisterResource(self.resource) };
        warn(check("cuGraphicsUnregisterResource", gone));
    }
}
