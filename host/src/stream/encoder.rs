//! Which encoder codes the frames of a stream: setting `encoder`.

use std::str::FromStr;

use lumen_gpu::GpuError;
use lumen_gpu::encode::null::{CannedFrame, NullEncoder};
use lumen_gpu::encode::software::SoftwareEncoder;
use lumen_gpu::encode::{Encode, EncodeConfig, FrameKind};

use super::OpenEncoder;

/// A kind of encoder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EncoderKind {
    /// H.264 on the processor.
    #[default]
    Software,
    /// Slices of the size that the bitrate gives, which show nothing: to measure all else.
    Null,
}

impl EncoderKind {
    /// What opens encoders of this kind.
    pub fn opener(self) -> OpenEncoder {
        match self {
            Self::Software => software,
            Self::Null => null,
        }
    }
}

impl FromStr for EncoderKind {
    type Err = ();

    fn from_str(text: &str) -> Result<EncoderKind, ()> {
        match text {
            "software" => Ok(Self::Software),
            "null" => Ok(Self::Null),
            _ => Err(()),
        }
    }
}

fn software(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    Ok(Box::new(SoftwareEncoder::open(config)?))
}

/// Bytes of a canned slice that no bitrate makes smaller.
const LEAST: u64 = 64;

/// Predicted frames between two key frames that nobody asked for.
const RUN: usize = 600;

fn null(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    let slices = u64::from(config.slices.max(1));
    let bytes = config.bitrate.0 / 8 * 1_000 / u64::from(config.refresh.0).max(1) / slices;
    let slice = vec![0x5A; bytes.max(LEAST) as usize];
    let frame = |kind| CannedFrame { kind, slices: vec![slice.clone(); slices as usize] };
    let mut script = vec![frame(FrameKind::Idr)];
    script.resize(RUN, frame(FrameKind::Predicted));
    Ok(Box::new(NullEncoder::new(script)))
}
