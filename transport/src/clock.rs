//! The one reader of the monotonic clock, and the one that waits for it exactly.

use std::num::NonZeroU64;

use lumen_core::units::{Micros, Span};
use rustix::thread::{clock_nanosleep_absolute, set_current_timer_slack};
use rustix::time::{ClockId, Timespec, clock_gettime};

/// A sleeping thread wakes up this late at worst, of a hundred times; before that it spins.
const WAKE_UP: Span = Span(150);

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
    timespec(until(deadline).0)
}

/// Waits until `deadline`, by sleeping to shortly before and then spinning.
pub fn wait_until(deadline: Micros) {
    if until(deadline) > WAKE_UP {
        let early = timespec(deadline.0 - WAKE_UP.0);
        // A signal may cut the sleep short; spinning makes up for it.
        let _ = clock_nanosleep_absolute(ClockId::Monotonic, &early);
    }
    while now() < deadline {
        std::hint::spin_loop();
    }
}

/// Lets this thread's sleeps end within 1 ns of their time instead of 50 us, as far as the
/// kernel is concerned (`PR_SET_TIMERSLACK`, prctl(2)).
pub fn sharpen_sleep() {
    if let Err(error) = set_current_timer_slack(NonZeroU64::new(1)) {
        tracing::debug!(%error, "sleeps of this thread stay coarse");
    }
}

fn timespec(micros: u64) -> Timespec {
    Timespec { tv_sec: (micros / 1_000_000) as i64, tv_nsec: (micros % 1_000_000 * 1_000) as i64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_ends_no_earlier_than_its_deadline() {
        for ahead in [0, 50, 400] {
            let deadline = now() + Span(ahead);
            wait_until(deadline);
            assert!(now() >= deadline);
        }
    }
}
