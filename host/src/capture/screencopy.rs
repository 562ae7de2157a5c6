//! Capture by `wlr-screencopy-unstable-v1`, for compositors without its successor.
//!
//! Every frame is an object: it says what buffer it wants, is told to copy, and reports the
//! copy. The first copy is unconditional, so that a still screen starts the stream; the others
//! wait for damage, and say what it is. The next frame is asked for when one has been handed out, so
//! that no request stands between a picture and the encoder.
//!
//! A frame carries the presentation time that the compositor reports, if that is sane, else the
//! time at which the report was read.

use lumen_core::units::Micros;
use lumen_gpu::damage::{Damage, Part};
use lumen_gpu::frame::Frame;
use wayland_client::{Connection, Dispatch, QueueHandle, WEnum, delegate_noop};
use wayland_protocols_wlr::screencopy::v1::client::zwlr_screencopy_frame_v1::{
    self as frame, ZwlrScreencopyFrameV1,
};
use wayland_protocols_wlr::screencopy::v1::client::zwlr_screencopy_manager_v1::ZwlrScreencopyManagerV1;

use super::gpu::GpuMemory;
use super::targets::{Target, Targets};
use super::wayland::{Copied, Desk, Events, Offer, Outcome, Presented};
use super::{Capture, CaptureError, Clock, POOL_CHECK};
use crate::display::{DesktopError, DesktopSession};

/// A capture of one output.
pub struct Screencopy {
    clock: Clock,
    desk: Desk,
    manager: ZwlrScreencopyManagerV1,
    targets: Targets,
    step: Step,
    started: bool,
    /// The frame before was copied with damage, and none was given up since: what the compositor
    /// calls new is new since then.
    seamless: bool,
}

/// Idle ──capture_output──► Described ──copy──► Copying ──ready or failed──► Idle
enum Step {
    Idle,
    Described(ZwlrScreencopyFrameV1),
    Copying(ZwlrScreencopyFrameV1, Target),
}

impl Screencopy {
    /// Opens the capture of the output called `name`.
    ///
    /// # Errors
    /// [`DesktopError::Lacks`] when the compositor does not speak the protocol.
    pub fn open(
        session: &DesktopSession,
        name: &str,
        clock: Clock,
    ) -> Result<Screencopy, CaptureError> {
        let desk = Desk::open(session, name)?;
        // Version 3 has `buffer_done`; sway has it since 1.6.
        let manager = desk
            .globals
            .bind(&desk.queue.handle(), 3..=3, ())
            .map_err(|_| DesktopError::Lacks("zwlr_screencopy_manager_v1"))?;
        let (targets, step) = (Targets::new(&desk)?, Step::Idle);
        let (started, seamless) = (false, false);
        Ok(Screencopy { clock, desk, manager, targets, step, started, seamless })
    }

    /// Asks the compositor to describe the next frame.
    fn ask(&mut self) {
        self.desk.state.offer = None;
        self.desk.state.outcome = None;
        self.desk.state.bottom_up = false;
        self.desk.state.damage = Damage::NONE;
        let handle = self.desk.queue.handle();
        self.step = Step::Described(self.manager.capture_output(1, &self.desk.output, &handle, ()));
    }

    /// Starts the copy, if the frame is described and a buffer is free.
    fn copy(&mut self, frame: ZwlrScreencopyFrameV1) -> Result<Step, CaptureError> {
        let Some(offer) = self.desk.state.offer else { return Ok(Step::Described(frame)) };
        let taken = self.targets.take(&mut self.desk, offer)?;
        let Some((target, buffer, _)) = taken else { return Ok(Step::Described(frame)) };
        match self.started {
            true => frame.copy_with_damage(&buffer),
            false => frame.copy(&buffer),
        }
        Ok(Step::Copying(frame, target))
    }

    /// Goes as far as is possible without waiting; returns a frame that is done.
    fn advance(&mut self) -> Result<Option<Frame>, CaptureError> {
        if self.desk.state.outcome == Some(Outcome::Failed) {
            self.give_up_frame()?;
        }
        match std::mem::replace(&mut self.step, Step::Idle) {
            Step::Idle => self.ask(),
            Step::Described(frame) => self.step = self.copy(frame)?,
            Step::Copying(frame, target) => match self.desk.state.outcome {
                Some(Outcome::Ready(presented)) => return self.finish(frame, target, presented),
                _ => self.step = Step::Copying(frame, target),
            },
        }
        Ok(None)
    }

    fn finish(
        &mut self,
        frame: ZwlrScreencopyFrameV1,
        target: Target,
        presented: Presented,
    ) -> Result<Option<Frame>, CaptureError> {
        frame.destroy();
        let with_damage = std::mem::replace(&mut self.started, true);
        let captured = presented.or_now((self.clock)());
        let (number, bottom_up) = (self.desk.state.next_number(), self.desk.state.bottom_up);
        // Parts are named from the top of the picture; where rows lie bottom up, nothing is sure.
        let known = std::mem::replace(&mut self.seamless, with_damage) && !bottom_up;
        let damage = if known { self.desk.state.damage } else { Damage::WHOLE };
        let copied = Copied { number, captured, bottom_up, damage };
        let done = self.targets.frame(target, &copied)?;
        if done.is_none() {
            (self.started, self.seamless) = (false, false);
        }
        Ok(done)
    }

    /// Lets go of a frame that failed.
    fn give_up_frame(&mut self) -> Result<(), CaptureError> {
        self.desk.state.outcome = None;
        if let Step::Described(frame) | Step::Copying(frame, _) =
            std::mem::replace(&mut self.step, Step::Idle)
        {
            frame.destroy();
        }
        self.seamless = false;
        self.targets.failed()
    }

    /// When to look again at the latest: sooner than `until` when only a free buffer is missing,
    /// since nothing announces that one has come back.
    fn patience(&self, until: Micros) -> Micros {
        match self.step {
            Step::Described(_) if self.desk.state.offer.is_some() => {
                until.min((self.clock)() + POOL_CHECK)
            }
            _ => until,
        }
    }
}

impl Capture for Screencopy {
    fn use_gpu(&mut self, memory: GpuMemory) {
        self.targets.use_gpu(&mut self.desk, memory);
        // The frame that is described already may go there too.
        self.desk.state.find_drawable();
    }

    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        loop {
            if let Some(frame) = self.advance()? {
                return Ok(Some(frame));
            }
            let patience = self.patience(until);
            self.desk.wait(self.clock, patience)?;
            if (self.clock)() >= until && self.desk.state.outcome.is_none() {
                return Ok(None);
            }
        }
    }
}

impl Dispatch<ZwlrScreencopyFrameV1, ()> for Events {
    fn event(
        events: &mut Events,
        _: &ZwlrScreencopyFrameV1,
        event: frame::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Events>,
    ) {
        match event {
            frame::Event::Buffer { format, width, height, stride } => {
                events.draft = Offer { width, height, stride, format: None };
                if let WEnum::Value(format) = format {
                    events.draft.add_format(format);
                }
            }
            frame::Event::LinuxDmabuf { format, .. } => events.draws(format),
            frame::Event::BufferDone => events.offer = Some(events.draft),
            frame::Event::Flags { flags: WEnum::Value(flags) } => {
                events.bottom_up = flags.contains(frame::Flags::YInvert);
            }
            frame::Event::Damage { x, y, width, height } => {
                events.damage.add(Part { x, y, width, height });
            }
            frame::Event::Ready { tv_sec_hi, tv_sec_lo, tv_nsec } => {
                let (seconds_high, seconds_low, nanos) = (tv_sec_hi, tv_sec_lo, tv_nsec);
                let presented = Presented { seconds_high, seconds_low, nanos };
                events.outcome = Some(Outcome::Ready(presented));
            }
            frame::Event::Failed => events.outcome = Some(Outcome::Failed),
            _ => {}
        }
    }
}

delegate_noop!(Events: ZwlrScreencopyManagerV1);
