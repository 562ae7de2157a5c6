//! The loop of the decode thread: the one place where access units become pictures.
//!
//! GameStream and `lumen/1` differ in where units come from and in who is asked for a key frame;
//! that is a [`Source`]. Each tile has a decoder of its own; all are called on this thread.

use std::sync::Arc;

use lumen_core::native::message::value::Grid;
use lumen_core::units::{Mode, Span};
use lumen_gpu::GpuError;

use super::choice::Opener;
use super::tiles::{Output, Tiles};
use super::{Observe, Snapshots};
use crate::state::Counters;
use crate::units::{Lease, UnitInfo};

/// Where access units come from, and who hears what became of them.
pub(crate) trait Source: Send {
    /// Waits for the next access unit; `None` when none will come any more.
    fn next(&self) -> Option<Lease<'_>>;

    /// How the frames of a plan are divided, if it is known.
    fn layout(&self, plan: u32) -> Option<Layout>;

    /// The decoder made a picture of the unit; `took` is its own time on it.
    fn decoded(&self, unit: &UnitInfo, took: Span);

    /// The decoder refused the unit: its tile needs a key frame.
    fn refused(&self, unit: &UnitInfo);

    /// The unit was passed over because its tile still waits for a key frame.
    fn passed_over(&self, unit: &UnitInfo);

    /// What is counted of pictures.
    fn counters(&self) -> &Counters;
}

/// How frames are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    pub mode: Mode,
    pub grid: Grid,
}

/// What the decode thread works with.
pub(crate) struct DecodeThread<S> {
    source: S,
    tiles: Tiles,
}

impl<S: Source> DecodeThread<S> {
    /// Opens the first decoder.
    ///
    /// # Errors
    /// Those of `opener`.
    pub fn new(
        source: S,
        opener: Opener,
        snapshots: Arc<Snapshots>,
        observer: Box<dyn Observe>,
    ) -> Result<DecodeThread<S>, GpuError> {
        let tiles = Tiles::open(opener, Output { snapshots, observer })?;
        Ok(DecodeThread { source, tiles })
    }

    /// The loop of the thread. Returns when the source has ended.
    pub fn run(self) {
        let DecodeThread { source, mut tiles } = self;
        while let Some(unit) = source.next() {
            tiles.take(&unit, &source);
        }
        tiles.finish(&source);
    }
}
