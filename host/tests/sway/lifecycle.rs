//! What is left after displays, children and hosts end: nothing.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use lumen_bench::testcard::{Animation, now, stamp::Stamp};
use lumen_core::units::Span;
use lumen_host::capture;
use lumen_host::display::{Compositor, Options, Running, open};
use lumen_host::input;
use lumen_host::process::Launch;

use crate::desk::{
    Base, Card, eventually, mode, mode_of, outputs, private, spawner, stamp_where, start,
    sway_is_here,
};

/// Pids of everything below `root`, with the word that each was started by.
fn below(root: u32) -> HashMap<u32, String> {
    let stats = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| {
        let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        let (name, rest) = stat.rsplit_once(')')?;
        let parent: u32 = rest.split_whitespace().nth(1)?.parse().ok()?;
        Some((pid, parent, name.split_once('(')?.1.to_owned()))
    });
    let stats: Vec<_> = stats.collect();
    let mut found = HashMap::from([(root, String::new())]);
    loop {
        let before = found.len();
        for (pid, parent, name) in &stats {
            if found.contains_key(parent) {
                found.insert(*pid, name.clone());
            }
        }
        if found.len() == before {
            found.remove(&root);
            return found;
        }
    }
}

/// Running, and not a zombie that nobody has collected.
fn is_alive(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
}

fn gone(pids: &HashMap<u32, String>) {
    let all = || pids.keys().all(|pid| !is_alive(*pid)).then_some(());
    assert!(eventually(all).is_some(), "left: {:?}", pids.iter().find(|(pid, _)| is_alive(**pid)));
}

/// An app that forks, and forks into a session of its own, and will not listen.
fn stubborn() -> Launch {
    Launch::new("sh")
        .arg("-c")
        .arg("trap '' TERM; setsid sh -c 'sleep 3001 & sleep 3002' & sleep 3003")
}

#[test]
fn a_dropped_child_takes_everything_with_it() {
    let child = spawner().spawn(&stubborn()).unwrap();
    let family = eventually(|| Some(below(child.id())).filter(|all| all.len() >= 5)).unwrap();
    let asked = Instant::now();
    drop(child);
    assert!(asked.elapsed() < Duration::from_secs(4));
    gone(&family);
}

#[test]
fn a_child_that_ends_is_seen_to_end() {
    let sh = |script: &str| {
        let mut child = spawner().spawn(&Launch::new("sh").arg("-c").arg(script)).unwrap();
        child.wait(Duration::from_secs(10)).unwrap().and_then(|status| status.code())
    };
    assert_eq!(sh("exit 7"), Some(7));
    assert_eq!(sh("kill -9 $$"), Some(128 + 9));
    // What it leaves behind is ended.
    assert_eq!(sh("sleep 3004 & exit 0"), Some(0));
    let mut missing = spawner().spawn(&Launch::new("/no/such/program")).unwrap();
    let status = missing.wait(Duration::from_secs(10)).unwrap().unwrap();
    assert_eq!(status.code(), Some(127));
}

/// Runs one of the ignored tests below in a process of its own.
fn alone(test: &str, base: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "--ignored", "--nocapture", test]);
    command.env("LUMEN_TEST_BASE", base).stdout(Stdio::null());
    command
}

fn given_base() -> PathBuf {
    std::env::var_os("LUMEN_TEST_BASE").unwrap().into()
}

#[test]
#[ignore = "the host that another test kills"]
fn a_host_to_be_killed() {
    let base = given_base();
    let mut display = open(&private(&base)).unwrap();
    let _output = display.create(mode(640, 360, 60)).unwrap();
    let app = display.session().launch("sh").arg("-c").arg("setsid sleep 3005 & sleep 3006");
    let _app = spawner().spawn(&app).unwrap();
    let stream = std::os::unix::net::UnixStream::connect(&display.session().sway_socket).unwrap();
    swayipc::Connection::from(stream).run_command("exec sleep 3007").unwrap();
    fs::write(base.join("ready"), "").unwrap();
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn a_killed_host_leaves_no_process_and_the_next_one_clears_up() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut host = alone("lifecycle::a_host_to_be_killed", &base.0).spawn().unwrap();
    eventually(|| base.0.join("ready").exists().then_some(())).expect("the host is up");
    let names = ["sway", "lumen-keeper", "sleep"];
    let family = eventually(|| {
        let all = below(host.id());
        let sleeps = all.values().filter(|name| *name == "sleep").count();
        let complete = names.iter().all(|name| all.values().any(|other| other == name));
        (complete && sleeps == 3).then_some(all)
    });
    let family = family.expect("sway and its apps");
    host.kill().unwrap();
    host.wait().unwrap();
    gone(&family);
    assert!(base.0.join("sway-1").exists());
    drop(start(&base));
    assert!(!base.0.join("sway-1").exists());
}

#[test]
#[ignore = "counts descriptors, so nothing else may run in its process"]
fn ten_cycles_in_a_process_of_their_own() {
    let base = given_base();
    let descriptors = || fs::read_dir("/proc/self/fd").unwrap().count();
    let cycle = |base: &Path| {
        let mut display = open(&private(base)).unwrap();
        for (width, height) in [(640, 360), (1365, 767)] {
            let output = display.create(mode(width, height, 60)).unwrap();
            let mut capture = capture::open(display.session(), output.name(), now).unwrap();
            assert!(capture.next(now() + Span::from_secs(5)).unwrap().is_some());
            // Dropped with the capture still open, in either order.
        }
        assert!(outputs(display.session()).len() <= 1);
    };
    cycle(&base);
    let before = descriptors();
    for _ in 0..10 {
        cycle(&base);
    }
    assert_eq!(descriptors(), before);
    assert!(below(std::process::id()).is_empty());
    assert_eq!(fs::read_dir(&base).unwrap().count(), 0);
}

#[test]
fn ten_cycles_leak_nothing() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let status = alone("lifecycle::ten_cycles_in_a_process_of_their_own", &base.0).status();
    assert!(status.unwrap().success());
}

#[test]
fn a_running_sway_gets_an_output_and_keeps_no_more_than_one() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut theirs = start(&base);
    let _own = theirs.create(mode(800, 600, 60)).unwrap();
    let session = theirs.session().clone();
    let running = Running {
        sway_socket: session.sway_socket.clone(),
        wayland_socket: session.wayland_socket.clone(),
        runtime_dir: session.runtime_dir.clone(),
    };
    let options =
        Options { compositor: Compositor::Auto, running: Some(running), ..private(&base.0) };
    for round in 0..10 {
        let mut display = open(&options).unwrap();
        let output = display.create(mode(1280, 720, 60)).unwrap();
        assert_eq!(mode_of(&session, output.name()), (1280, 720, 60_000));
        if round == 0 {
            let log = base.0.join("card");
            let _card = Card::show(display.session(), Animation::Steady(None), log);
            let mut capture = capture::open(display.session(), output.name(), now).unwrap();
            assert!(stamp_where(capture.as_mut(), |stamp| stamp.frame > 3).is_some());
            // The pointer is sent to our output, not to theirs.
            let layout = input::Layout::default();
            let mut input = input::open(&session, output.name(), &layout, now).unwrap();
            let place = input::Place { x: 640, y: 360, right: 1279, bottom: 719 };
            input.inject(input::InputEvent::PointerAbsolute(place)).unwrap();
            let there = |stamp: &Stamp| stamp.input.pointer == (640, 360);
            assert!(stamp_where(capture.as_mut(), there).is_some());
        }
        drop((output, display));
        assert!(outputs(&session).len() <= 2);
        assert_eq!(outputs(&session).iter().filter(|output| output.rect.width > 64).count(), 1);
    }
}

#[test]
fn a_card_ends_when_its_compositor_does() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let output = display.create(mode(640, 360, 60)).unwrap();
    let card = Card::show(display.session(), Animation::Steady(None), base.0.join("card"));
    assert!(!card.events_until(|lines| !lines.is_empty()).is_empty());
    drop((output, display));
    assert!(card.join().is_err());
}
