//! `lumen-bench seal`: what the product adds to a bare call of the cipher.

pub(crate) mod bare;
mod product;

use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::report::{Goal, Row};
use lumen_bench::measure::slices::Candidate;
use lumen_core::gamestream::video;
use lumen_core::seal::TAG_LEN;

/// Bytes of the texts; a datagram's worth first, which the goals are about.
const LENGTHS: [usize; 4] = [1200, 1024, 1408, 8192];

/// Bytes of the header of a `lumen/1` datagram, which is associated data.
const HEADER_LEN: usize = 16;

/// Bytes of a line of the cache.
const LINE: usize = 64;

/// Product / bare call.
const OVERHEAD: Goal = Goal::at_most(1.10);

/// AES rounds of a text of 1200 bytes: 75 blocks and one for the tag, ten rounds each, four blocks
/// in a register.
const ROUNDS: u32 = (75 + 1) * 10 / 4;

/// Seal of 1200 bytes / that many cycles of the core.
const CIPHER: Goal = Goal::at_most(3.3).wish();

pub fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    for len in LENGTHS {
        let goal = if len == LENGTHS[0] { OVERHEAD } else { OVERHEAD.wish() };
        seal(bench, len, goal)?;
        seal_gamestream(bench, len, goal)?;
        open(bench, len, goal)?;
    }
    floor(bench)
}

fn seal(bench: &mut Bench, len: usize, goal: Goal) -> anyhow::Result<()> {
    let comparison = bench.compute(&mut [
        bare::ring_seal("ring", len, HEADER_LEN, HEADER_LEN),
        product::seal("lumen/1", len),
        bare::rust_crypto_seal("aes-gcm", len),
    ])?;
    bench.add(Row::ratio(&format!("seal {len} B: bare ring"), &comparison, 0, None));
    let what = format!("seal {len} B: lumen/1 / bare ring");
    bench.add(Row::ratio(&what, &comparison, 1, Some(goal)));
    let what = format!("seal {len} B: bare aes-gcm / bare ring");
    bench.add(Row::ratio(&what, &comparison, 2, None));
    Ok(())
}

/// GameStream has no associated data, so its reference has none.
fn seal_gamestream(bench: &mut Bench, len: usize, goal: Goal) -> anyhow::Result<()> {
    let comparison = bench.compute(&mut [
        bare::ring_seal("ring", len, video::SEAL_LEN, 0),
        product::seal_gamestream("GameStream video", len),
    ])?;
    let what = format!("seal {len} B: GameStream video / bare ring");
    bench.add(Row::ratio(&what, &comparison, 1, Some(goal)));
    Ok(())
}

fn open(bench: &mut Bench, len: usize, goal: Goal) -> anyhow::Result<()> {
    let comparison = bench.compute(&mut [
        Candidate::prepared("ring", bare::RingOpen::new(len)),
        Candidate::prepared("lumen/1", product::Open::new(len)),
    ])?;
    bench.add(Row::ratio(&format!("open {len} B: bare ring"), &comparison, 0, None));
    let what = format!("open {len} B: lumen/1 with replay window / bare ring");
    bench.add(Row::ratio(&what, &comparison, 1, Some(goal)));
    Ok(())
}

/// The cipher against what AES alone would take at one round of four blocks a cycle.
fn floor(bench: &mut Bench) -> anyhow::Result<()> {
    let what = "seal 1200 B: bare ring / AES rounds alone (arithmetic)";
    if !has_wide_aes() {
        bench.add(Row::does_not_apply(what, CIPHER, "no VAES with AVX-512"));
        return Ok(());
    }
    let comparison = bench.compute(&mut [
        cycles("cycles", ROUNDS),
        bare::ring_seal("ring", LENGTHS[0], HEADER_LEN, HEADER_LEN),
    ])?;
    bench.add(Row::ratio(what, &comparison, 1, Some(CIPHER)));
    Ok(())
}

fn has_wide_aes() -> bool {
    #[cfg(target_arch = "x86_64")]
    return is_x86_feature_detected!("vaes") && is_x86_feature_detected!("avx512f");
    #[cfg(not(target_arch = "x86_64"))]
    return false;
}

/// Keeps an x86-64 core busy for about `count` cycles: a multiplication that waits for the one
/// before it takes three.
fn cycles(name: &'static str, count: u32) -> Candidate<'static> {
    let mut value = 0x9E37_79B9_7F4A_7C15u64;
    Candidate::new(name, move || {
        for _ in 0..count.div_ceil(3) {
            value = value.wrapping_mul(value);
        }
        value
    })
}

/// `len` bytes that begin where a line of the cache does, so that two candidates with their texts
/// at the same place in a datagram have them at the same place in a line.
struct Aligned {
    bytes: Vec<u8>,
    len: usize,
}

impl Aligned {
    fn new(len: usize) -> Aligned {
        Aligned { bytes: vec![0x5A; len + LINE], len }
    }

    fn resize(&mut self, len: usize) {
        self.bytes.resize(len + LINE, 0x5A);
        self.len = len;
    }

    fn bytes(&mut self) -> &mut [u8] {
        let start = self.bytes.as_ptr().align_offset(LINE);
        &mut self.bytes[start..start + self.len]
    }
}
