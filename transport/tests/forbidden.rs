//! A container that forbids io_uring, as common seccomp profiles do: before the sender is opened,
//! and while it runs. A filter binds the thread that installs it and no other.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io;
use std::net::UdpSocket;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use lumen_transport::TransportError;
use lumen_transport::send::{self, Method, Transmit};

const DATAGRAMS: usize = 150;
const STRIDE: usize = 100;

/// Lets two system calls of this thread fail with EPERM from now on.
fn forbid(first: libc::c_long, second: libc::c_long) {
    let op = |code: u32, k: u32, jt: u8, jf: u8| libc::sock_filter { code: code as u16, jt, jf, k };
    let is = |call: libc::c_long, jt| {
        op(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, call as u32, jt, 0)
    };
    let say = |verdict| op(libc::BPF_RET | libc::BPF_K, verdict, 0, 0);
    let mut program = [
        // The number of the call is the first word of what a filter sees.
        op(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0, 0),
        is(first, 2),
        is(second, 1),
        say(libc::SECCOMP_RET_ALLOW),
        say(libc::SECCOMP_RET_ERRNO | libc::EPERM as u32),
    ];
    let filter = libc::sock_fprog { len: program.len() as u16, filter: program.as_mut_ptr() };
    // SAFETY: takes integers only.
    let locked = unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) };
    assert_eq!(locked, 0, "{}", io::Error::last_os_error());
    let mode = libc::SECCOMP_MODE_FILTER;
    // SAFETY: `filter` and the program it points to are valid during the call.
    let set = unsafe { libc::prctl(libc::PR_SET_SECCOMP, mode, &raw const filter) };
    assert_eq!(set, 0, "{}", io::Error::last_os_error());
}

fn loopback() -> Arc<UdpSocket> {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    rustix::net::sockopt::set_socket_recv_buffer_size(&socket, 1 << 20).unwrap();
    Arc::new(socket)
}

fn assert_delivers(transmit: &mut dyn Transmit) {
    let receiver = loopback();
    let bytes: Vec<u8> = (0..DATAGRAMS * STRIDE).map(|i| (i / STRIDE) as u8).collect();
    transmit.send(&bytes, STRIDE, receiver.local_addr().unwrap()).unwrap();
    let mut datagram = [0; STRIDE];
    for index in 0..DATAGRAMS {
        receiver.recv(&mut datagram).unwrap();
        assert_eq!(datagram, [index as u8; STRIDE]);
    }
}

#[test]
fn where_io_uring_is_forbidden_sendmsg_sends() {
    let forbidden = thread::spawn(|| {
        forbid(libc::SYS_io_uring_setup, libc::SYS_io_uring_register);
        let mut transmit = send::open(loopback(), Method::Auto).unwrap();
        assert_eq!(transmit.method(), "sendmsg+GSO");
        assert_delivers(&mut *transmit);
        assert_eq!(transmit.stats().fall_backs, 0);
        let asked_for = send::open(loopback(), Method::Uring);
        assert!(matches!(asked_for, Err(TransportError::Method { method: "io_uring", .. })));
    });
    forbidden.join().unwrap();
}

#[test]
fn io_uring_that_is_forbidden_later_costs_no_datagram() {
    let forbidden = thread::spawn(|| {
        let mut transmit = send::open(loopback(), Method::Auto).unwrap();
        if transmit.method() != "io_uring+GSO" {
            eprintln!("SKIPPED: no io_uring here: {}", transmit.method());
            return;
        }
        assert_delivers(&mut *transmit);
        forbid(libc::SYS_io_uring_enter, libc::SYS_io_uring_setup);
        assert_delivers(&mut *transmit);
        assert_eq!((transmit.method(), transmit.stats().fall_backs), ("sendmsg+GSO", 1));
        assert_delivers(&mut *transmit);
        assert_eq!(transmit.stats().datagrams, 3 * DATAGRAMS as u64);
    });
    forbidden.join().unwrap();
}
