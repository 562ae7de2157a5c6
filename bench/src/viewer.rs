//! Decodes a `lumen/1` session on a thread, as the reference client does, for tests and the demo.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::{io, thread};

use lumen_client::{ClientError, FrameRecord, NativeSession, Observe, Picture, StreamStats, Unit};
use lumen_core::units::Span;
use lumen_gpu::GpuError;
use lumen_gpu::convert::ColourSpec;
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_transport::clock;

/// How often the viewer looks whether it is still wanted.
const LOOK_UP: Span = Span::from_millis(50);

/// Why nothing can be viewed.
#[derive(Debug, thiserror::Error)]
pub enum ViewerError {
    /// No decoder.
    #[error(transparent)]
    Decoder(#[from] GpuError),
    /// No thread.
    #[error("start the viewer: {0}")]
    Thread(#[from] io::Error),
    /// The viewer panicked.
    #[error("the viewer panicked")]
    Panicked,
}

/// A session whose pictures are decoded as they come.
pub struct Viewer {
    session: Arc<NativeSession>,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<(StreamStats, Option<Picture>)>,
}

impl Viewer {
    /// Decodes until the session ends or [`Viewer::finish`]; `observer` sees every picture.
    ///
    /// # Errors
    /// [`ViewerError`].
    pub fn start(
        session: NativeSession,
        observer: Box<dyn Observe>,
        colour: ColourSpec,
    ) -> Result<Viewer, ViewerError> {
        let (session, stop) = (Arc::new(session), Arc::new(AtomicBool::new(false)));
        let decoder = SoftwareDecoder::open()?;
        let view = View { decoder, observer, colour, key_seen: false, decoded: 0, last: None };
        let (seen, stopped) = (Arc::clone(&session), Arc::clone(&stop));
        let run = move || view.run(&seen, &stopped);
        let thread = thread::Builder::new().name("viewer".into()).spawn(run)?;
        Ok(Viewer { session, stop, thread })
    }

    /// The session, to steer it.
    pub fn session(&self) -> Arc<NativeSession> {
        Arc::clone(&self.session)
    }

    /// Leaves the host. The session's counters, and the last picture.
    ///
    /// # Errors
    /// `Panicked`.
    pub fn finish(self) -> Result<(StreamStats, Option<Picture>), ViewerError> {
        self.stop.store(true, Ordering::Relaxed);
        let seen = self.thread.join().map_err(|_| ViewerError::Panicked)?;
        self.session.leave();
        Ok(seen)
    }
}

struct View {
    decoder: SoftwareDecoder,
    observer: Box<dyn Observe>,
    colour: ColourSpec,
    key_seen: bool,
    decoded: u64,
    last: Option<Picture>,
}

impl View {
    fn run(mut self, session: &NativeSession, stop: &AtomicBool) -> (StreamStats, Option<Picture>) {
        while !stop.load(Ordering::Relaxed) {
            match session.next_unit(LOOK_UP) {
                Ok(Some(unit)) => self.unit(session, &unit, false),
                Ok(None) => {}
                Err(ClientError::Ended(_)) => break,
                Err(error) => unreachable!("{error}"),
            }
        }
        // The picture to keep: copying each would cost more than decoding it.
        let _ = session.request_key_frame();
        for _ in 0..40 {
            let Ok(Some(unit)) = session.next_unit(LOOK_UP) else { continue };
            self.unit(session, &unit, true);
            if self.last.is_some() {
                break;
            }
        }
        (StreamStats { decoded: self.decoded, ..session.stats() }, self.last)
    }

    fn unit(&mut self, session: &NativeSession, unit: &Unit, keep: bool) {
        self.key_seen |= unit.key;
        if !self.key_seen {
            return;
        }
        self.observer.unit(unit.frame, unit.bytes());
        let mut record = FrameRecord::begin(unit, clock::now());
        match self.decoder.decode(unit.bytes()) {
            Ok(Some(picture)) => {
                record.decoded = clock::now().0;
                self.decoded += 1;
                self.observer.picture(&picture, &record);
                if keep {
                    self.last = Some(Picture::of(&picture, self.colour));
                }
            }
            Ok(None) => {}
            Err(_) => {
                self.key_seen = false;
                let _ = session.request_key_frame();
            }
        }
    }
}
