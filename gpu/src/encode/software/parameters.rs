//! What the library is told about a stream: a pure function of the configuration.

use openh264_sys2::{
    CAMERA_VIDEO_REAL_TIME, CONSTANT_ID, ELevelIdc, LEVEL_3_0, LEVEL_3_1, LEVEL_3_2, LEVEL_4_0,
    LEVEL_4_1, LEVEL_4_2, LEVEL_5_0, LEVEL_5_1, LEVEL_5_2, LOW_COMPLEXITY, PRO_BASELINE, PRO_HIGH,
    RC_OFF_MODE, SEncParamExt, SM_RASTER_SLICE, SM_SINGLE_SLICE, SSliceArgument,
    SSpatialLayerConfig, VF_UNDEF,
};

use crate::GpuError;
use crate::encode::{EncodeConfig, H264Profile};

/// Most slices of a frame. Source: `MAX_SLICES_NUM` in svc_enc_slice_segment.h.
pub const MAX_SLICES: u8 = openh264_sys2::MAX_SLICES_NUM_TMP as u8;

/// Highest frame rate that the library plans for, in millihertz. Source: `MAX_FRAME_RATE` in
/// wels_const.h.
const MAX_PLANNED: u32 = 60_000;

/// Macroblocks of the largest picture of any level that the library knows.
const MAX_MACROBLOCKS: u32 = 36_864;

/// Refuses what the library cannot encode.
///
/// # Errors
/// [`GpuError::Unsupported`] for a size that is odd, under 16 or beyond level 5.2.
pub fn check_size(config: &EncodeConfig) -> Result<(), GpuError> {
    for (what, size) in [("width", config.width), ("height", config.height)] {
        if size < 16 || size % 2 != 0 || size > 16_384 {
            return Err(GpuError::Unsupported { what, value: size.into() });
        }
    }
    let (columns, rows) = macroblocks(config);
    if columns * rows > MAX_MACROBLOCKS {
        let value = u64::from(config.width) * u64::from(config.height);
        return Err(GpuError::Unsupported { what: "picture of pixels", value });
    }
    Ok(())
}

/// How many slices a frame gets: what is asked for, but no more than it has rows of macroblocks.
/// Source: `ParamValidationExt` in encoder_ext.cpp, which also leaves a tiny picture whole.
pub fn slices(config: &EncodeConfig) -> u8 {
    let (columns, rows) = macroblocks(config);
    let most = if columns * rows <= 48 { 1 } else { rows.min(MAX_SLICES.into()) as u8 };
    config.slices.clamp(1, most)
}

/// Macroblocks of each slice: whole rows, spread evenly.
fn slice_sizes(config: &EncodeConfig, slices: u8) -> [u32; MAX_SLICES as usize] {
    let (columns, rows) = macroblocks(config);
    let slices = u32::from(slices);
    let mut sizes = [0; MAX_SLICES as usize];
    for (slice, size) in (0..slices).zip(&mut sizes) {
        *size = columns * (rows * (slice + 1) / slices - rows * slice / slices);
    }
    sizes
}

fn macroblocks(config: &EncodeConfig) -> (u32, u32) {
    (config.width.div_ceil(16), config.height.div_ceil(16))
}

/// Everything the library is told when it is opened. The size must be checked.
pub fn parameters(config: &EncodeConfig, slices: u8, threads: u8) -> SEncParamExt {
    let rate = config.refresh.0.clamp(1_000, MAX_PLANNED) as f32 / 1_000.0;
    let high = config.profile == H264Profile::High;
    SEncParamExt {
        iUsageType: CAMERA_VIDEO_REAL_TIME,
        iPicWidth: config.width as i32,
        iPicHeight: config.height as i32,
        // Quantisers come from `rate.rs`.
        iRCMode: RC_OFF_MODE,
        fMaxFrameRate: rate,
        iTemporalLayerNum: 1,
        iSpatialLayerNum: 1,
        sSpatialLayers: [
            layer(config, slices, rate),
            SSpatialLayerConfig::default(),
            SSpatialLayerConfig::default(),
            SSpatialLayerConfig::default(),
        ],
        iComplexityMode: LOW_COMPLEXITY,
        uiIntraPeriod: 0,
        iNumRefFrame: 1,
        eSpsPpsIdStrategy: CONSTANT_ID,
        iEntropyCodingModeFlag: high.into(),
        iMultipleThreadIdc: threads.into(),
        bUseLoadBalancing: false,
        bEnableFrameCroppingFlag: true,
        // A scene change would come as a key frame that nobody asked for.
        bEnableSceneChangeDetect: false,
        ..SEncParamExt::default()
    }
}

fn layer(config: &EncodeConfig, slices: u8, rate: f32) -> SSpatialLayerConfig {
    let tags = config.colour.tags();
    let mode = if slices > 1 { SM_RASTER_SLICE } else { SM_SINGLE_SLICE };
    SSpatialLayerConfig {
        iVideoWidth: config.width as i32,
        iVideoHeight: config.height as i32,
        fFrameRate: rate,
        uiProfileIdc: match config.profile {
            H264Profile::ConstrainedBaseline => PRO_BASELINE,
            H264Profile::High => PRO_HIGH,
        },
        uiLevelIdc: level(config),
        sSliceArgument: SSliceArgument {
            uiSliceMode: mode,
            uiSliceNum: slices.into(),
            uiSliceMbNum: slice_sizes(config, slices),
            ..SSliceArgument::default()
        },
        bVideoSignalTypePresent: true,
        uiVideoFormat: VF_UNDEF as u8,
        bFullRange: tags.full_range,
        bColorDescriptionPresent: true,
        uiColorPrimaries: tags.primaries,
        uiTransferCharacteristics: tags.transfer,
        uiColorMatrix: tags.matrix,
        ..SSpatialLayerConfig::default()
    }
}

/// Level, macroblocks per second, macroblocks, kilobits per second. Source: H.264 table A-1.
const LEVELS: [(ELevelIdc, u64, u64, u64); 8] = [
    (LEVEL_3_0, 40_500, 1_620, 10_000),
    (LEVEL_3_1, 108_000, 3_600, 14_000),
    (LEVEL_3_2, 216_000, 5_120, 20_000),
    (LEVEL_4_0, 245_760, 8_192, 20_000),
    (LEVEL_4_1, 245_760, 8_192, 50_000),
    (LEVEL_4_2, 522_240, 8_704, 50_000),
    (LEVEL_5_0, 589_824, 22_080, 135_000),
    (LEVEL_5_1, 983_040, 36_864, 240_000),
];

/// The lowest level of 3.0 to 5.2 that has room for the stream. The library would choose it too,
/// but for a frame rate of at most 60.
fn level(config: &EncodeConfig) -> ELevelIdc {
    let (columns, rows) = macroblocks(config);
    let size = u64::from(columns) * u64::from(rows);
    let per_second = (size * u64::from(config.refresh.0)).div_ceil(1_000);
    let kilobits = config.bitrate.0.div_ceil(1_000);
    let fits = |&&(_, speed, frame, rate): &&(ELevelIdc, u64, u64, u64)| {
        per_second <= speed && size <= frame && kilobits <= rate
    };
    LEVELS.iter().find(fits).map_or(LEVEL_5_2, |level| level.0)
}
