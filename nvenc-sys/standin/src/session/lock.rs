//! Locks: what of a picture is there, and what a reader is told of it.

use super::{Locked, Output, Session};
use crate::driver::{Driver, Failure, status};
use crate::layout::{Struct, lock};
use crate::personality::Timing;
use crate::raw::Raw;

const FLAG_DO_NOT_WAIT: u32 = 0;
const STATUS_GOING_ON: u32 = 1;
const STATUS_DONE: u32 = 2;

/// What a lock tells.
struct View {
    slices: usize,
    size: usize,
    done: bool,
}

impl Session {
    /// When a lock that waits would return: when the first picture in the buffer is complete.
    /// Nothing for one that does not wait, and for one that will be refused.
    pub fn completion(&self, params: Raw) -> Option<u64> {
        if params.bit(lock::FLAGS, FLAG_DO_NOT_WAIT) {
            return None;
        }
        let bitstream = self.bitstreams.get(&params.address(lock::BITSTREAM))?;
        bitstream.outputs.front().map(|output| output.done)
    }

    pub fn lock(&mut self, driver: &mut Driver, params: Raw) -> Result<(), Failure> {
        self.check(params, Struct::Lock)?;
        self.running()?;
        let wait = !params.bit(lock::FLAGS, FLAG_DO_NOT_WAIT);
        let handle = params.address(lock::BITSTREAM);
        let bitstream = self.bitstreams.get_mut(&handle).ok_or(status::INVALID_PARAM)?;
        if bitstream.locked.is_some() {
            return Err(status::INVALID_CALL.into());
        }
        let output = bitstream.outputs.front_mut().ok_or(status::INVALID_CALL)?;
        let view = if wait { output.whole(driver) } else { output.so_far(driver)? };
        output.locks += 1;
        output.tell(params, &view);
        driver.note(|| {
            let View { slices, size, done } = view;
            format!(
                "  picture {} wait {wait}: slices {slices} bytes {size} done {done}",
                output.frame
            )
        });
        // A picture stays to be locked again after partial looks; the lock that waits ends it.
        let whole = view.done && (wait || !output.sub_frame);
        bitstream.locked = Some(Locked { whole });
        Ok(())
    }

    pub fn unlock(&mut self, handle: usize) -> Result<(), Failure> {
        let bitstream = self.bitstreams.get_mut(&handle).ok_or(status::INVALID_PARAM)?;
        let locked = bitstream.locked.take().ok_or(status::INVALID_CALL)?;
        if locked.whole {
            bitstream.outputs.pop_front();
        }
        Ok(())
    }
}

impl Output {
    /// Makes the bytes of the slices that are there visible; the number of those slices.
    fn flush(&mut self, now: u64) -> usize {
        let there = self.ready.iter().filter(|ready| **ready <= now).count();
        let end = there.checked_sub(1).map_or(0, |last| self.ends[last]);
        self.seen[..end].copy_from_slice(&self.coded[..end]);
        there
    }

    /// The picture to its end. A writer that shows parts to a reader that does not ask how many
    /// gives the first part away as the whole.
    fn whole(&mut self, driver: &Driver) -> View {
        self.flush(self.done.max(driver.now()));
        let all = self.ends.len();
        if self.sub_frame && !self.offsets {
            return View { slices: 0, size: self.ends[0], done: true };
        }
        let slices = if self.offsets { all } else { 0 };
        View { slices, size: self.coded.len(), done: true }
    }

    /// What is there now.
    fn so_far(&mut self, driver: &Driver) -> Result<View, Failure> {
        let (now, timing) = (driver.now(), driver.personality.timing);
        if timing == Timing::Never {
            return Err(status::LOCK_BUSY.into());
        }
        let there = self.flush(now);
        let done = now >= self.done;
        if (!self.sub_frame && !done) || there == 0 {
            return Err(status::LOCK_BUSY.into());
        }
        let ahead = (there + 1).min(self.ends.len());
        let (told, sized) = match timing {
            Timing::Ahead => (there, ahead),
            Timing::FarAhead => (ahead, ahead),
            Timing::Shrink if self.locks > 0 && self.locks % 2 == 1 && !done => (there, 1),
            _ => (there, there),
        };
        let size = self.ends[sized - 1];
        Ok(View { slices: if self.offsets { told } else { 0 }, size, done })
    }

    fn tell(&mut self, params: Raw, view: &View) {
        if let Some(offsets) = params.follow(lock::OFFSETS).filter(|_| self.offsets) {
            for slice in 0..view.slices {
                let start = slice.checked_sub(1).map_or(0, |before| self.ends[before]);
                offsets.set_u32(slice * 4, start as u32);
            }
        }
        let (marked, used) = self.long_term;
        let flags = params.u32(lock::FLAGS) & !(1 << lock::LONG_TERM_BIT);
        params.set_u32(lock::FLAGS, flags | u32::from(marked.is_some()) << lock::LONG_TERM_BIT);
        params.set_u32(lock::LONG_TERM_INDEX, marked.unwrap_or(0));
        params.set_u32(lock::LONG_TERM_USED, used);
        params.set_u32(lock::FRAME, self.frame);
        params.set_u32(lock::STATUS, if view.done { STATUS_DONE } else { STATUS_GOING_ON });
        params.set_u32(lock::SLICES, view.slices as u32);
        params.set_u32(lock::SIZE, view.size as u32);
        params.set_u64(lock::TIMESTAMP, self.timestamp);
        params.set_address(lock::POINTER, self.seen.as_mut_ptr().expose_provenance());
        params.set_u32(lock::TYPE, self.kind);
        params.set_u32(lock::STRUCTURE, 1);
    }
}
