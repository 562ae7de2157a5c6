//! One `sendmsg` for up to 64 datagrams, cut by the kernel or the NIC (`UDP_SEGMENT`, udp(7)).

use std::io;
use std::net::UdpSocket;
use std::os::fd::AsRawFd;

use super::message::{Message, RawAddress, trains};
use super::sender::{Stop, Taken};
use crate::sys;

/// Fails when the kernel does not know the socket option.
pub(super) fn probe(socket: &UdpSocket) -> io::Result<()> {
    sys::option(socket, libc::SOL_UDP, libc::UDP_SEGMENT).map(drop)
}

/// Sends train by train until one is refused.
pub(super) fn submit(
    socket: &UdpSocket,
    datagrams: &[u8],
    stride: usize,
    to: &RawAddress,
) -> Taken {
    let mut taken = Taken::default();
    let mut message = Message::new();
    for train in trains(datagrams, stride) {
        taken.calls += 1;
        let header = message.set(train, stride, to);
        // SAFETY: `header` points to an address, a buffer and control data that outlive the call;
        // the kernel only reads them.
        let sent = unsafe { libc::sendmsg(socket.as_raw_fd(), header, libc::MSG_DONTWAIT) };
        if sent < 0 {
            taken.stop = Some(Stop::Socket(io::Error::last_os_error()));
            break;
        }
        taken.datagrams += train.len().div_ceil(stride);
    }
    taken
}
