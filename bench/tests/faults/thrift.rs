//! Sessions leave nothing behind in the host, and an idle host costs next to nothing.

use std::thread;
use std::time::{Duration, Instant};

use lumen_bench::fixture::Setup;

use crate::census::{Holdings, resident, sleeps};
use crate::rig::{Rig, setup, turn, within};

/// Idle memory that is allowed, in KiB.
const IDLE_MEMORY: u64 = 40 * 1024;

/// Growth that is allowed from the third session to the tenth, in KiB.
const GROWTH: u64 = 4 * 1024;

/// How long an idle host is watched.
const WATCH: Duration = Duration::from_secs(5);

/// Helper threads retire after ten idle seconds; they are few.
const RETIREMENT: Duration = Duration::from_secs(30);

#[test]
fn ten_sessions_leak_nothing_and_an_idle_host_costs_next_to_nothing() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::of_strangers(&setup());
    rig.is_idle("before the first session");
    let before = Holdings::of(&rig.host);
    rig.pair(&rig.alice);
    let mut memory = Vec::new();
    for _ in 0..10 {
        let stream = rig.alice.stream();
        stream.see(10);
        stream.session.disconnect();
        rig.alice.quit();
        rig.is_vacant();
        memory.push(resident(&rig.host));
    }
    println!("resident after each of ten sessions, in KiB: {memory:?}");
    assert_eq!(rig.is_quiet(), before);
    rig.is_idle("after ten sessions");
    let grown = memory[9].saturating_sub(memory[2]);
    assert!(grown < GROWTH, "{grown} KiB more after the tenth session than after the third");
}

#[test]
fn an_announced_host_is_measured() {
    let Some(_turn) = turn() else { return };
    let rig = Rig::of_strangers(&Setup { announce: true, ..setup() });
    // The first announcements are repeated; RFC 6762, section 8.3.
    thread::sleep(Duration::from_secs(3));
    let (memory, rate) = rig.measure("announced by mDNS");
    assert!(memory <= IDLE_MEMORY, "{memory} KiB");
    assert!(rate < 5.0, "{rate} wake-ups a second");
}

impl Rig {
    /// Waits for helper threads of requests to retire.
    fn is_quiet(&self) -> Holdings {
        within(RETIREMENT, "helper threads retire", || {
            let holdings = Holdings::of(&self.host);
            let helpers = holdings.threads.iter().any(|name| name.starts_with("tokio"));
            (!helpers).then_some(holdings)
        })
    }

    fn is_idle(&self, when: &str) {
        let (memory, rate) = self.measure(when);
        assert!(memory <= IDLE_MEMORY, "{memory} KiB {when}");
        assert!(rate < 1.0, "{rate} wake-ups a second {when}");
    }

    /// Memory in KiB and wake-ups a second.
    fn measure(&self, when: &str) -> (u64, f64) {
        let (before, begin) = (sleeps(&self.host), Instant::now());
        thread::sleep(WATCH);
        let (after, time) = (sleeps(&self.host), begin.elapsed());
        let rise = |(name, count): (&String, &u64)| count - before.get(name).unwrap_or(&0);
        let rate = after.iter().map(rise).sum::<u64>() as f64 / time.as_secs_f64();
        let memory = resident(&self.host);
        println!("idle {when}: {memory} KiB resident, {rate:.2} wake-ups a second, {after:?}");
        (memory, rate)
    }
}
