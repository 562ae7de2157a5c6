//! Where a stream's pictures come from and what codes them: all that a change of mode replaces.
//!
//! A replacement is made beside the running source, on another thread. Its capture runs while the
//! old source is still shown; its first frame makes the stream thread change over, between two
//! frames. What is retired then goes back to who made it, since taking a display away takes time
//! that the stream thread does not have.

use std::sync::Arc;

use lumen_core::native::tiles::{Rect, rects};
use lumen_core::units::{FrameId, Span};
use lumen_gpu::GpuError;
use lumen_gpu::bridge::{Bridge, Feed};
use lumen_gpu::convert::Yuv420;
use lumen_gpu::encode::{Encode, EncodeConfig, FrameParams};
use lumen_gpu::frame::Frame;
use lumen_gpu::vulkan::import::Source as GpuPicture;
use lumen_transport::clock;

use super::on_gpu;
use super::picture::Picture;
use super::plan::StreamPlan;
use super::remote::{Remote, Shared};
use crate::capture::Capture;
use crate::capture::gpu::GpuMemory;
use crate::encoder;

/// How long the capture thread waits before it looks whether it is still wanted.
const CAPTURE_WAIT: Span = Span::from_millis(100);

/// Opens an encoder of the kind a stream was planned for.
pub type OpenEncoder = fn(EncodeConfig) -> Result<Box<dyn Encode>, GpuError>;

/// Which of a stream's sources, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Generation(pub u64);

impl Generation {
    /// The source that a stream begins with.
    pub const FIRST: Generation = Generation(0);
}

/// Pictures of one plan, and what codes them.
pub struct Source {
    pub(super) capture: Box<dyn Capture>,
    pub(super) coders: Coders,
}

impl Source {
    /// Opens an encoder for each tile of the plan.
    ///
    /// # Errors
    /// [`GpuError`] of the encoder that cannot be opened, and `Unsupported` when the mode is too
    /// small for the grid.
    pub fn open(
        capture: Box<dyn Capture>,
        open_encoder: OpenEncoder,
        plan: StreamPlan,
    ) -> Result<Source, GpuError> {
        Ok(Source::new(capture, Coders::open(open_encoder, plan)?))
    }

    /// Pictures for encoders that are open already.
    pub fn new(mut capture: Box<dyn Capture>, coders: Coders) -> Source {
        if let Some(memory) = &coders.gpu_memory {
            capture.use_gpu(memory.clone());
        }
        Source { capture, coders }
    }
}

/// The encoders of one plan, and the memory that their pictures lie in.
pub struct Coders {
    pub(super) plan: StreamPlan,
    pub(super) open_encoder: OpenEncoder,
    /// The whole frame, where the CPU converts.
    pub(super) picture: Picture,
    // Before what fills their surfaces: fields are dropped in order.
    pub(super) tiles: Vec<Coder>,
    /// What fills the encoders' surfaces, where the GPU converts.
    pub(super) feed: Option<Feed>,
    /// The newest picture, if the compositor drew it into the GPU's memory.
    pub(super) newest: Option<Arc<GpuPicture>>,
    /// Where a capture may have its frames then.
    pub(super) gpu_memory: Option<GpuMemory>,
}

/// What codes one tile.
pub(super) struct Coder {
    pub rect: Rect,
    pub encoder: Box<dyn Encode>,
    /// The tile's part of the frame; none where the tile is all of it.
    part: Option<Yuv420>,
}

impl Coders {
    /// Opens an encoder for each tile of the plan.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn open(open_encoder: OpenEncoder, plan: StreamPlan) -> Result<Coders, GpuError> {
        Coders::open_on(encoder::bridge(), open_encoder, plan)
    }

    /// The same with conversion on the GPU over this bridge, if its encoders take that.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn open_on(
        bridge: Option<&Bridge>,
        open_encoder: OpenEncoder,
        plan: StreamPlan,
    ) -> Result<Coders, GpuError> {
        let too_small =
            GpuError::Unsupported { what: "mode for the grid", value: plan.mode.width.into() };
        let rects = rects(plan.mode, plan.grid).ok_or(too_small)?;
        let whole = rects.len() == 1;
        let coder = |rect: Rect| {
            let encoder = open_encoder(plan.encode_config(rect))?;
            let part = (!whole).then(|| Yuv420::new(rect.width, rect.height));
            Ok(Coder { rect, encoder, part })
        };
        let tiles = rects.into_iter().map(coder).collect::<Result<_, GpuError>>()?;
        let picture = Picture::new(plan.mode.width, plan.mode.height);
        let mut coders = Coders {
            plan,
            open_encoder,
            picture,
            tiles,
            feed: None,
            newest: None,
            gpu_memory: None,
        };
        if let Some(bridge) = bridge {
            coders.use_gpu(bridge)?;
        }
        Ok(coders)
    }

    /// Gives each tile its part of the frame.
    pub(super) fn divide(&mut self) {
        for Coder { rect, part, .. } in &mut self.tiles {
            if let Some(part) = part {
                part.copy_part(self.picture.planes(), rect.x, rect.y);
            }
        }
    }

    /// What codes a tile.
    pub(super) fn encoder(&mut self, index: usize) -> Option<&mut dyn Encode> {
        let coder = self.tiles.get_mut(index)?;
        Some(&mut *coder.encoder)
    }

    /// Has a tile's part of the newest picture coded.
    pub(super) fn submit(&mut self, index: usize, params: FrameParams) -> Result<(), GpuError> {
        let Coders { tiles, picture, feed, .. } = self;
        let Some(Coder { encoder, part, .. }) = tiles.get_mut(index) else { return Ok(()) };
        match feed {
            Some(feed) => feed.submit(index, on_gpu::input(&mut **encoder)?, params),
            None => encoder.submit(part.as_ref().unwrap_or(picture.planes()), params),
        }
    }

    pub(super) fn open_encoders(&mut self) -> Result<(), GpuError> {
        for Coder { rect, encoder, .. } in &mut self.tiles {
            *encoder = (self.open_encoder)(self.plan.encode_config(*rect))?;
        }
        Ok(())
    }
}

/// A frame, and the source that it is of.
pub(super) struct Shown {
    pub generation: Generation,
    pub frame: Frame,
}

/// A source whose first frame is awaited.
pub(super) struct Pending {
    pub generation: Generation,
    pub coders: Coders,
    pub done: Done,
}

/// Hears once how a replacement went, on the stream's threads or on the caller's. Must not block.
pub type Done = Box<dyn FnOnce(Result<Swapped, SwapError>) + Send>;

/// The stream shows another source.
pub struct Swapped {
    /// The first frame of the new plan.
    pub first: FrameId,
    /// What coded the frames before it. Dropping it may take a while.
    pub retired: Retired,
}

/// Encoders that are not used any more.
pub struct Retired(#[expect(dead_code, reason = "kept to be dropped")] pub(super) Coders);

/// Why a replacement is not shown. The stream goes on as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SwapError {
    /// Another one came before its first frame did.
    #[error("another change came first")]
    Superseded,
    /// The new source failed before its first frame.
    #[error("capture: {0}")]
    Capture(String),
    /// Its first frame did not come in time.
    #[error("the new display shows nothing")]
    NoFrame,
    /// It has another grid: every tile has a stream of its own, and those go on.
    #[error("a running stream keeps its grid")]
    Grid,
    /// The stream ended.
    #[error("the stream ended")]
    Ended,
}

/// Moves frames from a source to the mailbox, where a newer one replaces an older one, and one of
/// a newer source is never replaced by one of an older. Ends when the source is not wanted.
pub(super) fn run_capture(mut capture: Box<dyn Capture>, generation: Generation, remote: Remote) {
    let shared: &Arc<Shared> = &remote.0;
    while shared.wants(generation) {
        match capture.next(clock::now() + CAPTURE_WAIT) {
            Ok(Some(_)) if shared.is_held(generation) => {}
            Ok(Some(frame)) => {
                let shown = Shown { generation, frame };
                shared.mailbox.put_unless(shown, |there| there.generation > generation);
            }
            Ok(None) => {}
            Err(error) => {
                shared.give_up_pending(Some(generation), SwapError::Capture(error.to_string()));
                // The output of a source that was replaced is taken away under it.
                if shared.is_current(generation) {
                    remote.end(format!("capture: {error}"));
                    shared.mailbox.close();
                }
                return;
            }
        }
    }
}
