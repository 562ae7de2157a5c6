//! What one piece of work cost the thread that did it.

use std::io;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};
use rustix::time::{ClockId, clock_gettime};

/// The cost of one piece of work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Time that passed.
    pub wall: Duration,
    /// Time this thread ran.
    pub cpu: Duration,
    /// True when something else took the core in between.
    pub preempted: bool,
}

/// Whoever reads the clocks, so that tests own them.
pub trait Probe {
    /// Does `work` and says what it cost.
    ///
    /// # Errors
    /// What the system says when it does not tell.
    fn time(&self, work: &mut dyn FnMut()) -> io::Result<Cost>;
}

/// The clocks of this thread, which stays on one core.
pub struct Thread {
    core: usize,
}

impl Thread {
    /// Keeps the calling thread on `core`, or on the one it is on.
    ///
    /// # Errors
    /// What the system says, for one where the core does not exist or is not ours.
    pub fn pin(core: Option<usize>) -> io::Result<Thread> {
        let core = core.unwrap_or_else(sched_getcpu);
        if core >= CpuSet::MAX_CPU {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut set = CpuSet::new();
        set.set(core);
        sched_setaffinity(None, &set)?;
        Ok(Thread { core })
    }

    /// The core.
    pub fn core(&self) -> usize {
        self.core
    }
}

impl Probe for Thread {
    fn time(&self, work: &mut dyn FnMut()) -> io::Result<Cost> {
        let preemptions = preemptions()?;
        let cpu = cpu_time();
        let begin = Instant::now();
        work();
        let wall = begin.elapsed();
        let cpu = cpu_time().saturating_sub(cpu);
        Ok(Cost { wall, cpu, preempted: self::preemptions()? != preemptions })
    }
}

/// CPU time of this thread since it began.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// How often this thread had to give way.
fn preemptions() -> io::Result<i64> {
    Ok(getrusage(UsageWho::RUSAGE_THREAD)?.involuntary_context_switches())
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::{Cell, RefCell};
    use std::collections::VecDeque;

    use super::*;

    /// A clock that work itself moves, and disturbances on order.
    #[derive(Default)]
    pub(crate) struct Script {
        now: Cell<Duration>,
        /// Of the pieces of work to come: time taken by others, and whether that was noticed.
        pub(crate) disturbances: RefCell<VecDeque<(Duration, bool)>>,
        /// How many pieces of work there were.
        pub(crate) pieces: Cell<usize>,
    }

    impl Script {
        pub(crate) fn work(&self, nanos: u64) {
            self.now.set(self.now.get() + Duration::from_nanos(nanos));
        }
    }

    impl Probe for Script {
        fn time(&self, work: &mut dyn FnMut()) -> io::Result<Cost> {
            let begin = self.now.get();
            work();
            self.pieces.set(self.pieces.get() + 1);
            let cpu = self.now.get() - begin;
            let (stolen, preempted) =
                self.disturbances.borrow_mut().pop_front().unwrap_or_default();
            Ok(Cost { wall: cpu + stolen, cpu, preempted })
        }
    }

    #[test]
    fn the_thread_stays_on_the_core_it_was_on() {
        let thread = Thread::pin(None).unwrap();
        assert_eq!(sched_getcpu(), thread.core());
        assert!(Thread::pin(Some(usize::MAX)).is_err());
    }

    #[test]
    fn work_is_done_once_and_costs_at_least_its_own_cpu_time() {
        let (thread, mut done) = (Thread::pin(None).unwrap(), 0u64);
        let begin = cpu_time();
        let cost = thread.time(&mut || done += 1).unwrap();
        assert_eq!(done, 1);
        assert!(cost.cpu <= cpu_time() - begin);
    }
}
