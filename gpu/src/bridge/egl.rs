//! The way over EGL: what OpenGL converts CUDA maps, and copies to the encoder's own surface. A
//! mapping's address may differ from picture to picture, so encoders cannot register it once and
//! for all.

use std::sync::Arc;

use super::feed::{Tile, no_such_tile, too_early};
use crate::GpuError;
use crate::convert::ColourSpec;
use crate::convert::packed::PackedLayout;
use crate::cuda::Rows;
use crate::egl::context::Context;
use crate::egl::convert::{Converter, Output, Slot};
use crate::egl::import::Source;
use crate::encode::{FrameParams, GpuInput};
use crate::frame::ImageLayout;

/// Converts pictures for the encoders of one stream.
pub(super) struct EglFeed {
    /// One for each tile.
    converters: Vec<Converter>,
    size: (u32, u32),
    /// The picture as OpenGL has it.
    staged: Option<Arc<Source>>,
    /// Rows in the order that textures have them in, for pictures that have another.
    turned: Vec<u8>,
    /// The surfaces with the newest picture, one for each tile.
    filled: Vec<Slot>,
    context: Arc<Context>,
}

impl EglFeed {
    pub fn new(
        context: &Arc<Context>,
        tiles: &mut [Tile<'_>],
        size: (u32, u32),
        colour: ColourSpec,
    ) -> Result<EglFeed, GpuError> {
        let converter = |tile: &mut Tile<'_>| {
            let output = Output::Cuda(Arc::clone(tile.encoder.context()));
            Converter::new(context, tile.conversion(size, colour)?, output)
        };
        Ok(EglFeed {
            converters: tiles.iter_mut().map(converter).collect::<Result<_, _>>()?,
            size,
            staged: None,
            turned: Vec::new(),
            filled: Vec::with_capacity(tiles.len()),
            context: Arc::clone(context),
        })
    }

    /// Width and height of the pictures.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Converts a picture of that size, all of which is there.
    pub fn convert_shared(&mut self, layout: &ImageLayout, pixels: &[u8]) -> Result<(), GpuError> {
        let source = self.stage(layout, pixels)?;
        let converted = self.convert(&source);
        self.staged = Some(source);
        converted
    }

    fn convert(&mut self, source: &Arc<Source>) -> Result<(), GpuError> {
        self.filled.clear();
        let filled = self.fill(source);
        if filled.is_err() {
            self.filled.clear();
        }
        filled
    }

    fn fill(&mut self, source: &Arc<Source>) -> Result<(), GpuError> {
        for converter in &mut self.converters {
            converter.expect(source.layout().format)?;
            self.filled.push(converter.submit(source)?);
        }
        let mut each = self.converters.iter_mut().zip(&self.filled);
        each.try_for_each(|(converter, slot)| converter.wait(*slot))
    }

    /// Has the newest picture copied and coded.
    pub fn submit(
        &mut self,
        tile: usize,
        encoder: &mut dyn GpuInput,
        params: FrameParams,
    ) -> Result<(), GpuError> {
        let slot = *self.filled.get(tile).ok_or_else(too_early)?;
        let converter = self.converters.get_mut(tile).ok_or_else(|| no_such_tile(tile))?;
        let pitch = converter.target().pitch;
        let from = converter.address(slot)?;
        encoder.submit_copy(Rows { from, pitch, row: pitch }, params)
    }

    /// The picture where OpenGL can read it, top row first.
    fn stage(&mut self, layout: &ImageLayout, pixels: &[u8]) -> Result<Arc<Source>, GpuError> {
        let packed = PackedLayout::from(*layout);
        let pixels = match layout.bottom_up {
            true => turn(layout, pixels, &mut self.turned),
            false => pixels,
        };
        let kept = self.staged.take().filter(|staged| *staged.layout() == packed);
        let Some(mut source) = kept else {
            return Source::texture(&self.context, packed, pixels);
        };
        // The job that read it was waited for, so it is nobody else's.
        Arc::get_mut(&mut source).ok_or(GpuError::Busy)?.refill(pixels)?;
        Ok(source)
    }
}

/// The rows in their other order.
fn turn<'a>(layout: &ImageLayout, pixels: &[u8], turned: &'a mut Vec<u8>) -> &'a [u8] {
    turned.resize(layout.len(), 0);
    let stride = layout.stride as usize;
    let rows = pixels.chunks_exact(stride).take(layout.height as usize);
    let places = turned.chunks_exact_mut(stride).rev();
    places.zip(rows).for_each(|(to, from)| to.copy_from_slice(from));
    turned
}
