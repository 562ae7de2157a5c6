//! Datagrams back to access units, repaired where parity allows.
//!
//! Datagrams may arrive in any order within a window of frames. A frame is delivered as soon as
//! each of its blocks has as many shards as it has data shards; it is given up when a later frame
//! is complete or the window moves past it. Every field from the wire is bounded before memory is
//! touched, and all memory is reserved at the start: a stranger can neither grow it nor, with
//! encryption on, write to it. Runs on the receive thread.

use crate::gamestream::video::{self, FrameHeader, FrameType, ShardPlace, VideoError};
use crate::seal::AesGcm;
use crate::units::{FrameId, Micros};

mod block;
mod frame;

use frame::FrameSlot;

/// Frames that can be in the making at once.
pub const WINDOW: usize = 4;

/// Most shards, data and parity, that one frame may take in memory.
pub const MAX_FRAME_SHARDS: usize = 4096;

/// What is negotiated for the stream that is received.
pub struct ReassemblerConfig {
    /// `packetSize`: NV header plus payload, at least 32.
    pub packet_size: u16,
    /// Key of the video encryption, if it is on.
    pub key: Option<AesGcm>,
}

/// Counters since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReassemblyStats {
    /// Datagrams handed in.
    pub datagrams: u64,
    /// Datagrams that were no video datagrams of this stream, forged ones included.
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
    /// Host's time from capture to sending, in tenths of a millisecond; 0 is unknown.
    pub latency: u16,
    /// Frames missing between the unit delivered before and this one.
    pub lost: Option<FrameRange>,
    /// Arrival of its first datagram.
    pub first_arrival: Micros,
    /// Arrival of the datagram that completed it.
    pub completed: Micros,
    /// The bytes, Annex B; zeros may follow the last NAL unit.
    pub bytes: &'a [u8],
}

/// Puts the frames of one stream together.
pub struct Reassembler {
    config: ReassemblerConfig,
    slots: [FrameSlot; WINDOW],
    /// Frame that would be delivered next; frames before it are history.
    next: FrameId,
    unit: Vec<u8>,
    stats: ReassemblyStats,
}

impl Reassembler {
    /// A reassembler that expects frame 1. Reserves memory for `WINDOW` frames of the largest
    /// size; pages that no frame reaches are never touched.
    pub fn new(config: ReassemblerConfig) -> Reassembler {
        let shard = video::RTP_LEN + usize::from(config.packet_size);
        let slots = std::array::from_fn(|_| FrameSlot::new(shard));
        let unit = Vec::with_capacity(MAX_FRAME_SHARDS * shard);
        let stats = ReassemblyStats::default();
        Reassembler { config, slots, next: FrameId(1), unit, stats }
    }

    /// Longest datagram of the stream, in bytes.
    pub fn datagram_len(&self) -> usize {
        let seal = if self.config.key.is_some() { video::SEAL_LEN } else { 0 };
        seal + video::RTP_LEN + usize::from(self.config.packet_size)
    }

    /// Counters since the start.
    pub fn stats(&self) -> ReassemblyStats {
        self.stats
    }

    /// Takes one datagram, decrypting it in place. Returns the access unit that it completed.
    ///
    /// # Errors
    /// [`VideoError`] for a datagram that is not of this stream; nothing changed but a counter.
    pub fn datagram(
        &mut self,
        datagram: &mut [u8],
        now: Micros,
    ) -> Result<Option<AccessUnit<'_>>, VideoError> {
        self.stats.datagrams += 1;
        let checked = self.open(datagram);
        let (place, shard) = match checked {
            Ok(checked) => checked,
            Err(error) => {
                self.stats.refused += 1;
                return Err(error);
            }
        };
        let age = place.frame.0.wrapping_sub(self.next.0);
        if age >= 1 << 31 {
            self.stats.late += 1;
            return Ok(None);
        }
        let slot = &mut self.slots[place.frame.0 as usize % WINDOW];
        if !slot.claim(place.frame, now) {
            self.stats.late += 1;
            return Ok(None);
        }
        match slot.insert(&place, shard) {
            frame::Inserted::Refused => {
                self.stats.refused += 1;
                return Err(VideoError::OutsideBlock {
                    index: place.index,
                    data: place.shape.data,
                    parity: place.shape.parity,
                });
            }
            frame::Inserted::Duplicate => self.stats.late += 1,
            frame::Inserted::Kept => {}
        }
        Ok(self.deliver(place.frame, now))
    }

    /// Decrypts if the stream is encrypted, checks the length and the header.
    fn open<'a>(&self, datagram: &'a mut [u8]) -> Result<(ShardPlace, &'a mut [u8]), VideoError> {
        let len = datagram.len();
        if len > self.datagram_len() {
            return Err(VideoError::Length(len));
        }
        let plain = match &self.config.key {
            Some(key) => video::open(key, datagram)?,
            None => datagram,
        };
        let place = video::parse_header(plain)?;
        let full = plain.len() == video::RTP_LEN + usize::from(self.config.packet_size);
        // Only the last data shard of a block may be cut short.
        if !full && (plain.len() <= video::HEADER_LEN || place.index + 1 != place.shape.data) {
            return Err(VideoError::Length(len));
        }
        Ok((place, plain))
    }

    /// Hands out `frame` if it is complete, giving up what is older.
    fn deliver(&mut self, frame: FrameId, now: Micros) -> Option<AccessUnit<'_>> {
        let slot = &mut self.slots[frame.0 as usize % WINDOW];
        let repaired = slot.complete()?;
        self.stats.repaired += repaired;
        self.unit.clear();
        slot.append_payload(&mut self.unit);
        let first_arrival = slot.first_arrival();
        slot.retire();
        let header = FrameHeader::parse(&self.unit);
        let gap = frame.0.wrapping_sub(self.next.0);
        let lost = (gap > 0)
            .then(|| FrameRange { first: self.next, last: FrameId(frame.0.wrapping_sub(1)) });
        self.stats.lost += u64::from(gap);
        self.next = frame.next();
        let Some(header) = header else {
            // Whole, but with a frame header that no host of ours writes.
            self.stats.refused += 1;
            return None;
        };
        self.stats.frames += 1;
        Some(AccessUnit {
            frame,
            frame_type: header.frame_type,
            latency: header.latency,
            lost,
            first_arrival,
            completed: now,
            bytes: &self.unit[video::FRAME_HEADER_LEN..],
        })
    }
}

#[cfg(test)]
mod tests;
