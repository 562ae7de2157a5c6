//! What can go wrong with pictures and codecs, and what to do about it.

use thiserror::Error;

use crate::cuda::CudaError;
use crate::decode::nvdec::error::NvdecError;
use crate::encode::nvenc::error::NvencError;

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
    /// The pixels end before the picture that their layout describes.
    #[error("picture of {needed} bytes in a buffer of {got}")]
    Truncated {
        /// Bytes that the layout describes.
        needed: usize,
        /// Bytes that are there.
        got: usize,
    },
    /// A picture has another size than the one that was agreed on.
    #[error("picture of {}x{} where {}x{} is expected", got.0, got.1, expected.0, expected.1)]
    Size {
        /// Width and height that the receiver was made for.
        expected: (u32, u32),
        /// Width and height that came.
        got: (u32, u32),
    },
    /// The codec cannot do what the configuration asks for.
    #[error("{what} of {value} is not supported")]
    Unsupported {
        /// The setting.
        what: &'static str,
        /// Its value.
        value: u64,
    },
    /// A codec could not be opened.
    #[error("open {codec}: code {code}")]
    Open {
        /// The codec.
        codec: &'static str,
        /// Its answer.
        code: i64,
    },
    /// A frame was submitted before the one before it was collected to its end.
    #[error("frame submitted while another is being collected")]
    Busy,
    /// An encoder call did not succeed.
    #[error("{call}: code {code}")]
    Encode {
        /// The call.
        call: &'static str,
        /// The encoder's answer.
        code: i64,
    },
    /// Hardware encoding failed.
    #[error(transparent)]
    Nvenc(#[from] NvencError),
    /// Hardware decoding failed.
    #[error(transparent)]
    Nvdec(#[from] NvdecError),
    /// CUDA did not take or hand over a picture.
    #[error(transparent)]
    Cuda(#[from] CudaError),
    /// An access unit is damaged, or refers to pictures that the decoder does not have.
    #[error("decode: state {state:#06x}")]
    Decode {
        /// The decoder's state bits.
        state: u32,
    },
    /// A buffer of the compositor's cannot be used here.
    #[error("import dmabuf: {what} ({value:#x}); shared memory works instead")]
    Import {
        /// What is in the way.
        what: &'static str,
        /// Its value.
        value: u64,
    },
    /// There is no Vulkan driver that can do what is needed.
    #[error("no Vulkan: {what}")]
    NoVulkan {
        /// What is missing.
        what: &'static str,
    },
    /// A call of Vulkan did not succeed.
    #[error("{call}: VkResult {code}")]
    Vulkan {
        /// The call.
        call: &'static str,
        /// Its `VkResult`.
        code: i32,
    },
    /// There is no EGL that can do what is needed.
    #[error("no EGL: {what}")]
    NoEgl {
        /// What is missing.
        what: &'static str,
    },
    /// A call of EGL or of OpenGL did not succeed.
    #[error("{call}: code {code:#06x}")]
    Egl {
        /// The call.
        call: &'static str,
        /// What `eglGetError` or `glGetError` says, or the call itself.
        code: u32,
    },
}

/// What the caller does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Nothing is wrong with the codec: correct the call.
    FixCall,
    /// Drop the picture and set capture up again.
    RebuildCapture,
    /// Close the encoder and open a new one; its first frame is a key frame.
    ReopenEncoder,
    /// Drop the unit and ask the sender for a key frame.
    AskForKeyFrame,
    /// Leave this frame out; the next one may do.
    SkipFrame,
    /// Give the stream up, or start it again with other settings.
    EndStream,
}

impl GpuError {
    /// What the frame loop does next; it matches on this and nothing else.
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Busy => Remedy::FixCall,
            Self::Truncated { .. } | Self::Size { .. } | Self::Import { .. } => {
                Remedy::RebuildCapture
            }
            Self::Nvenc(error) => error.remedy(),
            Self::Nvdec(error) => error.remedy(),
            Self::Encode { .. } => Remedy::ReopenEncoder,
            Self::Decode { .. } => Remedy::AskForKeyFrame,
            Self::Memory { .. }
            | Self::Unsupported { .. }
            | Self::Open { .. }
            | Self::Cuda(_)
            | Self::NoEgl { .. }
            | Self::Egl { .. }
            | Self::NoVulkan { .. }
            | Self::Vulkan { .. } => Remedy::EndStream,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_facts() {
        let size = GpuError::Size { expected: (1280, 720), got: (640, 360) };
        assert_eq!(size.to_string(), "picture of 640x360 where 1280x720 is expected");
        assert_eq!(size.remedy(), Remedy::RebuildCapture);
        let damaged = GpuError::Decode { state: 0x12 };
        assert_eq!(damaged.to_string(), "decode: state 0x0012");
        assert_eq!(damaged.remedy(), Remedy::AskForKeyFrame);
    }
}
