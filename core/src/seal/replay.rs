//! A sliding window over sequence numbers that accepts each one once.
//!
//! Numbers may arrive out of order within the window; older ones are refused. The numbers are bits
//! of a ring of words, of which one word is always being given up, so that going forward clears
//! whole words. Source of the method: RFC 6479.

const WORD_BITS: u64 = u64::BITS as u64;
const WORDS: usize = 512;

/// Numbers the window remembers up to the highest one seen, itself included.
///
/// A million datagrams a second (10 Gbit/s) that overtake each other by up to 30 ms fit.
pub const WINDOW: u64 = (WORDS as u64 - 1) * WORD_BITS;

/// Which of the latest [`WINDOW`] numbers were seen. 4 KiB, whatever arrives.
#[derive(Clone, Debug)]
pub struct ReplayWindow {
    /// `None` before the first.
    highest: Option<u64>,
    seen: [u64; WORDS],
}

impl Default for ReplayWindow {
    fn default() -> ReplayWindow {
        ReplayWindow { highest: None, seen: [0; WORDS] }
    }
}

impl ReplayWindow {
    /// True when `number` was not accepted before and is not too old. Changes nothing, so it can
    /// be asked before a message is authenticated.
    pub fn allows(&self, number: u64) -> bool {
        match self.highest {
            Some(highest) if number <= highest => {
                highest - number < WINDOW && self.seen[slot(word(number))] & bit(number) == 0
            }
            _ => true,
        }
    }

    /// Records `number`, once the message is authenticated; false, and no change, where
    /// [`Self::allows`] is false.
    pub fn accept(&mut self, number: u64) -> bool {
        if !self.allows(number) {
            return false;
        }
        if self.highest.is_none_or(|highest| number > highest) {
            self.advance(number);
        }
        self.seen[slot(word(number))] |= bit(number);
        true
    }

    /// The highest number accepted.
    pub fn highest(&self) -> Option<u64> {
        self.highest
    }

    /// Makes `number` the highest: the words after the one that was are used anew.
    fn advance(&mut self, number: u64) {
        let before = self.highest.replace(number).map_or(0, word);
        let fresh = (word(number) - before).min(WORDS as u64);
        for back in 0..fresh {
            self.seen[slot(word(number) - back)] = 0;
        }
    }
}

fn word(number: u64) -> u64 {
    number / WORD_BITS
}

fn slot(word: u64) -> usize {
    (word % WORDS as u64) as usize
}

fn bit(number: u64) -> u64 {
    1 << (number % WORD_BITS)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Everything ever accepted, and the rule of the window over it.
    #[derive(Default)]
    struct Model(BTreeSet<u64>);

    impl Model {
        fn accept(&mut self, number: u64) -> bool {
            let highest = self.0.last().copied().unwrap_or(0);
            highest.saturating_sub(number) < WINDOW && self.0.insert(number)
        }
    }

    #[derive(Clone, Debug)]
    enum Op {
        /// As far behind the highest.
        Back(u64),
        /// As far ahead of it.
        Ahead(u64),
        Exactly(u64),
    }

    fn ops() -> impl Strategy<Value = Vec<Op>> {
        let edges = [0, 1, 63, 64, 65, WINDOW - 1, WINDOW, WINDOW + 1, WINDOW + 64, 1 << 32];
        let op = prop_oneof![
            4 => (0..200u64).prop_map(Op::Back),
            4 => (0..200u64).prop_map(Op::Ahead),
            2 => (0..2 * WINDOW).prop_map(Op::Back),
            1 => (0..3 * WINDOW).prop_map(Op::Ahead),
            1 => prop::sample::select(edges.to_vec()).prop_map(Op::Back),
            1 => prop::sample::select(edges.to_vec()).prop_map(Op::Ahead),
            1 => any::<u64>().prop_map(Op::Exactly),
            1 => (0..200u64).prop_map(|below| Op::Exactly(u64::MAX - below)),
        ];
        prop::collection::vec(op, 1..400)
    }

    proptest! {
        #[test]
        fn agrees_with_a_set_of_everything_seen(start: u32, ops in ops()) {
            let (mut window, mut model) = (ReplayWindow::default(), Model::default());
            let mut highest = u64::from(start);
            for op in ops {
                let number = match op {
                    Op::Back(by) => highest.saturating_sub(by),
                    Op::Ahead(by) => highest.saturating_add(by),
                    Op::Exactly(number) => number,
                };
                let allowed = window.allows(number);
                prop_assert_eq!(allowed, window.accept(number));
                prop_assert_eq!(allowed, model.accept(number));
                prop_assert_eq!(window.highest(), model.0.last().copied());
                highest = window.highest().unwrap_or(highest);
            }
        }
    }

    #[test]
    fn ten_thousand_datagrams_in_reverse_are_each_taken_once() {
        let mut window = ReplayWindow::default();
        for round in 0..2 {
            for number in (0..16_384u64).rev() {
                assert_eq!(window.accept(number), round == 0, "{number}");
            }
        }
    }

    #[test]
    fn the_last_number_there_is_ends_nothing() {
        let mut window = ReplayWindow::default();
        assert!(window.accept(7) && window.accept(u64::MAX) && !window.accept(u64::MAX));
        assert!(!window.accept(7) && !window.accept(u64::MAX - WINDOW));
        assert!(window.accept(u64::MAX - WINDOW + 1) && !window.accept(u64::MAX - WINDOW + 1));
    }
}
