//! When the bytes of a frame leave, by how NVENC is used: played by the driver that stands in, on
//! its own clock. So all of it is *simulated*; what packetizing and sending take is not in it.
//!
//! The link is one that sends a frame in a given time, bytes in the order in which slices are
//! collected. Beside each figure stands what a model of a few terms says.

use std::fmt;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use lumen_core::units::{Bitrate, FrameId, Micros, RefreshRate, Span};
use lumen_gpu::convert::{ColourSpec, Yuv420};
use lumen_gpu::encode::nvenc::NvencEncoder;
use lumen_gpu::encode::nvenc::caps::Codec;
use lumen_gpu::encode::nvenc::config::NvencConfig;
use lumen_gpu::encode::nvenc::driver::{Driver, Libraries};
use lumen_gpu::encode::nvenc::pace::Pace;
use lumen_gpu::encode::nvenc::plan::{EncodePlan, Reason, Split};
use lumen_gpu::encode::{Collected, Encode, EncodeConfig, FrameParams, H264Profile};
use lumen_nvenc_standin::control::{Figure, Standin};
use serde::Serialize;

/// The whole picture.
const SIZE: (u32, u32) = (1024, 512);
/// Pixels per microsecond of an engine.
const RATE: u64 = 20;
/// What one engine takes for it, in microseconds.
const ENCODE: u64 = SIZE.0 as u64 * SIZE.1 as u64 / RATE;

/// Frames in which the wrapper gets to trust the driver.
const SETTLED: u32 = 34;

/// Time between two looks at encoders that have nothing.
const LOOK_EVERY: Span = Span(40);

/// Time that the frame takes on the wire, in percent of [`ENCODE`]: a fast link and a slow one.
const WIRES: [u64; 2] = [25, 200];

/// Most percent of [`ENCODE`] until the first of four slices is there.
const GOAL: f64 = 35.0;

const RATE_OF_STREAM: Bitrate = Bitrate(20_000_000);
const REFRESH: RefreshRate = RefreshRate::from_hz(30);

/// In which order slices of several tiles are collected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Tile by tile.
    InTurn,
    /// Whichever is there.
    AsTheyCome,
}

/// A way to use the engines.
#[derive(Clone, Copy)]
struct Scheme {
    engines: u8,
    columns: u8,
    split: Split,
    slices: u8,
    order: Order,
}

/// On one engine.
const WHOLE: Scheme =
    Scheme { engines: 1, columns: 1, split: Split::Off, slices: 4, order: Order::InTurn };

fn schemes(codec: Codec) -> Vec<Scheme> {
    let mut schemes = vec![Scheme { slices: 1, ..WHOLE }, WHOLE];
    if codec == Codec::Hevc {
        schemes.extend([2, 3].map(|engines| Scheme {
            engines,
            split: Split::Engines(engines),
            ..WHOLE
        }));
    }
    for (columns, engines) in [(2, 2), (2, 4), (4, 2), (4, 4)] {
        for order in [Order::InTurn, Order::AsTheyCome] {
            schemes.push(Scheme { engines, columns, order, ..WHOLE });
        }
    }
    schemes
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.columns, self.split, self.slices) {
            (1, Split::Off, 1) => f.pad("whole frame"),
            (1, Split::Off, slices) => f.pad(&format!("{slices} slices")),
            (1, _, _) => f.pad(&format!("split over {} engines", self.engines)),
            (columns, _, slices) => {
                let order = if self.order == Order::InTurn { "in turn" } else { "as they come" };
                let engines = self.engines;
                f.pad(&format!("{columns}x1 tiles, {engines} engines, {slices} slices, {order}"))
            }
        }
    }
}

impl Scheme {
    /// When the last byte leaves, all in percent of [`ENCODE`], by the model: the engines' time
    /// and the wire's, of which the longer one hides all of the other but its first or last part.
    fn model(&self, wire: f64) -> f64 {
        let engines = f64::from(self.engines.min(self.columns));
        let parts = f64::from(self.slices) * f64::from(self.columns);
        match self.split {
            Split::Engines(engines) => 100.0 / f64::from(engines) + wire,
            _ if self.slices == 1 => 100.0 + wire,
            _ if wire <= 100.0 / engines => 100.0 / engines + wire / parts,
            _ => 100.0 / engines / f64::from(self.slices) + wire,
        }
    }
}

/// The stand-in's clock.
struct StandinClock {
    advance: extern "C" fn(u64),
    figure: extern "C" fn(u32) -> u64,
}

impl StandinClock {
    fn of(standin: &Standin) -> StandinClock {
        StandinClock { advance: standin.advancer(), figure: standin.reader() }
    }
}

impl Pace for StandinClock {
    fn now(&self) -> Micros {
        Micros((self.figure)(Figure::Now as u32))
    }

    fn pause(&mut self, span: Span) {
        (self.advance)(span.0);
    }
}

/// Slices of one frame, in the order in which they were collected: when, and how many bytes.
struct Timeline(Vec<(Span, usize)>);

impl Timeline {
    /// When the first byte leaves, in percent of [`ENCODE`].
    fn first(&self) -> f64 {
        self.0.first().map_or(0.0, |(at, _)| percent(at.0 as f64))
    }

    /// When the last byte leaves on a link that takes `wire` percent of [`ENCODE`] for the frame.
    fn last(&self, wire: u64) -> f64 {
        let total: usize = self.0.iter().map(|(_, bytes)| bytes).sum();
        let on_wire = |bytes: usize| (ENCODE * wire) as f64 / 100.0 * bytes as f64 / total as f64;
        let free = self
            .0
            .iter()
            .fold(0.0, |free, (at, bytes)| f64::max(free, at.0 as f64) + on_wire(*bytes));
        percent(free)
    }
}

fn percent(micros: f64) -> f64 {
    micros * 100.0 / ENCODE as f64
}

#[derive(Serialize)]
struct Line {
    simulated: bool,
    codec: String,
    scheme: String,
    first_byte_percent: f64,
    /// For each link: its time for the frame, when the last byte leaves, and by the model.
    last_byte_percent: [(u64, f64, f64); WIRES.len()],
}

/// Prints the tables and writes them to `json`; whether the goal is met.
///
/// # Errors
/// When the stand-in is not built, or does something else than a driver does.
pub fn run(json: Option<&Path>) -> anyhow::Result<bool> {
    let library = Standin::find().context("liblumen_nvenc_standin.so is not built")?;
    let (mut lines, mut holds) = (Vec::new(), true);
    for codec in [Codec::H264, Codec::Hevc] {
        println!(
            "simulated: {codec}, {}x{}, {ENCODE} us on one engine; percent of that time; in \
             brackets the model",
            SIZE.0, SIZE.1
        );
        println!(
            "{:<44} {:>10} {:>24} {:>24}",
            "", "first byte", "last byte, wire 25 %", "last byte, wire 200 %"
        );
        for scheme in schemes(codec) {
            let line = line(codec, &scheme, &library).with_context(|| scheme.to_string())?;
            println!("{line}");
            let slice_by_slice = scheme.columns == 1 && scheme.slices == 4;
            if slice_by_slice && scheme.split == Split::Off {
                holds &= line.first_byte_percent <= GOAL;
            }
            lines.push(line);
        }
    }
    println!(
        "goal: first of 4 slices within {GOAL} % of the encode time: {}",
        if holds { "met" } else { "MISSED" }
    );
    if let Some(file) = json {
        serde_json::to_writer_pretty(File::create(file)?, &lines)?;
    }
    Ok(holds)
}

fn line(codec: Codec, scheme: &Scheme, library: &Path) -> anyhow::Result<Line> {
    let timeline = play(codec, scheme, library)?;
    Ok(Line {
        simulated: true,
        codec: codec.to_string(),
        scheme: scheme.to_string(),
        first_byte_percent: timeline.first(),
        last_byte_percent: WIRES.map(|wire| (wire, timeline.last(wire), scheme.model(wire as f64))),
    })
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<44} {:>10.1}", self.scheme, self.first_byte_percent)?;
        for (_, seen, model) in self.last_byte_percent {
            write!(f, " {:>24}", format!("{seen:.1} ({model:.1})"))?;
        }
        Ok(())
    }
}

/// Codes frames until slices are trusted; the timeline of the one after.
fn play(codec: Codec, scheme: &Scheme, library: &Path) -> anyhow::Result<Timeline> {
    let personality = format!("clock=manual;rate={RATE};engines={}", scheme.engines);
    let standin = Standin::open(library, &personality).map_err(anyhow::Error::msg)?;
    let path = Some(library.to_owned());
    let driver = Driver::load(&Libraries { nvenc: path.clone(), cuda: path })?;
    let mut encoders: Vec<NvencEncoder> = (0..scheme.columns)
        .map(|_| open(codec, scheme, &driver, StandinClock::of(&standin)))
        .collect::<anyhow::Result<_>>()?;
    let picture = noise(SIZE.0 / u32::from(scheme.columns), SIZE.1);
    let mut clock = StandinClock::of(&standin);
    for frame in 0..SETTLED {
        code(&mut encoders, &picture, FrameId(frame), scheme.order, &mut clock)?;
    }
    code(&mut encoders, &picture, FrameId(SETTLED), scheme.order, &mut clock)
}

fn open(
    codec: Codec,
    scheme: &Scheme,
    driver: &Arc<Driver>,
    clock: StandinClock,
) -> anyhow::Result<NvencEncoder> {
    let Scheme { columns, split, slices, .. } = *scheme;
    let tile = (SIZE.0 / u32::from(columns), SIZE.1);
    let sub_frame = split == Split::Off && slices > 1;
    let reason = Reason::OneEngineKeepsUp;
    let plan = EncodePlan { codec, tile, columns, split, sub_frame, slices, reason };
    let stream = EncodeConfig {
        width: tile.0,
        height: tile.1,
        refresh: REFRESH,
        bitrate: RATE_OF_STREAM,
        slices,
        profile: H264Profile::High,
        colour: ColourSpec::default(),
    };
    let config = NvencConfig::new(stream, plan);
    let encoder = NvencEncoder::open_with(driver, config, Box::new(clock))?;
    anyhow::ensure!(encoder.config().plan == plan, "the driver takes the plan");
    Ok(encoder)
}

/// Submits a frame to all encoders and collects its slices.
fn code(
    encoders: &mut [NvencEncoder],
    picture: &Yuv420,
    frame: FrameId,
    order: Order,
    clock: &mut StandinClock,
) -> anyhow::Result<Timeline> {
    let start = clock.now();
    let params = FrameParams { frame, force_idr: false, bitrate: RATE_OF_STREAM };
    encoders.iter_mut().try_for_each(|encoder| encoder.submit(picture, params))?;
    let mut timeline = Timeline(Vec::new());
    let mut open: Vec<&mut NvencEncoder> = encoders.iter_mut().collect();
    while !open.is_empty() {
        let before = (open.len(), timeline.0.len());
        let mut going_on = Vec::with_capacity(open.len());
        for encoder in open {
            let until = if order == Order::InTurn { Micros(u64::MAX) } else { clock.now() };
            if !collect(encoder, until, start, clock, &mut timeline)? {
                going_on.push(encoder);
            }
        }
        open = going_on;
        if before == (open.len(), timeline.0.len()) {
            clock.pause(LOOK_EVERY);
        }
    }
    Ok(timeline)
}

/// Takes the slices that are there until `until`; whether the frame is done.
fn collect(
    encoder: &mut NvencEncoder,
    until: Micros,
    start: Micros,
    clock: &StandinClock,
    timeline: &mut Timeline,
) -> anyhow::Result<bool> {
    loop {
        match encoder.collect(until)? {
            Collected::Slice(slice) => {
                timeline.0.push((clock.now().since(start), slice.bytes.len()));
            }
            Collected::Done => return Ok(true),
            Collected::Pending => return Ok(false),
        }
    }
}

/// A picture of which every part costs the same.
fn noise(width: u32, height: u32) -> Yuv420 {
    let mut picture = Yuv420::new(width, height);
    let mut state = 1_u32;
    for plane in picture.planes_mut() {
        for sample in plane {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *sample = (state >> 24) as u8;
        }
    }
    picture
}
