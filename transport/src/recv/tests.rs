//! Receiving over loopback.

use std::net::UdpSocket;
use std::sync::Arc;

use super::*;
use crate::send::{self, Method};
use crate::{clock, sys};

fn loopback() -> Arc<UdpSocket> {
    Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap())
}

fn soon() -> Micros {
    clock::now() + Span::from_secs(5)
}

#[test]
fn a_train_arrives_datagram_by_datagram() {
    let socket = loopback();
    let to = socket.local_addr().unwrap();
    let mut receive = Gro::new(socket);
    let sender = loopback();
    let from = sender.local_addr().unwrap();
    let bytes: Vec<u8> = (0..30 * 1200).map(|i| (i / 1200) as u8).collect();
    send::open(sender, Method::Auto).unwrap().send(&bytes, 1200, to).unwrap();
    let mut seen = Vec::new();
    while seen.len() < 30 {
        let mut batch = receive.recv(soon(), Span(0)).unwrap().expect("datagrams are on their way");
        assert_eq!(batch.from, from);
        for datagram in batch.datagrams() {
            assert_eq!(datagram.len(), 1200);
            seen.push(datagram[0]);
        }
    }
    assert_eq!(seen, (0..30).collect::<Vec<u8>>());
    assert_eq!((receive.stats().datagrams, receive.stats().dropped), (30, 0));
}

#[test]
fn silence_ends_at_the_deadline_spinning_or_not() {
    let mut receive = Gro::new(loopback());
    for spin in [Span(0), Span(2_000), Span::from_secs(1_000)] {
        let until = clock::now() + Span::from_millis(5);
        assert!(receive.recv(until, spin).unwrap().is_none());
        assert!(clock::now() >= until);
    }
    assert_eq!(receive.stats(), ReceiveStats::default());
}

#[test]
fn a_spinning_receiver_is_woken_by_nobody_and_still_receives() {
    let socket = loopback();
    let to = socket.local_addr().unwrap();
    let mut receive = Gro::new(socket);
    let sender = std::thread::spawn(move || loopback().send_to(b"late", to).unwrap());
    let mut batch = receive.recv(soon(), Span::from_secs(5)).unwrap().expect("one datagram");
    assert_eq!(batch.datagrams().next().unwrap(), b"late");
    sender.join().unwrap();
}

#[test]
fn a_batch_has_one_sender() {
    let socket = loopback();
    let to = socket.local_addr().unwrap();
    let mut receive = Gro::new(socket);
    let senders = [loopback(), loopback()];
    let ports: Vec<_> = senders.iter().map(|sender| sender.local_addr().unwrap()).collect();
    let mut ways = senders.map(|sender| send::open(sender, Method::Auto).unwrap());
    for _ in 0..20 {
        for (index, way) in ways.iter_mut().enumerate() {
            way.send(&[index as u8; 3 * 200], 200, to).unwrap();
        }
    }
    let mut seen = [0; 2];
    while seen.iter().sum::<usize>() < 120 {
        let mut batch = receive.recv(soon(), Span(0)).unwrap().expect("datagrams are on their way");
        let index = ports.iter().position(|port| *port == batch.from).unwrap();
        for datagram in batch.datagrams() {
            assert!(datagram.len() == 200 && datagram.iter().all(|&byte| byte == index as u8));
            seen[index] += 1;
        }
    }
    assert_eq!(seen, [60, 60]);
}

#[test]
fn what_the_kernel_drops_is_counted() {
    let socket = loopback();
    let to = socket.local_addr().unwrap();
    sys::set_option(&*socket, libc::SOL_SOCKET, libc::SO_RCVBUF, 1).unwrap();
    let mut receive = Gro::new(socket);
    let sender = loopback();
    for _ in 0..100 {
        sender.send_to(&[0; 500], to).unwrap();
    }
    while receive.recv(clock::now(), Span(0)).unwrap().is_some() {}
    // The counter travels with the next datagram.
    sender.send_to(&[0; 500], to).unwrap();
    while receive.recv(clock::now(), Span(0)).unwrap().is_some() {}
    let stats = receive.stats();
    assert!(stats.dropped > 0 && stats.datagrams < 100, "{stats:?}");
    assert_eq!(stats.datagrams + stats.dropped, 101);
}
