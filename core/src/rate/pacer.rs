//! Departure times of a frame's datagrams: a plan that needs no clock.
//!
//! A switch port with a shallow queue drops what comes faster than it can pass on. So a frame
//! leaves in short trains at the rate of the narrowest link, and what waits in front of that link
//! never exceeds its queue. Plans are made slice by slice, since a slice leaves before the next
//! one exists. Latency has the last word: no frame takes longer than its share of the interval,
//! and one too large for its share is spread evenly over it.

use crate::units::{Bitrate, Micros, Percent, Span};

/// Bytes around a UDP payload on the wire: Ethernet with preamble, check sum and gap 38, IPv6 40,
/// UDP 8. IPv4 takes 20 less.
pub const WIRE_OVERHEAD: usize = 86;

/// Most datagrams of a train: what one system call carries (Linux, `UDP_MAX_SEGMENTS`).
pub const MAX_TRAIN: usize = 64;

/// Where the pace comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// The narrowest link of the path carries this, the headers of all layers included.
    Link(Bitrate),
    /// The link is unknown and the stream has this rate: a frame of mean size takes its whole
    /// share of the interval.
    Stream(Bitrate),
}

/// What a stream may do to its link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PacerConfig {
    /// From one frame to the next.
    pub interval: Span,
    /// Where the pace comes from. A rate of zero counts as one bit per second.
    pub budget: Budget,
    /// The part of the interval in which a frame leaves; more than 100 counts as 100.
    pub share: Percent,
    /// Bytes that the shallowest queue of the path holds, link headers included. Half of it is
    /// the longest train, but a train has at least one datagram.
    pub queue: usize,
}

/// Plans the departures of one stream.
#[derive(Clone, Debug)]
pub struct Pacer {
    window: Span,
    rate: Bitrate,
    queue: usize,
    /// When the link is done with what was planned so far.
    idle_at: Nanos,
    bound: Micros,
}

/// Datagrams that leave together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Train {
    /// Index of the first one within the slice.
    pub first: usize,
    /// How many there are, at least 1.
    pub count: usize,
    /// They leave no earlier than this.
    pub at: Micros,
}

/// The trains of one slice, in order.
#[derive(Clone, Debug)]
pub struct Plan {
    next: usize,
    total: usize,
    per_train: usize,
    now: Micros,
    start: Nanos,
    span: Nanos,
    slack: Nanos,
    bound: Micros,
}

/// Nanoseconds on the time line of [`Micros`].
type Nanos = u64;

impl Pacer {
    /// A pacer whose link is idle.
    pub fn new(config: PacerConfig) -> Pacer {
        let share = u64::from(config.share.0.min(100));
        let rate = match config.budget {
            Budget::Link(rate) => rate.0,
            Budget::Stream(rate) => rate.0.saturating_mul(100) / share.max(1),
        };
        Pacer {
            window: Span(config.interval.0.saturating_mul(share) / 100),
            rate: Bitrate(rate.max(1)),
            queue: config.queue,
            idle_at: 0,
            bound: Micros(0),
        }
    }

    /// A frame begins: its last train leaves before `now` plus its share of the interval.
    pub fn begin(&mut self, now: Micros) {
        self.bound = now + self.window;
    }

    /// Plans `datagrams` of `stride` bytes each that are ready `now`. Does not allocate.
    ///
    /// Datagrams that fit a train leave at once when the link is idle. Once the frame's bound has
    /// passed everything leaves at once.
    pub fn plan(&mut self, now: Micros, datagrams: usize, stride: usize) -> Plan {
        let wire = stride.saturating_add(WIRE_OVERHEAD);
        let per_train = (self.queue / 2 / wire).clamp(1, MAX_TRAIN);
        let rate = u128::from(self.rate.0);
        let slack = bit_nanos(self.queue.saturating_sub(per_train * wire)) / rate;
        let start = nanos(now).max(self.idle_at);
        let room = nanos(self.bound).saturating_sub(start);
        let span = bit_nanos(wire.saturating_mul(datagrams)).div_ceil(rate);
        let (span, slack) = (saturate(span).min(room), saturate(slack));
        self.idle_at = start.saturating_add(span);
        let bound = self.bound.max(now);
        Plan { next: 0, total: datagrams, per_train, now, start, span, slack, bound }
    }
}

impl Plan {
    /// No train of this plan leaves later than this.
    pub fn bound(&self) -> Micros {
        self.bound
    }

    /// Departure of the datagram with this index.
    fn departure(&self, index: usize) -> Micros {
        let passed = u128::from(self.span) * index as u128 / self.total as u128;
        // `index` is below `total`, so what passed is at most the span.
        let at = self.start.saturating_add(passed as Nanos).saturating_sub(self.slack);
        Micros(at.div_ceil(1_000)).clamp(self.now, self.bound)
    }
}

impl Iterator for Plan {
    type Item = Train;

    fn next(&mut self) -> Option<Train> {
        let first = self.next;
        if first == self.total {
            return None;
        }
        let count = self.per_train.min(self.total - first);
        self.next += count;
        Some(Train { first, count, at: self.departure(first) })
    }
}

fn nanos(time: Micros) -> Nanos {
    time.0.saturating_mul(1_000)
}

/// Nanoseconds that a link of one bit per second takes for so many bytes.
fn bit_nanos(bytes: usize) -> u128 {
    bytes as u128 * 8_000_000_000
}

fn saturate(nanos: u128) -> Nanos {
    Nanos::try_from(nanos).unwrap_or(Nanos::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STRIDE: usize = 1_000 - WIRE_OVERHEAD;

    /// 1000 bytes on the wire take 10 us; trains of 8, a queue of 16.
    fn pacer() -> Pacer {
        Pacer::new(PacerConfig {
            interval: Span(10_000),
            budget: Budget::Link(Bitrate(800_000_000)),
            share: Percent(50),
            queue: 16_000,
        })
    }

    fn times(plan: Plan) -> Vec<(usize, u64)> {
        plan.map(|train| (train.count, train.at.0)).collect()
    }

    #[test]
    fn a_small_slice_leaves_at_once_and_a_large_one_at_the_pace_of_the_link() {
        let mut pacer = pacer();
        pacer.begin(Micros(1_000));
        assert_eq!(times(pacer.plan(Micros(1_000), 8, STRIDE)), [(8, 1_000)]);
        // The queue has room for one more train; then each waits for the one before.
        let expected = [(8, 1_000), (8, 1_080), (8, 1_160), (1, 1_240)];
        assert_eq!(times(pacer.plan(Micros(1_000), 25, STRIDE)), expected);
        // The link is idle again.
        assert_eq!(times(pacer.plan(Micros(2_000), 3, STRIDE)), [(3, 2_000)]);
    }

    #[test]
    fn a_frame_too_large_for_its_share_is_spread_over_it() {
        let mut pacer = pacer();
        pacer.begin(Micros(0));
        let plan = pacer.plan(Micros(0), 2_000, STRIDE);
        assert_eq!(plan.bound(), Micros(5_000));
        let trains: Vec<Train> = plan.collect();
        assert_eq!(trains.len(), 250);
        assert!(trains[249].at <= Micros(5_000) && trains[249].at >= Micros(4_800));
        // What comes after the bound leaves as it comes.
        assert_eq!(times(pacer.plan(Micros(5_000), 9, STRIDE)), [(8, 5_000), (1, 5_000)]);
    }

    #[test]
    fn an_unknown_link_gives_a_mean_frame_its_share() {
        let config = PacerConfig {
            interval: Span(10_000),
            budget: Budget::Stream(Bitrate(80_000_000)),
            share: Percent(50),
            queue: 0,
        };
        let mut pacer = Pacer::new(config);
        pacer.begin(Micros(0));
        // 100 datagrams of 1000 bytes are one interval's worth at 80 Mbit/s.
        let trains: Vec<Train> = pacer.plan(Micros(0), 100, STRIDE).collect();
        assert_eq!((trains.len(), trains[50].at, trains[99].at.0), (100, Micros(2_500), 4_950));
    }

    /// What arrives at the pacer.
    #[derive(Clone, Debug)]
    struct Slice {
        after: u64,
        datagrams: usize,
        starts_frame: bool,
    }

    fn slices() -> impl Strategy<Value = Vec<Slice>> {
        let slice = (0..4_000u64, 0..200usize, prop::bool::weighted(0.3))
            .prop_map(|(after, datagrams, starts_frame)| Slice { after, datagrams, starts_frame });
        prop::collection::vec(slice, 1..40)
    }

    fn configs() -> impl Strategy<Value = PacerConfig> {
        let budget = (1_000_000..10_000_000_000u64, any::<bool>()).prop_map(|(rate, link)| {
            if link { Budget::Link(Bitrate(rate)) } else { Budget::Stream(Bitrate(rate)) }
        });
        (1..40_000u64, budget, 0..=255u8, 0..200_000usize).prop_map(
            |(interval, budget, share, queue)| PacerConfig {
                interval: Span(interval),
                budget,
                share: Percent(share),
                queue,
            },
        )
    }

    proptest! {
        #[test]
        fn every_datagram_leaves_once_in_order_and_before_the_bound(
            config in configs(), slices in slices(), stride in 1..2_000usize,
        ) {
            let mut pacer = Pacer::new(config);
            let (mut now, mut bound, mut last) = (Micros(1), Micros(0), Micros(0));
            let window = config.interval.0 * u64::from(config.share.0.min(100)) / 100;
            for slice in slices {
                now = now + Span(slice.after);
                if slice.starts_frame {
                    pacer.begin(now);
                    bound = now + Span(window);
                }
                let mut next = 0;
                for train in pacer.plan(now, slice.datagrams, stride) {
                    prop_assert_eq!(train.first, next);
                    prop_assert!((1..=MAX_TRAIN).contains(&train.count));
                    prop_assert!(train.at >= now && train.at >= last.min(now.max(bound)));
                    prop_assert!(train.at <= bound.max(now));
                    next += train.count;
                    last = train.at;
                }
                prop_assert_eq!(next, slice.datagrams);
            }
        }

        /// A link that drains at its rate never holds more than its queue, as long as frames fit
        /// into their share: the bound on any average.
        #[test]
        fn the_queue_of_the_link_never_overflows(
            rate in 10_000_000..10_000_000_000u64, queue in 0..100_000usize, slices in slices(),
            stride in 100..2_000usize,
        ) {
            let config = PacerConfig {
                interval: Span::from_secs(3_600),
                budget: Budget::Link(Bitrate(rate)),
                share: Percent(100),
                queue,
            };
            let mut pacer = Pacer::new(config);
            pacer.begin(Micros(0));
            let wire = stride + WIRE_OVERHEAD;
            let (mut now, mut waiting, mut seen) = (Micros(0), 0.0f64, Micros(0));
            for slice in slices {
                now = now + Span(slice.after);
                for train in pacer.plan(now, slice.datagrams, stride) {
                    let drained = train.at.since(seen).0 as f64 * rate as f64 / 8e6;
                    waiting = (waiting - drained).max(0.0) + (train.count * wire) as f64;
                    seen = train.at;
                    // One datagram has to fit, and departures are whole microseconds.
                    let limit = queue.max(wire) as f64 + rate as f64 / 8e6 + 1.0;
                    prop_assert!(waiting <= limit, "{waiting} of {limit} bytes wait");
                }
            }
        }
    }
}
