//! What the driver offers: codecs, profiles, presets, formats, capabilities.

use std::ffi::c_void;

use crate::coder::picture::Format;
use crate::driver::{Answer, Driver, session_call, status};
use crate::layout::{Struct, preset};
use crate::raw::{Guid, Raw};
use crate::session::Session;
use crate::session::settings::write_preset;

/// H.264, HEVC, AV1.
pub const CODECS: [u128; 3] = [
    0x6bc82762_4e63_4ca4_aa85_1e50f321f6bf,
    0x790cdc88_4522_4d7b_9425_bda9975f7603,
    0x0a352289_0aa7_4759_862d_5d15cd16d254,
];

pub const PROFILE_BASELINE: u128 = 0x0727bcaa_78c4_4c83_8c2f_ef3dff267c6a;
pub const PROFILE_MAIN: u128 = 0x60b5c1d4_67fe_4790_94d5_c4726d7b6e6d;
const PROFILE_AUTOMATIC: u128 = 0xbfd6f8e7_233c_4341_8b3e_4818523803f4;
const PROFILE_HIGH: u128 = 0xe7cbc309_4f7a_4b89_af2a_d537c92be310;
const PROFILES: [&[u128]; 3] = [
    &[PROFILE_AUTOMATIC, PROFILE_BASELINE, PROFILE_MAIN, PROFILE_HIGH],
    &[
        PROFILE_AUTOMATIC,
        0xb514c39a_b55b_40fa_878f_f1253b4dfdec,
        0xfa4d2b6c_3a5b_411a_8018_0a3f5e3c9be5,
        0x51ec32b5_1b4c_453c_9cbd_b616bd621341,
    ],
    &[PROFILE_AUTOMATIC, 0x5f2a39f5_f14e_4f95_9a9e_b76d568fcf97],
];

/// P1 to P7.
pub const PRESETS: [u128; 7] = [
    0xfc0a8d3e_45f8_4cf8_80c7_298871590ebf,
    0xf581cfb8_88d6_4381_93f0_df13f9c27dab,
    0x36850110_3a07_441f_94d5_3670631f91f6,
    0x90a7b826_df06_4862_b9d2_cd6d73a08681,
    0x21c6e6b4_297a_4cba_998f_b6cbde72ade3,
    0x8e75c279_6299_4ab6_8302_0b215a335cf5,
    0x84848c12_6f71_4c13_931b_53e283f57974,
];

/// A codec that this GPU has. Queries for others are refused.
fn codec(driver: &Driver, guid: Guid) -> Result<usize, u32> {
    let guid = u128::from(guid);
    let at = CODECS.iter().position(|known| *known == guid);
    at.filter(|at| driver.personality.codecs[*at]).ok_or(status::INVALID_PARAM)
}

fn codecs(driver: &Driver) -> Vec<u128> {
    let offered = CODECS.iter().zip(driver.personality.codecs);
    offered.filter(|(_, has)| *has).map(|(guid, _)| *guid).collect()
}

fn formats(driver: &Driver, codec: usize) -> Vec<u32> {
    let fits = |format: &Format| {
        let sample = format.sample();
        (sample.depth == 8 || driver.personality.cap(codec, 39) == 1)
            && (!sample.full_chroma || driver.personality.cap(codec, 33) == 1)
    };
    Format::ALL.into_iter().filter(fits).map(Format::code).collect()
}

/// Writes how many there are.
fn count(out: Option<Raw>, values: usize) -> Answer {
    out.ok_or(status::INVALID_PTR)?.set_u32(0, values as u32);
    Ok(())
}

/// Writes as many identifiers as there is space for, and their number.
fn identifiers(array: Option<Raw>, space: u32, out: Option<Raw>, values: &[u128]) -> Answer {
    let array = array.ok_or(status::INVALID_PTR)?;
    let written = values.len().min(space as usize);
    for (at, value) in values[..written].iter().enumerate() {
        array.set_guid(at * size_of::<Guid>(), *value);
    }
    count(out, written)
}

macro_rules! queries {
    ($($name:ident, $label:literal, ($($argument:ident: $kind:ty),*),
        [$($pointer:ident),*], |$driver:ident, $session:ident| $body:expr;)*) => {$(
        /// # Safety
        /// Pointers are null or valid for what the call writes, as the header says.
        pub unsafe extern "C" fn $name(
            encoder: *mut c_void,
            $($argument: $kind),*
        ) -> u32 {
            $(
                // SAFETY: null or valid for what is written, says the caller.
                let $pointer = unsafe { Raw::new($pointer) };
            )*
            session_call($label, encoder.addr(), |$driver: &mut Driver, $session: &mut Session| {
                let _ = &$session;
                $body
            })
        }
    )*};
}

queries! {
    guid_count, "GetEncodeGUIDCount", (out: *mut c_void), [out],
        |driver, session| count(out, codecs(driver).len());
    guids, "GetEncodeGUIDs", (array: *mut c_void, space: u32, out: *mut c_void), [array, out],
        |driver, session| identifiers(array, space, out, &codecs(driver));
    profile_count, "GetEncodeProfileGUIDCount", (guid: Guid, out: *mut c_void), [out],
        |driver, session| count(out, PROFILES[codec(driver, guid)?].len());
    profiles, "GetEncodeProfileGUIDs",
        (guid: Guid, array: *mut c_void, space: u32, out: *mut c_void), [array, out],
        |driver, session| identifiers(array, space, out, PROFILES[codec(driver, guid)?]);
    preset_count, "GetEncodePresetCount", (guid: Guid, out: *mut c_void), [out],
        |driver, session| codec(driver, guid).map_err(Into::into)
            .and_then(|_| count(out, PRESETS.len()));
    presets, "GetEncodePresetGUIDs",
        (guid: Guid, array: *mut c_void, space: u32, out: *mut c_void), [array, out],
        |driver, session| codec(driver, guid).map_err(Into::into)
            .and_then(|_| identifiers(array, space, out, &PRESETS));
    format_count, "GetInputFormatCount", (guid: Guid, out: *mut c_void), [out],
        |driver, session| count(out, formats(driver, codec(driver, guid)?).len());
    input_formats, "GetInputFormats",
        (guid: Guid, array: *mut c_void, space: u32, out: *mut c_void), [array, out],
        |driver, session| {
            let values = formats(driver, codec(driver, guid)?);
            let array = array.ok_or(status::INVALID_PTR)?;
            let written = values.len().min(space as usize);
            for (at, value) in values[..written].iter().enumerate() {
                array.set_u32(at * 4, *value);
            }
            count(out, written)
        };
    caps, "GetEncodeCaps", (guid: Guid, params: *mut c_void, out: *mut c_void), [params, out],
        |driver, session| {
            let index = params.ok_or(status::INVALID_PTR)?.u32(4);
            let codec = codec(driver, guid)?;
            let newest = driver.personality.generation(|known| known.version() == driver.personality.api);
            if index > newest.map_or(u32::MAX, |newest| newest.last_cap) {
                return Err(status::INVALID_PARAM.into());
            }
            let out = out.ok_or(status::INVALID_PTR)?;
            out.set_u32(0, driver.personality.cap(codec, index) as u32);
            Ok(())
        };
    preset_config, "GetEncodePresetConfigEx",
        (guid: Guid, preset: Guid, tuning: u32, params: *mut c_void), [params],
        |driver, session| {
            let params = params.ok_or(status::INVALID_PTR)?;
            session.check(params, Struct::PresetConfig)?;
            if params.u32(preset::CONFIG) != session.generation.word(Struct::Config) {
                return Err(status::INVALID_VERSION.into());
            }
            let codec = codec(driver, guid).map_err(|_| status::UNSUPPORTED_PARAM)?;
            if !PRESETS.contains(&preset.into()) || !(1..=4).contains(&tuning) {
                return Err(status::UNSUPPORTED_PARAM.into());
            }
            write_preset(&session.generation, codec, params.part(preset::CONFIG));
            Ok(())
        };
}
