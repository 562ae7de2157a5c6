//! The table of statistics at the end of a stream.

use std::fmt;

use lumen_client::{FrameRecord, StreamStats};
use lumen_core::units::Span;

/// What is printed.
pub struct Report<'a> {
    stats: &'a StreamStats,
    elapsed: Span,
    network: Percentiles,
    hand_over: Percentiles,
    decode: Percentiles,
    total: Percentiles,
    host: Percentiles,
}

impl<'a> Report<'a> {
    /// The report on pictures decoded within `elapsed`.
    pub fn new(stats: &'a StreamStats, records: &[FrameRecord], elapsed: Span) -> Report<'a> {
        let over = |from: fn(&FrameRecord) -> u64, to: fn(&FrameRecord) -> u64| {
            Percentiles::of(records.iter().map(|record| to(record).saturating_sub(from(record))))
        };
        Report {
            stats,
            elapsed,
            network: over(|record| record.first_arrival, |record| record.completed),
            hand_over: over(|record| record.completed, |record| record.submitted),
            decode: over(|record| record.submitted, |record| record.decoded),
            total: over(|record| record.completed, |record| record.decoded),
            host: Percentiles::of(
                records.iter().map(|record| record.host_latency).filter(|latency| *latency > 0),
            ),
        }
    }

    fn per_second(&self, count: u64) -> f64 {
        count as f64 * 1e6 / self.elapsed.0.max(1) as f64
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StreamStats { reassembly, .. } = self.stats;
        let decoded = self.stats.decoded;
        writeln!(f, "time            {:>10.1} s", self.elapsed.0 as f64 / 1e6)?;
        writeln!(f, "frames decoded  {decoded:>10}  ({:.1}/s)", self.per_second(decoded))?;
        for (name, count) in [
            ("  key frames", self.stats.key_frames),
            ("frames lost", reassembly.lost),
            ("  withheld", self.stats.withheld),
            ("  too slow", self.stats.overrun),
            ("  undecodable", self.stats.undecodable),
            ("key requests", self.stats.key_requests),
            ("datagrams", reassembly.datagrams),
            ("  repaired", reassembly.repaired),
            ("  late", reassembly.late),
            ("  refused", reassembly.refused),
            ("audio datagrams", self.stats.audio_datagrams),
        ] {
            writeln!(f, "{name:<16}{count:>10}")?;
        }
        let kbps = self.per_second(self.stats.bytes * 8) / 1e3;
        writeln!(f, "video bitrate   {kbps:>10.0} kbit/s")?;
        writeln!(f, "microseconds           p50       p99       max")?;
        for (name, percentiles) in [
            ("network", &self.network),
            ("hand-over", &self.hand_over),
            ("decode", &self.decode),
            ("whole to shown", &self.total),
            ("host, as it says", &self.host),
        ] {
            writeln!(f, "{name:<16}{percentiles}")?;
        }
        Ok(())
    }
}

/// Middle and extremes of some times, in microseconds.
#[derive(Debug, Default, PartialEq, Eq)]
struct Percentiles {
    p50: u64,
    p99: u64,
    max: u64,
}

impl Percentiles {
    /// All zero when there are no times.
    fn of(times: impl Iterator<Item = u64>) -> Percentiles {
        let mut times: Vec<u64> = times.collect();
        times.sort_unstable();
        let at = |percent: usize| {
            let rank = (times.len() * percent).div_ceil(100).max(1) - 1;
            times.get(rank).copied().unwrap_or(0)
        };
        Percentiles { p50: at(50), p99: at(99), max: at(100) }
    }
}

impl fmt::Display for Percentiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>10}{:>10}{:>10}", self.p50, self.p99, self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_ranks() {
        let hundred = Percentiles::of(1..=100);
        assert_eq!(hundred, Percentiles { p50: 50, p99: 99, max: 100 });
        assert_eq!(Percentiles::of(7..=7), Percentiles { p50: 7, p99: 7, max: 7 });
        assert_eq!(Percentiles::of(0..0), Percentiles::default());
    }

    #[test]
    fn the_table_shows_rates() {
        let stats = StreamStats { decoded: 120, bytes: 250_000, ..StreamStats::default() };
        let record =
            FrameRecord { completed: 10, submitted: 15, decoded: 40, ..Default::default() };
        let report = Report::new(&stats, &[record], Span::from_secs(2)).to_string();
        assert!(report.contains("(60.0/s)"), "{report}");
        assert!(report.contains("1000 kbit/s"), "{report}");
        assert!(report.contains("whole to shown          30        30        30"), "{report}");
    }
}
