//! When slices come, and what does not leave.

use super::rig::{FRAME_TIME, Rig, Shot, assert_shown, params, picture};
use crate::encode::nvenc::caps::Codec;
use crate::encode::nvenc::driver::Trust;
use crate::encode::nvenc::error::NvencError;
use crate::encode::nvenc::plan::{Wish, plan};
use crate::encode::nvenc::{NvencConfig, NvencEncoder};
use crate::error::Remedy;
use crate::{GpuError, encode::Encode};

/// Frames until slices are trusted.
const PROOF: u32 = 32;

fn shoot_many(rig: &Rig, encoder: &mut NvencEncoder, frames: std::ops::Range<u32>) -> Vec<Shot> {
    frames.map(|frame| rig.shoot(encoder, frame, frame)).collect()
}

fn assert_right(codec: Codec, first: u32, shots: &[Shot]) {
    let stream: Vec<u8> = shots.iter().flat_map(Shot::bytes).collect();
    let expected: Vec<_> =
        (first..first + shots.len() as u32).map(|seed| picture(320, 256, seed)).collect();
    assert_shown(codec, &stream, &expected);
}

#[test]
fn slices_leave_while_the_frame_is_being_coded() {
    for codec in [Codec::H264, Codec::Hevc] {
        let rig = Rig::new("");
        let mut encoder = rig.open(codec);
        let shots = shoot_many(&rig, &mut encoder, 0..PROOF + 8);
        let share = |shot: &Shot| shot.at[0] * 100 / FRAME_TIME;
        // Held back by a slice while the driver is on trial.
        assert!((50..60).contains(&share(&shots[1])), "{:?}", shots[1].at);
        assert_eq!(rig.driver.trust(), Trust::Full);
        let trusted = &shots[PROOF as usize + 1..];
        for shot in trusted {
            assert_eq!(shot.slices.len(), 4);
            assert!(share(shot) <= 35, "{:?}", shot.at);
            assert!(shot.at.is_sorted() && shot.at[3] <= FRAME_TIME + 100, "{:?}", shot.at);
        }
        println!(
            "simulated: {codec}, 4 slices: first slice at {} % of the encode time",
            share(&trusted[0])
        );
        assert_right(codec, 0, &shots);
        assert_eq!(encoder.stats().early_slices, u64::from(2 * PROOF + 3 * 8));
    }
}

#[test]
fn no_corrupt_byte_leaves_whatever_the_driver_shows() {
    for timing in ["even", "late", "burst", "never", "ahead", "far-ahead", "shrink"] {
        for codec in [Codec::H264, Codec::Hevc] {
            let rig = Rig::new(&format!("timing={timing}"));
            let mut encoder = rig.open(codec);
            let shots = shoot_many(&rig, &mut encoder, 0..PROOF + 8);
            assert_right(codec, 0, &shots);
            let trust = match timing {
                "ahead" | "far-ahead" => Trust::HoldBack,
                "never" => Trust::Proving,
                _ => Trust::Full,
            };
            assert_eq!(rig.driver.trust(), trust, "{timing}");
            let unseen = if timing == "never" { u64::from(PROOF) + 8 } else { 0 };
            assert_eq!(encoder.stats().unseen, unseen, "{timing}");
        }
    }
}

#[test]
fn a_driver_that_breaks_its_word_is_not_trusted_again() {
    let rig = Rig::new("");
    let mut encoder = rig.open(Codec::Hevc);
    shoot_many(&rig, &mut encoder, 0..PROOF + 1);
    rig.play("timing=ahead");
    encoder.submit(&picture(320, 256, 100), params(100)).unwrap();
    let error = rig.try_finish(&mut encoder).err().unwrap();
    assert!(matches!(error, GpuError::Nvenc(NvencError::RanAhead)), "{error}");
    assert_eq!((error.remedy(), rig.driver.trust()), (Remedy::ReopenEncoder, Trust::None));
    drop(encoder);
    let mut encoder = rig.open(Codec::Hevc);
    let shots = shoot_many(&rig, &mut encoder, 0..8);
    assert!(shots.iter().all(|shot| shot.at[0] >= FRAME_TIME), "slices leave with their frame");
    assert_right(Codec::Hevc, 0, &shots);
}

#[test]
fn a_busy_engine_is_waited_for_and_then_a_frame_is_left_out() {
    let rig = Rig::new("fault=EncodePicture:2:18;fault=EncodePicture:3:18");
    let mut encoder = rig.open(Codec::H264);
    let shots = shoot_many(&rig, &mut encoder, 0..3);
    assert_right(Codec::H264, 0, &shots);
    rig.play("fault=EncodePicture:*:18");
    let error = encoder.submit(&picture(320, 256, 9), params(9)).unwrap_err();
    assert_eq!(error.remedy(), Remedy::SkipFrame);
    rig.play("");
    let shots = shoot_many(&rig, &mut encoder, 10..11);
    assert_eq!(shots[0].slices.len(), 4);
}

/// The whole picture of one stream, on one engine or split, and tiles on as many engines: first
/// and last bytes as shares of the time that one engine takes for all of it.
#[test]
fn tiles_have_both_early_slices_and_all_engines() {
    let whole = 640 * 256 / 20;
    for (engines, columns) in [(2, 2), (4, 4)] {
        let rig = Rig::new(&format!("engines={engines};cap.hevc.45=64"));
        let caps = rig.caps(Codec::Hevc);
        let wish = Wish { tiles: columns, ..rig.wish(640, 256) };
        // As a picture that one engine does not keep up with would be planned.
        let mut tiled = plan(&wish, &caps).unwrap();
        (tiled.columns, tiled.tile) = (columns, (640 / u32::from(columns), 256));
        let config = NvencConfig::new(rig.stream(tiled.tile.0, 256), tiled);
        let mut encoders: Vec<_> = (0..columns).map(|_| rig.open_config(config)).collect();
        for frame in 0..PROOF {
            for encoder in &mut encoders {
                encoder.submit(&picture(tiled.tile.0, 256, frame), params(frame)).unwrap();
                rig.finish(encoder);
            }
        }
        let start = rig.now();
        for encoder in &mut encoders {
            encoder.submit(&picture(tiled.tile.0, 256, 99), params(99)).unwrap();
        }
        let shots: Vec<Shot> = encoders.iter_mut().map(|encoder| rig.finish(encoder)).collect();
        let first = shots[0].at[0] * 100 / whole;
        let last = (rig.now() - start) * 100 / whole;
        println!(
            "simulated: {columns}x1 tiles on {engines} engines: first slice at {first} %, last at {last} %"
        );
        assert!(first <= 100 / u64::from(columns) / 4 + 5, "{first}");
        assert!(last <= 100 / u64::from(columns) + 5, "{last}");
    }
}
