//! One connection: the control stream both ways, and input beside it.

use std::collections::VecDeque;

use crate::gamestream::input::InputEvent;
use crate::native::datagram::{Datagram, InputSeen};
use crate::native::input::{InputReceiver, InputSender};
use crate::native::message::Message;
use crate::native::message::running::RequestId;
use crate::units::Micros;

/// Datagrams that may be under way; the network loses what is more.
const UNDER_WAY: usize = 16;

pub(super) struct Pipe {
    pub number: u32,
    pub to_host: VecDeque<Message>,
    pub to_client: VecDeque<Message>,
    /// The client's wish that it saw no answer to.
    pub wished: Option<RequestId>,
    /// The wish that the host owes an answer to.
    pub owed: Option<RequestId>,
    /// An end was told here what the other did not say.
    pub forged: bool,
    sender: InputSender,
    receiver: InputReceiver,
    inputs: Vec<Vec<u8>>,
    seen: Vec<InputSeen>,
    pushed: i16,
    applied: i16,
}

impl Pipe {
    pub fn new(number: u32) -> Pipe {
        Pipe {
            number,
            to_host: VecDeque::new(),
            to_client: VecDeque::new(),
            wished: None,
            owed: None,
            forged: false,
            sender: InputSender::default(),
            receiver: InputReceiver::default(),
            inputs: Vec::new(),
            seen: Vec::new(),
            pushed: 0,
            applied: 0,
        }
    }

    /// True when nothing is under way on the control stream.
    pub fn is_quiet(&self) -> bool {
        self.to_host.is_empty() && self.to_client.is_empty()
    }

    /// The client scrolls, each time by another amount, or repeats what was not seen.
    pub fn send_input(&mut self, now: Micros) {
        if self.sender.push(InputEvent::Scroll(self.pushed)).is_ok() {
            self.pushed = self.pushed.wrapping_add(1);
        }
        let mut datagram = Vec::new();
        if self.sender.datagram(now, &mut datagram) && self.inputs.len() < UNDER_WAY {
            self.inputs.push(datagram);
        }
    }

    /// One of the datagrams under way arrives, arrives and will do so again, or is lost. Number
    /// of events that it brought.
    pub fn take_input(&mut self, choice: u8) -> u32 {
        let Some(datagram) = take(&mut self.inputs, choice) else { return 0 };
        let Ok(Datagram::Input(input)) = Datagram::parse(&datagram) else {
            unreachable!("a client's own datagram");
        };
        let before = self.applied;
        let applied = &mut self.applied;
        self.receiver.datagram(&input, |event| {
            assert_eq!(event, InputEvent::Scroll(*applied), "input once and in order");
            *applied = applied.wrapping_add(1);
        });
        if let Some(seen) = self.receiver.acknowledge()
            && self.seen.len() < UNDER_WAY
        {
            self.seen.push(seen);
        }
        self.applied.wrapping_sub(before).unsigned_abs().into()
    }

    /// The same of what the host says of them.
    pub fn take_seen(&mut self, choice: u8, now: Micros) {
        if let Some(seen) = take(&mut self.seen, choice) {
            self.sender.on_seen(seen, now);
        }
    }
}

/// One of those under way, in any order; it is lost one time in four, and stays one time in four.
fn take<T: Clone>(under_way: &mut Vec<T>, choice: u8) -> Option<T> {
    let index = usize::from(choice / 4) % under_way.len().max(1);
    let one = under_way.get(index)?.clone();
    if choice % 4 != 1 {
        under_way.remove(index);
    }
    (!choice.is_multiple_of(4)).then_some(one)
}
