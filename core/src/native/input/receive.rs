//! Host: datagrams to events, exactly once and in order.

use super::WINDOW;
use crate::gamestream::input::InputEvent;
use crate::native::datagram::{EventNumber, Input, InputSeen};

/// Counters since the start, in events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InputReceiverStats {
    /// Handed out.
    pub applied: u64,
    /// Of a kind unknown to us.
    pub unknown: u64,
    /// Came again.
    pub repeated: u64,
    /// Were beyond the window: the sender broke the rules, or is of another connection.
    pub outside: u64,
}

/// Puts a client's input in order.
pub struct InputReceiver {
    next: EventNumber,
    waiting: Box<[Waiting; WINDOW]>,
    answer: bool,
    stats: InputReceiverStats,
}

/// One place of the window.
#[derive(Clone, Copy)]
enum Waiting {
    Nothing,
    Unknown,
    Event(InputEvent),
}

impl Default for InputReceiver {
    fn default() -> Self {
        InputReceiver {
            next: EventNumber(0),
            waiting: Box::new([Waiting::Nothing; WINDOW]),
            answer: false,
            stats: InputReceiverStats::default(),
        }
    }
}

impl InputReceiver {
    /// Takes a datagram and hands out, in order, the events whose time has come. Does not
    /// allocate.
    pub fn datagram(&mut self, input: &Input<'_>, mut apply: impl FnMut(InputEvent)) {
        // Also what came before is answered: its acknowledgement may have been lost.
        self.answer = true;
        for (number, event) in input.numbered() {
            self.keep(number, event);
        }
        loop {
            let slot = &mut self.waiting[slot(self.next)];
            match std::mem::replace(slot, Waiting::Nothing) {
                Waiting::Nothing => return,
                Waiting::Unknown => self.stats.unknown += 1,
                Waiting::Event(event) => {
                    self.stats.applied += 1;
                    apply(event);
                }
            }
            self.next = self.next.offset(1);
        }
    }

    fn keep(&mut self, number: EventNumber, event: Option<InputEvent>) {
        let ahead = number.0.wrapping_sub(self.next.0) as usize;
        if number.is_before(self.next) {
            self.stats.repeated += 1;
        } else if ahead >= WINDOW {
            self.stats.outside += 1;
        } else {
            let slot = &mut self.waiting[slot(number)];
            self.stats.repeated += u64::from(!matches!(slot, Waiting::Nothing));
            *slot = event.map_or(Waiting::Unknown, Waiting::Event);
        }
    }

    /// The acknowledgement that is due, if input came since the last call. Send it in a datagram
    /// once what has arrived is taken; it need not arrive.
    pub fn acknowledge(&mut self) -> Option<InputSeen> {
        std::mem::take(&mut self.answer).then_some(InputSeen { next: self.next })
    }

    /// Counters since the start.
    pub fn stats(&self) -> InputReceiverStats {
        self.stats
    }
}

fn slot(number: EventNumber) -> usize {
    number.0 as usize % WINDOW
}
