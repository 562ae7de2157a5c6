//! A sliding window over sequence numbers that accepts each one once.
//!
//! Numbers may arrive out of order within the window; older ones are refused. Source of the
//! method: RFC 6479.

/// Numbers the window remembers behind the highest one seen.
pub const WINDOW: u64 = 1024;

const WORDS: usize = (WINDOW / 64) as usize;

/// Which of the latest [`WINDOW`] numbers were seen.
#[derive(Clone, Debug, Default)]
pub struct ReplayWindow {
    /// One past the highest number accepted; 0 before the first.
    next: u64,
    seen: [u64; WORDS],
}

impl ReplayWindow {
    /// True when `number` was not accepted before and is not too old. Changes nothing, so it can
    /// be asked before a message is authenticated.
    pub fn allows(&self, number: u64) -> bool {
        if number >= self.next {
            return true;
        }
        number + WINDOW >= self.next && !self.bit(number)
    }

    /// Records `number`; call it once the message is authenticated.
    pub fn accept(&mut self, number: u64) {
        if number >= self.next {
            let fresh = (number - self.next).min(WINDOW);
            for skipped in (number - fresh)..number {
                self.clear(skipped);
            }
            self.clear(number);
            self.next = number + 1;
        }
        self.seen[Self::word(number)] |= 1 << (number % 64);
    }

    fn bit(&self, number: u64) -> bool {
        self.seen[Self::word(number)] & (1 << (number % 64)) != 0
    }

    fn clear(&mut self, number: u64) {
        self.seen[Self::word(number)] &= !(1 << (number % 64));
    }

    fn word(number: u64) -> usize {
        ((number / 64) % WORDS as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_a_set_of_everything_seen(
            steps in proptest::collection::vec((0u64..3000, 0u64..2), 1..400)
        ) {
            let mut window = ReplayWindow::default();
            let mut seen = BTreeSet::new();
            let mut base = 0;
            for (jump, advance) in steps {
                base += advance * jump;
                let number = base + jump % 1500;
                let highest = seen.last().copied();
                let too_old = highest.is_some_and(|highest: u64| number + WINDOW < highest + 1);
                prop_assert_eq!(window.allows(number), !too_old && !seen.contains(&number));
                if window.allows(number) {
                    window.accept(number);
                    seen.insert(number);
                }
            }
        }
    }
}
