//! The configuration of a session, read through offsets, and what is refused of it.

use crate::api::lists::{self, CODECS};
use crate::coder::picture::Sample;
use crate::coder::{Codec, Cut, Vui};
use crate::driver::{Failure, status};
use crate::layout::{Generation, Struct, av1, config, h264, hevc, init, vui};
use crate::personality::Personality;
use crate::raw::Raw;
use crate::session::long_term;

/// What a session was initialised with.
#[derive(Clone, Debug)]
pub struct Settings {
    pub codec: Codec,
    pub width: usize,
    pub height: usize,
    pub max_width: usize,
    pub max_height: usize,
    pub sub_frame: bool,
    pub offsets: bool,
    /// Engines that a frame is split over; 1 is none.
    pub split: usize,
    pub cut: Cut,
    pub references: usize,
    /// Long-term references among them; 0 without.
    pub long_term: usize,
    pub bitrate: u32,
    pub vbv: u32,
    pub sample: Sample,
    pub profile: u32,
    pub tier: u32,
    pub vui: Vui,
}

impl Settings {
    /// The facts that a journal tells.
    pub fn describe(&self) -> String {
        let Settings { codec, width, height, bitrate, vbv, split, cut, .. } = self;
        format!(
            "codec={codec:?} size={width}x{height} bitrate={bitrate} vbv={vbv} split={split} \
             cut={cut:?} sub_frame={} offsets={} depth={} full_chroma={} references={} \
             long_term={}",
            self.sub_frame,
            self.offsets,
            self.sample.depth,
            self.sample.full_chroma,
            self.references,
            self.long_term,
        )
    }
}

pub fn refuse(text: &'static str) -> Failure {
    Failure { status: status::INVALID_PARAM, text }
}

/// Reads initialisation parameters.
pub fn read(
    generation: &Generation,
    personality: &Personality,
    params: Raw,
) -> Result<Settings, Failure> {
    let codec_guid = params.guid(init::CODEC);
    let at = CODECS.iter().position(|guid| *guid == codec_guid).ok_or(status::UNSUPPORTED_PARAM)?;
    if !personality.codecs[at] {
        return Err(refuse("EncodeAPI Internal Error."));
    }
    let codec = [Codec::H264, Codec::Hevc, Codec::Av1][at];
    check_parameters(personality, at, params)?;
    let config = params.follow(init::CONFIG).ok_or(status::INVALID_PTR)?;
    if config.u32(0) != generation.word(Struct::Config) {
        return Err(status::INVALID_VERSION.into());
    }
    check_config(personality, config)?;
    let of_codec = config.part(config::CODEC);
    let references = references(codec, of_codec);
    let settings = Settings {
        codec,
        width: params.u32(init::WIDTH) as usize,
        height: params.u32(init::HEIGHT) as usize,
        max_width: params.u32(init::MAX_WIDTH) as usize,
        max_height: params.u32(init::MAX_HEIGHT) as usize,
        offsets: params.bit(init::FLAGS, 0),
        sub_frame: params.bit(init::FLAGS, 1),
        split: split(generation, personality, codec, params),
        cut: cut(codec, of_codec)?,
        references,
        long_term: long_term::count(personality, codec, of_codec, references)?,
        bitrate: config.u32(config::BITRATE),
        vbv: config.u32(config::VBV),
        sample: sample(generation, codec, of_codec),
        profile: profile_idc(config.guid(config::PROFILE)),
        tier: if codec == Codec::Hevc { of_codec.u32(hevc::TIER) } else { 0 },
        vui: read_vui(codec, of_codec),
    };
    check_codec(personality, at, of_codec, &settings)?;
    Ok(settings)
}

fn check_parameters(personality: &Personality, codec: usize, params: Raw) -> Result<(), Failure> {
    let (width, height) = (params.u32(init::WIDTH), params.u32(init::HEIGHT));
    let (max_width, max_height) = (params.u32(init::MAX_WIDTH), params.u32(init::MAX_HEIGHT));
    let cap = |index| personality.cap(codec, index) as u32;
    if width < cap(45) || height < cap(46) {
        return Err(refuse("Frame Dimension less than the minimum supported value."));
    }
    if width > cap(16) || height > cap(17) {
        return Err(refuse("Frame Dimension greater than the maximum supported value."));
    }
    if (max_width > 0 && width > max_width) || (max_height > 0 && height > max_height) {
        return Err(refuse("Encode size exceeds the maximum size."));
    }
    if params.u32(init::ASYNC) != 0 {
        return Err(refuse("Async mode not supported."));
    }
    if params.u32(init::RATE_NUM) == 0 || params.u32(init::RATE_DEN) == 0 {
        return Err(refuse("Frame rate is zero."));
    }
    let preset_known = lists::PRESETS.contains(&params.guid(init::PRESET));
    if !preset_known || !(1..=4).contains(&params.u32(init::TUNING)) {
        return Err(refuse("Preset or tuning is not set."));
    }
    let sub_frame = params.bit(init::FLAGS, 1);
    if sub_frame && cap(23) == 0 {
        return Err(refuse("Sub-frame readback is not supported."));
    }
    Ok(())
}

fn check_config(personality: &Personality, config: Raw) -> Result<(), Failure> {
    let gop = config.u32(config::GOP);
    let interval = config.u32(config::INTERVAL_P);
    if gop < interval {
        return Err(refuse("GOP length is less than the interval of P frames."));
    }
    if config.u32(config::FIELD_MODE) != 1 || config.u32(config::RC_VERSION) == 0 {
        return Err(refuse("The configuration was not made from a preset."));
    }
    if config.u32(config::RC_MODE) > 2 {
        return Err(refuse("Rate control mode is not supported."));
    }
    if personality.ceiling.is_some_and(|ceiling| config.u32(config::BITRATE) > ceiling) {
        return Err(refuse("Bitrate is above the level's."));
    }
    Ok(())
}

fn check_codec(
    personality: &Personality,
    codec: usize,
    of_codec: Raw,
    settings: &Settings,
) -> Result<(), Failure> {
    let unsupported = (settings.sample.depth > 8 && personality.cap(codec, 39) == 0)
        || (settings.sample.full_chroma && personality.cap(codec, 33) == 0);
    if unsupported {
        return Err(refuse("Bit depth or chroma format is not supported."));
    }
    if settings.codec == Codec::Av1 && of_codec.u32(av1::TIER) != 0 {
        return Err(refuse("Tier is not supported."));
    }
    let period = match settings.codec {
        Codec::H264 => of_codec.u32(h264::IDR_PERIOD),
        Codec::Hevc => of_codec.u32(hevc::IDR_PERIOD),
        Codec::Av1 => of_codec.u32(av1::IDR_PERIOD),
    };
    if period == 0 {
        return Err(refuse("IDR period is zero."));
    }
    Ok(())
}

/// HEVC and AV1 split over as many engines as there are, silently fewer than asked for; HEVC not
/// at all with sub-frame output.
fn split(generation: &Generation, personality: &Personality, codec: Codec, params: Raw) -> usize {
    let engines = personality.engines.max(1) as usize;
    let sub_frame = params.bit(init::FLAGS, 1);
    if !generation.has_split() || codec == Codec::H264 || (codec == Codec::Hevc && sub_frame) {
        return 1;
    }
    let automatic = if codec == Codec::Hevc { 2112 } else { 2048 };
    match params.bits(init::FLAGS, 5, 4) {
        0 if params.u32(init::HEIGHT) >= automatic => engines.min(2),
        1 => engines.min(2),
        forced @ 2..=4 => engines.min(forced as usize),
        _ => 1,
    }
}

fn cut(codec: Codec, of_codec: Raw) -> Result<Cut, Failure> {
    let (mode, data) = match codec {
        Codec::H264 => (of_codec.u32(h264::SLICE_MODE), of_codec.u32(h264::SLICE_DATA)),
        Codec::Hevc => (of_codec.u32(hevc::SLICE_MODE), of_codec.u32(hevc::SLICE_DATA)),
        Codec::Av1 => return Ok(Cut::Slices(1)),
    };
    match (mode, data as usize) {
        (0 | 3, 0) => Ok(Cut::Slices(1)),
        (2, rows) => Ok(Cut::Rows(rows)),
        (3, slices) => Ok(Cut::Slices(slices)),
        _ => Err(refuse("Slice mode is not supported.")),
    }
}

fn references(codec: Codec, of_codec: Raw) -> usize {
    let asked = match codec {
        Codec::H264 => of_codec.u32(h264::REFERENCES),
        Codec::Hevc => of_codec.u32(hevc::REFERENCES),
        Codec::Av1 => 0,
    };
    asked.clamp(1, 15) as usize
}

fn sample(generation: &Generation, codec: Codec, of_codec: Raw) -> Sample {
    match codec {
        Codec::H264 => Sample { depth: 8, full_chroma: of_codec.u32(h264::CHROMA) == 3 },
        Codec::Hevc => {
            let ten = match generation.has_depth_members() {
                true => of_codec.u32(hevc::OUTPUT_DEPTH) == 10,
                false => of_codec.bits(hevc::FLAGS, 11, 3) == 2,
            };
            let full_chroma = of_codec.bits(hevc::FLAGS, 9, 2) == 3;
            Sample { depth: if ten { 10 } else { 8 }, full_chroma }
        }
        Codec::Av1 => {
            let ten = !generation.has_depth_members() && of_codec.bits(av1::FLAGS, 15, 3) == 2;
            Sample { depth: if ten { 10 } else { 8 }, full_chroma: false }
        }
    }
}

fn profile_idc(guid: u128) -> u32 {
    match guid {
        lists::PROFILE_BASELINE => 66,
        lists::PROFILE_MAIN => 77,
        _ => 100,
    }
}

fn read_vui(codec: Codec, of_codec: Raw) -> Vui {
    let params = match codec {
        Codec::H264 => of_codec.part(h264::VUI),
        Codec::Hevc => of_codec.part(hevc::VUI),
        Codec::Av1 => return Vui::default(),
    };
    let told = |present: usize| params.u32(present) != 0;
    Vui {
        signal: told(vui::SIGNAL_PRESENT)
            .then(|| (params.u32(vui::FORMAT), params.u32(vui::FULL_RANGE) != 0)),
        colour: told(vui::COLOUR_PRESENT)
            .then(|| [vui::PRIMARIES, vui::TRANSFER, vui::MATRIX].map(|member| params.u32(member))),
        restriction: told(vui::RESTRICTION),
    }
}

/// The configuration that a preset gives.
pub fn write_preset(generation: &Generation, codec: usize, config: Raw) {
    config.fill(0, &[0; config::SIZE]);
    config.set_u32(0, generation.word(Struct::Config));
    config.set_u32(config::GOP, u32::MAX);
    config.set_u32(config::INTERVAL_P, 1);
    config.set_u32(config::FIELD_MODE, 1);
    config.set_u32(config::RC_VERSION, generation.api_word() | (1 << 16) | (7 << 28));
    config.set_u32(config::RC_MODE, 2);
    config.set_u32(config::BITRATE, 20_000_000);
    let of_codec = config.part(config::CODEC);
    match codec {
        0 => {
            of_codec.set_u32(h264::IDR_PERIOD, u32::MAX);
            of_codec.set_u32(h264::SLICE_MODE, 3);
            of_codec.set_u32(h264::SLICE_DATA, 1);
            of_codec.set_u32(h264::CHROMA, 1);
        }
        1 => {
            of_codec.set_u32(hevc::FLAGS, 1 << 9);
            of_codec.set_u32(hevc::IDR_PERIOD, u32::MAX);
            of_codec.set_u32(hevc::SLICE_MODE, 3);
            of_codec.set_u32(hevc::SLICE_DATA, 1);
        }
        _ => {
            of_codec.set_u32(av1::FLAGS, 1 << 7);
            of_codec.set_u32(av1::IDR_PERIOD, u32::MAX);
        }
    }
    if generation.has_depth_members() && codec == 1 {
        of_codec.set_u32(hevc::OUTPUT_DEPTH, 8);
        of_codec.set_u32(hevc::OUTPUT_DEPTH + 4, 8);
    }
}
