//! Displays that exist for a client: an output at exactly the mode it asked for.
//!
//! [`open`] finds a backend and returns it behind [`VirtualDisplay`]; its [`DesktopSession`] says
//! where capture, input and apps find the desktop. Nothing here reads the environment: where a
//! running compositor is comes in by [`Options`]. Control side only, everything may block for up
//! to some seconds.

pub(crate) mod desk;
mod wlroots;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;

use lumen_core::units::Mode;

pub use desk::{Clock, DesktopError};

use crate::process::{Launch, ProcessError, Spawner, User};

/// What can go wrong with a display.
#[derive(Debug, thiserror::Error)]
pub enum DisplayError {
    /// No compositor is running and the one to start is not installed.
    #[error("no running compositor was given and `{program}` is not installed")]
    NotInstalled {
        /// The program that would have been started.
        program: &'static str,
    },
    /// The compositor ended while it was starting.
    #[error("{program} ended at start ({status}); it said:\n{log}")]
    Died {
        /// The program.
        program: &'static str,
        /// Its exit status in words.
        status: String,
        /// The last lines of its log.
        log: String,
    },
    /// The compositor did not open its sockets in time.
    #[error("{program} is not ready after {waited_ms} ms; it said:\n{log}")]
    NotReady {
        /// The program.
        program: &'static str,
        /// How long it was given.
        waited_ms: u128,
        /// The last lines of its log.
        log: String,
    },
    /// The compositor's control socket failed.
    #[error("control socket of sway: {0}")]
    Control(#[from] swayipc::Error),
    /// The compositor's control socket cannot be reached.
    #[error("connect to {}: {source}", path.display())]
    Connect {
        /// The socket.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The compositor answered a command with an error.
    #[error("sway refused `{command}`: {reason}")]
    Refused {
        /// What it was told.
        command: String,
        /// What it answered.
        reason: String,
    },
    /// The compositor agreed to make an output, and did not.
    #[error("no new output after {waited_ms} ms; sway said:\n{log}")]
    NoOutput {
        /// How long it was given.
        waited_ms: u128,
        /// The last lines of its log, if it is our own sway.
        log: String,
    },
    /// The compositor agreed to a mode, and did not change to it.
    #[error("the output is not at {mode} after {waited_ms} ms; sway said:\n{log}")]
    ModeNotSet {
        /// The mode asked for.
        mode: Mode,
        /// How long it was given.
        waited_ms: u128,
        /// The last lines of its log, if it is our own sway.
        log: String,
    },
    /// The private directory of a compositor cannot be made.
    #[error("private directory {}: {source}", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The compositor cannot be started.
    #[error(transparent)]
    Process(#[from] ProcessError),
}

/// Which compositor carries the displays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compositor {
    /// The running one if there is one that we can use, else a private headless one.
    #[default]
    Auto,
    /// Sway: the running one if given, else a private one.
    Sway,
    /// Always a private headless sway, whatever is running.
    PrivateSway,
}

/// A name that is no compositor of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is none of auto, sway, private-sway")]
pub struct UnknownCompositor(String);

impl FromStr for Compositor {
    type Err = UnknownCompositor;

    fn from_str(name: &str) -> Result<Self, UnknownCompositor> {
        match name {
            "auto" => Ok(Self::Auto),
            "sway" => Ok(Self::Sway),
            "private-sway" => Ok(Self::PrivateSway),
            _ => Err(UnknownCompositor(name.to_owned())),
        }
    }
}

/// A compositor that is already running, as its environment describes it.
#[derive(Clone, Debug)]
pub struct Running {
    /// `SWAYSOCK`.
    pub sway_socket: PathBuf,
    /// `WAYLAND_DISPLAY`, made absolute with `XDG_RUNTIME_DIR`.
    pub wayland_socket: PathBuf,
    /// `XDG_RUNTIME_DIR`.
    pub runtime_dir: PathBuf,
}

/// What [`open`] needs to know.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which compositor to use.
    pub compositor: Compositor,
    /// The desktop that is running, if one is.
    pub running: Option<Running>,
    /// Where private compositors keep their sockets: a directory that survives no reboot, made
    /// if missing. Every user must be able to pass through it when `user` is set.
    pub runtime_base: PathBuf,
    /// Whom a private compositor and its apps run as; `None` is the host's own account, or
    /// [`User::NOBODY`] when that is root: older sways refuse to be root.
    pub user: Option<User>,
    /// How to start programs.
    pub spawner: Spawner,
}

/// What capture, input and apps need to find the desktop.
#[derive(Clone, Debug)]
pub struct DesktopSession {
    /// Absolute path of the Wayland socket.
    pub wayland_socket: PathBuf,
    /// `XDG_RUNTIME_DIR` for apps.
    pub runtime_dir: PathBuf,
    /// Sway's control socket.
    pub sway_socket: PathBuf,
    /// Whom apps run as; `None` is the host's own account.
    pub user: Option<User>,
}

impl DesktopSession {
    /// `program` as an app of this desktop: add arguments and hand it to a [`Spawner`].
    pub fn launch(&self, program: impl Into<OsString>) -> Launch {
        let mut launch = Launch::new(program)
            .env("XDG_RUNTIME_DIR", &self.runtime_dir)
            .env("WAYLAND_DISPLAY", &self.wayland_socket)
            .env("SWAYSOCK", &self.sway_socket)
            .env("XDG_CURRENT_DESKTOP", "sway")
            .env("XDG_SESSION_TYPE", "wayland")
            .without_env("DISPLAY");
        if self.user.is_some() {
            launch = for_another_user(launch, &self.runtime_dir);
        }
        Launch { user: self.user, ..launch }
    }
}

/// A program that changes its user must not look for files in the home of the one before.
fn for_another_user(mut launch: Launch, home: &std::path::Path) -> Launch {
    for name in PERSONAL {
        launch = launch.without_env(name);
    }
    launch.env("HOME", home)
}

/// Variables that point into someone's home or session.
const PERSONAL: [&str; 9] = [
    "DBUS_SESSION_BUS_ADDRESS",
    "LOGNAME",
    "MAIL",
    "USER",
    "XAUTHORITY",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
];

/// A desktop that can be given more outputs.
pub trait VirtualDisplay: Send {
    /// Makes an output at exactly `mode` and gives it the focus, so that apps open on it.
    ///
    /// # Errors
    /// [`DisplayError`] when the compositor is gone or will not; nothing is left behind.
    fn create(&mut self, mode: Mode) -> Result<VirtualOutput, DisplayError>;

    /// Moves what `from` shows to `to`, which gets the focus.
    ///
    /// # Errors
    /// [`DisplayError`]; the windows are on one of the two.
    fn move_windows(
        &mut self,
        from: &VirtualOutput,
        to: &VirtualOutput,
    ) -> Result<(), DisplayError>;

    /// Where the desktop is to be found.
    fn session(&self) -> &DesktopSession;
}

/// One output as its backend handles it. Dropping it takes the output away.
pub(crate) trait OutputControl: Send {
    /// Changes the mode in place; the output keeps its name.
    fn set_mode(&mut self, mode: Mode) -> Result<(), DisplayError>;
}

/// An output made for a client, taken away on drop. A private compositor lives at least as long.
pub struct VirtualOutput {
    name: String,
    mode: Mode,
    control: Box<dyn OutputControl>,
}

impl VirtualOutput {
    /// Name of the output, as `wl_output.name` has it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The mode it is in.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Changes the mode in place.
    ///
    /// # Errors
    /// [`DisplayError`]; the old mode stays.
    pub fn set_mode(&mut self, mode: Mode) -> Result<(), DisplayError> {
        self.control.set_mode(mode)?;
        self.mode = mode;
        Ok(())
    }
}

/// Attaches to the running compositor or starts a private one.
///
/// # Errors
/// [`DisplayError`] says which step did not work.
pub fn open(options: &Options) -> Result<Box<dyn VirtualDisplay>, DisplayError> {
    match (&options.running, options.compositor) {
        (Some(running), Compositor::Sway) => Ok(Box::new(wlroots::attach(running)?)),
        (Some(running), Compositor::Auto) => match wlroots::attach(running) {
            Ok(display) => Ok(Box::new(display)),
            // A variable that outlived its desktop is no reason to have no display.
            Err(DisplayError::Connect { path, .. }) => {
                tracing::info!(path = %path.display(), "no sway there, starting a private one");
                Ok(Box::new(wlroots::start(options)?))
            }
            Err(error) => Err(error),
        },
        _ => Ok(Box::new(wlroots::start(options)?)),
    }
}
