//! What a session shows, and where its input goes.

use std::str::FromStr;

use lumen_core::units::{Micros, Mode, Span};
use lumen_gpu::GpuError;
use lumen_gpu::frame::{Frame, Surface};
use lumen_transport::clock;

use crate::app::{AppError, RunningApp};
use crate::capture::gpu::GpuMemory;
use crate::capture::synthetic::Synthetic;
use crate::capture::{self, Capture, CaptureError};
use crate::config::apps::AppEntry;
use crate::display::{self, DesktopSession};
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
    /// The codec of the plan is not coded here.
    #[error("nothing codes what was planned")]
    NoCoder,
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
    /// Shows itself in a mode. What was captured before goes on to be there, though empty once
    /// `leaves` was called, until [`Scene::settle`] or [`Scene::go_back`].
    ///
    /// # Errors
    /// [`SceneError`]; everything is as it was.
    fn show(&mut self, mode: Mode, leaves: &dyn Fn()) -> Result<Ends, SceneError>;

    /// The new capture has taken over: nobody needs the one before.
    fn settle(&mut self);

    /// The new capture came to nothing: everything is to be as before it.
    ///
    /// # Errors
    /// [`SceneError`] where that cannot be.
    fn go_back(&mut self) -> Result<(), SceneError>;

    /// True once there is nothing to show any more.
    fn has_ended(&mut self) -> bool;
}

/// Makes what sessions show: one scene for each.
pub trait OpenScene: Send + Sync {
    /// Another scene, for a client that wants this mode first. Blocks while a compositor starts.
    ///
    /// # Errors
    /// [`SceneError`]; nothing is left behind.
    fn open(&self, mode: Mode) -> Result<Box<dyn Scene>, SceneError>;
}

/// Scenes as the operator wants them.
pub struct Scenes {
    /// What they show.
    pub show: SceneKind,
    /// The app, if that is what they show.
    pub app: Option<AppEntry>,
    /// How displays are made.
    pub display: display::Options,
    /// Layout of the virtual keyboards.
    pub layout: Layout,
}

impl OpenScene for Scenes {
    fn open(&self, mode: Mode) -> Result<Box<dyn Scene>, SceneError> {
        if self.show == SceneKind::Pattern {
            return Ok(Box::new(Pattern));
        }
        let app = self.app.as_ref().ok_or(SceneError::NoApp)?;
        let app = RunningApp::start(app, &self.display, mode)?;
        Ok(Box::new(Desktop { app, layout: self.layout.clone() }))
    }
}

/// The two ends of a picture.
pub struct Ends {
    /// Where it comes from.
    pub capture: Box<dyn Capture>,
    /// Where the user's input goes.
    pub inject: Box<dyn Inject>,
}

/// How long an empty output may take to be captured once.
const EMPTY: Span = Span::from_millis(500);

/// An app on an output of its own.
struct Desktop {
    app: RunningApp,
    layout: Layout,
}

impl Desktop {
    fn go_back_or_warn(&mut self) {
        if let Err(error) = self.app.go_back() {
            tracing::warn!(%error, "the app stays on the new output");
        }
    }
}

/// How long an app may take to be seen on another output, from when that is shown.
const UNSEEN: Span = Span::from_secs(2);

/// Rows and columns at which a picture is looked at.
const LOOKS: usize = 16;

/// Looks that may differ from the empty picture: the cursor.
const CURSOR: usize = 2;

/// Passes on what an output shows once it is not empty any more.
struct FirstSight {
    capture: Box<dyn Capture>,
    /// The empty output; without it, all that is of one colour counts as empty.
    empty: Option<Vec<[u8; 4]>>,
    waits: Waits,
    /// What the capture gets once the app was seen.
    memory: Option<GpuMemory>,
}

/// For the app to be seen.
#[derive(Clone, Copy)]
enum Waits {
    /// Nobody has asked for a picture yet.
    NotYet,
    /// From then on empty is taken for what the app shows.
    Until(Micros),
    /// It was seen.
    Seen,
}

impl FirstSight {
    fn after(empty: Option<&Frame>, capture: Box<dyn Capture>) -> FirstSight {
        FirstSight { capture, empty: empty.map(looks), waits: Waits::NotYet, memory: None }
    }

    fn is_empty(&self, seen: &[[u8; 4]]) -> bool {
        let differ = |pairs: &mut dyn Iterator<Item = bool>| pairs.filter(|same| !same).count();
        match &self.empty {
            Some(empty) if empty.len() == seen.len() => {
                differ(&mut seen.iter().zip(empty).map(|(now, before)| now == before)) <= CURSOR
            }
            Some(_) => false,
            None => differ(&mut seen.iter().map(|look| Some(look) == seen.first())) <= CURSOR,
        }
    }
}

impl Capture for FirstSight {
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        if let Waits::NotYet = self.waits {
            self.waits = Waits::Until(clock::now() + UNSEEN);
        }
        let frame = self.capture.next(until)?;
        let (Some(seen), Waits::Until(limit)) = (&frame, self.waits) else { return Ok(frame) };
        if clock::now() < limit && self.is_empty(&looks(seen)) {
            return Ok(None);
        }
        self.waits = Waits::Seen;
        if let Some(memory) = self.memory.take() {
            self.capture.use_gpu(memory);
        }
        Ok(frame)
    }

    fn use_gpu(&mut self, memory: GpuMemory) {
        match self.waits {
            Waits::Seen => self.capture.use_gpu(memory),
            // Until then pixels are looked at.
            Waits::NotYet | Waits::Until(_) => self.memory = Some(memory),
        }
    }
}

/// Some pixels of a frame, all over it; none of one that only the GPU sees.
fn looks(frame: &Frame) -> Vec<[u8; 4]> {
    let Surface::Shared { layout, pixels } = &frame.surface else { return Vec::new() };
    let (width, height) = (layout.width as usize, layout.height as usize);
    let middle = |index: usize, len: usize| (2 * index + 1) * len / (2 * LOOKS);
    let pixel = |x: usize, y: usize| {
        let at = middle(y, height) * layout.stride as usize + middle(x, width) * 4;
        pixels.bytes().get(at..at + 4).and_then(|pixel| pixel.try_into().ok())
    };
    (0..LOOKS * LOOKS).filter_map(|index| pixel(index % LOOKS, index / LOOKS)).collect()
}

fn ends(desktop: &DesktopSession, output: &str, layout: &Layout) -> Result<Ends, SceneError> {
    let capture = capture::open(desktop, output, clock::now)?;
    let inject = input::open(desktop, output, layout, clock::now)?;
    Ok(Ends { capture, inject })
}

impl Scene for Desktop {
    fn show(&mut self, mode: Mode, leaves: &dyn Fn()) -> Result<Ends, SceneError> {
        let Desktop { app, layout } = self;
        let mut beside = None;
        let output = app.show_beside(mode, |desktop, output| {
            let made = ends(desktop, output, layout).and_then(|mut ends| {
                let empty = ends.capture.next(clock::now() + EMPTY)?;
                ends.capture = Box::new(FirstSight::after(empty.as_ref(), ends.capture));
                Ok(ends)
            });
            leaves();
            beside = Some(made);
        })?;
        let made = beside.unwrap_or_else(|| ends(self.app.desktop(), &output, &self.layout));
        made.inspect_err(|_| self.go_back_or_warn())
    }

    fn settle(&mut self) {
        self.app.settle();
    }

    fn go_back(&mut self) -> Result<(), SceneError> {
        Ok(self.app.go_back()?)
    }

    fn has_ended(&mut self) -> bool {
        self.app.has_ended()
    }
}

struct Pattern;

impl Scene for Pattern {
    fn show(&mut self, mode: Mode, _: &dyn Fn()) -> Result<Ends, SceneError> {
        let capture = Box::new(Synthetic::new(mode, clock::now)?);
        Ok(Ends { capture, inject: Box::new(Swallow::default()) })
    }

    fn settle(&mut self) {}

    fn go_back(&mut self) -> Result<(), SceneError> {
        Ok(())
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
