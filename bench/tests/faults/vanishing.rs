//! Clients that go away without a word, in each phase: the next one streams in bounded time.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use lumen_bench::fixture::program;
use lumen_core::gamestream::nvhttp::LaunchKind;
use lumen_core::gamestream::rtsp::StreamKind;

use crate::hand::{Launched, wish};
use crate::rig::{Rig, SOON, turn, within};

/// What the host gives a silent client, and what a busy machine takes on top.
const BOUND: Duration = Duration::from_secs(10 + 8);

/// One client vanishes, another one comes.
struct Case {
    name: &'static str,
    vanish: fn(&Rig),
}

const CASES: [Case; 5] = [
    Case { name: "after /launch", vanish: |rig| _ = launch(rig) },
    Case { name: "in mid-RTSP", vanish: in_mid_rtsp },
    Case { name: "after ANNOUNCE", vanish: |rig| _ = launch(rig).agree() },
    Case { name: "after ENet", vanish: |rig| _ = launch(rig).agree().connect() },
    Case { name: "in mid-stream", vanish: in_mid_stream },
];

fn launch(rig: &Rig) -> Launched {
    rig.alice.hand.launch(&wish(LaunchKind::Launch)).unwrap()
}

fn in_mid_rtsp(rig: &Rig) {
    let mut launched = launch(rig);
    launched.describe();
    launched.set_up(StreamKind::Audio);
}

fn in_mid_stream(rig: &Rig) {
    let mut client = connect_program(rig);
    within(SOON, "frames for the program", || (rig.frames_sent() > 10).then_some(()));
    client.kill().unwrap();
    client.wait().unwrap();
}

/// `lumen-client` as a program.
pub fn connect_program(rig: &Rig) -> Child {
    let client = Command::new(program("lumen-client").unwrap())
        .arg("--config-dir")
        .arg(&rig.alice.directory)
        .args(["connect", &rig.host.address().to_string()])
        .args(["--headless", "--mode", "640x360x30", "--bitrate-kbps", "2000"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    client.unwrap()
}

impl Rig {
    /// How many frames the host says that it sent.
    fn frames_sent(&self) -> usize {
        fs::read_to_string(self.host.trace()).map_or(0, |text| text.lines().count())
    }
}

#[test]
fn the_next_client_streams_wherever_one_vanished() {
    let Some(_turn) = turn() else { return };
    // Most of the time is waiting, so the hosts wait together.
    thread::scope(|scope| {
        for case in &CASES {
            let rig = Rig::start();
            (case.vanish)(&rig);
            let vanished = Instant::now();
            scope.spawn(move || next_client_streams(case, &rig, vanished));
        }
    });
}

fn next_client_streams(case: &Case, rig: &Rig, vanished: Instant) {
    let stream = within(BOUND, case.name, || rig.bob.connect().ok());
    stream.see(5);
    println!("vanished {}: the next client streams after {:.1?}", case.name, vanished.elapsed());
    drop(stream);
    rig.bob.quit();
    rig.is_vacant();
    let status = rig.status();
    assert_eq!((status.streaming_client, status.running_app), (None, None), "{}", case.name);
}

#[test]
fn a_client_that_was_killed_comes_back_at_once() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    in_mid_stream(&rig);
    let killed = Instant::now();
    rig.alice.stream();
    let took = killed.elapsed();
    println!("killed client streams again after {took:.1?}");
    assert!(took < Duration::from_secs(8), "{took:?}");
}

#[test]
fn a_launch_that_nobody_follows_is_forgotten() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::start();
    launch(&rig);
    let ports = rig.alice.hand.ports();
    let is_free = |port| std::net::UdpSocket::bind(rig.alice.hand.at(port)).is_ok();
    assert!(!is_free(ports.control()), "the ports wait for the client");
    within(BOUND, "the ports are free", || {
        [ports.video(), ports.audio(), ports.control()].into_iter().all(is_free).then_some(())
    });
    within(BOUND, "the host says why", || {
        rig.host.log().contains("the client did not go on after launch").then_some(())
    });
}
