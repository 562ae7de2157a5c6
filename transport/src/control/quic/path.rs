//! Keeps the address that media may go to, at the host's end of a connection.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use lumen_core::native::datagram::Datagram;
use lumen_core::native::path::{PathCheck, Token};
use tokio::sync::watch;

use super::random;
use crate::clock;

/// QUIC does not say that the peer was seen at a new address; it is asked this often.
const LOOK: Duration = Duration::from_millis(10);

/// The checked address of a connection's peer.
pub(super) struct MediaPath {
    check: Mutex<PathCheck<SocketAddr>>,
    settled: watch::Sender<SocketAddr>,
}

impl MediaPath {
    /// `settled` is the address with which the handshake was made.
    pub fn new(settled: SocketAddr) -> MediaPath {
        MediaPath {
            check: Mutex::new(PathCheck::new(settled)),
            settled: watch::Sender::new(settled),
        }
    }

    /// Who wants to know.
    pub fn watch(&self) -> watch::Receiver<SocketAddr> {
        self.settled.subscribe()
    }

    /// Takes an echo of the peer.
    pub fn on_echo(&self, token: Token, remote: SocketAddr) {
        let mut check = self.check.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(address) = check.on_echo(token, remote) {
            tracing::info!(%address, "the client moved; media follows");
            self.settled.send_replace(address);
        }
    }

    /// Sends a challenge if the peer of `connection` was seen at another address.
    fn look(&self, connection: &quinn::Connection) {
        let remote = connection.remote_address();
        let mut check = self.check.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(token) = check.on_remote(clock::now(), remote, random) {
            send(connection, Datagram::PathChallenge(token));
        }
    }

    /// Looks at `connection` until it ends.
    pub async fn run(&self, connection: &quinn::Connection) {
        let mut ticks = tokio::time::interval(LOOK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while connection.close_reason().is_none() {
            ticks.tick().await;
            self.look(connection);
        }
    }
}

/// Sends a datagram of ours; one that does not get away is repeated by whoever misses it.
pub(super) fn send(connection: &quinn::Connection, datagram: Datagram<'_>) {
    let mut bytes = Vec::with_capacity(10);
    datagram.write(&mut bytes);
    if let Err(error) = connection.send_datagram(Bytes::from(bytes)) {
        tracing::debug!(%error, "path datagram not sent");
    }
}
