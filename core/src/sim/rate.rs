//! The rate controller on links that change: a stream, its reports, and what came of it.

mod scenarios;

use std::collections::VecDeque;

use super::Random;
use super::bulk::{BulkLink, Capacity, LinkConfig, PACKET, Rival, millis};
use crate::rate::controller::{OneWay, RateBounds, RateController, Sample};
use crate::rate::loss::LossMeter;
use crate::units::{Bitrate, Micros, Span};

pub use self::scenarios::SCENARIOS;

/// Frames per second.
const REFRESH: u64 = 60;

/// Time between two reports, milliseconds.
const REPORT_EVERY: u64 = 25;

/// What happens before is the stream's start.
const WARM_UP: u64 = 5_000;

/// A stream on a link.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Unique.
    pub name: &'static str,
    /// The link.
    pub link: LinkConfig,
    /// Length in milliseconds.
    pub length: u64,
    /// What the stream starts with and may have at most, kbit/s on the wire.
    pub rates: (u64, u64),
    /// Downloads beside it, and from when to when.
    pub rivals: (u32, u64, u64),
    /// The picture hardly changes between these milliseconds.
    pub still: Option<(u64, u64)>,
    /// So many reports of a million are lost.
    pub reports_lost: u32,
    /// The client's clock runs too fast by so many parts per million.
    pub drift: u64,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Share of what the stream could have had that it used, percent.
    pub used: u64,
    /// How long a frame waits behind what was sent before it, 95 of 100.
    pub queue_p95: Span,
    /// Packets of the stream lost, in parts per million.
    pub lost: u32,
    /// Longest time from more capacity to 90 % of it; `None` if that never was reached. Zero where
    /// it never grew, or never stays.
    pub back: Option<Span>,
    /// Share of the last five seconds, percent.
    pub end: u64,
}

/// Whose packet it is.
#[derive(Clone, Copy, Debug)]
enum Tag {
    Stream { sequence: u64, first: bool },
    Rival(usize),
}

/// Runs a scenario.
pub fn run(scenario: &Scenario, seed: u64) -> Outcome {
    let mut run = Run::new(scenario, seed);
    for now in 0..scenario.length {
        run.tick(now);
    }
    run.score.outcome()
}

struct Run<'a> {
    scenario: &'a Scenario,
    random: Random,
    link: BulkLink<Tag>,
    rivals: Vec<Rival>,
    controller: RateController,
    sequence: u64,
    meter: LossMeter,
    received: u64,
    delay: Option<OneWay>,
    reports: VecDeque<(Micros, Sample)>,
    score: Score,
}

impl<'a> Run<'a> {
    fn new(scenario: &'a Scenario, seed: u64) -> Run<'a> {
        let (start, most) = scenario.rates;
        let bounds = RateBounds { least: Bitrate::from_kbps(500), most: Bitrate::from_kbps(most) };
        let mut random = Random::new(seed);
        Run {
            scenario,
            link: BulkLink::new(scenario.link, Random::new(random.bits())),
            random,
            rivals: vec![Rival::default(); scenario.rivals.0 as usize],
            controller: RateController::new(bounds, Bitrate::from_kbps(start), Micros(0)),
            sequence: 0,
            meter: LossMeter::default(),
            received: 0,
            delay: None,
            reports: VecDeque::new(),
            score: Score {
                stays: matches!(scenario.link.capacity, Capacity::Steps(_)),
                ..Score::default()
            },
        }
    }

    fn tick(&mut self, at: u64) {
        let now = millis(at);
        if at * REFRESH / 1_000 != (at + 1) * REFRESH / 1_000 {
            self.send_frame(at);
        }
        self.send_rivals(at);
        let score = &mut self.score;
        self.link.tick(now, |packet, waited| {
            if at >= WARM_UP && matches!(packet.tag, Tag::Stream { first: true, .. }) {
                score.waited(waited);
            }
        });
        self.receive(now);
        if at.is_multiple_of(REPORT_EVERY) {
            self.report(now);
        }
        while self.reports.front().is_some_and(|(due, _)| *due <= now) {
            if let Some((_, sample)) = self.reports.pop_front() {
                let sample = Sample { sent: self.sequence * PACKET, ..sample };
                self.controller.on_report(&sample, now);
            }
        }
        self.controller.on_time(now);
        self.weigh(at);
    }

    fn send_frame(&mut self, at: u64) {
        let still = self.scenario.still.is_some_and(|(from, to)| (from..to).contains(&at));
        let share = if still { 20 } else { 850 + self.random.below(300) };
        let bytes = self.controller.rate().0 / 8 / REFRESH * share / 1_000;
        for index in 0..bytes.div_ceil(PACKET).max(1) {
            let tag = Tag::Stream { sequence: self.sequence, first: index == 0 };
            let passed = self.link.send(tag, millis(at));
            self.score.sent(passed, at);
            self.sequence += 1;
        }
    }

    fn send_rivals(&mut self, at: u64) {
        let (_, from, until) = self.scenario.rivals;
        if !(from..until).contains(&at) {
            return;
        }
        let rtt = Span::from_millis(2 * self.scenario.link.delay + 50);
        for (number, rival) in self.rivals.iter_mut().enumerate() {
            while rival.sends() {
                let passed = self.link.send(Tag::Rival(number), millis(at));
                rival.on_sent(passed, millis(at), rtt);
                if !passed {
                    break;
                }
            }
        }
    }

    fn receive(&mut self, now: Micros) {
        while let Some((at, packet)) = self.link.arrived(now) {
            match packet.tag {
                Tag::Rival(number) => self.rivals[number].on_arrived(),
                Tag::Stream { sequence, first } => {
                    self.meter.note(sequence);
                    self.received += PACKET;
                    if first {
                        let fast = at.0 * self.scenario.drift / 1_000_000;
                        let way = (at.since(packet.sent).0 + fast) as u32;
                        let least = self.delay.map_or(way, |delay| delay.0.min(way));
                        self.delay = Some(OneWay(least));
                    }
                }
            }
        }
    }

    fn report(&mut self, now: Micros) {
        let sample = Sample {
            sent: 0,
            received: self.received,
            delay: self.delay.take(),
            loss: self.meter.report(),
            rtt: Span::from_millis(2 * self.scenario.link.delay),
        };
        let out = |(from, until)| (millis(from)..millis(until)).contains(&now);
        let lost = self.random.chance(self.scenario.reports_lost);
        if !lost && !self.scenario.link.outage.is_some_and(out) {
            let arrival = now + Span::from_millis(self.scenario.link.delay);
            self.reports.push_back((arrival, sample));
        }
    }

    fn weigh(&mut self, at: u64) {
        let now = millis(at);
        let (rivals, from, until) = self.scenario.rivals;
        let sharers = if (from..until).contains(&at) { u64::from(rivals) + 1 } else { 1 };
        let most = Bitrate::from_kbps(self.scenario.rates.1);
        let fair = Bitrate(self.link.capacity(now).0 / sharers).min(most);
        let out = |(from, until)| (from..until).contains(&at);
        let still = self.scenario.still.is_some_and(out);
        let fair = if self.scenario.link.outage.is_some_and(out) { Bitrate(0) } else { fair };
        let end = at + 5_000 >= self.scenario.length;
        self.score.weigh(self.controller.rate(), fair, (at, still, end));
    }
}

/// Adds up.
#[derive(Debug, Default)]
struct Score {
    /// Frames by whole milliseconds in the queue.
    waits: Vec<u64>,
    sent: u64,
    lost: u64,
    used: u128,
    fair: u128,
    end: (u128, u128),
    /// The link changes now and then only, not all the time.
    stays: bool,
    /// What could be had before.
    before: u64,
    /// When more could be had than before, and the rate is not there yet.
    grew: Option<u64>,
    back: u64,
    never: bool,
}

impl Score {
    fn waited(&mut self, waited: Span) {
        let millis = (waited.0 / 1_000) as usize;
        if self.waits.len() <= millis {
            self.waits.resize(millis + 1, 0);
        }
        self.waits[millis] += 1;
    }

    fn sent(&mut self, passed: bool, at: u64) {
        if at >= WARM_UP {
            self.sent += 1;
            self.lost += u64::from(!passed);
        }
    }

    fn weigh(&mut self, rate: Bitrate, fair: Bitrate, (at, still, end): (u64, bool, bool)) {
        if self.stays && at > 0 && fair.0 > self.before + self.before / 5 {
            self.grew.get_or_insert(at);
        }
        self.before = fair.0;
        if rate.0 * 10 >= fair.0 * 9 {
            self.back = self.back.max(self.grew.take().map_or(0, |grew| at - grew));
        }
        self.never = self.grew.is_some();
        let used = u128::from(rate.min(fair).0);
        if at >= WARM_UP && !still {
            self.used += used;
            self.fair += u128::from(fair.0);
        }
        if end {
            self.end = (self.end.0 + used, self.end.1 + u128::from(fair.0));
        }
    }

    fn outcome(&self) -> Outcome {
        let all: u64 = self.waits.iter().sum();
        let mut seen = 0;
        let p95 = self.waits.iter().position(|count| {
            seen += count;
            seen * 100 >= all * 95
        });
        let percent = |part: u128, whole: u128| (part * 100 / whole.max(1)) as u64;
        Outcome {
            used: percent(self.used, self.fair),
            queue_p95: Span::from_millis(p95.unwrap_or(0) as u64),
            lost: (self.lost * 1_000_000 / self.sent.max(1)) as u32,
            back: (!self.never).then_some(Span::from_millis(self.back)),
            end: percent(self.end.0, self.end.1),
        }
    }
}

#[cfg(test)]
mod tests;
