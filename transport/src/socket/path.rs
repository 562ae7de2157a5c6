//! How large a datagram a path takes.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use crate::{TransportError, sys};

/// Headers of IPv4 and UDP.
const HEADERS_V4: usize = 28;
/// Headers of IPv6 and UDP.
const HEADERS_V6: usize = 48;
/// Largest UDP payload that an IPv4 packet can hold.
const MAX_PAYLOAD: usize = 65_507;

/// What happens to datagrams that are larger than their path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathMtu {
    /// They are sent in fragments, one by one: slower, but they arrive. The system's default, and
    /// right where the client has fixed the size of packets.
    Fragment,
    /// They are refused ([`crate::Refusal::TooLong`]) once a router has said so. Whoever can forge
    /// its message can make the path small.
    Discover,
    /// They are refused when the interface does not take them; routers are not believed. Right
    /// where the protocol probes the path itself, as QUIC does (RFC 8899).
    Probe,
}

/// Chooses what happens to datagrams of `socket` that are larger than their path.
///
/// # Errors
/// [`TransportError::Option`] when the system knows no such choice.
pub fn set_path_mtu(socket: &UdpSocket, choice: PathMtu) -> Result<(), TransportError> {
    let (v4, v6) = match choice {
        PathMtu::Fragment => (libc::IP_PMTUDISC_WANT, libc::IPV6_PMTUDISC_WANT),
        PathMtu::Discover => (libc::IP_PMTUDISC_DO, libc::IPV6_PMTUDISC_DO),
        PathMtu::Probe => (libc::IP_PMTUDISC_PROBE, libc::IPV6_PMTUDISC_PROBE),
    };
    let fail = |option| move |source| TransportError::Option { option, source };
    sys::set_option(socket, libc::IPPROTO_IP, libc::IP_MTU_DISCOVER, v4)
        .map_err(fail("IP_MTU_DISCOVER"))?;
    if socket.local_addr().is_ok_and(|address| address.is_ipv6()) {
        sys::set_option(socket, libc::IPPROTO_IPV6, libc::IPV6_MTU_DISCOVER, v6)
            .map_err(fail("IPV6_MTU_DISCOVER"))?;
    }
    Ok(())
}

/// Bytes of the largest datagram that gets to `peer` whole, as far as this machine knows: the
/// interface's limit, or less if a router has said so. Sends nothing.
///
/// # Errors
/// [`TransportError::Send`] when there is no way to the peer, [`TransportError::Option`] when the
/// system does not tell.
pub fn max_datagram(peer: SocketAddr) -> Result<usize, TransportError> {
    let peer = SocketAddr::new(peer.ip().to_canonical(), peer.port());
    let unreachable = |source| TransportError::send(peer, 0, source);
    let socket = connected(peer).map_err(unreachable)?;
    let (level, name, option, headers) = match peer {
        SocketAddr::V4(_) => (libc::IPPROTO_IP, libc::IP_MTU, "IP_MTU", HEADERS_V4),
        SocketAddr::V6(_) => (libc::IPPROTO_IPV6, libc::IPV6_MTU, "IPV6_MTU", HEADERS_V6),
    };
    let mtu = sys::option(&socket, level, name)
        .map_err(|source| TransportError::Option { option, source })?;
    Ok(usize::try_from(mtu).unwrap_or(0).saturating_sub(headers).min(MAX_PAYLOAD))
}

/// A socket whose route to `peer` is looked up.
fn connected(peer: SocketAddr) -> io::Result<UdpSocket> {
    let any: IpAddr = match peer {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0))?;
    socket.connect(peer)?;
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Refusal;

    #[test]
    fn loopback_takes_the_largest_datagrams() {
        let largest = |peer: &str| max_datagram(peer.parse().unwrap()).unwrap();
        assert_eq!(largest("127.0.0.1:9"), MAX_PAYLOAD);
        assert_eq!(largest("[::ffff:127.0.0.1]:9"), MAX_PAYLOAD);
        assert_eq!(largest("[::1]:9"), 65_536 - 48);
    }

    #[test]
    fn an_address_that_nobody_can_have_is_a_typed_error() {
        let refused = max_datagram("255.255.255.255:9".parse().unwrap());
        let forbidden = matches!(
            refused,
            Err(TransportError::Send { refusal: Refusal::Forbidden | Refusal::Unreachable, .. })
        );
        assert!(forbidden, "{refused:?}");
    }

    #[test]
    fn every_choice_is_kept_by_both_families() {
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let socket = UdpSocket::bind(address).unwrap();
            for (choice, value) in
                [(PathMtu::Discover, 2), (PathMtu::Probe, 3), (PathMtu::Fragment, 1)]
            {
                set_path_mtu(&socket, choice).unwrap();
                let option = |level, name| sys::option(&socket, level, name).unwrap();
                assert_eq!(option(libc::IPPROTO_IP, libc::IP_MTU_DISCOVER), value);
                if address.starts_with('[') {
                    assert_eq!(option(libc::IPPROTO_IPV6, libc::IPV6_MTU_DISCOVER), value);
                }
            }
        }
    }
}
