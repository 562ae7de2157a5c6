//! Buffers as small as the system makes them, in front of a slow port.

use std::net::UdpSocket;

use lumen_transport::recv::{Gro, Receive};
use lumen_transport::send::{self, Method};
use lumen_transport::{Refusal, TransportError};

use crate::net::{Net, Side, collect, numbered};

const METHODS: [Method; 3] = [Method::Auto, Method::Gso, Method::Mmsg];
const DATAGRAMS: usize = 240;
const STRIDE: usize = 1_200;

/// A port that passes a slice of ours in 24 ms and drops none of it.
fn slow_net() -> Option<Net> {
    let net = Net::new(1_500)?;
    let port = "qdisc add dev near root tbf rate 100mbit burst 4kb limit 400kb";
    net.run(Side::Near, "tc", port)?;
    Some(net)
}

fn shrink_send_buffer(socket: &UdpSocket) {
    rustix::net::sockopt::set_socket_send_buffer_size(socket, 1).unwrap();
}

#[test]
fn a_full_send_buffer_is_waited_for_without_spinning() {
    let Some(net) = slow_net() else { return };
    let far = net.socket(Side::Far);
    let to = far.local_addr().unwrap();
    let mut receive = Gro::new(far);
    for method in METHODS {
        let near = net.socket(Side::Near);
        shrink_send_buffer(&near);
        let mut transmit = send::open(near, method).unwrap();
        let slice = numbered(DATAGRAMS, STRIDE);
        transmit.send(&slice, STRIDE, to).unwrap();
        let stats = transmit.stats();
        println!("{}: {stats:?}", transmit.method());
        assert_eq!(collect(&mut receive, DATAGRAMS), (0..DATAGRAMS as u8).collect::<Vec<_>>());
        assert!(stats.waits > 0, "the buffer was large enough");
        assert!(stats.waits <= DATAGRAMS as u64, "waiting that does not wait");
        // Each wait is followed by one more hand-over.
        assert!(stats.calls <= 2 * stats.waits + 5, "{stats:?}");
    }
}

#[test]
fn a_socket_that_does_not_block_hears_how_much_was_taken() {
    let Some(net) = slow_net() else { return };
    let far = net.socket(Side::Far);
    let to = far.local_addr().unwrap();
    let mut receive = Gro::new(far);
    for method in METHODS {
        let near = net.socket(Side::Near);
        shrink_send_buffer(&near);
        near.set_nonblocking(true).unwrap();
        let mut transmit = send::open(near, method).unwrap();
        let refused = transmit.send(&numbered(DATAGRAMS, STRIDE), STRIDE, to);
        let Err(TransportError::Send { sent, refusal, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!((refusal, transmit.stats().waits), (Refusal::Full, 0));
        assert_eq!(transmit.stats().datagrams, sent as u64);
        assert!(sent < DATAGRAMS);
        let expected: Vec<u8> = (0..sent as u8).collect();
        assert_eq!(collect(&mut receive, DATAGRAMS), expected, "{}", transmit.method());
    }
}

#[test]
fn a_full_receive_buffer_is_counted() {
    let Some(net) = Net::new(1_500) else { return };
    let far = net.socket(Side::Far);
    rustix::net::sockopt::set_socket_recv_buffer_size(&*far, 1).unwrap();
    let to = far.local_addr().unwrap();
    let mut receive = Gro::new(far);
    let mut transmit = send::open(net.socket(Side::Near), Method::Auto).unwrap();
    transmit.send(&numbered(DATAGRAMS, STRIDE), STRIDE, to).unwrap();
    let mut arrived = collect(&mut receive, DATAGRAMS).len();
    // The counter travels with the next datagram.
    transmit.send(&[0; STRIDE], STRIDE, to).unwrap();
    arrived += collect(&mut receive, 1).len();
    let stats = receive.stats();
    println!("{stats:?}");
    assert!(arrived < DATAGRAMS && stats.dropped > 0, "{stats:?}");
    assert_eq!(stats.datagrams, arrived as u64);
}
