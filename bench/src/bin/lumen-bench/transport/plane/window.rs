//! What a sender may have under way.

use std::sync::atomic::{AtomicU64, Ordering};

/// Most datagrams that are sent and not yet taken, but for those of one slice; far below what the
/// receiver's buffer holds.
pub const LIMIT: u64 = 512;

/// Datagrams that the receiver has taken.
#[derive(Default)]
pub struct Window {
    taken: AtomicU64,
}

impl Window {
    /// Waits until a sender of `sent` datagrams may send more.
    pub fn wait(&self, sent: u64) {
        while sent.saturating_sub(self.taken.load(Ordering::Relaxed)) >= LIMIT {
            std::hint::spin_loop();
        }
    }

    /// The receiver took so many more; it alone says so.
    pub fn take(&self, datagrams: u64) {
        self.taken.store(self.taken.load(Ordering::Relaxed) + datagrams, Ordering::Relaxed);
    }
}
