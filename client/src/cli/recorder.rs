//! What `connect` keeps of a stream: its coded form, its trace, a record of each frame.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use anyhow::{Context, anyhow};
use lumen_client::trace::Tracer;
use lumen_client::{FrameRecord, Observe};
use lumen_core::units::FrameId;
use lumen_gpu::decode::Decoded;

/// The decode thread's part.
pub struct Recorder {
    dump: Option<Dump>,
    tracer: Option<Tracer>,
    records: Sender<FrameRecord>,
}

/// What is left when the stream is over.
pub struct Results {
    records: Receiver<FrameRecord>,
    writer: Option<JoinHandle<()>>,
}

impl Recorder {
    /// Opens the files asked for.
    pub fn open(dump: Option<&Path>, trace: Option<&Path>) -> anyhow::Result<(Recorder, Results)> {
        let dump = dump.map(Dump::create).transpose()?;
        let (tracer, writer) = trace.map(Tracer::open).transpose()?.unzip();
        let (records, kept) = channel();
        Ok((Recorder { dump, tracer, records }, Results { records: kept, writer }))
    }
}

impl Observe for Recorder {
    fn unit(&mut self, _frame: FrameId, bytes: &[u8]) {
        if let Some(dump) = &mut self.dump {
            dump.write(bytes);
        }
    }

    fn picture(&mut self, _picture: &Decoded<'_>, record: &FrameRecord) {
        if let Some(tracer) = &self.tracer {
            tracer.record(record);
        }
        // The other end is there until the stream is over.
        let _ = self.records.send(*record);
    }
}

impl Results {
    /// The records of all pictures. Call after the session is gone.
    pub fn finish(self) -> anyhow::Result<Vec<FrameRecord>> {
        if let Some(writer) = self.writer {
            writer.join().map_err(|_| anyhow!("the trace is incomplete"))?;
        }
        Ok(self.records.try_iter().collect())
    }
}

/// The video as a file.
struct Dump {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Dump {
    fn create(path: &Path) -> anyhow::Result<Dump> {
        let file = File::create(path).with_context(|| path.display().to_string())?;
        Ok(Dump { path: path.to_owned(), file: Some(BufWriter::new(file)) })
    }

    /// A file that cannot be written is given up, the stream goes on.
    fn write(&mut self, unit: &[u8]) {
        let Some(file) = &mut self.file else { return };
        if let Err(error) = file.write_all(unit) {
            tracing::warn!(path = %self.path.display(), %error, "video is not written any more");
            self.file = None;
        }
    }
}
