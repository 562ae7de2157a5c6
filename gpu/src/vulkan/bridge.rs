//! From captured pictures to an encoder of CUDA's, on the GPU that codes them.
//!
//! What Vulkan converts it exports, CUDA maps, and the encoder registers: once, at the start, so
//! that no byte of a converted picture is copied. A [`Bridge`] is tried on a small picture before
//! it is trusted; it opens a [`Feed`] for each stream.

use std::sync::Arc;

use super::convert::{Conversion, Converter, Output, RING, Slot};
use super::device::{Device, Devices};
use super::feed::Feed;
use super::instance::Instance;
use crate::GpuError;
use crate::convert::ColourSpec;
use crate::convert::exact::{self, Rule, Siting};
use crate::convert::packed::{Packed, PackedLayout};
use crate::convert::surface::{SurfaceFormat, SurfaceLayout};
use crate::cuda::Context;
use crate::cuda::external::Imported;
use crate::encode::GpuInput;
use crate::encode::nvenc::error::NvencError;
use crate::vulkan::import::Upload;

/// Size of the picture that a bridge is tried on: odd, and more than one group of the shader.
const TRIAL: (u32, u32) = (131, 19);

/// Vulkan on the GPU that codes.
pub struct Bridge {
    vulkan: Arc<Instance>,
    which: Which,
    name: String,
}

/// Which device of Vulkan's is the encoder's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one that has CUDA's identifier.
    Same,
    /// Any: CUDA is played by a driver that stands in, and takes memory of lavapipe.
    Simulated,
}

impl Bridge {
    /// Finds the device, and has it convert a picture that CUDA then reads.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] says what is missing, or that the picture came out wrong;
    /// [`GpuError::Vulkan`] and [`GpuError::Nvenc`] what was refused.
    pub fn open(cuda: &Arc<Context>, which: Which) -> Result<Bridge, GpuError> {
        let vulkan = Instance::headless()?;
        let device = device(&vulkan, cuda, which)?;
        for format in Packed::ALL {
            try_out(&device, cuda, format)?;
        }
        Ok(Bridge { vulkan, which, name: device.name().to_owned() })
    }

    /// What Vulkan calls the device.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens what fills the surfaces of this encoder from pictures of `size`.
    ///
    /// # Errors
    /// [`GpuError`]; the encoder may be left without surfaces and is to be opened anew.
    pub fn feed(
        &self,
        encoder: &mut dyn GpuInput,
        size: (u32, u32),
        colour: ColourSpec,
    ) -> Result<Feed, GpuError> {
        // A device's queue is used by one thread, so each stream has a device of its own.
        let device = device(&self.vulkan, encoder.context(), self.which)?;
        let (from, to) = (Packed::Bgrx, encoder.layout().format);
        let conversion = Conversion { size, from, to, colour, siting: Siting::Left };
        Feed::new(&device, conversion, encoder)
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
pub(super) fn as_cuda_sees(
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
    let conversion = Conversion { size: TRIAL, from, to, colour, siting };
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

#[cfg(test)]
mod tests;
