//! Outputs at the client's mode, and what is captured from them.

use crate::desk::{
    Base, Card, eventually, keep_picture, mode, mode_of, next, picture, private, spawner, stamp_of,
    stamp_where, start, sway_is_here,
};
use lumen_bench::testcard::{Animation, now, scene::render_still};
use lumen_core::units::{Mode, RefreshRate, Span};
use lumen_gpu::frame::Surface;
use lumen_host::capture::{self, CaptureError};
use lumen_host::display::{Compositor, DesktopError, DisplayError, Options, Running, open};
use lumen_host::process::{Launch, Spawner, User};

#[test]
fn an_output_is_at_exactly_the_mode_asked_for() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let session = display.session().clone();
    let modes = [
        mode(1280, 720, 60),
        mode(1365, 767, 60),
        mode(5120, 1440, 240),
        Mode::new(1920, 1080, RefreshRate(59_940)).unwrap(),
        Mode::new(2560, 1440, RefreshRate(143_856)).unwrap(),
    ];
    for mode in modes {
        let output = display.create(mode).unwrap();
        let wanted = (mode.width as i32, mode.height as i32, mode.refresh.0 as i32);
        assert_eq!(mode_of(&session, output.name()), wanted);
    }
}

#[test]
fn a_still_screen_yields_one_frame_and_then_none() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let output = display.create(mode(1280, 720, 60)).unwrap();
    let mut capture = capture::open(display.session(), output.name(), now).unwrap();
    let frame = next(capture.as_mut()).expect("a first frame");
    let Surface::Shared { layout, .. } = &frame.surface else { panic!("not shared memory") };
    assert_eq!((layout.width, layout.height), (1280, 720));
    drop(frame);
    let asked = now();
    while capture.next(asked + Span::from_millis(300)).unwrap().is_some() {}
    assert!(now().since(asked) >= Span::from_millis(300));
}

#[test]
fn the_stamps_of_captured_frames_rise() {
    if !sway_is_here() {
        return;
    }
    for mode in [mode(1280, 720, 60), mode(1365, 767, 60), mode(640, 360, 60)] {
        let base = Base::new();
        let mut display = start(&base);
        let output = display.create(mode).unwrap();
        let log = base.0.join(format!("card-{}", mode.width));
        let _card = Card::show(display.session(), Animation::Steady(None), log);
        let mut capture = capture::open(display.session(), output.name(), now).unwrap();
        let mut last = stamp_where(capture.as_mut(), |stamp| stamp.frame > 0).unwrap();
        for _ in 0..30 {
            let frame = next(capture.as_mut()).unwrap();
            let stamp = stamp_of(&frame).expect("a readable stamp");
            assert!(stamp.frame > last.frame && stamp.painted > last.painted);
            assert!(frame.captured >= stamp.painted && frame.captured <= now());
            last = stamp;
        }
        keep_picture(&next(capture.as_mut()).unwrap(), &format!("moving-{}.png", mode.width));
    }
}

#[test]
fn a_still_card_is_captured_pixel_for_pixel() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let output = display.create(mode(1280, 720, 60)).unwrap();
    let _card = Card::show(display.session(), Animation::Still, base.0.join("card"));
    let mut capture = capture::open(display.session(), output.name(), now).unwrap();
    stamp_where(capture.as_mut(), |stamp| stamp.frame == 0).expect("the card");
    // A fresh capture of a screen that stands still.
    let mut capture = capture::open(display.session(), output.name(), now).unwrap();
    let frame = next(capture.as_mut()).unwrap();
    keep_picture(&frame, "still.png");
    let (width, height, pixels) = picture(&frame);
    let painted = render_still(width, height);
    let wrong = pixels.chunks(4).zip(painted.chunks(4));
    assert_eq!(wrong.filter(|(got, painted)| got[..3] != painted[..3]).count(), 0);
}

#[test]
fn the_mode_changes_in_place_under_a_running_capture() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let mut output = display.create(mode(1280, 720, 60)).unwrap();
    let _card = Card::show(display.session(), Animation::Steady(None), base.0.join("card"));
    let mut capture = capture::open(display.session(), output.name(), now).unwrap();
    stamp_where(capture.as_mut(), |stamp| stamp.frame > 0).unwrap();
    let name = output.name().to_owned();
    for mode in [mode(1365, 767, 60), mode(800, 600, 30), mode(1280, 720, 60)] {
        output.set_mode(mode).unwrap();
        assert_eq!((output.name(), output.mode()), (name.as_str(), mode));
        let size = (mode.width, mode.height);
        let adapted = eventually(|| {
            let frame = next(capture.as_mut())?;
            let Surface::Shared { layout, .. } = &frame.surface else {
                panic!("not shared memory")
            };
            stamp_of(&frame).filter(|_| (layout.width, layout.height) == size)
        });
        assert!(adapted.is_some(), "{mode}");
    }
}

#[test]
fn a_compositor_that_goes_away_is_an_error() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let output = display.create(mode(1280, 720, 60)).unwrap();
    let mut capture = capture::open(display.session(), output.name(), now).unwrap();
    next(capture.as_mut()).unwrap();
    drop((output, display));
    let mut result = Ok(None);
    while let Ok(Some(_)) | Ok(None) = result {
        result = capture.next(now() + Span::from_secs(5));
    }
    assert!(matches!(result, Err(CaptureError::Desktop(DesktopError::Gone(_)))));
}

#[test]
fn capturing_an_output_that_is_not_there_is_an_error() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let display = start(&base);
    let refused = capture::open(display.session(), "HEADLESS-99", now);
    assert!(matches!(refused, Err(CaptureError::Desktop(DesktopError::NoOutput(_)))));
}

#[test]
fn a_sway_that_will_not_start_says_why() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut options = private(&base.0);
    options.spawner = Spawner::new("/nowhere/lumen-keeper");
    assert!(matches!(open(&options), Err(DisplayError::Process(_))));
    // Sway before 1.9 refuses to be root: the message must come through.
    let mut options = private(&base.0);
    options.user = Some(User { uid: 0, gid: 0 });
    if rustix::process::geteuid().is_root() {
        match open(&options) {
            Err(DisplayError::Died { log, .. }) => assert!(!log.is_empty()),
            Err(other) => panic!("{other}"),
            Ok(_) => eprintln!("SKIPPED: this sway does not mind being root"),
        }
    }
}

#[test]
fn an_app_runs_on_the_desktop_and_ends_with_its_handle() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let display = start(&base);
    let log = display.session().runtime_dir.join("app.log");
    let launch = display.session().launch("sh").arg("-c").arg("id -u; pwd; echo $WAYLAND_DISPLAY");
    let mut child = spawner().spawn(&Launch { log: Some(log.clone()), ..launch }).unwrap();
    let status = child.wait(std::time::Duration::from_secs(5)).unwrap();
    assert!(status.unwrap().success());
    let said = std::fs::read_to_string(log).unwrap();
    let socket = display.session().wayland_socket.display().to_string();
    assert!(said.lines().any(|line| line == socket), "{said}");
}

#[test]
fn a_consumer_that_keeps_every_buffer_gets_no_more_until_it_gives_one_back() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let output = display.create(mode(640, 360, 60)).unwrap();
    let _card = Card::show(display.session(), Animation::Steady(None), base.0.join("card"));
    let mut capture = capture::open(display.session(), output.name(), now).unwrap();
    stamp_where(capture.as_mut(), |stamp| stamp.frame > 3).unwrap();
    let mut kept = [(); capture::BUFFERS].map(|()| next(capture.as_mut()));
    assert!(kept.iter().all(Option::is_some));
    assert!(capture.next(now() + Span::from_millis(100)).unwrap().is_none());
    let kept_stamp = stamp_of(kept[0].as_ref().unwrap()).unwrap();
    kept[1] = None;
    assert!(next(capture.as_mut()).is_some());
    // What is kept is not written to meanwhile.
    assert_eq!(stamp_of(kept[0].as_ref().unwrap()), Some(kept_stamp));
}

#[test]
fn a_card_paints_no_faster_than_told() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let output = display.create(mode(640, 360, 60)).unwrap();
    let slow = Animation::Steady(Some(RefreshRate::from_hz(20)));
    let _card = Card::show(display.session(), slow, base.0.join("card"));
    let mut capture = capture::open(display.session(), output.name(), now).unwrap();
    let first = stamp_where(capture.as_mut(), |stamp| stamp.frame > 0).unwrap();
    let last = stamp_where(capture.as_mut(), |stamp| stamp.frame >= first.frame + 20).unwrap();
    let spent = last.painted.since(first.painted);
    let frames = u64::from(last.frame - first.frame);
    assert!(spent + Span::from_millis(50) >= Span::from_millis(50 * frames), "{spent:?}");
}

#[test]
fn a_desktop_that_is_gone_counts_as_none() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let nowhere = || base.0.join("nothing-here");
    let running =
        Running { sway_socket: nowhere(), wayland_socket: nowhere(), runtime_dir: nowhere() };
    let options =
        |compositor| Options { compositor, running: Some(running.clone()), ..private(&base.0) };
    assert!(open(&options(Compositor::Auto)).is_ok());
    let refused = open(&options(Compositor::Sway));
    assert!(matches!(refused, Err(DisplayError::Connect { .. })));
}

#[test]
fn windows_move_to_another_mode_while_the_old_output_is_still_captured() {
    if !sway_is_here() {
        return;
    }
    let base = Base::new();
    let mut display = start(&base);
    let mut output = display.create(mode(1280, 720, 60)).unwrap();
    let _card = Card::show(display.session(), Animation::Steady(None), base.0.join("card"));
    let mut capture = capture::open(display.session(), output.name(), now).unwrap();
    stamp_where(capture.as_mut(), |stamp| stamp.frame > 0).unwrap();
    let mut names = std::collections::BTreeSet::new();
    for mode in [mode(1920, 1080, 30), mode(1366, 768, 60), mode(1280, 720, 60)] {
        let other = display.create(mode).unwrap();
        display.move_windows(&output, &other).unwrap();
        let mut next_capture = capture::open(display.session(), other.name(), now).unwrap();
        capture.next(now()).expect("the old output is still there");
        let wanted = (mode.width, mode.height);
        let shown = eventually(|| {
            let frame = next(next_capture.as_mut())?;
            let Surface::Shared { layout, .. } = &frame.surface else {
                panic!("not shared memory")
            };
            let stamp = stamp_of(&frame)?;
            ((layout.width, layout.height) == wanted && stamp.frame > 0).then_some(())
        });
        assert!(shown.is_some(), "the card is not shown in {mode}");
        names.insert(other.name().to_owned());
        (output, capture) = (other, next_capture);
    }
    assert!(names.len() <= 2, "outputs that were given up are used again: {names:?}");
}
