//! The thread of one session: control stream, input, pings, and the stream's life.
//!
//! One thread waits on all sockets of the session. Input goes from the socket to the desktop
//! without another hand-over; requests reach the stream thread by atomics. Every phase has a
//! time limit, so a client that vanishes at any point ends the session and nothing else.
//! Source: docs/wire-gamestream.md "Control stream", "Session life cycle".

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::{AsFd, OwnedFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use lumen_core::gamestream::control::{
    ClientMessage, ControlSeal, HostMessage, LostFrames, MAX_PACKET, Termination,
};
use lumen_core::gamestream::framing::VideoSender;
use lumen_core::gamestream::{PingPayload, Role, SessionKey};
use lumen_core::native::message::value::Tile;
use lumen_core::packetize::Packetizer;
use lumen_core::reassemble::FrameRange;
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;
use lumen_transport::control::enet::{Enet, EnetEvent, Peer, SERVICE_INTERVAL};
use lumen_transport::send::{self, Method, Transmit};
use rustix::event::{EventfdFlags, PollFd, PollFlags, eventfd, poll};

use super::audio::{Sound, SoundPlan};
use super::ping::{PING_LEN, Pings, receive, same_host};
use super::session::{Caller, GameStreamHost, Sockets};
use crate::input::Inject;
use crate::input::pad::Gamepads;
use crate::input::pad::uinput::Uinput;
use crate::proto::events;
use crate::stream::trace::Tracer;
use crate::stream::{Destination, Entry, Parts, Remote, Source, Stream, Ways};

/// Time for the client to connect, to ping, and to say anything at all.
const CLIENT_LIMIT: Span = Span::from_secs(10);

/// How long the peer is serviced after the termination message, so that it arrives.
const FAREWELL: Span = Span::from_secs(1);

/// How often the app is looked at.
const APP_CHECK: Span = Span::from_millis(500);

/// Connections at once: the client's, and strangers' until they are told apart.
const PEERS: usize = 8;

/// Control packets that may fail to authenticate before the session is given up.
const MAX_FORGED: u32 = 1_000;

/// Why a session ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// The client disconnected.
    ClientLeft,
    /// The client never connected its control stream.
    NeverConnected,
    /// The client never asked for video.
    NeverPinged,
    /// Nothing was heard of the client for too long.
    Silent,
    /// Too many forged messages.
    Forged,
    /// The app ended.
    AppEnded,
    /// The user quit the app.
    Cancelled,
    /// The client's pairing was removed.
    Unpaired,
    /// The same client began anew.
    Replaced,
    /// The host is shutting down.
    HostStops,
    /// The stream cannot go on.
    StreamFailed(String),
}

impl EndReason {
    /// What the client is told, if it is still there to be told.
    fn termination(&self) -> Option<Termination> {
        match self {
            Self::ClientLeft | Self::NeverConnected | Self::Silent => None,
            Self::StreamFailed(_) => Some(Termination::FRAME_CONVERSION),
            _ => Some(Termination::GRACEFUL),
        }
    }
}

/// What a session is made of.
pub(super) struct SessionParts {
    pub id: u64,
    pub caller: Caller,
    pub key: SessionKey,
    pub connect_data: Option<u32>,
    pub video_ping: Option<PingPayload>,
    pub audio_ping: Option<PingPayload>,
    pub sound: SoundPlan,
    pub sockets: Sockets,
    pub packetizer: Packetizer<VideoSender>,
    pub send: Method,
    pub source: Source,
    pub inject: Box<dyn Inject>,
    pub tracer: Option<Tracer>,
}

/// A running session, as others see it.
pub(super) struct Live {
    pub id: u64,
    pub caller: Caller,
    stop: Arc<StopSign>,
    thread: Option<JoinHandle<()>>,
}

impl Live {
    /// Ends the session and waits until its thread is gone. Not to be called by that thread.
    pub fn stop(mut self, reason: EndReason) {
        self.stop.raise(reason);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the session thread panicked");
        }
    }
}

/// Tells the session's thread to end; wakes it from `poll`.
struct StopSign {
    reason: Mutex<Option<EndReason>>,
    event: OwnedFd,
}

impl StopSign {
    fn new() -> io::Result<StopSign> {
        let event = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
        Ok(StopSign { reason: Mutex::new(None), event })
    }

    fn raise(&self, reason: EndReason) {
        self.reason.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(reason);
        // A full counter already wakes the reader.
        let _ = rustix::io::write(&self.event, &1u64.to_ne_bytes());
    }

    fn raised(&self) -> Option<EndReason> {
        self.reason.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Starts the session's thread.
pub(super) fn start(parts: SessionParts, host: Arc<GameStreamHost>) -> Result<Live, StartError> {
    let stop = Arc::new(StopSign::new()?);
    let (id, caller) = (parts.id, parts.caller);
    let session = Session::new(parts, Arc::clone(&stop), host)?;
    let thread = thread::Builder::new().name("session".into()).spawn(move || session.run())?;
    Ok(Live { id, caller, stop, thread: Some(thread) })
}

/// Why a session's thread cannot start.
#[derive(Debug, thiserror::Error)]
pub(super) enum StartError {
    #[error(transparent)]
    System(#[from] io::Error),
    #[error(transparent)]
    Transport(#[from] lumen_transport::TransportError),
}

/// How far the client has come.
enum Phase {
    /// Waits for its control stream.
    Connecting { since: Micros },
    /// Waits for its video ping.
    Pinging { since: Micros },
    /// Video flows.
    Streaming,
}

struct Session {
    id: u64,
    caller: Caller,
    enet: Enet,
    seal: ControlSeal,
    connect_data: Option<u32>,
    peer: Option<Peer>,
    video: Arc<UdpSocket>,
    video_pings: Pings,
    sound: Sound,
    inject: Box<dyn Inject>,
    gamepads: Option<Gamepads>,
    /// What the stream will be made of, once its destination is known.
    prepared: Option<Prepared>,
    stream: Option<Stream>,
    /// The stream's place among those that run.
    entry: Option<Entry>,
    phase: Phase,
    /// The client's first message came.
    started: bool,
    last_heard: Micros,
    next_app_check: Micros,
    forged: u32,
    stop: Arc<StopSign>,
    host: Arc<GameStreamHost>,
}

struct Prepared {
    source: Source,
    packetizer: Packetizer<VideoSender>,
    transmit: Box<dyn Transmit>,
    tracer: Option<Tracer>,
}

impl Session {
    fn new(
        parts: SessionParts,
        stop: Arc<StopSign>,
        host: Arc<GameStreamHost>,
    ) -> Result<Session, StartError> {
        let (now, caller) = (clock::now(), parts.caller.peer);
        let SessionParts { packetizer, source, tracer, .. } = parts;
        let video = Arc::new(parts.sockets.video);
        let transmit = send::open(Arc::clone(&video), parts.send)?;
        let prepared = Prepared { source, packetizer, transmit, tracer };
        Ok(Session {
            id: parts.id,
            caller: parts.caller,
            enet: Enet::new(parts.sockets.control, PEERS)?,
            seal: ControlSeal::new(&parts.key, Role::Host),
            connect_data: parts.connect_data,
            peer: None,
            video,
            video_pings: Pings { payload: parts.video_ping, caller },
            sound: Sound::new(parts.sockets.audio, parts.audio_ping, caller, parts.sound),
            inject: parts.inject,
            gamepads: open_gamepads(),
            prepared: Some(prepared),
            stream: None,
            entry: None,
            phase: Phase::Connecting { since: now },
            started: false,
            last_heard: now,
            next_app_check: now + APP_CHECK,
            forged: 0,
            stop,
            host,
        })
    }

    fn run(mut self) {
        let reason = contained(|| self.serve());
        let (id, host) = (self.id, Arc::clone(&self.host));
        if catch_unwind(AssertUnwindSafe(|| self.finish(&reason))).is_err() {
            tracing::error!("the session panicked as it ended");
        }
        // However it ended, the host is free for the next one.
        host.session_ended(id, &reason);
    }

    fn finish(mut self, reason: &EndReason) {
        let remote = self.stream.as_ref().map(Stream::remote);
        let stats = remote.map(Remote::stats);
        let bottleneck = remote.and_then(|remote| remote.stages().bottleneck());
        tracing::info!(peer = %self.caller.peer, ?reason, bottleneck, ?stats, input = ?self.inject.stats(),
            "session ends");
        // Media stops first, then the client hears why.
        (self.entry, self.stream) = (None, None);
        self.sound.stop();
        self.gamepads = None;
        if let Err(error) = self.inject.release_all() {
            tracing::debug!(%error, "input not released");
        }
        if let Some(termination) = reason.termination() {
            self.say_farewell(termination);
        }
    }

    /// Works until something ends the session.
    fn serve(&mut self) -> EndReason {
        loop {
            self.wait(clock::now() + SERVICE_INTERVAL);
            if let Some(reason) = self.stop.raised() {
                return reason;
            }
            if let Some(reason) = self.service_control() {
                return reason;
            }
            self.sound.service();
            self.pass_rumble();
            if let Some(reason) = self.service_video_pings().or_else(|| self.check_time()) {
                return reason;
            }
        }
    }

    /// Waits for any socket, or until `until`.
    fn wait(&self, until: Micros) {
        let gamepads = self.gamepads.as_ref();
        let until = until.min(gamepads.and_then(Gamepads::deadline).unwrap_or(until));
        let watched = |fd| PollFd::from_borrowed_fd(fd, PollFlags::IN);
        let mut polled = [
            watched(self.enet.as_fd()),
            watched(self.video.as_fd()),
            watched(self.sound.as_fd()),
            watched(self.stop.event.as_fd()),
            // A session without gamepads looks at one thing twice.
            watched(gamepads.map_or(self.stop.event.as_fd(), AsFd::as_fd)),
        ];
        // An interrupted wait is a short one.
        let _ = poll(&mut polled, Some(&clock::poll_timeout(until)));
    }

    fn service_control(&mut self) -> Option<EndReason> {
        while let Some(event) = self.enet.service() {
            match event {
                EnetEvent::Connected { peer, data } => self.on_connected(peer, data),
                EnetEvent::Disconnected { peer } if self.peer == Some(peer) => {
                    return Some(EndReason::ClientLeft);
                }
                EnetEvent::Disconnected { .. } => {}
                EnetEvent::Message { peer, bytes } if self.peer == Some(peer) => {
                    if let Some(reason) = self.on_packet(bytes.data()) {
                        return Some(reason);
                    }
                }
                EnetEvent::Message { peer, .. } => self.enet.reset(peer),
            }
        }
        None
    }

    /// Lets the client in and turns strangers away.
    fn on_connected(&mut self, peer: Peer, data: u32) {
        let known = match self.connect_data {
            Some(expected) => data == expected,
            None => self.enet.address(peer).is_some_and(|from| same_host(from, self.caller.peer)),
        };
        let first = matches!(self.phase, Phase::Connecting { .. });
        if !known || !first {
            tracing::debug!("control connection turned away");
            self.enet.reset(peer);
            return;
        }
        let now = clock::now();
        self.peer = Some(peer);
        self.last_heard = now;
        self.phase = Phase::Pinging { since: now };
        self.host.control_connected(self.id);
    }

    fn on_packet(&mut self, packet: &[u8]) -> Option<EndReason> {
        let mut buffer = [0; MAX_PACKET];
        let opened = match buffer.get_mut(..packet.len()) {
            Some(copy) => {
                copy.copy_from_slice(packet);
                self.seal.open(copy).and_then(ClientMessage::parse)
            }
            None => return self.on_forged(),
        };
        match opened {
            Ok(message) => {
                self.last_heard = clock::now();
                self.on_message(message)
            }
            Err(error) => {
                tracing::debug!(%error, "control message dropped");
                self.on_forged()
            }
        }
    }

    fn on_forged(&mut self) -> Option<EndReason> {
        self.forged += 1;
        (self.forged > MAX_FORGED).then_some(EndReason::Forged)
    }

    fn on_message(&mut self, message: ClientMessage) -> Option<EndReason> {
        match message {
            // The first request says "start", and may come after the first frame was sent; a
            // stream begins with a key frame anyway.
            ClientMessage::RequestIdr if !std::mem::replace(&mut self.started, true) => None,
            ClientMessage::RequestIdr => {
                if let Some(stream) = &self.stream {
                    stream.remote().request_key_frame();
                }
                None
            }
            ClientMessage::Invalidate(LostFrames { first, last }) => {
                if let Some(stream) = &self.stream {
                    stream.remote().request_anchor(Tile::FIRST, FrameRange { first, last });
                }
                None
            }
            ClientMessage::Input(event) => {
                if let Some(gamepads) = &mut self.gamepads {
                    gamepads.on_event(&event);
                }
                for event in events::translate(event) {
                    if let Err(error) = self.inject.inject(event) {
                        return Some(EndReason::StreamFailed(format!("input: {error}")));
                    }
                }
                None
            }
            ClientMessage::StartB
            | ClientMessage::Ping
            | ClientMessage::FecStatus(_)
            | ClientMessage::LtrAck(_)
            | ClientMessage::Unknown(_) => None,
        }
    }

    /// Tells the client what apps want of its gamepads' motors.
    fn pass_rumble(&mut self) {
        let now = clock::now();
        while let Some((gamepad, motors)) =
            self.gamepads.as_mut().and_then(|gamepads| gamepads.next_rumble(now))
        {
            let Some(peer) = self.peer else { return };
            self.tell(
                peer,
                &HostMessage::Rumble {
                    gamepad: gamepad.get().into(),
                    low_frequency: motors.low_frequency,
                    high_frequency: motors.high_frequency,
                },
            );
        }
    }

    /// Sends one message, sealed. False when the connection is gone.
    fn tell(&mut self, peer: Peer, message: &HostMessage) -> bool {
        let (mut bytes, mut packet) = (Vec::new(), [0; MAX_PACKET]);
        message.write(&mut bytes);
        let Ok(packet) = self.seal.seal(&bytes, &mut packet) else { return false };
        self.enet.send(peer, 0, packet)
    }

    /// The first valid ping tells where video goes; later ones change nothing.
    fn service_video_pings(&mut self) -> Option<EndReason> {
        let mut ping = [0; PING_LEN + 1];
        for _ in 0..Pings::AT_ONCE {
            let (len, from) = receive(&self.video, &mut ping)?;
            let waiting = matches!(self.phase, Phase::Pinging { .. });
            if waiting && self.video_pings.accept(&ping[..len], from) {
                self.phase = Phase::Streaming;
                return self.start_stream(from).err();
            }
        }
        None
    }

    fn start_stream(&mut self, destination: SocketAddr) -> Result<(), EndReason> {
        let Some(Prepared { source, packetizer, transmit, tracer }) = self.prepared.take() else {
            return Ok(());
        };
        let (packetizers, destination) = (vec![packetizer], Destination::new(destination));
        let ways = Ways { packetizers, transmit, destination, tracer };
        let stream = Stream::start(Parts { source, ways });
        let stream = stream.map_err(|error| EndReason::StreamFailed(error.to_string()))?;
        self.entry = Some(self.host.streams().enter(stream.remote()));
        self.stream = Some(stream);
        Ok(())
    }

    fn check_time(&mut self) -> Option<EndReason> {
        let now = clock::now();
        match self.phase {
            Phase::Connecting { since } if now.since(since) > CLIENT_LIMIT => {
                return Some(EndReason::NeverConnected);
            }
            Phase::Pinging { since } if now.since(since) > CLIENT_LIMIT => {
                return Some(EndReason::NeverPinged);
            }
            _ => {}
        }
        if self.peer.is_some() && now.since(self.last_heard) > CLIENT_LIMIT {
            return Some(EndReason::Silent);
        }
        if let Some(why) = self.stream.as_ref().and_then(|stream| stream.remote().ended()) {
            return Some(EndReason::StreamFailed(why));
        }
        if now >= self.next_app_check {
            self.next_app_check = now + APP_CHECK;
            return self.host.app_has_ended().then_some(EndReason::AppEnded);
        }
        None
    }

    /// Tells the client why the stream ends, and waits a little for the message to arrive.
    fn say_farewell(&mut self, termination: Termination) {
        let Some(peer) = self.peer else { return };
        if !self.tell(peer, &HostMessage::Termination(termination)) {
            return;
        }
        let until = clock::now() + FAREWELL;
        while clock::now() < until {
            while let Some(event) = self.enet.service() {
                if matches!(event, EnetEvent::Disconnected { peer: left } if left == peer) {
                    return;
                }
            }
            self.wait(until.min(clock::now() + SERVICE_INTERVAL));
        }
    }
}

/// Serves a session. Where that panics, all that is left is to end it: what is half done is its
/// own.
fn contained(serve: impl FnOnce() -> EndReason) -> EndReason {
    let panicked = |_| EndReason::StreamFailed("the session's thread panicked".into());
    catch_unwind(AssertUnwindSafe(serve)).unwrap_or_else(panicked)
}

/// The session's gamepads; none where the system has no more descriptors.
fn open_gamepads() -> Option<Gamepads> {
    let opened = Gamepads::new(Box::new(Uinput));
    opened.inspect_err(|error| tracing::warn!(%error, "the session has no gamepads")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_the_end_of_the_session() {
        let ended = contained(|| panic!("as the test wants it"));
        assert!(matches!(&ended, EndReason::StreamFailed(why) if why.contains("panicked")));
        assert_eq!(ended.termination(), Some(Termination::FRAME_CONVERSION), "the client hears it");
        assert_eq!(contained(|| EndReason::ClientLeft), EndReason::ClientLeft);
    }
}
