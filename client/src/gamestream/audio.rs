//! The audio socket: pings for the host, and its sound for the player.
//!
//! Its pings begin right after SETUP, before the rest of the handshake: some hosts wait for them.
//! Source: docs/wire-gamestream.md "Audio stream".

use std::net::UdpSocket;
use std::sync::Arc;

use lumen_core::gamestream::audio::AudioReceiver;
use lumen_core::units::{Micros, Span};
use lumen_transport::recv::{Gro, Receive};
use lumen_transport::{TransportError, clock};

use super::ping::Pinger;
use crate::audio::Player;
use crate::state::Shared;

/// Longest time until the end of a session is noticed.
const LOOK_UP: Span = Span::from_millis(100);

/// What the audio thread works with.
pub(crate) struct Audio {
    pub socket: Arc<UdpSocket>,
    pub pinger: Pinger,
    pub receiver: AudioReceiver,
    pub player: Player,
}

impl Audio {
    /// The loop of the audio thread. Returns when the session is over.
    ///
    /// # Errors
    /// `Receive` when the socket is unusable.
    pub fn run(self, shared: &Shared) -> Result<(), TransportError> {
        let Audio { socket, mut pinger, mut receiver, player } = self;
        let mut receive = Gro::new(socket);
        let mut player = Some(player);
        let mut next = clock::now();
        while !shared.is_over() {
            let now = clock::now();
            let until = pinger.keep_up(now).min(now + LOOK_UP).min(next);
            if let Some(mut batch) = receive.recv(until, Span(0))?
                && batch.from == pinger.peer()
            {
                for datagram in batch.datagrams() {
                    shared.counters.audio_datagrams.add(1);
                    take(&mut receiver, player.as_mut(), datagram);
                }
            }
            next = play(&mut player, clock::now(), shared);
        }
        Ok(())
    }
}

fn take(receiver: &mut AudioReceiver, player: Option<&mut Player>, datagram: &[u8]) {
    let Some(player) = player else { return };
    let taken = receiver.datagram(datagram, |unit| {
        player.packet(unit.sequence, unit.repaired, unit.opus);
    });
    if let Err(error) = taken {
        tracing::trace!(%error, "audio datagram dropped");
    }
}

/// Plays until the output is full; returns when it has room again. An output that fails is given
/// up, and the pings go on.
fn play(player: &mut Option<Player>, now: Micros, shared: &Shared) -> Micros {
    let Some(playing) = player else { return now + LOOK_UP };
    let next = playing.play(now);
    shared.counters.set_sound(playing.stats());
    next.unwrap_or_else(|error| {
        tracing::warn!(%error, "the stream goes on without sound");
        *player = None;
        now + LOOK_UP
    })
}
