//! Collection: slices of a frame while it is being coded.
//!
//! The driver shows finished slices to a lock that does not wait, and tells nobody when there is
//! one, so it is asked every [`LOOK_EVERY`]. What it shows is copied and the lock given back before
//! the next look. Only one lock that waits says that a frame is complete.
//!
//! Some drivers were seen to count bytes that were not written yet. So at first the newest slice
//! is held back until the next one is told of, and all bytes are compared with the complete frame.
//! After [`Driver::prove`](super::driver::Driver) was called often enough, slices leave at once;
//! after one mismatch never again.
//! Source: NVENC programming guide, "Sub-frame readback"; nvEncodeAPI.h, `NV_ENC_LOCK_BITSTREAM`.

use std::ffi::c_void;
use std::ptr::null_mut;

use lumen_core::units::{FrameId, Micros, Span};
use lumen_nvenc_sys::status::Status;

use super::api::{Lock, Locked};
use super::caps::Codec;
use super::cuts::{Cuts, are_slices, for_each_later_slice};
use super::driver::Trust;
use super::error::{NvencError, Trouble};
use super::long_term::LongTermUse;
use super::{NvencEncoder, surface};
use crate::GpuError;
use crate::encode::{Collected, FrameKind, Slice};

/// Time between two looks at a frame in progress.
const LOOK_EVERY: Span = Span(40);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Looks that do not wait.
    Looking,
    /// The lock that waits.
    Closing,
    /// All bytes are here.
    Closed,
}

/// A frame between submission and its last slice.
pub(super) struct InFlight {
    frame: FrameId,
    key: bool,
    time: u64,
    /// What the driver was told of long-term references.
    long_term: LongTermUse,
    bitstream: *mut c_void,
    mapped: *mut c_void,
    since: Micros,
    stage: Stage,
    /// Slices that the driver has told of.
    told: usize,
    /// Slices are not where the driver says: the frame leaves when it is complete.
    strange: bool,
    cuts: Cuts,
}

// SAFETY: the handles belong to the encoder's session and go wherever it goes.
unsafe impl Send for InFlight {}

impl InFlight {
    pub fn new(
        frame: FrameId,
        key: bool,
        time: u64,
        long_term: LongTermUse,
        (bitstream, mapped): (*mut c_void, *mut c_void),
        since: Micros,
    ) -> InFlight {
        InFlight {
            frame,
            key,
            time,
            long_term,
            bitstream,
            mapped,
            since,
            stage: Stage::Looking,
            told: 0,
            strange: false,
            cuts: Cuts::new(),
        }
    }
}

impl NvencEncoder {
    pub(super) fn collect_slice(&mut self, until: Micros) -> Result<Collected<'_>, GpuError> {
        while self
            .frame
            .as_ref()
            .is_some_and(|frame| !frame.cuts.is_waiting() && frame.stage != Stage::Closed)
        {
            let news = self.look();
            let news = news.inspect_err(|_| self.abandon())?;
            if news {
                continue;
            }
            let now = self.pace.now();
            if now >= until {
                return Ok(Collected::Pending);
            }
            self.pace.pause(until.since(now).min(LOOK_EVERY));
        }
        Ok(self.hand_out())
    }

    fn hand_out(&mut self) -> Collected<'_> {
        let Some(frame) = &mut self.frame else { return Collected::Done };
        let Some((index, range, newest)) = frame.cuts.next() else {
            self.frame = None;
            return Collected::Done;
        };
        let closed = frame.stage == Stage::Closed;
        self.stats.early_slices += u64::from(!closed);
        Collected::Slice(Slice {
            frame: frame.frame,
            index: index as u8,
            last: newest && closed,
            kind: if frame.key { FrameKind::Idr } else { FrameKind::Predicted },
            bytes: &self.bytes[range],
        })
    }

    /// Looks at the frame once; whether anything came of it.
    fn look(&mut self) -> Result<bool, NvencError> {
        let Some(frame) = &mut self.frame else { return Ok(false) };
        // Two frames' time without a complete frame: the driver does not show what it does.
        let patience = Span(2 * self.config.stream.refresh.interval().0);
        if frame.stage == Stage::Looking && self.pace.now().since(frame.since) > patience {
            frame.stage = Stage::Closing;
            self.stats.unseen += 1;
        }
        match frame.stage {
            Stage::Looking => self.look_without_waiting(),
            Stage::Closing => self.close(),
            Stage::Closed => Ok(false),
        }
    }

    fn lock(&mut self, bitstream: *mut c_void, wait: bool) -> Result<Locked, NvencError> {
        let told = self.config.plan.sub_frame;
        let offsets = if told { self.offsets.as_mut_ptr() } else { null_mut() };
        self.session.lock(&Lock { bitstream, offsets, wait })
    }

    fn look_without_waiting(&mut self) -> Result<bool, NvencError> {
        let Some(bitstream) = self.frame.as_ref().map(|frame| frame.bitstream) else {
            return Ok(false);
        };
        self.stats.looks += 1;
        let lock = match self.lock(bitstream, false) {
            Ok(lock) => lock,
            Err(NvencError::Call { status: Status::LOCK_BUSY, .. }) => return Ok(false),
            // What is wrong shows again in the lock that waits, which has the last word.
            Err(_) => {
                self.set_stage(Stage::Closing);
                return Ok(true);
            }
        };
        if !self.config.plan.sub_frame {
            // Without slices before the end, an answer is the whole frame.
            return self.take_whole(&lock);
        }
        let slices = lock.slices;
        let complete = lock.complete || slices >= self.config.plan.slices.into();
        let news = if complete {
            self.set_stage(Stage::Closing);
            true
        } else {
            self.take_slices(&lock, slices)
        };
        self.session.unlock(bitstream)?;
        Ok(news)
    }

    fn set_stage(&mut self, stage: Stage) {
        if let Some(frame) = &mut self.frame {
            frame.stage = stage;
        }
    }

    /// Takes the slices that are told of for the first time, as far as they are trusted.
    fn take_slices(&mut self, lock: &Locked, slices: usize) -> bool {
        let Some(frame) = &mut self.frame else { return false };
        if slices <= frame.told || frame.strange || slices > self.offsets.len() {
            return false;
        }
        frame.told = slices;
        let shown = shown(lock);
        let trust = self.driver.trust();
        if trust == Trust::Proving {
            let news = shown.get(self.shadow.len()..).unwrap_or(&[]);
            self.shadow.extend_from_slice(news);
        }
        let (ready, end) = match trust {
            Trust::None => return false,
            Trust::Full => (slices, shown.len()),
            Trust::Proving | Trust::HoldBack => (slices - 1, self.offsets[slices - 1] as usize),
        };
        let (start, done) = (self.bytes.len(), frame.cuts.count());
        if ready <= done {
            return false;
        }
        let starts = || self.offsets[done + 1..ready].iter().map(|offset| *offset as usize);
        let inside = end > start && end <= shown.len() && starts().all(|at| at < end);
        if !inside || !are_slices(shown, start, starts()) {
            frame.strange = true;
            self.stats.strange += 1;
            return false;
        }
        self.bytes.extend_from_slice(&shown[start..end]);
        starts().for_each(|end| frame.cuts.push(end));
        frame.cuts.push(end);
        true
    }

    /// The lock that waits: the frame to its end.
    fn close(&mut self) -> Result<bool, NvencError> {
        let Some(bitstream) = self.frame.as_ref().map(|frame| frame.bitstream) else {
            return Ok(false);
        };
        match self.lock(bitstream, true) {
            Ok(lock) => self.take_whole(&lock),
            Err(error) if error.trouble() == Trouble::Transient => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Takes what is left of a complete frame, and lets go of it.
    fn take_whole(&mut self, lock: &Locked) -> Result<bool, NvencError> {
        let Some(frame) = &mut self.frame else { return Ok(false) };
        let shown = shown(lock);
        let kept_its_word = shown.starts_with(&self.bytes);
        if kept_its_word {
            if !self.shadow.is_empty() {
                match shown.starts_with(&self.shadow) {
                    true => self.driver.prove(),
                    false => self.driver.hold_back(),
                }
            }
            let start = self.bytes.len();
            self.bytes.extend_from_slice(&shown[start..]);
            let codec = self.config.plan.codec;
            cut_rest(codec, self.config.plan.slices, &self.bytes, start, &mut frame.cuts);
        }
        let (key, told) = (lock.key, frame.long_term);
        self.stats.surprises += u64::from(key != frame.key);
        if frame.told == 0 {
            frame.key = key;
        }
        frame.stage = Stage::Closed;
        let (frame_id, time, since, mapped, bitstream) =
            (frame.frame, frame.time, frame.since, frame.mapped, frame.bitstream);
        frame.mapped = null_mut();
        self.references.coded(frame_id, time, key);
        if let Some(kept) = &mut self.long_term
            && !kept.coded(frame_id, key, told, lock.long_term)
        {
            self.stats.surprises += 1;
            self.next_is_key = true;
        }
        self.stats.frames += 1;
        self.stats.last = self.pace.now().since(since);
        let unlocked = self.session.unlock(bitstream);
        self.session.unmap(mapped)?;
        unlocked?;
        if !kept_its_word {
            self.driver.distrust();
            return Err(NvencError::RanAhead);
        }
        Ok(true)
    }

    /// Lets go of a frame that will not be collected to its end.
    pub(super) fn abandon(&mut self) {
        let Some(frame) = self.frame.take() else { return };
        if frame.mapped.is_null() {
            return;
        }
        // What is in flight is drained, as the driver may still be reading the input.
        if self.lock(frame.bitstream, true).is_ok() {
            surface::warn(self.session.unlock(frame.bitstream));
        }
        surface::warn(self.session.unmap(frame.mapped));
    }
}

/// The bytes of a lock, valid until it is given back.
fn shown(lock: &Locked) -> &[u8] {
    let Locked { start, len, .. } = *lock;
    if start.is_null() {
        return &[];
    }
    // SAFETY: a lock that succeeded gives so many bytes to read until it is unlocked, and callers
    // unlock after they have copied.
    unsafe { std::slice::from_raw_parts(start, len) }
}

/// Cuts what came last, from `start` on, behind each slice.
fn cut_rest(codec: Codec, slices: u8, bytes: &[u8], start: usize, cuts: &mut Cuts) {
    let rest = &bytes[start..];
    if rest.is_empty() {
        return;
    }
    if slices > 1 {
        for_each_later_slice(codec, rest, |at| cuts.push(start + at));
    }
    cuts.push(bytes.len());
}
