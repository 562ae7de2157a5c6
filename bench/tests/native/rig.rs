//! A host, paired clients of it, and what arrives at them.

use std::net::IpAddr;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use lumen_bench::fixture::{Host, Setup};
use lumen_client::{Client, HostAddress, NativeOptions, NativeSession, UnitInfo};
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for one unit at a time.
const STEP: Span = Span::from_millis(200);

/// Settings of a host without desktop and codec.
pub const BARE: &str = "show = \"pattern\"\nencoder = \"null\"\nsound = \"tone\"\n";

/// Hosts look for free ports, and streams compete for the processor: one test at a time.
static TAKEN: Mutex<bool> = Mutex::new(false);
static GIVEN_BACK: Condvar = Condvar::new();

/// The turn of one test; unlike a guard, it may go to another thread.
pub struct Turn;

impl Turn {
    pub fn take() -> Turn {
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let free = GIVEN_BACK.wait_while(taken, |taken| *taken);
        *free.unwrap_or_else(PoisonError::into_inner) = true;
        Turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) = false;
        GIVEN_BACK.notify_one();
    }
}

pub struct Rig {
    pub host: Host,
    clients: usize,
    // Last: the next test begins when the host is gone.
    _turn: Turn,
}

impl Rig {
    pub fn new(settings: &str) -> Rig {
        Rig::at(Setup::default().address, settings)
    }

    /// A host that listens on an address of its own.
    pub fn at(address: IpAddr, settings: &str) -> Rig {
        let settings = settings.to_owned();
        Rig::with(&Setup { address, settings, ..Setup::default() })
    }

    /// Any host.
    pub fn with(setup: &Setup) -> Rig {
        let turn = Turn::take();
        Rig { host: Host::start(setup).unwrap(), clients: 0, _turn: turn }
    }

    pub fn address(&self) -> HostAddress {
        self.host.address().to_string().parse().unwrap()
    }

    /// Another client, paired by the PIN that the host shows.
    pub fn client(&mut self) -> Client {
        self.clients += 1;
        let name = format!("client-{}", self.clients);
        let client = Client::open(&self.host.client_directory(&name)).unwrap();
        self.host.admit(&client, &self.address()).unwrap();
        client
    }

    /// Outputs of the desktop that the host runs for its one session: those in use, and all.
    /// Older sways keep an output that was taken away, 64 pixels wide, to be used again.
    pub fn outputs(&self) -> (usize, usize) {
        let sockets = find_sockets(&self.host.runtime());
        let [socket] = &sockets[..] else { panic!("one sway, not {sockets:?}") };
        let mut swaymsg = std::process::Command::new("swaymsg");
        let said = swaymsg.arg("-s").arg(socket).args(["-t", "get_outputs", "-r"]).output();
        let said = String::from_utf8(said.unwrap().stdout).unwrap();
        let outputs: serde_json::Value = serde_json::from_str(&said).unwrap();
        let outputs = outputs.as_array().unwrap();
        let used = outputs.iter().filter(|output| output["current_mode"]["width"] != 64).count();
        (used, outputs.len())
    }

    pub fn connect(&self, client: &Client, options: &NativeOptions) -> NativeSession {
        client.connect_native(&self.address(), options).unwrap_or_else(|error| {
            panic!("{error}; the host said:\n{}", self.host.log());
        })
    }
}

/// Control sockets of sways below a directory.
fn find_sockets(directory: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let found = entries.flat_map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => find_sockets(&entry.path()),
        _ if entry.file_name().to_string_lossy().contains("sway-ipc") => vec![entry.path()],
        _ => Vec::new(),
    });
    found.collect()
}

/// True when tests may take long: `LUMEN_LONG=1`.
pub fn is_long() -> bool {
    std::env::var("LUMEN_LONG").is_ok_and(|value| value == "1")
}

/// Waits until something holds; what never does fails the test.
pub fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

pub fn mode(width: u32, height: u32, hz: u32) -> Mode {
    Mode::new(width, height, RefreshRate::from_hz(hz)).unwrap()
}

pub fn options(mode: Mode) -> NativeOptions {
    NativeOptions { mode, max_bitrate: Bitrate::from_kbps(20_000), ..NativeOptions::default() }
}

/// What came of a session for a while.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    pub units: u64,
    pub keys: u64,
    pub bytes: u64,
    /// Frame numbers that were left out.
    pub gaps: u64,
    /// Longest time between two units.
    pub longest: Duration,
}

/// Takes units until `enough` says so, or patience is over.
pub fn watch(session: &NativeSession, mut enough: impl FnMut(&Seen) -> bool) -> Seen {
    let mut seen = Seen::default();
    let (begun, mut last) = (Instant::now(), None::<(u32, Instant)>);
    while !enough(&seen) {
        assert!(begun.elapsed() < PATIENCE, "{seen:?}, {:?}", session.stats());
        let Some(unit) = session.next_unit(STEP).unwrap() else { continue };
        let info: UnitInfo = **unit;
        seen.units += 1;
        seen.keys += u64::from(info.key);
        seen.bytes += unit.bytes().len() as u64;
        if let Some((frame, at)) = last
            && info.tile == 0
        {
            seen.gaps += u64::from(info.frame.0.wrapping_sub(frame).saturating_sub(1));
            seen.longest = seen.longest.max(at.elapsed());
        }
        last = Some((info.frame.0, Instant::now()));
    }
    seen
}
