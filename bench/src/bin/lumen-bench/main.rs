//! Measurements of the parts of the data path, as ratios within one run.
//!
//! Each command prints a table of figures, goals and verdicts, and fails when a goal that is a
//! must is missed. How it is measured: `lumen_bench::measure`.

mod compare;
mod fec;
mod gpu_path;
mod latency;
mod loss;
mod native;
mod nvenc;
mod packetize;
mod rate;
mod seal;
mod soak;
mod sweep;
mod transport;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::cores;

/// Measures the parts of lumen's data path on one core, or on two.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Core to measure on; without it the one that this program happens to be on.
    #[arg(long, global = true)]
    core: Option<usize>,
    /// Also writes everything to this file, as JSON.
    #[arg(long, global = true, value_name = "FILE")]
    json: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// AEAD: sealing and opening of one packet against bare calls of the library.
    Seal,
    /// FEC: encoding and repair against copying and against another library.
    Fec,
    /// Slices to frames over loopback, on two cores: latency, cost and rate against bare calls.
    Transport(transport::Options),
    /// Loss: a stream over simulated networks, deterministic for a seed.
    Loss(loss::Options),
    /// Bitrate: the controller on simulated links that change, deterministic for its seeds.
    Rate(rate::Options),
    /// Pictures in GPU memory, converted, sent and received at the rate of a display.
    GpuPath(gpu_path::Options),
    /// lumen/1: a whole session without desktop and codec, beside bare UDP.
    Native(native::Options),
    /// NVENC: when the bytes of a frame leave, simulated.
    Nvenc,
    /// Packetizing alone, one figure a run: something to compare.
    Packetize(packetize::Options),
    /// Two commands in turns, and whether one really takes longer; fails if so.
    Compare(compare::Options),
    /// Latency: whole sessions over both protocols, in stages that add up.
    Latency(latency::Options),
    /// Sessions for minutes or hours, and whether anything grows.
    Soak(soak::Options),
    /// Loss: a real host and client over sockets, and a relay between them that loses datagrams.
    Sweep(sweep::Options),
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let allowed = cores::allowed().context("cores of this process")?;
    let measure: &dyn Fn(&mut Bench) -> anyhow::Result<()> = match &arguments.command {
        Command::Seal => &seal::measure,
        Command::Fec => &fec::measure,
        Command::Transport(options) => &|bench| transport::measure(bench, options, &allowed),
        Command::Native(options) => {
            native::run(options, arguments.json.as_deref())?;
            return Ok(ExitCode::SUCCESS);
        }
        Command::Loss(options) => {
            let holds = loss::run(options, arguments.json.as_deref())?;
            return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Nvenc => {
            let holds = nvenc::run(arguments.json.as_deref())?;
            return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Rate(options) => {
            let holds = rate::run(options, arguments.json.as_deref())?;
            return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Compare(options) => {
            let same = compare::run(options, arguments.json.as_deref())?;
            return Ok(if same { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Soak(options) => {
            let holds = soak::run(options, arguments.json.as_deref())?;
            return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Packetize(options) => {
            packetize::run(options)?;
            return Ok(ExitCode::SUCCESS);
        }
        Command::GpuPath(options) => {
            let holds = gpu_path::run(options, arguments.json.as_deref())?;
            return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Latency(options) => {
            let holds = latency::run(options, arguments.json.as_deref())?;
            return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Sweep(options) => {
            sweep::run(options, arguments.json.as_deref())?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    let mut bench = Bench::start(arguments.core).context("measure on one core")?;
    measure(&mut bench)?;
    let report = bench.finish();
    println!("{report}");
    if let Some(file) = &arguments.json {
        report.write_json(file).with_context(|| format!("write {}", file.display()))?;
    }
    Ok(if report.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
