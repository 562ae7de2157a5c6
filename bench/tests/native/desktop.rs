//! With a real desktop: the test card in a private sway, coded in software.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use lumen_bench::viewer::Viewer;
use lumen_bench::watch::Watcher;
use lumen_client::{NativeEvent, NativeSession, Wish};
use lumen_core::gamestream::input::{InputEvent, Key, Modifiers};
use lumen_core::native::message::value::Grid;
use lumen_core::units::{Mode, Span};
use lumen_gpu::convert::ColourSpec;

use crate::rig::{PATIENCE, Rig, eventually, is_long, mode, options};

/// A host with a desktop; `None`, loudly, without sway.
fn rig(settings: &str) -> Option<Rig> {
    if Command::new("sway").arg("--version").output().is_err() {
        eprintln!("SKIPPED: sway is not installed");
        return None;
    }
    Some(Rig::new(&format!("sound = \"off\"\n{settings}")))
}

fn change(session: &NativeSession, to: Mode) {
    session.request(Wish { mode: Some(to), ..Wish::default() }).unwrap();
    eventually("the change is answered", || {
        match session.next_event(Span::from_millis(20)).unwrap() {
            Some(NativeEvent::Changed { plan, .. }) => {
                assert_eq!(plan.mode, to);
                true
            }
            _ => false,
        }
    });
}

/// Longest time between two pictures, in microseconds.
fn longest_gap(times: Vec<u64>) -> u64 {
    times.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0)
}

#[test]
fn the_card_is_shown_in_mode_after_mode_and_never_black() {
    let Some(mut rig) = rig("") else { return };
    let changes = if is_long() { 200 } else { 6 };
    let client = rig.client();
    let modes = [mode(1280, 720, 60), mode(1920, 1080, 30), mode(1366, 768, 60)];
    let session = rig.connect(&client, &options(modes[0]));
    let watcher = Watcher::default();
    let viewer = Viewer::start(session, Box::new(watcher.clone()), ColourSpec::default()).unwrap();
    let session = viewer.session();
    eventually("the card is seen", || watcher.newest().is_some());
    let begun = watcher.seen().iter().position(|seen| seen.stamp.is_some()).unwrap();
    let mut gaps = Vec::with_capacity(changes);
    for n in 1..=changes {
        let asked = watcher.seen().len() - 1;
        change(&session, modes[n % 3]);
        let before = watcher.newest().unwrap().0.frame;
        eventually("the card goes on", || watcher.newest().unwrap().0.frame > before + 2);
        let times = watcher.seen()[asked..].iter().map(|seen| seen.record.completed).collect();
        gaps.push(longest_gap(times));
    }
    gaps.sort_unstable();
    // Input still reaches the card, on the newest output.
    let before = watcher.newest().unwrap().0.input.keys;
    for down in [true, false] {
        let modifiers = Modifiers::default();
        let key = Key { code: 0x41, down, modifiers, positional: true };
        session.send_input(InputEvent::Key(key)).unwrap();
    }
    eventually("a key arrives", || watcher.newest().unwrap().0.input.keys > before);
    let seen = watcher.seen();
    let blank = seen[begun..].iter().filter(|seen| seen.stamp.is_none()).count();
    let at = |share: usize| gaps[gaps.len() * share / 100];
    println!(
        "{changes} changes: {} pictures, {blank} without the card, longest gap p50 {} us, p99 {} us",
        seen.len(),
        at(50),
        at(99)
    );
    assert_eq!(blank, 0, "pictures without the card");
    let begun = Instant::now();
    while rig.outputs().0 != 1 {
        assert!(
            begun.elapsed() < PATIENCE,
            "displays are left: {:?}\n{}",
            rig.outputs(),
            rig.host.log()
        );
        thread::sleep(Duration::from_millis(20));
    }
    assert!(rig.outputs().1 <= 2, "displays pile up");
    assert_eq!(session.stats().reconnects, 0);
    drop(session);
    viewer.finish().unwrap();
    assert!(rig.host.stop(), "{}", rig.host.log());
}

#[test]
fn tiles_arrive_side_by_side() {
    for (tiles, count) in [("2x1", 2), ("2x2", 4)] {
        let Some(mut rig) = rig(&format!("tiles = \"{tiles}\"\n")) else { return };
        let client = rig.client();
        let options = lumen_client::NativeOptions { max_tiles: 4, ..options(mode(1280, 720, 30)) };
        let session = rig.connect(&client, &options);
        let plan = session.plan().unwrap();
        assert_eq!(plan.grid.tiles().get(), count);
        assert_ne!(plan.grid, Grid::ONE);
        let mut decoders: Vec<_> = (0..count)
            .map(|_| lumen_gpu::decode::software::SoftwareDecoder::open().unwrap())
            .collect();
        let mut pictures = vec![0u32; count.into()];
        let mut sizes = vec![(0, 0); count.into()];
        let begun = Instant::now();
        while pictures.iter().any(|&pictures| pictures < 20) {
            assert!(begun.elapsed() < PATIENCE, "{tiles}: {pictures:?}");
            let Some(unit) = session.next_unit(Span::from_millis(100)).unwrap() else { continue };
            let tile = usize::from(unit.tile);
            use lumen_gpu::decode::Decode;
            if let Ok(Some(picture)) = decoders[tile].decode(unit.bytes()) {
                pictures[tile] += 1;
                sizes[tile] = (picture.width, picture.height);
            }
        }
        let (width, height) =
            (1280 / u32::from(plan.grid.columns()), 720 / u32::from(plan.grid.rows()));
        assert!(sizes.iter().all(|&size| size == (width, height)), "{sizes:?}");
        drop(session);
        assert!(rig.host.stop(), "{}", rig.host.log());
    }
}
