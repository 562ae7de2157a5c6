use std::collections::BTreeMap;

use lumen_core::units::Bitrate;
use proptest::prelude::*;

use super::*;
use crate::encode::nvenc::plan::{EncodePlan, Reason, Split};
use crate::testing;

fn caps(long_term: u8) -> CodecCaps {
    CodecCaps {
        codec: Codec::Hevc,
        least: (16, 16),
        most: (8192, 8192),
        sub_frame: true,
        ten_bit: true,
        full_chroma: true,
        dynamic_bitrate: true,
        dynamic_size: true,
        custom_vbv: true,
        invalidates: false,
        multiple_references: true,
        long_term,
        engines: 1,
    }
}

fn config(hz: u32) -> NvencConfig {
    let mut stream = testing::config(640, 360, Bitrate(5_000_000));
    stream.refresh = RefreshRate::from_hz(hz);
    let plan = EncodePlan {
        codec: Codec::Hevc,
        tile: (640, 360),
        columns: 1,
        split: Split::Off,
        sub_frame: false,
        slices: 1,
        reason: Reason::OneEngineKeepsUp,
    };
    NvencConfig::new(stream, plan)
}

fn new(long_term: u8, hz: u32) -> LongTerm {
    LongTerm::new(&config(hz), &caps(long_term)).expect("long-term references")
}

/// Codes a frame as a driver would that does what it is told; what it was told.
fn code(kept: &mut LongTerm, frame: u32, key: bool) -> LongTermUse {
    let told = kept.plan(key);
    kept.submitted(told);
    let done = LongTermDone { marked: told.mark, used: told.from.map_or(0, |index| 1 << index) };
    assert!(kept.coded(FrameId(frame), key, told, done));
    told
}

fn lost(kept: &mut LongTerm, first: u32, last: u32) -> Recovery {
    kept.lost(FrameId(first), FrameId(last))
}

/// Frames with the index that they were kept by.
fn marks(kept: &mut LongTerm, frames: std::ops::RangeInclusive<u32>) -> Vec<(u32, u8)> {
    let first = *frames.start();
    frames
        .filter_map(|frame| code(kept, frame, frame == first).mark.map(|mark| (frame, mark)))
        .collect()
}

#[test]
fn marks_go_round_so_that_they_cover_the_time() {
    let at_60 = [(1, 0), (7, 1), (13, 2), (19, 3), (25, 0), (31, 1)];
    assert_eq!(marks(&mut new(8, 60), 1..=36), at_60);
    // Three intervals of 24 frames are 300 ms at 240 Hz.
    assert_eq!(marks(&mut new(4, 240), 1..=60), [(1, 0), (25, 1), (49, 2)]);
    // One index: its frame is as old as is to be covered before it is replaced.
    assert_eq!(marks(&mut new(1, 60), 1..=37), [(1, 0), (19, 0), (37, 0)]);
}

#[test]
fn the_newest_frame_before_the_loss_is_predicted_from() {
    let mut kept = new(8, 60);
    marks(&mut kept, 1..=20);
    assert_eq!(kept.oldest(), Some(FrameId(1)));
    assert_eq!(lost(&mut kept, 14, 15), Recovery::LongTerm(2));
    assert_eq!(code(&mut kept, 21, false).from, Some(2));
    assert_eq!(code(&mut kept, 22, false).from, None, "the next one from the newest");
    // The frame of index 3, 19, was coded after the loss.
    assert_eq!(lost(&mut kept, 22, 22), Recovery::LongTerm(2));
    assert_eq!(lost(&mut kept, 8, 8), Recovery::LongTerm(1));
    assert_eq!(lost(&mut kept, 1, 1), Recovery::KeyFrame);
    assert_eq!(code(&mut kept, 23, true), LongTermUse { mark: Some(0), from: None });
    assert_eq!(lost(&mut kept, 20, 22), Recovery::Nothing, "before the key frame");
    assert_eq!(lost(&mut kept, 24, 24), Recovery::Nothing, "never coded");
}

#[test]
fn what_is_spoiled_is_replaced_first() {
    let mut kept = new(8, 60);
    marks(&mut kept, 1..=20);
    assert_eq!(lost(&mut kept, 10, 10), Recovery::LongTerm(1));
    let told: Vec<_> = (21..=37).filter_map(|frame| code(&mut kept, frame, false).mark).collect();
    assert_eq!(told, [2, 3, 0], "13 and 19 depend on 10; then the oldest");
}

#[test]
fn a_mark_that_the_driver_does_not_honour_is_learnt_from() {
    let mut kept = new(8, 60);
    for frame in 1..=60 {
        let told = kept.plan(frame == 1);
        kept.submitted(told);
        let marked = told.mark.filter(|index| *index < 2);
        kept.coded(FrameId(frame), frame == 1, told, LongTermDone { marked, used: 0 });
    }
    assert_eq!(kept.indices, 2);
    // Two indices are used in turn, at intervals that cover the time.
    let frames: Vec<_> = kept.kept.iter().flatten().map(|kept| kept.frame.0).collect();
    assert_eq!(frames, [31, 49]);
    assert_eq!(lost(&mut kept, 50, 50), Recovery::LongTerm(1));
}

#[test]
fn a_frame_that_was_predicted_from_something_else_is_told() {
    let mut kept = new(8, 60);
    marks(&mut kept, 1..=20);
    assert_eq!(lost(&mut kept, 20, 20), Recovery::LongTerm(3));
    let told = kept.plan(false);
    kept.submitted(told);
    assert!(!kept.coded(FrameId(21), false, told, LongTermDone::default()));
}

#[test]
fn gpus_that_leave_pictures_out_keep_none() {
    let invalidates = CodecCaps { invalidates: true, ..caps(8) };
    let av1 = CodecCaps { codec: Codec::Av1, ..caps(8) };
    for caps in [invalidates, av1, caps(0)] {
        assert!(LongTerm::new(&config(60), &caps).is_none());
    }
    let without = NvencConfig { long_term: false, ..config(60) };
    assert!(LongTerm::new(&without, &caps(8)).is_none());
}

/// A decoder: the frames that it could decode, and those that it keeps by index.
#[derive(Default)]
struct Decoder {
    good: std::collections::BTreeSet<u32>,
    kept: BTreeMap<u8, u32>,
}

impl Decoder {
    /// A frame arrives that needs the frame before it or one that is kept. True when it is shown.
    fn take(&mut self, frame: u32, key: bool, told: LongTermUse) -> bool {
        let needs = told.from.map_or(Some(frame.wrapping_sub(1)), |at| self.kept.get(&at).copied());
        let shown = key || needs.is_some_and(|needed| self.good.contains(&needed));
        if shown {
            self.good.insert(frame);
        }
        if key {
            self.kept.clear();
        }
        // What cannot be shown is kept nevertheless, as decoders do.
        if let Some(index) = told.mark {
            self.kept.insert(index, frame);
        }
        shown
    }
}

proptest! {
    /// Whatever is lost, an answer that keeps the stream predicted is shown by the client as soon
    /// as it arrives.
    #[test]
    fn an_anchor_is_always_shown(
        arrives in prop::collection::vec(prop::bool::weighted(0.8), 200..400),
        delay in 1..40_u32,
        long_term in 1..8_u8,
        hz in 30..240_u32,
    ) {
        let mut kept = new(long_term, hz);
        let mut decoder = Decoder::default();
        let start = u32::MAX - 100;
        // The first frame that the client cannot show, and when the host hears of it.
        let mut missing: Option<(u32, u32)> = None;
        let mut key = true;
        for (at, arrives) in arrives.into_iter().enumerate() {
            let at = at as u32;
            let frame = start.wrapping_add(at);
            let mut anchor = false;
            if let Some((first, due)) = missing && at >= due {
                match lost(&mut kept, first, first) {
                    Recovery::LongTerm(_) => anchor = true,
                    Recovery::KeyFrame => key = true,
                    other => prop_assert!(false, "{other:?}"),
                }
                missing = None;
            }
            let told = code(&mut kept, frame, key);
            let shown = arrives && decoder.take(frame, key, told);
            if arrives && (anchor || key) {
                prop_assert!(shown, "frame {frame} told {told:?} key {key}");
            }
            if !shown && missing.is_none() {
                missing = Some((frame, at + delay));
            }
            key = false;
        }
    }
}
