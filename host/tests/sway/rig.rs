//! The same on the newer sway of the rig, which has `ext-image-copy-capture` and `unplug`.

use std::path::{Path, PathBuf};
use std::process::Command;

use lumen_bench::testcard::log::{Event, Line, typed};
use lumen_bench::testcard::{Animation, now};
use lumen_core::units::Span;
use lumen_gpu::frame::Surface;
use lumen_host::capture::{Capture, image_copy::ImageCopy, screencopy::Screencopy};
use lumen_host::display::{Compositor, DesktopSession, Options, Running, open};
use lumen_host::input::{self, InputEvent, Layout};

use crate::desk::{Base, Card, eventually, mode, next, outputs, private, stamp_of, stamp_where};

#[test]
fn a_newer_sway_captures_by_the_newer_protocol() {
    let rig = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/rig/rig");
    let session = Command::new(&rig).args(["run", "sway", "--", "true"]).output();
    if !session.is_ok_and(|done| done.status.success()) {
        eprintln!("SKIPPED: no rig at {}, or no sway built in it", rig.display());
        return;
    }
    let tests = std::env::current_exe().unwrap();
    let status = Command::new(&rig)
        .args(["run", "sway", "--bind"])
        .arg(tests.parent().unwrap())
        .arg("--")
        .arg(&tests)
        .args(["--exact", "--ignored", "--nocapture", "rig::in_a_session_of_the_rig"])
        .status();
    assert!(status.unwrap().success());
}

/// The sway that this process was started in.
pub fn running() -> Running {
    let variable = |name| PathBuf::from(std::env::var_os(name).unwrap());
    let runtime_dir = variable("XDG_RUNTIME_DIR");
    let wayland_socket = runtime_dir.join(variable("WAYLAND_DISPLAY"));
    Running { sway_socket: variable("SWAYSOCK"), wayland_socket, runtime_dir }
}

#[test]
#[ignore = "needs a sway that is running; another test starts it in one"]
fn in_a_session_of_the_rig() {
    let base = Base::new();
    let options =
        Options { compositor: Compositor::Sway, running: Some(running()), ..private(&base.0) };
    let mut display = open(&options).unwrap();
    let session = display.session().clone();
    let before = outputs(&session).len();
    let mut output = display.create(mode(1365, 767, 60)).unwrap();
    let name = output.name().to_owned();
    let newer = || ImageCopy::open(&session, &name, now).unwrap();
    let older = || Screencopy::open(&session, &name, now).unwrap();
    still_screen(&mut newer());
    let log = base.0.join("card");
    let card = Card::show(&session, Animation::Steady(None), log);
    moving_screen(&mut newer());
    moving_screen(&mut older());
    let mut capture = newer();
    output.set_mode(mode(1280, 720, 60)).unwrap();
    let size = |capture: &mut dyn Capture| {
        let frame = next(capture)?;
        let Surface::Shared { layout, .. } = &frame.surface else { panic!("not shared memory") };
        stamp_of(&frame).map(|_| (layout.width, layout.height))
    };
    let adapted = eventually(|| size(&mut capture).filter(|size| *size == (1280, 720)));
    assert!(adapted.is_some());
    typing(&session, &name, &card);
    drop(output);
    assert_eq!(outputs(&session).len(), before, "the output is unplugged");
    let ends = eventually(|| capture.next(now() + Span::from_secs(1)).err());
    assert!(ends.is_some(), "a capture ends with its output");
}

fn still_screen(capture: &mut dyn Capture) {
    assert!(next(capture).is_some());
    let asked = now();
    while capture.next(asked + Span::from_millis(500)).unwrap().is_some() {}
    assert!(now().since(asked) >= Span::from_millis(500));
}

fn moving_screen(capture: &mut dyn Capture) {
    let mut last = stamp_where(capture, |stamp| stamp.frame > 0).unwrap();
    for _ in 0..30 {
        let frame = next(capture).unwrap();
        let stamp = stamp_of(&frame).expect("a readable stamp");
        assert!(stamp.frame > last.frame && frame.captured >= stamp.painted);
        last = stamp;
    }
}

fn typing(session: &DesktopSession, output: &str, card: &Card) {
    let mut input = input::open(session, output, &Layout::default(), now).unwrap();
    // The seat had no keyboard before: the card asks for one now.
    let has_focus = |lines: &[Line]| lines.iter().any(|line| line.event == Event::Focus);
    assert!(has_focus(&card.events_until(has_focus)));
    "Ünï 😀".chars().for_each(|char| input.inject(InputEvent::Text(char)).unwrap());
    let lines = card.events_until(|lines| typed(lines) == "Ünï 😀");
    assert_eq!(typed(&lines), "Ünï 😀", "{lines:#?}");
}
