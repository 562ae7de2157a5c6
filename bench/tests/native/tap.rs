//! Datagrams between client and host, taken at the switch.

use std::collections::HashSet;
use std::io::{ErrorKind, Read};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use socket2::{Domain, Protocol, Socket, Type};

use crate::net::{At, Net};

/// Packets of every protocol, in the byte order of the network (packet(7)).
const ETH_P_ALL: u16 = 3;

/// Most datagrams that are kept.
const MOST: usize = 4_000;

/// Header of an IPv4 packet without options, and of UDP.
const IP_LEN: usize = 20;
const HEADERS: usize = IP_LEN + 8;

/// A genuine UDP datagram, with its IPv4 header.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Taken(Vec<u8>);

impl Taken {
    /// `None` if it is something else, or a part of one.
    fn of(packet: &[u8]) -> Option<Taken> {
        let whole = packet.len() > HEADERS && packet[0] == 0x45 && packet[9] == 17;
        let mut bytes = packet.to_vec();
        // The sum was left to a network card that is not there; zero is none (RFC 768).
        bytes.get_mut(IP_LEN + 6..HEADERS)?.fill(0);
        whole.then_some(Taken(bytes))
    }

    pub fn packet(&self) -> &[u8] {
        &self.0
    }

    pub fn payload(&self) -> &[u8] {
        &self.0[HEADERS..]
    }

    pub fn to(&self) -> (Ipv4Addr, u16) {
        let at = |from: usize| [self.0[from], self.0[from + 1]];
        let ([a, b], [c, d]) = (at(16), at(18));
        (Ipv4Addr::new(a, b, c, d), u16::from_be_bytes(at(IP_LEN + 2)))
    }

    /// First packet of a handshake (RFC 9000 section 17.2.2).
    pub fn is_initial(&self) -> bool {
        self.payload()[0] & 0xf0 == 0xc0
    }
}

/// Takes what passes the switch.
pub struct Tap {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Vec<Taken>>,
}

impl Tap {
    pub fn start(net: &Net) -> Tap {
        let all = Some(Protocol::from(i32::from(ETH_P_ALL.to_be())));
        let socket =
            net.inside(At::Switch, || Socket::new(Domain::PACKET, Type::DGRAM, all).unwrap());
        socket.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        Tap { stop, thread: thread::spawn(move || take(&socket, &stopped)) }
    }

    /// Everything so far, each once.
    pub fn stop(self) -> Vec<Taken> {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

fn take(mut socket: &Socket, stop: &AtomicBool) -> Vec<Taken> {
    let (mut taken, mut seen) = (Vec::new(), HashSet::new());
    let mut bytes = vec![0; 65_536];
    while !stop.load(Ordering::Relaxed) && taken.len() < MOST {
        let len = match socket.read(&mut bytes) {
            Ok(len) => len,
            Err(error) if error.kind() == ErrorKind::WouldBlock => continue,
            Err(error) => panic!("{error}"),
        };
        // It comes by twice: into the switch and out of it.
        if let Some(datagram) = Taken::of(&bytes[..len])
            && seen.insert(datagram.clone())
        {
            taken.push(datagram);
        }
    }
    taken
}
