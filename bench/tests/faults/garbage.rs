//! Noise on every port: the host stays up, streams on, does not grow and does not chatter.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use lumen_core::gamestream::nvhttp::LaunchKind;

use crate::census::resident;
use crate::hand::wish;
use crate::rig::{Rig, turn};

/// Bytes without meaning, the same in every run (splitmix64).
pub struct Noise(u64);

impl Noise {
    pub fn new(seed: u64) -> Noise {
        Noise(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next() as u8).collect()
    }
}

/// What a stream port may be told.
const SIZES: [usize; 12] = [0, 1, 2, 3, 7, 16, 64, 255, 1024, 4096, 16_384, 70_000];

/// Beginnings that get noise past the first look of a parser.
const LURES: [&[u8]; 9] = [
    b"",
    b"GET /",
    b"GET /pair?uniqueid=1&phrase=getservercert&salt=",
    b"GET /launch?rikey=00 HTTP/1.1\r\nHost: x\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01",
    b"OPTIONS rtsp://x RTSP/1.0\r\nCSeq: 1\r\n",
    b"ANNOUNCE streamid=control/13/0 RTSP/1.0\r\nCSeq: 4\r\nContent-length: 20000\r\n\r\n",
    b"\x80\x00\x04\x00\x00\x00\x00\x01",
];

/// Connections that one round of noise makes to one port; a round goes to five.
const INCIDENTS: usize = SIZES.len() * LURES.len();

/// How long the host may keep a connection on which nothing more will come.
const CLOSES: Duration = Duration::from_secs(5);

/// One round on a port: every size behind every lure, each on a connection of its own.
fn shout<S: Read + Write>(noise: &mut Noise, connect: impl Fn() -> S, hang_up: impl Fn(&S)) {
    for lure in LURES {
        for size in SIZES {
            let mut stream = connect();
            // The host may have heard enough at any byte.
            let _ = stream.write_all(&[lure, &noise.bytes(size)].concat());
            hang_up(&stream);
            let mut answer = Vec::new();
            let closed = stream.read_to_end(&mut answer);
            let waiting = |error: &std::io::Error| {
                use std::io::ErrorKind::{TimedOut, WouldBlock};
                matches!(error.kind(), TimedOut | WouldBlock)
            };
            let waits = closed.as_ref().is_err_and(waiting);
            assert!(!waits, "still open after {lure:?} and {size} bytes");
        }
    }
}

fn shout_tcp(noise: &mut Noise, to: SocketAddr) {
    let connect = || {
        let stream = TcpStream::connect(to).unwrap();
        stream.set_read_timeout(Some(CLOSES)).unwrap();
        stream.set_write_timeout(Some(CLOSES)).unwrap();
        stream
    };
    shout(noise, connect, |stream| drop(stream.shutdown(Shutdown::Write)));
}

fn shout_unix(noise: &mut Noise, to: &std::path::Path) {
    let connect = || {
        let stream = UnixStream::connect(to).unwrap();
        stream.set_read_timeout(Some(CLOSES)).unwrap();
        stream.set_write_timeout(Some(CLOSES)).unwrap();
        stream
    };
    shout(noise, connect, |stream| drop(stream.shutdown(Shutdown::Write)));
}

/// Beginnings for datagram ports: a ping, an ENet connection of any peer, one of an ENet peer.
const DATAGRAM_LURES: [&[u8]; 5] = [
    b"",
    b"PING",
    b"\x8f\xff\x00\x00\x82\xff\x00\x01\x00\x00",
    b"\x0f\xff\x02\xff\x00\x01",
    b"\x80\x00\x00\x00\x86\x00\x00\x02",
];

const DATAGRAM_SIZES: [usize; 10] = [0, 1, 4, 12, 16, 20, 48, 600, 1_400, 60_000];

fn shout_udp(noise: &mut Noise, to: SocketAddr) {
    let socket = UdpSocket::bind((to.ip(), 0)).unwrap();
    for lure in DATAGRAM_LURES {
        for size in DATAGRAM_SIZES {
            for _ in 0..5 {
                // Nobody listens while nobody streams.
                let _ = socket.send_to(&[lure, &noise.bytes(size)].concat(), to);
            }
        }
    }
}

impl Rig {
    /// Noise on every port, all that listen and all that may.
    fn shout(&self, noise: &mut Noise) {
        let (hand, ports) = (&self.alice.hand, self.alice.hand.ports());
        for port in [ports.video(), ports.control(), ports.audio()] {
            shout_udp(noise, hand.at(port));
        }
        for port in [ports.http, ports.https(), ports.rtsp(), ports.web()] {
            shout_tcp(noise, hand.at(port));
        }
        shout_unix(noise, &self.host.state().join("host.sock"));
    }
}

#[test]
fn noise_neither_disturbs_nor_swells_the_host() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let mut noise = Noise::new(1);
    let stream = rig.alice.stream();
    rig.shout(&mut noise);
    let warm = resident(&rig.host);
    rig.host.log();
    let seen = stream.pictures();
    for _ in 0..3 {
        rig.shout(&mut noise);
        stream.see(3);
    }
    let grown = resident(&rig.host).saturating_sub(warm);
    let said = rig.host.log();
    let (lines, stats) = (said.lines().count(), stream.session.stats());
    let pictures = stream.pictures() - seen;
    println!("noise: {lines} lines, {grown} KiB more, {pictures} pictures meanwhile, {stats:?}");
    assert!(grown < 8 * 1024, "{grown} KiB more");
    assert_eq!(stats.reassembly.lost, 0, "{stats:?}");
    // A line for each connection would be allowed. Most are no more than a stranger's mistake.
    assert!(lines < INCIDENTS, "{lines} lines:\n{said}");
    assert_eq!(rig.status().streaming_client, Some(rig.alice.fingerprint().to_string()));
    stream.session.disconnect();
    rig.alice.quit();
    rig.is_vacant();
}

#[test]
fn noise_does_not_keep_a_client_from_beginning() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    let (hand, mut noise) = (&rig.alice.hand, Noise::new(2));
    let mut launched = hand.launch(&wish(LaunchKind::Launch)).unwrap();
    shout_tcp(&mut noise, hand.at(hand.ports().rtsp()));
    let agreed = launched.agree();
    for port in [hand.ports().control(), hand.ports().video(), hand.ports().audio()] {
        shout_udp(&mut noise, hand.at(port));
    }
    let mut control = agreed.connect();
    shout_udp(&mut noise, hand.at(hand.ports().control()));
    assert!(agreed.watch(&mut control));
}
