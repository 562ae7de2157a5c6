//! Connections that are lost and made again, time, the end, input, and forged messages.

use super::pipe::Pipe;
use super::script::Script;
use super::{ARRIVALS, Play, is_client_over, is_host_over, unless_refused};
use crate::native::message::Message;
use crate::native::message::end::{Bye, Reason};
use crate::units::Span;

impl Play<'_> {
    pub(super) fn client_loses(&mut self) {
        if self.client_on.take().is_some() {
            self.client.on_disconnect(self.now);
        }
    }

    pub(super) fn host_loses(&mut self) {
        if self.host_on.take().is_some() {
            self.host.on_disconnect(self.now);
        }
    }

    /// The client has a connection again, which the host hears of later.
    pub(super) fn resume(&mut self) {
        if self.client_on.is_some() || self.arrivals.len() >= ARRIVALS {
            return;
        }
        let now = self.now;
        let message = unless_refused(&mut self.client, |client| client.resume(now));
        if let Some(Message::Hello(hello)) = message {
            let number = self.connections;
            self.connections += 1;
            self.pipes.push(Pipe::new(number));
            self.arrivals.push_back((number, hello));
            self.client_on = Some(number);
        }
    }

    /// The host hears of one of the client's connections.
    pub(super) fn arrive(&mut self, script: &mut Script<'_>) {
        let index = usize::from(script.number()) % self.arrivals.len().max(1);
        let Some((number, hello)) = self.arrivals.remove(index) else { return };
        let welcome = self.samples.welcome(script);
        let before = self.host.clone();
        let answer = match self.host.resume(&hello, welcome, self.now) {
            Ok(message) => {
                self.host_says(Some(Message::Bye(Bye::from(Reason::Replaced))));
                self.host_on = Some(number);
                self.tally.resumed += 1;
                message
            }
            Err(error) => {
                assert_eq!(self.host, before, "{error} changed something");
                Message::Bye(error.bye())
            }
        };
        if let Some(pipe) = self.pipe(Some(number)) {
            pipe.to_client.push_back(answer);
        }
    }

    pub(super) fn wait(&mut self, script: &mut Script<'_>) {
        self.now = self.now + Span::from_millis(u64::from(script.number()) * 20);
        let message = self.host.on_time(self.now);
        self.host_says(message);
        let message = self.client.on_time(self.now);
        self.client_says(message);
        for deadline in [self.host.deadline(), self.client.deadline()].into_iter().flatten() {
            assert!(deadline > self.now, "time that is over is not noticed");
        }
    }

    pub(super) fn end(&mut self, script: &mut Script<'_>) {
        let number = script.number();
        let bye = Bye::from(Reason::from_wire((number / 2).into()));
        if number.is_multiple_of(2) {
            let over = is_host_over(&self.host);
            let message = self.host.bye(bye);
            assert!(!over || message.is_none(), "a host says Bye twice");
            self.host_says(message);
        } else {
            let over = is_client_over(&self.client);
            let message = self.client.bye(bye);
            assert!(!over || message.is_none(), "a client says Bye twice");
            self.client_says(message);
        }
    }

    pub(super) fn input(&mut self, script: &mut Script<'_>) {
        let (number, now) = (script.number(), self.now);
        if number.is_multiple_of(2) {
            self.client_pipe().into_iter().for_each(|pipe| pipe.send_input(now));
        } else {
            let taken = self.host_pipe().map_or(0, |pipe| pipe.take_input(number / 2));
            self.tally.inputs += taken;
        }
    }

    pub(super) fn seen(&mut self, script: &mut Script<'_>) {
        let (number, now) = (script.number(), self.now);
        self.client_pipe().into_iter().for_each(|pipe| pipe.take_seen(number, now));
    }

    pub(super) fn forge_to_host(&mut self, script: &mut Script<'_>) {
        let message = self.samples.forge(script);
        if let (Some(message), Some(pipe)) = (message, self.host_pipe()) {
            pipe.forged = true;
            self.forged = true;
            self.host_takes(message);
        }
    }

    pub(super) fn forge_to_client(&mut self, script: &mut Script<'_>) {
        let message = self.samples.forge(script);
        if let (Some(message), Some(pipe)) = (message, self.client_pipe()) {
            pipe.forged = true;
            self.forged = true;
            self.client_takes(message);
        }
    }
}
