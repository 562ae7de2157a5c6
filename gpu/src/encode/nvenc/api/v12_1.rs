//! Version 12.1, for drivers from 530 on: bit depths are bits among others.

use lumen_nvenc_sys::v12_1 as nv;
use lumen_nvenc_sys::version::ApiVersion;

#[allow(clippy::duplicate_mod, reason = "compiled once for each version")]
#[path = "calls.rs"]
mod calls;
#[allow(clippy::duplicate_mod, reason = "compiled once for each version")]
#[path = "fill.rs"]
mod fill;

pub(super) use calls::Calls;

const VERSION: ApiVersion = ApiVersion::V12_1;

/// Bits beyond 8.
fn extra(ten_bit: bool) -> u32 {
    if ten_bit { 2 } else { 0 }
}

/// H.264 has 8 bits.
fn set_h264_depth(_: &mut nv::NV_ENC_CONFIG_H264) {}

fn set_hevc_depth(out: &mut nv::NV_ENC_CONFIG_HEVC, ten_bit: bool) {
    out.set_pixelBitDepthMinus8(extra(ten_bit));
}

fn set_av1_depth(out: &mut nv::NV_ENC_CONFIG_AV1, ten_bit: bool) {
    out.set_inputPixelBitDepthMinus8(extra(ten_bit));
    out.set_pixelBitDepthMinus8(extra(ten_bit));
}
