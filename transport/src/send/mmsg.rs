//! One `sendmmsg` for up to 64 datagrams: for kernels and paths without segmentation offload.

use std::io;
use std::net::UdpSocket;
use std::os::fd::AsRawFd;

use super::message::RawAddress;
use super::sender::{Stop, Taken};

const BATCH: usize = 64;

/// Sends batch by batch until a datagram is refused.
pub(super) fn submit(
    socket: &UdpSocket,
    datagrams: &[u8],
    stride: usize,
    to: &RawAddress,
) -> Taken {
    let mut taken = Taken::default();
    let mut rest = datagrams;
    while !rest.is_empty() {
        taken.calls += 1;
        match send_batch(socket, rest, stride, to) {
            Ok(sent) => {
                taken.datagrams += sent;
                rest = &rest[(sent * stride).min(rest.len())..];
            }
            Err(error) => {
                taken.stop = Some(Stop::Socket(error));
                break;
            }
        }
    }
    taken
}

/// Sends at most a batch; returns how many datagrams the kernel took, at least 1.
fn send_batch(
    socket: &UdpSocket,
    datagrams: &[u8],
    stride: usize,
    to: &RawAddress,
) -> io::Result<usize> {
    let mut parts = [libc::iovec { iov_base: std::ptr::null_mut(), iov_len: 0 }; BATCH];
    // SAFETY: all-zero is a valid `mmsghdr`: null pointers with zero lengths.
    let mut messages: [libc::mmsghdr; BATCH] = unsafe { std::mem::zeroed() };
    let mut count = 0;
    for datagram in datagrams.chunks(stride).take(BATCH) {
        parts[count] =
            libc::iovec { iov_base: datagram.as_ptr().cast_mut().cast(), iov_len: datagram.len() };
        let header = &mut messages[count].msg_hdr;
        (header.msg_name, header.msg_namelen) = to.name();
        header.msg_iov = &raw mut parts[count];
        header.msg_iovlen = 1;
        count += 1;
    }
    // SAFETY: the first `count` messages point to an address and buffers that outlive the call;
    // the kernel writes only the length fields of `messages`.
    let sent = unsafe {
        libc::sendmmsg(socket.as_raw_fd(), messages.as_mut_ptr(), count as u32, libc::MSG_DONTWAIT)
    };
    if sent < 0 { Err(io::Error::last_os_error()) } else { Ok(sent as usize) }
}
