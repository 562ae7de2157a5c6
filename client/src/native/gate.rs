//! Decides what of a tile is handed over, and asks for what is missing. Runs on the media thread.

use std::sync::Arc;

use lumen_core::framing::FrameType;
use lumen_core::native::message::running::Report;
use lumen_core::native::message::value::Tile;
use lumen_core::rate::controller::OneWay;
use lumen_core::rate::loss::LossReport;
use lumen_core::reassemble::{AccessUnit, Piece};
use lumen_core::recovery::client::{Picture, RequestPolicy};
use lumen_core::units::{FrameId, Micros, Span};

use super::link::{Boundary, Link};
use crate::units::{Captured, UnitInfo, UnitWriter};

/// Plans of which frames may still come.
const BOUNDARIES: usize = 8;

/// Least time between two requests for a key frame while the round trip is unknown.
const UNKNOWN_TRIP: Span = Span::from_millis(100);

/// The way from the media thread to the embedding program, for all tiles.
pub(crate) struct Way {
    pub units: UnitWriter,
    pub link: Arc<Link>,
    /// The newest plans, oldest first.
    plans: Vec<Boundary>,
}

impl Way {
    pub fn new(units: UnitWriter, link: Arc<Link>) -> Way {
        Way { units, link, plans: Vec::with_capacity(BOUNDARIES) }
    }

    /// Forgets all plans but this one.
    pub fn begin(&mut self, plan: Boundary) {
        self.plans.clear();
        self.plans.push(plan);
    }

    /// From some frame on another plan holds.
    pub fn change(&mut self, plan: Boundary) {
        if self.plans.len() == BOUNDARIES {
            self.plans.remove(0);
        }
        self.plans.push(plan);
    }

    /// The newest plan's interval between frames.
    pub fn interval(&self) -> Span {
        self.plans.last().map_or(Span(0), |plan| plan.interval)
    }

    fn plan_of(&self, frame: FrameId) -> u32 {
        let holds = |plan: &&Boundary| !frame.is_before(plan.first);
        let newest = self.plans.iter().rev().find(holds);
        newest.or(self.plans.first()).map_or(0, |plan| plan.plan)
    }

    /// How often to ask, as far as the round trip is known.
    pub fn policy(&self) -> RequestPolicy {
        let interval = self.interval();
        let trip = self.link.clock().round_trip().unwrap_or(UNKNOWN_TRIP);
        RequestPolicy {
            can_invalidate: true,
            hold_off: trip + interval + interval,
            // Once a frame, whatever the jitter.
            repair_hold_off: Span(interval.0 / 2),
        }
    }
}

/// A latency that its field on the wire can't say: it says at most this.
const UNKNOWN_LATENCY: Span = Span(65_535 * 100);

/// What is known of a frame or a slice before it is handed over.
#[derive(Clone, Copy)]
struct Head {
    frame: FrameId,
    frame_type: FrameType,
    captured: Option<u32>,
    latency: Span,
    first_arrival: Micros,
    completed: Micros,
}

impl Head {
    /// From the moment at which the frame was sent until its first datagram came, by two clocks.
    fn one_way(&self) -> Option<OneWay> {
        let sent = self.captured?.wrapping_add(self.latency.0 as u32);
        let known = self.latency < UNKNOWN_LATENCY;
        known.then_some(OneWay((self.first_arrival.0 as u32).wrapping_sub(sent)))
    }
}

/// A frame of which slices were seen.
#[derive(Clone, Copy)]
struct Open {
    frame: FrameId,
    shown: bool,
    captured: Option<Captured>,
}

/// One tile's gate.
pub(crate) struct Gate {
    tile: Tile,
    picture: Picture,
    open: Option<Open>,
    /// Since the last report.
    decoded: u32,
    missed: u32,
    delay: Option<OneWay>,
    next: FrameId,
    /// Bytes of its datagrams so far, wraps.
    arrived: u32,
}

impl Gate {
    pub fn new(tile: Tile, policy: RequestPolicy) -> Gate {
        let (picture, next) = (Picture::new(policy), FrameId(0));
        Gate { tile, picture, open: None, decoded: 0, missed: 0, delay: None, next, arrived: 0 }
    }

    pub fn set_policy(&mut self, policy: RequestPolicy) {
        self.picture.set_policy(policy);
    }

    /// A datagram of the tile's stream came, or one that looks like it: what is forged can make
    /// the link look faster, never slower.
    pub fn count(&mut self, bytes: usize) {
        self.arrived = self.arrived.wrapping_add(bytes as u32);
    }

    /// A slice of a frame that is on its way.
    pub fn piece(&mut self, piece: &Piece<'_>, now: Micros, way: &mut Way) {
        let head = Head {
            frame: piece.frame,
            frame_type: piece.info.frame_type,
            captured: piece.info.captured,
            latency: piece.info.latency,
            first_arrival: piece.first_arrival,
            completed: now,
        };
        let open = match self.open.filter(|open| open.frame == head.frame) {
            Some(open) => open,
            None => self.judge(&head, None, way),
        };
        let open = self.hand_over(open, &head, (piece.offset == 0, false), piece.bytes, way);
        self.open = Some(open);
    }

    /// A whole frame, or what is left of one.
    pub fn unit(&mut self, unit: &AccessUnit<'_>, way: &mut Way) {
        let head = Head {
            frame: unit.frame,
            frame_type: unit.frame_type,
            captured: unit.captured,
            latency: unit.latency,
            first_arrival: unit.first_arrival,
            completed: unit.completed,
        };
        let open = match self.open.take().filter(|open| open.frame == head.frame) {
            Some(open) => open,
            None => self.judge(&head, unit.lost, way),
        };
        let rest = unit.bytes.get(unit.handed..).unwrap_or_default();
        let open = self.hand_over(open, &head, (unit.handed == 0, true), rest, way);
        let lost = unit.lost.map_or(0, |lost| lost.count());
        self.missed = self.missed.saturating_add(lost + u32::from(!open.shown));
        self.decoded = self.decoded.saturating_add(u32::from(open.shown));
        self.next = unit.frame.next();
        let counters = &way.link.shared.counters;
        counters.bytes.add(unit.bytes.len() as u64);
        counters.handed_over.add(u64::from(open.shown));
    }

    /// Decides on a frame, once.
    fn judge(
        &mut self,
        head: &Head,
        lost: Option<lumen_core::reassemble::FrameRange>,
        way: &Way,
    ) -> Open {
        let verdict = self.picture.on_unit(head.frame, head.frame_type, lost, head.completed);
        if let Some(ask) = verdict.ask {
            way.link.ask(self.tile, ask);
        }
        if !verdict.decode {
            way.link.shared.counters.withheld.add(1);
        }
        self.delay = OneWay::shorter(self.delay, head.one_way());
        let captured = way.link.captured(head.captured, head.completed);
        Open { frame: head.frame, shown: verdict.decode, captured }
    }

    /// Puts bytes into the ring if the frame is shown. A full ring spoils the frame.
    fn hand_over(
        &mut self,
        open: Open,
        head: &Head,
        (first, last): (bool, bool),
        bytes: &[u8],
        way: &mut Way,
    ) -> Open {
        let info = UnitInfo {
            frame: head.frame,
            key: head.frame_type == FrameType::Idr,
            tile: self.tile.get(),
            plan: way.plan_of(head.frame),
            first,
            last,
            captured: open.captured,
            latency: head.latency,
            first_arrival: head.first_arrival,
            completed: head.completed,
        };
        if !open.shown || way.units.offer(info, bytes) {
            return open;
        }
        way.link.shared.counters.overrun.add(1);
        if let Some(ask) = self.picture.on_decode_error(head.frame, head.completed) {
            way.link.ask(self.tile, ask);
        }
        Open { shown: false, ..open }
    }

    /// What happened since the last call.
    pub fn report(&mut self, loss: LossReport) -> Report {
        let Gate { tile, next, decoded, missed, arrived, .. } = *self;
        (self.decoded, self.missed) = (0, 0);
        let delay = self.delay.take();
        Report { tile, loss, next, decoded, missed, decode_time: Span(0), arrived, delay }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{self, Taken, UnitReader};
    use lumen_core::framing::FrameInfo;
    use lumen_core::recovery::Ask;

    fn gate(depth: usize) -> (Gate, Way, UnitReader) {
        let (writer, reader) = units::ring(depth, 64);
        let mut way = Way::new(writer, Arc::new(Link::new(Arc::default())));
        way.begin(Boundary { first: FrameId(0), plan: 0, interval: Span(10) });
        way.change(Boundary { first: FrameId(5), plan: 1, interval: Span(20) });
        (Gate::new(Tile::FIRST, way.policy()), way, reader)
    }

    fn unit(frame: u32, frame_type: FrameType, handed: usize) -> AccessUnit<'static> {
        AccessUnit {
            frame: FrameId(frame),
            frame_type,
            captured: Some(0),
            latency: Span(0),
            lost: None,
            first_arrival: Micros(1),
            completed: Micros(2),
            bytes: b"onetwo",
            handed,
        }
    }

    fn piece(frame: u32, frame_type: FrameType) -> Piece<'static> {
        let info = FrameInfo { frame_type, captured: None, latency: Span(0) };
        Piece { frame: FrameId(frame), info, first_arrival: Micros(1), offset: 0, bytes: b"one" }
    }

    fn seen(reader: &UnitReader) -> Vec<(u32, u32, bool, bool, Vec<u8>)> {
        let mut seen = Vec::new();
        while let Taken::Unit(unit) = reader.take(Span(0)) {
            seen.push((unit.frame.0, unit.plan, unit.first, unit.last, unit.bytes.clone()));
            reader.home().try_send(unit).unwrap();
        }
        seen
    }

    #[test]
    fn slices_and_the_rest_make_up_the_frame() {
        let (mut gate, mut way, reader) = gate(4);
        gate.piece(&piece(0, FrameType::Idr), Micros(2), &mut way);
        gate.unit(&unit(0, FrameType::Idr, 3), &mut way);
        gate.unit(&unit(5, FrameType::Predicted, 0), &mut way);
        let expected = [
            (0, 0, true, false, b"one".to_vec()),
            (0, 0, false, true, b"two".to_vec()),
            (5, 1, true, true, b"onetwo".to_vec()),
        ];
        assert_eq!(seen(&reader), expected);
        let report = gate.report(LossReport::default());
        assert_eq!((report.decoded, report.missed, report.next), (2, 0, FrameId(6)));
    }

    #[test]
    fn a_full_ring_spoils_the_frame_and_asks() {
        let (mut gate, mut way, reader) = gate(1);
        gate.piece(&piece(0, FrameType::Idr), Micros(2), &mut way);
        gate.unit(&unit(0, FrameType::Idr, 3), &mut way);
        assert!(matches!(way.link.next_ask().unwrap().ask, Ask::Invalidate(_)));
        assert_eq!(seen(&reader).len(), 1);
        gate.unit(&unit(1, FrameType::Predicted, 0), &mut way);
        assert!(seen(&reader).is_empty(), "it would show garbage");
        gate.unit(&unit(2, FrameType::AfterInvalidation, 0), &mut way);
        assert_eq!(seen(&reader).len(), 1);
    }
}
