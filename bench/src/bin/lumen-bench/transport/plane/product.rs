//! The product at both ends.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, mpsc};

use lumen_bench::measure::probe::{Probe, Thread};
use lumen_core::native::media::MediaReceiver;
use lumen_core::reassemble::{Reassembler, ReassemblyStats};
use lumen_core::units::Span;
use lumen_transport::clock;
use lumen_transport::recv::{Gro, Receive};
use lumen_transport::send::{Method, SendStats, Transmit};

use super::super::content::Content;
use super::super::media::{self, Shape, Source};
use super::super::peer::Peer;
use super::super::wire;
use super::window::Window;
use super::{Turn, time};

/// Longest wait for datagrams that were sent.
const PATIENCE: Span = Span::from_secs(2);

/// A stream from the other core to this one.
pub struct Plane {
    sender: Peer<Sending>,
    shape: Shape,
    window: Arc<Window>,
    receive: Gro,
    reassembler: Reassembler<MediaReceiver>,
    content: Content,
    loss: Option<Loss>,
    counts: Counts,
}

/// The other end.
struct Sending {
    source: Source,
    transmit: Box<dyn Transmit>,
    to: SocketAddr,
    window: Arc<Window>,
    /// Datagrams sent since the start.
    sent: u64,
}

/// What happened since the start.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    pub send: SendStats,
    /// Datagrams dropped by the kernel.
    pub dropped: u64,
    /// Datagrams dropped on purpose.
    pub lost: u64,
    pub reassembly: ReassemblyStats,
}

impl Plane {
    /// Loses one of `loss` datagrams.
    pub fn new(shape: Shape, core: usize, loss: Option<u64>) -> anyhow::Result<Plane> {
        let socket = wire::bind()?;
        let window = Arc::<Window>::default();
        let sending = Sending {
            source: Source::new(shape),
            transmit: wire::transmit(Method::Auto)?,
            to: socket.local_addr()?,
            window: Arc::clone(&window),
            sent: 0,
        };
        Ok(Plane {
            sender: Peer::start(core, sending)?,
            shape,
            window,
            receive: Gro::new(socket),
            reassembler: media::reassembler(shape),
            content: Content::comparing(),
            loss: loss.map(Loss::one_of),
            counts: Counts::default(),
        })
    }

    /// Moves so many frames.
    pub fn turn(&mut self, thread: &Thread, frames: u32) -> io::Result<Turn> {
        let (said, sender) = mpsc::channel();
        let (told, stats) = mpsc::channel();
        self.sender.tell(move |thread, sending| {
            let mut sent = Ok(());
            let cost = thread.time(&mut || sent = sending.send(frames));
            let _ = told.send(sending.transmit.stats());
            let _ = said.send(sent.and(cost));
        });
        let turn = time(thread, &sender, || self.take(frames))?;
        self.counts.send = stats.recv().map_err(io::Error::other)?;
        self.counts.dropped = self.receive.stats().dropped;
        self.counts.reassembly = self.reassembler.stats();
        Ok(turn)
    }

    /// What happened since the start.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Takes all datagrams of so many frames and looks at what they become.
    fn take(&mut self, frames: u32) -> io::Result<()> {
        let mut left = frames as usize * self.shape.slices * self.shape.datagrams();
        while left > 0 {
            let batch = self.receive.recv(clock::now() + PATIENCE, PATIENCE);
            let Some(mut batch) = batch.map_err(io::Error::other)? else {
                return Err(io::ErrorKind::TimedOut.into());
            };
            let (at, mut datagrams) = (batch.at, 0);
            for datagram in batch.datagrams() {
                datagrams += 1;
                if self.loss.as_mut().is_some_and(Loss::strikes) {
                    self.counts.lost += 1;
                    continue;
                }
                let unit = self.reassembler.datagram(datagram, at).map_err(io::Error::other)?;
                if let Some(unit) = unit {
                    let same = self.content.is_frame(unit.frame.0, unit.bytes);
                    assert!(same && unit.bytes.len() == self.shape.frame_len(), "another frame");
                }
            }
            self.window.take(datagrams as u64);
            left = left.saturating_sub(datagrams);
        }
        Ok(())
    }
}

impl Sending {
    fn send(&mut self, frames: u32) -> io::Result<()> {
        let Sending { source, transmit, to, window, sent } = self;
        for _ in 0..frames as usize * source.shape().slices {
            window.wait(*sent);
            let mut result = Ok(());
            source.push(|train| {
                if result.is_ok() {
                    result = transmit.send(train.bytes, train.stride, *to);
                }
            });
            result.map_err(io::Error::other)?;
            *sent += source.shape().datagrams() as u64;
        }
        Ok(())
    }
}

/// Chance that repeats itself.
struct Loss {
    state: u64,
    one_of: u64,
}

impl Loss {
    fn one_of(one_of: u64) -> Loss {
        Loss { state: 0x2545_F491_4F6C_DD1D, one_of }
    }

    /// Source: Marsaglia, "Xorshift RNGs".
    fn strikes(&mut self) -> bool {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state.is_multiple_of(self.one_of)
    }
}
