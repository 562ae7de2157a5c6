//! The ring of access units between the receive thread and the decode thread.
//!
//! Bounded, and all memory is reserved at the start: a unit is copied into a free buffer, and
//! when none is free the decoder is too slow and the unit is dropped. The reader gives a buffer
//! back by dropping its [`Lease`].

use std::ops::Deref;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};

use lumen_core::framing::FrameType;
use lumen_core::reassemble::AccessUnit;
use lumen_core::units::{FrameId, Micros, Span};

/// When a frame was captured, on this machine's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Captured {
    /// The time.
    pub at: Micros,
    /// It is off by no more than this.
    pub error: Span,
}

/// What is known of an access unit, or of a slice of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitInfo {
    /// Number of the frame.
    pub frame: FrameId,
    /// Key frame, with parameter sets.
    pub key: bool,
    /// Number of the tile whose picture it is; 0 if there is only one.
    pub tile: u8,
    /// Number of the plan that it belongs to: 0 for the first, one more with each change.
    pub plan: u32,
    /// The access unit begins here.
    pub first: bool,
    /// The access unit ends here.
    pub last: bool,
    /// When it was captured, if the host's clock is known.
    pub captured: Option<Captured>,
    /// The host's own time on the frame; zero is unknown.
    pub latency: Span,
    /// Its first datagram was received.
    pub first_arrival: Micros,
    /// The last datagram that was needed was received.
    pub completed: Micros,
}

impl UnitInfo {
    /// What a framing without tiles, plans and clock says of a whole unit.
    pub(crate) fn of(unit: &AccessUnit<'_>) -> UnitInfo {
        UnitInfo {
            frame: unit.frame,
            key: unit.frame_type == FrameType::Idr,
            tile: 0,
            plan: 0,
            first: true,
            last: true,
            captured: None,
            latency: unit.latency,
            first_arrival: unit.first_arrival,
            completed: unit.completed,
        }
    }

    /// Of a buffer that holds nothing.
    pub(crate) const NONE: UnitInfo = UnitInfo {
        frame: FrameId(0),
        key: false,
        tile: 0,
        plan: 0,
        first: true,
        last: true,
        captured: None,
        latency: Span(0),
        first_arrival: Micros(0),
        completed: Micros(0),
    };
}

/// One access unit, or a slice of one.
#[derive(Debug)]
pub struct Unit {
    info: UnitInfo,
    pub(crate) bytes: Vec<u8>,
}

impl Unit {
    fn with_capacity(capacity: usize) -> Unit {
        Unit { info: UnitInfo::NONE, bytes: Vec::with_capacity(capacity) }
    }

    /// What is known of it.
    pub fn info(&self) -> &UnitInfo {
        &self.info
    }

    /// Annex B; zeros may follow the last NAL unit.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Deref for Unit {
    type Target = UnitInfo;

    fn deref(&self) -> &UnitInfo {
        &self.info
    }
}

/// The receive thread's end. Dropping it ends the reader once the ring is empty.
pub(crate) struct UnitWriter {
    free: Receiver<Unit>,
    full: SyncSender<Unit>,
}

/// The decode thread's end.
pub(crate) struct UnitReader {
    full: Receiver<Unit>,
    home: SyncSender<Unit>,
}

/// A unit on loan. Its memory goes back when this is dropped.
pub struct Lease<'a> {
    unit: Option<Unit>,
    home: &'a SyncSender<Unit>,
}

/// What waiting for a unit brought.
pub(crate) enum Taken {
    Unit(Unit),
    TimedOut,
    /// The writer is gone and nothing is left.
    Closed,
}

/// A ring of `depth` units of up to `capacity` bytes.
pub(crate) fn ring(depth: usize, capacity: usize) -> (UnitWriter, UnitReader) {
    let (home, free) = sync_channel(depth);
    for _ in 0..depth {
        // A channel as deep as the ring cannot be full.
        let _ = home.try_send(Unit::with_capacity(capacity));
    }
    let (sender, full) = sync_channel(depth);
    (UnitWriter { free, full: sender }, UnitReader { full, home })
}

impl UnitWriter {
    /// Copies a unit into the ring. False when the ring is full; never waits.
    pub fn offer(&self, info: UnitInfo, bytes: &[u8]) -> bool {
        let Ok(mut free) = self.free.try_recv() else { return false };
        free.info = info;
        free.bytes.clear();
        free.bytes.extend_from_slice(bytes);
        self.full.try_send(free).is_ok()
    }
}

impl UnitReader {
    /// Waits for the next unit; `None` when the writer is gone and nothing is left.
    pub fn next(&self) -> Option<Lease<'_>> {
        let unit = self.full.recv().ok()?;
        Some(Lease { unit: Some(unit), home: &self.home })
    }

    /// Waits for the next unit, at most for `within`. Give it back to where [`UnitReader::home`]
    /// says.
    pub fn take(&self, within: Span) -> Taken {
        match self.full.recv_timeout(within.into()) {
            Ok(unit) => Taken::Unit(unit),
            Err(RecvTimeoutError::Timeout) => Taken::TimedOut,
            Err(RecvTimeoutError::Disconnected) => Taken::Closed,
        }
    }

    /// Where units are given back.
    pub fn home(&self) -> SyncSender<Unit> {
        self.home.clone()
    }
}

impl<'a> Lease<'a> {
    /// A loan of `unit`, to be given back at `home`.
    pub(crate) fn new(unit: Unit, home: &'a SyncSender<Unit>) -> Lease<'a> {
        Lease { unit: Some(unit), home }
    }
}

impl Deref for Lease<'_> {
    type Target = Unit;

    fn deref(&self) -> &Unit {
        const GONE: &Unit = &Unit { info: UnitInfo::NONE, bytes: Vec::new() };
        // It is there until the lease is dropped.
        self.unit.as_ref().unwrap_or(GONE)
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let _ = self.unit.take().map(|unit| self.home.try_send(unit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(writer: &UnitWriter, frame: u32, bytes: &[u8]) -> bool {
        writer.offer(UnitInfo { frame: FrameId(frame), ..UnitInfo::NONE }, bytes)
    }

    #[test]
    fn units_come_out_as_they_went_in() {
        let (writer, reader) = ring(2, 16);
        assert!(offer(&writer, 1, b"one") && offer(&writer, 2, b"two"));
        drop(writer);
        let first = reader.next().unwrap();
        assert_eq!((first.frame, first.bytes.as_slice()), (FrameId(1), b"one".as_slice()));
        drop(first);
        assert_eq!(reader.next().unwrap().frame, FrameId(2));
        assert!(matches!(reader.take(Span(0)), Taken::Closed));
        assert!(reader.next().is_none());
    }

    #[test]
    fn a_full_ring_refuses_until_a_lease_comes_back() {
        let (writer, reader) = ring(2, 16);
        assert!(offer(&writer, 1, b"1") && offer(&writer, 2, b"2"));
        assert!(!offer(&writer, 3, b"3"));
        let lease = reader.next().unwrap();
        assert!(!offer(&writer, 3, b"3"), "still on loan");
        drop(lease);
        assert!(offer(&writer, 3, b"3"));
    }

    #[test]
    fn buffers_are_reused() {
        let (writer, reader) = ring(1, 16);
        offer(&writer, 1, b"1");
        let address = reader.next().unwrap().bytes.as_ptr();
        offer(&writer, 2, b"sixteen bytes...");
        assert_eq!(reader.next().unwrap().bytes.as_ptr(), address);
    }
}
