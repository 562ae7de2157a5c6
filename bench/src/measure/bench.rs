//! A measurement: one thread on one core, the rows it has filled, and the rule for noise.

use std::{io, thread};

use super::comparison::Comparison;
use super::machine::Machine;
use super::noise::CoreTime;
use super::probe::Thread;
use super::report::{Report, Row};
use super::stamps::{self, Stamps};
use super::{runs, slices};

/// Tries of one measurement before it is reported as not judged.
const ATTEMPTS: u32 = 4;

/// What a command of `lumen-bench` measures with. Rows are printed as they come.
pub struct Bench {
    thread: Thread,
    report: Report,
}

impl Bench {
    /// Keeps the calling thread on `core`, or on the one it is on, and prints the table's head.
    ///
    /// # Errors
    /// What the system says, for one where the core is not ours.
    pub fn start(core: Option<usize>) -> io::Result<Bench> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let thread = Thread::pin(core)?;
        let report = Report::new(Machine::this(cores, thread.core()));
        println!("{}\n{}", report.machine, Row::HEAD);
        Ok(Bench { thread, report })
    }

    /// Compares code that computes; the first candidate is the reference.
    ///
    /// # Errors
    /// When the system does not tell the time or its load.
    pub fn compute(&self, candidates: &mut [slices::Candidate<'_>]) -> io::Result<Comparison> {
        let plan = slices::Plan::default();
        self.quietly(&[], || slices::compare(&self.thread, plan, candidates))
    }

    /// Compares code that computes with the sum of the first `parts` candidates, measured apart.
    ///
    /// # Errors
    /// When the system does not tell the time or its load.
    pub fn compute_with_sum(
        &self,
        parts: usize,
        candidates: &mut [slices::Candidate<'_>],
    ) -> io::Result<Comparison> {
        let plan = slices::Plan::default();
        self.quietly(&[], || slices::compare_with_sum(&self.thread, plan, parts, candidates))
    }

    /// Compares work of which a part counts; the first way is the reference.
    ///
    /// # Errors
    /// When the system does not tell the time or its load.
    pub fn stamp(&self, rounds: usize, ways: &mut [stamps::Stamped<'_>]) -> io::Result<Stamps> {
        let mut high = Vec::new();
        let comparison = self.quietly(&[], || {
            let stamps = stamps::compare(&self.thread, rounds, ways)?;
            high = stamps.high;
            Ok(stamps.comparison)
        })?;
        Ok(Stamps { comparison, high })
    }

    /// Compares code that moves datagrams; the first method is the reference.
    ///
    /// # Errors
    /// Those of a method, and when the system does not tell the time or its load.
    pub fn transfer(&self, methods: &mut [runs::Method<'_>]) -> io::Result<Comparison> {
        let plan = runs::Plan::default();
        self.quietly(&[], || runs::compare(&self.thread, plan, methods))
    }

    /// Prints and keeps a row.
    pub fn add(&mut self, row: Row) {
        println!("{row}");
        self.report.rows.push(row);
    }

    /// Everything that was measured.
    pub fn finish(self) -> Report {
        self.report
    }

    /// The thread that measures.
    pub fn thread(&self) -> &Thread {
        &self.thread
    }

    /// Measures on this core and on `peers` until it was quiet on all of them, a few times at
    /// most; the last result counts.
    ///
    /// # Errors
    /// Those of `measure`, and when the system does not tell its load.
    pub fn quietly(
        &self,
        peers: &[usize],
        measure: impl FnMut() -> io::Result<Comparison>,
    ) -> io::Result<Comparison> {
        let cores = || {
            let cores = std::iter::once(self.thread.core()).chain(peers.iter().copied());
            cores.map(CoreTime::of).collect()
        };
        quietly(cores, measure)
    }
}

/// Measures until it was quiet, at most [`ATTEMPTS`] times; the last result counts.
fn quietly(
    cores: impl Fn() -> io::Result<Vec<CoreTime>>,
    mut measure: impl FnMut() -> io::Result<Comparison>,
) -> io::Result<Comparison> {
    let mut attempt = || {
        let before = cores()?;
        let mut comparison = measure()?;
        let steals = cores()?.into_iter().zip(before).map(|(now, then)| now.steal_since(then));
        comparison.noise.steal = steals.fold(0.0, f64::max);
        io::Result::Ok(comparison)
    };
    let mut comparison = attempt()?;
    for _ in 1..ATTEMPTS {
        if comparison.noise.is_quiet() {
            break;
        }
        comparison = attempt()?;
    }
    Ok(comparison)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::measure::noise::Noise;

    const QUIET: Noise = Noise { steal: 0.0, stretch: 1.0, dropped: 0.0 };

    /// Runs with these stretches and steals (percent); how many there were, and the last noise.
    fn run(attempts: &[(f64, u64)]) -> (usize, Noise) {
        let (count, steal, total) = (Cell::new(0), Cell::new(0), Cell::new(0));
        let cores = || {
            let (steal, total): (u64, u64) = (steal.get(), total.get());
            // The noisier core counts.
            Ok(vec![CoreTime { steal: steal / 2, total }, CoreTime { steal, total }])
        };
        let comparison = quietly(cores, || {
            let (stretch, percent) = attempts[count.get()];
            count.set(count.get() + 1);
            steal.set(steal.get() + percent);
            total.set(total.get() + 100);
            Ok(Comparison { timings: Vec::new(), noise: Noise { stretch, ..QUIET } })
        });
        (count.get(), comparison.unwrap().noise)
    }

    #[test]
    fn noise_of_either_kind_is_tried_again_up_to_the_bound() {
        assert_eq!(run(&[(1.0, 5)]), (1, Noise { steal: 0.05, ..QUIET }));
        assert_eq!(run(&[(1.3, 0), (1.0, 6), (1.1, 0)]), (3, Noise { stretch: 1.1, ..QUIET }));
        let (count, noise) = run(&[(1.0, 30); 4]);
        assert_eq!((count, noise.is_quiet()), (4, false));
    }
}
