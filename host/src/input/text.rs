//! A keyboard layout made of the characters that were typed: text needs characters, not keys,
//! and the layout of the real keyboard may have neither.
//!
//! Each character gets one of the keys that print something on a real keyboard, since apps treat
//! others (Escape, say) by their place. The least recently given key is the next to be given
//! away, so ordinary text needs a new layout only when it brings a new character.

use std::fmt::Write;

use super::KeyCode;

/// Which character is on which key.
pub(super) struct TextLayout {
    keys: [Option<char>; KEYS.len()],
    next: usize,
}

/// Where a character is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On this key, as before.
    Known(KeyCode),
    /// On this key from now on: the compositor needs the new layout first.
    New(KeyCode),
}

/// The printing keys of the alphanumeric block, in the order of their codes.
const KEYS: [u8; 46] = [
    2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, // 1 to =
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, // Q to ]
    30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, // A to '
    43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, // \ to /
];

impl TextLayout {
    /// A layout without any character.
    pub(super) fn empty() -> TextLayout {
        TextLayout { keys: [None; KEYS.len()], next: 0 }
    }

    /// Finds or makes a place for a character; `None` for control characters that no key types.
    pub(super) fn place(&mut self, char: char) -> Option<Place> {
        // CR and LF are the same key.
        let char = if char == '\r' { '\n' } else { char };
        keysym(char)?;
        let code = |index: usize| KeyCode(KEYS[index].into());
        if let Some(index) = self.keys.iter().position(|key| *key == Some(char)) {
            return Some(Place::Known(code(index)));
        }
        let index = self.next;
        self.next = (index + 1) % KEYS.len();
        self.keys[index] = Some(char);
        Some(Place::New(code(index)))
    }

    /// The layout in the form that compositors take (XKB text format, version 1).
    pub(super) fn to_xkb(&self) -> String {
        let mut codes = String::new();
        let mut symbols = String::new();
        for (place, char) in KEYS.iter().zip(self.keys) {
            let Some(keysym) = char.and_then(keysym) else { continue };
            // An XKB key code is the evdev code and 8.
            let _ = writeln!(codes, "<T{place}> = {};", u32::from(*place) + 8);
            let _ = writeln!(symbols, "key <T{place}> {{ [ {keysym} ] }};");
        }
        format!(
            "xkb_keymap {{\n\
             xkb_keycodes \"text\" {{\nminimum = 8;\nmaximum = 255;\n{codes}}};\n\
             xkb_types \"text\" {{ include \"complete\" }};\n\
             xkb_compatibility \"text\" {{ include \"complete\" }};\n\
             xkb_symbols \"text\" {{\n{symbols}}};\n\
             }};\n"
        )
    }
}

/// Name of the keysym that types `char`.
fn keysym(char: char) -> Option<String> {
    match char {
        '\n' => Some("Return".to_owned()),
        '\t' => Some("Tab".to_owned()),
        '\u{8}' => Some("BackSpace".to_owned()),
        '\u{1b}' => Some("Escape".to_owned()),
        '\u{7f}' => Some("Delete".to_owned()),
        _ if char.is_control() => None,
        _ => Some(format!("U{:04X}", u32::from(char))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_keeps_its_key_until_the_keys_run_out() {
        let mut layout = TextLayout::empty();
        let Some(Place::New(key)) = layout.place('a') else { panic!() };
        assert_eq!(layout.place('a'), Some(Place::Known(key)));
        for offset in 1..KEYS.len() as u32 {
            let char = char::from_u32(0x1F600 + offset).unwrap();
            assert!(matches!(layout.place(char), Some(Place::New(other)) if other != key));
        }
        assert_eq!(layout.place('a'), Some(Place::Known(key)));
        assert_eq!(layout.place('b'), Some(Place::New(key)));
        assert!(matches!(layout.place('a'), Some(Place::New(_))));
    }

    #[test]
    fn control_characters_are_keys_or_nothing() {
        let mut layout = TextLayout::empty();
        assert!(layout.place('\n').is_some());
        assert!(matches!(layout.place('\r'), Some(Place::Known(_))));
        assert_eq!(layout.place('\0'), None);
        assert_eq!(layout.place('\u{85}'), None);
    }

    #[test]
    fn the_layout_names_what_was_placed() {
        let mut layout = TextLayout::empty();
        layout.place('é');
        layout.place('😀');
        let text = layout.to_xkb();
        assert!(text.contains("<T2> = 10;") && text.contains("key <T2> { [ U00E9 ] };"));
        assert!(text.contains("key <T3> { [ U1F600 ] };"), "{text}");
    }
}
