//! One frame's way, from the app's paint or a key press to the decoded picture.
//!
//! The way is cut at [`Point`]s that follow each other, so that every microsecond belongs to one
//! stage. What runs beside others, as later slices are coded while the first one is on its way,
//! counts once, in the stage that the frame waits for. The total is measured apart, between the
//! two ends: stamps of the wrong frame, of another clock or in the wrong order make the stages
//! miss it ([`disagreement`]).

use std::collections::HashMap;

use lumen_host::stream::trace::FrameTrace;
use serde::Serialize;

use crate::watch::Seen;

/// What happens to a frame, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// The client was given a key press.
    KeySent,
    /// The app has the key.
    KeyWithApp,
    /// The app painted the picture.
    Painted,
    /// The compositor's picture is complete.
    Captured,
    /// The stream thread has it.
    Taken,
    /// The encoder's planes are ready.
    Converted,
    /// The first slice is out of the encoder.
    FirstSlice,
    /// Its first datagrams are ready for the kernel.
    FirstReady,
    /// The client has a datagram of it.
    FirstArrival,
    /// The last slice is out of the encoder and a datagram is with the client.
    LastSlice,
    /// The frame is whole.
    Whole,
    /// The decoder gets it.
    Submitted,
    /// The decoder has a picture.
    Decoded,
}

/// How many points there are.
pub const POINTS: usize = Point::Decoded as usize + 1;

impl Point {
    /// All, in order.
    pub const ALL: [Point; POINTS] = [
        Point::KeySent,
        Point::KeyWithApp,
        Point::Painted,
        Point::Captured,
        Point::Taken,
        Point::Converted,
        Point::FirstSlice,
        Point::FirstReady,
        Point::FirstArrival,
        Point::LastSlice,
        Point::Whole,
        Point::Submitted,
        Point::Decoded,
    ];

    /// The event in a few words.
    pub fn event(self) -> &'static str {
        match self {
            Point::KeySent => "key given to the client",
            Point::KeyWithApp => "key with the app",
            Point::Painted => "painted by the app",
            Point::Captured => "picture complete",
            Point::Taken => "taken by the stream thread",
            Point::Converted => "planes ready",
            Point::FirstSlice => "first slice",
            Point::FirstReady => "first datagrams ready",
            Point::FirstArrival => "first datagram received",
            Point::LastSlice => "last slice",
            Point::Whole => "frame whole",
            Point::Submitted => "given to the decoder",
            Point::Decoded => "picture decoded",
        }
    }
}

/// Whose time a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Owner {
    /// The app and the compositor, which wait for refreshes.
    Desktop,
    /// Encoder and decoder.
    Codec,
    /// lumen itself, the kernel and waking up included.
    Own,
}

/// A stage: from one point to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Name.
    pub name: &'static str,
    /// Where it begins; it ends at the next point.
    pub from: Point,
    /// Whose time it is.
    pub owner: Owner,
}

const fn stage(name: &'static str, from: Point, owner: Owner) -> Stage {
    Stage { name, from, owner }
}

/// All stages: one after each point but the last. Later slices count as ours: no encoder that
/// is measured here works on them while the first one leaves.
pub const STAGES: [Stage; POINTS - 1] = [
    stage("input", Point::KeySent, Owner::Own),
    stage("application", Point::KeyWithApp, Owner::Desktop),
    stage("compositor", Point::Painted, Owner::Desktop),
    stage("capture", Point::Captured, Owner::Own),
    stage("convert", Point::Taken, Owner::Own),
    stage("encode", Point::Converted, Owner::Codec),
    stage("packetize", Point::FirstSlice, Owner::Own),
    stage("network", Point::FirstReady, Owner::Own),
    stage("later slices", Point::FirstArrival, Owner::Own),
    stage("reassemble", Point::LastSlice, Owner::Own),
    stage("hand-over", Point::Whole, Owner::Own),
    stage("decode", Point::Submitted, Owner::Codec),
];

impl Stage {
    /// The event that ends it.
    pub fn to(&self) -> Point {
        Point::ALL[self.from as usize + 1]
    }
}

/// One frame's way in microseconds of the monotonic clock. Points before its start are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Number of the frame on the wire.
    pub frame: u32,
    /// The first point that is known.
    pub start: Point,
    pub(super) at: [u64; POINTS],
    /// When the client's compositor showed the picture, where it says so.
    pub presented: Option<u64>,
}

impl Way {
    /// The way of a new picture that both ends know; from its paint if the picture says when that
    /// was. `None` for a repeat.
    pub fn of(host: &FrameTrace, client: &Seen) -> Option<Way> {
        if host.repeated {
            return None;
        }
        let painted = client.stamp.map(|stamp| stamp.painted.0);
        let record = &client.record;
        let at = [
            0,
            0,
            painted.unwrap_or(0),
            host.captured,
            host.taken,
            host.converted,
            host.first_slice,
            host.first_ready,
            record.first_arrival,
            host.last_slice.max(record.first_arrival),
            record.completed,
            record.submitted,
            record.decoded,
        ];
        let start = if painted.is_some() { Point::Painted } else { Point::Captured };
        Some(Way { frame: host.frame, start, at, presented: None })
    }

    /// When it was somewhere.
    pub fn at(&self, point: Point) -> Option<u64> {
        (point >= self.start).then(|| self.at[point as usize])
    }

    /// Time spent in a stage. Nothing where the stamps are in the wrong order.
    pub fn time(&self, stage: &Stage) -> Option<u64> {
        Some(self.at(stage.to())?.saturating_sub(self.at(stage.from)?))
    }

    /// From start to the decoded picture.
    pub fn total(&self) -> u64 {
        self.between(self.start)
    }

    /// From a point to the picture on the screen, if that is known of both.
    pub fn to_screen(&self, from: Point) -> Option<u64> {
        Some(self.presented?.saturating_sub(self.at(from)?))
    }

    /// From a point to the decoded picture.
    pub fn between(&self, from: Point) -> u64 {
        self.at[Point::Decoded as usize].saturating_sub(self.at[from as usize])
    }

    /// All stages.
    pub fn sum(&self) -> u64 {
        STAGES.iter().filter_map(|stage| self.time(stage)).sum()
    }

    /// The stages that are ours, from the complete picture on.
    pub fn own(&self) -> u64 {
        let ours = STAGES.iter().filter(|stage| stage.owner == Owner::Own);
        ours.filter(|stage| stage.from >= Point::Captured)
            .filter_map(|stage| self.time(stage))
            .sum()
    }
}

/// The ways of the frames that both ends know, all from the same start.
pub fn ways(host: &[FrameTrace], client: &[Seen]) -> Vec<Way> {
    let by_number: HashMap<u32, &FrameTrace> =
        host.iter().map(|trace| (trace.frame, trace)).collect();
    let way = |seen: &Seen| Way::of(by_number.get(&seen.record.frame)?, seen);
    let mut ways: Vec<Way> = client.iter().filter_map(way).collect();
    let start = ways.iter().map(|way| way.start).min();
    ways.retain(|way| Some(way.start) == start);
    ways
}

/// Adds when frames were shown, by number.
pub fn present(ways: &mut [Way], presented: &HashMap<u32, u64>) {
    for way in ways {
        way.presented = presented.get(&way.frame).copied();
    }
}

/// By which part of the measured totals the stages miss them, all frames together.
pub fn disagreement(ways: &[Way]) -> f64 {
    let off: u64 = ways.iter().map(|way| way.sum().abs_diff(way.total())).sum();
    let total: u64 = ways.iter().map(Way::total).sum();
    off as f64 / total.max(1) as f64
}

#[cfg(test)]
pub(super) mod tests {
    use lumen_client::FrameRecord;
    use lumen_core::units::Micros;

    use super::*;
    use crate::testcard::stamp::Stamp;

    /// A frame whose stages take 100, 200, .. microseconds from its paint on.
    pub fn frame(number: u32, painted: u64) -> (FrameTrace, Seen) {
        let mut at = painted;
        let mut after = |micros| {
            at += micros;
            at
        };
        let host = FrameTrace {
            frame: number,
            captured: after(100),
            taken: after(200),
            converted: after(300),
            first_slice: after(400),
            first_ready: after(500),
            last_slice: 0,
            ..FrameTrace::default()
        };
        let first_arrival = after(600);
        let host = FrameTrace { last_slice: after(700), ..host };
        let record = FrameRecord {
            frame: number,
            first_arrival,
            completed: after(800),
            submitted: after(900),
            decoded: after(1_000),
            ..FrameRecord::default()
        };
        let stamp = Stamp { painted: Micros(painted), ..Stamp::default() };
        (host, Seen { stamp: Some(stamp), record })
    }

    #[test]
    fn stages_follow_each_other_and_add_up() {
        let (host, seen) = frame(7, 1_000_000);
        let way = Way::of(&host, &seen).unwrap();
        let times: Vec<_> = STAGES.iter().map(|stage| way.time(stage)).collect();
        let expected = (1..=10).map(|n| Some(100 * n));
        assert_eq!(times, [None, None].into_iter().chain(expected).collect::<Vec<_>>());
        assert_eq!((way.sum(), way.total()), (5_500, 5_500));
        // All but compositor, encode and decode.
        assert_eq!(way.own(), 5_500 - 100 - 400 - 1_000);
        assert_eq!(disagreement(&[way]), 0.0);
    }

    #[test]
    fn a_last_slice_that_is_out_before_the_first_arrival_costs_nothing() {
        let (host, seen) = frame(7, 1_000_000);
        let host = FrameTrace { last_slice: host.first_slice + 1, ..host };
        let way = Way::of(&host, &seen).unwrap();
        assert_eq!(way.time(&STAGES[8]), Some(0));
        assert_eq!((way.time(&STAGES[9]), disagreement(&[way])), (Some(1_500), 0.0));
    }

    #[test]
    fn stamps_of_another_frame_do_not_add_up() {
        let (_, seen) = frame(7, 1_000_000);
        let (later, _) = frame(7, 1_016_000);
        let way = Way::of(&later, &seen).unwrap();
        assert!(disagreement(&[way]) > 1.0);
    }

    #[test]
    fn repeats_and_frames_that_one_end_knows_are_left_out() {
        let (host, seen) = frame(7, 1_000_000);
        let repeat = FrameTrace { frame: 8, repeated: true, ..host };
        let (unseen, _) = frame(9, 2_000_000);
        let again = Seen { record: FrameRecord { frame: 8, ..seen.record }, ..seen };
        assert_eq!(ways(&[host, repeat, unseen], &[seen, again]).len(), 1);
    }

    #[test]
    fn a_frame_that_was_shown_goes_on_to_the_screen() {
        let (hosts, seen): (Vec<_>, Vec<_>) = (1..=3).map(|n| frame(n, 1_000_000)).unzip();
        let mut ways = ways(&hosts, &seen);
        present(&mut ways, &HashMap::from([(2, 1_010_000), (9, 5)]));
        let to_screen = |from| ways.iter().map(|way| way.to_screen(from)).collect::<Vec<_>>();
        assert_eq!(to_screen(Point::Painted), [None, Some(10_000), None]);
        assert_eq!(to_screen(Point::Decoded), [None, Some(4_500), None]);
        assert_eq!(to_screen(Point::KeySent), [None; 3]);
    }

    #[test]
    fn without_a_stamp_the_way_begins_with_the_picture() {
        let (host, seen) = frame(7, 1_000_000);
        let way = Way::of(&host, &Seen { stamp: None, ..seen }).unwrap();
        assert_eq!((way.start, way.total()), (Point::Captured, 5_400));
        assert_eq!(way.at(Point::Painted), None);
        // Frames of one run have one start.
        assert_eq!(ways(&[host], &[Seen { stamp: None, ..seen }, seen]).len(), 1);
    }
}
