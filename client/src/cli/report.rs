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
    reassemble: Percentiles,
    hand_over: Percentiles,
    decode: Percentiles,
    total: Percentiles,
    host: Percentiles,
    captured: Percentiles,
    clock: Percentiles,
}

impl<'a> Report<'a> {
    /// The report on pictures decoded within `elapsed`.
    pub fn new(stats: &'a StreamStats, records: &[FrameRecord], elapsed: Span) -> Report<'a> {
        let over = |from: fn(&FrameRecord) -> u64, to: fn(&FrameRecord) -> u64| {
            Percentiles::of(records.iter().map(|record| to(record).saturating_sub(from(record))))
        };
        let stamped = || records.iter().filter(|record| record.captured > 0);
        Report {
            stats,
            elapsed,
            network: Percentiles::of(stamped().filter(|record| record.host_latency > 0).map(
                |record| {
                    let sent = record.captured + record.host_latency;
                    record.first_arrival.saturating_sub(sent)
                },
            )),
            reassemble: over(|record| record.first_arrival, |record| record.completed),
            hand_over: over(|record| record.completed, |record| record.submitted),
            decode: over(|record| record.submitted, |record| record.decoded),
            total: over(|record| record.completed, |record| record.decoded),
            captured: Percentiles::of(
                stamped().map(|record| record.completed.saturating_sub(record.captured)),
            ),
            clock: Percentiles::of(stamped().map(|record| record.captured_error)),
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
        if let Some(trip) = self.stats.round_trip {
            writeln!(f, "round trip      {:>10.1} ms", trip.0 as f64 / 1e3)?;
        }
        writeln!(f, "microseconds           p50       p99       max")?;
        for (name, percentiles) in [
            ("host, as it says", &self.host),
            ("network", &self.network),
            ("reassemble", &self.reassemble),
            ("hand-over", &self.hand_over),
            ("decode", &self.decode),
            ("whole to shown", &self.total),
            ("capture to whole", &self.captured),
            ("clock, at most", &self.clock),
        ] {
            // What the protocol does not tell is left out.
            if percentiles.count > 0 {
                writeln!(f, "{name:<16}{percentiles}")?;
            }
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
