//! ENet over a UDP socket of ours: GameStream's control stream, both ends.
//!
//! Wraps `rusty_enet`, wire-compatible with the fork that Moonlight uses. Nothing here waits: the
//! owner polls the socket (`AsFd`) and calls [`Enet::service`] when it is readable, and at least
//! every [`SERVICE_INTERVAL`], since retransmissions and pings are due then.

use std::net::{SocketAddr, UdpSocket};
use std::os::fd::{AsFd, BorrowedFd};

use lumen_core::units::Span;
use rusty_enet::{
    EventNoRef, Host, HostSettings, MTU_MAX, Packet, PacketReceived, PeerID, Socket, SocketOptions,
};

use crate::{TransportError, clock};

/// Longest time between two calls of [`Enet::service`] on a live connection.
pub const SERVICE_INTERVAL: Span = Span::from_millis(50);

/// Channels of GameStream's control stream; moonlight-common-c, `Limelight-internal.h`.
pub const CHANNELS: usize = 48;

/// Largest message that is put together from fragments: control messages are under 1 KiB, and a
/// stranger may claim any size.
const MAX_MESSAGE: usize = 4096;

/// Unacknowledged data is given up after this time, as the client does.
const PEER_TIMEOUT_MS: u32 = 10_000;

/// One end of one or several ENet connections.
pub struct Enet {
    host: Host<Port>,
}

/// A peer, as long as it is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(PeerID);

/// Something happened on a connection.
#[derive(Debug)]
pub enum EnetEvent {
    /// A connection is up. `data` is what the connecting side sent along.
    Connected {
        /// The peer.
        peer: Peer,
        /// Connect data.
        data: u32,
    },
    /// A connection ended, by the peer's wish or by silence.
    Disconnected {
        /// The peer.
        peer: Peer,
    },
    /// A whole message arrived.
    Message {
        /// Who sent it.
        peer: Peer,
        /// Its bytes.
        bytes: Packet,
    },
}

impl Enet {
    /// An end on `socket` that holds at most `peers` connections, half-open ones included.
    ///
    /// # Errors
    /// [`TransportError::Option`] when the socket cannot be made non-blocking.
    pub fn new(socket: UdpSocket, peers: usize) -> Result<Enet, TransportError> {
        let settings = HostSettings {
            peer_limit: peers,
            channel_limit: CHANNELS,
            time: Box::new(|| Span(clock::now().0).into()),
            ..HostSettings::default()
        };
        let option = |error: rusty_enet::error::HostNewError<Port>| TransportError::Option {
            option: "O_NONBLOCK",
            source: std::io::Error::other(error.to_string()),
        };
        let mut host = Host::new(Port(socket), settings).map_err(option)?;
        // Both limits are within what ENet allows, so neither can be refused.
        let _ = host.set_maximum_packet_size(MAX_MESSAGE);
        let _ = host.set_maximum_waiting_data(16 * MAX_MESSAGE);
        Ok(Enet { host })
    }

    /// Begins to connect; [`EnetEvent::Connected`] follows.
    ///
    /// # Errors
    /// [`TransportError::Send`] when every peer slot is taken.
    pub fn connect(&mut self, to: SocketAddr, data: u32) -> Result<Peer, TransportError> {
        let busy = std::io::Error::from(std::io::ErrorKind::AddrInUse);
        let peer = self.host.connect(to, CHANNELS, data);
        peer.map(|peer| Peer(peer.id())).map_err(|_| TransportError::send(to, 0, busy))
    }

    /// Sends and receives what is due; returns the next event, `None` when nothing is left.
    pub fn service(&mut self) -> Option<EnetEvent> {
        let event = match self.host.service() {
            Ok(event) => event?.no_ref(),
            // `Port` reports no errors.
            Err(error) => {
                tracing::warn!(%error, "control socket");
                return None;
            }
        };
        Some(match event {
            EventNoRef::Connect { peer, data } => {
                self.host.peer_mut(peer).set_timeout(2, PEER_TIMEOUT_MS, PEER_TIMEOUT_MS);
                EnetEvent::Connected { peer: Peer(peer), data }
            }
            EventNoRef::Disconnect { peer, .. } => EnetEvent::Disconnected { peer: Peer(peer) },
            EventNoRef::Receive { peer, packet, .. } => {
                EnetEvent::Message { peer: Peer(peer), bytes: packet }
            }
        })
    }

    /// Queues a reliable message and sends it at once. False when the connection is gone.
    pub fn send(&mut self, peer: Peer, channel: u8, message: &[u8]) -> bool {
        let sent = self.host.peer_mut(peer.0).send(channel, &Packet::reliable(message)).is_ok();
        self.host.flush();
        sent
    }

    /// Smoothed time of a message to the peer and its acknowledgement, in whole milliseconds;
    /// `None` once it is gone.
    pub fn round_trip(&self, peer: Peer) -> Option<Span> {
        let peer = self.host.peer(peer.0);
        let time = peer.connected().then(|| peer.round_trip_time())?;
        Some(Span(time.as_micros() as u64))
    }

    /// Where `peer` is, while it is connected.
    pub fn address(&self, peer: Peer) -> Option<SocketAddr> {
        self.host.peer(peer.0).address()
    }

    /// Ends the connection once everything queued is acknowledged.
    pub fn disconnect(&mut self, peer: Peer) {
        self.host.peer_mut(peer.0).disconnect_later(0);
        self.host.flush();
    }

    /// Forgets the peer at once, without telling it.
    pub fn reset(&mut self, peer: Peer) {
        self.host.peer_mut(peer.0).reset();
    }
}

impl AsFd for Enet {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.host.socket().0.as_fd()
    }
}

/// A UDP socket whose errors are lost datagrams: an unreachable peer comes back as a refused
/// send, which ENet's own time-outs deal with.
struct Port(UdpSocket);

impl Socket for Port {
    type Address = SocketAddr;
    type Error = std::io::Error;

    fn init(&mut self, _: SocketOptions) -> Result<(), Self::Error> {
        self.0.set_nonblocking(true)
    }

    fn send(&mut self, to: SocketAddr, datagram: &[u8]) -> Result<usize, Self::Error> {
        Ok(self.0.send_to(datagram, to).unwrap_or(0))
    }

    fn receive(
        &mut self,
        buffer: &mut [u8; MTU_MAX],
    ) -> Result<Option<(SocketAddr, PacketReceived)>, Self::Error> {
        let received = self.0.recv_from(buffer).ok();
        Ok(received.map(|(len, from)| (from, PacketReceived::Complete(len))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(peers: usize) -> (Enet, SocketAddr) {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let address = socket.local_addr().unwrap();
        (Enet::new(socket, peers).unwrap(), address)
    }

    /// Services both ends until `found` accepts an event; it is told whose event it is.
    fn until<T>(ends: &mut [Enet; 2], mut found: impl FnMut(usize, EnetEvent) -> Option<T>) -> T {
        let deadline = clock::now() + Span::from_secs(10);
        loop {
            for (index, end) in ends.iter_mut().enumerate() {
                while let Some(event) = end.service() {
                    if let Some(found) = found(index, event) {
                        return found;
                    }
                }
            }
            assert!(clock::now() < deadline, "the event never came");
        }
    }

    #[test]
    fn messages_and_connect_data_arrive() {
        let ((mut client, _), (server, address)) = (end(1), end(4));
        let to_server = client.connect(address, 0x1234_abcd).unwrap();
        let mut ends = [client, server];
        let mut connected = [None; 2];
        until(&mut ends, |index, event| {
            if let EnetEvent::Connected { data, .. } = event {
                connected[index] = Some(data);
            }
            connected.iter().all(Option::is_some).then_some(())
        });
        assert_eq!(connected[1], Some(0x1234_abcd));
        assert!(ends[0].send(to_server, 3, b"mouse"));
        let bytes = until(&mut ends, |_, event| match event {
            EnetEvent::Message { bytes, .. } => Some(bytes.data().to_vec()),
            _ => None,
        });
        assert_eq!(bytes, b"mouse");
        ends[0].disconnect(to_server);
        until(&mut ends, |index, event| {
            (index == 1 && matches!(event, EnetEvent::Disconnected { .. })).then_some(())
        });
    }

    #[test]
    fn garbage_is_ignored() {
        let ((mut client, _), (server, address)) = (end(1), end(4));
        let stranger = UdpSocket::bind("127.0.0.1:0").unwrap();
        for len in [0usize, 1, 3, 4, 52, 1400] {
            let noise: Vec<u8> = (0..len).map(|i| (i * 37 + len) as u8).collect();
            stranger.send_to(&noise, address).unwrap();
        }
        client.connect(address, 7).unwrap();
        until(&mut [client, server], |_, event| {
            matches!(event, EnetEvent::Connected { data: 7, .. }).then_some(())
        });
    }
}
