//! Which PIN counts at the host, for how long and how often.
//!
//! ```text
//! Closed ──open──► Open ──three tries──► Open, with a new PIN ──nine tries in all──► Closed
//!                    └──paired, dismissed, or time over──► Closed
//! ```
//! A try is taken before anything about the PIN is sent, whoever asks, and is not given back. So
//! all strangers together have nine tries of a million each time that the user opens the desk.

use super::Pin;
use crate::units::{Micros, Span};

/// Tries of one PIN.
pub const TRIES: u8 = 3;

/// PINs that are shown one after the other before the user has to open the desk again.
pub const PINS: u8 = 3;

/// How long a desk stays open.
pub const OPEN_FOR: Span = Span::from_secs(180);

/// Where the host's PIN is.
#[derive(Debug, Default)]
pub enum PinDesk {
    /// Nobody is paired.
    #[default]
    Closed,
    /// Whoever knows the PIN is paired.
    Open {
        /// To be shown to the user.
        pin: Pin,
        /// How often it may still be tried.
        tries: u8,
        /// PINs that may follow.
        more: u8,
        /// When the desk closes.
        until: Micros,
    },
}

impl PinDesk {
    /// Opens the desk with a new PIN, also when it was open.
    pub fn open(&mut self, now: Micros, pin: Pin) {
        *self = PinDesk::Open { pin, tries: TRIES, more: PINS - 1, until: now + OPEN_FOR };
    }

    /// Closes the desk: somebody is paired, or the user wants no more.
    pub fn close(&mut self) {
        *self = PinDesk::Closed;
    }

    /// The PIN to be shown, and when it ends.
    pub fn shown(&mut self, now: Micros) -> Option<(&Pin, Micros)> {
        self.expire(now);
        match self {
            Self::Closed => None,
            Self::Open { pin, until, .. } => Some((pin, *until)),
        }
    }

    /// Takes a try, and returns the PIN for it; `None` when nobody is paired. With the last try of
    /// a PIN the next one counts from now on: `random` makes it.
    pub fn take(&mut self, now: Micros, random: impl FnOnce() -> Pin) -> Option<Pin> {
        self.expire(now);
        let Self::Open { pin, tries, more, .. } = self else { return None };
        let taken = pin.clone();
        *tries -= 1;
        if *tries == 0 {
            match more.checked_sub(1) {
                Some(left) => (*pin, *tries, *more) = (random(), TRIES, left),
                None => self.close(),
            }
        }
        Some(taken)
    }

    fn expire(&mut self, now: Micros) {
        if matches!(self, Self::Open { until, .. } if *until <= now) {
            self.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(number: u8) -> Pin {
        Pin::from_random([number, 0, 0, 0, 0, 0, 0, 0])
    }

    #[test]
    fn a_pin_is_tried_three_times_and_a_desk_nine_times() {
        let mut desk = PinDesk::default();
        assert_eq!(desk.take(Micros(0), || pin(9)), None);
        desk.open(Micros(0), pin(1));
        let mut next = 1;
        let mut taken = Vec::new();
        while let Some(pin) = desk.take(Micros(1), || {
            next += 1;
            pin(next)
        }) {
            taken.push(pin);
        }
        let expected = [1, 1, 1, 2, 2, 2, 3, 3, 3].map(pin);
        assert_eq!(taken, expected);
        assert!(desk.shown(Micros(2)).is_none());
        desk.open(Micros(3), pin(4));
        assert_eq!(desk.take(Micros(3), || pin(9)), Some(pin(4)));
    }

    #[test]
    fn the_new_pin_is_shown_with_the_last_try_of_the_old_one() {
        let mut desk = PinDesk::default();
        desk.open(Micros(0), pin(1));
        for shown in [1, 1, 2] {
            assert_eq!(desk.take(Micros(1), || pin(2)), Some(pin(1)));
            assert_eq!(desk.shown(Micros(1)).unwrap().0, &pin(shown));
        }
    }

    #[test]
    fn a_desk_closes_by_itself() {
        let mut desk = PinDesk::default();
        desk.open(Micros(5), pin(1));
        let end = Micros(5) + OPEN_FOR;
        assert_eq!(desk.shown(Micros(end.0 - 1)), Some((&pin(1), end)));
        assert_eq!(desk.take(end, || pin(2)), None);
        assert!(matches!(desk, PinDesk::Closed));
    }
}
