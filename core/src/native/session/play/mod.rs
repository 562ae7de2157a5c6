//! Plays both ends of a session by a script of bytes, and checks after each step what must hold.
//!
//! The control stream keeps its order and loses nothing while its connection lives; what is under
//! way when an end loses the connection is gone. Each end notices that by itself, so a client may
//! be back before the host knows, over several connections whose order nobody knows. Input goes
//! beside, is lost, repeated and overtaken. A forged message comes from a peer that keeps no
//! rules: from then on ends may refuse each other.
//!
//! | always | between ends that keep the rules |
//! |---|---|
//! | who left or was left says nothing any more, and stays so | no message is refused, but for a Hello too late |
//! | a refusal of what an end itself wants changes nothing | once all is delivered, both run by the same plan |
//! | a wish is answered at most once | |
//! | plans are within what the client takes | |
//! | time that is over is noticed | |
//! | input is applied once, in order | |
//!
//! Feature `sim`; the property test beside it and the fuzzer `session` run it.

mod link;
mod pipe;
mod script;
#[cfg(test)]
mod tests;
mod verify;
mod wish;

use std::collections::VecDeque;

use self::pipe::Pipe;
pub use self::script::Samples;
use self::script::Script;
use self::verify::{is_client_over, is_host_over, unless_refused};
use super::{Client, ClientEvent, Host, HostEvent, TurnError};
use crate::native::message::Message;
use crate::native::message::end::Busy;
use crate::native::message::hello::Hello;
use crate::native::message::running::{Reconfigured, TileAsk};
use crate::native::message::value::Tile;
use crate::recovery::Ask;
use crate::units::Micros;

/// Messages one way that may be under way; then the sender waits.
const UNDER_WAY: usize = 32;

/// Connections of a client that may wait for the host to take them.
const ARRIVALS: usize = 2;

/// What came of a script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Streams that began.
    pub started: u32,
    /// Wishes that the client saw answered.
    pub answered: u32,
    /// Times that the client came back.
    pub resumed: u32,
    /// Messages that an end refused.
    pub refused: u32,
    /// Input events that arrived.
    pub inputs: u32,
}

/// Plays `script` to its end. Any bytes are a script.
///
/// # Panics
/// When something does not hold that must.
pub fn play(samples: &Samples, script: &[u8]) -> Tally {
    let mut play = Play::new(samples);
    let mut script = Script(script);
    while let Some(step) = script.byte() {
        let over = (is_host_over(&play.host), is_client_over(&play.client));
        play.step(step, &mut script);
        play.verify();
        assert!(!over.0 || is_host_over(&play.host), "a host that ended goes on: {:?}", play.host);
        assert!(!over.1 || is_client_over(&play.client), "so does a client: {:?}", play.client);
    }
    play.tally
}

struct Play<'a> {
    samples: &'a Samples,
    host: Host,
    client: Client,
    /// Connections that an end is on, or that wait for the host.
    pipes: Vec<Pipe>,
    /// The connection that each end takes for the session's.
    host_on: Option<u32>,
    client_on: Option<u32>,
    /// The client's first words over connections that it came back on.
    arrivals: VecDeque<(u32, Box<Hello>)>,
    connections: u32,
    requests: u16,
    now: Micros,
    /// Somebody was told what no honest end says.
    forged: bool,
    tally: Tally,
}

impl<'a> Play<'a> {
    fn new(samples: &'a Samples) -> Play<'a> {
        let now = Micros(0);
        let (client, hello) = Client::new(samples.hello.clone(), now);
        let mut pipe = Pipe::new(0);
        pipe.to_host.push_back(hello);
        Play {
            samples,
            host: Host::new(now),
            client,
            pipes: vec![pipe],
            host_on: Some(0),
            client_on: Some(0),
            arrivals: VecDeque::new(),
            connections: 1,
            requests: 0,
            now,
            forged: false,
            tally: Tally::default(),
        }
    }

    /// What is not an end's turn it must not do: such a step does nothing.
    fn step(&mut self, step: u8, script: &mut Script<'_>) {
        // What ends a session is rare, or scripts would soon be about nothing.
        match (step, step % 20) {
            (240..=247, _) => self.wait(script),
            (248..=249, _) => self.end(script),
            (250..=252, _) => self.forge_to_host(script),
            (253..=255, _) => self.forge_to_client(script),
            (_, 0..=2) => self.deliver_to_host(),
            (_, 3..=5) => self.deliver_to_client(),
            (_, 6) => self.welcome(script),
            (_, 7) => self.start(),
            (_, 8..=9) => self.wish(script),
            (_, 10) => self.answer(script),
            (_, 11) => self.answer_another(script),
            (_, 12) => self.change(script),
            (_, 13) => self.ask(),
            (_, 14) => self.client_loses(),
            (_, 15) => self.host_loses(),
            (_, 16) => self.resume(),
            (_, 17) => self.arrive(script),
            (_, 18) => self.input(script),
            _ => self.seen(script),
        }
        let (host_on, client_on, arrivals) = (self.host_on, self.client_on, &self.arrivals);
        self.pipes.retain(|pipe| {
            let number = pipe.number;
            let arrives = arrivals.iter().any(|(arriving, _)| *arriving == number);
            host_on == Some(number) || client_on == Some(number) || arrives
        });
    }

    fn pipe(&mut self, number: Option<u32>) -> Option<&mut Pipe> {
        self.pipes.iter_mut().find(|pipe| Some(pipe.number) == number)
    }

    fn host_pipe(&mut self) -> Option<&mut Pipe> {
        self.pipe(self.host_on)
    }

    fn client_pipe(&mut self) -> Option<&mut Pipe> {
        self.pipe(self.client_on)
    }

    /// What a host says where nobody listens is lost.
    fn host_says(&mut self, message: Option<Message>) {
        if let Some(pipe) = self.host_pipe() {
            pipe.to_client.extend(message);
        }
    }

    fn client_says(&mut self, message: Option<Message>) {
        if let Some(pipe) = self.client_pipe() {
            pipe.to_host.extend(message);
        }
    }

    fn deliver_to_host(&mut self) {
        let message = self.host_pipe().and_then(|pipe| pipe.to_host.pop_front());
        if let Some(message) = message {
            self.host_takes(message);
        }
    }

    fn host_takes(&mut self, message: Message) {
        let left = matches!(self.host, Host::Left(_));
        match self.host.on_message(message, self.now) {
            Ok(Some(HostEvent::Reconfigure(wish))) => {
                let owed = self.host_pipe().and_then(|pipe| pipe.owed.replace(wish.request));
                assert_eq!(owed, None, "two wishes at a time");
            }
            Ok(Some(HostEvent::Started)) => self.tally.started += 1,
            Ok(Some(_)) => {}
            Ok(None) => assert!(left, "a message is worth nothing to {:?}", self.host),
            Err(error) => {
                let kept = self.forged || error == TurnError::TooLate;
                assert!(kept, "the host refuses an honest client: {error}");
                assert!(matches!(self.host, Host::Left(_)), "{:?} after {error}", self.host);
                self.tally.refused += 1;
                self.host_says(Some(Message::Bye(error.bye())));
            }
        }
    }

    fn deliver_to_client(&mut self) {
        let message = self.client_pipe().and_then(|pipe| pipe.to_client.pop_front());
        if let Some(message) = message {
            self.client_takes(message);
        }
    }

    fn client_takes(&mut self, message: Message) {
        let left = matches!(self.client, Client::Left(_));
        match self.client.on_message(message) {
            Ok(Some(ClientEvent::Reconfigured(Reconfigured {
                request: Some(request), ..
            }))) => {
                let wished = self.client_pipe().and_then(|pipe| pipe.wished.take());
                assert_eq!(wished, Some(request), "an answer to what was not asked");
                self.tally.answered += 1;
            }
            Ok(Some(_)) => {}
            Ok(None) => assert!(left, "a message is worth nothing to {:?}", self.client),
            Err(error) => {
                assert!(self.forged, "the client refuses an honest host: {error}");
                assert!(matches!(self.client, Client::Left(_)), "{:?} after {error}", self.client);
                self.tally.refused += 1;
                self.client_says(Some(Message::Bye(error.bye())));
            }
        }
    }

    fn welcome(&mut self, script: &mut Script<'_>) {
        let now = self.now;
        let message = match script.number() {
            0 => unless_refused(&mut self.host, |host| host.busy(Busy { retry: None })),
            _ => {
                let welcome = self.samples.welcome(script);
                unless_refused(&mut self.host, |host| host.welcome(welcome, now))
            }
        };
        self.host_says(message);
    }

    fn start(&mut self) {
        let message = unless_refused(&mut self.client, Client::start);
        self.client_says(message);
    }

    fn ask(&mut self) {
        if self.client_pipe().is_none_or(|pipe| pipe.to_host.len() >= UNDER_WAY) {
            return;
        }
        let ask = TileAsk { tile: Tile::FIRST, ask: Ask::KeyFrame };
        let message = self.client.ask(ask).ok();
        self.client_says(message);
    }
}
