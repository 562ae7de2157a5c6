//! Nothing allocates per frame on our side: convert, submit, collect, decode.
//!
//! Counts what goes through Rust's allocator. Memory that openh264 takes with C's `malloc`, mostly
//! when it is opened and when a picture is larger than any before, is outside of that.

#![allow(clippy::unwrap_used)] // helpers of a test, which the lint does not see as one

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

use lumen_core::units::{Bitrate, FrameId, Micros, RefreshRate};
use lumen_gpu::convert::{ColourSpec, Yuv420, packed_to_planar};
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_gpu::encode::software::SoftwareEncoder;
use lumen_gpu::encode::{Collected, Encode, EncodeConfig, FrameParams, H264Profile};
use lumen_gpu::frame::{ImageLayout, PixelFormat};

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

struct Counting;

// SAFETY: every method hands its arguments to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the pointer came from `System` with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the pointer came from `System` with this layout.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const WIDTH: u32 = 641;
const HEIGHT: u32 = 361;

/// A picture in motion, an odd number of pixels wide and high, bottom row first.
fn paint(pixels: &mut [u8], layout: &ImageLayout, frame: u32) {
    for (at, pixel) in pixels.chunks_exact_mut(4).enumerate() {
        let (x, y) = (at as u32 % (layout.stride / 4), at as u32 / (layout.stride / 4));
        let (across, down) = ((x + frame * 3) * 0x0003_0201, y * 0x0001_0305);
        pixel.copy_from_slice(&(across ^ down).to_le_bytes());
    }
}

/// The only test of this file: another one would allocate beside it.
#[test]
fn a_frame_allocates_nothing() {
    let layout = ImageLayout {
        width: WIDTH,
        height: HEIGHT,
        stride: (WIDTH + 7) * 4,
        format: PixelFormat::Bgrx,
        bottom_up: true,
    };
    let colour = ColourSpec::default();
    let mut planar = Yuv420::new(WIDTH, HEIGHT);
    let config = EncodeConfig {
        width: planar.width(),
        height: planar.height(),
        refresh: RefreshRate::from_hz(60),
        bitrate: Bitrate::from_kbps(8_000),
        slices: 4,
        profile: H264Profile::ConstrainedBaseline,
        colour,
    };
    let mut encoder = SoftwareEncoder::open(config).unwrap();
    let mut decoder = SoftwareDecoder::open().unwrap();
    let mut pixels = vec![0; layout.len()];
    let mut unit = Vec::with_capacity(layout.len());
    let (mut before, mut shown) = (0, 0);
    for frame in 1..=60 {
        if frame == 11 {
            before = ALLOCATIONS.load(Ordering::Relaxed);
        }
        paint(&mut pixels, &layout, frame);
        packed_to_planar(&layout, &pixels, colour, &mut planar).unwrap();
        let bitrate = Bitrate::from_kbps(if frame < 40 { 8_000 } else { 4_000 });
        let params = FrameParams { frame: FrameId(frame), force_idr: frame % 25 == 0, bitrate };
        encoder.submit(&planar, params).unwrap();
        unit.clear();
        while let Collected::Slice(slice) = encoder.collect(Micros(0)).unwrap() {
            unit.extend_from_slice(slice.bytes);
        }
        shown += u32::from(decoder.decode(&unit).unwrap().is_some());
    }
    let allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
    assert_eq!((allocations, shown), (0, 60));
    #[cfg(feature = "vulkan")]
    vulkan::a_conversion_allocates_nothing();
    #[cfg(feature = "egl")]
    egl::a_conversion_allocates_nothing();
    #[cfg(all(feature = "egl", feature = "vulkan"))]
    bridge::neither_way_to_an_encoder_allocates();
}

/// From shared memory over either interface to NVENC, which a library plays whose allocations are
/// its own.
#[cfg(all(feature = "egl", feature = "vulkan"))]
mod bridge {
    use lumen_gpu::bridge::{Bridge, Tile, Which};
    use lumen_gpu::damage::Part;
    use lumen_gpu::decode::{GpuMosaic, GpuPicture};
    use lumen_gpu::encode::nvenc::NvencEncoder;
    use lumen_gpu::encode::nvenc::config::NvencConfig;
    use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
    use lumen_gpu::encode::nvenc::plan::{Wish, plan};
    use lumen_gpu::encode::nvenc::probe;
    use lumen_nvenc_standin::control::Standin;

    use super::*;

    const SIZE: (u32, u32) = (640, 360);
    /// Two tiles of it.
    const TILE: (u32, u32) = (320, 360);

    pub fn neither_way_to_an_encoder_allocates() {
        let path = Standin::find().expect("cargo built the stand-in");
        let _standin = Standin::open(&path, "").unwrap();
        let libraries = Libraries { nvenc: Some(path.clone()), cuda: Some(path) };
        let driver = Driver::load(&libraries).unwrap();
        let cuda = driver.context();
        for way in [Bridge::over_vulkan(cuda, Which::Simulated), Bridge::over_egl(cuda)] {
            match way {
                Ok(bridge) => frames(&driver, &bridge),
                Err(error) => eprintln!("SKIPPED: whose allocations would be counted: {error}"),
            }
        }
    }

    fn frames(driver: &std::sync::Arc<Driver>, bridge: &Bridge) {
        let codecs = probe::codecs(driver).unwrap();
        let (width, height) = TILE;
        let refresh = RefreshRate::from_hz(60);
        let (slices, ten_bit, full_chroma) = (4, false, false);
        let wish = Wish { width, height, refresh, slices, tiles: 1, ten_bit, full_chroma };
        let plan = plan(&wish, &codecs[0]).unwrap();
        let config = EncodeConfig {
            width,
            height,
            refresh,
            bitrate: Bitrate::from_kbps(8_000),
            slices,
            profile: H264Profile::High,
            colour: ColourSpec::default(),
        };
        let open = |_| NvencEncoder::open(driver, NvencConfig::new(config, plan)).unwrap();
        let mut encoders: Vec<NvencEncoder> = (0..2).map(open).collect();
        let part = |x| Part { x, y: 0, width, height };
        let tiles = encoders.iter_mut().zip([part(0), part(TILE.0)]);
        let mut tiles: Vec<_> = tiles.map(|(encoder, part)| Tile { encoder, part }).collect();
        let mut feed = bridge.feed(&mut tiles, SIZE, config.colour).unwrap();
        drop(tiles);
        let parts = feed.device().map(|device| {
            let part = |_| GpuPicture::new(device, driver.context(), TILE).unwrap();
            [0, 1].map(part).map(std::sync::Arc::new)
        });
        let mut mosaic = GpuMosaic::default();
        let format = PixelFormat::Bgrx;
        let (width, height, stride) = (SIZE.0, SIZE.1, SIZE.0 * 4);
        let layout = ImageLayout { width, height, stride, format, bottom_up: true };
        let mut pixels = vec![0; layout.len()];
        let (mut before, mut bytes) = (0, 0);
        for frame in 0..40 {
            // Until then the wrapper gets to trust its driver, and buffers grow.
            if frame == 35 {
                before = ALLOCATIONS.load(Ordering::Relaxed);
            }
            paint(&mut pixels, &layout, frame);
            feed.convert_shared(&layout, &pixels).unwrap();
            for (tile, encoder) in encoders.iter_mut().enumerate() {
                let (frame, bitrate) = (FrameId(frame), config.bitrate);
                let params = FrameParams { frame, force_idr: false, bitrate };
                feed.submit(tile, encoder, params).unwrap();
                while let Collected::Slice(slice) = encoder.collect(Micros(u64::MAX)).unwrap() {
                    bytes += slice.bytes.len();
                }
            }
            if let Some([left, right]) = &parts {
                let tiles = [(left, (0, 0)), (right, (TILE.0, 0))];
                assert!(mosaic.compose(SIZE, tiles.into_iter()).unwrap().is_some());
            }
        }
        let allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
        assert!(bytes > 0 && allocations == 0, "{}: {allocations}", bridge.name());
    }
}

#[cfg(feature = "egl")]
mod egl {
    use lumen_gpu::convert::exact::Siting;
    use lumen_gpu::convert::packed::{Packed, PackedLayout};
    use lumen_gpu::convert::surface::SurfaceFormat;
    use lumen_gpu::egl::context::Context;
    use lumen_gpu::egl::convert::{Conversion, Converter, Output};
    use lumen_gpu::egl::import::Source;

    use super::*;

    pub fn a_conversion_allocates_nothing() {
        let Ok(context) = Context::open(None) else {
            eprintln!("SKIPPED: there is no EGL, whose allocations would be counted");
            return;
        };
        let (width, height, from) = (WIDTH, HEIGHT, Packed::Bgrx);
        let layout = PackedLayout { width, height, stride: WIDTH * 4, offset: 0, format: from };
        let pixels = vec![7; layout.end().unwrap()];
        let (colour, siting) = (ColourSpec::default(), Siting::Left);
        let to = SurfaceFormat::Nv12;
        let conversion = Conversion { size: (width, height), part: None, from, to, colour, siting };
        let mut converter = Converter::new(&context, conversion, Output::Cpu).unwrap();
        let source = Source::texture(&context, layout, &pixels).unwrap();
        let mut before = 0;
        for frame in 0..40 {
            if frame == 10 {
                before = ALLOCATIONS.load(Ordering::Relaxed);
            }
            let slot = converter.submit(&source).unwrap();
            converter.wait(slot).unwrap();
        }
        assert_eq!(ALLOCATIONS.load(Ordering::Relaxed) - before, 0);
    }
}

#[cfg(feature = "vulkan")]
mod vulkan {
    use lumen_gpu::convert::exact::Siting;
    use lumen_gpu::convert::packed::{Packed, PackedLayout};
    use lumen_gpu::convert::surface::SurfaceFormat;
    use lumen_gpu::vulkan::convert::{Conversion, Converter, Output};
    use lumen_gpu::vulkan::device::{Device, Devices};
    use lumen_gpu::vulkan::import::{Source, Upload};
    use lumen_gpu::vulkan::instance::Instance;

    use super::*;

    /// From rows and from an image, in turn.
    pub fn a_conversion_allocates_nothing() {
        let device = Instance::headless().and_then(|all| Device::headless(&all, Devices::Any));
        let Ok(device) = device else {
            eprintln!("SKIPPED: there is no Vulkan, whose allocations would be counted");
            return;
        };
        let (width, height, from) = (WIDTH, HEIGHT, Packed::Bgrx);
        let layout = PackedLayout { width, height, stride: WIDTH * 4, offset: 0, format: from };
        let pixels = vec![7; layout.end().unwrap()];
        let (colour, siting) = (ColourSpec::default(), Siting::Left);
        let to = SurfaceFormat::Nv12;
        let conversion = Conversion { size: (width, height), part: None, from, to, colour, siting };
        let mut converter = Converter::new(&device, conversion, Output::Cpu).unwrap();
        let sources = [
            Upload::new(&device, layout).unwrap().into_source(&pixels).unwrap(),
            Source::texture(&device, layout, &pixels).unwrap(),
        ];
        let mut before = 0;
        for (frame, source) in sources.iter().cycle().take(40).enumerate() {
            if frame == 10 {
                before = ALLOCATIONS.load(Ordering::Relaxed);
            }
            let slot = converter.submit(source).unwrap();
            converter.wait(slot).unwrap();
        }
        assert_eq!(ALLOCATIONS.load(Ordering::Relaxed) - before, 0);
    }
}
