//! Codecs, profiles and presets. Source: nvEncodeAPI.h of 12.1 and 13.0, the same in both.

use crate::v12_1::GUID;

/// The identifier that is written `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`.
const fn guid(text: u128) -> GUID {
    GUID {
        Data1: (text >> 96) as u32,
        Data2: (text >> 80) as u16,
        Data3: (text >> 64) as u16,
        Data4: (text as u64).to_be_bytes(),
    }
}

/// H.264.
pub const CODEC_H264: GUID = guid(0x6bc82762_4e63_4ca4_aa85_1e50f321f6bf);
/// HEVC.
pub const CODEC_HEVC: GUID = guid(0x790cdc88_4522_4d7b_9425_bda9975f7603);
/// AV1.
pub const CODEC_AV1: GUID = guid(0x0a352289_0aa7_4759_862d_5d15cd16d254);
/// Profile autoselect.
pub const PROFILE_AUTOSELECT: GUID = guid(0xbfd6f8e7_233c_4341_8b3e_4818523803f4);
/// Profile H.264 baseline.
pub const PROFILE_H264_BASELINE: GUID = guid(0x0727bcaa_78c4_4c83_8c2f_ef3dff267c6a);
/// Profile H.264 main.
pub const PROFILE_H264_MAIN: GUID = guid(0x60b5c1d4_67fe_4790_94d5_c4726d7b6e6d);
/// Profile H.264 high.
pub const PROFILE_H264_HIGH: GUID = guid(0xe7cbc309_4f7a_4b89_af2a_d537c92be310);
/// Profile H.264 high 4:4:4.
pub const PROFILE_H264_HIGH_444: GUID = guid(0x7ac663cb_a598_4960_b844_339b261a7d52);
/// Profile HEVC main.
pub const PROFILE_HEVC_MAIN: GUID = guid(0xb514c39a_b55b_40fa_878f_f1253b4dfdec);
/// Profile HEVC main10.
pub const PROFILE_HEVC_MAIN10: GUID = guid(0xfa4d2b6c_3a5b_411a_8018_0a3f5e3c9be5);
/// Profile HEVC with range extensions.
pub const PROFILE_HEVC_FREXT: GUID = guid(0x51ec32b5_1b4c_453c_9cbd_b616bd621341);
/// Profile AV1 main.
pub const PROFILE_AV1_MAIN: GUID = guid(0x5f2a39f5_f14e_4f95_9a9e_b76d568fcf97);
/// Preset P1.
pub const PRESET_P1: GUID = guid(0xfc0a8d3e_45f8_4cf8_80c7_298871590ebf);
/// Preset P2.
pub const PRESET_P2: GUID = guid(0xf581cfb8_88d6_4381_93f0_df13f9c27dab);
/// Preset P3.
pub const PRESET_P3: GUID = guid(0x36850110_3a07_441f_94d5_3670631f91f6);
/// Preset P4.
pub const PRESET_P4: GUID = guid(0x90a7b826_df06_4862_b9d2_cd6d73a08681);
/// Preset P5.
pub const PRESET_P5: GUID = guid(0x21c6e6b4_297a_4cba_998f_b6cbde72ade3);
/// Preset P6.
pub const PRESET_P6: GUID = guid(0x8e75c279_6299_4ab6_8302_0b215a335cf5);
/// Preset P7.
pub const PRESET_P7: GUID = guid(0x84848c12_6f71_4c13_931b_53e283f57974);
