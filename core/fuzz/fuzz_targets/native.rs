//! Messages, datagrams, sessions and clock probes of `lumen/1`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::clock::{Exchange, PeerClock};
use lumen_core::native::datagram::{Answer, Datagram};
use lumen_core::native::message::Message;
use lumen_core::native::message::end::{Busy, Bye, Reason};
use lumen_core::native::message::hello::{Hello, Welcome};
use lumen_core::native::message::running::Reconfigured;
use lumen_core::gamestream::pairing::Fingerprint;
use lumen_core::native::pairing::message::PairMessage;
use lumen_core::native::pairing::{Binding, ClientPairing, HostPairing, Pin};
use lumen_core::native::path::PathCheck;
use lumen_core::native::session::{Client, Host};
use lumen_core::native::tlv::{HEADER_LEN, MAX_BODY, Reader};
use lumen_core::units::{FrameId, Micros, Span};

/// What the message becomes after it was written.
fn again(message: &Message, grease: u16) -> Option<Message> {
    let mut bytes = Vec::new();
    message.write(grease, &mut bytes);
    assert!(bytes.len() <= HEADER_LEN + MAX_BODY);
    let mut reader = Reader::default();
    let raw = reader.read(&mut bytes.as_slice()).expect("ours is short enough");
    Message::parse(raw.expect("ours is whole")).expect("ours is valid")
}

/// A stream that comes in pieces, whose size the first byte chooses.
fn messages(bytes: &[u8]) {
    let Some((&size, stream)) = bytes.split_first() else { return };
    let mut reader = Reader::default();
    for mut piece in stream.chunks(usize::from(size).max(1)) {
        loop {
            match reader.read(&mut piece) {
                Ok(None) => break,
                Ok(Some(raw)) => {
                    if let Ok(Some(message)) = PairMessage::parse(raw) {
                        pairing(&message, u16::from(size) * 257);
                    }
                    if let Ok(Some(message)) = Message::parse(raw) {
                        assert_eq!(again(&message, u16::from(size) * 257), Some(message));
                    }
                }
                Err(_) => return,
            }
        }
    }
}

/// A message of a pairing: it is the same after it was written, and neither end falls over it.
fn pairing(message: &PairMessage, grease: u16) {
    let mut bytes = Vec::new();
    message.write(grease, &mut bytes);
    let mut reader = Reader::default();
    let raw = reader.read(&mut bytes.as_slice()).expect("ours is short enough");
    let again = PairMessage::parse(raw.expect("ours is whole"));
    assert_eq!(again, Ok(Some(message.clone())));
    let pin = Pin::from_random([0; 8]);
    let ends = Fingerprint([0; 32]);
    let binding = Binding { client: ends, host: ends, connection: [0; 32] };
    let (share, proof) = match message {
        PairMessage::Pair(pair) => (pair.share, None),
        PairMessage::Share(share) => (*share, None),
        PairMessage::Confirm(proof) | PairMessage::Paired(proof) => {
            (ClientPairing::start(&pin, binding).1, Some(*proof))
        }
        PairMessage::Bye(_) => return,
    };
    if let (Ok((host, _)), Some(proof)) = (HostPairing::on_share(&pin, binding, share), proof) {
        assert!(host.on_proof(proof).is_err(), "a proof out of nothing");
    }
    let _ = ClientPairing::start(&pin, binding).0.on_share(share);
}

fn datagram(bytes: &[u8]) {
    let Ok(datagram) = Datagram::parse(bytes) else { return };
    let mut written = Vec::new();
    datagram.write(&mut written);
    assert_eq!(Datagram::parse(&written), Ok(datagram));
    match datagram {
        Datagram::Input(input) => input.events().for_each(drop),
        Datagram::Answer(answer) => exchange(answer),
        Datagram::PathEcho(token) => {
            let mut path = PathCheck::new(0);
            assert_eq!(path.on_echo(token, 1), None, "nobody asked");
            path.on_remote(Micros(0), 1, || token);
            assert_eq!(path.on_echo(token, 1), Some(1));
        }
        _ => {}
    }
}

/// Answers that may be lies, to probes of many times.
fn exchange(answer: Answer) {
    let Answer { sent, received, answered } = answer;
    let mut clock = PeerClock::default();
    for trip in (0..64).map(|bit| Span(1 << bit)) {
        let arrived = sent + trip;
        if clock.on_exchange(&Exchange { sent, received, answered, arrived }).is_ok() {
            clock.offset(arrived).expect("one was taken");
            clock.offset(Micros(u64::MAX)).expect("one was taken");
        }
    }
    clock.drift();
}

/// Both ends of a session, and what the fuzzer has them say.
struct Ends {
    host: Host,
    client: Client,
    now: Micros,
}

impl Ends {
    /// A client that says the fuzzer's hello, if the stream begins with one.
    fn new(hello: Hello) -> Ends {
        let now = Micros(0);
        let (client, message) = Client::new(hello, now);
        let mut host = Host::new(now);
        host.on_message(message, now).expect("the first thing to say");
        Ends { host, client, now }
    }

    fn step(&mut self, choice: u8, message: &Message) {
        self.now = self.now + Span::from_millis(u64::from(choice) * 20);
        match (choice % 12, message) {
            (0, Message::Welcome(welcome)) => self.welcome(welcome),
            (1, _) => {
                if let Ok(start) = self.client.start() {
                    let _ = self.host.on_message(start, self.now);
                }
            }
            (2, _) => {
                self.host.on_disconnect(self.now);
                self.client.on_disconnect(self.now);
            }
            (3, Message::Welcome(welcome)) => self.resume(welcome),
            (4, Message::Reconfigured(change)) => self.change(*change),
            (5, _) => drop((self.host.on_time(self.now), self.client.on_time(self.now))),
            (6, _) => drop(self.host.bye(Bye::from(Reason::Internal))),
            (7, _) => drop(self.host.busy(Busy { retry: None })),
            (_, message) => self.receive(message),
        }
        assert!(self.host.deadline().is_none() || !matches!(self.host, Host::Running { .. }));
    }

    fn welcome(&mut self, welcome: &Welcome) {
        if let Ok(message) = self.host.welcome(welcome.clone(), self.now) {
            // What a host may send, its client takes, if it still waits for it.
            let waits = matches!(self.client, Client::Greeting { .. });
            let taken = self.client.on_message(message);
            assert!(!waits || taken.is_ok() || resumes(&self.client), "{taken:?}");
        }
    }

    fn resume(&mut self, welcome: &Welcome) {
        if let Ok(Message::Hello(hello)) = self.client.resume(self.now) {
            if let Ok(message) = self.host.resume(&hello, welcome.clone(), self.now) {
                self.client.on_message(message).expect("the same session");
            }
        }
    }

    fn change(&mut self, change: Reconfigured) {
        let change = Reconfigured { first: FrameId(0), ..change };
        if let Ok(message) = self.host.reconfigured(change) {
            let _ = self.client.on_message(message);
            assert_eq!(self.host.plan(), Some(&change.plan));
        }
    }

    /// The same from a peer that keeps no rules.
    fn receive(&mut self, message: &Message) {
        if self.host.on_message(message.clone(), self.now).is_err() {
            assert!(matches!(self.host, Host::Left(_)));
        }
        if self.client.on_message(message.clone()).is_err() {
            assert!(matches!(self.client, Client::Left(_)));
        }
    }
}

/// A client that said it comes back, though it never was there, refuses another session.
fn resumes(client: &Client) -> bool {
    matches!(client, Client::Left(Reason::NoSession))
}

/// The first message has to be Hello; the others come each with a choice.
fn session(bytes: &[u8]) {
    let mut reader = Reader::default();
    let mut ends = None;
    let mut rest = bytes;
    while let Some((&choice, mut stream)) = rest.split_first() {
        let Ok(Some(raw)) = reader.read(&mut stream) else { return };
        rest = stream;
        match (Message::parse(raw), &mut ends) {
            (Ok(Some(Message::Hello(hello))), None) => ends = Some(Ends::new(*hello)),
            (Ok(Some(message)), Some(ends)) => ends.step(choice, &message),
            _ => return,
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    messages(bytes);
    datagram(bytes);
    session(bytes);
});
