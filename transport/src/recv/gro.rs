//! `recvmsg` with generic receive offload (`UDP_GRO`, udp(7)): datagrams that arrived as a train
//! come as one buffer and their common size. Kernels without it deliver one at a time.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::{AsFd, AsRawFd};
use std::sync::Arc;

use lumen_core::units::Micros;
use rustix::event::{PollFd, PollFlags, poll};
use socket2::{SockAddr, SockAddrStorage};

use super::{Batch, Receive};
use crate::{TransportError, clock};

/// Largest train: what an IP packet can carry.
const BUFFER_LEN: usize = 65_536;

/// Receives from one socket.
pub struct Gro {
    socket: Arc<UdpSocket>,
    buffer: Box<[u8]>,
}

impl Gro {
    /// A receiver on `socket`, coalescing if the kernel can.
    pub fn new(socket: Arc<UdpSocket>) -> Gro {
        let on = 1i32;
        // SAFETY: the option value is valid for its length; the descriptor is open.
        let result = unsafe {
            libc::setsockopt(
                socket.as_raw_fd(),
                libc::SOL_UDP,
                libc::UDP_GRO,
                (&raw const on).cast(),
                size_of::<i32>() as libc::socklen_t,
            )
        };
        if result != 0 {
            tracing::info!("the kernel does not coalesce datagrams; receiving one at a time");
        }
        Gro { socket, buffer: vec![0; BUFFER_LEN].into_boxed_slice() }
    }

    /// Takes what is there without waiting: bytes, size of one datagram, sender.
    fn take(&mut self) -> io::Result<(usize, usize, SocketAddr)> {
        let mut storage = SockAddrStorage::zeroed();
        let mut part =
            libc::iovec { iov_base: self.buffer.as_mut_ptr().cast(), iov_len: self.buffer.len() };
        let mut control = [0u64; 8];
        // SAFETY: all-zero is a valid `msghdr`: null pointers with zero lengths.
        let mut message: libc::msghdr = unsafe { std::mem::zeroed() };
        message.msg_name = (&raw mut storage).cast();
        message.msg_namelen = storage.size_of();
        message.msg_iov = &raw mut part;
        message.msg_iovlen = 1;
        message.msg_control = control.as_mut_ptr().cast();
        message.msg_controllen = size_of_val(&control);
        // SAFETY: every pointer of `message` is valid for its length and outlives the call.
        let len =
            unsafe { libc::recvmsg(self.socket.as_raw_fd(), &raw mut message, libc::MSG_DONTWAIT) };
        if len < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the kernel wrote a socket address of `msg_namelen` bytes to `storage`.
        let address = unsafe { SockAddr::new(storage, message.msg_namelen) };
        let from = address.as_socket().ok_or(io::ErrorKind::InvalidData)?;
        let len = len as usize;
        Ok((len, segment_size(&message).unwrap_or(len), from))
    }
}

/// Size of one datagram of a train, if the kernel says that it is one.
fn segment_size(message: &libc::msghdr) -> Option<usize> {
    // SAFETY: `message` was filled in by `recvmsg` and its control buffer is alive.
    let mut header = unsafe { libc::CMSG_FIRSTHDR(message) };
    while !header.is_null() {
        // SAFETY: a non-null header points to a whole `cmsghdr` inside the control buffer.
        let libc::cmsghdr { cmsg_level, cmsg_type, .. } = unsafe { *header };
        if cmsg_level == libc::SOL_UDP && cmsg_type == libc::UDP_GRO {
            // SAFETY: the data of a control message follows its header.
            let data = unsafe { libc::CMSG_DATA(header) };
            // SAFETY: the kernel wrote an `int` there; it may be unaligned.
            let size = unsafe { data.cast::<i32>().read_unaligned() };
            return usize::try_from(size).ok().filter(|&size| size > 0);
        }
        // SAFETY: `header` lies in the control buffer of `message`.
        header = unsafe { libc::CMSG_NXTHDR(message, header) };
    }
    None
}

impl Receive for Gro {
    fn recv(&mut self, until: Micros) -> Result<Option<Batch<'_>>, TransportError> {
        loop {
            match self.take() {
                Ok((len, stride, from)) => {
                    let bytes = &mut self.buffer[..len];
                    return Ok(Some(Batch { from, at: clock::now(), bytes, stride }));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    if !wait(&self.socket, until)? {
                        return Ok(None);
                    }
                }
                // A refused datagram of ours came back as an ICMP error: the peer's port is
                // closed, which is no reason to stop listening.
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::Interrupted | io::ErrorKind::ConnectionRefused
                    ) => {}
                Err(source) => return Err(TransportError::Receive { source }),
            }
        }
    }
}

/// Waits until `socket` has something, at most until `until`. False when the time is up.
fn wait(socket: &UdpSocket, until: Micros) -> Result<bool, TransportError> {
    if clock::until(until).0 == 0 {
        return Ok(false);
    }
    let mut fds = [PollFd::from_borrowed_fd(socket.as_fd(), PollFlags::IN)];
    match poll(&mut fds, Some(&clock::poll_timeout(until))) {
        Ok(ready) => Ok(ready > 0),
        Err(rustix::io::Errno::INTR) => Ok(true),
        Err(error) => Err(TransportError::Receive { source: error.into() }),
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::units::Span;

    use super::*;
    use crate::send::{self, Method};

    #[test]
    fn a_train_arrives_datagram_by_datagram() {
        let socket = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
        let to = socket.local_addr().unwrap();
        let mut receive = Gro::new(socket);
        let sender = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
        let from = sender.local_addr().unwrap();
        let bytes: Vec<u8> = (0..30 * 1200).map(|i| (i / 1200) as u8).collect();
        let mut transmit = send::open(sender, Method::Auto).unwrap();
        transmit.send(&bytes, 1200, to).unwrap();
        let mut seen = Vec::new();
        while seen.len() < 30 {
            let until = clock::now() + Span::from_secs(5);
            let mut batch = receive.recv(until).unwrap().expect("datagrams are on their way");
            assert_eq!(batch.from, from);
            for datagram in batch.datagrams() {
                assert_eq!(datagram.len(), 1200);
                seen.push(datagram[0]);
            }
        }
        assert_eq!(seen, (0..30).collect::<Vec<u8>>());
    }

    #[test]
    fn silence_ends_at_the_deadline() {
        let socket = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
        let until = clock::now() + Span::from_millis(5);
        assert!(Gro::new(socket).recv(until).unwrap().is_none());
        assert!(clock::now() >= until);
    }
}
