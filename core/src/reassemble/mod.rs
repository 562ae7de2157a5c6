//! Datagrams back to access units, repaired where parity allows.
//!
//! Datagrams may arrive in any order within a window of frames. A block is whole as soon as it
//! has as many shards as data shards, a frame as soon as each of its blocks is; it is given up
//! when a later frame is whole or the window moves past it. Every field from the wire is bounded
//! before memory is touched, and all memory is reserved at the start: a stranger can neither grow
//! it nor, with encryption on, write to it. Runs on the receive thread.
//!
//! How datagrams look is the framing's ([`ReceiveFraming`]): this is the one reassembler of both.

use crate::fec::gf16;
use crate::framing::{FrameInfo, FrameType, MediaError, ReceiveFraming, ShardPlace};
use crate::units::{FrameId, Micros, Span};

mod block;
mod frame;

use frame::{FrameSlot, Inserted, Limits};

/// Frames that can be in the making at once.
pub const WINDOW: usize = 4;

/// Counters since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReassemblyStats {
    /// Datagrams handed in.
    pub datagrams: u64,
    /// Datagrams that were no media datagrams of this stream, forged ones included.
    pub refused: u64,
    /// Datagrams of frames already delivered or given up, and duplicates.
    pub late: u64,
    /// Data shards restored from parity.
    pub repaired: u64,
    /// Frames delivered.
    pub frames: u64,
    /// Frames given up.
    pub lost: u64,
}

/// A run of frames, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameRange {
    /// First frame.
    pub first: FrameId,
    /// Last frame.
    pub last: FrameId,
}

impl FrameRange {
    /// Number of frames.
    pub fn count(self) -> u32 {
        self.last.0.wrapping_sub(self.first.0).wrapping_add(1)
    }
}

/// One whole coded picture.
#[derive(Debug)]
pub struct AccessUnit<'a> {
    /// Its number.
    pub frame: FrameId,
    /// Kind, as the host declared it.
    pub frame_type: FrameType,
    /// Capture time on the host's clock, its low 32 bits of microseconds, if the framing has it.
    pub captured: Option<u32>,
    /// Host's time from capture to sending; zero is unknown.
    pub latency: Span,
    /// Frames missing between the unit delivered before and this one.
    pub lost: Option<FrameRange>,
    /// Arrival of its first datagram.
    pub first_arrival: Micros,
    /// Arrival of the datagram that completed it.
    pub completed: Micros,
    /// The bytes, Annex B; zeros may follow each block's last NAL unit.
    pub bytes: &'a [u8],
    /// As many of them were handed out as [`Piece`]s before.
    pub handed: usize,
}

/// A slice of a frame of which more is on its way.
#[derive(Debug)]
pub struct Piece<'a> {
    /// Number of the frame; all frames before it were delivered.
    pub frame: FrameId,
    /// What is known of the frame.
    pub info: FrameInfo,
    /// Arrival of its first datagram.
    pub first_arrival: Micros,
    /// Bytes of the frame that were handed out before.
    pub offset: usize,
    /// The slice, Annex B; zeros may follow.
    pub bytes: &'a [u8],
}

/// Puts the frames of one stream together.
pub struct Reassembler<F: ReceiveFraming> {
    framing: F,
    slots: [FrameSlot<F::Meta>; WINDOW],
    /// Frame that would be delivered next; frames before it are history.
    next: FrameId,
    gf16: Option<Box<gf16::Codec>>,
    stats: ReassemblyStats,
}

impl<F: ReceiveFraming> Reassembler<F> {
    /// A reassembler at the start of a stream. Reserves memory for `WINDOW` frames of the largest
    /// size; pages that no frame reaches are never touched.
    pub fn new(framing: F) -> Reassembler<F> {
        let limits = limits(&framing);
        let slots = std::array::from_fn(|_| FrameSlot::new(limits));
        let next = framing.first_frame();
        Reassembler { framing, slots, next, gf16: None, stats: ReassemblyStats::default() }
    }

    /// The same with the code for blocks of more than 255 shards, whose tables are warmed here.
    pub fn with_big_blocks(framing: F) -> Reassembler<F> {
        Reassembler { gf16: Some(Box::new(gf16::Codec::new())), ..Reassembler::new(framing) }
    }

    /// The framing, for what it knows of the link.
    pub fn framing_mut(&mut self) -> &mut F {
        &mut self.framing
    }

    /// Longest datagram of the stream, in bytes.
    pub fn max_datagram(&self) -> usize {
        self.framing.max_datagram()
    }

    /// Most bytes of an access unit.
    pub fn max_unit(&self) -> usize {
        self.framing.max_frame()
    }

    /// Counters since the start.
    pub fn stats(&self) -> ReassemblyStats {
        self.stats
    }

    /// Bytes of memory that hold frames, reserved and never more; for tests of that bound.
    pub fn memory(&self) -> usize {
        self.slots.iter().map(FrameSlot::memory).sum()
    }

    /// Takes one datagram, decrypting it in place. Returns the access unit that it completed.
    /// Does not allocate. What claims a place where nothing is missing is not even deciphered.
    ///
    /// # Errors
    /// [`MediaError`] for a datagram that is not of this stream; nothing changed but a counter.
    pub fn datagram(
        &mut self,
        datagram: &mut [u8],
        now: Micros,
    ) -> Result<Option<AccessUnit<'_>>, MediaError> {
        self.stats.datagrams += 1;
        if let Some(place) = self.framing.claimed_place(datagram)
            && self.is_settled(&place)
        {
            self.framing.pass_over(&place);
            self.stats.late += 1;
            return Ok(None);
        }
        let shard = self.framing.open(datagram).inspect_err(|_| self.stats.refused += 1)?;
        let frame = shard.place.frame;
        if frame.is_before(self.next) {
            self.stats.late += 1;
            return Ok(None);
        }
        self.reuse_memory(frame);
        let slot = &mut self.slots[frame.0 as usize % WINDOW];
        if !slot.claim(frame, shard.meta, now) {
            self.stats.late += 1;
            return Ok(None);
        }
        match slot.insert(&shard, self.gf16.as_deref_mut()) {
            Inserted::Kept => {}
            Inserted::Duplicate => self.stats.late += 1,
            Inserted::Repaired(count) => self.stats.repaired += count as u64,
            Inserted::Refused => {
                self.stats.refused += 1;
                return Err(MediaError::outside(shard.place.index, shard.place.shape));
            }
            Inserted::TooLarge => {
                self.stats.refused += 1;
                return Err(MediaError::TooLarge { limit: self.framing.max_frame() });
            }
        }
        if !slot.is_whole() {
            return Ok(None);
        }
        Ok(self.deliver(frame, now))
    }

    /// The next slice of the frame that is to be delivered next, if it is whole and the frame is
    /// not. Call after a datagram that completed nothing, until there is none; the frame's last
    /// slice comes with the frame. Slices come in their order. A frame of which pieces were handed
    /// out may still be given up. Does not allocate.
    pub fn next_piece(&mut self) -> Option<Piece<'_>> {
        let limit = self.framing.whole_slice();
        let frame = self.next;
        let part = self.slots[frame.0 as usize % WINDOW].next_part(frame, limit)?;
        let info = self.framing.describe(part.meta, &[])?;
        let (first_arrival, offset, bytes) = (part.since, part.offset, part.bytes);
        Some(Piece { frame, info, first_arrival, offset, bytes })
    }

    /// Changes the framing in the middle of the stream, and makes room for what it takes then.
    /// Memory grows, but is never given back; what has arrived is kept.
    pub fn refit(&mut self, big_blocks: bool, change: impl FnOnce(&mut F)) {
        change(&mut self.framing);
        let limits = limits(&self.framing);
        self.slots.iter_mut().for_each(|slot| slot.widen(limits));
        if big_blocks && self.gf16.is_none() {
            self.gf16 = Some(Box::new(gf16::Codec::new()));
        }
    }

    /// True when a datagram of this place, parity as a rule, would be deciphered for nothing.
    fn is_settled(&self, place: &ShardPlace) -> bool {
        let slot = &self.slots[place.frame.0 as usize % WINDOW];
        place.frame.is_before(self.next) || slot.has_whole(place.frame, place.block)
    }

    /// If `frame` begins now, and the one before it is done: gives it the memory of that one,
    /// which is still in the core's cache. Of a stream without losses all frames use one memory.
    /// Only where the slot is claimed next: what it held is of no use without its memory.
    fn reuse_memory(&mut self, frame: FrameId) {
        let number = frame.0 as usize % WINDOW;
        if !self.slots[number].is_older_than(frame) {
            return;
        }
        let before = (number + WINDOW - 1) % WINDOW;
        if let Ok([slot, before]) = self.slots.get_disjoint_mut([number, before]) {
            slot.take_memory(before);
        }
    }

    /// Hands out `frame`, which is whole, giving up what is older.
    fn deliver(&mut self, frame: FrameId, now: Micros) -> Option<AccessUnit<'_>> {
        let gap = frame.0.wrapping_sub(self.next.0);
        let last = FrameId(frame.0.wrapping_sub(1));
        let lost = (gap > 0).then_some(FrameRange { first: self.next, last });
        self.stats.lost += u64::from(gap);
        self.next = frame.next();
        let slot = &mut self.slots[frame.0 as usize % WINDOW];
        let whole = slot.finish()?;
        let (prefix, bytes) = whole.bytes.split_at_checked(F::PREFIX)?;
        let Some(info) = self.framing.describe(whole.meta, prefix) else {
            // Whole, but with a prefix that no host of ours writes.
            self.stats.refused += 1;
            return None;
        };
        self.stats.frames += 1;
        let FrameInfo { frame_type, captured, latency } = info;
        let (first_arrival, completed) = (whole.since, now);
        let unit = AccessUnit {
            frame,
            frame_type,
            captured,
            latency,
            lost,
            first_arrival,
            completed,
            bytes,
            handed: whole.handed,
        };
        Some(unit)
    }
}

fn limits<F: ReceiveFraming>(framing: &F) -> Limits {
    Limits { blocks: framing.max_blocks(), data: framing.max_frame(), parity: framing.max_parity() }
}

#[cfg(test)]
mod tests;
