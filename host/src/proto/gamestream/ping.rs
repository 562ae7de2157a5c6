//! Datagrams by which a client shows where media are to go.
//! Source: docs/wire-gamestream.md "Pings".

use std::net::{SocketAddr, UdpSocket};

use lumen_core::gamestream::PingPayload;

/// Bytes of a ping: payload and counter. Source: moonlight-common-c, `Limelight-internal.h`.
pub(super) const PING_LEN: usize = 20;

/// Bytes that older clients send instead.
const LEGACY_PING: &[u8] = b"PING";

/// How the pings of one stream are told from those of strangers.
pub(super) struct Pings {
    /// What the client was told to send; `None` for one that cannot.
    pub payload: Option<PingPayload>,
    /// Where the client launched the session from.
    pub caller: SocketAddr,
}

impl Pings {
    /// Pings read at once, so that a flood cannot hold up input.
    pub const AT_ONCE: usize = 32;

    /// True for a ping of this session's client.
    pub fn accept(&self, ping: &[u8], from: SocketAddr) -> bool {
        match &self.payload {
            Some(payload) => ping.len() == PING_LEN && ping.starts_with(payload.as_bytes()),
            None => ping == LEGACY_PING && same_host(from, self.caller),
        }
    }
}

/// Takes one datagram if one is there. A datagram longer than the buffer shows as full.
pub(super) fn receive(socket: &UdpSocket, buffer: &mut [u8]) -> Option<(usize, SocketAddr)> {
    use rustix::net::{RecvFlags, recvfrom};
    let (len, _, from) = recvfrom(socket, buffer, RecvFlags::DONTWAIT).ok()?;
    let from = SocketAddr::try_from(from?).ok()?;
    Some((len, from))
}

/// True for one machine, whether its IPv4 address is written as IPv4 or mapped into IPv6.
pub(super) fn same_host(a: SocketAddr, b: SocketAddr) -> bool {
    a.ip().to_canonical() == b.ip().to_canonical()
}
