//! What frames are made of: bytes that both ends know without telling each other.

use std::iter;

/// After so many bytes the pattern begins anew; it fits the cache of a core twice.
const PERIOD: usize = 64 << 10;

/// Frames are stretches of one pattern, each from a place of its own, so that making one costs
/// nothing and a frame, slice or shard in another's place is noticed.
pub struct Content {
    bytes: Vec<u8>,
    /// Frames of a file instead, over and over.
    frames: Vec<Vec<u8>>,
}

impl Content {
    /// Knows frames of up to `len` bytes as a whole.
    pub fn new(len: usize) -> Content {
        let numbers = iter::successors(Some(0x9E37_79B9_7F4A_7C15u64), |n| {
            Some(n.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F))
        });
        let pattern: Vec<u8> = numbers.take(PERIOD).map(|n| (n >> 56) as u8).collect();
        let bytes = pattern.iter().copied().cycle().take(PERIOD + len).collect();
        Content { bytes, frames: Vec::new() }
    }

    /// For comparing alone.
    pub fn comparing() -> Content {
        Content::new(PERIOD)
    }

    /// These frames in turn, each made `len` bytes long by zeros, which coded video may end with.
    pub fn of(frames: impl Iterator<Item = Vec<u8>>, len: usize) -> Content {
        let padded = |mut frame: Vec<u8>| {
            frame.resize(len, 0);
            frame
        };
        Content { bytes: Vec::new(), frames: frames.map(padded).collect() }
    }

    /// The first `len` bytes of a frame.
    pub fn frame(&self, number: u32, len: usize) -> &[u8] {
        if let Some(at) = (number as usize).checked_rem(self.frames.len()) {
            return &self.frames[at][..len];
        }
        &self.bytes[start(number)..][..len]
    }

    /// True when `unit` is that frame.
    pub fn is_frame(&self, number: u32, unit: &[u8]) -> bool {
        if let Some(at) = (number as usize).checked_rem(self.frames.len()) {
            return unit == self.frames[at];
        }
        unit.chunks(PERIOD).all(|part| part == self.frame(number, part.len()))
    }
}

fn start(number: u32) -> usize {
    // An odd step reaches every place before any of them again.
    number as usize * 7_919 % PERIOD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_a_file_come_in_turn() {
        let content = Content::of([vec![1, 2], vec![3, 4, 5]].into_iter(), 4);
        let frames = [0, 1, 2, 5].map(|number| content.frame(number, 4));
        assert_eq!(frames, [[1, 2, 0, 0], [3, 4, 5, 0], [1, 2, 0, 0], [3, 4, 5, 0]]);
        assert!(content.is_frame(2, &[1, 2, 0, 0]) && !content.is_frame(3, &[1, 2, 0, 0]));
    }

    #[test]
    fn a_frame_is_itself_and_no_other() {
        let len = 3 * PERIOD + 100;
        let (sender, receiver) = (Content::new(len), Content::comparing());
        for number in [0, 1, 77, 65_537, u32::MAX] {
            let mut unit = sender.frame(number, len).to_vec();
            assert!(receiver.is_frame(number, &unit));
            assert!(!receiver.is_frame(number.wrapping_add(1), &unit));
            unit[len - 1] ^= 1;
            assert!(!receiver.is_frame(number, &unit));
        }
    }
}
