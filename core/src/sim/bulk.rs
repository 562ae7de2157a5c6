//! A link with a queue that streams and other senders share, in steps of a millisecond.
//!
//! Unlike [`super::net`] it carries no bytes, only their number: minutes of it take a moment.

use std::collections::VecDeque;

use super::Random;
use super::net::Loss;
use crate::units::{Bitrate, Micros, Span};

/// Bytes of a packet.
pub const PACKET: u64 = 1_250;

/// One step of the simulation.
pub const TICK: Span = Span::from_millis(1);

/// What the link passes over time.
#[derive(Clone, Copy, Debug)]
pub enum Capacity {
    /// From each of these milliseconds on so many kbit/s; the first is at 0.
    Steps(&'static [(u64, u64)]),
    /// A walk between two rates in kbit/s with a new step after so many milliseconds, as the
    /// scheduler of a mobile cell makes it.
    Walk {
        /// Least and most.
        between: (u64, u64),
        /// Time between two steps.
        every: u64,
    },
}

/// What the link is like.
#[derive(Clone, Copy, Debug)]
pub struct LinkConfig {
    /// Rate.
    pub capacity: Capacity,
    /// Length of the queue at the first rate, in milliseconds.
    pub buffer: u64,
    /// One way, idle, in milliseconds.
    pub delay: u64,
    /// So much longer from some millisecond on.
    pub longer: (u64, u64),
    /// Up to so many milliseconds more by chance, in order.
    pub jitter: u64,
    /// Losses of the medium.
    pub loss: Loss,
    /// Every so many milliseconds nothing passes for so many.
    pub stalls: Option<(u64, u64)>,
    /// From the first of these milliseconds on more than so many kbit/s are dropped at once, but
    /// for a burst of so many bytes.
    pub policer: Option<(u64, u64, u64)>,
    /// Everything sent between these milliseconds is lost.
    pub outage: Option<(u64, u64)>,
}

/// A packet on the link.
#[derive(Clone, Copy, Debug)]
pub struct Packet<T> {
    /// Whose it is and what.
    pub tag: T,
    /// When it was sent.
    pub sent: Micros,
}

/// What becomes of packets.
#[derive(Debug)]
pub struct BulkLink<T> {
    config: LinkConfig,
    random: Random,
    bad: bool,
    queue: VecDeque<Packet<T>>,
    limit: usize,
    /// Bytes that may leave now.
    credit: u64,
    tokens: u64,
    rate: Bitrate,
    flying: VecDeque<(Micros, Packet<T>)>,
}

impl<T: Copy> BulkLink<T> {
    /// An idle link.
    pub fn new(config: LinkConfig, random: Random) -> BulkLink<T> {
        let first = match config.capacity {
            Capacity::Steps(steps) => steps.first().map_or(0, |step| step.1),
            Capacity::Walk { between, .. } => (between.0 + between.1) / 2,
        };
        let limit = (first * config.buffer / 8 / PACKET).max(2) as usize;
        BulkLink {
            config,
            random,
            bad: false,
            queue: VecDeque::new(),
            limit,
            credit: 0,
            tokens: config.policer.map_or(0, |policer| policer.2),
            rate: Bitrate::from_kbps(first),
            flying: VecDeque::new(),
        }
    }

    /// What the link passes now, with the policer.
    pub fn capacity(&self, now: Micros) -> Bitrate {
        match self.config.policer {
            Some((from, kbps, _)) if now >= millis(from) => self.rate.min(Bitrate::from_kbps(kbps)),
            _ => self.rate,
        }
    }

    /// Sends a packet; false when it is lost at once.
    pub fn send(&mut self, tag: T, now: Micros) -> bool {
        let inside = |(from, until)| (millis(from)..millis(until)).contains(&now);
        let lost = self.config.outage.is_some_and(inside) || self.loses() || !self.police(now);
        let passes = !lost && self.queue.len() < self.limit;
        if passes {
            self.queue.push_back(Packet { tag, sent: now });
        }
        passes
    }

    /// One tick; calls `leaves` with what leaves the queue and how long it was in there.
    pub fn tick(&mut self, now: Micros, mut leaves: impl FnMut(&Packet<T>, Span)) {
        self.change_rate(now);
        if let Some((_, kbps, burst)) = self.config.policer {
            self.tokens = (self.tokens + kbps / 8).min(burst);
        }
        if self.config.stalls.is_some_and(|(every, length)| now.0 / 1_000 % every < length) {
            // A stalled radio makes up for it: it sends in one go what waited.
            self.credit += self.rate.0 / 8_000;
            return;
        }
        self.credit += self.rate.0 / 8_000;
        while self.credit >= PACKET {
            let Some(packet) = self.queue.pop_front() else {
                self.credit = 0;
                break;
            };
            self.credit -= PACKET;
            leaves(&packet, now.since(packet.sent));
            let arrival = now + self.delay(now);
            let newest = self.flying.back().map_or(Micros(0), |(at, _)| *at);
            self.flying.push_back((arrival.max(newest), packet));
        }
    }

    /// The next packet that has arrived by `now`.
    pub fn arrived(&mut self, now: Micros) -> Option<(Micros, Packet<T>)> {
        let due = self.flying.front().is_some_and(|(at, _)| *at <= now);
        if due { self.flying.pop_front() } else { None }
    }

    fn delay(&mut self, now: Micros) -> Span {
        let (from, more) = self.config.longer;
        let more = if now >= millis(from) { more } else { 0 };
        let jitter = self.random.below(self.config.jitter * 1_000 + 1);
        Span(jitter + (self.config.delay + more) * 1_000)
    }

    fn change_rate(&mut self, now: Micros) {
        let now = now.0 / 1_000;
        match self.config.capacity {
            Capacity::Steps(steps) => {
                let step = steps.iter().rev().find(|step| step.0 <= now);
                self.rate = step.map_or(self.rate, |step| Bitrate::from_kbps(step.1));
            }
            Capacity::Walk { between: (least, most), every } if now.is_multiple_of(every) => {
                let change = 700 + self.random.below(700);
                let kbps = self.rate.0 / 1_000 * change / 1_000;
                self.rate = Bitrate::from_kbps(kbps.clamp(least, most));
            }
            Capacity::Walk { .. } => {}
        }
    }

    fn loses(&mut self) -> bool {
        match self.config.loss {
            Loss::None => false,
            Loss::Random(ppm) => self.random.chance(ppm),
            Loss::Bursts { ppm, mean } => {
                let mean = mean.max(1);
                let turn = if self.bad { 1_000_000 / mean } else { ppm / mean };
                self.bad ^= self.random.chance(turn);
                self.bad
            }
        }
    }

    fn police(&mut self, now: Micros) -> bool {
        let Some((from, ..)) = self.config.policer else { return true };
        if now < millis(from) {
            return true;
        }
        let passes = self.tokens >= PACKET;
        self.tokens -= if passes { PACKET } else { 0 };
        passes
    }
}

/// That many milliseconds after the start.
pub fn millis(millis: u64) -> Micros {
    Micros(millis.saturating_mul(1_000))
}

/// A sender that fills what queue there is, as a download does: additive increase, a half at a
/// loss.
#[derive(Clone, Copy, Debug)]
pub struct Rival {
    /// Packets that may be on their way, in thousandths.
    window: u64,
    flying: u64,
    /// No second cut before.
    cut: Micros,
}

impl Default for Rival {
    fn default() -> Self {
        Rival { window: 10_000, flying: 0, cut: Micros(0) }
    }
}

impl Rival {
    /// True when it sends a packet now.
    pub fn sends(&self) -> bool {
        self.flying * 1_000 < self.window
    }

    /// A packet left, or was lost when it did.
    pub fn on_sent(&mut self, passed: bool, now: Micros, rtt: Span) {
        if passed {
            self.flying += 1;
        } else if now >= self.cut {
            self.window = (self.window / 2).max(2_000);
            self.cut = now + rtt;
        }
    }

    /// A packet arrived.
    pub fn on_arrived(&mut self) {
        self.flying = self.flying.saturating_sub(1);
        self.window += 1_000_000 / self.window.max(1_000);
    }
}
