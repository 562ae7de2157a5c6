//! Who may launch what, and the handshake that follows.

use std::net::{IpAddr, SocketAddr};

use lumen_core::gamestream::nvhttp::{
    LaunchKind, LaunchReply, LaunchRequest, SessionUrl, Status, WishedMode,
};
use lumen_core::gamestream::rtsp_seal::RtspSeal;
use lumen_core::gamestream::{PingPayload, Role, SessionKey};
use lumen_core::units::{Mode, ModeError, RefreshRate, Span};
use lumen_transport::clock;
use lumen_transport::socket::{self, Purpose};
use ring::digest::{SHA256, digest};
use ring::rand::SecureRandom;

use super::settings::StreamSettings;
use super::{GameStreamHost, Handshake, Sockets, State};
use crate::app::AppError;
use crate::config::apps::AppEntry;

/// How long a launch waits for the client to go on: what stock hosts give it.
const PENDING_LIMIT: Span = Span::from_secs(10);

/// Mode of the desktop until the client has said what it wants.
const DEFAULT_MODE: Mode = Mode { width: 1280, height: 720, refresh: RefreshRate::from_hz(60) };

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
    pub(super) fn is_same_client(self, other: Caller) -> bool {
        self.fingerprint == other.fingerprint && self.peer.ip() == other.peer.ip()
    }
}

/// What a launch takes.
pub(super) enum Errand<'a> {
    /// Start this app in this mode.
    Start(&'a AppEntry, Mode),
    /// Join the app that runs.
    Join,
}

impl GameStreamHost {
    /// What a launch takes, if it can be granted. Changes nothing.
    pub(super) fn judge(
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

    /// Where the client goes on.
    pub(super) fn reply(&self, request: &LaunchRequest, caller: Caller) -> LaunchReply {
        let address = SocketAddr::new(caller.local, self.settings.ports.rtsp());
        let url = SessionUrl { encrypted: request.core_version >= 1, address };
        LaunchReply { kind: request.kind, url }
    }

    /// Binds the ports of a session and draws its secrets.
    pub(super) fn handshake(
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
}

/// The mode of a display before the client has said what it wants. A rate of 0 is not known yet.
fn first_mode(wished: WishedMode) -> Result<Mode, ModeError> {
    let refresh = match wished.fps {
        0 => DEFAULT_MODE.refresh,
        hz => RefreshRate(hz.saturating_mul(1_000)),
    };
    Mode::new(wished.width, wished.height, refresh)
}

/// What is remembered of a key.
pub(super) fn key_digest(key: &SessionKey) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, key.expose()).as_ref());
    hash
}
