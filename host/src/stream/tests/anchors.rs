//! Answers to losses by an encoder that chooses its references.

use std::sync::{Arc, Mutex};

use lumen_core::native::message::value::Tile;
use lumen_core::reassemble::FrameRange;
use lumen_core::units::FrameId;
use lumen_gpu::convert::Yuv420;
use lumen_gpu::encode::{Caps, Collected, FrameParams, LeftOut, ReferenceControl};

use super::*;

/// Frames that the encoder keeps.
const KEPT: u32 = 5;

/// Keeps the last frames, and notes what it was told to leave out.
struct Choosy {
    canned: NullEncoder,
    newest: Option<FrameId>,
    left_out: Arc<Mutex<Vec<u32>>>,
}

impl Encode for Choosy {
    fn caps(&self) -> Caps {
        self.canned.caps()
    }

    fn submit(&mut self, picture: &Yuv420, params: FrameParams) -> Result<(), GpuError> {
        self.newest = Some(params.frame);
        self.canned.submit(picture, params)
    }

    fn collect(&mut self, until: Micros) -> Result<Collected<'_>, GpuError> {
        self.canned.collect(until)
    }

    fn references(&mut self) -> Option<&mut dyn ReferenceControl> {
        Some(self)
    }
}

impl ReferenceControl for Choosy {
    fn oldest(&self) -> Option<FrameId> {
        self.newest.map(|newest| FrameId(newest.0.saturating_sub(KEPT - 1).max(1)))
    }

    fn leave_out(&mut self, missing: FrameId) -> Result<LeftOut, GpuError> {
        self.left_out.lock().unwrap().push(missing.0);
        Ok(LeftOut::Done)
    }
}

/// Frames of the kind that a key frame is followed by, for ever.
fn mostly_predicted() -> Vec<CannedFrame> {
    let [key, predicted, _] = &script()[..] else { panic!("a script of three") };
    let rest = std::iter::repeat_n(predicted, 10_000);
    std::iter::once(key).chain(rest).cloned().collect()
}

fn range(first: u32, last: u32) -> FrameRange {
    FrameRange { first: FrameId(first), last: FrameId(last) }
}

#[test]
fn a_loss_is_answered_from_before_it_and_what_is_too_old_by_a_key_frame() {
    let left_out = Arc::default();
    let canned = NullEncoder::new(mostly_predicted());
    let encoder = Choosy { canned, newest: None, left_out: Arc::clone(&left_out) };
    let (parts, trains) = parts(Still::new(1), Box::new(encoder));
    let stream = Stream::start(parts).unwrap();
    let remote = stream.remote();
    eventually("frames", || remote.stats().frames >= 8);
    let last = remote.next_frame().0 - 1;
    remote.request_anchor(Tile::FIRST, range(last, last));
    eventually("an anchor", || remote.stats().anchors == 1);
    assert_eq!(*left_out.lock().unwrap(), [last]);
    assert_eq!(remote.stats().key_frames, 1, "none but the first");
    // Never sent, so never missed.
    remote.request_anchor(Tile::FIRST, range(9_000, 9_001));
    let before = remote.stats().frames;
    eventually("more frames", || remote.stats().frames >= before + 8);
    assert_eq!((remote.stats().anchors, remote.stats().key_frames), (1, 1));
    remote.request_anchor(Tile::FIRST, range(2, remote.next_frame().0));
    eventually("a key frame", || remote.stats().key_frames == 2);
    drop(stream);
    let units = received(&trains);
    let anchors = units.iter().filter(|unit| unit.1 == FrameType::AfterInvalidation).count();
    assert_eq!(anchors, 1, "and it is marked");
}

#[test]
fn without_a_choice_of_references_a_loss_is_answered_by_a_key_frame() {
    let encoder = NullEncoder::new(mostly_predicted());
    let (parts, _) = parts(Still::new(1), Box::new(encoder));
    let stream = Stream::start(parts).unwrap();
    let remote = stream.remote();
    eventually("frames", || remote.stats().frames >= 3);
    let last = remote.next_frame().0 - 1;
    remote.request_anchor(Tile::FIRST, range(last, last));
    eventually("a key frame", || remote.stats().key_frames == 2);
    assert_eq!(remote.stats().anchors, 0);
}
