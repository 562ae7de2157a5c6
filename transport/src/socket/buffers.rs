//! Socket buffers: what was asked, what the system gave, and how to get more.

use std::net::UdpSocket;

use crate::sys;

/// What became of a wish for one buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buffer {
    /// Bytes that were asked for.
    pub asked: usize,
    /// Bytes that the system gave; half of what it accounts for, as in socket(7).
    pub given: usize,
}

/// The buffers of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buffers {
    /// For datagrams on their way in.
    pub receive: Buffer,
    /// For datagrams on their way out.
    pub send: Buffer,
}

/// Asks for buffers of `bytes`. Beyond the system's limits only a privileged process gets them.
pub fn enlarge(socket: &UdpSocket, bytes: usize) -> Buffers {
    Buffers {
        receive: ask(socket, libc::SO_RCVBUFFORCE, libc::SO_RCVBUF, bytes),
        send: ask(socket, libc::SO_SNDBUFFORCE, libc::SO_SNDBUF, bytes),
    }
}

fn ask(socket: &UdpSocket, force: i32, name: i32, asked: usize) -> Buffer {
    let value = i32::try_from(asked).unwrap_or(i32::MAX);
    // The second one never fails: it gives what the limit allows.
    let _ = sys::set_option(socket, libc::SOL_SOCKET, force, value)
        .or_else(|_| sys::set_option(socket, libc::SOL_SOCKET, name, value));
    let doubled = sys::option(socket, libc::SOL_SOCKET, name).unwrap_or(0);
    Buffer { asked, given: usize::try_from(doubled).unwrap_or(0) / 2 }
}

impl Buffers {
    /// Says in the log which limits were in the way.
    pub fn report(&self, what: &'static str) {
        for (limit, Buffer { asked, given }) in self.capped() {
            tracing::warn!(what, asked, given, "socket buffer capped: sysctl -w {limit}={asked}");
        }
    }

    /// The limits that were in the way, each with the buffer that it capped.
    pub fn capped(&self) -> impl Iterator<Item = (&'static str, Buffer)> + use<> {
        [("net.core.rmem_max", self.receive), ("net.core.wmem_max", self.send)]
            .into_iter()
            .filter(|(_, buffer)| buffer.given < buffer.asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_is_what_the_system_says() {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let buffers = enlarge(&socket, 64 << 10);
        let whole = Buffer { asked: 64 << 10, given: 64 << 10 };
        assert_eq!(buffers, Buffers { receive: whole, send: whole });
        assert_eq!(buffers.capped().count(), 0);
    }

    #[test]
    fn a_capped_buffer_names_its_limit() {
        let whole = Buffer { asked: 10, given: 10 };
        let capped = Buffer { asked: 10, given: 4 };
        let limits = |receive, send| {
            Buffers { receive, send }.capped().map(|(limit, _)| limit).collect::<Vec<_>>()
        };
        assert_eq!(limits(capped, whole), ["net.core.rmem_max"]);
        assert_eq!(limits(whole, capped), ["net.core.wmem_max"]);
    }
}
