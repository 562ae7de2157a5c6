//! Sending and receiving allocate nothing once they are set up: counted, not believed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/counting.rs"]
mod counting;

use std::net::UdpSocket;
use std::sync::Arc;

use counting::allocations;
use lumen_core::rate::pacer::{Budget, Pacer, PacerConfig};
use lumen_core::units::{Bitrate, Percent, Span};
use lumen_transport::clock;
use lumen_transport::recv::{Gro, Receive};
use lumen_transport::send::paced::Paced;
use lumen_transport::send::{self, Method};
use lumen_transport::socket::{self, Purpose};

const STRIDE: usize = 1_200;
const DATAGRAMS: usize = 60;

/// Sends 100 slices, paced and not, and receives them; returns datagrams and allocations after
/// the first slice.
fn run(method: Method) -> (usize, u64) {
    let any = "127.0.0.1:0".parse().unwrap();
    let socket = Arc::new(socket::bind("receiver", any, Purpose::Media).unwrap());
    let to = socket.local_addr().unwrap();
    let mut receive = Gro::new(socket);
    let sender = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
    let mut transmit = send::open(sender, method).unwrap();
    let mut pacer = Pacer::new(PacerConfig {
        interval: Span(2_000),
        budget: Budget::Link(Bitrate(10_000_000_000)),
        share: Percent(50),
        queue: 40_000,
    });
    let mut paced = Paced::on_this_thread();
    let slice = vec![7; DATAGRAMS * STRIDE];
    let (mut received, mut before) = (0, 0);
    for round in 0..101 {
        if round == 1 {
            before = allocations();
        }
        let now = clock::now();
        pacer.begin(now);
        let plan = pacer.plan(now, DATAGRAMS, STRIDE);
        paced.send(&mut *transmit, plan, &slice, STRIDE, to).unwrap();
        transmit.send(&slice, STRIDE, to).unwrap();
        let mut left = 2 * DATAGRAMS;
        while left > 0 {
            let until = clock::now() + Span::from_secs(5);
            let mut batch = receive.recv(until, Span(10)).unwrap().expect("they are on their way");
            left -= batch.datagrams().count();
        }
        received += 2 * DATAGRAMS;
    }
    (received, allocations() - before)
}

#[test]
fn slices_pass_without_allocation() {
    for method in [Method::Auto, Method::Gso, Method::Mmsg] {
        assert_eq!(run(method), (101 * 2 * DATAGRAMS, 0), "{method}");
    }
}
