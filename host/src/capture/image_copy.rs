//! Capture by `ext-image-copy-capture-v1`, the successor of wlr-screencopy.
//!
//! One session for the output; the compositor says once, and again after a mode change, what
//! buffers it wants. Each frame is an object with a buffer attached; after the first, the
//! compositor waits for the picture to change. Both sides name what is out of date: we what the
//! buffer missed, the compositor what has changed, and only that is copied. The next frame is asked
//! for when one has been handed out.

use lumen_core::units::Micros;
use lumen_gpu::damage::{Damage, Part};
use lumen_gpu::frame::{Frame, Lease};
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_shm::WlShm;
use wayland_client::{Connection, Dispatch, Proxy, QueueHandle, WEnum, delegate_noop};
use wayland_protocols::ext::image_capture_source::v1::client::ext_image_capture_source_v1::ExtImageCaptureSourceV1;
use wayland_protocols::ext::image_capture_source::v1::client::ext_output_image_capture_source_manager_v1::ExtOutputImageCaptureSourceManagerV1;
use wayland_protocols::ext::image_copy_capture::v1::client::ext_image_copy_capture_frame_v1::{
    self as frame, ExtImageCopyCaptureFrameV1,
};
use wayland_protocols::ext::image_copy_capture::v1::client::ext_image_copy_capture_manager_v1::{
    ExtImageCopyCaptureManagerV1, Options,
};
use wayland_protocols::ext::image_copy_capture::v1::client::ext_image_copy_capture_session_v1::{
    self as session, ExtImageCopyCaptureSessionV1,
};

use super::gpu::{Drawable, Filling, GpuFrames, GpuMemory};
use super::wayland::{Buffers, Copied, Desk, Events, Offer, Outcome, Presented, bind_shm};
use super::{Capture, CaptureError, Clock, FAILURES, POOL_CHECK};
use crate::display::{DesktopError, DesktopSession};

/// Copies to the GPU's memory that may fail in a row.
const GPU_FAILURES: u32 = 2;

/// A capture of one output.
pub struct ImageCopy {
    clock: Clock,
    desk: Desk,
    shm: WlShm,
    session: ExtImageCopyCaptureSessionV1,
    buffers: Option<Buffers>,
    copying: Option<(ExtImageCopyCaptureFrameV1, Target)>,
    failures: u32,
    /// What has changed since the last copy is not known.
    whole: bool,
    gpu: Option<GpuFrames>,
}

/// What a copy goes to.
enum Target {
    Shared(Lease),
    Gpu(Filling),
}

impl ImageCopy {
    /// Opens the capture of the output called `name`.
    ///
    /// # Errors
    /// [`DesktopError::Lacks`] when the compositor does not speak the protocol.
    pub fn open(
        desktop: &DesktopSession,
        name: &str,
        clock: Clock,
    ) -> Result<ImageCopy, CaptureError> {
        let desk = Desk::open(desktop, name)?;
        let handle = desk.queue.handle();
        let lacks = |_| DesktopError::Lacks("ext_image_copy_capture_manager_v1");
        let manager: ExtImageCopyCaptureManagerV1 =
            desk.globals.bind(&handle, 1..=1, ()).map_err(lacks)?;
        let sources: ExtOutputImageCaptureSourceManagerV1 =
            desk.globals.bind(&handle, 1..=1, ()).map_err(lacks)?;
        let source = sources.create_source(&desk.output, &handle, ());
        let session = manager.create_session(&source, Options::PaintCursors, &handle, ());
        source.destroy();
        sources.destroy();
        manager.destroy();
        let (buffers, copying, failures) = (None, None, 0);
        let shm = bind_shm(&desk)?;
        let (whole, gpu) = (true, None);
        Ok(ImageCopy { clock, desk, shm, session, buffers, copying, failures, whole, gpu })
    }

    /// Starts a copy, if the compositor has said what it wants and a buffer is free.
    fn start(&mut self) -> Result<(), CaptureError> {
        let Some(offer) = self.desk.state.offer else { return Ok(()) };
        if self.fit_gpu(offer)? {
            return Ok(());
        }
        Buffers::fit(&mut self.buffers, offer, &self.shm, &self.desk.queue.handle())?;
        let Some(buffers) = &self.buffers else { return Ok(()) };
        let Some((lease, buffer)) = buffers.take() else { return Ok(()) };
        let handle = self.desk.queue.handle();
        let frame = copy(&self.session, &handle, buffer, offer, buffers.stale(&lease));
        self.begun(frame, Target::Shared(lease));
        Ok(())
    }

    /// Starts a copy to the GPU's memory if a canvas is free; false when copies go to shared
    /// memory.
    fn fit_gpu(&mut self, offer: Offer) -> Result<bool, CaptureError> {
        let Some(gpu) = self.gpu.as_mut().filter(|gpu| gpu.is_wanted()) else {
            self.gpu = None;
            return Ok(false);
        };
        if let Err(reason) = gpu.fit(&mut self.desk, offer)? {
            self.leave_gpu(&reason);
            return Ok(false);
        }
        // The round trip may have brought another offer; the next look sees it.
        if let Some((filling, buffer)) = gpu.take() {
            // Canvases rotate, so each misses what the others got.
            let handle = self.desk.queue.handle();
            let frame = copy(&self.session, &handle, buffer, offer, &Damage::WHOLE);
            self.begun(frame, Target::Gpu(filling));
        }
        Ok(true)
    }

    fn begun(&mut self, frame: ExtImageCopyCaptureFrameV1, target: Target) {
        self.desk.state.damage = if self.whole { Damage::WHOLE } else { Damage::NONE };
        self.copying = Some((frame, target));
    }

    fn leave_gpu(&mut self, reason: &str) {
        tracing::info!(reason, "frames come by shared memory");
        self.gpu = None;
    }

    /// Goes as far as is possible without waiting; returns a frame that is done.
    fn advance(&mut self) -> Result<Option<Frame>, CaptureError> {
        let Some((frame, target)) = self.copying.take() else {
            self.start()?;
            return Ok(None);
        };
        match self.desk.state.outcome.take() {
            None => {
                self.copying = Some((frame, target));
                Ok(None)
            }
            Some(Outcome::Failed) => {
                frame.destroy();
                self.failed()
            }
            Some(Outcome::Ready(presented)) => {
                frame.destroy();
                self.finish(target, presented)
            }
        }
    }

    fn finish(
        &mut self,
        target: Target,
        presented: Presented,
    ) -> Result<Option<Frame>, CaptureError> {
        let captured = presented.or_now((self.clock)());
        let (number, damage) = (self.desk.state.next_number(), self.desk.state.damage);
        let copied = Copied { number, captured, bottom_up: false, damage };
        let done = match (target, &mut self.buffers, &self.gpu) {
            (Target::Shared(lease), Some(buffers), _) => Some(buffers.frame(lease, &copied)),
            (Target::Gpu(filling), _, Some(gpu)) => gpu.frame(filling, &copied)?,
            _ => None,
        };
        if done.is_none() {
            return self.failed();
        }
        (self.failures, self.whole) = (0, false);
        Ok(done)
    }

    /// A copy fails when the output changes its mode under it.
    fn failed(&mut self) -> Result<Option<Frame>, CaptureError> {
        (self.failures, self.whole) = (self.failures + 1, true);
        if self.gpu.is_some() && self.failures > GPU_FAILURES {
            self.leave_gpu("the compositor does not copy to the GPU's memory");
        }
        if self.failures < FAILURES { Ok(None) } else { Err(CaptureError::Refused(self.failures)) }
    }

    /// As in screencopy: nothing announces that a buffer has come back.
    fn patience(&self, until: Micros) -> Micros {
        match (&self.copying, self.desk.state.offer) {
            (None, Some(_)) => until.min((self.clock)() + POOL_CHECK),
            _ => until,
        }
    }
}

/// Has the next picture copied to a buffer, of which this much is out of date.
fn copy(
    session: &ExtImageCopyCaptureSessionV1,
    handle: &QueueHandle<Events>,
    buffer: &WlBuffer,
    offer: Offer,
    stale: &Damage,
) -> ExtImageCopyCaptureFrameV1 {
    let frame = session.create_frame(handle, ());
    frame.attach_buffer(buffer);
    for part in stale.parts(offer.width, offer.height) {
        let Part { x, y, width, height } = part;
        frame.damage_buffer(x as i32, y as i32, width as i32, height as i32);
    }
    frame.capture();
    frame
}

impl Capture for ImageCopy {
    fn use_gpu(&mut self, memory: GpuMemory) {
        self.gpu = GpuFrames::new(&self.desk, memory);
    }

    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        loop {
            if let Some(frame) = self.advance()? {
                return Ok(Some(frame));
            }
            let patience = self.patience(until);
            self.desk.wait(self.clock, patience)?;
            if self.desk.state.stopped {
                return Err(self.desk.gone().into());
            }
            if (self.clock)() >= until && self.desk.state.outcome.is_none() {
                return Ok(None);
            }
        }
    }
}

impl Dispatch<ExtImageCopyCaptureSessionV1, ()> for Events {
    fn event(
        events: &mut Events,
        _: &ExtImageCopyCaptureSessionV1,
        event: session::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Events>,
    ) {
        match event {
            session::Event::BufferSize { width, height } => {
                // The stride is ours to choose.
                (events.draft.width, events.draft.height) = (width, height);
                events.draft.stride = width * 4;
            }
            session::Event::ShmFormat { format: WEnum::Value(format) } => {
                events.draft.add_format(format);
            }
            session::Event::DmabufFormat { format, modifiers } => {
                events.draft_drawable.push(Drawable::new(format, &modifiers));
            }
            // A later batch describes everything again.
            session::Event::Done => {
                events.offer = Some(std::mem::take(&mut events.draft));
                events.drawable = std::mem::take(&mut events.draft_drawable);
            }
            session::Event::Stopped => events.stopped = true,
            _ => {}
        }
    }
}

impl Dispatch<ExtImageCopyCaptureFrameV1, ()> for Events {
    fn event(
        events: &mut Events,
        frame: &ExtImageCopyCaptureFrameV1,
        event: frame::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Events>,
    ) {
        // Events of a frame that was given up mean nothing any more.
        if !frame.is_alive() {
            return;
        }
        match event {
            frame::Event::PresentationTime { tv_sec_hi, tv_sec_lo, tv_nsec } => {
                let (seconds_high, seconds_low, nanos) = (tv_sec_hi, tv_sec_lo, tv_nsec);
                events.presented = Presented { seconds_high, seconds_low, nanos };
            }
            frame::Event::Damage { x, y, width, height } => {
                events.damage.add(Part::from_signed(x, y, width, height));
            }
            frame::Event::Ready => events.outcome = Some(Outcome::Ready(events.presented)),
            frame::Event::Failed { .. } => events.outcome = Some(Outcome::Failed),
            _ => {}
        }
    }
}

delegate_noop!(Events: ExtImageCopyCaptureManagerV1);
delegate_noop!(Events: ExtOutputImageCaptureSourceManagerV1);
delegate_noop!(Events: ExtImageCaptureSourceV1);
