//! The control stream: our input and wishes to the host, its rumble and its good-bye to us.
//!
//! One thread owns the ENet connection. Others reach it by a bounded channel of input events and
//! by two flags, and wake it from its poll. Every message is sealed and reliable; the channels
//! keep a lost key press from holding up the mouse. Source: moonlight-common-c,
//! `ControlStream.c`; docs/wire-gamestream.md "Control stream".

use std::io;
use std::net::SocketAddr;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use lumen_core::gamestream::control::{
    ClientMessage, ControlSeal, HostMessage, MAX_PACKET, Termination,
};
use lumen_core::gamestream::input::InputEvent;
use lumen_core::gamestream::{Role, SessionKey};
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;
use lumen_transport::control::enet::{Enet, EnetEvent, Peer, SERVICE_INTERVAL};
use lumen_transport::socket::Purpose;
use rustix::event::{EventfdFlags, PollFd, PollFlags, eventfd, poll};

use crate::error::Phase;
use crate::state::{End, Shared};
use crate::{ClientError, Timeouts};

/// Source: docs/wire-gamestream.md "Liveness".
const PING_EVERY: Span = Span::from_millis(100);

/// Every ping is acknowledged at once: after this time without a datagram nobody is there.
const ENET_SILENCE: Span = Span::from_secs(1);

/// Input events that may wait: a mouse of 1000 Hz for a quarter of a second.
const QUEUE: usize = 256;

/// Messages of the host that may wait for the embedding program; further ones are dropped.
const FEEDBACK: usize = 64;

/// Channels by content. Source: docs/wire-gamestream.md "Channels and reliability".
mod channel {
    pub const GENERIC: u8 = 0x00;
    pub const URGENT: u8 = 0x01;
    pub const KEYBOARD: u8 = 0x02;
    pub const MOUSE: u8 = 0x03;
    pub const PEN: u8 = 0x04;
    pub const TOUCH: u8 = 0x05;
    pub const TEXT: u8 = 0x06;
    pub const GAMEPAD: u8 = 0x10;
    pub const MOTION: u8 = 0x20;
}

fn channel_of(event: &InputEvent) -> u8 {
    match event {
        InputEvent::Key(_) => channel::KEYBOARD,
        InputEvent::Text(_) => channel::TEXT,
        InputEvent::MouseMove { .. }
        | InputEvent::MousePosition(_)
        | InputEvent::MouseButton { .. }
        | InputEvent::Scroll(_)
        | InputEvent::ScrollHorizontal(_) => channel::MOUSE,
        InputEvent::Haptics(_) => channel::GENERIC,
        InputEvent::Gamepad(state) => channel::GAMEPAD + state.gamepad.get(),
        InputEvent::GamepadArrival(arrival) => channel::GAMEPAD + arrival.gamepad.get(),
        InputEvent::GamepadTouch(touch) => channel::GAMEPAD + touch.gamepad.get(),
        InputEvent::GamepadBattery(battery) => channel::GAMEPAD + battery.gamepad.get(),
        InputEvent::GamepadMotion(motion) => channel::MOTION + motion.gamepad.get(),
        InputEvent::Touch(_) => channel::TOUCH,
        InputEvent::Pen(_) => channel::PEN,
    }
}

/// Reaches the control thread from any other. Cheap to clone.
#[derive(Clone)]
pub(crate) struct ControlHandle {
    events: SyncSender<InputEvent>,
    signals: Arc<Signals>,
}

struct Signals {
    /// A key frame is wanted. Several wishes at once are one.
    key_frame: AtomicBool,
    /// Readable while the thread has something to look at.
    wake: OwnedFd,
}

impl ControlHandle {
    /// Queues an event. Never waits.
    ///
    /// # Errors
    /// `InputFull`; the event is dropped.
    pub fn send_input(&self, event: InputEvent) -> Result<(), ClientError> {
        match self.events.try_send(event) {
            Ok(()) => {
                self.wake();
                Ok(())
            }
            Err(TrySendError::Full(_)) => Err(ClientError::InputFull),
            Err(TrySendError::Disconnected(_)) => Err(ClientError::Ended(End::Closed)),
        }
    }

    /// Asks the host for a key frame.
    pub fn request_key_frame(&self) {
        self.signals.key_frame.store(true, Ordering::Release);
        self.wake();
    }

    /// Makes the thread look around: for events, wishes, the end of the session.
    pub fn wake(&self) {
        // The counter can only be full when the thread is about to wake anyway.
        let _ = rustix::io::write(&self.signals.wake, &1u64.to_ne_bytes());
    }
}

/// What the control stream needs to begin.
pub(crate) struct ControlPlan<'a> {
    pub to: SocketAddr,
    pub connect_data: u32,
    pub key: &'a SessionKey,
    pub timeouts: &'a Timeouts,
}

/// A connected control stream that waits for its thread.
pub(crate) struct Control {
    enet: Enet,
    peer: Peer,
    seal: ControlSeal,
    events: Receiver<InputEvent>,
    signals: Arc<Signals>,
    feedback: SyncSender<HostMessage>,
    silence: Span,
    goodbye: Span,
    /// When a datagram came last.
    heard: Micros,
    /// Written message, reused.
    message: Vec<u8>,
}

impl Control {
    /// Connects and tells the host to start.
    ///
    /// # Errors
    /// `TimedOut` when the host does not answer, `Start` without descriptors, `Transport`.
    pub fn connect(
        plan: &ControlPlan<'_>,
    ) -> Result<(Control, ControlHandle, Receiver<HostMessage>), ClientError> {
        let mut enet = Enet::new(super::bind("control", plan.to, Purpose::Control)?, 1)?;
        let peer = wait_for_connection(&mut enet, plan)?;
        let wake = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK);
        let fail = |error: rustix::io::Errno| ClientError::Start {
            what: "event descriptor",
            source: error.into(),
        };
        let signals =
            Arc::new(Signals { key_frame: AtomicBool::new(false), wake: wake.map_err(fail)? });
        let (events_in, events) = sync_channel(QUEUE);
        let (feedback, feedback_out) = sync_channel(FEEDBACK);
        let handle = ControlHandle { events: events_in, signals: Arc::clone(&signals) };
        let mut control = Control {
            enet,
            peer,
            seal: ControlSeal::new(plan.key, Role::Client),
            events,
            signals,
            feedback,
            silence: plan.timeouts.silence,
            goodbye: plan.timeouts.goodbye,
            heard: clock::now(),
            message: Vec::with_capacity(MAX_PACKET),
        };
        control.start();
        Ok((control, handle, feedback_out))
    }

    /// The first messages, in the order that hosts know. Source: docs/wire-gamestream.md
    /// "Message types".
    fn start(&mut self) {
        self.send(channel::GENERIC, &ClientMessage::RequestIdr);
        self.send(channel::GENERIC, &ClientMessage::StartB);
        self.send(channel::GENERIC, &ClientMessage::Ping);
        self.send(channel::GENERIC, &ClientMessage::Input(InputEvent::Haptics(true)));
    }

    /// The loop of the control thread. Returns when the session is over.
    pub fn run(mut self, shared: &Shared) {
        let mut next_ping = clock::now() + PING_EVERY;
        while !shared.is_over() {
            let now = clock::now();
            if now >= next_ping {
                self.send(channel::GENERIC, &ClientMessage::Ping);
                let round_trip = self.enet.round_trip(self.peer);
                round_trip.into_iter().for_each(|time| shared.counters.set_round_trip(time));
                next_ping = now + PING_EVERY;
            }
            self.send_what_waits(shared);
            self.take_events(shared);
            match self.wait(next_ping.min(now + SERVICE_INTERVAL)) {
                Ok(true) => self.heard = clock::now(),
                Ok(false) if clock::now().since(self.heard) >= self.silence => {
                    shared.end(End::Vanished);
                }
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(%error, "control stream");
                    return;
                }
            }
        }
        // Released keys above all: the host must not be left with them down.
        self.send_what_waits(shared);
        self.say_goodbye(shared.reason());
    }

    fn send_what_waits(&mut self, shared: &Shared) {
        if self.signals.key_frame.swap(false, Ordering::AcqRel) {
            shared.counters.key_requests.add(1);
            self.send(channel::URGENT, &ClientMessage::RequestIdr);
        }
        while let Ok(event) = self.events.try_recv() {
            self.send(channel_of(&event), &ClientMessage::Input(event));
        }
    }

    fn send(&mut self, channel: u8, message: &ClientMessage) {
        message.write(&mut self.message);
        let mut packet = [0; MAX_PACKET];
        match self.seal.seal(&self.message, &mut packet) {
            Ok(sealed) => {
                // A host may have fewer channels. If the connection is gone, its event follows.
                let _ = self.enet.send(self.peer, channel, sealed)
                    || self.enet.send(self.peer, channel::GENERIC, sealed);
            }
            Err(error) => tracing::error!(%error, "control message not sent"),
        }
    }

    fn take_events(&mut self, shared: &Shared) {
        while let Some(event) = self.enet.service() {
            match event {
                EnetEvent::Message { bytes, .. } => self.take_message(bytes.data(), shared),
                EnetEvent::Disconnected { .. } => shared.end(self.end_of_connection()),
                EnetEvent::Connected { .. } => {}
            }
        }
    }

    /// ENet tells a good-bye and a time-out alike, but a good-bye is a datagram.
    fn end_of_connection(&self) -> End {
        match clock::now().since(self.heard) < ENET_SILENCE {
            true => End::Closed,
            false => End::Vanished,
        }
    }

    fn take_message(&mut self, packet: &[u8], shared: &Shared) {
        let mut copy = [0; MAX_PACKET];
        let Some(copy) = copy.get_mut(..packet.len()) else {
            shared.counters.refused_control.add(1);
            return;
        };
        copy.copy_from_slice(packet);
        match self.seal.open(copy).and_then(HostMessage::parse) {
            Ok(HostMessage::Termination(termination)) => shared.end(end_of(termination, shared)),
            // A full channel means that nobody listens.
            Ok(message) => drop(self.feedback.try_send(message)),
            Err(error) => {
                tracing::debug!(%error, "control packet");
                shared.counters.refused_control.add(1);
            }
        }
    }

    /// Waits for the host or for a wake-up. True when the host was heard.
    fn wait(&self, until: Micros) -> io::Result<bool> {
        let mut fds = [
            PollFd::from_borrowed_fd(self.enet.as_fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.signals.wake.as_fd(), PollFlags::IN),
        ];
        match poll(&mut fds, Some(&clock::poll_timeout(until))) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [host, wake] = fds.map(|fd| !fd.revents().is_empty());
        if wake {
            let _ = rustix::io::read(&self.signals.wake, &mut [0; 8]);
        }
        Ok(host)
    }

    /// Leaves politely, unless the host is gone or has said good-bye first.
    fn say_goodbye(mut self, reason: Option<End>) {
        match reason {
            Some(End::Vanished | End::Closed) => return,
            Some(End::Graceful | End::BeforeVideo | End::Host(_)) => {
                return self.enet.disconnect(self.peer);
            }
            _ => self.enet.disconnect(self.peer),
        }
        let deadline = clock::now() + self.goodbye;
        loop {
            while let Some(event) = self.enet.service() {
                if matches!(event, EnetEvent::Disconnected { .. }) {
                    return;
                }
            }
            let now = clock::now();
            if now >= deadline || self.wait(deadline.min(now + SERVICE_INTERVAL)).is_err() {
                return;
            }
        }
    }
}

/// What a termination means. Source: docs/wire-gamestream.md "Host to client messages".
fn end_of(termination: Termination, shared: &Shared) -> End {
    match termination {
        Termination::GRACEFUL if shared.stats().reassembly.frames > 0 => End::Graceful,
        Termination::GRACEFUL => End::BeforeVideo,
        other => End::Host(other),
    }
}

fn wait_for_connection(enet: &mut Enet, plan: &ControlPlan<'_>) -> Result<Peer, ClientError> {
    let (phase, limit) = (Phase::Control, plan.timeouts.control);
    let deadline = clock::now() + limit;
    enet.connect(plan.to, plan.connect_data)?;
    loop {
        while let Some(event) = enet.service() {
            match event {
                EnetEvent::Connected { peer, .. } => return Ok(peer),
                EnetEvent::Disconnected { .. } => {
                    let (address, source) = (plan.to, io::ErrorKind::ConnectionRefused.into());
                    return Err(ClientError::Connect { phase, address, source });
                }
                EnetEvent::Message { .. } => {}
            }
        }
        let now = clock::now();
        if now >= deadline {
            return Err(ClientError::TimedOut { phase, limit });
        }
        let until = clock::poll_timeout(deadline.min(now + SERVICE_INTERVAL));
        let mut fds = [PollFd::from_borrowed_fd(enet.as_fd(), PollFlags::IN)];
        match poll(&mut fds, Some(&until)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(ClientError::Broken { phase, source: error.into() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::gamestream::input::{GamepadIndex, Key, Modifiers, Motion};

    use super::*;

    #[test]
    fn each_device_has_its_channel() {
        let key = Key { code: 0x41, down: true, modifiers: Modifiers(0), positional: true };
        assert_eq!(channel_of(&InputEvent::Key(key)), 0x02);
        assert_eq!(channel_of(&InputEvent::MouseMove { dx: 1, dy: 1 }), 0x03);
        let gamepad = GamepadIndex::new(15).unwrap();
        let motion = Motion {
            gamepad,
            sensor: lumen_core::gamestream::control::Sensor::Gyroscope,
            axes: [0.0; 3],
        };
        assert_eq!(channel_of(&InputEvent::GamepadMotion(motion)), 0x2f);
    }
}
