//! What this machine encodes with, for people.

use std::fmt;
use std::sync::Arc;

use lumen_nvenc_sys::version::ApiVersion;

use super::caps::{Codec, CodecCaps};
use super::driver::{Driver, Libraries};
use super::error::NvencError;
use super::open::same;
use super::session::Session;

/// A GPU that encodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub gpu: String,
    /// Newest API version of its driver.
    pub version: ApiVersion,
    /// A driver that stands in was named, so that nothing here is real.
    pub simulated: bool,
    /// Its codecs.
    pub codecs: Vec<CodecCaps>,
}

/// Loads the driver and asks it, in a session that is closed again.
///
/// # Errors
/// [`NvencError`] says what is missing, in words for people.
pub fn probe(libraries: &Libraries) -> Result<(Arc<Driver>, Found), NvencError> {
    let driver = Driver::load(libraries)?;
    let codecs = codecs(&driver)?;
    let simulated = libraries.nvenc.is_some();
    let found =
        Found { gpu: driver.gpu().to_owned(), version: driver.version(), simulated, codecs };
    Ok((driver, found))
}

/// What the GPU does with each codec that it has.
///
/// # Errors
/// [`NvencError`] when no session can be opened.
pub fn codecs(driver: &Arc<Driver>) -> Result<Vec<CodecCaps>, NvencError> {
    let session = Session::open(driver)?;
    let listed = session.codecs()?;
    let has = |codec: &Codec| listed.iter().any(|guid| same(guid, &codec.guid()));
    let known = Codec::ALL.into_iter().filter(has);
    known.map(|codec| CodecCaps::query(&session, codec)).collect()
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let simulated = if self.simulated { " (simulated)" } else { "" };
        write!(f, "{}{simulated}, NVENC {}", self.gpu, self.version)?;
        self.codecs.iter().try_for_each(|caps| write!(f, "\n    {caps}"))
    }
}
