//! What the tests on a real sway share: starting one, showing the card, reading frames.

use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use lumen_bench::testcard::log::{Line, parse};
use lumen_bench::testcard::{self, Animation, CardError, canvas::luma_of, now, stamp};
use lumen_core::units::{Mode, RefreshRate, Span};
use lumen_gpu::frame::{Frame, PixelFormat, Surface};
use lumen_host::capture::Capture;
use lumen_host::display::{Compositor, DesktopSession, Options, VirtualDisplay, open};
use lumen_host::process::Spawner;
use stamp::Stamp;

/// False, loudly, when sway is not installed.
pub fn sway_is_here() -> bool {
    let here = Command::new("sway").arg("--version").output().is_ok();
    if !here {
        eprintln!("SKIPPED: sway is not installed");
    }
    here
}

pub fn mode(width: u32, height: u32, hz: u32) -> Mode {
    Mode::new(width, height, RefreshRate::from_hz(hz)).unwrap()
}

pub fn spawner() -> Spawner {
    Spawner::new(env!("CARGO_BIN_EXE_lumen-keeper"))
}

/// A place for private directories that any user may pass through.
pub struct Base(pub PathBuf);

impl Base {
    pub fn new() -> Base {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::Builder::new().prefix("lumen-test-").tempdir().unwrap().keep();
        std::fs::set_permissions(&dir, PermissionsExt::from_mode(0o755)).unwrap();
        Base(dir)
    }
}

impl Drop for Base {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn private(base: &Path) -> Options {
    Options {
        compositor: Compositor::PrivateSway,
        running: None,
        runtime_base: base.to_owned(),
        user: None,
        spawner: spawner(),
    }
}

pub fn start(base: &Base) -> Box<dyn VirtualDisplay> {
    open(&private(&base.0)).unwrap()
}

pub fn outputs(session: &DesktopSession) -> Vec<swayipc::Output> {
    let stream = UnixStream::connect(&session.sway_socket).unwrap();
    swayipc::Connection::from(stream).get_outputs().unwrap()
}

/// Width, height and millihertz that sway reports.
pub fn mode_of(session: &DesktopSession, name: &str) -> (i32, i32, i32) {
    let outputs = outputs(session);
    let mode = outputs.iter().find(|output| output.name == name).unwrap().current_mode.unwrap();
    (mode.width, mode.height, mode.refresh)
}

/// The card on a thread of this process; ends with the compositor.
pub struct Card {
    log: PathBuf,
    thread: JoinHandle<Result<(), CardError>>,
}

impl Card {
    pub fn show(session: &DesktopSession, animation: Animation, log: PathBuf) -> Card {
        let socket = session.wayland_socket.clone();
        let options = testcard::Options { socket, animation, log: Some(log.clone()) };
        let thread = std::thread::spawn(move || testcard::run(&options));
        Card { log, thread }
    }

    pub fn events(&self) -> Vec<Line> {
        parse(&std::fs::read_to_string(&self.log).unwrap_or_default())
    }

    /// Waits until the log satisfies `enough`, and returns it either way.
    pub fn events_until(&self, enough: impl Fn(&[Line]) -> bool) -> Vec<Line> {
        eventually(|| Some(self.events()).filter(|lines| enough(lines)))
            .unwrap_or_else(|| self.events())
    }

    /// Waits for the card to end, as it does when the compositor goes.
    pub fn join(self) -> Result<(), CardError> {
        self.thread.join().unwrap()
    }
}

/// Looks every few milliseconds, for ten seconds at most.
pub fn eventually<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        match look() {
            None if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(5)),
            found => return found,
        }
    }
}

pub fn next(capture: &mut dyn Capture) -> Option<Frame> {
    capture.next(now() + Span::from_secs(5)).unwrap()
}

/// The picture as rows of `width * 4` bytes from the top, blue first.
pub fn picture(frame: &Frame) -> (u32, u32, Vec<u8>) {
    let Surface::Shared { layout, pixels } = &frame.surface else { panic!("not shared memory") };
    let bytes = &pixels.bytes()[..layout.len()];
    let rows = bytes.chunks_exact(layout.stride as usize);
    let rows: Vec<&[u8]> = if layout.bottom_up { rows.rev().collect() } else { rows.collect() };
    let width = layout.width as usize * 4;
    let mut packed: Vec<u8> = rows.iter().flat_map(|row| &row[..width]).copied().collect();
    if layout.format == PixelFormat::Rgbx {
        packed.as_chunks_mut::<4>().0.iter_mut().for_each(|pixel| pixel.swap(0, 2));
    }
    (layout.width, layout.height, packed)
}

pub fn stamp_of(frame: &Frame) -> Option<Stamp> {
    let (width, height, pixels) = picture(frame);
    stamp::read(&luma_of(&pixels), width as usize, width, height)
}

/// The first captured stamp that `wanted` accepts, within ten seconds.
pub fn stamp_where(capture: &mut dyn Capture, wanted: impl Fn(&Stamp) -> bool) -> Option<Stamp> {
    let deadline = now() + Span::from_secs(10);
    while let Some(frame) = capture.next(deadline).unwrap() {
        if let Some(stamp) = stamp_of(&frame).filter(&wanted) {
            return Some(stamp);
        }
    }
    None
}

/// Writes a picture to look at, where `LUMEN_TEST_PICTURES` names a directory.
pub fn keep_picture(frame: &Frame, name: &str) {
    let Some(dir) = std::env::var_os("LUMEN_TEST_PICTURES") else { return };
    let (width, height, mut pixels) = picture(frame);
    pixels.as_chunks_mut::<4>().0.iter_mut().for_each(|[blue, _, red, x]| {
        std::mem::swap(blue, red);
        *x = 255;
    });
    let file = std::fs::File::create(Path::new(&dir).join(name)).unwrap();
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
}
