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

/// Enough paced datagrams that one in ten thousand shows.
const PACED_FRAMES: usize = 200;
const BURST_FRAMES: usize = 30;
/// Most runs of the paced frames.
const RUNS: usize = 3;
const DATAGRAMS: usize = 100;
const STRIDE: usize = 1_200;
/// A frame takes 7 ms of the port; the rest is room for a machine that holds threads up.
const INTERVAL: Span = Span::from_millis(30);

/// Sends `frames`, one each interval.
fn send_frames(socket: Arc<UdpSocket>, peer: &UdpSocket, frames: usize, mut pacer: Option<Pacer>) {
    let to = peer.local_addr().unwrap();
    let mut transmit = send::open(socket, Method::Auto).unwrap();
    let mut paced = Paced::on_this_thread();
    let frame = numbered(DATAGRAMS, STRIDE);
    for _ in 0..frames {
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

/// Datagrams of `frames` that got lost.
fn lost(net: &Net, frames: usize, pacer: Option<Pacer>) -> usize {
    let far = net.socket(Side::Far);
    let mut receive = Gro::new(Arc::clone(&far));
    let near = net.socket(Side::Near);
    thread::scope(|scope| {
        scope.spawn(|| send_frames(near, &far, frames, pacer));
        frames * DATAGRAMS - collect(&mut receive, frames * DATAGRAMS).len()
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
    // A thread that the machine held up sends late, and so in a burst: the best run tells.
    let paced = (0..RUNS).map(|_| lost(&net, PACED_FRAMES, Some(pacer.clone())));
    let all_paced = PACED_FRAMES * DATAGRAMS;
    let mut tried = Vec::new();
    for lost in paced {
        tried.push(lost);
        if lost * 10_000 <= all_paced {
            break;
        }
    }
    let paced = tried.iter().copied().min().unwrap_or(all_paced);
    let burst = lost(&net, BURST_FRAMES, None);
    let all_burst = BURST_FRAMES * DATAGRAMS;
    println!(
        "a shallow queue drops {burst} of {all_burst} in bursts, {tried:?} of {all_paced} paced"
    );
    assert!(paced * 10_000 <= all_paced, "{paced} of {all_paced} paced datagrams lost");
    assert!(burst * 10 > all_burst, "{burst} of {all_burst} lost: the queue is not shallow");
}
