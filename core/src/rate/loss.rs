//! Loss as the receiver sees it: gaps in the row of sequence numbers.
//!
//! A number counts as lost once it is well behind the newest one, so that reordering is no loss.
//! Constant memory; runs on the receive thread, reports are read off now and then.

/// Numbers remembered; more in flight between two reports count as received.
const WINDOW: u64 = 1 << 14;

const WORDS: usize = (WINDOW / 64) as usize;

/// A number this far behind the newest one may still come.
const REORDERING: u64 = 64;

/// A number that nobody authenticated counts up to so far ahead; the rest of the window is left
/// for those behind.
const UNPROVEN: u64 = WINDOW / 2;

/// What arrived since the report before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LossReport {
    /// Datagrams that arrived.
    pub received: u32,
    /// Datagrams that did not.
    pub lost: u32,
    /// Most datagrams lost in a row.
    pub longest_burst: u32,
}

impl LossReport {
    /// Share of the datagrams that was lost, in parts per million.
    pub fn ppm(self) -> u32 {
        let all = u64::from(self.received) + u64::from(self.lost);
        (u64::from(self.lost) * 1_000_000).checked_div(all).unwrap_or(0) as u32
    }
}

/// Watches sequence numbers.
#[derive(Clone, Debug)]
pub struct LossMeter {
    seen: Box<[u64; WORDS]>,
    /// One past the newest number.
    end: u64,
    /// One past the newest number of an authentic datagram; reports go no further.
    proven: u64,
    /// First number that is not reported yet.
    reported: u64,
    /// Losses in a row up to `reported`.
    run: u32,
}

impl Default for LossMeter {
    fn default() -> Self {
        LossMeter { seen: Box::new([0; WORDS]), end: 0, proven: 0, reported: 0, run: 0 }
    }
}

impl LossMeter {
    /// Takes the number of an authentic datagram.
    pub fn note(&mut self, sequence: u64) {
        self.proven = self.proven.max(sequence + 1);
        self.mark(sequence);
    }

    fn mark(&mut self, sequence: u64) {
        if sequence >= self.end {
            let fresh = (sequence - self.end + 1).min(WINDOW);
            for number in sequence + 1 - fresh..=sequence {
                self.seen[word(number)] &= !bit(number);
            }
            self.end = sequence + 1;
        }
        if sequence + WINDOW >= self.end {
            self.seen[word(sequence)] |= bit(sequence);
        }
    }

    /// Takes the number of a datagram that nobody authenticated. It counts if it is near the
    /// newest authentic one, and is reported when an authentic one has come after it: forged ones
    /// can at most hide losses.
    pub fn note_unproven(&mut self, sequence: u64) {
        if sequence < self.proven.saturating_add(UNPROVEN) {
            self.mark(sequence);
        }
    }

    /// What happened since the last call, up to the numbers that may still come.
    pub fn report(&mut self) -> LossReport {
        let mut report = LossReport::default();
        let until = self.proven.saturating_sub(REORDERING);
        let from = self.reported.max(self.end.saturating_sub(WINDOW));
        report.received = (from - self.reported).min(u64::from(u32::MAX)) as u32;
        for number in from..until {
            if self.seen[word(number)] & bit(number) != 0 {
                report.received += 1;
                self.run = 0;
            } else {
                report.lost += 1;
                self.run += 1;
                report.longest_burst = report.longest_burst.max(self.run);
            }
        }
        self.reported = until.max(self.reported);
        report
    }
}

fn word(number: u64) -> usize {
    ((number / 64) % WORDS as u64) as usize
}

fn bit(number: u64) -> u64 {
    1 << (number % 64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bursts_are_counted_across_reports() {
        let mut meter = LossMeter::default();
        (0..100).filter(|number| !(30..36).contains(number)).for_each(|number| meter.note(number));
        // Up to number 35.
        let report = meter.report();
        assert_eq!(report, LossReport { received: 30, lost: 6, longest_burst: 6 });
        (103..300).for_each(|number| meter.note(number));
        let report = meter.report();
        assert_eq!(report, LossReport { received: 197, lost: 3, longest_burst: 3 });
        assert_eq!(report.ppm(), 15_000);
        assert_eq!(meter.report(), LossReport::default());
    }

    #[test]
    fn an_unproven_number_far_ahead_counts_for_nothing() {
        let mut meter = LossMeter::default();
        (0..100).for_each(|number| meter.note(number));
        meter.note_unproven(100 + UNPROVEN);
        meter.note_unproven(u64::MAX);
        assert_eq!(meter.report(), LossReport { received: 36, lost: 0, longest_burst: 0 });
        (150..100 + UNPROVEN).step_by(60).for_each(|number| meter.note_unproven(number));
        assert_eq!(meter.report(), LossReport::default());
        meter.note_unproven(101);
        (102..200).for_each(|number| meter.note(number));
        assert_eq!(meter.report(), LossReport { received: 99, lost: 1, longest_burst: 1 });
    }

    proptest! {
        #[test]
        fn reordering_within_the_margin_is_no_loss(
            swaps in proptest::collection::vec((0usize..2000, 1usize..60), 0..300),
        ) {
            let mut numbers: Vec<u64> = (0..2000).collect();
            for (at, by) in swaps {
                // Nobody moves further than the margin in all.
                let (low, high) = (at, (at + by).min(1999));
                if numbers[low].abs_diff(high as u64) < 30 && numbers[high].abs_diff(low as u64) < 30 {
                    numbers.swap(low, high);
                }
            }
            let mut meter = LossMeter::default();
            let mut sum = 0;
            for number in numbers {
                meter.note(number);
                let report = meter.report();
                prop_assert_eq!(report.lost, 0);
                sum += report.received;
            }
            prop_assert_eq!(sum, 2000 - REORDERING as u32);
        }

        #[test]
        fn hostile_jumps_do_no_harm(numbers: Vec<u64>) {
            let mut meter = LossMeter::default();
            for number in numbers {
                meter.note(number.min(u64::MAX - 1));
                let report = meter.report();
                prop_assert!(report.lost <= WINDOW as u32);
            }
        }
    }
}
