//! Sizes, offsets, bit numbers and version words of the bindings, against figures that were taken
//! from each header by a C program, apart from bindgen.

use std::mem::offset_of;

use lumen_nvenc_sys::version::Versioned;
use lumen_nvenc_sys::{cuvid, guid, v12_1, v13_0};

macro_rules! sizes {
    ($module:ident: $($name:ident = $size:literal),* $(,)?) => {
        $(assert_eq!(size_of::<$module::$name>(), $size, stringify!($name));)*
    };
}

macro_rules! offsets {
    ($module:ident::$name:ident: $($field:ident = $at:literal),* $(,)?) => {
        $(assert_eq!(offset_of!($module::$name, $field), $at, stringify!($field));)*
    };
}

macro_rules! words {
    ($module:ident: $($name:ident = $word:literal),* $(,)?) => {
        $(assert_eq!(<$module::$name as Versioned>::WORD, $word, stringify!($name));)*
    };
}

#[test]
fn sizes_are_the_headers() {
    sizes!(v12_1: GUID = 16, NV_ENCODE_API_FUNCTION_LIST = 2552,
        NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS = 1552, NV_ENC_CAPS_PARAM = 256,
        NV_ENC_PRESET_CONFIG = 5128, NV_ENC_CONFIG = 3584, NV_ENC_RC_PARAMS = 128,
        NV_ENC_CONFIG_H264 = 1792, NV_ENC_CODEC_CONFIG = 1792, NV_ENC_CONFIG_HEVC = 1560,
        NV_ENC_CONFIG_AV1 = 1552, NV_ENC_CONFIG_H264_VUI_PARAMETERS = 112,
        NV_ENC_INITIALIZE_PARAMS = 1808, NV_ENC_RECONFIGURE_PARAMS = 1824,
        NV_ENC_PIC_PARAMS = 3360, NV_ENC_PIC_PARAMS_H264 = 1536, NV_ENC_PIC_PARAMS_HEVC = 1536,
        NV_ENC_PIC_PARAMS_AV1 = 1552, NV_ENC_LOCK_BITSTREAM = 1552,
        NV_ENC_CREATE_BITSTREAM_BUFFER = 776, NV_ENC_REGISTER_RESOURCE = 1536,
        NV_ENC_MAP_INPUT_RESOURCE = 1544, NV_ENC_SEQUENCE_PARAM_PAYLOAD = 1544,
        NV_ENC_RESTORE_ENCODER_STATE_PARAMS = 800, NV_ENC_TIME_CODE = 28,
        NV_ENC_SEI_PAYLOAD = 16);
    sizes!(v13_0: NV_ENCODE_API_FUNCTION_LIST = 2552, NV_ENC_PRESET_CONFIG = 5128,
        NV_ENC_CONFIG = 3584, NV_ENC_CONFIG_HEVC = 1560, NV_ENC_CONFIG_AV1 = 1552,
        NV_ENC_INITIALIZE_PARAMS = 1800, NV_ENC_RECONFIGURE_PARAMS = 1816,
        NV_ENC_PIC_PARAMS = 3360, NV_ENC_PIC_PARAMS_AV1 = 1544, NV_ENC_LOCK_BITSTREAM = 1544,
        NV_ENC_REGISTER_RESOURCE = 1536, NV_ENC_TIME_CODE = 32);
    sizes!(cuvid: CUVIDDECODECAPS = 88, CUVIDPARSERPARAMS = 136, CUVIDPICPARAMS = 4280,
        CUVIDDECODECREATEINFO = 176, CUVIDSOURCEDATAPACKET = 32);
}

#[test]
fn version_words_are_the_headers() {
    words!(v12_1: NV_ENCODE_API_FUNCTION_LIST = 0x7102_000c,
        NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS = 0x7101_000c, NV_ENC_CAPS_PARAM = 0x7101_000c,
        NV_ENC_PRESET_CONFIG = 0xf104_000c, NV_ENC_CONFIG = 0xf108_000c,
        NV_ENC_INITIALIZE_PARAMS = 0xf106_000c, NV_ENC_RECONFIGURE_PARAMS = 0xf101_000c,
        NV_ENC_CREATE_BITSTREAM_BUFFER = 0x7101_000c, NV_ENC_REGISTER_RESOURCE = 0x7104_000c,
        NV_ENC_MAP_INPUT_RESOURCE = 0x7104_000c, NV_ENC_PIC_PARAMS = 0xf106_000c,
        NV_ENC_LOCK_BITSTREAM = 0xf101_000c, NV_ENC_SEQUENCE_PARAM_PAYLOAD = 0x7101_000c);
    words!(v13_0: NV_ENCODE_API_FUNCTION_LIST = 0x7002_000d,
        NV_ENC_PRESET_CONFIG = 0xf005_000d, NV_ENC_CONFIG = 0xf009_000d,
        NV_ENC_INITIALIZE_PARAMS = 0xf007_000d, NV_ENC_RECONFIGURE_PARAMS = 0xf002_000d,
        NV_ENC_REGISTER_RESOURCE = 0x7005_000d, NV_ENC_MAP_INPUT_RESOURCE = 0x7004_000d,
        NV_ENC_PIC_PARAMS = 0xf007_000d, NV_ENC_LOCK_BITSTREAM = 0xf002_000d);
    assert_eq!(v12_1::NV_ENC_CONFIG::new().version, 0xf108_000c);
}

#[test]
fn members_are_where_the_header_has_them() {
    offsets!(v12_1::NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS: deviceType = 4, device = 8, apiVersion = 24);
    offsets!(v12_1::NV_ENC_PRESET_CONFIG: presetCfg = 8);
    offsets!(v12_1::NV_ENC_INITIALIZE_PARAMS: encodeGUID = 4, presetGUID = 20, encodeWidth = 36,
        encodeHeight = 40, darWidth = 44, frameRateNum = 52, frameRateDen = 56,
        enableEncodeAsync = 60, enablePTD = 64, privDataSize = 72, encodeConfig = 88,
        maxEncodeWidth = 96, maxEncodeHeight = 100, tuningInfo = 136, bufferFormat = 140);
    offsets!(v12_1::NV_ENC_RECONFIGURE_PARAMS: reInitEncodeParams = 8);
    offsets!(v12_1::NV_ENC_CONFIG: profileGUID = 4, gopLength = 20, frameIntervalP = 24,
        frameFieldMode = 32, rcParams = 40, encodeCodecConfig = 168);
    offsets!(v12_1::NV_ENC_RC_PARAMS: rateControlMode = 4, averageBitRate = 20, maxBitRate = 24,
        vbvBufferSize = 28, vbvInitialDelay = 32, minQP = 40, lowDelayKeyFrameScale = 92,
        multiPass = 100);
    offsets!(v12_1::NV_ENC_CONFIG_H264: level = 4, idrPeriod = 8, maxNumRefFrames = 60,
        sliceMode = 64, sliceModeData = 68, h264VUIParameters = 72, ltrNumFrames = 184,
        chromaFormatIDC = 192, numRefL0 = 204);
    offsets!(v12_1::NV_ENC_CONFIG_HEVC: level = 0, tier = 4, idrPeriod = 20,
        maxNumRefFramesInDPB = 32, ltrNumFrames = 36, sliceMode = 52, sliceModeData = 56,
        hevcVUIParameters = 64, numRefL0 = 184);
    offsets!(v12_1::NV_ENC_CONFIG_AV1: idrPeriod = 20, maxNumRefFramesInDPB = 32,
        colorPrimaries = 68, colorRange = 80, numFwdRefs = 104);
    offsets!(v12_1::NV_ENC_CONFIG_H264_VUI_PARAMETERS: videoSignalTypePresentFlag = 8,
        videoFormat = 12, videoFullRangeFlag = 16, colourDescriptionPresentFlag = 20,
        colourPrimaries = 24, colourMatrix = 32, bitstreamRestrictionFlag = 48);
    offsets!(v12_1::NV_ENC_PIC_PARAMS: inputWidth = 4, encodePicFlags = 16, frameIdx = 20,
        inputTimeStamp = 24, inputBuffer = 40, outputBitstream = 48, bufferFmt = 64,
        pictureStruct = 68, pictureType = 72, codecPicParams = 80);
    offsets!(v12_1::NV_ENC_PIC_PARAMS_HEVC: seiPayloadArrayCnt = 56, seiPayloadArray = 64,
        ltrMarkFrameIdx = 44, ltrUseFrameBitmap = 48);
    offsets!(v12_1::NV_ENC_PIC_PARAMS_H264: seiPayloadArrayCnt = 36, seiPayloadArray = 40,
        ltrMarkFrameIdx = 56, ltrUseFrameBitmap = 60);
    offsets!(v12_1::NV_ENC_LOCK_BITSTREAM: outputBitstream = 8, sliceOffsets = 16,
        hwEncodeStatus = 28, numSlices = 32, bitstreamSizeInBytes = 36, outputTimeStamp = 40,
        bitstreamBufferPtr = 56, pictureType = 64, frameAvgQP = 72, ltrFrameIdx = 80);
    offsets!(v12_1::NV_ENC_CREATE_BITSTREAM_BUFFER: bitstreamBuffer = 16);
    offsets!(v12_1::NV_ENC_REGISTER_RESOURCE: resourceType = 4, width = 8, height = 12, pitch = 16,
        resourceToRegister = 24, registeredResource = 32, bufferFormat = 40, bufferUsage = 44);
    offsets!(v12_1::NV_ENC_MAP_INPUT_RESOURCE: registeredResource = 16, mappedResource = 24,
        mappedBufferFmt = 32);
    offsets!(v12_1::NV_ENC_SEQUENCE_PARAM_PAYLOAD: inBufferSize = 4, spsppsBuffer = 16,
        outSPSPPSPayloadSize = 24);
    offsets!(v13_0::NV_ENC_CONFIG_HEVC: outputBitDepth = 200, inputBitDepth = 204);
    offsets!(v13_0::NV_ENC_PIC_PARAMS_HEVC: pMaxCll = 120, pMasteringDisplay = 128);
    offsets!(cuvid::CUVIDDECODECAPS: bIsSupported = 24, nNumNVDECs = 25, nMaxWidth = 28);
    offsets!(cuvid::CUVIDPARSERPARAMS: ulMaxDisplayDelay = 16, pUserData = 40,
        pfnSequenceCallback = 48);
}

/// The word of flags after one setter was called on a struct of zeros.
macro_rules! bits {
    ($module:ident::$name:ident at $at:literal: $($setter:ident($value:literal) = $word:expr),* $(,)?) => {$(
        // A union or a struct of integers, made of zeros.
        let mut value = std::mem::MaybeUninit::<$module::$name>::zeroed();
        // SAFETY: all members are integers and pointers, for which zeros are values.
        let made = unsafe { value.assume_init_mut() };
        made.$setter($value);
        let start = value.as_ptr().cast::<u8>().wrapping_add($at).cast::<u32>();
        // SAFETY: the word lies within the struct.
        let word = unsafe { start.read_unaligned() };
        assert_eq!(word, $word, "{}::{}", stringify!($name), stringify!($setter));
    )*};
}

#[test]
fn flags_have_the_headers_bits() {
    bits!(v12_1::NV_ENC_INITIALIZE_PARAMS at 68: set_reportSliceOffsets(1) = 1,
        set_enableSubFrameWrite(1) = 1 << 1, set_enableWeightedPrediction(1) = 1 << 4,
        set_splitEncodeMode(15) = 15 << 5, set_enableOutputInVidmem(1) = 1 << 9);
    bits!(v12_1::NV_ENC_RECONFIGURE_PARAMS at 1816: set_resetEncoder(1) = 1, set_forceIDR(1) = 2);
    bits!(v13_0::NV_ENC_RECONFIGURE_PARAMS at 1808: set_resetEncoder(1) = 1, set_forceIDR(1) = 2);
    bits!(v12_1::NV_ENC_RC_PARAMS at 36: set_enableMinQP(1) = 1, set_enableAQ(1) = 1 << 3,
        set_enableLookahead(1) = 1 << 5, set_enableTemporalAQ(1) = 1 << 8,
        set_zeroReorderDelay(1) = 1 << 9, set_enableNonRefP(1) = 1 << 10);
    bits!(v12_1::NV_ENC_CONFIG_HEVC at 16: set_outputAUD(1) = 1 << 4, set_enableLTR(1) = 1 << 5,
        set_repeatSPSPPS(1) = 1 << 7, set_enableIntraRefresh(1) = 1 << 8,
        set_chromaFormatIDC(3) = 3 << 9, set_pixelBitDepthMinus8(2) = 2 << 11,
        set_enableFillerDataInsertion(1) = 1 << 14);
    bits!(v12_1::NV_ENC_CONFIG_H264 at 0: set_repeatSPSPPS(1) = 1 << 12, set_enableLTR(1) = 1 << 14,
        set_outputAUD(1) = 1 << 6, set_enableFillerDataInsertion(1) = 1 << 17);
    bits!(v12_1::NV_ENC_CONFIG_AV1 at 16: set_repeatSeqHdr(1) = 1 << 5,
        set_chromaFormatIDC(1) = 1 << 7, set_enableBitstreamPadding(1) = 1 << 9,
        set_inputPixelBitDepthMinus8(2) = 2 << 12, set_pixelBitDepthMinus8(2) = 2 << 15);
    bits!(v12_1::NV_ENC_LOCK_BITSTREAM at 4: set_doNotWait(1) = 1);
    bits!(v12_1::NV_ENC_PIC_PARAMS_HEVC at 16: set_ltrMarkFrame(1) = 1 << 2, set_ltrUseFrames(1) = 1 << 3);
    bits!(v12_1::NV_ENC_PIC_PARAMS_H264 at 20: set_ltrMarkFrame(1) = 1 << 2, set_ltrUseFrames(1) = 1 << 3);
}

#[test]
fn functions_stand_in_the_headers_order() {
    offsets!(v12_1::NV_ENCODE_API_FUNCTION_LIST: nvEncGetEncodeCaps = 64,
        nvEncInitializeEncoder = 96, nvEncEncodePicture = 136, nvEncLockBitstream = 144,
        nvEncUnlockBitstream = 152, nvEncMapInputResource = 208, nvEncDestroyEncoder = 224,
        nvEncInvalidateRefFrames = 232, nvEncOpenEncodeSessionEx = 240,
        nvEncRegisterResource = 248, nvEncReconfigureEncoder = 264,
        nvEncGetLastErrorString = 304, nvEncGetEncodePresetConfigEx = 320,
        nvEncLookaheadPicture = 344);
}

#[test]
fn identifiers_are_those_of_the_driver() {
    let hevc = guid::CODEC_HEVC;
    assert_eq!((hevc.Data1, hevc.Data2, hevc.Data3), (0x790c_dc88, 0x4522, 0x4d7b));
    assert_eq!(hevc.Data4, [0x94, 0x25, 0xbd, 0xa9, 0x97, 0x5f, 0x76, 0x03]);
}
