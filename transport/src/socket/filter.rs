//! Filters of the kernel: what a socket has no use for takes no room in its buffer and wakes nobody.
//!
//! Programs of the classic Berkeley packet filter. To a filter of a UDP socket a datagram begins
//! with its UDP header; a load beyond its end drops it. Refused datagrams count among the
//! dropped ones of the socket. Source: Linux Documentation/networking/filter.rst.

use std::io;
use std::net::{IpAddr, SocketAddr, UdpSocket};

use socket2::{SockFilter, SockRef};

/// First byte of the payload, behind the UDP header.
const PAYLOAD: u32 = 8;

/// Loads from here on are from the IP header. Source: linux/filter.h `SKF_NET_OFF`.
const NETWORK: u32 = (-0x10_0000_i32).cast_unsigned();

/// Where an IP header has the source: IPv4, IPv6.
const SOURCE_V4: u32 = NETWORK + 12;
const SOURCE_V6: u32 = NETWORK + 8;

const WHOLE: u32 = u32::MAX;
const NOTHING: u32 = 0;

fn load(size: u32, at: u32) -> SockFilter {
    SockFilter::new((libc::BPF_LD | libc::BPF_ABS | size) as u16, 0, 0, at)
}

/// Goes on behind so many steps if the loaded value is `value`, or is not.
fn equal(value: u32, then: u8, or: u8) -> SockFilter {
    SockFilter::new((libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K) as u16, then, or, value)
}

/// Goes on behind so many steps if the loaded value has one of these bits, or none.
fn has(bits: u32, then: u8, or: u8) -> SockFilter {
    SockFilter::new((libc::BPF_JMP | libc::BPF_JSET | libc::BPF_K) as u16, then, or, bits)
}

fn take(len: u32) -> SockFilter {
    SockFilter::new((libc::BPF_RET | libc::BPF_K) as u16, 0, 0, len)
}

/// Lets datagrams of QUIC through alone: a long header of `version`, or a short one.
///
/// # Errors
/// What the system says.
pub fn quic_alone(socket: &UdpSocket, version: u32) -> io::Result<()> {
    SockRef::from(socket).attach_filter(&[
        load(libc::BPF_B, PAYLOAD),
        has(0x80, 1, 0),
        has(0x40, 2, 3),
        load(libc::BPF_W, PAYLOAD + 1),
        equal(version, 0, 1),
        take(WHOLE),
        take(NOTHING),
    ])
}

/// Lets datagrams of one address and port through alone. `socket` is of the family of `peer`.
///
/// # Errors
/// What the system says.
pub fn peer_alone(socket: &UdpSocket, peer: SocketAddr) -> io::Result<()> {
    let (source, words): (u32, Vec<[u8; 4]>) = match peer.ip() {
        IpAddr::V4(v4) => (SOURCE_V4, vec![v4.octets()]),
        IpAddr::V6(v6) => (SOURCE_V6, v6.octets().as_chunks().0.to_vec()),
    };
    let mut program = Vec::with_capacity(2 * words.len() + 4);
    for (number, word) in words.iter().enumerate() {
        // Two steps for each word that follows, two for the port, and one to take it.
        let to_the_end = 2 * (words.len() - number) as u8 + 1;
        program.push(load(libc::BPF_W, source + 4 * number as u32));
        program.push(equal(u32::from_be_bytes(*word), 0, to_the_end));
    }
    program.push(load(libc::BPF_H, 0));
    program.push(equal(peer.port().into(), 0, 1));
    program.extend([take(WHOLE), take(NOTHING)]);
    SockRef::from(socket).attach_filter(&program)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const LAST: &[u8] = b"\x40 last";

    fn socket(address: &str) -> UdpSocket {
        let socket = UdpSocket::bind(address).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        socket
    }

    /// First bytes of what comes, up to [`LAST`].
    fn arrived(socket: &UdpSocket) -> Vec<Vec<u8>> {
        let mut bytes = [0; 64];
        let all = std::iter::from_fn(|| {
            let len = socket.recv(&mut bytes).unwrap();
            (&bytes[..len] != LAST).then(|| bytes[..len].to_vec())
        });
        all.collect()
    }

    #[test]
    fn quic_of_the_version_passes_alone() {
        let (here, there) = (socket("127.0.0.1:0"), socket("127.0.0.1:0"));
        quic_alone(&here, 1).unwrap();
        let passes = |it: &[u8]| match it {
            [first, rest @ ..] if first & 0x80 != 0 => rest.starts_with(&[0, 0, 0, 1]),
            [first, ..] => first & 0x40 != 0,
            [] => false,
        };
        let mut sent = vec![vec![], vec![0xc0], vec![0xc0, 0, 0, 0], vec![0x40], b"PING".to_vec()];
        // Few enough for the socket's buffer.
        for first in (0..=u8::MAX).step_by(5) {
            sent.push(vec![first, 0, 0, 0, 1, 8]);
            sent.push(vec![first, 0, 0, 0, 2, 8]);
        }
        for datagram in sent.iter().map(Vec::as_slice).chain([LAST]) {
            there.send_to(datagram, here.local_addr().unwrap()).unwrap();
        }
        let expected: Vec<Vec<u8>> = sent.into_iter().filter(|it| passes(it)).collect();
        assert_eq!(arrived(&here), expected);
    }

    #[test]
    fn one_peer_passes_alone() {
        for [ours, other] in [["127.0.0.1:0", "127.0.0.2:0"], ["[::1]:0", "[::1]:0"]] {
            let (here, peer, same, stranger) =
                (socket(ours), socket(ours), socket(ours), socket(other));
            peer_alone(&here, peer.local_addr().unwrap()).unwrap();
            let to = here.local_addr().unwrap();
            for from in [&same, &stranger, &peer] {
                from.send_to(b"\x10 media", to).unwrap();
            }
            peer.send_to(LAST, to).unwrap();
            assert_eq!(arrived(&here), [b"\x10 media"], "{ours}");
        }
    }
}
