//! The whole data plane in steady state, over real sockets and on two threads: packetizer, sender,
//! receiver, reassembler. It allocates nothing, and 40 datagrams take at most one system call to
//! send: counted, not believed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/counting.rs"]
mod counting;
#[path = "support/strace.rs"]
mod strace;

use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use counting::allocations;
use lumen_core::fec::plan::FecPolicy;
use lumen_core::framing::{FrameHead, FrameType};
use lumen_core::native::media::{HEADER_LEN, MediaConfig, MediaReceiver, MediaSender};
use lumen_core::packetize::Packetizer;
use lumen_core::reassemble::Reassembler;
use lumen_core::seal::TAG_LEN;
use lumen_core::seal::epoch::{Opener, Sealer};
use lumen_core::seal::limits::Limits;
use lumen_core::seal::secret::Secret;
use lumen_core::units::{FrameId, Micros, Span};
use lumen_transport::clock;
use lumen_transport::recv::{Gro, Receive};
use lumen_transport::send::{self, Method};
use lumen_transport::socket::{self, Purpose};
use strace::{calls_between_marks, mark};

const DATAGRAM: usize = 1_200;
/// Data and parity datagrams of a slice: a sixteenth of a frame at 2.5 Gbit/s and 240 Hz.
const SHAPE: (usize, usize) = (68, 14);
const FEC: FecPolicy = FecPolicy { percent: 20, min_parity: 2 };
const SLICE: usize = SHAPE.0 * (DATAGRAM - HEADER_LEN - TAG_LEN);
const SLICES: usize = 4;

/// Frames that may set up what is left to set up, and touch memory for the first time.
const WARM_UP: u32 = 8;
const FRAMES: u32 = 100;
const DATAGRAMS: usize = FRAMES as usize * SLICES * (SHAPE.0 + SHAPE.1);

const PATIENCE: Span = Span::from_secs(20);

const CONFIG: MediaConfig =
    MediaConfig { tile: 0, max_datagram: DATAGRAM, max_frame: SLICES * SLICE, big_blocks: false };

fn secret() -> Secret {
    Secret::new([1; 32])
}

/// A new key every few frames.
fn limits() -> Limits {
    Limits::for_datagrams(DATAGRAM).at_most(1_000, u64::MAX)
}

fn byte(frame: u32) -> u8 {
    (frame % 251) as u8
}

/// Sends all frames, each slice when the one before has arrived, and returns the allocations after
/// the warm-up.
fn send_frames(to: SocketAddr, arrived: &AtomicUsize) -> u64 {
    let sender = Sealer::new(secret(), limits());
    let mut packetizer = Packetizer::new(MediaSender::new(CONFIG, FEC, sender));
    let mut slots = vec![0; packetizer.max_slots()];
    let outgoing = socket::bind("sender", "127.0.0.1:0".parse().unwrap(), Purpose::Media);
    let mut transmit = send::open(Arc::new(outgoing.unwrap()), Method::Auto).unwrap();
    let (mut slice, mut sent, mut before) = (vec![0; SLICE], 0, 0);
    for frame in 0..WARM_UP + FRAMES {
        if frame == WARM_UP {
            before = allocations();
            mark();
        }
        slice.fill(byte(frame));
        packetizer.begin(FrameHead {
            frame: FrameId(frame),
            frame_type: if frame == 0 { FrameType::Idr } else { FrameType::Predicted },
            captured: Micros(1),
            latency: Span(0),
            slices: SLICES as u8,
        });
        for index in 0..SLICES {
            let last = index + 1 == SLICES;
            let pushed = packetizer.push(&slice, last, &mut slots, |train| {
                transmit.send(train.bytes, train.stride, to).unwrap();
            });
            sent += pushed.unwrap().datagrams;
            let until = clock::now() + PATIENCE;
            // No call of the system, which would count.
            while arrived.load(Ordering::Acquire) < sent {
                assert!(clock::now() < until, "datagrams were lost");
                std::hint::spin_loop();
            }
        }
    }
    mark();
    allocations() - before
}

/// Receives all frames, one datagram of each slice lost; returns the allocations after the
/// warm-up.
fn receive_frames(socket: UdpSocket, arrived: &AtomicUsize) -> u64 {
    let mut receive = Gro::new(Arc::new(socket));
    let opener = Opener::new(&secret(), limits());
    let mut reassembler = Reassembler::new(MediaReceiver::new(CONFIG, opener));
    let (mut count, mut next, mut before) = (0, 0, 0);
    while next < WARM_UP + FRAMES {
        let until = clock::now() + PATIENCE;
        let mut batch = receive.recv(until, Span(50)).unwrap().expect("they are on their way");
        let at = batch.at;
        for datagram in batch.datagrams() {
            count += 1;
            if count % (SHAPE.0 + SHAPE.1) == 30 {
                continue;
            }
            let Some(unit) = reassembler.datagram(datagram, at).unwrap() else { continue };
            assert_eq!(
                (unit.frame, unit.lost, unit.bytes.len()),
                (FrameId(next), None, SLICES * SLICE)
            );
            assert!(unit.bytes.iter().all(|&found| found == byte(next)));
            next += 1;
            if next == WARM_UP {
                before = allocations();
            }
        }
        arrived.store(count, Ordering::Release);
    }
    let after = allocations();
    // A frame is whole before the parity of its last slice is there.
    arrived.store(usize::MAX, Ordering::Release);
    assert!(reassembler.stats().repaired >= u64::from(FRAMES) * SLICES as u64);
    after - before
}

/// Allocations of the sending and of the receiving thread.
fn run() -> (u64, u64) {
    let any = "127.0.0.1:0".parse().unwrap();
    let incoming = socket::bind("receiver", any, Purpose::Media).unwrap();
    let to = incoming.local_addr().unwrap();
    let arrived = AtomicUsize::new(0);
    thread::scope(|scope| {
        let sender = scope.spawn(|| send_frames(to, &arrived));
        let received = receive_frames(incoming, &arrived);
        (sender.join().unwrap(), received)
    })
}

#[test]
fn frames_pass_without_allocation_on_either_side() {
    assert_eq!(run(), (0, 0));
}

#[test]
#[ignore = "run under strace by the other test"]
fn traced() {
    run();
}

#[test]
fn forty_datagrams_take_at_most_one_system_call_to_send() {
    let socket = Arc::new(UdpSocket::bind("127.0.0.1:0").unwrap());
    if let Err(error) = send::open(socket, Method::Uring) {
        eprintln!("SKIPPED: {error}");
        return;
    }
    let Some(calls) = calls_between_marks("traced") else { return };
    println!("{} system calls for {DATAGRAMS} datagrams", calls.len());
    assert!(!calls.is_empty(), "a trace of the sender");
    let most = DATAGRAMS / 40;
    assert!(calls.len() <= most, "{} of {most}: {:#?}", calls.len(), &calls[..10]);
}
