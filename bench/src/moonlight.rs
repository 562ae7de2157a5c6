//! A stock Moonlight core as a client, by way of `moonlight-python` and `bench/moonlight/drive.py`.
//!
//! The Python environment is `.venv` in the repository, made by `make setup`. Where it is
//! missing, tests and the demo say so and skip this client.

use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use lumen_core::units::Micros;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::testcard::stamp::{self, Stamp};

/// Longest record that is believed: a 4K picture in RGB.
const MAX_RECORD: usize = 3840 * 2160 * 3 + 64;

/// How long the client may take to pair or to connect.
const EVENT_LIMIT: Duration = Duration::from_secs(30);

/// The client's program.
#[derive(Clone, Debug)]
pub struct Moonlight {
    python: PathBuf,
    script: PathBuf,
    directory: PathBuf,
}

/// What the stock client asks for.
#[derive(Clone, Debug, Serialize)]
pub struct Wish {
    /// Pixels per row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Frames per second.
    pub fps: u32,
    /// Bitrate of the user.
    pub kbps: u32,
    /// How long to stream.
    pub seconds: f64,
    /// Slices per frame the decoder claims to want.
    pub slices: u8,
    /// Video encryption.
    pub encrypt_video: bool,
    /// Listen to the sound; its account comes as the event `sound`.
    pub audio: bool,
    /// The codec: `h264` or `hevc`.
    pub codec: &'static str,
}

impl Wish {
    /// A stream of this size and rate as the client asks by default.
    pub fn of(width: u32, height: u32, fps: u32, seconds: f64) -> Wish {
        Wish {
            width,
            height,
            fps,
            kbps: 10_000,
            seconds,
            slices: 1,
            encrypt_video: true,
            audio: false,
            codec: "h264",
        }
    }
}

/// An access unit as the core handed it to the decoder.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct UnitSeen {
    /// Number of the frame.
    pub frame: u32,
    /// Key frame.
    pub key: bool,
    /// Coded bytes.
    pub bytes: u64,
    /// Bytes of each slice.
    pub slices: Vec<u32>,
    /// When, in microseconds of the monotonic clock.
    pub at: u64,
}

/// Something that the client did or saw.
#[derive(Debug)]
pub enum Record {
    /// `connected`, `paired`, `ended`, `undecodable`, `error`, with its facts.
    Event(Value),
    /// An access unit.
    Unit(UnitSeen),
    /// A decoded picture.
    Picture(Luma),
    /// The picture that was asked for, as packed RGB.
    Rgb {
        /// Pixels per row.
        width: u32,
        /// Rows.
        height: u32,
        /// The pixels.
        pixels: Vec<u8>,
    },
}

/// The brightness of a decoded picture.
#[derive(Debug)]
pub struct Luma {
    /// When it was decoded.
    pub at: Micros,
    /// Pixels per row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// One byte for each pixel.
    pub samples: Vec<u8>,
}

impl Luma {
    /// The stamp in the picture, if it is readable.
    pub fn stamp(&self) -> Option<Stamp> {
        stamp::read(&self.samples, self.width as usize, self.width, self.height)
    }
}

impl Moonlight {
    /// The client with its identity in `directory`, or `None` with a word on standard error when
    /// the environment is not there.
    pub fn find(directory: &Path) -> Option<Moonlight> {
        let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
        let here = std::env::current_dir().ok();
        let roots = [bench.parent().map(Path::to_owned), here];
        for root in roots.into_iter().flatten() {
            let python = root.join(".venv/bin/python");
            let script = root.join("bench/moonlight/drive.py");
            if python.exists() && script.exists() {
                return Some(Moonlight { python, script, directory: directory.to_owned() });
            }
        }
        eprintln!("SKIPPED: no .venv with moonlight-python: run `make setup`");
        None
    }

    /// Begins to pair; the PIN has to be entered on the host meanwhile.
    ///
    /// # Errors
    /// When Python cannot be started.
    pub fn pair(&self, host: std::net::SocketAddr, pin: &str) -> io::Result<Run> {
        self.run(host, "pair", pin)
    }

    /// Begins to stream.
    ///
    /// # Errors
    /// When Python cannot be started.
    pub fn stream(&self, host: std::net::SocketAddr, wish: &Wish) -> io::Result<Run> {
        self.run(host, "stream", &serde_json::to_string(wish)?)
    }

    fn run(&self, host: std::net::SocketAddr, action: &str, argument: &str) -> io::Result<Run> {
        let mut child = Command::new(&self.python)
            .arg(&self.script)
            .arg(&self.directory)
            .arg(host.ip().to_string())
            .arg(host.port().to_string())
            .args([action, argument])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        let commands = child.stdin.take();
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let (sender, records) = channel();
        thread::spawn(move || {
            let mut reader = BufReader::with_capacity(1 << 20, output);
            while let Ok(record) = read_record(&mut reader) {
                if sender.send(record).is_err() {
                    return;
                }
            }
        });
        Ok(Run { child, commands, records })
    }
}

/// A running client. Dropping it kills it.
pub struct Run {
    child: Child,
    commands: Option<ChildStdin>,
    records: Receiver<Record>,
}

impl Run {
    /// The next thing the client did, at most until `until`; `None` when it is over or late.
    pub fn next(&mut self, until: Instant) -> Option<Record> {
        let left = until.saturating_duration_since(Instant::now());
        self.records.recv_timeout(left).ok()
    }

    /// Waits for the event `name` as the next thing the client does.
    ///
    /// # Errors
    /// What it did instead, if anything.
    pub fn expect(&mut self, name: &str) -> Result<(), String> {
        match self.next(Instant::now() + EVENT_LIMIT) {
            Some(Record::Event(event)) if event["event"] == name => Ok(()),
            other => Err(format!("moonlight-python: expected `{name}`, got {other:?}")),
        }
    }

    /// Has the client do something; see `drive.py`.
    ///
    /// # Errors
    /// When the client is gone.
    pub fn command(&mut self, command: &Value) -> io::Result<()> {
        let commands = self.commands.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(commands, "{command}")?;
        commands.flush()
    }

    /// Waits for the client to end; true when it ended well.
    pub fn finish(mut self, limit: Duration) -> bool {
        let until = Instant::now() + limit;
        while Instant::now() < until {
            // Whatever is still said has to be read, or the client waits for us.
            while self.records.try_recv().is_ok() {}
            if let Ok(Some(status)) = self.child.try_wait() {
                return status.success();
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }

    /// Kills the client without warning.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.kill();
    }
}

fn read_record(reader: &mut impl Read) -> io::Result<Record> {
    let mut head = [0; 5];
    reader.read_exact(&mut head)?;
    let [kind, length @ ..] = head;
    let length = u32::from_le_bytes(length) as usize;
    if length > MAX_RECORD {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut payload = vec![0; length];
    reader.read_exact(&mut payload)?;
    match kind {
        b'E' => Ok(Record::Event(serde_json::from_slice(&payload)?)),
        b'U' => Ok(Record::Unit(serde_json::from_slice(&payload)?)),
        b'F' => picture(&payload).map(Record::Picture).ok_or(io::ErrorKind::InvalidData.into()),
        b'P' => rgb(&payload).ok_or(io::ErrorKind::InvalidData.into()),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn picture(payload: &[u8]) -> Option<Luma> {
    let (at, rest) = payload.split_first_chunk()?;
    let (width, height, samples) = sizes(rest)?;
    let at = Micros(u64::from_le_bytes(*at));
    Some(Luma { at, width, height, samples: samples.to_vec() })
}

fn rgb(payload: &[u8]) -> Option<Record> {
    let (width, height, pixels) = sizes(payload)?;
    Some(Record::Rgb { width, height, pixels: pixels.to_vec() })
}

fn sizes(payload: &[u8]) -> Option<(u32, u32, &[u8])> {
    let (width, rest) = payload.split_first_chunk()?;
    let (height, rest) = rest.split_first_chunk()?;
    Some((u32::from_le_bytes(*width), u32::from_le_bytes(*height), rest))
}
