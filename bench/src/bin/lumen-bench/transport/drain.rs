//! A receiver on the other core that takes what arrives and throws it away.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use lumen_bench::measure::slices::Work;
use lumen_core::units::Span;
use lumen_transport::clock;
use lumen_transport::recv::{Gro, Receive};

use super::peer::Peer;
use super::wire;

/// So long nothing arrives at a receiver that keeps up, once nothing is sent.
const SETTLED: Duration = Duration::from_micros(20);

/// Spins on its socket until it is dropped.
pub struct Drain {
    to: SocketAddr,
    shared: Arc<Shared>,
    _peer: Peer<Gro>,
}

#[derive(Default)]
struct Shared {
    datagrams: AtomicU64,
    ended: AtomicBool,
}

impl Drain {
    /// Starts on `core`.
    pub fn start(core: usize) -> anyhow::Result<Drain> {
        let socket = wire::bind()?;
        let to = socket.local_addr()?;
        let shared = Arc::<Shared>::default();
        let peer = Peer::start(core, Gro::new(socket))?;
        let ours = Arc::clone(&shared);
        peer.tell(move |_, receive| drain(receive, &ours));
        Ok(Drain { to, shared, _peer: peer })
    }

    /// Where to send to.
    pub fn to(&self) -> SocketAddr {
        self.to
    }

    /// Waits until nothing is on its way any more.
    pub fn settle(&self) {
        loop {
            let before = self.shared.datagrams.load(Ordering::Relaxed);
            let begin = Instant::now();
            while begin.elapsed() < SETTLED {
                std::hint::spin_loop();
            }
            if self.shared.datagrams.load(Ordering::Relaxed) == before {
                return;
            }
        }
    }
}

fn drain(receive: &mut Gro, shared: &Shared) {
    const SPELL: Span = Span::from_millis(1);
    while !shared.ended.load(Ordering::Relaxed) {
        let received = receive.recv(clock::now() + SPELL, SPELL).expect("an open socket");
        let datagrams = received.map_or(0, |mut batch| batch.datagrams().count());
        shared.datagrams.fetch_add(datagrams as u64, Ordering::Relaxed);
    }
}

impl Drop for Drain {
    fn drop(&mut self) {
        // Before the thread is waited for.
        self.shared.ended.store(true, Ordering::Relaxed);
    }
}

/// Work that begins when nothing of the work before is on its way any more.
pub struct Settled<'a, F> {
    drain: &'a Drain,
    piece: F,
}

impl<'a, F: FnMut()> Settled<'a, F> {
    /// `piece` sends to `drain`.
    pub fn new(drain: &'a Drain, piece: F) -> Settled<'a, F> {
        Settled { drain, piece }
    }
}

impl<F: FnMut()> Work for Settled<'_, F> {
    fn prepare(&mut self, _: u64) {
        self.drain.settle();
    }

    fn run(&mut self, times: u64) {
        for _ in 0..times {
            (self.piece)();
        }
    }
}
