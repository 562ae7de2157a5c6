//! A surface of the ring and what it takes to fill it.

use std::sync::Arc;

use super::Output;
use crate::GpuError;
use crate::cuda::graphics::Registered;
use crate::egl::context::{Context, Entered};
use crate::egl::gl::{Fence, is};
use crate::egl::import::Source;
use crate::egl::objects::Buffer;

/// How long the GPU may take for a conversion.
const HANGS_NS: u64 = 10_000_000_000;

pub(super) struct Job {
    surface: Buffer,
    /// Of the conversion that is under way.
    fence: Option<Fence>,
    /// What the GPU reads.
    source: Option<Arc<Source>>,
    /// The surface as CUDA sees it.
    shared: Option<Registered>,
    /// The surface as the CPU sees it.
    copy: Vec<u8>,
    context: Arc<Context>,
}

// SAFETY: fences belong to a context, not to a thread.
unsafe impl Send for Job {}

impl Job {
    pub fn new(context: &Arc<Context>, len: usize, output: &Output) -> Result<Job, GpuError> {
        let surface = Buffer::surface(context, len)?;
        let (shared, copy) = match output {
            Output::Cpu => (None, vec![0; len]),
            Output::Cuda(cuda) => {
                let entered = context.enter()?;
                let shared = Registered::buffer(&entered, cuda, surface.name());
                drop(entered);
                (Some(shared?), Vec::new())
            }
        };
        let context = Arc::clone(context);
        Ok(Job { surface, fence: None, source: None, shared, copy, context })
    }

    pub fn surface(&self) -> &Buffer {
        &self.surface
    }

    pub fn is_running(&self) -> bool {
        self.fence.is_some()
    }

    /// Ends CUDA's use of the surface.
    pub fn take_back(&mut self, entered: &Entered<'_>) -> Result<(), GpuError> {
        match &mut self.shared {
            Some(shared) => Ok(shared.unmap(entered)?),
            None => Ok(()),
        }
    }

    /// The GPU was told to convert `source`. There is no other source to let go of.
    pub fn started(&mut self, entered: &Entered<'_>, source: &Arc<Source>) -> Result<(), GpuError> {
        entered.check("glDispatchCompute")?;
        let gl = entered.gl();
        // SAFETY: valid usage: the only condition there is.
        let fence = unsafe { (gl.fence)(is::SYNC_GPU_COMMANDS_COMPLETE, 0) };
        // SAFETY: a context is current.
        unsafe { (gl.flush)() };
        if fence.is_null() {
            return Err(GpuError::Egl { call: "glFenceSync", code: 0 });
        }
        self.fence = Some(fence);
        self.source = Some(Arc::clone(source));
        Ok(())
    }

    /// Waits for the GPU, and copies the surface where the CPU wants it.
    pub fn finish(&mut self, entered: &Entered<'_>) -> Result<(), GpuError> {
        let Some(fence) = self.fence else { return Ok(()) };
        let gl = entered.gl();
        // SAFETY: valid usage: a fence of this context, not yet deleted.
        let code = unsafe { (gl.client_wait)(fence, is::SYNC_FLUSH_COMMANDS_BIT, HANGS_NS) };
        if code != is::ALREADY_SIGNALED && code != is::CONDITION_SATISFIED {
            return Err(GpuError::Egl { call: "glClientWaitSync", code });
        }
        self.fence = None;
        // SAFETY: as above; it is forgotten.
        unsafe { (gl.delete_fence)(fence) };
        if self.copy.is_empty() { Ok(()) } else { self.surface.read(entered, &mut self.copy) }
    }

    /// Lets go of the source, outside of the context, which the last of its owners enters.
    pub fn let_go(&mut self) {
        if self.fence.is_none() {
            self.source = None;
        }
    }

    pub fn bytes(&self) -> &[u8] {
        if self.is_running() { &[] } else { &self.copy }
    }

    pub fn address(&mut self, entered: &Entered<'_>) -> Result<u64, GpuError> {
        let shared = self.shared.as_mut();
        let none = GpuError::Unsupported { what: "address of the CPU's surface", value: 0 };
        Ok(shared.ok_or(none)?.map(entered)?)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        let context = Arc::clone(&self.context);
        let Ok(entered) = context.enter() else { return };
        if let Err(error) = self.finish(&entered) {
            tracing::warn!(%error, "conversion left behind");
        }
        if let Some(shared) = self.shared.take() {
            shared.forget(&entered);
        }
    }
}
