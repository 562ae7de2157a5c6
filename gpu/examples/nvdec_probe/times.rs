//! Percentiles.

use std::fmt;
use std::time::Duration;

/// Some times.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// One more.
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How many are above a limit.
    pub fn above(&self, limit: Duration) -> usize {
        self.0.iter().filter(|time| **time > limit).count()
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sorted = self.0.clone();
        sorted.sort();
        let share = |percent: usize| {
            let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
            sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
        };
        write!(f, "ms p50 {:.3} p99 {:.3} max {:.3}", share(50), share(99), share(100))
    }
}
