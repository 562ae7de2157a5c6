//! Rows of figures, goals and verdicts, as a table for people and as JSON for machines.

use std::fmt;
use std::path::Path;
use std::{fs, io};

use serde::Serialize;

use super::comparison::{Comparison, Timing};
use super::machine::Machine;

/// What a ratio is held to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Goal {
    /// The bound.
    pub bound: Bound,
    /// True when missing it fails the command; false when it is only told.
    pub must: bool,
}

/// Which side of a number is good.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
}

impl Goal {
    /// A ratio that must not be above `bound`.
    pub const fn at_most(bound: f64) -> Goal {
        Goal { bound: Bound::AtMost(bound), must: true }
    }

    /// A ratio that must not be below `bound`.
    pub const fn at_least(bound: f64) -> Goal {
        Goal { bound: Bound::AtLeast(bound), must: true }
    }

    /// The same goal, not as a must.
    pub const fn wish(self) -> Goal {
        Goal { must: false, ..self }
    }

    /// True when `figure` is on the good side of the bound, or on it.
    pub fn is_met(self, figure: f64) -> bool {
        match self.bound {
            Bound::AtMost(bound) => figure <= bound,
            Bound::AtLeast(bound) => figure >= bound,
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bound {
            Bound::AtMost(bound) => write!(f, "<= {}", Short(bound)),
            Bound::AtLeast(bound) => write!(f, ">= {}", Short(bound)),
        }
    }
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "verdict", content = "why", rename_all = "snake_case")]
pub enum Verdict {
    /// The goal is met.
    Ok,
    /// It is not.
    Missed,
    /// There is no goal.
    Told,
    /// The machine was too noisy to say, in this way.
    NotJudged(String),
    /// This machine cannot have the goal, for this reason.
    DoesNotApply(String),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ok => f.write_str("ok"),
            Self::Missed => f.write_str("MISSED"),
            Self::Told => f.write_str("-"),
            Self::NotJudged(why) => write!(f, "not judged (noisy machine: {why})"),
            Self::DoesNotApply(why) => write!(f, "does not apply: {why}"),
        }
    }
}

/// Two times in nanoseconds. NaN, `null` in JSON, where there is none.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Figure {
    /// Tenth percentile.
    pub low: f64,
    /// Median.
    pub median: f64,
}

impl Figure {
    fn of(timing: &Timing) -> Figure {
        Figure { low: timing.low, median: timing.median }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scale, unit) = match self.median {
            median if median < 1e3 => (1.0, "ns"),
            median if median < 1e6 => (1e3, "us"),
            _ => (1e6, "ms"),
        };
        write!(f, "{} / {} {unit}", Short(self.low / scale), Short(self.median / scale))
    }
}

/// One figure of the report.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What was measured, against what.
    pub what: String,
    /// The figure, where there is one.
    pub figure: Option<Figure>,
    /// What it is compared with.
    pub reference: Option<Figure>,
    /// The one through the other, round by round; NaN, `null` in JSON, where nothing was kept.
    pub ratio: Option<f64>,
    /// What stands instead of a ratio, in the unit that `what` names.
    pub value: Option<f64>,
    /// What the ratio or the value is held to.
    pub goal: Option<Goal>,
    /// Whether it holds.
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl Row {
    /// Head of the table.
    pub const HEAD: Head = Head;

    /// The way `index` of a comparison against its reference, held to `goal`.
    pub fn ratio(what: &str, comparison: &Comparison, index: usize, goal: Option<Goal>) -> Row {
        let timing = &comparison.timings[index];
        Row {
            figure: Some(Figure::of(timing)),
            reference: Some(Figure::of(comparison.reference())),
            ratio: Some(timing.ratio),
            ..Row::bare(what, goal, measured(timing.ratio, comparison, goal))
        }
    }

    /// A value that follows from the way `index` of a comparison, held to `goal`.
    pub fn value(
        what: &str,
        value: f64,
        comparison: &Comparison,
        index: usize,
        goal: Option<Goal>,
    ) -> Row {
        Row {
            figure: Some(Figure::of(&comparison.timings[index])),
            value: Some(value),
            ..Row::bare(what, goal, measured(value, comparison, goal))
        }
    }

    /// A value that was counted, which no noise changes, held to `goal`.
    pub fn count(what: &str, value: f64, goal: Option<Goal>) -> Row {
        Row { value: Some(value), ..Row::bare(what, goal, judge(value, goal)) }
    }

    /// A goal that this machine cannot have.
    pub fn does_not_apply(what: &str, goal: Goal, why: &str) -> Row {
        Row::bare(what, Some(goal), Verdict::DoesNotApply(why.into()))
    }

    fn bare(what: &str, goal: Option<Goal>, verdict: Verdict) -> Row {
        let what = what.into();
        Row { what, figure: None, reference: None, ratio: None, value: None, goal, verdict }
    }

    fn is_missed_must(&self) -> bool {
        self.verdict == Verdict::Missed && self.goal.is_some_and(|goal| goal.must)
    }

    fn is_not_judged(&self) -> bool {
        matches!(self.verdict, Verdict::NotJudged(_)) && self.goal.is_some()
    }
}

fn judge(value: f64, goal: Option<Goal>) -> Verdict {
    match goal {
        None => Verdict::Told,
        Some(goal) if goal.is_met(value) => Verdict::Ok,
        Some(_) => Verdict::Missed,
    }
}

fn measured(value: f64, comparison: &Comparison, goal: Option<Goal>) -> Verdict {
    if comparison.noise.is_quiet() {
        judge(value, goal)
    } else {
        Verdict::NotJudged(comparison.noise.to_string())
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figure = self.figure.map_or("-".into(), |figure| figure.to_string());
        let ratio = self.ratio.or(self.value).map_or("-".into(), |ratio| Short(ratio).to_string());
        let goal = self.goal.map_or("-".into(), |goal| goal.to_string());
        let wish = if self.goal.is_some_and(|goal| !goal.must) { " (a wish)" } else { "" };
        let Row { what, verdict, .. } = self;
        write!(f, "{what:<54}{figure:>20}{ratio:>9}{goal:>10}  {verdict}{wish}")
    }
}

/// Names of the columns of [`Row`].
pub struct Head;

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [what, figure, ratio, goal] = ["what", "p10 / median", "ratio", "goal"];
        write!(f, "{what:<54}{figure:>20}{ratio:>9}{goal:>10}  verdict")
    }
}

/// Everything a command measured.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// On what.
    pub machine: Machine,
    /// The figures.
    pub rows: Vec<Row>,
}

impl Report {
    /// A report without rows.
    pub fn new(machine: Machine) -> Report {
        Report { machine, rows: Vec::new() }
    }

    /// True when no goal that is a must was missed.
    pub fn holds(&self) -> bool {
        !self.rows.iter().any(Row::is_missed_must)
    }

    /// Writes everything as one JSON object.
    ///
    /// # Errors
    /// What the system says.
    pub fn write_json(&self, file: &Path) -> io::Result<()> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        fs::write(file, text)
    }
}

/// The last line of the table.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let goals = self.rows.iter().filter(|row| row.goal.is_some()).count();
        let count = |verdict: fn(&Row) -> bool| self.rows.iter().filter(|row| verdict(row)).count();
        let met = count(|row| row.verdict == Verdict::Ok);
        let missed = count(Row::is_missed_must);
        let open = count(Row::is_not_judged);
        write!(f, "{goals} goals: {met} met, {missed} musts missed, {open} not judged")
    }
}

/// A number in about three digits.
struct Short(f64);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            value if value.is_nan() => f.write_str("-"),
            value if value.abs() >= 100.0 => write!(f, "{value:.0}"),
            value if value.abs() >= 10.0 => write!(f, "{value:.1}"),
            value if value.abs() >= 0.1 => write!(f, "{value:.2}"),
            value => write!(f, "{value:.4}"),
        }
    }
}

#[cfg(test)]
mod tests;
