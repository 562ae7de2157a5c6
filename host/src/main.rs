//! `lumen-host`: the daemon, and the commands that talk to a running one.

#![forbid(unsafe_code)]

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use lumen_core::gamestream::pairing::Fingerprint;
use lumen_host::api::client::HostClient;
use lumen_host::config::{Places, Settings};
use lumen_host::encoder::Encoders;
use lumen_host::serve::{ServeOptions, parse_fingerprint, serve};
use tracing_subscriber::EnvFilter;

/// How often the host is asked whether a client was paired.
const LOOK_UP: Duration = Duration::from_millis(300);

/// Streams this machine's desktop and games.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the host until Ctrl-C.
    Serve(ServeArguments),
    /// Enter the PIN that a client shows.
    Pair {
        /// Its four digits.
        pin: String,
        /// What to call the client.
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        at: StateArgument,
    },
    /// Show a PIN for a lumen client, and wait until it is paired.
    PairNative(StateArgument),
    /// List the paired clients.
    Clients(StateArgument),
    /// Call a client something else.
    Rename {
        /// Its fingerprint, as `clients` shows it.
        fingerprint: String,
        /// Its new name.
        name: String,
        #[command(flatten)]
        at: StateArgument,
    },
    /// Forget a client; running sessions of its end at once.
    Unpair {
        /// Its fingerprint, as `clients` shows it.
        fingerprint: String,
        #[command(flatten)]
        at: StateArgument,
    },
    /// Say what this machine encodes with, and why.
    Encoders {
        /// Directory of host.toml [default: ~/.config/lumen].
        #[arg(long, value_name = "DIRECTORY")]
        config: Option<PathBuf>,
    },
    /// Say what the host is doing.
    Status(StateArgument),
}

#[derive(Args)]
struct StateArgument {
    /// Directory of identity and paired clients [default: ~/.local/state/lumen].
    #[arg(long, value_name = "DIRECTORY")]
    state: Option<PathBuf>,
}

#[derive(Args)]
struct ServeArguments {
    #[command(flatten)]
    at: StateArgument,
    /// Directory of host.toml and apps.toml [default: ~/.config/lumen].
    #[arg(long, value_name = "DIRECTORY")]
    config: Option<PathBuf>,
    /// Directory for sockets of private compositors [default: below XDG_RUNTIME_DIR or /tmp].
    #[arg(long, value_name = "DIRECTORY")]
    runtime: Option<PathBuf>,
    /// Address to listen on.
    #[arg(long)]
    bind: Option<IpAddr>,
    /// Plain HTTP port; the others follow from it.
    #[arg(long)]
    port: Option<u16>,
    /// Name that clients show.
    #[arg(long)]
    name: Option<String>,
    /// Do not announce the host by mDNS.
    #[arg(long)]
    no_announce: bool,
    /// Write when each frame was where, as JSON lines.
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
}

/// How long a thread for work that waits stays when there is none.
const IDLE: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lumen-host: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        // Two changes at the same moment take two threads; none of them is worth keeping.
        .thread_keep_alive(IDLE)
        .build()
        .context("start the runtime")?;
    match command {
        Command::Serve(arguments) => {
            log_to_stderr();
            lumen_gpu::memory::keep_heap_small();
            Ok(runtime.block_on(serve(arguments.options()?))?)
        }
        Command::Pair { pin, name, at } => {
            let client = runtime.block_on(at.host()?.pair(&pin, name))?;
            println!("paired: {} ({})", client.name, client.fingerprint);
            Ok(())
        }
        Command::Clients(at) => {
            for client in runtime.block_on(at.host()?.clients())? {
                println!("{}  {}", client.fingerprint, client.name);
            }
            Ok(())
        }
        Command::PairNative(at) => runtime.block_on(pair_native(&at.host()?)),
        Command::Rename { fingerprint, name, at } => {
            let client = named(&fingerprint)?;
            Ok(runtime.block_on(at.host()?.rename(&client, &name))?)
        }
        Command::Unpair { fingerprint, at } => {
            let fingerprint = named(&fingerprint)?;
            Ok(runtime.block_on(at.host()?.unpair(&fingerprint))?)
        }
        Command::Encoders { config } => {
            let places = Places::find(None, config)?;
            let settings = Settings::load(&places.config.join("host.toml"))?;
            let found = Encoders::find(settings.encoder()?, &settings.encoder_libraries());
            print!("{}", found.report());
            Ok(())
        }
        Command::Status(at) => {
            let status = runtime.block_on(at.host()?.status())?;
            println!("{}", serde_json::to_string_pretty(&status)?);
            Ok(())
        }
    }
}

fn named(fingerprint: &str) -> anyhow::Result<Fingerprint> {
    parse_fingerprint(fingerprint)
        .context("a fingerprint is 64 hex digits, as `lumen-host clients` shows it")
}

/// Shows a PIN, and each that follows it, until a client is paired or time or tries are over.
async fn pair_native(host: &HostClient) -> anyhow::Result<()> {
    let mut pairing = host.open_native_pairing().await?;
    let mut shown = None;
    while let Some(pin) = &pairing.pin {
        if shown.as_ref() != Some(pin) {
            let (first, last) = pin.split_at(pin.len() / 2);
            println!("PIN {first} {last}, for {} seconds", pairing.seconds_left);
            shown = Some(pin.clone());
        }
        tokio::time::sleep(LOOK_UP).await;
        pairing = host.native_pairing().await?;
    }
    let client =
        pairing.paired.context("nobody was paired: time is over, or too many wrong PINs")?;
    println!("paired: {} ({})", client.name, client.fingerprint);
    Ok(())
}

impl StateArgument {
    fn host(self) -> anyhow::Result<HostClient> {
        let places = Places::find(self.state, None)?;
        Ok(HostClient::new(&places.management_socket()))
    }
}

impl ServeArguments {
    fn options(self) -> anyhow::Result<ServeOptions> {
        let mut places = Places::find(self.at.state, self.config)?;
        places.runtime = self.runtime.unwrap_or(places.runtime);
        let mut settings = Settings::load(&places.config.join("host.toml"))?;
        settings.bind = self.bind.unwrap_or(settings.bind);
        settings.port = self.port.unwrap_or(settings.port);
        settings.name = self.name.unwrap_or(settings.name);
        settings.announce &= !self.no_announce;
        let executable = std::env::current_exe().context("find this program")?;
        Ok(ServeOptions { places, settings, trace: self.trace, executable })
    }
}

/// `RUST_LOG` chooses; `info` by default.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
