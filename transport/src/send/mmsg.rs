//! One `sendmmsg` for up to 64 datagrams: for kernels without segmentation offload.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;
use std::sync::Arc;

use super::{RawAddress, SendStats, Transmit};
use crate::TransportError;

const BATCH: usize = 64;

/// Sends by `sendmmsg`.
pub(super) struct Mmsg {
    socket: Arc<UdpSocket>,
    stats: SendStats,
}

impl Mmsg {
    pub(super) fn new(socket: Arc<UdpSocket>) -> Mmsg {
        Mmsg { socket, stats: SendStats::default() }
    }

    /// Sends at most a batch; returns how many datagrams the kernel took.
    fn send_batch(&self, batch: &[u8], stride: usize, to: &RawAddress) -> io::Result<usize> {
        let mut parts = [libc::iovec { iov_base: std::ptr::null_mut(), iov_len: 0 }; BATCH];
        // SAFETY: all-zero is a valid `mmsghdr`: null pointers with zero lengths.
        let mut messages: [libc::mmsghdr; BATCH] = unsafe { std::mem::zeroed() };
        let mut count = 0;
        for datagram in batch.chunks(stride).take(BATCH) {
            parts[count] = libc::iovec {
                iov_base: datagram.as_ptr().cast_mut().cast(),
                iov_len: datagram.len(),
            };
            let header = &mut messages[count].msg_hdr;
            header.msg_name = to.name();
            header.msg_namelen = to.0.len();
            header.msg_iov = &raw mut parts[count];
            header.msg_iovlen = 1;
            count += 1;
        }
        // SAFETY: the first `count` messages point to an address and buffers that outlive the
        // call; the kernel writes only the length fields of `messages`.
        let sent = unsafe {
            libc::sendmmsg(self.socket.as_raw_fd(), messages.as_mut_ptr(), count as u32, 0)
        };
        if sent < 0 { Err(io::Error::last_os_error()) } else { Ok(sent as usize) }
    }
}

impl Transmit for Mmsg {
    fn send(
        &mut self,
        datagrams: &[u8],
        stride: usize,
        to: SocketAddr,
    ) -> Result<(), TransportError> {
        let address = RawAddress::new(to);
        let mut rest = datagrams;
        while !rest.is_empty() {
            self.stats.calls += 1;
            match self.send_batch(rest, stride, &address) {
                Ok(sent) => {
                    self.stats.datagrams += sent as u64;
                    rest = &rest[(sent * stride).min(rest.len())..];
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(source) => return Err(TransportError::Send { to, source }),
            }
        }
        Ok(())
    }

    fn stats(&self) -> SendStats {
        self.stats
    }

    fn method(&self) -> &'static str {
        "sendmmsg"
    }
}
