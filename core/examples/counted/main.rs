//! Instructions and memory accesses of the data path, per frame, against what they last were:
//!
//! ```text
//! counted check            fails when a count is more than 2 % above its baseline
//! counted update REASON    writes what is counted now as the baseline
//! counted spoil            fails when work that has something too much in it passes
//! counted run WORK FRAMES  does the work, to be counted
//! ```
//!
//! Valgrind counts, so a busy machine changes nothing; it also imitates one processor everywhere,
//! whose kernels are those of AVX2. `.ci/gates` builds and runs this.

mod baseline;
mod callgrind;
mod work;

use std::process::ExitCode;

use baseline::Baseline;
use work::{SPOILT, WORKS};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["run", work, frames] => run(work, frames),
        ["check"] => check(),
        ["spoil"] => spoil(),
        ["update", reason] if !reason.trim().is_empty() => update(reason),
        _ => Err("usage: counted check | spoil | update REASON | run WORK FRAMES".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("counted: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(name: &str, frames: &str) -> Result<(), String> {
    let frames: u32 = frames.parse().map_err(|_| format!("{frames} is no number"))?;
    let mut works = WORKS.iter().chain(SPOILT.iter().map(|(work, _)| work));
    let (_, work) = works.find(|(known, _)| *known == name).ok_or("unknown work")?;
    work(frames);
    Ok(())
}

/// Counts everything and compares. What was made with another compiler is not comparable.
fn check() -> Result<(), String> {
    let baseline = Baseline::read()?;
    let rustc = baseline::rustc()?;
    if baseline.rustc != rustc {
        println!("counted: SKIPPED, the baseline is of {}, this is {rustc};", baseline.rustc);
        println!("    `make baseline REASON=\"{rustc}\"` makes a new one");
        return Ok(());
    }
    println!("per frame                 instructions       reads      writes   of baseline");
    let mut over = Vec::new();
    for (name, _) in WORKS {
        let counts = callgrind::per_frame(name)?;
        let share = baseline.compare(name, counts)?;
        println!(
            "{name:<24} {:>13} {:>11} {:>11}       {share:.3}",
            counts.instructions, counts.reads, counts.writes
        );
        if share > baseline::LIMIT {
            over.push(format!("{name} {share:.3}"));
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    Err(format!(
        "more work per frame than the baseline allows ({}): {}; if it is worth it, \
         `make baseline REASON=\"...\"` and say so in the commit",
        baseline::LIMIT,
        over.join(", ")
    ))
}

/// The gate itself is tried: a copy and a datagram too many have to be found.
fn spoil() -> Result<(), String> {
    let baseline = Baseline::read()?;
    if baseline.rustc != baseline::rustc()? {
        println!("counted: SKIPPED, the baseline is of {}", baseline.rustc);
        return Ok(());
    }
    for ((name, _), of) in SPOILT {
        let share = baseline.compare(of, callgrind::per_frame(name)?)?;
        println!("{name:<24} {share:.3} of {of}");
        if share <= baseline::LIMIT {
            return Err(format!("{name} passes for {of}: the gate finds nothing any more"));
        }
    }
    Ok(())
}

fn update(reason: &str) -> Result<(), String> {
    let mut rows = Vec::new();
    for (name, _) in WORKS {
        rows.push((name.to_string(), callgrind::per_frame(name)?));
    }
    let written = Baseline { rustc: baseline::rustc()?, reason: reason.into(), rows };
    written.write()
}
