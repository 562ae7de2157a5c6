//! Where the slices of a frame end.

use super::caps::Codec;

/// Most slices that are told apart; what goes beyond stays with the last one.
const MOST: usize = 64;

/// Ends of slices in the frame's bytes, and how many were handed out.
pub(super) struct Cuts {
    ends: [usize; MOST],
    count: usize,
    handed: usize,
}

impl Cuts {
    pub fn new() -> Cuts {
        Cuts { ends: [0; MOST], count: 0, handed: 0 }
    }

    /// A slice ends here.
    pub fn push(&mut self, end: usize) {
        if self.count == MOST {
            self.ends[MOST - 1] = end;
        } else {
            self.ends[self.count] = end;
            self.count += 1;
        }
    }

    /// Slices whose end is known.
    pub fn count(&self) -> usize {
        self.count
    }

    /// A slice is there that was not handed out.
    pub fn is_waiting(&self) -> bool {
        self.handed < self.count
    }

    /// The next slice: its number, its bytes, and whether it is the last that is known.
    pub fn next(&mut self) -> Option<(usize, std::ops::Range<usize>, bool)> {
        if !self.is_waiting() {
            return None;
        }
        let at = self.handed;
        self.handed += 1;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some((at, start..self.ends[at], self.handed == self.count))
    }
}

/// The bytes begin with a start code. Source: H.264 and H.265 annex B.
pub(super) fn begins_unit(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0, 0, 1]) || bytes.starts_with(&[0, 0, 0, 1])
}

/// Checks that slices begin at all `starts`, in order, behind `from`, and that `from` begins one.
pub(super) fn are_slices(bytes: &[u8], from: usize, starts: impl Iterator<Item = usize>) -> bool {
    let mut before = from;
    let begins = |at: usize| bytes.get(at..).is_some_and(begins_unit);
    begins(from)
        && starts
            .into_iter()
            .all(|start| std::mem::replace(&mut before, start) < start && begins(start))
}

/// Calls `cut` with the place of each slice unit in `bytes` but the first one.
pub(super) fn for_each_later_slice(codec: Codec, bytes: &[u8], mut cut: impl FnMut(usize)) {
    let mut slices = 0;
    let mut at = 0;
    while let Some(found) = find_start_code(&bytes[at..]) {
        let code = at + found;
        let start = if code > 0 && bytes[code - 1] == 0 { code - 1 } else { code };
        if bytes.get(code + 3).is_some_and(|header| is_slice(codec, *header)) {
            slices += 1;
            if slices > 1 {
                cut(start);
            }
        }
        at = code + 3;
    }
}

/// Source: H.264 table 7-1, H.265 table 7-1.
fn is_slice(codec: Codec, header: u8) -> bool {
    match codec {
        Codec::H264 => matches!(header & 0x1f, 1 | 5),
        Codec::Hevc => (header >> 1) & 0x3f < 32,
        Codec::Av1 => false,
    }
}

fn find_start_code(bytes: &[u8]) -> Option<usize> {
    bytes.windows(3).position(|window| window == [0, 0, 1])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parameter_sets_stay_with_the_first_slice() {
        let unit = b"\0\0\0\x01\x67s\0\0\x01\x68p\0\0\0\x01\x65A\0\0\x01\x65B\0\0\0\x01\x65C";
        let mut starts = Vec::new();
        for_each_later_slice(Codec::H264, unit, |start| starts.push(start));
        assert_eq!(starts, [17, 22]);
        assert!(are_slices(unit, 0, starts.into_iter()));
        assert!(
            !are_slices(unit, 0, [18].into_iter()) && !are_slices(unit, 1, [17, 17].into_iter())
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_cut_in_order(bytes in prop::collection::vec(0..8_u8, 0..200)) {
            let mut before = 0;
            for_each_later_slice(Codec::Hevc, &bytes, |start| {
                assert!(start >= before && start < bytes.len());
                before = start;
            });
        }
    }
}
