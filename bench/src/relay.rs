//! A network between a client and a host of `lumen/1` that loses datagrams both ways, repeatably,
//! and counts what the host sends.
//!
//! One port, one client. A datagram is received and sent by itself, whatever offloads the two ends
//! use, and lost whatever it is: media, or QUIC with handshake, requests and reports in it.

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lumen_core::native::media::{HEADER_LEN, KIND, payload_of};
use lumen_transport::TransportError;
use lumen_transport::socket::{self, Purpose};

use crate::proxy::Loss;

/// Longest time until a thread notices that the relay is to end.
const LOOK_UP: Duration = Duration::from_millis(100);

const MAX_DATAGRAM: usize = 65_535;

/// Places in a media datagram. Source: docs/wire-native.md "Media datagram".
const FLAGS: usize = 1;
const FRAME: usize = 12;
const FLAG_KEY: u8 = 1;
const FLAG_ANCHOR: u8 = 2;

/// Why there is no relay.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// A UDP port.
    #[error(transparent)]
    Udp(#[from] TransportError),
    /// The system.
    #[error("relay: {0}")]
    System(#[from] io::Error),
}

/// What the host sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Media datagrams of data.
    pub data: u64,
    /// Media datagrams of parity.
    pub parity: u64,
    /// Of both, those that were lost.
    pub lost: u64,
    /// Numbers of the frames.
    pub frames: BTreeSet<u32>,
    /// Of these, the key frames.
    pub keys: BTreeSet<u32>,
    /// And those that are predicted from before a gap.
    pub anchors: BTreeSet<u32>,
}

impl Seen {
    fn count(&mut self, datagram: &[u8], lost: bool) {
        let Some(header) = datagram.first_chunk::<HEADER_LEN>() else { return };
        if header[0] != KIND {
            return;
        }
        let (_, parity) = payload_of(datagram);
        self.data += u64::from(!parity);
        self.parity += u64::from(parity);
        self.lost += u64::from(lost);
        let frame = header[FRAME..].first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes));
        self.frames.insert(frame);
        let flags = header[FLAGS];
        for (flag, of_kind) in [(FLAG_KEY, &mut self.keys), (FLAG_ANCHOR, &mut self.anchors)] {
            if flags & flag != 0 {
                of_kind.insert(frame);
            }
        }
    }
}

/// A running relay. Dropping it ends its threads.
pub struct Relay {
    address: SocketAddr,
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

struct Shared {
    /// Towards the client.
    near: UdpSocket,
    /// Towards the host, connected.
    far: UdpSocket,
    client: OnceLock<SocketAddr>,
    stop: AtomicBool,
    losing: AtomicBool,
    seen: Mutex<Seen>,
}

impl Relay {
    /// Stands at a free port of this machine for `host`, the address of its `lumen/1` port, and
    /// takes `there` from what the host sends and `back` from what the client sends.
    ///
    /// # Errors
    /// [`RelayError`].
    pub fn start(host: SocketAddr, there: Loss, back: Loss) -> Result<Relay, RelayError> {
        let bind = || -> Result<UdpSocket, RelayError> {
            let socket = socket::bind("relay", (Ipv4Addr::LOCALHOST, 0).into(), Purpose::Media)?;
            socket.set_read_timeout(Some(LOOK_UP))?;
            Ok(socket)
        };
        let (near, far) = (bind()?, bind()?);
        far.connect(host)?;
        let address = near.local_addr()?;
        let (client, stop, seen) = (OnceLock::new(), AtomicBool::new(false), Mutex::default());
        let losing = AtomicBool::new(true);
        let shared = Arc::new(Shared { near, far, client, stop, losing, seen });
        let (one, other) = (Arc::clone(&shared), Arc::clone(&shared));
        let threads = vec![
            thread::spawn(move || one.to_client(there)),
            thread::spawn(move || other.to_host(back)),
        ];
        Ok(Relay { address, shared, threads })
    }

    /// Where the client finds the host's `lumen/1` port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Loses what is to be lost, as it does from the start, or lets everything through.
    pub fn lose(&self, on: bool) {
        self.shared.losing.store(on, Ordering::Relaxed);
    }

    /// What the host sent so far.
    pub fn seen(&self) -> Seen {
        self.shared.seen().clone()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn to_client(&self, loss: Loss) {
        let (mut fates, mut datagram) = (loss.fates(), vec![0; MAX_DATAGRAM]);
        while !self.stop.load(Ordering::Relaxed) {
            let (Ok(len), Some(client)) = (self.far.recv(&mut datagram), self.client.get()) else {
                continue;
            };
            let lost = fates.next().unwrap_or(false) && self.losing.load(Ordering::Relaxed);
            self.seen().count(&datagram[..len], lost);
            if !lost {
                // What a full buffer refuses is lost, too.
                let _ = self.near.send_to(&datagram[..len], client);
            }
        }
    }

    fn to_host(&self, loss: Loss) {
        let (mut fates, mut datagram) = (loss.fates(), vec![0; MAX_DATAGRAM]);
        while !self.stop.load(Ordering::Relaxed) {
            let Ok((len, from)) = self.near.recv_from(&mut datagram) else { continue };
            if *self.client.get_or_init(|| from) != from {
                continue;
            }
            let lost = fates.next().unwrap_or(false) && self.losing.load(Ordering::Relaxed);
            if !lost {
                let _ = self.far.send(&datagram[..len]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn socket() -> UdpSocket {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        socket
    }

    /// A media header: index 0 is data, 1 is parity.
    fn media(frame: u32, index: u8) -> Vec<u8> {
        let mut bytes = vec![0; HEADER_LEN + 17];
        (bytes[0], bytes[FLAGS]) =
            (KIND, [FLAG_KEY, 0, FLAG_ANCHOR].get(frame as usize).copied().unwrap_or(0));
        bytes[FRAME..FRAME + 4].copy_from_slice(&frame.to_be_bytes());
        (bytes[23], bytes[25], bytes[27]) = (index, 1, 1);
        bytes
    }

    #[test]
    fn what_the_seed_says_is_lost_and_all_is_counted() {
        let (host, client) = (socket(), socket());
        let (there, back) = (Loss::random(0.3, 5), Loss::random(0.0, 0));
        let relay = Relay::start(host.local_addr().unwrap(), there, back).unwrap();
        client.send_to(b"hello", relay.address()).unwrap();
        let mut bytes = [0; 64];
        let (len, from) = host.recv_from(&mut bytes).unwrap();
        assert_eq!(&bytes[..len], b"hello");
        let sent: Vec<Vec<u8>> = (0..40).map(|n| media(n / 2, (n % 2) as u8)).collect();
        for datagram in &sent {
            host.send_to(datagram, from).unwrap();
        }
        let passes = sent.iter().zip(there.fates()).filter(|(_, lost)| !lost);
        let mut lost = sent.len() as u64;
        for (datagram, _) in passes {
            let len = client.recv(&mut bytes).unwrap();
            assert_eq!(&bytes[..len], datagram);
            lost -= 1;
        }
        let (frames, keys, anchors) = ((0..20).collect(), [0].into(), [2].into());
        let expected = Seen { data: 20, parity: 20, lost, frames, keys, anchors };
        // Datagrams behind the last one that passed may still be on their way.
        while relay.seen().frames.len() < 20 || relay.seen().parity < 20 {
            thread::yield_now();
        }
        assert_eq!(relay.seen(), expected);
    }
}
