//! Capture by `ext-image-copy-capture-v1`, the successor of wlr-screencopy.
//!
//! One session for the output; the compositor says once, and again after a mode change, what
//! buffers it wants. Each frame is an object with a buffer attached; after the first, the
//! compositor waits for the picture to change. Both sides name what is out of date: we what the
//! buffer missed, the compositor what has changed, and only that is copied. The next frame is asked
//! for when one has been handed out.

use lumen_core::units::Micros;
use lumen_gpu::damage::{Damage, Part};
use lumen_gpu::frame::Frame;
use wayland_client::protocol::wl_buffer::WlBuffer;
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

use super::gpu::{Drawable, GpuMemory};
use super::targets::{Target, Targets};
use super::wayland::{Copied, Desk, Events, Offer, Outcome, Presented};
use super::{Capture, CaptureError, Clock, POOL_CHECK};
use crate::display::{DesktopError, DesktopSession};

/// A capture of one output.
pub struct ImageCopy {
    clock: Clock,
    desk: Desk,
    session: ExtImageCopyCaptureSessionV1,
    targets: Targets,
    copying: Option<(ExtImageCopyCaptureFrameV1, Target)>,
    /// What has changed since the last copy is not known.
    whole: bool,
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
        let targets = Targets::new(&desk)?;
        Ok(ImageCopy { clock, desk, session, targets, copying: None, whole: true })
    }

    /// Starts a copy, if the compositor has said what it wants and a buffer is free.
    fn start(&mut self) -> Result<(), CaptureError> {
        let Some(offer) = self.desk.state.offer else { return Ok(()) };
        let taken = self.targets.take(&mut self.desk, offer)?;
        let Some((target, buffer, stale)) = taken else { return Ok(()) };
        let handle = self.desk.queue.handle();
        let frame = copy(&self.session, &handle, &buffer, offer, &stale);
        self.desk.state.damage = if self.whole { Damage::WHOLE } else { Damage::NONE };
        self.copying = Some((frame, target));
        Ok(())
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
                self.whole = true;
                self.targets.failed().map(|()| None)
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
        let done = self.targets.frame(target, &copied)?;
        self.whole = done.is_none();
        Ok(done)
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
        self.targets.use_gpu(&mut self.desk, memory);
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
