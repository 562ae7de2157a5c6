//! `lumen-bench sweep`: a real host and our client over sockets, and a relay between that loses.
//!
//! What is lost follows from the seed; which datagram that is, and all times, are the machine's.
//! A pattern is streamed that nobody codes, so the codec takes no part.

use std::fmt;
use std::fs::File;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::Args;
use lumen_bench::fixture::{Host, Setup};
use lumen_bench::proxy::Loss;
use lumen_bench::relay::{Relay, Seen};
use lumen_client::{Client, HostAddress, HostTrust, NativeOptions, NativeSession, StreamStats};
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};
use serde::Serialize;

/// `lumen/1` listens so far above the HTTP port. Source: docs/wire-native.md "Connection".
const NATIVE_OFFSET: u16 = 20;

const SETTINGS: &str = "show = \"pattern\"\nencoder = \"null\"\nsound = \"tone\"\n";

/// A handshake may suffer from the loss as well.
const TRIES: u32 = 5;

/// Shares of the datagrams that get lost, in percent.
const RATES: [f64; 6] = [0.1, 0.5, 1.0, 2.0, 5.0, 10.0];

/// Mean length of the bursts.
const BURST: f64 = 8.0;

/// What is streamed.
#[derive(Args)]
pub struct Options {
    /// Everything that gets lost follows from this.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Seconds of each row. What a stream is prepared for in the beginning it forgets after ten.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Video bitrate in Mbit/s, parity apart.
    #[arg(long, default_value_t = 20)]
    mbps: u64,
    /// Frames of 1280x720 per second.
    #[arg(long, default_value_t = 60)]
    fps: u32,
}

#[derive(Serialize)]
struct Line {
    network: String,
    frames_sent: u64,
    frames_delivered: u64,
    frames_lost: u64,
    frames_withheld: u64,
    repaired_shards: u64,
    anchors_asked: u64,
    keys_asked: u64,
    keys_sent: u64,
    longest_gap_ms: f64,
    parity_percent: f64,
    loss_percent: f64,
}

/// Prints the table and writes it to `json`.
pub fn run(options: &Options, json: Option<&Path>) -> anyhow::Result<()> {
    let settings = SETTINGS.to_owned();
    let host = Host::start(&Setup { settings, ..Setup::default() }).context("start a host")?;
    let client = Client::open(&host.client_directory("client"))?;
    let address = HostAddress::from(host.address());
    let trust = HostTrust::Pinned(host.admit(&client, &address)?);
    let way = Way { host: host.address(), client, trust };
    println!(
        "real sockets: 1280x720@{}, {} Mbit/s, {} s a row, the same loss both ways (back at random), seed {}",
        options.fps, options.mbps, options.seconds, options.seed
    );
    println!("{HEAD}");
    let mut lines = Vec::new();
    for (name, there, back) in networks(options.seed) {
        let line = way.play(&name, there, back, options).with_context(|| name.clone())?;
        println!("{line}");
        lines.push(line);
    }
    if let Some(file) = json {
        serde_json::to_writer_pretty(File::create(file)?, &lines)?;
    }
    Ok(())
}

/// Names and losses, on the way to the client and back.
fn networks(seed: u64) -> Vec<(String, Loss, Loss)> {
    let row = |name: String, rate: f64, run: Option<f64>| {
        let random = Loss::random(rate, seed);
        let there = run.map_or(random, |run| Loss { rate, run, seed });
        (name, there, Loss { seed: !seed, ..random })
    };
    let mut rows = vec![row("none".into(), 0.0, None)];
    rows.extend(RATES.map(|rate| row(format!("{rate} % random"), rate / 100.0, None)));
    rows.extend(RATES.map(|rate| row(format!("{rate} % bursts of 8"), rate / 100.0, Some(BURST))));
    rows
}

/// Who takes part in every row.
struct Way {
    host: SocketAddr,
    client: Client,
    trust: HostTrust,
}

impl Way {
    fn play(&self, name: &str, there: Loss, back: Loss, options: &Options) -> anyhow::Result<Line> {
        let native = SocketAddr::new(self.host.ip(), self.host.port() + NATIVE_OFFSET);
        let relay = Relay::start(native, there, back)?;
        let session = self.connect(&relay, options)?;
        let gap = watch(&session, Duration::from_secs(options.seconds))?;
        let (stats, seen) = (session.stats(), relay.seen());
        Ok(Line::new(name, &stats, &seen, gap))
    }

    fn connect(&self, relay: &Relay, options: &Options) -> anyhow::Result<NativeSession> {
        let at = relay.address();
        let address = HostAddress::from(SocketAddr::new(at.ip(), at.port() - NATIVE_OFFSET));
        let options = NativeOptions {
            mode: Mode::new(1280, 720, RefreshRate::from_hz(options.fps))?,
            max_bitrate: Bitrate(options.mbps * 1_000_000),
            trust: self.trust,
            ..NativeOptions::default()
        };
        let mut tries = 0;
        loop {
            tries += 1;
            match self.client.connect_native(&address, &options) {
                Err(_) if tries < TRIES => {}
                connected => return Ok(connected?),
            }
        }
    }
}

/// Takes frames for so long after the first one; the longest time between two.
fn watch(session: &NativeSession, time: Duration) -> anyhow::Result<Duration> {
    let mut first = None::<Instant>;
    let (mut last, mut longest) = (Instant::now(), Duration::ZERO);
    let begun = Instant::now();
    while first.is_none_or(|first| first.elapsed() < time) {
        anyhow::ensure!(first.is_some() || begun.elapsed() < time, "no frame arrives");
        if session.next_unit(Span::from_millis(50))?.is_none() {
            continue;
        }
        if first.is_some() {
            longest = longest.max(last.elapsed());
        }
        last = Instant::now();
        first = first.or(Some(last));
    }
    Ok(longest.max(last.elapsed()))
}

const HEAD: &str = "network               frames delivered    lost withheld  repaired \
                    asked: anchor    key  keys  gap ms parity % loss %";

impl Line {
    fn new(network: &str, stats: &StreamStats, seen: &Seen, gap: Duration) -> Line {
        let share = |part: u64, of: u64| part as f64 * 100.0 / of.max(1) as f64;
        Line {
            network: network.into(),
            frames_sent: seen.frames.len() as u64,
            frames_delivered: stats.handed_over,
            frames_lost: stats.reassembly.lost,
            frames_withheld: stats.withheld,
            repaired_shards: stats.reassembly.repaired,
            anchors_asked: stats.anchor_requests,
            keys_asked: stats.key_requests,
            keys_sent: seen.keys.len() as u64,
            longest_gap_ms: gap.as_secs_f64() * 1e3,
            parity_percent: share(seen.parity, seen.data),
            loss_percent: share(seen.lost, seen.data + seen.parity),
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<20} {:>7} {:>9}", self.network, self.frames_sent, self.frames_delivered)?;
        write!(f, " {:>7} {:>8}", self.frames_lost, self.frames_withheld)?;
        write!(f, " {:>9} {:>13}", self.repaired_shards, self.anchors_asked)?;
        write!(f, " {:>6} {:>5} {:>7.1}", self.keys_asked, self.keys_sent, self.longest_gap_ms)?;
        write!(f, " {:>8.1} {:>6.2}", self.parity_percent, self.loss_percent)
    }
}
