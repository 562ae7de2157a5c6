//! A block of shards, whole or with losses, to try codes on.

use lumen_core::fec::{FecError, Present, Rows, Shards};

use super::SHARD;

/// Data and parity shards.
pub type Shape = (usize, usize);

/// Data and parity of one block, and which shards arrived.
pub struct Block {
    pub shape: Shape,
    pub data: Vec<u8>,
    pub parity: Vec<u8>,
    words: Vec<u64>,
}

impl Block {
    /// A block whose data is noise and whose parity is not computed yet; everything arrived.
    pub fn new(shape: Shape) -> Block {
        let (data, parity) = shape;
        let mut words = vec![0; (data + parity).div_ceil(64)];
        for shard in 0..data + parity {
            Present::insert(&mut words, shard);
        }
        let noise = |at: usize| (at.wrapping_mul(0x9E37_79B9) >> 13) as u8;
        let data = (0..data * SHARD).map(noise).collect();
        Block { shape, data, parity: vec![0; parity * SHARD], words }
    }

    /// Loses `count` data shards, evenly spread.
    pub fn lose(&mut self, count: usize) {
        for lost in 0..count {
            let shard = lost * self.shape.0 / count;
            self.words[shard / 64] &= !(1 << (shard % 64));
            self.data[shard * SHARD..][..SHARD].fill(0);
        }
    }

    /// The data shards.
    pub fn sources(&self) -> Vec<&[u8]> {
        self.data.chunks_exact(SHARD).collect()
    }

    pub fn present(&self) -> Present<'_> {
        Present::new(&self.words)
    }

    /// The block as the decoders take it, and what arrived of it.
    pub fn shards(&mut self) -> Result<(Shards<'_>, Present<'_>), FecError> {
        let (data, parity) = self.shape;
        let data = Rows::new(&mut self.data, SHARD, 0..SHARD, data)?;
        let parity = Rows::new(&mut self.parity, SHARD, 0..SHARD, parity)?;
        Ok((Shards::new(data, parity)?, Present::new(&self.words)))
    }
}

/// Memory for `parity` shards as the encoders take it.
pub fn rows(parity: &mut [u8]) -> Result<Rows<'_>, FecError> {
    let count = parity.len() / SHARD;
    Rows::new(parity, SHARD, 0..SHARD, count)
}
