//! What the tests share: their turn, a host, a paired stock client, the host's own account.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, thread};

use lumen_bench::fixture::{Host, Setup};
use lumen_bench::moonlight::{Moonlight, Record, Run, Wish};
use lumen_bench::stages;
use lumen_bench::testcard::scene::Scene;
use lumen_host::stream::trace::FrameTrace;

use crate::pictures::Streamed;

/// How long anything may take that takes a moment on an idle machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The PIN that the stock client is told to use.
const PIN: &str = "1357";

/// Streams compete for the processor: one test at a time.
static TURN: Mutex<()> = Mutex::new(());

/// A host for one test.
pub struct Rig {
    pub host: Host,
    // Last: the next test begins when the host is gone.
    _turn: MutexGuard<'static, ()>,
}

impl Rig {
    /// Waits for the test's turn and starts a host; `None`, loudly, without sway.
    pub fn start(setup: &Setup) -> Option<Rig> {
        if Command::new("sway").arg("--version").output().is_err() {
            eprintln!("SKIPPED: sway is not installed");
            return None;
        }
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Rig { host: Host::start(setup).unwrap(), _turn: turn })
    }

    /// The stock client, paired by way of `at`; `None`, loudly, where it is missing.
    pub fn stock(&self, at: SocketAddr) -> Option<Stock> {
        let client = Moonlight::find(&self.host.client_directory("moonlight"))?;
        let mut pairing = client.pair(at, PIN).unwrap();
        self.host.operator().enter_pin(PIN).unwrap();
        pairing.expect("paired").unwrap();
        assert!(pairing.finish(PATIENCE), "pairing ends well");
        Some(Stock { client, at })
    }

    /// The host's account of the frames of its newest session, up to `last`, whose line may
    /// still be on its way to the file.
    pub fn frames_sent(&self, last: u32) -> Vec<FrameTrace> {
        let mut frames = eventually("the host's trace", || {
            let trace = stages::read_trace(&fs::read_to_string(self.host.trace()).ok()?);
            let begin = trace.iter().rposition(|frame| frame.frame == 1)?;
            Some(trace[begin..].to_vec()).filter(|frames| frames.iter().any(|f| f.frame >= last))
        });
        frames.retain(|frame| frame.frame <= last);
        let numbers: Vec<u32> = frames.iter().map(|frame| frame.frame).collect();
        assert_eq!(numbers, (1..=last).collect::<Vec<_>>(), "the trace knows every frame");
        frames
    }
}

/// Looks until there is something to see.
pub fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let limit = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(Instant::now() < limit, "{what}: not seen");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The stock client, paired.
pub struct Stock {
    client: Moonlight,
    at: SocketAddr,
}

impl Stock {
    /// Begins to stream; the client refuses to pair again.
    pub fn begin(&self, wish: &Wish) -> Run {
        let mut run = self.client.stream(self.at, wish).unwrap();
        run.expect("connected").unwrap();
        run
    }

    /// Streams for as long as `wish` says. Every picture is compared with the `scene` that the
    /// card painted, if it is given.
    pub fn stream(&self, wish: &Wish, scene: Option<Scene>) -> Streamed {
        let mut run = self.begin(wish);
        let mut streamed = Streamed::new(wish.width, wish.height, scene);
        let limit = Instant::now() + Duration::from_secs_f64(wish.seconds) + 2 * PATIENCE;
        let ended = loop {
            match run.next(limit).expect("the client says how it ended") {
                Record::Unit(unit) => streamed.on_unit(unit),
                Record::Picture(luma) => {
                    let frame = streamed.units.last().expect("a picture has a unit").frame;
                    assert_eq!((luma.width, luma.height), (wish.width, wish.height));
                    streamed.on_picture(frame, luma.samples);
                }
                Record::Event(event) if event["event"] == "undecodable" => {
                    streamed.undecodable.push(event);
                }
                Record::Event(event) => break event,
                Record::Rgb { .. } => {}
            }
        };
        assert_eq!((&ended["event"], &ended["termination"]), (&"ended".into(), &().into()));
        assert!(run.finish(PATIENCE), "the client ends well");
        streamed
    }
}
