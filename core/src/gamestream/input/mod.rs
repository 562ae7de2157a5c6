//! Input events: keyboard, mouse, gamepads, touch and pen.
//!
//! An event is the payload of one control message: a big-endian size of what follows it, a
//! little-endian magic number, the body. An [`InputEvent`] in hand is valid: numbers are finite
//! and clamped, gamepads are below 16, text is UTF-8. Keeping track of what is held down is left
//! to whoever injects it. Source: moonlight-common-c, `Input.h`, `InputStream.c`;
//! docs/wire-gamestream.md "Input messages".

mod desktop;
mod fields;
mod gamepad;
mod touch;

pub(crate) use fields::Fields;

pub use desktop::{Key, Modifiers, MouseButton, MousePosition, Text};
pub use gamepad::{
    Battery, BatteryState, Buttons, Capabilities, GamepadArrival, GamepadIndex, GamepadKind,
    GamepadState, GamepadTouch, Motion,
};
pub use touch::{Pen, PenTool, Touch, TouchPhase};

/// Why an event is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// Shorter than its container or its size field says.
    #[error("input event is cut")]
    Cut,
    /// Shorter than its kind needs, or a value is outside its range.
    #[error("input event {0:#010x} is malformed")]
    Malformed(u32),
}

mod magic {
    pub const KEY_DOWN: u32 = 0x3;
    pub const KEY_UP: u32 = 0x4;
    pub const MOUSE_POSITION: u32 = 0x5;
    pub const MOUSE_MOVE: u32 = 0x7;
    pub const BUTTON_DOWN: u32 = 0x8;
    pub const BUTTON_UP: u32 = 0x9;
    pub const SCROLL: u32 = 0xa;
    pub const GAMEPAD_STATE: u32 = 0xc;
    pub const HAPTICS: u32 = 0xd;
    pub const TEXT: u32 = 0x17;
    pub const SCROLL_HORIZONTAL: u32 = 0x5500_0001;
    pub const TOUCH: u32 = 0x5500_0002;
    pub const PEN: u32 = 0x5500_0003;
    pub const GAMEPAD_ARRIVAL: u32 = 0x5500_0004;
    pub const GAMEPAD_TOUCH: u32 = 0x5500_0005;
    pub const GAMEPAD_MOTION: u32 = 0x5500_0006;
    pub const GAMEPAD_BATTERY: u32 = 0x5500_0007;
}

/// One thing that the user did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum InputEvent {
    /// A key went down or up.
    Key(Key),
    /// A character of text.
    Text(Text),
    /// The mouse moved by this much, right and down positive.
    MouseMove {
        /// To the right.
        dx: i16,
        /// Down.
        dy: i16,
    },
    /// The mouse is here.
    MousePosition(MousePosition),
    /// A mouse button went down or up.
    MouseButton {
        /// Which.
        button: MouseButton,
        /// Down rather than up.
        down: bool,
    },
    /// The wheel turned; 120 is a notch, away from the user is positive.
    Scroll(i16),
    /// The wheel turned sideways; 120 is a notch, to the right is positive.
    ScrollHorizontal(i16),
    /// The client wants rumble. Sent once.
    Haptics(bool),
    /// Everything pressed on a gamepad.
    Gamepad(GamepadState),
    /// A gamepad was plugged in.
    GamepadArrival(GamepadArrival),
    /// A finger on a gamepad's touchpad.
    GamepadTouch(GamepadTouch),
    /// A gamepad's sensor.
    GamepadMotion(Motion),
    /// A gamepad's battery.
    GamepadBattery(Battery),
    /// A finger on the screen.
    Touch(Touch),
    /// A pen on the screen.
    Pen(Pen),
}

impl InputEvent {
    /// Reads the payload of an input message; `None` is a kind unknown to us. Events longer than
    /// known are accepted, since later clients may add fields.
    ///
    /// # Errors
    /// `Cut`, `Malformed`.
    pub fn parse(payload: &[u8]) -> Result<Option<InputEvent>, InputError> {
        let mut container = Fields::new(payload);
        let size = container.u32_be().ok_or(InputError::Cut)? as usize;
        let mut body = container.take(size).ok_or(InputError::Cut)?;
        let kind = body.u32_le().ok_or(InputError::Cut)?;
        let event = Self::parse_body(kind, &mut body);
        event.map_or(Ok(None), |event| event.ok_or(InputError::Malformed(kind)).map(Some))
    }

    /// The outer `None` is an unknown kind, the inner one a malformed event.
    fn parse_body(kind: u32, body: &mut Fields<'_>) -> Option<Option<InputEvent>> {
        Some(match kind {
            magic::KEY_DOWN => Key::parse(body, true).map(Self::Key),
            magic::KEY_UP => Key::parse(body, false).map(Self::Key),
            magic::TEXT => Text::parse(body).map(Self::Text),
            magic::MOUSE_MOVE => desktop::parse_move(body),
            magic::MOUSE_POSITION => MousePosition::parse(body).map(Self::MousePosition),
            magic::BUTTON_DOWN => desktop::parse_button(body, true),
            magic::BUTTON_UP => desktop::parse_button(body, false),
            magic::SCROLL => body.i16_be().map(Self::Scroll),
            magic::SCROLL_HORIZONTAL => body.i16_be().map(Self::ScrollHorizontal),
            magic::HAPTICS => body.u16_le().map(|enable| Self::Haptics(enable != 0)),
            magic::GAMEPAD_STATE => GamepadState::parse(body).map(Self::Gamepad),
            magic::GAMEPAD_ARRIVAL => GamepadArrival::parse(body).map(Self::GamepadArrival),
            magic::GAMEPAD_TOUCH => GamepadTouch::parse(body).map(Self::GamepadTouch),
            magic::GAMEPAD_MOTION => Motion::parse(body).map(Self::GamepadMotion),
            magic::GAMEPAD_BATTERY => Battery::parse(body).map(Self::GamepadBattery),
            magic::TOUCH => Touch::parse(body).map(Self::Touch),
            magic::PEN => Pen::parse(body).map(Self::Pen),
            _ => return None,
        })
    }

    /// Appends the payload of an input message to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend([0; 4]);
        out.extend(self.magic().to_le_bytes());
        match self {
            Self::Key(key) => key.write(out),
            Self::Text(text) => out.extend(text.as_str().as_bytes()),
            Self::MouseMove { dx, dy } => {
                out.extend([dx.to_be_bytes(), dy.to_be_bytes()].as_flattened())
            }
            Self::MousePosition(position) => position.write(out),
            Self::MouseButton { button, .. } => out.push(button.to_wire()),
            Self::Scroll(amount) => {
                let amount = amount.to_be_bytes();
                out.extend([amount, amount, [0, 0]].as_flattened());
            }
            Self::ScrollHorizontal(amount) => out.extend(amount.to_be_bytes()),
            Self::Haptics(enable) => out.extend(u16::from(*enable).to_le_bytes()),
            Self::Gamepad(state) => state.write(out),
            Self::GamepadArrival(arrival) => arrival.write(out),
            Self::GamepadTouch(touch) => touch.write(out),
            Self::GamepadMotion(motion) => motion.write(out),
            Self::GamepadBattery(battery) => battery.write(out),
            Self::Touch(touch) => touch.write(out),
            Self::Pen(pen) => pen.write(out),
        }
        let size = (out.len() - start - 4) as u32;
        out[start..start + 4].copy_from_slice(&size.to_be_bytes());
    }

    fn magic(&self) -> u32 {
        match self {
            Self::Key(Key { down: true, .. }) => magic::KEY_DOWN,
            Self::Key(Key { down: false, .. }) => magic::KEY_UP,
            Self::Text(_) => magic::TEXT,
            Self::MouseMove { .. } => magic::MOUSE_MOVE,
            Self::MousePosition(_) => magic::MOUSE_POSITION,
            Self::MouseButton { down: true, .. } => magic::BUTTON_DOWN,
            Self::MouseButton { down: false, .. } => magic::BUTTON_UP,
            Self::Scroll(_) => magic::SCROLL,
            Self::ScrollHorizontal(_) => magic::SCROLL_HORIZONTAL,
            Self::Haptics(_) => magic::HAPTICS,
            Self::Gamepad(_) => magic::GAMEPAD_STATE,
            Self::GamepadArrival(_) => magic::GAMEPAD_ARRIVAL,
            Self::GamepadTouch(_) => magic::GAMEPAD_TOUCH,
            Self::GamepadMotion(_) => magic::GAMEPAD_MOTION,
            Self::GamepadBattery(_) => magic::GAMEPAD_BATTERY,
            Self::Touch(_) => magic::TOUCH,
            Self::Pen(_) => magic::PEN,
        }
    }
}

#[cfg(test)]
mod tests;
