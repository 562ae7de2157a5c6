//! Input by wlroots' virtual devices: `zwlr_virtual_pointer_v1` and `zwp_virtual_keyboard_v1`.
//!
//! A virtual keyboard reports keys and modifiers apart, and the compositor derives none from the
//! other (wlroots: types/wlr_virtual_keyboard_v1.c, `update_state = false`), so the state machine
//! of the layout runs here. Text goes through a second keyboard with a layout of its own, see
//! the module `text`: the user's layout and held modifiers stay out of it.

use std::os::fd::{AsFd, OwnedFd};

use kbvm::state_machine::{Direction, Event, State, StateMachine};
use kbvm::xkb::diagnostic::WriteToLog;
use kbvm::xkb::rmlvo::Group;
use kbvm::xkb::{Context, Keymap};
use kbvm::{Components, Keycode};
use lumen_core::units::{Micros, Span};
use rustix::fs::{MemfdFlags, memfd_create};
use rustix::io::write;
use wayland_client::globals::GlobalListContents;
use wayland_client::protocol::wl_callback::{self, WlCallback};
use wayland_client::protocol::wl_keyboard::KeymapFormat;
use wayland_client::protocol::wl_output::WlOutput;
use wayland_client::protocol::wl_pointer::{Axis, AxisSource, ButtonState};
use wayland_client::protocol::wl_registry::WlRegistry;
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::{Connection, Dispatch, QueueHandle, delegate_dispatch, delegate_noop};
use wayland_protocols_misc::zwp_virtual_keyboard_v1::client::zwp_virtual_keyboard_manager_v1::ZwpVirtualKeyboardManagerV1;
use wayland_protocols_misc::zwp_virtual_keyboard_v1::client::zwp_virtual_keyboard_v1::ZwpVirtualKeyboardV1;
use wayland_protocols_wlr::virtual_pointer::v1::client::zwlr_virtual_pointer_manager_v1::ZwlrVirtualPointerManagerV1;
use wayland_protocols_wlr::virtual_pointer::v1::client::zwlr_virtual_pointer_v1::ZwlrVirtualPointerV1;

use super::held::Held;
use super::text::{Place as TextPlace, TextLayout};
use super::{Button, Inject, InjectError, InputEvent, InputStats, KeyCode, Place, Wheel};
use crate::display::desk::{self, Clock, Outputs};
use crate::display::{DesktopError, DesktopSession};

/// A keyboard layout by its XKB names (xkeyboard-config(7)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Like `us` or `de`.
    pub layout: String,
    /// Like `intl`; empty for the plain layout.
    pub variant: String,
}

impl Default for Layout {
    fn default() -> Layout {
        Layout { layout: "us".to_owned(), variant: String::new() }
    }
}

/// A pointer and a keyboard of ours on a compositor.
pub struct WlrInput {
    desk: Desk,
    clock: Clock,
    seat: WlSeat,
    keyboards: ZwpVirtualKeyboardManagerV1,
    pointer: ZwlrVirtualPointerV1,
    keyboard: Keyboard,
    text: Option<TextKeyboard>,
    wheels: Wheels,
    held: Held,
    stats: InputStats,
}

type Desk = desk::Desk<Told>;

impl WlrInput {
    /// Makes the devices, with absolute places meant on the output `name`.
    ///
    /// # Errors
    /// [`InjectError`] when there is no such output or layout, or the compositor is no wlroots.
    pub fn open(
        session: &DesktopSession,
        name: &str,
        layout: &Layout,
        clock: Clock,
    ) -> Result<WlrInput, InjectError> {
        let desk = Desk::open(session, name)?;
        let handle = desk.queue.handle();
        let lacks = |what| move |_| DesktopError::Lacks(what);
        let seat = desk.globals.bind(&handle, 1..=1, ()).map_err(lacks("wl_seat"))?;
        let keyboards: ZwpVirtualKeyboardManagerV1 = desk
            .globals
            .bind(&handle, 1..=1, ())
            .map_err(lacks("zwp_virtual_keyboard_manager_v1"))?;
        // Version 2 binds a pointer to an output.
        let pointers: ZwlrVirtualPointerManagerV1 = desk
            .globals
            .bind(&handle, 2..=2, ())
            .map_err(lacks("zwlr_virtual_pointer_manager_v1"))?;
        let pointer = pointers.create_virtual_pointer_with_output(
            Some(&seat),
            Some(&desk.output),
            &handle,
            (),
        );
        pointers.destroy();
        let device = keyboards.create_virtual_keyboard(&seat, &handle, ());
        let keyboard = Keyboard::new(device, layout)?;
        desk.flush()?;
        let (text, wheels) = (None, Wheels::default());
        let (held, stats) = (Held::nothing(), InputStats::default());
        Ok(WlrInput { desk, clock, seat, keyboards, pointer, keyboard, text, wheels, held, stats })
    }

    /// True if the event meant something.
    fn dispatch(&mut self, event: InputEvent) -> Result<bool, InjectError> {
        let time = Time::of((self.clock)());
        match event {
            InputEvent::Key { code, down } => return Ok(self.key(time, code, down)),
            InputEvent::Text(char) => return self.type_char(time, char),
            InputEvent::PointerRelative { dx, dy } => {
                self.pointer.motion(time.0, dx.into(), dy.into());
            }
            InputEvent::PointerAbsolute(place) => return Ok(self.move_to(time, place)),
            InputEvent::Button { button, down } => {
                if !self.held.button(button, down) {
                    return Ok(false);
                }
                let state = if down { ButtonState::Pressed } else { ButtonState::Released };
                self.pointer.button(time.0, button_code(button), state);
            }
            InputEvent::Scroll { wheel, amount } => self.scroll(time, wheel, amount),
        }
        self.pointer.frame();
        Ok(true)
    }

    fn key(&mut self, time: Time, code: KeyCode, down: bool) -> bool {
        let changes = self.held.key(code, down);
        if changes {
            self.keyboard.key(time, code, down);
        }
        changes
    }

    fn type_char(&mut self, time: Time, char: char) -> Result<bool, InjectError> {
        let text = match &mut self.text {
            Some(text) => text,
            None => {
                let handle = self.desk.queue.handle();
                let device = self.keyboards.create_virtual_keyboard(&self.seat, &handle, ());
                self.text.insert(TextKeyboard { device, layout: TextLayout::empty() })
            }
        };
        text.type_char(time, char)
    }

    /// The compositor maps the extent to the far edge, and what is on the edge to the last pixel.
    fn move_to(&mut self, time: Time, place: Place) -> bool {
        let Place { x, y, right, bottom } = place;
        if right == 0 || bottom == 0 {
            return false;
        }
        self.pointer.motion_absolute(time.0, x.min(right), y.min(bottom), right, bottom);
        self.pointer.frame();
        true
    }

    /// Wayland scrolls down and right; a notch is 15 of its units, as libinput has it. The
    /// number of notches can only be named when one is complete.
    fn scroll(&mut self, time: Time, wheel: Wheel, amount: i32) {
        let amount = amount.clamp(-SCROLL_LIMIT, SCROLL_LIMIT);
        let (axis, amount) = match wheel {
            Wheel::Vertical => (Axis::VerticalScroll, -amount),
            Wheel::Horizontal => (Axis::HorizontalScroll, amount),
        };
        let value = f64::from(amount) * 15.0 / 120.0;
        self.pointer.axis_source(AxisSource::Wheel);
        match self.wheels.notches(wheel, amount) {
            0 => self.pointer.axis(time.0, axis, value),
            notches => self.pointer.axis_discrete(time.0, axis, value, notches),
        }
    }

    /// What a compositor has not read when a connection closes is lost on it (libwayland:
    /// src/wayland-server.c, `wl_client_connection_data`), and with it the releases.
    fn wait_until_handled(&mut self) -> Result<(), DesktopError> {
        let deadline = (self.clock)() + FAREWELL;
        self.desk.connection.display().sync(&self.desk.queue.handle(), ());
        while !self.desk.state.handled && (self.clock)() < deadline {
            match self.desk.wait(self.clock, deadline) {
                // Keys are let go of all the same.
                Ok(()) | Err(DesktopError::NoOutput(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The compositor has little to say, but it must be read, or its end of the socket fills up.
    fn exchange(&mut self) -> Result<(), InjectError> {
        self.desk.flush()?;
        Ok(self.desk.wait(self.clock, Micros(0))?)
    }
}

/// A hundred notches at once are enough for anyone; wl_fixed ends at 2^23.
const SCROLL_LIMIT: i32 = 120 * 100;

impl Inject for WlrInput {
    fn inject(&mut self, event: InputEvent) -> Result<(), InjectError> {
        match self.dispatch(event)? {
            true => self.stats.injected += 1,
            false => self.stats.ignored += 1,
        }
        self.exchange()
    }

    fn release_all(&mut self) -> Result<(), InjectError> {
        for event in self.held.releases() {
            self.dispatch(event)?;
        }
        self.exchange()
    }

    fn stats(&self) -> InputStats {
        self.stats
    }
}

impl Drop for WlrInput {
    fn drop(&mut self) {
        // A compositor that is gone holds no keys.
        let _ = self.release_all();
        self.pointer.destroy();
        self.keyboard.device.destroy();
        if let Some(text) = &self.text {
            text.device.destroy();
        }
        let _ = self.wait_until_handled();
    }
}

/// A compositor that is alive takes milliseconds.
const FAREWELL: Span = Span::from_millis(500);

/// Milliseconds with an undefined base, as `wl_pointer` and `wl_keyboard` have them.
#[derive(Clone, Copy)]
struct Time(u32);

impl Time {
    fn of(now: Micros) -> Time {
        Time((now.0 / 1_000) as u32)
    }
}

/// linux/input-event-codes.h, BTN_LEFT and on.
fn button_code(button: Button) -> u32 {
    match button {
        Button::Left => 0x110,
        Button::Right => 0x111,
        Button::Middle => 0x112,
        Button::Back => 0x113,
        Button::Forward => 0x114,
    }
}

/// What is missing to the next whole notch.
#[derive(Default)]
struct Wheels {
    vertical: i32,
    horizontal: i32,
}

impl Wheels {
    /// Adds 120ths of a notch and takes out the whole notches.
    fn notches(&mut self, wheel: Wheel, amount: i32) -> i32 {
        let rest = match wheel {
            Wheel::Vertical => &mut self.vertical,
            Wheel::Horizontal => &mut self.horizontal,
        };
        let sum = *rest + amount;
        *rest = sum % 120;
        sum / 120
    }
}

/// The keyboard that stands for the client's.
struct Keyboard {
    device: ZwpVirtualKeyboardV1,
    machine: StateMachine,
    state: State,
    components: Components,
    events: Vec<Event>,
}

impl Keyboard {
    fn new(device: ZwpVirtualKeyboardV1, names: &Layout) -> Result<Keyboard, InjectError> {
        let mut context = Context::builder();
        context.enable_environment(false);
        let group = Group { layout: &names.layout, variant: &names.variant };
        let layout =
            context.build().keymap_from_names(WriteToLog, None, None, Some(&[group]), None);
        if !has_letters(&layout) {
            return Err(InjectError::NoLayout(names.layout.clone()));
        }
        set_layout(&device, &layout.format().to_string())?;
        let machine = layout.to_builder().build_state_machine();
        let state = machine.create_state();
        let (components, events) = (Components::default(), Vec::new());
        let mut keyboard = Keyboard { device, machine, state, components, events };
        keyboard.lock_numbers();
        Ok(keyboard)
    }

    /// A client that sends the code of a digit on the numeric pad means the digit.
    fn lock_numbers(&mut self) {
        const NUM_LOCK: KeyCode = KeyCode(69);
        self.advance(NUM_LOCK, true);
        self.advance(NUM_LOCK, false);
        self.send_modifiers();
    }

    fn key(&mut self, time: Time, code: KeyCode, down: bool) {
        // wl_keyboard.key_state: 0 released, 1 pressed. As with a real keyboard, the key comes
        // before the modifiers that it changes.
        self.device.key(time.0, code.0.into(), down.into());
        if self.advance(code, down) {
            self.send_modifiers();
        }
    }

    /// True if modifiers or group have changed.
    fn advance(&mut self, code: KeyCode, down: bool) -> bool {
        let direction = if down { Direction::Down } else { Direction::Up };
        let key = Keycode::from_evdev(code.0.into());
        self.machine.handle_key(&mut self.state, &mut self.events, key, direction);
        let components = &mut self.components;
        self.events.drain(..).fold(false, |changed, event| components.apply_event(event) | changed)
    }

    fn send_modifiers(&self) {
        let Components { mods_pressed, mods_latched, mods_locked, group, .. } = self.components;
        self.device.modifiers(mods_pressed.0, mods_latched.0, mods_locked.0, group.0);
    }
}

/// The keyboard that types characters.
struct TextKeyboard {
    device: ZwpVirtualKeyboardV1,
    layout: TextLayout,
}

impl TextKeyboard {
    fn type_char(&mut self, time: Time, char: char) -> Result<bool, InjectError> {
        let code = match self.layout.place(char) {
            None => return Ok(false),
            Some(TextPlace::Known(code)) => code,
            Some(TextPlace::New(code)) => {
                set_layout(&self.device, &self.layout.to_xkb())?;
                code
            }
        };
        self.device.key(time.0, code.0.into(), 1);
        self.device.key(time.0, code.0.into(), 0);
        Ok(true)
    }
}

/// Names that do not exist leave out the part that they name; every layout has something on the
/// key right of Caps Lock.
fn has_letters(layout: &Keymap) -> bool {
    let a = Keycode::from_evdev(30);
    let mut key = layout.keys().filter(|key| key.keycode() == a);
    key.any(|key| {
        key.groups().flatten().any(|group| group.levels().any(|level| !level.symbols().is_empty()))
    })
}

fn set_layout(device: &ZwpVirtualKeyboardV1, text: &str) -> Result<(), InjectError> {
    let memory = layout_memory(text).map_err(|error| InjectError::Memory(error.into()))?;
    // The text ends in a zero (wl_keyboard.keymap_format, xkb_v1).
    let size = text.len() as u32 + 1;
    device.keymap(KeymapFormat::XkbV1.into(), memory.as_fd(), size);
    Ok(())
}

fn layout_memory(text: &str) -> Result<OwnedFd, rustix::io::Errno> {
    let memory = memfd_create("lumen-layout", MemfdFlags::CLOEXEC)?;
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        let written = write(&memory, rest)?;
        rest = rest.get(written..).unwrap_or_default();
    }
    write(&memory, &[0])?;
    Ok(memory)
}

/// What the compositor says to us.
#[derive(Default)]
struct Told {
    outputs: Outputs,
    /// It has read all that we sent before the last question.
    handled: bool,
}

impl Dispatch<WlCallback, ()> for Told {
    fn event(
        told: &mut Told,
        _: &WlCallback,
        _: wl_callback::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Told>,
    ) {
        told.handled = true;
    }
}

impl AsMut<Outputs> for Told {
    fn as_mut(&mut self) -> &mut Outputs {
        &mut self.outputs
    }
}

delegate_dispatch!(Told: [WlRegistry: GlobalListContents] => Outputs);
delegate_dispatch!(Told: [WlOutput: u32] => Outputs);

delegate_noop!(Told: ignore WlSeat);
delegate_noop!(Told: ZwpVirtualKeyboardManagerV1);
delegate_noop!(Told: ZwpVirtualKeyboardV1);
delegate_noop!(Told: ZwlrVirtualPointerManagerV1);
delegate_noop!(Told: ZwlrVirtualPointerV1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notches_are_named_when_they_are_complete() {
        let mut wheels = Wheels::default();
        assert_eq!(wheels.notches(Wheel::Vertical, 120), 1);
        assert_eq!(wheels.notches(Wheel::Vertical, 50), 0);
        assert_eq!(wheels.notches(Wheel::Horizontal, 100), 0);
        assert_eq!(wheels.notches(Wheel::Vertical, 80), 1);
        assert_eq!(wheels.notches(Wheel::Vertical, -260), -2);
        assert_eq!(wheels.notches(Wheel::Vertical, -90), 0);
        assert_eq!(wheels.notches(Wheel::Vertical, -20), -1);
    }
}
