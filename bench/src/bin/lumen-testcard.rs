//! Shows the test card on a Wayland compositor; see `lumen_bench::testcard`.

#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use lumen_bench::testcard::{Animation, Options, run};
use lumen_core::units::RefreshRate;

/// Fills an output with moving content that says when it was painted, and logs input.
#[derive(Parser)]
#[command(version)]
struct Args {
    /// Wayland socket, a name in XDG_RUNTIME_DIR or a path
    #[arg(long, env = "WAYLAND_DISPLAY", default_value = "wayland-0")]
    display: PathBuf,
    /// Directory of the socket
    #[arg(long, env = "XDG_RUNTIME_DIR", default_value = "/run")]
    runtime_dir: PathBuf,
    /// Paint once and never again
    #[arg(long, conflicts_with_all = ["on_input", "fps", "restless"])]
    still: bool,
    /// Paint after input alone
    #[arg(long, conflicts_with_all = ["fps", "restless"])]
    on_input: bool,
    /// Paint whenever the compositor asks, and make it hard to code
    #[arg(long, conflicts_with = "fps")]
    restless: bool,
    /// Paint at most this often a second; by default whenever the compositor asks
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1000))]
    fps: Option<u32>,
    /// Write every input event to this file, one JSON object per line
    #[arg(long)]
    log: Option<PathBuf>,
}

impl Args {
    fn animation(&self) -> Animation {
        match (self.still, self.on_input, self.restless) {
            (true, ..) => Animation::Still,
            (_, true, _) => Animation::OnInput,
            (.., true) => Animation::Restless,
            _ => Animation::Steady(self.fps.map(RefreshRate::from_hz)),
        }
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    // Joining leaves an absolute path as it is.
    let socket = args.runtime_dir.join(&args.display);
    match run(&Options { socket, animation: args.animation(), log: args.log }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lumen-testcard: {error}");
            ExitCode::FAILURE
        }
    }
}
