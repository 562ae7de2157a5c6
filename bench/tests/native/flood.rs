//! What a stranger with a raw socket sends.

use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::{Duration, Instant};

use lumen_core::units::Span;
use lumen_transport::clock;
use lumen_transport::send::{self, Method, Transmit};
use socket2::{Domain, Protocol, Socket, Type};

use crate::tap::Taken;

/// Bytes of most datagrams.
const STRIDE: usize = 64;
/// Of these at once, and how often: 100 000 a second.
const AT_ONCE: usize = 200;
const EVERY: Span = Span::from_millis(2);
/// Slabs of them, so that few bytes come again soon.
const SLABS: usize = 16;
/// Genuine datagrams that are repeated each time, and forged first packets of a handshake.
const REPEATED: usize = 4;
/// The least that a first packet of a handshake has (RFC 9000 section 14.1).
const INITIAL_LEN: usize = 1_200;

/// What was sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent {
    pub garbage: u64,
    pub repeated: u64,
    pub took: Duration,
}

impl Sent {
    pub fn kpps(&self) -> f64 {
        (self.garbage + self.repeated) as f64 / self.took.as_secs_f64() / 1e3
    }
}

/// A stranger. To be made where it is to be.
pub struct Stranger {
    socket: Arc<UdpSocket>,
    transmit: Box<dyn Transmit>,
    raw: Socket,
    slabs: Vec<Vec<u8>>,
    initial: Vec<u8>,
}

impl Stranger {
    pub fn new() -> Stranger {
        let socket = Arc::new(UdpSocket::bind("0.0.0.0:0").unwrap());
        // Whole packets with their header, whatever sender that names (raw(7)).
        let raw = Some(Protocol::from(libc::IPPROTO_RAW));
        let raw = Socket::new(Domain::IPV4, Type::RAW, raw).unwrap();
        let transmit = send::open(Arc::clone(&socket), Method::Mmsg).unwrap();
        let mut state = 1;
        let slabs = (0..SLABS).map(|_| slab(&mut state)).collect();
        let mut initial: Vec<u8> = (0..INITIAL_LEN).map(|_| random(&mut state)).collect();
        // A long header of version 1, and a connection's number of 8 bytes.
        initial[..6].copy_from_slice(&[0xc3, 0, 0, 0, 1, 8]);
        Stranger { socket, transmit, raw, slabs, initial }
    }

    /// Sends to `to` for so long, and repeats `genuine` both ways, under their own senders and
    /// under ours.
    pub fn flood(&mut self, to: SocketAddr, genuine: &[Taken], time: Duration) -> Sent {
        let begun = Instant::now();
        let mut repeat = genuine.iter().cycle();
        let mut sent = Sent::default();
        let mut at = clock::now();
        for round in 0.. {
            if begun.elapsed() >= time {
                break;
            }
            self.transmit.send(&self.slabs[round % SLABS], STRIDE, to).unwrap();
            self.socket.send_to(&self.initial, to).unwrap();
            sent.garbage += AT_ONCE as u64 + 1;
            for taken in repeat.by_ref().take(REPEATED) {
                self.repeat(taken);
                sent.repeated += 2;
            }
            at = at + EVERY;
            clock::wait_until(at);
        }
        Sent { took: begun.elapsed(), ..sent }
    }

    fn repeat(&self, taken: &Taken) {
        let to = SocketAddr::from(taken.to());
        self.raw.send_to(taken.packet(), &to.into()).unwrap();
        self.socket.send_to(taken.payload(), to).unwrap();
    }

    /// Sends one payload from the stranger's own address; bytes that come back within a moment.
    pub fn ask(&self, payload: &[u8], to: SocketAddr) -> Vec<usize> {
        self.socket.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
        self.socket.send_to(payload, to).unwrap();
        let mut bytes = [0; 2_048];
        std::iter::from_fn(|| self.socket.recv(&mut bytes).ok()).collect()
    }
}

/// Hole punches, headers of media and of QUIC with nothing genuine behind, and plain garbage.
fn slab(state: &mut u64) -> Vec<u8> {
    let mut slab: Vec<u8> = (0..AT_ONCE * STRIDE).map(|_| random(state)).collect();
    for (number, datagram) in slab.chunks_mut(STRIDE).enumerate() {
        match number % 8 {
            0 | 1 => datagram[..4].copy_from_slice(&[0x10, 0, 0, 0]),
            2 => datagram[..4].copy_from_slice(b"PING"),
            3 => datagram[0] = 0x40 | datagram[0] & 0x3f,
            4 => datagram[..6].copy_from_slice(&[0xc0, 0, 0, 0, 1, 8]),
            5 => datagram[..6].copy_from_slice(&[0xe0, 0, 0, 0, 1, 8]),
            6 => datagram[0] |= 0x80,
            _ => {}
        }
    }
    slab
}

/// Xorshift (Marsaglia, 2003).
fn random(state: &mut u64) -> u8 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state as u8
}
