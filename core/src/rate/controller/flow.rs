//! How fast bytes go past: the mean of the last fifth of a second.

use crate::units::{Bitrate, Micros, Span};

/// Steps that are remembered.
const STEPS: usize = 4;

/// Watches a count that only grows.
#[derive(Clone, Copy, Debug, Default)]
pub struct FlowMeter {
    /// Time and count at the end of the last steps, a ring.
    ends: [(Micros, u64); STEPS + 1],
    newest: usize,
    filled: usize,
}

impl FlowMeter {
    /// Ends a step at `now` with `count` bytes so far.
    pub fn step(&mut self, now: Micros, count: u64) {
        self.newest = (self.newest + 1) % self.ends.len();
        self.ends[self.newest] = (now, count);
        self.filled = (self.filled + 1).min(self.ends.len());
    }

    /// Mean of the steps that are remembered; none before the second.
    pub fn rate(&self) -> Option<Bitrate> {
        self.mean(self.filled.checked_sub(1)?)
    }

    fn mean(&self, steps: usize) -> Option<Bitrate> {
        let oldest = (self.newest + self.ends.len() - steps) % self.ends.len();
        let ((from, before), (to, after)) = (self.ends[oldest], self.ends[self.newest]);
        let bits = after.saturating_sub(before).saturating_mul(8);
        bits.saturating_mul(1_000_000).checked_div(to.since(from).0).map(Bitrate)
    }

    /// Mean of the last two steps.
    pub fn recent(&self) -> Option<Bitrate> {
        self.mean(self.filled.checked_sub(1)?.min(2))
    }

    /// Length of a step as the controller makes them.
    pub const STEP: Span = Span::from_millis(50);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_steps_count() {
        let mut meter = FlowMeter::default();
        assert_eq!(meter.rate(), None);
        for step in 0..10_u64 {
            // 1 Mbit/s first, 8 Mbit/s in the last four steps.
            let bytes = 6_250 * step + 43_750 * step.saturating_sub(5);
            meter.step(Micros(step * 50_000), bytes);
        }
        assert_eq!(meter.rate(), Some(Bitrate::from_kbps(8_000)));
    }
}
