//! The card's window: a full-screen surface with two pictures in shared memory, painted when the
//! compositor asks for a frame.

use std::fs::File;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;

use lumen_core::units::{Micros, Span};
use lumen_gpu::frame::SharedMemory;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use wayland_client::backend::WaylandError;
use wayland_client::globals::{GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_buffer::{self, WlBuffer};
use wayland_client::protocol::wl_callback::{self, WlCallback};
use wayland_client::protocol::wl_compositor::WlCompositor;
use wayland_client::protocol::wl_keyboard::{self, WlKeyboard};
use wayland_client::protocol::wl_pointer::{self, WlPointer};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::{self, WlSeat};
use wayland_client::protocol::wl_shm::{Format, WlShm};
use wayland_client::protocol::wl_shm_pool::WlShmPool;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_client::{Connection, Dispatch, EventQueue, QueueHandle, WEnum, delegate_noop};
use wayland_protocols::xdg::shell::client::xdg_surface::{self, XdgSurface};
use wayland_protocols::xdg::shell::client::xdg_toplevel::{self, XdgToplevel};
use wayland_protocols::xdg::shell::client::xdg_wm_base::{self, XdgWmBase};

use super::canvas::Canvas;
use super::keys::Keyboard;
use super::log::{Event, Log};
use super::scene::{FLASH_FRAMES, Scene};
use super::stamp::{InputSeen, Stamp};
use super::{Animation, CardError, Options, now};

/// The connected card.
pub(super) struct Window {
    queue: EventQueue<Card>,
    card: Card,
}

/// All that events change.
struct Card {
    animation: Animation,
    log: Log,
    shm: WlShm,
    surface: WlSurface,
    size: Size,
    pictures: Option<Pictures>,
    pace: Pace,
    frame: u32,
    flash_left: u32,
    input: InputSeen,
    keyboard: Keyboard,
    devices: Devices,
    axis: [Axis; 2],
    closed: bool,
}

/// The size that the compositor wants, and whether it has confirmed it.
#[derive(Default)]
struct Size {
    asked: (u32, u32),
    configured: bool,
}

/// What has been asked of the seat already.
#[derive(Default)]
struct Devices {
    keyboard: bool,
    pointer: bool,
}

/// When the next picture may be committed.
struct Pace {
    /// The compositor has not yet called for the frame after the last commit.
    waiting: bool,
    due: Micros,
    /// Something has changed that only a new picture shows.
    wanted: bool,
}

/// What one axis collects until the end of a pointer frame.
#[derive(Clone, Copy, Default)]
struct Axis {
    value: f64,
    wheel: i32,
}

impl Window {
    pub(super) fn open(options: &Options) -> Result<Window, CardError> {
        let stream = UnixStream::connect(&options.socket)
            .map_err(|source| CardError::Connect { path: options.socket.clone(), source })?;
        let connection = Connection::from_socket(stream)?;
        let (globals, queue) = registry_queue_init::<Card>(&connection)?;
        let handle = queue.handle();
        let compositor: WlCompositor = globals.bind(&handle, 4..=6, ())?;
        let shell: XdgWmBase = globals.bind(&handle, 1..=6, ())?;
        // Version 5 groups pointer events in frames and names wheel steps; 8 names 120ths.
        let _seat: WlSeat = globals.bind(&handle, 5..=8, ())?;
        let surface = compositor.create_surface(&handle, ());
        let toplevel = shell.get_xdg_surface(&surface, &handle, ()).get_toplevel(&handle, ());
        toplevel.set_app_id("lumen-testcard".to_owned());
        toplevel.set_title("lumen test card".to_owned());
        toplevel.set_fullscreen(None);
        surface.commit();
        let card = Card {
            animation: options.animation,
            log: Log::create(options.log.as_deref())?,
            shm: globals.bind(&handle, 1..=1, ())?,
            surface,
            size: Size::default(),
            pictures: None,
            pace: Pace { waiting: false, due: Micros(0), wanted: true },
            frame: 0,
            flash_left: 0,
            input: InputSeen::default(),
            keyboard: Keyboard::default(),
            devices: Devices::default(),
            axis: Default::default(),
            closed: false,
        };
        Ok(Window { queue, card })
    }

    /// Until the compositor closes the window.
    pub(super) fn run(mut self) -> Result<(), CardError> {
        while !self.card.closed {
            self.queue.dispatch_pending(&mut self.card)?;
            self.card.paint_if_due(&self.queue.handle())?;
            ignore_would_block(self.queue.flush())?;
            self.wait()?;
        }
        Ok(())
    }

    fn wait(&mut self) -> Result<(), CardError> {
        let Some(guard) = self.queue.prepare_read() else { return Ok(()) };
        let limit = self.card.sleep().map(|span| Timespec {
            tv_sec: (span.0 / 1_000_000) as i64,
            tv_nsec: (span.0 % 1_000_000 * 1_000) as i64,
        });
        let ready = {
            let fd = guard.connection_fd();
            match poll(&mut [PollFd::new(&fd, PollFlags::IN)], limit.as_ref()) {
                Ok(count) => count > 0,
                Err(Errno::INTR) => false,
                Err(error) => return Err(std::io::Error::from(error).into()),
            }
        };
        if ready {
            ignore_would_block(guard.read().map(drop))?;
        }
        Ok(())
    }
}

fn ignore_would_block(done: Result<(), WaylandError>) -> Result<(), CardError> {
    match done {
        Err(WaylandError::Io(error)) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(()),
        other => Ok(other?),
    }
}

impl Card {
    /// How long until a picture is due; `None` while an event has to come first.
    fn sleep(&self) -> Option<Span> {
        let Pace { waiting, due, wanted } = self.pace;
        let room = self.pictures.as_ref().is_none_or(|pictures| pictures.free.contains(&true));
        (self.size.configured && !waiting && wanted && room).then(|| due.since(now()))
    }

    fn paint_if_due(&mut self, handle: &QueueHandle<Card>) -> Result<(), CardError> {
        let Pace { waiting, due, wanted } = self.pace;
        let at = now();
        if !self.size.configured || waiting || !wanted || at < due {
            return Ok(());
        }
        let (width, height) = self.size.asked;
        if self.pictures.as_ref().is_none_or(|pictures| pictures.size != (width, height)) {
            let scene = Scene::new(width, height);
            let restless = self.animation == Animation::Restless;
            let scene = if restless { scene.restless() } else { scene };
            self.pictures = Some(Pictures::new(&self.shm, handle, scene)?);
            self.log.write(at, Event::Shown { width, height });
        }
        let stamp = self.next_stamp(at);
        let flash = self.flash_left > 0;
        let Some(pictures) = &mut self.pictures else { return Ok(()) };
        // Both pictures are still with the compositor: its release brings us back.
        let Some(buffer) = pictures.paint(&stamp, flash) else { return Ok(()) };
        self.surface.attach(Some(buffer), 0, 0);
        self.surface.damage_buffer(0, 0, width as i32, height as i32);
        self.surface.frame(handle, ());
        self.surface.commit();
        self.committed(stamp);
        Ok(())
    }

    fn next_stamp(&self, painted: Micros) -> Stamp {
        match self.animation {
            Animation::Still => Stamp::default(),
            _ => Stamp { frame: self.frame.wrapping_add(1), painted, input: self.input },
        }
    }

    fn committed(&mut self, stamp: Stamp) {
        self.frame = stamp.frame;
        self.flash_left = self.flash_left.saturating_sub(1);
        self.pace.waiting = true;
        self.pace.wanted = match self.animation {
            Animation::Steady(rate) => {
                let interval = rate.map_or(Span(0), |rate| rate.interval());
                // Keeps the rate on average, without catching up after a pause.
                self.pace.due = (self.pace.due + interval).max(stamp.painted);
                true
            }
            Animation::Restless => true,
            Animation::OnInput => self.flash_left > 0,
            Animation::Still => false,
        };
    }

    fn on_input(&mut self, event: Event) {
        self.log.write(now(), event);
        self.pace.wanted |= self.animation == Animation::OnInput;
    }

    fn on_key(&mut self, code: u32, down: bool) {
        let meaning = self.keyboard.meaning(code);
        if down {
            self.input.keys = self.input.keys.wrapping_add(1);
            self.flash_left = if self.animation == Animation::Still { 0 } else { FLASH_FRAMES };
        }
        self.on_input(Event::Key { code, down, sym: meaning.sym, text: meaning.text });
    }

    fn on_motion(&mut self, x: f64, y: f64) {
        self.input.pointer = (x.max(0.0) as u16, y.max(0.0) as u16);
        self.on_input(Event::Motion { x, y });
    }

    fn on_button(&mut self, code: u32, down: bool) {
        // left, right, middle, side, extra (linux/input-event-codes.h, BTN_LEFT and on).
        let bit = match code {
            0x110 => 1,
            0x112 => 2,
            0x111 => 4,
            0x113 => 8,
            0x114 => 16,
            _ => 0,
        };
        if down {
            self.input.buttons = self.input.buttons.wrapping_add(1);
            self.input.held |= bit;
        } else {
            self.input.held &= !bit;
        }
        self.on_input(Event::Button { code, down });
    }

    /// The events of one pointer frame belong together.
    fn on_pointer_frame(&mut self) {
        for (index, Axis { value, wheel }) in std::mem::take(&mut self.axis).into_iter().enumerate()
        {
            if value == 0.0 && wheel == 0 {
                continue;
            }
            let horizontal = index == 1;
            let counter = match horizontal {
                true => &mut self.input.wheel_horizontal,
                false => &mut self.input.wheel,
            };
            *counter = counter.wrapping_add(wheel as i16);
            self.on_input(Event::Axis { horizontal, value, wheel });
        }
    }

    fn axis_mut(&mut self, axis: WEnum<wl_pointer::Axis>) -> &mut Axis {
        let horizontal = axis == WEnum::Value(wl_pointer::Axis::HorizontalScroll);
        &mut self.axis[usize::from(horizontal)]
    }
}

/// Two pictures of one size: one shown, one painted.
struct Pictures {
    size: (u32, u32),
    scene: Scene,
    memory: SharedMemory,
    buffers: [WlBuffer; 2],
    free: [bool; 2],
}

impl Pictures {
    fn new(shm: &WlShm, handle: &QueueHandle<Card>, scene: Scene) -> Result<Pictures, CardError> {
        let (width, height) = scene.size();
        let one = width as usize * height as usize * 4;
        let memory = SharedMemory::create(2 * one)?;
        let pool = shm.create_pool(memory.as_fd(), 2 * one as i32, handle, ());
        let buffers = [0, 1].map(|index| {
            let (width, height) = (width as i32, height as i32);
            let (offset, stride) = ((index * one) as i32, width * 4);
            pool.create_buffer(offset, width, height, stride, Format::Xrgb8888, handle, index)
        });
        pool.destroy();
        Ok(Pictures { size: (width, height), scene, memory, buffers, free: [true; 2] })
    }

    /// Paints a picture that the compositor does not use, and counts it as used.
    fn paint(&mut self, stamp: &Stamp, flash: bool) -> Option<&WlBuffer> {
        let index = self.free.iter().position(|free| *free)?;
        let (width, height) = self.size;
        let one = width as usize * height as usize * 4;
        let pixels = &mut self.memory.bytes_mut()[index * one..][..one];
        self.scene.paint(&mut Canvas::new(pixels, width, height), stamp, flash);
        self.free[index] = false;
        self.buffers.get(index)
    }
}

impl Drop for Pictures {
    fn drop(&mut self) {
        self.buffers.iter().for_each(WlBuffer::destroy);
    }
}

impl Dispatch<WlBuffer, usize> for Card {
    fn event(
        card: &mut Card,
        buffer: &WlBuffer,
        event: wl_buffer::Event,
        index: &usize,
        _: &Connection,
        _: &QueueHandle<Card>,
    ) {
        if let (wl_buffer::Event::Release, Some(pictures)) = (event, &mut card.pictures)
            && pictures.buffers.get(*index) == Some(buffer)
        {
            pictures.free[*index] = true;
        }
    }
}

impl Dispatch<WlCallback, ()> for Card {
    fn event(
        card: &mut Card,
        _: &WlCallback,
        event: wl_callback::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Card>,
    ) {
        if let wl_callback::Event::Done { .. } = event {
            card.pace.waiting = false;
        }
    }
}

impl Dispatch<XdgWmBase, ()> for Card {
    fn event(
        _: &mut Card,
        shell: &XdgWmBase,
        event: xdg_wm_base::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Card>,
    ) {
        if let xdg_wm_base::Event::Ping { serial } = event {
            shell.pong(serial);
        }
    }
}

impl Dispatch<XdgSurface, ()> for Card {
    fn event(
        card: &mut Card,
        surface: &XdgSurface,
        event: xdg_surface::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Card>,
    ) {
        if let xdg_surface::Event::Configure { serial } = event {
            surface.ack_configure(serial);
            card.size.configured = true;
            // A new size needs a picture even if nothing moves, and need not wait its turn.
            card.pace.waiting = false;
            card.pace.wanted = true;
        }
    }
}

impl Dispatch<XdgToplevel, ()> for Card {
    fn event(
        card: &mut Card,
        _: &XdgToplevel,
        event: xdg_toplevel::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Card>,
    ) {
        match event {
            // Zero leaves the choice to us.
            xdg_toplevel::Event::Configure { width, height, .. } => {
                let or = |value: i32, own: u32| if value > 0 { value as u32 } else { own };
                card.size.asked = (or(width, 1280), or(height, 720));
            }
            xdg_toplevel::Event::Close => card.closed = true,
            _ => {}
        }
    }
}

impl Dispatch<WlSeat, ()> for Card {
    fn event(
        card: &mut Card,
        seat: &WlSeat,
        event: wl_seat::Event,
        (): &(),
        _: &Connection,
        handle: &QueueHandle<Card>,
    ) {
        let wl_seat::Event::Capabilities { capabilities: WEnum::Value(now) } = event else {
            return;
        };
        // Devices come and go. Asking again for one that we have would double its events; one
        // that went away is gone for good, and its successor has to be asked for.
        if now.contains(wl_seat::Capability::Keyboard) && !card.devices.keyboard {
            seat.get_keyboard(handle, ());
        }
        if now.contains(wl_seat::Capability::Pointer) && !card.devices.pointer {
            seat.get_pointer(handle, ());
        }
        card.devices.keyboard = now.contains(wl_seat::Capability::Keyboard);
        card.devices.pointer = now.contains(wl_seat::Capability::Pointer);
    }
}

impl Dispatch<WlKeyboard, ()> for Card {
    fn event(
        card: &mut Card,
        _: &WlKeyboard,
        event: wl_keyboard::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Card>,
    ) {
        match event {
            wl_keyboard::Event::Keymap { fd, size, .. } => {
                card.keyboard.set_layout(&File::from(fd), size);
            }
            wl_keyboard::Event::Enter { .. } => card.log.write(now(), Event::Focus),
            wl_keyboard::Event::Key { key, state, .. } => {
                card.on_key(key, state == WEnum::Value(wl_keyboard::KeyState::Pressed));
            }
            wl_keyboard::Event::Modifiers {
                mods_depressed,
                mods_latched,
                mods_locked,
                group,
                ..
            } => card.keyboard.set_modifiers(mods_depressed, mods_latched, mods_locked, group),
            _ => {}
        }
    }
}

impl Dispatch<WlPointer, ()> for Card {
    fn event(
        card: &mut Card,
        pointer: &WlPointer,
        event: wl_pointer::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Card>,
    ) {
        use wl_pointer::Event as Pointer;
        match event {
            Pointer::Enter { serial, surface_x, surface_y, .. } => {
                // A cursor would cover the picture.
                pointer.set_cursor(serial, None, 0, 0);
                card.on_motion(surface_x, surface_y);
            }
            Pointer::Motion { surface_x, surface_y, .. } => card.on_motion(surface_x, surface_y),
            Pointer::Button { button, state, .. } => {
                card.on_button(button, state == WEnum::Value(wl_pointer::ButtonState::Pressed));
            }
            Pointer::Axis { axis, value, .. } => card.axis_mut(axis).value += value,
            Pointer::AxisDiscrete { axis, discrete } => card.axis_mut(axis).wheel += discrete * 120,
            Pointer::AxisValue120 { axis, value120 } => card.axis_mut(axis).wheel += value120,
            Pointer::Frame => card.on_pointer_frame(),
            _ => {}
        }
    }
}

impl Dispatch<WlRegistry, GlobalListContents> for Card {
    fn event(
        _: &mut Card,
        _: &WlRegistry,
        _: wl_registry::Event,
        _: &GlobalListContents,
        _: &Connection,
        _: &QueueHandle<Card>,
    ) {
    }
}

delegate_noop!(Card: WlCompositor);
delegate_noop!(Card: WlShmPool);
delegate_noop!(Card: ignore WlShm);
delegate_noop!(Card: ignore WlSurface);
