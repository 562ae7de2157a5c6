//! What can go wrong on the way to and from the wire.

use std::io;
use std::net::SocketAddr;

/// Every way in which a socket operation ends badly.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// An address cannot be bound; another program may hold it.
    #[error("bind {what} to {address}")]
    Bind {
        /// What the socket is for.
        what: &'static str,
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused to send.
    #[error("send to {to}")]
    Send {
        /// Destination.
        to: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused to receive.
    #[error("receive")]
    Receive {
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A socket option that we depend on is not there.
    #[error("socket option {option}")]
    Option {
        /// Its name.
        option: &'static str,
        /// What the system said.
        source: io::Error,
    },
}
