//! A headless sway of our own, in a directory of its own.

use std::fs::{self, File, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use rustix::process::geteuid;

use super::super::{DesktopSession, DisplayError, Options};
use super::control::Control;
use crate::process::keeper::NOT_STARTED;
use crate::process::{Child, Launch, User};

const PROGRAM: &str = "sway";

/// A running private sway. Dropping it ends it and every program on it.
pub(super) struct PrivateSway {
    /// Before `home`: fields are dropped in order, and the directory goes last.
    _child: Child,
    home: Home,
}

/// One full-screen app per output and nothing else; no X server, so nothing to start for it.
const CONFIG: &str = "\
xwayland disable
default_border none
default_floating_border none
focus_follows_mouse yes
mouse_warping output
for_window [app_id=\".*\"] fullscreen enable
swaybg_command -
swaynag_command -
";

/// How long sway may take from start to open sockets; 0.1 s is usual.
const READY: Duration = Duration::from_secs(15);

impl PrivateSway {
    /// Starts it and waits until it answers.
    pub(super) fn start(options: &Options) -> Result<(PrivateSway, DesktopSession), DisplayError> {
        let root = geteuid().is_root().then_some(User::NOBODY);
        let user = options.user.or(root);
        let home = Home::create(&options.runtime_base, user)?;
        let log = home.log();
        let mut child = options.spawner.spawn(&launch(&home.path, &log, user))?;
        let session = wait_until_ready(&mut child, &home.path, &log, user)?;
        Ok((PrivateSway { _child: child, home }, session))
    }

    /// What it has logged last.
    pub(super) fn last_words(&self) -> String {
        last_lines(&self.home.log())
    }
}

/// Pixman needs no GPU; without the headless backend's first output every output is one of ours.
/// Sway looks for NVIDIA's driver even when it uses no GPU, and needs to be told that it may run.
fn launch(home: &Path, log: &Path, user: Option<User>) -> Launch {
    let launch = Launch::new(PROGRAM)
        .arg("--unsupported-gpu")
        .arg("-c")
        .arg(home.join("config"))
        .env("XDG_RUNTIME_DIR", home)
        .env("WLR_BACKENDS", "headless")
        .env("WLR_HEADLESS_OUTPUTS", "0")
        .env("WLR_LIBINPUT_NO_DEVICES", "1")
        .env("WLR_RENDERER", "pixman")
        .without_env("DISPLAY")
        .without_env("SWAYSOCK")
        .without_env("WAYLAND_DISPLAY")
        .without_env("WAYLAND_SOCKET");
    let launch = match user {
        Some(_) => super::super::for_another_user(launch, home),
        None => launch,
    };
    Launch { user, log: Some(log.to_owned()), ..launch }
}

fn wait_until_ready(
    child: &mut Child,
    home: &Path,
    log: &Path,
    user: Option<User>,
) -> Result<DesktopSession, DisplayError> {
    let deadline = Instant::now() + READY;
    while Instant::now() < deadline {
        if let Some(session) = find_sockets(home, user) {
            return Ok(session);
        }
        // Doubles as the pause between two looks at the directory.
        let ended = child.wait(Duration::from_millis(10)).unwrap_or_default();
        if let Some(status) = ended {
            return Err(died(status, log));
        }
    }
    let waited_ms = READY.as_millis();
    Err(DisplayError::NotReady { program: PROGRAM, waited_ms, log: last_lines(log) })
}

/// The sockets, once both are there and sway answers on one.
fn find_sockets(home: &Path, user: Option<User>) -> Option<DesktopSession> {
    let names = || fs::read_dir(home).into_iter().flatten().flatten().map(|entry| entry.path());
    let matching = |prefix: &str, lock: &str| {
        names().find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.starts_with(prefix) && !name.ends_with(lock)
        })
    };
    let sway_socket = matching("sway-ipc.", ".lock")?;
    let wayland_socket = matching("wayland-", ".lock")?;
    Control::connect(&sway_socket).and_then(|mut control| control.outputs()).ok()?;
    Some(DesktopSession { wayland_socket, runtime_dir: home.to_owned(), sway_socket, user })
}

fn died(status: ExitStatus, log: &Path) -> DisplayError {
    match status.code() {
        Some(code) if code == i32::from(NOT_STARTED) => {
            DisplayError::NotInstalled { program: PROGRAM }
        }
        _ => DisplayError::Died {
            program: PROGRAM,
            status: status.to_string(),
            log: last_lines(log),
        },
    }
}

fn last_lines(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

/// The private directory. A lock held by the host tells a living one from what a killed host
/// left behind.
struct Home {
    path: PathBuf,
    _lock: File,
}

const PREFIX: &str = "sway-";
const LOCK: &str = "host.lock";

impl Home {
    fn log(&self) -> PathBuf {
        self.path.join("sway.log")
    }

    /// Makes the directory, readable by `user` alone, and clears away those of dead hosts.
    fn create(base: &Path, user: Option<User>) -> Result<Home, DisplayError> {
        let make = || {
            fs::create_dir_all(base)?;
            remove_stale(base)?;
            Home::create_in(base, user)
        };
        make().map_err(|source| DisplayError::Directory { path: base.to_owned(), source })
    }

    fn create_in(base: &Path, user: Option<User>) -> io::Result<Home> {
        let path = new_directory(base)?;
        // Locked before it has its name, so that nobody ever sees it free.
        let unnamed = path.join("lock.new");
        let lock = File::create(&unnamed)?;
        lock.try_lock().map_err(io::Error::from)?;
        fs::rename(&unnamed, path.join(LOCK))?;
        // From here on dropping `home` removes the directory.
        let home = Home { path, _lock: lock };
        let config = home.path.join("config");
        fs::write(&config, CONFIG)?;
        fs::set_permissions(&config, Permissions::from_mode(0o444))?;
        if let Some(User { uid, gid }) = user {
            chown(&home.path, Some(uid), Some(gid))?;
        }
        Ok(home)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let removed = fs::remove_dir_all(&self.path);
        removed.unwrap_or_else(|error| tracing::warn!(%error, "private directory left behind"));
    }
}

/// The first free name. Another host may be looking for one as well: making the directory decides.
fn new_directory(base: &Path) -> io::Result<PathBuf> {
    let mut builder = fs::DirBuilder::new();
    builder.mode(0o700);
    for number in 1..u32::MAX {
        let path = base.join(format!("{PREFIX}{number}"));
        match builder.create(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Removes the directories that no living host has locked.
fn remove_stale(base: &Path) -> io::Result<()> {
    for entry in fs::read_dir(base)?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(PREFIX) && is_stale(&entry.path()) {
            tracing::info!(path = %entry.path().display(), "clearing up after a dead host");
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

/// A directory without a lock file is one that is being made at this moment.
fn is_stale(path: &Path) -> bool {
    let Ok(lock) = File::open(path.join(LOCK)) else { return false };
    match lock.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_dead_host_left_is_cleared_and_the_living_are_not() {
        let base = tempfile::tempdir().unwrap();
        let living = Home::create(base.path(), None).unwrap();
        let dead = base.path().join("sway-7");
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        let next = Home::create(base.path(), None).unwrap();
        assert!(!dead.exists());
        assert!(living.path.exists());
        assert_ne!(living.path, next.path);
        let path = living.path.clone();
        drop(living);
        assert!(!path.exists());
    }

    #[test]
    fn the_directory_is_private() {
        let base = tempfile::tempdir().unwrap();
        let home = Home::create(base.path(), None).unwrap();
        assert_eq!(fs::metadata(&home.path).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn only_the_end_of_a_log_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let log = dir.path().join("log");
        fs::write(&log, (0..100).map(|n| format!("line {n}\n")).collect::<String>()).unwrap();
        let kept = last_lines(&log);
        assert!(kept.starts_with("line 88") && kept.ends_with("line 99"), "{kept}");
        assert_eq!(last_lines(&dir.path().join("none")), "");
    }
}
