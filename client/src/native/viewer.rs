//! A session that is decoded and played here, on threads of its own: what a window shows.

use std::cell::Cell;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use lumen_core::native::message::format::Codec;
use lumen_core::native::message::value::{MAX_TILES, Tile};
use lumen_core::recovery::Ask;
use lumen_core::recovery::client::RequestPolicy;
use lumen_core::units::{Micros, Mode, Span};
use lumen_gpu::convert::ColourSpec;
use lumen_transport::clock;

use super::options::{Delivery, NativeOptions};
use super::session::NativeSession;
use super::sound::Sound;
use crate::audio::SoundOutput;
use crate::decode::{DecodeThread, Decoder, Layout, Opener, Snapshots, Source};
use crate::state::{Alive, Counters};
use crate::units::{Lease, UnitInfo};
use crate::{Client, ClientError, End, HostAddress, Observe, Picture, StreamStats};

/// Longest wait for one unit; the end of the session ends it sooner.
const LOOK_UP: Span = Span::from_secs(1);

/// How a session is shown and played.
#[derive(Clone, Debug, Default)]
pub struct Viewing {
    /// Colour of the stream, for copies of pictures.
    pub colour: ColourSpec,
    /// What becomes of the sound.
    pub sound: SoundOutput,
    /// What makes pictures.
    pub decoder: Decoder,
}

/// A running `lumen/1` session whose pictures an observer sees and whose sound is played. Dropping
/// it leaves the host and waits for the threads.
pub struct NativeViewer {
    session: Arc<NativeSession>,
    snapshots: Arc<Snapshots>,
    /// As was asked for.
    mode: Mode,
    threads: Vec<JoinHandle<()>>,
}

impl Client {
    /// Asks a host for a session over `lumen/1`, decodes it and plays its sound. `observer` sees
    /// every picture on the decode thread. Units are delivered whole, whatever `options` say.
    ///
    /// # Errors
    /// Those of [`Client::connect_native`]; `Gpu` without a decoder; `Sound`; `Start`.
    pub fn watch_native(
        &self,
        host: &HostAddress,
        options: &NativeOptions,
        viewing: &Viewing,
        observer: Box<dyn Observe>,
    ) -> Result<NativeViewer, ClientError> {
        let options = NativeOptions { delivery: Delivery::Units, ..options.clone() };
        let session = Arc::new(self.connect_native(host, &options)?);
        let (snapshots, mode) = (Snapshots::new(viewing.colour), options.mode);
        let mut viewer = NativeViewer { session, snapshots, mode, threads: Vec::new() };
        viewer.start_decoder(&viewing.decoder, observer)?;
        viewer.start_sound(&viewing.sound)?;
        Ok(viewer)
    }
}

impl NativeViewer {
    fn start_decoder(
        &mut self,
        decoder: &Decoder,
        observer: Box<dyn Observe>,
    ) -> Result<(), ClientError> {
        const NAME: &str = "lumen-decode";
        let units = Units::new(Arc::clone(&self.session));
        let codec = self.session.plan().map_or(Codec::H264, |plan| plan.format.codec);
        let (open, snapshots) = (Opener::new(decoder, codec), Arc::clone(&self.snapshots));
        let decode = DecodeThread::new(units, open, snapshots, observer)?;
        let alive = Alive { shared: Arc::clone(&self.session.link.shared), thread: NAME };
        self.spawn(NAME, move || {
            let _alive = alive;
            decode.run();
        })
    }

    fn start_sound(&mut self, output: &SoundOutput) -> Result<(), ClientError> {
        match Sound::open(&self.session.link, output)? {
            Some(sound) => self.spawn("lumen-audio", move || sound.run()),
            None => Ok(()),
        }
    }

    fn spawn(
        &mut self,
        name: &'static str,
        work: impl FnOnce() + Send + 'static,
    ) -> Result<(), ClientError> {
        let thread = thread::Builder::new().name(name.into()).spawn(work);
        let thread = thread.map_err(|source| ClientError::Start { what: name, source })?;
        self.threads.push(thread);
        Ok(())
    }

    /// The session, to steer it. Its units and its sound are taken already.
    pub fn session(&self) -> &Arc<NativeSession> {
        &self.session
    }

    /// Mode of the pictures, as it is now.
    pub fn mode(&self) -> Mode {
        self.session.plan().map_or(self.mode, |plan| plan.mode)
    }

    /// A copy of the next picture. A host whose screen stands still may send none, so a key frame
    /// is asked for after half the time.
    ///
    /// # Errors
    /// `NoPicture` after `within`; `Ended`.
    pub fn next_picture(&self, within: Span) -> Result<Picture, ClientError> {
        let ask = || self.session.request_key_frame();
        self.snapshots.next(within, ask, || self.session.is_ended())
    }

    /// Waits for the end of the session, at most for `within`.
    pub fn wait_for_end(&self, within: Span) -> Option<End> {
        self.session.link.shared.wait(clock::now() + within)
    }

    /// Leaves the host and waits until every thread is done.
    pub fn finish(mut self) -> StreamStats {
        self.stop();
        self.session.stats()
    }

    fn stop(&mut self) {
        self.session.leave();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread of the session has panicked");
            }
        }
    }
}

impl Drop for NativeViewer {
    fn drop(&mut self) {
        self.stop();
    }
}

impl std::fmt::Debug for NativeViewer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NativeViewer").field("session", &self.session).finish_non_exhaustive()
    }
}

/// The session's access units, as the decode thread sees them.
struct Units {
    session: Arc<NativeSession>,
    /// When a key frame of each tile was asked for last.
    asked: [Cell<Micros>; MAX_TILES as usize],
}

impl Units {
    fn new(session: Arc<NativeSession>) -> Units {
        Units { session, asked: std::array::from_fn(|_| Cell::new(Micros(0))) }
    }

    /// Asks for a key frame of the unit's tile, and again after a while: requests may be lost, and
    /// what answers them too.
    fn need_key(&self, unit: &UnitInfo) {
        let Some(tile) = Tile::new(unit.tile) else { return };
        let (asked, now) = (&self.asked[usize::from(unit.tile)], clock::now());
        if now.since(asked.get()) >= RequestPolicy::KEY_FRAMES.hold_off {
            asked.set(now);
            self.session.link.ask(tile, Ask::KeyFrame);
        }
    }
}

impl Source for Units {
    fn next(&self) -> Option<Lease<'_>> {
        loop {
            match self.session.next_unit(LOOK_UP) {
                Ok(Some(unit)) => return Some(unit),
                Ok(None) => {}
                // The only way that waiting fails.
                Err(_) => return None,
            }
        }
    }

    fn layout(&self, plan: u32) -> Option<Layout> {
        let plan = self.session.link.plan_of(plan)?;
        Some(Layout { mode: plan.mode, grid: plan.grid })
    }

    fn decoded(&self, unit: &UnitInfo, took: Span) {
        if let Some(tile) = Tile::new(unit.tile) {
            self.session.decoded(tile, took);
        }
    }

    fn refused(&self, unit: &UnitInfo) {
        self.need_key(unit);
    }

    fn passed_over(&self, unit: &UnitInfo) {
        self.need_key(unit);
    }

    fn counters(&self) -> &Counters {
        &self.session.link.shared.counters
    }
}
