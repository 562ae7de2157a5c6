//! The three encodings of a version, and the word that each struct starts with.
//!
//! | where | formula |
//! |---|---|
//! | `NvEncodeAPIGetMaxSupportedVersion` | `major << 4 \| minor` |
//! | `apiVersion` of a session | `major \| minor << 24` |
//! | first word of a struct | `apiVersion \| revision << 16 \| 7 << 28`, and bit 31 for some |
//!
//! Source: nvEncodeAPI.h, `NVENCAPI_VERSION`, `NVENCAPI_STRUCT_VERSION`, `NV_ENC_*_VER`.

use std::fmt;
use std::mem::MaybeUninit;

use crate::{v12_1, v13_0};

/// Version of the API, compared as a pair, never as one of its encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApiVersion {
    /// Major number.
    pub major: u32,
    /// Minor number.
    pub minor: u32,
}

impl ApiVersion {
    /// The oldest version that is spoken.
    pub const V12_1: ApiVersion = ApiVersion { major: 12, minor: 1 };
    /// The newest version that is spoken.
    pub const V13_0: ApiVersion = ApiVersion { major: 13, minor: 0 };

    /// Reads what `NvEncodeAPIGetMaxSupportedVersion` gives.
    pub const fn from_maximum(word: u32) -> ApiVersion {
        ApiVersion { major: word >> 4, minor: word & 15 }
    }

    /// `apiVersion` of a session.
    pub const fn word(self) -> u32 {
        self.major | (self.minor << 24)
    }

    /// First word of a struct of this `revision`; `high` sets bit 31.
    pub const fn struct_word(self, revision: u32, high: bool) -> u32 {
        self.word() | (revision << 16) | (7 << 28) | ((high as u32) << 31)
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// A struct of the API that starts with a version word.
///
/// # Safety
/// All-zero bytes are a value of the type, and its first four bytes are its version word.
pub unsafe trait Versioned: Sized {
    /// The word.
    const WORD: u32;

    /// The struct with its version word, all other bytes zero.
    fn new() -> Self {
        let mut value = MaybeUninit::<Self>::zeroed();
        // SAFETY: the first four bytes are the version word, says the trait.
        unsafe { value.as_mut_ptr().cast::<u32>().write(Self::WORD) };
        // SAFETY: all-zero bytes are a value, says the trait, and any word is a version.
        unsafe { value.assume_init() }
    }
}

macro_rules! versioned {
    ($module:ident, $api:expr; $($name:ident = $revision:literal $(, $high:ident)?;)*) => {$(
        // SAFETY: a C struct of integers, pointers and arrays of them, without Rust enums or
        // references, whose first member is `version`.
        unsafe impl Versioned for $module::$name {
            const WORD: u32 = $api.struct_word($revision, versioned!(@high $($high)?));
        }
    )*};
    (@high) => { false };
    (@high high) => { true };
}

versioned! { v12_1, ApiVersion::V12_1;
    NV_ENCODE_API_FUNCTION_LIST = 2;
    NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS = 1;
    NV_ENC_CAPS_PARAM = 1;
    NV_ENC_PRESET_CONFIG = 4, high;
    NV_ENC_CONFIG = 8, high;
    NV_ENC_INITIALIZE_PARAMS = 6, high;
    NV_ENC_RECONFIGURE_PARAMS = 1, high;
    NV_ENC_PIC_PARAMS = 6, high;
    NV_ENC_LOCK_BITSTREAM = 1, high;
    NV_ENC_CREATE_BITSTREAM_BUFFER = 1;
    NV_ENC_REGISTER_RESOURCE = 4;
    NV_ENC_MAP_INPUT_RESOURCE = 4;
    NV_ENC_SEQUENCE_PARAM_PAYLOAD = 1;
}

versioned! { v13_0, ApiVersion::V13_0;
    NV_ENCODE_API_FUNCTION_LIST = 2;
    NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS = 1;
    NV_ENC_CAPS_PARAM = 1;
    NV_ENC_PRESET_CONFIG = 5, high;
    NV_ENC_CONFIG = 9, high;
    NV_ENC_INITIALIZE_PARAMS = 7, high;
    NV_ENC_RECONFIGURE_PARAMS = 2, high;
    NV_ENC_PIC_PARAMS = 7, high;
    NV_ENC_LOCK_BITSTREAM = 2, high;
    NV_ENC_CREATE_BITSTREAM_BUFFER = 1;
    NV_ENC_REGISTER_RESOURCE = 5;
    NV_ENC_MAP_INPUT_RESOURCE = 4;
    NV_ENC_SEQUENCE_PARAM_PAYLOAD = 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_maximum_is_a_pair() {
        assert_eq!(ApiVersion::from_maximum(0xc1), ApiVersion::V12_1);
        assert_eq!(ApiVersion::from_maximum(208), ApiVersion::V13_0);
        assert!(ApiVersion::from_maximum(0xb1) < ApiVersion::V12_1);
        assert_eq!(ApiVersion::V12_1.to_string(), "12.1");
    }
}
