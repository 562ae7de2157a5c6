//! One piece of work under valgrind, counted twice: the difference is what its frames cost.

use std::path::Path;
use std::process::Command;

/// Caches are simulated to count accesses; their sizes change no count.
const CACHE: &str = "--LL=8388608,16,64";

/// Frames of the shorter run: everything is set up and has been touched once.
const FEW: u32 = 10;

/// Frames of the longer run.
const MANY: u32 = 60;

/// What a frame costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Instructions.
    pub instructions: u64,
    /// Instructions that read memory.
    pub reads: u64,
    /// Instructions that write memory: an extra copy shows here first.
    pub writes: u64,
}

impl Counts {
    fn each(self, mut of: impl FnMut(u64) -> u64) -> Counts {
        Counts {
            instructions: of(self.instructions),
            reads: of(self.reads),
            writes: of(self.writes),
        }
    }

    /// The largest of the three ratios to `base`.
    pub fn over(self, base: Counts) -> f64 {
        let ratio = |now: u64, then: u64| now as f64 / then.max(1) as f64;
        ratio(self.instructions, base.instructions)
            .max(ratio(self.reads, base.reads))
            .max(ratio(self.writes, base.writes))
    }
}

/// Counts of one frame of the work.
pub fn per_frame(work: &str) -> Result<Counts, String> {
    let (few, many) = (total(work, FEW)?, total(work, MANY)?);
    let frames = u64::from(MANY - FEW);
    Ok(Counts {
        instructions: many.instructions.saturating_sub(few.instructions),
        reads: many.reads.saturating_sub(few.reads),
        writes: many.writes.saturating_sub(few.writes),
    }
    .each(|count| count / frames))
}

fn total(work: &str, frames: u32) -> Result<Counts, String> {
    let program = std::env::current_exe().map_err(|error| format!("own path: {error}"))?;
    let out = program.with_extension(format!("{work}.callgrind"));
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--cache-sim=yes", CACHE, "--quiet", "--error-exitcode=1"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(&program)
        .args(["run", work, &frames.to_string()])
        .status()
        .map_err(|error| format!("valgrind: {error}; `make setup` installs it"))?;
    if !status.success() {
        return Err(format!("{work} under valgrind: {status}"));
    }
    read(&out)
}

/// The totals of a callgrind file, whose header names the events in order.
fn read(out: &Path) -> Result<Counts, String> {
    let text = std::fs::read_to_string(out).map_err(|error| format!("{out:?}: {error}"))?;
    let line = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
    let (Some(events), Some(totals)) = (line("events:"), line("totals:")) else {
        return Err(format!("{out:?} has no totals"));
    };
    let count = |event: &str| {
        let place = events.split_whitespace().position(|name| name == event)?;
        totals.split_whitespace().nth(place)?.parse().ok()
    };
    match (count("Ir"), count("Dr"), count("Dw")) {
        (Some(instructions), Some(reads), Some(writes)) => {
            Ok(Counts { instructions, reads, writes })
        }
        _ => Err(format!("{out:?} lacks an event")),
    }
}
