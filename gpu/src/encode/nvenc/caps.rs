//! What a GPU does with a codec.

use std::fmt;

use lumen_nvenc_sys::guid;
use lumen_nvenc_sys::v12_1::{self as nv, NV_ENC_CAPS as Cap};

use super::error::NvencError;
use super::long_term::available;
use super::session::Session;

/// A codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codec {
    /// H.264.
    H264,
    /// HEVC.
    Hevc,
    /// AV1.
    Av1,
}

impl Codec {
    /// All of them.
    pub const ALL: [Codec; 3] = [Codec::H264, Codec::Hevc, Codec::Av1];

    pub(super) fn guid(self) -> nv::GUID {
        match self {
            Codec::H264 => guid::CODEC_H264,
            Codec::Hevc => guid::CODEC_HEVC,
            Codec::Av1 => guid::CODEC_AV1,
        }
    }

    /// Rows of the blocks that slices are made of, at most.
    pub fn block_rows(self) -> u32 {
        if self == Codec::H264 { 16 } else { 64 }
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Codec::H264 => "H.264",
            Codec::Hevc => "HEVC",
            Codec::Av1 => "AV1",
        })
    }
}

/// What a GPU does with one codec. Source: nvEncodeAPI.h, `NV_ENC_CAPS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodecCaps {
    /// The codec.
    pub codec: Codec,
    /// Smallest picture, width and height.
    pub least: (u32, u32),
    /// Largest picture.
    pub most: (u32, u32),
    /// Slices can be read while the picture is being coded.
    pub sub_frame: bool,
    /// 10 bits.
    pub ten_bit: bool,
    /// 4:4:4.
    pub full_chroma: bool,
    /// The bitrate can change between pictures.
    pub dynamic_bitrate: bool,
    /// So can the size.
    pub dynamic_size: bool,
    /// The size of the decoder's buffer can be set.
    pub custom_vbv: bool,
    /// Pictures can be excluded as references.
    pub invalidates: bool,
    /// How many references a picture has can be set.
    pub multiple_references: bool,
    /// Most long-term references.
    pub long_term: u8,
    /// Encoders of the GPU that this codec may use, at least 1.
    pub engines: u8,
}

impl CodecCaps {
    /// Asks a session about a codec that it has listed.
    pub(super) fn query(session: &Session, codec: Codec) -> Result<CodecCaps, NvencError> {
        let value = |cap| session.cap(codec, cap);
        let number = |cap| value(cap).map(|value| value.max(0) as u32);
        let flag = |cap| value(cap).map(|value| value > 0);
        Ok(CodecCaps {
            codec,
            least: (number(Cap::NV_ENC_CAPS_WIDTH_MIN)?, number(Cap::NV_ENC_CAPS_HEIGHT_MIN)?),
            most: (number(Cap::NV_ENC_CAPS_WIDTH_MAX)?, number(Cap::NV_ENC_CAPS_HEIGHT_MAX)?),
            sub_frame: flag(Cap::NV_ENC_CAPS_SUPPORT_SUBFRAME_READBACK)?,
            ten_bit: flag(Cap::NV_ENC_CAPS_SUPPORT_10BIT_ENCODE)?,
            full_chroma: flag(Cap::NV_ENC_CAPS_SUPPORT_YUV444_ENCODE)?,
            dynamic_bitrate: flag(Cap::NV_ENC_CAPS_SUPPORT_DYN_BITRATE_CHANGE)?,
            dynamic_size: flag(Cap::NV_ENC_CAPS_SUPPORT_DYN_RES_CHANGE)?,
            custom_vbv: flag(Cap::NV_ENC_CAPS_SUPPORT_CUSTOM_VBV_BUF_SIZE)?,
            invalidates: flag(Cap::NV_ENC_CAPS_SUPPORT_REF_PIC_INVALIDATION)?,
            multiple_references: flag(Cap::NV_ENC_CAPS_SUPPORT_MULTIPLE_REF_FRAMES)?,
            long_term: number(Cap::NV_ENC_CAPS_NUM_MAX_LTR_FRAMES)?.min(16) as u8,
            engines: number(Cap::NV_ENC_CAPS_NUM_ENCODER_ENGINES)?.clamp(1, 16) as u8,
        })
    }
}

impl fmt::Display for CodecCaps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} up to {}x{}", self.codec, self.most.0, self.most.1)?;
        let powers = [
            (self.ten_bit, "10 bits"),
            (self.full_chroma, "4:4:4"),
            (self.sub_frame, "slices before the frame is done"),
            (self.invalidates || available(self) > 0, "recovery without key frames"),
        ];
        for (_, power) in powers.iter().filter(|(has, _)| *has) {
            write!(f, ", {power}")?;
        }
        write!(f, ", {} engine{}", self.engines, if self.engines == 1 { "" } else { "s" })
    }
}
