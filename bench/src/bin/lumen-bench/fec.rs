//! `lumen-bench fec`: encoding against copying and against `reed-solomon-simd`, repair against
//! the latter.

mod block;
mod gf16;
mod gf8;
mod library;

use lumen_bench::measure::bench::Bench;

/// Bytes of a shard.
const SHARD: usize = 1200;

pub fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    gf8::measure(bench)?;
    gf16::measure(bench)
}
