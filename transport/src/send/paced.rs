//! Sends a slice train by train, each at the time that its plan gives.
//!
//! The thread sleeps to shortly before a departure and spins for the rest: kernel pacing may be
//! silently absent. A thread that was held up does not catch up in a burst, which is what a
//! shallow queue would drop: the trains keep their distance as long as the frame's bound allows.

use std::marker::PhantomData;
use std::net::SocketAddr;

use lumen_core::rate::pacer::{Plan, Train};
use lumen_core::units::Micros;

use super::Transmit;
use crate::{TransportError, clock};

/// Sends by plan on the thread that made it.
pub struct Paced {
    /// Timer slack is a property of the thread.
    thread: PhantomData<*const ()>,
}

impl Paced {
    /// Sharpens the sleeps of this thread.
    pub fn on_this_thread() -> Paced {
        clock::sharpen_sleep();
        Paced { thread: PhantomData }
    }

    /// Sends `datagrams`, cut every `stride` bytes, as `plan` says; returns when the last train
    /// is with the kernel. Trains that leave at the same time are one send. Does not allocate.
    ///
    /// # Errors
    /// Those of [`Transmit::send`], counted from the beginning of `datagrams`.
    pub fn send(
        &mut self,
        transmit: &mut dyn Transmit,
        plan: Plan,
        datagrams: &[u8],
        stride: usize,
        to: SocketAddr,
    ) -> Result<(), TransportError> {
        let Paced { thread: PhantomData } = self;
        let mut departures = Departures::new(plan.bound());
        for train in merged(plan) {
            let at = departures.next(train.at, clock::now());
            clock::wait_until(at);
            let bytes = datagrams.get(train.first * stride..).unwrap_or_default();
            let bytes = &bytes[..bytes.len().min(train.count * stride)];
            transmit.send(bytes, stride, to).map_err(|error| counted(error, train.first))?;
        }
        Ok(())
    }
}

/// The same plan with trains of the same departure as one.
fn merged(plan: Plan) -> impl Iterator<Item = Train> {
    let mut trains = plan.peekable();
    std::iter::from_fn(move || {
        let mut train = trains.next()?;
        while let Some(next) = trains.next_if(|next| next.at == train.at) {
            train.count += next.count;
        }
        Some(train)
    })
}

/// Adds the datagrams of earlier trains to those that an error counts as sent.
fn counted(error: TransportError, before: usize) -> TransportError {
    match error {
        TransportError::Send { to, sent, refusal, source } => {
            TransportError::Send { to, sent: before + sent, refusal, source }
        }
        other => other,
    }
}

/// When trains really leave, given when they should.
struct Departures {
    bound: Micros,
    /// Planned and real departure of the train before.
    last: Option<(Micros, Micros)>,
}

impl Departures {
    fn new(bound: Micros) -> Departures {
        Departures { bound, last: None }
    }

    /// The departure of a train planned for `at`; not before `now`.
    fn next(&mut self, at: Micros, now: Micros) -> Micros {
        let apart = self.last.map(|(planned, real)| real + at.since(planned));
        let real = apart.map_or(at, |apart| at.max(apart.min(self.bound))).max(now);
        self.last = Some((at, real));
        real
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use lumen_core::rate::pacer::{Budget, Pacer, PacerConfig};
    use lumen_core::units::{Bitrate, Percent, Span};

    use super::*;
    use crate::send::sink::Sink;

    fn pacer(rate: u64) -> Pacer {
        Pacer::new(PacerConfig {
            interval: Span::from_millis(10),
            budget: Budget::Link(Bitrate(rate)),
            share: Percent(50),
            queue: 20_000,
        })
    }

    #[test]
    fn a_train_that_was_late_keeps_those_behind_it_apart() {
        let mut departures = Departures::new(Micros(450));
        assert_eq!(departures.next(Micros(100), Micros(90)), Micros(100));
        assert_eq!(departures.next(Micros(200), Micros(270)), Micros(270));
        assert_eq!(departures.next(Micros(300), Micros(272)), Micros(370));
        assert_eq!(departures.next(Micros(400), Micros(371)), Micros(450), "the bound is kept");
        assert_eq!(departures.next(Micros(401), Micros(451)), Micros(451));
    }

    #[test]
    fn a_plan_is_sent_whole_in_order_and_not_early() {
        let mut pacer = pacer(1_000_000_000);
        let start = clock::now();
        pacer.begin(start);
        let plan = pacer.plan(start, 50, 1_000);
        let bytes: Vec<u8> = (0..50 * 1_000).map(|i| (i / 1_000) as u8).collect();
        let mut sink = Sink::default();
        let last = plan.clone().last().unwrap();
        let to = (Ipv4Addr::LOCALHOST, 9).into();
        Paced::on_this_thread().send(&mut sink, plan.clone(), &bytes, 1_000, to).unwrap();
        assert!(clock::now() >= last.at);
        let trains = sink.trains();
        let trains = trains.lock().unwrap();
        assert_eq!(trains.len(), merged(plan).count());
        let order: Vec<u8> = trains.iter().flatten().map(|datagram| datagram[0]).collect();
        assert_eq!(order, (0..50).collect::<Vec<u8>>());
    }

    #[test]
    fn trains_of_one_departure_are_one_send() {
        // No frame has begun, so nothing is held back.
        let plan = pacer(1_000_000).plan(Micros(5), 100, 1_000);
        assert!(plan.clone().count() > 1);
        let whole = Train { first: 0, count: 100, at: Micros(5) };
        assert_eq!(merged(plan).collect::<Vec<_>>(), [whole]);
    }
}
