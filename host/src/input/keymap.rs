//! Windows virtual-key codes, as GameStream clients send them, to the keys that they mean.
//!
//! The codes are positional: each stands for the key that has this meaning on a US keyboard,
//! whatever the layout on either side. Sources: Microsoft, "Virtual-Key Codes"; which key of a
//! US keyboard an OEM code is: the same page; codes on the right: linux/input-event-codes.h.

use super::KeyCode;

/// The key that a virtual-key code means, if it means one.
pub fn key_for_vk(vk: u8) -> Option<KeyCode> {
    let code = match vk {
        0x30..=0x39 => DIGITS[usize::from(vk - 0x30)],
        0x41..=0x5A => LETTERS[usize::from(vk - 0x41)],
        0x60..=0x69 => NUMPAD[usize::from(vk - 0x60)],
        0x70..=0x79 => 59 + u16::from(vk - 0x70), // F1 to F10
        0x7A..=0x7B => 87 + u16::from(vk - 0x7A), // F11, F12
        0x7C..=0x87 => 183 + u16::from(vk - 0x7C), // F13 to F24
        _ => other(vk)?,
    };
    Some(KeyCode(code))
}

/// 0 to 9.
const DIGITS: [u16; 10] = [11, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/// A to Z.
const LETTERS: [u16; 26] = [
    30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, // A to M
    49, 24, 25, 16, 19, 31, 20, 22, 47, 17, 45, 21, 44, // N to Z
];

/// 0 to 9 on the numeric pad.
const NUMPAD: [u16; 10] = [82, 79, 80, 81, 75, 76, 77, 71, 72, 73];

fn other(vk: u8) -> Option<u16> {
    editing(vk).or_else(|| modifier(vk)).or_else(|| punctuation(vk)).or_else(|| media(vk))
}

fn editing(vk: u8) -> Option<u16> {
    Some(match vk {
        0x03 => 223, // CANCEL
        0x08 => 14,  // BACK
        0x09 => 15,  // TAB
        0x0C => 76,  // CLEAR: the 5 of the numeric pad without Num Lock
        0x0D => 28,  // RETURN
        0x13 => 119, // PAUSE
        0x15 => 93,  // KANA, HANGUL
        0x19 => 123, // KANJI, HANJA
        0x1B => 1,   // ESCAPE
        0x1C => 92,  // CONVERT
        0x1D => 94,  // NONCONVERT
        0x20 => 57,  // SPACE
        0x21 => 104, // PRIOR
        0x22 => 109, // NEXT
        0x23 => 107, // END
        0x24 => 102, // HOME
        0x25 => 105, // LEFT
        0x26 => 103, // UP
        0x27 => 106, // RIGHT
        0x28 => 108, // DOWN
        0x2A => 210, // PRINT
        0x2C => 99,  // SNAPSHOT
        0x2D => 110, // INSERT
        0x2E => 111, // DELETE
        0x2F => 138, // HELP
        0x5D => 127, // APPS
        0x5F => 142, // SLEEP
        _ => return None,
    })
}

fn modifier(vk: u8) -> Option<u16> {
    Some(match vk {
        0x10 | 0xA0 => 42, // SHIFT, LSHIFT
        0x11 | 0xA2 => 29, // CONTROL, LCONTROL
        0x12 | 0xA4 => 56, // MENU, LMENU
        0x14 => 58,        // CAPITAL
        0x5B => 125,       // LWIN
        0x5C => 126,       // RWIN
        0x90 => 69,        // NUMLOCK
        0x91 => 70,        // SCROLL
        0xA1 => 54,        // RSHIFT
        0xA3 => 97,        // RCONTROL
        0xA5 => 100,       // RMENU
        _ => return None,
    })
}

fn punctuation(vk: u8) -> Option<u16> {
    Some(match vk {
        0x6A => 55,         // MULTIPLY
        0x6B => 78,         // ADD
        0x6C | 0xC2 => 121, // SEPARATOR, ABNT_C2
        0x6D => 74,         // SUBTRACT
        0x6E => 83,         // DECIMAL
        0x6F => 98,         // DIVIDE
        0x92 => 117,        // OEM_NEC_EQUAL
        0xBA => 39,         // OEM_1 ;
        0xBB => 13,         // OEM_PLUS =
        0xBC => 51,         // OEM_COMMA
        0xBD => 12,         // OEM_MINUS
        0xBE => 52,         // OEM_PERIOD
        0xBF => 53,         // OEM_2 /
        0xC0 => 41,         // OEM_3 `
        0xC1 => 89,         // ABNT_C1
        0xDB => 26,         // OEM_4 [
        0xDC => 43,         // OEM_5 \
        0xDD => 27,         // OEM_6 ]
        0xDE => 40,         // OEM_7 '
        0xE2 => 86,         // OEM_102
        _ => return None,
    })
}

fn media(vk: u8) -> Option<u16> {
    Some(match vk {
        0xA6 => 158, // BROWSER_BACK
        0xA7 => 159, // BROWSER_FORWARD
        0xA8 => 173, // BROWSER_REFRESH
        0xA9 => 128, // BROWSER_STOP
        0xAA => 217, // BROWSER_SEARCH
        0xAB => 156, // BROWSER_FAVORITES
        0xAC => 172, // BROWSER_HOME
        0xAD => 113, // VOLUME_MUTE
        0xAE => 114, // VOLUME_DOWN
        0xAF => 115, // VOLUME_UP
        0xB0 => 163, // MEDIA_NEXT_TRACK
        0xB1 => 165, // MEDIA_PREV_TRACK
        0xB2 => 166, // MEDIA_STOP
        0xB3 => 164, // MEDIA_PLAY_PAUSE
        0xB4 => 155, // LAUNCH_MAIL
        0xB5 => 226, // LAUNCH_MEDIA_SELECT
        0xB6 => 157, // LAUNCH_APP1: the file manager
        0xB7 => 140, // LAUNCH_APP2: the calculator
        0xFA => 207, // PLAY
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(vk: u8) -> Option<u16> {
        key_for_vk(vk).map(|key| key.0)
    }

    #[test]
    fn keys_are_where_a_us_keyboard_has_them() {
        // The rows of letters, from the left: input-event-codes.h numbers them in order.
        for (row, first) in [("QWERTYUIOP", 16), ("ASDFGHJKL", 30), ("ZXCVBNM", 44)] {
            for (place, letter) in row.bytes().enumerate() {
                assert_eq!(code(letter), Some(first + place as u16), "{}", letter as char);
            }
        }
        for (place, digit) in "1234567890".bytes().enumerate() {
            assert_eq!(code(digit), Some(2 + place as u16));
        }
        assert_eq!(
            [0x70, 0x79, 0x7A, 0x7B, 0x7C, 0x87].map(code),
            [59, 68, 87, 88, 183, 194].map(Some)
        );
    }

    #[test]
    fn what_means_no_key_has_none() {
        for vk in [0x00, 0x01, 0x02, 0x04, 0x07, 0x3A, 0x40, 0x5E, 0x88, 0xE7, 0xFF] {
            assert_eq!(code(vk), None, "{vk:#x}");
        }
    }

    #[test]
    fn no_two_positions_share_a_key() {
        // Codes that are two names of one key.
        let aliases = [0x0C, 0xA0, 0xA2, 0xA4, 0xC2];
        let mut codes: Vec<u16> =
            (0..=255).filter(|vk| !aliases.contains(vk)).filter_map(code).collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(all > 140, "{all}");
    }
}
