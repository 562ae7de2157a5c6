//! Where the time of the newest pictures went, stage by stage.

use std::collections::VecDeque;

use lumen_core::stats::Percentiles;
use lumen_core::units::{Micros, Span};

use crate::FrameRecord;

/// Pictures remembered; more than a second of them at any rate that a screen has.
const DEPTH: usize = 512;

/// Figures are those of pictures shown within this time.
const WINDOW: Span = Span::from_secs(1);

/// A picture that was shown.
#[derive(Clone, Copy, Debug)]
struct Shown {
    record: FrameRecord,
    at: Micros,
}

/// One part of a picture's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// From capture to sending on the host, as it says.
    Host,
    /// From there to the first datagram's arrival, by the host's clock; only `lumen/1` knows it.
    Network,
    /// From the first datagram to the whole frame.
    Reassemble,
    /// Until the decoder took it.
    HandOver,
    /// In the decoder.
    Decode,
    /// From the decoder to the window system.
    Present,
}

impl Stage {
    /// In the order in which a picture goes through them.
    pub const ALL: [Stage; 6] =
        [Self::Host, Self::Network, Self::Reassemble, Self::HandOver, Self::Decode, Self::Present];

    /// Name for a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Network => "network",
            Self::Reassemble => "reassemble",
            Self::HandOver => "hand-over",
            Self::Decode => "decode",
            Self::Present => "present",
        }
    }

    /// Time that a picture spent there, in microseconds, if it is known.
    fn of(self, shown: &Shown) -> Option<u64> {
        let Shown { record, at } = shown;
        let host = Some(record.host_latency).filter(|latency| *latency > 0);
        Some(match self {
            Self::Host => return host,
            Self::Network => {
                let sent = shown.captured()? + host?;
                record.first_arrival.saturating_sub(sent)
            }
            Self::Reassemble => record.completed.saturating_sub(record.first_arrival),
            Self::HandOver => record.submitted.saturating_sub(record.completed),
            Self::Decode => record.decoded.saturating_sub(record.submitted),
            Self::Present => at.0.saturating_sub(record.decoded),
        })
    }
}

impl Shown {
    fn captured(&self) -> Option<u64> {
        Some(self.record.captured).filter(|captured| *captured > 0)
    }

    /// From capture to the window system.
    fn age(&self) -> Option<u64> {
        Some(self.at.0.saturating_sub(self.captured()?))
    }

    /// What is known of that: all but the network.
    fn known(&self) -> u64 {
        Stage::ALL.iter().filter_map(|stage| stage.of(self)).sum()
    }
}

/// The newest pictures. Memory is reserved at the start.
#[derive(Debug)]
pub struct Meter {
    shown: VecDeque<Shown>,
    count: u64,
}

impl Default for Meter {
    fn default() -> Self {
        Meter { shown: VecDeque::with_capacity(DEPTH), count: 0 }
    }
}

/// What the meter says of the last second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Pictures shown.
    pub pictures: usize,
    /// Times in microseconds, in the order of [`Stage::ALL`], of pictures of which they are known.
    pub stages: [Percentiles; Stage::ALL.len()],
    /// From capture to the window system, or what is known of that.
    pub total: Total,
}

/// How old pictures are when they are shown, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// All the way from capture. It is off by no more than `error`.
    Whole {
        /// Their ages.
        times: Percentiles,
        /// By which the host's clock may be off.
        error: u64,
    },
    /// The network left out: the host's clock is not known.
    WithoutNetwork(Percentiles),
}

impl Total {
    /// The times, whatever they are of.
    pub fn times(&self) -> Percentiles {
        match self {
            Self::Whole { times, .. } | Self::WithoutNetwork(times) => *times,
        }
    }
}

impl Meter {
    /// A picture was handed to the window system.
    pub fn add(&mut self, record: &FrameRecord, at: Micros) {
        if self.shown.len() == DEPTH {
            self.shown.pop_front();
        }
        self.shown.push_back(Shown { record: *record, at });
        self.count += 1;
    }

    /// Pictures shown since the start.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Times to present of the newest pictures, in microseconds.
    pub fn present(&self) -> Percentiles {
        Percentiles::of(self.shown.iter().filter_map(|shown| Stage::Present.of(shown)))
    }

    /// What the last second was like.
    pub fn read(&self, now: Micros) -> Reading {
        let recent = || self.shown.iter().rev().take_while(|shown| now.since(shown.at) < WINDOW);
        let times = |stage: Stage| Percentiles::of(recent().filter_map(|shown| stage.of(shown)));
        let ages = Percentiles::of(recent().filter_map(Shown::age));
        let total = if ages.count > 0 {
            let error = recent().map(|shown| shown.record.captured_error).max().unwrap_or(0);
            Total::Whole { times: ages, error }
        } else {
            Total::WithoutNetwork(Percentiles::of(recent().map(Shown::known)))
        };
        Reading { pictures: recent().count(), stages: Stage::ALL.map(times), total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_second_counts() {
        let mut meter = Meter::default();
        let record = FrameRecord {
            first_arrival: 100,
            completed: 150,
            submitted: 160,
            decoded: 400,
            ..FrameRecord::default()
        };
        meter.add(&record, Micros(1_000));
        let late = FrameRecord { decoded: 2_000_000, host_latency: 5_000, ..record };
        meter.add(&late, Micros(2_000_700));
        let reading = meter.read(Micros(2_100_000));
        assert_eq!((reading.pictures, meter.count()), (1, 2));
        let stages = reading.stages.map(|times| times.p50);
        assert_eq!(stages, [5_000, 0, 50, 10, 1_999_840, 700]);
        let Total::WithoutNetwork(total) = reading.total else { panic!("{:?}", reading.total) };
        assert_eq!((total.p50, reading.stages[1].count), (stages.iter().sum::<u64>(), 0));
        assert_eq!(meter.read(Micros(9_000_000)).pictures, 0);
    }

    #[test]
    fn with_the_hosts_clock_the_stages_are_the_whole_way() {
        let mut meter = Meter::default();
        let record = FrameRecord {
            captured: 10_000,
            captured_error: 40,
            host_latency: 4_000,
            first_arrival: 15_500,
            completed: 15_900,
            submitted: 16_000,
            decoded: 18_000,
            ..FrameRecord::default()
        };
        meter.add(&record, Micros(18_300));
        let reading = meter.read(Micros(18_400));
        let stages = reading.stages.map(|times| times.p50);
        assert_eq!(stages, [4_000, 1_500, 400, 100, 2_000, 300]);
        let Total::Whole { times, error } = reading.total else { panic!("{:?}", reading.total) };
        assert_eq!((times.p50, error), (stages.iter().sum::<u64>(), 40));
    }

    #[test]
    fn memory_is_bounded() {
        let mut meter = Meter::default();
        for at in 0..2 * DEPTH as u64 {
            meter.add(&FrameRecord::default(), Micros(at));
        }
        assert_eq!((meter.shown.len(), meter.count()), (DEPTH, 2 * DEPTH as u64));
    }
}
