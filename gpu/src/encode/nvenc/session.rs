//! One session with the driver: its calls as methods, closed on drop.
//!
//! What a session has handed out (buffers, registrations, maps) its owner gives back first.
//! Source: NVENC programming guide; nvEncodeAPI.h names each call's parameters.

use std::ffi::{CStr, c_void};
use std::ptr::{NonNull, null_mut};
use std::sync::Arc;

use lumen_nvenc_sys::status::Status;
use lumen_nvenc_sys::v12_1::{GUID, NV_ENC_CAPS};

use super::api::{Api, Handle, Job, Lock, Locked, Setup};
use super::caps::{Codec, CodecCaps};
use super::config::NvencConfig;
use super::driver::Driver;
use super::error::NvencError;
use super::surface::SurfaceLayout;

/// An open session, used by one thread at a time.
pub(super) struct Session {
    raw: NonNull<c_void>,
    driver: Arc<Driver>,
}

// SAFETY: the driver ties a session to no thread; the context is entered for each call.
unsafe impl Send for Session {}

/// Most codecs that are asked for.
const MOST_CODECS: u32 = 64;

/// Longest text that is kept of what the driver says.
const MOST_WORDS: usize = 200;

impl Session {
    /// Opens a session.
    ///
    /// # Errors
    /// [`NvencError`] tells a GPU without encoders, the session limit and a half-updated driver
    /// apart.
    pub fn open(driver: &Arc<Driver>) -> Result<Session, NvencError> {
        let mut raw = null_mut();
        let status = {
            let _entered = driver.context.enter()?;
            // The context is retained as long as the driver lives, which the session holds.
            driver.api.open(driver.context.raw().cast(), &mut raw)
        };
        // An open that fails may still hold a place among the sessions, to be given back.
        let session = NonNull::new(raw).map(|raw| Session { raw, driver: Arc::clone(driver) });
        match (status.check(), session) {
            (Ok(()), Some(session)) => {
                driver.note_success();
                Ok(session)
            }
            (Ok(()), None) => Err(not_opened(driver, Status::GENERIC)),
            (Err(status), _) => Err(not_opened(driver, status)),
        }
    }

    /// Makes a call within the context.
    fn call<T>(
        &self,
        name: &'static str,
        call: impl FnOnce(&dyn Api, Handle) -> Result<T, Status>,
    ) -> Result<T, NvencError> {
        let answer = {
            let _entered = self.driver.context.enter()?;
            call(&*self.driver.api, self.raw.as_ptr())
        };
        let failed =
            |status| NvencError::Call { call: name, status, text: self.last_words(status) };
        answer.map_err(failed)
    }

    /// What the driver says about a failure just now.
    fn last_words(&self, status: Status) -> String {
        if status == Status::LOCK_BUSY || status == Status::INVALID_ENCODERDEVICE {
            return String::new();
        }
        let text = self.driver.api.last_words(self.raw.as_ptr());
        if text.is_null() {
            return String::new();
        }
        // SAFETY: the driver gives a string that ends with a zero and stays until its next failure.
        let text = unsafe { CStr::from_ptr(text) }.to_string_lossy();
        text.trim_start_matches(':').chars().take(MOST_WORDS).collect()
    }

    /// Codecs of the GPU.
    pub fn codecs(&self) -> Result<Vec<GUID>, NvencError> {
        let count = self.call("GetEncodeGUIDCount", |api, raw| api.codec_count(raw))?;
        self.call("GetEncodeGUIDs", |api, raw| api.codecs(raw, count.min(MOST_CODECS)))
    }

    /// A capability; 0 where the driver does not know of it.
    pub fn cap(&self, codec: Codec, cap: NV_ENC_CAPS) -> Result<i32, NvencError> {
        match self.call("GetEncodeCaps", |api, raw| api.cap(raw, codec, cap.0)) {
            Err(NvencError::Call { status: Status::INVALID_PARAM, .. }) => Ok(0),
            other => other,
        }
    }

    /// The configuration of a stream, made from a preset of the driver's.
    pub fn setup(
        &self,
        config: &NvencConfig,
        caps: &CodecCaps,
    ) -> Result<Box<dyn Setup>, NvencError> {
        self.call("GetEncodePresetConfigEx", |api, raw| api.setup(raw, config, caps))
    }

    /// Initialises the encoder, once. After a failure the session is of no more use.
    pub fn initialize(&self, setup: &mut dyn Setup) -> Result<(), NvencError> {
        self.call("InitializeEncoder", |_, raw| setup.initialize(raw).check())
    }

    /// Changes what may be changed, between pictures.
    pub fn reconfigure(&self, setup: &mut dyn Setup, key: bool) -> Result<(), NvencError> {
        self.call("ReconfigureEncoder", |_, raw| setup.reconfigure(raw, key).check())
    }

    /// A new bitstream buffer.
    pub fn create_bitstream(&self) -> Result<Handle, NvencError> {
        self.call("CreateBitstreamBuffer", |api, raw| api.create_bitstream(raw))
    }

    /// Gives a bitstream buffer back.
    pub fn destroy_bitstream(&self, bitstream: Handle) -> Result<(), NvencError> {
        let call = |api: &dyn Api, raw| api.destroy_bitstream(raw, bitstream).check();
        self.call("DestroyBitstreamBuffer", call)
    }

    /// Registers device memory, which must stay until it is unregistered.
    pub fn register(&self, layout: &SurfaceLayout, address: u64) -> Result<Handle, NvencError> {
        self.call("RegisterResource", |api, raw| api.register(raw, layout, address))
    }

    /// Takes a registration back.
    pub fn unregister(&self, registered: Handle) -> Result<(), NvencError> {
        self.call("UnregisterResource", |api, raw| api.unregister(raw, registered).check())
    }

    /// Maps registered memory as input: the handle for a picture, and its format.
    pub fn map(&self, registered: Handle) -> Result<(Handle, u32), NvencError> {
        self.call("MapInputResource", |api, raw| api.map(raw, registered))
    }

    /// Ends a mapping.
    pub fn unmap(&self, mapped: Handle) -> Result<(), NvencError> {
        self.call("UnmapInputResource", |api, raw| api.unmap(raw, mapped).check())
    }

    /// Submits a picture.
    pub fn encode(&self, job: &mut Job<'_>) -> Result<(), NvencError> {
        self.call("EncodePicture", |api, raw| api.encode(raw, job).check())
    }

    /// Locks a bitstream buffer. What is shown is valid until it is unlocked.
    pub fn lock(&self, lock: &Lock) -> Result<Locked, NvencError> {
        self.call("LockBitstream", |api, raw| api.lock(raw, lock))
    }

    /// Unlocks it.
    pub fn unlock(&self, bitstream: Handle) -> Result<(), NvencError> {
        self.call("UnlockBitstream", |api, raw| api.unlock(raw, bitstream).check())
    }

    /// The picture of this time serves no more as a reference. The answer means nothing.
    pub fn invalidate(&self, time: u64) -> Result<(), NvencError> {
        self.call("InvalidateRefFrames", |api, raw| api.invalidate(raw, time).check())
    }

    /// Writes the parameter sets to `space`; their length.
    pub fn sequence_params(&self, space: &mut [u8]) -> Result<usize, NvencError> {
        self.call("GetSequenceParams", |api, raw| api.sequence_params(raw, space))
    }

    fn destroy(&self) -> Result<(), NvencError> {
        self.call("DestroyEncoder", |api, raw| api.destroy(raw).check())
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
