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
            let pairs = rounds.iter().filter(|round| is_pair(round, way));
            let mut ratios: Vec<f64> =
                pairs.map(|round| round[way].nanos / round[0].nanos).collect();
            let (low, median) = (rank(&mut times, 10), rank(&mut times, 50));
            Timing { name: names[way], low, median, ratio: rank(&mut ratios, 50) }
        };
        let timings = (0..names.len()).map(timing).collect();
        Comparison { timings, noise: noise(names.len(), rounds) }
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

/// Stretch of what was kept, and how much of the worst ratio's rounds was not.
fn noise(ways: usize, rounds: &[Vec<Sample>]) -> Noise {
    let kept = rounds.iter().flatten().filter(|sample| sample.kept).map(|sample| sample.cost);
    let wall: Duration = kept.clone().map(|cost| cost.wall).sum();
    let cpu: Duration = kept.map(|cost| cost.cpu).sum();
    let pairs = |way| rounds.iter().filter(move |round| is_pair(round, way)).count();
    let fewest = (0..ways).map(pairs).min().unwrap_or(0);
    Noise {
        steal: 0.0,
        stretch: wall.as_secs_f64() / cpu.as_secs_f64(),
        dropped: 1.0 - fewest as f64 / rounds.len().max(1) as f64,
    }
}

/// True when `round` gives a ratio of `way` to the reference.
fn is_pair(round: &[Sample], way: usize) -> bool {
    round[way].kept && round[0].kept
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
        assert_eq!((comparison.noise.dropped, comparison.noise.stretch), (0.5, 1.0));
    }

    #[test]
    fn turns_that_never_meet_in_a_round_give_no_ratio() {
        let apart = |first| vec![sample(100, first), sample(150, !first)];
        let comparison = Comparison::of(&["a", "b"], &[apart(true), apart(false)]);
        assert_eq!((comparison.timings[1].median, comparison.noise.dropped), (150.0, 1.0));
        assert!(comparison.timings[1].ratio.is_nan() && !comparison.noise.is_quiet());
    }

    #[test]
    fn nothing_kept_is_no_number_and_not_quiet() {
        let comparison = Comparison::of(&["a"], &[vec![sample(1, false)]]);
        assert!(comparison.reference().median.is_nan() && !comparison.noise.is_quiet());
        let none = Comparison::of(&["a"], &[]);
        assert!(none.reference().ratio.is_nan() && !none.noise.is_quiet());
    }
}
