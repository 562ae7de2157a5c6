//! From a unit to a drawn picture, with NVDEC and Vulkan: does a picture that stays on the GPU look
//! like one that goes through the CPU, and how long does each take?
//!
//!     cargo run --release -p lumen-gpu --features vulkan --example present_probe FILE.h264 ...
//!
//! A file is H.264 or, named `.hevc`, HEVC. Drawn is what a window would show, to an image of the
//! picture's size.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs};

use lumen_gpu::convert::ColourSpec;
use lumen_gpu::decode::Decode;
use lumen_gpu::decode::nvdec::caps::Codec;
use lumen_gpu::decode::nvdec::on_gpu::NvdecToGpu;
use lumen_gpu::decode::nvdec::units::access_units;
use lumen_gpu::decode::nvdec::{Libraries, Nvdec, NvdecToHost};
use lumen_gpu::vulkan::device::{Device, Devices};
use lumen_gpu::vulkan::instance::Instance;
use lumen_gpu::vulkan::offscreen::Offscreen;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How many pictures of each file are compared, the first ones.
const COMPARED: usize = 40;

/// How often each file is decoded for the times.
const LOOPS: usize = 3;

/// Times of every picture: until it is decoded, and from there until it is drawn.
#[derive(Default)]
struct Times {
    decoded: Vec<Duration>,
    drawn: Vec<Duration>,
    whole: Vec<Duration>,
}

fn codec_of(path: &str) -> Codec {
    if path.ends_with(".hevc") { Codec::Hevc } else { Codec::H264 }
}

/// Middle of some times and the one that 99 % are below, in milliseconds.
fn shares(times: &mut [Duration]) -> String {
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    format!("{:>7.3} {:>7.3}", at(50).as_secs_f64() * 1e3, at(99).as_secs_f64() * 1e3)
}

/// A stream and what draws it.
struct Player {
    decoder: Box<dyn Decode>,
    screen: Option<Offscreen>,
    drawing: Arc<Device>,
}

impl Player {
    fn new(decoder: impl Decode + 'static, drawing: &Arc<Device>) -> Player {
        Player { decoder: Box::new(decoder), screen: None, drawing: Arc::clone(drawing) }
    }

    /// Draws a unit's picture; how long decoder and drawing took.
    fn play(&mut self, unit: &[u8]) -> Outcome<Option<(Duration, Duration)>> {
        let started = Instant::now();
        let Some(picture) = self.decoder.decode(unit)? else { return Ok(None) };
        let decoded = started.elapsed();
        let size = (picture.width, picture.height);
        if self.screen.is_none() {
            self.screen = Some(Offscreen::open(&self.drawing, ColourSpec::default(), size)?);
        }
        let Some(screen) = &mut self.screen else { return Ok(None) };
        let started = Instant::now();
        screen.set_picture(&picture)?;
        screen.draw()?;
        Ok(Some((decoded, started.elapsed())))
    }

    fn pixels(&self) -> Outcome<Vec<u8>> {
        Ok(self.screen.as_ref().ok_or("nothing was drawn")?.pixels()?)
    }
}

/// Plays both side by side; how many pictures were the same, of how many.
fn compare(players: &mut [Player; 2], units: &[&[u8]]) -> Outcome<(usize, usize)> {
    let (mut same, mut all) = (0, 0);
    for unit in units.iter().take(COMPARED) {
        let mut drawn = Vec::new();
        for player in &mut *players {
            if player.play(unit)?.is_some() {
                drawn.push(player.pixels()?);
            }
        }
        if let [cpu, gpu] = &drawn[..] {
            all += 1;
            same += usize::from(cpu == gpu);
        }
    }
    Ok((same, all))
}

fn time(player: &mut Player, units: &[&[u8]]) -> Outcome<Times> {
    let mut times = Times::default();
    // The first picture opens the engine and makes what all others need.
    player.play(units.first().ok_or("no unit")?)?;
    for unit in units.iter().cycle().take(units.len() * LOOPS) {
        if let Some((decoded, drawn)) = player.play(unit)? {
            times.decoded.push(decoded);
            times.drawn.push(drawn);
            times.whole.push(decoded + drawn);
        }
    }
    Ok(times)
}

fn probe(nvdec: &Arc<Nvdec>, drawing: &Arc<Device>, path: &str) -> Outcome<()> {
    let (codec, stream) = (codec_of(path), fs::read(path)?);
    let units: Vec<&[u8]> =
        access_units(codec, &stream).into_iter().map(|unit| &stream[unit]).collect();
    let mut players = [
        Player::new(NvdecToHost::open(nvdec, codec)?, drawing),
        Player::new(NvdecToGpu::open(nvdec, codec)?, drawing),
    ];
    let (same, all) = compare(&mut players, &units)?;
    println!("{path}: {codec:?}, {} units; drawn the same both ways: {same} of {all}", units.len());
    for (name, player) in ["through the CPU", "on the GPU"].into_iter().zip(&mut players) {
        let mut times = time(player, &units)?;
        println!(
            "{name:<16} decode {}   draw {}   both {}   of {}",
            shares(&mut times.decoded),
            shares(&mut times.drawn),
            shares(&mut times.whole),
            times.whole.len()
        );
    }
    if same != all || all == 0 {
        return Err("pictures differ".into());
    }
    Ok(())
}

fn run() -> Outcome<()> {
    let nvdec = Nvdec::load(&Libraries::default())?;
    let drawing = Device::drawing(&Instance::headless()?, Devices::Hardware)?;
    println!("NVDEC on {}, drawn by {}; milliseconds, p50 and p99", nvdec.gpu(), drawing.name());
    env::args().skip(1).try_for_each(|path| probe(&nvdec, &drawing, &path))
}

fn main() {
    if let Err(error) = run() {
        println!("stopped: {error}");
        std::process::exit(1);
    }
}
