//! The keeper: parent of one program, end of everything that the program started.
//!
//! It runs as a process of its own, since only a survivor can clean up after a host that was
//! killed. As a subreaper it inherits every orphan below it (prctl(2), PR_SET_CHILD_SUBREAPER),
//! however often those forked or called `setsid`, so "all descendants" is a well-defined set.
//!
//! Two threads: the main one collects the dead and leaves with the last; the other one waits for
//! the pipe on standard input to close and then ends the living.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{
    Pid, Signal, WaitOptions, WaitStatus, getpid, kill_process, set_child_subreaper, wait,
};

/// File name of the program.
pub const NAME: &str = "lumen-keeper";

/// Exit code when the program could not be started; `setpriv` and shells use the same.
pub const NOT_STARTED: u8 = 127;

/// How long programs may take to end by themselves.
pub const GRACE: Duration = Duration::from_millis(1500);

/// Runs `command` (program first) until it, or standard input, ends; then ends whatever it left
/// behind. Returns the exit code of the program, `128 + n` for a signal `n`.
///
/// # Errors
/// When this process cannot become a subreaper, start a thread, or wait.
pub fn keep(mut command: impl Iterator<Item = OsString>) -> io::Result<u8> {
    let Some(program) = command.next() else { return Ok(NOT_STARTED) };
    set_child_subreaper(Some(getpid()))?;
    let started =
        Command::new(&program).args(command).stdin(Stdio::null()).process_group(0).spawn();
    let leader = match started {
        Ok(child) => Pid::from_child(&child),
        Err(error) => {
            eprintln!("{}: {error}", program.display());
            return Ok(NOT_STARTED);
        }
    };
    thread::Builder::new().name("hold".into()).spawn(|| {
        wait_for_end_of_input();
        end_descendants();
    })?;
    collect(leader)
}

/// Returns once the last descendant is gone.
fn collect(leader: Pid) -> io::Result<u8> {
    let mut code = NOT_STARTED;
    loop {
        match wait(WaitOptions::empty()) {
            Ok(Some((pid, status))) if pid == leader => {
                code = exit_code(status);
                thread::Builder::new().name("end".into()).spawn(end_descendants)?;
            }
            Ok(_) | Err(Errno::INTR) => {}
            Err(Errno::CHILD) => return Ok(code),
            Err(error) => return Err(error.into()),
        }
    }
}

fn exit_code(status: WaitStatus) -> u8 {
    let signal = status.terminating_signal().map(|signal| 128 + signal);
    status.exit_status().or(signal).and_then(|code| u8::try_from(code).ok()).unwrap_or(u8::MAX)
}

/// Nobody writes to the pipe; it ends when its other side is closed.
fn wait_for_end_of_input() {
    let mut ignored = [0; 64];
    while io::stdin().read(&mut ignored).is_ok_and(|count| count > 0) {}
}

/// Never returns: the process ends when `collect` has seen the last descendant go. What forks
/// while it is being killed is found in the next round.
fn end_descendants() {
    signal_descendants(Signal::TERM);
    thread::sleep(GRACE);
    loop {
        signal_descendants(Signal::KILL);
        thread::sleep(Duration::from_millis(5));
    }
}

fn signal_descendants(signal: Signal) {
    for pid in descendants(getpid(), &parents()) {
        // Gone already is as good.
        let _ = kill_process(pid, signal);
    }
}

/// Parent of every process, from `/proc/PID/stat`.
fn parents() -> HashMap<Pid, Pid> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    pids.filter_map(|raw| {
        let stat = fs::read_to_string(format!("/proc/{raw}/stat")).ok()?;
        Some((Pid::from_raw(raw)?, Pid::from_raw(parent_field(&stat)?)?))
    })
    .collect()
}

/// The fourth field of proc_pid_stat(5). The second is a name in parentheses, which may hold
/// spaces and parentheses itself.
fn parent_field(stat: &str) -> Option<i32> {
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_ascii_whitespace().nth(1)?.parse().ok()
}

fn descendants(root: Pid, parents: &HashMap<Pid, Pid>) -> Vec<Pid> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(parents.iter().filter(|(_, of)| **of == parent).map(|(pid, _)| *pid));
        next += 1;
    }
    found.split_off(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pid(raw: i32) -> Pid {
        Pid::from_raw(raw).unwrap()
    }

    #[test]
    fn the_parent_is_found_behind_a_hostile_name() {
        assert_eq!(parent_field("71 (a) S 9 (b) S) R 42 71 71 0"), Some(42));
        assert_eq!(parent_field("71 (sway"), None);
    }

    #[test]
    fn descendants_are_all_below_and_not_the_root() {
        let parents =
            [(2, 1), (3, 2), (4, 3), (5, 1), (7, 6)].map(|(child, of)| (pid(child), pid(of)));
        let mut found = descendants(pid(2), &HashMap::from(parents));
        found.sort_by_key(|pid| pid.as_raw_nonzero());
        assert_eq!(found, [pid(3), pid(4)]);
    }
}
