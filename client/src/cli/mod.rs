//! The commands of the program.

pub mod arguments;
mod gamepads;
mod input_test;
mod recorder;
mod report;
#[cfg(feature = "window")]
mod view;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use lumen_client::{Client, Decoder, End, HostAddress, HostTrust, Observe, Stream};
use lumen_core::native::message::end::Reason;
use lumen_core::native::pairing::Pin;
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;

use arguments::{Arguments, Command, Connect, Protocol};
use gamepads::Gamepads;
use input_test::{InputTest, Played};
use recorder::Recorder;
use report::Report;
use view::View;

/// How often an interrupt is looked for.
const LOOK_UP: Span = Span::from_millis(100);

/// How often rumble is looked for.
const RUMBLE_LOOK_UP: Span = Span::from_millis(10);

/// How long the picture for `--png` may take.
const PICTURE_LIMIT: Span = Span::from_secs(2);

/// Carries out one command.
pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let directory = arguments
        .directory()
        .context("no home directory; name one for certificates with --config-dir")?;
    let client = Client::open(&directory)?;
    match arguments.command {
        Command::Pair { host, pin } => pair(&client, &host, pin),
        Command::PairNative { host, pin } => pair_native(&client, &host, pin),
        Command::Probe { host, trust } => probe(&client, &host, trust.host_trust()),
        Command::List { host } => list(&client, &host),
        Command::Quit { host } => Ok(client.quit(&host)?),
        Command::Connect(connect) => stream(&client, &connect),
    }
}

fn pair(
    client: &Client,
    host: &HostAddress,
    pin: Option<lumen_core::gamestream::pairing::Pin>,
) -> anyhow::Result<()> {
    let pin = pin.map_or_else(Client::random_pin, Ok)?;
    println!("Enter this PIN on {host}: {}", pin.expose());
    let fingerprint = client.pair(host, &pin)?;
    println!("Paired. The certificate of {host} is {fingerprint}.");
    Ok(())
}

fn pair_native(client: &Client, host: &HostAddress, pin: Option<Pin>) -> anyhow::Result<()> {
    let pin = pin.map_or_else(|| ask_pin(host), Ok)?;
    let fingerprint = client.pair_native(host, &pin)?;
    println!("Paired. The certificate of {host} is {fingerprint}.");
    Ok(())
}

fn ask_pin(host: &HostAddress) -> anyhow::Result<Pin> {
    print!("PIN that {host} shows: ");
    io::stdout().flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim().parse()?)
}

fn probe(client: &Client, host: &HostAddress, trust: HostTrust) -> anyhow::Result<()> {
    let (fingerprint, round_trip) = client.probe_native(host, trust)?;
    println!("{host} speaks lumen/1. Certificate {fingerprint}, round trip {round_trip:.1?}.");
    Ok(())
}

fn list(client: &Client, host: &HostAddress) -> anyhow::Result<()> {
    let running = client.info(host)?.running;
    for app in client.apps(host)? {
        let state = if running == Some(app.id) { " (running)" } else { "" };
        println!("{}{state}", app.title);
    }
    Ok(())
}

fn stream(client: &Client, connect: &Connect) -> anyhow::Result<()> {
    let interrupted = interrupts()?;
    let (recorder, results) = Recorder::open(connect.out.as_deref(), connect.trace.as_deref())?;
    let view = View::new(connect)?;
    let decoder = view.suit(connect.decoder()?);
    let session = open(client, connect, decoder, view.observer(recorder))?;
    let started = clock::now();
    println!("Streaming {} from {}.", session.mode(), connect.host);

    let mut stay = Stay::new(&*session, started, connect, &interrupted)?;
    let shown = view.watch(&*session, &mut stay);
    let (end, played) = (session.is_ended(), stay.leave());
    let picture = connect.png.as_ref().map(|path| save_picture(&*session, path));
    let elapsed = clock::now().since(started);
    let stats = session.finish();
    print!("{}", Report::new(&stats, &results.finish()?, elapsed));
    if let Some(shown) = shown? {
        print!("{shown}");
    }
    if let Some(played) = played {
        print!("{played}");
    }
    // A lumen/1 host ends the app with the session.
    if connect.quit_app && connect.protocol == Protocol::Gamestream {
        client.quit(&connect.host)?;
    }
    picture.transpose()?;
    match end {
        None | Some(End::Local | End::Graceful | End::Bye(Reason::Finished)) => Ok(()),
        Some(end) => bail!("{end}"),
    }
}

/// Connects over the protocol asked for.
fn open(
    client: &Client,
    connect: &Connect,
    decoder: Decoder,
    observer: Box<dyn Observe>,
) -> anyhow::Result<Box<dyn Stream>> {
    Ok(match connect.protocol {
        Protocol::Gamestream => {
            Box::new(client.connect(&connect.host, &connect.options(decoder)?, observer)?)
        }
        Protocol::Lumen => {
            let (options, viewing) = (connect.native(decoder.codecs())?, connect.viewing(decoder));
            Box::new(client.watch_native(&connect.host, &options, &viewing, observer)?)
        }
    })
}

/// Decides how long to stay; meanwhile plays the input test and passes on rumble.
struct Stay<'a> {
    stream: &'a dyn Stream,
    until: Option<Micros>,
    interrupted: &'a AtomicBool,
    gamepads: Option<Gamepads>,
    test: Option<InputTest>,
}

impl<'a> Stay<'a> {
    fn new(
        stream: &'a dyn Stream,
        started: Micros,
        connect: &Connect,
        interrupted: &'a AtomicBool,
    ) -> anyhow::Result<Stay<'a>> {
        let until = connect.seconds.map(|seconds| started + Span::from_secs(seconds.into()));
        let gamepads = connect.gamepads.then(|| Gamepads::start(stream)).transpose()?;
        let test = connect.input_test.then(|| InputTest::new(started));
        Ok(Stay { stream, until, interrupted, gamepads, test })
    }

    /// True when it is time to leave: the stream has ended, the time is up, the user interrupts,
    /// or the input test is over and nothing else says how long.
    fn is_over(&mut self) -> bool {
        let now = clock::now();
        if let Some(gamepads) = &self.gamepads {
            gamepads.pass_rumble(self.stream);
        }
        let tested = self.test.as_mut().is_some_and(|test| {
            test.play(now, |event| self.stream.send_input(event).is_ok());
            test.is_over() && self.until.is_none()
        });
        tested
            || self.stream.is_ended().is_some()
            || self.until.is_some_and(|until| now >= until)
            || self.interrupted.load(Ordering::Relaxed)
    }

    /// How long to wait before the next look.
    fn look_up(&self) -> Span {
        let look_up = if self.gamepads.is_some() { RUMBLE_LOOK_UP } else { LOOK_UP };
        self.until.map_or(look_up, |until| until.since(clock::now()).min(look_up))
    }

    /// What the input test did. The host hears that the gamepads are unplugged while it listens.
    fn leave(self) -> Option<Played> {
        self.test.map(|test| test.played())
    }
}

/// Set when the user interrupts the program.
fn interrupts() -> anyhow::Result<Arc<AtomicBool>> {
    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&interrupted)).context("signals")?;
    }
    Ok(interrupted)
}

/// Waits until it is time to leave.
fn wait(stream: &dyn Stream, stay: &mut Stay<'_>) {
    while !stay.is_over() {
        stream.wait_for_end(stay.look_up());
    }
}

/// Where pictures go without a window.
#[cfg(not(feature = "window"))]
mod view {
    use lumen_client::{Decoder, Observe, Stream};

    use super::arguments::Connect;
    use super::recorder::Recorder;
    use super::{Stay, wait};

    /// Nowhere.
    pub struct View;

    impl View {
        pub fn new(connect: &Connect) -> anyhow::Result<View> {
            anyhow::ensure!(connect.headless, "built without a window; add --headless");
            Ok(View)
        }

        pub fn suit(&self, decoder: Decoder) -> Decoder {
            decoder
        }

        pub fn observer(&self, recorder: Recorder) -> Box<dyn Observe> {
            Box::new(recorder)
        }

        pub fn watch(
            self,
            stream: &dyn Stream,
            stay: &mut Stay<'_>,
        ) -> anyhow::Result<Option<&'static str>> {
            wait(stream, stay);
            Ok(None)
        }
    }
}

fn save_picture(stream: &dyn Stream, path: &Path) -> anyhow::Result<()> {
    Ok(stream.next_picture(PICTURE_LIMIT)?.write_png(path)?)
}
