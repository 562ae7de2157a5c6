//! Which cores to measure on, where it takes two.

use std::{fs, io};

use rustix::thread::{CpuSet, sched_getaffinity};

/// The cores that the calling thread may use, ascending.
///
/// # Errors
/// What the system says.
pub fn allowed() -> io::Result<Vec<usize>> {
    let set = sched_getaffinity(None)?;
    Ok((0..CpuSet::MAX_CPU).filter(|&core| set.is_set(core)).collect())
}

/// The best of `allowed` to work with `core`: one that shares the last cache with it and no
/// execution unit, as far as the system tells. `None` where `core` is alone.
pub fn beside(core: usize, allowed: &[usize]) -> Option<usize> {
    let list = |file: &str| {
        let path = format!("/sys/devices/system/cpu/cpu{core}/{file}");
        fs::read_to_string(path).ok().and_then(|text| parse(&text)).unwrap_or_default()
    };
    choose(
        core,
        allowed,
        &list("topology/thread_siblings_list"),
        &list("cache/index3/shared_cpu_list"),
    )
}

fn choose(core: usize, allowed: &[usize], siblings: &[usize], near: &[usize]) -> Option<usize> {
    let others = allowed.iter().copied().filter(|&other| other != core);
    // The next one in the count among equals, so that measurements of neighbours do not meet.
    others.min_by_key(|other| {
        (siblings.contains(other), !near.contains(other), *other < core, *other)
    })
}

/// Source: cpuset(7), "List format".
fn parse(list: &str) -> Option<Vec<usize>> {
    let mut cores = Vec::new();
    for part in list.trim().split(',').filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        cores.extend(first.parse::<usize>().ok()?..=last.parse().ok()?);
    }
    Some(cores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_ranges() {
        assert_eq!(parse("0-2,7,9-10\n"), Some(vec![0, 1, 2, 7, 9, 10]));
        assert_eq!(parse("\n"), Some(vec![]));
        assert_eq!(parse("0-x"), None);
    }

    #[test]
    fn a_core_of_its_own_near_by_is_best() {
        let all: Vec<usize> = (0..16).collect();
        // Hyperthreads side by side, then eight cores apart.
        assert_eq!(choose(4, &all, &[4, 5], &[0, 1, 2, 3, 4, 5, 6, 7]), Some(6));
        assert_eq!(choose(7, &all, &[7, 15], &[4, 5, 6, 7, 12, 13, 14, 15]), Some(12));
        assert_eq!(choose(7, &all, &[6, 7], &[4, 5, 6, 7]), Some(4));
    }

    #[test]
    fn a_distant_core_beats_a_hyperthread_and_that_beats_nothing() {
        assert_eq!(choose(0, &[0, 1, 8], &[0, 1], &[0, 1]), Some(8));
        assert_eq!(choose(0, &[0, 1], &[0, 1], &[]), Some(1));
        assert_eq!(choose(1, &[0, 1], &[], &[]), Some(0));
        assert_eq!(choose(3, &[3], &[3], &[3]), None);
    }

    #[test]
    fn this_thread_may_use_the_core_it_is_on() {
        let all = allowed().unwrap();
        assert!(!all.is_empty());
        assert_ne!(beside(all[0], &all), Some(all[0]));
    }
}
