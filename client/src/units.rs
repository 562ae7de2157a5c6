//! The ring of access units between the receive thread and the decode thread.
//!
//! Bounded, and all memory is reserved at the start: a unit is copied into a free buffer, and
//! when none is free the decoder is too slow and the unit is dropped. The reader gives a buffer
//! back by dropping its [`Lease`].

use std::ops::Deref;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use lumen_core::framing::FrameType;
use lumen_core::reassemble::AccessUnit;
use lumen_core::units::{FrameId, Micros, Span};

/// One access unit with what is known of it.
#[derive(Debug)]
pub(crate) struct Unit {
    pub frame: FrameId,
    pub key: bool,
    /// The host's own time on the frame; zero is unknown.
    pub latency: Span,
    pub first_arrival: Micros,
    pub completed: Micros,
    /// Annex B; zeros may follow the last NAL unit.
    pub bytes: Vec<u8>,
}

impl Unit {
    fn with_capacity(capacity: usize) -> Unit {
        Unit {
            frame: FrameId(0),
            key: false,
            latency: Span(0),
            first_arrival: Micros(0),
            completed: Micros(0),
            bytes: Vec::with_capacity(capacity),
        }
    }

    fn fill(&mut self, unit: &AccessUnit<'_>) {
        self.frame = unit.frame;
        self.key = unit.frame_type == FrameType::Idr;
        self.latency = unit.latency;
        self.first_arrival = unit.first_arrival;
        self.completed = unit.completed;
        self.bytes.clear();
        self.bytes.extend_from_slice(unit.bytes);
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

/// A unit on loan.
pub(crate) struct Lease<'a> {
    unit: Option<Unit>,
    home: &'a SyncSender<Unit>,
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
    /// Copies `unit` into the ring. False when the ring is full; never waits.
    pub fn offer(&self, unit: &AccessUnit<'_>) -> bool {
        let Ok(mut free) = self.free.try_recv() else { return false };
        free.fill(unit);
        self.full.try_send(free).is_ok()
    }
}

impl UnitReader {
    /// Waits for the next unit; `None` when the writer is gone and nothing is left.
    pub fn next(&self) -> Option<Lease<'_>> {
        let unit = self.full.recv().ok()?;
        Some(Lease { unit: Some(unit), home: &self.home })
    }
}

impl Deref for Lease<'_> {
    type Target = Unit;

    fn deref(&self) -> &Unit {
        const GONE: &Unit = &Unit {
            frame: FrameId(0),
            key: false,
            latency: Span(0),
            first_arrival: Micros(0),
            completed: Micros(0),
            bytes: Vec::new(),
        };
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

    fn unit(frame: u32, bytes: &[u8]) -> AccessUnit<'_> {
        AccessUnit {
            frame: FrameId(frame),
            frame_type: FrameType::Idr,
            captured: None,
            latency: Span(700),
            lost: None,
            first_arrival: Micros(1),
            completed: Micros(2),
            bytes,
            handed: 0,
        }
    }

    #[test]
    fn units_come_out_as_they_went_in() {
        let (writer, reader) = ring(2, 16);
        assert!(writer.offer(&unit(1, b"one")) && writer.offer(&unit(2, b"two")));
        drop(writer);
        let first = reader.next().unwrap();
        assert_eq!((first.frame, first.bytes.as_slice()), (FrameId(1), b"one".as_slice()));
        drop(first);
        assert_eq!(reader.next().unwrap().frame, FrameId(2));
        assert!(reader.next().is_none());
    }

    #[test]
    fn a_full_ring_refuses_until_a_lease_comes_back() {
        let (writer, reader) = ring(2, 16);
        assert!(writer.offer(&unit(1, b"1")) && writer.offer(&unit(2, b"2")));
        assert!(!writer.offer(&unit(3, b"3")));
        let lease = reader.next().unwrap();
        assert!(!writer.offer(&unit(3, b"3")), "still on loan");
        drop(lease);
        assert!(writer.offer(&unit(3, b"3")));
    }

    #[test]
    fn buffers_are_reused() {
        let (writer, reader) = ring(1, 16);
        writer.offer(&unit(1, b"1"));
        let address = reader.next().unwrap().bytes.as_ptr();
        writer.offer(&unit(2, b"sixteen bytes..."));
        assert_eq!(reader.next().unwrap().bytes.as_ptr(), address);
    }
}
