//! Modes changed in flight.

use std::time::{Duration, Instant};

use lumen_client::{NativeEvent, NativeSession, UnitInfo, Wish};
use lumen_core::units::{FrameId, Mode, Span};

use crate::rig::{BARE, PATIENCE, Rig, mode, options, watch};

/// Asks for a mode and plays on until its first frame; the longest time without a frame.
fn change(session: &NativeSession, to: Mode) -> Duration {
    session.request(Wish { mode: Some(to), ..Wish::default() }).unwrap();
    let begun = Instant::now();
    let (mut first, mut last, mut longest) = (None::<FrameId>, Instant::now(), Duration::ZERO);
    loop {
        assert!(begun.elapsed() < PATIENCE, "{to}: {:?}", session.stats());
        if let Some(unit) = session.next_unit(Span::from_millis(5)).unwrap() {
            longest = longest.max(last.elapsed());
            last = Instant::now();
            let info: UnitInfo = **unit;
            if first.is_some_and(|first| info.frame.0.wrapping_sub(first.0) < u32::MAX / 2) {
                return longest;
            }
        }
        if let Some(NativeEvent::Changed { first: number, plan, .. }) =
            session.next_event(Span(0)).unwrap()
        {
            assert_eq!(plan.mode, to);
            first = Some(number);
        }
    }
}

#[test]
fn two_hundred_changes_in_flight() {
    let mut rig = Rig::new(BARE);
    let client = rig.client();
    let modes = [mode(1280, 720, 60), mode(1920, 1080, 30), mode(1366, 768, 60)];
    let session = rig.connect(&client, &options(modes[0]));
    watch(&session, |seen| seen.units == 10);
    let mut gaps: Vec<Duration> = (1..=200).map(|n| change(&session, modes[n % 3])).collect();
    assert_eq!(session.stats().reconnects, 0);
    gaps.sort();
    let at = |share: usize| gaps[gaps.len() * share / 100].as_micros();
    println!("200 changes: longest gap between frames p50 {} us, p99 {} us", at(50), at(99));
    drop(session);
    assert!(rig.host.stop(), "{}", rig.host.log());
}
