//! Submission of a frame whose surface is filled.

use lumen_core::units::Span;

use super::NvencEncoder;
use super::api::Job;
use super::collect::InFlight;
use super::error::{NvencError, Trouble};
use super::pace::Pace;
use super::session::Session;
use crate::GpuError;
use crate::encode::FrameParams;

/// Tries before a frame is given up because the engine has no room.
const MOST_TRIES: u32 = 100;
/// Time between two of them.
const TRY_AGAIN: Span = Span::from_millis(1);

impl NvencEncoder {
    /// Submits the surface that [`NvencEncoder::surface`] names, which its writer has finished.
    ///
    /// # Errors
    /// [`GpuError`]; its `remedy` says what to do.
    pub fn submit_filled(&mut self, params: FrameParams) -> Result<(), GpuError> {
        if self.frame.is_some() {
            return Err(GpuError::Busy);
        }
        self.follow_bitrate(params.bitrate)?;
        let key = params.force_idr || self.next_is_key;
        let slot = self.ring.current();
        let bitstream = slot.bitstream;
        let (mapped, format) = slot.map(&self.session)?;
        let long_term = self.long_term.as_ref().map(|kept| kept.plan(key)).unwrap_or_default();
        let job = Job {
            codec: self.config.plan.codec,
            layout: self.ring.layout(),
            mapped,
            format,
            bitstream,
            time: self.time,
            key,
            long_term,
            messages: self.messages.as_mut().filter(|_| key),
        };
        if let Err(error) = encode_when_there_is_room(&self.session, &mut *self.pace, job) {
            super::surface::warn(self.session.unmap(mapped));
            return Err(error.into());
        }
        if let Some(kept) = &mut self.long_term {
            kept.submitted(long_term);
        }
        self.ring.advance();
        let (time, since) = (self.time, self.pace.now());
        self.time += 1;
        self.next_is_key = false;
        self.bytes.clear();
        self.shadow.clear();
        let handles = (bitstream, mapped);
        self.frame = Some(InFlight::new(params.frame, key, time, long_term, handles, since));
        Ok(())
    }
}

fn encode_when_there_is_room(
    session: &Session,
    pace: &mut dyn Pace,
    mut job: Job<'_>,
) -> Result<(), NvencError> {
    let mut tries = 0;
    loop {
        match session.encode(&mut job) {
            Err(error) if error.trouble() == Trouble::Transient && tries < MOST_TRIES => {
                tries += 1;
                pace.pause(TRY_AGAIN);
            }
            other => return other,
        }
    }
}
