//! Why there is no connection, or no longer one.

use std::io;
use std::net::SocketAddr;

use lumen_core::native::message::end::Reason;
use lumen_core::native::message::value::Tile;
use lumen_core::native::tlv::TlvError;
use quinn::{ConnectionError, TransportErrorCode};

use crate::TransportError;

/// What can go wrong between two ends of `lumen/1`.
#[derive(Debug, thiserror::Error)]
pub enum QuicError {
    /// The socket cannot be had.
    #[error(transparent)]
    Socket(#[from] TransportError),
    /// The runtime does not take the socket.
    #[error("register the QUIC socket")]
    Register(#[source] io::Error),
    /// Certificate and key are of no use to TLS.
    #[error("certificate or key unfit for TLS; remove the identity's files to have a new one made")]
    Credentials(#[source] rustls::Error),
    /// The address is not one to connect to.
    #[error("{to} is not an address to connect to")]
    Address {
        /// The address.
        to: SocketAddr,
        /// What QUIC said.
        source: quinn::ConnectError,
    },
    /// The host takes no more strangers for now.
    #[error("the host is busy with other clients; try again in some seconds")]
    Refused,
    /// Nobody answered in time, or no longer does.
    #[error("no answer from the peer; check its address, port and firewall")]
    Silent,
    /// What listens there does not speak `lumen/1`.
    #[error("the peer does not speak lumen/1")]
    Protocol(#[source] ConnectionError),
    /// The connection broke.
    #[error("connection lost")]
    Lost(#[source] ConnectionError),
    /// The peer closed the connection.
    #[error("closed by the peer: {0:?}")]
    Closed(Reason),
    /// This end closed the connection.
    #[error("closed")]
    Over,
    /// The peer ended its control stream.
    #[error("the control stream has ended")]
    Ended,
    /// The peer sent what is no message.
    #[error(transparent)]
    Message(#[from] TlvError),
    /// A datagram is longer than the path takes.
    #[error("datagram of {len} bytes, the path takes {most}")]
    TooLong {
        /// Its bytes.
        len: usize,
        /// Most bytes.
        most: usize,
    },
    /// The secrets of this tile were handed out before.
    #[error("media secrets of tile {} were taken before", .0.get())]
    Taken(Tile),
    /// TLS has no keying material for us.
    #[error("no keying material from TLS")]
    Exporter,
}

impl From<ConnectionError> for QuicError {
    fn from(error: ConnectionError) -> QuicError {
        match error {
            ConnectionError::ApplicationClosed(close) => {
                let code = u16::try_from(close.error_code.into_inner()).unwrap_or(u16::MAX);
                QuicError::Closed(Reason::from_wire(code))
            }
            ConnectionError::ConnectionClosed(close)
                if close.error_code == TransportErrorCode::CONNECTION_REFUSED =>
            {
                QuicError::Refused
            }
            ConnectionError::LocallyClosed => QuicError::Over,
            ConnectionError::TimedOut => QuicError::Silent,
            ConnectionError::VersionMismatch | ConnectionError::TransportError(_) => {
                QuicError::Protocol(error)
            }
            error => QuicError::Lost(error),
        }
    }
}
