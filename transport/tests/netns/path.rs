//! Paths that are narrow, blocked or gone for a while.

use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;

use lumen_transport::recv::Gro;
use lumen_transport::send::{self, Method};
use lumen_transport::socket::{PathMtu, max_datagram, set_path_mtu};
use lumen_transport::{Refusal, Remedy, TransportError};

use crate::net::{Net, Side, collect, numbered};

const METHODS: [Method; 3] = [Method::Auto, Method::Gso, Method::Mmsg];

fn refusal(sent: Result<(), TransportError>) -> (usize, Refusal) {
    match sent {
        Err(TransportError::Send { sent, refusal, .. }) => (sent, refusal),
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn no_route_is_a_typed_error_and_spoils_nothing() {
    let Some(net) = Net::new(1_500) else { return };
    let far = net.socket(Side::Far);
    let to = far.local_addr().unwrap();
    let mut receive = Gro::new(far);
    for method in METHODS {
        let mut transmit = send::open(net.socket(Side::Near), method).unwrap();
        let nowhere: SocketAddr = "198.51.100.1:9".parse().unwrap();
        let name = transmit.method();
        let refused = transmit.send(&numbered(40, 1_200), 1_200, nowhere);
        assert_eq!(refusal(refused), (0, Refusal::Unreachable));
        let calls = transmit.stats().calls;
        assert!(calls <= 2, "{name}: {calls} calls for a destination that is not there");
        transmit.send(&numbered(40, 1_200), 1_200, to).unwrap();
        assert_eq!(collect(&mut receive, 40).len(), 40);
        assert_eq!((transmit.stats().fall_backs, transmit.method()), (0, name));
    }
    let nowhere = net.inside(Side::Near, || max_datagram("198.51.100.1:9".parse().unwrap()));
    assert_eq!(nowhere.unwrap_err().remedy(), Remedy::Skip);
}

#[test]
fn an_interface_may_go_down_and_come_back() {
    let Some(net) = Net::new(1_500) else { return };
    let far = net.socket(Side::Far);
    let to = far.local_addr().unwrap();
    let mut receive = Gro::new(far);
    for method in METHODS {
        let mut transmit = send::open(net.socket(Side::Near), method).unwrap();
        let slice = numbered(40, 1_200);
        transmit.send(&slice, 1_200, to).unwrap();
        assert_eq!(collect(&mut receive, 40).len(), 40);
        net.run(Side::Near, "ip", "link set near down").unwrap();
        assert_eq!(refusal(transmit.send(&slice, 1_200, to)), (0, Refusal::Unreachable));
        net.run(Side::Near, "ip", "link set near up").unwrap();
        net.await_link();
        transmit.send(&slice, 1_200, to).unwrap();
        let arrived = collect(&mut receive, 40).len();
        assert_eq!((arrived, transmit.stats().fall_backs), (40, 0), "{}", transmit.method());
    }
}

fn marked(net: &Net, choice: PathMtu) -> Arc<UdpSocket> {
    let socket = net.socket(Side::Near);
    set_path_mtu(&socket, choice).unwrap();
    socket
}

#[test]
fn a_narrow_path_says_what_it_takes() {
    let Some(net) = Net::new(1_280) else { return };
    let far = net.socket(Side::Far);
    let to = far.local_addr().unwrap();
    let mut receive = Gro::new(far);
    let largest = |peer: SocketAddr| net.inside(Side::Near, || max_datagram(peer).unwrap());
    assert_eq!(largest(to), 1_280 - 28);
    assert_eq!(largest("[fd00::2]:9".parse().unwrap()), 1_280 - 48);
    for choice in [PathMtu::Discover, PathMtu::Probe] {
        for method in METHODS {
            let mut transmit = send::open(marked(&net, choice), method).unwrap();
            let refused = transmit.send(&numbered(40, 1_392), 1_392, to);
            assert_eq!(refusal(refused), (0, Refusal::TooLong));
            transmit.send(&numbered(40, 1_252), 1_252, to).unwrap();
            assert_eq!(collect(&mut receive, 40), (0..40).collect::<Vec<u8>>());
            assert_eq!(transmit.stats().fall_backs, 0, "{choice:?} {}", transmit.method());
        }
    }
}

#[test]
fn a_narrow_path_gets_fragments_where_they_are_allowed() {
    let Some(net) = Net::new(1_280) else { return };
    let far = net.socket(Side::Far);
    let to = far.local_addr().unwrap();
    let mut receive = Gro::new(far);
    let mut transmit = send::open(marked(&net, PathMtu::Fragment), Method::Auto).unwrap();
    transmit.send(&numbered(100, 1_392), 1_392, to).unwrap();
    assert_eq!(collect(&mut receive, 100), (0..100).collect::<Vec<u8>>());
    assert_eq!((transmit.method(), transmit.stats().fall_backs), ("sendmmsg", 1));
}
