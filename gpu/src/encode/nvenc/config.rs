//! What a stream is encoded as, on NVENC.

use super::hdr::Hdr;
use super::plan::EncodePlan;
use super::surface::SurfaceFormat;
use crate::encode::EncodeConfig;

/// Pictures that references may be chosen from: the last five.
pub const REFERENCES: u8 = 5;

/// What a stream is encoded as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NvencConfig {
    /// Size, rate, colour. Size and slices are the plan's.
    pub stream: EncodeConfig,
    /// How.
    pub plan: EncodePlan,
    /// Samples of the input, and so of the stream.
    pub format: SurfaceFormat,
    /// BT.2020 with PQ, and the display that it was mastered on. Needs 10 bits.
    pub hdr: Option<Hdr>,
    /// Largest size that the stream may change to.
    pub most: (u32, u32),
    /// Keep long-term references where pictures cannot be left out as references.
    pub long_term: bool,
}

impl NvencConfig {
    /// 8 bits, 4:2:0, of one size.
    pub fn new(stream: EncodeConfig, plan: EncodePlan) -> NvencConfig {
        NvencConfig {
            stream,
            plan,
            format: SurfaceFormat::Nv12,
            hdr: None,
            most: plan.tile,
            long_term: true,
        }
    }
}
