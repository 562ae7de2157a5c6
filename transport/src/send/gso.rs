//! One `sendmsg` for up to 64 datagrams, cut by the kernel or the NIC (`UDP_SEGMENT`, udp(7)).

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;
use std::sync::Arc;

use super::{RawAddress, SendStats, Transmit};
use crate::TransportError;

/// Most segments of one call; Linux, `UDP_MAX_SEGMENTS`.
const MAX_SEGMENTS: usize = 64;
/// Most bytes of one call: a UDP payload over IPv4.
const MAX_BYTES: usize = 65_507;

/// Sends by generic segmentation offload.
pub(super) struct Gso {
    socket: Arc<UdpSocket>,
    stats: SendStats,
}

/// True when the kernel knows the socket option.
pub(super) fn is_supported(socket: &UdpSocket) -> bool {
    let (mut value, mut len) = (0i32, size_of::<i32>() as libc::socklen_t);
    // SAFETY: both out-pointers are valid for the lengths given; the descriptor is open.
    let result = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::SOL_UDP,
            libc::UDP_SEGMENT,
            (&raw mut value).cast(),
            &raw mut len,
        )
    };
    result == 0
}

impl Gso {
    pub(super) fn new(socket: Arc<UdpSocket>) -> Gso {
        Gso { socket, stats: SendStats::default() }
    }

    fn send_train(&self, train: &[u8], stride: usize, to: &RawAddress) -> io::Result<()> {
        let mut part =
            libc::iovec { iov_base: train.as_ptr().cast_mut().cast(), iov_len: train.len() };
        let mut control = SegmentControl::new(stride as u16);
        // SAFETY: all-zero is a valid `msghdr`: null pointers with zero lengths.
        let mut message: libc::msghdr = unsafe { std::mem::zeroed() };
        message.msg_name = to.name();
        message.msg_namelen = to.0.len();
        message.msg_iov = &raw mut part;
        message.msg_iovlen = 1;
        if train.len() > stride {
            message.msg_control = (&raw mut control).cast();
            message.msg_controllen = size_of::<SegmentControl>();
        }
        loop {
            // SAFETY: `message` points to an address, a buffer and control data that outlive the
            // call; the kernel only reads them.
            let sent = unsafe { libc::sendmsg(self.socket.as_raw_fd(), &raw const message, 0) };
            if sent >= 0 {
                return Ok(());
            }
            let error = io::Error::last_os_error();
            if error.kind() != io::ErrorKind::Interrupted {
                return Err(error);
            }
        }
    }
}

/// The control message that carries the segment size, laid out as `CMSG_SPACE(2)` is.
#[repr(C)]
struct SegmentControl {
    header: libc::cmsghdr,
    segment: u16,
    padding: [u8; 6],
}

impl SegmentControl {
    fn new(segment: u16) -> SegmentControl {
        let header = libc::cmsghdr {
            // Header plus the two bytes of the size, as CMSG_LEN(2) gives.
            cmsg_len: size_of::<libc::cmsghdr>() + size_of::<u16>(),
            cmsg_level: libc::SOL_UDP,
            cmsg_type: libc::UDP_SEGMENT,
        };
        SegmentControl { header, segment, padding: [0; 6] }
    }
}

impl Transmit for Gso {
    fn send(
        &mut self,
        datagrams: &[u8],
        stride: usize,
        to: SocketAddr,
    ) -> Result<(), TransportError> {
        let address = RawAddress::new(to);
        let per_call = (MAX_BYTES / stride).min(MAX_SEGMENTS) * stride;
        for train in datagrams.chunks(per_call) {
            self.stats.calls += 1;
            self.send_train(train, stride, &address)
                .map_err(|source| TransportError::Send { to, source })?;
            self.stats.datagrams += train.len().div_ceil(stride) as u64;
        }
        Ok(())
    }

    fn stats(&self) -> SendStats {
        self.stats
    }

    fn method(&self) -> &'static str {
        "sendmsg+GSO"
    }
}
