//! What loss without a queue means: does less traffic lose less?
//!
//! A policer, or a queue too short to be seen, drops what is beyond its rate: sending less ends
//! the loss, and sending as much as before brings it back. A radio link loses its share of whatever
//! is sent: sending less costs picture and gains nothing. Nothing but trying tells the two apart.

use super::recent::Loss;
use crate::units::{Bitrate, Micros, Span};

/// Loss below this is left to FEC, in parts per million.
const WORTH: u32 = 40_000;

/// What the link loses at any rate is forgotten after so long.
const MEMORY: Span = Span::from_secs(30);

/// How long either rate is watched.
const WATCH: Span = Span::from_millis(1_000);

/// A rate is set, and watched once it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Watch {
    /// What arrives after this was sent at that rate.
    from: Micros,
    until: Micros,
}

impl Watch {
    fn begin(now: Micros, rtt: Span) -> Watch {
        let from = now + rtt + Span::from_millis(100);
        Watch { from, until: from + WATCH }
    }
}

/// A trial that is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Trial {
    /// The rate before.
    prior: Bitrate,
    /// What arrived of it.
    passed: Bitrate,
    /// Loss before, in parts per million.
    loss: u32,
    /// Less was sent, less was lost, and the rate is as before to see whether that was chance.
    again: bool,
    watch: Watch,
}

/// What a trial showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The link passes so much and no more.
    Limit(Bitrate),
    /// The rate has nothing to do with it, and may be as before.
    Innate(Bitrate),
    /// Not known yet: send so much for a while.
    Watch(Bitrate),
}

/// Decides when a trial is due, and judges it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trials {
    current: Option<Trial>,
    /// Loss that sending less does not end, in parts per million, and when that was seen.
    innate: Option<(u32, Micros)>,
}

impl Trials {
    /// True while one goes on.
    pub fn running(&self) -> bool {
        self.current.is_some()
    }

    /// Gives a trial up: something else changed the rate.
    pub fn cancel(&mut self) {
        self.current = None;
    }

    /// True when what is lost of late is more than the link is known to lose.
    pub fn is_due(&mut self, loss: &Loss, now: Micros) -> bool {
        if self.innate.is_some_and(|(_, seen)| now.since(seen) >= MEMORY) {
            self.innate = None;
        }
        let known = self.innate.map_or(0, |(ppm, _)| ppm.saturating_mul(2) + WORTH / 2);
        self.current.is_none() && loss.lost() >= 20 && loss.ppm() >= WORTH.max(known)
    }

    /// Begins one: less than `passed` is sent from now on.
    pub fn begin(
        &mut self,
        prior: Bitrate,
        passed: Bitrate,
        loss: &mut Loss,
        now: Micros,
        rtt: Span,
    ) {
        let watch = Watch::begin(now, rtt);
        self.current = Some(Trial { prior, passed, loss: loss.ppm(), again: false, watch });
        loss.forget();
    }

    /// Looks at the one that goes on.
    pub fn judge(&mut self, loss: &mut Loss, now: Micros, rtt: Span) -> Option<Verdict> {
        let trial = self.current.as_mut()?;
        if now < trial.watch.from {
            loss.forget();
        }
        if now < trial.watch.until {
            return None;
        }
        let seen = loss.sum();
        let all = u64::from(seen.received) + u64::from(seen.lost);
        let expected = all * u64::from(trial.loss) / 1_000_000;
        let lost = u64::from(seen.lost);
        let little = lost * 2 < expected;
        loss.forget();
        // So much less is no chance.
        let sure = expected >= 25 && lost * 10 < expected;
        if sure && !trial.again {
            let passed = trial.passed;
            self.current = None;
            return Some(Verdict::Limit(passed));
        }
        if little && !trial.again {
            (trial.again, trial.watch) = (true, Watch::begin(now, rtt));
            return Some(Verdict::Watch(trial.prior));
        }
        let Trial { prior, passed, loss: before, again, .. } = *trial;
        self.current = None;
        if again && !little {
            return Some(Verdict::Limit(passed));
        }
        self.innate = Some((before, now));
        Some(Verdict::Innate(prior))
    }
}
