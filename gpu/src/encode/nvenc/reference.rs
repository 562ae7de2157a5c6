//! Which pictures the encoder may still predict from, and what a loss makes of that.
//!
//! Pure. The driver's own answer to an invalidation means nothing, so what it will do is planned
//! here from what it keeps: the last [`REFERENCES`](super::config::REFERENCES) pictures.
//! Source: nvEncodeAPI.h, `NvEncInvalidateRefFrames`.

use std::collections::VecDeque;
use std::ops::RangeInclusive;

use lumen_core::units::FrameId;

/// What is to be done about lost frames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// Nothing: the frames were never coded, or are older than the last key frame.
    Nothing,
    /// Invalidate the pictures of these times; the next frame is predicted from what the client has.
    Invalidate(RangeInclusive<u64>),
    /// That was done already; the next frame is such a frame again.
    Again,
    /// The next frame is predicted from the long-term reference of this index, which the client has.
    LongTerm(u8),
    /// Nothing is left to predict from: a key frame.
    KeyFrame,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kept {
    frame: FrameId,
    time: u64,
    spoiled: bool,
}

/// The pictures that the encoder keeps, oldest first.
#[derive(Debug)]
pub struct References {
    kept: VecDeque<Kept>,
    most: usize,
    /// The last key frame.
    key: FrameId,
}

impl References {
    /// Nothing yet, of an encoder that keeps `most` pictures.
    pub fn new(most: u8) -> References {
        let most = usize::from(most.max(1));
        References { kept: VecDeque::with_capacity(most), most, key: FrameId(0) }
    }

    /// A frame was coded at `time`. A key frame makes all before it useless.
    pub fn coded(&mut self, frame: FrameId, time: u64, key: bool) {
        if key {
            self.kept.clear();
            self.key = frame;
        }
        if self.kept.len() == self.most {
            self.kept.pop_front();
        }
        self.kept.push_back(Kept { frame, time, spoiled: false });
    }

    /// The oldest picture that can be predicted from.
    pub fn oldest(&self) -> Option<FrameId> {
        self.kept.iter().find(|kept| !kept.spoiled).map(|kept| kept.frame)
    }

    /// Frames `first` to `last` are lost. Everything after them was predicted from them.
    pub fn lost(&mut self, first: FrameId, last: FrameId) -> Recovery {
        let Some(newest) = self.kept.back() else { return Recovery::Nothing };
        let never_coded = last.is_before(first) || newest.frame.is_before(first);
        if never_coded || last.is_before(self.key) {
            return Recovery::Nothing;
        }
        let before = |kept: &&Kept| kept.frame.is_before(first) && !kept.spoiled;
        if !self.kept.iter().any(|kept| before(&kept)) {
            return Recovery::KeyFrame;
        }
        let newest_time = newest.time;
        let mut touched =
            self.kept.iter_mut().filter(|kept| !kept.frame.is_before(first)).peekable();
        let Some(first_time) = touched.peek().map(|kept| kept.time) else {
            return Recovery::Nothing;
        };
        let mut news = false;
        touched.for_each(|kept| news |= !std::mem::replace(&mut kept.spoiled, true));
        if news { Recovery::Invalidate(first_time..=newest_time) } else { Recovery::Again }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn after(frames: RangeInclusive<u32>) -> References {
        let mut references = References::new(5);
        let first = *frames.start();
        for frame in frames {
            references.coded(FrameId(frame), u64::from(frame) + 100, frame == first);
        }
        references
    }

    fn lost(references: &mut References, first: u32, last: u32) -> Recovery {
        references.lost(FrameId(first), FrameId(last))
    }

    #[test]
    fn a_recent_loss_invalidates_all_from_it_on() {
        let mut references = after(1..=9);
        assert_eq!(lost(&mut references, 7, 7), Recovery::Invalidate(107..=109));
        assert_eq!(lost(&mut references, 7, 8), Recovery::Again);
        references.coded(FrameId(10), 110, false);
        assert_eq!(lost(&mut references, 10, 10), Recovery::Invalidate(110..=110));
    }

    #[test]
    fn a_loss_of_all_that_is_kept_needs_a_key_frame() {
        assert_eq!(lost(&mut after(1..=9), 5, 5), Recovery::KeyFrame);
        assert_eq!(lost(&mut after(1..=9), 2, 9), Recovery::KeyFrame);
        assert_eq!(lost(&mut after(1..=2), 1, 1), Recovery::KeyFrame);
    }

    #[test]
    fn what_was_never_coded_or_is_past_is_nothing() {
        assert_eq!(lost(&mut after(1..=9), 10, 12), Recovery::Nothing);
        assert_eq!(lost(&mut after(1..=9), 9, 8), Recovery::Nothing);
        assert_eq!(lost(&mut after(8..=12), 6, 7), Recovery::Nothing, "before the key frame");
        assert_eq!(lost(&mut after(8..=9), 6, 7), Recovery::Nothing, "before the key frame");
        assert_eq!(lost(&mut References::new(5), 1, 1), Recovery::Nothing);
    }

    proptest! {
        /// Whatever is lost in whatever order, an answer that keeps the stream predicted leaves
        /// a picture that no loss has touched.
        #[test]
        fn an_anchor_has_something_to_stand_on(steps in prop::collection::vec((0..12_u32, 0..4_u32), 1..60)) {
            let mut references = References::new(5);
            let mut next = u32::MAX - 20;
            for (back, len) in steps {
                references.coded(FrameId(next), u64::from(next), next == u32::MAX - 20);
                let first = FrameId(next.wrapping_sub(back));
                let recovery = references.lost(first, FrameId(first.0.wrapping_add(len)));
                next = next.wrapping_add(1);
                if matches!(recovery, Recovery::Invalidate(_) | Recovery::Again) {
                    prop_assert!(references.kept.iter().any(|kept| !kept.spoiled && kept.frame.is_before(first)));
                }
                if recovery == Recovery::KeyFrame {
                    references.coded(FrameId(next), u64::from(next) + (1 << 33), true);
                    next = next.wrapping_add(1);
                }
                prop_assert!(references.kept.len() <= 5);
            }
        }
    }
}
