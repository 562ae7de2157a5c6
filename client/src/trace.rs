//! Frame records as JSON lines, for `bench` and whoever asks where time goes.
//!
//! The decode thread leaves records in a bounded queue and never waits for the file; a thread of
//! its own writes them. A full queue drops the record, not the frame. The lines join with those
//! of the host by `frame`.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use crate::error::at_path;
use crate::{ClientError, FrameRecord};

/// Records that may wait to be written.
const DEPTH: usize = 256;

/// Takes records. The writer ends when this is dropped.
pub struct Tracer(SyncSender<FrameRecord>);

impl Tracer {
    /// Starts the writer of `path`. Join the thread after the tracer is gone.
    ///
    /// # Errors
    /// `Store` when the file cannot be made, `Start` when there is no thread.
    pub fn open(path: &Path) -> Result<(Tracer, JoinHandle<()>), ClientError> {
        let file = BufWriter::new(File::create(path).map_err(at_path(path))?);
        let (sender, records) = sync_channel(DEPTH);
        let writer = thread::Builder::new().name("lumen-trace".into());
        let thread = writer.spawn(move || write(file, records));
        let thread =
            thread.map_err(|source| ClientError::Start { what: "trace thread", source })?;
        Ok((Tracer(sender), thread))
    }

    /// Leaves one record. Never waits.
    pub fn record(&self, record: &FrameRecord) {
        let _ = self.0.try_send(*record);
    }
}

fn write(mut file: BufWriter<File>, records: Receiver<FrameRecord>) {
    while let Ok(record) = records.recv() {
        let line = serde_json::to_vec(&record).unwrap_or_default();
        let written = file.write_all(&line).and_then(|()| file.write_all(b"\n"));
        // Flushed line by line: whoever reads along wants whole lines now.
        if written.and_then(|()| file.flush()).is_err() {
            tracing::warn!("frame trace cannot be written any more");
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_becomes_a_line() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("trace.jsonl");
        let (tracer, writer) = Tracer::open(&path).unwrap();
        for frame in 1..=2 {
            tracer.record(&FrameRecord { frame, completed: 90, ..FrameRecord::default() });
        }
        drop(tracer);
        writer.join().unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
        let lines: Vec<serde_json::Value> = lines.collect();
        assert_eq!(
            (lines.len(), &lines[1]["frame"], &lines[1]["completed"]),
            (2, &2.into(), &90.into())
        );
    }
}
