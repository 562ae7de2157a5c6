//! Sending the datagrams of a slice.
//!
//! [`open`] picks the cheapest way that the kernel offers: generic segmentation offload, where
//! one system call carries up to 64 datagrams, else one `sendmmsg` for as many. Datagrams lie
//! side by side at one stride, so the packetizer's memory is the send buffer.

use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;

use crate::TransportError;

mod gso;
mod mmsg;
pub mod sink;

/// Counters since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SendStats {
    /// Datagrams handed to the kernel.
    pub datagrams: u64,
    /// System calls that took.
    pub calls: u64,
}

/// A way out for datagrams. Used by one thread at a time.
pub trait Transmit: Send {
    /// Sends `datagrams`, cut every `stride` bytes, in order.
    ///
    /// # Errors
    /// [`TransportError::Send`]; datagrams after the refused ones were not sent.
    fn send(
        &mut self,
        datagrams: &[u8],
        stride: usize,
        to: SocketAddr,
    ) -> Result<(), TransportError>;

    /// Counters since the start.
    fn stats(&self) -> SendStats;

    /// Name of the method, for logs and statistics.
    fn method(&self) -> &'static str;
}

/// The best way out that this kernel offers on `socket`.
pub fn open(socket: Arc<UdpSocket>) -> Box<dyn Transmit> {
    if gso::is_supported(&socket) {
        Box::new(gso::Gso::new(socket))
    } else {
        Box::new(mmsg::Mmsg::new(socket))
    }
}

/// A socket address as the kernel takes it.
struct RawAddress(socket2::SockAddr);

impl RawAddress {
    fn new(address: SocketAddr) -> RawAddress {
        RawAddress(address.into())
    }

    fn name(&self) -> *mut libc::c_void {
        self.0.as_ptr().cast_mut().cast()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn arrives_whole(open: impl Fn(Arc<UdpSocket>) -> Box<dyn Transmit>, stride: usize) {
        let receiver = UdpSocket::bind("127.0.0.1:0").unwrap();
        receiver.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let sender = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
        let mut transmit = open(sender);
        let bytes: Vec<u8> = (0..40 * stride).map(|i| (i / stride) as u8).collect();
        transmit.send(&bytes, stride, receiver.local_addr().unwrap()).unwrap();
        let mut buffer = [0; 2048];
        for index in 0..40u8 {
            let len = receiver.recv(&mut buffer).unwrap();
            assert_eq!((len, buffer[0]), (stride, index));
        }
        let stats = transmit.stats();
        assert_eq!((stats.datagrams, stats.calls), (40, 1), "{}", transmit.method());
    }

    #[test]
    fn every_method_delivers_in_order_with_one_call() {
        arrives_whole(open, 1200);
        arrives_whole(|socket| Box::new(mmsg::Mmsg::new(socket)), 1200);
    }

    #[test]
    fn a_refused_destination_is_a_typed_error() {
        let sender = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
        let to = "[::1]:9".parse().unwrap();
        let refused = open(sender).send(&[0; 64], 64, to);
        assert!(matches!(refused, Err(TransportError::Send { .. })));
    }
}
