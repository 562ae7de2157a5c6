//! Figures as plain data.

use std::fmt;

/// Middle and extremes of a set of measurements, in their own unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Percentiles {
    /// How many there were.
    pub count: usize,
    /// Half are at most this.
    pub p50: u64,
    /// 95 of 100 are at most this.
    pub p95: u64,
    /// 99 of 100 are at most this.
    pub p99: u64,
    /// The largest.
    pub max: u64,
}

impl Percentiles {
    /// Ranks of some measurements; all zero when there are none.
    pub fn of(values: impl IntoIterator<Item = u64>) -> Percentiles {
        let mut values: Vec<u64> = values.into_iter().collect();
        values.sort_unstable();
        let at = |percent: usize| {
            let rank = (values.len() * percent).div_ceil(100).max(1) - 1;
            values.get(rank).copied().unwrap_or(0)
        };
        Percentiles { count: values.len(), p50: at(50), p95: at(95), p99: at(99), max: at(100) }
    }
}

impl fmt::Display for Percentiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Percentiles { p50, p99, max, .. } = self;
        write!(f, "{p50:>10}{p99:>10}{max:>10}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_ranks() {
        let hundred = Percentiles::of((1..=100).rev());
        let expected = Percentiles { count: 100, p50: 50, p95: 95, p99: 99, max: 100 };
        assert_eq!(hundred, expected);
        assert_eq!(Percentiles::of([7]).p99, 7);
        assert_eq!(Percentiles::of([]), Percentiles::default());
    }
}
