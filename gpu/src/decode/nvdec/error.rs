//! What NVDEC refuses, in words that help, and what to do next.

use lumen_nvenc_sys::load::LoadError;

use super::caps::{Chroma, Codec};
use crate::cuda::CudaError;
use crate::error::Remedy;

/// Why hardware decoding does not work, or stopped working.
#[derive(Debug, thiserror::Error)]
pub enum NvdecError {
    /// The driver's decoder library is of no use.
    #[error("NVDEC: {0}; in a container, add the `video` driver capability")]
    Load(#[from] LoadError),
    /// CUDA is of no use.
    #[error("CUDA: {0}")]
    Cuda(#[from] CudaError),
    /// The GPU does not decode this.
    #[error(
        "this GPU does not decode {codec:?} {chroma:?} of {bits} bits: use the software decoder"
    )]
    Codec {
        /// The codec.
        codec: Codec,
        /// Its chroma.
        chroma: Chroma,
        /// Bits per sample.
        bits: u32,
    },
    /// Pictures of a kind that no stream of ours has.
    #[error("{what} of {value} in the stream: only progressive 4:2:0 and 4:4:4 is decoded")]
    Stream {
        /// The property.
        what: &'static str,
        /// Its value.
        value: u64,
    },
    /// Pictures of a size that the GPU does not decode.
    #[error("pictures of {}x{}; this GPU decodes {}x{} to {}x{}", got.0, got.1, least.0, least.1, most.0, most.1)]
    Size {
        /// Of the stream.
        got: (u32, u32),
        /// Smallest that is decoded.
        least: (u32, u32),
        /// Largest that is decoded.
        most: (u32, u32),
    },
    /// A call failed.
    #[error("{call}: CUDA code {code}")]
    Call {
        /// The call.
        call: &'static str,
        /// Its answer.
        code: u32,
    },
    /// The unit has slices and gave no picture, or a damaged one.
    #[error("the unit shows no whole picture (state {state})")]
    Damaged {
        /// The decoder's state of the picture; 0 when there was none. Source: dynlink_cuviddec.h,
        /// `cuvidDecodeStatus`.
        state: u32,
    },
}

impl NvdecError {
    /// What the decode loop does next.
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Damaged { .. } => Remedy::AskForKeyFrame,
            _ => Remedy::EndStream,
        }
    }
}
