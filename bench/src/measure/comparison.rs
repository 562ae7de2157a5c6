//! Samples of several ways of doing the same work, taken in turns, and what they come to.

use std::time::Duration;

use super::noise::Noise;
use super::probe::Cost;

/// One turn of one way.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Nanoseconds for a piece of the work.
    pub nanos: f64,
    /// What the whole turn cost.
    pub cost: Cost,
    /// False when it is worth nothing.
    pub kept: bool,
}

/// What one way of doing the work takes. NaN where no turn was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Timing {
    /// Which way.
    pub name: &'static str,
    /// Nanoseconds on a good day: the tenth percentile.
    pub low: f64,
    /// Nanoseconds, the median.
    pub median: f64,
    /// Median over the rounds of (this way / the reference, in the same round).
    pub ratio: f64,
}

/// All ways of one measurement; the first is the reference.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// In the order they were given.
    pub timings: Vec<Timing>,
    /// What the machine did meanwhile.
    pub noise: Noise,
}

impl Comparison {
    /// Puts `rounds` together; each has one sample for each of `names`.
    pub fn of(names: &[&'static str], rounds: &[Vec<Sample>]) -> Comparison {
        let timing = |way: usize| {
            let kept = rounds.iter().map(|round| round[way]).filter(|sample| sample.kept);
            let mut times: Vec<f64> = kept.map(|sample| sample.nanos).collect();
            let pairs = rounds.iter().map(|round| (round[way], round[0]));
            let mut ratios: Vec<f64> = pairs
                .filter(|(sample, reference)| sample.kept && reference.kept)
                .map(|(sample, reference)| sample.nanos / reference.nanos)
                .collect();
            let (low, median) = (rank(&mut times, 10), rank(&mut times, 50));
            Timing { name: names[way], low, median, ratio: rank(&mut ratios, 50) }
        };
        let timings = (0..names.len()).map(timing).collect();
        Comparison { timings, noise: noise(rounds) }
    }

    /// The reference.
    pub fn reference(&self) -> &Timing {
        &self.timings[0]
    }
}

/// The value that `percent` of the values are at most; NaN when there are none.
pub(super) fn rank(values: &mut [f64], percent: usize) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let rank = (values.len() * percent).div_ceil(100).max(1) - 1;
    values.get(rank).copied().unwrap_or(f64::NAN)
}

/// Stretch of what was kept, and how much was not.
fn noise(rounds: &[Vec<Sample>]) -> Noise {
    let all = rounds.iter().flatten();
    let kept: Vec<Cost> = all.clone().filter(|s| s.kept).map(|s| s.cost).collect();
    let wall: Duration = kept.iter().map(|cost| cost.wall).sum();
    let cpu: Duration = kept.iter().map(|cost| cost.cpu).sum();
    let count = all.count().max(1);
    Noise {
        steal: 0.0,
        stretch: wall.as_secs_f64() / cpu.as_secs_f64(),
        dropped: (count - kept.len()) as f64 / count as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(nanos: u64, kept: bool) -> Sample {
        let wall = Duration::from_nanos(nanos);
        Sample { nanos: nanos as f64, cost: Cost { wall, cpu: wall, preempted: !kept }, kept }
    }

    #[test]
    fn a_ratio_is_of_the_same_round() {
        // Both ways get slower together, as when a neighbour wakes up.
        let rounds: Vec<_> =
            [100, 100, 300, 300].map(|n| vec![sample(n, true), sample(2 * n, true)]).into();
        let comparison = Comparison::of(&["a", "b"], &rounds);
        let b = Timing { name: "b", low: 200.0, median: 200.0, ratio: 2.0 };
        assert_eq!(comparison.timings[1], b);
        assert_eq!(comparison.reference().ratio, 1.0);
    }

    #[test]
    fn what_is_not_kept_counts_for_nothing_but_noise() {
        let rounds = vec![
            vec![sample(100, true), sample(150, true)],
            vec![sample(9_000, false), sample(150, true)],
            vec![sample(100, true), sample(1, false)],
            vec![sample(100, true), sample(150, true)],
        ];
        let comparison = Comparison::of(&["a", "b"], &rounds);
        assert_eq!((comparison.timings[1].low, comparison.timings[1].ratio), (150.0, 1.5));
        assert_eq!((comparison.noise.dropped, comparison.noise.stretch), (0.25, 1.0));
    }

    #[test]
    fn nothing_kept_is_no_number_and_not_quiet() {
        let comparison = Comparison::of(&["a"], &[vec![sample(1, false)]]);
        assert!(comparison.reference().median.is_nan() && !comparison.noise.is_quiet());
        let none = Comparison::of(&["a"], &[]);
        assert!(none.reference().ratio.is_nan() && !none.noise.is_quiet());
    }
}
