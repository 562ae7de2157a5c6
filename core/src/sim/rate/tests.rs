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
fn a_stream_that_never_adapts_would_be_seen() {
    let fixed = Scenario { rates: (500, 500), ..SCENARIOS[0] };
    let wide = Scenario { rates: (500, 20_000), ..SCENARIOS[0] };
    assert!(run(&fixed, 1).used == 100 && run(&wide, 1).used > 80);
    let greedy = Scenario { rates: (100_000, 100_000), ..SCENARIOS[0] };
    assert!(run(&greedy, 1).lost < 200_000, "the controller gives way to the link");
}
