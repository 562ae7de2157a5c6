//! The datagrams that tell the host where media go: one every half second, for the whole session.
//!
//! ```text
//!  0                      16          20
//!  | payload from SETUP   | counter   |      big-endian, from 1
//! ```
//! Source: moonlight-common-c, `Limelight-internal.h`, `SS_PING`; docs/wire-gamestream.md "Pings".

use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;

use lumen_core::gamestream::PingPayload;
use lumen_core::units::{Micros, Span};

const INTERVAL: Span = Span::from_millis(500);

/// Sends the pings of one stream.
pub(crate) struct Pinger {
    socket: Arc<UdpSocket>,
    to: SocketAddr,
    payload: PingPayload,
    sent: u32,
    next: Micros,
}

impl Pinger {
    /// The first ping is due at once.
    pub fn new(socket: Arc<UdpSocket>, to: SocketAddr, payload: PingPayload) -> Pinger {
        Pinger { socket, to, payload, sent: 0, next: Micros(0) }
    }

    /// Sends a ping if one is due; returns when the next one is.
    pub fn keep_up(&mut self, now: Micros) -> Micros {
        if now >= self.next {
            self.sent = self.sent.wrapping_add(1);
            let mut ping = [0; 20];
            ping[..16].copy_from_slice(self.payload.as_bytes());
            ping[16..].copy_from_slice(&self.sent.to_be_bytes());
            // A ping that the system refuses is a lost one; the next will do.
            let _ = self.socket.send_to(&ping, self.to);
            self.next = now + INTERVAL;
        }
        self.next
    }

    /// Who is pinged, and nobody else is listened to.
    pub fn peer(&self) -> SocketAddr {
        self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pings_are_counted_and_spaced() {
        let host = UdpSocket::bind("127.0.0.1:0").unwrap();
        let socket = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
        let payload = PingPayload::parse("7A31F09C55E2B84D").unwrap();
        let mut pinger = Pinger::new(socket, host.local_addr().unwrap(), payload);
        let start = Micros(7);
        let next = pinger.keep_up(start);
        assert_eq!(next, start + INTERVAL);
        assert_eq!(pinger.keep_up(start + Span(1)), next);
        pinger.keep_up(next);
        for counter in 1..=2 {
            let mut ping = [0; 64];
            assert_eq!(host.recv(&mut ping).unwrap(), 20);
            assert_eq!(&ping[..20], [b"7A31F09C55E2B84D".as_slice(), &[0, 0, 0, counter]].concat());
        }
    }
}
