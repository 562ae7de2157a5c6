//! Pictures that later ones may be predicted from.

use std::collections::VecDeque;
use std::sync::Arc;

use super::picture::Picture;

#[derive(Clone)]
pub struct Reference {
    pub timestamp: u64,
    pub number: u64,
    pub picture: Arc<Picture>,
    from: Option<u64>,
    spoiled: bool,
}

/// A sliding window, as decoders keep it.
pub struct References {
    window: VecDeque<Reference>,
    most: usize,
}

impl References {
    pub fn new(most: usize) -> References {
        References { window: VecDeque::new(), most: most.max(1) }
    }

    pub fn clear(&mut self) {
        self.window.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.window.is_empty()
    }

    /// The newest one that was not invalidated.
    pub fn newest(&self) -> Option<Reference> {
        self.window.iter().find(|reference| !reference.spoiled).cloned()
    }

    /// Numbers, newest first.
    pub fn numbers(&self) -> Vec<u64> {
        self.window.iter().map(|reference| reference.number).collect()
    }

    pub fn store(&mut self, timestamp: u64, number: u64, from: Option<u64>, picture: Arc<Picture>) {
        let reference = Reference { timestamp, number, picture, from, spoiled: false };
        self.window.push_front(reference);
        self.window.truncate(self.most);
    }

    pub fn invalidate(&mut self, timestamp: u64) {
        let mut spoiled = vec![timestamp];
        for reference in self.window.iter_mut().rev() {
            let tainted = reference.from.is_some_and(|from| spoiled.contains(&from));
            if tainted || reference.timestamp == timestamp {
                reference.spoiled = true;
                spoiled.push(reference.timestamp);
            }
        }
    }
}
