//! Scenes that show a pattern, are counted while they are there, and panic where a test wants it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lumen_core::native::message::format::Codec;
use lumen_core::units::{Micros, Mode};
use lumen_gpu::GpuError;
use lumen_gpu::convert::Yuv420;
use lumen_gpu::encode::null::NullEncoder;
use lumen_gpu::encode::{Caps, Collected, Encode, EncodeConfig, FrameParams, ReferenceControl};
use lumen_gpu::frame::Frame;
use lumen_host::capture::synthetic::Synthetic;
use lumen_host::capture::{Capture, CaptureError};
use lumen_host::input::swallow::Swallow;
use lumen_host::input::{Inject, InjectError, InputEvent, InputStats};
use lumen_host::proto::native::{Ends, OpenScene, Scene, SceneError};
use lumen_host::stream::OpenEncoder;
use lumen_transport::clock;

use crate::rig::mode;

/// Frames before the one that panics.
const GOOD_FRAMES: u32 = 5;

/// Where a session panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The display starts.
    Open,
    /// The display changes to the client's first mode.
    Show,
    /// It changes to another one.
    ShowAgain,
    /// The display before that is taken away.
    Settle,
    /// A frame is captured.
    Capture,
    /// An encoder is opened.
    OpenEncoder,
    /// A frame is coded.
    Encode,
    /// The client's input is handed over.
    Inject,
    /// What the client holds down is let go.
    Release,
}

impl Fault {
    pub const ALL: [Fault; 9] = [
        Fault::Open,
        Fault::Show,
        Fault::ShowAgain,
        Fault::Settle,
        Fault::Capture,
        Fault::OpenEncoder,
        Fault::Encode,
        Fault::Inject,
        Fault::Release,
    ];

    /// The mode that makes a session panic there.
    pub fn mode(self) -> Mode {
        mode(320, 200 + 2 * self as u32, 30)
    }

    fn of(width: u32, height: u32) -> Option<Fault> {
        let is_meant = |fault: &Fault| (fault.mode().width, fault.mode().height) == (width, height);
        Fault::ALL.into_iter().find(is_meant)
    }

    fn strikes(self, at: Option<Fault>) {
        assert!(at != Some(self), "{self:?}, as the test wants it");
    }
}

/// Counts what is there. Clones count the same.
#[derive(Clone, Default)]
struct Counter(Arc<AtomicUsize>);

impl Counter {
    fn one_more(&self) -> Counts {
        self.0.fetch_add(1, Ordering::AcqRel);
        Counts(self.clone())
    }

    fn get(&self) -> usize {
        self.0.load(Ordering::Acquire)
    }
}

/// Is counted until it is dropped.
struct Counts(Counter);

impl Drop for Counts {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Opens counted scenes. Clones count the same ones.
#[derive(Clone, Default)]
pub struct Counted {
    scenes: Counter,
    captures: Counter,
    injects: Counter,
}

/// How many are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alive {
    pub scenes: usize,
    pub captures: usize,
    pub injects: usize,
}

impl Alive {
    /// As `sessions` sessions have that stream.
    pub fn of(sessions: usize) -> Alive {
        Alive { scenes: sessions, captures: sessions, injects: sessions }
    }
}

impl Counted {
    /// To be given to a host.
    pub fn opener(&self) -> Arc<dyn OpenScene> {
        Arc::new(Opener(self.clone()))
    }

    pub fn alive(&self) -> Alive {
        let Counted { scenes, captures, injects } = self;
        Alive { scenes: scenes.get(), captures: captures.get(), injects: injects.get() }
    }
}

struct Opener(Counted);

impl OpenScene for Opener {
    fn open(&self, mode: Mode) -> Result<Box<dyn Scene>, SceneError> {
        let fault = Fault::of(mode.width, mode.height);
        Fault::Open.strikes(fault);
        let Counted { scenes, captures, injects } = self.0.clone();
        let _counted = scenes.one_more();
        Ok(Box::new(Pattern { fault, shown: false, captures, injects, _counted }))
    }
}

struct Pattern {
    fault: Option<Fault>,
    shown: bool,
    captures: Counter,
    injects: Counter,
    _counted: Counts,
}

impl Scene for Pattern {
    fn show(&mut self, mode: Mode, leaves: &dyn Fn()) -> Result<Ends, SceneError> {
        leaves();
        let strikes = if self.shown { Fault::ShowAgain } else { Fault::Show };
        strikes.strikes(self.fault);
        self.shown = true;
        let pattern = Synthetic::new(mode, clock::now)?;
        let capture = Painter {
            pattern,
            fault: self.fault,
            good: GOOD_FRAMES,
            _counted: self.captures.one_more(),
        };
        let inject = Hands {
            swallow: Swallow::default(),
            fault: self.fault,
            _counted: self.injects.one_more(),
        };
        Ok(Ends { capture: Box::new(capture), inject: Box::new(inject) })
    }

    fn settle(&mut self) {
        Fault::Settle.strikes(self.fault);
    }

    fn go_back(&mut self) -> Result<(), SceneError> {
        Ok(())
    }

    fn has_ended(&mut self) -> bool {
        false
    }
}

struct Painter {
    pattern: Synthetic,
    fault: Option<Fault>,
    good: u32,
    _counted: Counts,
}

impl Capture for Painter {
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError> {
        let frame = self.pattern.next(until);
        self.good = self.good.saturating_sub(1);
        if self.good == 0 {
            Fault::Capture.strikes(self.fault);
        }
        frame
    }
}

struct Hands {
    swallow: Swallow,
    fault: Option<Fault>,
    _counted: Counts,
}

impl Inject for Hands {
    fn inject(&mut self, event: InputEvent) -> Result<(), InjectError> {
        Fault::Inject.strikes(self.fault);
        self.swallow.inject(event)
    }

    fn release_all(&mut self) -> Result<(), InjectError> {
        Fault::Release.strikes(self.fault);
        self.swallow.release_all()
    }

    fn stats(&self) -> InputStats {
        self.swallow.stats()
    }
}

/// Codes H.264 alone, by [`open_encoder`].
pub fn coders(codec: Codec) -> Option<OpenEncoder> {
    (codec == Codec::H264).then_some(open_encoder as OpenEncoder)
}

/// Opens an encoder that codes nothing, and panics where the mode says so.
fn open_encoder(config: EncodeConfig) -> Result<Box<dyn Encode>, GpuError> {
    let fault = Fault::of(config.width, config.height);
    Fault::OpenEncoder.strikes(fault);
    Ok(Box::new(Coder { null: NullEncoder::steady(&config), fault, good: GOOD_FRAMES }))
}

struct Coder {
    null: NullEncoder,
    fault: Option<Fault>,
    good: u32,
}

impl Encode for Coder {
    fn caps(&self) -> Caps {
        self.null.caps()
    }

    fn submit(&mut self, picture: &Yuv420, params: FrameParams) -> Result<(), GpuError> {
        self.good = self.good.saturating_sub(1);
        if self.good == 0 {
            Fault::Encode.strikes(self.fault);
        }
        self.null.submit(picture, params)
    }

    fn collect(&mut self, until: Micros) -> Result<Collected<'_>, GpuError> {
        self.null.collect(until)
    }

    fn references(&mut self) -> Option<&mut dyn ReferenceControl> {
        None
    }
}
