//! Forward error correction: how many parity shards a block gets, and their bytes.
//!
//! [`plan`] is block geometry as pure functions, [`gf8`] the erasure code over GF(2^8) that
//! stock Moonlight clients decode. A *shard* is the protected part of one datagram; a *block* is
//! the data shards that share parity.

pub mod gf8;
pub mod plan;
