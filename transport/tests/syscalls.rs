//! System calls of a sender in steady state, counted by strace from outside: not by the counters
//! of the sender itself.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/strace.rs"]
mod strace;

use std::net::UdpSocket;
use std::sync::Arc;

use lumen_transport::send::{self, Method};
use strace::{calls_between_marks, mark};

const SLICES: usize = 200;
const STRIDE: usize = 1_200;

/// Sends slices of so many datagrams between two marks.
fn send_slices(method: Method, datagrams: usize) {
    let receiver = UdpSocket::bind("127.0.0.1:0").unwrap();
    let to = receiver.local_addr().unwrap();
    let sender = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
    let mut transmit = send::open(sender, method).unwrap();
    let slice = vec![0; datagrams * STRIDE];
    // The first one sets up what is left to set up. Nobody reads: what the receiver's buffer
    // cannot hold is dropped behind the sender's back.
    transmit.send(&slice, STRIDE, to).unwrap();
    mark();
    for _ in 0..SLICES {
        transmit.send(&slice, STRIDE, to).unwrap();
    }
    mark();
}

#[test]
#[ignore = "run under strace by the other tests"]
fn traced_uring_40() {
    send_slices(Method::Uring, 40);
}

#[test]
#[ignore = "run under strace by the other tests"]
fn traced_uring_200() {
    send_slices(Method::Uring, 200);
}

#[test]
#[ignore = "run under strace by the other tests"]
fn traced_gso_40() {
    send_slices(Method::Gso, 40);
}

#[test]
#[ignore = "run under strace by the other tests"]
fn traced_mmsg_40() {
    send_slices(Method::Mmsg, 40);
}

fn assert_calls(test: &str, name: &str) {
    let Some(calls) = calls_between_marks(test) else { return };
    println!("{test}: {} system calls for {SLICES} slices", calls.len());
    assert_eq!(calls.len(), SLICES, "{:#?}", &calls[..calls.len().min(10)]);
    assert!(calls.iter().all(|call| call.contains(name)), "{:#?}", &calls[..10]);
}

fn assert_uring_calls(test: &str, call: &str) {
    let socket = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
    match send::open(socket, Method::Uring) {
        Ok(_) => assert_calls(test, call),
        Err(error) => eprintln!("SKIPPED: {error}"),
    }
}

#[test]
fn forty_datagrams_are_one_system_call_whatever_the_method() {
    assert_uring_calls("traced_uring_40", "sendmsg");
    assert_calls("traced_gso_40", "sendmsg");
    assert_calls("traced_mmsg_40", "sendmmsg");
}

#[test]
fn two_hundred_datagrams_are_one_system_call_of_io_uring() {
    assert_uring_calls("traced_uring_200", "io_uring_enter");
}
