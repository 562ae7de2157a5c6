//! Times counted in buckets: fixed memory, one addition for each time, read while they are written.

use std::sync::atomic::{AtomicU64, Ordering};

/// Buckets for each doubling: a bucket is at most an eighth wide of what it holds.
const STEPS: usize = 8;

/// Longer times count as this long: 67 seconds.
const LONGEST: u64 = (1 << 26) - 1;

const BUCKETS: usize = bucket(LONGEST) + 1;

/// The bucket of a time in microseconds; shorter than eight have one each.
const fn bucket(micros: u64) -> usize {
    if micros < STEPS as u64 {
        return micros as usize;
    }
    let exponent = micros.ilog2() as usize;
    let step = (micros >> (exponent - 3)) as usize % STEPS;
    (exponent - 2) * STEPS + step
}

/// The shortest time of a bucket.
const fn least(bucket: usize) -> u64 {
    if bucket < STEPS {
        return bucket as u64;
    }
    ((STEPS + bucket % STEPS) as u64) << (bucket / STEPS - 1)
}

/// Counted times. Written by one thread or several, read by any; never allocates.
#[derive(Debug)]
pub struct Histogram {
    counts: [AtomicU64; BUCKETS],
    sum: AtomicU64,
}

impl Default for Histogram {
    fn default() -> Self {
        Histogram { counts: std::array::from_fn(|_| AtomicU64::new(0)), sum: AtomicU64::new(0) }
    }
}

impl Histogram {
    /// Counts a time in microseconds.
    pub fn record(&self, micros: u64) {
        let micros = micros.min(LONGEST);
        self.counts[bucket(micros)].fetch_add(1, Ordering::Relaxed);
        self.sum.fetch_add(micros, Ordering::Relaxed);
    }

    /// What was counted so far. Times that are counted meanwhile may be in it or not.
    pub fn read(&self) -> Reading {
        let counts = self.counts.each_ref().map(|count| count.load(Ordering::Relaxed));
        Reading { counts, sum: self.sum.load(Ordering::Relaxed) }
    }
}

/// A histogram at one moment.
#[derive(Clone, Debug)]
pub struct Reading {
    counts: [u64; BUCKETS],
    /// All times together, in microseconds.
    pub sum: u64,
}

impl Reading {
    /// How many times were counted.
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many were shorter than `2^exponent` microseconds.
    pub fn shorter_than_power(&self, exponent: u32) -> u64 {
        let end = bucket((1_u64 << exponent.min(26)).min(LONGEST + 1) - 1) + 1;
        self.counts[..end].iter().sum()
    }

    /// The time that `percent` of the times are at most, in microseconds and to a sixteenth of it;
    /// 0 when there is none.
    pub fn percentile(&self, percent: u64) -> u64 {
        let rank = (self.count() * percent).div_ceil(100).max(1);
        let mut seen = 0;
        let found = self.counts.iter().position(|count| {
            seen += count;
            seen >= rank
        });
        let middle = |at: usize| least(at) + (least(at + 1) - 1 - least(at)) / 2;
        found.map_or(0, middle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_follow_each_other_and_are_narrow() {
        for at in 0..BUCKETS {
            let (from, to) = (least(at), least(at + 1));
            assert_eq!((bucket(from), bucket(to - 1)), (at, at));
            assert!((to - from) * STEPS as u64 <= from.max(STEPS as u64), "{from} to {to}");
        }
        assert_eq!(least(BUCKETS), LONGEST + 1);
    }

    #[test]
    fn percentiles_are_within_a_sixteenth() {
        let histogram = Histogram::default();
        assert_eq!(histogram.read().percentile(50), 0);
        (1..=10_000).for_each(|micros| histogram.record(micros));
        let reading = histogram.read();
        for percent in [1, 50, 95, 99] {
            let (exact, found) = (percent * 100, reading.percentile(percent));
            assert!(found.abs_diff(exact) * 16 <= exact, "{percent}: {found}");
        }
        assert_eq!((reading.count(), reading.sum), (10_000, 50_005_000));
        assert_eq!(reading.shorter_than_power(10), 1_023);
    }

    #[test]
    fn what_takes_for_ever_is_counted_last() {
        let histogram = Histogram::default();
        histogram.record(u64::MAX);
        let reading = histogram.read();
        assert_eq!((reading.shorter_than_power(26), reading.shorter_than_power(25)), (1, 0));
        assert_eq!(reading.sum, LONGEST);
    }
}
