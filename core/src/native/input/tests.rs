//! What the user holds down and what the host believes, over networks that lose, repeat and
//! reorder.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::gamestream::input::{InputEvent, Key, Modifiers, MouseButton};
use crate::native::datagram::{Datagram, EventNumber, Input, InputSeen};
use crate::sim::Random;
use crate::sim::net::{Loss, Net, NetConfig};
use crate::units::{Micros, Span};

fn key(code: u8, down: bool) -> InputEvent {
    let modifiers = Modifiers::default();
    InputEvent::Key(Key { code, down, modifiers, positional: true })
}

/// Keys and buttons that are down, and where the mouse is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Held {
    keys: BTreeSet<u8>,
    left: bool,
    mouse: (i32, i32),
}

impl Held {
    fn apply(&mut self, event: InputEvent) {
        match event {
            InputEvent::Key(Key { code, down: true, .. }) => {
                self.keys.insert(code);
            }
            InputEvent::Key(Key { code, .. }) => {
                self.keys.remove(&code);
            }
            InputEvent::MouseButton { down, .. } => self.left = down,
            InputEvent::MouseMove { dx, dy } => {
                self.mouse = (self.mouse.0 + i32::from(dx), self.mouse.1 + i32::from(dy));
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Both ends, and a network each way.
struct Link {
    sender: InputSender,
    receiver: InputReceiver,
    there: Net,
    back: Net,
    now: Micros,
    user: Held,
    host: Held,
    applied: Vec<InputEvent>,
}

impl Link {
    fn new(config: NetConfig, seed: u64) -> Link {
        Link {
            sender: InputSender::default(),
            receiver: InputReceiver::default(),
            there: Net::new(config, Random::new(seed)),
            back: Net::new(config, Random::new(seed ^ 0x5555)),
            now: Micros(1_000),
            user: Held::default(),
            host: Held::default(),
            applied: Vec::new(),
        }
    }

    fn push(&mut self, event: InputEvent) {
        self.sender.push(event).unwrap();
        self.user.apply(event);
        self.flush();
    }

    fn flush(&mut self) {
        let mut out = Vec::new();
        while self.sender.datagram(self.now, &mut out) {
            assert!(out.len() <= 1_000);
            self.there.send(self.now, &out);
            out.clear();
        }
    }

    /// Lets time pass until `until`, or until both agree.
    fn run(&mut self, until: Micros, stop: impl Fn(&Link) -> bool) {
        while !stop(self) {
            let next = [self.there.next_at(), self.back.next_at(), self.sender.deadline()];
            match next.into_iter().flatten().min() {
                Some(at) if at <= until => self.now = self.now.max(at),
                _ => break,
            }
            self.step();
        }
        if !stop(self) {
            self.now = until;
        }
    }

    fn step(&mut self) {
        let mut datagram = Vec::new();
        while self.there.receive(self.now, &mut datagram).is_some() {
            let Ok(Datagram::Input(input)) = Datagram::parse(&datagram) else { panic!() };
            let Link { host, applied, .. } = self;
            self.receiver.datagram(&input, |event| {
                host.apply(event);
                applied.push(event);
            });
        }
        if let Some(seen) = self.receiver.acknowledge() {
            let mut bytes = Vec::new();
            Datagram::InputSeen(seen).write(&mut bytes);
            self.back.send(self.now, &bytes);
        }
        while self.back.receive(self.now, &mut datagram).is_some() {
            let Ok(Datagram::InputSeen(seen)) = Datagram::parse(&datagram) else { panic!() };
            self.sender.on_seen(seen, self.now);
        }
        self.flush();
    }
}

fn bad(loss: u32, reordered: u32, duplicated: u32) -> NetConfig {
    NetConfig {
        loss: Loss::Random(loss),
        jitter: Span::from_millis(3),
        reordered,
        held: Span::from_millis(20),
        duplicated,
        ..NetConfig::clean(Span::from_millis(4))
    }
}

#[test]
fn a_lost_key_up_is_repaired_in_bounded_time() {
    let mut times = Vec::new();
    for seed in 0..2_000 {
        let mut link = Link::new(bad(300_000, 0, 0), seed);
        link.push(key(30, true));
        link.run(link.now + Span::from_secs(5), |link| link.sender.waiting() == 0);
        let start = link.now;
        link.push(key(30, false));
        link.run(start + Span::from_secs(5), |link| link.host == link.user);
        assert!(link.host.keys.is_empty(), "seed {seed}");
        times.push(link.now.since(start));
    }
    times.sort();
    let at = |share: usize| times[times.len() * share / 1000];
    // One way takes 4 to 7 ms.
    assert!(at(500) <= Span::from_millis(8), "{:?}", at(500));
    assert!(at(990) <= Span::from_millis(50), "{:?}", at(990));
    assert!(at(999) <= Span::from_millis(140), "{:?}", at(999));
    assert!(times[times.len() - 1] <= Span::from_millis(400), "{times:?}");
}

#[test]
fn a_quiet_link_is_quiet() {
    let mut link = Link::new(NetConfig::clean(Span::from_millis(1)), 1);
    for number in 0..100 {
        link.push(key(number, true));
        link.run(link.now + Span::from_millis(20), |_| false);
    }
    let stats = link.sender.stats();
    assert_eq!((stats.datagrams, stats.repetitions), (100, 0));
    assert_eq!((link.receiver.stats().applied, link.sender.deadline()), (100, None));
}

#[test]
fn movements_are_merged_while_they_wait() {
    let mut sender = InputSender::default();
    let step = InputEvent::MouseMove { dx: 1, dy: -2 };
    for event in [step, step, key(1, true), step, step] {
        sender.push(event).unwrap();
    }
    let mut out = Vec::new();
    assert!(sender.datagram(Micros(0), &mut out));
    let Ok(Datagram::Input(input)) = Datagram::parse(&out) else { panic!() };
    let two = InputEvent::MouseMove { dx: 2, dy: -4 };
    assert!(input.events().map(|(_, event)| event).eq([two, key(1, true), two]));
    // What was sent is not changed any more.
    sender.push(step).unwrap();
    assert_eq!((sender.waiting(), sender.stats().merged), (4, 2));
}

#[test]
fn a_host_that_does_not_answer_fills_the_window() {
    let mut sender = InputSender::default();
    for number in 0..WINDOW {
        sender.push(key(number as u8, true)).unwrap();
    }
    assert_eq!(sender.push(key(0, false)), Err(WindowFull));
    // Acknowledging what was never sent changes nothing.
    sender.on_seen(InputSeen { next: EventNumber(10) }, Micros(0));
    assert_eq!(sender.waiting(), WINDOW);
    let mut out = Vec::new();
    while sender.datagram(Micros(0), &mut out) {
        out.clear();
    }
    sender.on_seen(InputSeen { next: EventNumber(10) }, Micros(0));
    assert_eq!(sender.waiting(), WINDOW - 10);
    assert!(sender.push(key(0, false)).is_ok());
}

fn event() -> impl Strategy<Value = InputEvent> {
    let button = |down| InputEvent::MouseButton { button: MouseButton::Left, down };
    prop_oneof![
        4 => (0u8..6, any::<bool>()).prop_map(|(code, down)| key(code, down)),
        1 => any::<bool>().prop_map(button),
        2 => (-50i16..50, -50i16..50).prop_map(|(dx, dy)| InputEvent::MouseMove { dx, dy }),
    ]
}

proptest! {
    #[test]
    fn the_host_comes_to_hold_what_the_user_holds(
        events in prop::collection::vec((event(), 0u64..15), 1..120),
        loss in 0u32..600_000,
        reordered in 0u32..300_000,
        duplicated in 0u32..300_000,
        seed: u64,
    ) {
        let mut link = Link::new(bad(loss, reordered, duplicated), seed);
        for (event, pause) in &events {
            link.push(*event);
            link.run(link.now + Span::from_millis(*pause), |_| false);
        }
        link.run(link.now + Span::from_secs(60), |link| link.sender.waiting() == 0);
        prop_assert_eq!(link.sender.waiting(), 0);
        prop_assert_eq!(&link.host, &link.user);
        let sent = link.sender.stats();
        prop_assert_eq!(link.receiver.stats().applied, sent.events - sent.merged);
        // Exactly once and in order, movements merged or not.
        let solid = |event: &&InputEvent| !matches!(event, InputEvent::MouseMove { .. });
        prop_assert!(link.applied.iter().filter(solid).eq(
            events.iter().map(|(event, _)| event).filter(solid)
        ));
    }

    #[test]
    fn any_datagrams_and_answers_are_survived(
        numbers in prop::collection::vec((any::<u32>(), 1usize..64, any::<u32>()), 0..60),
        near: bool,
    ) {
        let (mut receiver, mut sender) = (InputReceiver::default(), InputSender::default());
        let mut applied = 0;
        for (number, many, seen) in numbers {
            let limit = if near { 300 } else { u32::MAX };
            let mut out = Vec::new();
            let events = vec![key(1, true); many];
            Input::write(EventNumber(number % limit), &events, &mut out);
            let Ok(Datagram::Input(input)) = Datagram::parse(&out) else { panic!() };
            receiver.datagram(&input, |_| applied += 1);
            let _ = sender.push(key(2, true));
            sender.datagram(Micros(u64::from(seen)), &mut out);
            sender.on_seen(InputSeen { next: EventNumber(seen % limit) }, Micros(0));
            prop_assert!(sender.waiting() <= WINDOW);
        }
        prop_assert_eq!(receiver.stats().applied, applied);
        prop_assert_eq!(receiver.acknowledge().map_or(0, |seen| u64::from(seen.next.0)), applied);
    }
}
