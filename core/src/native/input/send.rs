//! Client: events to datagrams, repeated until they are acknowledged.

use super::WINDOW;
use crate::gamestream::input::InputEvent;
use crate::native::datagram::{EventNumber, Input, InputSeen};
use crate::units::{Micros, Span};

/// Events sent before with which a datagram of new ones begins, at most.
const OVERLAP: usize = 8;

/// Most bytes of a datagram: fits into one of QUIC on any path.
const MAX_LEN: usize = 1_000;

/// Time to the first and second repetition when nothing else is sent; then it doubles up to
/// `SLOWEST`.
const FASTEST: Span = Span::from_millis(5);
const SLOWEST: Span = Span::from_millis(40);

/// Too much input is on its way: nothing is acknowledged any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("input is not acknowledged by the host; {WINDOW} events wait")]
pub struct WindowFull;

/// Counters since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InputSenderStats {
    /// Events taken.
    pub events: u64,
    /// Of those, merged with the one before: movements that were not sent yet.
    pub merged: u64,
    /// Datagrams written.
    pub datagrams: u64,
    /// Of those, repetitions without a new event.
    pub repetitions: u64,
}

/// Sends a client's input.
///
/// After each [`InputSender::push`], or several, and whenever [`InputSender::deadline`] is over,
/// call [`InputSender::datagram`] until it says that there is nothing to send.
pub struct InputSender {
    /// Events not acknowledged, by number; valid from `oldest` to before `next`.
    events: Box<[InputEvent; WINDOW]>,
    oldest: EventNumber,
    /// The first event that was never sent.
    unsent: EventNumber,
    next: EventNumber,
    /// When to repeat, and how long to wait after that; `None` when all is acknowledged.
    repeat: Option<(Micros, Span)>,
    stats: InputSenderStats,
}

impl Default for InputSender {
    fn default() -> Self {
        let (none, start) = (InputEvent::Haptics(false), EventNumber(0));
        InputSender {
            events: Box::new([none; WINDOW]),
            oldest: start,
            unsent: start,
            next: start,
            repeat: None,
            stats: InputSenderStats::default(),
        }
    }
}

impl InputSender {
    /// Takes an event. Movements that follow each other before they are sent become one.
    ///
    /// # Errors
    /// [`WindowFull`]: the event is not taken. A caller that can wait tries again; one that
    /// cannot must end the connection, lest a key be stuck.
    pub fn push(&mut self, event: InputEvent) -> Result<(), WindowFull> {
        if self.unsent != self.next
            && let Some(merged) = merge(&self.events[slot(self.next.offset(u32::MAX))], &event)
        {
            self.events[slot(self.next.offset(u32::MAX))] = merged;
            (self.stats.events, self.stats.merged) = (self.stats.events + 1, self.stats.merged + 1);
            return Ok(());
        }
        if count(self.oldest, self.next) >= WINDOW {
            return Err(WindowFull);
        }
        self.events[slot(self.next)] = event;
        self.next = self.next.offset(1);
        self.stats.events += 1;
        Ok(())
    }

    /// Appends the next datagram to `out`, if one is due: new events, or old ones that are to be
    /// repeated. Does not allocate beyond `out`.
    pub fn datagram(&mut self, now: Micros, out: &mut Vec<u8>) -> bool {
        let fresh = count(self.unsent, self.next);
        let due = self.repeat.is_some_and(|(at, _)| now >= at);
        let first = match (fresh, due) {
            (0, false) => return false,
            (_, true) => self.oldest,
            (_, false) => back(self.unsent, OVERLAP.min(count(self.oldest, self.unsent))),
        };
        let ahead = 0..count(first, self.next) as u32;
        let events = ahead.map(|ahead| &self.events[slot(first.offset(ahead))]);
        let end = first.offset(Input::write_some(first, events, MAX_LEN, out));
        if self.unsent.is_before(end) {
            self.unsent = end;
        }
        // New events, which may never end, do not put off a repetition.
        self.repeat = match self.repeat {
            Some((_, wait)) if due => Some((now + wait, Span(wait.0 * 2).min(SLOWEST))),
            planned => planned.or(Some((now + FASTEST, FASTEST))),
        };
        self.stats.datagrams += 1;
        self.stats.repetitions += u64::from(fresh == 0);
        true
    }

    /// Takes an acknowledgement. One of events never sent is ignored.
    pub fn on_seen(&mut self, seen: InputSeen, now: Micros) {
        let known = !seen.next.is_before(self.oldest) && !self.unsent.is_before(seen.next);
        if !known || seen.next == self.oldest {
            return;
        }
        self.oldest = seen.next;
        self.repeat = (self.oldest != self.unsent).then_some((now + FASTEST, FASTEST));
    }

    /// When [`InputSender::datagram`] has to be called again, if nothing else happens.
    pub fn deadline(&self) -> Option<Micros> {
        self.repeat.map(|(at, _)| at)
    }

    /// Events that are not acknowledged.
    pub fn waiting(&self) -> usize {
        count(self.oldest, self.next)
    }

    /// Counters since the start.
    pub fn stats(&self) -> InputSenderStats {
        self.stats
    }
}

/// One movement instead of two that follow each other, if nothing is lost by it.
fn merge(last: &InputEvent, event: &InputEvent) -> Option<InputEvent> {
    match (*last, *event) {
        (InputEvent::MouseMove { dx: a, dy: b }, InputEvent::MouseMove { dx: c, dy: d }) => {
            Some(InputEvent::MouseMove { dx: a.checked_add(c)?, dy: b.checked_add(d)? })
        }
        (InputEvent::MousePosition(_), InputEvent::MousePosition(_)) => Some(*event),
        (InputEvent::Gamepad(a), InputEvent::Gamepad(b)) => {
            let same = a.gamepad == b.gamepad && a.active == b.active && a.buttons == b.buttons;
            same.then_some(*event)
        }
        _ => None,
    }
}

fn slot(number: EventNumber) -> usize {
    number.0 as usize % WINDOW
}

fn count(from: EventNumber, to: EventNumber) -> usize {
    to.0.wrapping_sub(from.0) as usize
}

fn back(number: EventNumber, count: usize) -> EventNumber {
    EventNumber(number.0.wrapping_sub(count as u32))
}
