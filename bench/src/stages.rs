//! Where the time of a frame goes, from the app's paint to the decoded picture.
//!
//! Host and client run on one machine and stamp on its monotonic clock, so their records join by
//! frame number into one time line. Each stage names its start and end event.

use std::collections::HashMap;
use std::fmt;

use lumen_core::stats::Percentiles;
use lumen_host::stream::trace::FrameTrace;

use crate::watch::Seen;

/// A frame's stamps from both ends.
struct Joined<'a> {
    host: &'a FrameTrace,
    client: &'a Seen,
}

impl Joined<'_> {
    fn painted(&self) -> Option<u64> {
        let stamp = self.client.stamp.filter(|_| !self.host.repeated)?;
        Some(stamp.painted.0)
    }
}

/// One stage: what it is called, what it spans, how long it took.
pub struct Stage {
    /// Name.
    pub name: &'static str,
    /// From which event to which.
    pub span: &'static str,
    /// Microseconds.
    pub times: Percentiles,
}

type Point = fn(&Joined<'_>) -> Option<u64>;

/// Name, span, start, end.
const STAGES: [(&str, &str, Point, Point); 12] = [
    (
        "compositor",
        "painted by the app - picture complete",
        |f| f.painted(),
        |f| Some(f.host.captured),
    ),
    ("capture", "picture complete - taken by the stream thread", fresh_captured, |f| {
        Some(f.host.taken)
    }),
    ("convert", "taken - planes ready", |f| Some(f.host.taken), |f| Some(f.host.converted)),
    (
        "encode, first slice",
        "planes ready - first slice",
        |f| Some(f.host.converted),
        |f| Some(f.host.first_slice),
    ),
    (
        "encode, last slice",
        "planes ready - last slice",
        |f| Some(f.host.converted),
        |f| Some(f.host.last_slice),
    ),
    ("packetize", "copy, FEC and cipher of all slices", |_| Some(0), |f| Some(f.host.packetize)),
    (
        "send",
        "first slice - last datagram with the kernel",
        |f| Some(f.host.first_slice),
        |f| Some(f.host.last_sent),
    ),
    (
        "network",
        "first datagram sent - first received",
        |f| Some(f.host.first_sent),
        |f| Some(f.client.record.first_arrival),
    ),
    (
        "reassemble",
        "first datagram received - frame whole",
        |f| Some(f.client.record.first_arrival),
        |f| Some(f.client.record.completed),
    ),
    (
        "hand-over",
        "frame whole - given to the decoder",
        |f| Some(f.client.record.completed),
        |f| Some(f.client.record.submitted),
    ),
    (
        "decode",
        "given to the decoder - picture",
        |f| Some(f.client.record.submitted),
        |f| Some(f.client.record.decoded),
    ),
    (
        "paint to pixel",
        "painted by the app - picture decoded",
        |f| f.painted(),
        |f| Some(f.client.record.decoded),
    ),
];

fn fresh_captured(frame: &Joined<'_>) -> Option<u64> {
    (!frame.host.repeated).then_some(frame.host.captured)
}

/// The stages of the frames that both ends know.
pub fn stages(host: &[FrameTrace], client: &[Seen]) -> Vec<Stage> {
    let by_number: HashMap<u32, &FrameTrace> =
        host.iter().map(|trace| (trace.frame, trace)).collect();
    let joined: Vec<Joined<'_>> = client
        .iter()
        .filter_map(|seen| Some(Joined { host: by_number.get(&seen.record.frame)?, client: seen }))
        .collect();
    let stage = |(name, span, start, end): (&'static str, &'static str, Point, Point)| {
        let time = |frame: &Joined<'_>| Some(end(frame)?.saturating_sub(start(frame)?));
        Stage { name, span, times: Percentiles::of(joined.iter().filter_map(time)) }
    };
    STAGES.map(stage).into()
}

/// The host's trace file, whole lines only.
pub fn read_trace(text: &str) -> Vec<FrameTrace> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The stages as a table.
pub struct Table<'a>(pub &'a [Stage]);

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<22}{:>9}{:>9}{:>9}  from - to", "microseconds", "p50", "p99", "max")?;
        for Stage { name, span, times } in self.0 {
            let Percentiles { p50, p99, max, .. } = times;
            writeln!(f, "{name:<22}{p50:>9}{p99:>9}{max:>9}  {span}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use lumen_client::FrameRecord;
    use lumen_core::units::Micros;

    use super::*;
    use crate::testcard::stamp::Stamp;

    #[test]
    fn both_ends_meet_by_frame_number() {
        let host = FrameTrace { frame: 7, captured: 1_000, taken: 1_040, ..FrameTrace::default() };
        let record =
            FrameRecord { frame: 7, submitted: 5_000, decoded: 7_000, ..FrameRecord::default() };
        let stamp = Stamp { painted: Micros(500), ..Stamp::default() };
        let seen = Seen { stamp: Some(stamp), record };
        let other = Seen { stamp: None, record: FrameRecord { frame: 8, ..record } };
        let stages = stages(&[host], &[seen, other]);
        let time = |name| stages.iter().find(|stage| stage.name == name).unwrap().times;
        assert_eq!((time("capture").p50, time("capture").count), (40, 1));
        assert_eq!(time("decode").max, 2_000);
        assert_eq!(time("paint to pixel").p99, 6_500);
    }

    #[test]
    fn a_line_that_is_still_being_written_is_left_out() {
        let line =
            serde_json::to_string(&FrameTrace { frame: 3, ..FrameTrace::default() }).unwrap();
        let text = format!("{line}\n{}", &line[..20]);
        assert_eq!(read_trace(&text).len(), 1);
    }
}
