//! The control thread: one session, over one connection or, when that is lost, the next.
//!
//! ```text
//! connect ─► trusted? ─► Hello ─► Welcome ─► Start ─► serve ──lost──► connect, within the grace
//!                                                       └──Bye, or time over──► end
//! ```
//! A tokio runtime of one thread; nothing of a frame's way passes here.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::thread::JoinHandle;
use std::time::Duration;

use lumen_core::clock::Exchange;
use lumen_core::gamestream::pairing::Fingerprint;
use lumen_core::native::datagram::{Answer, Datagram};
use lumen_core::native::message::Message;
use lumen_core::native::message::hello::{Hello, Welcome};
use lumen_core::native::message::running::{Reconfigure, Reconfigured};
use lumen_core::native::message::value::Tile;
use lumen_core::native::rumble::{Motors, RumbleReceiver};
use lumen_core::native::session::{Client as State, ClientEvent};
use lumen_core::recovery::Ask;
use lumen_core::units::{FrameId, Micros, Span};
use lumen_transport::clock;
use lumen_transport::control::quic::{Connection, Connector, Credentials, QuicError};
use tokio::sync::oneshot;
use tokio::time::sleep;

use super::line::Line;
use super::link::{Boundary, Link, Wish};
use super::media::{MediaCommand, MediaThread};
use super::options::Delivery;
use super::session::{NativeEvent, RumbleEvent};
use crate::units::{self, UnitReader};
use crate::{ClientError, End};

/// Clock probes: some soon, to narrow the bounds, then ever so often.
const FIRST_PROBES: u32 = 16;
const PROBE_SOON: Span = Span::from_millis(25);
const PROBE_LATER: Span = Span::from_millis(250);

/// Longest that the last input of a session that ends may take to the host.
const LAST_WORDS: Span = Span::from_millis(300);

/// Nothing waits longer than this to be looked at.
const LOOK_UP: Span = Span::from_millis(50);

/// Time between two tries to come back.
const TRY_AGAIN: Duration = Duration::from_millis(250);

/// Units of each tile that may wait for the embedding program; slices of them are as many times
/// more.
const RING_DEPTH: usize = 3;

/// What the calling thread is told on the way to a session.
pub(crate) enum Step {
    /// This host answers; say whether it may be the one.
    Seen(Fingerprint, oneshot::Sender<bool>),
    /// The session runs.
    Granted(UnitReader),
    /// It does not come about.
    Failed(ClientError),
}

/// What the control thread begins with.
pub(crate) struct Setup {
    pub address: SocketAddr,
    pub credentials: Credentials,
    pub hello: Hello,
    pub delivery: Delivery,
    pub spin: Span,
    pub link: Arc<Link>,
    pub steps: SyncSender<Step>,
}

/// How serving a connection ended.
enum Served {
    /// The connection is lost.
    Lost,
    /// The session is over; this is owed to the host.
    Over(End, Option<Message>),
}

/// The loop of the control thread: returns when the session is over.
pub(crate) fn run(setup: Setup) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (link, steps) = (Arc::clone(&setup.link), setup.steps.clone());
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(session(setup)),
        Err(source) => Err(ClientError::Start { what: "the runtime", source }),
    };
    match outcome {
        Ok(end) => link.end(end),
        Err(error) => {
            link.end(End::Vanished);
            let _ = steps.try_send(Step::Failed(error));
        }
    }
}

/// A session from its first connection to its end. An error is one before it was granted.
async fn session(setup: Setup) -> Result<End, ClientError> {
    let connector = Connector::new(setup.address, &setup.credentials)?;
    let connection = connector.connect().await?;
    let host = connection.peer();
    trusted(&setup.steps, host).await?;
    let mut line = Line::open(connection).await?;
    let (state, hello) = State::new(setup.hello.clone(), clock::now());
    line.say(&hello).await?;
    let mut control = Control::new(setup, state, host);
    if let Err(error) = control.greet(&mut line).await {
        let bye = control.state.bye(bye_for(&error));
        line.leave(bye, &connector).await;
        return Err(error);
    }
    let thread = control.start_media(&mut line, &connector)?;
    let _thread = JoinOnDrop { link: Arc::clone(&control.link), thread: Some(thread) };
    control.start(&mut line).await?;
    Ok(control.serve_all(line, &connector).await)
}

async fn trusted(steps: &SyncSender<Step>, host: Fingerprint) -> Result<(), ClientError> {
    let (verdict, answer) = oneshot::channel();
    let asked = steps.send(Step::Seen(host, verdict)).is_ok();
    match asked && answer.await.unwrap_or(false) {
        true => Ok(()),
        // Whoever said no knows why.
        false => Err(ClientError::Ended(End::Local)),
    }
}

fn bye_for(error: &ClientError) -> lumen_core::native::message::end::Bye {
    use lumen_core::native::message::end::{Bye, Reason};
    match error {
        ClientError::Turn(turn) => turn.bye(),
        _ => Bye::from(Reason::Protocol),
    }
}

/// Ends the session and waits for the media thread.
struct JoinOnDrop {
    link: Arc<Link>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for JoinOnDrop {
    fn drop(&mut self) {
        self.link.end(End::Local);
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the media thread has panicked");
        }
    }
}

/// A session as the control thread sees it.
struct Control {
    state: State,
    host: Fingerprint,
    link: Arc<Link>,
    steps: SyncSender<Step>,
    delivery: Delivery,
    spin: Span,
    /// The session as it was granted, with the plan as it is now.
    welcome: Option<Box<Welcome>>,
    /// Number of the plan.
    plan: u32,
    rumble: RumbleReceiver,
    /// Clock probes sent on this connection, and when the next one is due.
    probes: (u32, Micros),
    /// When a session that ends here waits no longer for its input to arrive.
    last_words: Option<Micros>,
}

impl Control {
    fn new(setup: Setup, state: State, host: Fingerprint) -> Control {
        let Setup { link, steps, delivery, spin, .. } = setup;
        Control {
            state,
            host,
            link,
            steps,
            delivery,
            spin,
            welcome: None,
            plan: 0,
            rumble: RumbleReceiver::default(),
            probes: (0, Micros(0)),
            last_words: None,
        }
    }

    /// Waits for the answer to Hello.
    async fn greet(&mut self, line: &mut Line) -> Result<(), ClientError> {
        let until = self.state.deadline().map_or(Span(0), clock::until);
        let answer = tokio::time::timeout(until.into(), line.reader.next()).await;
        let message = answer.map_err(|_| QuicError::Silent)??;
        let granted =
            if let Message::Welcome(welcome) = &message { Some(welcome.clone()) } else { None };
        match self.state.on_message(message)? {
            Some(ClientEvent::Busy(busy)) => Err(ClientError::NoRoom { retry: busy.retry }),
            Some(ClientEvent::Ended(bye)) => Err(ClientError::Turned(bye.reason)),
            _ => {
                if let Some(welcome) = &granted {
                    self.link.set_plan(self.plan, welcome.plan);
                }
                self.welcome = granted;
                Ok(())
            }
        }
    }

    /// Starts the media thread with the granted plan.
    fn start_media(
        &mut self,
        line: &mut Line,
        connector: &Connector,
    ) -> Result<JoinHandle<()>, ClientError> {
        let Some(welcome) = self.welcome.clone() else { return Err(QuicError::Ended.into()) };
        let tiles = usize::from(welcome.plan.grid.tiles().get());
        let each = match self.delivery {
            Delivery::Units => RING_DEPTH,
            Delivery::Slices => RING_DEPTH * usize::from(welcome.plan.slices.get()),
        };
        let (writer, reader) = units::ring(each * tiles, welcome.plan.max_frame as usize);
        self.begin_media(line)?;
        let thread = MediaThread {
            reader: connector.socket().reader(),
            units: writer,
            link: Arc::clone(&self.link),
            delivery: self.delivery,
            spin: self.spin,
        };
        let thread = thread.spawn()?;
        let _ = self.steps.try_send(Step::Granted(reader));
        Ok(thread)
    }

    /// Tells the media thread of a connection and its tiles.
    fn begin_media(&mut self, line: &mut Line) -> Result<(), QuicError> {
        let Some(welcome) = &self.welcome else { return Ok(()) };
        let tiles = line.new_tiles(welcome)?;
        let interval = welcome.plan.mode.refresh.interval();
        let plan = Boundary { first: FrameId(0), plan: self.plan, interval };
        self.link.command(MediaCommand::Begin { plan, tiles });
        Ok(())
    }

    async fn start(&mut self, line: &mut Line) -> Result<(), ClientError> {
        let start = self.state.start()?;
        line.say(&start).await?;
        Ok(())
    }

    /// Serves connections until the session is over; says good-bye.
    async fn serve_all(&mut self, mut line: Line, connector: &Connector) -> End {
        loop {
            match self.serve(&mut line).await {
                Served::Over(end, bye) => {
                    self.link.end(end);
                    line.leave(bye, connector).await;
                    return end;
                }
                Served::Lost => {}
            }
            drop(line);
            self.state.on_disconnect(clock::now());
            self.still(Micros(u64::MAX));
            self.link.events.put(NativeEvent::Lost);
            match self.come_back(connector).await {
                Ok(next) => line = next,
                Err(end) => {
                    self.link.end(end);
                    return end;
                }
            }
            self.link.shared.counters.reconnects.add(1);
            self.link.events.put(NativeEvent::Back);
        }
    }

    /// Connects again until the grace is over.
    async fn come_back(&mut self, connector: &Connector) -> Result<Line, End> {
        loop {
            if self.link.shared.is_over() {
                return Err(End::Local);
            }
            // The machine is away, or over.
            let _ = self.state.on_time(clock::now());
            if self.state.deadline().is_none() {
                return Err(End::Vanished);
            }
            let link = Arc::clone(&self.link);
            let tried = tokio::select! {
                tried = self.resume(connector) => tried,
                () = over(&link) => return Err(End::Local),
            };
            match tried {
                Ok(line) => return Ok(line),
                Err(ClientError::Turned(reason)) => return Err(End::Bye(reason)),
                Err(ClientError::Turn(error)) => {
                    tracing::warn!(%error, "cannot come back");
                    return Err(End::Protocol);
                }
                Err(error) => tracing::debug!(%error, "not back yet"),
            }
            self.state.on_disconnect(clock::now());
            tokio::select! {
                () = sleep(TRY_AGAIN) => {}
                () = over(&link) => return Err(End::Local),
            }
        }
    }

    /// One try to come back.
    async fn resume(&mut self, connector: &Connector) -> Result<Line, ClientError> {
        let connection: Connection = connector.connect().await?;
        if connection.peer() != self.host {
            return Err(ClientError::Turned(lumen_core::native::message::end::Reason::NotTrusted));
        }
        let mut line = Line::open(connection).await?;
        let hello = self.state.resume(clock::now())?;
        line.say(&hello).await?;
        self.greet(&mut line).await?;
        self.link.forget_side_planes();
        self.rumble = RumbleReceiver::default();
        self.probes = (0, Micros(0));
        self.begin_media(&mut line)?;
        self.start(&mut line).await?;
        Ok(line)
    }

    /// Serves one connection.
    async fn serve(&mut self, line: &mut Line) -> Served {
        let link = Arc::clone(&self.link);
        loop {
            let now = clock::now();
            if let Some(end) = link.shared.reason()
                && self.is_ready_for(end, now)
            {
                return Served::Over(end, self.leaving(end));
            }
            if let Err(error) = self.tell(line, now).await {
                return self.lost(&error);
            }
            let wait = Duration::from(clock::until(self.deadline(now)));
            let served = tokio::select! {
                message = line.reader.next() => match message {
                    Ok(message) => self.on_message(message, line),
                    Err(QuicError::Message(error)) => self.broken(&error),
                    Err(error) => Some(self.lost(&error)),
                },
                datagram = line.connection.recv_datagram() => match datagram {
                    Ok(datagram) => {
                        self.on_datagram(&datagram, clock::now());
                        None
                    }
                    Err(error) => Some(self.lost(&error)),
                },
                () = link.wake.notified() => None,
                () = sleep(wait) => None,
            };
            if let Some(served) = served {
                return served;
            }
        }
    }

    /// True when the session may end: what the user did last has reached the host, or there was
    /// time for it.
    fn is_ready_for(&mut self, end: End, now: Micros) -> bool {
        let until = *self.last_words.get_or_insert(now + LAST_WORDS);
        end != End::Local || self.link.input().waiting() == 0 || now >= until
    }

    /// What the host is told when the session ends here.
    fn leaving(&mut self, end: End) -> Option<Message> {
        use lumen_core::native::message::end::{Bye, Reason};
        let reason = if end == End::Local { Reason::Finished } else { Reason::Internal };
        self.state.bye(Bye::from(reason))
    }

    fn broken(&mut self, error: &dyn std::fmt::Display) -> Option<Served> {
        use lumen_core::native::message::end::{Bye, Reason};
        tracing::warn!(%error, "the host broke the rules");
        let bye = self.state.bye(Bye::from(Reason::Protocol));
        Some(Served::Over(End::Protocol, bye))
    }

    fn lost(&self, error: &QuicError) -> Served {
        tracing::info!(%error, "connection lost");
        match error {
            QuicError::Closed(reason) => Served::Over(End::Bye(*reason), None),
            _ => Served::Lost,
        }
    }

    /// Says whatever is to be said.
    async fn tell(&mut self, line: &mut Line, now: Micros) -> Result<(), QuicError> {
        while let Some(ask) = self.link.next_ask() {
            if let Ok(message) = self.state.ask(ask) {
                line.say(&message).await?;
            }
        }
        if let Some(message) = self.next_wish() {
            line.say(&message).await?;
        }
        while let Some(report) = self.link.next_report() {
            line.send(|out| Datagram::Report(report).write(out));
        }
        let mut more = true;
        while more {
            let mut input = self.link.input();
            line.send_if(|out| {
                more = input.datagram(now, out);
                more
            });
        }
        let (sent, due) = self.probes;
        if now >= due {
            line.probe(now);
            let pause = if sent < FIRST_PROBES { PROBE_SOON } else { PROBE_LATER };
            self.probes = (sent.saturating_add(1), now + pause);
        }
        self.still(now);
        Ok(())
    }

    /// Stops the motors whose time is over.
    fn still(&mut self, now: Micros) {
        while let Some(gamepad) = self.rumble.expired(now) {
            self.link.rumble.put(RumbleEvent { gamepad, motors: Motors::STILL });
        }
    }

    /// The wish that waits, unless another one is not answered yet.
    fn next_wish(&mut self) -> Option<Message> {
        if matches!(self.state, State::Running { open: Some(_), .. }) {
            return None;
        }
        let (request, Wish { mode, bitrate, format, fec }) = self.link.next_wish()?;
        self.state.reconfigure(Reconfigure { request, mode, bitrate, format, fec }).ok()
    }

    fn deadline(&self, now: Micros) -> Micros {
        let input = self.link.input().deadline();
        let all = [Some(self.probes.1), input, self.rumble.deadline(), self.state.deadline()];
        all.into_iter().flatten().fold(now + LOOK_UP, Ord::min)
    }

    fn on_message(&mut self, message: Message, line: &mut Line) -> Option<Served> {
        match self.state.on_message(message) {
            Ok(Some(ClientEvent::Reconfigured(change))) => match self.change(&change, line) {
                Ok(()) => None,
                Err(error) => Some(self.lost(&error)),
            },
            Ok(Some(ClientEvent::Ended(bye))) => Some(Served::Over(End::Bye(bye.reason), None)),
            Ok(_) => None,
            Err(error) => {
                tracing::warn!(%error, "the host broke the rules");
                Some(Served::Over(End::Protocol, Some(Message::Bye(error.bye()))))
            }
        }
    }

    /// Another plan holds from some frame on.
    fn change(&mut self, change: &Reconfigured, line: &mut Line) -> Result<(), QuicError> {
        let Some(welcome) = &mut self.welcome else { return Ok(()) };
        welcome.plan = change.plan;
        self.plan += 1;
        let tiles = line.new_tiles(welcome)?;
        let interval = change.plan.mode.refresh.interval();
        let plan = Boundary { first: change.first, plan: self.plan, interval };
        let config = welcome.media(Tile::FIRST);
        self.link.set_plan(self.plan, change.plan);
        self.link.command(MediaCommand::Change { plan, config, tiles });
        let (request, first, number) = (change.request, change.first, self.plan);
        let event = NativeEvent::Changed { request, number, first, plan: change.plan };
        self.link.events.put(event);
        Ok(())
    }

    fn on_datagram(&mut self, datagram: &[u8], now: Micros) {
        match Datagram::parse(datagram) {
            Ok(Datagram::Audio(packet)) => {
                self.link.shared.counters.audio_datagrams.add(1);
                self.link.sound().insert(packet.sequence, packet.redundant, packet.opus);
            }
            Ok(Datagram::Rumble(rumble)) => {
                if let Some(motors) = self.rumble.on_rumble(&rumble, now) {
                    let gamepad = rumble.gamepad;
                    self.link.rumble.put(RumbleEvent { gamepad, motors });
                }
            }
            Ok(Datagram::InputSeen(seen)) => self.link.input().on_seen(seen, now),
            Ok(Datagram::Answer(Answer { sent, received, answered })) => {
                let exchange = Exchange { sent, received, answered, arrived: now };
                if let Err(error) = self.link.clock().on_exchange(&exchange) {
                    tracing::debug!(%error, "clock");
                }
            }
            // Later versions may send more.
            Ok(_) => {}
            Err(_) => self.link.shared.counters.refused_control.add(1),
        }
    }
}

/// Waits for the end of the session.
async fn over(link: &Link) {
    while !link.shared.is_over() {
        tokio::select! {
            () = link.wake.notified() => {}
            () = sleep(LOOK_UP.into()) => {}
        }
    }
}

/// A key frame of every tile is wanted.
pub(crate) fn ask_for_key_frames(link: &Link) {
    let tiles = link.plan().map_or(1, |plan| plan.grid.tiles().get());
    for tile in (0..tiles).filter_map(Tile::new) {
        link.ask(tile, Ask::KeyFrame);
    }
}
