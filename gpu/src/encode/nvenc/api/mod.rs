//! The driver's calls, whatever version of its API is spoken.
//!
//! The newest version that both sides know is spoken. Structs of two versions differ in places and
//! sizes, so `calls` and `fill` are compiled once for each, with the structs of that version; what
//! differs in more than layout is in `v12_1` and `v13_0`. Nothing here enters a context or turns
//! an answer into an error: [`Session`](super::session::Session) does.

mod v12_1;
mod v13_0;

use std::ffi::{c_char, c_void};

use lumen_core::units::{Bitrate, RefreshRate};
use lumen_nvenc_sys::load::Functions;
use lumen_nvenc_sys::status::Status;
use lumen_nvenc_sys::v12_1::GUID;

use super::caps::{Codec, CodecCaps};
use super::config::NvencConfig;
use super::hdr::Messages;
use super::long_term::{LongTermDone, LongTermUse};
use super::plan::Split;
use super::surface::SurfaceLayout;

/// What calls take that comes from the driver.
pub(super) type Handle = *mut c_void;

/// A lock of a bitstream buffer.
pub(super) struct Lock {
    pub bitstream: Handle,
    /// Space for the places of all slices that there may be; null asks for none.
    pub offsets: *mut u32,
    pub wait: bool,
}

/// What a lock shows, until it is given back.
pub(super) struct Locked {
    pub slices: usize,
    pub complete: bool,
    pub key: bool,
    /// As far as the picture is complete.
    pub long_term: LongTermDone,
    pub start: *const u8,
    pub len: usize,
}

/// A picture that is submitted.
pub(super) struct Job<'a> {
    pub codec: Codec,
    pub layout: SurfaceLayout,
    pub mapped: Handle,
    /// As the mapping told.
    pub format: u32,
    pub bitstream: Handle,
    /// The key by which the picture is invalidated.
    pub time: u64,
    pub key: bool,
    pub long_term: LongTermUse,
    pub messages: Option<&'a mut Messages>,
}

/// The calls. Handles are of this driver, alive, and used by one thread at a time.
pub(super) trait Api: Send + Sync {
    /// `OpenEncodeSessionEx` within a CUDA context. `out` may be set even if it fails.
    fn open(&self, context: *mut c_void, out: &mut Handle) -> Status;
    /// `GetLastErrorString`; null or a string that stays until the next failure.
    fn last_words(&self, session: Handle) -> *const c_char;
    /// `GetEncodeGUIDCount`.
    fn codec_count(&self, session: Handle) -> Result<u32, Status>;
    /// `GetEncodeGUIDs`, at most `most`.
    fn codecs(&self, session: Handle, most: u32) -> Result<Vec<GUID>, Status>;
    /// `GetEncodeCaps`.
    fn cap(&self, session: Handle, codec: Codec, cap: u32) -> Result<i32, Status>;
    /// `GetEncodePresetConfigEx` for the fastest preset at ultra low latency, and what `config`
    /// makes of it.
    fn setup(
        &self,
        session: Handle,
        config: &NvencConfig,
        caps: &CodecCaps,
    ) -> Result<Box<dyn Setup>, Status>;
    /// `CreateBitstreamBuffer`.
    fn create_bitstream(&self, session: Handle) -> Result<Handle, Status>;
    /// `DestroyBitstreamBuffer`.
    fn destroy_bitstream(&self, session: Handle, bitstream: Handle) -> Status;
    /// `RegisterResource` of device memory.
    fn register(
        &self,
        session: Handle,
        layout: &SurfaceLayout,
        address: u64,
    ) -> Result<Handle, Status>;
    /// `UnregisterResource`.
    fn unregister(&self, session: Handle, registered: Handle) -> Status;
    /// `MapInputResource`: the handle for a picture, and its format.
    fn map(&self, session: Handle, registered: Handle) -> Result<(Handle, u32), Status>;
    /// `UnmapInputResource`.
    fn unmap(&self, session: Handle, mapped: Handle) -> Status;
    /// `EncodePicture`.
    fn encode(&self, session: Handle, job: &mut Job<'_>) -> Status;
    /// `LockBitstream`.
    fn lock(&self, session: Handle, lock: &Lock) -> Result<Locked, Status>;
    /// `UnlockBitstream`.
    fn unlock(&self, session: Handle, bitstream: Handle) -> Status;
    /// `InvalidateRefFrames`.
    fn invalidate(&self, session: Handle, time: u64) -> Status;
    /// `GetSequenceParams`: bytes written.
    fn sequence_params(&self, session: Handle, space: &mut [u8]) -> Result<usize, Status>;
    /// `DestroyEncoder`.
    fn destroy(&self, session: Handle) -> Status;
}

/// The configuration of a session, which may change while it runs.
pub(super) trait Setup: Send {
    /// Bitrate, frame rate and the buffer of one frame that follows from them.
    fn set_rate(&mut self, bitrate: Bitrate, refresh: RefreshRate, caps: &CodecCaps);
    /// Size of the pictures from now on.
    fn set_size(&mut self, size: (u32, u32));
    /// Split of the pictures from now on.
    fn set_split(&mut self, split: Split);
    /// `InitializeEncoder`, once.
    fn initialize(&mut self, session: Handle) -> Status;
    /// `ReconfigureEncoder` to what is set; with a key frame if `key` says so.
    fn reconfigure(&mut self, session: Handle, key: bool) -> Status;
}

/// The calls of the version that the table is of.
pub(super) fn speak(functions: Functions) -> Box<dyn Api> {
    match functions {
        Functions::V12_1(table) => Box::new(v12_1::Calls(*table)),
        Functions::V13_0(table) => Box::new(v13_0::Calls(*table)),
    }
}
