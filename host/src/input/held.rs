//! Which keys and buttons are down.

use super::{Button, InputEvent, KeyCode};

/// Codes up to KEY_MAX of linux/input-event-codes.h.
const KEYS: usize = 768;

const BUTTONS: [Button; 5] =
    [Button::Left, Button::Middle, Button::Right, Button::Back, Button::Forward];

/// The set of keys and buttons that are down.
#[derive(Clone, Debug)]
pub(super) struct Held {
    keys: [u64; KEYS / 64],
    buttons: [bool; BUTTONS.len()],
}

impl Held {
    pub(super) fn nothing() -> Held {
        Held { keys: [0; KEYS / 64], buttons: [false; BUTTONS.len()] }
    }

    /// Takes a key event; false if it changes nothing or there is no such key.
    pub(super) fn key(&mut self, code: KeyCode, down: bool) -> bool {
        let Some(word) = self.keys.get_mut(usize::from(code.0) / 64) else { return false };
        let bit = 1 << (code.0 % 64);
        let changes = (*word & bit != 0) != down;
        *word = if down { *word | bit } else { *word & !bit };
        changes
    }

    /// Takes a button event; false if it changes nothing.
    pub(super) fn button(&mut self, button: Button, down: bool) -> bool {
        std::mem::replace(&mut self.buttons[button as usize], down) != down
    }

    /// The events that let go of everything. The set itself changes as they are injected.
    pub(super) fn releases(&self) -> Vec<InputEvent> {
        let held = |code: &u16| self.keys[usize::from(*code) / 64] >> (code % 64) & 1 == 1;
        let keys = (0..KEYS as u16).filter(held);
        let keys = keys.map(|code| InputEvent::Key { code: KeyCode(code), down: false });
        let buttons = BUTTONS.into_iter().filter(|button| self.buttons[*button as usize]);
        keys.chain(buttons.map(|button| InputEvent::Button { button, down: false })).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changes_count() {
        let mut held = Held::nothing();
        assert!(!held.key(KeyCode(30), false));
        assert!(held.key(KeyCode(30), true));
        assert!(!held.key(KeyCode(30), true));
        assert!(held.key(KeyCode(30), false));
        assert!(!held.key(KeyCode(u16::MAX), true));
        assert!(held.button(Button::Forward, true));
        assert!(!held.button(Button::Forward, true));
    }

    #[test]
    fn everything_held_is_released_once() {
        let mut held = Held::nothing();
        for code in [0, 63, 64, 767] {
            held.key(KeyCode(code), true);
        }
        held.button(Button::Back, true);
        let releases = held.releases();
        assert_eq!(releases.len(), 5);
        for event in releases {
            match event {
                InputEvent::Key { code, down } => assert!(held.key(code, down)),
                InputEvent::Button { button, down } => assert!(held.button(button, down)),
                other => panic!("{other:?}"),
            }
        }
        assert!(held.releases().is_empty());
    }
}
