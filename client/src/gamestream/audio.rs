//! The audio socket: pings for the host, and sound that is counted but not yet played.
//!
//! Its pings begin right after SETUP, before the rest of the handshake: some hosts wait for them.
//! Source: docs/wire-gamestream.md "Audio stream".

use std::net::UdpSocket;
use std::sync::Arc;

use lumen_core::units::Span;
use lumen_transport::recv::{Gro, Receive};
use lumen_transport::{TransportError, clock};

use super::ping::Pinger;
use crate::state::Shared;

/// Longest time until the end of a session is noticed.
const LOOK_UP: Span = Span::from_millis(100);

/// The loop of the audio thread. Returns when the session is over.
///
/// # Errors
/// `Receive` when the socket is unusable.
pub(crate) fn run(
    socket: Arc<UdpSocket>,
    mut pinger: Pinger,
    shared: &Shared,
) -> Result<(), TransportError> {
    let mut receive = Gro::new(socket);
    while !shared.is_over() {
        let now = clock::now();
        let until = pinger.keep_up(now).min(now + LOOK_UP);
        if let Some(mut batch) = receive.recv(until, Span(0))?
            && batch.from == pinger.peer()
        {
            shared.counters.audio_datagrams.add(batch.datagrams().count() as u64);
        }
    }
    Ok(())
}
