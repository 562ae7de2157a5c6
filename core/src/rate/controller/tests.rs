use super::*;

const BOUNDS: RateBounds =
    RateBounds { least: Bitrate::from_kbps(1_000), most: Bitrate::from_kbps(50_000) };

fn at(millis: u64) -> Micros {
    Micros(0) + Span::from_millis(millis)
}

/// A stream that is reported on every 25 ms.
struct Link {
    controller: RateController,
    now: u64,
    bytes: u64,
    /// Share of the rate that the source makes use of, percent.
    busy: u64,
}

impl Link {
    fn new() -> Link {
        let controller = RateController::new(BOUNDS, Bitrate::from_kbps(10_000), at(0));
        Link { controller, now: 0, bytes: 0, busy: 100 }
    }

    fn run(&mut self, millis: u64, delay: impl Fn(u64) -> u32, lost: u32) {
        let end = self.now + millis;
        while self.now < end {
            self.now += 25;
            self.bytes += self.controller.rate().0 / 8 / 40 * self.busy / 100;
            let loss = LossReport { received: 100 - lost, lost, longest_burst: lost };
            let (sent, received) = (self.bytes, self.bytes);
            let delay = Some(OneWay(delay(self.now)));
            let sample = Sample { sent, received, delay, loss, rtt: Span::from_millis(10) };
            self.controller.on_report(&sample, at(self.now));
        }
    }

    fn silent(&mut self, millis: u64) {
        let end = self.now + millis;
        while self.now < end {
            self.now += 25;
            self.controller.on_time(at(self.now));
        }
    }
}

#[test]
fn a_link_without_a_queue_is_tried_up_to_what_was_negotiated() {
    let mut link = Link::new();
    link.run(5_000, |_| 7, 0);
    assert_eq!(link.controller.rate(), BOUNDS.most);
}

#[test]
fn what_the_source_does_not_use_is_not_known_and_not_taken() {
    let mut link = Link { busy: 10, ..Link::new() };
    link.run(5_000, |_| 7, 0);
    assert_eq!(link.controller.rate(), Bitrate::from_kbps(10_000));
}

#[test]
fn a_queue_makes_the_rate_fall_and_its_end_makes_it_come_back() {
    let mut link = Link::new();
    link.run(1_000, |_| 7, 0);
    let before = link.controller.rate();
    link.run(200, |_| 30_000, 0);
    let during = link.controller.rate();
    assert!(during <= share(before, 90), "{during:?} of {before:?}");
    link.run(100, |_| 7, 0);
    assert!(link.controller.rate() >= share(before, 75));
}

#[test]
fn silence_lowers_the_rate_and_the_first_report_brings_most_of_it_back() {
    let mut link = Link::new();
    link.run(5_000, |_| 7, 0);
    link.silent(3_000);
    assert!(link.controller.rate() < share(BOUNDS.most, 20));
    link.run(25, |_| 7, 0);
    assert_eq!(link.controller.rate(), share(BOUNDS.most, 70));
}

#[test]
fn loss_that_stays_when_less_is_sent_costs_no_rate() {
    let mut link = Link::new();
    link.run(5_000, |_| 7, 0);
    link.run(20_000, |_| 7, 8);
    assert!(link.controller.rate() >= share(BOUNDS.most, 95));
}

#[test]
fn a_rate_is_raised_only_where_no_limit_is_known() {
    let mut link = Link { busy: 10, ..Link::new() };
    link.run(1_000, |_| 7, 0);
    link.controller.raise(Bitrate::from_kbps(30_000));
    assert_eq!(link.controller.rate(), Bitrate::from_kbps(30_000));
    link.controller.raise(Bitrate::from_kbps(20_000));
    assert_eq!(link.controller.rate(), Bitrate::from_kbps(30_000), "never lowered");
    link.run(300, |_| 40_000, 0);
    let limited = link.controller.rate();
    link.controller.raise(Bitrate::from_kbps(50_000));
    assert_eq!(link.controller.rate(), limited);
}

#[test]
fn bounds_hold_at_once() {
    let mut link = Link::new();
    link.run(5_000, |_| 7, 0);
    let most = Bitrate::from_kbps(3_000);
    link.controller.set_bounds(RateBounds { most, ..BOUNDS });
    assert_eq!(link.controller.rate(), most);
    // Bounds the wrong way round mean the least.
    link.controller.set_bounds(RateBounds { most: Bitrate(0), ..BOUNDS });
    assert_eq!(link.controller.rate(), BOUNDS.least);
}
