//! What the media plane promises on bad networks. A failing run prints its seed.

use super::*;
use crate::sim::net::Loss;

/// A screen of 5120x1440@120 at 300 Mbit/s, five milliseconds away.
fn scenario(seed: u64) -> Scenario {
    let net = NetConfig { jitter: Span(500), ..NetConfig::clean(Span::from_millis(5)) };
    Scenario {
        seed,
        refresh: RefreshRate::from_hz(120),
        bitrate: Bitrate(300_000_000),
        slices: 1,
        datagram: 1200,
        big_blocks: false,
        fec: FecBounds::default(),
        can_invalidate: true,
        there: net,
        back: net,
    }
}

fn play(scenario: Scenario, span: Span) -> Outcome {
    let outcome = Pair::new(scenario).run(span);
    assert_eq!(outcome.corrupt, 0, "seed {}", scenario.seed);
    outcome
}

#[test]
fn a_run_is_the_same_for_its_seed() {
    let mut lossy = scenario(11);
    lossy.there.loss = Loss::Bursts { ppm: 20_000, mean: 8 };
    let first = play(lossy, Span::from_millis(500));
    assert_eq!(first, play(lossy, Span::from_millis(500)));
    assert_ne!(first, play(Scenario { seed: 12, ..lossy }, Span::from_millis(500)));
}

#[test]
fn a_clean_network_shows_every_frame_on_time() {
    let outcome = play(scenario(1), Span::from_secs(2));
    assert_eq!((outcome.frames, outcome.keys, outcome.lost), (241, 1, 0));
    assert!(outcome.on_time >= outcome.frames - 1, "{outcome:?}");
    assert!(outcome.overhead_permille() <= 205, "{outcome:?}");
}

/// The whole ten minutes are `lumen-bench loss`.
#[test]
fn bursts_of_loss_leave_no_gap_that_is_seen() {
    let mut lossy = scenario(2);
    lossy.there.loss = Loss::Bursts { ppm: 20_000, mean: 8 };
    lossy.back.loss = lossy.there.loss.scattered();
    let outcome = play(lossy, Span::from_secs(10));
    assert!(outcome.longest_gap <= Span::from_millis(50), "{outcome:?}");
    assert!(outcome.on_time_ppm() >= 995_000, "{outcome:?}");
    assert!(outcome.overhead_permille() <= 300, "{outcome:?}");
    assert!(outcome.datagrams_lost * 1_000 / outcome.datagrams >= 15, "{outcome:?}");
}

#[test]
fn an_outage_is_over_within_a_round_trip_and_two_frames() {
    for (seed, can_invalidate) in [(3, true), (4, true), (5, false), (6, false)] {
        let mut broken = Scenario { can_invalidate, ..scenario(seed) };
        let from = Micros(1_000_000 + seed * 1_700);
        let outage = Span::from_millis(30);
        broken.there.outage = Some((from, from + outage));
        let outcome = play(broken, Span::from_secs(2));
        let frame = broken.refresh.interval();
        // The gap begins with the last frame before the outage, up to a frame before it.
        let limit = frame + outage + round_trip(&broken) + frame + frame;
        assert!(outcome.longest_gap <= limit, "seed {seed}: {outcome:?}");
        assert!(outcome.longest_gap > outage, "seed {seed}: there was no outage");
        assert_eq!(outcome.keys, 1 + u64::from(!can_invalidate), "seed {seed}: {outcome:?}");
    }
}

#[test]
fn everything_at_once_corrupts_nothing_and_goes_on() {
    for seed in 20..26 {
        let mut bad = scenario(seed);
        bad.bitrate = Bitrate(40_000_000);
        bad.slices = 1 + (seed % 4) as u8;
        bad.big_blocks = seed % 2 == 0;
        bad.there = NetConfig {
            loss: Loss::Bursts { ppm: 50_000, mean: 4 },
            jitter: Span::from_millis(3),
            reordered: 20_000,
            held: Span::from_millis(9),
            duplicated: 20_000,
            bottleneck: Some((Bitrate(80_000_000), Span::from_millis(20))),
            ..bad.there
        };
        bad.back.loss = Loss::Random(100_000);
        let outcome = play(bad, Span::from_secs(4));
        assert!(outcome.shown > outcome.frames / 3, "seed {seed}: {outcome:?}");
    }
}
