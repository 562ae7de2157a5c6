//! Forward error correction: how many parity shards a block gets, and their bytes.
//!
//! A *shard* is the protected part of one datagram; a *block* is the data shards that share
//! parity.
//!
//! | module | is |
//! |---|---|
//! | [`plan`] | block geometry, as pure functions |
//! | [`gf8`] | erasure code over GF(2^8), up to 255 shards; what stock Moonlight clients decode |
//! | [`gf16`] | erasure code over GF(2^16), up to 65536 shards |
//!
//! Both codes work in the caller's memory ([`Rows`], [`Shards`]); [`Present`] says which shards
//! arrived. [`Kernel`] is the set of instructions they run on, chosen at run time.

mod error;
pub mod gf16;
pub mod gf8;
mod kernel;
pub mod plan;
mod present;
mod shards;
mod tile;

pub use error::FecError;
pub use kernel::Kernel;
pub use present::Present;
pub use shards::{Rows, Shards};
