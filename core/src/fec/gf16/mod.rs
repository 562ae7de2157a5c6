//! Reed-Solomon code over GF(2^16) for big blocks: the "Leopard" code of `reed-solomon-simd`.
//!
//! Encoding and repair of many losses are the library's code, O(n log n), on an engine of ours. Its
//! repair costs the same for one loss as for all. So a few losses are repaired, and a few parity
//! shards made, by our own code, which costs as much as they are worth, and gives the same bytes:
//! see [`Path`].
//!
//! [`Codec`] holds what is built once; after that nothing allocates, but for a shape larger than
//! any before it.

mod direct;
mod engine;
mod field;
mod generator;
mod kernels;
mod locator;
mod path;

use std::fmt;

use reed_solomon_simd::ReedSolomonEncoder;
use reed_solomon_simd::rate::{DefaultRateDecoder, DefaultRateEncoder, RateDecoder, RateEncoder};

use self::direct::Direct;
use self::engine::Engine;
pub use self::path::Path;
use super::{FecError, Kernel, Present, Rows, Shards};

/// Most data plus parity shards that a block can have, if the smaller of the two counts is a
/// power of two; less otherwise. See [`is_possible`].
pub const MAX_SHARDS: usize = 65536;

/// True when there is a code of `data` data and `parity` parity shards: the smaller count,
/// rounded up to a power of two, and the other one are together at most [`MAX_SHARDS`].
pub fn is_possible(data: usize, parity: usize) -> bool {
    data > 0 && (parity == 0 || ReedSolomonEncoder::supports(data, parity))
}

/// Encoder and decoder with their tables. One is enough for all blocks of a thread.
pub struct Codec {
    kernel: Kernel,
    encoder: DefaultRateEncoder<Engine>,
    decoder: DefaultRateDecoder<Engine>,
    /// Data shards, parity shards and bytes of a shard for which the encoder is ready, if it is.
    encoder_shape: Option<(usize, usize, usize)>,
    /// The same of the decoder.
    decoder_shape: Option<(usize, usize, usize)>,
    direct: Direct,
}

impl Codec {
    /// Builds all tables, so that the first block costs no more than the others. Takes
    /// milliseconds and about 9 MiB, the first time in a process.
    pub fn new() -> Codec {
        Codec::on(Kernel::best())
    }

    /// [`Codec::new`] on a given kernel.
    pub fn on(kernel: Kernel) -> Codec {
        // Shards of a single element: two of data, one of parity.
        let encoder = DefaultRateEncoder::new(2, 1, 2, Engine::new(kernel), None);
        let decoder = DefaultRateDecoder::new(2, 1, 2, Engine::new(kernel), None);
        let encoder = encoder.expect("a shape that the library has");
        let decoder = decoder.expect("a shape that the library has");
        let direct = Direct::new();
        let (encoder_shape, decoder_shape) = (None, None);
        let mut codec = Codec { kernel, encoder, decoder, encoder_shape, decoder_shape, direct };
        codec.warm().expect("one lost shard of two is restored");
        codec
    }

    /// Encodes and repairs a tiny block, which makes the library build its tables.
    fn warm(&mut self) -> Result<(), FecError> {
        let (mut data, mut parity) = ([1; 4], [0; 2]);
        let shards = [&[1, 1][..]; 2].into_iter();
        self.encode_by(Path::Transforms, shards, &mut Rows::new(&mut parity, 2, 0..2, 1)?)?;
        let data = Rows::new(&mut data, 2, 0..2, 2)?;
        let mut shards = Shards::new(data, Rows::new(&mut parity, 2, 0..2, 1)?)?;
        self.decode_by(Path::Transforms, &mut shards, Present::new(&[0b101]))
    }

    /// Computes `parity` from `data`. Data shards may lie anywhere, each exactly as long as a
    /// parity shard; what the parity rows held is lost.
    ///
    /// # Errors
    /// [`FecError::Shape`], [`FecError::Odd`] and [`FecError::Length`].
    pub fn encode(&mut self, data: &[&[u8]], parity: &mut Rows<'_>) -> Result<(), FecError> {
        self.encode_from(data.iter().copied(), parity)
    }

    /// [`Codec::encode`] of shards that no list holds.
    ///
    /// # Errors
    /// Those of [`Codec::encode`].
    pub fn encode_from<'d>(
        &mut self,
        data: impl ExactSizeIterator<Item = &'d [u8]> + Clone,
        parity: &mut Rows<'_>,
    ) -> Result<(), FecError> {
        self.encode_by(Path::faster_to_encode(self.kernel, parity.count()), data, parity)
    }

    /// [`Codec::encode_from`] by a given path.
    ///
    /// # Errors
    /// Those of [`Codec::encode`].
    pub fn encode_by<'d>(
        &mut self,
        path: Path,
        data: impl ExactSizeIterator<Item = &'d [u8]> + Clone,
        parity: &mut Rows<'_>,
    ) -> Result<(), FecError> {
        let (count, need, shards) = (parity.count(), parity.shard_len(), data.len());
        check(shards, count, need)?;
        if let Some(odd) = data.clone().find(|shard| shard.len() != need) {
            return Err(FecError::Length { have: odd.len(), need });
        }
        if count == 0 {
            return Ok(());
        }
        match path {
            Path::Direct => {
                self.direct.encode(self.kernel, data, parity);
                Ok(())
            }
            Path::Transforms => self.encode_by_transforms(data, parity),
        }
    }

    fn encode_by_transforms<'d>(
        &mut self,
        data: impl ExactSizeIterator<Item = &'d [u8]>,
        parity: &mut Rows<'_>,
    ) -> Result<(), FecError> {
        let (count, need, shards) = (parity.count(), parity.shard_len(), data.len());
        let refused = |_| FecError::Shape { data: shards, parity: count };
        // The library is ready for another block of the same shape; to say the shape again costs
        // a pass over its memory.
        let shape = Some((shards, count, need));
        if self.encoder_shape.take() != shape {
            self.encoder.reset(shards, count, need).map_err(refused)?;
        }
        for shard in data {
            self.encoder.add_original_shard(shard).map_err(refused)?;
        }
        let encoded = self.encoder.encode().map_err(refused)?;
        for (row, shard) in encoded.recovery_iter().enumerate() {
            parity.row_mut(row).copy_from_slice(shard);
        }
        drop(encoded);
        self.encoder_shape = shape;
        Ok(())
    }

    /// Restores the data shards that are not `present`, by the path that is faster. Data shards
    /// that arrived stay as they are; parity shards may be overwritten with working values.
    ///
    /// # Errors
    /// [`FecError::Shape`], [`FecError::Odd`], [`FecError::Flags`] when `present` is too small
    /// for the block, and [`FecError::TooManyLost`]. Nothing was touched then.
    pub fn decode(
        &mut self,
        shards: &mut Shards<'_>,
        present: Present<'_>,
    ) -> Result<(), FecError> {
        let (data, parity) = (shards.data.count(), shards.parity.count());
        let len = shards.data.shard_len();
        check(data, parity, len)?;
        let lost = data - present.count(0..data);
        let path = Path::faster(self.kernel, data, parity, lost, len);
        self.decode_by(path, shards, present)
    }

    /// [`Codec::decode`] by a given path.
    ///
    /// # Errors
    /// Those of [`Codec::decode`].
    pub fn decode_by(
        &mut self,
        path: Path,
        shards: &mut Shards<'_>,
        present: Present<'_>,
    ) -> Result<(), FecError> {
        let (data, parity) = (shards.data.count(), shards.parity.count());
        check(data, parity, shards.data.shard_len())?;
        if present.capacity() < data + parity {
            return Err(FecError::Flags { have: present.capacity(), need: data + parity });
        }
        let (lost, arrived) = (data - present.count(0..data), present.count(data..data + parity));
        match path {
            _ if lost > arrived => Err(FecError::TooManyLost { lost, parity: arrived }),
            _ if lost == 0 => Ok(()),
            Path::Direct => {
                self.direct.decode(self.kernel, shards, present, lost);
                Ok(())
            }
            Path::Transforms => self.decode_by_transforms(shards, present),
        }
    }

    fn decode_by_transforms(
        &mut self,
        shards: &mut Shards<'_>,
        present: Present<'_>,
    ) -> Result<(), FecError> {
        let (data, parity) = (shards.data.count(), shards.parity.count());
        let refused = |_| FecError::Shape { data, parity };
        let shape = Some((data, parity, shards.data.shard_len()));
        if self.decoder_shape.take() != shape {
            self.decoder.reset(data, parity, shards.data.shard_len()).map_err(refused)?;
        }
        for column in present.arrived(0..data) {
            let shard = shards.data.row(column);
            self.decoder.add_original_shard(column, shard).map_err(refused)?;
        }
        for row in present.arrived(data..data + parity).map(|shard| shard - data) {
            let shard = shards.parity.row(row);
            self.decoder.add_recovery_shard(row, shard).map_err(refused)?;
        }
        let decoded = self.decoder.decode().map_err(refused)?;
        for (column, shard) in decoded.restored_original_iter() {
            shards.data.row_mut(column).copy_from_slice(shard);
        }
        drop(decoded);
        self.decoder_shape = shape;
        Ok(())
    }
}

impl Default for Codec {
    fn default() -> Codec {
        Codec::new()
    }
}

impl fmt::Debug for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Codec").finish_non_exhaustive()
    }
}

fn check(data: usize, parity: usize, len: usize) -> Result<(), FecError> {
    if !is_possible(data, parity) {
        return Err(FecError::Shape { data, parity });
    }
    if !len.is_multiple_of(2) {
        return Err(FecError::Odd { len });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
