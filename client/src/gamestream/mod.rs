//! GameStream as a stock client speaks it: the sockets around `lumen_core::gamestream`.
//!
//! | module | is |
//! |---|---|
//! | [`http`], [`tls`] | requests to the control plane, plain or with both certificates |
//! | [`pair`], [`launch`] | what is asked there |
//! | [`rtsp`] | the session handshake |
//! | [`control`] | the control stream and its thread |
//! | [`video`], [`audio`], [`ping`] | the media sockets and their threads |

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use lumen_transport::TransportError;
use lumen_transport::socket::{self, Purpose};

pub(crate) mod audio;
pub(crate) mod control;
pub(crate) mod http;
pub(crate) mod launch;
pub(crate) mod pair;
pub(crate) mod ping;
pub(crate) mod rtsp;
pub(crate) mod tls;
pub(crate) mod video;

/// A UDP socket of any port that can reach `peer`.
pub(crate) fn bind(
    what: &'static str,
    peer: SocketAddr,
    purpose: Purpose,
) -> Result<UdpSocket, TransportError> {
    let any: IpAddr = match peer {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    socket::bind(what, SocketAddr::new(any, 0), purpose)
}
