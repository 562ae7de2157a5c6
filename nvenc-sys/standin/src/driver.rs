//! What one process's driver remembers.

use std::collections::BTreeMap;
use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::cuda::graphics::Graphics;
use crate::memory::{Block, External};
use crate::personality::Personality;
use crate::session::Session;

/// Answers. Source: nvEncodeAPI.h, `NVENCSTATUS`.
pub mod status {
    pub const UNSUPPORTED_DEVICE: u32 = 2;
    pub const INVALID_ENCODERDEVICE: u32 = 3;
    pub const INVALID_DEVICE: u32 = 4;
    pub const DEVICE_NOT_EXIST: u32 = 5;
    pub const INVALID_PTR: u32 = 6;
    pub const INVALID_PARAM: u32 = 8;
    pub const INVALID_CALL: u32 = 9;
    pub const OUT_OF_MEMORY: u32 = 10;
    pub const UNSUPPORTED_PARAM: u32 = 12;
    pub const LOCK_BUSY: u32 = 13;
    pub const INVALID_VERSION: u32 = 15;
    pub const MAP_FAILED: u32 = 16;
    pub const INCOMPATIBLE_CLIENT_KEY: u32 = 21;
    pub const UNIMPLEMENTED: u32 = 22;
    pub const RESOURCE_NOT_REGISTERED: u32 = 24;
    pub const RESOURCE_NOT_MAPPED: u32 = 25;
}

/// Why a call fails: its status, and the words for `GetLastErrorString`.
pub struct Failure {
    pub status: u32,
    pub text: &'static str,
}

impl From<u32> for Failure {
    fn from(status: u32) -> Failure {
        Failure { status, text: "" }
    }
}

pub type Answer = Result<(), Failure>;

/// Everything behind the entry points.
pub struct Driver {
    pub personality: Personality,
    pub sessions: BTreeMap<usize, Session>,
    /// Device memory by address.
    pub memory: BTreeMap<usize, Block>,
    /// Other interfaces' memory by handle.
    pub external: BTreeMap<usize, External>,
    /// Buffers of OpenGL by handle.
    pub graphics: BTreeMap<usize, Graphics>,
    /// References to the one CUDA context.
    pub context_uses: u32,
    /// Times at which the engines are free again.
    pub engines: Vec<u64>,
    pub journal: Vec<String>,
    /// What sessions left behind when they were destroyed.
    pub leaked: u64,
    counts: BTreeMap<&'static str, u64>,
    manual_now: u64,
    handles: usize,
}

/// Longest journal; what goes beyond is left out.
const JOURNAL_LINES: usize = 100_000;

static DRIVER: LazyLock<Mutex<Driver>> = LazyLock::new(|| {
    let text = env::var("LUMEN_STANDIN").unwrap_or_default();
    let personality = Personality::parse(&text).unwrap_or_else(|pair| {
        eprintln!("lumen-nvenc-standin: LUMEN_STANDIN: `{pair}` is not understood");
        Personality::default()
    });
    Mutex::new(Driver::new(personality))
});

static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Wakes those who wait for a clock that others move.
static MOVED: Condvar = Condvar::new();

/// The driver of this process.
pub fn driver() -> MutexGuard<'static, Driver> {
    DRIVER.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Driver {
    fn new(personality: Personality) -> Driver {
        Driver {
            engines: vec![0; personality.engines as usize],
            personality,
            sessions: BTreeMap::new(),
            memory: BTreeMap::new(),
            external: BTreeMap::new(),
            graphics: BTreeMap::new(),
            context_uses: 0,
            journal: Vec::new(),
            leaked: 0,
            counts: BTreeMap::new(),
            manual_now: 0,
            handles: 0,
        }
    }

    /// Plays another GPU from now on. Sessions and memory stay.
    pub fn play(&mut self, personality: Personality) {
        self.engines = vec![0; personality.engines as usize];
        self.personality = personality;
        self.journal.clear();
        self.counts.clear();
        self.leaked = 0;
        self.manual_now = 0;
    }

    /// A handle that no other object has or had.
    pub fn handle(&mut self) -> usize {
        self.handles += 1;
        0x5110_0000 + self.handles * 16
    }

    /// Microseconds on the driver's clock.
    pub fn now(&self) -> u64 {
        match self.personality.manual_clock {
            true => self.manual_now,
            false => STARTED.elapsed().as_micros() as u64,
        }
    }

    pub fn advance(&mut self, micros: u64) {
        self.manual_now += micros;
        MOVED.notify_all();
    }

    pub fn note(&mut self, line: impl FnOnce() -> String) {
        if let Some(path) = &self.personality.journal_file {
            append(path, &line());
        } else if self.personality.journal && self.journal.len() < JOURNAL_LINES {
            self.journal.push(line());
        }
    }

    /// Counts a call; its status if it was told to fail.
    fn injected(&mut self, call: &'static str) -> Option<u32> {
        let count = self.counts.entry(call).or_default();
        *count += 1;
        let hit = |nth: u64| nth == 0 || nth == *count;
        let mut faults = self.personality.faults.iter();
        faults.find(|fault| fault.call == call && hit(fault.nth)).map(|fault| fault.status)
    }

    /// The memory at `address`, `len` bytes of it.
    pub fn memory_at(&mut self, address: usize, len: usize) -> Option<&mut [u8]> {
        let (base, block) = self.memory.range_mut(..=address).next_back()?;
        let start = address - base;
        block.bytes_mut().get_mut(start..start.checked_add(len)?)
    }
}

/// Appends a line to a file, for a process that nobody asks.
fn append(path: &Path, line: &str) {
    let file = OpenOptions::new().append(true).create(true).open(path);
    if let Err(error) = file.and_then(|mut file| writeln!(file, "{line}")) {
        eprintln!("lumen-nvenc-standin: {}: {error}", path.display());
    }
}

/// Runs one call: counts it, fails it if it was told to, writes the journal.
pub fn call(name: &'static str, body: impl FnOnce(&mut Driver) -> Answer) -> u32 {
    let mut driver = driver();
    let status = match driver.injected(name) {
        Some(status) => status,
        None => body(&mut driver).err().map_or(0, |failure| failure.status),
    };
    driver.note(|| format!("{name} = {status}"));
    status
}

/// Runs a call on a session. Its failures leave their words with the session.
pub fn session_call(
    name: &'static str,
    encoder: usize,
    body: impl FnOnce(&mut Driver, &mut Session) -> Answer,
) -> u32 {
    call(name, |driver| {
        let mut session = driver.sessions.remove(&encoder).ok_or(status::INVALID_ENCODERDEVICE)?;
        let answer = body(driver, &mut session);
        if let Err(failure) = &answer {
            session.fail(failure.text);
        }
        driver.sessions.insert(encoder, session);
        answer
    })
}

/// Waits until the driver's clock shows `deadline`. A clock that stands still jumps there.
pub fn wait_until(deadline: u64) {
    let mut driver = driver();
    if driver.personality.manual_clock {
        driver.manual_now = driver.manual_now.max(deadline);
        return;
    }
    while driver.now() < deadline {
        let rest = Duration::from_micros(deadline - driver.now());
        let waited = MOVED.wait_timeout(driver, rest);
        driver = waited.unwrap_or_else(PoisonError::into_inner).0;
    }
}
