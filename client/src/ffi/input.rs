//! What the user did.

use std::ffi::{CStr, c_char};

use lumen_core::gamestream::input::{
    Buttons, GamepadIndex, GamepadState, InputEvent, Key, Modifiers, MouseButton, MousePosition,
    Text,
};

use super::guard::{self, Sized32, guard_unit};
use super::session::lumen_session;
use super::status::{Failure, lumen_status};

/// A key: code is a Windows virtual-key code, of the US layout with LUMEN_INPUT_POSITIONAL.
pub const LUMEN_INPUT_KEY: u32 = 1;
/// Text that was typed, where keys would not do: text.
pub const LUMEN_INPUT_TEXT: u32 = 2;
/// The mouse moved by x to the right and y down.
pub const LUMEN_INPUT_MOUSE_MOVE: u32 = 3;
/// The mouse is at x, y of a picture of width, height, as shown by the client.
pub const LUMEN_INPUT_MOUSE_POSITION: u32 = 4;
/// A mouse button, by code: 1 left, 2 middle, 3 right, 4 back, 5 forward.
pub const LUMEN_INPUT_MOUSE_BUTTON: u32 = 5;
/// The wheel turned: x to the right, y away from the user; 120 is a notch.
pub const LUMEN_INPUT_WHEEL: u32 = 6;
/// All of a gamepad's state: gamepad, gamepads, code (buttons), triggers, sticks.
pub const LUMEN_INPUT_GAMEPAD: u32 = 7;

/// The key or button went down rather than up.
pub const LUMEN_INPUT_DOWN: u32 = 1;
/// The code names a place on a US keyboard rather than a key of the host's layout.
pub const LUMEN_INPUT_POSITIONAL: u32 = 2;

/// Something that the user did. Zero the struct, then set struct_size, kind, and what the kind
/// needs.
#[repr(C)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy)]
pub struct lumen_input {
    /// sizeof(lumen_input).
    pub struct_size: u32,
    /// One of LUMEN_INPUT_KEY to LUMEN_INPUT_GAMEPAD.
    pub kind: u32,
    /// LUMEN_INPUT_DOWN, LUMEN_INPUT_POSITIONAL, added up.
    pub flags: u32,
    /// Key, mouse button, or the buttons of a gamepad added up: 0x1 up, 0x2 down, 0x4 left, 0x8
    /// right, 0x10 start, 0x20 back, 0x40 left stick, 0x80 right stick, 0x100 left bumper, 0x200
    /// right bumper, 0x400 guide, 0x1000 A, 0x2000 B, 0x4000 X, 0x8000 Y, 0x10000 to 0x80000
    /// paddles, 0x100000 touchpad, 0x200000 misc.
    pub code: u32,
    /// Modifiers held with a key, added up: 1 shift, 2 control, 4 alt, 8 meta.
    pub modifiers: u32,
    /// As the kind says.
    pub x: i32,
    /// As the kind says.
    pub y: i32,
    /// Size of the picture that a position is on, at least 2.
    pub width: u32,
    /// Size of the picture that a position is on, at least 2.
    pub height: u32,
    /// Number of the gamepad, 0 to 15.
    pub gamepad: u32,
    /// One bit for each gamepad that is connected. A state without the bit of its own gamepad
    /// unplugs it.
    pub gamepads: u32,
    /// Left and right trigger, 0 to 255.
    pub triggers: [u8; 2],
    /// 0.
    pub reserved: [u8; 2],
    /// Left stick: x to the right, y up.
    pub left_stick: [i16; 2],
    /// Right stick: x to the right, y up.
    pub right_stick: [i16; 2],
    /// UTF-8, 1 to 32 bytes, and a zero.
    pub text: [c_char; 33],
}

// SAFETY: numbers alone, the size first.
unsafe impl Sized32 for lumen_input {
    const LEAST: usize = size_of::<lumen_input>();
}

impl lumen_input {
    /// One or two events.
    fn events(&self) -> Result<[Option<InputEvent>; 2], Failure> {
        let one = |event| Ok([Some(event), None]);
        match self.kind {
            LUMEN_INPUT_KEY => one(InputEvent::Key(self.key()?)),
            LUMEN_INPUT_TEXT => one(InputEvent::Text(self.text()?)),
            LUMEN_INPUT_MOUSE_MOVE => {
                one(InputEvent::MouseMove { dx: short(self.x), dy: short(self.y) })
            }
            LUMEN_INPUT_MOUSE_POSITION => one(InputEvent::MousePosition(self.position()?)),
            LUMEN_INPUT_MOUSE_BUTTON => {
                one(InputEvent::MouseButton { button: self.button()?, down: self.is_down() })
            }
            LUMEN_INPUT_WHEEL => Ok([
                (self.y != 0).then(|| InputEvent::Scroll(short(self.y))),
                (self.x != 0).then(|| InputEvent::ScrollHorizontal(short(self.x))),
            ]),
            LUMEN_INPUT_GAMEPAD => one(InputEvent::Gamepad(self.gamepad()?)),
            _ => Err(Failure::argument("kind of input is unknown")),
        }
    }

    fn is_down(&self) -> bool {
        self.flags & LUMEN_INPUT_DOWN != 0
    }

    fn key(&self) -> Result<Key, Failure> {
        let code = u8::try_from(self.code).ok().filter(|code| *code > 0);
        Ok(Key {
            code: code.ok_or_else(|| Failure::argument("code is not 1 to 255"))?,
            down: self.is_down(),
            modifiers: Modifiers((self.modifiers & 0xf) as u8),
            positional: self.flags & LUMEN_INPUT_POSITIONAL != 0,
        })
    }

    fn text(&self) -> Result<Text, Failure> {
        let bytes = self.text.map(|char| char as u8);
        let text = CStr::from_bytes_until_nul(&bytes).ok().and_then(|text| text.to_str().ok());
        let text = text.and_then(Text::new);
        text.ok_or_else(|| Failure::argument("text is not UTF-8 of 1 to 32 bytes"))
    }

    fn position(&self) -> Result<MousePosition, Failure> {
        let edge = |size: u32| i16::try_from(size.saturating_sub(1)).ok().filter(|edge| *edge > 0);
        let (Some(right), Some(bottom)) = (edge(self.width), edge(self.height)) else {
            return Err(Failure::argument("width and height are not 2 to 32768"));
        };
        let within = |at: i32, edge: i16| at.clamp(0, edge.into()) as i16;
        Ok(MousePosition { x: within(self.x, right), y: within(self.y, bottom), right, bottom })
    }

    fn button(&self) -> Result<MouseButton, Failure> {
        Ok(match self.code {
            1 => MouseButton::Left,
            2 => MouseButton::Middle,
            3 => MouseButton::Right,
            4 => MouseButton::Back,
            5 => MouseButton::Forward,
            _ => return Err(Failure::argument("mouse button is not 1 to 5")),
        })
    }

    fn gamepad(&self) -> Result<GamepadState, Failure> {
        let gamepad = u16::try_from(self.gamepad).ok().and_then(GamepadIndex::new);
        Ok(GamepadState {
            gamepad: gamepad.ok_or_else(|| Failure::argument("gamepad is not 0 to 15"))?,
            active: self.gamepads as u16,
            buttons: Buttons(self.code),
            left_trigger: self.triggers[0],
            right_trigger: self.triggers[1],
            left_stick: (self.left_stick[0], self.left_stick[1]),
            right_stick: (self.right_stick[0], self.right_stick[1]),
        })
    }
}

fn short(value: i32) -> i16 {
    value.clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

/// Sends what the user did; nothing is lost and the order is kept. Never waits. LUMEN_ERR_FULL if
/// the host acknowledges nothing any more: the event was not taken, try again. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_send_input(
    session: *const lumen_session,
    input: *const lumen_input,
) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or an open session, by the rules of the header.
        let session = unsafe { guard::object(session, "session") }?;
        // SAFETY: NULL or a whole struct, by the rules of the header.
        let input = unsafe { guard::read(input, "input") }?;
        for event in input.events()?.into_iter().flatten() {
            session.session.send_input(event)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::status::LUMEN_ERR_ARGUMENT;
    use super::*;

    fn input(kind: u32) -> lumen_input {
        lumen_input {
            struct_size: 0,
            kind,
            flags: LUMEN_INPUT_DOWN,
            code: 0,
            modifiers: 0,
            x: 0,
            y: 0,
            width: 0,
            height: 0,
            gamepad: 0,
            gamepads: 0,
            triggers: [0; 2],
            reserved: [0; 2],
            left_stick: [0; 2],
            right_stick: [0; 2],
            text: [0; 33],
        }
    }

    #[test]
    fn values_out_of_range_are_refused_or_clamped() {
        for wrong in [
            input(0),
            input(LUMEN_INPUT_KEY),
            lumen_input { code: 256, ..input(LUMEN_INPUT_KEY) },
            input(LUMEN_INPUT_TEXT),
            lumen_input { text: [b'a' as c_char; 33], ..input(LUMEN_INPUT_TEXT) },
            lumen_input { width: 1, height: 9, ..input(LUMEN_INPUT_MOUSE_POSITION) },
            lumen_input { code: 6, ..input(LUMEN_INPUT_MOUSE_BUTTON) },
            lumen_input { gamepad: 16, ..input(LUMEN_INPUT_GAMEPAD) },
        ] {
            assert_eq!(wrong.events().unwrap_err().status, LUMEN_ERR_ARGUMENT);
        }
        let far = lumen_input { x: 1 << 20, y: -(1 << 20), ..input(LUMEN_INPUT_MOUSE_MOVE) };
        let event = InputEvent::MouseMove { dx: i16::MAX, dy: i16::MIN };
        assert_eq!(far.events().unwrap(), [Some(event), None]);
        let outside = lumen_input {
            x: 99,
            y: -5,
            width: 10,
            height: 20,
            ..input(LUMEN_INPUT_MOUSE_POSITION)
        };
        let inside = MousePosition { x: 9, y: 0, right: 9, bottom: 19 };
        assert_eq!(outside.events().unwrap(), [Some(InputEvent::MousePosition(inside)), None]);
    }

    #[test]
    fn a_wheel_may_turn_both_ways_at_once() {
        let both = lumen_input { x: 120, y: -120, ..input(LUMEN_INPUT_WHEEL) };
        let expected = [Some(InputEvent::Scroll(-120)), Some(InputEvent::ScrollHorizontal(120))];
        assert_eq!(both.events().unwrap(), expected);
    }
}
