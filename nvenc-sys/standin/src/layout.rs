//! Where the members of the API's structs are, and what their first words must be.
//!
//! Written by hand from nvEncodeAPI.h of the versions named, for x86-64 and other machines with
//! 64-bit pointers. Offsets are in bytes. Members that all versions have at the same place are
//! constants; the rest is in [`Generation`].

/// One version of the API: how its structs differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Major version.
    pub major: u32,
    /// Minor version.
    pub minor: u32,
    preset: u32,
    config: u32,
    initialize: u32,
    reconfigure: u32,
    picture: u32,
    lock: (u32, bool),
    input_buffer: u32,
    register: u32,
    /// Offset of the flags of the reconfigure parameters.
    pub reconfigure_flags: usize,
    /// Largest capability index that is known.
    pub last_cap: u32,
}

/// The versions that are understood, oldest first.
pub const GENERATIONS: [Generation; 5] = [
    Generation {
        major: 11,
        minor: 1,
        preset: 4,
        config: 7,
        initialize: 5,
        reconfigure: 1,
        picture: 4,
        lock: (1, false),
        input_buffer: 1,
        register: 3,
        reconfigure_flags: 1816,
        last_cap: 48,
    },
    Generation {
        major: 12,
        minor: 0,
        preset: 4,
        config: 8,
        initialize: 5,
        reconfigure: 1,
        picture: 6,
        lock: (2, false),
        input_buffer: 1,
        register: 4,
        reconfigure_flags: 1816,
        last_cap: 48,
    },
    Generation {
        major: 12,
        minor: 1,
        preset: 4,
        config: 8,
        initialize: 6,
        reconfigure: 1,
        picture: 6,
        lock: (1, true),
        input_buffer: 1,
        register: 4,
        reconfigure_flags: 1816,
        last_cap: 54,
    },
    Generation {
        major: 12,
        minor: 2,
        preset: 5,
        config: 9,
        initialize: 7,
        reconfigure: 2,
        picture: 7,
        lock: (2, true),
        input_buffer: 2,
        register: 5,
        reconfigure_flags: 1808,
        last_cap: 57,
    },
    Generation {
        major: 13,
        minor: 0,
        preset: 5,
        config: 9,
        initialize: 7,
        reconfigure: 2,
        picture: 7,
        lock: (2, true),
        input_buffer: 2,
        register: 5,
        reconfigure_flags: 1808,
        last_cap: 59,
    },
];

/// Structs with a version word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Struct {
    /// The function table.
    FunctionList,
    /// Opening a session.
    OpenSession,
    /// Preset and the configuration within.
    PresetConfig,
    /// Configuration.
    Config,
    /// Initialisation.
    Initialize,
    /// Reconfiguration.
    Reconfigure,
    /// One picture.
    Picture,
    /// Lock of a bitstream.
    Lock,
    /// A new input buffer.
    InputBuffer,
    /// Lock of an input buffer.
    LockInput,
    /// A new bitstream buffer.
    Bitstream,
    /// Registration.
    Register,
    /// Mapping.
    Map,
    /// Parameter sets.
    Sequence,
}

impl Generation {
    /// The pair.
    pub fn version(&self) -> (u32, u32) {
        (self.major, self.minor)
    }

    /// `apiVersion` of a session.
    pub fn api_word(&self) -> u32 {
        self.major | (self.minor << 24)
    }

    /// First word of `kind` in this version.
    pub fn word(&self, kind: Struct) -> u32 {
        let (revision, high) = match kind {
            Struct::FunctionList => (2, false),
            Struct::OpenSession | Struct::Bitstream | Struct::Sequence => (1, false),
            Struct::LockInput => (1, false),
            Struct::PresetConfig => (self.preset, true),
            Struct::Config => (self.config, true),
            Struct::Initialize => (self.initialize, true),
            Struct::Reconfigure => (self.reconfigure, true),
            Struct::Picture => (self.picture, true),
            Struct::Lock => self.lock,
            Struct::InputBuffer => (self.input_buffer, false),
            Struct::Register => (self.register, false),
            Struct::Map => (4, false),
        };
        self.api_word() | (revision << 16) | (7 << 28) | (u32::from(high) << 31)
    }

    /// `splitEncodeMode` is there.
    pub fn has_split(&self) -> bool {
        self.version() >= (12, 1)
    }

    /// Bit depths are members of their own instead of bits.
    pub fn has_depth_members(&self) -> bool {
        self.version() >= (12, 2)
    }
}

/// Bytes of the function table.
pub const FUNCTION_LIST_SIZE: usize = 2552;

/// `NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS`.
pub mod open {
    /// `deviceType`.
    pub const DEVICE_TYPE: usize = 4;
    /// `device`.
    pub const DEVICE: usize = 8;
    /// `apiVersion`.
    pub const API_VERSION: usize = 24;
}

/// `NV_ENC_PRESET_CONFIG`.
pub mod preset {
    /// `presetCfg`.
    pub const CONFIG: usize = 8;
}

/// `NV_ENC_INITIALIZE_PARAMS`; within the reconfigure parameters at 8.
pub mod init {
    /// `encodeGUID`.
    pub const CODEC: usize = 4;
    /// `presetGUID`.
    pub const PRESET: usize = 20;
    /// `encodeWidth`.
    pub const WIDTH: usize = 36;
    /// `encodeHeight`.
    pub const HEIGHT: usize = 40;
    /// `frameRateNum`.
    pub const RATE_NUM: usize = 52;
    /// `frameRateDen`.
    pub const RATE_DEN: usize = 56;
    /// `enableEncodeAsync`.
    pub const ASYNC: usize = 60;
    /// `enablePTD`.
    pub const PTD: usize = 64;
    /// Flags.
    pub const FLAGS: usize = 68;
    /// `encodeConfig`.
    pub const CONFIG: usize = 88;
    /// `maxEncodeWidth`.
    pub const MAX_WIDTH: usize = 96;
    /// `maxEncodeHeight`.
    pub const MAX_HEIGHT: usize = 100;
    /// `tuningInfo`.
    pub const TUNING: usize = 136;
    /// Where the parameters begin within the reconfigure parameters.
    pub const IN_RECONFIGURE: usize = 8;
}

/// `NV_ENC_CONFIG` and the rate control within.
pub mod config {
    /// Bytes.
    pub const SIZE: usize = 3584;
    /// `profileGUID`.
    pub const PROFILE: usize = 4;
    /// `gopLength`.
    pub const GOP: usize = 20;
    /// `frameIntervalP`.
    pub const INTERVAL_P: usize = 24;
    /// `frameFieldMode`.
    pub const FIELD_MODE: usize = 32;
    /// `rcParams.version`.
    pub const RC_VERSION: usize = 40;
    /// `rcParams.rateControlMode`.
    pub const RC_MODE: usize = 44;
    /// `rcParams.averageBitRate`.
    pub const BITRATE: usize = 60;
    /// `rcParams.vbvBufferSize`.
    pub const VBV: usize = 68;
    /// `encodeCodecConfig`.
    pub const CODEC: usize = 168;
}

/// `NV_ENC_CONFIG_H264`, from the codec union.
pub mod h264 {
    /// Flags.
    pub const FLAGS: usize = 0;
    /// `idrPeriod`.
    pub const IDR_PERIOD: usize = 8;
    /// `maxNumRefFrames`.
    pub const REFERENCES: usize = 60;
    /// `sliceMode`.
    pub const SLICE_MODE: usize = 64;
    /// `sliceModeData`.
    pub const SLICE_DATA: usize = 68;
    /// `h264VUIParameters`.
    pub const VUI: usize = 72;
    /// `ltrNumFrames`.
    pub const LONG_TERM: usize = 184;
    /// `ltrTrustMode`.
    pub const LONG_TERM_TRUST: usize = 188;
    /// `chromaFormatIDC`.
    pub const CHROMA: usize = 192;
    /// `enableLTR` among the flags.
    pub const LONG_TERM_BIT: u32 = 14;
}

/// `NV_ENC_CONFIG_HEVC`, from the codec union.
pub mod hevc {
    /// `tier`.
    pub const TIER: usize = 4;
    /// Flags.
    pub const FLAGS: usize = 16;
    /// `idrPeriod`.
    pub const IDR_PERIOD: usize = 20;
    /// `maxNumRefFramesInDPB`.
    pub const REFERENCES: usize = 32;
    /// `ltrNumFrames`.
    pub const LONG_TERM: usize = 36;
    /// `sliceMode`.
    pub const SLICE_MODE: usize = 52;
    /// `sliceModeData`.
    pub const SLICE_DATA: usize = 56;
    /// `hevcVUIParameters`.
    pub const VUI: usize = 64;
    /// `ltrTrustMode`.
    pub const LONG_TERM_TRUST: usize = 176;
    /// `outputBitDepth`, from 12.2 on.
    pub const OUTPUT_DEPTH: usize = 200;
    /// `enableLTR` among the flags.
    pub const LONG_TERM_BIT: u32 = 5;
}

/// `NV_ENC_CONFIG_AV1`, from the codec union.
pub mod av1 {
    /// `tier`.
    pub const TIER: usize = 4;
    /// Flags.
    pub const FLAGS: usize = 16;
    /// `idrPeriod`.
    pub const IDR_PERIOD: usize = 20;
}

/// VUI parameters of H.264 and HEVC.
pub mod vui {
    /// `videoSignalTypePresentFlag`.
    pub const SIGNAL_PRESENT: usize = 8;
    /// `videoFormat`.
    pub const FORMAT: usize = 12;
    /// `videoFullRangeFlag`.
    pub const FULL_RANGE: usize = 16;
    /// `colourDescriptionPresentFlag`.
    pub const COLOUR_PRESENT: usize = 20;
    /// `colourPrimaries`.
    pub const PRIMARIES: usize = 24;
    /// `transferCharacteristics`.
    pub const TRANSFER: usize = 28;
    /// `colourMatrix`.
    pub const MATRIX: usize = 32;
    /// `bitstreamRestrictionFlag`.
    pub const RESTRICTION: usize = 48;
}

/// `NV_ENC_PIC_PARAMS`.
pub mod picture {
    /// `inputWidth`.
    pub const WIDTH: usize = 4;
    /// `inputHeight`.
    pub const HEIGHT: usize = 8;
    /// `encodePicFlags`.
    pub const FLAGS: usize = 16;
    /// `inputTimeStamp`.
    pub const TIMESTAMP: usize = 24;
    /// `inputBuffer`.
    pub const INPUT: usize = 40;
    /// `outputBitstream`.
    pub const OUTPUT: usize = 48;
    /// `bufferFmt`.
    pub const FORMAT: usize = 64;
    /// `pictureStruct`.
    pub const STRUCTURE: usize = 68;
    /// `codecPicParams`.
    pub const CODEC: usize = 80;
    /// `seiPayloadArrayCnt` of H.264 within the codec's parameters.
    pub const H264_SEI: usize = 36;
    /// The same of HEVC.
    pub const HEVC_SEI: usize = 56;
    /// From the count of payloads to the array, of both.
    pub const SEI_ARRAY: [usize; 2] = [40, 64];
}

/// Long-term references in the codec's parameters of a picture.
#[derive(Clone, Copy, Debug)]
pub struct LongTermPlaces {
    /// The flags, of which bit 2 is `ltrMarkFrame` and bit 3 `ltrUseFrames`.
    pub flags: usize,
    /// `ltrMarkFrameIdx`.
    pub mark: usize,
    /// `ltrUseFrameBitmap`.
    pub uses: usize,
    /// `ltrUsageMode`.
    pub mode: usize,
}

/// Of H.264 and HEVC.
pub const LONG_TERM_PLACES: [LongTermPlaces; 2] = [
    LongTermPlaces { flags: 20, mark: 56, uses: 60, mode: 64 },
    LongTermPlaces { flags: 16, mark: 44, uses: 48, mode: 52 },
];

/// `NV_ENC_SEI_PAYLOAD`.
pub mod sei {
    /// Bytes.
    pub const SIZE: usize = 16;
    /// `payloadType`.
    pub const TYPE: usize = 4;
    /// `payload`.
    pub const PAYLOAD: usize = 8;
}

/// `NV_ENC_LOCK_BITSTREAM`.
pub mod lock {
    /// Flags.
    pub const FLAGS: usize = 4;
    /// `outputBitstream`.
    pub const BITSTREAM: usize = 8;
    /// `sliceOffsets`.
    pub const OFFSETS: usize = 16;
    /// `frameIdx`.
    pub const FRAME: usize = 24;
    /// `hwEncodeStatus`.
    pub const STATUS: usize = 28;
    /// `numSlices`.
    pub const SLICES: usize = 32;
    /// `bitstreamSizeInBytes`.
    pub const SIZE: usize = 36;
    /// `outputTimeStamp`.
    pub const TIMESTAMP: usize = 40;
    /// `bitstreamBufferPtr`.
    pub const POINTER: usize = 56;
    /// `pictureType`.
    pub const TYPE: usize = 64;
    /// `pictureStruct`.
    pub const STRUCTURE: usize = 68;
    /// `ltrFrameIdx`.
    pub const LONG_TERM_INDEX: usize = 80;
    /// `ltrFrameBitmap`.
    pub const LONG_TERM_USED: usize = 84;
    /// `ltrFrame` among the flags.
    pub const LONG_TERM_BIT: u32 = 1;
}

/// `NV_ENC_CREATE_INPUT_BUFFER` and `NV_ENC_LOCK_INPUT_BUFFER`.
pub mod input {
    /// `width`.
    pub const WIDTH: usize = 4;
    /// `height`.
    pub const HEIGHT: usize = 8;
    /// `bufferFmt`.
    pub const FORMAT: usize = 16;
    /// `inputBuffer`.
    pub const BUFFER: usize = 24;
    /// `inputBuffer` of the lock.
    pub const LOCK_BUFFER: usize = 8;
    /// `bufferDataPtr` of the lock.
    pub const LOCK_POINTER: usize = 16;
    /// `pitch` of the lock.
    pub const LOCK_PITCH: usize = 24;
}

/// `NV_ENC_CREATE_BITSTREAM_BUFFER`.
pub mod bitstream {
    /// `bitstreamBuffer`.
    pub const BUFFER: usize = 16;
}

/// `NV_ENC_REGISTER_RESOURCE`.
pub mod register {
    /// `resourceType`.
    pub const TYPE: usize = 4;
    /// `width`.
    pub const WIDTH: usize = 8;
    /// `height`.
    pub const HEIGHT: usize = 12;
    /// `pitch`.
    pub const PITCH: usize = 16;
    /// `resourceToRegister`.
    pub const RESOURCE: usize = 24;
    /// `registeredResource`.
    pub const REGISTERED: usize = 32;
    /// `bufferFormat`.
    pub const FORMAT: usize = 40;
    /// `bufferUsage`.
    pub const USAGE: usize = 44;
}

/// `NV_ENC_MAP_INPUT_RESOURCE`.
pub mod map {
    /// `registeredResource`.
    pub const REGISTERED: usize = 16;
    /// `mappedResource`.
    pub const MAPPED: usize = 24;
    /// `mappedBufferFmt`.
    pub const FORMAT: usize = 32;
}

/// `NV_ENC_SEQUENCE_PARAM_PAYLOAD`.
pub mod sequence {
    /// `inBufferSize`.
    pub const SPACE: usize = 4;
    /// `spsppsBuffer`.
    pub const BUFFER: usize = 16;
    /// `outSPSPPSPayloadSize`.
    pub const WRITTEN: usize = 24;
}
