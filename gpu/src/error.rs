//! What can go wrong with pictures and codecs.

use thiserror::Error;

/// Every way in which a picture or codec operation ends badly.
#[derive(Debug, Error)]
pub enum GpuError {
    /// The operating system refused shared memory.
    #[error("shared picture memory of {bytes} bytes")]
    Memory {
        /// Size that was asked for.
        bytes: usize,
        /// What the system said.
        source: std::io::Error,
    },
}
