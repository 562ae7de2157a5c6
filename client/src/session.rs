//! One stream from one host: its threads, and what the embedding program can do with it.
//!
//! ```text
//! lumen-control   ENet: input and wishes out, rumble and good-byes in
//! lumen-audio     pings; datagrams to sound
//! lumen-video     pings; datagrams to access units ─ring of 3─► lumen-decode   pictures
//! ```
//! Any thread can end the session; the others notice within a tenth of a second.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread::{self, JoinHandle};

use lumen_core::audio::JitterConfig;
use lumen_core::gamestream::audio::{AudioConfig, AudioReceiver};
use lumen_core::gamestream::control::HostMessage;
use lumen_core::gamestream::framing::VideoConfig;
use lumen_core::gamestream::input::InputEvent;
use lumen_core::gamestream::rtsp::{Setup, StreamKind};
use lumen_core::gamestream::sdp::{AudioRequest, StreamRequest};
use lumen_core::gamestream::{Encryption, PingPayload};
use lumen_core::native::message::format::Codec;
use lumen_core::seal::AesGcm;
use lumen_core::units::Span;
use lumen_transport::clock;
use lumen_transport::socket::Purpose;

use crate::audio::{self, Player};
use crate::decode::{DecodeThread, Faults, Layout, Observe, Opener, Snapshots, Source};
use crate::gamestream::audio::Audio;
use crate::gamestream::bind;
use crate::gamestream::control::{Control, ControlHandle, ControlPlan};
use crate::gamestream::launch::Launched;
use crate::gamestream::ping::Pinger;
use crate::gamestream::rtsp::Handshake;
use crate::gamestream::video::{Gate, Video, largest_unit};
use crate::picture::Picture;
use crate::state::{Alive, Counters, End, Shared, StreamStats};
use crate::units::{self, Lease, UnitInfo, UnitReader};
use crate::{ClientError, StreamOptions, Timeouts};

/// Units that may wait for the decoder.
const RING_DEPTH: usize = 3;

/// A running stream. Dropping it leaves the host; the app there goes on.
pub struct Session {
    shared: Arc<Shared>,
    control: ControlHandle,
    feedback: Receiver<HostMessage>,
    snapshots: Arc<Snapshots>,
    request: StreamRequest,
    // Last: its drop joins the threads.
    _workers: Workers,
}

impl Session {
    /// Takes up a session that the host has granted.
    pub(crate) fn start(
        launched: &Launched,
        options: &StreamOptions,
        timeouts: &Timeouts,
        observer: Box<dyn Observe>,
    ) -> Result<Session, ClientError> {
        let shared = Arc::new(Shared::default());
        let mut workers = Workers { shared: Arc::clone(&shared), threads: Vec::new() };

        let agreed = agree(launched, options, timeouts, &mut workers)?;
        let (control, handle, feedback) = Control::connect(&ControlPlan {
            to: agreed.control,
            connect_data: agreed.connect_data,
            key: &launched.key,
            timeouts,
        })?;
        workers.spawn("lumen-control", move |shared| control.run(shared))?;

        let (writer, reader) = units::ring(RING_DEPTH, largest_unit(agreed.request.packet_size));
        let (faults, snapshots) = (Arc::new(Faults::default()), Snapshots::new(options.colour));
        let units = Units { reader, faults: Arc::clone(&faults), shared: Arc::clone(&shared) };
        let open = Opener::new(&options.decoder, Codec::H264);
        let decode = DecodeThread::new(units, open, Arc::clone(&snapshots), observer)?;
        workers.spawn("lumen-decode", move |_| decode.run())?;

        let gate = Gate::new(writer, faults, handle.clone());
        let video = agreed.video(launched, gate, timeouts)?;
        workers.spawn("lumen-video", move |shared| {
            if let Err(error) = video.run(shared) {
                tracing::error!(%error, "video socket");
            }
        })?;
        let request = agreed.request;
        Ok(Session { shared, control: handle, feedback, snapshots, request, _workers: workers })
    }

    /// Sends what the user did. Never waits.
    ///
    /// # Errors
    /// `InputFull` when the host does not keep up; `Ended`.
    pub fn send_input(&self, event: InputEvent) -> Result<(), ClientError> {
        self.check()?;
        self.control.send_input(event)
    }

    /// A way to send what the user did from another thread, for as long as the session lasts.
    /// What the host does not keep up with is lost: meant for gamepads, whose every state is
    /// whole.
    pub fn input_sink(&self) -> Box<dyn FnMut(InputEvent) + Send> {
        let control = self.control.clone();
        Box::new(move |event| {
            if let Err(error) = control.send_input(event) {
                tracing::debug!(%error, "input lost");
            }
        })
    }

    /// Asks the host for a key frame.
    ///
    /// # Errors
    /// `Ended`.
    pub fn request_key_frame(&self) -> Result<(), ClientError> {
        self.check()?;
        self.control.request_key_frame();
        Ok(())
    }

    /// The next thing the host said of gamepads or HDR, if any. Keeps the last few dozens.
    pub fn next_feedback(&self) -> Option<HostMessage> {
        self.feedback.try_recv().ok()
    }

    /// A copy of the next picture. A host whose screen stands still may send none, so a key frame
    /// is asked for after half the time.
    ///
    /// # Errors
    /// `NoPicture` after `within`; `Ended`.
    pub fn next_picture(&self, within: Span) -> Result<Picture, ClientError> {
        self.check()?;
        self.snapshots.next(within, || self.request_key_frame(), || self.is_ended())
    }

    /// What was agreed on with the host.
    pub fn agreed(&self) -> &StreamRequest {
        &self.request
    }

    /// Counters since the start.
    pub fn stats(&self) -> StreamStats {
        self.shared.stats()
    }

    /// Why the session is over, if it is.
    pub fn is_ended(&self) -> Option<End> {
        self.shared.reason()
    }

    /// Waits for the end of the session, at most for `within`.
    pub fn wait_for_end(&self, within: Span) -> Option<End> {
        self.shared.wait(clock::now() + within)
    }

    /// Leaves the host and waits until every thread is done. The app there goes on.
    pub fn disconnect(self) -> StreamStats {
        let shared = Arc::clone(&self.shared);
        drop(self);
        shared.stats()
    }

    fn check(&self) -> Result<(), ClientError> {
        self.shared.reason().map_or(Ok(()), |end| Err(ClientError::Ended(end)))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.shared.end(End::Local);
        self.control.wake();
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("ended", &self.is_ended()).finish_non_exhaustive()
    }
}

/// The ring of access units, as the decode thread sees it. Key frames are asked for by the receive
/// thread, which hears of refused frames.
struct Units {
    reader: UnitReader,
    faults: Arc<Faults>,
    shared: Arc<Shared>,
}

impl Source for Units {
    fn next(&self) -> Option<Lease<'_>> {
        self.reader.next()
    }

    /// GameStream knows no tiles.
    fn layout(&self, _plan: u32) -> Option<Layout> {
        None
    }

    /// GameStream has no word for it.
    fn decoded(&self, _unit: &UnitInfo, _took: Span) {}

    fn refused(&self, unit: &UnitInfo) {
        self.faults.report(unit.frame);
    }

    /// The receive thread asks again by itself.
    fn passed_over(&self, _unit: &UnitInfo) {}

    fn counters(&self) -> &Counters {
        &self.shared.counters
    }
}

/// What the handshake settled.
struct Agreed {
    request: StreamRequest,
    control: SocketAddr,
    connect_data: u32,
    video: SocketAddr,
    video_payload: PingPayload,
}

/// The handshake. The audio thread starts in the middle of it, as in stock clients.
fn agree(
    launched: &Launched,
    options: &StreamOptions,
    timeouts: &Timeouts,
    workers: &mut Workers,
) -> Result<Agreed, ClientError> {
    let host = launched.reply.url.address.ip();
    let mut handshake = Handshake::new(launched, options.wants_rich_audio(), timeouts);
    let offer = handshake.describe()?;
    let request = options.request(&offer)?;
    let audio = handshake.setup(StreamKind::Audio)?;
    let to = SocketAddr::new(host, audio.port);
    start_audio(to, payload(&audio)?, player(&request, options)?, launched, &request, workers)?;
    let video = handshake.setup(StreamKind::Video)?;
    let control = handshake.setup(StreamKind::Control)?;
    handshake.announce(&request, video.port)?;
    handshake.play()?;
    Ok(Agreed {
        request,
        control: SocketAddr::new(host, control.port),
        connect_data: control.connect_data.ok_or(ClientError::OldHost("connect data"))?,
        video: SocketAddr::new(host, video.port),
        video_payload: payload(&video)?,
    })
}

fn payload(setup: &Setup) -> Result<PingPayload, ClientError> {
    setup.ping_payload.ok_or(ClientError::OldHost("ping payload"))
}

fn player(request: &StreamRequest, options: &StreamOptions) -> Result<Player, ClientError> {
    let AudioRequest { channels, high_quality, packet } = request.audio;
    let output = audio::open(&options.sound, channels)?;
    let layout = channels.layout(high_quality);
    Ok(Player::new(&layout, packet, JitterConfig::default(), output)?)
}

fn start_audio(
    to: SocketAddr,
    payload: PingPayload,
    player: Player,
    launched: &Launched,
    request: &StreamRequest,
    workers: &mut Workers,
) -> Result<(), ClientError> {
    let socket = Arc::new(bind("audio", to, Purpose::Control)?);
    let pinger = Pinger::new(Arc::clone(&socket), to, payload);
    let receiver = AudioReceiver::new(&AudioConfig {
        key: request.encrypts_audio().then(|| launched.key.clone()),
        key_id: launched.key_id,
        packet: request.audio.packet,
    });
    let audio = Audio { socket, pinger, receiver, player };
    workers.spawn("lumen-audio", move |shared| {
        if let Err(error) = audio.run(shared) {
            tracing::error!(%error, "audio socket");
        }
    })
}

impl Agreed {
    fn video(
        &self,
        launched: &Launched,
        gate: Gate,
        timeouts: &Timeouts,
    ) -> Result<Video, ClientError> {
        let socket = Arc::new(bind("video", self.video, Purpose::Media)?);
        let pinger = Pinger::new(Arc::clone(&socket), self.video, self.video_payload);
        let sealed = self.request.encryption.contains(Encryption::VIDEO);
        let config = VideoConfig {
            packet_size: self.request.packet_size,
            key: sealed.then(|| AesGcm::new(launched.key.expose())),
        };
        Ok(Video::new(socket, pinger, config, gate, timeouts))
    }
}

/// The threads of a session. Dropping this ends the session and waits for them.
struct Workers {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    fn spawn(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&Shared) + Send + 'static,
    ) -> Result<(), ClientError> {
        let alive = Alive { shared: Arc::clone(&self.shared), thread: name };
        let thread = thread::Builder::new().name(name.into()).spawn(move || work(&alive.shared));
        let thread = thread.map_err(|source| ClientError::Start { what: name, source })?;
        self.threads.push(thread);
        Ok(())
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.shared.end(End::Local);
        for thread in self.threads.drain(..).rev() {
            if thread.join().is_err() {
                tracing::error!("a thread of the session has panicked");
            }
        }
    }
}
