//! Where the time of a live stream's frames goes, and which stage holds it up.
//!
//! The stream thread counts each new frame's stages when the frame has left; whoever looks after
//! the client counts what the client reports. Costs a dozen additions a frame.

use std::sync::atomic::{AtomicU64, Ordering};

use lumen_core::rate::loss::LossReport;
use lumen_core::units::Span;

use super::histogram::Histogram;
use super::trace::FrameTrace;

/// One part of a frame's way; those on the host follow each other without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// From the complete picture to the stream thread.
    Capture,
    /// To the encoder's planes.
    Convert,
    /// To the first slice.
    Encode,
    /// To the last datagram with the kernel: later slices, FEC, cipher and pacing included.
    Send,
    /// Half of the shortest round trip that the connection knows; only `lumen/1` tells.
    Network,
}

impl Stage {
    /// In the order in which a frame goes through them.
    pub const ALL: [Stage; 5] =
        [Self::Capture, Self::Convert, Self::Encode, Self::Send, Self::Network];

    /// Name for people and for metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Capture => "capture",
            Self::Convert => "convert",
            Self::Encode => "encode",
            Self::Send => "send",
            Self::Network => "network",
        }
    }
}

/// Histograms and counters of one stream.
#[derive(Debug, Default)]
pub struct Stages {
    stages: [Histogram; Stage::ALL.len()],
    /// From the complete picture to the last datagram.
    host: Histogram,
    received: AtomicU64,
    lost: AtomicU64,
}

impl Stages {
    /// Counts a frame that has left. One that was sent before says nothing of capture.
    pub(super) fn on_frame(&self, frame: &FrameTrace) {
        if frame.repeated {
            return;
        }
        let marks =
            [frame.captured, frame.taken, frame.converted, frame.first_slice, frame.last_sent];
        for (stage, ends) in self.stages.iter().zip(marks.windows(2)) {
            stage.record(ends[1].saturating_sub(ends[0]));
        }
        self.host.record(frame.last_sent.saturating_sub(frame.captured));
    }

    /// Counts what a client reports of its link since its last report, and the round trip.
    pub fn on_report(&self, loss: LossReport, round_trip: Span) {
        self.of(Stage::Network).record(round_trip.0 / 2);
        self.received.fetch_add(loss.received.into(), Ordering::Relaxed);
        self.lost.fetch_add(loss.lost.into(), Ordering::Relaxed);
    }

    /// The times of a stage.
    pub fn of(&self, stage: Stage) -> &Histogram {
        &self.stages[stage as usize]
    }

    /// Datagrams that the client reported as received, and as lost.
    pub fn datagrams(&self) -> (u64, u64) {
        (self.received.load(Ordering::Relaxed), self.lost.load(Ordering::Relaxed))
    }

    /// What holds the stream up, in one sentence, by medians: `encode: 3.6 ms of 5.8 ms, 1.2 % of
    /// the datagrams lost`. `None` before the first frame.
    pub fn bottleneck(&self) -> Option<String> {
        let median = |stage: Stage| self.of(stage).read().percentile(50);
        let host = self.host.read();
        let slowest = Stage::ALL.into_iter().max_by_key(|stage| median(*stage))?;
        if host.count() == 0 {
            return None;
        }
        let total = host.percentile(50) + median(Stage::Network);
        let (name, millis) = (slowest.name(), |micros: u64| micros as f64 / 1e3);
        let sentence =
            format!("{name}: {:.1} ms of {:.1} ms", millis(median(slowest)), millis(total));
        Some(sentence + &self.link())
    }

    /// What is known of the link, as the end of a sentence.
    fn link(&self) -> String {
        let (received, lost) = self.datagrams();
        match received + lost {
            0 => ", network not counted".to_owned(),
            _ if lost == 0 => String::new(),
            all => format!(", {:.1} % of the datagrams lost", lost as f64 * 100.0 / all as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(encode: u64) -> FrameTrace {
        let first_slice = 1_900 + encode;
        FrameTrace {
            captured: 1_000,
            taken: 1_100,
            converted: 1_900,
            first_slice,
            last_sent: first_slice + 300,
            ..FrameTrace::default()
        }
    }

    #[test]
    fn the_stage_that_takes_longest_is_named() {
        let stages = Stages::default();
        assert_eq!(stages.bottleneck(), None);
        for _ in 0..99 {
            stages.on_frame(&frame(3_600));
        }
        // One that took for ever moves no median.
        stages.on_frame(&frame(1_000_000));
        // Histograms know times to a sixteenth.
        let said = stages.bottleneck().unwrap();
        assert_eq!(said, "encode: 3.7 ms of 4.9 ms, network not counted");
        let loss = LossReport { received: 988, lost: 12, ..LossReport::default() };
        stages.on_report(loss, Span::from_millis(20));
        let said = stages.bottleneck().unwrap();
        assert_eq!(said, "network: 9.7 ms of 14.6 ms, 1.2 % of the datagrams lost");
    }

    #[test]
    fn stages_of_the_host_add_up_and_repeats_do_not_count() {
        let stages = Stages::default();
        stages.on_frame(&frame(3_600));
        stages.on_frame(&FrameTrace { repeated: true, ..frame(9_000) });
        let sums = Stage::ALL.map(|stage| stages.of(stage).read().sum);
        assert_eq!(sums, [100, 800, 3_600, 300, 0]);
        assert_eq!(stages.host.read().sum, 4_800);
    }
}
