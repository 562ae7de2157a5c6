//! UDP sockets with the buffers and marks that video needs.

use std::net::{SocketAddr, UdpSocket};

use socket2::{Domain, Protocol, Socket, Type};

use crate::TransportError;

mod buffers;
pub mod filter;
mod mark;
mod path;

pub use buffers::{Buffer, Buffers, enlarge};
pub use path::{PathMtu, max_datagram, set_path_mtu};

/// Bytes asked for each socket buffer: a 5K key frame at its largest, twice.
const BUFFER_LEN: usize = 8 << 20;

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
    let socket = UdpSocket::from(socket);
    if purpose == Purpose::Media {
        enlarge(&socket, BUFFER_LEN).report(what);
    }
    // A mark is a wish: networks that ignore or forbid it still carry the datagrams.
    if let Err(error) = mark::apply(&socket, purpose, address.is_ipv6()) {
        tracing::debug!(what, %error, "datagrams leave without a mark");
    }
    Ok(socket)
}
