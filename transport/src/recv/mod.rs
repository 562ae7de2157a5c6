//! Receiving datagrams, many for one system call where the kernel coalesces them.

use std::net::SocketAddr;

use lumen_core::units::{Micros, Span};

use crate::TransportError;

mod ancillary;
mod gro;
#[cfg(test)]
mod tests;

pub use gro::Gro;

/// Counters since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReceiveStats {
    /// Datagrams received.
    pub datagrams: u64,
    /// System calls that brought them.
    pub calls: u64,
    /// What the kernel dropped because the receive buffer was full, as far as the last batch
    /// tells. A train that was coalesced before counts as one.
    pub dropped: u64,
}

/// A way in for datagrams. Used by one thread at a time.
pub trait Receive: Send {
    /// Waits for datagrams, at most until `until`; `None` when none came. Does not allocate.
    ///
    /// For `spin` the call asks the kernel again and again instead of sleeping, which saves the
    /// 25 us and more of a wake-up: give it the window in which the next datagrams are expected,
    /// and zero outside of it.
    ///
    /// # Errors
    /// [`TransportError::Receive`] when the socket is unusable.
    fn recv(&mut self, until: Micros, spin: Span) -> Result<Option<Batch<'_>>, TransportError>;

    /// Counters since the start.
    fn stats(&self) -> ReceiveStats;
}

/// Datagrams of one sender, side by side.
pub struct Batch<'a> {
    /// Who sent them.
    pub from: SocketAddr,
    /// When the system call returned.
    pub at: Micros,
    bytes: &'a mut [u8],
    stride: usize,
}

impl Batch<'_> {
    /// The datagrams, in order of arrival, writable for decryption in place.
    pub fn datagrams(&mut self) -> impl Iterator<Item = &mut [u8]> {
        self.bytes.chunks_mut(self.stride.max(1))
    }

    /// The same without datagrams.
    #[cfg(feature = "control")]
    pub(crate) fn emptied(self) -> Self {
        Batch { bytes: &mut [], ..self }
    }
}
