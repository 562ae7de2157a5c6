//! What can go wrong on the way to and from the wire, and what to do then.

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
    #[error("send to {to}: {refusal} after {sent} datagrams")]
    Send {
        /// Destination.
        to: SocketAddr,
        /// Datagrams of this call that the system took before; it has none of the others.
        sent: usize,
        /// Why.
        refusal: Refusal,
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
    /// The send method that was asked for is not to be had.
    #[error("send method {method}")]
    Method {
        /// Its name.
        method: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// Why the system takes no more datagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The socket's send buffer is full.
    #[error("send buffer full")]
    Full,
    /// A datagram is larger than the path takes.
    #[error("datagram too long for the path")]
    TooLong,
    /// The peer's machine says that nobody listens on that port.
    #[error("port closed")]
    Closed,
    /// No way to the peer: no route, or the interface is down.
    #[error("unreachable")]
    Unreachable,
    /// A firewall of this machine forbids it.
    #[error("forbidden")]
    Forbidden,
    /// The system is short of memory for packets.
    #[error("no buffers")]
    NoBuffers,
    /// Anything else: the socket or the arguments are unfit.
    #[error("socket unfit")]
    Unfit,
}

/// What the owner of a socket does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Wait until the socket is writable, then send the rest, or drop the rest.
    Wait,
    /// Cut smaller datagrams; [`crate::socket::max_datagram`] tells how large they may be.
    Shrink,
    /// Count the rest as lost on the way and go on with what comes next.
    Skip,
    /// Give the socket up.
    Reopen,
}

impl TransportError {
    /// What to do next.
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Send { refusal, .. } => refusal.remedy(),
            _ => Remedy::Reopen,
        }
    }

    pub(crate) fn send(to: SocketAddr, sent: usize, source: io::Error) -> TransportError {
        TransportError::Send { to, sent, refusal: Refusal::of(&source), source }
    }
}

impl Refusal {
    /// Sorts an error of `sendmsg(2)`; the numbers are in udp(7), ip(7) and socket(7).
    pub fn of(error: &io::Error) -> Refusal {
        match error.raw_os_error().unwrap_or(0) {
            libc::EAGAIN => Self::Full,
            libc::EMSGSIZE => Self::TooLong,
            libc::ECONNREFUSED => Self::Closed,
            libc::ENETUNREACH | libc::EHOSTUNREACH | libc::ENETDOWN | libc::EHOSTDOWN => {
                Self::Unreachable
            }
            // The address that the socket is bound to has left its interface.
            libc::EADDRNOTAVAIL | libc::ENODEV | libc::ENONET => Self::Unreachable,
            libc::EPERM | libc::EACCES => Self::Forbidden,
            libc::ENOBUFS | libc::ENOMEM => Self::NoBuffers,
            _ => Self::Unfit,
        }
    }

    /// What to do next.
    pub fn remedy(self) -> Remedy {
        match self {
            Self::Full => Remedy::Wait,
            Self::TooLong => Remedy::Shrink,
            Self::Closed | Self::Unreachable | Self::Forbidden | Self::NoBuffers => Remedy::Skip,
            Self::Unfit => Remedy::Reopen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_say_what_to_do() {
        let remedy = |errno| Refusal::of(&io::Error::from_raw_os_error(errno)).remedy();
        assert_eq!(remedy(libc::EAGAIN), Remedy::Wait);
        assert_eq!(remedy(libc::EMSGSIZE), Remedy::Shrink);
        for passing in [libc::ECONNREFUSED, libc::ENETUNREACH, libc::EPERM, libc::ENOBUFS] {
            assert_eq!(remedy(passing), Remedy::Skip);
        }
        assert_eq!(remedy(libc::EBADF), Remedy::Reopen);
    }
}
