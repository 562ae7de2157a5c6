//! The test card: a Wayland client that stands in for a game.
//!
//! It fills its output with moving content, writes what it knows about every frame into the
//! picture as a [`stamp`], flashes a square after each key press, and logs every input event
//! that reaches it. Latency from event to pixel, lost frames, and input that went astray can then
//! be read from the far end of a stream. `lumen-testcard` is the program; tests may also call
//! [`run`] on a thread of their own.

pub mod canvas;
pub mod keys;
pub mod log;
pub mod scene;
pub mod stamp;
mod window;

use std::io;
use std::path::PathBuf;

use lumen_core::units::RefreshRate;
use lumen_gpu::GpuError;
/// The clock on which stamps and logs are written.
pub use lumen_transport::clock::now;
use wayland_client::backend::WaylandError;
use wayland_client::globals::{BindError, GlobalError};
use wayland_client::{ConnectError, DispatchError};

/// How the card behaves.
#[derive(Clone, Debug)]
pub struct Options {
    /// Absolute path of the compositor's socket.
    pub socket: PathBuf,
    /// When to paint.
    pub animation: Animation,
    /// Where to log input, one JSON object per line.
    pub log: Option<PathBuf>,
}

/// When the card paints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Animation {
    /// Whenever the compositor asks, at most at this rate if there is one.
    Steady(Option<RefreshRate>),
    /// Whenever the compositor asks, something that a codec has to work for.
    Restless,
    /// After input alone: a still desktop in which something is clicked.
    OnInput,
    /// Once: the picture of [`scene::render_still`].
    Still,
}

/// What can go wrong with the card.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// The compositor's socket cannot be reached.
    #[error("connect to {}: {source}", path.display())]
    Connect {
        /// The socket.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What listens on the socket is no Wayland compositor.
    #[error("wayland: {0}")]
    Handshake(#[from] ConnectError),
    /// The compositor's list of features cannot be read.
    #[error("wayland: {0}")]
    Globals(#[from] GlobalError),
    /// The compositor lacks something basic.
    #[error("wayland: {0}")]
    Lacks(#[from] BindError),
    /// The compositor went away.
    #[error("the compositor is gone: {0}")]
    Gone(#[from] DispatchError),
    /// No memory for pictures.
    #[error(transparent)]
    Memory(#[from] GpuError),
    /// The log cannot be written, or the socket not be waited for.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<WaylandError> for CardError {
    fn from(error: WaylandError) -> Self {
        Self::Gone(DispatchError::Backend(error))
    }
}

/// Shows the card until the compositor closes it.
///
/// # Errors
/// [`CardError`]; a compositor that goes away is one.
pub fn run(options: &Options) -> Result<(), CardError> {
    window::Window::open(options)?.run()
}
