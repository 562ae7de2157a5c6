//! The window on an X server.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use lumen_bench::testcard::log::Event;
use tempfile::TempDir;

use super::rig::{Protocol, Rig, Running, eventually, has};
use super::shot::Shot;

/// An X server whose screen is a file.
struct Xvfb {
    display: String,
    directory: TempDir,
    _server: Running,
}

impl Xvfb {
    fn start() -> Xvfb {
        let directory = TempDir::new().unwrap();
        let mut command = Command::new("Xvfb");
        // It looks for a free number itself, and says which.
        command
            .args(["-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp"])
            .arg("-fbdir")
            .arg(directory.path())
            .stdout(Stdio::piped());
        let mut server = Running::start(&mut command);
        let mut number = String::new();
        let said = server.0.stdout.take().unwrap();
        BufReader::new(said).read_line(&mut number).unwrap();
        Xvfb { display: format!(":{}", number.trim()), directory, _server: server }
    }

    fn screen(&self) -> PathBuf {
        self.directory.path().join("Xvfb_screen0")
    }

    fn tool(&self, arguments: &[&str]) {
        let mut tool = Command::new("xdotool");
        assert!(tool.env("DISPLAY", &self.display).args(arguments).status().unwrap().success());
    }
}

#[test]
fn an_x_window_shows_the_card_and_hears_the_user() {
    shows_the_card_and_hears_the_user(Protocol::Gamestream);
}

#[test]
fn an_x_window_shows_the_card_and_hears_the_user_over_lumen_1() {
    shows_the_card_and_hears_the_user(Protocol::Lumen);
}

fn shows_the_card_and_hears_the_user(protocol: Protocol) {
    if !has(&["Xvfb", "xdotool", "sway"]) {
        return;
    }
    let rig = Rig::start(protocol);
    for backend in ["vulkan", "software"] {
        // A screen of its own: what the window before showed stays when it is gone.
        let server = Xvfb::start();
        let display = ("DISPLAY", Path::new(&server.display));
        let client = rig.watch(display, &["--overlay", "--present", backend]);
        let (shot, likeness) = eventually("the card", || {
            let shot = Shot::of_xwd(&server.screen())?;
            let likeness = shot.likeness(0);
            (likeness > 27.0 && shot.sentence() > 100).then_some((shot, likeness))
        });
        println!(
            "{backend}: {likeness:.1} dB, {} pixels of the overlay's sentence",
            shot.sentence()
        );
        shot.keep(&format!("xvfb-{}-{backend}.png", protocol.name()));
        if backend == "software" {
            input_reaches_the_card(&rig, &server, protocol.title());
        }
        print!("{}", client.finish());
    }
}

/// Evdev codes of the keys `b` and `a`, and of the right button.
const B: u32 = 48;
const A: u32 = 30;
const RIGHT: u32 = 0x111;

fn input_reaches_the_card(rig: &Rig, server: &Xvfb, title: &str) {
    let logged = |what: &str, wanted: &dyn Fn(&Event) -> bool| {
        eventually(what, || rig.log().iter().any(|line| wanted(&line.event)).then_some(()));
    };
    server.tool(&["search", "--name", title, "windowfocus", "--sync"]);
    server.tool(&["mousemove", "--sync", "700", "500"]);
    logged(
        "the pointer",
        &|event| matches!(event, Event::Motion { x, y } if (x - 700.0).abs() < 2.0 && (y - 500.0).abs() < 2.0),
    );
    server.tool(&["key", "b", "click", "3"]);
    for pressed in [true, false] {
        logged(
            "the key",
            &|event| matches!(event, Event::Key { code: B, down, .. } if *down == pressed),
        );
        logged("the button", &|event| *event == Event::Button { code: RIGHT, down: pressed });
    }
    // The chord is the client's own; what was held is let go.
    server.tool(&["keydown", "a"]);
    logged("a held key", &|event| matches!(event, Event::Key { code: A, down: true, .. }));
    server.tool(&["key", "ctrl+alt+shift+s", "keyup", "a"]);
    logged("its release", &|event| matches!(event, Event::Key { code: A, down: false, .. }));
    eventually("the overlay's end", || {
        Shot::of_xwd(&server.screen()).filter(|shot| shot.sentence() == 0)
    });
}
