//! How much a stream may send: as much as the link passes without a queue.
//!
//! Every 50 ms the controller looks at three things: how long frames wait in the network, what
//! arrives, what is lost.
//!
//! | it sees | it does |
//! |---|---|
//! | no queue, no more loss than usual | grows, fast below what the link passed before, slowly near it |
//! | a queue | sends less than arrives until the queue is gone, then a little less than arrived |
//! | a queue that stays although less is sent | another sender fills it: shares the link by loss |
//! | loss without a queue | tries whether less traffic loses less (`trial`) |
//! | a source with less to send | keeps the rate: what was not tried is not known |
//! | no report | sends less and less, and comes back at once with the reports |
//!
//! Rates are those on the wire, parity and headers included. Pure: reports in, rate out; own the
//! clock, allocates nothing.

mod flow;
mod queue;
mod recent;
mod trial;

pub use queue::OneWay;

use self::flow::FlowMeter;
use self::queue::QueueMeter;
use self::recent::Loss;
use self::trial::{Trials, Verdict};
use super::loss::LossReport;
use crate::units::{Bitrate, Micros, Span};

const STEP: Span = FlowMeter::STEP;

/// A queue this long is too long.
const LONG: Span = Span::from_millis(15);

/// A queue this short is none: jitter.
const SHORT: Span = Span::from_millis(6);

/// A queue is to be gone after about so long.
const DRAIN: Span = Span::from_millis(400);

/// A queue that was not shorter after so many cuts is another sender's.
const CUTS: u32 = 3;

/// A queue of ours is gone this long after the time that it takes.
const PATIENCE: Span = Span::from_millis(800);

/// A wait no longer than this, and always the same, is a path that became longer.
const DETOUR: Span = Span::from_millis(60);

/// Waits that differ by no more are the same.
const SAME: Span = Span::from_millis(4);

/// Silence after which the link is taken for broken.
const SILENCE: Span = Span::from_millis(500);

/// How long losses of a broken link are reported after it works again.
const SETTLING: Span = Span::from_secs(1);

/// How often a shared link is tried for whether the other sender left.
const LOOK: Span = Span::from_secs(6);

/// Bounds of the rate, on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateBounds {
    /// A stream below this is not worth watching.
    pub least: Bitrate,
    /// What was negotiated.
    pub most: Bitrate,
}

/// What is known at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// Bytes handed to the network since the start.
    pub sent: u64,
    /// Bytes that arrived since the start.
    pub received: u64,
    /// The least wait of the frames that began to arrive since the last report; none if none did.
    pub delay: Option<OneWay>,
    /// Datagrams since the last report.
    pub loss: LossReport,
    /// Round trip on the idle path.
    pub rtt: Span,
}

/// What the controller is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Finds the rate.
    Grow,
    /// Waits for a queue to go.
    Drain(Drain),
    /// Somebody else keeps the queue full.
    Share {
        /// When the rate may be cut again.
        free: Micros,
        /// When the link is tried next.
        look: Micros,
    },
    /// Sends less for a moment, to see whether the queue goes.
    Look {
        /// The rate before.
        prior: Bitrate,
        /// Until when.
        until: Micros,
    },
}

/// A queue that is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Drain {
    /// What the link passed when the queue was seen.
    passed: Bitrate,
    /// When that was.
    began: Micros,
    /// The longest that it has been.
    longest: Span,
    /// When the rate was cut last, or the queue was found shorter.
    since: Micros,
    /// The longest that it has been since.
    queue: Span,
    /// How often the rate was cut in vain.
    vain: u32,
}

/// A rate that the link did not pass.
#[derive(Clone, Copy, Debug)]
struct Ceiling {
    /// What it passed.
    passed: Bitrate,
    /// Not to be tried before.
    closed: Micros,
    /// How long it is closed when it holds again.
    again: Span,
}

/// Chooses the rate of a stream.
#[derive(Clone, Copy, Debug)]
pub struct RateController {
    bounds: RateBounds,
    rate: Bitrate,
    state: State,
    ceiling: Option<Ceiling>,
    queue: QueueMeter,
    sent: FlowMeter,
    received: FlowMeter,
    loss: Loss,
    trials: Trials,
    stepped: Micros,
    heard: Micros,
    /// Losses before this say nothing of how much the link passes: it was broken.
    settled: Micros,
    /// The rate before reports stopped.
    before_silence: Option<Bitrate>,
}

impl RateController {
    /// The controller of a stream that starts at `rate`.
    pub fn new(bounds: RateBounds, rate: Bitrate, now: Micros) -> RateController {
        let mut controller = RateController {
            bounds,
            rate,
            state: State::Grow,
            ceiling: None,
            queue: QueueMeter::default(),
            sent: FlowMeter::default(),
            received: FlowMeter::default(),
            loss: Loss::default(),
            trials: Trials::default(),
            stepped: now,
            heard: now,
            settled: now,
            before_silence: None,
        };
        controller.set(rate);
        controller
    }

    /// What may be sent.
    pub fn rate(&self) -> Bitrate {
        self.rate
    }

    /// Changes the bounds; what is known of the link stays.
    pub fn set_bounds(&mut self, bounds: RateBounds) {
        self.bounds = bounds;
        self.set(self.rate);
    }

    /// Raises the rate to `rate`, as if the stream began with it, unless the link is known to pass
    /// less.
    pub fn raise(&mut self, rate: Bitrate) {
        if self.state == State::Grow && self.ceiling.is_none() {
            self.set(rate.max(self.rate));
        }
    }

    /// Takes a report, any number in a step.
    pub fn on_report(&mut self, sample: &Sample, now: Micros) {
        self.heard = now;
        if let Some(delay) = sample.delay {
            self.queue.take(delay, now);
        }
        self.loss.take(sample.loss);
        if let Some(rate) = self.before_silence.take() {
            self.trials.cancel();
            self.settled = now + SETTLING;
            self.set(share(rate, 70));
        }
        if now.since(self.stepped) >= STEP {
            self.stepped = now;
            self.step(sample, now);
        }
    }

    /// Call now and then, for what happens when no report comes.
    pub fn on_time(&mut self, now: Micros) {
        if now.since(self.heard) >= SILENCE && now.since(self.stepped) >= SILENCE {
            self.stepped = now;
            self.before_silence.get_or_insert(self.rate);
            self.set(share(self.rate, 60));
        }
    }

    fn step(&mut self, sample: &Sample, now: Micros) {
        self.sent.step(now, sample.sent);
        self.received.step(now, sample.received);
        self.loss.step();
        if now < self.settled {
            self.loss.forget();
        }
        let queue = self.queue.step();
        if let Some(verdict) = self.trials.judge(&mut self.loss, now, sample.rtt) {
            self.on_verdict(verdict, now);
        }
        let Some(queue) = queue else { return };
        match self.state {
            State::Grow if queue > LONG => {
                let passed = self.cut(queue, now);
                let (began, since, longest, vain) = (now, now, queue, 0);
                self.state = State::Drain(Drain { passed, began, longest, since, queue, vain });
            }
            State::Grow => self.grow(queue, now, sample.rtt),
            State::Drain(drain) => self.drain(drain, queue, now, sample.rtt),
            State::Share { free, look } => self.share((free, look), queue, now, sample.rtt),
            State::Look { prior, until } => self.look((prior, until), queue, now),
        }
    }

    /// A queue has built up: less than arrives is sent. Returns what arrives.
    fn cut(&mut self, queue: Span, now: Micros) -> Bitrate {
        self.trials.cancel();
        // A link that stalls for a moment passes nothing meanwhile, and is no slower for it.
        let passed = self.passed().max(share(self.rate, 50));
        self.ceiling = Some(Ceiling { passed, closed: now, again: Span(0) });
        self.set(below(passed, queue));
        passed
    }

    fn drain(&mut self, mut drain: Drain, queue: Span, now: Micros, rtt: Span) {
        if queue <= SHORT {
            self.state = State::Grow;
            let passed = self.ceiling.map_or(self.rate, |ceiling| ceiling.passed);
            self.set(share(passed, 93).max(self.rate));
            return;
        }
        drain.longest = drain.longest.max(queue);
        // What waited so long was sent that long ago: before the cut, it says nothing about it but
        // how fast the link is.
        let shows = now >= drain.since + rtt + queue + STEP + STEP;
        let shorter = queue.0 < drain.queue.0 * 9 / 10;
        let in_time = now < drain.began + Span(3 * drain.longest.0) + rtt + PATIENCE;
        if !shows {
            let lower = below(self.passed(), queue);
            if lower < share(self.rate, 75) && now >= drain.since + STEP + STEP {
                self.set(lower);
            }
            drain.queue = drain.queue.max(queue);
        } else if in_time && shorter {
            (drain.since, drain.queue, drain.vain) = (now, queue, 0);
        } else if in_time && (!self.fits() || drain.vain + 1 < CUTS) {
            drain.vain += u32::from(self.fits());
            self.cut(queue, now);
            (drain.since, drain.queue) = (now, queue);
        } else {
            return self.give_up(drain, queue, now);
        }
        self.state = State::Drain(drain);
    }

    /// The queue is not of our making: takes back what was given up for it.
    fn give_up(&mut self, drain: Drain, queue: Span, now: Micros) {
        self.ceiling = None;
        if queue <= DETOUR && queue.0.abs_diff(drain.queue.0) <= SAME.0 {
            self.queue.rebase();
            self.set(drain.passed.max(self.rate));
            self.state = State::Grow;
        } else {
            self.set(drain.passed.min(self.attainable()).max(self.rate));
            self.state = State::Share { free: now, look: now + LOOK };
        }
    }

    /// Holds its own against a sender that fills the queue: grows until something is lost.
    fn share(&mut self, (free, look): (Micros, Micros), queue: Span, now: Micros, rtt: Span) {
        if queue <= SHORT {
            self.state = State::Grow;
        } else if now >= look {
            let until = now + rtt + queue + Span::from_millis(200);
            self.state = State::Look { prior: self.rate, until };
            self.set(share(self.rate, 50));
        } else if self.loss.lost() >= 3 && self.loss.ppm() > 2_000 && now >= free {
            self.loss.forget();
            self.set(share(self.rate, 80).min(self.passed()));
            self.state = State::Share { free: now + rtt + queue + STEP, look };
        } else if self.is_busy() {
            // A tenth in the time after which it shows.
            let shows = (rtt + queue + STEP + STEP).0;
            let more = Bitrate(self.rate.0 + self.rate.0 * STEP.0 / (10 * shows));
            let passed = self.received.rate().unwrap_or(self.rate);
            // Others fill the queue a little faster than it drains. Where much less arrives than
            // was sent, the queue is one's own.
            let own = passed < share(self.rate, 93);
            self.set(if own { passed } else { more.min(self.attainable()) });
        }
    }

    fn look(&mut self, (prior, until): (Bitrate, Micros), queue: Span, now: Micros) {
        if queue <= SHORT {
            self.set(share(prior, 85));
            self.state = State::Grow;
        } else if now >= until {
            self.set(prior);
            self.state = State::Share { free: now, look: now + LOOK };
        }
    }

    fn grow(&mut self, queue: Span, now: Micros, rtt: Span) {
        if self.trials.is_due(&self.loss, now) {
            let (prior, passed) = (self.rate, self.received.rate().unwrap_or(self.rate));
            self.trials.begin(prior, passed, &mut self.loss, now, rtt);
            self.set(share(passed, 85));
        } else if !self.trials.running() && queue <= SHORT && self.is_busy() {
            let rate = self.next_rate(now);
            self.set(rate);
        }
    }

    /// One step further.
    fn next_rate(&mut self, now: Micros) -> Bitrate {
        let Some(ceiling) = self.ceiling else { return per_mille(self.rate, 1_050) };
        let near = per_mille(ceiling.passed, 850);
        if self.rate < near {
            return per_mille(self.rate, 1_060).min(near);
        }
        if now < ceiling.closed {
            return per_mille(self.rate, 1_002).min(share(ceiling.passed, 97)).max(self.rate);
        }
        if self.rate > per_mille(ceiling.passed, 1_100) {
            self.ceiling = None;
        }
        per_mille(self.rate, 1_004)
    }

    fn on_verdict(&mut self, verdict: Verdict, now: Micros) {
        match verdict {
            Verdict::Innate(rate) | Verdict::Watch(rate) => self.set(rate),
            Verdict::Limit(passed) => {
                let again = self.ceiling.map_or(Span(0), |ceiling| ceiling.again);
                let closed = Span((again.0 * 2).clamp(1_500_000, 6_000_000));
                self.ceiling = Some(Ceiling { passed, closed: now + closed, again: closed });
                self.set(share(passed, 95));
            }
        }
    }

    /// What the link passes, as far as one can tell: all that arrived if there was more to send.
    fn passed(&self) -> Bitrate {
        match self.received.recent() {
            Some(received) if self.is_busy() => received,
            _ => self.rate,
        }
    }

    /// A little more than arrives: on a link that others fill, more is only lost.
    fn attainable(&self) -> Bitrate {
        self.received.rate().map_or(self.rate, |received| share(received, 112))
    }

    /// True when all that is sent arrives: a queue that is there nevertheless is not of ours.
    fn fits(&self) -> bool {
        self.received.recent().is_some_and(|received| received >= share(self.rate, 90))
    }

    /// True when the source makes use of the rate.
    fn is_busy(&self) -> bool {
        self.sent.rate().is_some_and(|sent| sent > share(self.rate, 60))
    }

    fn set(&mut self, rate: Bitrate) {
        let RateBounds { least, most } = self.bounds;
        self.rate = rate.clamp(least, most.max(least));
    }
}

/// A rate at which a queue goes, where `passed` leaves it.
fn below(passed: Bitrate, queue: Span) -> Bitrate {
    let left = 100_u64.saturating_sub(queue.0 * 100 / DRAIN.0);
    share(passed, left.clamp(30, 85))
}

fn share(rate: Bitrate, percent: u64) -> Bitrate {
    per_mille(rate, percent * 10)
}

fn per_mille(rate: Bitrate, per_mille: u64) -> Bitrate {
    Bitrate(rate.0.saturating_mul(per_mille) / 1_000)
}

#[cfg(test)]
mod tests;
