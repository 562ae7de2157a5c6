//! What frames are made of: bytes that both ends know without telling each other.

use std::iter;

/// After so many bytes the pattern begins anew; it fits the cache of a core twice.
const PERIOD: usize = 64 << 10;

/// Frames are stretches of one pattern, each from a place of its own, so that making one costs
/// nothing and a frame, slice or shard in another's place is noticed.
pub struct Content {
    bytes: Vec<u8>,
}

impl Content {
    /// Knows frames of up to `len` bytes as a whole.
    pub fn new(len: usize) -> Content {
        let numbers = iter::successors(Some(0x9E37_79B9_7F4A_7C15u64), |n| {
            Some(n.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F))
        });
        let pattern: Vec<u8> = numbers.take(PERIOD).map(|n| (n >> 56) as u8).collect();
        Content { bytes: pattern.iter().copied().cycle().take(PERIOD + len).collect() }
    }

    /// For comparing alone.
    pub fn comparing() -> Content {
        Content::new(PERIOD)
    }

    /// The first `len` bytes of a frame.
    pub fn frame(&self, number: u32, len: usize) -> &[u8] {
        &self.bytes[start(number)..][..len]
    }

    /// True when `unit` is that frame.
    pub fn is_frame(&self, number: u32, unit: &[u8]) -> bool {
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
