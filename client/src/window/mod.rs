//! The window of the reference client: pictures out, keyboard and mouse in.
//!
//! ```text
//! decode thread ─copy─► one slot, newest wins ─► lumen-present   GPU or CPU, window system
//! main thread           winit's events ─► controls ─► stream.send_input
//! ```
//! A session of either protocol is a [`crate::Stream`]; its observer is a [`Screen`]. Input goes out on
//! the thread that hears it. While the window has the focus every key goes to the host, but for
//! Ctrl+Alt+Shift and a letter: Z gives the mouse to the host or takes it back, S shows the
//! overlay, X fills the screen, T sends text instead of keys, Q leaves.

mod app;
mod canvas;
mod controls;
pub mod keys;
mod meter;
mod overlay;
mod present;
mod screen;
mod software;

use std::io;
use std::sync::mpsc::SyncSender;

use lumen_core::stats::Percentiles;
use lumen_gpu::GpuError;
use lumen_gpu::convert::ColourSpec;
use winit::error::{EventLoopError, OsError};

pub use app::show;
pub use canvas::Backend;
pub use lumen_gpu::present::feedback::Presented;
pub use screen::{Pictures, Screen, screen};

/// What the window is like.
#[derive(Clone, Debug, Default)]
pub struct WindowOptions {
    /// Its title.
    pub title: String,
    /// Colour of the stream.
    pub colour: ColourSpec,
    /// How pictures get to it.
    pub backend: Backend,
    /// Fill the screen.
    pub full_screen: bool,
    /// Show the overlay from the start.
    pub overlay: bool,
    /// Give the mouse to the host from the start.
    pub capture: bool,
    /// Send what keys type in the local layout instead of which keys they are.
    pub text: bool,
    /// Who wants to know when the compositor showed which frame. What does not fit is not told.
    pub presented: Option<SyncSender<Presented>>,
}

/// What was shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    /// Pictures handed to the window system.
    pub pictures: u64,
    /// Time from the decoder to the window system, of the last few hundred, in microseconds.
    pub present: Percentiles,
    /// Events that the host did not take because it did not keep up.
    pub refused_input: u64,
}

/// Why there is no window, or no longer.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// No Wayland compositor and no X server can be reached.
    #[error("no display for a window")]
    Display(#[source] EventLoopError),
    /// The window system refuses a window.
    #[error("open a window")]
    Window(#[source] OsError),
    /// The GPU cannot draw, or not any more.
    #[error(transparent)]
    Gpu(GpuError),
    /// The window system takes no pictures from the CPU.
    #[error("draw on the CPU: {0}")]
    Software(String),
    /// The system gives no thread.
    #[error("start the present thread")]
    Start(#[source] io::Error),
}

impl WindowError {
    /// What the user can do about it, as a sentence.
    pub fn advice(&self) -> Option<&'static str> {
        Some(match self {
            Self::Display(_) => "Start it from a desktop, or stream without a window: --headless.",
            Self::Gpu(_) => "Install a Vulkan driver, or draw on the CPU: --present software.",
            Self::Software(_) | Self::Window(_) | Self::Start(_) => return None,
        })
    }
}
