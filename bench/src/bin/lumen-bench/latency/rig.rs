//! A host with the test card or a pattern, and a client that is paired over both protocols.

use std::collections::HashMap;
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use lumen_bench::fixture::{Host, Setup};
use lumen_bench::latency::event::{self, Presses};
use lumen_bench::latency::report::{Conditions, Run};
use lumen_bench::latency::timeline;
use lumen_bench::stages;
use lumen_bench::testcard::log::{self, Line};
use lumen_bench::watch::{Seen, Watcher};
use lumen_client::audio::SoundOutput;
use lumen_client::window::screen;
use lumen_client::{
    Client, Decoder, HostAddress, NativeOptions, Observe, Stream, StreamOptions, Viewing,
};
use lumen_core::units::Span;
use lumen_host::stream::trace::FrameTrace;
use lumen_nvenc_standin::control::Standin;

use super::stay::Stay;
use super::{Content, Encoder, Framing, Wish};

/// How long the host may take to say how a session was.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// The stand-in's engine: a thousand pixels in a microsecond, about what NVENC's newer ones do.
/// Where the CPU takes longer for their work, that time counts.
const SIMULATED: &str = "rate=1000";

/// Frames within so long after the first one are not counted: caches, rates and clocks settle.
pub const WARM_UP: Span = Span::from_secs(1);

pub struct Rig {
    host: Host,
    client: Client,
    address: HostAddress,
    encoder: Encoder,
}

/// What a session left behind.
pub struct Measured {
    sent: Vec<FrameTrace>,
    seen: Vec<Seen>,
    presses: Presses,
    /// When the client's compositor showed which frame.
    presented: HashMap<u32, u64>,
    log: Vec<Line>,
    said: Option<String>,
}

impl Rig {
    /// A host of its own and its client.
    pub fn start(encoder: Encoder, content: Content) -> anyhow::Result<Rig> {
        let encoder_settings = match encoder {
            Encoder::Null => "encoder = \"null\"\n".to_owned(),
            Encoder::Software => "encoder = \"software\"\n".to_owned(),
            Encoder::Simulated => {
                let library = Standin::find().context("liblumen_nvenc_standin.so is not built")?;
                let path = library.display();
                format!(
                    "encoder = \"nvenc\"\nslices = \"always\"\nnvenc_library = \"{path}\"\n\
                     cuda_library = \"{path}\"\n"
                )
            }
        };
        let show = match content {
            Content::Card => "app",
            Content::Pattern => "pattern",
        };
        let settings = format!("{encoder_settings}show = \"{show}\"\nsound = \"off\"\n");
        let environment = match encoder {
            Encoder::Simulated => vec![("LUMEN_STANDIN".into(), SIMULATED.into())],
            Encoder::Null | Encoder::Software => Vec::new(),
        };
        let host = Host::start(&Setup { settings, environment, ..Setup::default() })?;
        let client = Client::open(&host.client_directory("bench"))?;
        let address: HostAddress = host.address().to_string().parse()?;
        let pin = "2468".parse()?;
        host.operator().pair("2468", || client.pair(&address, &pin))??;
        host.admit(&client, &address)?;
        Ok(Rig { host, client, address, encoder })
    }

    /// Streams as wished for.
    pub fn measure(&mut self, wish: &Wish) -> anyhow::Result<Measured> {
        let already = self.traced()?.len();
        let watcher = Watcher::default();
        let (screen, pictures) = screen();
        // A window's screen copies each picture, so without a window there is none.
        let observer: Box<dyn Observe> = match wish.window {
            true => Box::new((watcher.clone(), screen)),
            false => Box::new(watcher.clone()),
        };
        let stream = self.connect(wish, observer)?;
        let stay = Stay::new(&*stream, &watcher, wish.seconds);
        let stayed = match wish.window {
            true => stay.in_a_window(pictures),
            false => stay.until_over().map(|presses| (presses, Vec::new())),
        };
        let (presses, presented) =
            stayed.with_context(|| format!("{wish:?}; the host said:\n{}", self.host.log()))?;
        stream.finish();
        if wish.framing == Framing::Gamestream {
            // The next session gets an app of its own.
            self.client.quit(&self.address)?;
        }
        let said = self.bottleneck();
        let log = fs::read_to_string(self.host.card_log()).unwrap_or_default();
        Ok(Measured {
            sent: self.traced()?.split_off(already),
            seen: watcher.seen(),
            presses,
            presented: presented.iter().map(|shown| (shown.number, shown.at.0)).collect(),
            log: log::parse(&log),
            said,
        })
    }

    /// What the host says of the session that has just ended, if it says so soon.
    fn bottleneck(&self) -> Option<String> {
        let begun = Instant::now();
        while begun.elapsed() < LAST_WORDS {
            let said = self.host.log();
            let quoted =
                said.split_once("bottleneck=\"").and_then(|(_, rest)| rest.split_once('"'));
            if let Some((sentence, _)) = quoted {
                return Some(sentence.to_owned());
            }
            thread::sleep(Duration::from_millis(10));
        }
        None
    }

    fn traced(&self) -> anyhow::Result<Vec<FrameTrace>> {
        Ok(stages::read_trace(&fs::read_to_string(self.host.trace())?))
    }

    fn connect(&self, wish: &Wish, observer: Box<dyn Observe>) -> anyhow::Result<Box<dyn Stream>> {
        let decoder = match self.encoder {
            Encoder::Null => Decoder::Null,
            Encoder::Software | Encoder::Simulated => Decoder::Software,
        };
        // Nobody listens.
        let (mode, sound) = (wish.mode, SoundOutput::Mute);
        Ok(match wish.framing {
            Framing::Gamestream => {
                let bitrate = wish.bitrate;
                let options =
                    StreamOptions { mode, bitrate, sound, decoder, ..StreamOptions::default() };
                Box::new(self.client.connect(&self.address, &options, observer)?)
            }
            Framing::Lumen => {
                let max_bitrate = wish.bitrate;
                let options = NativeOptions { mode, max_bitrate, ..NativeOptions::default() };
                let viewing = Viewing { sound, decoder, ..Viewing::default() };
                Box::new(self.client.watch_native(&self.address, &options, &viewing, observer)?)
            }
        })
    }

    /// Ends the host.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        ensure!(self.host.stop(), "the host did not end in good order:\n{}", self.host.log());
        Ok(())
    }
}

impl Measured {
    /// The ways of what was not warming up.
    pub fn into_run(self, conditions: Conditions) -> Run {
        let Measured { sent, mut seen, presses, presented, log, said } = self;
        let first = seen.first().map_or(0, |seen| seen.record.decoded);
        let counts = first + WARM_UP.0;
        seen.retain(|seen| seen.record.decoded >= counts);
        let mut frames = timeline::ways(&sent, &seen);
        timeline::present(&mut frames, &presented);
        let events = event::ways(&presses, &seen, &log, &frames);
        let numbers: Vec<u32> = seen.iter().map(|seen| seen.record.frame).collect();
        let span = numbers.iter().min().zip(numbers.iter().max());
        let expected = sent.iter().filter(|frame| {
            !frame.repeated && span.is_some_and(|(low, high)| (*low..=*high).contains(&frame.frame))
        });
        let missed = expected.count().saturating_sub(frames.len());
        Run { conditions, frames, events, missed, said }
    }
}
