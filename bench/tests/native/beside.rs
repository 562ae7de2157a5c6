//! Four clients at once, each a program of its own: what becomes of one is nothing to the others.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use lumen_bench::fixture::program;
use lumen_bench::proxy::Loss;
use lumen_bench::relay::Relay;
use lumen_core::units::{Micros, Mode, Span};
use lumen_host::encoder;
use lumen_transport::clock;
use rustix::process::{Pid, Signal, kill_process};

use crate::doubles::{Alive, Counted};
use crate::inside::{Inside, Parts, address_of};
use crate::rig::{PATIENCE, eventually, is_long, mode};

/// How long the host waits for a client that is gone, once it is known to be.
const GRACE: Span = Span::from_secs(2);

/// Datagrams that the bad link loses, both ways.
const LOSS: f64 = 0.05;

/// The whole time.
fn length() -> Duration {
    Duration::from_secs(if is_long() { 60 } else { 8 })
}

/// Runs on a machine that holds threads up show nothing; so many of them are none.
const RUNS: usize = 3;

#[test]
fn one_is_killed_and_one_loses_datagrams_and_two_do_not_notice() {
    assert!((0..RUNS).any(|_| four_play()), "two notice, or this machine is too busy");
}

/// True when the two were as well off after the kill as before; what can't be the machine's fault
/// fails.
fn four_play() -> bool {
    let counted = Counted::default();
    let (scenes, coders) = (counted.opener(), encoder::coders);
    let mut host = Inside::new(Parts { scenes, coders, grace: GRACE });
    let lossy = |seed| Loss::random(LOSS, seed);
    let relay = Relay::start(host.socket(), lossy(7), lossy(8)).unwrap();
    let direct = host.socket();
    let small = Player::start(&mut host, direct, mode(480, 270, 30));
    let large = Player::start(&mut host, direct, mode(640, 360, 30));
    let mut doomed = Player::start(&mut host, direct, mode(854, 480, 60));
    let unlucky = Player::start(&mut host, relay.address(), mode(640, 480, 30));
    for player in [&small, &large, &doomed, &unlucky] {
        player.await_frames();
    }
    assert_eq!((host.native.sessions(), counted.alive()), (4, Alive::of(4)));

    let begun = clock::now();
    thread::sleep(length() / 2);
    let killed = clock::now();
    doomed.child.kill().unwrap();
    doomed.child.wait().unwrap();
    assert_eq!(host.native.sessions(), 4, "a client that is gone may come back");
    eventually("the stream and the input of the dead client end", || {
        let alive = counted.alive();
        (alive.captures, alive.injects) == (3, 3)
    });
    let noticed = clock::now().since(killed);
    eventually("its place and its display are given back", || host.native.sessions() == 3);
    eventually("its display is gone", || counted.alive() == Alive::of(3));
    let forgotten = clock::now().since(killed);
    assert!(forgotten >= GRACE, "{forgotten:?}");
    thread::sleep((length() / 2).saturating_sub(Duration::from(forgotten)));
    println!(
        "killed with -9: stream over after {} ms, display gone after {} ms",
        noticed.0 / 1_000,
        forgotten.0 / 1_000
    );
    let [small, large] = [small, large].map(|player| player.finish().is_well(begun, killed));
    let seen = unlucky.finish();
    println!("{}: {LOSS} lost both ways, {}", seen.mode, seen.summary());
    assert!(relay.seen().lost > 0 && seen.count("repaired") > 0, "{}", seen.said);
    assert_eq!(seen.count("reconnects"), 0, "{}", seen.said);
    assert!(host.stop());
    assert_eq!((host.native.sessions(), counted.alive()), (0, Alive::of(0)));
    small && large
}

/// A client program that streams.
struct Player {
    child: Child,
    mode: Mode,
    trace: PathBuf,
    report: PathBuf,
}

impl Player {
    fn start(host: &mut Inside, at: SocketAddr, mode: Mode) -> Player {
        let (_, directory) = host.client();
        let (trace, report) = (directory.join("trace.jsonl"), directory.join("report"));
        let said = File::create(&report).unwrap();
        let wanted = format!("{}x{}x{}", mode.width, mode.height, mode.refresh.0 / 1_000);
        let child = Command::new(program("lumen-client").unwrap())
            .arg("--config-dir")
            .arg(&directory)
            .args(["connect", &address_of(at), "--protocol", "lumen", "--headless"])
            .args(["--mode", &wanted, "--bitrate-kbps", "4000"])
            .args(["--pin", &host.fingerprint.to_string(), "--trace"])
            .arg(&trace)
            .stdin(Stdio::null())
            .stderr(said.try_clone().unwrap())
            .stdout(said)
            .spawn();
        Player { child: child.unwrap(), mode, trace, report }
    }

    /// Number and time of each frame decoded so far.
    fn frames(&self) -> Vec<(u64, Micros)> {
        let text = fs::read_to_string(&self.trace).unwrap_or_default();
        // The last line may not be whole yet.
        let lines = text.lines().filter_map(|line| serde_json::from_str(line).ok());
        let frame = |line: serde_json::Value| {
            Some((line["frame"].as_u64()?, Micros(line["completed"].as_u64()?)))
        };
        lines.filter_map(frame).collect()
    }

    fn await_frames(&self) {
        let begun = Instant::now();
        while self.frames().len() < 10 {
            let said = || fs::read_to_string(&self.report).unwrap();
            assert!(begun.elapsed() < PATIENCE, "{}: {}", self.mode, said());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Interrupts the client, as its user would, and waits for its report.
    fn finish(mut self) -> Seen {
        kill_process(Pid::from_child(&self.child), Signal::INT).unwrap();
        let begun = Instant::now();
        eventually("the client leaves", || self.child.try_wait().unwrap().is_some());
        let said = fs::read_to_string(&self.report).unwrap();
        assert!(self.child.wait().unwrap().success(), "{:?}: {said}", begun.elapsed());
        Seen { mode: self.mode, frames: self.frames(), said }
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a client saw.
struct Seen {
    mode: Mode,
    frames: Vec<(u64, Micros)>,
    said: String,
}

impl Seen {
    /// A row of the client's report.
    fn count(&self, row: &str) -> u64 {
        let count = self.said.lines().find_map(|line| line.trim().strip_prefix(row));
        let count = count.and_then(|rest| rest.split_whitespace().next());
        count.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("{row}: {}", self.said))
    }

    /// Frames a second within a time, and the longest time between two of them.
    fn rate(&self, within: std::ops::Range<Micros>) -> (f64, Span) {
        let times: Vec<Micros> =
            self.frames.iter().map(|frame| frame.1).filter(|at| within.contains(at)).collect();
        let gaps = times.windows(2).map(|pair| pair[1].since(pair[0]));
        let rate = times.len() as f64 * 1e6 / within.end.since(within.start).0 as f64;
        (rate, gaps.max().unwrap_or_default())
    }

    fn summary(&self) -> String {
        let rows = ["frames decoded", "key frames", "frames lost", "withheld", "repaired"];
        rows.map(|row| format!("{row} {}", self.count(row))).join(", ")
    }

    /// Nothing is lost, nothing is asked for, and frames come as often as before the kill. False
    /// when frames waited for the processor, at the host or at the client.
    fn is_well(&self, begun: Micros, killed: Micros) -> bool {
        let end = self.frames.last().unwrap().1;
        let ((before, _), (after, gap)) = (self.rate(begun..killed), self.rate(killed..end));
        println!(
            "{}: {before:.1} frames a second before, {after:.1} after, longest gap {} ms; {}",
            self.mode,
            gap.0 / 1_000,
            self.summary()
        );
        assert_eq!(self.count("reconnects"), 0, "{}", self.said);
        assert_eq!(self.count("frames lost"), 0, "{}", self.said);
        if self.count("too slow") > 0 || after < 0.9 * before {
            eprintln!("{}: held up\n{}", self.mode, self.said);
            return false;
        }
        for row in ["key requests", "withheld"] {
            assert_eq!(self.count(row), 0, "{}: {row}\n{}", self.mode, self.said);
        }
        assert_eq!(self.count("key frames"), 1, "{}", self.said);
        let numbers: Vec<u64> = self.frames.iter().map(|frame| frame.0).collect();
        let whole = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
        assert!(whole, "{}: frames are missing", self.mode);
        true
    }
}
