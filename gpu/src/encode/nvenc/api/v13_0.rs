//! Version 13.0, for drivers from 570 on: bit depths are members of their own.

use lumen_nvenc_sys::v13_0 as nv;
use lumen_nvenc_sys::version::ApiVersion;

#[allow(clippy::duplicate_mod, reason = "compiled once for each version")]
#[path = "calls.rs"]
mod calls;
#[allow(clippy::duplicate_mod, reason = "compiled once for each version")]
#[path = "fill.rs"]
mod fill;

pub(super) use calls::Calls;

const VERSION: ApiVersion = ApiVersion::V13_0;

fn depth(ten_bit: bool) -> nv::NV_ENC_BIT_DEPTH {
    match ten_bit {
        true => nv::NV_ENC_BIT_DEPTH::NV_ENC_BIT_DEPTH_10,
        false => nv::NV_ENC_BIT_DEPTH::NV_ENC_BIT_DEPTH_8,
    }
}

/// 10 bits, which this version has, no decoder in wide use takes.
fn set_h264_depth(out: &mut nv::NV_ENC_CONFIG_H264) {
    (out.inputBitDepth, out.outputBitDepth) = (depth(false), depth(false));
}

fn set_hevc_depth(out: &mut nv::NV_ENC_CONFIG_HEVC, ten_bit: bool) {
    (out.inputBitDepth, out.outputBitDepth) = (depth(ten_bit), depth(ten_bit));
}

fn set_av1_depth(out: &mut nv::NV_ENC_CONFIG_AV1, ten_bit: bool) {
    (out.inputBitDepth, out.outputBitDepth) = (depth(ten_bit), depth(ten_bit));
}
