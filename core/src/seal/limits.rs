//! How much one key of AES-GCM may protect before an attacker's chances are worth a thought.
//!
//! The bounds hold the advantage over a perfect cipher below 2^-57 and depend on the length of
//! datagrams, in blocks of 16 bytes: 2^35 / blocks sealed, 2^64 / blocks forged. Source: RFC 9001
//! section 6.6 and appendix B.1.

/// Bytes of a block of AES.
const BLOCK: usize = 16;

/// Logarithm of the blocks that are always reckoned with: 2048 bytes.
const LEAST_BLOCKS: u32 = 7;

/// How often a key may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    sealed: u64,
    forged: u64,
}

impl Limits {
    /// The limits where no datagram is longer than `bytes`, header included.
    ///
    /// Up to 2048 bytes, which covers every Ethernet frame but jumbo ones, a key may seal 2^28
    /// datagrams, over four minutes of a million a second; 65536 bytes allow 2^23.
    pub const fn for_datagrams(bytes: usize) -> Limits {
        let blocks = bytes.div_ceil(BLOCK).next_power_of_two().ilog2();
        let blocks = if blocks < LEAST_BLOCKS { LEAST_BLOCKS } else { blocks };
        Limits { sealed: 1 << 35u32.saturating_sub(blocks), forged: 1 << (64 - blocks) }
    }

    /// The same limits or these, whichever are lower; none is below 1.
    pub fn at_most(self, sealed: u64, forged: u64) -> Limits {
        Limits { sealed: self.sealed.min(sealed).max(1), forged: self.forged.min(forged).max(1) }
    }

    /// Datagrams that one key may seal.
    pub fn sealed(self) -> u64 {
        self.sealed
    }

    /// Datagrams with a wrong tag that one direction may see, over all of its keys.
    pub fn forged(self) -> u64 {
        self.forged
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: RFC 9001 appendix B.1.
    #[test]
    fn limits_are_the_published_ones() {
        for bytes in [0, 16, 1200, 1408, 1500, 2048] {
            let limits = Limits::for_datagrams(bytes);
            assert_eq!((limits.sealed(), limits.forged()), (1 << 28, 1 << 57), "{bytes}");
        }
        let jumbo = Limits::for_datagrams(9000);
        assert_eq!((jumbo.sealed(), jumbo.forged()), (1 << 25, 1 << 54));
        let largest = Limits::for_datagrams(1 << 16);
        assert_eq!((largest.sealed(), largest.forged()), (1 << 23, 1 << 52));
    }

    #[test]
    fn limits_only_get_lower() {
        let limits = Limits::for_datagrams(1200);
        assert_eq!(limits.at_most(u64::MAX, u64::MAX), limits);
        let low = limits.at_most(0, 9);
        assert_eq!((low.sealed(), low.forged()), (1, 9));
    }
}
