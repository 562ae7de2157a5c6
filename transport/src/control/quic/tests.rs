//! Both ends over loopback.

use std::future::Future;
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lumen_core::native::datagram::{Datagram, Probe};
use lumen_core::native::media;
use lumen_core::native::message::Message;
use lumen_core::native::message::end::{Bye, Reason};
use lumen_core::native::message::value::{Text, Tile};
use lumen_core::units::{Micros, Span};
use rustls::pki_types::PrivatePkcs8KeyDer;

use super::socket::is_media;
use super::*;
use crate::clock;
use crate::recv::Receive;
use crate::send::{self, Method};

fn credentials() -> Credentials {
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::default().self_signed(&key).unwrap();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    Credentials::new(certificate.der(), &key)
}

/// Both ends of a connection, and what they hang on.
struct Pair {
    listener: Listener,
    connector: Connector,
    host: Connection,
    client: Connection,
}

impl Pair {
    async fn new() -> Pair {
        let mut listener = Listener::bind("127.0.0.1:0".parse().unwrap(), &credentials()).unwrap();
        let connector = Connector::new(listener.local_addr().unwrap(), &credentials()).unwrap();
        let (host, client) = tokio::join!(listener.accept(), connector.connect());
        Pair { listener, connector, host: host.unwrap(), client: client.unwrap() }
    }
}

/// Runs a test that would otherwise wait for ever.
fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let within = async { tokio::time::timeout(Duration::from_secs(20), test).await };
    runtime.block_on(within).expect("the test hangs");
}

#[test]
fn each_end_learns_the_fingerprint_of_the_other() {
    run(async {
        let (host, client) = (credentials(), credentials());
        let mut listener = Listener::bind("127.0.0.1:0".parse().unwrap(), &host).unwrap();
        let connector = Connector::new(listener.local_addr().unwrap(), &client).unwrap();
        let (seen, saw) = tokio::join!(listener.accept(), connector.connect());
        assert_eq!(seen.unwrap().peer(), client.fingerprint());
        assert_eq!(saw.unwrap().peer(), host.fingerprint());
    });
}

#[test]
fn messages_and_datagrams_go_both_ways_and_the_reason_arrives() {
    run(async {
        let Pair { host, client, .. } = &Pair::new().await;
        let (mut from_host, mut to_host) = client.open_control().await.unwrap();
        to_host.send(&Message::Start).await.unwrap();
        let (mut from_client, mut to_client) = host.accept_control().await.unwrap();
        assert_eq!(from_client.next().await.unwrap(), Message::Start);
        let bye = Message::Bye(Bye::from(Reason::NotTrusted));
        to_client.send(&Message::Start).await.unwrap();
        to_client.send(&bye).await.unwrap();
        to_client.finish().await;
        assert_eq!(from_host.next().await.unwrap(), Message::Start);
        assert_eq!(from_host.next().await.unwrap(), bye);
        assert!(matches!(from_host.next().await, Err(QuicError::Ended)));

        let mut probe = Vec::new();
        Datagram::Probe(Probe { sent: Micros(7) }).write(&mut probe);
        client.send_datagram(probe.clone()).unwrap();
        assert_eq!(host.recv_datagram().await.unwrap(), probe);
        host.send_datagram(probe.clone()).unwrap();
        assert_eq!(client.recv_datagram().await.unwrap(), probe);
        assert!(client.max_datagram() >= 1_100);

        host.close(Reason::TooSlow);
        assert!(matches!(client.closed().await, QuicError::Closed(Reason::TooSlow)));
    });
}

#[test]
fn media_secrets_are_equal_at_both_ends_and_differ_otherwise() {
    run(async {
        let Pair { host, client, .. } = &Pair::new().await;
        let tags = |secrets: MediaSecrets| {
            [secrets.to_host, secrets.to_client]
                .map(|secret| secret.seal_key().seal(0, b"", &mut []))
        };
        let mut seen = Vec::new();
        for tile in [0, 1, 15].map(|number| Tile::new(number).unwrap()) {
            let theirs = tags(host.media_secrets(tile).unwrap());
            assert_eq!(tags(client.media_secrets(tile).unwrap()), theirs);
            assert!(matches!(client.media_secrets(tile), Err(QuicError::Taken(_))));
            seen.extend(theirs);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 6);
        assert_eq!(host.pairing_binding().unwrap(), client.pairing_binding().unwrap());
        let other = Pair::new().await;
        assert_ne!(host.pairing_binding().unwrap(), other.host.pairing_binding().unwrap());
    });
}

/// Media of the host's thread and QUIC share the port; the client's thread tells them apart.
#[test]
fn a_media_thread_takes_the_socket_over_and_gives_it_back() {
    run(async {
        let pair = Pair::new().await;
        let to = *pair.host.media_path().unwrap().borrow();
        let reader = pair.connector.socket().reader();
        let socket = pair.listener.media_socket();
        let media = tokio::task::spawn_blocking(move || exchange(socket, to, reader));
        for round in 0..20 {
            say(&pair, round).await;
        }
        assert_eq!(media.await.unwrap(), 60);
        say(&pair, 20).await;
    });
}

async fn say(pair: &Pair, word: u8) {
    pair.host.send_datagram(vec![0xc9, word]).unwrap();
    assert_eq!(pair.client.recv_datagram().await.unwrap(), [0xc9, word][..]);
}

/// Sends 60 datagrams of media and receives for as long as they take; how many came.
fn exchange(socket: Arc<UdpSocket>, to: SocketAddr, mut reader: MediaReader) -> usize {
    let mut way = send::open(socket, Method::Auto).unwrap();
    let mut seen = 0;
    while seen < 60 {
        if seen % 3 == 0 {
            way.send(&[media::KIND; 3 * 900], 900, to).unwrap();
        }
        let mut batch = reader.recv(clock::now() + Span::from_secs(5), Span(0)).unwrap().unwrap();
        seen += batch.datagrams().filter(|datagram| is_media(datagram)).count();
    }
    seen
}

/// Between the ends: what the client sends leaves from one of two ports, as with a router that
/// gives it a new one.
struct Router {
    inside: Arc<UdpSocket>,
    outside: [Arc<UdpSocket>; 2],
    second: Arc<AtomicBool>,
}

impl Router {
    fn towards(host: SocketAddr) -> Router {
        let socket = || Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
        let router =
            Router { inside: socket(), outside: [socket(), socket()], second: Arc::default() };
        let client = Arc::new(Mutex::new(None));
        for outside in router.outside.clone() {
            let (inside, client) = (Arc::clone(&router.inside), Arc::clone(&client));
            std::thread::spawn(move || {
                let mut bytes = [0; 2048];
                while let Ok(len) = outside.recv(&mut bytes) {
                    let to: SocketAddr = client.lock().unwrap().unwrap();
                    inside.send_to(&bytes[..len], to).unwrap();
                }
            });
        }
        let (inside, outside, second) =
            (Arc::clone(&router.inside), router.outside.clone(), Arc::clone(&router.second));
        std::thread::spawn(move || {
            let mut bytes = [0; 2048];
            while let Ok((len, from)) = inside.recv_from(&mut bytes) {
                *client.lock().unwrap() = Some(from);
                let port = usize::from(second.load(Ordering::Relaxed));
                outside[port].send_to(&bytes[..len], host).unwrap();
            }
        });
        router
    }

    fn port(&self, index: usize) -> SocketAddr {
        self.outside[index].local_addr().unwrap()
    }
}

#[test]
fn media_follows_a_client_once_its_new_address_is_checked() {
    run(async {
        let mut listener = Listener::bind("127.0.0.1:0".parse().unwrap(), &credentials()).unwrap();
        let router = Router::towards(listener.local_addr().unwrap());
        let inside = router.inside.local_addr().unwrap();
        let connector = Connector::new(inside, &credentials()).unwrap();
        let (host, client) = tokio::join!(listener.accept(), connector.connect());
        let (host, client) = (host.unwrap(), client.unwrap());
        let mut path = host.media_path().unwrap();
        assert_eq!(*path.borrow_and_update(), router.port(0));
        client.send_datagram(&[0xc8][..]).unwrap();
        host.recv_datagram().await.unwrap();

        router.second.store(true, Ordering::Relaxed);
        client.send_datagram(&[0xc8][..]).unwrap();
        host.recv_datagram().await.unwrap();
        // QUIC believes the new address at once, media does not: nobody has echoed yet.
        assert_eq!(host.remote_address(), router.port(1));
        assert_eq!(*path.borrow(), router.port(0));
        tokio::select! {
            _ = client.recv_datagram() => panic!("nothing but the challenge was sent"),
            _ = host.recv_datagram() => panic!("nothing but the echo was sent"),
            changed = path.changed() => changed.unwrap(),
        }
        assert_eq!(*path.borrow(), router.port(1));
    });
}

/// Datagrams of all first bytes; some look like QUIC, of our version or another, some like media.
fn garbage(number: u32) -> Vec<u8> {
    let mut state = number.wrapping_mul(2_654_435_761) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    };
    let mut datagram: Vec<u8> =
        (0..[1, 20, 60, 300, 1_200][number as usize % 5]).map(|_| next()).collect();
    if let (0xc0.., Some(version)) = (datagram[0], datagram.get_mut(1..5)) {
        version.copy_from_slice(&[0, 0, 0, (number % 3) as u8]);
    }
    datagram
}

#[test]
fn garbage_gets_no_answer_and_disturbs_nobody() {
    run(async {
        let mut pair = Pair::new().await;
        let to = pair.listener.local_addr().unwrap();
        let stranger = UdpSocket::bind("127.0.0.1:0").unwrap();
        stranger.set_nonblocking(true).unwrap();
        for number in 0..3_000u32 {
            stranger.send_to(&garbage(number), to).unwrap();
            if number % 100 == 0 {
                pair.client.send_datagram(number.to_be_bytes().to_vec()).unwrap();
                let heard = tokio::select! {
                    heard = pair.host.recv_datagram() => heard.unwrap(),
                    _ = pair.listener.accept() => panic!("garbage got in"),
                };
                assert_eq!(heard, number.to_be_bytes()[..]);
            }
        }
        let answer = stranger.recv(&mut [0; 2048]);
        assert_eq!(answer.unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
        let port = stranger.local_addr().unwrap();
        assert!(!pair.connector.socket().reader().inbox().push(&[0x40; 30], port));
    });
}

/// A reader that is dropped while it waits has lost nothing and repeats nothing.
#[test]
fn messages_in_pieces_survive_readers_that_give_up() {
    run(async {
        let Pair { host, client, .. } = &Pair::new().await;
        let (_, mut writer) = client.open_control().await.unwrap();
        let bye = Message::Bye(Bye { reason: Reason::Finished, text: Text::new("so long") });
        let mut bytes = Vec::new();
        (0..3).for_each(|_| bye.write(7, &mut bytes));
        let (first, rest) = bytes.split_at(bytes.len() / 2 + 1);
        writer.send_by(|_, out| out.extend_from_slice(first)).await.unwrap();
        let (mut reader, _) = host.accept_control().await.unwrap();
        assert_eq!(reader.next().await.unwrap(), bye);
        for _ in 0..3 {
            let waited = tokio::time::timeout(Duration::from_millis(5), reader.next()).await;
            assert!(waited.is_err(), "half a message is none");
        }
        writer.send_by(|_, out| out.extend_from_slice(rest)).await.unwrap();
        assert_eq!(reader.next().await.unwrap(), bye);
        assert_eq!(reader.next().await.unwrap(), bye);
    });
}
