//! What was measured on.

use std::process::Command;
use std::{fmt, fs};

use lumen_core::fec::Kernel;
use serde::Serialize;

/// The facts without which a figure means nothing.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// Model of the CPU as it names itself.
    pub cpu: String,
    /// Cores that this process may use.
    pub cores: usize,
    /// The core that was measured on.
    pub core: usize,
    /// Release of the operating system's kernel.
    pub kernel: String,
    /// Instructions that FEC uses.
    pub fec: &'static str,
    /// What was built, where that is known; `-dirty` for changes that are not committed.
    pub commit: Option<String>,
}

impl Machine {
    /// This machine, `cores` of it usable before `core` was chosen to measure on.
    pub fn this(cores: usize, core: usize) -> Machine {
        let cpu = fs::read_to_string("/proc/cpuinfo").ok().as_deref().and_then(model);
        Machine {
            cpu: cpu.unwrap_or_else(|| std::env::consts::ARCH.into()),
            cores,
            core,
            kernel: rustix::system::uname().release().to_string_lossy().into_owned(),
            fec: Kernel::best().name(),
            commit: commit(),
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { cpu, cores, core, kernel, fec, commit } = self;
        let commit = commit.as_deref().unwrap_or("unknown");
        write!(f, "{cpu}, {cores} cores, measured on core {core}; Linux {kernel}; ")?;
        write!(f, "FEC by {fec}; commit {commit}")
    }
}

fn model(cpuinfo: &str) -> Option<String> {
    let line = cpuinfo.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().into())
}

/// The commit that this program was built of; none without one.
fn commit() -> Option<String> {
    let built = Some(env!("LUMEN_COMMIT")).filter(|built| !built.is_empty())?;
    Some(with_changes(built, checkout().as_deref()))
}

/// The commit and the state of the checkout that this program was built in, as they are now.
fn checkout() -> Option<String> {
    let mut git = Command::new("git");
    git.args(["-C", env!("CARGO_MANIFEST_DIR"), "describe", "--always", "--dirty", "--abbrev=12"])
        .args(["--exclude", "*"]);
    let output = git.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().into())
}

/// The commit, and that there are changes beside it, as far as the checkout is still at it.
fn with_changes(built: &str, checkout: Option<&str>) -> String {
    let dirty = checkout.and_then(|now| now.strip_prefix(built)) == Some("-dirty");
    format!("{built}{}", if dirty { "-dirty" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkout_that_has_moved_on_says_nothing_of_the_program() {
        assert_eq!(with_changes("0123456789ab", Some("0123456789ab")), "0123456789ab");
        assert_eq!(with_changes("0123456789ab", Some("0123456789ab-dirty")), "0123456789ab-dirty");
        assert_eq!(with_changes("0123456789ab", Some("ba9876543210-dirty")), "0123456789ab");
        assert_eq!(with_changes("0123456789ab", None), "0123456789ab");
    }

    #[test]
    fn the_model_is_what_stands_behind_the_colon() {
        let text = "processor\t: 0\nmodel name\t: Some CPU @ 3.00GHz\nflags\t\t: fpu\n";
        assert_eq!(model(text).as_deref(), Some("Some CPU @ 3.00GHz"));
        assert_eq!(model("Hardware : board"), None);
    }
}
