//! Conversion on the GPU that codes, and the way back to the CPU.
//!
//! A source decides for the GPU when it is made. Where that fails then or later, one sentence says
//! why, and the CPU converts.

use std::sync::Arc;

use lumen_core::native::tiles::Rect;
use lumen_gpu::GpuError;
use lumen_gpu::bridge::{Bridge, Tile};
use lumen_gpu::damage::{Damage, Part};
use lumen_gpu::encode::{Encode, GpuInput};
use lumen_gpu::frame::Surface;

use super::source::{Coder, Coders};
use crate::capture::gpu::GpuMemory;

/// What has become of the encoders and of the newest picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// All is as it was.
    All,
    /// The encoders are new and know nothing of earlier frames.
    Picture,
    /// So they are, and the newest picture is lost.
    Nothing,
}

/// The encoder's end for pictures of the GPU.
pub(super) fn input(encoder: &mut dyn Encode) -> Result<&mut dyn GpuInput, GpuError> {
    encoder
        .gpu_input()
        .ok_or(GpuError::Unsupported { what: "encoder of pictures on a GPU", value: 0 })
}

/// What the GPU needs to know of a tile, if its encoder takes pictures of the GPU.
fn tile(coder: &mut Coder) -> Option<Tile<'_>> {
    let Rect { x, y, width, height } = coder.rect;
    let encoder = coder.encoder.gpu_input()?;
    Some(Tile { encoder, part: Part { x, y, width, height } })
}

impl Coders {
    /// Where pictures are converted, in a word.
    pub(super) fn converts_on(&self) -> &'static str {
        if self.feed.is_some() { "GPU" } else { "CPU" }
    }

    /// Has pictures converted on the GPU, where all encoders take that.
    pub(super) fn use_gpu(&mut self, bridge: &Bridge) -> Result<(), GpuError> {
        let (size, colour) = ((self.plan.mode.width, self.plan.mode.height), self.plan.colour);
        let Some(mut tiles) = self.tiles.iter_mut().map(tile).collect::<Option<Vec<_>>>() else {
            return Ok(());
        };
        match bridge.feed(&mut tiles, size, colour) {
            Ok(feed) => {
                self.gpu_memory = feed.device().map(GpuMemory::new);
                self.feed = Some(feed);
            }
            // The encoder may be left without surfaces.
            Err(error) => self.leave_gpu(&error)?,
        }
        Ok(())
    }

    /// Converts a captured picture, on the CPU if the GPU fails. `news` are its number and what is
    /// new in it, which the CPU makes use of.
    pub(super) fn convert(
        &mut self,
        surface: &Surface,
        news: (u64, &Damage),
    ) -> Result<Kept, GpuError> {
        let Some(feed) = &mut self.feed else {
            self.convert_on_cpu(surface, news)?;
            return Ok(Kept::All);
        };
        let converted = match surface {
            Surface::Shared { layout, pixels } => feed.convert_shared(layout, pixels.bytes()),
            Surface::Dmabuf(source) => feed.convert(source),
        };
        match converted {
            Ok(()) => {
                self.newest = match surface {
                    Surface::Dmabuf(source) => Some(Arc::clone(source)),
                    Surface::Shared { .. } => None,
                };
                Ok(Kept::All)
            }
            // A picture that does not fit fits the CPU no better.
            Err(error @ (GpuError::Size { .. } | GpuError::Truncated { .. })) => Err(error),
            Err(error) => {
                self.leave_gpu(&error)?;
                if let Surface::Dmabuf(_) = surface {
                    return Ok(Kept::Nothing);
                }
                self.convert_on_cpu(surface, news)?;
                Ok(Kept::Picture)
            }
        }
    }

    /// Converts the newest picture again before it is repeated, where the GPU has it. Drivers that
    /// put no fences on dmabufs let a picture be read before it is complete; by now it is.
    pub(super) fn refresh(&mut self) -> Result<Kept, GpuError> {
        let (Some(feed), Some(source)) = (&mut self.feed, &self.newest) else {
            return Ok(Kept::All);
        };
        match feed.convert(source) {
            Ok(()) => Ok(Kept::All),
            Err(error) => self.leave_gpu(&error).map(|()| Kept::Nothing),
        }
    }

    /// Opens the encoders anew after one of them failed: it may be in the middle of a frame.
    pub(super) fn reopen(&mut self) -> Result<Kept, GpuError> {
        self.open_encoders()?;
        let Coders { tiles, feed, .. } = self;
        let Some(feed) = feed else { return Ok(Kept::Picture) };
        let attach =
            |(number, coder): (usize, &mut Coder)| feed.attach(number, input(&mut *coder.encoder)?);
        match tiles.iter_mut().enumerate().try_for_each(attach) {
            Ok(()) => Ok(Kept::Picture),
            Err(error) => self.leave_gpu(&error).map(|()| Kept::Nothing),
        }
    }

    fn convert_on_cpu(&mut self, surface: &Surface, news: (u64, &Damage)) -> Result<(), GpuError> {
        let Surface::Shared { layout, pixels } = surface else {
            // One that was on its way when the GPU was given up; the next one is another.
            return Err(GpuError::Import { what: "picture in a GPU that is not used", value: 0 });
        };
        self.picture.show(news, layout, pixels.bytes(), self.plan.colour)?;
        self.divide();
        Ok(())
    }

    fn leave_gpu(&mut self, error: &GpuError) -> Result<(), GpuError> {
        tracing::warn!(%error, "the CPU converts pictures from now on");
        if let Some(memory) = self.gpu_memory.take() {
            memory.withdraw();
        }
        self.newest = None;
        self.open_encoders()?;
        self.feed = None;
        Ok(())
    }
}
