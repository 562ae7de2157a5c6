//! A host with the test card, and the client's window on a display of the test's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use lumen_bench::fixture::{Host, Setup, program};
use lumen_bench::testcard::log::{self, Line};
use lumen_client::{Client, HostAddress};

/// How long anything may take that takes a moment on an idle machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Streams compete for the processor: one test at a time.
static TURN: Mutex<()> = Mutex::new(());

/// What client and host speak.
#[derive(Clone, Copy)]
pub enum Protocol {
    Gamestream,
    Lumen,
}

impl Protocol {
    /// As the command line and names of files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gamestream => "gamestream",
            Self::Lumen => "lumen",
        }
    }

    /// What the title of the window has in it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Gamestream => "Desktop on",
            Self::Lumen => "lumen/1",
        }
    }
}

/// A host and a client that is paired with it over one protocol.
pub struct Rig {
    pub host: Host,
    protocol: Protocol,
    // Last: the next test begins when the host is gone.
    _turn: MutexGuard<'static, ()>,
}

/// True when all programs are there; says so loudly when not.
pub fn has(programs: &[&str]) -> bool {
    let missing = |name: &&&str| {
        let places = std::env::var_os("PATH").unwrap_or_default();
        !std::env::split_paths(&places).any(|place| place.join(name).is_file())
    };
    let missing: Vec<_> = programs.iter().filter(missing).collect();
    if !missing.is_empty() {
        eprintln!("SKIPPED: {missing:?} not installed");
    }
    missing.is_empty()
}

impl Rig {
    /// A host that shows a still card, and a client that is paired with it.
    pub fn start(protocol: Protocol) -> Rig {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let host = Host::start(&Setup { card: "--still".to_owned(), ..Setup::default() }).unwrap();
        let client = Client::open(&host.client_directory("window")).unwrap();
        let address: HostAddress = host.address().to_string().parse().unwrap();
        let operator = host.operator();
        let paired = match protocol {
            Protocol::Gamestream => {
                let pin = "2468".parse().unwrap();
                operator.pair("2468", || client.pair(&address, &pin)).unwrap()
            }
            Protocol::Lumen => {
                let pair = |pin: &str| client.pair_native(&address, &pin.parse().unwrap());
                operator.pair_native(pair).unwrap()
            }
        };
        paired.unwrap();
        Rig { host, protocol, _turn: turn }
    }

    /// The client's program, streaming 1280x720 to a window of the display that `display` names.
    pub fn watch(&self, display: (&str, &Path), options: &[&str]) -> Running {
        let mut command = Command::new(program("lumen-client").unwrap());
        command
            .arg("--config-dir")
            .arg(self.host.client_directory("window"))
            .args(["connect", &self.host.address().to_string(), "--mode", "1280x720x60"])
            .args(["--protocol", self.protocol.name()])
            .args(options)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env(display.0, display.1)
            .stdout(Stdio::piped());
        Running(command.spawn().unwrap())
    }

    /// What the card has logged.
    pub fn log(&self) -> Vec<Line> {
        log::parse(&fs::read_to_string(self.host.card_log()).unwrap_or_default())
    }
}

/// A program that ends with the test.
pub struct Running(pub Child);

impl Running {
    /// Starts a program that says nothing.
    pub fn start(command: &mut Command) -> Running {
        Running(command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    /// Asks it to end, as Ctrl-C does, and takes what it printed.
    pub fn finish(mut self) -> String {
        let pid = rustix::process::Pid::from_child(&self.0);
        rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
        let said = std::io::read_to_string(self.0.stdout.take().unwrap()).unwrap();
        assert!(self.0.wait().unwrap().success(), "the client ends well: {said}");
        said
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Looks until there is something to see.
pub fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let limit = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(Instant::now() < limit, "{what}: not seen");
        thread::sleep(Duration::from_millis(100));
    }
}

/// Where to keep a screenshot, if anywhere.
pub fn keep(name: &str) -> Option<PathBuf> {
    std::env::var_os("LUMEN_SHOTS").map(|directory| PathBuf::from(directory).join(name))
}
