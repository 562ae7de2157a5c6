//! With a real desktop: the test card in a private sway, coded in software.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use lumen_bench::fixture::Setup;
use lumen_bench::quality::psnr;
use lumen_bench::testcard::scene::render_still;
use lumen_bench::watch::Watcher;
use lumen_client::audio::SoundOutput;
use lumen_client::{Decoder, NativeEvent, NativeOptions, NativeSession, Viewing, Wish};
use lumen_core::gamestream::input::{InputEvent, Key, Modifiers};
use lumen_core::units::{Mode, Span};
use lumen_gpu::convert::{ColourSpec, Matrix, Range};

use crate::rig::{PATIENCE, Rig, eventually, is_long, mode, options};

/// A host with a desktop and a test card in it; `None`, loudly, without sway.
fn rig(card: &str, settings: &str) -> Option<Rig> {
    if Command::new("sway").arg("--version").output().is_err() {
        eprintln!("SKIPPED: sway is not installed");
        return None;
    }
    let settings = format!("sound = \"off\"\n{settings}");
    Some(Rig::with(&Setup { card: card.to_owned(), settings, ..Setup::default() }))
}

/// Nobody listens.
const MUTE: Viewing = Viewing {
    colour: ColourSpec { matrix: Matrix::Bt709, range: Range::Limited },
    sound: SoundOutput::Mute,
    decoder: Decoder::Software,
};

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
    let Some(mut rig) = rig("", "") else { return };
    let changes = if is_long() { 200 } else { 6 };
    let client = rig.client();
    let modes = [mode(1280, 720, 60), mode(1920, 1080, 30), mode(1366, 768, 60)];
    let watcher = Watcher::default();
    let viewer = client
        .watch_native(&rig.address(), &options(modes[0]), &MUTE, Box::new(watcher.clone()))
        .unwrap();
    let session = viewer.session();
    eventually("the card is seen", || watcher.newest().is_some());
    let begun = watcher.seen().iter().position(|seen| seen.stamp.is_some()).unwrap();
    let mut gaps = Vec::with_capacity(changes);
    for n in 1..=changes {
        let asked = watcher.seen().len() - 1;
        change(session, modes[n % 3]);
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
    viewer.finish();
    assert!(rig.host.stop(), "{}", rig.host.log());
}

/// Tiles are put together to the card, at whose edges nothing shows, in one mode after the other.
#[test]
fn tiles_make_up_the_card() {
    for (tiles, count) in [("2x1", 2), ("2x2", 4)] {
        let Some(mut rig) = rig("--still", &format!("tiles = \"{tiles}\"\n")) else { return };
        let client = rig.client();
        let options = NativeOptions { max_tiles: 4, ..options(mode(1280, 720, 30)) };
        let watcher = Watcher::default();
        let viewer = client
            .watch_native(&rig.address(), &options, &MUTE, Box::new(watcher.clone()))
            .unwrap();
        assert_eq!(viewer.session().plan().unwrap().grid.tiles().get(), count);
        for (width, height) in [(1280, 720), (800, 600)] {
            if viewer.mode().width != width {
                change(viewer.session(), mode(width, height, 30));
            }
            let card = card(width, height);
            let mut sharpest = 0.0;
            eventually("the card is sharp", || {
                let picture = viewer.next_picture(Span::from_secs(2)).unwrap();
                let fits = (picture.width(), picture.height()) == (width, height);
                let quality = if fits { psnr(&card, picture.rgb()) } else { 0.0 };
                sharpest = f64::max(sharpest, quality);
                sharpest > 27.0
            });
            println!("{tiles} at {width}x{height}: {sharpest:.1} dB");
        }
        let stats = viewer.finish();
        assert_eq!(stats.undecodable, 0, "{stats:?}");
        assert!(rig.host.stop(), "{}", rig.host.log());
    }
}

/// The still card as packed RGB.
fn card(width: u32, height: u32) -> Vec<u8> {
    let card = render_still(width, height);
    card.as_chunks::<4>().0.iter().flat_map(|&[blue, green, red, _]| [red, green, blue]).collect()
}
