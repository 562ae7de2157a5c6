//! Simulated clocks and networks: the true offset is always within the published bound.

use proptest::prelude::*;

use super::*;
use crate::sim::Random;

/// The other clock, and the way to it.
#[derive(Clone, Copy, Debug)]
struct World {
    /// What their clock shows at our 0, in microseconds.
    start: i64,
    /// How much faster it runs, in parts per billion.
    drift: i64,
    /// Least delay there and back.
    delays: [u64; 2],
    /// Most delay on top, mostly small.
    jitter: u64,
}

impl World {
    /// What their clock would show at `nanos` of ours, in nanoseconds.
    fn exact(&self, nanos: i128) -> i128 {
        nanos + i128::from(self.start) * 1_000 + nanos * i128::from(self.drift) / 1_000_000_000
    }

    /// What it does show.
    fn theirs(&self, nanos: u64) -> Micros {
        Micros((self.exact(nanos.into()) / 1_000) as u64)
    }

    /// True when `offset` is right within its error, at our `at`.
    fn agrees(&self, offset: Offset, at: Micros) -> bool {
        let nanos = i128::from(at.0) * 1_000;
        let off = self.exact(nanos) - nanos - i128::from(offset.micros) * 1_000;
        off.abs() <= i128::from(offset.error.0) * 1_000
    }

    /// A probe that leaves within the microsecond `sent`; delays are no whole microseconds either.
    fn probe(&self, sent: Micros, random: &mut Random) -> Exchange {
        let mut delay = |least: u64| {
            let limit = random.below(self.jitter * 1_000 + 1);
            least * 1_000 + random.below(limit + 1)
        };
        let [there, back] = self.delays.map(&mut delay);
        let out = sent.0 * 1_000 + random.below(1_000);
        let came = out + there;
        let left = came + 30_000;
        let arrived = Micros((left + back) / 1_000);
        Exchange { sent, received: self.theirs(came), answered: self.theirs(left), arrived }
    }

    /// Probes five times a second for `secs`; checks the bound before and after each.
    fn play(&self, secs: u64, seed: u64) -> (PeerClock, Micros) {
        let mut random = Random::new(seed);
        let mut clock = PeerClock::default();
        let mut now = Micros(1_000_000);
        for _ in 0..secs * 5 {
            let exchange = self.probe(now, &mut random);
            let between = now + Span(random.below(200_000));
            for at in [exchange.arrived, between] {
                if let Some(offset) = clock.offset(at) {
                    assert!(self.agrees(offset, at), "{self:?} seed {seed}: {offset:?} at {at:?}");
                }
            }
            clock.on_exchange(&exchange).unwrap();
            let offset = clock.offset(exchange.arrived).unwrap();
            assert!(self.agrees(offset, exchange.arrived), "{self:?} seed {seed}: {offset:?}");
            let trip = round_trip(&exchange).unwrap();
            assert!(offset.error.0 <= trip.0 / 2 + trip.0 / 10_000 + 4, "{offset:?} {trip:?}");
            now = now + Span(200_000);
        }
        assert_eq!(clock.steps(), 0, "nobody set a clock");
        (clock, now)
    }
}

const LAN: World = World { start: 40_000_000_000, drift: 0, delays: [100, 100], jitter: 0 };

#[test]
fn without_jitter_the_offset_is_exact() {
    let (clock, now) = LAN.play(1, 1);
    let offset = clock.offset(Micros(now.0 - 199_770)).unwrap();
    assert!(offset.micros.abs_diff(LAN.start) <= 1, "{offset:?}");
    assert!(offset.error.0 <= 103, "{offset:?}");
    assert_eq!(clock.round_trip(), Some(Span(200)));
    assert_eq!(offset.to_theirs(Micros(5)), Micros((offset.micros + 5) as u64));
    assert_eq!(offset.to_ours(offset.to_theirs(Micros(5))), Micros(5));
}

#[test]
fn without_delay_only_rounding_is_left() {
    for seed in 0..20 {
        let world = World { delays: [0, 0], drift: 50_000 - 5_000 * seed as i64, ..LAN };
        world.play(20, seed);
    }
}

#[test]
fn an_exchange_within_one_microsecond_is_not_exact() {
    // Their clock is ahead by 0.9 microseconds; all four readings are of the same one.
    let now = Micros(1);
    let mut clock = PeerClock::default();
    clock.on_exchange(&Exchange { sent: now, received: now, answered: now, arrived: now }).unwrap();
    assert_eq!(clock.offset(now), Some(Offset { micros: 0, error: Span(2) }));
}

#[test]
fn the_best_probe_outlives_worse_ones() {
    let mut clock = PeerClock::default();
    let mut random = Random::new(1);
    clock.on_exchange(&LAN.probe(Micros(0), &mut random)).unwrap();
    let slow = World { delays: [100, 80_000], ..LAN };
    clock.on_exchange(&slow.probe(Micros(1_000), &mut random)).unwrap();
    let offset = clock.offset(Micros(81_130)).unwrap();
    assert!(offset.error.0 < 130, "{offset:?}");
    assert!(LAN.agrees(offset, Micros(81_130)));
}

#[test]
fn the_drift_is_found_under_jitter() {
    for (seed, ppm) in [(1, -100), (2, -20), (3, 0), (4, 35), (5, 100)] {
        let drift = ppm * 1_000;
        let world = World { drift, jitter: 4_000, delays: [500, 6_000], ..LAN };
        let (clock, _) = world.play(64, seed);
        let found = clock.drift().unwrap();
        assert!(i64::from(found.0).abs_diff(drift) < 8_000, "{ppm} ppm: {found:?}");
    }
}

#[test]
fn a_few_bad_periods_do_not_bend_the_drift() {
    let mut clock = PeerClock::default();
    let mut random = Random::new(3);
    for count in 0..30 {
        let bad = count % 4 == 3;
        let delays = if bad { [50_000, 100] } else { [100, 100] };
        let world = World { drift: 50_000, delays, ..LAN };
        clock.on_exchange(&world.probe(Micros(count * PERIOD.0), &mut random)).unwrap();
    }
    let found = clock.drift().unwrap();
    assert!(found.0.abs_diff(50_000) < 2_000, "{found:?}");
}

#[test]
fn the_drift_takes_a_while() {
    let (clock, _) = LAN.play(5, 1);
    assert_eq!(clock.drift(), None);
    let (clock, _) = LAN.play(9, 1);
    assert_eq!(clock.drift(), Some(Drift(0)));
}

#[test]
fn a_clock_that_was_set_is_followed_anew() {
    let (mut clock, now) = LAN.play(20, 1);
    let set = World { start: LAN.start - 3_000_000, ..LAN };
    let exchange = set.probe(now, &mut Random::new(1));
    clock.on_exchange(&exchange).unwrap();
    assert!(set.agrees(clock.offset(exchange.arrived).unwrap(), exchange.arrived));
    assert_eq!((clock.steps(), clock.drift()), (1, None));
}

#[test]
fn what_cannot_be_is_refused() {
    let good = LAN.probe(Micros(1_000_000), &mut Random::new(1));
    let mut clock = PeerClock::default();
    clock.on_exchange(&good).unwrap();
    let before = clock.offset(good.arrived);
    let take = |exchange: Exchange| clock.clone().on_exchange(&exchange);
    let impossible = Err(ClockError::Impossible);
    assert_eq!(take(Exchange { arrived: Micros(999_999), ..good }), impossible);
    assert_eq!(take(Exchange { answered: Micros(0), ..good }), impossible);
    let held = Exchange { answered: good.received + Span(234), ..good };
    assert_eq!(take(held), impossible, "longer than the round trip");
    let (received, answered) = (Micros(u64::MAX - 1), Micros(u64::MAX));
    assert_eq!(take(Exchange { received, answered, ..good }), Err(ClockError::OutOfRange));
    let early = LAN.probe(Micros(0), &mut Random::new(1));
    assert_eq!(take(early), Err(ClockError::Late));
    assert_eq!(clock.offset(good.arrived), before);
}

proptest! {
    #[test]
    fn the_true_offset_is_within_the_bound(
        start in 0i64..1 << 50,
        drift in -100_000i64..=100_000,
        delays in any::<[u16; 2]>(),
        jitter in 0u64..50_000,
        seed: u64,
    ) {
        let delays = delays.map(u64::from);
        World { start, drift, delays, jitter }.play(70, seed);
    }

    #[test]
    fn any_times_are_taken_or_refused(
        times in prop::collection::vec(any::<[u64; 4]>(), 1..20),
        shift in 0u32..64,
        now: u64,
    ) {
        let mut clock = PeerClock::default();
        for time in times {
            let [mut sent, mut received, mut answered, mut arrived] = time.map(|t| t >> shift);
            if sent > arrived {
                std::mem::swap(&mut sent, &mut arrived);
            }
            if received > answered {
                std::mem::swap(&mut received, &mut answered);
            }
            let [sent, received, answered, arrived] =
                [sent, received, answered, arrived].map(Micros);
            let _ = clock.on_exchange(&Exchange { sent, received, answered, arrived });
            let _ = (clock.offset(Micros(now)), clock.drift(), clock.round_trip());
        }
    }
}
