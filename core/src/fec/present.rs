//! Which shards of a block arrived.

use std::ops::Range;

/// The shards that arrived, data shards first, then parity shards: a view of the caller's bits.
/// Bit `i % 64` of word `i / 64` is shard `i`.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a>(&'a [u64]);

impl<'a> Present<'a> {
    /// The set in `words`.
    pub fn new(words: &'a [u64]) -> Present<'a> {
        Present(words)
    }

    /// Adds `shard` to the set in `words`. Returns false when it was in there.
    ///
    /// # Panics
    /// When `words` has no bit for `shard`.
    pub fn insert(words: &mut [u64], shard: usize) -> bool {
        let (word, bit) = (&mut words[shard / 64], 1 << (shard % 64));
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Shards that the set has bits for.
    pub fn capacity(&self) -> usize {
        self.0.len() * 64
    }

    /// True when `shard` arrived. False beyond the capacity.
    pub fn has(&self, shard: usize) -> bool {
        self.0.get(shard / 64).is_some_and(|word| word >> (shard % 64) & 1 == 1)
    }

    /// How many shards of `range` arrived.
    pub fn count(&self, range: Range<usize>) -> usize {
        self.words(range, 0).map(|(_, word)| word.count_ones() as usize).sum()
    }

    /// The shards of `range` that arrived, ascending.
    pub fn arrived(self, range: Range<usize>) -> impl Iterator<Item = usize> + 'a {
        self.words(range, 0).flat_map(|(base, word)| bits(base, word))
    }

    /// The shards of `range` that did not arrive, ascending.
    pub fn missing(self, range: Range<usize>) -> impl Iterator<Item = usize> + 'a {
        self.words(range, u64::MAX).flat_map(|(base, word)| bits(base, word))
    }

    /// The words that hold `range`, XORed with `flip`, bits outside the range cleared, each with
    /// the number of its first shard.
    fn words(self, range: Range<usize>, flip: u64) -> impl Iterator<Item = (usize, u64)> + 'a {
        (range.start / 64..range.end.div_ceil(64)).map(move |index| {
            let base = index * 64;
            let word = self.0.get(index).copied().unwrap_or(0) ^ flip;
            let from = range.start.saturating_sub(base).min(63);
            let spare = (base + 64).saturating_sub(range.end).min(63);
            (base, word >> from << from << spare >> spare)
        })
    }
}

/// Numbers of the bits set in `word`, from `base`.
fn bits(base: usize, mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros() as usize;
        (word != 0).then(|| {
            word &= word - 1;
            base + bit
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ranges_are_those_of_a_plain_list(
            shards in proptest::collection::vec(0usize..192, 0..120),
            ends: [u8; 2],
        ) {
            let mut words = [0; 3];
            let mut plain = [false; 256];
            for &shard in &shards {
                prop_assert_eq!(Present::insert(&mut words, shard), !plain[shard]);
                plain[shard] = true;
            }
            let present = Present::new(&words);
            let range = usize::from(ends[0].min(ends[1]))..usize::from(ends[0].max(ends[1]));
            let arrived: Vec<usize> = range.clone().filter(|&shard| plain[shard]).collect();
            let missing: Vec<usize> = range.clone().filter(|&shard| !plain[shard]).collect();
            prop_assert!(range.clone().all(|shard| present.has(shard) == plain[shard]));
            prop_assert_eq!(present.count(range.clone()), arrived.len());
            prop_assert_eq!(present.arrived(range.clone()).collect::<Vec<_>>(), arrived);
            prop_assert_eq!(present.missing(range).collect::<Vec<_>>(), missing);
        }
    }

    #[test]
    fn beyond_the_capacity_nothing_arrived() {
        let present = Present::new(&[u64::MAX]);
        assert_eq!(present.capacity(), 64);
        assert!(present.has(63) && !present.has(64));
        assert_eq!((present.count(60..70), present.missing(62..66).count()), (4, 2));
    }
}
