//! `lumen-bench latency`: whole sessions over both protocols, from the app's paint and from a key
//! press to the decoded picture, in stages that add up.

mod rig;
mod stay;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use lumen_bench::latency::report::{Conditions, Run, spreads};
use lumen_bench::latency::{headline, perfetto, plot};
use lumen_bench::measure::cores;
use lumen_bench::measure::machine::Machine;
use lumen_core::units::{Bitrate, Mode, RefreshRate};

use rig::Rig;

/// The latency of whole sessions.
#[derive(Args, Debug)]
pub struct Options {
    /// Width, height and frames per second; may be repeated.
    #[arg(long = "mode", default_values = ["1280x720x60", "1280x720x120", "1920x1080x60"])]
    modes: Vec<String>,
    /// Protocol; may be repeated.
    #[arg(long = "framing", default_values = ["gamestream", "lumen"])]
    framings: Vec<Framing>,
    /// Encoder; may be repeated. What the null encoder makes is not decoded either. The simulated one
    /// is NVENC, slice by slice, by a driver that stands in.
    #[arg(long = "encoder", default_values = ["null", "software"])]
    encoders: Vec<Encoder>,
    /// What is shown. The pattern needs no desktop; only lumen/1 shows it.
    #[arg(long, default_value = "card")]
    content: Content,
    /// Seconds of each session, the first one of which does not count.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Bitrate.
    #[arg(long, default_value_t = 10_000)]
    kbps: u64,
    /// Runs everything so many times, and says how far the medians are apart.
    #[arg(long, default_value_t = 1)]
    repeat: u32,
    /// Shows the stream in a window on the desktop that WAYLAND_DISPLAY names, and tells when its
    /// compositor shows each picture: one mode, protocol and encoder a run. `bench/with-sway` has
    /// such a desktop where there is none.
    #[arg(long)]
    window: bool,
    /// Draws the stages of all sessions.
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,
    /// Puts a table of the most telling figures between the marks of this page, where README.md and
    /// docs/benchmarks.md have them; may be repeated.
    #[arg(long = "page", value_name = "FILE.md")]
    pages: Vec<PathBuf>,
    /// Writes some hundred frames of the last session for ui.perfetto.dev.
    #[arg(long, value_name = "FILE.json")]
    trace: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Framing {
    Gamestream,
    Lumen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Encoder {
    Null,
    Software,
    /// NVENC, played by the driver that stands in.
    Simulated,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Content {
    Card,
    Pattern,
}

impl Framing {
    fn name(self) -> &'static str {
        match self {
            Framing::Gamestream => "GameStream",
            Framing::Lumen => "lumen/1",
        }
    }
}

/// One session.
#[derive(Clone, Copy, Debug)]
struct Wish {
    framing: Framing,
    mode: Mode,
    bitrate: Bitrate,
    seconds: u32,
    window: bool,
}

/// Runs all sessions, prints, draws, writes; false when stages of one do not add up.
pub fn run(options: &Options, json: Option<&Path>) -> anyhow::Result<bool> {
    let modes: Vec<Mode> =
        options.modes.iter().map(|mode| parse_mode(mode)).collect::<Result<_, _>>()?;
    let sessions = modes.len() * options.framings.len() * options.encoders.len();
    if options.window && (sessions != 1 || options.repeat != 1) {
        bail!("a window shows one session: name one --mode, one --framing and one --encoder");
    }
    let (mut lines, mut runs) = (json.map(create).transpose()?, Vec::new());
    let repeated = (0..options.repeat).flat_map(|_| &options.encoders);
    for encoder in repeated {
        let mut rig = Rig::start(*encoder, options.content)?;
        for wish in wishes(options, &modes)? {
            let measured = rig.measure(&wish)?;
            let conditions = conditions(*encoder, options.content, &wish);
            let run = measured.into_run(conditions);
            println!("{run}");
            if let Some(lines) = &mut lines {
                run.write_json(lines)?;
                lines.flush()?;
            }
            runs.push(run);
        }
        rig.stop()?;
    }
    if options.repeat > 1 {
        spreads(&runs).iter().for_each(|line| println!("{line}"));
    }
    write_pictures(options, &runs)?;
    Ok(runs.iter().all(Run::holds))
}

fn wishes(options: &Options, modes: &[Mode]) -> anyhow::Result<Vec<Wish>> {
    if options.content == Content::Pattern && options.framings.contains(&Framing::Gamestream) {
        bail!("the pattern is shown over lumen/1 alone: add --framing lumen");
    }
    let bitrate = Bitrate::from_kbps(options.kbps);
    let Options { seconds, window, .. } = *options;
    let wish = |framing, mode| Wish { framing, mode, bitrate, seconds, window };
    let of_framing = |framing: &Framing| {
        let framing = *framing;
        modes.iter().map(move |mode| wish(framing, *mode))
    };
    Ok(options.framings.iter().flat_map(of_framing).collect())
}

fn write_pictures(options: &Options, runs: &[Run]) -> anyhow::Result<()> {
    if let Some(path) = &options.plot {
        fs::write(path, plot::svg(runs)).with_context(|| format!("write {}", path.display()))?;
    }
    for path in &options.pages {
        let page = fs::read_to_string(path).with_context(|| format!("read {}", path.display()))?;
        let (begin, end) = headline::MARKS;
        let filled = headline::fill(&page, &headline::table(runs))
            .with_context(|| format!("{} has no {begin} and {end}", path.display()))?;
        fs::write(path, filled).with_context(|| format!("write {}", path.display()))?;
    }
    if let (Some(path), Some(run)) = (&options.trace, runs.last()) {
        let mut file = create(path)?;
        serde_json::to_writer(&mut file, &perfetto::trace(run))?;
        file.flush()?;
    }
    Ok(())
}

fn create(path: &Path) -> anyhow::Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("write {}", path.display()))?;
    Ok(BufWriter::new(file))
}

/// A mode as the command line has it.
pub fn parse_mode(text: &str) -> anyhow::Result<Mode> {
    let numbers: Vec<u32> = text.split('x').map(str::parse).collect::<Result<_, _>>()?;
    let [width, height, hz] = numbers[..] else { bail!("{text} is not like 1280x720x60") };
    Ok(Mode::new(width, height, RefreshRate::from_hz(hz))?)
}

fn conditions(encoder: Encoder, content: Content, wish: &Wish) -> Conditions {
    let allowed = cores::allowed().unwrap_or_default();
    let machine = Machine::this(allowed.len(), 0);
    let (encoder, decoder) = match encoder {
        Encoder::Null => ("nothing (null)", "nothing (null)"),
        Encoder::Software => ("software (openh264)", "software (openh264)"),
        Encoder::Simulated => ("NVENC (simulated)", "software (openh264)"),
    };
    Conditions {
        framing: wish.framing.name(),
        encoder,
        decoder,
        mode: wish.mode.to_string(),
        content: match content {
            Content::Card => "test card on a private sway",
            Content::Pattern => "pattern",
        },
        kbps: wish.bitrate.0 / 1_000,
        machine: format!("{}, {} cores, Linux {}", machine.cpu, machine.cores, machine.kernel),
        commit: machine.commit.unwrap_or_else(|| "unknown".to_owned()),
        build: if cfg!(debug_assertions) { "debug" } else { "release" },
    }
}
