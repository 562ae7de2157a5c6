//! What the system knows of processes: memory, descriptors, threads, wake-ups, relations.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use lumen_bench::fixture::Host;

/// A running program.
#[derive(Clone, Debug)]
pub struct Process {
    pub pid: u32,
    /// Program and arguments, with spaces between.
    pub command: String,
}

/// Every living process but this one that was started with `place` in its command line or its
/// environment: the host, its keepers, compositors and apps, however they were forked.
pub fn belonging_to(place: &Path) -> Vec<Process> {
    let place = place.to_string_lossy().into_owned();
    let mentions = |pid: &u32| {
        let read = |file| fs::read(format!("/proc/{pid}/{file}")).unwrap_or_default();
        let text = [read("cmdline"), read("environ")].concat();
        String::from_utf8_lossy(&text).contains(&place)
    };
    let others = pids().filter(|pid| *pid != std::process::id());
    others.filter(mentions).map(|pid| Process { pid, command: command(pid) }).collect()
}

/// Children of a process, those included that ended and were not waited for.
pub fn children(parent: u32) -> Vec<Process> {
    let of_parent = |pid: &u32| parent_of(*pid) == Some(parent);
    pids().filter(of_parent).map(|pid| Process { pid, command: command(pid) }).collect()
}

/// True once a process is gone, or dead and not waited for.
pub fn is_dead(pid: u32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat"))
        .ok()
        .and_then(|stat| Some(stat.rsplit_once(") ")?.1.starts_with(['Z', 'X'])))
        .unwrap_or(true)
}

fn pids() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").unwrap().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

fn command(pid: u32) -> String {
    let bytes = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace('\0', " ")
}

fn parent_of(pid: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name is in parentheses, and may hold some itself.
    stat.rsplit_once(')')?.1.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// What a host holds at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holdings {
    pub descriptors: Vec<String>,
    pub threads: Vec<String>,
    pub children: usize,
}

impl Holdings {
    pub fn of(host: &Host) -> Holdings {
        let pid = host.pid().unwrap();
        let entries = |what| fs::read_dir(format!("/proc/{pid}/{what}")).unwrap().flatten();
        let targets = entries("fd").filter_map(|entry| fs::read_link(entry.path()).ok());
        let names =
            entries("task").filter_map(|task| fs::read_to_string(task.path().join("comm")).ok());
        let mut descriptors: Vec<String> = targets.map(|path| kind(&path)).collect();
        let mut threads: Vec<String> = names.map(|name| name.trim().to_owned()).collect();
        descriptors.sort();
        threads.sort();
        Holdings { descriptors, threads, children: children(pid).len() }
    }
}

/// A descriptor without its number, so that two moments can be compared.
fn kind(target: &Path) -> String {
    let text = target.to_string_lossy();
    text.split(":[").next().unwrap_or_default().to_owned()
}

/// Resident memory of a host, in KiB.
pub fn resident(host: &Host) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", host.pid().unwrap())).unwrap();
    field(&status, "VmRSS:").expect("a running host has memory")
}

/// How often each thread of a host has gone to sleep: once for every time that it woke up.
pub fn sleeps(host: &Host) -> BTreeMap<String, u64> {
    let tasks = fs::read_dir(format!("/proc/{}/task", host.pid().unwrap())).unwrap().flatten();
    let count = |path: &Path| field(&fs::read_to_string(path).ok()?, "voluntary_ctxt_switches:");
    let named = |task: fs::DirEntry| {
        let name = fs::read_to_string(task.path().join("comm")).ok()?;
        let id = task.file_name().into_string().ok()?;
        Some((format!("{} {id}", name.trim()), count(&task.path().join("status"))?))
    };
    tasks.filter_map(named).collect()
}

fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_ascii_whitespace().next()?.parse().ok()
}
