//! Pictures that later ones may be predicted from.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::picture::Picture;

#[derive(Clone)]
pub struct Reference {
    pub timestamp: u64,
    pub number: u64,
    pub picture: Arc<Picture>,
    /// Its index among the long-term references, if it is one.
    pub long_term: Option<u32>,
    from: Option<u64>,
    spoiled: bool,
}

/// A sliding window and what is kept beside it, as decoders keep them.
pub struct References {
    window: VecDeque<Reference>,
    long_term: BTreeMap<u32, Reference>,
    most: usize,
}

/// A picture that was coded.
pub struct Coded {
    pub timestamp: u64,
    pub number: u64,
    /// Time of the picture that it was predicted from.
    pub from: Option<u64>,
    pub picture: Arc<Picture>,
}

impl References {
    pub fn new(most: usize) -> References {
        References { window: VecDeque::new(), long_term: BTreeMap::new(), most: most.max(1) }
    }

    pub fn clear(&mut self) {
        self.window.clear();
        self.long_term.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.window.is_empty() && self.long_term.is_empty()
    }

    /// The newest one that was not invalidated.
    pub fn newest(&self) -> Option<Reference> {
        let all = self.window.iter().chain(self.long_term.values());
        all.filter(|reference| !reference.spoiled).max_by_key(|reference| reference.number).cloned()
    }

    /// The long-term reference of this index.
    pub fn long_term(&self, index: u32) -> Option<Reference> {
        self.long_term.get(&index).cloned()
    }

    /// Numbers of the window, newest first.
    pub fn numbers(&self) -> Vec<u64> {
        self.window.iter().map(|reference| reference.number).collect()
    }

    /// Indices and numbers of the long-term references.
    pub fn long_term_numbers(&self) -> Vec<(u32, u64)> {
        self.long_term.iter().map(|(index, reference)| (*index, reference.number)).collect()
    }

    /// Makes room for a picture that becomes the long-term reference `mark`, if it becomes one:
    /// numbers of those that leave the window for it.
    pub fn make_room(&mut self, mark: Option<u32>) -> Vec<u64> {
        if let Some(index) = mark {
            self.long_term.remove(&index);
        }
        let room = self.most.saturating_sub(self.long_term.len() + 1);
        let leave = self.window.len().saturating_sub(room);
        (0..leave).filter_map(|_| self.window.pop_back()).map(|gone| gone.number).collect()
    }

    /// Keeps a picture, for which there is room.
    pub fn store(&mut self, coded: Coded, mark: Option<u32>) {
        let Coded { timestamp, number, from, picture } = coded;
        let reference =
            Reference { timestamp, number, picture, long_term: mark, from, spoiled: false };
        match mark {
            Some(index) => drop(self.long_term.insert(index, reference)),
            None => self.window.push_front(reference),
        }
    }

    pub fn invalidate(&mut self, timestamp: u64) {
        let mut spoiled = vec![timestamp];
        let mut all: Vec<_> = self.window.iter_mut().chain(self.long_term.values_mut()).collect();
        all.sort_by_key(|reference| reference.number);
        for reference in all {
            let tainted = reference.from.is_some_and(|from| spoiled.contains(&from));
            if tainted || reference.timestamp == timestamp {
                reference.spoiled = true;
                spoiled.push(reference.timestamp);
            }
        }
    }
}
