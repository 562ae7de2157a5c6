//! Requests after a loss, at the sending end.
//!
//! Several requests that arrive before one key frame is made are worth one key frame. A request
//! may name the frame that is still being encoded: the queue is read when the next frame is
//! submitted, so it waits by itself. One key frame per frame interval at most, and none while the
//! last one can still be on its way: key frames are large, and a flood of requests is an attack
//! on the link.

use super::Ask;
use crate::reassemble::FrameRange;
use crate::units::{FrameId, Micros, Span};

/// Requests within this time of a key frame were sent before it arrived.
pub const IN_FLIGHT: Span = Span::from_millis(20);

/// Whether the next frame has to be a key frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyFrames {
    /// The next frame must be a key frame.
    #[default]
    Due,
    /// A key frame was sent.
    Sent {
        /// When it was submitted to the encoder.
        at: Micros,
        /// Somebody asked again so soon that the answer may be under way: decide later.
        asked_again: bool,
    },
}

impl KeyFrames {
    /// A peer asks for a key frame.
    pub fn request(&mut self) {
        if let Self::Sent { asked_again, .. } = self {
            *asked_again = true;
        }
    }

    /// The stream itself needs one now: it starts, or a frame was thrown away.
    pub fn require(&mut self) {
        *self = Self::Due;
    }

    /// True when a key frame is owed at `now`: worth a frame even if the picture is still.
    pub fn is_due(&self, now: Micros) -> bool {
        match self {
            Self::Due => true,
            Self::Sent { at, asked_again } => *asked_again && now.since(*at) >= IN_FLIGHT,
        }
    }

    /// When a request that is being held becomes due.
    pub fn due_at(&self) -> Option<Micros> {
        match self {
            Self::Due => Some(Micros(0)),
            Self::Sent { at, asked_again } => asked_again.then_some(*at + IN_FLIGHT),
        }
    }

    /// Asked once for each frame submitted at `now`: whether it is to be a key frame.
    pub fn take(&mut self, now: Micros) -> bool {
        let due = self.is_due(now);
        if due {
            *self = Self::Sent { at: now, asked_again: false };
        }
        due
    }
}

/// What the next frame has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Predicted from whatever the encoder likes.
    Predicted,
    /// Predicted from frames before this one only.
    Before(FrameId),
    /// A key frame.
    Key,
}

/// Answers requests by an encoder that can choose its references.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchors {
    keys: KeyFrames,
    /// The oldest frame that a peer misses.
    missing: Option<FrameId>,
    /// The last frame that was no ordinary one, and when it was submitted.
    anchor: Option<(FrameId, Micros)>,
}

impl Anchors {
    /// A peer asks. `round_trip` is the time within which an answer may still be under way.
    pub fn on_ask(&mut self, ask: Ask, now: Micros, round_trip: Span) {
        match ask {
            Ask::KeyFrame => self.keys.request(),
            Ask::Invalidate(lost) if self.is_answered(lost, now, round_trip) => {}
            Ask::Invalidate(lost) => {
                let older = self.missing.is_none_or(|missing| lost.first.is_before(missing));
                if older {
                    self.missing = Some(lost.first);
                }
            }
        }
    }

    /// True when an anchor after `lost` left so lately that the peer can't have it yet.
    fn is_answered(&self, lost: FrameRange, now: Micros, round_trip: Span) -> bool {
        self.anchor
            .is_some_and(|(anchor, at)| lost.last.is_before(anchor) && now.since(at) < round_trip)
    }

    /// The stream itself needs a key frame.
    pub fn require_key(&mut self) {
        self.keys.require();
    }

    /// True when an answer is owed at `now`: worth a frame even if the picture is still.
    pub fn is_due(&self, now: Micros) -> bool {
        self.due_at().is_some_and(|due| due <= now)
    }

    /// When an answer that is being held becomes due. Between two anchors that nothing but
    /// requests make is as much time as between two key frames.
    pub fn due_at(&self) -> Option<Micros> {
        let anchor = self.missing.map(|_| self.anchor.map_or(Micros(0), |(_, at)| at + IN_FLIGHT));
        let key = self.keys.due_at();
        anchor.into_iter().chain(key).min()
    }

    /// Asked once for each frame submitted at `now`. `oldest` is the oldest reference that the
    /// encoder still has.
    pub fn take(&mut self, frame: FrameId, oldest: FrameId, now: Micros) -> Next {
        let missing = self.missing.take();
        let is_held = missing.is_none_or(|missing| oldest.is_before(missing));
        if !is_held {
            // Asked for, not required: old ranges by the flood are no flood of key frames.
            self.keys.request();
        }
        let next = match missing {
            _ if self.keys.take(now) => Next::Key,
            Some(missing) if is_held => Next::Before(missing),
            _ => return Next::Predicted,
        };
        self.anchor = Some((frame, now));
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invalidate(first: u32, last: u32) -> Ask {
        Ask::Invalidate(FrameRange { first: FrameId(first), last: FrameId(last) })
    }

    #[test]
    fn a_gap_is_answered_once_per_round_trip() {
        let mut anchors = Anchors::default();
        let trip = Span::from_millis(10);
        assert_eq!(anchors.take(FrameId(1), FrameId(1), Micros(0)), Next::Key);
        anchors.on_ask(invalidate(3, 4), Micros(1_000), trip);
        anchors.on_ask(invalidate(3, 5), Micros(2_000), trip);
        let next = anchors.take(FrameId(7), FrameId(1), Micros(3_000));
        assert_eq!(next, Next::Before(FrameId(3)));
        anchors.on_ask(invalidate(3, 6), Micros(4_000), trip);
        assert_eq!(anchors.take(FrameId(8), FrameId(1), Micros(5_000)), Next::Predicted);
        anchors.on_ask(invalidate(3, 8), Micros(13_500), trip);
        let next = anchors.take(FrameId(9), FrameId(1), Micros(14_000));
        assert_eq!(next, Next::Before(FrameId(3)));
    }

    #[test]
    fn an_anchor_that_was_lost_itself_is_sent_again() {
        let mut anchors = Anchors::default();
        let trip = Span::from_millis(10);
        anchors.take(FrameId(1), FrameId(1), Micros(0));
        anchors.on_ask(invalidate(3, 4), Micros(1_000), trip);
        anchors.take(FrameId(7), FrameId(1), Micros(2_000));
        anchors.on_ask(invalidate(3, 7), Micros(3_000), trip);
        assert_eq!(anchors.take(FrameId(8), FrameId(1), Micros(4_000)), Next::Before(FrameId(3)));
    }

    #[test]
    fn without_an_old_enough_reference_a_key_frame_answers() {
        let mut anchors = Anchors::default();
        anchors.take(FrameId(1), FrameId(1), Micros(0));
        anchors.on_ask(invalidate(3, 9), Micros(50_000), Span(0));
        assert_eq!(anchors.take(FrameId(12), FrameId(3), Micros(50_000)), Next::Key);
    }

    #[test]
    fn old_ranges_by_the_flood_are_no_flood_of_key_frames() {
        let mut anchors = Anchors::default();
        let mut keys = 0;
        for frame in 1..=100 {
            let now = Micros(u64::from(frame) * 1_000);
            anchors.on_ask(invalidate(0, frame - 1), now, Span::from_millis(10));
            keys += u32::from(anchors.take(FrameId(frame), FrameId(frame), now) == Next::Key);
        }
        assert_eq!(keys, 5, "in a tenth of a second");
    }

    #[test]
    fn a_still_picture_is_worth_an_anchor() {
        let mut anchors = Anchors::default();
        assert!(anchors.is_due(Micros(0)));
        anchors.take(FrameId(1), FrameId(1), Micros(0));
        assert_eq!(anchors.due_at(), None);
        anchors.on_ask(invalidate(3, 4), Micros(1_000), Span::from_millis(10));
        assert_eq!((anchors.is_due(Micros(19_999)), anchors.is_due(Micros(20_000))), (false, true));
        assert_eq!(anchors.take(FrameId(5), FrameId(1), Micros(20_000)), Next::Before(FrameId(3)));
        assert_eq!(anchors.due_at(), None);
    }

    #[test]
    fn a_burst_of_requests_is_worth_one_key_frame() {
        let mut keys = KeyFrames::default();
        assert!(keys.take(Micros(0)), "a stream begins with a key frame");
        keys.request();
        keys.request();
        assert!(!keys.take(Micros(16_000)), "the first may still be under way");
        assert!(keys.take(Micros(33_000)));
        assert!(!keys.take(Micros(50_000)));
    }

    #[test]
    fn a_stream_that_needs_one_does_not_wait() {
        let mut keys = KeyFrames::Sent { at: Micros(0), asked_again: false };
        assert_eq!(keys.due_at(), None);
        keys.require();
        assert!(keys.take(Micros(1)));
    }
}
