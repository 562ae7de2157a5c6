//! Keyboard, text and mouse.

use super::InputEvent;
use super::fields::Fields;

/// Modifier keys held at the time of a key event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers(pub u8);

impl Modifiers {
    /// Either shift key.
    pub const SHIFT: Modifiers = Modifiers(1);
    /// Either control key.
    pub const CTRL: Modifiers = Modifiers(2);
    /// Either alt key.
    pub const ALT: Modifiers = Modifiers(4);
    /// Either meta key.
    pub const META: Modifiers = Modifiers(8);

    /// True when all of `other` are held.
    pub fn contains(self, other: Modifiers) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Stock clients set this bit of the key code. Source: moonlight-common-c, `Limelight.h`,
/// `LiSendKeyboardEvent`.
const STOCK_KEY_BIT: u16 = 0x8000;
const NOT_NORMALIZED: u8 = 1;

/// A key went down or up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Windows virtual-key code.
    pub code: u8,
    /// Down rather than up.
    pub down: bool,
    /// What else the client believes to be held.
    pub modifiers: Modifiers,
    /// The code names a position on a US keyboard rather than a key of the host's layout.
    pub positional: bool,
}

impl Key {
    pub(super) fn parse(body: &mut Fields<'_>, down: bool) -> Option<Key> {
        let flags = body.u8()?;
        let code = body.u16_le()? as u8;
        let modifiers = Modifiers(body.u8()? & 0xf);
        body.skip(2)?;
        Some(Key { code, down, modifiers, positional: flags & NOT_NORMALIZED == 0 })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.push(if self.positional { 0 } else { NOT_NORMALIZED });
        out.extend((STOCK_KEY_BIT | u16::from(self.code)).to_le_bytes());
        out.extend([self.modifiers.0, 0, 0]);
    }
}

/// Text of at most 32 bytes; stock clients send one character at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Text {
    bytes: [u8; Text::MAX],
    length: u8,
}

impl Text {
    /// Longest text of one event. Source: moonlight-common-c, `Input.h`,
    /// `UTF8_TEXT_EVENT_MAX_COUNT`.
    pub const MAX: usize = 32;

    /// A text of 1 to 32 bytes.
    pub fn new(text: &str) -> Option<Text> {
        let length = text.len();
        if length == 0 || length > Self::MAX {
            return None;
        }
        let mut bytes = [0; Self::MAX];
        bytes[..length].copy_from_slice(text.as_bytes());
        Some(Text { bytes, length: length as u8 })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or("")
    }

    pub(super) fn parse(body: &mut Fields<'_>) -> Option<Text> {
        std::str::from_utf8(body.clone().rest()).ok().and_then(Text::new)
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({:?})", self.as_str())
    }
}

/// The mouse is at a point of a rectangle that stands for the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MousePosition {
    /// 0 to `right`.
    pub x: i16,
    /// 0 to `bottom`.
    pub y: i16,
    /// Width of the rectangle less one; at least 1.
    pub right: i16,
    /// Height of the rectangle less one; at least 1.
    pub bottom: i16,
}

impl MousePosition {
    pub(super) fn parse(body: &mut Fields<'_>) -> Option<MousePosition> {
        let (x, y) = (body.i16_be()?, body.i16_be()?);
        body.skip(2)?;
        let (right, bottom) = (body.i16_be()?, body.i16_be()?);
        if right < 1 || bottom < 1 {
            return None;
        }
        Some(MousePosition { x: x.clamp(0, right), y: y.clamp(0, bottom), right, bottom })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for word in [self.x, self.y, 0, self.right, self.bottom] {
            out.extend(word.to_be_bytes());
        }
    }

    /// The point on a picture of this size, within it.
    /// Source: docs/wire-gamestream.md "Mouse and haptics".
    pub fn on_picture(&self, width: u32, height: u32) -> (u32, u32) {
        let scale = |at: i16, end: i16, size: u32| {
            let (at, end) = (at.max(0) as u64, end.max(1) as u64);
            (at * u64::from(size.saturating_sub(1)) / end) as u32
        };
        (scale(self.x, self.right, width), scale(self.y, self.bottom, height))
    }
}

/// A button of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseButton {
    /// Left.
    Left,
    /// Middle.
    Middle,
    /// Right.
    Right,
    /// First side button, "back".
    Back,
    /// Second side button, "forward".
    Forward,
}

impl MouseButton {
    const ALL: [MouseButton; 5] =
        [Self::Left, Self::Middle, Self::Right, Self::Back, Self::Forward];

    /// The number on the wire, from 1.
    pub fn to_wire(self) -> u8 {
        match self {
            Self::Left => 1,
            Self::Middle => 2,
            Self::Right => 3,
            Self::Back => 4,
            Self::Forward => 5,
        }
    }

    fn from_wire(wire: u8) -> Option<MouseButton> {
        Self::ALL.into_iter().find(|button| button.to_wire() == wire)
    }
}

pub(super) fn parse_move(body: &mut Fields<'_>) -> Option<InputEvent> {
    Some(InputEvent::MouseMove { dx: body.i16_be()?, dy: body.i16_be()? })
}

pub(super) fn parse_button(body: &mut Fields<'_>, down: bool) -> Option<InputEvent> {
    Some(InputEvent::MouseButton { button: MouseButton::from_wire(body.u8()?)?, down })
}
