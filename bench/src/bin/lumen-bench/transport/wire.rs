//! Sockets on loopback, and bare calls of the kernel on them.

use std::io::{self, IoSlice};
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;

use anyhow::Context;
use lumen_transport::send::{self, Method, Transmit};
use lumen_transport::socket::{self, Purpose};
use socket2::{MsgHdr, SockAddr, SockRef};

use super::media::DATAGRAM;

/// Most datagrams of one segmented send: what an IP packet carries.
pub const TRAIN: usize = 54;

/// A socket of the product's making on a free port.
pub fn bind() -> anyhow::Result<Arc<UdpSocket>> {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Ok(Arc::new(socket::bind("bench", any, Purpose::Media)?))
}

/// A way out of the product's.
pub fn transmit(method: Method) -> anyhow::Result<Box<dyn Transmit>> {
    send::open(bind()?, method).with_context(|| format!("send by {method}"))
}

/// Bare `sendmsg` with `UDP_SEGMENT`.
pub struct BareSegmented {
    socket: Arc<UdpSocket>,
    to: SockAddr,
    control: [u8; 24],
}

impl BareSegmented {
    pub fn new(to: SocketAddr) -> anyhow::Result<BareSegmented> {
        Ok(BareSegmented { socket: bind()?, to: to.into(), control: segment_control() })
    }

    /// Sends datagrams that lie side by side, one call for each [`TRAIN`].
    pub fn send(&self, datagrams: &[u8]) -> io::Result<()> {
        for train in datagrams.chunks(TRAIN * DATAGRAM) {
            let parts = [IoSlice::new(train)];
            let message =
                MsgHdr::new().with_addr(&self.to).with_buffers(&parts).with_control(&self.control);
            SockRef::from(&*self.socket).sendmsg(&message, 0)?;
        }
        Ok(())
    }
}

/// The control message with the size of a segment, as cmsg(3) lays it out on 64 bits.
fn segment_control() -> [u8; 24] {
    const LEN: usize = 16 + size_of::<u16>();
    let mut control = [0; 24];
    control[..8].copy_from_slice(&LEN.to_ne_bytes());
    control[8..12].copy_from_slice(&libc::SOL_UDP.to_ne_bytes());
    control[12..16].copy_from_slice(&libc::UDP_SEGMENT.to_ne_bytes());
    control[16..18].copy_from_slice(&(DATAGRAM as u16).to_ne_bytes());
    control
}

/// A connected socket for bare `send`, one call for each datagram.
pub fn connected(to: SocketAddr) -> anyhow::Result<Arc<UdpSocket>> {
    let socket = bind()?;
    socket.connect(to)?;
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_segmented_send_arrives_as_datagrams() {
        let receiver = UdpSocket::bind("127.0.0.1:0").unwrap();
        let bytes: Vec<u8> = (0..60 * DATAGRAM).map(|at| (at / DATAGRAM) as u8).collect();
        let bare = BareSegmented::new(receiver.local_addr().unwrap()).unwrap();
        bare.send(&bytes).unwrap();
        let mut datagram = [0; 2 * DATAGRAM];
        for number in 0..60 {
            assert_eq!(receiver.recv(&mut datagram).unwrap(), DATAGRAM);
            assert_eq!(datagram[..DATAGRAM], [number; DATAGRAM]);
        }
    }
}
