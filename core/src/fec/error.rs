//! Why a block cannot be encoded or decoded.

/// What is wrong with a block that was handed in. Nothing was written then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FecError {
    /// No data shards, or more shards than the code has.
    #[error("a block of {data} data and {parity} parity shards is impossible")]
    Shape {
        /// Data shards.
        data: usize,
        /// Parity shards.
        parity: usize,
    },
    /// The memory handed in holds fewer shards than the shape says.
    #[error("shard memory of {have} bytes, {need} needed")]
    Memory {
        /// Bytes handed in.
        have: usize,
        /// Bytes that the shape takes.
        need: usize,
    },
    /// The shard lies outside of its row.
    #[error("shard at {start}..{end} of rows {stride} bytes apart")]
    Row {
        /// First byte of the shard in its row.
        start: usize,
        /// End of the shard in its row.
        end: usize,
        /// Bytes from row to row.
        stride: usize,
    },
    /// A shard is not as long as the others of its block.
    #[error("shard of {have} bytes in a block of {need}")]
    Length {
        /// Bytes of the shard.
        have: usize,
        /// Bytes of the others.
        need: usize,
    },
    /// GF(2^16) takes shards of whole 16-bit elements.
    #[error("shards of {len} bytes are no whole number of 16-bit elements")]
    Odd {
        /// Bytes of a shard.
        len: usize,
    },
    /// The set of shards that arrived has no room for all of the block.
    #[error("flags for {have} shards, {need} needed")]
    Flags {
        /// Shards that the set can hold.
        have: usize,
        /// Shards of the block.
        need: usize,
    },
    /// More shards are lost than parity can restore.
    #[error("{lost} data shards lost, {parity} parity shards at hand")]
    TooManyLost {
        /// Data shards that are missing.
        lost: usize,
        /// Parity shards that arrived.
        parity: usize,
    },
}
