use super::*;

/// All of them meet this; where others fill the queue, or the link changes twice a second, the
/// queue is not the stream's to keep short.
#[test]
fn every_link_is_used_and_none_stays_down() {
    let mut failed = Vec::new();
    for scenario in &SCENARIOS {
        let outcome = run(scenario, 1);
        let others =
            scenario.rivals.0 > 0 || matches!(scenario.link.capacity, Capacity::Walk { .. });
        let queue = if others { 450 } else { 150 };
        let holds = outcome.used >= 80
            && outcome.end >= 60
            && outcome.back.is_some_and(|back| back <= Span::from_secs(5))
            && outcome.queue_p95 <= Span::from_millis(queue);
        if !holds {
            failed.push((scenario.name, outcome));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn a_run_follows_from_its_seed() {
    let lossy = SCENARIOS.iter().find(|scenario| scenario.name.contains("bursts of 8")).unwrap();
    assert_eq!(run(lossy, 7), run(lossy, 7));
    assert_ne!(run(lossy, 7), run(lossy, 8));
}

#[test]
fn a_stream_that_stays_down_is_seen() {
    let deaf = Scenario { reports_lost: 1_000_000, ..SCENARIOS[0] };
    let outcome = run(&deaf, 1);
    assert!(outcome.used < 20 && outcome.end < 20, "{outcome:?}");
}

#[test]
fn a_stream_that_starts_far_too_high_gives_way() {
    let greedy = Scenario { rates: (100_000, 100_000), ..SCENARIOS[0] };
    let outcome = run(&greedy, 1);
    assert!(outcome.lost < 10_000 && outcome.used > 80, "{outcome:?}");
}
