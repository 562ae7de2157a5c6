//! A host with the test card or a pattern, and a client that is paired over both protocols.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use lumen_bench::fixture::{Host, Setup};
use lumen_bench::latency::event::{self, Presses};
use lumen_bench::latency::report::{Conditions, Run};
use lumen_bench::latency::timeline;
use lumen_bench::stages;
use lumen_bench::testcard::log::{self, Line};
use lumen_bench::watch::{Seen, Watcher};
use lumen_client::audio::SoundOutput;
use lumen_client::{Client, Decoder, HostAddress, NativeOptions, Stream, StreamOptions, Viewing};
use lumen_core::gamestream::input::{InputEvent, Key, Modifiers};
use lumen_core::units::{Micros, Span};
use lumen_host::stream::trace::FrameTrace;
use lumen_transport::clock;

use super::{Content, Encoder, Framing, Wish};

/// Time between two key presses; above any latency, and no multiple of a frame's time, so that
/// presses meet all phases of the refresh.
const KEY_INTERVAL: Duration = Duration::from_micros(287_300);

/// How long the first picture may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long the host may take to say how a session was.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// Frames within so long after the first one are not counted: caches, rates and clocks settle.
const WARM_UP: Span = Span::from_secs(1);

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
    log: Vec<Line>,
    said: Option<String>,
}

impl Rig {
    /// A host of its own and its client.
    pub fn start(encoder: Encoder, content: Content) -> anyhow::Result<Rig> {
        let encoder_setting = match encoder {
            Encoder::Null => "null",
            Encoder::Software => "software",
        };
        let show = match content {
            Content::Card => "app",
            Content::Pattern => "pattern",
        };
        let settings =
            format!("encoder = \"{encoder_setting}\"\nshow = \"{show}\"\nsound = \"off\"\n");
        let host = Host::start(&Setup { settings, ..Setup::default() })?;
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
        let stream = self.connect(wish, &watcher)?;
        let presses = stay(&*stream, &watcher, wish.seconds)
            .with_context(|| format!("{wish:?}; the host said:\n{}", self.host.log()))?;
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

    fn connect(&self, wish: &Wish, watcher: &Watcher) -> anyhow::Result<Box<dyn Stream>> {
        let decoder = match self.encoder {
            Encoder::Null => Decoder::Null,
            Encoder::Software => Decoder::Software,
        };
        // Nobody listens.
        let (mode, sound, observer) = (wish.mode, SoundOutput::Mute, Box::new(watcher.clone()));
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

/// Stays for a while after the first picture, and presses a key now and then where pictures can
/// answer.
fn stay(stream: &dyn Stream, watcher: &Watcher, seconds: u32) -> anyhow::Result<Presses> {
    let begun = Instant::now();
    while watcher.seen().is_empty() {
        ensure!(begun.elapsed() < PATIENCE, "no picture within {} s", PATIENCE.as_secs());
        check(stream)?;
        thread::sleep(Duration::from_millis(5));
    }
    let end = Instant::now() + Duration::from_secs(seconds.into());
    thread::sleep(WARM_UP.into());
    let readable = watcher.newest();
    let before = readable.map_or(0, |(stamp, _)| stamp.input.keys);
    let mut presses = Presses { before, sent: Vec::new() };
    while Instant::now() + KEY_INTERVAL < end {
        check(stream)?;
        if readable.is_some() {
            presses.sent.push(press(stream)?);
        }
        thread::sleep(KEY_INTERVAL);
    }
    Ok(presses)
}

fn check(stream: &dyn Stream) -> anyhow::Result<()> {
    stream.is_ended().map_or(Ok(()), |why| bail!("the session ended: {why}"))
}

fn press(stream: &dyn Stream) -> anyhow::Result<Micros> {
    let pressed = clock::now();
    for down in [true, false] {
        let modifiers = Modifiers::default();
        stream.send_input(InputEvent::Key(Key {
            code: 0x41,
            down,
            modifiers,
            positional: true,
        }))?;
    }
    Ok(pressed)
}

impl Measured {
    /// The ways of what was not warming up.
    pub fn into_run(self, conditions: Conditions) -> Run {
        let Measured { sent, mut seen, presses, log, said } = self;
        let first = seen.first().map_or(0, |seen| seen.record.decoded);
        let counts = first + WARM_UP.0;
        seen.retain(|seen| seen.record.decoded >= counts);
        let frames = timeline::ways(&sent, &seen);
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
