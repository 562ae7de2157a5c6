//! A bounded queue between the control thread and the embedding program.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use lumen_core::units::Micros;
use lumen_transport::clock;

/// Holds the newest `depth` values: a further one drops the oldest. Allocates at the start only.
pub(crate) struct Queue<T> {
    values: Mutex<VecDeque<T>>,
    depth: usize,
    changed: Condvar,
}

impl<T> Queue<T> {
    pub fn new(depth: usize) -> Queue<T> {
        let values = Mutex::new(VecDeque::with_capacity(depth));
        Queue { values, depth, changed: Condvar::new() }
    }

    /// Appends a value. Never waits for the reader.
    pub fn put(&self, value: T) {
        let mut values = self.lock();
        if values.len() == self.depth {
            values.pop_front();
        }
        values.push_back(value);
        drop(values);
        self.changed.notify_one();
    }

    /// Waits for the oldest value, at most until `until`, and no longer than `over` is false.
    pub fn take(&self, until: Micros, over: impl Fn() -> bool) -> Option<T> {
        let mut values = self.lock();
        loop {
            let value = values.pop_front();
            let left = clock::until(until);
            if value.is_some() || left.0 == 0 || over() {
                return value;
            }
            let waited = self.changed.wait_timeout(values, left.into());
            values = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Makes a reader look whether it is over.
    pub fn wake(&self) {
        drop(self.lock());
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<T>> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_values_are_kept_in_order() {
        let queue = Queue::new(2);
        [1, 2, 3].into_iter().for_each(|value| queue.put(value));
        let next = || queue.take(Micros(0), || false);
        assert_eq!([next(), next(), next()], [Some(2), Some(3), None]);
        assert_eq!(queue.take(Micros(u64::MAX), || true), None);
    }
}
