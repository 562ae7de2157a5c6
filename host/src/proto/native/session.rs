//! One session, from Hello to Bye, over one connection after another.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use lumen_core::native::datagram::{Answer, Datagram};
use lumen_core::native::input::InputReceiver;
use lumen_core::native::message::Message;
use lumen_core::native::message::end::{Busy, Bye, Reason};
use lumen_core::native::message::format::{Codec, Suite};
use lumen_core::native::message::hello::{Hello, StreamPlan, Welcome};
use lumen_core::native::message::running::{Reconfigure, Reconfigured, RequestId, TileAsk};
use lumen_core::native::message::value::{SessionId, Ticket, VERSION};
use lumen_core::native::session::{Host as Machine, HostEvent, TurnError};
use lumen_core::recovery::Ask;
use lumen_core::units::{FrameId, Micros, Mode, Span};
use lumen_transport::clock;
use lumen_transport::control::quic::{Connection, ControlReader, ControlWriter, QuicError};
use ring::rand::{SecureRandom, SystemRandom};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::host::{NativeHost, Place};
use super::media::{Media, MediaError};
use super::pads::Pads;
use super::scene::{self, Ends, Prepared, Scene, SceneError};
use super::{plan, sound};
use crate::audio::AudioThread;
use crate::input::Inject;
use crate::proto::events::translate;
use crate::stream::{Coders, OpenEncoder, Remote, Source, SwapError, Swapped};

/// How often a running session looks after its app and its stream.
const CHECK: Duration = Duration::from_millis(250);

/// A new source that shows nothing for so long is given up.
const FIRST_FRAME: Span = Span::from_secs(3);

/// What to tell a client that there is no room for.
const RETRY: Span = Span::from_secs(5);

/// A client that is let in and has said Hello.
pub struct Arrival {
    /// Its connection.
    pub connection: Connection,
    /// What it says.
    pub reader: ControlReader,
    /// What it is told.
    pub writer: ControlWriter,
    /// What it said first.
    pub hello: Box<Hello>,
}

/// Why a session ends by the host's doing.
#[derive(Debug, thiserror::Error)]
enum SessionError {
    #[error(transparent)]
    Turn(#[from] TurnError),
    #[error(transparent)]
    Scene(#[from] SceneError),
    #[error(transparent)]
    Media(#[from] MediaError),
    #[error("nothing that the client decodes is coded here")]
    NoFormat,
    #[error("the system has no random numbers")]
    Random,
    #[error("the stream ended: {0}")]
    Stream(String),
    #[error("the client broke the rules: {0}")]
    Message(QuicError),
    #[error("the app has ended")]
    AppEnded,
    #[error("the client was unpaired")]
    Revoked,
    #[error("the host ends")]
    ShuttingDown,
    #[error("the client took too long")]
    TooSlow,
}

impl SessionError {
    fn bye(&self) -> Bye {
        Bye::from(match self {
            Self::Turn(error) => return error.bye(),
            Self::NoFormat => Reason::Format,
            Self::Message(_) => Reason::Protocol,
            Self::AppEnded => Reason::Finished,
            Self::Revoked => Reason::NotTrusted,
            Self::ShuttingDown => Reason::ShuttingDown,
            Self::TooSlow => Reason::TooSlow,
            Self::Scene(_) | Self::Media(_) | Self::Random | Self::Stream(_) => Reason::Internal,
        })
    }
}

/// Says Bye to somebody who gets no session, and closes.
pub async fn turn_away(connection: Connection, mut writer: ControlWriter, bye: Bye) {
    let reason = bye.reason;
    tracing::info!(address = %connection.remote_address(), ?reason, "turned away");
    // A client that is gone needs no reason.
    let _ = writer.send(&Message::Bye(bye)).await;
    writer.finish().await;
    connection.close(reason);
}

/// Gives a client a session, if there is room, and serves it until it ends.
pub async fn run(host: Arc<NativeHost>, arrival: Arrival) {
    let Arrival { connection, reader, mut writer, hello } = arrival;
    let now = clock::now();
    let mut machine = Machine::new(now);
    let client = connection.peer();
    let address = connection.remote_address();
    if let Err(error) = machine.on_message(Message::Hello(hello.clone()), now) {
        return turn_away(connection, writer, error.bye()).await;
    }
    let (id, ticket) = match names() {
        Ok(names) => names,
        Err(error) => return turn_away(connection, writer, error.bye()).await,
    };
    let Some((place, arrivals)) = host.enter(id, client) else {
        if let Ok(busy) = machine.busy(Busy { retry: Some(RETRY) }) {
            let _ = writer.send(&busy).await;
        }
        tracing::info!(%address, "no room for another session");
        writer.finish().await;
        return connection.close(Reason::Finished);
    };
    tracing::info!(session = id.0, %address, name = hello.name.as_str(), mode = %hello.mode, "session begins");
    let link = Some(Link { connection, reader, writer });
    let scene = match open_scene(&host, hello.mode).await {
        Ok(scene) => scene,
        Err(error) => {
            tracing::warn!(session = id.0, %error, "nothing to show");
            let Some(Link { connection, writer, .. }) = link else { return };
            return turn_away(connection, writer, Bye::from(Reason::Internal)).await;
        }
    };
    let mut session = Session {
        host,
        machine,
        place,
        link,
        arrivals,
        scene,
        inject: None,
        pads: open_pads(),
        input: InputReceiver::default(),
        media: None,
        sound: None,
        work: Work::None,
    };
    let ended = match session.welcome(&hello, ticket).await {
        Ok(()) => session.serve().await,
        Err(error) => Err(error),
    };
    session.leave(ended).await;
}

/// The session's gamepads; none where the system has no more descriptors.
fn open_pads() -> Option<Pads> {
    let opened = Pads::new();
    opened.inspect_err(|error| tracing::warn!(%error, "the session has no gamepads")).ok()
}

/// Shows the plan's mode, and makes all that the stream needs for it.
fn prepare(
    scene: &mut dyn Scene,
    open_encoder: Option<OpenEncoder>,
    plan: plan::EnginePlan,
    leaves: &dyn Fn(),
) -> Result<Prepared, SceneError> {
    let open_encoder = open_encoder.ok_or(SceneError::NoCoder)?;
    // Encoders first: from when the app leaves its output, the client sees it stand still.
    let coders = Coders::open(open_encoder, plan)?;
    let Ends { capture, inject } = scene.show(plan.mode, leaves)?;
    Ok(Prepared { source: Source::new(capture, coders), inject })
}

/// Number and ticket of a session, neither to be guessed.
fn names() -> Result<(SessionId, Ticket), SessionError> {
    let (mut id, mut ticket) = ([0; 8], [0; 32]);
    let random = SystemRandom::new();
    random
        .fill(&mut id)
        .and_then(|()| random.fill(&mut ticket))
        .map_err(|_| SessionError::Random)?;
    Ok((SessionId(u64::from_be_bytes(id)), Ticket::new(ticket)))
}

/// A scene that blocking threads use in turn.
type SharedScene = Arc<Mutex<Box<dyn Scene>>>;

async fn open_scene(host: &Arc<NativeHost>, mode: Mode) -> Result<SharedScene, SceneError> {
    let settings = host.settings.clone();
    let open = move || {
        let app = settings.app.as_ref();
        scene::open(settings.show, app, &settings.display, &settings.layout, mode)
    };
    let scene = tokio::task::spawn_blocking(open).await.map_err(|_| SceneError::Panicked)??;
    Ok(Arc::new(Mutex::new(scene)))
}

/// The connection that the client is on.
struct Link {
    connection: Connection,
    reader: ControlReader,
    writer: ControlWriter,
}

/// What is in the making on other threads.
enum Work {
    None,
    /// A stream that begins.
    Start(JoinHandle<Result<Prepared, SceneError>>),
    /// Another source for the stream that runs.
    Change {
        wish: Wish,
        made: JoinHandle<Result<Prepared, SceneError>>,
    },
    /// The stream waits for the first frame of it.
    Swap {
        wish: Wish,
        inject: Box<dyn Inject>,
        swapped: oneshot::Receiver<Result<Swapped, SwapError>>,
        until: Micros,
    },
}

/// What a client wished for.
#[derive(Clone, Copy)]
struct Wish {
    request: RequestId,
    plan: StreamPlan,
}

struct Session {
    host: Arc<NativeHost>,
    machine: Machine,
    place: Place,
    link: Option<Link>,
    arrivals: mpsc::Receiver<Box<Arrival>>,
    scene: SharedScene,
    inject: Option<Box<dyn Inject>>,
    pads: Option<Pads>,
    input: InputReceiver,
    media: Option<Media>,
    sound: Option<AudioThread>,
    work: Work,
}

/// What a session wakes up for.
enum Event {
    Message(Result<Message, QuicError>),
    Datagram(Result<Bytes, QuicError>),
    Moved,
    Arrived(Box<Arrival>),
    Made(Result<Prepared, SceneError>),
    Swapped(Result<Swapped, SwapError>),
    Rumble,
    Check,
    Revoked,
    ShuttingDown,
}

impl Session {
    async fn welcome(&mut self, hello: &Hello, ticket: Ticket) -> Result<(), SessionError> {
        let settings = &self.host.settings;
        let codes = |codec| (settings.coders)(codec).is_some();
        let plan = plan::first(hello, settings.limits, codes).ok_or(SessionError::NoFormat)?;
        let welcome = Welcome {
            version: VERSION,
            session: self.place.id,
            ticket,
            grace: settings.grace,
            plan,
            suite: Suite::Aes128Gcm,
            max_datagram: settings.max_datagram,
            clock: clock::now(),
        };
        let message = self.machine.welcome(welcome, clock::now())?;
        self.say(&message).await;
        Ok(())
    }

    /// Serves until the client leaves (`Ok`) or something ends the session.
    async fn serve(&mut self) -> Result<(), SessionError> {
        loop {
            let event = self.next().await;
            self.follow();
            match event {
                Event::Message(Ok(message)) => {
                    if self.on_message(message).await? {
                        return Ok(());
                    }
                }
                Event::Message(Err(error @ QuicError::Message(_))) => {
                    return Err(SessionError::Message(error));
                }
                Event::Message(Err(error)) | Event::Datagram(Err(error)) => {
                    self.on_disconnect(&error).await;
                }
                Event::Datagram(Ok(datagram)) => self.on_datagram(&datagram)?,
                Event::Moved => {}
                Event::Arrived(arrival) => self.on_arrival(*arrival).await?,
                Event::Made(made) => self.on_made(made).await?,
                Event::Swapped(swapped) => self.on_swapped(swapped).await?,
                Event::Rumble => self.rumble(),
                Event::Check => self.check()?,
                Event::Revoked => return Err(SessionError::Revoked),
                Event::ShuttingDown => return Err(SessionError::ShuttingDown),
            }
            if self.is_over().await {
                return Err(SessionError::TooSlow);
            }
        }
    }

    /// Waits for what happens next. Everything that is waited for may be dropped half-way.
    async fn next(&mut self) -> Event {
        let Session { host, link, arrivals, work, pads, .. } = self;
        let client = link.as_ref().map(|link| link.connection.peer());
        let revoked = async {
            match client {
                Some(client) => host.clients.until_removed(&client).await,
                None => std::future::pending().await,
            }
        };
        let (connection, reader) = match link {
            Some(Link { connection, reader, .. }) => (Some(&*connection), Some(reader)),
            None => (None, None),
        };
        let message = async {
            match reader {
                Some(reader) => reader.next().await,
                None => std::future::pending().await,
            }
        };
        let datagram = async {
            match connection {
                Some(connection) => connection.recv_datagram().await,
                None => std::future::pending().await,
            }
        };
        let moved = async {
            match connection.and_then(Connection::media_path) {
                Some(mut path) => {
                    // Never fails while the connection is there.
                    let _ = path.changed().await;
                }
                None => std::future::pending().await,
            }
        };
        let rumble = async {
            match pads {
                Some(pads) => pads.due().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = host.ending() => Event::ShuttingDown,
            () = revoked => Event::Revoked,
            Some(arrival) = arrivals.recv() => Event::Arrived(arrival),
            message = message => Event::Message(message),
            datagram = datagram => Event::Datagram(datagram),
            () = moved => Event::Moved,
            event = work.done() => event,
            () = rumble => Event::Rumble,
            () = tokio::time::sleep(CHECK) => Event::Check,
        }
    }

    /// True when the client has left.
    async fn on_message(&mut self, message: Message) -> Result<bool, SessionError> {
        match self.machine.on_message(message, clock::now())? {
            Some(HostEvent::Started) => self.start(),
            Some(HostEvent::Reconfigure(wish)) => self.on_wish(wish).await?,
            Some(HostEvent::Ask(ask)) => self.on_ask(ask),
            Some(HostEvent::Report(report)) => {
                if let Some(media) = &mut self.media {
                    media.on_report(&report, clock::now());
                }
            }
            Some(HostEvent::Ended(bye)) => {
                tracing::info!(session = self.place.id.0, reason = ?bye.reason, "the client leaves");
                return Ok(true);
            }
            Some(HostEvent::Asked) | None => {}
        }
        Ok(false)
    }

    fn on_ask(&self, TileAsk { tile, ask }: TileAsk) {
        let Some(media) = &self.media else { return };
        // Decoders of H.264 refuse numbers that are left out (H.264 clause 7.4.3, `frame_num`).
        let numbered = self.machine.plan().is_some_and(|plan| plan.format.codec == Codec::H264);
        match ask {
            Ask::Invalidate(lost) if !numbered => media.stream.remote().request_anchor(tile, lost),
            _ => media.stream.remote().request_key_frame_of(tile),
        }
    }

    /// Makes what the stream begins with.
    fn start(&mut self) {
        if let Some(plan) = self.machine.plan().copied() {
            self.work = Work::Start(self.make(&plan));
        }
    }

    fn make(&self, plan: &StreamPlan) -> JoinHandle<Result<Prepared, SceneError>> {
        let scene = Arc::clone(&self.scene);
        let remote = self.media.as_ref().map(|media| media.stream.remote().clone());
        let settings = &self.host.settings;
        let open_encoder = (settings.coders)(plan.format.codec);
        let plan = plan::engine(plan, settings.profile, settings.pacing);
        tokio::task::spawn_blocking(move || {
            let mut scene = scene.lock().unwrap_or_else(PoisonError::into_inner);
            let hold = || remote.iter().for_each(Remote::hold);
            let prepared = prepare(&mut **scene, open_encoder, plan, &hold);
            if prepared.is_err() {
                remote.iter().for_each(Remote::release);
            }
            prepared
        })
    }

    /// A change of size or rate takes another source; all else is told to the stream.
    async fn on_wish(&mut self, wish: Reconfigure) -> Result<(), SessionError> {
        let Machine::Running { grant, .. } = &self.machine else { return Ok(()) };
        let now = grant.welcome.plan;
        let plan = plan::changed(&now, &wish, &grant.caps);
        let wish = Wish { request: wish.request, plan };
        if plan.mode != now.mode && self.media.is_some() {
            self.work = Work::Change { wish, made: self.make(&plan) };
            return Ok(());
        }
        // Without a stream there is no source to replace: it will begin as it was planned.
        let plan = StreamPlan { mode: now.mode, ..plan };
        if let Some(media) = &mut self.media {
            media.on_plan(&plan);
        }
        let first = self.next_frame();
        self.answer(Wish { plan, ..wish }, first).await
    }

    async fn answer(&mut self, wish: Wish, first: FrameId) -> Result<(), SessionError> {
        let Wish { request, plan } = wish;
        let change = Reconfigured { request: Some(request), first, plan };
        let message = self.machine.reconfigured(change)?;
        self.say(&message).await;
        Ok(())
    }

    /// Number of the frame that will be sent next, about.
    fn next_frame(&self) -> FrameId {
        let sent = self.media.as_ref().map_or(0, |media| media.stream.remote().stats().frames);
        FrameId(sent as u32)
    }

    async fn on_made(&mut self, made: Result<Prepared, SceneError>) -> Result<(), SessionError> {
        match std::mem::replace(&mut self.work, Work::None) {
            Work::Start(_) => self.begin(made?),
            Work::Change { wish, .. } => match (made, &mut self.media) {
                (Ok(Prepared { source, inject }), Some(media)) => {
                    let (done, swapped) = oneshot::channel();
                    // Nobody waits any more where the session is over.
                    let done = Box::new(move |result| drop(done.send(result)));
                    media.stream.replace(source, done).map_err(MediaError::Threads)?;
                    let until = clock::now() + FIRST_FRAME;
                    self.work = Work::Swap { wish, inject, swapped, until };
                    Ok(())
                }
                (Ok(_), None) => self.keep(wish).await,
                (Err(error), _) => {
                    tracing::warn!(session = self.place.id.0, %error, mode = %wish.plan.mode, "mode refused");
                    self.keep(wish).await
                }
            },
            other => {
                self.work = other;
                Ok(())
            }
        }
    }

    /// Answers a wish that could not be met: the plan is as before.
    async fn keep(&mut self, wish: Wish) -> Result<(), SessionError> {
        let Some(plan) = self.machine.plan().copied() else { return Ok(()) };
        let first = self.next_frame();
        self.answer(Wish { plan, ..wish }, first).await
    }

    fn begin(&mut self, prepared: Prepared) -> Result<(), SessionError> {
        let (Machine::Running { grant, .. }, Some(link)) = (&self.machine, &self.link) else {
            return Ok(());
        };
        let NativeHost { settings, media, .. } = &*self.host;
        let socket = Arc::clone(media);
        let tracer = settings.tracer.clone();
        let connection = &link.connection;
        let started = Media::start(
            prepared.source,
            &grant.welcome,
            connection,
            socket,
            settings.send,
            tracer,
        )?;
        self.media = Some(started);
        self.inject = Some(prepared.inject);
        let audio = grant.welcome.plan.audio;
        self.sound =
            sound::start(settings.sound, audio, connection.clone()).unwrap_or_else(|error| {
                tracing::warn!(%error, "the session has no sound");
                None
            });
        Ok(())
    }

    async fn on_swapped(
        &mut self,
        swapped: Result<Swapped, SwapError>,
    ) -> Result<(), SessionError> {
        let Work::Swap { wish, inject, .. } = std::mem::replace(&mut self.work, Work::None) else {
            return Ok(());
        };
        match swapped {
            Ok(Swapped { first, retired }) => {
                // Dropping the one before lets go of what is held on the output that goes.
                self.inject = Some(inject);
                self.with_scene(move |scene| {
                    drop(retired);
                    scene.settle();
                });
                if let Some(media) = &mut self.media {
                    media.on_plan(&wish.plan);
                }
                self.answer(wish, first).await
            }
            Err(error) => {
                tracing::warn!(session = self.place.id.0, %error, mode = %wish.plan.mode, "mode not shown");
                let remote = self.media.as_ref().map(|media| media.stream.remote().clone());
                self.with_scene(move |scene| {
                    if let Err(error) = scene.go_back() {
                        tracing::warn!(%error, "the app stays on the new output");
                    }
                    remote.iter().for_each(Remote::release);
                });
                self.keep(wish).await
            }
        }
    }

    /// Does something with the scene on a blocking thread; others wait for their turn.
    fn with_scene(&self, work: impl FnOnce(&mut dyn Scene) + Send + 'static) {
        let scene = Arc::clone(&self.scene);
        tokio::task::spawn_blocking(move || {
            work(&mut **scene.lock().unwrap_or_else(PoisonError::into_inner));
        });
    }

    fn on_datagram(&mut self, bytes: &[u8]) -> Result<(), SessionError> {
        let received = clock::now();
        match Datagram::parse(bytes) {
            Ok(Datagram::Input(input)) => {
                if let Some(inject) = &mut self.inject {
                    let mut failed = Ok(());
                    let pads = &mut self.pads;
                    self.input.datagram(&input, |message| {
                        pads.iter_mut().for_each(|pads| pads.on_event(&message));
                        for event in translate(message) {
                            let injected = inject.inject(event);
                            failed = std::mem::replace(&mut failed, Ok(())).and(injected);
                        }
                    });
                    failed.map_err(SceneError::from)?;
                }
                if let Some(seen) = self.input.acknowledge() {
                    self.send(&Datagram::InputSeen(seen));
                }
            }
            Ok(Datagram::Probe(probe)) => {
                let answered = clock::now();
                let answer = Answer { sent: probe.sent, received, answered };
                self.send(&Datagram::Answer(answer));
            }
            Ok(Datagram::Report(report)) => {
                if let Some(media) = &mut self.media {
                    media.on_report(&report, received);
                }
            }
            // Of a later version, or not for hosts.
            Ok(_) | Err(_) => {}
        }
        Ok(())
    }

    fn send(&self, datagram: &Datagram<'_>) {
        let Some(link) = &self.link else { return };
        let mut bytes = Vec::with_capacity(32);
        datagram.write(&mut bytes);
        // What is lost is repeated by who asked; a lost connection is noticed elsewhere.
        let _ = link.connection.send_datagram(bytes);
    }

    fn rumble(&mut self) {
        let now = clock::now();
        while let Some(rumble) = self.pads.as_mut().and_then(|pads| pads.next(now)) {
            self.send(&Datagram::Rumble(rumble));
        }
    }

    fn follow(&self) {
        let path = self.link.as_ref().and_then(|link| link.connection.media_path());
        if let (Some(mut path), Some(media)) = (path, &self.media) {
            let address = *path.borrow_and_update();
            if address != media.destination.address() {
                tracing::info!(session = self.place.id.0, %address, "the client has moved");
                media.destination.set(address);
            }
        }
    }

    /// The client is gone without a word: its display and app wait for it, its stream ends.
    async fn on_disconnect(&mut self, error: &QuicError) {
        tracing::info!(session = self.place.id.0, %error, "connection lost");
        self.link = None;
        self.machine.on_disconnect(clock::now());
        self.stop().await;
    }

    /// Ends stream and sound, and lets go of every key.
    async fn stop(&mut self) {
        self.work = Work::None;
        if let Some(inject) = &mut self.inject
            && let Err(error) = inject.release_all()
        {
            tracing::debug!(%error, "input not released");
        }
        self.inject = None;
        self.pads.iter_mut().for_each(Pads::release_all);
        let (media, sound) = (self.media.take(), self.sound.take());
        if let Some(media) = &media {
            let stats = media.stream.remote().stats();
            tracing::info!(session = self.place.id.0, ?stats, input = ?self.input.stats(), "stream over");
        }
        if tokio::task::spawn_blocking(move || drop((media, sound))).await.is_err() {
            tracing::error!("a stream panicked as it ended");
        }
    }

    /// The client is back over another connection; the stream begins anew there.
    async fn on_arrival(&mut self, arrival: Arrival) -> Result<(), SessionError> {
        let Arrival { connection, reader, mut writer, hello } = arrival;
        let now = clock::now();
        let welcome = match &self.machine {
            Machine::Away { grant, .. }
            | Machine::Offered { grant, .. }
            | Machine::Running { grant, .. } => Some(grant.welcome.clone()),
            _ => None,
        };
        let Some(welcome) = welcome else {
            turn_away(connection, writer, Bye::from(Reason::NoSession)).await;
            return Ok(());
        };
        match self.machine.resume(&hello, Welcome { clock: now, ..welcome }, now) {
            Ok(message) => {
                if let Some(Link { connection, writer, .. }) = self.link.take() {
                    turn_away(connection, writer, Bye::from(Reason::Replaced)).await;
                }
                self.stop().await;
                let _ = writer.send(&message).await;
                tracing::info!(session = self.place.id.0, address = %connection.remote_address(), "the client is back");
                self.input = InputReceiver::default();
                self.link = Some(Link { connection, reader, writer });
            }
            Err(error) => turn_away(connection, writer, error.bye()).await,
        }
        Ok(())
    }

    fn check(&mut self) -> Result<(), SessionError> {
        if let Some(why) = self.media.as_ref().and_then(|media| media.stream.remote().ended()) {
            return Err(SessionError::Stream(why));
        }
        if let (Work::Swap { until, .. }, Some(media)) = (&self.work, &self.media)
            && clock::now() >= *until
        {
            media.stream.give_up(SwapError::NoFrame);
        }
        // Somebody who makes a source has it locked; the next check is soon.
        let ended = self.scene.try_lock().is_ok_and(|mut scene| scene.has_ended());
        if ended { Err(SessionError::AppEnded) } else { Ok(()) }
    }

    async fn is_over(&mut self) -> bool {
        let message = self.machine.on_time(clock::now());
        if let Some(message) = &message {
            self.say(message).await;
        }
        matches!(self.machine, Machine::Left(_) | Machine::Gone(_))
    }

    /// Says something; that the client is gone is noticed where it is listened to.
    async fn say(&mut self, message: &Message) {
        if let Some(link) = &mut self.link {
            let _ = link.writer.send(message).await;
        }
    }

    /// Ends everything: the client hears why, then stream, app and display go.
    async fn leave(mut self, ended: Result<(), SessionError>) {
        let id = self.place.id.0;
        let bye = match &ended {
            Ok(()) => Bye::from(Reason::Finished),
            Err(error) => {
                tracing::info!(session = id, %error, "session ends");
                error.bye()
            }
        };
        self.stop().await;
        let reason = bye.reason;
        if let Some(message) = self.machine.bye(bye) {
            self.say(&message).await;
        }
        if let Some(Link { connection, writer, .. }) = self.link.take() {
            writer.finish().await;
            connection.close(reason);
        }
        let scene = self.scene;
        if tokio::task::spawn_blocking(move || drop(scene)).await.is_err() {
            tracing::error!(session = id, "a display panicked as it ended");
        }
        drop(self.place);
    }
}

impl Work {
    /// Waits for what is in the making. May be dropped half-way.
    async fn done(&mut self) -> Event {
        match self {
            Self::None => std::future::pending().await,
            Self::Start(made) | Self::Change { made, .. } => {
                Event::Made(made.await.unwrap_or(Err(SceneError::Panicked)))
            }
            Self::Swap { swapped, .. } => {
                Event::Swapped(swapped.await.unwrap_or(Err(SwapError::Ended)))
            }
        }
    }
}
