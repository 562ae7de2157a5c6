//! Runs as a table and as JSON lines: each figure with what it is a figure of.

use std::fmt;
use std::io::{self, Write};

use lumen_core::stats::Percentiles;
use serde::Serialize;

use super::timeline::{Owner, Point, STAGES, Stage, Way, disagreement};

/// The stages may miss the measured total by this part.
pub const TOLERANCE: f64 = 0.02;

/// Own overhead at 1280x720@120 in microseconds: half of the frames, and 99 of a hundred.
pub const GOAL: (u64, u64) = (300, 1_000);

/// The mode that the goal is for.
const GOAL_MODE: &str = "1280x720@120";

/// Without which no figure means anything.
#[derive(Clone, Debug, Serialize)]
pub struct Conditions {
    /// Protocol.
    pub framing: &'static str,
    /// What codes.
    pub encoder: &'static str,
    /// What decodes.
    pub decoder: &'static str,
    /// Size and rate.
    pub mode: String,
    /// What is shown.
    pub content: &'static str,
    /// Bitrate asked for.
    pub kbps: u64,
    /// CPU, cores, kernel.
    pub machine: String,
    /// What was built.
    pub commit: String,
    /// Optimised or not.
    pub build: &'static str,
}

/// One session that was measured.
#[derive(Clone, Debug)]
pub struct Run {
    /// What it was like.
    pub conditions: Conditions,
    /// Its frames.
    pub frames: Vec<Way>,
    /// Its key presses.
    pub events: Vec<Way>,
    /// New frames that the host sent meanwhile and the client has not shown.
    pub missed: usize,
    /// What the host's log named as the bottleneck.
    pub said: Option<String>,
}

/// Percentiles of the time between two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Name.
    pub name: &'static str,
    /// Start event.
    pub from: &'static str,
    /// End event.
    pub to: &'static str,
    /// Microseconds.
    pub times: Percentiles,
}

/// What a figure was: whose stage, or a sum.
const OWN: &str = "own overhead";

impl Run {
    /// All figures: the stages, what they come to, and the same of key presses.
    pub fn figures(&self) -> Vec<Figure> {
        let mut figures: Vec<Figure> =
            STAGES.iter().filter_map(|stage| stage_figure(stage, &self.frames)).collect();
        figures.extend(self.own());
        figures.extend(self.total("paint to pixel", Point::Painted, &self.frames));
        figures.extend(self.total("complete to pixel", Point::Captured, &self.frames));
        let of_keys = STAGES.iter().filter(|stage| stage.from < Point::Painted);
        figures.extend(of_keys.filter_map(|stage| stage_figure(stage, &self.events)));
        figures.extend(self.total("event to pixel", Point::KeySent, &self.events));
        figures.extend(to_screen("present", Point::Decoded, &self.frames));
        figures.extend(to_screen("complete to screen", Point::Captured, &self.frames));
        figures.extend(to_screen("event to screen", Point::KeySent, &self.events));
        figures
    }

    /// Own overhead.
    pub fn own(&self) -> Option<Figure> {
        let times = Percentiles::of(self.frames.iter().map(Way::own));
        let (from, to) = (Point::Captured.event(), Point::Decoded.event());
        (times.count > 0).then_some(Figure { name: OWN, from, to, times })
    }

    fn total(&self, name: &'static str, from: Point, ways: &[Way]) -> Option<Figure> {
        let known = ways.iter().filter(|way| way.at(from).is_some());
        let times = Percentiles::of(known.map(|way| way.between(from)));
        let (from, to) = (from.event(), Point::Decoded.event());
        (times.count > 0).then_some(Figure { name, from, to, times })
    }

    /// Median from the complete picture to the decoded one, in microseconds.
    fn complete_to_pixel(&self) -> Option<u64> {
        let total = self.total("complete to pixel", Point::Captured, &self.frames);
        total.map(|figure| figure.times.p50)
    }

    /// By which part the stages miss the totals.
    pub fn disagreement(&self) -> f64 {
        disagreement(&self.frames).max(disagreement(&self.events))
    }

    /// True when there are frames, and their stages add up.
    pub fn holds(&self) -> bool {
        !self.frames.is_empty() && self.disagreement() <= TOLERANCE
    }

    /// The stage of ours that takes longest, by the median.
    fn eats_most(&self) -> Option<Figure> {
        let ours = STAGES.iter().filter(|stage| stage.owner == Owner::Own);
        let figures = ours.filter_map(|stage| stage_figure(stage, &self.frames));
        figures.max_by_key(|figure| figure.times.p50)
    }

    /// Own overhead beside its goal, where there is one.
    fn verdict(&self) -> Option<String> {
        let (own, (p50, p99)) = (self.own()?.times, GOAL);
        let met = own.p50 <= p50 && own.p99 <= p99;
        let goal = format!("goal p50 <= {p50}, p99 <= {p99} us");
        let most = self.eats_most()?;
        let most = format!("most of it {}, p50 {} us", most.name, most.times.p50);
        let judged = self.conditions.mode == GOAL_MODE;
        judged.then(|| format!("{OWN}: {goal}: {}; {most}", if met { "met" } else { "missed" }))
    }

    /// Writes one JSON object for each figure.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        for figure in self.figures() {
            serde_json::to_writer(&mut *out, &Line::new(&self.conditions, &figure))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// How far the medians of runs in the same conditions are apart: one line for each of them.
pub fn spreads(runs: &[Run]) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let alike = |other: &&Run| other.conditions.is_like(&run.conditions);
        if runs[..at].iter().any(|other| alike(&other)) {
            continue;
        }
        let medians = || runs.iter().filter(alike).filter_map(Run::complete_to_pixel);
        let (Some(low), Some(high)) = (medians().min(), medians().max()) else { continue };
        let Conditions { framing, mode, encoder, .. } = &run.conditions;
        let off = (high - low) as f64 * 100.0 / (high + low).max(1) as f64;
        lines.push(format!(
            "{framing}, {mode}, {encoder}: complete to pixel, p50 {low} to {high} us in {} runs: \
             +-{off:.1} %",
            medians().count()
        ));
    }
    lines
}

/// What the compositor in front of the client adds, and the whole way to it.
fn to_screen(name: &'static str, from: Point, ways: &[Way]) -> Option<Figure> {
    let times = Percentiles::of(ways.iter().filter_map(|way| way.to_screen(from)));
    let (from, to) = (from.event(), "presented by the client's compositor");
    (times.count > 0).then_some(Figure { name, from, to, times })
}

fn stage_figure(stage: &Stage, ways: &[Way]) -> Option<Figure> {
    let times = Percentiles::of(ways.iter().filter_map(|way| way.time(stage)));
    let (from, to) = (stage.from.event(), stage.to().event());
    (times.count > 0).then_some(Figure { name: stage.name, from, to, times })
}

/// A figure as JSON. Microseconds.
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
    conditions: &'a Conditions,
}

impl<'a> Line<'a> {
    fn new(conditions: &'a Conditions, figure: &Figure) -> Line<'a> {
        let Percentiles { count, p50, p95, p99, max } = figure.times;
        let (stage, start_event, end_event) = (figure.name, figure.from, figure.to);
        Line { stage, start_event, end_event, count, p50, p95, p99, max, conditions }
    }
}

impl Conditions {
    /// True for the same session once more.
    fn is_like(&self, other: &Conditions) -> bool {
        let name = |it: &Conditions| (it.framing, it.encoder, it.mode.clone(), it.content);
        name(self) == name(other)
    }
}

impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Conditions { framing, encoder, decoder, mode, content, kbps, .. } = self;
        write!(f, "{framing}, {mode}, {content}, {kbps} kbit/s, encoded by {encoder}, ")?;
        writeln!(f, "decoded by {decoder}")?;
        write!(f, "{}; commit {}, {}", self.machine, self.commit, self.build)
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.conditions)?;
        let (frames, keys, missed) = (self.frames.len(), self.events.len(), self.missed);
        writeln!(f, "{frames} frames, {missed} not shown, {keys} keys")?;
        write!(f, "{:<18}", "microseconds")?;
        writeln!(f, "{:>9}{:>9}{:>9}{:>9}  from - to", "p50", "p95", "p99", "max")?;
        for Figure { name, from, to, times } in self.figures() {
            let Percentiles { p50, p95, p99, max, .. } = times;
            writeln!(f, "{name:<18}{p50:>9}{p95:>9}{p99:>9}{max:>9}  {from} - {to}")?;
        }
        let off = self.disagreement() * 100.0;
        let adds_up = if self.holds() { "they add up" } else { "THEY DO NOT ADD UP" };
        writeln!(f, "stages miss the measured totals by {off:.2} %: {adds_up}")?;
        if let Some(said) = &self.said {
            writeln!(f, "the host's log: {said}")?;
        }
        self.verdict().map_or(Ok(()), |verdict| writeln!(f, "{verdict}"))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::timeline;
    use super::super::timeline::tests::frame;
    use super::*;

    pub fn run(mode: &str, frames: usize) -> Run {
        let (hosts, seen): (Vec<_>, Vec<_>) =
            (1..=frames as u32).map(|n| frame(n, u64::from(n) * 16_000)).unzip();
        Run {
            conditions: Conditions {
                framing: "lumen/1",
                encoder: "null",
                decoder: "null",
                mode: mode.to_owned(),
                content: "test card",
                kbps: 20_000,
                machine: "a machine".to_owned(),
                commit: "abc".to_owned(),
                build: "release",
            },
            frames: timeline::ways(&hosts, &seen),
            events: Vec::new(),
            missed: 0,
            said: None,
        }
    }

    #[test]
    fn every_line_says_what_it_is_a_figure_of() {
        let mut out = Vec::new();
        run("1280x720@120", 10).write_json(&mut out).unwrap();
        let lines: Vec<serde_json::Value> = out
            .split(|byte| *byte == b'\n')
            .filter_map(|l| serde_json::from_slice(l).ok())
            .collect();
        assert_eq!(lines.len(), 10 + 1 + 2, "stages, own overhead, two totals");
        for line in &lines {
            for field in ["start_event", "end_event", "mode", "content", "machine", "commit"] {
                assert!(line[field].as_str().is_some_and(|text| !text.is_empty()), "{line}");
            }
        }
        let paint = lines.iter().find(|line| line["stage"] == "paint to pixel").unwrap();
        assert_eq!((&paint["p50"], &paint["count"]), (&5_500.into(), &10.into()));
    }

    #[test]
    fn the_table_judges_the_mode_that_the_goal_is_for() {
        let table = run("1280x720@120", 10).to_string();
        assert!(table.contains("goal p50 <= 300, p99 <= 1000 us: missed; most of it hand-over"));
        assert!(table.contains("by 0.00 %: they add up"), "{table}");
        assert!(!run("1280x720@60", 10).to_string().contains("goal"));
    }

    #[test]
    fn runs_in_the_same_conditions_are_held_against_each_other() {
        let mut slow = run("1280x720@60", 10);
        for way in &mut slow.frames {
            way.at[Point::Decoded as usize] += 600;
        }
        let lines = spreads(&[run("1280x720@60", 10), run("1280x720@120", 10), slow]);
        let expected = "lumen/1, 1280x720@60, null: complete to pixel, p50 5400 to 6000 us in 2 \
                        runs: +-5.3 %";
        assert_eq!((lines.len(), lines[0].as_str()), (2, expected));
    }

    #[test]
    fn a_run_without_frames_or_of_wrong_stamps_does_not_hold() {
        assert!(!run("1280x720@60", 0).holds());
        let mut wrong = run("1280x720@60", 10);
        wrong.frames[0].at[Point::Taken as usize] += 100_000;
        assert!(!wrong.holds());
    }
}
