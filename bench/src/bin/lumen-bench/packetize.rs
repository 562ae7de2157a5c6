//! `lumen-bench packetize`: frames cut, protected and sealed, and what one costs: a short run whose
//! figure `compare` takes, to be made twice over.

use std::hint::black_box;

use clap::Args;
use lumen_bench::measure::probe::{Probe, Thread};

use super::transport::media::{Shape, Source};

/// As of 500 Mbit/s at 240 Hz.
const SHAPE: Shape = Shape { slices: 16, data: 14 };

/// A run of the packetizer.
#[derive(Args, Debug)]
pub struct Options {
    /// Frames.
    #[arg(long, default_value_t = 600)]
    frames: u32,
    /// Percent of the frames made once more without being counted: a packetizer as much slower.
    #[arg(long, default_value_t = 0, hide = true)]
    slower: u32,
}

/// Prints a JSON line with the microseconds of CPU time that a frame takes.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut source = Source::new(SHAPE);
    let mut frame = || {
        (0..SHAPE.slices).for_each(|_| {
            source.push(|train| {
                black_box(train.bytes);
            })
        })
    };
    (0..options.frames / 10).for_each(|_| frame());
    let mut owed = 0;
    let cost = Thread::pin(None)?.time(&mut || {
        for _ in 0..options.frames {
            frame();
            owed += options.slower;
            if owed >= 100 {
                owed -= 100;
                frame();
            }
        }
    })?;
    let micros = cost.cpu.as_secs_f64() * 1e6 / f64::from(options.frames);
    println!("{}", serde_json::json!({ "frames": options.frames, "us_per_frame": micros }));
    Ok(())
}
