//! `lumen-bench rate`: what the rate controller makes of links that change.
//!
//! Nothing is measured: the stream and the link are simulated, so a table is the same for its
//! seeds on every machine.

use std::fmt;
use std::fs::File;
use std::path::Path;

use clap::Args;
use lumen_core::sim::rate::{Outcome, SCENARIOS, run as play};
use lumen_core::units::Span;
use serde::Serialize;

/// What is played.
#[derive(Args)]
pub struct Options {
    /// The first seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Each link is played with so many seeds; a row has the worst of each column.
    #[arg(long, default_value_t = 5)]
    seeds: u64,
}

/// Least share of the last five seconds, in percent: no stream stays down.
const MIN_END: u64 = 60;

/// Least share of all the time, in percent.
const MIN_USED: u64 = 75;

/// Most time back to 90 % after a link grows.
const MAX_BACK: Span = Span::from_secs(5);

#[derive(Serialize)]
struct Line {
    link: &'static str,
    used_percent: u64,
    queue_p95_ms: u64,
    lost_percent: f64,
    /// None: never within the run. 0: there was nothing to come back to.
    back_to_90_ms: Option<u64>,
    end_percent: u64,
}

/// Prints the table and writes it to `json`. False when a stream stays down.
pub fn run(options: &Options, json: Option<&Path>) -> anyhow::Result<bool> {
    println!(
        "simulated: 60 fps, a report every 25 ms, {} s each; the worst of seeds {} to {}",
        SCENARIOS[0].length / 1_000,
        options.seed,
        options.seed + options.seeds.max(1) - 1,
    );
    println!(
        "link                               used %  queue p95 ms  lost %  back to 90 % s  end %"
    );
    let mut lines = Vec::new();
    for scenario in &SCENARIOS {
        let seeds = options.seed..options.seed + options.seeds.max(1);
        let outcomes: Vec<Outcome> = seeds.map(|seed| play(scenario, seed)).collect();
        let line = Line::worst(scenario.name, &outcomes);
        println!("{line}");
        lines.push(line);
    }
    let down: Vec<_> = lines.iter().filter(|line| !line.holds()).map(|line| line.link).collect();
    println!(
        "{} links; at least {MIN_USED} % used, back to 90 % within {} s, at least {MIN_END} % at \
         the end: {}",
        lines.len(),
        MAX_BACK.0 / 1_000_000,
        if down.is_empty() { "ok".into() } else { format!("MISSED by {}", down.join(", ")) },
    );
    if let Some(file) = json {
        serde_json::to_writer_pretty(File::create(file)?, &lines)?;
    }
    Ok(down.is_empty())
}

impl Line {
    fn worst(link: &'static str, outcomes: &[Outcome]) -> Line {
        let least = |value: fn(&Outcome) -> u64| outcomes.iter().map(value).min().unwrap_or(0);
        let back = outcomes.iter().map(|outcome| outcome.back.map(|back| back.0 / 1_000));
        let lost = outcomes.iter().map(|outcome| outcome.lost).max().unwrap_or(0);
        let queue = outcomes.iter().map(|outcome| outcome.queue_p95.0).max().unwrap_or(0);
        Line {
            link,
            used_percent: least(|outcome| outcome.used),
            queue_p95_ms: queue / 1_000,
            lost_percent: f64::from(lost) / 1e4,
            back_to_90_ms: back.collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().max()),
            end_percent: least(|outcome| outcome.end),
        }
    }

    fn holds(&self) -> bool {
        self.used_percent >= MIN_USED
            && self.end_percent >= MIN_END
            && self.back_to_90_ms.is_some_and(|back| back <= MAX_BACK.0 / 1_000)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let back = match self.back_to_90_ms {
            None => "never".into(),
            Some(0) => "-".into(),
            Some(millis) => format!("{:.1}", millis as f64 / 1e3),
        };
        write!(f, "{:<34} {:>6} {:>13}", self.link, self.used_percent, self.queue_p95_ms)?;
        write!(f, " {:>7.2} {:>15} {:>6}", self.lost_percent, back, self.end_percent)
    }
}
