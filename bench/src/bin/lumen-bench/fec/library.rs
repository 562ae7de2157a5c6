//! `reed-solomon-simd`, used as well as it can be: one object for all blocks, reset in place.

use anyhow::Context;
use lumen_bench::measure::slices::Candidate;
use reed_solomon_simd::{ReedSolomonDecoder, ReedSolomonEncoder};

use super::SHARD;
use super::block::Block;

/// Encodes into the library's own memory.
pub fn encode(block: &Block) -> anyhow::Result<Candidate<'_>> {
    let mut encoder = encoder(block)?;
    let sources = block.sources();
    Ok(Candidate::new("reed-solomon-simd", move || {
        for shard in &sources {
            encoder.add_original_shard(shard)?;
        }
        encoder.encode().map(|parity| parity.recovery(0).map(|shard| shard[0]))
    }))
}

/// Encodes and copies the parity to where it is sent from.
pub fn encode_into<'a>(block: &'a Block, parity: &'a mut [u8]) -> anyhow::Result<Candidate<'a>> {
    let mut encoder = encoder(block)?;
    let sources = block.sources();
    Ok(Candidate::new("reed-solomon-simd", move || {
        for shard in &sources {
            encoder.add_original_shard(shard)?;
        }
        let encoded = encoder.encode()?;
        for (row, shard) in parity.chunks_exact_mut(SHARD).zip(encoded.recovery_iter()) {
            row.copy_from_slice(shard);
        }
        Ok::<_, reed_solomon_simd::Error>(())
    }))
}

/// Restores what `block` has lost, into `restored`, as many rows as the block has data.
pub fn decode<'a>(block: &'a Block, restored: &'a mut [u8]) -> anyhow::Result<Candidate<'a>> {
    let (data, parity) = block.shape;
    let mut decoder = ReedSolomonDecoder::new(data, parity, SHARD).context("a decoder")?;
    let arrived: Vec<(usize, &[u8])> = block
        .present()
        .arrived(0..data)
        .map(|shard| (shard, &block.data[shard * SHARD..][..SHARD]))
        .collect();
    let parity: Vec<&[u8]> = block.parity.chunks_exact(SHARD).collect();
    Ok(Candidate::new("reed-solomon-simd", move || {
        for (index, shard) in &arrived {
            decoder.add_original_shard(*index, shard)?;
        }
        for (index, shard) in parity.iter().enumerate() {
            decoder.add_recovery_shard(index, shard)?;
        }
        let decoded = decoder.decode()?;
        for (index, shard) in decoded.restored_original_iter() {
            restored[index * SHARD..][..SHARD].copy_from_slice(shard);
        }
        Ok::<_, reed_solomon_simd::Error>(())
    }))
}

fn encoder(block: &Block) -> anyhow::Result<ReedSolomonEncoder> {
    let (data, parity) = block.shape;
    ReedSolomonEncoder::new(data, parity, SHARD).context("an encoder")
}
