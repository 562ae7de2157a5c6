//! Sessions coded by NVENC, played by the driver that stands in. Its coder is lossless, so what a
//! decoder shows has to be what the card painted. All times are simulated.

use std::fs;
use std::net::SocketAddr;
use std::process::Command;

use lumen_bench::fixture::Setup;
use lumen_bench::proxy::Loss;
use lumen_bench::relay::Relay;
use lumen_client::{Client, HostAddress, NativeEvent, NativeOptions, NativeSession, Wish};
use lumen_core::native::message::format::{Codec, Codecs};
use lumen_core::native::message::hello::StreamPlan;
use lumen_core::units::Bitrate;
use lumen_nvenc_standin::control::Standin;

use crate::pictures::{Tape, WITH_CURSOR};
use crate::rig::{Rig, mode, options};

/// Pixels per microsecond of an engine.
const RATE: u64 = 40;

/// Frames in which the wrapper gets to trust the driver, and some more.
const SETTLED: usize = 45;

/// The bitrate that sessions change to.
const LOWER: Bitrate = Bitrate(6_000_000);

/// What the network loses.
const LOSS: Loss = Loss { rate: 0.012, run: 60.0, seed: 7 };

/// Frames that are shown in spite of it.
const LOSSY_FRAMES: usize = 240;

/// Port of `lumen/1`, from that of HTTP.
const NATIVE_OFFSET: u16 = 20;

/// A host with a desktop, and the file that its driver's journal is in; `None`, loudly, without
/// sway.
fn rig() -> Option<(Rig, tempfile::NamedTempFile)> {
    if Command::new("sway").arg("--version").output().is_err() {
        eprintln!("SKIPPED: sway is not installed");
        return None;
    }
    let library = Standin::find().expect("cargo built the stand-in");
    let (path, journal) = (library.display(), tempfile::NamedTempFile::new().unwrap());
    let standin = format!("rate={RATE};engines=2;journal-file={}", journal.path().display());
    let setup = Setup {
        settings: format!(
            "encoder = \"nvenc\"\nsound = \"off\"\nslices = \"always\"\ntiles = \"2x1\"\n\
             nvenc_library = \"{path}\"\ncuda_library = \"{path}\"\n"
        ),
        environment: vec![("LUMEN_STANDIN".into(), standin)],
        ..Setup::default()
    };
    Some((Rig::with(&setup), journal))
}

fn asking(codec: Codec, max_tiles: u8) -> NativeOptions {
    let codecs = Codecs::of(&[codec]);
    NativeOptions { codecs, max_tiles, ..options(mode(640, 360, 30)) }
}

/// Waits for the answer to a wish: the first frame that it holds for, and the plan.
fn change(session: &NativeSession, tape: &mut Tape, wish: Wish) -> (u32, StreamPlan) {
    session.request(wish).unwrap();
    let mut answer = None;
    tape.record(session, |_, event| {
        if let Some(NativeEvent::Changed { first, plan, .. }) = event {
            answer = Some((first.0, plan));
        }
        answer.is_some()
    });
    answer.unwrap()
}

/// A session with a change of the bitrate and one of the mode in it.
fn plays(rig: &Rig, client: &Client, codec: Codec, tiles: u8) {
    let session = rig.connect(client, &asking(codec, tiles));
    let plan = session.plan().unwrap();
    assert_eq!((plan.format.codec, plan.grid.tiles().get()), (codec, tiles));
    let mut tape = Tape::default();
    let enough = |first: u32, frames: usize| {
        move |tape: &Tape, _| (0..tiles).all(|tile| tape.count(tile, first) >= frames)
    };
    tape.record(&session, enough(0, SETTLED));
    let lower = Wish { bitrate: Some(LOWER), ..Wish::default() };
    let (_, plan) = change(&session, &mut tape, lower);
    assert_eq!(plan.bitrate, LOWER);
    let before = tape.frames().last().unwrap();
    tape.record(&session, enough(before + 1, 15));
    let larger = Wish { mode: Some(mode(768, 432, 30)), ..Wish::default() };
    let (first, new) = change(&session, &mut tape, larger);
    assert_eq!((new.mode, new.grid), (mode(768, 432, 30), plan.grid));
    tape.record(&session, enough(first, 20));
    drop(session);
    let (tape, after) = tape.cut(new.mode, new.grid, first);
    let (_, before) = tape.cut(plan.mode, plan.grid, 0);
    for (name, recording, least) in [("first", before, SETTLED), ("second", after, 10)] {
        let Some(verdict) = recording.judge(codec) else { return };
        println!("simulated: {codec:?}, {tiles} tiles, {name} mode: {verdict}");
        assert!(verdict.pictures >= least && verdict.odd <= WITH_CURSOR, "{verdict}");
    }
}

#[test]
fn both_codecs_show_the_card_whole_and_in_tiles_and_change_in_flight() {
    let Some((mut rig, journal)) = rig() else { return };
    let client = rig.client();
    for codec in [Codec::H264, Codec::Hevc] {
        for tiles in [1, 2] {
            plays(&rig, &client, codec, tiles);
            let told = fs::read_to_string(journal.path()).unwrap();
            let width = 640 / u32::from(tiles);
            let rate = LOWER.0 / u64::from(tiles);
            let line = format!("  flags=0 codec={codec:?} size={width}x360 bitrate={rate} ");
            let lines = told.lines().filter(|told| told.starts_with(&line)).count();
            let rates: Vec<&str> = told.lines().filter(|told| told.contains("bitrate=")).collect();
            assert_eq!(lines, usize::from(tiles), "each session follows the bitrate: {rates:#?}");
            fs::write(journal.path(), "").unwrap();
        }
    }
    assert!(rig.host.stop(), "{}", rig.host.log());
}

/// Which frames ended the gaps, when the network lost runs of datagrams, against which parity is
/// of no use: anchors, key frames. What was shown is right.
fn survives(rig: &Rig, client: &Client, codec: Codec) -> (usize, usize) {
    let host = rig.host.address();
    let native = SocketAddr::new(host.ip(), host.port() + NATIVE_OFFSET);
    let relay = Relay::start(native, LOSS, Loss::random(0.0, 0)).unwrap();
    let at = relay.address();
    let address = HostAddress::from(SocketAddr::new(at.ip(), at.port() - NATIVE_OFFSET));
    let session = client.connect_native(&address, &asking(codec, 1)).unwrap();
    let plan = session.plan().unwrap();
    let mut tape = Tape::default();
    tape.record(&session, |tape, _| tape.count(0, 0) >= LOSSY_FRAMES);
    let stats = session.stats();
    drop(session);
    let (seen, frames) = (relay.seen(), tape.frames().collect::<Vec<_>>());
    let gaps: Vec<u32> =
        frames.windows(2).filter(|pair| pair[0] + 1 != pair[1]).map(|pair| pair[1]).collect();
    let by_key = gaps.iter().filter(|frame| seen.keys.contains(frame)).count();
    let by_anchor = gaps.iter().filter(|frame| seen.anchors.contains(frame)).count();
    println!(
        "simulated: {codec:?}, {} of {} datagrams lost, {} frames shown, {} gaps, {by_anchor} ended by an \
         anchor, {by_key} by a key frame; {} key frames sent",
        seen.lost,
        seen.data + seen.parity,
        frames.len(),
        gaps.len(),
        seen.keys.len(),
    );
    assert!(stats.anchor_requests > 0, "{stats:?}");
    assert_eq!(by_key + by_anchor, gaps.len(), "nothing else ends a gap");
    if let Some(verdict) = tape.cut(plan.mode, plan.grid, 0).1.judge(codec) {
        println!("simulated: {codec:?}, after the losses: {verdict}");
        assert!(verdict.odd <= WITH_CURSOR, "{verdict}");
    }
    (by_anchor, by_key)
}

#[test]
fn a_session_goes_on_after_losses_without_key_frames_where_decoders_can() {
    let Some((mut rig, journal)) = rig() else { return };
    let client = rig.client();
    let (by_anchor, by_key) = survives(&rig, &client, Codec::H264);
    assert!(by_anchor == 0 && by_key >= 5, "H.264 numbers its frames");
    let told = || fs::read_to_string(journal.path()).unwrap();
    assert!(!told().contains("InvalidateRefFrames"));
    let (by_anchor, by_key) = survives(&rig, &client, Codec::Hevc);
    assert!(by_anchor >= 5 && by_key * 4 <= by_anchor, "{by_anchor} {by_key}");
    assert!(told().contains("InvalidateRefFrames = 0"), "the driver was told");
    assert!(rig.host.stop(), "{}", rig.host.log());
}
