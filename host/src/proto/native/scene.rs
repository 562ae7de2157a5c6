//! What a session shows, and where its input goes.

use std::str::FromStr;

use lumen_core::units::Mode;
use lumen_gpu::GpuError;
use lumen_transport::clock;

use crate::app::{AppError, RunningApp};
use crate::capture::synthetic::Synthetic;
use crate::capture::{self, Capture, CaptureError};
use crate::config::apps::AppEntry;
use crate::display;
use crate::input::swallow::Swallow;
use crate::input::{self, Inject, InjectError, Layout};

use crate::stream::{Source, SwapError};

/// What sessions of `lumen/1` show: setting `show`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SceneKind {
    /// The first app of the catalogue, on a display of its own.
    #[default]
    App,
    /// A moving pattern, without any desktop: to measure everything else. Input is swallowed.
    Pattern,
}

impl FromStr for SceneKind {
    type Err = ();

    fn from_str(text: &str) -> Result<SceneKind, ()> {
        match text {
            "app" => Ok(Self::App),
            "pattern" => Ok(Self::Pattern),
            _ => Err(()),
        }
    }
}

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum SceneError {
    /// The app or its display.
    #[error(transparent)]
    App(#[from] AppError),
    /// The picture cannot be captured.
    #[error(transparent)]
    Capture(#[from] CaptureError),
    /// No input.
    #[error(transparent)]
    Input(#[from] InjectError),
    /// No encoder.
    #[error(transparent)]
    Encoder(#[from] GpuError),
    /// The stream did not change over.
    #[error(transparent)]
    Swap(#[from] SwapError),
    /// The catalogue is empty.
    #[error("apps.toml has no app to show")]
    NoApp,
    /// The thread that made it is gone.
    #[error("a thread of the session panicked")]
    Panicked,
}

/// What one session shows. All methods block.
pub trait Scene: Send {
    /// Shows itself in a mode, and captures that. What was captured before goes on to be there,
    /// though it may stand still, until [`Scene::settle`] or [`Scene::go_back`].
    ///
    /// # Errors
    /// [`SceneError`]; everything is as it was.
    fn show(&mut self, mode: Mode) -> Result<Box<dyn Capture>, SceneError>;

    /// The new capture has taken over: nobody needs the one before.
    fn settle(&mut self);

    /// The new capture came to nothing: everything is to be as before it.
    ///
    /// # Errors
    /// [`SceneError`] where that cannot be.
    fn go_back(&mut self) -> Result<(), SceneError>;

    /// Where the user's input goes.
    ///
    /// # Errors
    /// [`SceneError::Input`].
    fn input(&mut self) -> Result<Box<dyn Inject>, SceneError>;

    /// True once there is nothing to show any more.
    fn has_ended(&mut self) -> bool;
}

/// Makes what a session shows. Blocks while a compositor starts.
///
/// # Errors
/// [`SceneError`]; nothing is left behind.
pub fn open(
    kind: SceneKind,
    app: Option<&AppEntry>,
    options: &display::Options,
    layout: &Layout,
    mode: Mode,
) -> Result<Box<dyn Scene>, SceneError> {
    if kind == SceneKind::Pattern {
        return Ok(Box::new(Pattern));
    }
    let app = RunningApp::start(app.ok_or(SceneError::NoApp)?, options, mode)?;
    Ok(Box::new(Desktop { app, layout: layout.clone(), output: String::new() }))
}

/// An app on an output of its own.
struct Desktop {
    app: RunningApp,
    layout: Layout,
    output: String,
}

impl Scene for Desktop {
    fn show(&mut self, mode: Mode) -> Result<Box<dyn Capture>, SceneError> {
        self.output = self.app.show_beside(mode)?;
        let capture = capture::open(self.app.desktop(), &self.output, clock::now);
        Ok(capture.inspect_err(|_| {
            if let Err(error) = self.app.go_back() {
                tracing::warn!(%error, "the app stays on the new output");
            }
        })?)
    }

    fn settle(&mut self) {
        self.app.settle();
    }

    fn go_back(&mut self) -> Result<(), SceneError> {
        Ok(self.app.go_back()?)
    }

    fn input(&mut self) -> Result<Box<dyn Inject>, SceneError> {
        Ok(input::open(self.app.desktop(), &self.output, &self.layout, clock::now)?)
    }

    fn has_ended(&mut self) -> bool {
        self.app.has_ended()
    }
}

struct Pattern;

impl Scene for Pattern {
    fn show(&mut self, mode: Mode) -> Result<Box<dyn Capture>, SceneError> {
        Ok(Box::new(Synthetic::new(mode, clock::now)?))
    }

    fn settle(&mut self) {}

    fn go_back(&mut self) -> Result<(), SceneError> {
        Ok(())
    }

    fn input(&mut self) -> Result<Box<dyn Inject>, SceneError> {
        Ok(Box::new(Swallow::default()))
    }

    fn has_ended(&mut self) -> bool {
        false
    }
}

/// What a stream begins or goes on with, made on a blocking thread.
pub struct Prepared {
    /// Pictures and their encoders.
    pub source: Source,
    /// Input into that picture.
    pub inject: Box<dyn Inject>,
}
