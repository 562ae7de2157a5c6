//! A `lumen/1` session, from the embedding program's point of view.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use lumen_core::audio::Take;
use lumen_core::clock::{Drift, Offset};
use lumen_core::gamestream::input::{GamepadIndex, InputEvent};
use lumen_core::native::message::hello::StreamPlan;
use lumen_core::native::message::running::RequestId;
use lumen_core::native::message::value::Tile;
use lumen_core::native::rumble::Motors;
use lumen_core::units::{FrameId, Span};
use lumen_transport::clock;

use super::control::{self, Setup, Step, ask_for_key_frames};
use super::link::{Link, Wish};
use super::options::NativeOptions;
use crate::state::{Alive, Shared};
use crate::units::{Lease, Taken, Unit, UnitReader};
use crate::{Client, ClientError, End, HostAddress, StreamStats};

/// What happens to a session while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeEvent {
    /// The stream is another one from some frame on. Frames of the plan before may still come.
    Changed {
        /// The wish that this answers; none if the host changed the stream by itself.
        request: Option<RequestId>,
        /// Number of the plan, which units carry.
        number: u32,
        /// The first frame of the plan.
        first: FrameId,
        /// All of the plan. What could not be changed is as before.
        plan: StreamPlan,
    },
    /// The connection is lost; it is made again as long as the host keeps the session.
    Lost,
    /// There is a connection again. The next access unit is a key frame.
    Back,
}

/// What a gamepad's motors are to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RumbleEvent {
    /// Which gamepad.
    pub gamepad: GamepadIndex,
    /// All still after a while in which nothing new comes.
    pub motors: Motors,
}

/// What is known of the host's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockState {
    /// What is to be added to our time, and by how much that may be off.
    pub offset: Offset,
    /// How much faster the host's clock runs, once that is known.
    pub drift: Option<Drift>,
    /// Shortest round trip of late.
    pub round_trip: Span,
}

/// A running `lumen/1` session. Dropping it leaves the host.
///
/// All methods may be called on any thread; those that wait for the same thing wait for each
/// other.
pub struct NativeSession {
    pub(super) link: Arc<Link>,
    units: Mutex<UnitReader>,
    home: SyncSender<Unit>,
    control: Option<JoinHandle<()>>,
}

impl Client {
    /// Asks a host for a session over `lumen/1`. Returns when it is granted; the first frame takes
    /// a moment longer.
    ///
    /// # Errors
    /// `Setting` for what no host could grant; `Turned`, `NoRoom`, `Turn`; those of
    /// [`Client::check_host`]; `Resolve`, `Quic`, `Start`.
    pub fn connect_native(
        &self,
        host: &HostAddress,
        options: &NativeOptions,
    ) -> Result<NativeSession, ClientError> {
        let hello = options.hello()?;
        let address = host.resolve_native()?;
        let link = Arc::new(Link::new(Arc::new(Shared::default())));
        let (sender, steps) = sync_channel(2);
        let setup = Setup {
            address,
            credentials: self.credentials(),
            hello,
            delivery: options.delivery,
            spin: options.spin,
            link: Arc::clone(&link),
            steps: sender,
        };
        let control = Joining(Some(spawn(setup)?), Arc::clone(&link));
        let units = self.follow(&steps, host, options)?;
        let home = units.home();
        Ok(NativeSession { link, units: Mutex::new(units), home, control: control.release() })
    }

    /// Answers the control thread until the session is granted.
    fn follow(
        &self,
        steps: &Receiver<Step>,
        host: &HostAddress,
        options: &NativeOptions,
    ) -> Result<UnitReader, ClientError> {
        loop {
            match steps.recv() {
                Ok(Step::Seen(seen, verdict)) => {
                    let checked = self.check_host(host, seen, options.trust);
                    // Whoever asked may be gone.
                    let _ = verdict.send(checked.is_ok());
                    checked?;
                }
                Ok(Step::Granted(units)) => return Ok(units),
                Ok(Step::Failed(error)) => return Err(error),
                Err(_) => return Err(ClientError::Ended(End::Broken("lumen-control"))),
            }
        }
    }
}

fn spawn(setup: Setup) -> Result<JoinHandle<()>, ClientError> {
    const NAME: &str = "lumen-control";
    let alive = Alive { shared: Arc::clone(&setup.link.shared), thread: NAME };
    let thread = thread::Builder::new().name(NAME.into()).spawn(move || {
        let _alive = alive;
        control::run(setup);
    });
    thread.map_err(|source| ClientError::Start { what: NAME, source })
}

/// Ends the session and waits for its control thread, unless released.
struct Joining(Option<JoinHandle<()>>, Arc<Link>);

impl Joining {
    fn release(mut self) -> Option<JoinHandle<()>> {
        self.0.take()
    }
}

impl Drop for Joining {
    fn drop(&mut self) {
        join(self.0.take(), &self.1);
    }
}

fn join(thread: Option<JoinHandle<()>>, link: &Link) {
    let Some(thread) = thread else { return };
    link.end(End::Local);
    if thread.join().is_err() {
        tracing::error!("the control thread has panicked");
    }
}

impl NativeSession {
    /// Waits for the next access unit or slice, at most for `within`; `None` when none came.
    ///
    /// # Errors
    /// `Ended` when the session is over and nothing is left.
    pub fn next_unit(&self, within: Span) -> Result<Option<Lease<'_>>, ClientError> {
        Ok(self.take_unit(within)?.map(|unit| Lease::new(unit, &self.home)))
    }

    /// The same for who cannot hold a borrow; to be given back by [`NativeSession::give_back`].
    pub(crate) fn take_unit(&self, within: Span) -> Result<Option<Unit>, ClientError> {
        match lock(&self.units).take(within) {
            Taken::Unit(unit) => Ok(Some(unit)),
            Taken::TimedOut => Ok(None),
            Taken::Closed => Err(self.ended()),
        }
    }

    pub(crate) fn give_back(&self, unit: Unit) {
        // The ring is as deep as there are units.
        let _ = self.home.try_send(unit);
    }

    /// Tells how long the decoder of a tile took for an access unit. The host hears of the longest
    /// time since the last report. Never waits.
    ///
    /// Source: docs/wire-native.md "Side planes", report.
    pub fn decoded(&self, tile: Tile, took: Span) {
        self.link.decoded(tile, took);
    }

    /// Hands the next packet time of sound to `play`: call it once for each 5 ms that the output
    /// plays. Never waits.
    pub fn next_sound<T>(&self, play: impl FnOnce(Take<'_>) -> T) -> T {
        play(self.link.sound().take())
    }

    /// Waits for what is new of the session, at most for `within`.
    ///
    /// # Errors
    /// `Ended` when it is over and nothing is left.
    pub fn next_event(&self, within: Span) -> Result<Option<NativeEvent>, ClientError> {
        let over = || self.link.shared.is_over();
        let event = self.link.events.take(clock::now() + within, over);
        if event.is_none() { self.check().map(|()| None) } else { Ok(event) }
    }

    /// Waits for what gamepads are to do, at most for `within`.
    ///
    /// # Errors
    /// `Ended` when the session is over and nothing is left.
    pub fn next_rumble(&self, within: Span) -> Result<Option<RumbleEvent>, ClientError> {
        let over = || self.link.shared.is_over();
        let event = self.link.rumble.take(clock::now() + within, over);
        if event.is_none() { self.check().map(|()| None) } else { Ok(event) }
    }

    /// Sends what the user did. Never waits.
    ///
    /// # Errors
    /// `InputFull` when the host acknowledges nothing any more: the event was not taken; `Ended`.
    pub fn send_input(&self, event: InputEvent) -> Result<(), ClientError> {
        self.check()?;
        let taken = self.link.input().push(event);
        self.link.wake.notify_one();
        taken.map_err(|_| ClientError::InputFull)
    }

    /// Asks for another stream. The answer is a [`NativeEvent::Changed`] with the number returned
    /// here, whose plan may be the old one.
    ///
    /// # Errors
    /// `WishWaits` until the wish before was sent, which waits for the answer to the one before
    /// that; `Ended`.
    pub fn request(&self, wish: Wish) -> Result<RequestId, ClientError> {
        self.check()?;
        self.link.wish(wish).ok_or(ClientError::WishWaits)
    }

    /// Asks for a key frame of every tile, as when a decoder was opened anew.
    ///
    /// # Errors
    /// `Ended`.
    pub fn request_key_frame(&self) -> Result<(), ClientError> {
        self.check()?;
        ask_for_key_frames(&self.link);
        Ok(())
    }

    /// What the stream is like; frames of the plan before may still come.
    pub fn plan(&self) -> Option<StreamPlan> {
        self.link.plan()
    }

    /// The host's clock; `None` before the first answer.
    pub fn clock(&self) -> Option<ClockState> {
        let clock = self.link.clock();
        Some(ClockState {
            offset: clock.offset(clock::now())?,
            drift: clock.drift(),
            round_trip: clock.round_trip()?,
        })
    }

    /// A way to send what the user did from another thread, also when the session is over. What
    /// the host does not keep up with is lost: meant for gamepads, whose every state is whole.
    pub fn input_sink(&self) -> Box<dyn FnMut(InputEvent) + Send> {
        let link = Arc::clone(&self.link);
        Box::new(move |event| {
            if link.input().push(event).is_err() {
                tracing::debug!("input lost");
            }
            link.wake.notify_one();
        })
    }

    /// Counters since the start.
    pub fn stats(&self) -> StreamStats {
        let round_trip = self.link.clock().round_trip();
        StreamStats { round_trip, ..self.link.shared.stats() }
    }

    /// Why the session is over, if it is.
    pub fn is_ended(&self) -> Option<End> {
        self.link.shared.reason()
    }

    /// Ends the session; others that wait return. The threads are joined when it is dropped.
    pub fn leave(&self) {
        self.link.end(End::Local);
    }

    fn check(&self) -> Result<(), ClientError> {
        self.is_ended().map_or(Ok(()), |end| Err(ClientError::Ended(end)))
    }

    fn ended(&self) -> ClientError {
        ClientError::Ended(self.is_ended().unwrap_or(End::Broken("lumen-media")))
    }
}

impl Drop for NativeSession {
    fn drop(&mut self) {
        join(self.control.take(), &self.link);
    }
}

impl std::fmt::Debug for NativeSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NativeSession").field("ended", &self.is_ended()).finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
