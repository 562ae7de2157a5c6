//! The present thread: the newest picture to the window as soon as it is decoded.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use lumen_gpu::convert::ColourSpec;
use lumen_gpu::present::Bitmap;
use lumen_gpu::present::feedback::{Feedback, Presented};
use lumen_transport::clock;
use lumen_transport::ring::{Mail, Mailbox};
use winit::window::Window;

use super::WindowError;
use super::canvas::{self, Backend, Canvas};
use super::meter::Meter;
use super::screen::Lease;

/// What the window's thread and the present thread share.
pub(super) struct Desk {
    /// Width and height of the window, 32 bits each.
    size: AtomicU64,
    /// The last picture's size, 32 bits each; zero before the first.
    picture: AtomicU64,
    stop: AtomicBool,
    /// The overlay to be shown from now on, until the present thread has taken it.
    overlay: Mutex<Option<Sheet>>,
    meter: Mutex<Meter>,
}

/// An overlay, or none, and how large its pixels are.
pub(super) struct Sheet {
    pub bitmap: Option<Bitmap>,
    pub scale: u32,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn pack((width, height): (u32, u32)) -> u64 {
    u64::from(width) << 32 | u64::from(height)
}

fn unpack(size: u64) -> (u32, u32) {
    ((size >> 32) as u32, size as u32)
}

impl Desk {
    fn size(&self) -> (u32, u32) {
        unpack(self.size.load(Ordering::Acquire))
    }
}

/// The present thread, seen from the window's. Dropping it ends the thread.
pub(super) struct PresentThread {
    desk: Arc<Desk>,
    slot: Arc<Mailbox<Lease>>,
    thread: Option<JoinHandle<()>>,
}

/// What it is to do.
pub(super) struct PresentPlan {
    pub window: Arc<Window>,
    pub colour: ColourSpec,
    pub backend: Backend,
    pub slot: Arc<Mailbox<Lease>>,
    /// Hears which frame the compositor showed when.
    pub presented: Option<SyncSender<Presented>>,
    /// Hears of the error that ended the thread.
    pub failed: Box<dyn FnOnce(WindowError) + Send>,
}

impl PresentThread {
    /// Starts it; it opens the backend itself.
    pub fn start(plan: PresentPlan) -> Result<PresentThread, WindowError> {
        let size = plan.window.inner_size();
        let desk = Arc::new(Desk {
            size: AtomicU64::new(pack(size.into())),
            picture: AtomicU64::new(0),
            stop: AtomicBool::new(false),
            overlay: Mutex::new(None),
            meter: Mutex::new(Meter::default()),
        });
        let (slot, shared) = (Arc::clone(&plan.slot), Arc::clone(&desk));
        let thread = thread::Builder::new()
            .name("lumen-present".into())
            .spawn(move || run(plan, &shared))
            .map_err(WindowError::Start)?;
        Ok(PresentThread { desk, slot, thread: Some(thread) })
    }

    /// The window has another size, in pixels.
    pub fn resize(&self, size: (u32, u32)) {
        self.desk.size.store(pack(size), Ordering::Release);
        self.slot.wake();
    }

    /// Size of the last picture; `None` before the first.
    pub fn picture(&self) -> Option<(u32, u32)> {
        let size = unpack(self.desk.picture.load(Ordering::Acquire));
        (size != (0, 0)).then_some(size)
    }

    /// Shows this from now on.
    pub fn set_overlay(&self, sheet: Sheet) {
        *lock(&self.desk.overlay) = Some(sheet);
        self.slot.wake();
    }

    /// What was shown, and when.
    pub fn meter(&self) -> MutexGuard<'_, Meter> {
        lock(&self.desk.meter)
    }
}

impl Drop for PresentThread {
    fn drop(&mut self) {
        self.desk.stop.store(true, Ordering::Release);
        self.slot.wake();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the present thread has panicked");
        }
    }
}

fn run(plan: PresentPlan, desk: &Desk) {
    let PresentPlan { window, colour, backend, slot, presented, failed } = plan;
    let shown = Painter::open(&window, colour, backend).and_then(|mut painter| {
        painter.clock = presented.and_then(|to| ShownClock::open(&window, to));
        painter.run(&slot, desk)
    });
    if let Err(error) = shown {
        failed(error);
    }
}

/// Passes on when the compositor showed which frame.
struct ShownClock {
    feedback: Feedback,
    to: SyncSender<Presented>,
}

impl ShownClock {
    /// None, and why in the log, where nobody says.
    fn open(window: &Arc<Window>, to: SyncSender<Presented>) -> Option<ShownClock> {
        match Feedback::open(Arc::<Window>::clone(window)) {
            Ok(feedback) => Some(ShownClock { feedback, to }),
            Err(error) => {
                tracing::warn!("when pictures are shown is not known: {error}");
                None
            }
        }
    }

    fn ask(&mut self, frame: u32) {
        self.feedback.ask(frame);
    }

    /// False when nothing more will be heard.
    fn tell(&mut self) -> bool {
        match self.feedback.take() {
            Ok(shown) => {
                for presented in shown {
                    // A full queue drops the time, not the frame.
                    let _ = self.to.try_send(presented);
                }
                true
            }
            Err(error) => {
                tracing::warn!("when pictures are shown is not known any more: {error}");
                false
            }
        }
    }
}

struct Painter<'a> {
    window: &'a Arc<Window>,
    colour: ColourSpec,
    canvas: Box<dyn Canvas>,
    backend: Backend,
    /// The picture that is shown.
    held: Option<Lease>,
    clock: Option<ShownClock>,
}

impl<'a> Painter<'a> {
    fn open(
        window: &'a Arc<Window>,
        colour: ColourSpec,
        backend: Backend,
    ) -> Result<Painter<'a>, WindowError> {
        let canvas = canvas::open(window, colour, backend)?;
        Ok(Painter { window, colour, canvas, backend, held: None, clock: None })
    }

    fn run(&mut self, slot: &Mailbox<Lease>, desk: &Desk) -> Result<(), WindowError> {
        // A Wayland window appears with its first picture, be it black.
        self.draw(desk)?;
        tracing::info!("pictures are shown by {}", self.canvas.describe());
        loop {
            let fresh = match slot.take(None) {
                Mail::Value(lease) => {
                    self.held = Some(lease);
                    true
                }
                Mail::Woken | Mail::TimedOut => false,
                Mail::Closed => return Ok(()),
            };
            if desk.stop.load(Ordering::Acquire) {
                return Ok(());
            }
            self.show(desk, fresh)?;
            self.clock.take_if(|clock| !clock.tell());
        }
    }

    /// Shows what is new; without Vulkan if that breaks and nobody insists on it.
    fn show(&mut self, desk: &Desk, fresh: bool) -> Result<(), WindowError> {
        match self.try_show(desk, fresh) {
            Err(WindowError::Gpu(error)) if self.backend == Backend::Auto => {
                tracing::warn!(%error, "pictures are drawn on the CPU from now on");
                self.canvas = canvas::software(self.window, self.colour)?;
                self.backend = Backend::Software;
                self.try_show(desk, true)
            }
            other => other,
        }
    }

    fn try_show(&mut self, desk: &Desk, fresh: bool) -> Result<(), WindowError> {
        if let Some(lease) = self.held.as_ref().filter(|_| fresh) {
            let picture = lease.picture();
            self.canvas.set_picture(&picture)?;
            desk.picture.store(pack((picture.width, picture.height)), Ordering::Release);
            self.clock.iter_mut().for_each(|clock| clock.ask(lease.record().frame));
        }
        if self.draw(desk)?
            && let Some(lease) = self.held.as_ref().filter(|_| fresh)
        {
            lock(&desk.meter).add(lease.record(), clock::now());
        }
        Ok(())
    }

    fn draw(&mut self, desk: &Desk) -> Result<bool, WindowError> {
        let sheet = lock(&desk.overlay).take();
        if let Some(Sheet { bitmap, scale }) = sheet {
            self.canvas.set_overlay(bitmap.as_ref(), scale)?;
        }
        self.canvas.draw(desk.size())
    }
}
