//! The one GameStream session: from `/launch` to the end, and the app that may outlive it.
//!
//! ```text
//! free ──launch──► pending ──ANNOUNCE──► live ──client leaves──► resumable ──resume──► pending
//!   ▲                                     │                          │
//!   └──────────── app exits, /cancel ─────┴──────────────────────────┘
//! ```
//! [`GameStreamHost`] holds the state; HTTP and RTSP call into it from tokio's blocking threads,
//! the session's own thread (`control`) when it ends. The lock is never held while a session
//! thread is joined. Source: docs/wire-gamestream.md "Session life cycle".

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use lumen_core::fec::plan::FecPolicy;
use lumen_core::gamestream::framing::{VideoConfig, VideoSender};
use lumen_core::gamestream::nvhttp::{
    AppId, CodecModes, LaunchKind, LaunchReply, LaunchRequest, SessionUrl, Status, WishedMode,
};
use lumen_core::gamestream::rtsp::{Method, Request, Response, Setup, StreamKind};
use lumen_core::gamestream::rtsp_seal::RtspSeal;
use lumen_core::gamestream::sdp::{Codec, ColorSpace, HostOffer, StreamRequest};
use lumen_core::gamestream::{Encryption, PingPayload, Role, SessionKey};
use lumen_core::native::message::value::Grid;
use lumen_core::packetize::Packetizer;
use lumen_core::seal::AesGcm;
use lumen_core::units::{Micros, Mode, ModeError, Percent, RefreshRate, Span};
use lumen_gpu::GpuError;
use lumen_gpu::convert::{ColourSpec, Matrix, Range};
use lumen_gpu::encode::H264Profile;
use lumen_transport::socket::{self, Purpose};
use lumen_transport::{clock, send};
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};
use tokio::sync::Notify;

use super::audio::SoundPlan;
use super::control::{self, EndReason, Live, SessionParts};
use crate::app::{AppError, RunningApp};
use crate::audio::SourceKind;
use crate::config::apps::{AppEntry, Catalogue};
use crate::encoder;
use crate::input::Layout;
use crate::stream::plan::{Pacing, SlicePolicy, StreamPlan};
use crate::stream::trace::Tracer;
use crate::stream::{OpenEncoder, Running, Source};
use crate::{capture, display, input};

/// How long a launch waits for the client to go on: what stock hosts give it.
const PENDING_LIMIT: Span = Span::from_secs(10);

/// When to look again at a handshake that is in use.
const EXPIRY_RETRY: Span = Span::from_millis(500);

/// Session keys that are remembered so that none is used twice.
const REMEMBERED_KEYS: usize = 512;

/// Mode of the desktop until the client has said what it wants.
const DEFAULT_MODE: Mode = Mode { width: 1280, height: 720, refresh: RefreshRate::from_hz(60) };

/// Ports of the streams, all derived from the HTTP port as clients expect.
/// Source: moonlight-common-c, `Limelight.h`, port numbers; docs/wire-gamestream.md "Ports".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// Plain HTTP, 47989 by default.
    pub http: u16,
}

impl Ports {
    /// HTTPS.
    pub fn https(self) -> u16 {
        self.http - 5
    }

    /// Local page where PINs are entered.
    pub fn web(self) -> u16 {
        self.http + 1
    }

    /// Video datagrams and their pings.
    pub fn video(self) -> u16 {
        self.http + 9
    }

    /// ENet.
    pub fn control(self) -> u16 {
        self.http + 10
    }

    /// Audio datagrams and their pings.
    pub fn audio(self) -> u16 {
        self.http + 11
    }

    /// RTSP over TCP.
    pub fn rtsp(self) -> u16 {
        self.http + 21
    }
}

/// What the operator decided about streams.
#[derive(Clone)]
pub struct StreamSettings {
    /// Address that sockets are bound to.
    pub bind: IpAddr,
    /// Ports.
    pub ports: Ports,
    /// Parity in percent of the data.
    pub fec: Percent,
    /// What clients have to encrypt; the control stream always is.
    pub required: Encryption,
    /// When frames leave slice by slice.
    pub slices: SlicePolicy,
    /// How video datagrams are handed to the kernel.
    pub send: send::Method,
    /// How large frames leave.
    pub pacing: Pacing,
    /// Profile of the software encoder.
    pub profile: H264Profile,
    /// What codes frames instead of the machine's encoders, to measure everything else.
    pub stand_in: Option<OpenEncoder>,
    /// Keyboard layout of the virtual keyboard.
    pub layout: Layout,
    /// Where sound comes from.
    pub sound: SourceKind,
    /// Where frame stamps go.
    pub tracer: Option<Tracer>,
}

/// Why a launch is refused: the status for the client and a sentence for its user.
#[derive(Debug, thiserror::Error)]
pub enum LaunchRefusal {
    /// The catalogue has no such app.
    #[error("this host has no such app")]
    UnknownApp,
    /// An app is running: resume or quit it.
    #[error("an app is already running")]
    AlreadyRunning,
    /// Nothing to resume.
    #[error("no app is running")]
    NothingRunning,
    /// Another device is streaming.
    #[error("another device is streaming from this host")]
    Busy,
    /// The key was used before; clients make a new one each time.
    #[error("the session key was used before")]
    KeyReused,
    /// The client cannot do what the host insists on.
    #[error("this host streams encrypted only; update the client")]
    EncryptionRequired,
    /// No display can have this mode.
    #[error(transparent)]
    Mode(#[from] ModeError),
    /// The desktop or the app cannot be started.
    #[error(transparent)]
    App(#[from] AppError),
    /// A port is taken.
    #[error(transparent)]
    Socket(#[from] lumen_transport::TransportError),
    /// The system has no random numbers.
    #[error("no random numbers")]
    Random,
}

impl LaunchRefusal {
    /// Status code of the reply.
    pub fn status(&self) -> Status {
        match self {
            Self::UnknownApp => Status::NOT_FOUND,
            Self::AlreadyRunning | Self::KeyReused | Self::Mode(_) => Status::BAD_REQUEST,
            Self::EncryptionRequired => Status::ENCRYPTION_REQUIRED,
            Self::NothingRunning | Self::Busy | Self::App(_) | Self::Socket(_) | Self::Random => {
                Status::UNAVAILABLE
            }
        }
    }
}

/// Which client asks, and how it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// SHA-256 of its certificate.
    pub fingerprint: [u8; 32],
    /// Its address.
    pub peer: SocketAddr,
    /// The address of ours that it reached.
    pub local: IpAddr,
}

impl Caller {
    /// True for the same client on the same machine; every request has a port of its own.
    fn is_same_client(self, other: Caller) -> bool {
        self.fingerprint == other.fingerprint && self.peer.ip() == other.peer.ip()
    }
}

/// What a launch takes.
enum Errand<'a> {
    /// Start this app in this mode.
    Start(&'a AppEntry, Mode),
    /// Join the app that runs.
    Join,
}

/// The host as one GameStream session at a time sees it.
pub struct GameStreamHost {
    settings: StreamSettings,
    display: display::Options,
    catalogue: Catalogue,
    state: Mutex<State>,
    /// Running app, 0 for none: `/serverinfo` reads it without waiting for a launch to finish.
    current: AtomicU32,
    random: SystemRandom,
    /// A launch was accepted: its handshake can expire.
    launched: Notify,
    streams: Running,
}

#[derive(Default)]
struct State {
    app: Option<RunningApp>,
    handshake: Option<Handshake>,
    live: Option<Live>,
    used_keys: VecDeque<[u8; 32]>,
    sessions: u64,
}

impl State {
    /// True for a repetition of the launch that waits for its client.
    fn is_pending(&self, request: &LaunchRequest, caller: Caller) -> bool {
        self.handshake.as_ref().is_some_and(|pending| {
            pending.request == *request && pending.caller.is_same_client(caller)
        })
    }
}

/// A launch whose control stream is not connected yet.
struct Handshake {
    id: u64,
    caller: Caller,
    request: LaunchRequest,
    seal: Option<RtspSeal>,
    token: String,
    audio_ping: PingPayload,
    video_ping: PingPayload,
    connect_data: u32,
    /// Taken by the session when the client has said what it wants.
    sockets: Option<Sockets>,
    expires: Micros,
}

/// The sockets of one session.
pub(super) struct Sockets {
    pub video: UdpSocket,
    pub audio: UdpSocket,
    pub control: UdpSocket,
}

impl GameStreamHost {
    /// A host that offers the apps of `catalogue`.
    pub fn new(
        settings: StreamSettings,
        display: display::Options,
        catalogue: Catalogue,
    ) -> Arc<GameStreamHost> {
        Arc::new(GameStreamHost {
            settings,
            display,
            catalogue,
            state: Mutex::default(),
            current: AtomicU32::new(0),
            random: SystemRandom::new(),
            launched: Notify::new(),
            streams: Running::new("gamestream"),
        })
    }

    /// The apps on offer.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The streams that run: one at most.
    pub fn streams(&self) -> &Running {
        &self.streams
    }

    /// What this host encodes.
    pub fn codecs(&self) -> CodecModes {
        match encoder::has_hevc() {
            true => CodecModes::H264.with(CodecModes::HEVC),
            false => CodecModes::H264,
        }
    }

    /// The app that runs, if one does.
    pub fn running_app(&self) -> Option<AppId> {
        // An app that ended while nobody was streaming is noticed here.
        if let Ok(mut state) = self.state.try_lock()
            && state.live.is_none()
            && state.app.as_mut().is_some_and(RunningApp::has_ended)
        {
            self.set_app(&mut state, None);
        }
        AppId::new(self.current.load(Ordering::Acquire))
    }

    /// The client that is streaming.
    pub fn streaming_client(&self) -> Option<[u8; 32]> {
        self.lock().live.as_ref().map(|live| live.caller.fingerprint)
    }

    /// `/launch` and `/resume`: starts the app if need be and waits for the client's handshake.
    /// Blocks while the desktop starts.
    ///
    /// # Errors
    /// [`LaunchRefusal`], to be shown to the user.
    pub fn launch(
        &self,
        request: LaunchRequest,
        caller: Caller,
    ) -> Result<LaunchReply, LaunchRefusal> {
        let reply = self.reply(&request, caller);
        if self.settings.required != Encryption::CONTROL && request.core_version == 0 {
            return Err(LaunchRefusal::EncryptionRequired);
        }
        {
            let mut state = self.lock();
            if state.is_pending(&request, caller) {
                // The client's HTTP stack sent the request twice.
                return Ok(reply);
            }
            // Before anything that runs is touched.
            self.judge(&mut state, &request, caller)?;
        }
        self.end_own_session(caller);
        let mut state = self.lock();
        // Once more: others may have come while the old session ended.
        let errand = self.judge(&mut state, &request, caller)?;
        // An older handshake may hold the ports.
        state.handshake = None;
        if let Errand::Start(entry, mode) = errand {
            // What is left of an app that ended goes first.
            self.set_app(&mut state, None);
            let app = RunningApp::start(entry, &self.display, mode)?;
            self.set_app(&mut state, Some(app));
        }
        let digest = key_digest(&request.key);
        let handshake = self.handshake(&mut state, request, caller)?;
        state.handshake = Some(handshake);
        state.used_keys.push_back(digest);
        if state.used_keys.len() > REMEMBERED_KEYS {
            state.used_keys.pop_front();
        }
        self.launched.notify_one();
        tracing::info!(peer = %caller.peer, "launch accepted, waiting for the client");
        Ok(reply)
    }

    /// `/cancel`: ends the session and the app, whoever started them.
    pub fn cancel(&self) {
        let live = {
            let mut state = self.lock();
            state.handshake = None;
            state.live.take()
        };
        if let Some(live) = live {
            live.stop(EndReason::Cancelled);
        }
        let mut state = self.lock();
        self.set_app(&mut state, None);
    }

    /// Ends the session of a client whose pairing was removed.
    pub fn disconnect(&self, fingerprint: &[u8; 32]) {
        let live = {
            let mut state = self.lock();
            if state.handshake.as_ref().is_some_and(|it| it.caller.fingerprint == *fingerprint) {
                state.handshake = None;
            }
            state.live.take_if(|live| live.caller.fingerprint == *fingerprint)
        };
        if let Some(live) = live {
            live.stop(EndReason::Unpaired);
        }
    }

    /// Ends everything, for the end of the program.
    pub fn shut_down(&self) {
        let live = self.lock().live.take();
        if let Some(live) = live {
            live.stop(EndReason::HostStops);
        }
        self.cancel();
    }

    /// Drops handshakes that clients do not finish in time, for as long as it is polled.
    pub async fn expire_handshakes(&self) {
        loop {
            self.launched.notified().await;
            while let Some(expires) = self.expire_handshake(clock::now()) {
                tokio::time::sleep(clock::until(expires).into()).await;
            }
        }
    }

    /// Drops a handshake that is overdue. Returns when to look again.
    fn expire_handshake(&self, now: Micros) -> Option<Micros> {
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(state)) => state.into_inner(),
            // An app starts or ends, which takes its time.
            Err(TryLockError::WouldBlock) => return Some(now + EXPIRY_RETRY),
        };
        let expires = state.handshake.as_ref()?.expires;
        if expires > now {
            return Some(expires);
        }
        if let Some(handshake) = state.handshake.take() {
            tracing::info!(peer = %handshake.caller.peer, "the client did not go on after launch");
        }
        None
    }

    /// What a launch takes, if it can be granted. Changes nothing.
    fn judge(
        &self,
        state: &mut State,
        request: &LaunchRequest,
        caller: Caller,
    ) -> Result<Errand<'_>, LaunchRefusal> {
        if state.used_keys.contains(&key_digest(&request.key)) {
            return Err(LaunchRefusal::KeyReused);
        }
        if state.live.as_ref().is_some_and(|live| live.caller.fingerprint != caller.fingerprint) {
            return Err(LaunchRefusal::Busy);
        }
        let running = state.app.as_mut().is_some_and(|app| !app.has_ended());
        match (request.kind, running) {
            (LaunchKind::Launch, true) => Err(LaunchRefusal::AlreadyRunning),
            (LaunchKind::Resume, false) => Err(LaunchRefusal::NothingRunning),
            (LaunchKind::Resume, true) => Ok(Errand::Join),
            (LaunchKind::Launch, false) => {
                let entry = request.app.and_then(|id| self.catalogue.find(id));
                let entry = entry.ok_or(LaunchRefusal::UnknownApp)?;
                let mode = request.mode.map_or(Ok(DEFAULT_MODE), first_mode)?;
                Ok(Errand::Start(entry, mode))
            }
        }
    }

    /// Ends the session that the client had until now: it begins anew.
    fn end_own_session(&self, caller: Caller) {
        let is_own = |live: &mut Live| live.caller.fingerprint == caller.fingerprint;
        let live = self.lock().live.take_if(is_own);
        if let Some(live) = live {
            live.stop(EndReason::Replaced);
        }
    }

    fn reply(&self, request: &LaunchRequest, caller: Caller) -> LaunchReply {
        let address = SocketAddr::new(caller.local, self.settings.ports.rtsp());
        let url = SessionUrl { encrypted: request.core_version >= 1, address };
        LaunchReply { kind: request.kind, url }
    }

    fn set_app(&self, state: &mut State, app: Option<RunningApp>) {
        let id = app.as_ref().map_or(0, |app| app.id().get());
        self.current.store(id, Ordering::Release);
        // Ends the old app and takes its display away.
        state.app = app;
    }

    fn handshake(
        &self,
        state: &mut State,
        request: LaunchRequest,
        caller: Caller,
    ) -> Result<Handshake, LaunchRefusal> {
        let StreamSettings { bind, ports, .. } = self.settings;
        let bind = |what, port, purpose| socket::bind(what, SocketAddr::new(bind, port), purpose);
        let sockets = Sockets {
            video: bind("video", ports.video(), Purpose::Media)?,
            audio: bind("audio", ports.audio(), Purpose::Media)?,
            control: bind("control", ports.control(), Purpose::Control)?,
        };
        state.sessions += 1;
        let encrypted = request.core_version >= 1;
        Ok(Handshake {
            id: state.sessions,
            caller,
            seal: encrypted.then(|| RtspSeal::new(&request.key, Role::Host)),
            request,
            token: hex::encode(self.random::<6>()?),
            audio_ping: PingPayload::from_random(self.random()?),
            video_ping: PingPayload::from_random(self.random()?),
            // Zero is what a client without connect data presents.
            connect_data: u32::from_ne_bytes(self.random()?).max(1),
            sockets: Some(sockets),
            expires: clock::now() + PENDING_LIMIT,
        })
    }

    fn random<const N: usize>(&self) -> Result<[u8; N], LaunchRefusal> {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes).map_err(|_| LaunchRefusal::Random)?;
        Ok(bytes)
    }

    /// True while RTSP messages have to be sealed; `None` when nobody is expected. Blocks while an
    /// app starts or ends.
    pub(super) fn rtsp_is_sealed(&self) -> Option<bool> {
        let state = self.lock();
        let handshake = state.handshake.as_ref()?;
        (handshake.expires > clock::now()).then_some(handshake.seal.is_some())
    }

    /// Answers one whole RTSP message, opened and sealed as the handshake has it. `None` is no
    /// answer: the message was not from the client that was let in.
    pub(super) fn rtsp(self: &Arc<Self>, mut message: Vec<u8>) -> Option<Vec<u8>> {
        let mut state = self.lock();
        let handshake = state.handshake.as_mut()?;
        let plain = match &mut handshake.seal {
            Some(seal) => match seal.open(&mut message) {
                Ok(plain) => &*plain,
                Err(error) => {
                    tracing::info!(%error, "rtsp message refused");
                    return None;
                }
            },
            None => &message,
        };
        let response = match Request::parse(plain) {
            Ok(request) => self.answer(&mut state, &request),
            Err(error) => {
                tracing::info!(%error, "rtsp message refused");
                Response::new(400, 0)
            }
        };
        let response = response.write();
        match &mut state.handshake.as_mut()?.seal {
            Some(seal) => seal.seal(&response).ok(),
            None => Some(response),
        }
    }

    fn answer(self: &Arc<Self>, state: &mut State, request: &Request) -> Response {
        let cseq = request.cseq;
        match request.method {
            Method::Options | Method::Play => Response::ok(cseq),
            Method::Describe => Response::ok(cseq).with_body(self.offer().write()),
            Method::Setup => match (&state.handshake, request.stream()) {
                (Some(handshake), Some(kind)) => self.setup(handshake, kind).to_response(cseq),
                _ => Response::new(404, cseq),
            },
            Method::Announce => match self.announce(state, request) {
                Ok(()) => Response::ok(cseq),
                Err(error) => {
                    tracing::warn!(%error, "stream refused");
                    Response::new(error.status(), cseq)
                }
            },
        }
    }

    fn offer(&self) -> HostOffer {
        HostOffer {
            touch_and_pen: false,
            gamepad_sensors: false,
            supported: Encryption::ALL,
            required: self.settings.required.with(Encryption::CONTROL),
            invalidation: encoder::invalidates(),
            hevc: encoder::has_hevc(),
            av1: false,
        }
    }

    fn setup(&self, handshake: &Handshake, kind: StreamKind) -> Setup {
        let ports = self.settings.ports;
        let (port, ping_payload, connect_data) = match kind {
            StreamKind::Audio => (ports.audio(), Some(handshake.audio_ping), None),
            StreamKind::Video => (ports.video(), Some(handshake.video_ping), None),
            StreamKind::Control => (ports.control(), None, Some(handshake.connect_data)),
        };
        Setup { session: handshake.token.clone(), port, ping_payload, connect_data }
    }

    /// Makes everything that the stream needs, so that a client learns at once what cannot be,
    /// and starts the session's thread.
    fn announce(
        self: &Arc<Self>,
        state: &mut State,
        request: &Request,
    ) -> Result<(), AnnounceError> {
        let wanted = StreamRequest::parse(&request.body)?;
        wanted.check(&self.offer(), self.codecs())?;
        let (handshake, app) = match (&mut state.handshake, &mut state.app) {
            (Some(handshake), Some(app)) => (handshake, app),
            _ => return Err(AnnounceError::NothingRunning),
        };
        let sockets = handshake.sockets.take().ok_or(AnnounceError::Repeated)?;
        let plan = self.plan(&wanted)?;
        let open_encoder = self.settings.stand_in.unwrap_or_else(|| open_encoder(wanted.codec));
        let output = app.show(plan.mode)?;
        let session = app.desktop();
        let capture = capture::open(session, &output, clock::now)?;
        let source = Source::open(capture, open_encoder, plan)?;
        let inject = input::open(session, &output, &self.settings.layout, clock::now)?;
        let key = &handshake.request.key;
        let parts = SessionParts {
            id: handshake.id,
            caller: handshake.caller,
            key: key.clone(),
            // A client that does not know the connect data is told apart by its address.
            connect_data: wanted.session_ids.then_some(handshake.connect_data),
            video_ping: wanted.session_ids.then_some(handshake.video_ping),
            audio_ping: wanted.session_ids.then_some(handshake.audio_ping),
            sound: SoundPlan::new(self.settings.sound, &wanted, key, handshake.request.key_id),
            sockets,
            packetizer: self.packetizer(&wanted, &handshake.request.key),
            send: self.settings.send,
            source,
            inject,
            tracer: self.settings.tracer.clone(),
        };
        tracing::info!(peer = %handshake.caller.peer, mode = %plan.mode, "session begins");
        state.live = Some(control::start(parts, Arc::clone(self))?);
        Ok(())
    }

    fn plan(&self, wanted: &StreamRequest) -> Result<StreamPlan, AnnounceError> {
        let matrix = match wanted.color.space {
            ColorSpace::Bt601 => Matrix::Bt601,
            ColorSpace::Bt709 => Matrix::Bt709,
            // Only 10-bit streams have it, and none is offered.
            ColorSpace::Bt2020 => return Err(AnnounceError::Colour),
        };
        let range = if wanted.color.full_range { Range::Full } else { Range::Limited };
        Ok(StreamPlan {
            mode: wanted.mode,
            bitrate: wanted.video_bitrate(self.settings.fec),
            grid: Grid::ONE,
            slices: self.settings.slices.slices(wanted.slices),
            colour: ColourSpec { matrix, range },
            profile: self.settings.profile,
            pacing: self.settings.pacing,
        })
    }

    fn packetizer(&self, wanted: &StreamRequest, key: &SessionKey) -> Packetizer<VideoSender> {
        let Percent(percent) = self.settings.fec;
        let encrypted = wanted.encryption.contains(Encryption::VIDEO);
        let key = encrypted.then(|| AesGcm::new(key.expose()));
        let config = VideoConfig { packet_size: wanted.packet_size, key };
        let fec = FecPolicy { percent, min_parity: wanted.min_parity };
        Packetizer::new(VideoSender::new(config, fec))
    }

    /// The control stream of session `id` is up: its handshake is over.
    pub(super) fn control_connected(&self, id: u64) {
        self.lock().handshake.take_if(|handshake| handshake.id == id);
    }

    /// True when the app of the running session has ended.
    pub(super) fn app_has_ended(&self) -> bool {
        self.lock().app.as_mut().is_none_or(RunningApp::has_ended)
    }

    /// Session `id` is over. The app stays, unless it is the one that ended.
    pub(super) fn session_ended(&self, id: u64, reason: &EndReason) {
        let mut state = self.lock();
        state.handshake.take_if(|handshake| handshake.id == id);
        // Already taken out by whoever stopped the session.
        drop(state.live.take_if(|live| live.id == id));
        if *reason == EndReason::AppEnded {
            self.set_app(&mut state, None);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why an ANNOUNCE is refused.
#[derive(Debug, thiserror::Error)]
enum AnnounceError {
    #[error(transparent)]
    Sdp(#[from] lumen_core::gamestream::sdp::SdpError),
    #[error("no app is running")]
    NothingRunning,
    #[error("a second ANNOUNCE in one handshake")]
    Repeated,
    #[error("BT.2020 needs a 10-bit stream")]
    Colour,
    #[error(transparent)]
    App(#[from] AppError),
    #[error(transparent)]
    Encoder(#[from] GpuError),
    #[error(transparent)]
    Capture(#[from] capture::CaptureError),
    #[error(transparent)]
    Input(#[from] input::InjectError),
    #[error(transparent)]
    Start(#[from] control::StartError),
}

impl AnnounceError {
    fn status(&self) -> u16 {
        match self {
            Self::Sdp(error) => error.status(),
            Self::NothingRunning | Self::Repeated | Self::Colour => 400,
            _ => 503,
        }
    }
}

/// The mode of a display before the client has said what it wants. A rate of 0 is not known yet.
fn first_mode(wished: WishedMode) -> Result<Mode, ModeError> {
    let refresh = match wished.fps {
        0 => DEFAULT_MODE.refresh,
        hz => RefreshRate(hz.saturating_mul(1_000)),
    };
    Mode::new(wished.width, wished.height, refresh)
}

/// What opens an encoder of the codec that was negotiated.
fn open_encoder(codec: Codec) -> OpenEncoder {
    match codec {
        // AV1 is never offered.
        Codec::H264 | Codec::Av1 => encoder::open_h264,
        Codec::Hevc => encoder::open_hevc,
    }
}

/// What is remembered of a key.
fn key_digest(key: &SessionKey) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, key.expose()).as_ref());
    hash
}

#[cfg(test)]
mod tests;
