//! A host for tests, the demo and measurements: the real program, in a directory of its own.
//!
//! Programs are taken from where this one was built. The host's apps run under another account
//! when it runs as root, which cannot reach into somebody's home, so what they need is copied
//! next to the host's state.

use std::fs::{self, Permissions};
use std::io::{self, BufRead, BufReader};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use lumen_client::{Client, HostAddress};
use lumen_core::gamestream::pairing::Fingerprint;
use tempfile::TempDir;

/// What the host prints once every port is open.
const READY: &str = "lumen-host is ready";

/// How long a host may take to be ready.
const START_LIMIT: Duration = Duration::from_secs(30);

/// How long a host may take to end.
const STOP_LIMIT: Duration = Duration::from_secs(20);

/// Why there is no host to test with.
#[derive(Debug, thiserror::Error)]
pub enum FixtureError {
    /// A program of ours is not built.
    #[error("{} is not built: run `cargo build --workspace` with the same profile", .0.display())]
    NotBuilt(PathBuf),
    /// The host ended, or said nothing, before it was ready.
    #[error("the host did not start; it said:\n{0}")]
    NotReady(String),
    /// The host does not take the PIN.
    #[error("pairing on the host's side: {0}")]
    Pin(String),
    /// Files or processes.
    #[error("{what}: {source}")]
    System {
        /// What was tried.
        what: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

fn system(what: &'static str) -> impl Fn(io::Error) -> FixtureError {
    move |source| FixtureError::System { what, source }
}

/// Path of a program of this workspace, beside the running one or one directory up, where cargo
/// puts programs relative to tests.
///
/// # Errors
/// `NotBuilt`.
pub fn program(name: &str) -> Result<PathBuf, FixtureError> {
    let this = std::env::current_exe().map_err(system("find this program"))?;
    let mut places = this.ancestors().skip(1).take(2).map(|directory| directory.join(name));
    places
        .find(|path| path.is_file())
        .ok_or_else(|| FixtureError::NotBuilt(this.with_file_name(name)))
}

/// What the host is to be like.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Address it listens on.
    pub address: IpAddr,
    /// HTTP port; `None` finds free ones.
    pub port: Option<u16>,
    /// Arguments of the test card, which is the app "Desktop".
    pub card: String,
    /// More lines for `host.toml`.
    pub settings: String,
    /// Announce the host by mDNS.
    pub announce: bool,
    /// More variables of its environment.
    pub environment: Vec<(String, String)>,
}

impl Default for Setup {
    fn default() -> Self {
        Setup {
            address: Ipv4Addr::LOCALHOST.into(),
            port: None,
            card: String::new(),
            settings: String::new(),
            announce: false,
            environment: Vec::new(),
        }
    }
}

/// A running host. Dropping it ends it.
pub struct Host {
    directory: TempDir,
    address: SocketAddr,
    announce: bool,
    environment: Vec<(String, String)>,
    process: Option<Process>,
}

struct Process {
    child: Child,
    log: Receiver<String>,
}

impl Host {
    /// Starts a host whose "Desktop" is the test card on a private sway.
    ///
    /// # Errors
    /// [`FixtureError`].
    pub fn start(setup: &Setup) -> Result<Host, FixtureError> {
        let directory = TempDir::with_prefix("lumen-host-").map_err(system("make a directory"))?;
        let address = SocketAddr::new(setup.address, 0);
        let mut host = Host {
            directory,
            address,
            announce: setup.announce,
            environment: setup.environment.clone(),
            process: None,
        };
        host.address.set_port(match setup.port {
            Some(port) => port,
            None => free_ports(setup.address)?,
        });
        host.write_files(setup).map_err(system("write the host's files"))?;
        host.copy_card()?;
        host.launch()?;
        Ok(host)
    }

    /// Address and HTTP port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Process id of the host.
    pub fn pid(&self) -> Option<u32> {
        self.process.as_ref().map(|process| process.child.id())
    }

    /// Stamps of the frames sent: JSON lines.
    pub fn trace(&self) -> PathBuf {
        self.directory.path().join("trace.jsonl")
    }

    /// The test card's log of input.
    pub fn card_log(&self) -> PathBuf {
        self.shared().join("card.jsonl")
    }

    /// Where the host keeps its identity and paired clients.
    pub fn state(&self) -> PathBuf {
        self.directory.path().join("state")
    }

    /// A directory for a client's files that goes away with the host's.
    pub fn client_directory(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Where private compositors keep their sockets.
    pub fn runtime(&self) -> PathBuf {
        self.directory.path().join("run")
    }

    /// Whoever sits at the host.
    pub fn operator(&self) -> Operator {
        Operator { state: self.state() }
    }

    /// Pairs a client over `lumen/1` by the PIN that the host shows. Returns the fingerprint of the
    /// host that the client trusts from then on.
    ///
    /// # Errors
    /// Of the host's command, or of the client.
    pub fn admit(&self, client: &Client, address: &HostAddress) -> anyhow::Result<Fingerprint> {
        let paired = self.operator().pair_native(|pin| {
            let pin = pin.parse().context("the PIN that the host shows")?;
            client.pair_native(address, &pin).context("pair")
        });
        paired?
    }

    /// Ends the host with `SIGTERM` and waits; true when it ended by itself in good order.
    pub fn stop(&mut self) -> bool {
        let Some(mut process) = self.process.take() else { return true };
        signal(&process.child, rustix::process::Signal::TERM);
        let limit = Instant::now() + STOP_LIMIT;
        while Instant::now() < limit {
            if let Ok(Some(status)) = process.child.try_wait() {
                return status.success();
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = process.child.kill();
        let _ = process.child.wait();
        false
    }

    /// Kills the host without warning.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.child.kill();
            let _ = process.child.wait();
        }
    }

    /// Starts the host again, with the same state.
    ///
    /// # Errors
    /// As [`Host::start`].
    pub fn restart(&mut self) -> Result<(), FixtureError> {
        self.stop();
        self.launch()
    }

    /// What the host logged since the last call.
    pub fn log(&self) -> String {
        let lines = self.process.iter().flat_map(|process| process.log.try_iter());
        lines.collect::<Vec<_>>().join("\n")
    }

    fn shared(&self) -> PathBuf {
        self.directory.path().join("shared")
    }

    fn write_files(&self, setup: &Setup) -> io::Result<()> {
        let root = self.directory.path();
        // Apps of another account pass through; what is secret has modes of its own.
        fs::set_permissions(root, Permissions::from_mode(0o755))?;
        fs::create_dir(self.shared())?;
        fs::set_permissions(self.shared(), Permissions::from_mode(0o1777))?;
        let config = root.join("config");
        fs::create_dir(&config)?;
        fs::write(config.join("host.toml"), &setup.settings)?;
        let (card, log) = (self.shared().join("lumen-testcard"), self.card_log());
        let command = format!("exec {} --log {} {}", card.display(), log.display(), setup.card);
        let apps = format!(
            "[[app]]\ntitle = \"Desktop\"\ncompositor = \"private-sway\"\ncommand = {command:?}\n"
        );
        fs::write(config.join("apps.toml"), apps)
    }

    fn copy_card(&self) -> Result<(), FixtureError> {
        let copy = self.shared().join("lumen-testcard");
        fs::copy(program("lumen-testcard")?, &copy).map_err(system("copy the test card"))?;
        fs::set_permissions(copy, Permissions::from_mode(0o755)).map_err(system("chmod"))
    }

    fn launch(&mut self) -> Result<(), FixtureError> {
        let root = self.directory.path();
        let mut child = Command::new(program("lumen-host")?)
            .arg("serve")
            .args([Path::new("--state"), &self.state()])
            .args([Path::new("--config"), &root.join("config")])
            .args([Path::new("--runtime"), &self.runtime()])
            .args([Path::new("--trace"), &self.trace()])
            .args(["--bind", &self.address.ip().to_string()])
            .args(["--port", &self.address.port().to_string()])
            .args((!self.announce).then_some("--no-announce"))
            .env("NO_COLOR", "1")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(system("start the host"))?;
        let (lines, log) = channel();
        forward(child.stdout.take(), lines.clone());
        forward(child.stderr.take(), lines);
        let ready = await_ready(&log);
        self.process = Some(Process { child, log });
        ready.inspect_err(|_| self.kill())
    }
}

/// Whoever sits at the host, with its command line. May be moved to another thread.
#[derive(Clone, Debug)]
pub struct Operator {
    state: PathBuf,
}

impl Operator {
    /// Enters the PIN as a user would, once a client asks for it.
    ///
    /// # Errors
    /// `Pin` when the host refuses it, or no client asks within ten seconds.
    pub fn enter_pin(&self, pin: &str) -> Result<(), FixtureError> {
        let limit = Instant::now() + Duration::from_secs(10);
        loop {
            let output = self.command("pair").arg(pin).output().map_err(system("run the host"))?;
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            if output.status.success() {
                return Ok(());
            }
            if !said.contains("no pairing is in progress") || Instant::now() > limit {
                return Err(FixtureError::Pin(said));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Enters the PIN while `client` pairs, as whoever owns both would.
    ///
    /// # Errors
    /// As [`Operator::enter_pin`].
    pub fn pair<T>(&self, pin: &str, client: impl FnOnce() -> T) -> Result<T, FixtureError> {
        thread::scope(|scope| {
            let entered = scope.spawn(|| self.enter_pin(pin));
            let paired = client();
            match entered.join() {
                Ok(entered) => entered.map(|()| paired),
                Err(_) => Err(FixtureError::Pin("entering it panicked".into())),
            }
        })
    }

    /// Pairs over `lumen/1`: `client` gets the PIN that the host shows.
    ///
    /// # Errors
    /// `Pin` when the host shows none, or does not say that somebody was paired.
    pub fn pair_native<T>(&self, client: impl FnOnce(&str) -> T) -> Result<T, FixtureError> {
        let mut desk = self.command("pair-native");
        let desk = desk.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut desk = desk.map_err(system("run the host"))?;
        let mut lines = BufReader::new(desk.stdout.take().ok_or_else(no_pin)?).lines();
        let shown = lines.next().and_then(Result::ok).ok_or_else(no_pin)?;
        // "PIN 1234 5678, for 180 seconds"
        let pin: String =
            shown.chars().take_while(|it| *it != ',').filter(char::is_ascii_digit).collect();
        let paired = client(&pin);
        let ended = desk.wait().map_err(system("wait for the host's command"))?;
        if ended.success() { Ok(paired) } else { Err(FixtureError::Pin(shown)) }
    }

    /// `lumen-host` with a subcommand that talks to this host.
    pub fn command(&self, subcommand: &str) -> Command {
        let mut command = Command::new(program("lumen-host").unwrap_or_default());
        command.arg(subcommand).arg("--state").arg(&self.state);
        command
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
    }
}

fn no_pin() -> FixtureError {
    FixtureError::Pin("no PIN is shown".into())
}

/// Passes the lines of a pipe on until it ends.
fn forward(pipe: Option<impl io::Read + Send + 'static>, lines: Sender<String>) {
    let Some(pipe) = pipe else { return };
    thread::spawn(move || {
        let mut read = BufReader::new(pipe).lines().map_while(Result::ok);
        read.try_for_each(|line| lines.send(line))
    });
}

fn await_ready(log: &Receiver<String>) -> Result<(), FixtureError> {
    let limit = Instant::now() + START_LIMIT;
    let mut said = String::new();
    loop {
        match log.recv_timeout(limit.saturating_duration_since(Instant::now())) {
            Ok(line) if line.contains(READY) => return Ok(()),
            Ok(line) => said = said + &line + "\n",
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return Err(FixtureError::NotReady(said));
            }
        }
    }
}

fn signal(child: &Child, signal: rustix::process::Signal) {
    let pid = rustix::process::Pid::from_child(child);
    let _ = rustix::process::kill_process(pid, signal);
}

/// An HTTP port whose fellow ports are free as well.
fn free_ports(address: IpAddr) -> Result<u16, FixtureError> {
    let seed = std::process::id() as u16;
    let candidates = (0..200u16).map(|step| 20_000 + (seed.wrapping_mul(37) % 300 + step) * 100);
    let free = |base: &u16| {
        let tcp = [base - 5, *base, base + 1, base + 21];
        let udp = [base + 9, base + 10, base + 11, base + 20];
        tcp.iter().all(|&port| TcpListener::bind((address, port)).is_ok())
            && udp.iter().all(|&port| UdpSocket::bind((address, port)).is_ok())
    };
    let none = || system("find free ports")(io::ErrorKind::AddrInUse.into());
    candidates.filter(|&base| base < 60_000).find(free).ok_or_else(none)
}
