//! Ten thousand encoders, one after another, on the driver that stands in: memory, descriptors,
//! sessions stay what they were. Then everything is given back.

// Clippy takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;

use lumen_core::units::{Bitrate, FrameId, Micros, RefreshRate, Span};
use lumen_gpu::convert::{ColourSpec, Yuv420};
use lumen_gpu::encode::nvenc::NvencEncoder;
use lumen_gpu::encode::nvenc::caps::Codec;
use lumen_gpu::encode::nvenc::config::NvencConfig;
use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
use lumen_gpu::encode::nvenc::pace::Pace;
use lumen_gpu::encode::nvenc::plan::{Wish, plan};
use lumen_gpu::encode::nvenc::probe;
use lumen_gpu::encode::{Collected, Encode, EncodeConfig, FrameParams, H264Profile};
use lumen_nvenc_standin::control::{Figure, Standin};

const CYCLES: u32 = 10_000;
/// Cycles after which everything has grown that grows once.
const SETTLED: u32 = 2_000;

/// The stand-in's clock.
struct StandinClock {
    advance: extern "C" fn(u64),
    figure: extern "C" fn(u32) -> u64,
}

impl Pace for StandinClock {
    fn now(&self) -> Micros {
        Micros((self.figure)(Figure::Now as u32))
    }

    fn pause(&mut self, span: Span) {
        (self.advance)(span.0);
    }
}

fn resident_bytes() -> usize {
    let statm = fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = statm.split_whitespace().nth(1).unwrap().parse().unwrap();
    pages * rustix::param::page_size()
}

fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

#[test]
fn ten_thousand_encoders_leave_nothing_behind() {
    let path = Standin::find().expect("cargo built the stand-in");
    let standin = Standin::open(&path, "clock=manual;rate=1000").unwrap();
    let libraries = Libraries { nvenc: Some(path.clone()), cuda: Some(path) };
    let driver = Driver::load(&libraries).unwrap();
    let caps = probe::codecs(&driver).unwrap();
    let refresh = RefreshRate::from_hz(60);
    let wish = Wish {
        width: 160,
        height: 64,
        refresh,
        slices: 4,
        tiles: 1,
        ten_bit: false,
        full_chroma: false,
    };
    let bitrate = Bitrate::from_kbps(1_000);
    let picture = Yuv420::new(160, 64);
    let mut settled = (0, 0);
    for cycle in 0..CYCLES {
        let codec = [Codec::H264, Codec::Hevc][cycle as usize % 2];
        let plan = plan(&wish, caps.iter().find(|caps| caps.codec == codec).unwrap()).unwrap();
        let stream = EncodeConfig {
            width: 160,
            height: 64,
            refresh,
            bitrate,
            slices: plan.slices,
            profile: H264Profile::High,
            colour: ColourSpec::default(),
        };
        let clock = StandinClock { advance: standin.advancer(), figure: standin.reader() };
        let config = NvencConfig::new(stream, plan);
        let mut encoder = NvencEncoder::open_with(&driver, config, Box::new(clock)).unwrap();
        let params = FrameParams { frame: FrameId(1), force_idr: false, bitrate };
        encoder.submit(&picture, params).unwrap();
        // Every third encoder is dropped in the middle of its frame.
        while cycle % 3 != 0 && encoder.collect(Micros(u64::MAX)).unwrap() != Collected::Done {}
        drop(encoder);
        if cycle == SETTLED {
            settled = (resident_bytes(), descriptors());
        }
    }
    let grown = resident_bytes().saturating_sub(settled.0);
    println!("simulated: {CYCLES} encoders, {grown} bytes more than after {SETTLED}");
    assert!(grown < 1 << 20, "{grown} bytes");
    assert_eq!(descriptors(), settled.1);
    drop(driver);
    for figure in [Figure::Sessions, Figure::Leaked, Figure::Memory, Figure::Contexts] {
        assert_eq!(standin.figure(figure), 0, "{figure:?}");
    }
}
