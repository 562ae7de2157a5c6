//! Receiving datagrams, many for one system call where the kernel coalesces them.

use std::net::SocketAddr;

use lumen_core::units::Micros;

use crate::TransportError;

mod gro;

pub use gro::Gro;

/// A way in for datagrams. Used by one thread at a time.
pub trait Receive: Send {
    /// Waits for datagrams, at most until `until`; `None` when none came.
    ///
    /// # Errors
    /// [`TransportError::Receive`] when the socket is unusable.
    fn recv(&mut self, until: Micros) -> Result<Option<Batch<'_>>, TransportError>;
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
}
