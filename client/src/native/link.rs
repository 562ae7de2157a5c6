//! What the threads of a session share. Nothing here waits for anybody; locks are held for moments.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lumen_core::audio::{JitterBuffer, JitterConfig};
use lumen_core::clock::{Offset, PeerClock};
use lumen_core::native::input::InputSender;
use lumen_core::native::message::format::Format;
use lumen_core::native::message::hello::StreamPlan;
use lumen_core::native::message::running::{Report, RequestId, TileAsk};
use lumen_core::native::message::value::{MAX_TILES, Tile};
use lumen_core::rate::controller::OneWay;
use lumen_core::rate::fec::FecBounds;
use lumen_core::recovery::Ask;
use lumen_core::units::{Bitrate, FrameId, Micros, Mode, Span};
use tokio::sync::Notify;

use super::media::MediaCommand;
use super::queue::Queue;
use super::session::{NativeEvent, RumbleEvent};
use crate::state::{End, Shared};
use crate::units::Captured;

/// Events and rumble that wait for the embedding program.
const EVENTS: usize = 64;

const TILES: usize = MAX_TILES as usize;

/// Plans of which access units may still wait to be decoded.
const PLANS: usize = 8;

/// A stream that differs in what is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Another mode.
    pub mode: Option<Mode>,
    /// Another bitrate.
    pub bitrate: Option<Bitrate>,
    /// Another codec or kind of samples.
    pub format: Option<Format>,
    /// Other bounds of the parity.
    pub fec: Option<FecBounds>,
}

/// Shared by the threads of one session.
pub(crate) struct Link {
    pub shared: Arc<Shared>,
    /// Wakes the control thread.
    pub wake: Notify,
    pub events: Queue<NativeEvent>,
    pub rumble: Queue<RumbleEvent>,
    clock: Mutex<PeerClock>,
    input: Mutex<InputSender>,
    sound: Mutex<JitterBuffer>,
    /// The newest plans with their numbers, oldest first.
    plans: Mutex<VecDeque<(u32, StreamPlan)>>,
    /// Longest time in microseconds that the decoder of each tile took since the last report.
    decode_times: [AtomicU64; TILES],
    asks: Mutex<[Option<Ask>; TILES]>,
    reports: Mutex<[Option<Report>; TILES]>,
    wish: Mutex<Wishes>,
    commands: Mutex<Vec<MediaCommand>>,
    commanded: AtomicBool,
}

/// The wish that the control thread has not sent yet, and the number of the next one.
#[derive(Default)]
struct Wishes {
    waiting: Option<(RequestId, Wish)>,
    next: RequestId,
}

impl Link {
    pub fn new(shared: Arc<Shared>) -> Link {
        Link {
            shared,
            wake: Notify::new(),
            events: Queue::new(EVENTS),
            rumble: Queue::new(EVENTS),
            clock: Mutex::default(),
            input: Mutex::default(),
            sound: Mutex::new(JitterBuffer::new(JitterConfig::default())),
            plans: Mutex::new(VecDeque::with_capacity(PLANS)),
            decode_times: std::array::from_fn(|_| AtomicU64::new(0)),
            asks: Mutex::default(),
            reports: Mutex::default(),
            wish: Mutex::default(),
            commands: Mutex::default(),
            commanded: AtomicBool::new(false),
        }
    }

    /// Ends the session, unless it is over already, and makes everybody notice.
    pub fn end(&self, end: End) {
        self.shared.end(end);
        self.wake.notify_one();
        self.events.wake();
        self.rumble.wake();
    }

    pub fn clock(&self) -> MutexGuard<'_, PeerClock> {
        lock(&self.clock)
    }

    pub fn input(&self) -> MutexGuard<'_, InputSender> {
        lock(&self.input)
    }

    pub fn sound(&self) -> MutexGuard<'_, JitterBuffer> {
        lock(&self.sound)
    }

    /// Input and sound begin anew with each connection.
    /// Source: docs/wire-native.md "Input".
    pub fn forget_side_planes(&self) {
        *self.input() = InputSender::default();
        self.sound().restart();
    }

    /// The newest plan.
    pub fn plan(&self) -> Option<StreamPlan> {
        lock(&self.plans).back().map(|(_, plan)| *plan)
    }

    /// The plan of this number, unless many came since.
    pub fn plan_of(&self, number: u32) -> Option<StreamPlan> {
        let plans = lock(&self.plans);
        plans.iter().rev().find(|(own, _)| *own == number).map(|(_, plan)| *plan)
    }

    /// The newest plan is this one from now on.
    pub fn set_plan(&self, number: u32, plan: StreamPlan) {
        let mut plans = lock(&self.plans);
        if plans.len() == PLANS {
            plans.pop_front();
        }
        plans.push_back((number, plan));
    }

    /// The decoder of a tile took so long for an access unit.
    pub fn decoded(&self, tile: Tile, took: Span) {
        self.decode_times[usize::from(tile.get())].fetch_max(took.0, Ordering::Relaxed);
    }

    /// When a frame was captured, by this machine's clock at `now`.
    pub fn captured(&self, low: Option<u32>, now: Micros) -> Option<Captured> {
        captured(low?, self.clock().offset(now)?, now)
    }

    /// A tile's picture needs this of the host; replaces what it needed before.
    pub fn ask(&self, tile: Tile, ask: Ask) {
        let counters = &self.shared.counters;
        match ask {
            Ask::KeyFrame => counters.key_requests.add(1),
            Ask::Invalidate(_) => counters.anchor_requests.add(1),
        }
        lock(&self.asks)[usize::from(tile.get())] = Some(ask);
        self.wake.notify_one();
    }

    /// The next request to be sent.
    pub fn next_ask(&self) -> Option<TileAsk> {
        let (tile, ask) = next(&mut lock(&self.asks))?;
        Some(TileAsk { tile, ask })
    }

    /// What happened to a tile since its last report.
    pub fn report(&self, report: Report) {
        let took = self.decode_times[usize::from(report.tile.get())].swap(0, Ordering::Relaxed);
        let report = Report { decode_time: report.decode_time.max(Span(took)), ..report };
        let mut reports = lock(&self.reports);
        let place = &mut reports[usize::from(report.tile.get())];
        *place = Some(place.map_or(report, |earlier| sum(earlier, report)));
        drop(reports);
        self.wake.notify_one();
    }

    /// The next report to be sent.
    pub fn next_report(&self) -> Option<Report> {
        next(&mut lock(&self.reports)).map(|(_, report)| report)
    }

    /// Leaves a wish for the control thread; its number. `None` while one waits.
    pub fn wish(&self, wish: Wish) -> Option<RequestId> {
        let mut wishes = lock(&self.wish);
        if wishes.waiting.is_some() {
            return None;
        }
        let request = wishes.next;
        wishes.next = RequestId(request.0.wrapping_add(1));
        wishes.waiting = Some((request, wish));
        drop(wishes);
        self.wake.notify_one();
        Some(request)
    }

    pub fn next_wish(&self) -> Option<(RequestId, Wish)> {
        lock(&self.wish).waiting.take()
    }

    /// Tells the media thread something; it looks when the next datagram comes, or after some
    /// milliseconds.
    pub fn command(&self, command: MediaCommand) {
        lock(&self.commands).push(command);
        self.commanded.store(true, Ordering::Release);
    }

    /// What the media thread was told since it last asked; one atomic read if nothing.
    pub fn commands(&self) -> Vec<MediaCommand> {
        if !self.commanded.swap(false, Ordering::AcqRel) {
            return Vec::new();
        }
        std::mem::take(&mut *lock(&self.commands))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the first of the values, and its place.
fn next<T>(values: &mut [Option<T>; TILES]) -> Option<(Tile, T)> {
    let found = values.iter().position(Option::is_some)?;
    Some((Tile::new(found as u8)?, values[found].take()?))
}

/// Both reports as one.
fn sum(earlier: Report, later: Report) -> Report {
    let (mut loss, before) = (later.loss, earlier.loss);
    loss.received = loss.received.saturating_add(before.received);
    loss.lost = loss.lost.saturating_add(before.lost);
    loss.longest_burst = loss.longest_burst.max(before.longest_burst);
    Report {
        loss,
        decoded: earlier.decoded.saturating_add(later.decoded),
        missed: earlier.missed.saturating_add(later.missed),
        decode_time: earlier.decode_time.max(later.decode_time),
        delay: OneWay::shorter(earlier.delay, later.delay),
        ..later
    }
}

/// The time of which `low` are the low 32 bits, near `now`. Right for frames less than half an
/// hour old.
fn captured(low: u32, offset: Offset, now: Micros) -> Option<Captured> {
    let theirs = offset.to_theirs(now).0;
    let age = i64::from((theirs as u32).wrapping_sub(low) as i32);
    let captured = Micros(theirs.checked_add_signed(age.checked_neg()?)?);
    Some(Captured { at: offset.to_ours(captured), error: offset.error })
}

/// A frame from which a plan holds, and the plan's number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Boundary {
    pub first: FrameId,
    pub plan: u32,
    pub interval: Span,
}

#[cfg(test)]
mod tests {
    use super::*;
    use lumen_core::rate::loss::LossReport;

    #[test]
    fn capture_times_come_back_from_their_low_bits() {
        let offset = Offset { micros: 5 << 32, error: Span(40) };
        for (now, age) in [(7_000, 6_500), (0xffff_fff0, 900), (0x1_0000_0010, 0x20), (50, 0)] {
            let theirs = offset.to_theirs(Micros(now - age));
            let found = captured(theirs.0 as u32, offset, Micros(now)).unwrap();
            assert_eq!(found, Captured { at: Micros(now - age), error: Span(40) });
        }
    }

    #[test]
    fn reports_that_wait_are_added_up() {
        let link = Link::new(Arc::default());
        let report = |received, lost, burst, next| Report {
            tile: Tile::FIRST,
            loss: LossReport { received, lost, longest_burst: burst },
            next: FrameId(next),
            decoded: 1,
            missed: 0,
            decode_time: Span(0),
            arrived: received * 1_200,
            delay: Some(OneWay(lost)),
        };
        link.decoded(Tile::FIRST, Span(900));
        link.decoded(Tile::FIRST, Span(700));
        link.report(report(10, 2, 2, 5));
        link.report(report(20, 1, 1, 6));
        let sent = link.next_report().unwrap();
        let expected = Report {
            decoded: 2,
            decode_time: Span(900),
            arrived: 24_000,
            delay: Some(OneWay(1)),
            ..report(30, 3, 2, 6)
        };
        assert_eq!(sent, expected);
        assert_eq!(link.next_report(), None);
    }

    #[test]
    fn one_wish_waits_at_a_time() {
        let link = Link::new(Arc::default());
        assert_eq!(link.wish(Wish::default()), Some(RequestId(0)));
        assert_eq!(link.wish(Wish::default()), None);
        assert!(link.next_wish().is_some());
        assert_eq!(link.wish(Wish::default()), Some(RequestId(1)));
    }
}
