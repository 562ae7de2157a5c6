//! When the next frame is expected, and how to wait for it: asleep, then awake for a bounded time.

use lumen_core::units::{Micros, Span};

/// Part of the budget that lies before the expected arrival.
const AHEAD: u64 = 2;

/// Expects a frame one interval after the last one began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rhythm {
    interval: Span,
    budget: Span,
    /// When the last frame began to arrive.
    last: Option<Micros>,
}

impl Rhythm {
    /// `budget` is the most time to spin for each frame; zero never spins.
    pub fn new(budget: Span) -> Rhythm {
        Rhythm { interval: Span(0), budget, last: None }
    }

    /// Frames come so far apart from now on.
    pub fn set_interval(&mut self, interval: Span) {
        self.interval = interval;
    }

    /// A frame began to arrive.
    pub fn on_frame(&mut self, at: Micros) {
        self.last = Some(at);
    }

    /// Until when to wait, at most until `until`, and how much of that awake.
    pub fn wait(&self, now: Micros, until: Micros) -> (Micros, Span) {
        let Some(last) = self.last.filter(|_| self.budget > Span(0)) else {
            return (until, Span(0));
        };
        let begin = last + (self.interval - Span(self.budget.0 / AHEAD));
        let end = begin + self.budget;
        if now < begin {
            (until.min(begin), Span(0))
        } else {
            (until, end.since(now).min(self.budget))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_awake_around_the_expected_arrival_only() {
        let mut rhythm = Rhythm::new(Span(400));
        rhythm.set_interval(Span(10_000));
        let wait = |rhythm: &Rhythm, now| rhythm.wait(Micros(now), Micros(25_000));
        assert_eq!(wait(&rhythm, 5), (Micros(25_000), Span(0)), "nothing came yet");
        rhythm.on_frame(Micros(1_000));
        assert_eq!(wait(&rhythm, 1_500), (Micros(10_800), Span(0)));
        assert_eq!(wait(&rhythm, 10_900), (Micros(25_000), Span(300)));
        assert_eq!(wait(&rhythm, 11_200), (Micros(25_000), Span(0)), "it is late: asleep");
        assert_eq!(Rhythm::new(Span(0)).wait(Micros(3), Micros(9)), (Micros(9), Span(0)));
    }
}
