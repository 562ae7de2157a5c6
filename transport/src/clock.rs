//! The one reader of the monotonic clock.

use lumen_core::units::{Micros, Span};
use rustix::time::{ClockId, Timespec, clock_gettime};

/// Now, on `CLOCK_MONOTONIC`: comparable between the processes of one machine.
pub fn now() -> Micros {
    let Timespec { tv_sec, tv_nsec } = clock_gettime(ClockId::Monotonic);
    Micros(tv_sec as u64 * 1_000_000 + tv_nsec as u64 / 1_000)
}

/// Time left until `deadline`; zero when it passed.
pub fn until(deadline: Micros) -> Span {
    deadline.since(now())
}

/// A deadline for `poll(2)`: the time left, rounded up to the clock's tick.
pub fn poll_timeout(deadline: Micros) -> Timespec {
    let left = until(deadline).0;
    Timespec { tv_sec: (left / 1_000_000) as i64, tv_nsec: (left % 1_000_000 * 1_000) as i64 }
}
