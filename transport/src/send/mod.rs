//! Sending the datagrams of a slice.
//!
//! [`open`] picks the cheapest way that kernel and container allow: generic segmentation offload,
//! with io_uring for slices of several trains, else without it, else `sendmmsg`. Datagrams lie side by side at
//! one stride, so the packetizer's memory is the send buffer. What a path or a NIC refuses later
//! makes the sender fall down to the next method where it stands; no datagram is lost by that.
//! [`paced`] sends by the plan of `lumen_core::rate`.

use std::fmt;
use std::net::{SocketAddr, UdpSocket};
use std::str::FromStr;
use std::sync::Arc;

use crate::TransportError;

mod gso;
mod message;
mod mmsg;
pub mod paced;
mod sender;
pub mod sink;
#[cfg(test)]
mod tests;
mod uring;

/// Counters since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SendStats {
    /// Datagrams handed to the kernel.
    pub datagrams: u64,
    /// System calls that took.
    pub calls: u64,
    /// Times that a full send buffer made the sender wait.
    pub waits: u64,
    /// Sends repeated because the answer to an earlier datagram, "port closed", came in between.
    pub repeats: u64,
    /// Times that a method was refused and the next one took over.
    pub fall_backs: u64,
}

/// A way out for datagrams. Used by one thread at a time.
pub trait Transmit: Send {
    /// Sends `datagrams`, cut every `stride` bytes, in order. The memory is free on return.
    ///
    /// A stride of zero counts as one. Does not allocate. A full send buffer is waited for, at
    /// most 100 ms, unless the socket is non-blocking.
    ///
    /// # Errors
    /// [`TransportError::Send`] says how many datagrams were taken, in order; the others were not
    /// sent. Its [`remedy`](TransportError::remedy) says what to do.
    fn send(
        &mut self,
        datagrams: &[u8],
        stride: usize,
        to: SocketAddr,
    ) -> Result<(), TransportError>;

    /// Counters since the start.
    fn stats(&self) -> SendStats;

    /// Name of the method in use, for logs and statistics. Changes when the sender falls back.
    fn method(&self) -> &'static str;
}

/// How datagrams are handed to the kernel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// The first of the others that works; falls back by itself.
    #[default]
    Auto,
    /// Segmentation offload, one system call for a slice of any size: `sendmsg` for up to 64
    /// datagrams, an io_uring chain for more. Linux 5.6 and later.
    Uring,
    /// `sendmsg` with segmentation offload, one system call for up to 64 datagrams.
    Gso,
    /// `sendmmsg`, one system call for up to 64 datagrams.
    Mmsg,
}

impl Method {
    /// The name that settings and logs use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Uring => "io_uring",
            Self::Gso => "gso",
            Self::Mmsg => "mmsg",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no [`Method`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected auto, io_uring, gso or mmsg")]
pub struct UnknownMethod;

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(name: &str) -> Result<Method, UnknownMethod> {
        let all = [Self::Auto, Self::Uring, Self::Gso, Self::Mmsg];
        all.into_iter().find(|method| method.name() == name).ok_or(UnknownMethod)
    }
}

/// A way out on `socket`. A method other than [`Method::Auto`] is kept whatever happens.
///
/// # Errors
/// [`TransportError::Method`] when the method asked for is not to be had; never for `Auto`.
pub fn open(socket: Arc<UdpSocket>, method: Method) -> Result<Box<dyn Transmit>, TransportError> {
    Ok(Box::new(sender::Sender::open(socket, method)?))
}
