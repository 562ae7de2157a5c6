//! Trust in the picture, at the receiving end.
//!
//! ```text
//! WaitingForKey ──anchor or IDR──► Clean ──short loss──► Repairing ──anchor or IDR──► Clean
//!       ▲                            └──any other loss──► WaitingForKey
//!       └──no anchor in time── Repairing
//! ```
//! A predicted frame after a gap would show garbage, so it is withheld until an *anchor* arrives:
//! a frame predicted from frames before the gap, or a key frame. What is missing is asked for
//! again after a hold-off, since a request may be lost too.

use super::Ask;
use crate::framing::FrameType;
use crate::reassemble::FrameRange;
use crate::units::{FrameId, Micros, Span};

/// Longest gap that is worth an invalidation: encoders hold no older reference.
const MAX_INVALIDATED: u32 = 16;

/// Requests for an anchor after which a key frame is asked for.
const MAX_REPAIRS: u32 = 4;

/// What can be asked for, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestPolicy {
    /// The host can predict from frames before a gap.
    pub can_invalidate: bool,
    /// Least time between two requests for a key frame: a round trip plus a frame.
    pub hold_off: Span,
    /// Least time between two requests for an anchor, which are small to answer: a frame.
    pub repair_hold_off: Span,
}

impl RequestPolicy {
    /// Key frames only, for a link that may have a round trip of 130 ms.
    pub const KEY_FRAMES: RequestPolicy = RequestPolicy {
        can_invalidate: false,
        hold_off: Span::from_millis(150),
        repair_hold_off: Span::from_millis(150),
    };
}

/// Whether what the decoder holds can be built upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Every frame since the last anchor was decoded.
    Clean,
    /// Predicted frames are useless until an anchor comes.
    Repairing {
        /// All that is missing.
        lost: FrameRange,
        /// When an anchor was asked for last.
        asked: Micros,
        /// How often it was asked for.
        times: u32,
    },
    /// Predicted frames are useless until a key frame comes.
    WaitingForKey {
        /// When a key frame was asked for last, if it was.
        asked: Option<Micros>,
    },
}

/// What to do with an access unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Hand it to the decoder.
    pub decode: bool,
    /// Ask the host for this.
    pub ask: Option<Ask>,
}

/// Decides what is shown and what is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    policy: RequestPolicy,
    trust: Trust,
    /// A key frame was decoded, so there is something that an anchor can refer to.
    begun: bool,
}

impl Picture {
    /// The start of a stream: nothing can be shown before a key frame.
    pub fn new(policy: RequestPolicy) -> Picture {
        Picture { policy, trust: Trust::WaitingForKey { asked: None }, begun: false }
    }

    /// Changes the hold-offs, when the round trip is known better.
    pub fn set_policy(&mut self, policy: RequestPolicy) {
        self.policy = policy;
    }

    /// Takes one access unit; `lost` are the frames missing before it.
    pub fn on_unit(
        &mut self,
        frame: FrameId,
        frame_type: FrameType,
        lost: Option<FrameRange>,
        now: Micros,
    ) -> Verdict {
        let anchor = match frame_type {
            FrameType::Idr => true,
            // Predicted from before a gap that we told of, so from frames that were decoded; right
            // even if it comes when a key frame was asked for.
            FrameType::AfterInvalidation => self.begun,
            FrameType::Predicted => self.trust == Trust::Clean && lost.is_none(),
        };
        if anchor {
            (self.trust, self.begun) = (Trust::Clean, true);
            return Verdict { decode: true, ask: None };
        }
        Verdict { decode: false, ask: self.on_useless(frame, lost, now) }
    }

    /// The decoder could not use frame `frame`: it counts as lost.
    pub fn on_decode_error(&mut self, frame: FrameId, now: Micros) -> Option<Ask> {
        self.on_useless(frame, Some(FrameRange { first: frame, last: frame }), now)
    }

    /// A frame that can't be shown came by, or less.
    fn on_useless(&mut self, frame: FrameId, lost: Option<FrameRange>, now: Micros) -> Option<Ask> {
        if let (Trust::Clean, Some(lost)) = (self.trust, lost) {
            return Some(self.on_loss(lost, now));
        }
        let policy = self.policy;
        match &mut self.trust {
            Trust::Clean => None,
            Trust::Repairing { lost, asked, times } => {
                // What came since can't be built upon either: it was withheld.
                lost.last = frame;
                if now.since(*asked) < policy.repair_hold_off {
                    return None;
                }
                (*asked, *times) = (now, *times + 1);
                if *times > MAX_REPAIRS || lost.count() > MAX_INVALIDATED {
                    return Some(self.ask_key(now));
                }
                Some(Ask::Invalidate(*lost))
            }
            Trust::WaitingForKey { asked } => {
                let due = asked.is_none_or(|asked| now.since(asked) >= policy.hold_off);
                due.then(|| self.ask_key(now))
            }
        }
    }

    fn on_loss(&mut self, lost: FrameRange, now: Micros) -> Ask {
        if self.policy.can_invalidate && lost.count() <= MAX_INVALIDATED {
            self.trust = Trust::Repairing { lost, asked: now, times: 1 };
            Ask::Invalidate(lost)
        } else {
            self.ask_key(now)
        }
    }

    fn ask_key(&mut self, now: Micros) -> Ask {
        self.trust = Trust::WaitingForKey { asked: Some(now) };
        Ask::KeyFrame
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FrameType::{AfterInvalidation, Idr, Predicted};

    const SHOW: Verdict = Verdict { decode: true, ask: None };
    const WAIT: Verdict = Verdict { decode: false, ask: None };
    const ASK_KEY: Verdict = Verdict { decode: false, ask: Some(Ask::KeyFrame) };

    fn ms(millis: u64) -> Micros {
        Micros(0) + Span::from_millis(millis)
    }

    fn range(first: u32, last: u32) -> FrameRange {
        FrameRange { first: FrameId(first), last: FrameId(last) }
    }

    fn ask(first: u32, last: u32) -> Verdict {
        Verdict { decode: false, ask: Some(Ask::Invalidate(range(first, last))) }
    }

    /// Each step: frame, kind, missing before it, milliseconds, expected.
    fn play(policy: RequestPolicy, steps: &[(u32, FrameType, Option<FrameRange>, u64, Verdict)]) {
        let mut picture = Picture::new(policy);
        for &(frame, kind, lost, at, expected) in steps {
            let verdict = picture.on_unit(FrameId(frame), kind, lost, ms(at));
            assert_eq!(verdict, expected, "frame {frame}");
        }
    }

    #[test]
    fn after_a_gap_nothing_is_shown_until_a_key_frame() {
        play(
            RequestPolicy::KEY_FRAMES,
            &[
                (1, Idr, None, 0, SHOW),
                (2, Predicted, None, 16, SHOW),
                (4, Predicted, Some(range(3, 3)), 33, ASK_KEY),
                (5, Predicted, None, 50, WAIT),
                (7, Predicted, Some(range(6, 6)), 184, ASK_KEY),
                (9, Idr, Some(range(8, 8)), 200, SHOW),
                (10, Predicted, None, 216, SHOW),
            ],
        );
    }

    fn invalidating() -> RequestPolicy {
        RequestPolicy {
            can_invalidate: true,
            hold_off: Span::from_millis(100),
            repair_hold_off: Span::from_millis(8),
        }
    }

    #[test]
    fn a_short_gap_is_repaired_by_an_anchor() {
        play(
            invalidating(),
            &[
                (1, Idr, None, 0, SHOW),
                (4, Predicted, Some(range(2, 3)), 8, ask(2, 3)),
                (5, Predicted, None, 12, WAIT),
                (6, Predicted, None, 17, ask(2, 6)),
                (7, AfterInvalidation, None, 25, SHOW),
                (8, Predicted, None, 33, SHOW),
            ],
        );
    }

    #[test]
    fn a_repair_that_does_not_come_ends_in_a_key_frame() {
        play(
            invalidating(),
            &[
                (1, Idr, None, 0, SHOW),
                (3, Predicted, Some(range(2, 2)), 10, ask(2, 2)),
                (4, Predicted, None, 20, ask(2, 4)),
                (5, Predicted, None, 30, ask(2, 5)),
                (6, Predicted, None, 40, ask(2, 6)),
                (7, Predicted, None, 50, ASK_KEY),
                (8, Predicted, None, 60, WAIT),
                (9, AfterInvalidation, None, 70, SHOW),
            ],
        );
    }

    #[test]
    fn nothing_is_an_anchor_before_the_first_key_frame() {
        play(
            invalidating(),
            &[
                (4, AfterInvalidation, Some(range(1, 3)), 0, ASK_KEY),
                (5, Idr, None, 9, SHOW),
                (7, AfterInvalidation, Some(range(6, 6)), 18, SHOW),
            ],
        );
    }

    #[test]
    fn a_long_gap_is_worth_a_key_frame_at_once() {
        play(
            invalidating(),
            &[(1, Idr, None, 0, SHOW), (19, Predicted, Some(range(2, 18)), 9, ASK_KEY)],
        );
    }

    #[test]
    fn a_decode_error_asks_at_once_and_then_holds_off() {
        let mut picture = Picture::new(RequestPolicy::KEY_FRAMES);
        picture.on_unit(FrameId(1), Idr, None, Micros(0));
        assert_eq!(picture.on_decode_error(FrameId(1), Micros(10)), Some(Ask::KeyFrame));
        assert_eq!(picture.on_decode_error(FrameId(2), Micros(20)), None);
    }
}
