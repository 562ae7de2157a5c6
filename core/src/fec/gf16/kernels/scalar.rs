//! Plain code: eight table look-ups for an element.

use super::CHUNK;
use crate::fec::gf16::field::Nibbles;
use crate::fec::tile::Tile;

/// Computes one tile.
pub(in crate::fec) fn compute(tile: &mut Tile<'_, '_, '_, Nibbles>) {
    for (row, target) in tile.targets.iter_mut().enumerate() {
        if !tile.add {
            target.fill(0);
        }
        for (source, factors) in tile.sources.iter().zip(tile.factors) {
            let chunks = target.chunks_mut(CHUNK).zip(source.chunks(CHUNK));
            chunks.for_each(|(target, source)| add_product(target, source, &factors[row]));
        }
    }
}

fn add_product(target: &mut [u8], source: &[u8], factor: &Nibbles) {
    let (low, high) = source.split_at(source.len() / 2);
    let (low_sum, high_sum) = target.split_at_mut(source.len() / 2);
    let sums = low_sum.iter_mut().zip(high_sum);
    for ((low, high), (low_sum, high_sum)) in low.iter().zip(high).zip(sums) {
        let quarters = [low & 15, low >> 4, high & 15, high >> 4].map(usize::from);
        for (quarter, value) in quarters.into_iter().enumerate() {
            *low_sum ^= factor[quarter][value];
            *high_sum ^= factor[4 + quarter][value];
        }
    }
}
