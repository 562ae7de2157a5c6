//! Pictures converted by Vulkan or OpenGL and coded by NVENC's stand-in, in a running stream.

use std::sync::{Arc, Mutex, PoisonError};

use lumen_core::native::tiles::rects;
use lumen_gpu::bridge::{Bridge, Which};
use lumen_gpu::convert::exact::{self, Rule, Siting};
use lumen_gpu::convert::packed::{Packed, PackedLayout};
use lumen_gpu::convert::surface::SurfaceFormat;
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_gpu::encode::nvenc::NvencEncoder;
use lumen_gpu::encode::nvenc::caps::Codec;
use lumen_gpu::encode::nvenc::config::NvencConfig;
use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
use lumen_gpu::encode::nvenc::plan::{Wish, plan};
use lumen_gpu::encode::nvenc::probe;
use lumen_nvenc_standin::control::Standin;

use super::*;

const PICTURE: (u32, u32) = (194, 146);

/// What [`open_nvenc`] opens encoders on; tests take turns, as the stand-in does.
static DRIVER: Mutex<Option<Arc<Driver>>> = Mutex::new(None);

fn driver() -> Option<Arc<Driver>> {
    DRIVER.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn open_nvenc(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    let driver = driver().expect("a test that has its turn");
    let codecs = probe::codecs(&driver)?;
    let caps = codecs.iter().find(|caps| caps.codec == Codec::H264).unwrap();
    let EncodeConfig { width, height, refresh, slices, .. } = config;
    let wish =
        Wish { width, height, refresh, slices, tiles: 1, ten_bit: false, full_chroma: false };
    let plan = plan(&wish, caps)?;
    Ok(Box::new(NvencEncoder::open(&driver, NvencConfig::new(config, plan))?))
}

/// Shows pictures of different colours, one for each call of the stream.
struct Colours {
    pool: FramePool,
    left: u8,
}

fn layout() -> ImageLayout {
    let (width, height) = PICTURE;
    let format = PixelFormat::Rgbx;
    ImageLayout { width, height, stride: width * 4, format, bottom_up: false }
}

fn pixels(left: u8) -> Vec<u8> {
    (0..layout().len()).map(|at| (at * 7 / 5) as u8 ^ left.wrapping_mul(37)).collect()
}

impl Capture for Colours {
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        let lease = (self.left > 0).then(|| self.pool.take()).flatten();
        let Some(mut lease) = lease else {
            thread::sleep(clock::until(until).min(Span::from_millis(2)).into());
            return Ok(None);
        };
        self.left -= 1;
        lease.bytes_mut().copy_from_slice(&pixels(self.left));
        let surface = Surface::Shared { layout: layout(), pixels: lease };
        let (captured, number) = (clock::now(), u64::from(u8::MAX - self.left));
        Ok(Some(Frame { surface, captured, number, damage: Damage::WHOLE }))
    }
}

/// A stand-in that plays this, with every way to its GPU. None, said loudly, without any.
struct Turn {
    bridges: Vec<Bridge>,
    standin: Standin,
}

impl Turn {
    fn take() -> Option<Turn> {
        let path = Standin::find().expect("cargo built the stand-in");
        let standin = Standin::open(&path, "").unwrap();
        let libraries = Libraries { nvenc: Some(path.clone()), cuda: Some(path) };
        let driver = Driver::load(&libraries).unwrap();
        let cuda = driver.context();
        let ways = [Bridge::over_vulkan(cuda, Which::Simulated), Bridge::over_egl(cuda)];
        let loud = |way: Result<Bridge, GpuError>| {
            way.inspect_err(|error| eprintln!("SKIPPED: {error}")).ok()
        };
        let bridges: Vec<Bridge> = ways.into_iter().filter_map(loud).collect();
        if bridges.is_empty() {
            return None;
        }
        *DRIVER.lock().unwrap_or_else(PoisonError::into_inner) = Some(driver);
        Some(Turn { bridges, standin })
    }

    fn coders(&self, bridge: &Bridge) -> Coders {
        let parts = parts(Still::new(0), Box::new(NullEncoder::new(script()))).0;
        let mode = Mode::new(PICTURE.0, PICTURE.1, RefreshRate::from_hz(100)).unwrap();
        let bitrate = Bitrate::from_kbps(20_000);
        let plan = StreamPlan { mode, bitrate, ..parts.source.coders.plan };
        Coders::open_on(Some(bridge), open_nvenc, plan).unwrap()
    }

    /// Streams until `frames` were sent of a screen that changes once; the units sent.
    fn stream(&self, coders: Coders, frames: u64) -> Vec<(u32, FrameType, Vec<u8>)> {
        let (mut parts, trains) = parts(Still::new(0), Box::new(NullEncoder::new(script())));
        let pool = FramePool::new(3, layout().len(), |_, _| {}).unwrap();
        parts.source = Source::new(Box::new(Colours { pool, left: 2 }), coders);
        let stream = Stream::start(parts).unwrap();
        eventually("frames", || stream.remote().stats().frames >= frames);
        drop(stream);
        received(&trains)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *DRIVER.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Luma of the last picture, as the GPU is to make it.
fn expected_luma(colour: ColourSpec) -> Vec<u8> {
    let (from, to) = (Packed::Rgbx, SurfaceFormat::Nv12);
    let rule = Rule::new(colour, Siting::Left, from, to);
    let target = exact::target(to, PICTURE);
    let mut surface = vec![0; target.len()];
    exact::convert(&PackedLayout::from(layout()), &pixels(0), &rule, to, &mut surface).unwrap();
    let rows = surface.chunks(target.pitch).take(target.height);
    rows.flat_map(|row| row[..target.width].to_vec()).collect()
}

/// Luma of the last picture, as a decoder shows it.
fn shown_luma(units: &[(u32, FrameType, Vec<u8>)]) -> Vec<u8> {
    let mut decoder = SoftwareDecoder::open().unwrap();
    let mut luma = Vec::new();
    for (number, kind, unit) in units {
        let decoded = decoder.decode(unit).unwrap();
        let decoded = decoded.unwrap_or_else(|| panic!("frame {number}, {kind:?} shows nothing"));
        let rows = decoded.planes[0].chunks(decoded.strides[0] as usize);
        luma = rows.flat_map(|row| row[..decoded.width as usize].to_vec()).collect();
    }
    luma
}

#[test]
fn a_stream_shows_what_the_gpu_converted_and_repeats_it() {
    let Some(turn) = Turn::take() else { return };
    for bridge in &turn.bridges {
        let coders = turn.coders(bridge);
        assert_eq!(coders.converts_on(), "GPU");
        let colour = coders.plan.colour;
        let units = turn.stream(coders, 5);
        assert!(units.len() >= 5, "{}", units.len());
        assert!(shown_luma(&units) == expected_luma(colour), "{}", bridge.name());
    }
}

#[test]
fn each_tile_shows_its_part_of_what_the_gpu_converted() {
    let Some(turn) = Turn::take() else { return };
    let grid = Grid::new(2, 2).unwrap();
    let plan = tiles::plan(grid);
    // Full range keeps grey as it is.
    assert_eq!(plan.colour.range, Range::Full);
    for bridge in &turn.bridges {
        let coders = Coders::open_on(Some(bridge), open_nvenc, plan).unwrap();
        assert_eq!(coders.converts_on(), "GPU");
        let (stream, trains) = tiles::start_with(grid, coders);
        eventually("frames", || stream.remote().stats().frames >= 4);
        drop(stream);
        for (tile, rect) in rects(tiles::MODE, grid).unwrap().into_iter().enumerate() {
            let columns = rect.x..rect.x + rect.width;
            let place = |y| columns.clone().map(move |x| tiles::brightness(x, y));
            let wanted: Vec<u8> = (rect.y..rect.y + rect.height).flat_map(place).collect();
            let (_, shown) = tiles::decoded(&trains, tile as u8);
            assert!(shown == wanted, "{}: tile {tile}", bridge.name());
        }
    }
}

#[test]
fn an_encoder_that_is_opened_anew_gets_the_surfaces_again() {
    let Some(turn) = Turn::take() else { return };
    for bridge in &turn.bridges {
        turn.standin.play("").unwrap();
        let coders = turn.coders(bridge);
        let colour = coders.plan.colour;
        turn.standin.play("fault=EncodePicture:3:20").unwrap();
        let units = turn.stream(coders, 6);
        let keys = units.iter().filter(|unit| unit.1 == FrameType::Idr).count();
        assert_eq!(keys, 2, "one at the start, one after the failure");
        assert!(shown_luma(&units) == expected_luma(colour), "{}", bridge.name());
    }
}

#[test]
fn what_the_encoder_does_not_take_is_converted_on_the_cpu() {
    let Some(turn) = Turn::take() else { return };
    // Encoders take surfaces of Vulkan's; OpenGL's are copied.
    let vulkan = turn.bridges.iter().find(|bridge| bridge.then() == "coded where they are");
    let Some(bridge) = vulkan else { return };
    // The encoder's own three surfaces are registered first.
    turn.standin.play("fault=RegisterResource:4:8").unwrap();
    let coders = turn.coders(bridge);
    assert_eq!(coders.converts_on(), "CPU");
    let colour = coders.plan.colour;
    let units = turn.stream(coders, 3);
    let (shown, wanted) = (shown_luma(&units), expected_luma(colour));
    let far = shown.iter().zip(&wanted).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(shown.len() == wanted.len() && far <= Some(2), "{far:?}");
}
