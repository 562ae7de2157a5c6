//! Senders and receivers leave no descriptor behind, rings included.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::net::UdpSocket;
use std::sync::Arc;

use lumen_transport::recv::Gro;
use lumen_transport::send::{self, Method};
use lumen_transport::socket::{self, Purpose};

fn open_descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

#[test]
fn nothing_stays_open() {
    let before = open_descriptors();
    for method in [Method::Auto, Method::Uring, Method::Gso, Method::Mmsg] {
        for _ in 0..20 {
            let any = "127.0.0.1:0".parse().unwrap();
            let socket: Arc<UdpSocket> = socket::bind("test", any, Purpose::Media).unwrap().into();
            let to = socket.local_addr().unwrap();
            let _receive = Gro::new(Arc::clone(&socket));
            let Ok(mut transmit) = send::open(socket, method) else { continue };
            transmit.send(&[0; 10_000], 100, to).unwrap();
            transmit.send(&[0; 10_000], 100, "[::1]:9".parse().unwrap()).unwrap_err();
            // A new owner makes a ring of its own.
            let moved = std::thread::spawn(move || transmit.send(&[0; 10_000], 100, to).unwrap());
            moved.join().unwrap();
        }
    }
    assert_eq!(open_descriptors(), before);
}
