//! Pictures in memory, and what converts them.

use std::sync::Arc;

use lumen_core::units::Mode;
use lumen_gpu::GpuError;
use lumen_gpu::convert::exact::Siting;
use lumen_gpu::convert::packed::{Packed, PackedLayout};
use lumen_gpu::convert::surface::SurfaceFormat;
use lumen_gpu::convert::{ColourSpec, Yuv420, packed_to_planar};
use lumen_gpu::frame::{ImageLayout, PixelFormat};
use lumen_gpu::vulkan::convert::{Conversion, Converter, Output};
use lumen_gpu::vulkan::device::{Device, Devices};
use lumen_gpu::vulkan::import::Source;
use lumen_gpu::vulkan::instance::Instance;

use super::{By, Wish};

/// Pictures that are converted in turn.
const PICTURES: usize = 3;

/// A source of converted pictures.
pub trait Pictures: Send {
    /// Converts the picture of a frame, and returns when that is done.
    fn convert(&mut self, frame: u32) -> Result<(), GpuError>;

    /// What converts, and into what.
    fn name(&self) -> String;
}

/// Fills memory with pictures.
pub fn open(wish: &Wish) -> anyhow::Result<Box<dyn Pictures>> {
    Ok(match wish.by {
        By::Vulkan => Box::new(OnGpu::open(wish.mode)?),
        By::Cpu => Box::new(OnCpu::open(wish.mode)),
    })
}

/// Gradients and stripes, others in each picture.
fn pixels(mode: Mode, number: usize) -> Vec<u8> {
    let (width, height) = (mode.width as usize, mode.height as usize);
    let pixel = |at: usize| {
        let (x, y) = (at % width + 40 * number, at / width);
        [x as u8, (x / 3 + y) as u8, (x ^ y) as u8, 255]
    };
    (0..width * height).flat_map(pixel).collect()
}

struct OnGpu {
    sources: Vec<Arc<Source>>,
    converter: Converter,
    name: String,
}

impl OnGpu {
    fn open(mode: Mode) -> Result<OnGpu, GpuError> {
        let device = Device::headless(&Instance::headless()?, Devices::Any)?;
        let (width, height, from) = (mode.width, mode.height, Packed::Bgrx);
        let layout = PackedLayout { width, height, stride: width * 4, offset: 0, format: from };
        let source = |number| Source::texture(&device, layout, &pixels(mode, number));
        let sources = (0..PICTURES).map(source).collect::<Result<_, _>>()?;
        // Where the driver hands memory out, surfaces stay on the GPU, as an encoder takes them.
        let output = if device.exports() { Output::Gpu } else { Output::Cpu };
        let conversion = Conversion {
            size: (width, height),
            part: None,
            from,
            to: SurfaceFormat::Nv12,
            colour: ColourSpec::default(),
            siting: Siting::Left,
        };
        let converter = Converter::new(&device, conversion, output)?;
        let place = if output == Output::Gpu { "GPU" } else { "CPU" };
        let name = format!("Vulkan on {}, NV12 for the {place}", device.name());
        Ok(OnGpu { sources, converter, name })
    }
}

impl Pictures for OnGpu {
    fn convert(&mut self, frame: u32) -> Result<(), GpuError> {
        let slot = self.converter.submit(&self.sources[frame as usize % PICTURES])?;
        self.converter.wait(slot)
    }

    fn name(&self) -> String {
        self.name.clone()
    }
}

struct OnCpu {
    layout: ImageLayout,
    pictures: Vec<Vec<u8>>,
    planes: Yuv420,
}

impl OnCpu {
    fn open(mode: Mode) -> OnCpu {
        let Mode { width, height, .. } = mode;
        let (stride, format) = (width * 4, PixelFormat::Bgrx);
        let layout = ImageLayout { width, height, stride, format, bottom_up: false };
        let pictures = (0..PICTURES).map(|number| pixels(mode, number)).collect();
        OnCpu { layout, pictures, planes: Yuv420::new(width, height) }
    }
}

impl Pictures for OnCpu {
    fn convert(&mut self, frame: u32) -> Result<(), GpuError> {
        let pixels = &self.pictures[frame as usize % PICTURES];
        packed_to_planar(&self.layout, pixels, ColourSpec::default(), &mut self.planes)
    }

    fn name(&self) -> String {
        "the CPU, 4:2:0".to_owned()
    }
}
