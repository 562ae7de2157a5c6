//! `lumen-bench loss`: what a stream of `lumen/1` makes of networks that lose datagrams.
//!
//! Nothing is measured: both ends run in the simulator of `lumen-core`, on a clock of its own, so
//! a table is the same for its seed on every machine.

use std::fmt;
use std::fs::File;
use std::path::Path;

use clap::Args;
use lumen_core::rate::fec::FecBounds;
use lumen_core::sim::net::{Loss, NetConfig};
use lumen_core::sim::pair::{Outcome, Pair, Scenario};
use lumen_core::units::{Bitrate, RefreshRate, Span};
use serde::Serialize;

/// What is played.
#[derive(Args)]
pub struct Options {
    /// Everything random follows from this.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Simulated seconds of each row.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Simulated seconds of the row that has goals.
    #[arg(long, default_value_t = 600)]
    judged_seconds: u64,
    /// Video bitrate in Mbit/s, parity apart.
    #[arg(long, default_value_t = 300)]
    mbps: u64,
    /// Frames per second.
    #[arg(long, default_value_t = 120)]
    fps: u32,
    /// Slices of a frame, each with FEC blocks of its own.
    #[arg(long, default_value_t = 1)]
    slices: u8,
    /// One way, in milliseconds.
    #[arg(long, default_value_t = 5)]
    delay: u64,
    /// The encoder cannot predict from frames before a gap: key frames repair.
    #[arg(long)]
    key_frames_only: bool,
    /// One block of any size for a slice, over GF(2^16).
    #[arg(long)]
    big_blocks: bool,
}

/// The loss that a stream has to live with: bursts of eight, two in a hundred datagrams.
const JUDGED: Loss = Loss::Bursts { ppm: 20_000, mean: 8 };

/// Most time without a new picture.
const MAX_GAP: Span = Span::from_millis(50);

/// Frames on time, in parts per million.
const MIN_ON_TIME: u64 = 995_000;

/// Parity in thousandths of the data.
const MAX_OVERHEAD: u64 = 300;

const SWEEP: &[(&str, Loss)] = &[
    ("none", Loss::None),
    ("0.1 % random", Loss::Random(1_000)),
    ("1 % random", Loss::Random(10_000)),
    ("2 % random", Loss::Random(20_000)),
    ("5 % random", Loss::Random(50_000)),
    ("10 % random", Loss::Random(100_000)),
    ("0.1 % bursts of 8", Loss::Bursts { ppm: 1_000, mean: 8 }),
    ("1 % bursts of 8", Loss::Bursts { ppm: 10_000, mean: 8 }),
    ("2 % bursts of 4", Loss::Bursts { ppm: 20_000, mean: 4 }),
    ("2 % bursts of 16", Loss::Bursts { ppm: 20_000, mean: 16 }),
    ("5 % bursts of 8", Loss::Bursts { ppm: 50_000, mean: 8 }),
];

/// Bitrates at which the judged loss is played too, in Mbit/s.
const RATES: &[u64] = &[20, 50, 100, 200, 500];

#[derive(Serialize)]
struct Line {
    network: String,
    mbps: u64,
    seconds: u64,
    frames: u64,
    on_time_percent: f64,
    shown: u64,
    lost: u64,
    withheld: u64,
    repaired_shards: u64,
    anchors: u64,
    key_frames: u64,
    longest_gap_ms: f64,
    overhead_percent: f64,
    datagram_loss_percent: f64,
}

/// Prints the table and writes it to `json`. False when the judged row misses its goals.
pub fn run(options: &Options, json: Option<&Path>) -> anyhow::Result<bool> {
    println!(
        "simulated: {} fps, {} slice(s), {} ms each way, seed {}, {}; parity by the default policy",
        options.fps,
        options.slices,
        options.delay,
        options.seed,
        if options.key_frames_only { "key frames repair" } else { "invalidation repairs" },
    );
    println!("{HEAD}");
    let mut lines = Vec::new();
    let mut play = |name: &str, loss, mbps, seconds| -> anyhow::Result<Outcome> {
        let outcome = Pair::new(scenario(options, loss, mbps)).run(Span::from_secs(seconds));
        anyhow::ensure!(outcome.corrupt == 0, "{name}: {} frames corrupt", outcome.corrupt);
        let line = Line::new(name, mbps, seconds, &outcome);
        println!("{line}");
        lines.push(line);
        Ok(outcome)
    };
    for &(name, loss) in SWEEP {
        play(name, loss, options.mbps, options.seconds)?;
    }
    for &mbps in RATES {
        play("2 % bursts of 8", JUDGED, mbps, options.seconds)?;
    }
    let judged = play("2 % bursts of 8", JUDGED, options.mbps, options.judged_seconds)?;
    let holds = holds(&judged);
    println!(
        "judged by the last row: no gap over {} ms, {} % on time, parity at most {} %: {}",
        MAX_GAP.0 / 1_000,
        MIN_ON_TIME as f64 / 1e4,
        MAX_OVERHEAD as f64 / 10.0,
        if holds { "ok" } else { "MISSED" },
    );
    if let Some(file) = json {
        serde_json::to_writer_pretty(File::create(file)?, &lines)?;
    }
    Ok(holds)
}

fn holds(outcome: &Outcome) -> bool {
    outcome.longest_gap <= MAX_GAP
        && outcome.on_time_ppm() >= MIN_ON_TIME
        && outcome.overhead_permille() <= MAX_OVERHEAD
}

fn scenario(options: &Options, loss: Loss, mbps: u64) -> Scenario {
    let delay = Span::from_millis(options.delay);
    let net = NetConfig { loss, jitter: Span(500), ..NetConfig::clean(delay) };
    // Requests and reports are milliseconds apart, longer than a burst of video lasts.
    let back = NetConfig { loss: loss.scattered(), ..net };
    Scenario {
        seed: options.seed,
        refresh: RefreshRate::from_hz(options.fps.max(1)),
        bitrate: Bitrate(mbps * 1_000_000),
        slices: options.slices,
        datagram: 1200,
        big_blocks: options.big_blocks,
        fec: FecBounds::default(),
        can_invalidate: !options.key_frames_only,
        there: net,
        back,
    }
}

const HEAD: &str = "network            Mbit/s seconds  frames on time %    lost withheld  \
                    repaired anchors keys  gap ms parity % loss %";

impl Line {
    fn new(network: &str, mbps: u64, seconds: u64, outcome: &Outcome) -> Line {
        let datagrams = outcome.datagrams.max(1) as f64;
        Line {
            network: network.into(),
            mbps,
            seconds,
            frames: outcome.frames,
            on_time_percent: outcome.on_time_ppm() as f64 / 1e4,
            shown: outcome.shown,
            lost: outcome.lost,
            withheld: outcome.withheld,
            repaired_shards: outcome.repaired,
            anchors: outcome.anchors,
            key_frames: outcome.keys,
            longest_gap_ms: outcome.longest_gap.0 as f64 / 1e3,
            overhead_percent: outcome.overhead_permille() as f64 / 10.0,
            datagram_loss_percent: outcome.datagrams_lost as f64 * 100.0 / datagrams,
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<18} {:>6} {:>7} {:>7}", self.network, self.mbps, self.seconds, self.frames)?;
        write!(f, " {:>9.3} {:>7} {:>8}", self.on_time_percent, self.lost, self.withheld)?;
        write!(f, " {:>9} {:>7}", self.repaired_shards, self.anchors)?;
        write!(f, " {:>4} {:>7.1}", self.key_frames, self.longest_gap_ms)?;
        write!(f, " {:>8.1} {:>6.2}", self.overhead_percent, self.datagram_loss_percent)
    }
}
