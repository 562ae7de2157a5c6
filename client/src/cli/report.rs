//! The table of statistics at the end of a stream.

use std::fmt;

use lumen_client::{FrameRecord, StreamStats};
use lumen_core::stats::Percentiles;
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
    captured: Percentiles,
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
            captured: Percentiles::of(
                records
                    .iter()
                    .filter(|record| record.captured > 0)
                    .map(|record| record.completed.saturating_sub(record.captured)),
            ),
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
            ("reconnects", self.stats.reconnects),
            ("datagrams", reassembly.datagrams),
            ("  repaired", reassembly.repaired),
            ("  late", reassembly.late),
            ("  refused", reassembly.refused),
            ("audio datagrams", self.stats.audio_datagrams),
            ("  packets played", self.stats.sound_played),
            ("  repaired", self.stats.sound_repaired),
            ("  concealed", self.stats.sound_concealed),
        ] {
            writeln!(f, "{name:<17}{count:>9}")?;
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
            ("capture to whole", &self.captured),
        ] {
            writeln!(f, "{name:<16}{percentiles}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
