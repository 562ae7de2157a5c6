//! Access units to pictures, on a thread of its own, and where each frame was when.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use lumen_core::units::{FrameId, Micros};
use lumen_gpu::convert::ColourSpec;
use lumen_gpu::decode::{Decode, Decoded};
use lumen_transport::clock;
use lumen_transport::ring::{Mail, Mailbox};
use serde::Serialize;

use crate::picture::Picture;
use crate::state::Shared;
use crate::units::{Unit, UnitReader};

/// One frame's way through the client; times in microseconds of the monotonic clock.
#[derive(Clone, Copy, Debug, Default, Serialize, PartialEq, Eq)]
pub struct FrameRecord {
    /// Number of the frame on the wire.
    pub frame: u32,
    /// Key frame.
    pub key: bool,
    /// Coded bytes, padding of the last datagram included.
    pub bytes: u64,
    /// First datagram received.
    pub first_arrival: u64,
    /// Last datagram received that was needed.
    pub completed: u64,
    /// Given to the decoder.
    pub submitted: u64,
    /// Out of the decoder.
    pub decoded: u64,
    /// The host's own time on the frame as it says, in microseconds; 0 is unknown.
    pub host_latency: u64,
    /// Captured by the host, on this machine's clock; 0 is unknown.
    pub captured: u64,
    /// By how much `captured` may be off.
    pub captured_error: u64,
}

impl FrameRecord {
    /// The record of a unit that is about to be decoded.
    pub fn begin(unit: &Unit, submitted: Micros) -> FrameRecord {
        FrameRecord {
            captured: unit.captured.map_or(0, |captured| captured.at.0),
            captured_error: unit.captured.map_or(0, |captured| captured.error.0),
            frame: unit.frame.0,
            key: unit.key,
            bytes: unit.bytes.len() as u64,
            first_arrival: unit.first_arrival.0,
            completed: unit.completed.0,
            submitted: submitted.0,
            decoded: 0,
            host_latency: unit.latency.0,
        }
    }
}

/// Sees every frame. Called on the decode thread, which waits for it: be quick.
pub trait Observe: Send {
    /// The decoder is about to get this access unit (Annex B; zeros may follow its last NAL).
    fn unit(&mut self, frame: FrameId, bytes: &[u8]);

    /// This picture was decoded.
    fn picture(&mut self, picture: &Decoded<'_>, record: &FrameRecord);
}

/// Sees nothing.
pub struct Unobserved;

impl Observe for Unobserved {
    fn unit(&mut self, _frame: FrameId, _bytes: &[u8]) {}

    fn picture(&mut self, _picture: &Decoded<'_>, _record: &FrameRecord) {}
}

/// Both see everything, the first one first.
impl<A: Observe, B: Observe> Observe for (A, B) {
    fn unit(&mut self, frame: FrameId, bytes: &[u8]) {
        self.0.unit(frame, bytes);
        self.1.unit(frame, bytes);
    }

    fn picture(&mut self, picture: &Decoded<'_>, record: &FrameRecord) {
        self.0.picture(picture, record);
        self.1.picture(picture, record);
    }
}

/// Frames that the decoder refused, for the receive thread.
#[derive(Default)]
pub(crate) struct Faults {
    /// The newest one; 0 is none, since frames count from 1.
    frame: AtomicU32,
}

impl Faults {
    fn report(&self, frame: FrameId) {
        self.frame.store(frame.0, Ordering::Release);
    }

    /// The newest frame refused since the last call.
    pub fn take(&self) -> Option<FrameId> {
        let frame = self.frame.swap(0, Ordering::AcqRel);
        (frame != 0).then_some(FrameId(frame))
    }
}

/// Copies of pictures for whoever asks. Costs nothing while nobody does.
pub(crate) struct Snapshots {
    wanted: AtomicBool,
    taken: Arc<Mailbox<Picture>>,
    colour: ColourSpec,
}

impl Snapshots {
    pub fn new(colour: ColourSpec) -> Arc<Snapshots> {
        Arc::new(Snapshots { wanted: AtomicBool::new(false), taken: Mailbox::new(), colour })
    }

    /// Asks for the next picture.
    pub fn want(&self) {
        self.wanted.store(true, Ordering::Release);
    }

    /// Waits for the picture asked for.
    pub fn take(&self, until: Micros) -> Option<Picture> {
        match self.taken.take(Some(until)) {
            Mail::Value(picture) => Some(picture),
            Mail::Woken | Mail::TimedOut | Mail::Closed => None,
        }
    }

    fn serve(&self, picture: &Decoded<'_>) {
        if self.wanted.swap(false, Ordering::AcqRel) {
            self.taken.put(Picture::of(picture, self.colour));
        }
    }
}

/// Nobody waits for pictures of a thread that has ended.
struct CloseOnDrop<'a>(&'a Snapshots);

impl Drop for CloseOnDrop<'_> {
    fn drop(&mut self) {
        self.0.taken.close();
    }
}

/// What the decode thread works with.
pub(crate) struct DecodeThread {
    pub decoder: Box<dyn Decode>,
    pub units: UnitReader,
    pub faults: Arc<Faults>,
    pub snapshots: Arc<Snapshots>,
    pub observer: Box<dyn Observe>,
}

impl DecodeThread {
    /// The loop of the decode thread. Returns when the receive thread has ended.
    pub fn run(self, shared: &Shared) {
        let DecodeThread { mut decoder, units, faults, snapshots, mut observer } = self;
        let _closing = CloseOnDrop(&snapshots);
        // After a refused frame those that build on it would be refused too, one by one.
        let mut waits_for_key = true;
        while let Some(unit) = units.next() {
            if waits_for_key && !unit.key {
                shared.counters.withheld.add(1);
                continue;
            }
            observer.unit(unit.frame, &unit.bytes);
            let mut record = FrameRecord::begin(&unit, clock::now());
            match decoder.decode(&unit.bytes) {
                Ok(Some(picture)) => {
                    record.decoded = clock::now().0;
                    waits_for_key = false;
                    count(shared, unit.key);
                    snapshots.serve(&picture);
                    observer.picture(&picture, &record);
                }
                Ok(None) => waits_for_key = false,
                Err(error) => {
                    tracing::debug!(frame = unit.frame.0, %error, "undecodable frame");
                    waits_for_key = true;
                    shared.counters.undecodable.add(1);
                    faults.report(unit.frame);
                }
            }
        }
    }
}

fn count(shared: &Shared, key: bool) {
    shared.counters.decoded.add(1);
    if key {
        shared.counters.key_frames.add(1);
    }
}
