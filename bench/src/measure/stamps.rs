//! Work of which a part counts: the way from a slice that is ready to datagrams handed over, while
//! what follows has to be done as well.
//!
//! Each way is done once a round and reads the clock itself. The order within a round rotates, and
//! what was interrupted is dropped.

use std::io;
use std::time::Duration;

use super::comparison::{Comparison, Sample, rank};
use super::probe::Probe;

/// One way of doing the work.
pub struct Stamped<'a> {
    name: &'static str,
    run: Box<dyn FnMut() -> Duration + 'a>,
}

impl<'a> Stamped<'a> {
    /// `run` does the work once and returns the time that counts.
    pub fn new(name: &'static str, run: impl FnMut() -> Duration + 'a) -> Stamped<'a> {
        Stamped { name, run: Box::new(run) }
    }
}

/// Ways compared, and how late the latest were.
pub struct Stamps {
    /// The first way is the reference.
    pub comparison: Comparison,
    /// Nanoseconds that 99 of a hundred turns of each way took at most.
    pub high: Vec<f64>,
}

/// Does each of `ways` in turns, `rounds` times after as many tenths that do not count.
///
/// # Errors
/// Those of the probe.
pub fn compare(probe: &impl Probe, rounds: usize, ways: &mut [Stamped<'_>]) -> io::Result<Stamps> {
    let names: Vec<_> = ways.iter().map(|way| way.name).collect();
    let blank = Sample { nanos: f64::NAN, cost: Default::default(), kept: false };
    let mut samples = vec![vec![blank; ways.len()]; rounds];
    for _ in 0..rounds / 10 {
        for way in &mut *ways {
            (way.run)();
        }
    }
    for (round, samples) in samples.iter_mut().enumerate() {
        for turn in 0..ways.len() {
            let way = (round + turn) % ways.len();
            samples[way] = once(probe, &mut ways[way])?;
        }
    }
    let high = (0..ways.len()).map(|way| high(&samples, way)).collect();
    Ok(Stamps { comparison: Comparison::of(&names, &samples), high })
}

fn once(probe: &impl Probe, way: &mut Stamped<'_>) -> io::Result<Sample> {
    let mut counts = Duration::ZERO;
    let cost = probe.time(&mut || counts = (way.run)())?;
    Ok(Sample { nanos: counts.as_nanos() as f64, cost, kept: !cost.preempted })
}

fn high(samples: &[Vec<Sample>], way: usize) -> f64 {
    let kept = samples.iter().map(|round| round[way]).filter(|sample| sample.kept);
    rank(&mut kept.map(|sample| sample.nanos).collect::<Vec<_>>(), 99)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::probe::tests::Script;

    #[test]
    fn what_is_compared_is_the_part_that_counts() {
        let clock = Script::default();
        let way = |name, nanos: u64| {
            let clock = &clock;
            Stamped::new(name, move || {
                clock.work(10 * nanos);
                Duration::from_nanos(nanos)
            })
        };
        let stamps = compare(&clock, 20, &mut [way("bare", 100), way("ours", 110)]).unwrap();
        assert_eq!(stamps.comparison.timings[1].ratio, 1.1);
        assert_eq!(stamps.high, [100.0, 110.0]);
        assert_eq!(clock.pieces.get(), 40);
    }

    #[test]
    fn the_latest_count_unless_they_were_interrupted() {
        let clock = Script::default();
        let mut turn = 0;
        let mut ways = [Stamped::new("late now and then", || {
            turn += 1;
            Duration::from_nanos(if turn % 50 == 0 { 900 } else { 100 })
        })];
        assert_eq!(compare(&clock, 100, &mut ways).unwrap().high, [900.0]);
        clock.disturbances.borrow_mut().extend([(Duration::ZERO, true); 100]);
        assert!(compare(&clock, 100, &mut ways).unwrap().high[0].is_nan());
    }
}
