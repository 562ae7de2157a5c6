//! Where each frame was when: stamps for `bench`, the demo and whoever asks where time goes.
//!
//! The stream thread leaves one [`FrameTrace`] per frame in a bounded queue and never waits for
//! it; a thread of its own writes them as JSON lines. A full queue drops the stamp, not the frame.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use lumen_core::units::{FrameId, Micros};
use serde::{Deserialize, Serialize};

/// Frames that may wait to be written.
const DEPTH: usize = 256;

/// One frame's way through the host; times in microseconds of the monotonic clock.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct FrameTrace {
    /// Number of the frame on the wire.
    pub frame: u32,
    /// The picture was sent before: a repeat or a key frame of a still screen.
    pub repeated: bool,
    /// Key frame.
    pub key: bool,
    /// Picture complete, by the compositor's or our clock.
    pub captured: u64,
    /// Taken over by the stream thread.
    pub taken: u64,
    /// Converted to the encoder's format.
    pub converted: u64,
    /// First slice out of the encoder.
    pub first_slice: u64,
    /// Last slice out of the encoder.
    pub last_slice: u64,
    /// First datagrams ready to be handed to the kernel.
    #[serde(default)]
    pub first_ready: u64,
    /// First datagrams handed to the kernel.
    pub first_sent: u64,
    /// Last datagrams handed to the kernel.
    pub last_sent: u64,
    /// Time spent on packetizing, FEC and sealing, all slices together.
    pub packetize: u64,
    /// Coded bytes.
    pub bytes: u64,
    /// Datagrams, parity included.
    pub datagrams: u32,
    /// Slices.
    pub slices: u32,
    /// FEC blocks.
    pub blocks: u32,
}

impl FrameTrace {
    /// The stamps of a frame that was just taken over.
    pub fn begin(frame: FrameId, captured: Micros, taken: Micros) -> FrameTrace {
        let FrameId(frame) = frame;
        FrameTrace { frame, captured: captured.0, taken: taken.0, ..FrameTrace::default() }
    }
}

/// Work of the stream thread that no part of its own does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Converting a frame.
    Convert,
    /// Cutting, protecting and sealing a slice.
    Packetize,
}

/// Takes stamps. Cloned for each stream; the writer ends when the last clone is gone.
#[derive(Clone)]
pub struct Tracer {
    lines: SyncSender<FrameTrace>,
    before: Option<fn(Work)>,
}

impl Tracer {
    /// Calls `before` on the stream thread when work begins that is timed: what it takes is seen in
    /// the stamps as if the work took it. For tests of the stamps.
    pub fn calling(self, before: fn(Work)) -> Tracer {
        Tracer { before: Some(before), ..self }
    }

    /// Work begins.
    pub(super) fn before(&self, work: Work) {
        if let Some(before) = self.before {
            before(work);
        }
    }

    /// Leaves one frame's stamps. Never waits.
    pub fn record(&self, trace: FrameTrace) {
        let _ = self.lines.try_send(trace);
    }
}

/// Starts the writer of `path`.
///
/// # Errors
/// What the system says about the file or the thread.
pub fn open(path: &Path) -> io::Result<(Tracer, JoinHandle<()>)> {
    let file = BufWriter::new(File::create(path)?);
    let (sender, receiver) = sync_channel(DEPTH);
    let thread =
        thread::Builder::new().name("trace".into()).spawn(move || write(file, receiver))?;
    Ok((Tracer { lines: sender, before: None }, thread))
}

fn write(mut file: BufWriter<File>, traces: Receiver<FrameTrace>) {
    while let Ok(trace) = traces.recv() {
        let line = serde_json::to_vec(&trace).unwrap_or_default();
        // Flushed line by line: whoever reads along wants whole lines now.
        if file.write_all(&line).and_then(|()| file.write_all(b"\n")).is_err()
            || file.flush().is_err()
        {
            tracing::warn!("frame trace cannot be written any more");
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_frame_becomes_a_line() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("trace.jsonl");
        let (tracer, writer) = open(&path).unwrap();
        tracer.record(FrameTrace::begin(FrameId(1), Micros(5), Micros(9)));
        tracer.record(FrameTrace::begin(FrameId(2), Micros(50), Micros(90)));
        drop(tracer);
        writer.join().unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        let frames: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((frames.len(), &frames[1]["taken"]), (2, &serde_json::json!(90)));
    }
}
