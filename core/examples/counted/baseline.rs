//! What the counts were when somebody last accepted them.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

use crate::callgrind::Counts;

/// Most that a count may be above its baseline.
pub const LIMIT: f64 = 1.02;

/// The checked-in file.
pub struct Baseline {
    /// Compiler that made the counted program.
    pub rustc: String,
    /// Why the counts are what they are, by who accepted them.
    pub reason: String,
    /// Name of the work and the counts of one frame.
    pub rows: Vec<(String, Counts)>,
}

/// Version of the compiler in use.
pub fn rustc() -> Result<String, String> {
    let output = Command::new("rustc").arg("--version").output();
    let output = output.map_err(|error| format!("rustc: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/counted/baseline.tsv")
}

impl Baseline {
    /// Reads the file.
    pub fn read() -> Result<Baseline, String> {
        let text = std::fs::read_to_string(path()).map_err(|error| format!("baseline: {error}"))?;
        let header = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
        let rustc = header("# compiler: ").ok_or("the baseline names no compiler")?.to_string();
        let reason = header("# reason: ").unwrap_or_default().to_string();
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        let rows = rows.map(|line| row(line).ok_or(format!("no row of a baseline: {line}")));
        Ok(Baseline { rustc, reason, rows: rows.collect::<Result<_, _>>()? })
    }

    /// How far above its baseline the work is, 1 being the same.
    pub fn compare(&self, name: &str, counts: Counts) -> Result<f64, String> {
        let row = self.rows.iter().find(|(known, _)| known == name);
        let (_, base) = row.ok_or(format!("{name} has no baseline: `make baseline`"))?;
        Ok(counts.over(*base))
    }

    /// Replaces the file.
    pub fn write(&self) -> Result<(), String> {
        let mut text = format!("# compiler: {}\n# reason: {}\n", self.rustc, self.reason);
        text.push_str("# work, instructions, reads, writes of one frame\n");
        for (name, Counts { instructions, reads, writes }) in &self.rows {
            let _ = writeln!(text, "{name}\t{instructions}\t{reads}\t{writes}");
        }
        std::fs::write(path(), text).map_err(|error| format!("baseline: {error}"))
    }
}

fn row(line: &str) -> Option<(String, Counts)> {
    let mut fields = line.split('\t');
    let name = fields.next()?.to_string();
    let mut count = || fields.next()?.parse().ok();
    Some((name, Counts { instructions: count()?, reads: count()?, writes: count()? }))
}
