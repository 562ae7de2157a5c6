//! Hand-over between two threads of the frame path.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use lumen_core::units::Micros;

use crate::clock;

/// A slot for one value: a newer one replaces an older one that nobody took, so a slow reader
/// always gets the newest and a fast writer never waits.
pub struct Mailbox<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    value: Option<T>,
    woken: bool,
    closed: bool,
    replaced: u64,
}

/// What a reader found.
#[derive(Debug, PartialEq, Eq)]
pub enum Mail<T> {
    /// The newest value.
    Value(T),
    /// Somebody called [`Mailbox::wake`].
    Woken,
    /// The deadline passed.
    TimedOut,
    /// The writer is gone and nothing is left.
    Closed,
}

impl<T> Mailbox<T> {
    /// An empty mailbox.
    pub fn new() -> Arc<Mailbox<T>> {
        let state = State { value: None, woken: false, closed: false, replaced: 0 };
        Arc::new(Mailbox { state: Mutex::new(state), changed: Condvar::new() })
    }

    /// Leaves `value`, replacing one that was not taken. Never waits for the reader.
    pub fn put(&self, value: T) {
        self.put_unless(value, |_| false);
    }

    /// Leaves `value` unless one that is still there is preferred to it. Never waits for the
    /// reader.
    pub fn put_unless(&self, value: T, preferred: impl FnOnce(&T) -> bool) {
        let mut state = self.lock();
        state.replaced += u64::from(state.value.is_some());
        let dropped = match &state.value {
            Some(old) if preferred(old) => Some(value),
            _ => state.value.replace(value),
        };
        drop(state);
        self.changed.notify_one();
        drop(dropped);
    }

    /// Makes the reader return without a value.
    pub fn wake(&self) {
        self.lock().woken = true;
        self.changed.notify_one();
    }

    /// Ends the mailbox; a value left in it can still be taken.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Waits for a value or a wake-up, at most until `until` (`None`: without end).
    pub fn take(&self, until: Option<Micros>) -> Mail<T> {
        let mut state = self.lock();
        loop {
            if let Some(value) = state.value.take() {
                return Mail::Value(value);
            }
            if state.closed {
                return Mail::Closed;
            }
            if std::mem::take(&mut state.woken) {
                return Mail::Woken;
            }
            state = match until {
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(until) => {
                    let left = clock::until(until);
                    if left.0 == 0 {
                        return Mail::TimedOut;
                    }
                    let waited = self.changed.wait_timeout(state, left.into());
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    /// Values that were replaced before anybody took them.
    pub fn replaced(&self) -> u64 {
        self.lock().replaced
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_value_wins() {
        let mailbox = Mailbox::new();
        mailbox.put(1);
        mailbox.put(2);
        assert_eq!(mailbox.take(None), Mail::Value(2));
        assert_eq!(mailbox.replaced(), 1);
        assert_eq!(mailbox.take(Some(Micros(0))), Mail::TimedOut);
    }

    #[test]
    fn a_preferred_value_stays() {
        let mailbox = Mailbox::new();
        mailbox.put_unless(2, |_| true);
        mailbox.put_unless(1, |there| *there > 1);
        assert_eq!(mailbox.take(None), Mail::Value(2));
        assert_eq!(mailbox.replaced(), 1);
    }

    #[test]
    fn a_reader_is_woken_from_another_thread() {
        let mailbox = Mailbox::<u8>::new();
        let reader = Arc::clone(&mailbox);
        let thread = std::thread::spawn(move || (reader.take(None), reader.take(None)));
        mailbox.wake();
        while !thread.is_finished() {
            mailbox.close();
        }
        assert!(matches!(thread.join().unwrap(), (Mail::Woken | Mail::Closed, Mail::Closed)));
    }
}
