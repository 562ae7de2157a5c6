//! Marks on datagrams, for networks and queues that look at them.

use std::io;
use std::net::UdpSocket;

use super::Purpose;
use crate::sys;

/// `TC_PRIO_INTERACTIVE` of linux/pkt_sched.h: the first band of `pfifo_fast`.
const INTERACTIVE: i32 = 6;

/// The TOS or traffic class byte: a DSCP in its upper six bits (RFC 4594).
fn class(purpose: Purpose) -> i32 {
    match purpose {
        // AF41, multimedia conferencing.
        Purpose::Media => 34 << 2,
        // CS4, real-time interactive.
        Purpose::Control => 32 << 2,
    }
}

/// Marks all that leaves `socket`. An IPv6 socket also marks what it sends to IPv4 peers.
pub(super) fn apply(socket: &UdpSocket, purpose: Purpose, ipv6: bool) -> io::Result<()> {
    let class = class(purpose);
    sys::set_option(socket, libc::IPPROTO_IP, libc::IP_TOS, class)?;
    if ipv6 {
        sys::set_option(socket, libc::IPPROTO_IPV6, libc::IPV6_TCLASS, class)?;
    }
    // Last, since the TOS byte sets it as well.
    sys::set_option(socket, libc::SOL_SOCKET, libc::SO_PRIORITY, INTERACTIVE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::socket::bind;

    #[test]
    fn both_families_are_marked() {
        for (address, purpose, class) in [
            ("127.0.0.1:0", Purpose::Media, 0x88),
            ("[::1]:0", Purpose::Media, 0x88),
            ("[::]:0", Purpose::Control, 0x80),
        ] {
            let socket = bind("test", address.parse().unwrap(), purpose).unwrap();
            let option = |level, name| sys::option(&socket, level, name).unwrap();
            assert_eq!(option(libc::IPPROTO_IP, libc::IP_TOS), class);
            assert_eq!(option(libc::SOL_SOCKET, libc::SO_PRIORITY), 6);
            if address.starts_with('[') {
                assert_eq!(option(libc::IPPROTO_IPV6, libc::IPV6_TCLASS), class);
            }
        }
    }
}
