//! What NVENC refuses, in words that help, and what to do next.

use lumen_nvenc_sys::load::LoadError;
use lumen_nvenc_sys::status::Status;

use crate::cuda::CudaError;
use crate::error::Remedy;

/// Why hardware encoding does not work, or stopped working.
#[derive(Debug, thiserror::Error)]
pub enum NvencError {
    /// The driver's encoder library is of no use.
    #[error("NVENC: {0}")]
    Load(#[from] LoadError),
    /// CUDA is of no use.
    #[error("CUDA: {0}")]
    Cuda(#[from] CudaError),
    /// CUDA is there, and NVENC's library is not.
    #[error(
        "{gpu}: {library} cannot be loaded: give the container the `video` driver capability \
         (NVIDIA_DRIVER_CAPABILITIES), or install the driver's encode library"
    )]
    NoLibrary {
        /// The GPU.
        gpu: String,
        /// The library.
        library: String,
    },
    /// A GPU without encoders.
    #[error(
        "{gpu}: this GPU has no NVENC engine, or the container lacks the `video` driver \
         capability ({status})"
    )]
    NoEngine {
        /// The GPU.
        gpu: String,
        /// What the driver answered.
        status: Status,
    },
    /// Library and kernel module are of different versions.
    #[error("the NVIDIA driver was updated and its kernel module was not: restart the machine")]
    HalfUpdated,
    /// Sessions worked in this process before, and do not any more.
    #[error("the NVIDIA driver takes no new session in this process: restart lumen-host")]
    Wedged,
    /// The limit of sessions is reached.
    #[error("too many encoder sessions on this GPU: close other programs that encode ({status})")]
    TooManySessions {
        /// What the driver answered.
        status: Status,
    },
    /// The GPU does not encode this.
    #[error("{what} of {value} is more than this GPU encodes ({limit})")]
    Limit {
        /// The property.
        what: &'static str,
        /// Its value.
        value: u64,
        /// What the GPU does.
        limit: u64,
    },
    /// A call failed.
    #[error("{call}: {status}{}{text}", if text.is_empty() { "" } else { ": " })]
    Call {
        /// The call.
        call: &'static str,
        /// What the driver answered.
        status: Status,
        /// What else it said.
        text: String,
    },
    /// Bytes of a slice were handed out, and were others when the frame was complete.
    #[error("the driver showed slices before they were final; they are awaited from now on")]
    RanAhead,
}

/// What kind of trouble a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It passes.
    Transient,
    /// What was asked for cannot be had.
    Parameter,
    /// This machine cannot encode now.
    Environment,
    /// The session is lost.
    Lost,
    /// We made a mistake.
    Bug,
}

impl NvencError {
    /// The kind.
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Load(_) | Self::Cuda(CudaError::NoDriver | CudaError::NoDevice { .. }) => {
                Trouble::Environment
            }
            Self::Cuda(CudaError::Load(_)) | Self::NoLibrary { .. } | Self::NoEngine { .. } => {
                Trouble::Environment
            }
            Self::HalfUpdated | Self::Wedged | Self::TooManySessions { .. } => Trouble::Environment,
            Self::Limit { .. } => Trouble::Parameter,
            Self::Cuda(CudaError::Call { .. }) | Self::RanAhead => Trouble::Lost,
            Self::Call { status, .. } => trouble(*status),
        }
    }

    /// What the frame loop does next.
    pub fn remedy(&self) -> Remedy {
        match (self.trouble(), self) {
            (Trouble::Transient, _) => Remedy::SkipFrame,
            // A running session that refuses what it took before: another one may not.
            (_, Self::Call { call, .. }) if !OPENING.contains(call) => Remedy::ReopenEncoder,
            (Trouble::Parameter | Trouble::Environment, _) => Remedy::EndStream,
            (Trouble::Lost | Trouble::Bug, _) => Remedy::ReopenEncoder,
        }
    }
}

/// Calls that are made before the first picture.
const OPENING: [&str; 6] = [
    "OpenEncodeSessionEx",
    "GetEncodeGUIDCount",
    "GetEncodeGUIDs",
    "GetEncodeCaps",
    "GetEncodePresetConfigEx",
    "InitializeEncoder",
];

/// The kind of a status, wherever it came from. Source: nvEncodeAPI.h, `NVENCSTATUS`.
pub fn trouble(status: Status) -> Trouble {
    match status {
        Status::LOCK_BUSY | Status::ENCODER_BUSY => Trouble::Transient,
        Status::INVALID_PARAM | Status::UNSUPPORTED_PARAM => Trouble::Parameter,
        Status::NO_ENCODE_DEVICE
        | Status::UNSUPPORTED_DEVICE
        | Status::OUT_OF_MEMORY
        | Status::INVALID_VERSION
        | Status::INCOMPATIBLE_CLIENT_KEY => Trouble::Environment,
        Status::INVALID_ENCODERDEVICE
        | Status::INVALID_DEVICE
        | Status::DEVICE_NOT_EXIST
        | Status::GENERIC => Trouble::Lost,
        _ => Trouble::Bug,
    }
}
