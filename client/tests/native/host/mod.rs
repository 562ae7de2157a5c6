//! A host made of `lumen-core` and `lumen-transport`: pairs by a fixed PIN, grants every session,
//! encodes brightness that changes, plays a tone, rumbles when a gamepad shows up.

mod media;
mod sound;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use lumen_core::gamestream::input::InputEvent;
use lumen_core::gamestream::pairing::Fingerprint;
use lumen_core::native::datagram::{Answer, Datagram};
use lumen_core::native::input::InputReceiver;
use lumen_core::native::message::Message;
use lumen_core::native::message::end::{Bye, Reason};
use lumen_core::native::message::format::{Chroma, Codec, Depth, Format, Suite};
use lumen_core::native::message::hello::{Hello, StreamPlan, Welcome};
use lumen_core::native::message::running::{Reconfigure, Reconfigured};
use lumen_core::native::message::value::{Grid, SessionId, Slices, Ticket, VERSION};
use lumen_core::native::pairing::message::{Pair, PairMessage};
use lumen_core::native::pairing::{Binding, HostPairing, Pin};
use lumen_core::native::rumble::{Motors, RumbleSender};
use lumen_core::native::session::{Host as State, HostEvent};
use lumen_core::native::tlv::{RawMessage, TlvError};
use lumen_core::rate::fec::FecBounds;
use lumen_core::recovery::Ask;
use lumen_core::units::{Bitrate, Span};
use lumen_transport::clock;
use lumen_transport::control::quic::{
    Connection, ControlReader, ControlWriter, Credentials, Listener,
};
use rustls::pki_types::PrivatePkcs8KeyDer;

use media::{Change, Media};

pub use media::luma;

/// PIN of this host.
pub const PIN: &str = "314159";

/// Ports of `lumen/1` are so far above the one that addresses name.
const OFFSET: u16 = 20;

/// What the host does and saw.
#[derive(Default)]
pub struct Seen {
    pub input: Mutex<Vec<InputEvent>>,
    pub reports: AtomicU64,
    /// Longest time of its decoder that a client reported, in microseconds.
    pub decode_time: AtomicU64,
    pub asks: AtomicU64,
    pub bye: Mutex<Option<Reason>>,
    pub sessions: AtomicU64,
    pub resumed: AtomicU64,
    /// One of so many bursts of media datagrams is lost; 0 loses none.
    pub lose_every: AtomicU64,
    /// The largest frame is just large enough for the plan.
    pub tight: AtomicBool,
}

pub struct Host {
    pub seen: Arc<Seen>,
    pub fingerprint: Fingerprint,
    address: SocketAddr,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Host {
    pub fn start() -> Host {
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = rcgen::CertificateParams::default().self_signed(&key).unwrap();
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        let credentials = Credentials::new(certificate.der(), &key);
        let (seen, over) = (Arc::new(Seen::default()), Arc::new(AtomicBool::new(false)));
        let fingerprint = credentials.fingerprint();
        let (sender, address) = std::sync::mpsc::channel();
        let shared = (Arc::clone(&seen), Arc::clone(&over));
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
                let mut listener = Listener::bind(any, &credentials).unwrap();
                sender.send(listener.local_addr().unwrap()).unwrap();
                serve(&mut listener, fingerprint, shared.0, &shared.1).await;
            });
        });
        let address = address.recv().unwrap();
        Host { seen, fingerprint, address, over, thread: Some(thread) }
    }

    /// As a client names it.
    pub fn name(&self) -> String {
        self.name_at(self.address.port())
    }

    /// The same behind another port.
    pub fn name_at(&self, port: u16) -> String {
        format!("127.0.0.1:{}", port - OFFSET)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        let joined = self.thread.take().unwrap().join();
        assert!(joined.is_ok() || std::thread::panicking(), "the host has panicked");
    }
}

/// Sessions of clients that are away, or that a client left behind.
type Sessions = Arc<Mutex<HashMap<u64, State>>>;

async fn serve(
    listener: &mut Listener,
    fingerprint: Fingerprint,
    seen: Arc<Seen>,
    over: &AtomicBool,
) {
    let sessions = Sessions::default();
    let mut tasks = tokio::task::JoinSet::new();
    while !over.load(Ordering::Relaxed) {
        tokio::select! {
            connection = listener.accept() => {
                let connection = connection.unwrap();
                connection.admit();
                let session = Session {
                    seen: Arc::clone(&seen),
                    sessions: Arc::clone(&sessions),
                    socket: listener.media_socket(),
                    connection,
                };
                tasks.spawn(session.run(fingerprint));
            }
            Some(done) = tasks.join_next() => done.unwrap(),
            () = tokio::time::sleep(Duration::from_millis(20)) => {}
        }
    }
    listener.close(Reason::ShuttingDown);
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
}

enum First {
    Pair(Pair),
    Session(Message),
}

fn first(raw: RawMessage<'_>) -> Result<Option<First>, TlvError> {
    match PairMessage::parse(raw)? {
        Some(PairMessage::Pair(pair)) => Ok(Some(First::Pair(pair))),
        _ => Ok(Message::parse(raw)?.map(First::Session)),
    }
}

struct Session {
    seen: Arc<Seen>,
    sessions: Sessions,
    socket: Arc<std::net::UdpSocket>,
    connection: Connection,
}

impl Session {
    async fn run(self, fingerprint: Fingerprint) {
        let Ok((mut reader, mut writer)) = self.connection.accept_control().await else { return };
        match reader.next_by(first).await {
            Ok(First::Pair(pair)) => self.pair(pair, fingerprint, &mut reader, writer).await,
            Ok(First::Session(Message::Hello(hello))) => {
                self.session(*hello, &mut reader, &mut writer).await;
            }
            _ => {}
        }
    }

    async fn pair(
        &self,
        pair: Pair,
        host: Fingerprint,
        reader: &mut ControlReader,
        mut writer: ControlWriter,
    ) {
        let (client, connection) =
            (self.connection.peer(), self.connection.pairing_binding().unwrap());
        let binding = Binding { client, host, connection };
        let pin: Pin = PIN.parse().unwrap();
        let (pairing, share) = HostPairing::on_share(&pin, binding, pair.share).unwrap();
        let share = PairMessage::Share(share);
        writer.send_by(|grease, out| share.write(grease, out)).await.unwrap();
        let proof = reader.next_by(PairMessage::parse).await.unwrap();
        let PairMessage::Confirm(proof) = proof else { panic!("no proof") };
        let answer = match pairing.on_proof(proof) {
            Ok(answer) => PairMessage::Paired(answer),
            Err(_) => PairMessage::Bye(Bye::from(Reason::WrongPin)),
        };
        writer.send_by(|grease, out| answer.write(grease, out)).await.unwrap();
        writer.finish().await;
    }

    async fn session(&self, hello: Hello, reader: &mut ControlReader, writer: &mut ControlWriter) {
        let mut state = State::new(clock::now());
        let number = self.seen.sessions.fetch_add(1, Ordering::Relaxed);
        let welcome = welcome(&hello, number, &self.seen);
        let resumed = hello.resume.as_ref().map(|resume| resume.session.0);
        let held = resumed.and_then(|session| self.sessions.lock().unwrap().remove(&session));
        let answer = match held {
            Some(mut held) => {
                self.seen.resumed.fetch_add(1, Ordering::Relaxed);
                let answer = held.resume(&hello, welcome, clock::now()).unwrap();
                state = held;
                answer
            }
            None => {
                state.on_message(Message::Hello(Box::new(hello)), clock::now()).unwrap();
                state.welcome(welcome, clock::now()).unwrap()
            }
        };
        let Message::Welcome(welcome) = answer.clone() else { panic!("no welcome") };
        writer.send(&answer).await.unwrap();
        self.running(state, &welcome, reader, writer).await;
    }

    async fn running(
        &self,
        mut state: State,
        welcome: &Welcome,
        reader: &mut ControlReader,
        writer: &mut ControlWriter,
    ) {
        let (changed, mut changes) = tokio::sync::mpsc::unbounded_channel::<Change>();
        let mut media = None;
        let mut sound = None;
        let mut side = Side::default();
        loop {
            tokio::select! {
                message = reader.next() => {
                    let Ok(message) = message else { break };
                    match state.on_message(message, clock::now()).unwrap() {
                        Some(HostEvent::Started) => {
                            media = Some(self.start_media(welcome, changed.clone()));
                            sound = Some(sound::start(self.connection.clone()));
                        }
                        Some(HostEvent::Reconfigure(wish)) => {
                            let plan = wished(*state.plan().unwrap(), &wish);
                            media.as_ref().unwrap().change(wish.request, plan);
                        }
                        Some(HostEvent::Ask(ask)) => {
                            self.seen.asks.fetch_add(1, Ordering::Relaxed);
                            // This encoder holds no older reference.
                            let (Ask::KeyFrame | Ask::Invalidate(_)) = ask.ask;
                            media.as_ref().unwrap().key_frame();
                        }
                        Some(HostEvent::Ended(bye)) => {
                            *self.seen.bye.lock().unwrap() = Some(bye.reason);
                            drop((media, sound));
                            return;
                        }
                        _ => {}
                    }
                }
                datagram = self.connection.recv_datagram() => {
                    let Ok(datagram) = datagram else { break };
                    self.on_datagram(&datagram, &mut side);
                }
                Some(change) = changes.recv() => {
                    let Change { request, first, plan, go } = change;
                    let change = Reconfigured { request: Some(request), first, plan };
                    writer.send(&state.reconfigured(change).unwrap()).await.unwrap();
                    go.send(()).unwrap();
                }
                () = tokio::time::sleep(Duration::from_millis(20)) => {}
            }
            self.rumble(&mut side);
        }
        drop((media, sound));
        state.on_disconnect(clock::now());
        self.sessions.lock().unwrap().insert(welcome.session.0, state);
    }

    fn start_media(
        &self,
        welcome: &Welcome,
        changed: tokio::sync::mpsc::UnboundedSender<Change>,
    ) -> Media {
        Media::start(
            Arc::clone(&self.socket),
            self.connection.clone(),
            welcome.clone(),
            Arc::clone(&self.seen),
            changed,
        )
    }

    fn on_datagram(&self, datagram: &[u8], side: &mut Side) {
        let now = clock::now();
        let mut out = Vec::new();
        match Datagram::parse(datagram).unwrap() {
            Datagram::Probe(probe) => {
                let (sent, received) = (probe.sent, now + CLOCK_AHEAD);
                let answered = clock::now() + CLOCK_AHEAD;
                Datagram::Answer(Answer { sent, received, answered }).write(&mut out);
            }
            Datagram::Input(input) => {
                let mut events = self.seen.input.lock().unwrap();
                side.input.datagram(&input, |event| {
                    if let InputEvent::Gamepad(state) = event {
                        let low_frequency = if state.buttons.0 == 0 { 0 } else { 40_000 };
                        let motors = Motors { low_frequency, ..Motors::STILL };
                        side.rumble.set(state.gamepad, motors, now);
                    }
                    events.push(event);
                });
                let seen = side.input.acknowledge().unwrap();
                Datagram::InputSeen(seen).write(&mut out);
            }
            Datagram::Report(report) => {
                self.seen.decode_time.fetch_max(report.decode_time.0, Ordering::Relaxed);
                self.seen.reports.fetch_add(1, Ordering::Relaxed);
                return;
            }
            _ => return,
        }
        let _ = self.connection.send_datagram(out);
    }

    fn rumble(&self, side: &mut Side) {
        while let Some(rumble) = side.rumble.next(clock::now()) {
            let mut out = Vec::new();
            Datagram::Rumble(rumble).write(&mut out);
            let _ = self.connection.send_datagram(out);
        }
    }
}

/// The host's clock, as it seems to the client.
pub const CLOCK_AHEAD: Span = Span(7_000_000_000);

#[derive(Default)]
struct Side {
    input: InputReceiver,
    rumble: RumbleSender,
}

fn welcome(hello: &Hello, number: u64, seen: &Seen) -> Welcome {
    let tiles = hello.caps.max_tiles.get();
    let max_frame = if seen.tight.load(Ordering::Relaxed) { 64 << 10 } else { 1 << 20 };
    Welcome {
        version: VERSION,
        session: SessionId(number),
        ticket: Ticket::new([number as u8; 32]),
        grace: Span::from_secs(30),
        plan: StreamPlan {
            mode: hello.mode,
            format: Format { codec: Codec::H264, chroma: Chroma::Half, depth: Depth::Eight },
            bitrate: Bitrate::from_kbps(4_000),
            grid: if tiles >= 2 { Grid::new(2, 1).unwrap() } else { Grid::ONE },
            slices: Slices::new(2).unwrap().min(hello.caps.max_slices),
            audio: hello.caps.audio,
            fec: FecBounds::default(),
            big_blocks: false,
            max_frame,
        },
        suite: Suite::Aes128Gcm,
        max_datagram: 1_200,
        clock: clock::now() + CLOCK_AHEAD,
    }
}

fn wished(plan: StreamPlan, wish: &Reconfigure) -> StreamPlan {
    StreamPlan {
        mode: wish.mode.unwrap_or(plan.mode),
        bitrate: wish.bitrate.unwrap_or(plan.bitrate),
        max_frame: 1 << 20,
        ..plan
    }
}
