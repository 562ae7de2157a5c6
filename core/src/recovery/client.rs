//! Trust in the picture, at the receiving end.
//!
//! ```text
//! WaitingForKey ──IDR──► Clean ──loss──► WaitingForKey
//! ```
//! A predicted frame after a gap would show garbage, so it is withheld until a key frame arrives;
//! key frames are asked for once a hold-off, since a request may be lost too.

use crate::gamestream::video::FrameType;
use crate::units::{Micros, Span};

/// Least time between two requests: a round trip on a slow link plus a frame.
pub const HOLD_OFF: Span = Span::from_millis(150);

/// Whether what the decoder holds can be built upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Every frame since the last key frame was decoded.
    Clean,
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
    /// Ask the host for a key frame.
    pub request_key: bool,
}

impl Default for Picture {
    fn default() -> Self {
        Self::WaitingForKey { asked: None }
    }
}

impl Picture {
    /// Takes one access unit, `gap` saying whether frames before it are missing.
    pub fn on_unit(&mut self, frame_type: FrameType, gap: bool, now: Micros) -> Verdict {
        if frame_type == FrameType::Idr {
            *self = Self::Clean;
            return Verdict { decode: true, request_key: false };
        }
        if gap && *self == Self::Clean {
            *self = Self::WaitingForKey { asked: None };
        }
        match self {
            Self::Clean => Verdict { decode: true, request_key: false },
            Self::WaitingForKey { asked } => {
                let request_key = asked.is_none_or(|asked| now.since(asked) >= HOLD_OFF);
                if request_key {
                    *asked = Some(now);
                }
                Verdict { decode: false, request_key }
            }
        }
    }

    /// The decoder could not use what it got: start over with a key frame.
    pub fn on_decode_error(&mut self, now: Micros) -> Verdict {
        if *self == Self::Clean {
            *self = Self::WaitingForKey { asked: None };
        }
        self.on_unit(FrameType::Predicted, false, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOW: Verdict = Verdict { decode: true, request_key: false };
    const ASK: Verdict = Verdict { decode: false, request_key: true };
    const WAIT: Verdict = Verdict { decode: false, request_key: false };

    #[test]
    fn after_a_gap_nothing_is_shown_until_a_key_frame() {
        let mut picture = Picture::default();
        let ms = |millis| Micros(0) + Span::from_millis(millis);
        assert_eq!(picture.on_unit(FrameType::Idr, false, ms(0)), SHOW);
        assert_eq!(picture.on_unit(FrameType::Predicted, false, ms(16)), SHOW);
        assert_eq!(picture.on_unit(FrameType::Predicted, true, ms(33)), ASK);
        assert_eq!(picture.on_unit(FrameType::Predicted, false, ms(50)), WAIT);
        assert_eq!(picture.on_unit(FrameType::Predicted, true, ms(184)), ASK);
        assert_eq!(picture.on_unit(FrameType::Idr, true, ms(200)), SHOW);
        assert_eq!(picture.on_unit(FrameType::Predicted, false, ms(216)), SHOW);
    }

    #[test]
    fn a_decode_error_asks_at_once_and_then_holds_off() {
        let mut picture = Picture::Clean;
        assert_eq!(picture.on_decode_error(Micros(10)), ASK);
        assert_eq!(picture.on_decode_error(Micros(20)), WAIT);
    }
}
