//! NVENC, without anything in between.
//!
//! An encoder is one session with the driver, used by one thread: a frame is copied to GPU memory
//! (or is there already), submitted, and its slices are collected while the engine still works on
//! the rest, where the [`plan`] says so. Nothing allocates per frame once the first frames have
//! shown how large frames get.
//!
//! | module | step |
//! |---|---|
//! | [`driver`] | libraries, context, what was learnt about them |
//! | [`probe`] | what this machine can do, for people |
//! | [`caps`], [`plan`] | what a GPU does with a codec; how a stream is coded on it |
//! | `api` | the calls, of the version that is spoken |
//! | `open`, [`config`] | session and configuration |
//! | [`surface`], `adopt` | input memory; that of another interface of the GPU |
//! | `submit`, `collect` | a frame in, its slices out |
//! | [`mod@reference`], [`long_term`] | recovery: what is left to predict from |
//! | `reconfigure` | changes while it runs |
//! | [`error`] | what goes wrong and what helps |

mod adopt;
mod api;
pub mod caps;
mod collect;
pub mod config;
mod cuts;
pub mod driver;
pub mod error;
pub mod hdr;
pub mod long_term;
mod open;
pub mod pace;
pub mod plan;
pub mod probe;
mod reconfigure;
pub mod reference;
mod session;
mod submit;
pub mod surface;

use std::sync::Arc;

use lumen_core::units::{Bitrate, FrameId, Micros};

use self::api::Setup;
use self::caps::CodecCaps;
use self::collect::InFlight;
use self::config::NvencConfig;
use self::driver::Driver;
use self::error::NvencError;
use self::hdr::Messages;
use self::long_term::LongTerm;
use self::pace::{Monotonic, Pace};
use self::reference::{Recovery, References};
use self::session::Session;
use self::surface::{Memory, Ring, SurfaceLayout};
use super::{Caps, Collected, Encode, FrameParams, GpuInput, LeftOut, ReferenceControl};
use crate::GpuError;
use crate::convert::Yuv420;

/// Counters of an encoder since it was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NvencStats {
    /// Frames collected to their end.
    pub frames: u64,
    /// Slices handed out before their frame was complete.
    pub early_slices: u64,
    /// Looks at frames in progress.
    pub looks: u64,
    /// Frames whose slices did not show in time, and left whole.
    pub unseen: u64,
    /// Frames whose slices were not where the driver said.
    pub strange: u64,
    /// Frames that were of another kind than they were announced as.
    pub surprises: u64,
    /// Bitrates that the driver refused.
    pub refused_rates: u64,
    /// From submission to the end of the last frame.
    pub last: lumen_core::units::Span,
}

/// An open encoder.
pub struct NvencEncoder {
    session: Session,
    driver: Arc<Driver>,
    config: NvencConfig,
    caps: CodecCaps,
    setup: Box<dyn Setup>,
    ring: Ring,
    messages: Option<Messages>,
    pace: Box<dyn Pace>,
    references: References,
    /// Instead of the former where the GPU cannot leave pictures out.
    long_term: Option<LongTerm>,
    /// Largest bitrate that the driver took.
    ceiling: Bitrate,
    /// Time stamps given out; the next one is one more.
    time: u64,
    /// The driver makes a key frame next, asked or not.
    next_is_key: bool,
    staging: Vec<u8>,
    /// The frame's bytes so far.
    bytes: Vec<u8>,
    /// What slices looked like when they were first told of.
    shadow: Vec<u8>,
    offsets: Vec<u32>,
    frame: Option<InFlight>,
    stats: NvencStats,
}

impl NvencEncoder {
    /// Opens an encoder. What the driver refuses of the configuration is given up step by step:
    /// the split, then bitrate, then slices before the frame is done, then slices.
    ///
    /// # Errors
    /// [`NvencError`] says what does not work, and what would help.
    pub fn open(driver: &Arc<Driver>, config: NvencConfig) -> Result<NvencEncoder, NvencError> {
        NvencEncoder::open_with(driver, config, Box::new(Monotonic))
    }

    /// Opens an encoder that lives on another clock.
    ///
    /// # Errors
    /// As [`NvencEncoder::open`].
    pub fn open_with(
        driver: &Arc<Driver>,
        config: NvencConfig,
        pace: Box<dyn Pace>,
    ) -> Result<NvencEncoder, NvencError> {
        open::open(driver, config, pace)
    }

    /// What was opened: the wish, less what the driver refused.
    pub fn config(&self) -> &NvencConfig {
        &self.config
    }

    /// Largest bitrate that the driver takes for this stream, as far as is known.
    pub fn ceiling(&self) -> Bitrate {
        self.ceiling
    }

    /// Counters.
    pub fn stats(&self) -> NvencStats {
        self.stats
    }

    /// Parameter sets of the stream, Annex B, out of band. Allocates.
    ///
    /// # Errors
    /// [`NvencError::Call`].
    pub fn parameter_sets(&self) -> Result<Vec<u8>, NvencError> {
        let mut space = vec![0; 4096];
        let len = self.session.sequence_params(&mut space)?;
        space.truncate(len);
        Ok(space)
    }

    /// The surface that the next frame is read from: its address on the GPU, and its layout.
    pub fn surface(&mut self) -> (u64, SurfaceLayout) {
        let layout = self.ring.layout();
        (self.ring.current().memory.address(), layout)
    }

    /// Frames `first` to `last` are lost to the client. To be called between frames.
    ///
    /// After [`Recovery::Invalidate`], [`Recovery::Again`] and [`Recovery::LongTerm`] the next frame
    /// is predicted from what the client has; after [`Recovery::KeyFrame`] the caller forces a key
    /// frame.
    ///
    /// # Errors
    /// [`NvencError::Call`].
    pub fn lost(&mut self, first: FrameId, last: FrameId) -> Result<Recovery, NvencError> {
        if let Some(kept) = &mut self.long_term {
            return Ok(kept.lost(first, last));
        }
        if !self.caps.invalidates {
            return Ok(Recovery::KeyFrame);
        }
        let recovery = self.references.lost(first, last);
        if let Recovery::Invalidate(times) = &recovery {
            times.clone().try_for_each(|time| self.session.invalidate(time))?;
        }
        Ok(recovery)
    }
}

impl Encode for NvencEncoder {
    fn caps(&self) -> Caps {
        Caps { max_slices: self.config.plan.slices, sub_frame: self.config.plan.sub_frame }
    }

    fn submit(&mut self, picture: &Yuv420, params: FrameParams) -> Result<(), GpuError> {
        if self.frame.is_some() {
            return Err(GpuError::Busy);
        }
        let expected = self.config.plan.tile;
        let got = (picture.width(), picture.height());
        if expected != got {
            return Err(GpuError::Size { expected, got });
        }
        let layout = self.ring.layout();
        let Memory::Own(memory) = &mut self.ring.current().memory else {
            let value = self.config.plan.codec as u64;
            return Err(GpuError::Unsupported { what: "picture of the CPU", value });
        };
        layout.write(picture, &mut self.staging);
        memory.upload(&self.staging).map_err(NvencError::from)?;
        self.submit_filled(params)
    }

    fn collect(&mut self, until: Micros) -> Result<Collected<'_>, GpuError> {
        self.collect_slice(until)
    }

    fn references(&mut self) -> Option<&mut dyn ReferenceControl> {
        (self.caps.invalidates || self.long_term.is_some()).then_some(self)
    }

    fn gpu_input(&mut self) -> Option<&mut dyn GpuInput> {
        Some(self)
    }
}

impl ReferenceControl for NvencEncoder {
    fn oldest(&self) -> Option<FrameId> {
        self.long_term.as_ref().map_or_else(|| self.references.oldest(), LongTerm::oldest)
    }

    fn leave_out(&mut self, missing: FrameId) -> Result<LeftOut, GpuError> {
        Ok(match self.lost(missing, missing)? {
            Recovery::Nothing => LeftOut::NotNeeded,
            Recovery::Invalidate(_) | Recovery::Again | Recovery::LongTerm(_) => LeftOut::Done,
            Recovery::KeyFrame => LeftOut::Impossible,
        })
    }
}

impl Drop for NvencEncoder {
    fn drop(&mut self) {
        self.abandon();
        self.ring.release(&self.session);
    }
}

#[cfg(test)]
mod tests;
