//! One session with the driver: its calls as methods, closed on drop.
//!
//! What a session has handed out (buffers, registrations, maps) its owner gives back first.
//! Source: NVENC programming guide; nvEncodeAPI.h names each call's parameters.

use std::ffi::{CStr, c_void};
use std::ptr::{NonNull, null_mut};
use std::sync::Arc;

use lumen_nvenc_sys::status::Status;
use lumen_nvenc_sys::v12_1 as nv;
use lumen_nvenc_sys::version::{ApiVersion, Versioned};

use super::driver::Driver;
use super::error::NvencError;

/// An open session, used by one thread at a time.
pub(super) struct Session {
    raw: NonNull<c_void>,
    driver: Arc<Driver>,
}

// SAFETY: the driver ties a session to no thread; the context is entered for each call.
unsafe impl Send for Session {}

/// Calls a function of the table within the context; its status.
macro_rules! invoke {
    ($session:ident.$function:ident($($argument:expr),*)) => {{
        let _entered = $session.driver.context.enter()?;
        match $session.driver.api.functions.$function {
            // SAFETY: the session is open and one thread's at a time. Every struct carries its
            // version word and outlives the call, and so does what it points to.
            Some(function) => unsafe { function($session.raw.as_ptr(), $($argument),*) },
            None => nv::NVENCSTATUS::NV_ENC_ERR_UNIMPLEMENTED,
        }
    }};
}

/// Longest text that is kept of what the driver says.
const MOST_WORDS: usize = 200;

impl Session {
    /// Opens a session.
    ///
    /// # Errors
    /// [`NvencError`] tells a GPU without encoders, the session limit and a half-updated driver
    /// apart.
    pub fn open(driver: &Arc<Driver>) -> Result<Session, NvencError> {
        let mut params = nv::NV_ENC_OPEN_ENCODE_SESSION_EX_PARAMS::new();
        params.deviceType = nv::NV_ENC_DEVICE_TYPE::NV_ENC_DEVICE_TYPE_CUDA;
        params.device = driver.context.raw().cast();
        params.apiVersion = ApiVersion::SPOKEN.word();
        let mut raw = null_mut();
        let status = {
            let _entered = driver.context.enter()?;
            match driver.api.functions.nvEncOpenEncodeSessionEx {
                // SAFETY: the context is retained as long as the driver lives, which the session
                // holds; `raw` is a valid place for the handle.
                Some(open) => unsafe { open(&mut params, &mut raw) },
                None => nv::NVENCSTATUS::NV_ENC_ERR_UNIMPLEMENTED,
            }
        };
        // An open that fails may still hold a place among the sessions, to be given back.
        let session = NonNull::new(raw).map(|raw| Session { raw, driver: Arc::clone(driver) });
        match (Status::from(status).check(), session) {
            (Ok(()), Some(session)) => {
                driver.note_success();
                Ok(session)
            }
            (Ok(()), None) => Err(not_opened(driver, Status::GENERIC)),
            (Err(status), _) => Err(not_opened(driver, status)),
        }
    }

    fn check(&self, call: &'static str, status: nv::NVENCSTATUS) -> Result<(), NvencError> {
        let failed = |status| NvencError::Call { call, status, text: self.last_words(status) };
        Status::from(status).check().map_err(failed)
    }

    /// What the driver says about a failure just now.
    fn last_words(&self, status: Status) -> String {
        if status == Status::LOCK_BUSY || status == Status::INVALID_ENCODERDEVICE {
            return String::new();
        }
        let Some(get) = self.driver.api.functions.nvEncGetLastErrorString else {
            return String::new();
        };
        // SAFETY: the session is open.
        let text = unsafe { get(self.raw.as_ptr()) };
        if text.is_null() {
            return String::new();
        }
        // SAFETY: the driver gives a string that ends with a zero and stays until its next failure.
        let text = unsafe { CStr::from_ptr(text) }.to_string_lossy();
        text.trim_start_matches(':').chars().take(MOST_WORDS).collect()
    }

    /// Codecs of the GPU.
    pub fn codecs(&self) -> Result<Vec<nv::GUID>, NvencError> {
        let mut count = 0;
        let status = invoke!(self.nvEncGetEncodeGUIDCount(&mut count));
        self.check("GetEncodeGUIDCount", status)?;
        let none = nv::GUID { Data1: 0, Data2: 0, Data3: 0, Data4: [0; 8] };
        let mut codecs = vec![none; count.min(64) as usize];
        let space = codecs.len() as u32;
        let status = invoke!(self.nvEncGetEncodeGUIDs(codecs.as_mut_ptr(), space, &mut count));
        self.check("GetEncodeGUIDs", status)?;
        codecs.truncate(count as usize);
        Ok(codecs)
    }

    /// A capability; 0 where the driver does not know of it.
    pub fn cap(&self, codec: nv::GUID, cap: nv::NV_ENC_CAPS) -> Result<i32, NvencError> {
        let mut params = nv::NV_ENC_CAPS_PARAM::new();
        params.capsToQuery = cap;
        let mut value = 0;
        let status = invoke!(self.nvEncGetEncodeCaps(codec, &mut params, &mut value));
        match self.check("GetEncodeCaps", status) {
            Ok(()) => Ok(value),
            Err(NvencError::Call { status: Status::INVALID_PARAM, .. }) => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// The configuration that a preset stands for, at ultra low latency.
    pub fn preset(
        &self,
        codec: nv::GUID,
        preset: nv::GUID,
    ) -> Result<nv::NV_ENC_CONFIG, NvencError> {
        let mut params = nv::NV_ENC_PRESET_CONFIG::new();
        params.presetCfg.version = nv::NV_ENC_CONFIG::WORD;
        let tuning = nv::NV_ENC_TUNING_INFO::NV_ENC_TUNING_INFO_ULTRA_LOW_LATENCY;
        let status = invoke!(self.nvEncGetEncodePresetConfigEx(codec, preset, tuning, &mut params));
        self.check("GetEncodePresetConfigEx", status)?;
        Ok(params.presetCfg)
    }

    /// Initialises the encoder, once. After a failure the session is of no more use.
    pub fn initialize(&self, params: &mut nv::NV_ENC_INITIALIZE_PARAMS) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncInitializeEncoder(params));
        self.check("InitializeEncoder", status)
    }

    /// Changes what may be changed, between pictures.
    pub fn reconfigure(
        &self,
        params: &mut nv::NV_ENC_RECONFIGURE_PARAMS,
    ) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncReconfigureEncoder(params));
        self.check("ReconfigureEncoder", status)
    }

    /// A new bitstream buffer.
    pub fn create_bitstream(&self) -> Result<*mut c_void, NvencError> {
        let mut params = nv::NV_ENC_CREATE_BITSTREAM_BUFFER::new();
        let status = invoke!(self.nvEncCreateBitstreamBuffer(&mut params));
        self.check("CreateBitstreamBuffer", status)?;
        Ok(params.bitstreamBuffer)
    }

    /// Gives a bitstream buffer back.
    pub fn destroy_bitstream(&self, bitstream: *mut c_void) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncDestroyBitstreamBuffer(bitstream));
        self.check("DestroyBitstreamBuffer", status)
    }

    /// Registers device memory, which must stay until it is unregistered.
    pub fn register(
        &self,
        params: &mut nv::NV_ENC_REGISTER_RESOURCE,
    ) -> Result<*mut c_void, NvencError> {
        let status = invoke!(self.nvEncRegisterResource(params));
        self.check("RegisterResource", status)?;
        Ok(params.registeredResource)
    }

    /// Takes a registration back.
    pub fn unregister(&self, registered: *mut c_void) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncUnregisterResource(registered));
        self.check("UnregisterResource", status)
    }

    /// Maps registered memory as input: the handle for a picture, and its format.
    pub fn map(
        &self,
        registered: *mut c_void,
    ) -> Result<(*mut c_void, nv::NV_ENC_BUFFER_FORMAT), NvencError> {
        let mut params = nv::NV_ENC_MAP_INPUT_RESOURCE::new();
        params.registeredResource = registered;
        let status = invoke!(self.nvEncMapInputResource(&mut params));
        self.check("MapInputResource", status)?;
        Ok((params.mappedResource, params.mappedBufferFmt))
    }

    /// Ends a mapping.
    pub fn unmap(&self, mapped: *mut c_void) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncUnmapInputResource(mapped));
        self.check("UnmapInputResource", status)
    }

    /// Submits a picture.
    pub fn encode(&self, params: &mut nv::NV_ENC_PIC_PARAMS) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncEncodePicture(params));
        self.check("EncodePicture", status)
    }

    /// Locks a bitstream buffer. What `params` points to is valid until it is unlocked.
    pub fn lock(&self, params: &mut nv::NV_ENC_LOCK_BITSTREAM) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncLockBitstream(params));
        self.check("LockBitstream", status)
    }

    /// Unlocks it.
    pub fn unlock(&self, bitstream: *mut c_void) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncUnlockBitstream(bitstream));
        self.check("UnlockBitstream", status)
    }

    /// The picture of this time serves no more as a reference. The answer means nothing.
    pub fn invalidate(&self, timestamp: u64) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncInvalidateRefFrames(timestamp));
        self.check("InvalidateRefFrames", status)
    }

    /// Writes the parameter sets to `space`; their length.
    pub fn sequence_params(&self, space: &mut [u8]) -> Result<usize, NvencError> {
        let mut written = 0;
        let mut params = nv::NV_ENC_SEQUENCE_PARAM_PAYLOAD::new();
        params.inBufferSize = space.len() as u32;
        params.spsppsBuffer = space.as_mut_ptr().cast();
        params.outSPSPPSPayloadSize = &mut written;
        let status = invoke!(self.nvEncGetSequenceParams(&mut params));
        self.check("GetSequenceParams", status)?;
        Ok(written as usize)
    }

    fn destroy(&self) -> Result<(), NvencError> {
        let status = invoke!(self.nvEncDestroyEncoder());
        self.check("DestroyEncoder", status)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let closed = self.destroy();
        closed.unwrap_or_else(|error| tracing::warn!(%error, "encoder session left open"));
    }
}

/// Why a session was not opened.
fn not_opened(driver: &Driver, status: Status) -> NvencError {
    match status {
        Status::NO_ENCODE_DEVICE | Status::UNSUPPORTED_DEVICE => {
            NvencError::NoEngine { gpu: driver.gpu().to_owned(), status }
        }
        Status::INVALID_VERSION if driver.has_worked() => NvencError::Wedged,
        Status::INVALID_VERSION => NvencError::HalfUpdated,
        Status::INCOMPATIBLE_CLIENT_KEY | Status::OUT_OF_MEMORY => {
            NvencError::TooManySessions { status }
        }
        status => NvencError::Call { call: "OpenEncodeSessionEx", status, text: String::new() },
    }
}
