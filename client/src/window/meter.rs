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
    /// Capture, conversion and encoding on the host, as it says.
    Host,
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
    pub const ALL: [Stage; 5] =
        [Self::Host, Self::Reassemble, Self::HandOver, Self::Decode, Self::Present];

    /// Name for a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Reassemble => "reassemble",
            Self::HandOver => "hand-over",
            Self::Decode => "decode",
            Self::Present => "present",
        }
    }

    /// Time that a picture spent there; zero is unknown for the host.
    fn of(self, shown: &Shown) -> u64 {
        let Shown { record, at } = shown;
        match self {
            Self::Host => record.host_latency,
            Self::Reassemble => record.completed.saturating_sub(record.first_arrival),
            Self::HandOver => record.submitted.saturating_sub(record.completed),
            Self::Decode => record.decoded.saturating_sub(record.submitted),
            Self::Present => at.0.saturating_sub(record.decoded),
        }
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
    /// Times in microseconds, in the order of [`Stage::ALL`]; without pictures all zero.
    pub stages: [Percentiles; Stage::ALL.len()],
    /// The host's own time, when known, and from the first datagram to the window system.
    pub total: Percentiles,
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
        Percentiles::of(self.shown.iter().map(|shown| Stage::Present.of(shown)))
    }

    /// What the last second was like.
    pub fn read(&self, now: Micros) -> Reading {
        let recent = || self.shown.iter().rev().take_while(|shown| now.since(shown.at) < WINDOW);
        let times = |stage: Stage| {
            let known = move |time: &u64| stage != Stage::Host || *time > 0;
            Percentiles::of(recent().map(|shown| stage.of(shown)).filter(known))
        };
        let total = |shown: &Shown| Stage::ALL.iter().map(|stage| stage.of(shown)).sum();
        Reading {
            pictures: recent().count(),
            stages: Stage::ALL.map(times),
            total: Percentiles::of(recent().map(total)),
        }
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
        assert_eq!(stages, [5_000, 50, 10, 1_999_840, 700]);
        assert_eq!(reading.total.p50, stages.iter().sum::<u64>());
        assert_eq!(meter.read(Micros(9_000_000)).pictures, 0);
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
