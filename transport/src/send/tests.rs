//! Every method over loopback, and the ways down from one to the next.

use std::io;
use std::time::Duration;

use super::*;
use crate::Refusal;
use crate::sys;

const METHODS: [Method; 4] = [Method::Auto, Method::Uring, Method::Gso, Method::Mmsg];

fn loopback() -> Arc<UdpSocket> {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    // Room for all that a test sends before it receives.
    sys::set_option(&socket, libc::SOL_SOCKET, libc::SO_RCVBUF, 1 << 20).unwrap();
    Arc::new(socket)
}

/// A way out by `method`; `None`, loudly, where the machine lacks it.
fn open_or_skip(method: Method) -> Option<Box<dyn Transmit>> {
    open(loopback(), method)
        .map_err(|error| eprintln!("SKIPPED: {error}: {:?}", io::Error::last_os_error()))
        .ok()
}

fn numbered(count: usize, stride: usize) -> Vec<u8> {
    (0..count * stride).map(|i| (i / stride) as u8).collect()
}

fn assert_arrives(receiver: &UdpSocket, count: usize, stride: usize) {
    let mut buffer = [0; 2048];
    for index in 0..count {
        let len = receiver.recv(&mut buffer).unwrap();
        assert_eq!((len, buffer[0]), (stride, index as u8));
    }
}

#[test]
fn every_method_delivers_in_order_with_one_call() {
    let receiver = loopback();
    let to = receiver.local_addr().unwrap();
    for mut transmit in METHODS.into_iter().filter_map(open_or_skip) {
        transmit.send(&numbered(40, 1200), 1200, to).unwrap();
        assert_arrives(&receiver, 40, 1200);
        let stats = SendStats { datagrams: 40, calls: 1, ..SendStats::default() };
        assert_eq!(transmit.stats(), stats, "{}", transmit.method());
    }
}

#[test]
fn a_slice_of_several_trains_is_one_call_of_io_uring() {
    let receiver = loopback();
    let to = receiver.local_addr().unwrap();
    let Some(mut transmit) = open_or_skip(Method::Uring) else { return };
    // Four trains, the last one datagram and that a short one.
    let bytes = numbered(193, 500);
    transmit.send(&bytes[..192 * 500 + 7], 500, to).unwrap();
    assert_arrives(&receiver, 192, 500);
    assert_arrives_short(&receiver, 7);
    assert_eq!((transmit.stats().datagrams, transmit.stats().calls), (193, 1));
}

fn assert_arrives_short(receiver: &UdpSocket, len: usize) {
    assert_eq!(receiver.recv(&mut [0; 2048]).unwrap(), len);
}

#[test]
fn nothing_is_nothing_and_a_stride_of_zero_is_one() {
    let receiver = loopback();
    let to = receiver.local_addr().unwrap();
    for mut transmit in METHODS.into_iter().filter_map(open_or_skip) {
        transmit.send(&[], 1200, to).unwrap();
        assert_eq!(transmit.stats(), SendStats::default());
        transmit.send(&[0, 1], 0, to).unwrap();
        assert_arrives(&receiver, 2, 1);
    }
}

#[test]
fn a_sender_may_move_to_another_thread() {
    let receiver = loopback();
    let to = receiver.local_addr().unwrap();
    for mut transmit in METHODS.into_iter().filter_map(open_or_skip) {
        transmit.send(&numbered(100, 100), 100, to).unwrap();
        let moved = std::thread::spawn(move || {
            transmit.send(&numbered(100, 100), 100, to).unwrap();
            transmit.stats()
        });
        assert_eq!(moved.join().unwrap().fall_backs, 0);
        assert_arrives(&receiver, 100, 100);
        assert_arrives(&receiver, 100, 100);
    }
}

#[test]
fn the_port_is_free_once_the_sender_is_gone() {
    for method in METHODS {
        for _ in 0..50 {
            let socket = loopback();
            let address = socket.local_addr().unwrap();
            let Ok(mut transmit) = open(socket, method) else { continue };
            transmit.send(&[0; 1_000], 10, address).unwrap();
            drop(transmit);
            UdpSocket::bind(address).unwrap();
        }
    }
}

#[test]
fn segmentation_that_is_refused_costs_no_datagram() {
    let receiver = loopback();
    let to = receiver.local_addr().unwrap();
    for method in [Method::Auto, Method::Uring, Method::Gso] {
        let sender = loopback();
        let Ok(mut transmit) = open(Arc::clone(&sender), method) else { continue };
        transmit.send(&numbered(80, 100), 100, to).unwrap();
        assert_arrives(&receiver, 80, 100);
        // The kernel refuses to cut what it is not to checksum, as it does for some tunnels.
        sys::set_option(&*sender, libc::SOL_SOCKET, libc::SO_NO_CHECK, 1).unwrap();
        let sent = transmit.send(&numbered(150, 100), 100, to);
        if method == Method::Auto {
            sent.unwrap();
            assert_arrives(&receiver, 150, 100);
            assert_eq!((transmit.method(), transmit.stats().fall_backs), ("sendmmsg", 1));
            assert_eq!(transmit.stats().datagrams, 230);
        } else {
            let kept = matches!(sent, Err(TransportError::Send { sent: 0, .. }));
            assert!(kept, "a method that was asked for is kept: {sent:?}");
        }
    }
}

#[test]
fn a_destination_of_the_other_family_is_a_typed_error_and_no_fall_back() {
    for mut transmit in METHODS.into_iter().filter_map(open_or_skip) {
        let method = transmit.method();
        let refused = transmit.send(&[0; 640], 64, "[::1]:9".parse().unwrap());
        let Err(TransportError::Send { sent, refusal, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!((sent, refusal, transmit.method()), (0, Refusal::Unfit, method));
    }
}

#[test]
fn a_datagram_no_path_takes_is_too_long() {
    for mut transmit in METHODS.into_iter().filter_map(open_or_skip) {
        let to = "127.0.0.1:9".parse().unwrap();
        let refused = transmit.send(&[0; 80_000], 70_000, to).unwrap_err();
        assert_eq!(refused.remedy(), crate::Remedy::Shrink, "{}", transmit.method());
    }
}

/// A connected socket learns that nobody listens; what is sent next is not lost by that.
#[test]
fn an_answer_to_an_earlier_datagram_costs_no_later_one() {
    for method in METHODS {
        let sender = loopback();
        let receiver = loopback();
        let to = receiver.local_addr().unwrap();
        sender.connect(to).unwrap();
        let Ok(mut transmit) = open(Arc::clone(&sender), method) else { continue };
        drop(receiver);
        transmit.send(&[9; 100], 100, to).unwrap();
        let receiver = UdpSocket::bind(to).unwrap();
        receiver.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        transmit.send(&numbered(3, 100), 100, to).unwrap();
        assert_arrives(&receiver, 3, 100);
        assert_eq!(transmit.stats().repeats, 1, "{}", transmit.method());
    }
}

#[test]
fn methods_are_named_as_settings_name_them() {
    for method in METHODS {
        assert_eq!(method.name().parse(), Ok(method));
    }
    assert_eq!("sqpoll".parse::<Method>(), Err(UnknownMethod));
}
