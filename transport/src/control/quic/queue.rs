//! Datagrams that one thread hands to QUIC, in memory that is there from the start.

use std::task::Waker;

/// Datagrams that wait at most.
pub(super) const SLOTS: usize = 128;

/// Bytes of the longest datagram that is taken; QUIC agrees on less.
pub(super) const SLOT_LEN: usize = 1_504;

/// A ring of datagrams of one sender. What does not fit is dropped.
pub(super) struct Queue {
    bytes: Box<[u8]>,
    lengths: [usize; SLOTS],
    first: usize,
    held: usize,
    dropped: u64,
    waker: Option<Waker>,
}

impl Default for Queue {
    fn default() -> Queue {
        Queue {
            bytes: vec![0; SLOTS * SLOT_LEN].into_boxed_slice(),
            lengths: [0; SLOTS],
            first: 0,
            held: 0,
            dropped: 0,
            waker: None,
        }
    }
}

impl Queue {
    /// Takes a copy of `datagram`. False when it was dropped.
    pub fn push(&mut self, datagram: &[u8]) -> bool {
        if self.held == SLOTS || datagram.len() > SLOT_LEN {
            self.dropped += 1;
            return false;
        }
        let slot = (self.first + self.held) % SLOTS;
        self.bytes[slot * SLOT_LEN..][..datagram.len()].copy_from_slice(datagram);
        self.lengths[slot] = datagram.len();
        self.held += 1;
        true
    }

    /// Moves the oldest datagram to the front of `into`; its length.
    pub fn pop(&mut self, into: &mut [u8]) -> Option<usize> {
        let slot = self.first;
        self.held = self.held.checked_sub(1)?;
        self.first = (slot + 1) % SLOTS;
        let datagram = &self.bytes[slot * SLOT_LEN..][..self.lengths[slot]];
        // A reader with less room than the agreed size of datagrams gets one that fails to open.
        let len = datagram.len().min(into.len());
        into[..len].copy_from_slice(&datagram[..len]);
        Some(len)
    }

    /// Whom to wake when there is something.
    pub fn register(&mut self, waker: &Waker) {
        match &mut self.waker {
            Some(known) => known.clone_from(waker),
            None => self.waker = Some(waker.clone()),
        }
    }

    /// Who waits, once.
    pub fn waker(&mut self) -> Option<Waker> {
        self.waker.take()
    }

    /// Datagrams dropped since the start.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datagrams_come_out_in_order_and_what_does_not_fit_is_counted() {
        let mut queue = Queue::default();
        let mut room = [0; SLOT_LEN];
        for round in 0..3 {
            let sizes = (0..SLOTS).map(|slot| (slot * 31 + round * 7) % (SLOT_LEN + 1));
            let sizes: Vec<usize> = sizes.collect();
            for &size in &sizes {
                assert!(queue.push(&vec![size as u8; size]));
            }
            assert!(!queue.push(b"one too many"));
            for &size in &sizes {
                assert_eq!(queue.pop(&mut room), Some(size));
                assert!(room[..size].iter().all(|byte| *byte == size as u8));
            }
            assert_eq!(queue.pop(&mut room), None);
        }
        assert!(!queue.push(&[0; SLOT_LEN + 1]));
        assert_eq!(queue.dropped(), 4);
    }
}
