//! From packed pixels through lavapipe, CUDA's stand-in and NVENC's to what a decoder shows.

use lumen_core::units::{Bitrate, Micros, RefreshRate};
use lumen_nvenc_standin::control::{Figure, Standin};

use super::*;
use crate::convert::Yuv420;
use crate::decode::Decode;
use crate::decode::software::SoftwareDecoder;
use crate::encode::nvenc::NvencEncoder;
use crate::encode::nvenc::caps::Codec;
use crate::encode::nvenc::config::NvencConfig;
use crate::encode::nvenc::driver::{Driver, Libraries};
use crate::encode::nvenc::plan::{Wish, plan};
use crate::encode::nvenc::probe;
use crate::encode::{Collected, Encode};
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

    fn bridge(&self) -> Option<Bridge> {
        let skip = |error: &GpuError| eprintln!("SKIPPED, nothing was coded: {error}");
        match Bridge::open(self.driver.context(), Which::Simulated) {
            Err(
                error @ (GpuError::NoVulkan { what: "no Vulkan loader" }
                | GpuError::Vulkan { call: "vkCreateInstance", .. }),
            ) => {
                skip(&error);
                None
            }
            other => Some(other.unwrap()),
        }
    }

    fn encoder(&self) -> NvencEncoder {
        let codecs = probe::codecs(&self.driver).unwrap();
        let caps = codecs.iter().find(|caps| caps.codec == Codec::H264).unwrap();
        let refresh = RefreshRate::from_hz(60);
        let (width, height) = SIZE;
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
    let target = exact::target(to, SIZE);
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
    assert_eq!((decoded.width, decoded.height), SIZE);
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
    let Some(bridge) = rig.bridge() else { return };
    let mut encoder = rig.encoder();
    let mut feed = bridge.feed(&mut encoder, SIZE, ColourSpec::default()).unwrap();
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
            feed.submit(&mut encoder, params(number, RATE)).unwrap();
            let shown = shown(&mut decoder, &unit(&mut encoder));
            assert!(shown == expected(&layout, &pixels), "{frame}, {format:?}, {again}");
        }
    }
    assert_eq!(encoder.stats().frames, 4 * RING as u64 + 2);
    assert_eq!(rig.standin.figure(Figure::Memory), own, "memory taken for a frame");
    // Encoders come and go, surfaces stay.
    drop(encoder);
    let mut encoder = rig.encoder();
    feed.attach(&mut encoder).unwrap();
    feed.submit(&mut encoder, params(100, RATE)).unwrap();
    assert!(shown(&mut SoftwareDecoder::open().unwrap(), &unit(&mut encoder)).len() == 3);
    drop((encoder, feed));
    assert_eq!(rig.standin.figure(Figure::Memory), 0);
    assert_eq!(rig.standin.figure(Figure::Leaked), 0);
}

#[test]
fn what_does_not_fit_the_encoder_is_refused() {
    let rig = Rig::open();
    let Some(bridge) = rig.bridge() else { return };
    let mut encoder = rig.encoder();
    let other = bridge.feed(&mut encoder, (160, 128), ColourSpec::default()).err().unwrap();
    assert!(matches!(other, GpuError::Size { expected: SIZE, .. }), "{other}");
    let mut feed = bridge.feed(&mut encoder, SIZE, ColourSpec::default()).unwrap();
    let early = feed.submit(&mut encoder, params(1, RATE)).err().unwrap();
    assert!(early.to_string().contains("picture before the first"), "{early}");
    let late = encoder.submit(&Yuv420::new(SIZE.0, SIZE.1), params(1, RATE)).err().unwrap();
    assert!(late.to_string().contains("picture of the CPU"), "{late}");
    let layout = image(PixelFormat::Bgrx, false);
    let short = feed.convert_shared(&layout, &[0; 64]).err().unwrap();
    assert!(matches!(short, GpuError::Truncated { .. }), "{short}");
    let wide = ImageLayout { width: 196, ..layout };
    let wide = feed.convert_shared(&wide, &noise(layout.len())).err().unwrap();
    assert!(matches!(wide, GpuError::Size { .. }), "{wide}");
    let mut none =
        GpuInput::adopt(&mut encoder, Vec::new(), exact::target(SurfaceFormat::Nv12, SIZE));
    assert!(none.as_mut().is_err_and(|error| error.to_string().contains("number of surfaces")));
    assert!(encoder.submit_surface(RING, params(1, RATE)).is_err());
}

#[test]
fn a_gpu_that_is_not_vulkans_is_told() {
    let rig = Rig::open();
    if rig.bridge().is_none() {
        return;
    }
    // The stand-in's identifier is no device's.
    let error = Bridge::open(rig.driver.context(), Which::Same).err().unwrap();
    assert_eq!(error.to_string(), "no Vulkan: no device is this GPU");
}
