//! Recovery on GPUs that cannot leave pictures out, as decoders see it.

use super::rig::{self, Rig, Shot, params, picture};
use crate::encode::nvenc::NvencEncoder;
use crate::encode::nvenc::caps::Codec;
use crate::encode::nvenc::reference::Recovery;
use crate::encode::{Encode, FrameKind, LeftOut};
use lumen_core::units::FrameId;

/// GPUs that cannot invalidate references.
const WITHOUT: &str = "cap.h264.28=0;cap.hevc.28=0";

fn shoot(
    rig: &Rig,
    encoder: &mut NvencEncoder,
    frames: std::ops::RangeInclusive<u32>,
) -> Vec<Shot> {
    frames.map(|frame| rig.shoot(encoder, frame, frame)).collect()
}

/// What a client that lacks some frames shows is exactly what went in.
fn assert_shown_without(codec: Codec, shots: &[Shot], lost: &[u32]) {
    let has = |shot: &&Shot| !lost.contains(&shot.frame.0);
    let stream: Vec<u8> = shots.iter().filter(has).flat_map(Shot::bytes).collect();
    let expected: Vec<_> =
        shots.iter().filter(has).map(|shot| picture(320, 256, shot.frame.0)).collect();
    rig::assert_shown(codec, &stream, &expected);
}

#[test]
fn a_client_that_lost_frames_goes_on_from_a_long_term_reference() {
    for api in ["12.1", "13.0"] {
        let rig = Rig::new(&format!("{WITHOUT};api={api}"));
        for codec in [Codec::H264, Codec::Hevc] {
            let mut encoder = rig.open(codec);
            let mut shots = shoot(&rig, &mut encoder, 1..=16);
            // Kept are 1, 7 and 13; the client lacks 15.
            assert_eq!(encoder.lost(FrameId(15), FrameId(15)).unwrap(), Recovery::LongTerm(2));
            shots.extend(shoot(&rig, &mut encoder, 17..=21));
            assert_shown_without(codec, &shots, &[15, 16]);
            // The frame that is kept by the next index, 19, is lost itself.
            assert_eq!(encoder.lost(FrameId(19), FrameId(19)).unwrap(), Recovery::LongTerm(2));
            shots.extend(shoot(&rig, &mut encoder, 22..=40));
            assert_shown_without(codec, &shots, &[15, 16, 19, 20, 21]);
            assert!(shots[1..].iter().all(|shot| shot.kind == FrameKind::Predicted));
            assert_eq!(encoder.stats().surprises, 0);
        }
        let journal = rig.journal().join("\n");
        assert!(journal.contains("references=5 long_term=4"), "{journal}");
        assert!(journal.contains("long-term (None, 4)"), "predicted from index 2: {journal}");
        assert!(!journal.contains("InvalidateRefFrames"), "{journal}");
    }
}

#[test]
fn a_loss_longer_than_the_window_is_recovered_from() {
    let rig = Rig::new(WITHOUT);
    for codec in [Codec::H264, Codec::Hevc] {
        let mut encoder = rig.open(codec);
        let mut shots = shoot(&rig, &mut encoder, 1..=20);
        assert_eq!(encoder.lost(FrameId(8), FrameId(20)).unwrap(), Recovery::LongTerm(1));
        shots.extend(shoot(&rig, &mut encoder, 21..=24));
        assert_shown_without(codec, &shots, &(8..=20).collect::<Vec<_>>());
    }
}

#[test]
fn the_stream_asks_for_references_as_it_does_elsewhere() {
    let rig = Rig::new(WITHOUT);
    let mut encoder = rig.open(Codec::H264);
    assert_eq!(encoder.references().unwrap().oldest(), None);
    shoot(&rig, &mut encoder, 1..=20);
    let references = encoder.references().expect("recovery without key frames");
    assert_eq!(references.oldest(), Some(FrameId(1)));
    assert_eq!(references.leave_out(FrameId(21)).unwrap(), LeftOut::NotNeeded);
    assert_eq!(references.leave_out(FrameId(18)).unwrap(), LeftOut::Done);
    assert_eq!(references.leave_out(FrameId(1)).unwrap(), LeftOut::Impossible);
    let caps = rig.caps(Codec::H264);
    assert!(caps.to_string().contains("recovery without key frames"), "{caps}");
    rig.play("cap.h264.28=0;cap.h264.40=0");
    let without = rig.caps(Codec::H264);
    assert!(!without.to_string().contains("recovery"), "{without}");
}

#[test]
fn a_driver_that_has_fewer_is_believed() {
    let rig = Rig::new(&format!("{WITHOUT};ltr=fewer"));
    let mut encoder = rig.open(Codec::Hevc);
    // After frame 13, whose mark was not honoured, 19 frames go by between two marks.
    let mut shots = shoot(&rig, &mut encoder, 1..=50);
    let recovery = encoder.lost(FrameId(50), FrameId(50)).unwrap();
    assert!(matches!(recovery, Recovery::LongTerm(0 | 1)), "{recovery:?}");
    shots.extend(shoot(&rig, &mut encoder, 51..=54));
    assert_shown_without(Codec::Hevc, &shots, &[50]);
}

#[test]
fn a_driver_that_predicts_from_something_else_makes_a_key_frame() {
    let rig = Rig::new(&format!("{WITHOUT};ltr=ignored"));
    for codec in [Codec::H264, Codec::Hevc] {
        let mut encoder = rig.open(codec);
        shoot(&rig, &mut encoder, 1..=10);
        assert_eq!(encoder.lost(FrameId(9), FrameId(9)).unwrap(), Recovery::LongTerm(1));
        let kinds: Vec<_> =
            shoot(&rig, &mut encoder, 11..=13).iter().map(|shot| shot.kind).collect();
        assert_eq!(kinds, [FrameKind::Predicted, FrameKind::Idr, FrameKind::Predicted]);
        assert_eq!(encoder.stats().surprises, 1);
    }
}

#[test]
fn a_forced_key_frame_begins_anew() {
    let rig = Rig::new(WITHOUT);
    for codec in [Codec::H264, Codec::Hevc] {
        let mut encoder = rig.open(codec);
        let mut shots = shoot(&rig, &mut encoder, 1..=8);
        assert_eq!(encoder.lost(FrameId(8), FrameId(8)).unwrap(), Recovery::LongTerm(1));
        let key = crate::encode::FrameParams { force_idr: true, ..params(9) };
        shots.push(rig.shoot_with(&mut encoder, key, 9));
        shots.extend(shoot(&rig, &mut encoder, 10..=12));
        assert_eq!(encoder.lost(FrameId(11), FrameId(11)).unwrap(), Recovery::LongTerm(0));
        shots.extend(shoot(&rig, &mut encoder, 13..=14));
        assert_shown_without(codec, &shots, &[8, 11, 12]);
    }
}

#[test]
fn where_the_driver_refuses_them_the_stream_does_without() {
    let rig = Rig::new(&format!("{WITHOUT};ltr=refused"));
    let mut encoder = rig.open(Codec::Hevc);
    assert!(!encoder.config().long_term && encoder.config().plan.sub_frame);
    assert!(encoder.references().is_none());
    shoot(&rig, &mut encoder, 1..=3);
    assert_eq!(encoder.lost(FrameId(2), FrameId(2)).unwrap(), Recovery::KeyFrame);
}
