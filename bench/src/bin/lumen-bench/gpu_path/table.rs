//! What came of a run, as a table and as JSON lines.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};

use lumen_bench::measure::cores;
use lumen_bench::measure::machine::Machine;
use lumen_core::stats::Percentiles;
use lumen_core::units::{Micros, Span};
use serde::Serialize;

use super::far::{Came, Frames};
use super::near::Sent;
use super::{Pacing, Wish};
use crate::transport::media::Shape;

/// Conditions of the run, and its counts.
#[derive(Clone, Debug, Serialize)]
struct Facts {
    mode: String,
    kbps: u64,
    slices: String,
    converted_by: String,
    paced: bool,
    machine: String,
    commit: String,
    build: &'static str,
    /// Frames that the display had.
    frames: u32,
    /// Left out, since the one before took too long.
    not_begun: u32,
    /// Sent, but not whole and right at the other end.
    not_whole: u32,
    /// Whole later than an interval after its time.
    late: u32,
    dropped_by_kernel: u64,
    repaired: u64,
    /// What decodes, and frames that came and were not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    decoder: Option<String>,
    not_decoded: u32,
}

/// A stage in microseconds.
struct Stage {
    name: &'static str,
    from: &'static str,
    to: &'static str,
    times: Percentiles,
}

/// One run.
pub struct Table {
    facts: Facts,
    stages: Vec<Stage>,
}

impl Table {
    /// Joins both ends.
    pub fn new(
        wish: &Wish,
        shape: Shape,
        converted_by: &str,
        sent: &[Sent],
        came: &Frames,
    ) -> Table {
        let right = came.frames.iter().filter(|came| came.right);
        let by_number: HashMap<u32, &Came> = right.map(|came| (came.frame, came)).collect();
        let ways: Vec<(&Sent, &Came)> =
            sent.iter().filter_map(|sent| Some((sent, *by_number.get(&sent.frame)?))).collect();
        let interval = wish.mode.refresh.interval();
        let late = ways.iter().filter(|(sent, came)| came.whole.since(sent.due) > interval);
        let machine = Machine::this(cores::allowed().unwrap_or_default().len(), 0);
        let facts = Facts {
            mode: wish.mode.to_string(),
            kbps: wish.bitrate.0 / 1_000,
            slices: format!("{} of {}", shape.slices, shape.name()),
            converted_by: converted_by.to_owned(),
            paced: wish.pacing == Pacing::Spread,
            machine: format!("{}, {} cores, Linux {}", machine.cpu, machine.cores, machine.kernel),
            commit: machine.commit.unwrap_or_else(|| "unknown".to_owned()),
            build: if cfg!(debug_assertions) { "debug" } else { "release" },
            frames: wish.frames,
            not_begun: wish.frames - sent.len() as u32,
            not_whole: (sent.len() - ways.len()) as u32,
            late: late.count() as u32,
            dropped_by_kernel: came.dropped,
            repaired: came.repaired,
            decoder: wish.video.as_ref().map(|(_, decoder)| format!("{decoder:?}").to_lowercase()),
            not_decoded: came
                .decoded
                .as_ref()
                .map_or(0, |decoded| ways.len() - decoded.len().min(ways.len()))
                as u32,
        };
        let mut stages = stages(&ways);
        stages.extend(came.decoded.iter().flat_map(|decoded| decoding(&ways, decoded)));
        Table { facts, stages }
    }

    /// Frames that the other end does not have.
    pub fn missed(&self) -> u32 {
        self.facts.not_begun + self.facts.not_whole + self.facts.not_decoded
    }

    /// Frames that were sent and are not whole there.
    #[cfg(test)]
    pub fn not_whole(&self) -> u32 {
        self.facts.not_whole
    }

    /// Frames that it has.
    #[cfg(test)]
    pub fn whole(&self) -> usize {
        self.stages.first().map_or(0, |stage| stage.times.count)
    }

    /// True when no frame was missed.
    pub fn holds(&self) -> bool {
        self.missed() == 0
    }

    /// One object for each stage.
    pub fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        for Stage { name, from, to, times } in &self.stages {
            let Percentiles { count, p50, p95, p99, max } = *times;
            let line = Line {
                stage: name,
                start_event: from,
                end_event: to,
                count,
                p50,
                p95,
                p99,
                max,
                facts: &self.facts,
            };
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct Line<'a> {
    stage: &'a str,
    start_event: &'a str,
    end_event: &'a str,
    count: usize,
    p50: u64,
    p95: u64,
    p99: u64,
    max: u64,
    #[serde(flatten)]
    facts: &'a Facts,
}

/// The stages follow each other, so they add up to the last line for each frame.
fn stages(ways: &[(&Sent, &Came)]) -> Vec<Stage> {
    type Point = fn(&Sent, &Came) -> Micros;
    let stage = |name, (from, start): (&'static str, Point), (to, end): (&'static str, Point)| {
        let span =
            |(sent, came): &(&Sent, &Came)| -> Span { end(sent, came).since(start(sent, came)) };
        Stage { name, from, to, times: Percentiles::of(ways.iter().map(|way| span(way).0)) }
    };
    let begun: (_, Point) = ("picture complete", |sent, _| sent.begun);
    let converted: (_, Point) = ("surface filled", |sent, _| sent.converted);
    let ready: (_, Point) = ("first datagrams ready", |sent, _| sent.first_ready);
    let whole: (_, Point) = ("frame whole", |_, came| came.whole);
    vec![
        stage("convert", begun, converted),
        stage("packetize", converted, ready),
        stage("send, receive", ready, whole),
        stage("complete to whole", begun, whole),
    ]
}

/// What comes after, where frames are decoded.
fn decoding(ways: &[(&Sent, &Came)], decoded: &[(u32, Micros)]) -> [Stage; 2] {
    let at: HashMap<u32, Micros> = decoded.iter().copied().collect();
    let stage = |name, from, start: fn(&Sent, &Came) -> Micros| {
        let spans = ways
            .iter()
            .filter_map(|(sent, came)| Some(at.get(&sent.frame)?.since(start(sent, came)).0));
        Stage { name, from, to: "picture decoded", times: Percentiles::of(spans) }
    };
    [
        stage("decode", "frame whole", |_, came| came.whole),
        stage("complete to decoded", "picture complete", |sent, _| sent.begun),
    ]
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts { mode, kbps, slices, converted_by, machine, commit, build, .. } = &self.facts;
        let paced = if self.facts.paced { "spread" } else { "at once" };
        writeln!(f, "{mode}, {kbps} kbit/s, slices {slices}, sent {paced}, by {converted_by}")?;
        writeln!(f, "{machine}; commit {commit}, {build}")?;
        let Facts { frames, not_begun, not_whole, late, dropped_by_kernel, repaired, .. } =
            &self.facts;
        writeln!(
            f,
            "{frames} frames: {not_begun} not begun, {not_whole} not whole, {late} late; \
             {dropped_by_kernel} datagrams dropped by the kernel, {repaired} repaired"
        )?;
        if let Some(decoder) = &self.facts.decoder {
            writeln!(f, "decoded by {decoder}: {} not shown", self.facts.not_decoded)?;
        }
        writeln!(
            f,
            "{:<20}{:>9}{:>9}{:>9}{:>9}  from - to",
            "microseconds", "p50", "p95", "p99", "max"
        )?;
        for Stage { name, from, to, times } in &self.stages {
            let Percentiles { p50, p95, p99, max, .. } = times;
            writeln!(f, "{name:<20}{p50:>9}{p95:>9}{p99:>9}{max:>9}  {from} - {to}")?;
        }
        Ok(())
    }
}
