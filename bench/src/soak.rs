//! What is watched while a session runs for long, and whether it stays as it was.
//!
//! Samples are taken at the same moment of every round. The first round does not count: caches and
//! pools fill. Of the others the last third is held against the first.

use std::{fmt, fs, io};

/// What a program holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Resident memory in KiB.
    pub resident: u64,
    /// Open descriptors.
    pub descriptors: u64,
    /// Threads.
    pub threads: u64,
}

impl Holdings {
    /// Of a running program.
    ///
    /// # Errors
    /// What the system says, for one that the program is gone.
    pub fn of(pid: u32) -> io::Result<Holdings> {
        let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
        let missing = |name| io::Error::other(format!("/proc/{pid}/status has no {name}"));
        let field = |name| row(&status, name).ok_or_else(|| missing(name));
        Ok(Holdings {
            resident: field("VmRSS:")?,
            descriptors: fs::read_dir(format!("/proc/{pid}/fd"))?.count() as u64,
            threads: field("Threads:")?,
        })
    }
}

fn row(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_ascii_whitespace().next()?.parse().ok()
}

/// By how much something may grow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// In percent of what it was.
    pub percent: u64,
    /// And so much more.
    pub more: u64,
}

impl Room {
    /// It may not grow.
    pub const NONE: Room = Room { percent: 0, more: 0 };
}

/// One watched thing, sampled once a round.
#[derive(Clone, Debug)]
pub struct Watched {
    name: &'static str,
    unit: &'static str,
    room: Room,
    samples: Vec<u64>,
}

impl Watched {
    /// Nothing sampled yet.
    pub fn new(name: &'static str, unit: &'static str, room: Room) -> Watched {
        Watched { name, unit, room, samples: Vec::new() }
    }

    /// Another round's sample.
    pub fn add(&mut self, sample: u64) {
        self.samples.push(sample);
    }

    /// What came of it; `None` of fewer than four rounds.
    pub fn verdict(&self) -> Option<Verdict> {
        let counted = self.samples.get(1..).filter(|counted| counted.len() >= 3)?;
        let third = counted.len() / 3;
        let (first, last) = (median(&counted[..third]), median(&counted[counted.len() - third..]));
        let limit = first + first * self.room.percent / 100 + self.room.more;
        let (name, unit) = (self.name, self.unit);
        Some(Verdict { name, unit, rounds: counted.len(), first, last, limit })
    }
}

fn median(samples: &[u64]) -> u64 {
    let mut sorted = samples.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

/// What became of a watched thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    name: &'static str,
    unit: &'static str,
    rounds: usize,
    first: u64,
    last: u64,
    limit: u64,
}

impl Verdict {
    /// True when it has stayed within its room.
    pub fn holds(&self) -> bool {
        self.last <= self.limit
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Verdict { name, unit, rounds, first, last, limit } = self;
        let said = if self.holds() { "good" } else { "GREW" };
        write!(f, "{said}  {name:<28} {first} to {last} {unit} in {rounds} rounds, ")?;
        write!(f, "limit {limit} (medians of thirds)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(room: Room, samples: &[u64]) -> Option<Verdict> {
        let mut watched = Watched::new("memory", "KiB", room);
        samples.iter().for_each(|sample| watched.add(*sample));
        watched.verdict()
    }

    #[test]
    fn what_grows_slowly_is_noticed_and_one_round_is_not() {
        let room = Room { percent: 5, more: 10 };
        let leak: Vec<u64> = (0..40).map(|round| 1_000 + 5 * round).collect();
        assert!(!verdict(room, &leak).unwrap().holds());
        let mut steady = vec![1_000; 40];
        (steady[0], steady[20], steady[39]) = (10, 9_000, 9_000);
        let verdict = verdict(room, &steady).unwrap();
        assert!(verdict.holds());
        assert_eq!((verdict.first, verdict.last, verdict.limit), (1_000, 1_000, 1_060));
        assert!(verdict.to_string().starts_with("good  memory"), "{verdict}");
    }

    #[test]
    fn one_descriptor_more_is_one_too_many() {
        let verdict = verdict(Room::NONE, &[9, 20, 20, 20, 20, 21, 21]).unwrap();
        assert!(!verdict.holds() && verdict.to_string().starts_with("GREW"));
    }

    #[test]
    fn few_rounds_say_nothing() {
        assert_eq!(verdict(Room::NONE, &[1, 1, 1]), None);
    }

    #[test]
    fn this_program_holds_something() {
        let here = Holdings::of(std::process::id()).unwrap();
        assert!(here.resident > 100 && here.descriptors >= 3 && here.threads >= 1, "{here:?}");
        assert!(Holdings::of(u32::MAX).is_err());
    }
}
