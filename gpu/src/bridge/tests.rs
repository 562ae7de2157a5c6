//! From packed pixels through lavapipe or Mesa's OpenGL, CUDA's stand-in and NVENC's to what a
//! decoder shows.

use lumen_core::units::{Bitrate, Micros, RefreshRate};
use lumen_nvenc_standin::control::{Figure, Standin};

use super::*;
use crate::convert::Yuv420;
use crate::convert::exact::{self, Rule, Siting};
use crate::convert::job::RING;
use crate::convert::packed::PackedLayout;
use crate::convert::surface::SurfaceFormat;
use crate::cuda::Rows;
use crate::damage::Part;
use crate::decode::Decode;
use crate::decode::software::SoftwareDecoder;
use crate::encode::nvenc::NvencEncoder;
use crate::encode::nvenc::caps::Codec;
use crate::encode::nvenc::config::NvencConfig;
use crate::encode::nvenc::driver::{Driver, Libraries};
use crate::encode::nvenc::plan::{Wish, plan};
use crate::encode::nvenc::probe;
use crate::encode::{Collected, Encode, FrameParams, GpuInput};
use crate::frame::{ImageLayout, PixelFormat};
use crate::testing::{config, noise, params};

const SIZE: (u32, u32) = (194, 130);
const RATE: Bitrate = Bitrate(6_000_000);

struct Rig {
    // Dropped first: the stand-in's turn ends when nobody uses it any more.
    driver: Arc<Driver>,
    standin: Standin,
}

impl Rig {
    fn open() -> Rig {
        let path = Standin::find().expect("cargo built the stand-in");
        let standin = Standin::open(&path, "").unwrap();
        let library = Some(standin.path().to_owned());
        let libraries = Libraries { nvenc: library.clone(), cuda: library };
        Rig { driver: Driver::load(&libraries).unwrap(), standin }
    }

    fn vulkan(&self) -> Option<Bridge> {
        match Bridge::over_vulkan(self.driver.context(), Which::Simulated) {
            Err(
                error @ GpuError::NoVulkan {
                    what: "no Vulkan loader" | "the loader finds no driver",
                },
            ) => skip(&error),
            other => Some(other.unwrap()),
        }
    }

    fn egl(&self) -> Option<Bridge> {
        match Bridge::over_egl(self.driver.context()) {
            Err(
                error @ GpuError::NoEgl {
                    what: "libEGL.so.1 cannot be loaded" | "it has no devices",
                },
            ) => skip(&error),
            other => Some(other.unwrap()),
        }
    }

    /// Every way there is, or that there is none, loudly.
    fn bridges(&self) -> impl Iterator<Item = Bridge> {
        [self.vulkan(), self.egl()].into_iter().flatten()
    }

    fn encoder(&self) -> NvencEncoder {
        self.encoder_of(SIZE)
    }

    fn encoder_of(&self, (width, height): (u32, u32)) -> NvencEncoder {
        let codecs = probe::codecs(&self.driver).unwrap();
        let caps = codecs.iter().find(|caps| caps.codec == Codec::H264).unwrap();
        let refresh = RefreshRate::from_hz(60);
        let wish = Wish {
            width,
            height,
            refresh,
            slices: 4,
            tiles: 1,
            ten_bit: false,
            full_chroma: false,
        };
        let plan = plan(&wish, caps).unwrap();
        NvencEncoder::open(&self.driver, NvencConfig::new(config(width, height, RATE), plan))
            .unwrap()
    }
}

fn skip<T>(error: &GpuError) -> Option<T> {
    eprintln!("SKIPPED, nothing was coded: {error}");
    None
}

/// A feed for one encoder.
fn open_feed(
    bridge: &Bridge,
    encoder: &mut NvencEncoder,
    size: (u32, u32),
) -> Result<Feed, GpuError> {
    let tile = Tile { encoder, part: Part::whole(size.0, size.1) };
    bridge.feed(&mut [tile], size, ColourSpec::default())
}

fn image(format: PixelFormat, bottom_up: bool) -> ImageLayout {
    let (width, height) = SIZE;
    ImageLayout { width, height, stride: width * 4 + 24, format, bottom_up }
}

/// What the encoder is to be given, as planes.
fn expected(layout: &ImageLayout, pixels: &[u8]) -> Vec<Vec<u8>> {
    let mut rows: Vec<&[u8]> = pixels.chunks(layout.stride as usize).collect();
    if layout.bottom_up {
        rows.reverse();
    }
    let packed = PackedLayout::from(*layout);
    let (to, from) = (SurfaceFormat::Nv12, packed.format);
    let rule = Rule::new(ColourSpec::default(), Siting::Left, from, to);
    let target = exact::target(to, (layout.width, layout.height));
    let mut surface = vec![0; target.len()];
    exact::convert(&packed, &rows.concat(), &rule, to, &mut surface).unwrap();
    let (luma, chroma) = surface.split_at(target.pitch * target.height);
    let rows = |plane: &[u8], from: usize, step: usize| -> Vec<u8> {
        let row = |row: &[u8]| {
            row[..target.width].iter().skip(from).step_by(step).copied().collect::<Vec<u8>>()
        };
        plane.chunks(target.pitch).flat_map(row).collect()
    };
    vec![rows(luma, 0, 1), rows(chroma, 0, 2), rows(chroma, 1, 2)]
}

/// Collects the frame that was submitted.
fn unit(encoder: &mut NvencEncoder) -> Vec<u8> {
    let mut unit = Vec::new();
    loop {
        match encoder.collect(Micros(u64::MAX)).unwrap() {
            Collected::Slice(slice) => unit.extend_from_slice(slice.bytes),
            Collected::Done => return unit,
            Collected::Pending => panic!("not for ever"),
        }
    }
}

/// What a decoder shows of a unit.
fn shown(decoder: &mut SoftwareDecoder, unit: &[u8]) -> Vec<Vec<u8>> {
    let decoded = decoder.decode(unit).unwrap().expect("a picture");
    let widths = [decoded.width, decoded.width / 2, decoded.width / 2].map(|width| width as usize);
    let planes = decoded.planes.iter().zip(decoded.strides).zip(widths);
    planes
        .map(|((plane, stride), width)| {
            plane.chunks(stride as usize).flat_map(|row| row[..width].to_vec()).collect()
        })
        .collect()
}

#[test]
fn a_captured_picture_is_coded_where_the_gpu_made_it() {
    let rig = Rig::open();
    for bridge in rig.bridges() {
        pictures_are_coded(&rig, &bridge);
    }
}

fn pictures_are_coded(rig: &Rig, bridge: &Bridge) {
    let mut encoder = rig.encoder();
    let mut feed = open_feed(bridge, &mut encoder, SIZE).unwrap();
    let own = rig.standin.figure(Figure::Memory);
    let mut decoder = SoftwareDecoder::open().unwrap();
    let kinds = [PixelFormat::Bgrx, PixelFormat::Rgbx].into_iter().cycle();
    for (frame, format) in kinds.enumerate().take(2 * RING + 1) {
        let layout = image(format, frame % 3 == 1);
        let mut pixels = noise(layout.len());
        pixels.rotate_left(frame * 52);
        feed.convert_shared(&layout, &pixels).unwrap();
        // The second time it is the picture that nothing new came after.
        for again in 0..2 {
            let number = 2 * frame as u32 + again;
            feed.submit(0, &mut encoder, params(number, RATE)).unwrap();
            let shown = shown(&mut decoder, &unit(&mut encoder));
            assert!(shown == expected(&layout, &pixels), "{frame}, {format:?}, {again}");
        }
    }
    assert_eq!(encoder.stats().frames, 4 * RING as u64 + 2);
    // OpenGL's surfaces stay mapped until they are written again.
    let mapped = if feed.device().is_none() { RING as u64 } else { 0 };
    assert_eq!(rig.standin.figure(Figure::Memory), own + mapped, "memory taken for a frame");
    // Encoders come and go, surfaces stay.
    drop(encoder);
    let mut encoder = rig.encoder();
    feed.attach(0, &mut encoder).unwrap();
    feed.submit(0, &mut encoder, params(100, RATE)).unwrap();
    let shown = shown(&mut SoftwareDecoder::open().unwrap(), &unit(&mut encoder));
    assert_eq!(shown[0].len(), SIZE.0 as usize * SIZE.1 as usize);
    drop((encoder, feed));
    assert_eq!(rig.standin.figure(Figure::Memory), 0);
    assert_eq!(rig.standin.figure(Figure::Leaked), 0);
}

#[test]
fn tiles_are_parts_of_the_picture_and_fit_together() {
    let rig = Rig::open();
    // Upper left corners at even places that are no multiples of four.
    let (size, left, upper) = ((311, 133), 150, 66);
    let (right, lower) = (312 - left, 134 - upper);
    let parts = [
        Part { x: 0, y: 0, width: left, height: upper },
        Part { x: left, y: 0, width: right, height: upper },
        Part { x: 0, y: upper, width: left, height: lower },
        Part { x: left, y: upper, width: right, height: lower },
    ];
    for bridge in rig.bridges() {
        let mut encoders = parts.map(|part| rig.encoder_of((part.width, part.height)));
        let tiles = encoders.iter_mut().zip(parts);
        let mut tiles: Vec<_> = tiles.map(|(encoder, part)| Tile { encoder, part }).collect();
        let mut feed = bridge.feed(&mut tiles, size, ColourSpec::default()).unwrap();
        for (frame, bottom_up) in [false, true].into_iter().enumerate() {
            let (width, height) = size;
            let layout = ImageLayout {
                width,
                height,
                stride: width * 4,
                format: PixelFormat::Bgrx,
                bottom_up,
            };
            let pixels = noise(layout.len());
            feed.convert_shared(&layout, &pixels).unwrap();
            let whole = expected(&layout, &pixels);
            for (number, (encoder, part)) in encoders.iter_mut().zip(parts).enumerate() {
                feed.submit(
                    number,
                    encoder,
                    FrameParams { force_idr: true, ..params(frame as u32, RATE) },
                )
                .unwrap();
                let shown = shown(&mut SoftwareDecoder::open().unwrap(), &unit(encoder));
                assert!(
                    shown == cut_out(&whole, part),
                    "{}: frame {frame}, {part:?}",
                    bridge.name()
                );
            }
        }
    }
}

/// A part of the planes of a picture of 312 columns.
fn cut_out(planes: &[Vec<u8>], part: Part) -> Vec<Vec<u8>> {
    let cut = |(plane, half): (&Vec<u8>, usize)| {
        let [stride, x, y, width, height] =
            [312, part.x, part.y, part.width, part.height].map(|edge| edge as usize / half);
        let rows = plane.chunks(stride).skip(y).take(height);
        rows.flat_map(|row| row[x..x + width].to_vec()).collect()
    };
    planes.iter().zip([1, 2, 2]).map(cut).collect()
}

#[test]
fn what_does_not_fit_the_encoder_is_refused() {
    let rig = Rig::open();
    for bridge in rig.bridges() {
        misfits_are_refused(&rig, &bridge);
    }
}

fn misfits_are_refused(rig: &Rig, bridge: &Bridge) {
    let mut encoder = rig.encoder();
    let other = open_feed(bridge, &mut encoder, (160, 128)).err().unwrap();
    assert!(matches!(other, GpuError::Size { expected: SIZE, .. }), "{other}");
    // A part that reaches beyond the picture.
    let part = Part { x: 2, y: 0, width: SIZE.0, height: SIZE.1 };
    let tile = Tile { encoder: &mut encoder, part };
    let beyond = bridge.feed(&mut [tile], SIZE, ColourSpec::default()).err().unwrap();
    assert!(beyond.to_string().contains("part of a picture"), "{beyond}");
    let mut feed = open_feed(bridge, &mut encoder, SIZE).unwrap();
    let early = feed.submit(0, &mut encoder, params(1, RATE)).err().unwrap();
    assert!(early.to_string().contains("picture before the first"), "{early}");
    let layout = image(PixelFormat::Bgrx, false);
    let short = feed.convert_shared(&layout, &[0; 64]).err().unwrap();
    assert!(matches!(short, GpuError::Truncated { .. }), "{short}");
    let wide = ImageLayout { width: 196, ..layout };
    let wide = feed.convert_shared(&wide, &noise(layout.len())).err().unwrap();
    assert!(matches!(wide, GpuError::Size { .. }), "{wide}");
}

#[test]
fn an_encoder_has_surfaces_of_its_own_or_of_another() {
    let rig = Rig::open();
    let Some(bridge) = rig.vulkan() else { return };
    let mut encoder = rig.encoder();
    let _feed = open_feed(&bridge, &mut encoder, SIZE).unwrap();
    let late = encoder.submit(&Yuv420::new(SIZE.0, SIZE.1), params(1, RATE)).err().unwrap();
    assert!(late.to_string().contains("picture of the CPU"), "{late}");
    let (from, layout) = encoder.surface();
    let rows = Rows { from, pitch: layout.pitch, row: layout.pitch };
    let copy = encoder.submit_copy(rows, params(1, RATE)).err().unwrap();
    assert!(copy.to_string().contains("copy of a picture"), "{copy}");
    let narrow = Rows { pitch: 64, row: 64, ..rows };
    let narrow = encoder.submit_copy(narrow, params(1, RATE)).err().unwrap();
    assert!(narrow.to_string().contains("surface pitch"), "{narrow}");
    let mut none =
        GpuInput::adopt(&mut encoder, Vec::new(), exact::target(SurfaceFormat::Nv12, SIZE));
    assert!(none.as_mut().is_err_and(|error| error.to_string().contains("number of surfaces")));
    assert!(encoder.submit_surface(RING, params(1, RATE)).is_err());
}

#[test]
fn a_gpu_that_is_not_vulkans_is_told() {
    let rig = Rig::open();
    if rig.vulkan().is_none() {
        return;
    }
    // The stand-in's identifier is no device's.
    let error = Bridge::over_vulkan(rig.driver.context(), Which::Same).err().unwrap();
    assert_eq!(error.to_string(), "no Vulkan: no device is this GPU");
    // EGL's contexts are not asked whose they are, but whether CUDA takes their memory.
    let Some(egl) = rig.egl() else { return };
    let bridge = Bridge::open(rig.driver.context(), Which::Same).unwrap();
    assert_eq!((bridge.name(), bridge.then()), (egl.name(), "copied once for the encoder"));
}
