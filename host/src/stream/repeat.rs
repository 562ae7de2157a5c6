//! When a still picture is sent again.
//!
//! Frames arrive when something changes, but a decoder with frame threads shows picture n only
//! after some later ones came in. So the last picture is repeated at half the frame rate until
//! every such decoder has let it out, and then slowly, to show that the stream lives.

use lumen_core::units::{Micros, RefreshRate, Span};

/// Repeats that flush a decoder with as many frame threads: FFmpeg uses at most 16.
const FLUSH: u32 = 16;

/// Time between repeats once the decoders have caught up.
const IDLE: Span = Span::from_millis(500);

/// Decides when the last picture is due again.
#[derive(Clone, Copy, Debug)]
pub struct Repeater {
    interval: Span,
    sent: u32,
    due: Option<Micros>,
}

impl Repeater {
    /// A repeater for a stream at `refresh`; nothing is due before the first picture.
    pub fn new(refresh: RefreshRate) -> Repeater {
        let interval = Span(refresh.interval().0 * 2);
        Repeater { interval, sent: 0, due: None }
    }

    /// A new picture was submitted.
    pub fn on_new(&mut self, now: Micros) {
        self.sent = 0;
        self.due = Some(now + self.interval);
    }

    /// The last picture was submitted once more.
    pub fn on_repeat(&mut self, now: Micros) {
        self.sent = self.sent.saturating_add(1);
        let pause = if self.sent < FLUSH { self.interval } else { IDLE };
        self.due = Some(now + pause);
    }

    /// When the last picture is due again, if there is one.
    pub fn due(&self) -> Option<Micros> {
        self.due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_come_fast_first_and_slowly_then() {
        let mut repeat = Repeater::new(RefreshRate::from_hz(50));
        assert_eq!(repeat.due(), None);
        repeat.on_new(Micros(0));
        let mut now = Micros(0);
        for _ in 0..FLUSH {
            now = now + Span::from_millis(40);
            assert_eq!(repeat.due(), Some(now));
            repeat.on_repeat(now);
        }
        assert_eq!(repeat.due(), Some(now + IDLE));
        repeat.on_new(now);
        assert_eq!(repeat.due(), Some(now + Span::from_millis(40)));
    }
}
