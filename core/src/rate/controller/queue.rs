//! How long datagrams wait in the network, out of clocks that were never set alike.

use crate::units::{Micros, Span};

/// A path's own delay is the shortest of so long a time: three parts of it, the oldest of which
/// is forgotten.
const PART: Span = Span::from_secs(10);

/// From the host's stamp to the arrival, by two clocks: microseconds, wraps. Only differences
/// between two of a stream mean anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OneWay(pub u32);

impl OneWay {
    /// The shorter of what is there. They are under half an hour apart.
    pub fn shorter(one: Option<OneWay>, other: Option<OneWay>) -> Option<OneWay> {
        match (one, other) {
            (Some(one), Some(other)) if (other.0.wrapping_sub(one.0) as i32) < 0 => Some(other),
            (one, other) => one.or(other),
        }
    }
}

/// The time that the newest frames found the queue in front of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct QueueMeter {
    /// The first sample; all are counted from it.
    origin: Option<u32>,
    /// The shortest of the parts, the current one first.
    parts: [Option<i32>; 3],
    /// When the current part began.
    began: Micros,
    /// The shortest of the step that runs.
    step: Option<i32>,
    /// The shortest of the step before.
    before: Option<i32>,
}

impl QueueMeter {
    /// Takes a frame's first datagram.
    pub fn take(&mut self, sample: OneWay, now: Micros) {
        let origin = *self.origin.get_or_insert(sample.0);
        let value = sample.0.wrapping_sub(origin) as i32;
        if now.since(self.began) >= PART {
            self.parts = [None, self.parts[0], self.parts[1]];
            self.began = now;
        }
        let shorter = |old: Option<i32>| Some(old.map_or(value, |old| old.min(value)));
        self.parts[0] = shorter(self.parts[0]);
        self.step = shorter(self.step);
    }

    /// What frames wait now is the path's own delay.
    pub fn rebase(&mut self) {
        self.parts = [self.before, None, None];
    }

    /// Ends a step. Returns the shortest wait of this one and the one before: a stall that the
    /// link makes up for is no queue. `None` where no frame came.
    pub fn step(&mut self) -> Option<Span> {
        let base = self.parts.iter().flatten().min().copied();
        let shortest = [self.step, self.before].into_iter().flatten().min();
        self.before = self.step.take();
        Some(Span(u64::from(shortest?.abs_diff(base?))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Micros {
        Micros(0) + Span::from_millis(millis)
    }

    #[test]
    fn a_queue_is_what_both_steps_waited_beyond_the_path() {
        let mut meter = QueueMeter::default();
        assert_eq!(meter.step(), None);
        // The clocks differ by anything: the counter wraps between these two.
        meter.take(OneWay(u32::MAX - 10), at(0));
        meter.step();
        meter.take(OneWay(19_989), at(50));
        meter.take(OneWay(29_989), at(60));
        assert_eq!(meter.step(), Some(Span(0)), "the step before had none");
        meter.take(OneWay(24_989), at(100));
        assert_eq!(meter.step(), Some(Span(20_000)));
        assert_eq!(meter.step(), Some(Span(25_000)), "no frame came in this one");
        assert_eq!(meter.step(), None, "nor in the one before");
    }

    #[test]
    fn a_longer_path_is_learnt() {
        let mut meter = QueueMeter::default();
        meter.take(OneWay(0), at(0));
        for second in 1..35 {
            meter.take(OneWay(40_000), at(second * 1_000));
            meter.step();
        }
        meter.take(OneWay(40_000), at(35_000));
        assert_eq!(meter.step(), Some(Span(0)));
    }
}
