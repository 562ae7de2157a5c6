//! `recvmsg` with generic receive offload (`UDP_GRO`, udp(7)): datagrams that arrived as a train
//! come as one buffer and their common size. Kernels without it deliver one at a time.
//!
//! One call is one train, so a batch has one sender. `recvmmsg` and io_uring multishot cost the
//! same or more (docs/adr/0006-io-uring-send.md).

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::{AsFd, AsRawFd};
use std::sync::Arc;

use lumen_core::units::{Micros, Span};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use socket2::{SockAddr, SockAddrStorage};

use super::ancillary::{Ancillary, Room};
use super::{Batch, Receive, ReceiveStats};
use crate::{TransportError, clock, sys};

/// Largest train: what an IP packet can carry.
const BUFFER_LEN: usize = 65_536;

/// Receives from one socket.
pub struct Gro {
    socket: Arc<UdpSocket>,
    buffer: Box<[u8]>,
    stats: ReceiveStats,
}

impl Gro {
    /// A receiver on `socket`, coalescing if the kernel can.
    pub fn new(socket: Arc<UdpSocket>) -> Gro {
        if let Err(error) = sys::set_option(&*socket, libc::SOL_UDP, libc::UDP_GRO, 1) {
            tracing::info!(%error, "the kernel does not coalesce datagrams: one for each call");
        }
        if let Err(error) = sys::set_option(&*socket, libc::SOL_SOCKET, libc::SO_RXQ_OVFL, 1) {
            tracing::debug!(%error, "the kernel does not tell what it drops");
        }
        let stats = ReceiveStats::default();
        Gro { socket, buffer: vec![0; BUFFER_LEN].into_boxed_slice(), stats }
    }

    /// Takes what is there without waiting: bytes, size of one datagram, sender.
    fn take(&mut self) -> io::Result<(usize, usize, SocketAddr)> {
        let mut storage = SockAddrStorage::zeroed();
        let mut part =
            libc::iovec { iov_base: self.buffer.as_mut_ptr().cast(), iov_len: self.buffer.len() };
        let mut control = Room::default();
        // SAFETY: all-zero is a valid `msghdr`: null pointers with zero lengths.
        let mut message: libc::msghdr = unsafe { std::mem::zeroed() };
        message.msg_name = (&raw mut storage).cast();
        message.msg_namelen = storage.size_of();
        message.msg_iov = &raw mut part;
        message.msg_iovlen = 1;
        (message.msg_control, message.msg_controllen) = control.raw();
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
        let ancillary = Ancillary::of(&message);
        let stride = ancillary.segment.unwrap_or(len);
        self.count(len.div_ceil(stride.max(1)).max(1), ancillary.dropped);
        Ok((len, stride, from))
    }

    fn count(&mut self, datagrams: usize, dropped: Option<u32>) {
        self.stats.calls += 1;
        self.stats.datagrams += datagrams as u64;
        if let Some(dropped) = dropped {
            // The kernel's counter wraps.
            let more = dropped.wrapping_sub(self.stats.dropped as u32);
            self.stats.dropped += u64::from(more);
        }
    }
}

impl Receive for Gro {
    fn recv(&mut self, until: Micros, spin: Span) -> Result<Option<Batch<'_>>, TransportError> {
        let spin_until = if spin == Span(0) { Micros(0) } else { clock::now() + spin };
        loop {
            match self.take() {
                Ok((len, stride, from)) => {
                    let bytes = &mut self.buffer[..len];
                    return Ok(Some(Batch { from, at: clock::now(), bytes, stride }));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    if !wait(&self.socket, until, spin_until)? {
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

    fn stats(&self) -> ReceiveStats {
        self.stats
    }
}

/// Waits until `socket` may have something: not at all before `spin_until`, then asleep, at most
/// until `until`. False when the time is up.
fn wait(socket: &UdpSocket, until: Micros, spin_until: Micros) -> Result<bool, TransportError> {
    let now = clock::now();
    if now >= until {
        return Ok(false);
    }
    if now < spin_until {
        std::hint::spin_loop();
        return Ok(true);
    }
    let mut fds = [PollFd::from_borrowed_fd(socket.as_fd(), PollFlags::IN)];
    match poll(&mut fds, Some(&clock::poll_timeout(until))) {
        Ok(ready) => Ok(ready > 0),
        Err(Errno::INTR) => Ok(true),
        Err(error) => Err(TransportError::Receive { source: error.into() }),
    }
}
