//! Input into the desktop: keys, text, pointer, wheel.
//!
//! Protocols turn their messages into [`InputEvent`]s; a backend behind [`Inject`] hands them to
//! the desktop: [`wlr`] to a wlroots compositor, [`record`] to a test. What a client holds down
//! is remembered, so that nothing stays pressed when it leaves. Runs on the session's control
//! thread; no call waits for the compositor.

mod held;
pub mod keymap;
pub mod pad;
pub mod record;
pub mod swallow;
mod text;
pub mod wlr;

use std::io;

use crate::display::{DesktopError, DesktopSession};

pub use crate::display::Clock;
pub use wlr::Layout;

/// A key by its place on the keyboard: a code of linux/input-event-codes.h.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyCode(pub u16);

/// A mouse button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Button {
    /// The first.
    Left,
    /// The wheel, pressed.
    Middle,
    /// The one for menus.
    Right,
    /// On the side, to go back.
    Back,
    /// On the side, to go forward.
    Forward,
}

/// A direction to scroll in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wheel {
    /// Positive is up, away from the user.
    Vertical,
    /// Positive is right.
    Horizontal,
}

/// A place in the picture, as a share of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From the left edge, 0, to the right one, `right`.
    pub x: u32,
    /// From the upper edge, 0, to the lower one, `bottom`.
    pub y: u32,
    /// What `x` is at the right edge; not 0.
    pub right: u32,
    /// What `y` is at the lower edge; not 0.
    pub bottom: u32,
}

/// One thing that a user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputEvent {
    /// A key went down or up. Downs of a key that is down are ignored: apps repeat by themselves.
    Key {
        /// Which.
        code: KeyCode,
        /// Down rather than up.
        down: bool,
    },
    /// A character was entered, by whatever means; the layout need not have it.
    Text(char),
    /// The pointer moved by some pixels, positive right and down.
    PointerRelative {
        /// To the right.
        dx: i32,
        /// Down.
        dy: i32,
    },
    /// The pointer moved to a place. Outside counts as the nearest edge.
    PointerAbsolute(Place),
    /// A button went down or up.
    Button {
        /// Which.
        button: Button,
        /// Down rather than up.
        down: bool,
    },
    /// A wheel turned.
    Scroll {
        /// Which.
        wheel: Wheel,
        /// How far, in 120ths of a notch.
        amount: i32,
    },
}

/// What can go wrong with input. After any error the backend is of no more use.
#[derive(Debug, thiserror::Error)]
pub enum InjectError {
    /// The desktop is gone, or lacks what is needed.
    #[error(transparent)]
    Desktop(#[from] DesktopError),
    /// The system knows no such keyboard layout, or no layouts at all.
    #[error("no keyboard layout `{0}`")]
    NoLayout(String),
    /// The memory in which a layout is handed to the compositor cannot be had.
    #[error("memory for the keyboard layout: {0}")]
    Memory(#[source] io::Error),
}

/// How much input there was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InputStats {
    /// Events handed to the desktop.
    pub injected: u64,
    /// Events without a meaning here: an unknown key, a place in a picture without a size, a
    /// control character, a key up that was not down.
    pub ignored: u64,
}

/// Hands input to a desktop. Dropping it releases what is held.
pub trait Inject: Send {
    /// Hands over one event, or counts it as ignored.
    ///
    /// # Errors
    /// [`InjectError`] when the desktop is gone.
    fn inject(&mut self, event: InputEvent) -> Result<(), InjectError>;

    /// Lets go of every key and button that is down.
    ///
    /// # Errors
    /// [`InjectError`] when the desktop is gone.
    fn release_all(&mut self) -> Result<(), InjectError>;

    /// How much there was so far.
    fn stats(&self) -> InputStats;
}

/// Opens input to the desktop, with absolute pointer places meant on the output `name`.
///
/// # Errors
/// [`InjectError`] when there is no such output or layout, or the compositor takes no input.
pub fn open(
    session: &DesktopSession,
    name: &str,
    layout: &Layout,
    clock: Clock,
) -> Result<Box<dyn Inject>, InjectError> {
    Ok(Box::new(wlr::WlrInput::open(session, name, layout, clock)?))
}

#[cfg(test)]
mod tests;
