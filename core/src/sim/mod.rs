//! A simulated link: two ends of the media plane, a network between them that is bad in known
//! ways, and a clock that is cranked by hand.
//!
//! Everything follows from a seed, so a run that fails is run again by its seed. The ends are
//! the packetizer, the reassembler and the recovery of the real thing; only the encoder and the
//! wire are made up. Feature `sim`, for tests and for `lumen-bench loss`.

pub mod bulk;
pub mod net;
pub mod pair;
pub mod rate;

/// Random numbers that are the same for a seed on every machine and in every version: SplitMix64.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The row of numbers of a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 when that is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(limit)) >> 64) as u64
    }

    /// True in `ppm` of a million cases.
    pub fn chance(&mut self, ppm: u32) -> bool {
        self.below(1_000_000) < u64::from(ppm)
    }
}
