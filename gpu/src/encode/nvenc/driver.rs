//! The driver: library, context, and what was learnt about them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use lumen_nvenc_sys::load::{EncodeApi, LoadError};
use lumen_nvenc_sys::version::ApiVersion;

use super::api::{Api, speak};
use super::error::NvencError;
use crate::cuda::Context;

/// Which files to use instead of the system's: for a driver that stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Libraries {
    /// NVENC.
    pub nvenc: Option<PathBuf>,
    /// CUDA.
    pub cuda: Option<PathBuf>,
}

/// How far the driver's word on finished slices is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The newest slice is held back until the next one is told of, while what was told is
    /// compared with what comes out.
    Proving,
    /// Slices leave when they are told of.
    Full,
    /// The newest slice is held back for good.
    HoldBack,
    /// Frames leave whole.
    None,
}

/// Frames that must come out as they were told before slices leave at once.
const PROOF_FRAMES: u32 = 32;

const FULL: u32 = PROOF_FRAMES;
const HOLD_BACK: u32 = u32::MAX - 1;
const NONE: u32 = u32::MAX;

/// NVENC and CUDA of this machine. Made once and shared by all encoders.
pub struct Driver {
    pub(super) api: Box<dyn Api>,
    /// Newest version that the driver speaks, and the one that is spoken with it.
    versions: (ApiVersion, ApiVersion),
    pub(super) context: Arc<Context>,
    /// A session was opened with success.
    worked: AtomicBool,
    /// Frames that proved right, or one of the marks above.
    trust: AtomicU32,
}

/// Where the driver's own library is missing beside CUDA, the container was not given it.
fn not_loaded(error: LoadError, libraries: &Libraries, context: &Context) -> NvencError {
    match (error, &libraries.nvenc) {
        (LoadError::Missing { library, .. }, None) => {
            NvencError::NoLibrary { gpu: context.name().to_owned(), library }
        }
        (error, _) => error.into(),
    }
}

impl Driver {
    /// Loads the libraries and opens the first GPU. Opens no session.
    ///
    /// # Errors
    /// [`NvencError::Load`], [`NvencError::NoLibrary`] and [`NvencError::Cuda`].
    pub fn load(libraries: &Libraries) -> Result<Arc<Driver>, NvencError> {
        let context = Context::open(libraries.cuda.as_deref())?;
        let api = EncodeApi::load(libraries.nvenc.as_deref());
        let api = api.map_err(|error| not_loaded(error, libraries, &context))?;
        let versions = (api.maximum, api.functions.version());
        let (worked, trust) = (AtomicBool::new(false), AtomicU32::new(0));
        Ok(Arc::new(Driver { api: speak(api.functions), versions, context, worked, trust }))
    }

    /// The GPU's name.
    pub fn gpu(&self) -> &str {
        self.context.name()
    }

    /// CUDA on that GPU.
    pub fn context(&self) -> &Arc<Context> {
        &self.context
    }

    /// Newest API version that the driver speaks.
    pub fn version(&self) -> ApiVersion {
        self.versions.0
    }

    /// API version that sessions speak.
    pub fn spoken(&self) -> ApiVersion {
        self.versions.1
    }

    pub(super) fn has_worked(&self) -> bool {
        self.worked.load(Ordering::Relaxed)
    }

    pub(super) fn note_success(&self) {
        self.worked.store(true, Ordering::Relaxed);
    }

    /// How far slices are trusted now.
    pub fn trust(&self) -> Trust {
        match self.trust.load(Ordering::Relaxed) {
            NONE => Trust::None,
            HOLD_BACK => Trust::HoldBack,
            FULL => Trust::Full,
            _ => Trust::Proving,
        }
    }

    /// A frame came out as its slices were told.
    pub(super) fn prove(&self) {
        let next = |count: u32| (count < FULL).then_some(count + 1);
        // A mark stays a mark.
        let _ = self.trust.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
    }

    /// The newest slice of a frame was not what it was told to be.
    pub(super) fn hold_back(&self) {
        self.trust.fetch_max(HOLD_BACK, Ordering::Relaxed);
    }

    /// Slices that had left were not what they were told to be.
    pub(super) fn distrust(&self) {
        self.trust.store(NONE, Ordering::Relaxed);
    }
}
