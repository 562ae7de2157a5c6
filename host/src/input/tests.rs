//! What is held on the desktop, behind the input plane of lumen/1 and a network that loses,
//! repeats and reorders: what the user holds once all has arrived, nothing once the client is gone.

use std::collections::BTreeSet;

use lumen_core::gamestream::input::{InputEvent as Message, Key, Modifiers, MouseButton};
use lumen_core::native::datagram::Datagram;
use lumen_core::native::input::{InputReceiver, InputSender};
use lumen_core::sim::Random;
use lumen_core::sim::net::{Loss, Net, NetConfig};
use lumen_core::units::{Micros, Span};

use super::keymap::key_for_vk;
use super::record::{Recorder, Recording};
use super::{Button, Inject, InputEvent};

/// Keys A to F, by their codes on the wire.
const KEYS: std::ops::Range<u64> = 0x41..0x47;

/// What is down, by the events so far.
fn held(events: &[InputEvent]) -> BTreeSet<String> {
    let mut held = BTreeSet::new();
    for event in events {
        let (name, down) = match *event {
            InputEvent::Key { code, down } => (format!("{code:?}"), down),
            InputEvent::Button { button, down } => (format!("{button:?}"), down),
            other => panic!("{other:?}"),
        };
        if down {
            held.insert(name)
        } else {
            held.remove(&name)
        };
    }
    held
}

/// The message and its meaning on the desktop.
fn random_event(random: &mut Random) -> (Message, InputEvent) {
    let down = random.chance(500_000);
    if random.chance(200_000) {
        let button = MouseButton::Left;
        let event = InputEvent::Button { button: Button::Left, down };
        return (Message::MouseButton { button, down }, event);
    }
    let code = (KEYS.start + random.below(KEYS.end - KEYS.start)) as u8;
    let key = Key { code, down, modifiers: Modifiers::default(), positional: true };
    (Message::Key(key), InputEvent::Key { code: key_for_vk(code).unwrap(), down })
}

fn on_desktop(message: Message) -> InputEvent {
    match message {
        Message::Key(Key { code, down, .. }) => {
            InputEvent::Key { code: key_for_vk(code).unwrap(), down }
        }
        Message::MouseButton { down, .. } => InputEvent::Button { button: Button::Left, down },
        other => panic!("{other:?}"),
    }
}

struct Session {
    sender: InputSender,
    receiver: InputReceiver,
    desktop: Recorder,
    recording: Recording,
    there: Net,
    back: Net,
    now: Micros,
}

impl Session {
    fn new(random: &mut Random) -> Session {
        let network = NetConfig {
            loss: Loss::Random(random.below(500_000) as u32),
            jitter: Span::from_millis(3),
            reordered: random.below(200_000) as u32,
            held: Span::from_millis(25),
            duplicated: random.below(200_000) as u32,
            ..NetConfig::clean(Span::from_millis(4))
        };
        let mut net = || Net::new(network, Random::new(random.bits()));
        let (there, back) = (net(), net());
        let (desktop, recording) = Recorder::new();
        let (sender, receiver) = (InputSender::default(), InputReceiver::default());
        Session { sender, receiver, desktop, recording, there, back, now: Micros(0) }
    }

    /// One millisecond of both ends.
    fn step(&mut self) {
        let mut bytes = Vec::new();
        while self.sender.datagram(self.now, &mut bytes) {
            self.there.send(self.now, &bytes);
            bytes.clear();
        }
        while self.there.receive(self.now, &mut bytes).is_some() {
            let Ok(Datagram::Input(input)) = Datagram::parse(&bytes) else { panic!() };
            let desktop = &mut self.desktop;
            self.receiver.datagram(&input, |event| desktop.inject(on_desktop(event)).unwrap());
        }
        if let Some(seen) = self.receiver.acknowledge() {
            bytes.clear();
            Datagram::InputSeen(seen).write(&mut bytes);
            self.back.send(self.now, &bytes);
        }
        while self.back.receive(self.now, &mut bytes).is_some() {
            let Ok(Datagram::InputSeen(seen)) = Datagram::parse(&bytes) else { panic!() };
            self.sender.on_seen(seen, self.now);
        }
        self.now = self.now + Span::from_millis(1);
    }
}

#[test]
fn no_key_or_button_sticks_whatever_the_network_does() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let mut session = Session::new(&mut random);
        let mut user = Vec::new();
        for _ in 0..random.below(80) {
            let (message, event) = random_event(&mut random);
            session.sender.push(message).unwrap();
            user.push(event);
            (0..random.below(12)).for_each(|_| session.step());
        }
        // Half of the clients vanish in the middle, the others stay until all has arrived.
        let stays = seed % 2 == 0;
        while stays && session.sender.waiting() > 0 {
            session.step();
            assert!(session.now < Micros(100_000_000), "seed {seed}: never arrives");
        }
        let recording = session.recording.clone();
        if stays {
            assert_eq!(held(&recording.events()), held(&user), "seed {seed}");
        }
        drop(session);
        assert_eq!(held(&recording.events()), BTreeSet::new(), "seed {seed}");
    }
}
