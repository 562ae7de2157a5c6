//! `lumen-bench soak`: sessions one after the other for minutes or hours, each with changes of mode
//! and an episode of loss, and whether anything grows: memory, descriptors, threads, latency.
//!
//! A pattern is streamed over `lumen/1` that nobody codes, so that what is seen is ours.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use clap::Args;
use lumen_bench::fixture::{Host, Setup};
use lumen_bench::proxy::Loss;
use lumen_bench::relay::Relay;
use lumen_bench::soak::{Holdings, Room, Verdict, Watched};
use lumen_client::{
    Client, HostAddress, HostTrust, NativeEvent, NativeOptions, NativeSession, Wish,
};
use lumen_core::stats::Percentiles;
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};

/// `lumen/1` listens so far above the HTTP port. Source: docs/wire-native.md "Connection".
const NATIVE_OFFSET: u16 = 20;

const SETTINGS: &str = "show = \"pattern\"\nencoder = \"null\"\nsound = \"tone\"\n";

/// Share of the datagrams that an episode takes, both ways, and the mean length of its bursts.
const LOSS: f64 = 0.05;
const BURST: f64 = 4.0;

/// Changes and first frames that take longer end the soak.
const PATIENCE: Duration = Duration::from_secs(20);

/// Allocators and pools need some room; what leaks outgrows it.
const MEMORY: Room = Room { percent: 5, more: 2_048 };

/// Neighbours on the machine slow a round down.
const LATENCY: Room = Room { percent: 25, more: 200 };

/// A frame now and then is lost where threads are held up.
const LOST: Room = Room { percent: 0, more: 2 };

/// How long, and what.
#[derive(Args, Debug)]
pub struct Options {
    /// Minutes. Rounds that have begun are finished.
    #[arg(long, default_value_t = 20.0)]
    minutes: f64,
    /// Seconds of each of the four parts of a round.
    #[arg(long, default_value_t = 3.0)]
    part: f64,
    /// Everything that gets lost follows from this.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Soaks, prints a line for each watched thing; false when one grew.
pub fn run(options: &Options, json: Option<&Path>) -> anyhow::Result<bool> {
    let mut soak = Soak::start(options)?;
    let begun = Instant::now();
    let end = begun + Duration::from_secs_f64(options.minutes * 60.0);
    while Instant::now() < end {
        soak.round().with_context(|| {
            format!("round {}; the host said:\n{}", soak.rounds, soak.host.log())
        })?;
    }
    println!(
        "{} sessions in {:.1} minutes, {} frames, {} changes of mode, {} frames lost in {} \
         episodes of loss",
        soak.rounds,
        begun.elapsed().as_secs_f64() / 60.0,
        soak.frames,
        soak.changes,
        soak.lost_in_episodes,
        soak.rounds
    );
    let verdicts = soak.watched.verdicts();
    ensure!(!verdicts.is_empty(), "too few rounds to judge: soak for longer");
    verdicts.iter().for_each(|verdict| println!("{verdict}"));
    if let Some(path) = json {
        let lines: Vec<String> = verdicts.iter().map(Verdict::to_string).collect();
        fs::write(path, serde_json::to_string(&lines)?)?;
    }
    ensure!(soak.host.stop(), "the host did not end in good order:\n{}", soak.host.log());
    Ok(verdicts.iter().all(Verdict::holds))
}

/// Everything that is watched.
struct All {
    host: [Watched; 3],
    client: [Watched; 3],
    latency: Watched,
    lost: Watched,
}

impl All {
    fn new() -> All {
        let holdings = |names: [&'static str; 3]| {
            let [memory, descriptors, threads] = names;
            [
                Watched::new(memory, "KiB", MEMORY),
                Watched::new(descriptors, "open", Room::NONE),
                Watched::new(threads, "running", Room::NONE),
            ]
        };
        All {
            host: holdings(["host memory", "host descriptors", "host threads"]),
            client: holdings(["client memory", "client descriptors", "client threads"]),
            latency: Watched::new("captured to whole, p50", "us", LATENCY),
            lost: Watched::new("frames lost without an episode", "frames", LOST),
        }
    }

    fn verdicts(&self) -> Vec<Verdict> {
        let All { host, client, latency, lost } = self;
        let all = host.iter().chain(client).chain([latency, lost]);
        all.filter_map(Watched::verdict).collect()
    }
}

fn add(watched: &mut [Watched; 3], holdings: Holdings) {
    let Holdings { resident, descriptors, threads } = holdings;
    for (watched, sample) in watched.iter_mut().zip([resident, descriptors, threads]) {
        watched.add(sample);
    }
}

struct Soak {
    host: Host,
    client: Client,
    trust: HostTrust,
    native: SocketAddr,
    seed: u64,
    part: Duration,
    watched: All,
    rounds: u64,
    frames: u64,
    changes: u64,
    lost_in_episodes: u64,
}

impl Soak {
    fn start(options: &Options) -> anyhow::Result<Soak> {
        let settings = SETTINGS.to_owned();
        let host = Host::start(&Setup { settings, ..Setup::default() }).context("start a host")?;
        let client = Client::open(&host.client_directory("client"))?;
        let address = HostAddress::from(host.address());
        let native = SocketAddr::new(host.address().ip(), host.address().port() + NATIVE_OFFSET);
        Ok(Soak {
            trust: HostTrust::Pinned(host.admit(&client, &address)?),
            host,
            client,
            native,
            seed: options.seed,
            part: Duration::from_secs_f64(options.part),
            watched: All::new(),
            rounds: 0,
            frames: 0,
            changes: 0,
            lost_in_episodes: 0,
        })
    }

    /// One session: quiet, another mode, loss, the first mode again.
    fn round(&mut self) -> anyhow::Result<()> {
        self.rounds += 1;
        let (small, large) = (mode(1280, 720, 60)?, mode(1920, 1080, 60)?);
        let relay = self.relay()?;
        let session = self.connect(&relay, small)?;
        let mut ways = self.stay(&session)?;
        self.change(&session, large)?;
        self.stay(&session)?;
        let before = session.stats().reassembly.lost;
        relay.lose(true);
        self.stay(&session)?;
        relay.lose(false);
        self.change(&session, small)?;
        let after = session.stats().reassembly.lost;
        ways.extend(self.stay(&session)?);
        self.lost_in_episodes += after - before;
        let lost = session.stats().reassembly.lost - (after - before);
        let pid = self.host.pid().context("the host is gone")?;
        add(&mut self.watched.host, Holdings::of(pid)?);
        add(&mut self.watched.client, Holdings::of(std::process::id())?);
        self.watched.latency.add(Percentiles::of(ways).p50);
        self.watched.lost.add(lost);
        Ok(())
    }

    /// A network that lets everything through for now.
    fn relay(&self) -> anyhow::Result<Relay> {
        let loss = |seed| Loss { rate: LOSS, run: BURST, seed };
        let seed = self.seed.wrapping_add(self.rounds);
        let relay = Relay::start(self.native, loss(seed), loss(!seed))?;
        relay.lose(false);
        Ok(relay)
    }

    fn connect(&self, relay: &Relay, mode: Mode) -> anyhow::Result<NativeSession> {
        let at = relay.address();
        let address = HostAddress::from(SocketAddr::new(at.ip(), at.port() - NATIVE_OFFSET));
        let options = NativeOptions {
            mode,
            max_bitrate: Bitrate::from_kbps(20_000),
            trust: self.trust,
            ..NativeOptions::default()
        };
        Ok(self.client.connect_native(&address, &options)?)
    }

    /// Takes frames for a while; microseconds from capture to the whole frame of each.
    fn stay(&mut self, session: &NativeSession) -> anyhow::Result<Vec<u64>> {
        let (begun, mut last, mut ways) = (Instant::now(), Instant::now(), Vec::new());
        while begun.elapsed() < self.part {
            ensure!(last.elapsed() < PATIENCE, "no frame arrives");
            let Some(unit) = session.next_unit(Span::from_millis(50))? else { continue };
            last = Instant::now();
            self.frames += 1;
            ways.extend(unit.captured.map(|captured| unit.completed.since(captured.at).0));
        }
        Ok(ways)
    }

    fn change(&mut self, session: &NativeSession, to: Mode) -> anyhow::Result<()> {
        session.request(Wish { mode: Some(to), ..Wish::default() })?;
        let begun = Instant::now();
        loop {
            ensure!(begun.elapsed() < PATIENCE, "the change to {to} is not answered");
            // Frames go on meanwhile and have to be taken.
            session.next_unit(Span(0))?;
            if let Some(NativeEvent::Changed { plan, .. }) =
                session.next_event(Span::from_millis(5))?
            {
                ensure!(plan.mode == to, "{to} became {}", plan.mode);
                self.changes += 1;
                return Ok(());
            }
        }
    }
}

fn mode(width: u32, height: u32, hz: u32) -> anyhow::Result<Mode> {
    Ok(Mode::new(width, height, RefreshRate::from_hz(hz))?)
}
