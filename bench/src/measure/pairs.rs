//! Whether two ways differ, by pairs of measurements that were taken one right after the other.
//!
//! Of each pair the logarithm of the ratio counts, so that what slows both down at the same time
//! cancels out, and twice as slow weighs as much as twice as fast. The mean is trimmed, since a
//! shared machine disturbs a pair now and then by far more than any difference that is looked for.
//! Source: Yuen, "The two-sample trimmed t for unequal population variances", Biometrika 61 (1974);
//! its form for one sample.

use std::fmt;

/// Share of the pairs that counts for nothing, at each end.
const TRIM: f64 = 0.2;

/// Quantile of the normal distribution for an interval that misses the truth once in a hundred
/// times, half of that on each side.
const Z: f64 = 2.575_829;

/// Fewest pairs that say anything.
pub const FEWEST: usize = 8;

/// How much longer B takes than A: 0.03 is three percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Pairs.
    pub pairs: usize,
    /// Best guess.
    pub change: f64,
    /// The truth is at least this, 99 times in a hundred (both bounds together).
    pub low: f64,
    /// And at most this.
    pub high: f64,
}

impl Difference {
    /// Of pairs of A and B; `None` of fewer than [`FEWEST`], or where one is not positive.
    pub fn of(pairs: &[(f64, f64)]) -> Option<Difference> {
        let mut logs: Vec<f64> = pairs.iter().map(|(a, b)| (b / a).ln()).collect();
        if logs.len() < FEWEST || logs.iter().any(|log| !log.is_finite()) {
            return None;
        }
        logs.sort_unstable_by(f64::total_cmp);
        let cut = (logs.len() as f64 * TRIM) as usize;
        let kept = &logs[cut..logs.len() - cut];
        let mean = kept.iter().sum::<f64>() / kept.len() as f64;
        let half = student(kept.len() as f64 - 1.0) * standard_error(&logs, cut);
        let change = |log: f64| log.exp_m1();
        Some(Difference {
            pairs: pairs.len(),
            change: change(mean),
            low: change(mean - half),
            high: change(mean + half),
        })
    }

    /// True when noise alone would hardly look like this.
    pub fn is_real(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Of the trimmed mean, by the variance of what is left when the ends are pulled in.
fn standard_error(sorted: &[f64], cut: usize) -> f64 {
    let count = sorted.len();
    let (lowest, highest) = (sorted[cut], sorted[count - 1 - cut]);
    let pulled = || sorted.iter().map(|value| value.clamp(lowest, highest));
    let mean = pulled().sum::<f64>() / count as f64;
    let variance = pulled().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1) as f64;
    let share = 1.0 - 2.0 * cut as f64 / count as f64;
    variance.sqrt() / (share * (count as f64).sqrt())
}

/// The quantile of Student's distribution that belongs to [`Z`].
/// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.5.
fn student(freedom: f64) -> f64 {
    let powers = |coefficients: [f64; 5]| {
        let odd = coefficients.iter().zip([1, 3, 5, 7, 9]);
        odd.map(|(coefficient, power)| coefficient * Z.powi(power)).sum::<f64>()
    };
    let terms = [
        powers([1.0, 1.0, 0.0, 0.0, 0.0]) / 4.0,
        powers([3.0, 16.0, 5.0, 0.0, 0.0]) / 96.0,
        powers([-15.0, 17.0, 19.0, 3.0, 0.0]) / 384.0,
        powers([-945.0, -1_920.0, 1_482.0, 776.0, 79.0]) / 92_160.0,
    ];
    let weighted = terms.iter().zip(1..).map(|(term, power)| term / freedom.powi(power));
    Z + weighted.sum::<f64>()
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [change, low, high] = [self.change, self.low, self.high].map(|part| part * 100.0);
        match self.is_real() {
            true if change > 0.0 => write!(f, "B takes {change:.2} % more than A")?,
            true => write!(f, "B takes {:.2} % less than A", -change)?,
            false => write!(f, "no difference shown")?,
        }
        write!(f, " ({} pairs, 99 % interval {low:+.2} to {high:+.2} %)", self.pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SplitMix64, as uniform numbers.
    struct Random(u64);

    impl Random {
        fn next(&mut self) -> f64 {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut mixed = self.0;
            mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
            (mixed ^ mixed >> 31) as f64 / u64::MAX as f64
        }

        /// Normal, by the sum of twelve.
        fn normal(&mut self) -> f64 {
            (0..12).map(|_| self.next()).sum::<f64>() - 6.0
        }

        /// A time around `mean`, off by two percent, and one in ten times by up to five times as
        /// much again: somebody else had the processor.
        fn time(&mut self, mean: f64, load: f64) -> f64 {
            let disturbed = if self.next() < 0.1 { 1.0 + 4.0 * self.next() } else { 1.0 };
            mean * load * (0.02 * self.normal()).exp() * disturbed
        }
    }

    /// Thirty pairs on a machine whose load drifts by half.
    fn session(seed: u64, slower: f64) -> Difference {
        let mut random = Random(seed);
        let pair = |at: usize| {
            let load = 1.0 + 0.5 * (at as f64 / 5.0).sin();
            (random.time(1e-3, load), random.time(1e-3 * (1.0 + slower), load))
        };
        let pairs: Vec<_> = (0..30).map(pair).collect();
        Difference::of(&pairs).unwrap()
    }

    #[test]
    fn identical_ways_are_told_apart_in_no_more_than_two_of_forty_runs() {
        let told = (0..40).filter(|seed| session(*seed, 0.0).is_real()).count();
        assert!(told <= 2, "{told} of 40");
    }

    #[test]
    fn three_percent_are_found() {
        let found: Vec<Difference> = (0..40).map(|seed| session(seed, 0.03)).collect();
        let right = found.iter().filter(|it| it.is_real() && it.change > 0.0).count();
        assert!(right >= 32, "{right} of 40");
        let covered = found.iter().filter(|it| it.low <= 0.03 && 0.03 <= it.high).count();
        assert!(covered >= 38, "{covered} of 40");
        let faster = (0..40).filter(|seed| session(*seed, -0.03).high < 0.0).count();
        assert!(faster >= 32, "{faster} of 40");
    }

    #[test]
    fn the_quantiles_are_those_of_the_tables() {
        // Two-sided 99 %: NIST/SEMATECH e-Handbook, 1.3.6.7.2.
        for (freedom, expected) in [(5.0, 4.032), (10.0, 3.169), (17.0, 2.898), (60.0, 2.660)] {
            assert!((student(freedom) - expected).abs() < 0.005, "{freedom}: {}", student(freedom));
        }
    }

    #[test]
    fn too_few_pairs_and_times_that_are_none_say_nothing() {
        assert_eq!(Difference::of(&[(1.0, 1.0); FEWEST - 1]), None);
        assert_eq!(Difference::of(&[(0.0, 1.0); FEWEST]), None);
        let same = Difference::of(&[(1.0, 1.0); FEWEST]).unwrap();
        assert!(!same.is_real());
        assert!(same.to_string().starts_with("no difference shown (8 pairs"), "{same}");
        let slower = Difference::of(&[(1.0, 1.1); FEWEST]).unwrap();
        assert!(slower.to_string().starts_with("B takes 10.00 % more than A"), "{slower}");
    }
}
