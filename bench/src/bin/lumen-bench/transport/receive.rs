//! Receiving at flood: what waits in the socket's buffer is taken, opened and put together as
//! fast as one core can.

use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::report::{Goal, Row};
use lumen_bench::measure::slices::{Candidate, Work};
use lumen_core::native::media::MediaReceiver;
use lumen_core::reassemble::Reassembler;
use lumen_core::units::Span;
use lumen_transport::clock;
use lumen_transport::recv::{Gro, Receive};
use lumen_transport::send::{Method, Transmit};
use lumen_transport::socket;

use super::LARGE;
use super::cipher::BareRing;
use super::media::{self, DATAGRAM, Source};
use super::peer::Peer;
use super::wire;

/// The product / a bare `recv` with GRO and a bare opening, each alone.
const RECEIVE: Goal = Goal::at_most(1.25);

/// Bytes of a receive buffer that hold what one turn takes, several times.
const BUFFER: usize = 4 << 20;

/// Longest wait for datagrams that were sent.
const PATIENCE: Span = Span::from_secs(5);

/// One piece of work is a slice with its parity.
pub fn measure(bench: &mut Bench, peer: usize) -> anyhow::Result<()> {
    let what = "receive per packet / (GRO recv + ring open, alone)";
    let given = socket::enlarge(&*wire::bind()?, BUFFER).receive.given;
    if given < BUFFER {
        bench.add(Row::does_not_apply(what, RECEIVE, "net.core.rmem_max is too low"));
        return Ok(());
    }
    let comparison = bench.compute_with_sum(
        2,
        &mut [
            Candidate::prepared("recv", Bare::new(peer)?),
            Candidate::prepared("open", RingOpen::new()),
            Candidate::prepared("lumen/1", Product::new(peer)?),
        ],
    )?;
    let name = LARGE.name();
    bench.add(Row::ratio(&format!("{name}: GRO recv + ring open, alone"), &comparison, 0, None));
    bench.add(Row::ratio(&format!("{name}: {what}"), &comparison, 1, Some(RECEIVE)));
    Ok(())
}

/// Slices sent from the other core on demand.
struct Flood {
    peer: Peer<(Source, Box<dyn Transmit>)>,
    to: SocketAddr,
    asked: u64,
    sent: Arc<AtomicU64>,
}

impl Flood {
    fn new(core: usize, to: SocketAddr) -> anyhow::Result<Flood> {
        let state = (Source::new(LARGE), wire::transmit(Method::Auto)?);
        let peer = Peer::start(core, state)?;
        Ok(Flood { peer, to, asked: 0, sent: Arc::default() })
    }

    /// Leaves so many slices in the receiver's buffer.
    fn fill(&mut self, slices: u64) {
        let (sent, to) = (Arc::clone(&self.sent), self.to);
        self.peer.tell(move |_, (source, transmit)| {
            for _ in 0..slices {
                source.push(|train| {
                    transmit.send(train.bytes, train.stride, to).expect("loopback takes datagrams");
                });
                sent.fetch_add(1, Ordering::Release);
            }
        });
        self.asked += slices;
        let until = clock::now() + PATIENCE;
        while self.sent.load(Ordering::Acquire) < self.asked {
            assert!(clock::now() < until, "the sender stopped");
            std::hint::spin_loop();
        }
    }
}

/// The socket alone.
struct Bare {
    flood: Flood,
    socket: Arc<UdpSocket>,
    train: Vec<u8>,
}

impl Bare {
    fn new(peer: usize) -> anyhow::Result<Bare> {
        let socket = wire::bind()?;
        // Turns coalescing on.
        drop(Gro::new(Arc::clone(&socket)));
        let flood = Flood::new(peer, socket.local_addr()?)?;
        Ok(Bare { flood, socket, train: vec![0; 1 << 16] })
    }
}

impl Work for Bare {
    fn prepare(&mut self, times: u64) {
        self.flood.fill(times);
    }

    fn run(&mut self, times: u64) {
        let mut left = times as usize * LARGE.datagrams();
        while left > 0 {
            let len = self.socket.recv(&mut self.train).expect("an open socket");
            left -= len / DATAGRAM;
        }
    }
}

/// The cipher alone.
struct RingOpen {
    ring: BareRing,
    datagrams: Vec<u8>,
}

impl RingOpen {
    fn new() -> RingOpen {
        RingOpen { ring: BareRing::new(), datagrams: Vec::new() }
    }
}

impl Work for RingOpen {
    fn prepare(&mut self, times: u64) {
        self.datagrams.resize(times as usize * LARGE.datagrams() * DATAGRAM, 0x5A);
        self.datagrams.chunks_mut(DATAGRAM).for_each(|datagram| self.ring.seal(datagram));
    }

    fn run(&mut self, _times: u64) {
        self.datagrams.chunks_mut(DATAGRAM).for_each(|datagram| self.ring.open(datagram));
    }
}

/// The product: receive, open, put together, hand out frames.
struct Product {
    flood: Flood,
    receive: Gro,
    reassembler: Reassembler<MediaReceiver>,
}

impl Product {
    fn new(peer: usize) -> anyhow::Result<Product> {
        let socket = wire::bind()?;
        let flood = Flood::new(peer, socket.local_addr()?)?;
        Ok(Product { flood, receive: Gro::new(socket), reassembler: media::reassembler(LARGE) })
    }
}

impl Work for Product {
    fn prepare(&mut self, times: u64) {
        self.flood.fill(times);
    }

    fn run(&mut self, times: u64) {
        let mut left = times as usize * LARGE.datagrams();
        while left > 0 {
            let batch = self.receive.recv(clock::now() + PATIENCE, PATIENCE);
            let mut batch = batch.expect("an open socket").expect("all that was sent");
            let at = batch.at;
            for datagram in batch.datagrams() {
                let unit = self.reassembler.datagram(datagram, at).expect("datagrams of ours");
                std::hint::black_box(unit.map(|unit| unit.bytes.len()));
                left -= 1;
            }
        }
    }
}
