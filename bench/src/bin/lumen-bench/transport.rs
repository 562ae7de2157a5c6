//! `lumen-bench transport`: the data path over real UDP sockets on loopback, from slices to frames.
//!
//! This thread and one on another core. Datagrams of `lumen/1` have 1200 bytes, FEC adds 20 %,
//! AES-128-GCM seals. References are bare calls of the kernel and of `ring`, timed in turns.

mod cipher;
pub mod content;
mod drain;
pub mod media;
mod peer;
mod plane;
mod receive;
mod repair;
mod send;
mod slice;
pub mod wire;

use anyhow::Context;
use clap::{Args, ValueEnum};
use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::cores;

use media::Shape;

/// Frames at 500 Mbit/s and 240 Hz, in 16 slices.
const SMALL: Shape = Shape { slices: 16, data: 14 };
/// The same at 1 Gbit/s.
const MEDIUM: Shape = Shape { slices: 16, data: 28 };
/// The same at 2.5 Gbit/s.
const LARGE: Shape = Shape { slices: 16, data: 68 };
/// Frames of 5120x1440 at 10 Gbit/s and 240 Hz, in 64 slices.
const HUGE: Shape = Shape { slices: 64, data: 68 };

/// What can be measured by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// From a slice that is ready to its datagrams sent.
    Slice,
    /// Handing datagrams to the kernel.
    Send,
    /// Receiving at flood.
    Receive,
    /// What a lost datagram costs.
    Repair,
    /// Both ends at once, as fast as it goes.
    Plane,
}

/// Which cores, and what.
#[derive(Args)]
pub struct Options {
    /// Core of the other end; without it one beside the core to measure on.
    #[arg(long)]
    peer_core: Option<usize>,
    /// What to measure; everything if nothing is named.
    parts: Vec<Part>,
}

/// Measures on the core of `bench` and on another one of `allowed`.
pub fn measure(bench: &mut Bench, options: &Options, allowed: &[usize]) -> anyhow::Result<()> {
    let core = bench.thread().core();
    let peer = options.peer_core.or_else(|| cores::beside(core, allowed));
    let peer = peer.filter(|&peer| peer != core).context("this takes two cores")?;
    println!("the other end on core {peer}");
    let parts = match &*options.parts {
        [] => Part::value_variants(),
        parts => parts,
    };
    for part in parts {
        match part {
            Part::Slice => slice::measure(bench, peer)?,
            Part::Send => send::measure(bench, peer)?,
            Part::Receive => receive::measure(bench, peer)?,
            Part::Repair => repair::measure(bench)?,
            Part::Plane => plane::measure(bench, peer)?,
        }
    }
    Ok(())
}
