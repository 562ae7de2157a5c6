//! What fills an encoder's surfaces, picture after picture. Nothing allocates once pictures keep
//! their layout.

use std::sync::Arc;

use super::bridge::as_cuda_sees;
use super::convert::{Conversion, Converter, Output, RING, Slot};
use super::device::Device;
use super::import::{Source, Upload};
use crate::GpuError;
use crate::convert::packed::PackedLayout;
use crate::encode::{FrameParams, GpuInput};
use crate::frame::ImageLayout;

/// Converts pictures into the surfaces of one encoder. One thread at a time.
pub struct Feed {
    converter: Converter,
    /// What pictures in shared memory are copied to for the GPU to read.
    staged: Option<Arc<Source>>,
    /// The surface with the newest picture.
    filled: Option<Slot>,
    device: Arc<Device>,
}

impl Feed {
    pub(super) fn new(
        device: &Arc<Device>,
        conversion: Conversion,
        encoder: &mut dyn GpuInput,
    ) -> Result<Feed, GpuError> {
        let converter = Converter::new(device, conversion, Output::Gpu)?;
        let feed = Feed { converter, staged: None, filled: None, device: Arc::clone(device) };
        feed.attach(encoder)?;
        Ok(feed)
    }

    /// Gives the surfaces to an encoder; to another one after the first was closed.
    ///
    /// # Errors
    /// [`GpuError`] when it does not take them. It is to be opened anew then.
    pub fn attach(&self, encoder: &mut dyn GpuInput) -> Result<(), GpuError> {
        let surface = |slot| as_cuda_sees(&self.converter, encoder.context(), slot);
        let surfaces = (0..RING).map(surface).collect::<Result<_, _>>()?;
        encoder.adopt(surfaces, self.converter.target())
    }

    /// Converts a picture in the CPU's memory, and waits until that is done.
    ///
    /// # Errors
    /// [`GpuError::Size`] and [`GpuError::Truncated`] for other pictures than agreed;
    /// [`GpuError::Vulkan`] when the GPU fails.
    pub fn convert_shared(&mut self, layout: &ImageLayout, pixels: &[u8]) -> Result<(), GpuError> {
        let (expected, got) = (self.converter.size(), (layout.width, layout.height));
        if expected != got {
            return Err(GpuError::Size { expected, got });
        }
        let (needed, got) = (layout.len(), pixels.len());
        if needed > got {
            return Err(GpuError::Truncated { needed, got });
        }
        let source = self.stage(layout, pixels)?;
        let converted = self.convert(&source);
        self.staged = Some(source);
        converted
    }

    /// Converts a picture that the GPU sees, and waits until that is done.
    ///
    /// # Errors
    /// As [`Feed::convert_shared`].
    pub fn convert(&mut self, source: &Arc<Source>) -> Result<(), GpuError> {
        self.converter.expect(source.layout().format);
        let slot = self.converter.submit(source)?;
        self.converter.wait(slot)?;
        self.filled = Some(slot);
        Ok(())
    }

    /// Has the encoder code the newest picture, again if it did.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] before the first picture; what the encoder says.
    pub fn submit(&self, encoder: &mut dyn GpuInput, params: FrameParams) -> Result<(), GpuError> {
        let missing = GpuError::Unsupported { what: "picture before the first", value: 0 };
        encoder.submit_surface(self.filled.ok_or(missing)?.0, params)
    }

    /// The device, for imports.
    pub fn device(&self) -> &Arc<Device> {
        &self.device
    }

    /// The picture where the GPU can read it, top row first.
    fn stage(&mut self, layout: &ImageLayout, pixels: &[u8]) -> Result<Arc<Source>, GpuError> {
        let row = layout.width as usize * 4;
        let wanted = PackedLayout { stride: row as u32, ..PackedLayout::from(*layout) };
        let kept = self.staged.take().filter(|staged| *staged.layout() == wanted);
        let mut source = match kept {
            Some(staged) => staged,
            None => Upload::new(&self.device, wanted)?.into_empty_source(),
        };
        // The job that read it was waited for, so it is nobody else's.
        let bytes = Arc::get_mut(&mut source).ok_or(GpuError::Busy)?.bytes_mut();
        let rows = pixels.chunks(layout.stride as usize).take(layout.height as usize);
        let copy = |(to, from): (&mut [u8], &[u8])| to.copy_from_slice(&from[..row]);
        match layout.bottom_up {
            true => bytes.chunks_exact_mut(row).rev().zip(rows).for_each(copy),
            false => bytes.chunks_exact_mut(row).zip(rows).for_each(copy),
        }
        Ok(source)
    }
}
