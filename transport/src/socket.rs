//! UDP sockets with the buffers and marks that video needs.

use std::net::{SocketAddr, UdpSocket};

use socket2::{Domain, Protocol, Socket, Type};

use crate::TransportError;

/// Bytes asked for each socket buffer: a 5K key frame at its largest, twice.
const BUFFER_LEN: usize = 8 << 20;

/// DSCP class AF41, "multimedia conferencing", in the upper six bits of the TOS byte (RFC 4594).
const TOS_VIDEO: u32 = 0x88;

/// What a socket carries; decides buffers and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Bursts of media datagrams.
    Media,
    /// Small messages.
    Control,
}

/// Binds a UDP socket. An unspecified IPv6 address also takes IPv4 peers.
///
/// # Errors
/// [`TransportError::Bind`] when the address is taken or not this machine's.
pub fn bind(
    what: &'static str,
    address: SocketAddr,
    purpose: Purpose,
) -> Result<UdpSocket, TransportError> {
    let fail = |source| TransportError::Bind { what, address, source };
    let domain = Domain::for_address(address);
    let socket = Socket::new(domain, Type::DGRAM, Some(Protocol::UDP)).map_err(fail)?;
    if address.is_ipv6() {
        socket.set_only_v6(false).map_err(fail)?;
    }
    socket.bind(&address.into()).map_err(fail)?;
    if purpose == Purpose::Media {
        enlarge(&socket, what);
    }
    // A mark is a wish: networks that ignore or forbid it still carry the datagrams.
    if domain == Domain::IPV4 && socket.set_tos_v4(TOS_VIDEO).is_err() {
        tracing::debug!(what, "datagrams leave without a DSCP mark");
    }
    Ok(socket.into())
}

/// Asks for large buffers and says so once when the system caps them.
fn enlarge(socket: &Socket, what: &'static str) {
    let _ = socket.set_recv_buffer_size(BUFFER_LEN);
    let _ = socket.set_send_buffer_size(BUFFER_LEN);
    let (receive, send) = (socket.recv_buffer_size(), socket.send_buffer_size());
    let (receive, send) = (receive.unwrap_or(0), send.unwrap_or(0));
    if receive.min(send) < BUFFER_LEN / 4 {
        tracing::info!(
            what,
            receive,
            send,
            wanted = BUFFER_LEN,
            "socket buffers are capped; raise net.core.rmem_max and net.core.wmem_max"
        );
    }
}
