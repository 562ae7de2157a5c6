//! Access units of a byte stream in a file. Over the network they come one by one.
//!
//! Source: Rec. ITU-T H.264, 7.4.1.2.3 and 7.4.1.2.4; Rec. ITU-T H.265, 7.4.2.4.4, for streams
//! whose slices are all of one primary picture each.

use std::ops::Range;

use super::caps::Codec;

/// What a NAL unit is to the border between access units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Stands before the slices of a picture.
    Before,
    /// First slice of a picture.
    First,
    /// Another slice.
    Next,
    /// Stands anywhere.
    Other,
}

/// True when there are slices in a unit, which thus should show a picture.
pub(super) fn has_slices(codec: Codec, unit: &[u8]) -> bool {
    starts(unit).any(|at| matches!(role(codec, &unit[at..]), Role::First | Role::Next))
}

/// Where each access unit is, start codes included. Bytes before the first start code are left
/// out.
pub fn access_units(codec: Codec, stream: &[u8]) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    let (mut begun, mut sliced) = (None, false);
    for nal in starts(stream) {
        let role = role(codec, &stream[nal..]);
        let at = code_before(stream, nal);
        let begin = *begun.get_or_insert(at);
        if sliced && matches!(role, Role::Before | Role::First) {
            units.push(begin..at);
            (begun, sliced) = (Some(at), false);
        }
        sliced |= matches!(role, Role::First | Role::Next);
    }
    units.extend(begun.map(|begin| begin..stream.len()));
    units
}

/// Positions right behind start codes.
fn starts(stream: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let codes = stream.windows(3).enumerate().filter(|(_, window)| *window == [0, 0, 1]);
    codes.map(|(at, _)| at + 3)
}

/// Where the start code begins that a NAL unit stands behind.
fn code_before(stream: &[u8], nal: usize) -> usize {
    let short = nal - 3;
    if short > 0 && stream[short - 1] == 0 { short - 1 } else { short }
}

fn role(codec: Codec, nal: &[u8]) -> Role {
    let flag = |at: usize| nal.get(at).is_some_and(|byte| byte & 0x80 != 0);
    let slice = |first| if first { Role::First } else { Role::Next };
    match (codec, nal.first()) {
        (_, None) => Role::Other,
        // `first_mb_in_slice` 0 is a single 1.
        (Codec::H264, Some(header)) => match header & 0x1f {
            1 | 5 => slice(flag(1)),
            6..=9 | 14..=18 => Role::Before,
            _ => Role::Other,
        },
        (Codec::Hevc, Some(header)) => match (header >> 1) & 0x3f {
            0..=31 => slice(flag(2)),
            32..=35 | 39 | 41..=44 | 48..=55 => Role::Before,
            _ => Role::Other,
        },
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::units::Bitrate;
    use proptest::prelude::*;

    use super::*;
    use crate::encode::software::SoftwareEncoder;
    use crate::testing::{config, encode, params, scene};

    #[test]
    fn a_stream_falls_into_the_units_it_was_made_of() {
        let bitrate = Bitrate::from_kbps(2_000);
        let mut encoder = SoftwareEncoder::open(config(320, 180, bitrate)).unwrap();
        let units: Vec<Vec<u8>> = (1..=4)
            .map(|frame| {
                let picture = scene(320, 180, frame * 8);
                encode(&mut encoder, &picture, params(frame, bitrate)).unwrap().1.concat()
            })
            .collect();
        let stream = units.concat();
        let found = access_units(Codec::H264, &stream);
        let found: Vec<&[u8]> = found.into_iter().map(|unit| &stream[unit]).collect();
        assert_eq!(found, units);
        assert!(found.iter().all(|unit| has_slices(Codec::H264, unit)));
    }

    #[test]
    fn hevc_slices_of_a_picture_stay_together() {
        let key =
            b"\0\0\0\x01\x40\x01v\0\0\0\x01\x42\x01s\0\0\x01\x26\x01\x80a\0\0\x01\x26\x01\x20b";
        let next = b"\0\0\x01\x02\x01\x80c\0\0\x01\x50\x01suffix";
        let stream = [&key[..], next].concat();
        assert_eq!(access_units(Codec::Hevc, &stream), [0..key.len(), key.len()..stream.len()]);
        assert!(!has_slices(Codec::Hevc, &key[..14]));
        assert!(access_units(Codec::Hevc, b"no start code").is_empty());
    }

    proptest! {
        #[test]
        fn units_follow_one_another_to_the_end(
            stream in prop::collection::vec(prop::sample::select(vec![0, 1, 2, 0x41, 0x67, 0x80]), 0..96),
        ) {
            for codec in [Codec::H264, Codec::Hevc] {
                let units = access_units(codec, &stream);
                for pair in units.windows(2) {
                    prop_assert_eq!(pair[0].end, pair[1].start);
                }
                prop_assert!(units.last().is_none_or(|unit| unit.end == stream.len()));
                prop_assert!(units.iter().all(|unit| unit.start < unit.end));
            }
        }
    }
}
