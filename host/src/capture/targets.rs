//! What copies of the screen go to: memory shared with the compositor, or the GPU's where both
//! sides take that. Whatever is refused leads back to shared memory, and the log says why, once.

use lumen_gpu::damage::Damage;
use lumen_gpu::frame::{Frame, Lease};
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_shm::WlShm;

use super::gpu::{Filling, GpuFrames, GpuMemory};
use super::wayland::{Buffers, Copied, Desk, Offer, bind_shm};
use super::{CaptureError, FAILURES};

/// Copies to the GPU's memory that may fail in a row.
const GPU_FAILURES: u32 = 2;

/// Memory that the compositor may be filling.
pub(super) enum Target {
    Shared(Lease),
    Gpu(Filling),
}

/// The memory of a capture.
pub(super) struct Targets {
    shm: WlShm,
    shared: Option<Buffers>,
    gpu: Option<GpuFrames>,
    failures: u32,
}

impl Targets {
    /// Shared memory for now.
    pub fn new(desk: &Desk) -> Result<Targets, CaptureError> {
        Ok(Targets { shm: bind_shm(desk)?, shared: None, gpu: None, failures: 0 })
    }

    /// Copies may go to this memory from now on.
    pub fn use_gpu(&mut self, desk: &mut Desk, memory: GpuMemory) {
        self.gpu = GpuFrames::new(desk, memory);
    }

    /// A target that fits what is on offer, the compositor's name for it, and what of it is out of
    /// date; none while all are in use.
    ///
    /// # Errors
    /// [`CaptureError`] when no copy can be made.
    pub fn take(
        &mut self,
        desk: &mut Desk,
        offer: Offer,
    ) -> Result<Option<(Target, WlBuffer, Damage)>, CaptureError> {
        if self.fit_gpu(desk, offer)? {
            let taken = self.gpu.as_mut().and_then(GpuFrames::take);
            // Canvases rotate, so each misses what the others got.
            let whole = |(filling, name): (_, &WlBuffer)| {
                (Target::Gpu(filling), name.clone(), Damage::WHOLE)
            };
            return Ok(taken.map(whole));
        }
        Buffers::fit(&mut self.shared, offer, &self.shm, &desk.queue.handle())?;
        let Some(buffers) = &self.shared else { return Ok(None) };
        let Some((lease, name)) = buffers.take() else { return Ok(None) };
        let stale = *buffers.stale(&lease);
        Ok(Some((Target::Shared(lease), name.clone(), stale)))
    }

    /// The frame that a target is whose copy was reported; none when it cannot be read after all,
    /// which counts as a failure.
    ///
    /// # Errors
    /// As [`Targets::failed`].
    pub fn frame(
        &mut self,
        target: Target,
        copied: &Copied,
    ) -> Result<Option<Frame>, CaptureError> {
        let done = match (target, &mut self.shared, &self.gpu) {
            (Target::Shared(lease), Some(buffers), _) => Some(buffers.frame(lease, copied)),
            // A picture of the GPU's is read from its top.
            (Target::Gpu(filling), _, Some(gpu)) if !copied.bottom_up => {
                gpu.frame(filling, copied)?
            }
            _ => None,
        };
        match done {
            Some(_) => self.failures = 0,
            None => self.failed()?,
        }
        Ok(done)
    }

    /// A copy failed. One does when the output changes its mode under it.
    ///
    /// # Errors
    /// [`CaptureError::Refused`] after too many in a row.
    pub fn failed(&mut self) -> Result<(), CaptureError> {
        self.failures += 1;
        if self.gpu.is_some() && self.failures > GPU_FAILURES {
            self.leave_gpu("the compositor does not copy to the GPU's memory");
        }
        if self.failures < FAILURES { Ok(()) } else { Err(CaptureError::Refused(self.failures)) }
    }

    /// Whether copies go to the GPU's memory, which is made to fit.
    fn fit_gpu(&mut self, desk: &mut Desk, offer: Offer) -> Result<bool, CaptureError> {
        let Some(gpu) = &mut self.gpu else { return Ok(false) };
        if !gpu.is_wanted() {
            self.leave_gpu("the GPU does not convert any more");
            return Ok(false);
        }
        // The round trip may bring another offer; the next look sees it.
        let fits = gpu.fit(desk, offer)?;
        if let Err(reason) = &fits {
            self.leave_gpu(reason);
        }
        Ok(fits.is_ok())
    }

    fn leave_gpu(&mut self, reason: &str) {
        tracing::info!(reason, "frames come by shared memory");
        self.gpu = None;
        // Made anew: these have missed what went to the GPU.
        self.shared = None;
    }
}
