//! Keys that change in time: one end of a direction of `lumen/1` media.
//!
//! A direction has one row of sequence numbers and a chain of [`Secret`]s. The sender goes to the
//! next secret, an *epoch*, before a key reaches its limit; the low byte of the epoch's number
//! travels in every header. The receiver holds three keys and takes the one that the byte names:
//!
//! ```text
//!            previous               current                next
//!  dropped ◄─ numbers in the window   the newest that       made ahead, so that a forged
//!             may still be of it      opened a datagram     datagram derives nothing
//! ```
//!
//! The epoch goes on with the first authentic datagram of the next one. A sender that goes on
//! twice while nothing of it arrives is lost; limits put minutes between the two. State is of
//! constant size. Source: RFC 9001 section 6.

use super::limits::Limits;
use super::nonce::{OpenKey, SealKey};
use super::replay::{ReplayWindow, WINDOW};
use super::secret::Secret;
use super::{Forged, Tag};

/// Which secret of the chain a datagram is sealed with, modulo 256, as it stands in the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Epoch(pub u8);

impl Epoch {
    /// The epoch after this one.
    pub fn next(self) -> Epoch {
        Epoch(self.0.wrapping_add(1))
    }
}

/// Every sequence number was used; the session must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sequence numbers are exhausted")]
pub struct Exhausted;

/// Why a datagram is refused. Drop it, without an answer; the state stays, but for counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Neither the previous nor the current nor the next epoch.
    #[error("no key for epoch {}", .0.0)]
    Epoch(Epoch),
    /// The number was accepted before or is older than the window.
    #[error("sequence number is not new")]
    Replayed,
    /// The tag does not match.
    #[error(transparent)]
    Forged(#[from] Forged),
    /// So many tags did not match that nothing is opened any more; the session must end.
    #[error("integrity limit is reached")]
    Ended,
}

/// The sending end.
pub struct Sealer {
    secret: Secret,
    key: SealKey,
    epoch: Epoch,
    /// `None` once every number was used.
    next: Option<u64>,
    /// Datagrams that the key may still seal.
    left: u64,
    limits: Limits,
}

impl Sealer {
    /// The sender at the start of the chain, at sequence number 0.
    pub fn new(secret: Secret, limits: Limits) -> Sealer {
        let key = secret.seal_key();
        Sealer { secret, key, epoch: Epoch(0), next: Some(0), left: limits.sealed(), limits }
    }

    /// The next sequence number and the key for it, a new one where the old has served its time.
    /// Does not allocate.
    ///
    /// # Errors
    /// [`Exhausted`] after 2^64 datagrams.
    #[inline]
    pub fn turn(&mut self) -> Result<Turn<'_>, Exhausted> {
        let sequence = self.next.ok_or(Exhausted)?;
        if self.left == 0 {
            self.advance();
        }
        self.next = sequence.checked_add(1);
        self.left -= 1;
        Ok(Turn { epoch: self.epoch, sequence, key: &self.key })
    }

    /// Rare, and its keys take a stack that no datagram should pay for.
    #[cold]
    #[inline(never)]
    fn advance(&mut self) {
        self.secret = self.secret.next();
        self.key = self.secret.seal_key();
        self.epoch = self.epoch.next();
        self.left = self.limits.sealed();
    }
}

/// One sequence number, to be sealed with once: write both numbers into the header, then seal.
pub struct Turn<'a> {
    epoch: Epoch,
    sequence: u64,
    key: &'a SealKey,
}

impl Turn<'_> {
    /// For the header.
    #[inline]
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// For the header.
    #[inline]
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Encrypts `text` in place and returns the tag of it and of `header`.
    #[inline]
    pub fn seal(self, header: &[u8], text: &mut [u8]) -> Tag {
        self.key.seal(self.sequence, header, text)
    }
}

/// The receiving end.
pub struct Opener {
    previous: Option<OpenKey>,
    current: OpenKey,
    next: OpenKey,
    /// The secret of `next`.
    secret: Secret,
    /// Of `current`.
    epoch: Epoch,
    /// The lowest number that `current` opened.
    since: u64,
    window: ReplayWindow,
    /// Tags that may still be wrong.
    left: u64,
}

impl Opener {
    /// The receiver at the start of the chain.
    pub fn new(secret: &Secret, limits: Limits) -> Opener {
        let next = secret.next();
        Opener {
            previous: None,
            current: secret.open_key(),
            next: next.open_key(),
            secret: next,
            epoch: Epoch(0),
            since: 0,
            window: ReplayWindow::default(),
            left: limits.forged(),
        }
    }

    /// Decrypts `text` in place if it is new and `tag` proves it, `header` and `sequence`. A
    /// wrong epoch costs one comparison, a used number one look into the window, a wrong tag one
    /// pass over the text. Does not allocate.
    ///
    /// # Errors
    /// [`OpenError`]; after `Forged`, `text` is unspecified.
    #[inline]
    pub fn open(
        &mut self,
        epoch: Epoch,
        sequence: u64,
        header: &[u8],
        text: &mut [u8],
        tag: &Tag,
    ) -> Result<(), OpenError> {
        if self.left == 0 {
            return Err(OpenError::Ended);
        }
        let age = self.age(epoch).ok_or(OpenError::Epoch(epoch))?;
        let key = self.key(age).ok_or(OpenError::Epoch(epoch))?;
        if !self.window.allows(sequence) {
            return Err(OpenError::Replayed);
        }
        if let Err(forged) = key.open(sequence, header, text, tag) {
            self.left -= 1;
            return Err(forged.into());
        }
        self.window.accept(sequence);
        self.settle(age, sequence);
        Ok(())
    }

    /// The newest epoch of which something was opened.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    fn age(&self, epoch: Epoch) -> Option<Age> {
        match epoch.0.wrapping_sub(self.epoch.0) {
            0 => Some(Age::Current),
            1 => Some(Age::Next),
            u8::MAX => Some(Age::Previous),
            _ => None,
        }
    }

    fn key(&self, age: Age) -> Option<&OpenKey> {
        match age {
            Age::Previous => self.previous.as_ref(),
            Age::Current => Some(&self.current),
            Age::Next => Some(&self.next),
        }
    }

    /// Takes note of an authentic datagram.
    fn settle(&mut self, age: Age, sequence: u64) {
        match age {
            Age::Previous => {}
            Age::Current => self.since = self.since.min(sequence),
            Age::Next => self.advance(sequence),
        }
        // Whatever the previous key sealed is now too old for the window.
        let highest = self.window.highest().unwrap_or(0);
        if self.previous.is_some() && highest.saturating_sub(self.since) >= WINDOW - 1 {
            self.previous = None;
        }
    }

    /// Rare, and its keys take a stack that no datagram should pay for.
    #[cold]
    #[inline(never)]
    fn advance(&mut self, sequence: u64) {
        self.secret = self.secret.next();
        let next = std::mem::replace(&mut self.next, self.secret.open_key());
        self.previous = Some(std::mem::replace(&mut self.current, next));
        self.epoch = self.epoch.next();
        self.since = sequence;
    }
}

/// Which of the receiver's keys.
#[derive(Clone, Copy)]
enum Age {
    Previous,
    Current,
    Next,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    struct Datagram {
        epoch: Epoch,
        sequence: u64,
        text: Vec<u8>,
        tag: Tag,
    }

    fn secret() -> Secret {
        Secret::new([5; 32])
    }

    fn limits(sealed: u64) -> Limits {
        Limits::for_datagrams(1200).at_most(sealed, 4)
    }

    fn seal(sealer: &mut Sealer) -> Datagram {
        let turn = sealer.turn().unwrap();
        let (epoch, sequence) = (turn.epoch(), turn.sequence());
        let mut text = sequence.to_le_bytes().to_vec();
        let tag = turn.seal(&[epoch.0], &mut text);
        Datagram { epoch, sequence, text, tag }
    }

    fn sealed(count: usize, per_key: u64) -> Vec<Datagram> {
        let mut sealer = Sealer::new(secret(), limits(per_key));
        (0..count).map(|_| seal(&mut sealer)).collect()
    }

    fn open(opener: &mut Opener, datagram: &Datagram) -> Result<(), OpenError> {
        let Datagram { epoch, sequence, text, tag } = datagram;
        let mut text = text.clone();
        opener.open(*epoch, *sequence, &[epoch.0], &mut text, tag)?;
        assert_eq!(text, sequence.to_le_bytes());
        Ok(())
    }

    #[test]
    fn keys_change_in_time_and_the_byte_goes_round() {
        let mut opener = Opener::new(&secret(), limits(3));
        for (number, datagram) in sealed(3 * 600, 3).iter().enumerate() {
            assert_eq!(datagram.sequence, number as u64);
            assert_eq!(datagram.epoch, Epoch((number / 3) as u8));
            assert_eq!(open(&mut opener, datagram), Ok(()), "{number}");
            assert_eq!(open(&mut opener, datagram), Err(OpenError::Replayed), "{number}");
        }
    }

    #[test]
    fn datagrams_of_the_old_key_may_come_late() {
        let sent = sealed(12, 4);
        let mut opener = Opener::new(&secret(), limits(4));
        for late in [4, 2, 7, 0, 8, 5] {
            assert_eq!(open(&mut opener, &sent[late]), Ok(()), "{late}");
        }
        // Epoch 2 is current: epoch 0 has no key any more, epoch 1 has.
        assert_eq!(open(&mut opener, &sent[1]), Err(OpenError::Epoch(Epoch(0))));
        assert_eq!(open(&mut opener, &sent[6]), Ok(()));
    }

    #[test]
    fn the_old_key_goes_with_the_window() {
        let per_key = WINDOW + 7;
        let sent = sealed(2 * per_key as usize, per_key);
        let mut opener = Opener::new(&secret(), limits(per_key));
        let (old, new) = sent.split_at(per_key as usize);
        assert_eq!(open(&mut opener, &new[3]), Ok(()));
        assert_eq!(open(&mut opener, &new[0]), Ok(()));
        for datagram in &new[4..WINDOW as usize - 1] {
            assert_eq!(open(&mut opener, datagram), Ok(()));
        }
        assert!(opener.previous.is_some());
        assert_eq!(open(&mut opener, &old[per_key as usize - 1]), Ok(()));
        assert_eq!(open(&mut opener, &new[WINDOW as usize - 1]), Ok(()));
        assert!(opener.previous.is_none());
        assert_eq!(open(&mut opener, &old[per_key as usize - 2]), Err(OpenError::Epoch(Epoch(0))));
    }

    #[test]
    fn a_wrong_epoch_reaches_no_key() {
        let datagram = sealed(1, 4).remove(0);
        let mut opener = Opener::new(&secret(), limits(4));
        for epoch in (2..=u8::MAX).map(Epoch) {
            let other = Datagram { epoch, ..datagram.clone() };
            assert_eq!(open(&mut opener, &other), Err(OpenError::Epoch(epoch)));
        }
        assert_eq!(opener.left, 4);
        assert_eq!(open(&mut opener, &datagram), Ok(()));
    }

    #[test]
    fn forged_datagrams_move_no_epoch_and_end_the_key_at_the_limit() {
        let sent = sealed(6, 4);
        let mut opener = Opener::new(&secret(), limits(4));
        let forged = Datagram { tag: [0; 16], ..sent[5].clone() };
        for _ in 0..3 {
            assert_eq!(open(&mut opener, &forged), Err(OpenError::Forged(Forged)));
            assert_eq!(opener.epoch(), Epoch(0));
        }
        assert_eq!(open(&mut opener, &sent[0]), Ok(()));
        assert_eq!(open(&mut opener, &forged), Err(OpenError::Forged(Forged)));
        assert_eq!(open(&mut opener, &sent[1]), Err(OpenError::Ended));
    }

    #[test]
    fn a_number_never_repeats() {
        let mut sealer = Sealer::new(secret(), limits(4));
        sealer.next = Some(u64::MAX);
        assert_eq!(sealer.turn().map(|turn| turn.sequence()), Ok(u64::MAX));
        assert_eq!(sealer.turn().err(), Some(Exhausted));
    }

    proptest! {
        /// Datagrams that overtake each other by less than one epoch all open, each once.
        #[test]
        fn what_is_late_by_less_than_an_epoch_opens_once(
            per_key in 1u64..9,
            delays in prop::collection::vec((0u64..8, 0usize..3), 1..300),
        ) {
            let sent = sealed(delays.len(), per_key);
            let mut arrivals: Vec<(u64, &Datagram)> = Vec::new();
            for (datagram, (delay, copies)) in sent.iter().zip(&delays) {
                let at = datagram.sequence + delay % per_key;
                arrivals.extend(vec![(at, datagram); 1 + copies]);
            }
            arrivals.sort_by_key(|(at, _)| *at);
            let mut opener = Opener::new(&secret(), limits(per_key));
            let mut seen = std::collections::BTreeSet::new();
            for (_, datagram) in arrivals {
                // A copy may come after its key is gone, which is as good.
                let opened = open(&mut opener, datagram).is_ok();
                prop_assert_eq!(opened, seen.insert(datagram.sequence));
            }
            prop_assert_eq!(seen.len(), sent.len());
        }
    }
}
