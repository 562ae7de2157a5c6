//! Whether the machine let us measure.
//!
//! Other guests of the hypervisor take time that the kernel counts as *steal*; other programs take
//! turns on the core. A measurement is judged only when both stayed small.

use std::fmt;
use std::{fs, io};

/// Most of a core's time that may have gone to other guests.
const MAX_STEAL: f64 = 0.05;

/// Most that time may pass faster than CPU time.
const MAX_STRETCH: f64 = 1.2;

/// Most of the rounds that may give no ratio.
const MAX_DROPPED: f64 = 0.5;

/// How disturbed a measurement was.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Noise {
    /// Share of the core's time that the hypervisor gave to others, 0 to 1.
    pub steal: f64,
    /// Time that passed / CPU time, over the turns that were kept; 1 when undisturbed.
    pub stretch: f64,
    /// Share of the rounds that gave no ratio since a turn was not kept, 0 to 1.
    pub dropped: f64,
}

impl Noise {
    /// True when figures may be judged. A stretch that is no number is never quiet.
    pub fn is_quiet(&self) -> bool {
        self.steal <= MAX_STEAL && self.stretch <= MAX_STRETCH && self.dropped <= MAX_DROPPED
    }
}

impl fmt::Display for Noise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (steal, dropped) = (self.steal * 100.0, self.dropped * 100.0);
        write!(f, "steal {steal:.0} %, wall/CPU {:.2}, dropped {dropped:.0} %", self.stretch)
    }
}

/// What the kernel has counted for a core since it started, in its own ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoreTime {
    pub(super) steal: u64,
    pub(super) total: u64,
}

impl CoreTime {
    /// The counters of `core` now.
    ///
    /// # Errors
    /// When `/proc/stat` cannot be read or does not know the core.
    pub fn of(core: usize) -> io::Result<CoreTime> {
        let text = fs::read_to_string("/proc/stat")?;
        CoreTime::parse(&text, core).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    /// Source: proc_stat(5): user, nice, system, idle, iowait, irq, softirq, steal; what guests
    /// of this machine take is counted as user time as well.
    fn parse(text: &str, core: usize) -> Option<CoreTime> {
        let name = format!("cpu{core}");
        let line = text.lines().find(|line| line.split_whitespace().next() == Some(&name))?;
        let ticks = line.split_whitespace().skip(1).take(8).map(str::parse);
        let ticks: Vec<u64> = ticks.collect::<Result<_, _>>().ok()?;
        Some(CoreTime { steal: *ticks.get(7)?, total: ticks.iter().sum() })
    }

    /// Share of the time since `earlier` that other guests took, 0 to 1.
    pub fn steal_since(self, earlier: CoreTime) -> f64 {
        let total = self.total.saturating_sub(earlier.total).max(1);
        self.steal.saturating_sub(earlier.steal) as f64 / total as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAT: &str = "cpu  10 0 10 70 0 0 0 10 0 0\n\
                        cpu1 1 2 3 4 5 6 7 8 9 10\n\
                        cpu10 100 0 100 700 0 0 0 100 50 0\n\
                        intr 5 0 1\n";
    const QUIET: Noise = Noise { steal: 0.0, stretch: 1.0, dropped: 0.0 };

    #[test]
    fn steal_is_a_share_of_the_cores_time() {
        let before = CoreTime::parse(STAT, 10).unwrap();
        assert_eq!(before, CoreTime { steal: 100, total: 1000 });
        let after = CoreTime { steal: 103, total: 1040 };
        assert_eq!(after.steal_since(before), 0.075);
        assert_eq!(before.steal_since(before), 0.0);
        assert_eq!(CoreTime::parse(STAT, 1), Some(CoreTime { steal: 8, total: 36 }));
    }

    #[test]
    fn unknown_cores_and_short_lines_are_refused() {
        assert_eq!(CoreTime::parse(STAT, 2), None);
        assert_eq!(CoreTime::parse("cpu0 1 2 3 4", 0), None);
        assert_eq!(CoreTime::parse("cpu0 1 2 3 4 5 6 x 8", 0), None);
        assert!(CoreTime::of(usize::MAX).is_err());
    }

    #[test]
    fn each_kind_of_noise_counts_by_itself() {
        assert!(QUIET.is_quiet());
        assert!(!Noise { steal: 0.06, ..QUIET }.is_quiet());
        assert!(!Noise { stretch: 1.21, ..QUIET }.is_quiet());
        assert!(!Noise { stretch: f64::NAN, ..QUIET }.is_quiet());
        assert!(!Noise { dropped: 0.51, ..QUIET }.is_quiet());
    }
}
