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
