//! The window's event loop, on the main thread.

use std::sync::Arc;
use std::time::{Duration, Instant};

use lumen_core::gamestream::input::{InputEvent, MouseButton};
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;
use winit::application::ApplicationHandler;
use winit::dpi::{PhysicalPosition, PhysicalSize};
use winit::event::{
    DeviceEvent, DeviceId, ElementState, Ime, KeyEvent, MouseScrollDelta, WindowEvent,
};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::keyboard::PhysicalKey;
use winit::window::{CursorGrabMode, Fullscreen, Window, WindowId};

use super::controls::{Command, Controls, Stroke};
use super::overlay::{Facts, Looks, Overlay};
use super::present::{PresentPlan, PresentThread, Sheet};
use super::screen::Pictures;
use super::{Shown, WindowError, WindowOptions};
use crate::{ClientError, Stream, StreamStats};

/// How often the end of the stream is looked for.
const LOOK_UP: Duration = Duration::from_millis(100);

/// How often the overlay is written anew.
const OVERLAY_EVERY: Span = Span::from_millis(500);

/// Shows a stream in a window until the stream ends, the user leaves, or `leave` says so, which
/// is asked ten times a second. Call it on the main thread, and once in a process.
///
/// # Errors
/// [`WindowError`]; the stream goes on.
pub fn show(
    stream: &dyn Stream,
    options: &WindowOptions,
    pictures: Pictures,
    leave: &mut dyn FnMut() -> bool,
) -> Result<Shown, WindowError> {
    let events = EventLoop::with_user_event().build().map_err(WindowError::Display)?;
    let mut app = App {
        stream,
        options,
        pictures,
        leave,
        failed: events.create_proxy(),
        open: None,
        controls: Controls::new(options.text),
        refused: 0,
        error: None,
    };
    events.run_app(&mut app).map_err(WindowError::Display)?;
    app.release();
    let shown = app.open.map_or_else(Shown::default, |open| open.shown());
    app.error.map_or(Ok(Shown { refused_input: app.refused, ..shown }), Err)
}

struct App<'a> {
    stream: &'a dyn Stream,
    options: &'a WindowOptions,
    pictures: Pictures,
    leave: &'a mut dyn FnMut() -> bool,
    failed: EventLoopProxy<WindowError>,
    open: Option<Open>,
    controls: Controls,
    /// Events that the host did not take.
    refused: u64,
    error: Option<WindowError>,
}

/// The window once it is there.
struct Open {
    // Before the window, which it draws to.
    present: PresentThread,
    window: Arc<Window>,
    overlay: Option<Sheets>,
    focused: bool,
    captured: bool,
    /// The pointer is to be captured when the window first has the focus.
    capture_soon: bool,
}

/// The overlay while it is shown.
struct Sheets {
    overlay: Overlay,
    /// When they were written, with what counters, and how many pictures were shown by then.
    last: (Micros, StreamStats, u64),
}

impl Open {
    fn shown(&self) -> Shown {
        let meter = self.present.meter();
        Shown { pictures: meter.count(), present: meter.present(), refused_input: 0 }
    }

    fn size(&self) -> (u32, u32) {
        self.window.inner_size().into()
    }

    /// Gives the pointer to the host, or takes it back. X servers may only be able to keep it in
    /// the window; movements are told by the device either way.
    fn capture(&mut self, captured: bool) {
        let grab = |mode| self.window.set_cursor_grab(mode);
        let done = match captured {
            true => grab(CursorGrabMode::Locked).or_else(|_| grab(CursorGrabMode::Confined)),
            false => grab(CursorGrabMode::None),
        };
        match done {
            Ok(()) => self.captured = captured,
            Err(error) => tracing::warn!(%error, "the pointer cannot be captured"),
        }
    }

    /// The host paints a pointer of its own.
    fn focus(&mut self, focused: bool) {
        self.focused = focused;
        self.window.set_cursor_visible(!focused);
    }

    fn toggle_full_screen(&self) {
        let full = self.window.fullscreen().is_none();
        self.window.set_fullscreen(full.then_some(Fullscreen::Borderless(None)));
    }

    fn toggle_overlay(&mut self, stats: StreamStats) {
        self.overlay = match self.overlay {
            Some(_) => None,
            None => Some(Sheets::new(stats, self.present.meter().count())),
        };
        if self.overlay.is_none() {
            self.present.set_overlay(Sheet { bitmap: None, scale: 1 });
        }
    }

    /// Writes the overlay anew when it is time.
    fn refresh_overlay(&mut self, stream: &dyn Stream) {
        let Some(sheets) = &mut self.overlay else { return };
        let now = clock::now();
        let (then, last, shown) = sheets.last;
        let span = now.since(then);
        if span < OVERLAY_EVERY {
            return;
        }
        let stats = stream.stats();
        let (reading, count) = {
            let meter = self.present.meter();
            (meter.read(now), meter.count())
        };
        sheets.last = (now, stats, count);
        // With its first picture a window is open.
        let shown = (shown > 0).then(|| count.saturating_sub(shown));
        let looks = Looks::new(last, stats, span, shown);
        let facts = Facts { mode: stream.mode(), reading, looks };
        let bitmap = sheets.overlay.draw(&facts).clone();
        let scale = self.window.scale_factor().round().max(1.0) as u32;
        self.present.set_overlay(Sheet { bitmap: Some(bitmap), scale });
    }
}

impl Sheets {
    fn new(stats: StreamStats, shown: u64) -> Sheets {
        Sheets { overlay: Overlay::default(), last: (clock::now(), stats, shown) }
    }
}

impl App<'_> {
    fn open(&self, events: &ActiveEventLoop) -> Result<Open, WindowError> {
        let (mode, options) = (self.stream.mode(), self.options);
        let attributes = Window::default_attributes()
            .with_title(&options.title)
            .with_inner_size(PhysicalSize::new(mode.width, mode.height))
            .with_fullscreen(options.full_screen.then_some(Fullscreen::Borderless(None)));
        let window = Arc::new(events.create_window(attributes).map_err(WindowError::Window)?);
        window.set_ime_allowed(options.text);
        let proxy = self.failed.clone();
        let present = PresentThread::start(PresentPlan {
            window: Arc::clone(&window),
            colour: options.colour,
            backend: options.backend,
            slot: Arc::clone(&self.pictures.slot),
            presented: options.presented.clone(),
            // Without an event loop nobody needs to know.
            failed: Box::new(move |error| drop(proxy.send_event(error))),
        })?;
        let overlay = options.overlay.then(|| Sheets::new(self.stream.stats(), 0));
        let capture_soon = options.capture;
        Ok(Open { present, window, overlay, focused: false, captured: false, capture_soon })
    }

    /// Lets `act` use the controls, and sends what comes of it.
    fn control<T>(
        &mut self,
        act: impl FnOnce(&mut Controls, &mut dyn FnMut(InputEvent)) -> T,
    ) -> T {
        let (stream, refused) = (self.stream, &mut self.refused);
        let mut send = |event| {
            if let Err(ClientError::InputFull) = stream.send_input(event) {
                *refused += 1;
            }
        };
        act(&mut self.controls, &mut send)
    }

    fn release(&mut self) {
        self.control(|controls, sink| controls.lose_focus(sink));
    }

    fn key(&mut self, event: &KeyEvent, events: &ActiveEventLoop) {
        let PhysicalKey::Code(key) = event.physical_key else { return };
        let down = event.state == ElementState::Pressed;
        let stroke = Stroke { key, down, repeat: event.repeat, text: event.text.as_deref() };
        let command = self.control(|controls, sink| controls.key(stroke, sink));
        let Some(open) = &mut self.open else { return };
        match command {
            None => {}
            Some(Command::Capture) => open.capture(!open.captured),
            Some(Command::Overlay) => open.toggle_overlay(self.stream.stats()),
            Some(Command::FullScreen) => open.toggle_full_screen(),
            Some(Command::Text) => {
                self.controls.toggle_text();
                open.window.set_ime_allowed(self.controls.sends_text());
            }
            Some(Command::Quit) => events.exit(),
        }
    }

    fn focus(&mut self, focused: bool) {
        if !focused {
            self.release();
        }
        let Some(open) = &mut self.open else { return };
        open.focus(focused);
        let soon = focused && std::mem::take(&mut open.capture_soon);
        if open.captured || soon {
            open.capture(focused);
        }
    }

    fn pointer(&mut self, at: PhysicalPosition<f64>) {
        let Some(open) = self.open.as_ref().filter(|open| open.focused && !open.captured) else {
            return;
        };
        let Some(picture) = open.present.picture() else { return };
        let window = open.size();
        self.control(|controls, sink| controls.pointer(at.into(), window, picture, sink));
    }

    fn button(&mut self, button: winit::event::MouseButton, state: ElementState) {
        let button = match button {
            winit::event::MouseButton::Left => MouseButton::Left,
            winit::event::MouseButton::Middle => MouseButton::Middle,
            winit::event::MouseButton::Right => MouseButton::Right,
            winit::event::MouseButton::Back => MouseButton::Back,
            winit::event::MouseButton::Forward => MouseButton::Forward,
            winit::event::MouseButton::Other(_) => return,
        };
        let down = state == ElementState::Pressed;
        self.control(|controls, sink| controls.button(button, down, sink));
    }

    /// The window system tells how far the content is to move to the right; the host is told how
    /// far the wheel turned to the right, which is the opposite.
    fn wheel(&mut self, delta: MouseScrollDelta) {
        let scale = self.open.as_ref().map_or(1.0, |open| open.window.scale_factor());
        self.control(|controls, sink| match delta {
            MouseScrollDelta::LineDelta(x, y) => controls.wheel((-f64::from(x), y.into()), sink),
            MouseScrollDelta::PixelDelta(PhysicalPosition { x, y }) => {
                controls.scroll((-x / scale, y / scale), sink);
            }
        });
    }

    fn resize(&mut self) {
        if let Some(open) = &self.open {
            open.present.resize(open.size());
        }
    }

    fn fail(&mut self, error: WindowError, events: &ActiveEventLoop) {
        self.error.get_or_insert(error);
        events.exit();
    }
}

impl ApplicationHandler<WindowError> for App<'_> {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        if self.open.is_some() {
            return;
        }
        match self.open(events) {
            Ok(open) => self.open = Some(open),
            Err(error) => self.fail(error, events),
        }
    }

    fn user_event(&mut self, events: &ActiveEventLoop, error: WindowError) {
        self.fail(error, events);
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        match event {
            WindowEvent::CloseRequested => events.exit(),
            // What goes down when the window gets the focus was pressed for someone else.
            WindowEvent::KeyboardInput { event, is_synthetic: false, .. } => {
                self.key(&event, events);
            }
            WindowEvent::Ime(Ime::Commit(text)) => {
                self.control(|controls, sink| controls.commit(&text, sink));
            }
            WindowEvent::Focused(focused) => self.focus(focused),
            WindowEvent::CursorMoved { position, .. } => self.pointer(position),
            WindowEvent::MouseInput { button, state, .. } => self.button(button, state),
            WindowEvent::MouseWheel { delta, .. } => self.wheel(delta),
            WindowEvent::Resized(_)
            | WindowEvent::ScaleFactorChanged { .. }
            | WindowEvent::RedrawRequested => self.resize(),
            _ => {}
        }
    }

    fn device_event(&mut self, _: &ActiveEventLoop, _: DeviceId, event: DeviceEvent) {
        if let DeviceEvent::MouseMotion { delta } = event
            && self.open.as_ref().is_some_and(|open| open.captured)
        {
            self.control(|controls, sink| controls.motion(delta, sink));
        }
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        if self.stream.is_ended().is_some() || (self.leave)() {
            return events.exit();
        }
        if let Some(open) = &mut self.open {
            open.refresh_overlay(self.stream);
        }
        events.set_control_flow(ControlFlow::WaitUntil(Instant::now() + LOOK_UP));
    }
}
