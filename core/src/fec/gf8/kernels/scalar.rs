//! Plain code: two table look-ups for a byte.

use crate::fec::gf8::field::NIBBLES;
use crate::fec::tile::Tile;

/// Computes one tile.
pub(in crate::fec) fn compute(tile: &mut Tile<'_, '_, '_, u8>) {
    for (row, target) in tile.targets.iter_mut().enumerate() {
        if !tile.add {
            target.fill(0);
        }
        for (source, factors) in tile.sources.iter().zip(tile.factors) {
            let (low, high) = NIBBLES[usize::from(factors[row])].split_at(16);
            for (target, source) in target.iter_mut().zip(*source) {
                *target ^= low[usize::from(source & 15)] ^ high[usize::from(source >> 4)];
            }
        }
    }
}
