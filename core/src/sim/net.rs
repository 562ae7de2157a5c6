//! One direction of a network: loss, delay, jitter, reordering, duplicates, a bottleneck.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Random;
use crate::units::{Bitrate, Micros, Span};

/// How datagrams get lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Not at all.
    None,
    /// Each by itself, in parts per million.
    Random(u32),
    /// In bursts with this mean length, so many parts per million in all. The model of Gilbert
    /// and Elliott: a good state that loses nothing, a bad one that loses everything.
    Bursts {
        /// Share of the datagrams.
        ppm: u32,
        /// Mean length of a burst in datagrams, at least 1.
        mean: u32,
    },
}

impl Loss {
    /// The same share, each by itself: how datagrams fare that are far apart in time.
    pub fn scattered(self) -> Loss {
        match self {
            Self::Bursts { ppm, .. } => Self::Random(ppm),
            other => other,
        }
    }
}

/// What a network does to datagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetConfig {
    /// Loss.
    pub loss: Loss,
    /// Time from end to end of an idle network.
    pub delay: Span,
    /// Up to as much more, by chance; datagrams stay in order.
    pub jitter: Span,
    /// So many in a million are held back by `held`, and overtaken.
    pub reordered: u32,
    /// How long those are held back.
    pub held: Span,
    /// So many in a million come twice.
    pub duplicated: u32,
    /// A bottleneck, and how long its queue may get before it drops.
    pub bottleneck: Option<(Bitrate, Span)>,
    /// Everything sent from the first time to the second is lost.
    pub outage: Option<(Micros, Micros)>,
}

impl NetConfig {
    /// A network that only takes its time.
    pub fn clean(delay: Span) -> NetConfig {
        NetConfig {
            loss: Loss::None,
            delay,
            jitter: Span(0),
            reordered: 0,
            held: Span(0),
            duplicated: 0,
            bottleneck: None,
            outage: None,
        }
    }
}

/// What became of the datagrams so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NetStats {
    /// Handed in.
    pub sent: u64,
    /// Lost by chance or in an outage.
    pub lost: u64,
    /// Dropped in front of the bottleneck.
    pub dropped: u64,
}

/// Datagrams on their way.
#[derive(Debug)]
pub struct Net {
    config: NetConfig,
    random: Random,
    /// The state of Gilbert's and Elliott's chain.
    bad: bool,
    /// When the bottleneck is idle.
    idle_at: Micros,
    /// Arrival of the newest datagram that was not held back.
    newest: Micros,
    /// Arrival, number, buffer.
    flying: BinaryHeap<Reverse<(Micros, u64, usize)>>,
    buffers: Vec<Vec<u8>>,
    free: Vec<usize>,
    stats: NetStats,
}

impl Net {
    /// An empty network.
    pub fn new(config: NetConfig, random: Random) -> Net {
        Net {
            config,
            random,
            bad: false,
            idle_at: Micros(0),
            newest: Micros(0),
            flying: BinaryHeap::new(),
            buffers: Vec::new(),
            free: Vec::new(),
            stats: NetStats::default(),
        }
    }

    /// Counters since the start.
    pub fn stats(&self) -> NetStats {
        self.stats
    }

    /// Takes a datagram that leaves `now`.
    pub fn send(&mut self, now: Micros, datagram: &[u8]) {
        self.stats.sent += 1;
        if self.loses(now) {
            self.stats.lost += 1;
            return;
        }
        let Some(passed) = self.pass_bottleneck(now, datagram.len()) else {
            self.stats.dropped += 1;
            return;
        };
        let jitter = Span(self.random.below(self.config.jitter.0 + 1));
        let mut arrival = (passed + self.config.delay + jitter).max(self.newest);
        if self.random.chance(self.config.reordered) {
            arrival = arrival + self.config.held;
        } else {
            self.newest = arrival;
        }
        self.fly(arrival, datagram);
        if self.random.chance(self.config.duplicated) {
            self.fly(arrival, datagram);
        }
    }

    /// When the next datagram arrives.
    pub fn next_at(&self) -> Option<Micros> {
        self.flying.peek().map(|Reverse((at, ..))| *at)
    }

    /// Puts the next datagram that has arrived by `now` into `into`; returns when it arrived.
    pub fn receive(&mut self, now: Micros, into: &mut Vec<u8>) -> Option<Micros> {
        self.next_at().filter(|&at| at <= now)?;
        let Reverse((at, _, buffer)) = self.flying.pop()?;
        into.clear();
        into.extend_from_slice(&self.buffers[buffer]);
        self.free.push(buffer);
        Some(at)
    }

    fn loses(&mut self, now: Micros) -> bool {
        if self.config.outage.is_some_and(|(from, to)| now >= from && now < to) {
            return true;
        }
        match self.config.loss {
            Loss::None => false,
            Loss::Random(ppm) => self.random.chance(ppm),
            Loss::Bursts { ppm, mean } => {
                let leave = 1_000_000 / mean.max(1);
                let enter = u64::from(ppm) * u64::from(leave) / (1_000_000 - u64::from(ppm)).max(1);
                let flip = if self.bad { leave } else { enter as u32 };
                self.bad ^= self.random.chance(flip);
                self.bad
            }
        }
    }

    /// When the datagram is through the bottleneck; `None` when the queue is full.
    fn pass_bottleneck(&mut self, now: Micros, len: usize) -> Option<Micros> {
        let Some((rate, queue)) = self.config.bottleneck else { return Some(now) };
        let start = now.max(self.idle_at);
        if start.since(now) > queue {
            return None;
        }
        // Rounding up to microseconds would bend the rate of fast links.
        let micros = (len as u64 * 8 * 1_000_000 + self.random.below(rate.0)) / rate.0.max(1);
        self.idle_at = start + Span(micros);
        Some(self.idle_at)
    }

    fn fly(&mut self, arrival: Micros, datagram: &[u8]) {
        let buffer = self.free.pop().unwrap_or_else(|| {
            self.buffers.push(Vec::new());
            self.buffers.len() - 1
        });
        self.buffers[buffer].clear();
        self.buffers[buffer].extend_from_slice(datagram);
        self.flying.push(Reverse((arrival, self.stats.sent, buffer)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost_runs(loss: Loss, count: u64) -> (f64, f64) {
        let config = NetConfig { loss, ..NetConfig::clean(Span(0)) };
        let mut net = Net::new(config, Random::new(7));
        let (mut runs, mut lost, mut before) = (0u64, 0u64, false);
        for _ in 0..count {
            let gone = net.loses(Micros(0));
            runs += u64::from(gone && !before);
            lost += u64::from(gone);
            before = gone;
        }
        (lost as f64 / count as f64, lost as f64 / runs as f64)
    }

    #[test]
    fn bursts_have_their_rate_and_their_mean_length() {
        let (rate, mean) = lost_runs(Loss::Bursts { ppm: 20_000, mean: 8 }, 2_000_000);
        assert!((0.019..0.021).contains(&rate), "{rate}");
        assert!((7.7..8.3).contains(&mean), "{mean}");
        let (rate, mean) = lost_runs(Loss::Random(20_000), 1_000_000);
        assert!((0.0195..0.0205).contains(&rate) && mean < 1.05, "{rate} {mean}");
    }

    #[test]
    fn a_bottleneck_spaces_datagrams_and_drops_what_does_not_fit() {
        let rate = Bitrate(8_000_000);
        let bottleneck = Some((rate, Span(5_000)));
        let config = NetConfig { bottleneck, ..NetConfig::clean(Span(100)) };
        let mut net = Net::new(config, Random::new(1));
        for _ in 0..10 {
            net.send(Micros(0), &[0; 1000]);
        }
        let mut arrivals = Vec::new();
        let mut datagram = Vec::new();
        while let Some(at) = net.receive(Micros(100_000), &mut datagram) {
            arrivals.push(at.0 / 1_000);
        }
        assert_eq!(arrivals, [1, 2, 3, 4, 5, 6]);
        assert_eq!(net.stats().dropped, 4);
    }

    #[test]
    fn held_datagrams_are_overtaken_and_others_stay_in_order() {
        let config = NetConfig {
            jitter: Span(500),
            reordered: 100_000,
            held: Span(2_000),
            duplicated: 50_000,
            ..NetConfig::clean(Span(1_000))
        };
        let mut net = Net::new(config, Random::new(3));
        for number in 0..2_000u32 {
            net.send(Micros(u64::from(number) * 100), &number.to_be_bytes());
        }
        let (mut datagram, mut seen) = (Vec::new(), Vec::new());
        while net.receive(Micros(u64::MAX), &mut datagram).is_some() {
            seen.push(u32::from_be_bytes(datagram[..].try_into().unwrap()));
        }
        let overtaken = seen.windows(2).filter(|pair| pair[1] < pair[0]).count();
        assert!((150..260).contains(&overtaken), "{overtaken}");
        assert!((2_060..2_150).contains(&seen.len()), "{}", seen.len());
    }
}
