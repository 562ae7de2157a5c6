//! The test's end of a stand-in that was opened as a library.
//!
//! A process has one driver, and its tests run on many threads, so [`Standin::open`] hands it out
//! to one at a time.

use std::ffi::{CStr, CString, c_char};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use libloading::Library;

use crate::driver::driver;
use crate::personality::Personality;

/// Plays another GPU. 0, or 1 for a text that is not understood.
///
/// # Safety
/// `text` is a string that ends with a zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_standin_configure(text: *const c_char) -> u32 {
    // SAFETY: a string, says the caller.
    let text = unsafe { CStr::from_ptr(text) };
    match Personality::parse(&text.to_string_lossy()) {
        Ok(personality) => driver().play(personality),
        Err(_) => return 1,
    }
    0
}

/// Moves a clock that stands still.
#[unsafe(no_mangle)]
pub extern "C" fn lumen_standin_advance(micros: u64) {
    driver().advance(micros);
}

/// Ends all sessions, as when the program that has them ends.
#[unsafe(no_mangle)]
pub extern "C" fn lumen_standin_forget() {
    driver().sessions.clear();
}

/// One of the figures of [`Figure`].
#[unsafe(no_mangle)]
pub extern "C" fn lumen_standin_figure(which: u32) -> u64 {
    let driver = driver();
    match which {
        0 => driver.now(),
        1 => driver.sessions.len() as u64,
        2 => driver.leaked,
        3 => driver.memory.len() as u64,
        4 => driver.context_uses.into(),
        _ => u64::MAX,
    }
}

/// Writes as much of the journal as fits into `space` bytes at `out`; its whole length.
///
/// # Safety
/// `out` is valid for writes of `space` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_standin_journal(out: *mut u8, space: usize) -> usize {
    let journal = driver().journal.join("\n");
    let written = journal.len().min(space);
    // SAFETY: `written` bytes fit, says the caller; the journal is our own string.
    unsafe { std::ptr::copy_nonoverlapping(journal.as_ptr(), out, written) };
    journal.len()
}

/// What can be asked of a stand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Microseconds on its clock.
    Now = 0,
    /// Sessions that are open.
    Sessions = 1,
    /// Objects that destroyed sessions left behind.
    Leaked = 2,
    /// Blocks of device memory.
    Memory = 3,
    /// Uses of the CUDA context.
    Contexts = 4,
}

static TURN: Mutex<()> = Mutex::new(());

/// The stand-in of this process, for the one who holds it.
pub struct Standin {
    configure: unsafe extern "C" fn(*const c_char) -> u32,
    advance: extern "C" fn(u64),
    figure: extern "C" fn(u32) -> u64,
    forget: extern "C" fn(),
    journal: unsafe extern "C" fn(*mut u8, usize) -> usize,
    path: PathBuf,
    _turn: MutexGuard<'static, ()>,
}

impl Standin {
    /// Where cargo puts the library: beside this program, or in `deps` beside it or its folder.
    pub fn find() -> Option<PathBuf> {
        const NAME: &str = "liblumen_nvenc_standin.so";
        let program = std::env::current_exe().ok()?;
        let folder = program.parent()?;
        let above = folder.parent()?;
        let candidates = [folder, &folder.join("deps"), above, &above.join("deps")];
        let mut candidates = candidates.map(|folder| folder.join(NAME)).into_iter();
        candidates.find(|path| path.exists())
    }

    /// Waits for the turn, and has the stand-in at `path` play `personality`.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn open(path: &Path, personality: &str) -> Result<Standin, String> {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: the library is ours; it has no initialisers that matter.
        let library = unsafe { Library::new(path) }.map_err(|error| error.to_string())?;
        // The library stays: others have opened it too, and hold pointers into it.
        let library: &'static Library = Box::leak(Box::new(library));
        let missing = |error: libloading::Error| error.to_string();
        // SAFETY: the function above has this signature.
        let configure = *unsafe { library.get(b"lumen_standin_configure") }.map_err(missing)?;
        // SAFETY: the function above has this signature.
        let advance = *unsafe { library.get(b"lumen_standin_advance") }.map_err(missing)?;
        // SAFETY: the function above has this signature.
        let figure = *unsafe { library.get(b"lumen_standin_figure") }.map_err(missing)?;
        // SAFETY: the function above has this signature.
        let forget = *unsafe { library.get(b"lumen_standin_forget") }.map_err(missing)?;
        // SAFETY: the function above has this signature.
        let journal = *unsafe { library.get(b"lumen_standin_journal") }.map_err(missing)?;
        let path = path.to_owned();
        let standin = Standin { configure, advance, figure, forget, journal, path, _turn: turn };
        standin.play(personality)?;
        Ok(standin)
    }

    /// The library's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Plays another GPU.
    ///
    /// # Errors
    /// The text, when it is not understood.
    pub fn play(&self, personality: &str) -> Result<(), String> {
        let text = CString::new(personality).map_err(|_| personality.to_owned())?;
        // SAFETY: a string that ends with a zero.
        match unsafe { (self.configure)(text.as_ptr()) } {
            0 => Ok(()),
            _ => Err(personality.to_owned()),
        }
    }

    /// Moves the clock.
    pub fn advance(&self, micros: u64) {
        (self.advance)(micros);
    }

    /// The function that moves the clock, to be called from elsewhere.
    pub fn advancer(&self) -> extern "C" fn(u64) {
        self.advance
    }

    /// The function that reads figures, to be called from elsewhere.
    pub fn reader(&self) -> extern "C" fn(u32) -> u64 {
        self.figure
    }

    /// A figure.
    pub fn figure(&self, which: Figure) -> u64 {
        (self.figure)(which as u32)
    }

    /// Ends all sessions, as when the program that has them ends.
    pub fn forget_sessions(&self) {
        (self.forget)();
    }

    /// The journal's lines.
    pub fn journal(&self) -> Vec<String> {
        // SAFETY: no space is no write.
        let len = unsafe { (self.journal)(std::ptr::dangling_mut(), 0) };
        let mut bytes = vec![0; len];
        // SAFETY: as many bytes as are said to be there.
        let now = unsafe { (self.journal)(bytes.as_mut_ptr(), len) };
        bytes.truncate(now.min(len));
        String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()
    }
}
