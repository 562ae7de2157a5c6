//! Systematic Cauchy Reed-Solomon code over GF(2^8), bit-exact with Moonlight's decoder.
//!
//! Field polynomial 0x11D, generator 2. For `data` data and `parity` parity shards the parity is
//! `parity[j] = XOR over i of inverse((parity + i) XOR j) * data[i]`. The *parity count* enters
//! the matrix, so it must be known before encoding. Source: moonlight-common-c,
//! `RtpVideoQueue.c`; nanors, `rs.c`.
//!
//! Works in the caller's memory and allocates nothing. A shape needs no preparation, so blocks
//! may change it every time.

mod decode;
mod encode;
mod field;
mod kernels;

pub use decode::{decode, decode_with};
pub use field::{inverse, multiply};

use super::{FecError, Kernel, Rows};

/// Most data plus parity shards that one block can have.
pub const MAX_SHARDS: usize = 255;

/// Computes `parity` from `data`. Data shards may lie anywhere, each exactly as long as a parity
/// shard; what the parity rows held is lost.
///
/// # Errors
/// [`FecError::Shape`] and [`FecError::Length`].
pub fn encode(data: &[&[u8]], parity: &mut Rows<'_>) -> Result<(), FecError> {
    encode_with(Kernel::best(), data, parity)
}

/// [`encode`] on a given kernel.
///
/// # Errors
/// Those of [`encode`].
pub fn encode_with(kernel: Kernel, data: &[&[u8]], parity: &mut Rows<'_>) -> Result<(), FecError> {
    let (count, need) = (parity.count(), parity.shard_len());
    check_shape(data.len(), count)?;
    if let Some(odd) = data.iter().find(|shard| shard.len() != need) {
        return Err(FecError::Length { have: odd.len(), need });
    }
    encode::all(kernel, data, parity);
    Ok(())
}

fn check_shape(data: usize, parity: usize) -> Result<(), FecError> {
    if data == 0 || data.saturating_add(parity) > MAX_SHARDS {
        return Err(FecError::Shape { data, parity });
    }
    Ok(())
}

/// Entry of the generator's parity part.
fn coefficient(parity: usize, row: usize, column: usize) -> u8 {
    inverse(((parity + column) ^ row) as u8)
}

#[cfg(test)]
mod tests;
