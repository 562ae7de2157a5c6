//! Code that moves datagrams: methods run in turns of some hundredths of a second.
//!
//! A turn is long enough for queues to fill and wake-ups to matter, so it is not dropped when it
//! was interrupted; [`super::noise`] judges the measurement as a whole. What counts is the CPU
//! time of the thread for each unit of work, which neighbours on the core change least.

use std::io;
use std::time::Duration;

use super::comparison::{Comparison, Sample};
use super::probe::Probe;

/// Works for about as long as it is told and says how many units it did, packets for one.
pub type Run<'a> = Box<dyn FnMut(Duration) -> io::Result<u64> + 'a>;

/// One way of doing the work.
pub struct Method<'a> {
    /// For the report.
    pub name: &'static str,
    /// One turn.
    pub run: Run<'a>,
}

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Length of a turn.
    pub run: Duration,
    /// Turns of each method.
    pub repeats: u32,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan { run: Duration::from_millis(40), repeats: 7 }
    }
}

/// Measures `methods`, the first of which is the reference, in turns. A turn without a single
/// unit is not kept.
///
/// # Errors
/// Those of a method and of the probe.
pub fn compare(
    probe: &impl Probe,
    plan: Plan,
    methods: &mut [Method<'_>],
) -> io::Result<Comparison> {
    let names: Vec<_> = methods.iter().map(|method| method.name).collect();
    let mut rounds = Vec::new();
    for _ in 0..plan.repeats {
        let turns = methods.iter_mut().map(|method| turn(probe, plan.run, method));
        rounds.push(turns.collect::<io::Result<Vec<_>>>()?);
    }
    Ok(Comparison::of(&names, &rounds))
}

fn turn(probe: &impl Probe, length: Duration, method: &mut Method<'_>) -> io::Result<Sample> {
    let mut done = Ok(0);
    let cost = probe.time(&mut || done = (method.run)(length))?;
    let units = done?;
    let nanos = cost.cpu.as_nanos() as f64 / units as f64;
    Ok(Sample { nanos, cost, kept: units > 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::probe::tests::Script;

    fn method<'a>(clock: &'a Script, name: &'static str, nanos: u64, units: u64) -> Method<'a> {
        let run = move |length: Duration| {
            assert_eq!(length, Plan::default().run);
            clock.work(nanos * units);
            Ok(units)
        };
        Method { name, run: Box::new(run) }
    }

    #[test]
    fn methods_are_compared_by_cpu_time_for_each_unit() {
        let clock = Script::default();
        let mut methods = [method(&clock, "send", 1_000, 40), method(&clock, "gso", 100, 400)];
        // The first turn of each is stretched, which changes no CPU time.
        clock.disturbances.borrow_mut().extend([(Duration::from_nanos(1), false); 2]);
        let comparison = compare(&clock, Plan::default(), &mut methods).unwrap();
        assert_eq!((comparison.timings[1].median, comparison.timings[1].ratio), (100.0, 0.1));
        assert_eq!(clock.pieces.get(), 14);
    }

    #[test]
    fn a_run_on_a_busy_core_is_told_and_one_that_did_nothing_is_not_kept() {
        let clock = Script::default();
        clock.disturbances.borrow_mut().extend([(Duration::from_micros(20), true); 7]);
        let mut methods = [method(&clock, "send", 1_000, 40)];
        let busy = compare(&clock, Plan::default(), &mut methods).unwrap();
        assert!((busy.noise.stretch - 1.5).abs() < 1e-9 && !busy.noise.is_quiet());
        assert_eq!(busy.noise.dropped, 0.0);
        let mut methods = [method(&clock, "idle", 1, 0)];
        let idle = compare(&clock, Plan::default(), &mut methods).unwrap();
        assert_eq!(idle.noise.dropped, 1.0);
    }

    #[test]
    fn an_error_ends_the_measurement() {
        let failing = |_| Err(io::ErrorKind::ConnectionRefused.into());
        let mut methods = [Method { name: "refused", run: Box::new(failing) }];
        let error = compare(&Script::default(), Plan::default(), &mut methods).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
    }
}
