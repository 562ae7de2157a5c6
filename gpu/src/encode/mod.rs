//! Encoders: a frame is submitted, then its slices are collected as they become ready.
//!
//! There is no "encode a frame" call, because hardware hands out the first slice while it still
//! works on the last one (docs/architecture.md, "A slice never waits"). Backends: [`software`]
//! (openh264), [`nvenc`] (NVIDIA's engine) and [`null`] (canned slices on a timetable, for tests).

use std::sync::Arc;

use lumen_core::units::{Bitrate, FrameId, Micros, RefreshRate};

use crate::GpuError;
use crate::convert::surface::SurfaceLayout;
use crate::convert::{ColourSpec, Yuv420};
use crate::cuda::external::Imported;
use crate::cuda::{Context, Rows};

pub mod null;
pub mod nvenc;
pub mod software;

/// What a backend can do. Fixed for its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Most slices a frame can be cut into.
    pub max_slices: u8,
    /// Slices come out while the rest of the frame is still being encoded.
    pub sub_frame: bool,
}

/// H.264 profile of the stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum H264Profile {
    /// CAVLC, decodable by everything, cheapest at both ends.
    #[default]
    ConstrainedBaseline,
    /// CABAC: fewer bits, more CPU at both ends.
    High,
}

/// How a stream is encoded. Fixed for the encoder's life but for the bitrate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodeConfig {
    /// Pixels per row, even.
    pub width: u32,
    /// Rows, even.
    pub height: u32,
    /// Frames per second that the rate control plans for.
    pub refresh: RefreshRate,
    /// Rate of the first frame; later ones carry their own.
    pub bitrate: Bitrate,
    /// Slices per frame, 1 or more.
    pub slices: u8,
    /// Profile.
    pub profile: H264Profile,
    /// Colour description written into the stream.
    pub colour: ColourSpec,
}

/// What is asked of one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameParams {
    /// Identifies the frame to the caller; the encoder hands it back.
    pub frame: FrameId,
    /// Make this frame decodable by itself.
    pub force_idr: bool,
    /// Rate from this frame on.
    pub bitrate: Bitrate,
}

/// Whether a frame stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// Decodable by itself, parameter sets included.
    Idr,
    /// Needs the frame before it.
    Predicted,
}

/// A run of whole NAL units of one frame, Annex B with start codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice<'a> {
    /// Frame that was submitted with this identifier.
    pub frame: FrameId,
    /// Position within the frame, from 0. Parameter sets travel with slice 0.
    pub index: u8,
    /// No slice of this frame follows.
    pub last: bool,
    /// Kind of the whole frame, known at its first slice.
    pub kind: FrameKind,
    /// The bytes.
    pub bytes: &'a [u8],
}

/// Answer to [`Encode::collect`].
#[derive(Debug, PartialEq, Eq)]
pub enum Collected<'a> {
    /// The next slice.
    Slice(Slice<'a>),
    /// Nothing of the submitted frame is left. A frame that the encoder skipped ends like this
    /// without any slice.
    Done,
    /// The deadline passed and the next slice is not ready.
    Pending,
}

/// An encoder. Used by one thread at a time.
pub trait Encode: Send {
    /// What this backend can do.
    fn caps(&self) -> Caps;

    /// Takes one picture. Allowed when the frame before it is collected to `Done`.
    ///
    /// # Errors
    /// [`GpuError`]; its `remedy` says what to do.
    fn submit(&mut self, picture: &Yuv420, params: FrameParams) -> Result<(), GpuError>;

    /// Hands out the next slice, waiting for it at most until `until`.
    ///
    /// # Errors
    /// [`GpuError`]; its `remedy` says what to do.
    fn collect(&mut self, until: Micros) -> Result<Collected<'_>, GpuError>;

    /// The power to go on after a loss without a key frame, if it has that.
    fn references(&mut self) -> Option<&mut dyn ReferenceControl>;

    /// The power to code pictures that are in the GPU's memory already, if it has that.
    fn gpu_input(&mut self) -> Option<&mut dyn GpuInput> {
        None
    }
}

/// An encoder that reads pictures where the GPU made them. To be called between frames.
pub trait GpuInput {
    /// How the surfaces must be laid out.
    fn layout(&self) -> SurfaceLayout;

    /// The GPU whose memory they must be.
    fn context(&self) -> &Arc<Context>;

    /// Takes surfaces in place of its own, once and for all; from then on pictures come by
    /// [`GpuInput::submit_surface`] alone. `layout` is what the surfaces are made in.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] for another number of surfaces than it works with, another layout
    /// or too little memory; [`GpuError::Busy`]; what the driver refuses.
    fn adopt(&mut self, surfaces: Vec<Imported>, layout: SurfaceLayout) -> Result<(), GpuError>;

    /// Takes the picture in surface `index`, counted from 0, whose writer is done. The surface is
    /// the encoder's until the frame is collected to `Done`; it may be submitted again.
    ///
    /// # Errors
    /// [`GpuError`]; its `remedy` says what to do.
    fn submit_surface(&mut self, index: usize, params: FrameParams) -> Result<(), GpuError>;

    /// Takes the picture in a surface of somebody else's, which is laid out like its own and whose
    /// writer is done: it is copied, on the GPU, before this returns.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] for another pitch, and after [`GpuInput::adopt`]; [`GpuError`],
    /// whose `remedy` says what to do.
    fn submit_copy(&mut self, surface: Rows, params: FrameParams) -> Result<(), GpuError>;
}

/// What came of leaving frames out as references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The next frame is predicted from frames before them.
    Done,
    /// They were never coded, or a key frame came after them: nothing depends on them.
    NotNeeded,
    /// Nothing is left to predict from: the next frame has to be a key frame.
    Impossible,
}

/// An encoder that chooses what it predicts from. To be called between frames.
pub trait ReferenceControl {
    /// The oldest frame that the next one can be predicted from; none before the first frame.
    fn oldest(&self) -> Option<FrameId>;

    /// Predicts from now on from nothing that depends on frame `missing` or a later one that is
    /// coded already.
    ///
    /// # Errors
    /// [`GpuError`]; its `remedy` says what to do.
    fn leave_out(&mut self, missing: FrameId) -> Result<LeftOut, GpuError>;
}
