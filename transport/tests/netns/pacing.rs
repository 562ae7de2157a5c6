//! A switch with a shallow queue in front of a slow port.

use std::net::UdpSocket;
use std::sync::Arc;
use std::thread;

use lumen_core::rate::pacer::{Budget, Pacer, PacerConfig};
use lumen_core::units::{Bitrate, Percent, Span};
use lumen_transport::clock;
use lumen_transport::recv::Gro;
use lumen_transport::send::paced::Paced;
use lumen_transport::send::{self, Method};

use crate::net::{Net, Side, collect, numbered};

const FRAMES: usize = 30;
const DATAGRAMS: usize = 100;
const STRIDE: usize = 1_200;
/// A frame takes 7 ms of the port; the rest is room for a machine that holds threads up.
const INTERVAL: Span = Span::from_millis(40);

/// Sends all frames, one each interval.
fn send_frames(socket: Arc<UdpSocket>, peer: &UdpSocket, mut pacer: Option<Pacer>) {
    let to = peer.local_addr().unwrap();
    let mut transmit = send::open(socket, Method::Auto).unwrap();
    let mut paced = Paced::on_this_thread();
    let frame = numbered(DATAGRAMS, STRIDE);
    for _ in 0..FRAMES {
        let now = clock::now();
        match &mut pacer {
            Some(pacer) => {
                pacer.begin(now);
                let plan = pacer.plan(now, DATAGRAMS, STRIDE);
                paced.send(&mut *transmit, plan, &frame, STRIDE, to).unwrap();
            }
            None => transmit.send(&frame, STRIDE, to).unwrap(),
        }
        clock::wait_until(now + INTERVAL);
    }
}

/// Datagrams that got lost.
fn lost(net: &Net, pacer: Option<Pacer>) -> usize {
    let far = net.socket(Side::Far);
    let mut receive = Gro::new(Arc::clone(&far));
    let near = net.socket(Side::Near);
    thread::scope(|scope| {
        scope.spawn(|| send_frames(near, &far, pacer));
        FRAMES * DATAGRAMS - collect(&mut receive, FRAMES * DATAGRAMS).len()
    })
}

#[test]
fn a_shallow_queue_drops_bursts_and_passes_paced_trains() {
    let Some(net) = Net::new(1_500) else { return };
    let port = "qdisc add dev near root tbf rate 150mbit burst 4kb limit 24kb";
    if net.run(Side::Near, "tc", port).is_none() {
        return;
    }
    let pacer = Pacer::new(PacerConfig {
        interval: INTERVAL,
        budget: Budget::Link(Bitrate(140_000_000)),
        share: Percent(75),
        queue: 20_000,
    });
    let all = FRAMES * DATAGRAMS;
    let (paced, burst) = (lost(&net, Some(pacer)), lost(&net, None));
    println!("of {all} datagrams a shallow queue drops {burst} in bursts, {paced} paced");
    assert!(paced * 10_000 <= all, "{paced} of {all} paced datagrams lost");
    assert!(burst * 10 > all, "{burst} of {all} lost: the queue is not shallow");
}
