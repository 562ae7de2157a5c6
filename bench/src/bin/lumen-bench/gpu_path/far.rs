//! The receiving end: a thread that takes datagrams and makes frames of them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use anyhow::{Context, anyhow};
use lumen_bench::measure::probe::Thread;
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;
use lumen_transport::recv::{Gro, Receive};

use super::decode::{DecodeThread, Decoded};
use crate::transport::content::Content;
use crate::transport::media::{self, Shape};
use crate::transport::wire;

/// How long datagrams that were sent may be on their way.
const PATIENCE: Span = Span::from_millis(200);

/// What the thread expects, and does with it.
pub struct Expect {
    /// How frames are cut.
    pub shape: Shape,
    /// What they are.
    pub content: Content,
    /// What decodes them.
    pub decode: Option<DecodeThread>,
    /// The core to work on, if any.
    pub core: Option<usize>,
}

/// A frame that came whole.
#[derive(Clone, Copy, Debug)]
pub struct Came {
    /// Its number.
    pub frame: u32,
    /// Arrival of the datagram that made it whole.
    pub whole: Micros,
    /// Every byte is what was sent.
    pub right: bool,
}

/// All that came.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    /// Frames in the order in which they were whole.
    pub frames: Vec<Came>,
    /// Datagrams that the kernel had no room for.
    pub dropped: u64,
    /// Data datagrams that parity made again.
    pub repaired: u64,
    /// When frames were decoded, if they were to be.
    pub decoded: Option<Decoded>,
}

/// The thread.
pub struct Far {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<anyhow::Result<Frames>>,
}

impl Far {
    /// Starts it.
    pub fn start(expect: Expect) -> anyhow::Result<Far> {
        let socket = wire::bind()?;
        let (address, stop) = (socket.local_addr()?, Arc::<AtomicBool>::default());
        let ends = Arc::clone(&stop);
        let work = move || receive(Gro::new(socket), expect, &ends);
        let thread = thread::Builder::new().name("far".into()).spawn(work)?;
        Ok(Far { address, stop, thread })
    }

    /// Where to send to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What came, once nothing comes any more. `most` frames were sent.
    pub fn finish(self, most: u32) -> anyhow::Result<Frames> {
        self.stop.store(true, Ordering::Release);
        let came = self.thread.join().map_err(|_| anyhow!("the receiving thread panicked"))??;
        anyhow::ensure!(came.frames.len() <= most as usize, "more frames came than were sent");
        Ok(came)
    }
}

fn receive(mut receive: Gro, expect: Expect, stop: &AtomicBool) -> anyhow::Result<Frames> {
    let Expect { shape, content, decode, core } = expect;
    let _pinned = core.map(|core| Thread::pin(Some(core))).transpose()?;
    let mut reassembler = media::reassembler(shape);
    let mut came = Frames::default();
    loop {
        let ending = stop.load(Ordering::Acquire);
        let batch = receive.recv(clock::now() + PATIENCE, Span(0)).context("receive")?;
        let Some(mut batch) = batch else {
            if ending {
                break;
            }
            continue;
        };
        let at = batch.at;
        for datagram in batch.datagrams() {
            if let Some(unit) = reassembler.datagram(datagram, at).context("a datagram")? {
                let right = unit.bytes.len() == shape.frame_len()
                    && content.is_frame(unit.frame.0, unit.bytes);
                decode.iter().for_each(|decode| decode.take(unit.frame.0, unit.bytes));
                came.frames.push(Came { frame: unit.frame.0, whole: unit.completed, right });
            }
        }
    }
    came.dropped = receive.stats().dropped;
    came.repaired = reassembler.stats().repaired;
    came.decoded = decode.map(DecodeThread::finish).transpose()?;
    Ok(came)
}
