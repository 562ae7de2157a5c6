//! The way of a key press: from the client's API to the picture that shows it.
//!
//! The test card counts the presses that it has seen and paints the count, so the picture that
//! answers a press is the first one with its number. Its log says when the card had the key.

use std::collections::HashMap;

use lumen_core::units::Micros;

use super::timeline::{Point, Way};
use crate::testcard::log::{Event, Line};
use crate::watch::Seen;

/// Presses of one session, and how many the card had counted before them.
#[derive(Clone, Debug, Default)]
pub struct Presses {
    /// Presses that the card counted before.
    pub before: u16,
    /// When the client was given each.
    pub sent: Vec<Micros>,
}

/// The ways of the presses that a picture of `ways` answers.
pub fn ways(presses: &Presses, seen: &[Seen], log: &[Line], ways: &[Way]) -> Vec<Way> {
    let by_number: HashMap<u32, &Way> = ways.iter().map(|way| (way.frame, way)).collect();
    let numbered = presses.sent.iter().zip(1..);
    let way = |(sent, number): (&Micros, u16)| {
        let shown = presses.before.wrapping_add(number);
        let picture = seen.iter().find(|seen| shows(seen, shown))?;
        let way = **by_number.get(&picture.record.frame)?;
        let read = log.iter().find(|line| line.at >= sent.0 && is_press(&line.event))?;
        (way.start == Point::Painted).then(|| {
            let mut at = way.at;
            (at[Point::KeySent as usize], at[Point::KeyWithApp as usize]) = (sent.0, read.at);
            Way { start: Point::KeySent, at, ..way }
        })
    };
    numbered.filter_map(way).collect()
}

/// True from the picture on in which the card has counted so many presses.
fn shows(seen: &Seen, presses: u16) -> bool {
    let ahead = |counted: u16| counted.wrapping_sub(presses) < u16::MAX / 2;
    seen.stamp.is_some_and(|stamp| ahead(stamp.input.keys))
}

fn is_press(event: &Event) -> bool {
    matches!(event, Event::Key { down: true, .. })
}

#[cfg(test)]
mod tests {
    use super::super::timeline::tests::frame;
    use super::super::timeline::{self, STAGES};
    use super::*;

    fn key(at: u64, down: bool) -> Line {
        let (sym, text) = ("a".to_owned(), "a".to_owned());
        Line { at, event: Event::Key { code: 30, down, sym, text } }
    }

    #[test]
    fn a_press_is_answered_by_the_first_picture_that_counts_it() {
        let (hosts, mut seen): (Vec<_>, Vec<_>) =
            (1..=4).map(|n| frame(n, u64::from(n) * 16_000)).unzip();
        for (seen, keys) in seen.iter_mut().zip([5, 6, 6, 7]) {
            seen.stamp.as_mut().unwrap().input.keys = keys;
        }
        let frames = timeline::ways(&hosts, &seen);
        let presses =
            Presses { before: 5, sent: vec![Micros(20_000), Micros(50_000), Micros(90_000)] };
        let log = [key(19_000, true), key(21_000, false), key(21_500, true), key(53_000, true)];
        let ways = ways(&presses, &seen, &log, &frames);
        assert_eq!(ways.iter().map(|way| way.frame).collect::<Vec<_>>(), [2, 4]);
        let times = |stage| ways[0].time(&STAGES[stage]).unwrap();
        assert_eq!((times(0), times(1), times(2)), (1_500, 10_500, 100));
        assert_eq!(ways[0].sum(), ways[0].total());
    }
}
