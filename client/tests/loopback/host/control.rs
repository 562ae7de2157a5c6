//! The control stream of the host.

use std::net::UdpSocket;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use lumen_core::gamestream::Role;
use lumen_core::gamestream::control::{ClientMessage, ControlSeal, HostMessage, MAX_PACKET};
use lumen_transport::control::enet::{Enet, EnetEvent, Peer};

use super::{CONNECT_DATA, Stage, State, lock};

/// What a test tells the control thread to do.
pub enum Command {
    /// Send this.
    Say(HostMessage),
    /// Send what is no control message.
    Babble,
    /// Close the connection without a word.
    Close,
    /// Stop answering.
    Freeze,
}

const TURN: Duration = Duration::from_millis(2);

pub fn serve(state: &State, socket: UdpSocket, inbox: &Receiver<Command>) {
    let mut enet = Enet::new(socket, 4).unwrap();
    let mut link = None;
    let mut frozen = state.is_silent_at(Stage::Control);
    while !state.stopped() {
        while !frozen && let Some(event) = enet.service() {
            take(state, event, &mut link);
        }
        // The client knows of the connection first: commands wait for the host to know, too.
        let Some((peer, seal)) = &mut link else {
            thread::sleep(TURN);
            continue;
        };
        match inbox.recv_timeout(TURN) {
            Ok(Command::Freeze) => frozen = true,
            Ok(command) => obey(&mut enet, *peer, seal, &command),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
    }
}

fn take(state: &State, event: EnetEvent, link: &mut Option<(Peer, ControlSeal)>) {
    match event {
        EnetEvent::Connected { peer, data } => {
            assert_eq!(data, CONNECT_DATA);
            let session = lock(&state.session);
            let key = &session.as_ref().expect("control comes after a launch").key;
            *link = Some((peer, ControlSeal::new(key, Role::Host)));
        }
        EnetEvent::Disconnected { .. } => state.gone.store(true, Ordering::Relaxed),
        EnetEvent::Message { bytes, .. } => {
            let (_, seal) = link.as_mut().unwrap();
            let mut packet = bytes.data().to_vec();
            let message = ClientMessage::parse(seal.open(&mut packet).unwrap()).unwrap();
            let mut received = lock(&state.received);
            // The first one starts the stream, which begins with a key frame anyway.
            if message == ClientMessage::RequestIdr && received.contains(&message) {
                state.key_wanted.store(true, Ordering::Relaxed);
            }
            received.push(message);
        }
    }
}

fn obey(enet: &mut Enet, peer: Peer, seal: &mut ControlSeal, command: &Command) {
    match command {
        Command::Say(message) => {
            let (mut plain, mut packet) = (Vec::new(), [0; MAX_PACKET]);
            message.write(&mut plain);
            assert!(enet.send(peer, 0, seal.seal(&plain, &mut packet).unwrap()));
        }
        Command::Babble => {
            for length in [0, 1, 40, MAX_PACKET + 1] {
                assert!(enet.send(peer, 0, &vec![7; length]));
            }
        }
        Command::Close => enet.disconnect(peer),
        Command::Freeze => {}
    }
}
