//! Access units to pictures, on a thread of its own, and where each frame was when.
//!
//! | module | is |
//! |---|---|
//! | `choice` | which decoder a stream gets, and which one after it |
//! | `run` | the loop of the decode thread, over either protocol |
//! | `tiles` | the decoders of all tiles at work |
//! | `mosaic` | the pictures of tiles put together |
//! | `snapshots` | copies of pictures for whoever asks |

mod choice;
mod mosaic;
mod run;
mod snapshots;
mod tiles;

use std::sync::atomic::{AtomicU32, Ordering};

use lumen_core::units::{FrameId, Micros};
use lumen_gpu::decode::Decoded;
use serde::Serialize;

use crate::units::Unit;

pub(crate) use choice::Opener;
pub use choice::{Decoder, DecoderChoice, Hardware, OpenDecoder};
pub(crate) use run::{DecodeThread, Layout, Source};
pub(crate) use snapshots::Snapshots;

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

    /// The record of a frame whose tiles have these two: from the first datagram of either to the
    /// decoder's last picture, which is `last`'s.
    fn join(self, last: FrameRecord) -> FrameRecord {
        FrameRecord {
            key: self.key || last.key,
            bytes: self.bytes + last.bytes,
            first_arrival: self.first_arrival.min(last.first_arrival),
            completed: self.completed.max(last.completed),
            submitted: last.submitted,
            decoded: last.decoded,
            ..self
        }
    }
}

/// Sees every frame. Called on the decode thread, which waits for it: be quick.
pub trait Observe: Send {
    /// The decoder is about to get this access unit (Annex B; zeros may follow its last NAL). Each
    /// tile of a frame has one.
    fn unit(&mut self, frame: FrameId, bytes: &[u8]);

    /// This picture was decoded; the tiles of a frame are one picture.
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
    /// The decoder refused this one.
    pub fn report(&self, frame: FrameId) {
        self.frame.store(frame.0, Ordering::Release);
    }

    /// The newest frame refused since the last call.
    pub fn take(&self) -> Option<FrameId> {
        let frame = self.frame.swap(0, Ordering::AcqRel);
        (frame != 0).then_some(FrameId(frame))
    }
}
