//! From a picture in the CPU's memory to an encoder's surface in CUDA's: over Vulkan, EGL, or converted
//! by the CPU and copied. Is it right, and which is faster?
//!
//!     cargo run --release -p lumen-gpu --features egl,vulkan --example bridge_probe
//!
//! Needs a GPU with CUDA, but no encoder: what takes the surfaces here only keeps them.

use std::error::Error;
use std::os::fd::AsFd;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lumen_core::units::{Bitrate, FrameId};
use lumen_gpu::GpuError;
use lumen_gpu::bridge::{Bridge, Tile, Which};
use lumen_gpu::convert::packed::{Packed, PackedLayout};
use lumen_gpu::convert::surface::{SurfaceFormat, SurfaceLayout};
use lumen_gpu::convert::{ColourSpec, Yuv420, packed_to_planar};
use lumen_gpu::cuda::external::Imported;
use lumen_gpu::cuda::{Context, DeviceMemory, Rows};
use lumen_gpu::damage::Part;
use lumen_gpu::encode::{FrameParams, GpuInput};
use lumen_gpu::frame::{ImageLayout, PixelFormat};
use lumen_gpu::vulkan::canvas::{Canvas, CanvasPlane};
use lumen_gpu::vulkan::device::{Device, Devices};
use lumen_gpu::vulkan::import::{Dmabuf, Exportable, Plane, Source};
use lumen_gpu::vulkan::instance::Instance;
use lumen_gpu::vulkan::modifier::exportable;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Pictures for each measurement.
const TIMES: usize = 200;

/// An encoder's end without the encoder.
struct Keeper {
    cuda: Arc<Context>,
    layout: SurfaceLayout,
    surfaces: Vec<Imported>,
    own: DeviceMemory,
}

impl GpuInput for Keeper {
    fn layout(&self) -> SurfaceLayout {
        self.layout
    }

    fn context(&self) -> &Arc<Context> {
        &self.cuda
    }

    fn adopt(&mut self, surfaces: Vec<Imported>, layout: SurfaceLayout) -> Result<(), GpuError> {
        (self.surfaces, self.layout) = (surfaces, layout);
        Ok(())
    }

    fn submit_surface(&mut self, _: usize, _: FrameParams) -> Result<(), GpuError> {
        Ok(())
    }

    fn submit_copy(&mut self, surface: Rows, _: FrameParams) -> Result<(), GpuError> {
        let rows = self.layout.len() / self.layout.pitch;
        self.cuda.copy_rows(surface, rows, self.own.address(), self.layout.pitch)?;
        Ok(self.cuda.synchronize()?)
    }
}

/// Middle of the times of `work`, and the one that 99 % are below, in microseconds.
fn time(mut work: impl FnMut() -> Outcome<()>) -> Outcome<(f64, f64)> {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let started = Instant::now();
        work()?;
        times.push(started.elapsed());
    }
    times.sort();
    let at = |share: usize| times.get(TIMES * share / 100).map_or(0.0, Duration::as_secs_f64) * 1e6;
    Ok((at(50), at(99)))
}

fn measure(bridge: &Bridge, cuda: &Arc<Context>, (width, height): (u32, u32)) -> Outcome<()> {
    let format = PixelFormat::Bgrx;
    let layout = ImageLayout { width, height, stride: width * 4, format, bottom_up: false };
    let pixels: Vec<u8> = (0..layout.len()).map(|at| (at * 7 / 5) as u8).collect();
    let (colour, target) =
        (ColourSpec::default(), SurfaceLayout::new(SurfaceFormat::Nv12, (width, height)));
    let own = DeviceMemory::new(cuda, target.len())?;
    let mut keeper = Keeper { cuda: Arc::clone(cuda), layout: target, surfaces: Vec::new(), own };
    let (frame, bitrate) = (FrameId(0), Bitrate(0));
    let params = FrameParams { frame, force_idr: false, bitrate };
    let tile = Tile { encoder: &mut keeper, part: Part::whole(width, height) };
    let mut feed = bridge.feed(&mut [tile], (width, height), colour)?;
    let shared = time(|| Ok(feed.convert_shared(&layout, &pixels)?))?;
    let given = time(|| Ok(feed.submit(0, &mut keeper, params)?))?;
    let imported = match feed.device().cloned() {
        None => None,
        Some(device) => {
            let there = Exportable::filled(&device, PackedLayout::from(layout), &pixels)?;
            let (fd, size) = there.export()?;
            let source = Source::opaque(&device, fd, size, PackedLayout::from(layout))?;
            Some(time(|| Ok(feed.convert(&source)?))?)
        }
    };
    let mut picture = Yuv420::new(width, height);
    let (mut staging, mut memory) = (vec![0; target.len()], DeviceMemory::new(cuda, target.len())?);
    let by_cpu = time(|| {
        packed_to_planar(&layout, &pixels, colour, &mut picture)?;
        target.write(&picture, &mut staging);
        Ok(memory.upload(&staging)?)
    })?;
    for (way, times) in [
        ("GPU memory, GPU converts", imported),
        ("CPU memory, GPU converts", Some(shared)),
        ("given to the encoder", Some(given)),
        ("CPU memory, CPU converts", Some(by_cpu)),
    ] {
        let Some((p50, p99)) = times else { continue };
        println!("{width}x{height} {way}: p50 {p50:.0} us, p99 {p99:.0} us");
    }
    Ok(())
}

/// Dmabufs for a compositor to fill: which tilings this driver makes, and whether another device
/// takes them as they are described.
fn canvases(device: &Arc<Device>) -> Outcome<()> {
    let other = Device::headless(&Instance::headless()?, Devices::Hardware)?;
    for format in Packed::ALL {
        let known = exportable(device, format)?;
        let codes: Vec<u64> = known.iter().map(|modifier| modifier.code).collect();
        let Ok(canvas) = Canvas::new(device, (1921, 1081), format, &codes) else {
            println!("{format:?}: no dmabufs are made here, {} tilings known", known.len());
            continue;
        };
        let plane = |plane: &CanvasPlane| Plane {
            fd: canvas.memory().as_fd(),
            offset: plane.offset,
            stride: plane.stride,
        };
        let planes: Vec<Plane<'_>> = canvas.planes().iter().map(plane).collect();
        let (width, height, modifier) = (1921, 1081, canvas.modifier());
        let taken =
            Source::dmabuf(&other, &Dmabuf { width, height, format, modifier, planes: &planes });
        let word = taken.map_or_else(|error| error.to_string(), |_| "taken".to_owned());
        println!(
            "{format:?}: {} tilings, a dmabuf in {modifier:#x}, {:?}: {word} by another device",
            known.len(),
            canvas.planes()
        );
    }
    Ok(())
}

fn run() -> Outcome<()> {
    let cuda = Context::open(None)?;
    for bridge in [Bridge::over_vulkan(&cuda, Which::Same), Bridge::over_egl(&cuda)] {
        let bridge = match bridge {
            Ok(bridge) => bridge,
            Err(error) => {
                println!("a way less: {error}");
                continue;
            }
        };
        println!("{} and {}: small pictures came out right", cuda.name(), bridge.name());
        for size in [(1280, 720), (1920, 1080), (3840, 2160), (5120, 1440)] {
            measure(&bridge, &cuda, size)?;
        }
    }
    canvases(&Device::headless(&Instance::headless()?, Devices::Hardware)?)?;
    Ok(())
}

fn main() {
    if let Err(error) = run() {
        println!("stopped: {error}");
        std::process::exit(1);
    }
}
