//! A host made of the host roles of `lumen-core`: enough to test a client, and to misbehave.
//!
//! Each listener has a thread; what they share is in [`State`]. A host can fall silent at any
//! stage: connections are then accepted and never answered.

mod control;
mod rtsp;
mod video;
mod web;

use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};

use lumen_core::gamestream::control::{ClientMessage, HostMessage};
use lumen_core::gamestream::nvhttp::{App, AppId};
use lumen_core::gamestream::pairing::{Fingerprint, HostPairing, Identity, Pin};
use lumen_core::gamestream::rtsp::Method;
use lumen_core::gamestream::sdp::{HostOffer, StreamRequest};
use lumen_core::gamestream::{Encryption, PingPayload, SessionKey};
use rsa::pkcs8::EncodePrivateKey;

pub use control::Command;
pub use video::{LATENCY, luma};

/// Connect data and ping payload of every session of this host.
pub const CONNECT_DATA: u32 = 0x1234_abcd;
pub fn ping_payload() -> PingPayload {
    PingPayload::from_random([0x7a, 0x31, 0xf0, 0x9c, 0x55, 0xe2, 0xb8, 0x4d])
}

/// Where a host falls silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    PublicInfo,
    Pin,
    PairedInfo,
    AppList,
    Launch,
    Rtsp(Method),
    Control,
    Cancel,
}

/// How a host behaves.
#[derive(Clone)]
pub struct Behaviour {
    /// The PIN that its user types.
    pub pin: &'static str,
    pub silent_at: Option<Stage>,
    pub running: Option<AppId>,
    pub offer: HostOffer,
    /// Status of the answer to ANNOUNCE.
    pub announce_status: u16,
    /// True for datagrams that get lost: by frame, and place in the frame.
    pub loses: fn(u32, usize) -> bool,
    /// True for frames whose second slice is left out: whole on the wire, but undecodable.
    pub maims: fn(u32) -> bool,
    /// The first frame is a predicted one, and so are all others.
    pub no_key_frames: bool,
    /// Who it is.
    pub identity: &'static HostIdentity,
}

impl Default for Behaviour {
    fn default() -> Self {
        Behaviour {
            pin: "1234",
            silent_at: None,
            running: None,
            offer: HostOffer {
                touch_and_pen: false,
                gamepad_sensors: false,
                supported: Encryption::ALL,
                required: Encryption::CONTROL,
                invalidation: false,
                hevc: false,
                av1: false,
            },
            announce_status: 200,
            loses: |_, _| false,
            maims: |_| false,
            no_key_frames: false,
            identity: &FIRST,
        }
    }
}

/// Certificate and key of a host.
pub struct HostIdentity {
    pub pairing: Identity,
    pub key: Vec<u8>,
}

/// Two hosts' identities, made once: RSA keys take their time.
pub static FIRST: LazyLock<HostIdentity> = LazyLock::new(make_identity);
pub static OTHER: LazyLock<HostIdentity> = LazyLock::new(make_identity);

fn make_identity() -> HostIdentity {
    let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap();
    let pkcs8 = key.to_pkcs8_der().unwrap();
    let signer = rcgen::KeyPair::try_from(pkcs8.as_bytes()).unwrap();
    let params = rcgen::CertificateParams::default();
    let pem = params.self_signed(&signer).unwrap().pem();
    let pairing = Identity::new(&pem, pkcs8.as_bytes()).unwrap();
    HostIdentity { pairing, key: pkcs8.as_bytes().to_vec() }
}

/// What the threads share.
pub struct State {
    behaviour: Behaviour,
    ports: Ports,
    stop: AtomicBool,
    pairing: Mutex<HostPairing>,
    paired: Mutex<Vec<Fingerprint>>,
    running: Mutex<Option<AppId>>,
    /// Paths asked for, in order.
    requests: Mutex<Vec<String>>,
    session: Mutex<Option<Granted>>,
    /// Control messages, in order.
    received: Mutex<Vec<ClientMessage>>,
    key_wanted: AtomicBool,
    gone: AtomicBool,
    audio_pinged: AtomicBool,
    /// Connections that are never answered.
    held: Mutex<Vec<TcpStream>>,
}

/// A session that was launched.
struct Granted {
    key: SessionKey,
    rtsp: lumen_core::gamestream::rtsp_seal::RtspSeal,
    /// Known after ANNOUNCE.
    request: Option<StreamRequest>,
}

#[derive(Clone, Copy)]
struct Ports {
    http: SocketAddr,
    https: SocketAddr,
    rtsp: SocketAddr,
    control: SocketAddr,
    video: SocketAddr,
    audio: SocketAddr,
}

impl State {
    fn is_silent_at(&self, stage: Stage) -> bool {
        self.behaviour.silent_at == Some(stage)
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// A running host; stopped when dropped.
pub struct FakeHost {
    state: Arc<State>,
    commands: std::sync::mpsc::Sender<Command>,
    threads: Vec<JoinHandle<()>>,
}

impl FakeHost {
    pub fn start(behaviour: Behaviour) -> FakeHost {
        let tcp = || TcpListener::bind("127.0.0.1:0").unwrap();
        let udp = || UdpSocket::bind("127.0.0.1:0").unwrap();
        let (http, https, rtsp) = (tcp(), tcp(), tcp());
        let (control, video, audio) = (udp(), udp(), udp());
        let ports = Ports {
            http: http.local_addr().unwrap(),
            https: https.local_addr().unwrap(),
            rtsp: rtsp.local_addr().unwrap(),
            control: control.local_addr().unwrap(),
            video: video.local_addr().unwrap(),
            audio: audio.local_addr().unwrap(),
        };
        let state = Arc::new(State {
            ports,
            stop: AtomicBool::new(false),
            pairing: Mutex::new(HostPairing::new(behaviour.identity.pairing.clone())),
            paired: Mutex::default(),
            running: Mutex::new(behaviour.running),
            requests: Mutex::default(),
            session: Mutex::default(),
            received: Mutex::default(),
            key_wanted: AtomicBool::new(false),
            gone: AtomicBool::new(false),
            audio_pinged: AtomicBool::new(false),
            held: Mutex::default(),
            behaviour,
        });
        let (commands, inbox) = std::sync::mpsc::channel();
        let mut threads = Vec::new();
        let mut spawn = |work: Box<dyn FnOnce(&State) + Send>| {
            let state = Arc::clone(&state);
            threads.push(thread::spawn(move || work(&state)));
        };
        spawn(Box::new(move |state| web::serve_plain(state, &http)));
        spawn(Box::new(move |state| web::serve_tls(state, &https)));
        spawn(Box::new(move |state| rtsp::serve(state, &rtsp)));
        spawn(Box::new(move |state| control::serve(state, control, &inbox)));
        spawn(Box::new(move |state| video::serve(state, &video)));
        spawn(Box::new(move |state| video::await_audio_ping(state, &audio)));
        FakeHost { state, commands, threads }
    }

    pub fn address(&self) -> lumen_client::HostAddress {
        self.state.ports.http.into()
    }

    pub fn command(&self, command: Command) {
        self.commands.send(command).unwrap();
    }

    pub fn say(&self, message: HostMessage) {
        self.command(Command::Say(message));
    }

    /// Trusts nobody any more.
    pub fn forget_everyone(&self) {
        lock(&self.state.paired).clear();
    }

    pub fn trust(&self, fingerprint: Fingerprint) {
        lock(&self.state.paired).push(fingerprint);
    }

    pub fn requests(&self) -> Vec<String> {
        lock(&self.state.requests).clone()
    }

    pub fn received(&self) -> Vec<ClientMessage> {
        lock(&self.state.received).clone()
    }

    pub fn key_requests(&self) -> usize {
        let received = lock(&self.state.received);
        received.iter().filter(|message| **message == ClientMessage::RequestIdr).count()
    }

    /// The client has closed the control stream.
    pub fn is_left(&self) -> bool {
        self.state.gone.load(Ordering::Relaxed)
    }

    pub fn heard_audio_ping(&self) -> bool {
        self.state.audio_pinged.load(Ordering::Relaxed)
    }

    pub fn pin(&self) -> Pin {
        self.state.behaviour.pin.parse().unwrap()
    }
}

impl Drop for FakeHost {
    fn drop(&mut self) {
        self.state.stop.store(true, Ordering::Relaxed);
        let Ports { http, https, rtsp, .. } = self.state.ports;
        for address in [http, https, rtsp] {
            // Ends the wait for a connection.
            let _ = TcpStream::connect(address);
        }
        for thread in self.threads.drain(..) {
            let joined = thread.join();
            assert!(thread::panicking() || joined.is_ok(), "a thread of the host has panicked");
        }
    }
}

/// The one app besides the desktop.
pub fn apps() -> [App; 2] {
    ["Desktop", "Doom"].map(|title| App {
        id: AppId::of_title(title),
        title: title.to_owned(),
        hdr: false,
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}
