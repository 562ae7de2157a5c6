//! What the time is on another machine: offset and drift of its clock, from probes.
//!
//! A probe leaves at `t1`, comes at `t2`, is answered at `t3`, and the answer arrives at `t4`; the
//! middle two are of the other clock. However the way there and back share the delay, the offset
//! (theirs less ours) was at most `t2 - t1` at `t1` and at least `t3 - t4` at `t4`. Each probe thus
//! bounds it from both sides, the ones with the shortest round trips best, and bounds get wider as
//! they age, by [`MAX_DRIFT`]. The estimate is the middle of the narrowest bounds, so its error is
//! known, not guessed: at most half of the round trip of any recent probe, and what that has aged.
//!
//! Memory is constant. Runs wherever the answers come in. Source: docs/wire-native.md "Clock".

use crate::units::{Micros, Span};

/// Most that two clocks may run apart: two quartzes of 100 parts per million each.
pub const MAX_DRIFT: Drift = Drift(200_000);

/// Four readings of whole microseconds err by this much in all.
const ROUNDING: i64 = 2;

/// The drift is fitted to the best probe of each period of this length ...
const PERIOD: Span = Span::from_secs(2);

/// ... of so many periods ...
const PERIODS: usize = 32;

/// ... of which so many must have a probe.
const LEAST_PERIODS: usize = 4;

/// Later times are refused, so that no difference overflows.
const LAST: Micros = Micros(1 << 61);

/// How much faster the other clock runs, in parts per billion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drift(pub i32);

/// One probe and its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// When the probe left, on our clock.
    pub sent: Micros,
    /// When it came, on theirs.
    pub received: Micros,
    /// When the answer left, on theirs.
    pub answered: Micros,
    /// When that arrived, on ours.
    pub arrived: Micros,
}

/// Why an exchange is worth nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// An answer before its probe, or held back for longer than the round trip took.
    #[error("the times of the probe contradict each other")]
    Impossible,
    /// A time beyond 73000 years.
    #[error("the times of the probe are out of range")]
    OutOfRange,
    /// It arrived before one that was taken already.
    #[error("a later probe was taken already")]
    Late,
}

/// What has to be added to our time to get theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    /// In microseconds.
    pub micros: i64,
    /// It is off by no more than this.
    pub error: Span,
}

impl Offset {
    /// Our time at `theirs`; 0 if that was before our clock began.
    pub fn to_ours(self, theirs: Micros) -> Micros {
        Micros(theirs.0.saturating_add_signed(self.micros.saturating_neg()))
    }

    /// Their time at `ours`; 0 if that was before their clock began.
    pub fn to_theirs(self, ours: Micros) -> Micros {
        Micros(ours.0.saturating_add_signed(self.micros))
    }
}

/// Says how large the offset was at most, or at least, at some time.
#[derive(Clone, Copy, Debug)]
struct Bound {
    micros: i64,
    at: Micros,
}

impl Bound {
    /// By how much it must be wider at `now`.
    fn age(self, now: Micros) -> i64 {
        let span = u128::from(now.since(self.at).0.max(self.at.since(now).0));
        (span * MAX_DRIFT.0 as u128).div_ceil(1_000_000_000) as i64
    }
}

/// Upper and lower bound.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    most: Bound,
    least: Bound,
}

impl Bounds {
    fn of(exchange: &Exchange) -> Bounds {
        let less = |a: Micros, b: Micros| a.0 as i64 - b.0 as i64;
        let Exchange { sent, received, answered, arrived } = *exchange;
        Bounds {
            most: Bound { micros: less(received, sent) + ROUNDING, at: sent },
            least: Bound { micros: less(answered, arrived) - ROUNDING, at: arrived },
        }
    }

    /// The bounds as they are at `now`: least, most.
    fn at(&self, now: Micros) -> (i64, i64) {
        (self.least.micros - self.least.age(now), self.most.micros + self.most.age(now))
    }

    /// The narrower one of each, as they are at `now`. `None` when they contradict each other.
    fn and(&self, other: &Bounds, now: Micros) -> Option<Bounds> {
        let ((least, most), (other_least, other_most)) = (self.at(now), other.at(now));
        (least.max(other_least) <= most.min(other_most)).then_some(Bounds {
            most: if other_most <= most { other.most } else { self.most },
            least: if other_least >= least { other.least } else { self.least },
        })
    }
}

/// The best probe of a period.
#[derive(Clone, Copy, Debug)]
struct Sample {
    /// Halfway between sending and arrival, on our clock.
    at: Micros,
    /// Middle of the bounds, doubled so that it is whole.
    doubled: i64,
    round_trip: Span,
}

/// Follows the clock of one other machine.
#[derive(Clone, Debug, Default)]
pub struct PeerClock {
    bounds: Option<Bounds>,
    /// Place `period % PERIODS`.
    samples: [Option<Sample>; PERIODS],
    arrived: Micros,
    steps: u64,
}

impl PeerClock {
    /// Takes the answer to a probe.
    ///
    /// When it contradicts all that was known, one of the clocks was set, and following it begins
    /// anew.
    ///
    /// # Errors
    /// All of [`ClockError`]; nothing changed.
    pub fn on_exchange(&mut self, exchange: &Exchange) -> Result<(), ClockError> {
        let round_trip = round_trip(exchange)?;
        if exchange.arrived < self.arrived {
            return Err(ClockError::Late);
        }
        self.arrived = exchange.arrived;
        let fresh = Bounds::of(exchange);
        let narrowed = self.bounds.map(|bounds| bounds.and(&fresh, exchange.arrived));
        if matches!(narrowed, Some(None)) {
            self.samples = [None; PERIODS];
            self.steps += 1;
        }
        self.bounds = Some(narrowed.flatten().unwrap_or(fresh));
        self.keep(Sample {
            at: Micros(exchange.sent.0.midpoint(exchange.arrived.0)),
            doubled: fresh.most.micros + fresh.least.micros,
            round_trip,
        });
        Ok(())
    }

    /// What to add to our time `now` to get theirs. `None` before the first answer.
    pub fn offset(&self, now: Micros) -> Option<Offset> {
        let (least, most) = self.bounds?.at(now);
        // Contradictory only long before what is known.
        let most = most.max(least);
        let micros = least.midpoint(most);
        Some(Offset { micros, error: Span(most.abs_diff(micros).max(micros.abs_diff(least))) })
    }

    /// How much faster their clock runs: the median of the slopes between any two of the best
    /// probes of the last minute, so that a few bad ones do no harm. `None` without probes from four periods of two seconds.
    pub fn drift(&self) -> Option<Drift> {
        const PAIRS: usize = PERIODS * (PERIODS - 1) / 2;
        let mut slopes = [0; PAIRS];
        let mut count = 0;
        for (index, first) in self.recent() {
            for (_, second) in self.recent().filter(|(other, _)| *other > index) {
                slopes[count] = slope(first, second);
                count += 1;
            }
        }
        if count < LEAST_PERIODS * (LEAST_PERIODS - 1) / 2 {
            return None;
        }
        let (_, median, _) = slopes[..count].select_nth_unstable(count / 2);
        Some(Drift(*median))
    }

    /// Shortest round trip of the last minute, the answering machine's own time apart.
    pub fn round_trip(&self) -> Option<Span> {
        self.recent().map(|(_, sample)| sample.round_trip).min()
    }

    /// How often one of the clocks was set.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Samples that are not too old, and their places.
    fn recent(&self) -> impl Iterator<Item = (usize, Sample)> {
        let newest = period(self.arrived);
        let is_recent =
            move |sample: &Sample| newest - period(sample.at).min(newest) < PERIODS as u64;
        let samples = self.samples.iter().enumerate();
        samples
            .filter_map(|(index, sample)| Some((index, (*sample)?)))
            .filter(move |(_, sample)| is_recent(sample))
    }

    /// Keeps the sample if it is the best of its period.
    fn keep(&mut self, sample: Sample) {
        let place = &mut self.samples[(period(sample.at) % PERIODS as u64) as usize];
        let better = place.is_none_or(|old| {
            let newer = period(old.at) < period(sample.at);
            newer || period(old.at) == period(sample.at) && sample.round_trip <= old.round_trip
        });
        if better {
            *place = Some(sample);
        }
    }
}

fn period(at: Micros) -> u64 {
    at.0 / PERIOD.0
}

/// Time on the way there and back.
fn round_trip(exchange: &Exchange) -> Result<Span, ClockError> {
    let Exchange { sent, received, answered, arrived } = *exchange;
    if arrived < sent || answered < received {
        return Err(ClockError::Impossible);
    }
    if arrived > LAST || answered > LAST {
        return Err(ClockError::OutOfRange);
    }
    let (total, held) = (arrived.since(sent), answered.since(received));
    // Their clock may run faster, and all are rounded.
    let slack = (u128::from(total.0) * MAX_DRIFT.0 as u128).div_ceil(1_000_000_000) as u64;
    if held.0 > total.0 + slack + ROUNDING as u64 {
        return Err(ClockError::Impossible);
    }
    Ok(total - held)
}

/// By how much the offset grew from one to the other, in parts per billion.
fn slope(one: Sample, other: Sample) -> i32 {
    let (earlier, later) = if one.at <= other.at { (one, other) } else { (other, one) };
    let rise = i128::from(later.doubled) - i128::from(earlier.doubled);
    let run = 2 * i128::from(later.at.since(earlier.at).0.max(1));
    let most = i128::from(MAX_DRIFT.0);
    (rise * 1_000_000_000 / run).clamp(-most, most) as i32
}

#[cfg(test)]
mod tests;
