//! From what the window hears to what the host is told. Pure: knows no window.
//!
//! The host is told of a release only after a press, and [`Controls::release_all`] releases
//! everything it believes to be held. Chords of the client itself never reach the host.

use lumen_core::gamestream::input::{InputEvent, Key, Modifiers, MouseButton, MousePosition, Text};
use lumen_gpu::present::fit;
use winit::keyboard::KeyCode;

use super::keys::virtual_key;

/// A notch of the wheel. Source: docs/wire-gamestream.md "Input messages".
const NOTCH: f64 = 120.0;

/// Distance that a touchpad scrolls for one notch, in pixels before scaling: what libinput says
/// of a wheel's click.
const PIXELS_PER_NOTCH: f64 = 15.0;

/// What the user wants of the client itself: Ctrl+Alt+Shift and a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Z: give the pointer to the host, or take it back.
    Capture,
    /// S: show or hide the overlay.
    Overlay,
    /// X: fill the screen, or stop to.
    FullScreen,
    /// T: send text instead of keys, or stop to.
    Text,
    /// Q: leave.
    Quit,
}

impl Command {
    fn of(key: KeyCode) -> Option<Command> {
        Some(match key {
            KeyCode::KeyZ => Self::Capture,
            KeyCode::KeyS => Self::Overlay,
            KeyCode::KeyX => Self::FullScreen,
            KeyCode::KeyT => Self::Text,
            KeyCode::KeyQ => Self::Quit,
            _ => return None,
        })
    }
}

/// A key of the window.
#[derive(Clone, Copy, Debug)]
pub struct Stroke<'a> {
    /// Where it is on the keyboard.
    pub key: KeyCode,
    /// Down rather than up.
    pub down: bool,
    /// It has been down for a while.
    pub repeat: bool,
    /// What it types in the local layout.
    pub text: Option<&'a str>,
}

/// Takes events for the host.
pub type Sink<'a> = &'a mut dyn FnMut(InputEvent);

/// What is held, and what is left of movements below the wire's units.
pub struct Controls {
    /// Keys down, whether the host knows or not: for chords.
    pressed: Modifiers,
    /// By virtual-key code, as the host believes.
    held: [bool; 256],
    buttons: [bool; 5],
    motion: (f64, f64),
    wheel: (f64, f64),
    /// Send what keys type rather than where they are.
    text: bool,
}

impl Controls {
    /// Nothing is held.
    pub fn new(text: bool) -> Controls {
        Controls {
            pressed: Modifiers(0),
            held: [false; 256],
            buttons: [false; 5],
            motion: (0.0, 0.0),
            wheel: (0.0, 0.0),
            text,
        }
    }

    /// True while text is sent instead of keys.
    pub fn sends_text(&self) -> bool {
        self.text
    }

    /// Sends text instead of keys from now on, or stops to.
    pub fn toggle_text(&mut self) {
        self.text = !self.text;
    }

    /// A key went down or up. A chord releases everything and is for the client alone.
    pub fn key(&mut self, stroke: Stroke<'_>, sink: Sink<'_>) -> Option<Command> {
        let Stroke { key, down, repeat, text } = stroke;
        self.press_modifier(key, down);
        let chord = self.pressed.contains(CHORD) && down;
        if let Some(command) = Command::of(key).filter(|_| chord) {
            self.release_all(sink);
            return (!repeat).then_some(command);
        }
        if self.text && down && self.types(text, sink) {
            return None;
        }
        let alt_gr = self.text && key == KeyCode::AltRight;
        if let Some(code) = virtual_key(key).filter(|_| !repeat && !alt_gr) {
            self.hold(code, down, sink);
        }
        None
    }

    /// Sends what a key types; false when it types nothing, or is part of a shortcut.
    fn types(&self, text: Option<&str>, sink: Sink<'_>) -> bool {
        let shortcut = [0xA2, 0xA3, 0xA4, 0x5B, 0x5C].iter().any(|&code: &usize| self.held[code]);
        let printable = |text: &&str| !text.is_empty() && !text.chars().any(char::is_control);
        let Some(text) = text.filter(printable).filter(|_| !shortcut) else { return false };
        self.commit(text, sink);
        true
    }

    /// Sends text, a character at a time as stock clients do.
    pub fn commit(&self, text: &str, sink: Sink<'_>) {
        for character in text.chars() {
            let event = Text::new(character.encode_utf8(&mut [0; 4]));
            event.into_iter().for_each(|text| sink(InputEvent::Text(text)));
        }
    }

    fn press_modifier(&mut self, key: KeyCode, down: bool) {
        let modifier = match key {
            KeyCode::ShiftLeft | KeyCode::ShiftRight => Modifiers::SHIFT,
            KeyCode::ControlLeft | KeyCode::ControlRight => Modifiers::CTRL,
            KeyCode::AltLeft | KeyCode::AltRight => Modifiers::ALT,
            _ => return,
        };
        self.pressed.0 =
            if down { self.pressed.0 | modifier.0 } else { self.pressed.0 & !modifier.0 };
    }

    fn hold(&mut self, code: u8, down: bool, sink: Sink<'_>) {
        if self.held[usize::from(code)] != down {
            self.held[usize::from(code)] = down;
            let modifiers = self.modifiers();
            sink(InputEvent::Key(Key { code, down, modifiers, positional: true }));
        }
    }

    /// What the host believes to be held.
    fn modifiers(&self) -> Modifiers {
        let any = |codes: [usize; 2], modifier: Modifiers| {
            if codes.iter().any(|&code| self.held[code]) { modifier.0 } else { 0 }
        };
        Modifiers(
            any([0xA0, 0xA1], Modifiers::SHIFT)
                | any([0xA2, 0xA3], Modifiers::CTRL)
                | any([0xA4, 0xA5], Modifiers::ALT)
                | any([0x5B, 0x5C], Modifiers::META),
        )
    }

    /// A button of the mouse went down or up.
    pub fn button(&mut self, button: MouseButton, down: bool, sink: Sink<'_>) {
        let held = &mut self.buttons[usize::from(button.to_wire() - 1)];
        if *held != down {
            *held = down;
            sink(InputEvent::MouseButton { button, down });
        }
    }

    /// The pointer is at a point of a window of this size that shows a picture of that size.
    pub fn pointer(&self, at: (f64, f64), window: (u32, u32), picture: (u32, u32), sink: Sink<'_>) {
        let (x, y) = fit(picture, window).to_picture(at, picture);
        let short = |value: u32| value.min(i16::MAX as u32) as i16;
        let end = |size: u32| short(size.saturating_sub(1)).max(1);
        sink(InputEvent::MousePosition(MousePosition {
            x: short(x),
            y: short(y),
            right: end(picture.0),
            bottom: end(picture.1),
        }));
    }

    /// The mouse moved by this much, right and down positive. Fractions add up.
    pub fn motion(&mut self, (dx, dy): (f64, f64), sink: Sink<'_>) {
        let (dx, dy) = (whole(&mut self.motion.0, dx), whole(&mut self.motion.1, dy));
        if (dx, dy) != (0, 0) {
            sink(InputEvent::MouseMove { dx, dy });
        }
    }

    /// The wheel turned by so many notches, right and away from the user positive.
    pub fn wheel(&mut self, (right, away): (f64, f64), sink: Sink<'_>) {
        let right = whole(&mut self.wheel.0, right * NOTCH);
        let away = whole(&mut self.wheel.1, away * NOTCH);
        if away != 0 {
            sink(InputEvent::Scroll(away));
        }
        if right != 0 {
            sink(InputEvent::ScrollHorizontal(right));
        }
    }

    /// A touchpad scrolled by this distance in pixels before scaling.
    pub fn scroll(&mut self, (right, away): (f64, f64), sink: Sink<'_>) {
        self.wheel((right / PIXELS_PER_NOTCH, away / PIXELS_PER_NOTCH), sink);
    }

    /// Releases everything that the host believes to be held.
    pub fn release_all(&mut self, sink: Sink<'_>) {
        for code in 0..=u8::MAX {
            self.hold(code, false, sink);
        }
        for button in BUTTONS {
            self.button(button, false, sink);
        }
        (self.motion, self.wheel) = ((0.0, 0.0), (0.0, 0.0));
    }

    /// The window hears no more: also forgets which modifiers are down.
    pub fn lose_focus(&mut self, sink: Sink<'_>) {
        self.release_all(sink);
        self.pressed = Modifiers(0);
    }
}

const CHORD: Modifiers = Modifiers(Modifiers::SHIFT.0 | Modifiers::CTRL.0 | Modifiers::ALT.0);

const BUTTONS: [MouseButton; 5] = [
    MouseButton::Left,
    MouseButton::Middle,
    MouseButton::Right,
    MouseButton::Back,
    MouseButton::Forward,
];

/// The whole part of what has added up; the rest is kept.
fn whole(rest: &mut f64, more: f64) -> i16 {
    *rest += more;
    let whole = rest.trunc();
    *rest -= whole;
    whole as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(key: KeyCode, down: bool) -> Stroke<'static> {
        Stroke { key, down, repeat: false, text: None }
    }

    /// What the host is told when these keys go down (true) or up.
    fn told(controls: &mut Controls, strokes: &[(KeyCode, bool)]) -> Vec<(u8, bool, u8)> {
        let mut told = Vec::new();
        for &(key, down) in strokes {
            controls.key(stroke(key, down), &mut |event| {
                let InputEvent::Key(key) = event else { panic!("{event:?}") };
                told.push((key.code, key.down, key.modifiers.0));
            });
        }
        told
    }

    #[test]
    fn keys_go_down_and_up_with_what_is_held() {
        let mut controls = Controls::new(false);
        let (shift, a) = (KeyCode::ShiftLeft, KeyCode::KeyA);
        let told = told(&mut controls, &[(shift, true), (a, true), (a, false), (shift, false)]);
        let expected = [(0xA0, true, 1), (0x41, true, 1), (0x41, false, 1), (0xA0, false, 0)];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_chord_releases_everything_and_stays_here() {
        let mut controls = Controls::new(false);
        let chord = [KeyCode::ControlLeft, KeyCode::AltLeft, KeyCode::ShiftLeft];
        told(&mut controls, &chord.map(|key| (key, true)));
        let mut released = Vec::new();
        let command = controls.key(stroke(KeyCode::KeyZ, true), &mut |event| released.push(event));
        assert_eq!(command, Some(Command::Capture));
        assert_eq!(released.len(), 3);
        let ups = told(&mut controls, &[(KeyCode::KeyZ, false), (KeyCode::ControlLeft, false)]);
        assert!(ups.is_empty(), "{ups:?}");
    }

    #[test]
    fn text_is_what_the_local_layout_types_unless_it_is_a_shortcut() {
        let mut controls = Controls::new(true);
        let mut sent = Vec::new();
        let typed = Stroke { text: Some("ß"), ..stroke(KeyCode::Minus, true) };
        controls.key(typed, &mut |event| sent.push(event));
        assert_eq!(sent, [InputEvent::Text(Text::new("ß").unwrap())]);
        assert!(told(&mut controls, &[(KeyCode::Minus, false)]).is_empty());
        told(&mut controls, &[(KeyCode::ControlLeft, true)]);
        let shortcut = Stroke { text: Some("c"), ..stroke(KeyCode::KeyC, true) };
        sent.clear();
        controls.key(shortcut, &mut |event| sent.push(event));
        assert!(matches!(sent[..], [InputEvent::Key(Key { code: b'C', .. })]));
    }

    #[test]
    fn fractions_of_movements_add_up() {
        let (mut controls, mut sent) = (Controls::new(false), Vec::new());
        for _ in 0..4 {
            controls.motion((0.5, -0.25), &mut |event| sent.push(event));
            controls.scroll((0.0, 3.75), &mut |event| sent.push(event));
        }
        let moved: i32 = sent
            .iter()
            .map(
                |event| {
                    if let InputEvent::MouseMove { dx, .. } = event { i32::from(*dx) } else { 0 }
                },
            )
            .sum();
        let turned: i32 = sent
            .iter()
            .map(|event| if let InputEvent::Scroll(turn) = event { i32::from(*turn) } else { 0 })
            .sum();
        assert_eq!((moved, turned), (2, 120));
        assert!(sent.contains(&InputEvent::MouseMove { dx: 1, dy: -1 }));
    }

    #[test]
    fn nothing_is_held_after_the_focus_is_lost() {
        let mut controls = Controls::new(false);
        told(&mut controls, &[(KeyCode::KeyA, true), (KeyCode::AltLeft, true)]);
        controls.button(MouseButton::Right, true, &mut |_| {});
        let mut sent = Vec::new();
        controls.lose_focus(&mut |event| sent.push(event));
        assert_eq!(sent.len(), 3);
        sent.clear();
        controls.lose_focus(&mut |event| sent.push(event));
        assert!(sent.is_empty());
    }

    #[test]
    fn the_pointer_is_where_it_is_on_the_picture() {
        let (controls, mut sent) = (Controls::new(false), Vec::new());
        controls.pointer((512.0, 384.0), (1024, 768), (1280, 720), &mut |event| sent.push(event));
        let position = MousePosition { x: 640, y: 360, right: 1279, bottom: 719 };
        assert_eq!(sent, [InputEvent::MousePosition(position)]);
    }
}
