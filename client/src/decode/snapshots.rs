//! Copies of pictures for whoever asks. Costs nothing while nobody does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use lumen_core::units::{Micros, Span};
use lumen_gpu::convert::ColourSpec;
use lumen_gpu::decode::Decoded;
use lumen_transport::clock;
use lumen_transport::ring::{Mail, Mailbox};

use crate::picture::Picture;
use crate::{ClientError, End};

/// Shared by the decode thread, which serves, and the threads that ask.
pub(crate) struct Snapshots {
    wanted: AtomicBool,
    taken: Arc<Mailbox<Picture>>,
    colour: ColourSpec,
}

impl Snapshots {
    /// Copies are in colours of this kind.
    pub fn new(colour: ColourSpec) -> Arc<Snapshots> {
        Arc::new(Snapshots { wanted: AtomicBool::new(false), taken: Mailbox::new(), colour })
    }

    /// A copy of the next picture. A host whose screen stands still may send none, so after half
    /// the time `ask` is to ask for a key frame.
    ///
    /// # Errors
    /// `NoPicture` after `within`; `Ended` with what `ended` says; those of `ask`.
    pub fn next(
        &self,
        within: Span,
        ask: impl FnOnce() -> Result<(), ClientError>,
        ended: impl FnOnce() -> Option<End>,
    ) -> Result<Picture, ClientError> {
        let start = clock::now();
        self.wanted.store(true, Ordering::Release);
        if let Some(picture) = self.take(start + Span(within.0 / 2)) {
            return Ok(picture);
        }
        ask()?;
        self.take(start + within).ok_or_else(|| match ended() {
            Some(end) => ClientError::Ended(end),
            None => ClientError::NoPicture { limit: within },
        })
    }

    fn take(&self, until: Micros) -> Option<Picture> {
        match self.taken.take(Some(until)) {
            Mail::Value(picture) => Some(picture),
            Mail::Woken | Mail::TimedOut | Mail::Closed => None,
        }
    }

    /// Copies the picture if somebody waits for it.
    pub fn serve(&self, picture: &Decoded<'_>) {
        if self.wanted.swap(false, Ordering::AcqRel) {
            match Picture::of(picture, self.colour) {
                Ok(copy) => self.taken.put(copy),
                Err(error) => tracing::warn!(%error, "no copy of a picture"),
            }
        }
    }

    /// There are no more pictures, and nobody waits for one.
    pub fn close(&self) {
        self.taken.close();
    }
}
