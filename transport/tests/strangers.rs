//! What strangers cost a host, and what they get out of it.
//!
//! One test, since the allocator counts the whole process.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use lumen_transport::control::quic::{Connection, Connector, Credentials, Listener, QuicError};
use rustls::pki_types::PrivatePkcs8KeyDer;

/// Strangers that send one packet.
const STRANGERS: usize = 120;

/// Strangers that a host bears of one address. Source: docs/wire-native.md "Connection".
const PER_ADDRESS: usize = 8;

/// Counts the bytes that are allocated now.
struct Live;

static LIVE: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Live {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promises are those that the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the memory came from `alloc` with this layout.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Live = Live;

fn live() -> usize {
    LIVE.load(Ordering::Relaxed)
}

fn credentials() -> Credentials {
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::default().self_signed(&key).unwrap();
    Credentials::new(certificate.der(), &PrivatePkcs8KeyDer::from(key.serialize_der()))
}

/// The first datagrams of so many clients, each of another one.
async fn first_datagrams(count: usize) -> Vec<Vec<u8>> {
    let ours = credentials();
    let mut datagrams = Vec::new();
    for _ in 0..count {
        let nobody = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let connector = Connector::new(nobody.local_addr().unwrap(), &ours).unwrap();
        let mut bytes = vec![0; 2048];
        let len = tokio::select! {
            _ = connector.connect() => panic!("nobody answers"),
            received = nobody.recv(&mut bytes) => received.unwrap(),
        };
        bytes.truncate(len);
        bytes.shrink_to_fit();
        datagrams.push(bytes);
    }
    datagrams
}

/// A stranger at an address of its own on this machine.
fn stranger(number: usize) -> UdpSocket {
    let socket = UdpSocket::bind((Ipv4Addr::new(127, 1, 0, number as u8), 0)).unwrap();
    socket.set_nonblocking(true).unwrap();
    socket
}

/// Bytes that came for `socket` since it was last asked.
fn received(socket: &UdpSocket) -> usize {
    let mut bytes = [0; 2048];
    std::iter::from_fn(|| socket.recv(&mut bytes).ok()).sum()
}

/// Lets the host do what it does, for a while.
async fn serve(listener: &mut Listener, time: Duration) -> Option<Connection> {
    tokio::time::timeout(time, listener.accept()).await.ok().flatten()
}

#[test]
fn strangers_cost_little_and_get_less_than_they_send() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let any = SocketAddr::new(IpAddr::from([127, 0, 0, 1]), 0);
        let mut listener = Listener::bind(any, &credentials()).unwrap();
        let to = listener.local_addr().unwrap();
        unproven(&mut listener, to).await;
        connected(&mut listener, to).await;

        let connector = Connector::new(to, &credentials()).unwrap();
        let (host, client) = tokio::join!(listener.accept(), connector.connect());
        assert!(host.is_some() && client.is_ok(), "an honest client is let in");
    });
}

/// Those who never prove that they are where they say: a good first packet each.
async fn unproven(listener: &mut Listener, to: SocketAddr) {
    let hellos = first_datagrams(STRANGERS).await;
    let strangers: Vec<UdpSocket> = (1..=STRANGERS).map(stranger).collect();
    let before = live();
    for (stranger, hello) in strangers.iter().zip(&hellos) {
        stranger.send_to(hello, to).unwrap();
    }
    assert!(serve(listener, Duration::from_millis(300)).await.is_none());
    let held = live().saturating_sub(before);
    println!("{STRANGERS} first packets leave {held} bytes allocated");
    assert!(held < 32 << 10, "{held} bytes");
    let answers: Vec<usize> = strangers.iter().map(received).collect();
    let sent: Vec<usize> = hellos.iter().map(Vec::len).collect();
    let shares = answers.iter().zip(&sent).map(|(answer, sent)| *answer as f64 / *sent as f64);
    let most = shares.fold(0.0, f64::max);
    println!("bytes answered for a byte of a stranger: at most {most:.2}");
    assert!(most > 0.0 && most < 0.5);
}

/// Those who have a certificate, and say nothing.
async fn connected(listener: &mut Listener, to: SocketAddr) {
    let ours = credentials();
    let connectors: Vec<Connector> =
        (0..=PER_ADDRESS).map(|_| Connector::new(to, &ours).unwrap()).collect();
    let before = live();
    let mut ends = Vec::new();
    for connector in &connectors[..PER_ADDRESS] {
        let (host, client) = tokio::join!(listener.accept(), connector.connect());
        ends.push((host.unwrap(), client.unwrap()));
    }
    let each = (live() - before) / PER_ADDRESS;
    println!("a connection with a stranger holds {each} bytes, both ends together");
    assert!(each < 150 << 10, "{each} bytes");
    let refused = tokio::select! {
        refused = connectors[PER_ADDRESS].connect() => refused,
        _ = listener.accept() => panic!("one too many"),
    };
    assert!(matches!(refused, Err(QuicError::Refused)), "{refused:?}");
    ends[0].0.admit();
    let (host, client) = tokio::join!(listener.accept(), connectors[PER_ADDRESS].connect());
    assert!(host.is_some() && client.is_ok(), "an admitted one is no stranger");
}
