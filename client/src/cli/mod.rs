//! The commands of the program.

pub mod arguments;
mod gamepads;
mod native;
mod recorder;
mod report;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use lumen_client::{Client, End, HostAddress, HostTrust, Session};
use lumen_core::native::pairing::Pin;
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;

use arguments::{Arguments, Command, Connect, Protocol};
use gamepads::Gamepads;
use recorder::Recorder;
use report::Report;

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
        Command::Connect(connect) => match connect.protocol {
            Protocol::Gamestream => stream(&client, &connect),
            Protocol::Lumen => native::stream(&client, &connect),
        },
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
    let session = client.connect(&connect.host, &connect.options()?, Box::new(recorder))?;
    let started = clock::now();
    println!("Streaming {} from {}.", session.agreed().mode, connect.host);

    let gamepads = connect.gamepads.then(|| Gamepads::start(&session)).transpose()?;
    let end = wait(&session, started, connect.seconds, &interrupted, gamepads.as_ref());
    // The host hears that they are unplugged while it still listens.
    drop(gamepads);
    let picture = connect.png.as_ref().map(|path| save_picture(&session, path));
    let elapsed = clock::now().since(started);
    let stats = session.disconnect();
    print!("{}", Report::new(&stats, &results.finish()?, elapsed));
    if connect.quit_app {
        client.quit(&connect.host)?;
    }
    picture.transpose()?;
    match end {
        None | Some(End::Local | End::Graceful) => Ok(()),
        Some(end) => bail!("{end}"),
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

/// Waits for the end of the stream, the time asked for, or an interrupt.
fn wait(
    session: &Session,
    started: Micros,
    seconds: Option<u32>,
    interrupted: &AtomicBool,
    gamepads: Option<&Gamepads>,
) -> Option<End> {
    let until = seconds.map(|seconds| started + Span::from_secs(seconds.into()));
    loop {
        let now = clock::now();
        let look_up = if gamepads.is_some() { RUMBLE_LOOK_UP } else { LOOK_UP };
        let left = until.map_or(look_up, |until| until.since(now).min(look_up));
        if left == Span(0) || interrupted.load(Ordering::Relaxed) {
            return session.is_ended();
        }
        if let Some(end) = session.wait_for_end(left) {
            return Some(end);
        }
        if let Some(gamepads) = gamepads {
            gamepads.pass_rumble(session);
        }
    }
}

fn save_picture(session: &Session, path: &Path) -> anyhow::Result<()> {
    Ok(session.next_picture(PICTURE_LIMIT)?.write_png(path)?)
}
