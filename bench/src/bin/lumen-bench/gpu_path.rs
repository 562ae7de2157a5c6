//! `lumen-bench gpu-path`: the data path of pictures that lie in GPU memory, at the rate of a display.
//!
//! Pictures made beforehand are converted on the GPU; slices of known content, which nobody codes,
//! leave for each of them over real sockets on loopback, sealed and with parity; another thread makes
//! frames of them again and looks at every byte. Needs no desktop, no encoder and no network.

mod convert;
mod far;
mod near;
mod table;

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, ensure};
use clap::{Args, ValueEnum};
use lumen_core::units::{Bitrate, Mode};

use super::latency::parse_mode;
use super::transport::media::{PAYLOAD, Shape};
use table::Table;

/// Slices of a frame, as of tiles on several engines.
const SLICES: usize = 16;

/// Data datagrams of a slice: with a fifth of parity, a block of the smaller code.
const MOST_DATA: usize = 200;

/// The data path of pictures in GPU memory.
#[derive(Args, Debug)]
pub struct Options {
    /// Width, height and frames per second; may be repeated.
    #[arg(long = "mode", default_values = ["5120x1440x240", "5120x2880x240"])]
    modes: Vec<String>,
    /// Megabits of video per second; may be repeated.
    #[arg(long = "mbps", default_values_t = [500, 2_500])]
    mbps: Vec<u64>,
    /// Seconds of each.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// What converts.
    #[arg(long, default_value = "vulkan")]
    by: By,
    /// How frames leave.
    #[arg(long, default_value = "at-once")]
    pacing: Pacing,
}

/// What converts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// A GPU, or a driver that computes on the CPU where there is none.
    Vulkan,
    /// This program, from its own memory.
    Cpu,
}

/// How frames leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Pacing {
    /// Each slice when it is there.
    AtOnce,
    /// As hosts do without more knowledge: what a queue holds at once, the rest spread.
    Spread,
}

/// One run.
#[derive(Clone, Copy, Debug)]
struct Wish {
    mode: Mode,
    bitrate: Bitrate,
    frames: u32,
    by: By,
    pacing: Pacing,
}

impl Wish {
    /// How the frames are cut.
    fn shape(&self) -> anyhow::Result<Shape> {
        let bytes = self.bitrate.0 * 1_000 / u64::from(self.mode.refresh.0) / 8;
        let data = (bytes as usize).div_ceil(PAYLOAD * SLICES).max(1);
        ensure!(data <= MOST_DATA, "{} kbit/s are too many a frame", self.bitrate.0 / 1_000);
        Ok(Shape { slices: SLICES, data })
    }
}

/// Runs all, prints, writes JSON lines; false when a frame was missed.
pub fn run(options: &Options, json: Option<&Path>) -> anyhow::Result<bool> {
    let mut lines = json.map(File::create).transpose().context("write JSON")?;
    let mut holds = true;
    for mode in &options.modes {
        let mode = parse_mode(mode)?;
        for mbps in &options.mbps {
            let bitrate = Bitrate::from_kbps(mbps * 1_000);
            let frames = options.seconds * mode.refresh.0 / 1_000;
            let wish = Wish { mode, bitrate, frames, by: options.by, pacing: options.pacing };
            let table = measure(&wish)?;
            println!("{table}");
            if let Some(lines) = &mut lines {
                table.write_json(lines)?;
                lines.flush()?;
            }
            holds &= table.holds();
        }
    }
    Ok(holds)
}

fn measure(wish: &Wish) -> anyhow::Result<Table> {
    let shape = wish.shape()?;
    let mut pictures = convert::open(wish)?;
    let far = far::Far::start(shape)?;
    let sent = near::send(wish, shape, &mut *pictures, far.address())?;
    let came = far.finish(wish.frames)?;
    Ok(Table::new(wish, shape, &pictures.name(), &sent, &came))
}

#[cfg(test)]
mod tests {
    use lumen_core::units::RefreshRate;

    use super::*;

    fn wish(by: By) -> Wish {
        let mode = Mode::new(320, 180, RefreshRate::from_hz(60)).unwrap();
        let (bitrate, frames) = (Bitrate::from_kbps(20_000), 30);
        Wish { mode, bitrate, frames, by, pacing: Pacing::AtOnce }
    }

    /// Frames that came whole: all that a busy machine had the time to begin.
    fn all_told(table: &Table) -> usize {
        assert_eq!(table.not_whole(), 0);
        assert_eq!(table.whole() + table.missed() as usize, 30);
        assert!(table.whole() > 0);
        table.whole()
    }

    #[test]
    fn frames_go_the_whole_way_and_their_stages_are_told() {
        let table = measure(&wish(By::Cpu)).unwrap();
        let whole = all_told(&table);
        let text = table.to_string();
        for stage in ["convert", "packetize", "send, receive", "complete to whole"] {
            assert!(text.contains(stage), "{text}");
        }
        let mut json = Vec::new();
        table.write_json(&mut json).unwrap();
        let lines = std::str::from_utf8(&json).unwrap().lines();
        let first: serde_json::Value = serde_json::from_str(lines.clone().next().unwrap()).unwrap();
        assert_eq!((lines.count(), &first["count"]), (4, &whole.into()));
    }

    #[test]
    fn vulkan_converts_where_there_is_one() {
        match convert::open(&wish(By::Vulkan)) {
            Ok(pictures) => drop(pictures),
            Err(error) => return eprintln!("skipped: no Vulkan: {error:#}"),
        }
        let paced = Wish { pacing: Pacing::Spread, ..wish(By::Vulkan) };
        all_told(&measure(&paced).unwrap());
    }

    #[test]
    fn a_frame_that_fits_no_block_is_refused() {
        let bitrate = Bitrate::from_kbps(100_000_000);
        assert!(Wish { bitrate, ..wish(By::Cpu) }.shape().is_err());
        let shape = |mbps: u64| {
            let mode = Mode::new(5120, 1440, RefreshRate::from_hz(240)).unwrap();
            let bitrate = Bitrate::from_kbps(mbps * 1_000);
            Wish { mode, bitrate, ..wish(By::Cpu) }.shape().unwrap().data
        };
        assert_eq!((shape(500), shape(2_500)), (15, 71));
    }
}
