//! What a key event means: the keyboard's layout and state, as `wl_keyboard` reports them.

use std::fs::File;
use std::os::unix::fs::FileExt;

use kbvm::lookup::LookupTable;
use kbvm::xkb::Context;
use kbvm::xkb::diagnostic::WriteToLog;
use kbvm::{Components, GroupIndex, Keycode, ModifierMask};

/// The layout and modifiers of one keyboard.
#[derive(Default)]
pub struct Keyboard {
    layout: Option<LookupTable>,
    state: Components,
}

/// A layout takes some 50 kB.
const LARGEST: u32 = 1 << 20;

/// What a key stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Name of the keysym.
    pub sym: String,
    /// The character, if it has one.
    pub text: String,
}

impl Keyboard {
    /// Takes the layout from the file that `wl_keyboard.keymap` hands over.
    pub fn set_layout(&mut self, file: &File, size: u32) {
        let mut text = vec![0; size.min(LARGEST) as usize];
        // Other clients may have been handed the same open file: its position is not ours.
        let read = file.read_exact_at(&mut text, 0);
        // The text ends in a zero (wl_keyboard.keymap_format, xkb_v1).
        let text = text.strip_suffix(&[0]).unwrap_or(&text);
        self.set_layout_text(if read.is_ok() { text } else { &[] });
    }

    fn set_layout_text(&mut self, text: &[u8]) {
        let mut context = Context::builder();
        context.enable_environment(false);
        let keymap = context.build().keymap_from_bytes(WriteToLog, None, text);
        self.layout = keymap.ok().map(|keymap| keymap.to_builder().build_lookup_table());
    }

    /// Takes the state from `wl_keyboard.modifiers`.
    pub fn set_modifiers(&mut self, depressed: u32, latched: u32, locked: u32, group: u32) {
        self.state.mods_pressed = ModifierMask(depressed);
        self.state.mods_latched = ModifierMask(latched);
        self.state.mods_locked = ModifierMask(locked);
        self.state.group_locked = GroupIndex(group);
        self.state.update_effective();
    }

    /// What the key with this evdev code stands for now.
    pub fn meaning(&self, code: u32) -> Meaning {
        let Some(layout) = &self.layout else { return Meaning::default() };
        let found = layout.lookup(self.state.group, self.state.mods, Keycode::from_evdev(code));
        let mut meaning = Meaning::default();
        for symbol in found {
            meaning.sym = symbol.keysym().to_string();
            meaning.text.extend(symbol.char().filter(|char| !char.is_control()));
        }
        meaning
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_KEYS: &[u8] = b"xkb_keymap {
        xkb_keycodes { <a> = 38; <smile> = 39; <enter> = 40; };
        xkb_types { type \"TWO\" { modifiers = Shift; map[Shift] = 2; }; type \"ONE_LEVEL\" { modifiers = None; }; };
        xkb_compat { };
        xkb_symbols {
            key <a> { type = \"TWO\", [ a, A ] };
            key <smile> { [ U1F600 ] };
            key <enter> { [ Return ] };
        };
    };";

    fn meaning(sym: &str, text: &str) -> Meaning {
        Meaning { sym: sym.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn keys_mean_what_layout_and_state_say() {
        let mut keyboard = Keyboard::default();
        assert_eq!(keyboard.meaning(30), Meaning::default());
        keyboard.set_layout_text(TWO_KEYS);
        assert_eq!(keyboard.meaning(30), meaning("a", "a"));
        assert_eq!(keyboard.meaning(31).text, "\u{1F600}");
        assert_eq!(keyboard.meaning(32), meaning("Return", ""));
        keyboard.set_modifiers(1, 0, 0, 0);
        assert_eq!(keyboard.meaning(30), meaning("A", "A"));
    }
}
