//! Code that computes: candidates run in turns of a tenth of a millisecond, round after round.
//!
//! Each turn repeats the work until it lasts long enough for the clock, after one repetition that
//! does not count and brings data and code into the caches. The order within a round rotates. A
//! turn in which something else took the core is dropped.

use std::io;
use std::time::Duration;

use super::comparison::{Comparison, Sample};
use super::probe::{Cost, Probe};

/// Work that is done over and over.
pub trait Work {
    /// Makes what the next `times` pieces of work need. Its time does not count.
    fn prepare(&mut self, times: u64);

    /// Does `times` pieces.
    fn run(&mut self, times: u64);
}

/// One way of doing the work.
pub struct Candidate<'a> {
    name: &'static str,
    work: Box<dyn Work + 'a>,
}

impl<'a> Candidate<'a> {
    /// Work that needs nothing made for it. `piece` does one piece; its result is kept from being
    /// optimised away.
    pub fn new<T>(name: &'static str, piece: impl FnMut() -> T + 'a) -> Candidate<'a> {
        Candidate::prepared(name, Repeat(piece))
    }

    /// Work that uses up what was made for it.
    pub fn prepared(name: &'static str, work: impl Work + 'a) -> Candidate<'a> {
        Candidate { name, work: Box::new(work) }
    }
}

struct Repeat<F>(F);

impl<T, F: FnMut() -> T> Work for Repeat<F> {
    fn prepare(&mut self, _: u64) {}

    fn run(&mut self, times: u64) {
        for _ in 0..times {
            std::hint::black_box((self.0)());
        }
    }
}

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Length of a turn.
    pub slice: Duration,
    /// Length of all turns together, about; long against the ticks that steal is counted in.
    pub total: Duration,
    /// Fewest rounds, however long they take.
    pub rounds: u32,
}

impl Default for Plan {
    fn default() -> Plan {
        let [slice, total] = [Duration::from_micros(100), Duration::from_millis(400)];
        Plan { slice, total, rounds: 15 }
    }
}

/// Measures `candidates`, the first of which is the reference, in turns.
///
/// # Errors
/// Those of the probe.
pub fn compare(
    probe: &impl Probe,
    plan: Plan,
    candidates: &mut [Candidate<'_>],
) -> io::Result<Comparison> {
    let names: Vec<_> = candidates.iter().map(|candidate| candidate.name).collect();
    Ok(Comparison::of(&names, &rounds(probe, plan, candidates)?))
}

/// Measures `candidates` in turns against a reference that is the sum of the first `parts` of
/// them, each by itself; the others follow it.
///
/// # Errors
/// Those of the probe.
pub fn compare_with_sum(
    probe: &impl Probe,
    plan: Plan,
    parts: usize,
    candidates: &mut [Candidate<'_>],
) -> io::Result<Comparison> {
    let names = candidates[parts..].iter().map(|candidate| candidate.name);
    let names: Vec<_> = std::iter::once("sum").chain(names).collect();
    let rounds = rounds(probe, plan, candidates)?.into_iter().map(|mut round| {
        let sum = round.drain(..parts).reduce(add);
        round.splice(0..0, sum);
        round
    });
    Ok(Comparison::of(&names, &rounds.collect::<Vec<_>>()))
}

/// One piece of each.
fn add(a: Sample, b: Sample) -> Sample {
    let cost = Cost {
        wall: a.cost.wall + b.cost.wall,
        cpu: a.cost.cpu + b.cost.cpu,
        preempted: a.cost.preempted || b.cost.preempted,
    };
    Sample { nanos: a.nanos + b.nanos, cost, kept: a.kept && b.kept }
}

fn rounds(
    probe: &impl Probe,
    plan: Plan,
    candidates: &mut [Candidate<'_>],
) -> io::Result<Vec<Vec<Sample>>> {
    let (mut repeats, mut round) = (Vec::new(), Duration::ZERO);
    for candidate in &mut *candidates {
        let (times, took) = calibrate(probe, plan.slice, candidate)?;
        repeats.push(times);
        round += took;
    }
    let fitting = plan.total.as_nanos() / round.as_nanos().max(1);
    let rounds = (fitting as u32).max(plan.rounds) as usize;
    let blank = Sample { nanos: f64::NAN, cost: Default::default(), kept: false };
    let mut samples = vec![vec![blank; candidates.len()]; rounds];
    for (round, samples) in samples.iter_mut().enumerate() {
        for turn in 0..candidates.len() {
            let way = (round + turn) % candidates.len();
            samples[way] = slice(probe, &mut candidates[way], repeats[way])?;
        }
    }
    Ok(samples)
}

/// How many repetitions last for `slice`, and how long they take. Doubles until they do, since
/// the first ones are slow.
fn calibrate(
    probe: &impl Probe,
    slice: Duration,
    candidate: &mut Candidate<'_>,
) -> io::Result<(u64, Duration)> {
    let mut times = 1u64;
    loop {
        let took = time(probe, candidate, times)?.cpu;
        if took >= slice || times >= 1 << 40 {
            let nanos = u128::from(times) * slice.as_nanos() / took.as_nanos().max(1);
            let fitting = u64::try_from(nanos).unwrap_or(u64::MAX).clamp(1, times);
            return Ok((fitting, took.mul_f64(fitting as f64 / times as f64)));
        }
        times *= 2;
    }
}

fn time(probe: &impl Probe, candidate: &mut Candidate<'_>, times: u64) -> io::Result<Cost> {
    candidate.work.prepare(times);
    probe.time(&mut || candidate.work.run(times))
}

fn slice(probe: &impl Probe, candidate: &mut Candidate<'_>, times: u64) -> io::Result<Sample> {
    candidate.work.prepare(1);
    candidate.work.run(1);
    let cost = time(probe, candidate, times)?;
    let nanos = cost.wall.as_nanos() as f64 / times as f64;
    Ok(Sample { nanos, cost, kept: !cost.preempted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::probe::tests::Script;

    fn plan() -> Plan {
        Plan { total: Duration::from_millis(4), ..Plan::default() }
    }

    #[test]
    fn candidates_are_compared_by_the_time_of_one_piece() {
        let clock = Script::default();
        let mut candidates = [
            Candidate::new("slow", || clock.work(2_000)),
            Candidate::new("fast", || clock.work(500)),
            Candidate::new("slower than a slice", || clock.work(300_000)),
        ];
        let comparison = compare(&clock, plan(), &mut candidates).unwrap();
        let ratios: Vec<f64> = comparison.timings.iter().map(|timing| timing.ratio).collect();
        assert_eq!(ratios, [1.0, 0.25, 150.0]);
        assert_eq!(comparison.timings[1].median, 500.0);
        assert!(comparison.noise.is_quiet());
    }

    #[test]
    fn a_reference_can_be_the_sum_of_parts_measured_apart() {
        let clock = Script::default();
        let mut candidates = [
            Candidate::new("receive", || clock.work(1_000)),
            Candidate::new("open", || clock.work(3_000)),
            Candidate::new("both", || clock.work(5_000)),
        ];
        let comparison = compare_with_sum(&clock, plan(), 2, &mut candidates).unwrap();
        assert_eq!(comparison.reference().median, 4_000.0);
        assert_eq!((comparison.timings.len(), comparison.timings[1].ratio), (2, 1.25));
    }

    #[test]
    fn a_turn_lasts_a_slice_and_the_rounds_fill_the_time() {
        let clock = Script::default();
        let count = std::cell::Cell::new(0u64);
        let mut candidates = [Candidate::new("a", || {
            count.set(count.get() + 1);
            clock.work(1_000);
        })];
        compare(&clock, plan(), &mut candidates).unwrap();
        // Calibration doubles up to 128; then 40 turns of 100 pieces, each after one that does
        // not count.
        assert_eq!(count.get(), 255 + 40 * 101);
        assert_eq!(clock.pieces.get(), 8 + 40);
    }

    #[test]
    fn a_turn_that_was_interrupted_is_dropped_and_time_taken_unnoticed_is_told() {
        let clock = Script::default();
        let lost = Duration::from_millis(1);
        let turns = |disturbed: usize, noticed| {
            let quiet = (0..8).map(|_| (Duration::ZERO, false));
            *clock.disturbances.borrow_mut() =
                quiet.chain((0..disturbed).map(|_| (lost, noticed))).collect();
            let mut candidates = [Candidate::new("a", || clock.work(1_000))];
            compare(&clock, plan(), &mut candidates).unwrap()
        };
        let dropped = turns(10, true);
        assert_eq!((dropped.reference().median, dropped.noise.dropped), (1_000.0, 0.25));
        assert!(dropped.noise.is_quiet());
        let stolen = turns(10, false);
        assert!(stolen.noise.stretch > 1.2 && !stolen.noise.is_quiet());
        assert!(!turns(30, true).noise.is_quiet());
    }

    /// Counts what is made and what is used up.
    struct Pieces<'a> {
        clock: &'a Script,
        left: u64,
    }

    impl Work for Pieces<'_> {
        fn prepare(&mut self, times: u64) {
            assert_eq!(self.left, 0);
            self.clock.work(1_000_000);
            self.left = times;
        }

        fn run(&mut self, times: u64) {
            self.left -= times;
            self.clock.work(1_000 * times);
        }
    }

    #[test]
    fn what_work_needs_is_made_before_each_turn_and_costs_nothing() {
        let clock = Script::default();
        let mut candidates = [Candidate::prepared("a", Pieces { clock: &clock, left: 0 })];
        let comparison = compare(&clock, plan(), &mut candidates).unwrap();
        assert_eq!(comparison.reference().median, 1_000.0);
    }

    #[test]
    fn work_that_takes_no_time_ends_all_the_same() {
        struct Nothing;
        impl Work for Nothing {
            fn prepare(&mut self, _: u64) {}
            fn run(&mut self, _: u64) {}
        }
        let mut candidate = Candidate::prepared("nothing", Nothing);
        let (times, _) = calibrate(&Script::default(), plan().slice, &mut candidate).unwrap();
        assert_eq!(times, 1 << 40);
    }
}
