//! The one GameStream session: from `/launch` to the end, and the app that may outlive it.
//!
//! ```text
//! free ──launch──► pending ──ANNOUNCE──► live ──client leaves──► resumable ──resume──► pending
//!   ▲                                     │                          │
//!   └──────────── app exits, /cancel ─────┴──────────────────────────┘
//! ```
//! [`GameStreamHost`] holds the state; HTTP and RTSP call into it from tokio's blocking threads,
//! the session's own thread (`control`) when it ends. The lock is never held while a session
//! thread is joined. `launch` says who may come in, `announce` what stream is made then. Source:
//! docs/wire-gamestream.md "Session life cycle".

mod announce;
mod launch;
mod settings;

use std::collections::VecDeque;
use std::net::UdpSocket;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use lumen_core::gamestream::nvhttp::{AppId, CodecModes, LaunchReply, LaunchRequest};
use lumen_core::gamestream::rtsp_seal::RtspSeal;
use lumen_core::gamestream::{Encryption, PingPayload};
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;
use ring::rand::SystemRandom;
use tokio::sync::Notify;

pub use self::launch::{Caller, LaunchRefusal};
use self::launch::{Errand, key_digest};
pub use self::settings::{Ports, StreamSettings};
use super::control::{EndReason, Live};
use crate::app::RunningApp;
use crate::config::apps::Catalogue;
use crate::stream::Running;
use crate::{display, encoder};

/// When to look again at a handshake that is in use.
const EXPIRY_RETRY: Span = Span::from_millis(500);

/// Session keys that are remembered so that none is used twice.
const REMEMBERED_KEYS: usize = 512;

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

    /// Ends the session that the client had until now: it begins anew.
    fn end_own_session(&self, caller: Caller) {
        let is_own = |live: &mut Live| live.caller.fingerprint == caller.fingerprint;
        let live = self.lock().live.take_if(is_own);
        if let Some(live) = live {
            live.stop(EndReason::Replaced);
        }
    }

    fn set_app(&self, state: &mut State, app: Option<RunningApp>) {
        let id = app.as_ref().map_or(0, |app| app.id().get());
        self.current.store(id, Ordering::Release);
        // Ends the old app and takes its display away.
        state.app = app;
    }

    /// True while RTSP messages have to be sealed; `None` when nobody is expected. Blocks while an
    /// app starts or ends.
    pub(super) fn rtsp_is_sealed(&self) -> Option<bool> {
        let state = self.lock();
        let handshake = state.handshake.as_ref()?;
        (handshake.expires > clock::now()).then_some(handshake.seal.is_some())
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

#[cfg(test)]
mod tests;
