//! The time between two looks at the encoder.

use lumen_core::units::{Micros, Span};
use rustix::thread::{NanosleepRelativeResult, nanosleep};
use rustix::time::{ClockId, Timespec, clock_gettime};

/// A clock that can be waited on.
pub trait Pace: Send {
    /// Now, on the clock that deadlines are on.
    fn now(&self) -> Micros;

    /// Lets `span` pass.
    fn pause(&mut self, span: Span);
}

/// The machine's monotonic clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Monotonic;

impl Pace for Monotonic {
    fn now(&self) -> Micros {
        let time = clock_gettime(ClockId::Monotonic);
        Micros(time.tv_sec as u64 * 1_000_000 + time.tv_nsec as u64 / 1_000)
    }

    fn pause(&mut self, span: Span) {
        let nanos = (span.0 % 1_000_000) * 1_000;
        let time = Timespec { tv_sec: (span.0 / 1_000_000) as _, tv_nsec: nanos as _ };
        // A pause that a signal cuts short is a short pause.
        let (NanosleepRelativeResult::Ok
        | NanosleepRelativeResult::Interrupted(_)
        | NanosleepRelativeResult::Err(_)) = nanosleep(&time);
    }
}
