//! The driver's libraries: opened, asked for their version, their tables read.
//!
//! A library that was opened stays open until the process ends: the driver has threads of its own
//! in it. Each load makes a table of its own, so a process loads once and keeps the result.

use std::ffi::c_void;
use std::path::Path;

use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};

use crate::cuvid;
use crate::status::Status;
use crate::version::{ApiVersion, Versioned};
use crate::{v12_1, v13_0};

/// Why a library is of no use.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No such file, or a file that is no library.
    #[error("{library} cannot be loaded ({reason})")]
    Missing {
        /// The name that was tried last.
        library: String,
        /// What the loader said.
        reason: String,
    },
    /// The library lacks an entry point.
    #[error("{library} has no {symbol}: it is damaged or not NVIDIA's")]
    Symbol {
        /// The library.
        library: String,
        /// The entry point.
        symbol: &'static str,
    },
    /// The driver is older than the API that is spoken.
    #[error("the driver speaks NVENC {offered}, lumen needs {needed}: install driver 530 or newer")]
    TooOld {
        /// What the driver speaks.
        offered: ApiVersion,
        /// What is needed.
        needed: ApiVersion,
    },
    /// An entry point answered with an error.
    #[error("{call}: {status}")]
    Refused {
        /// The entry point.
        call: &'static str,
        /// Its answer.
        status: Status,
    },
    /// The table lacks a function.
    #[error("the driver has no {function}: install a newer one")]
    Function {
        /// The function.
        function: &'static str,
    },
}

/// Names under which drivers install the encoder, in the order to try.
const ENCODE_NAMES: [&str; 2] = ["libnvidia-encode.so.1", "libnvidia-encode.so"];
/// The same for the decoder.
const DECODE_NAMES: [&str; 2] = ["libnvcuvid.so.1", "libnvcuvid.so"];

type GetMaximum = unsafe extern "C" fn(*mut u32) -> u32;
type CreateInstance = unsafe extern "C" fn(*mut c_void) -> u32;

/// A function table of one version, of which [`EncodeApi::load`] has checked what it lists.
pub enum Functions {
    /// Of 12.1.
    V12_1(Box<v12_1::NV_ENCODE_API_FUNCTION_LIST>),
    /// Of 13.0.
    V13_0(Box<v13_0::NV_ENCODE_API_FUNCTION_LIST>),
}

impl Functions {
    /// The version that is spoken with it.
    pub fn version(&self) -> ApiVersion {
        match self {
            Self::V12_1(_) => ApiVersion::V12_1,
            Self::V13_0(_) => ApiVersion::V13_0,
        }
    }
}

/// NVENC of the driver.
pub struct EncodeApi {
    /// The function table of the newest version that both sides speak.
    pub functions: Functions,
    /// Newest version that the driver speaks.
    pub maximum: ApiVersion,
}

// SAFETY: the table is function pointers into a library that stays mapped, and reserved nulls.
unsafe impl Send for EncodeApi {}
// SAFETY: as above; nobody writes the table after it was filled.
unsafe impl Sync for EncodeApi {}

impl EncodeApi {
    /// Opens NVENC: at `path` if given, else under the driver's names.
    ///
    /// # Errors
    /// [`LoadError`] says what is missing and what would help.
    ///
    /// Source: nvEncodeAPI.h, `NvEncodeAPICreateInstance`.
    pub fn load(path: Option<&Path>) -> Result<EncodeApi, LoadError> {
        let library = open(path, &ENCODE_NAMES)?;
        // SAFETY: the header declares this symbol with this signature.
        let get_maximum: GetMaximum =
            unsafe { library.symbol("NvEncodeAPIGetMaxSupportedVersion") }?;
        // SAFETY: as above.
        let create: CreateInstance = unsafe { library.symbol("NvEncodeAPICreateInstance") }?;
        let mut word = 0;
        // SAFETY: the call writes one word to its argument.
        let answered = unsafe { get_maximum(&mut word) };
        refused("NvEncodeAPIGetMaxSupportedVersion", answered)?;
        let maximum = ApiVersion::from_maximum(word);
        if maximum < ApiVersion::V12_1 {
            return Err(LoadError::TooOld { offered: maximum, needed: ApiVersion::V12_1 });
        }
        let functions = match maximum < ApiVersion::V13_0 {
            true => Functions::V12_1(table(create)?),
            false => Functions::V13_0(table(create)?),
        };
        Ok(EncodeApi { functions, maximum })
    }
}

/// A table of any version, filled and checked.
fn table<T: Table>(create: CreateInstance) -> Result<Box<T>, LoadError> {
    let mut table = Box::new(T::new());
    // SAFETY: a table of the size that its version word says, as the call fills it.
    let answered = unsafe { create((&raw mut *table).cast()) };
    refused("NvEncodeAPICreateInstance", answered)?;
    match table.missing() {
        None => Ok(table),
        Some(function) => Err(LoadError::Function { function }),
    }
}

fn refused(call: &'static str, status: u32) -> Result<(), LoadError> {
    Status(status).check().map_err(|status| LoadError::Refused { call, status })
}

/// A function table.
trait Table: Versioned {
    /// A function that `lumen-gpu` calls and that is not there.
    fn missing(&self) -> Option<&'static str>;
}

macro_rules! tables {
    ($($list:ty),*; $need:tt) => { $(tables!(@one $list, $need);)* };
    (@one $list:ty, ($($function:ident)*)) => {
        impl Table for $list {
            fn missing(&self) -> Option<&'static str> {
                $(
                    if self.$function.is_none() {
                        return Some(stringify!($function));
                    }
                )*
                None
            }
        }
    };
}

tables! {
    v12_1::NV_ENCODE_API_FUNCTION_LIST, v13_0::NV_ENCODE_API_FUNCTION_LIST;
    (
        nvEncOpenEncodeSessionEx nvEncGetEncodeGUIDCount nvEncGetEncodeGUIDs nvEncGetEncodeCaps
        nvEncGetInputFormatCount nvEncGetInputFormats
        nvEncGetEncodePresetConfigEx nvEncInitializeEncoder nvEncCreateBitstreamBuffer
        nvEncDestroyBitstreamBuffer nvEncRegisterResource nvEncUnregisterResource
        nvEncMapInputResource nvEncUnmapInputResource nvEncEncodePicture nvEncLockBitstream
        nvEncUnlockBitstream nvEncInvalidateRefFrames nvEncReconfigureEncoder
        nvEncGetSequenceParams nvEncGetLastErrorString nvEncDestroyEncoder
    )
}

macro_rules! decode_api {
    ($($field:ident: $symbol:literal as $signature:ident;)*) => {
        /// cuvid of the driver. Every entry is there.
        pub struct DecodeApi {
            $(#[doc = concat!("`", $symbol, "`.")] pub $field: cuvid::$signature,)*
        }

        impl DecodeApi {
            /// Opens cuvid: at `path` if given, else under the driver's names.
            ///
            /// # Errors
            /// [`LoadError::Missing`] and [`LoadError::Symbol`].
            ///
            /// Source: dynlink_cuviddec.h, dynlink_nvcuvid.h.
            pub fn load(path: Option<&Path>) -> Result<DecodeApi, LoadError> {
                let library = open(path, &DECODE_NAMES)?;
                $(
                    // SAFETY: the header declares this symbol with this signature; a null symbol
                    // is reported as missing, so the option is `Some`.
                    let $field: cuvid::$signature = unsafe { library.symbol($symbol) }?;
                )*
                Ok(DecodeApi { $($field,)* })
            }
        }
    };
}

decode_api! {
    get_decoder_caps: "cuvidGetDecoderCaps" as tcuvidGetDecoderCaps;
    create_decoder: "cuvidCreateDecoder" as tcuvidCreateDecoder;
    destroy_decoder: "cuvidDestroyDecoder" as tcuvidDestroyDecoder;
    reconfigure_decoder: "cuvidReconfigureDecoder" as tcuvidReconfigureDecoder;
    decode_picture: "cuvidDecodePicture" as tcuvidDecodePicture;
    get_decode_status: "cuvidGetDecodeStatus" as tcuvidGetDecodeStatus;
    map_video_frame: "cuvidMapVideoFrame64" as tcuvidMapVideoFrame64;
    unmap_video_frame: "cuvidUnmapVideoFrame64" as tcuvidUnmapVideoFrame64;
    create_video_parser: "cuvidCreateVideoParser" as tcuvidCreateVideoParser;
    parse_video_data: "cuvidParseVideoData" as tcuvidParseVideoData;
    destroy_video_parser: "cuvidDestroyVideoParser" as tcuvidDestroyVideoParser;
    ctx_lock_create: "cuvidCtxLockCreate" as tcuvidCtxLockCreate;
    ctx_lock_destroy: "cuvidCtxLockDestroy" as tcuvidCtxLockDestroy;
}

/// Opens the library at `path` and leaves it open, so that a later request for it by its own name
/// finds it.
///
/// # Errors
/// [`LoadError::Missing`].
pub fn keep_open(path: &Path) -> Result<(), LoadError> {
    open(Some(path), &[]).map(drop)
}

/// An open library that is never closed.
struct Opened {
    library: std::mem::ManuallyDrop<Library>,
    name: String,
}

impl Opened {
    /// The symbol as a function pointer or an option of one.
    ///
    /// # Safety
    /// The library declares `symbol` with the signature `T`.
    unsafe fn symbol<T: Copy>(&self, symbol: &'static str) -> Result<T, LoadError> {
        // SAFETY: the caller vouches for the signature.
        let found = unsafe { self.library.get::<T>(symbol.as_bytes()) };
        let missing = |_| LoadError::Symbol { library: self.name.clone(), symbol };
        // What is copied out stays valid: the library is never closed.
        found.map(|found| *found).map_err(missing)
    }
}

fn open(path: Option<&Path>, names: &[&str]) -> Result<Opened, LoadError> {
    let named = names.iter().map(|name| name.to_string());
    let candidates: Vec<String> = match path {
        Some(path) => vec![path.to_string_lossy().into_owned()],
        None => named.collect(),
    };
    let mut last = LoadError::Missing { library: String::new(), reason: "no name".into() };
    for name in candidates {
        // SAFETY: initialisers of the driver's libraries only set up the driver's own state.
        match unsafe { Library::open(Some(&name), RTLD_NOW | RTLD_LOCAL) } {
            Ok(library) => {
                return Ok(Opened { library: std::mem::ManuallyDrop::new(library), name });
            }
            Err(error) => last = LoadError::Missing { library: name, reason: error.to_string() },
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_that_is_no_library_is_told_apart_from_a_strange_one() {
        let path = std::env::temp_dir().join(format!("lumen-broken-{}.so", std::process::id()));
        std::fs::File::create(&path).unwrap().write_all(b"\x7fELF, or not").unwrap();
        let broken = EncodeApi::load(Some(&path)).err().unwrap();
        assert!(matches!(broken, LoadError::Missing { .. }), "{broken}");
        std::fs::remove_file(&path).unwrap();
        let strange = EncodeApi::load(Some(Path::new("libc.so.6"))).err().unwrap();
        assert!(matches!(strange, LoadError::Symbol { .. }), "{strange}");
    }
}
