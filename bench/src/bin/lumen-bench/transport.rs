//! `lumen-bench transport`: the data path over real UDP sockets on loopback, from slices to frames.
//!
//! This thread and one on another core. Datagrams of `lumen/1` have 1200 bytes, FEC adds 20 %,
//! AES-128-GCM seals. References are bare calls of the kernel and of `ring`, timed in turns.

mod cipher;
mod content;
mod drain;
mod media;
mod peer;
mod plane;
mod receive;
mod repair;
mod send;
mod slice;
mod wire;

use anyhow::Context;
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

/// Measures on the core of `bench` and on `peer`, or on the best of `allowed` beside it.
pub fn measure(bench: &mut Bench, peer: Option<usize>, allowed: &[usize]) -> anyhow::Result<()> {
    let core = bench.thread().core();
    let peer = peer.or_else(|| cores::beside(core, allowed)).context("this takes two cores")?;
    anyhow::ensure!(peer != core, "this takes two cores");
    println!("the other end on core {peer}");
    slice::measure(bench, peer)?;
    send::measure(bench, peer)?;
    receive::measure(bench, peer)?;
    repair::measure(bench)?;
    plane::measure(bench, peer)
}
