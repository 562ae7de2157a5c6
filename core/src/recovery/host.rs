//! Requests for a key frame, at the sending end.
//!
//! Several requests that arrive before one key frame is made are worth one key frame. A request
//! may name the frame that is still being encoded: the queue is read when the next frame is
//! submitted, so it waits by itself. One key frame per frame interval at most, and none while the
//! last one can still be on its way: key frames are large, and a flood of requests is an attack
//! on the link.

use crate::units::{Micros, Span};

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

#[cfg(test)]
mod tests {
    use super::*;

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
