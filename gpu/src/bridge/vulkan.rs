//! The way over Vulkan: what it converts it exports, CUDA maps, and encoders register once and for
//! all, so that no byte of a converted picture is copied.

use std::sync::Arc;

use super::Which;
use super::feed::{Tile, no_such_tile, too_early};
use crate::GpuError;
use crate::convert::ColourSpec;
use crate::convert::exact::{self, Rule, Siting};
use crate::convert::packed::{Packed, PackedLayout};
use crate::convert::surface::{SurfaceFormat, SurfaceLayout};
use crate::cuda::Context;
use crate::cuda::external::Imported;
use crate::encode::nvenc::error::NvencError;
use crate::encode::{FrameParams, GpuInput};
use crate::frame::ImageLayout;
use crate::vulkan::convert::{Conversion, Converter, Output, RING, Slot};
use crate::vulkan::device::{Device, Devices};
use crate::vulkan::import::{Source, Upload};
use crate::vulkan::instance::Instance;

/// Size of the picture that a bridge is tried on: odd, and more than one group of the shader.
const TRIAL: (u32, u32) = (131, 19);

/// Vulkan on the GPU that codes.
pub(super) struct OverVulkan {
    vulkan: Arc<Instance>,
    which: Which,
    name: String,
}

impl OverVulkan {
    /// Finds the device, and has it convert pictures that CUDA then reads.
    pub fn open(cuda: &Arc<Context>, which: Which) -> Result<OverVulkan, GpuError> {
        let vulkan = Instance::headless()?;
        let device = device(&vulkan, cuda, which)?;
        for format in Packed::ALL {
            try_out(&device, cuda, format)?;
        }
        Ok(OverVulkan { vulkan, which, name: device.name().to_owned() })
    }

    /// What Vulkan calls the device.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn feed(
        &self,
        tiles: &mut [Tile<'_>],
        size: (u32, u32),
        colour: ColourSpec,
    ) -> Result<VulkanFeed, GpuError> {
        let Some(first) = tiles.first() else { return Err(no_such_tile(0)) };
        // A device's queue is used by one thread, so each stream has a device of its own.
        let device = device(&self.vulkan, first.encoder.context(), self.which)?;
        let converter =
            |tile: &Tile<'_>| Converter::new(&device, tile.conversion(size, colour)?, Output::Gpu);
        let converters = tiles.iter().map(converter).collect::<Result<_, _>>()?;
        let feed = VulkanFeed {
            converters,
            size,
            staged: None,
            filled: Vec::with_capacity(tiles.len()),
            device,
        };
        for (number, tile) in tiles.iter_mut().enumerate() {
            feed.attach(number, tile.encoder)?;
        }
        Ok(feed)
    }
}

/// Converts pictures into the surfaces of the encoders of one stream.
pub(super) struct VulkanFeed {
    /// One for each tile.
    converters: Vec<Converter>,
    size: (u32, u32),
    /// What pictures in shared memory are copied to for the GPU to read.
    staged: Option<Arc<Source>>,
    /// The surfaces with the newest picture, one for each tile.
    filled: Vec<Slot>,
    device: Arc<Device>,
}

impl VulkanFeed {
    /// Gives a tile's surfaces to an encoder.
    pub fn attach(&self, tile: usize, encoder: &mut dyn GpuInput) -> Result<(), GpuError> {
        let converter = self.converters.get(tile).ok_or_else(|| no_such_tile(tile))?;
        let surface = |slot| as_cuda_sees(converter, encoder.context(), slot);
        let surfaces = (0..RING).map(surface).collect::<Result<_, _>>()?;
        encoder.adopt(surfaces, converter.target())
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

    /// Converts a picture that the device sees.
    pub fn convert(&mut self, source: &Arc<Source>) -> Result<(), GpuError> {
        self.filled.clear();
        let filled = self.fill(source);
        if filled.is_err() {
            self.filled.clear();
        }
        filled
    }

    fn fill(&mut self, source: &Arc<Source>) -> Result<(), GpuError> {
        for converter in &mut self.converters {
            converter.expect(source.layout().format);
            self.filled.push(converter.submit(source)?);
        }
        let mut each = self.converters.iter_mut().zip(&self.filled);
        each.try_for_each(|(converter, slot)| converter.wait(*slot))
    }

    /// Has the newest picture coded where it is.
    pub fn submit(
        &self,
        tile: usize,
        encoder: &mut dyn GpuInput,
        params: FrameParams,
    ) -> Result<(), GpuError> {
        encoder.submit_surface(self.filled.get(tile).ok_or_else(too_early)?.0, params)
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

fn device(vulkan: &Arc<Instance>, cuda: &Context, which: Which) -> Result<Arc<Device>, GpuError> {
    let device = match which {
        Which::Same => Device::with_uuid(vulkan, cuda.uuid().map_err(NvencError::from)?)?,
        Which::Simulated => Device::headless(vulkan, Devices::Any)?,
    };
    if device.exports() {
        Ok(device)
    } else {
        Err(GpuError::NoVulkan { what: "the driver hands no memory out" })
    }
}

/// A surface of a converter's as CUDA sees it.
fn as_cuda_sees(
    converter: &Converter,
    cuda: &Arc<Context>,
    slot: usize,
) -> Result<Imported, GpuError> {
    let (fd, size) = converter.export(Slot(slot))?;
    let imported = Imported::opaque(cuda, fd, size, converter.target().len());
    Ok(imported.map_err(NvencError::from)?)
}

/// Converts a small picture and compares what CUDA reads with what the CPU computes.
fn try_out(device: &Arc<Device>, cuda: &Arc<Context>, from: Packed) -> Result<(), GpuError> {
    let (colour, siting, to) = (ColourSpec::default(), Siting::Left, SurfaceFormat::Nv12);
    let layout = PackedLayout {
        width: TRIAL.0,
        height: TRIAL.1,
        stride: TRIAL.0 * 4,
        offset: 0,
        format: from,
    };
    let pixels = uneven(layout.end().unwrap_or(0));
    let source = Upload::new(device, layout)?.into_source(&pixels)?;
    let conversion = Conversion { size: TRIAL, part: None, from, to, colour, siting };
    let mut converter = Converter::new(device, conversion, Output::Gpu)?;
    let target = converter.target();
    let mut wanted = vec![0; target.len()];
    exact::convert(&layout, &pixels, &Rule::new(colour, siting, from, to), to, &mut wanted)?;
    let mut got = vec![0; target.len()];
    for slot in 0..RING {
        let imported = as_cuda_sees(&converter, cuda, slot)?;
        let slot = converter.submit(&source)?;
        converter.wait(slot)?;
        imported.read(&mut got).map_err(NvencError::from)?;
        if !same_rows(&target, &got, &wanted) {
            return Err(GpuError::NoVulkan { what: "the GPU converts a picture wrongly" });
        }
    }
    Ok(())
}

/// Bytes in which neighbours differ.
fn uneven(len: usize) -> Vec<u8> {
    (0..len as u32).map(|at| (at.wrapping_mul(0x9e37_79b1) >> 24) as u8).collect()
}

/// The rows are the same, whatever lies between them.
fn same_rows(target: &SurfaceLayout, got: &[u8], wanted: &[u8]) -> bool {
    let pairs = got.chunks(target.pitch).zip(wanted.chunks(target.pitch));
    pairs.into_iter().all(|(got, wanted)| got[..target.width] == wanted[..target.width])
}
