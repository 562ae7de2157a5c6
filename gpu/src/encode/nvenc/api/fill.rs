//! The configuration: ultra low latency, constant rate, one frame's buffer, no key frame unasked.
//!
//! The preset's configuration is the base, as the driver gives it; what is set here is what a
//! stream needs to leave at once. Compiled once for each version of the API, as `calls` is.
//! Source: NVENC programming guide, "Recommended NVENC settings", "Low latency"; nvEncodeAPI.h for
//! each field.

use std::ffi::c_void;

use lumen_core::units::{Bitrate, RefreshRate};
use lumen_nvenc_sys::guid;
use lumen_nvenc_sys::status::Status;
use lumen_nvenc_sys::version::Versioned;

use super::calls::own;
use super::{nv, set_av1_depth, set_h264_depth, set_hevc_depth};
use crate::encode::H264Profile;
use crate::encode::nvenc::api::Setup;
use crate::encode::nvenc::caps::{Codec, CodecCaps};
use crate::encode::nvenc::config::{NvencConfig, REFERENCES};
use crate::encode::nvenc::long_term::indices;
use crate::encode::nvenc::plan::Split;

/// The driver's two structs, the first pointing to the second, and the calls that take them.
pub(super) struct Filled {
    init: nv::NV_ENC_INITIALIZE_PARAMS,
    config: Box<nv::NV_ENC_CONFIG>,
    initialize: nv::PNVENCINITIALIZEENCODER,
    reconfigure: nv::PNVENCRECONFIGUREENCODER,
}

// SAFETY: the only pointer that is not null points into the struct's own box.
unsafe impl Send for Filled {}

impl Filled {
    /// Fills both from the preset's configuration.
    pub fn new(
        table: &nv::NV_ENCODE_API_FUNCTION_LIST,
        config: &NvencConfig,
        caps: &CodecCaps,
        preset: nv::NV_ENC_CONFIG,
    ) -> Filled {
        let mut out = Box::new(preset);
        fill_config(config, caps, &mut out);
        let mut filled = Filled {
            init: fill_init(config),
            config: out,
            initialize: table.nvEncInitializeEncoder,
            reconfigure: table.nvEncReconfigureEncoder,
        };
        filled.init.encodeConfig = &mut *filled.config;
        filled.set_rate(config.stream.bitrate, config.stream.refresh, caps);
        filled
    }
}

impl Setup for Filled {
    fn set_rate(&mut self, bitrate: Bitrate, refresh: RefreshRate, caps: &CodecCaps) {
        let bits = u32::try_from(bitrate.0).unwrap_or(u32::MAX);
        let control = &mut self.config.rcParams;
        control.averageBitRate = bits;
        control.maxBitRate = bits;
        if caps.custom_vbv {
            let frame = bitrate.0 * 1_000 / u64::from(refresh.0.max(1));
            control.vbvBufferSize = u32::try_from(frame).unwrap_or(u32::MAX);
            control.vbvInitialDelay = control.vbvBufferSize;
        }
        self.init.frameRateNum = refresh.0;
        self.init.frameRateDen = 1_000;
    }

    fn set_size(&mut self, (width, height): (u32, u32)) {
        (self.init.encodeWidth, self.init.encodeHeight) = (width, height);
        (self.init.darWidth, self.init.darHeight) = (width, height);
    }

    fn set_split(&mut self, split: Split) {
        self.init.set_splitEncodeMode(split.code());
    }

    fn initialize(&mut self, session: *mut c_void) -> Status {
        let Some(initialize) = self.initialize else { return Status::UNIMPLEMENTED };
        // SAFETY: the session is open; both structs have their version words and outlive the call.
        Status(unsafe { initialize(session, &mut self.init) }.0)
    }

    fn reconfigure(&mut self, session: *mut c_void, key: bool) -> Status {
        let Some(reconfigure) = self.reconfigure else { return Status::UNIMPLEMENTED };
        let mut params = nv::NV_ENC_RECONFIGURE_PARAMS::new();
        params.reInitEncodeParams = self.init;
        params.set_resetEncoder(key.into());
        params.set_forceIDR(key.into());
        // SAFETY: as above, and the copy of the first struct points to the second one, too.
        Status(unsafe { reconfigure(session, &mut params) }.0)
    }
}

fn fill_init(config: &NvencConfig) -> nv::NV_ENC_INITIALIZE_PARAMS {
    let plan = &config.plan;
    let mut init = nv::NV_ENC_INITIALIZE_PARAMS::new();
    init.encodeGUID = own(&plan.codec.guid());
    init.presetGUID = own(&guid::PRESET_P1);
    (init.encodeWidth, init.encodeHeight) = plan.tile;
    (init.darWidth, init.darHeight) = plan.tile;
    init.enablePTD = 1;
    // Writer and reader of sub-frame output are armed together or not at all.
    init.set_enableSubFrameWrite(plan.sub_frame.into());
    init.set_reportSliceOffsets(plan.sub_frame.into());
    init.set_splitEncodeMode(plan.split.code());
    init.maxEncodeWidth = config.most.0.max(plan.tile.0);
    init.maxEncodeHeight = config.most.1.max(plan.tile.1);
    init.tuningInfo = nv::NV_ENC_TUNING_INFO::NV_ENC_TUNING_INFO_ULTRA_LOW_LATENCY;
    init
}

fn fill_config(config: &NvencConfig, caps: &CodecCaps, out: &mut nv::NV_ENC_CONFIG) {
    out.version = nv::NV_ENC_CONFIG::WORD;
    out.profileGUID = profile(config);
    out.gopLength = nv::NVENC_INFINITE_GOPLENGTH;
    out.frameIntervalP = 1;
    fill_control(config.stream.refresh, &mut out.rcParams);
    let codec = &mut out.encodeCodecConfig;
    match config.plan.codec {
        // SAFETY: all members of the union are integers and pointers, valid for any bytes.
        Codec::H264 => fill_h264(config, caps, unsafe { &mut codec.h264Config }),
        // SAFETY: as above.
        Codec::Hevc => fill_hevc(config, caps, unsafe { &mut codec.hevcConfig }),
        // SAFETY: as above.
        Codec::Av1 => fill_av1(config, unsafe { &mut codec.av1Config }),
    }
}

fn profile(config: &NvencConfig) -> nv::GUID {
    own(&match (config.plan.codec, config.stream.profile) {
        (Codec::H264, H264Profile::ConstrainedBaseline) => guid::PROFILE_H264_BASELINE,
        (Codec::H264, H264Profile::High) => guid::PROFILE_H264_HIGH,
        (Codec::Hevc, _) if config.format.is_full_chroma() => guid::PROFILE_HEVC_FREXT,
        (Codec::Hevc, _) if config.format.is_ten_bit() => guid::PROFILE_HEVC_MAIN10,
        (Codec::Hevc, _) => guid::PROFILE_HEVC_MAIN,
        (Codec::Av1, _) => guid::PROFILE_AV1_MAIN,
    })
}

fn fill_control(refresh: RefreshRate, control: &mut nv::NV_ENC_RC_PARAMS) {
    control.rateControlMode = nv::NV_ENC_PARAMS_RC_MODE::NV_ENC_PARAMS_RC_CBR;
    control.set_enableLookahead(0);
    control.lookaheadDepth = 0;
    control.set_enableAQ(0);
    control.set_enableTemporalAQ(0);
    control.set_enableNonRefP(0);
    control.set_strictGOPTarget(0);
    control.set_zeroReorderDelay(1);
    // A key frame as large as any other: soft for some frames, but on time.
    control.lowDelayKeyFrameScale = 1;
    // A first pass at a quarter of the size costs time that fast streams do not have.
    control.multiPass = if refresh <= RefreshRate::from_hz(120) {
        nv::NV_ENC_MULTI_PASS::NV_ENC_TWO_PASS_QUARTER_RESOLUTION
    } else {
        nv::NV_ENC_MULTI_PASS::NV_ENC_MULTI_PASS_DISABLED
    };
}

/// Slices are told by number; the driver spreads rows over them.
const SLICES_BY_NUMBER: u32 = 3;

fn fill_h264(config: &NvencConfig, caps: &CodecCaps, out: &mut nv::NV_ENC_CONFIG_H264) {
    out.level = 0;
    out.idrPeriod = nv::NVENC_INFINITE_GOPLENGTH;
    out.set_repeatSPSPPS(1);
    out.set_outputAUD(0);
    out.set_outputBufferingPeriodSEI(0);
    out.set_outputPictureTimingSEI(0);
    out.set_enableFillerDataInsertion(0);
    out.set_enableIntraRefresh(0);
    out.maxNumRefFrames = REFERENCES.into();
    let long_term = indices(config, caps);
    out.set_enableLTR((long_term > 0).into());
    out.ltrNumFrames = long_term.into();
    out.ltrTrustMode = 0;
    if caps.multiple_references {
        out.numRefL0 = nv::NV_ENC_NUM_REF_FRAMES::NV_ENC_NUM_REF_FRAMES_1;
    }
    out.sliceMode = SLICES_BY_NUMBER;
    out.sliceModeData = config.plan.slices.into();
    out.chromaFormatIDC = 1;
    set_h264_depth(out);
    fill_vui(config, &mut out.h264VUIParameters);
}

fn fill_hevc(config: &NvencConfig, caps: &CodecCaps, out: &mut nv::NV_ENC_CONFIG_HEVC) {
    out.level = 0;
    // The high tier lifts the bitrate that a level allows.
    out.tier = 1;
    out.idrPeriod = nv::NVENC_INFINITE_GOPLENGTH;
    out.set_repeatSPSPPS(1);
    out.set_outputAUD(0);
    out.set_outputBufferingPeriodSEI(0);
    out.set_outputPictureTimingSEI(0);
    out.set_enableFillerDataInsertion(0);
    out.set_enableIntraRefresh(0);
    out.set_chromaFormatIDC(if config.format.is_full_chroma() { 3 } else { 1 });
    set_hevc_depth(out, config.format.is_ten_bit());
    out.maxNumRefFramesInDPB = REFERENCES.into();
    let long_term = indices(config, caps);
    out.set_enableLTR((long_term > 0).into());
    out.ltrNumFrames = long_term.into();
    out.ltrTrustMode = 0;
    if caps.multiple_references {
        out.numRefL0 = nv::NV_ENC_NUM_REF_FRAMES::NV_ENC_NUM_REF_FRAMES_1;
    }
    out.sliceMode = SLICES_BY_NUMBER;
    out.sliceModeData = config.plan.slices.into();
    fill_vui(config, &mut out.hevcVUIParameters);
}

fn fill_av1(config: &NvencConfig, out: &mut nv::NV_ENC_CONFIG_AV1) {
    /// The driver chooses; 0 would be level 2.0. Source: nvEncodeAPI.h, `NV_ENC_LEVEL`.
    const LEVEL_AUTOMATIC: u32 = 24;
    out.level = LEVEL_AUTOMATIC;
    out.tier = 0;
    out.idrPeriod = nv::NVENC_INFINITE_GOPLENGTH;
    out.set_repeatSeqHdr(1);
    out.set_enableBitstreamPadding(0);
    out.set_enableIntraRefresh(0);
    out.set_outputAnnexBFormat(0);
    out.set_chromaFormatIDC(1);
    set_av1_depth(out, config.format.is_ten_bit());
    out.maxNumRefFramesInDPB = 8;
    out.numFwdRefs = nv::NV_ENC_NUM_REF_FRAMES::NV_ENC_NUM_REF_FRAMES_1;
    let [primaries, transfer, matrix] = colour(config);
    out.colorPrimaries = nv::NV_ENC_VUI_COLOR_PRIMARIES(primaries);
    out.transferCharacteristics = nv::NV_ENC_VUI_TRANSFER_CHARACTERISTIC(transfer);
    out.matrixCoefficients = nv::NV_ENC_VUI_MATRIX_COEFFS(matrix);
    out.colorRange = config.stream.colour.tags().full_range.into();
}

/// Primaries, transfer, matrix. Source: Rec. ITU-T H.273: 9 is BT.2020, 16 is PQ.
fn colour(config: &NvencConfig) -> [u32; 3] {
    let tags = config.stream.colour.tags();
    match config.hdr {
        Some(_) => [9, 16, 9],
        None => [tags.primaries, tags.transfer, tags.matrix].map(u32::from),
    }
}

fn fill_vui(config: &NvencConfig, out: &mut nv::NV_ENC_CONFIG_H264_VUI_PARAMETERS) {
    /// `video_format` of a picture that comes from no camera.
    const UNSPECIFIED: u32 = 5;
    let [primaries, transfer, matrix] = colour(config);
    out.videoSignalTypePresentFlag = 1;
    out.videoFormat = nv::NV_ENC_VUI_VIDEO_FORMAT(UNSPECIFIED);
    out.videoFullRangeFlag = config.stream.colour.tags().full_range.into();
    out.colourDescriptionPresentFlag = 1;
    out.colourPrimaries = nv::NV_ENC_VUI_COLOR_PRIMARIES(primaries);
    out.transferCharacteristics = nv::NV_ENC_VUI_TRANSFER_CHARACTERISTIC(transfer);
    out.colourMatrix = nv::NV_ENC_VUI_MATRIX_COEFFS(matrix);
    // Without it decoders hold frames back, as many as the level might reorder.
    out.bitstreamRestrictionFlag = 1;
}
