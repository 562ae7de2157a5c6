//! Keys of the window to the codes of the wire.
//!
//! The wire's codes are Windows virtual-key codes by position: each stands for the key that has
//! this meaning on a US keyboard, whatever the layout. Sources: Microsoft, "Virtual-Key Codes";
//! UI Events KeyboardEvent code Values (W3C), whose names the window's key codes are.

use winit::keyboard::KeyCode;

/// The code of a key, if the wire has one.
pub fn virtual_key(key: KeyCode) -> Option<u8> {
    letter(key)
        .or_else(|| digit(key))
        .or_else(|| function(key))
        .or_else(|| editing(key))
        .or_else(|| modifier(key))
        .or_else(|| punctuation(key))
        .or_else(|| numpad(key))
        .or_else(|| other(key))
}

/// Where `key` is in a row of keys whose codes follow each other.
fn place(row: &[KeyCode], key: KeyCode) -> Option<u8> {
    row.iter().position(|&known| known == key).map(|place| place as u8)
}

fn letter(key: KeyCode) -> Option<u8> {
    use KeyCode::*;
    const ROW: [KeyCode; 26] = [
        KeyA, KeyB, KeyC, KeyD, KeyE, KeyF, KeyG, KeyH, KeyI, KeyJ, KeyK, KeyL, KeyM, KeyN, KeyO,
        KeyP, KeyQ, KeyR, KeyS, KeyT, KeyU, KeyV, KeyW, KeyX, KeyY, KeyZ,
    ];
    place(&ROW, key).map(|place| b'A' + place)
}

fn digit(key: KeyCode) -> Option<u8> {
    use KeyCode::*;
    const ROW: [KeyCode; 10] =
        [Digit0, Digit1, Digit2, Digit3, Digit4, Digit5, Digit6, Digit7, Digit8, Digit9];
    place(&ROW, key).map(|place| b'0' + place)
}

fn function(key: KeyCode) -> Option<u8> {
    use KeyCode::*;
    const ROW: [KeyCode; 24] = [
        F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12, F13, F14, F15, F16, F17, F18, F19, F20,
        F21, F22, F23, F24,
    ];
    place(&ROW, key).map(|place| 0x70 + place)
}

fn editing(key: KeyCode) -> Option<u8> {
    Some(match key {
        KeyCode::Backspace => 0x08,
        KeyCode::Tab => 0x09,
        KeyCode::Enter => 0x0D,
        KeyCode::Pause => 0x13,
        KeyCode::Escape => 0x1B,
        KeyCode::Space => 0x20,
        KeyCode::PageUp => 0x21,
        KeyCode::PageDown => 0x22,
        KeyCode::End => 0x23,
        KeyCode::Home => 0x24,
        KeyCode::ArrowLeft => 0x25,
        KeyCode::ArrowUp => 0x26,
        KeyCode::ArrowRight => 0x27,
        KeyCode::ArrowDown => 0x28,
        KeyCode::PrintScreen => 0x2C,
        KeyCode::Insert => 0x2D,
        KeyCode::Delete => 0x2E,
        KeyCode::ContextMenu => 0x5D,
        _ => return None,
    })
}

fn modifier(key: KeyCode) -> Option<u8> {
    Some(match key {
        KeyCode::CapsLock => 0x14,
        KeyCode::SuperLeft => 0x5B,
        KeyCode::SuperRight => 0x5C,
        KeyCode::NumLock => 0x90,
        KeyCode::ScrollLock => 0x91,
        KeyCode::ShiftLeft => 0xA0,
        KeyCode::ShiftRight => 0xA1,
        KeyCode::ControlLeft => 0xA2,
        KeyCode::ControlRight => 0xA3,
        KeyCode::AltLeft => 0xA4,
        KeyCode::AltRight => 0xA5,
        _ => return None,
    })
}

fn punctuation(key: KeyCode) -> Option<u8> {
    Some(match key {
        KeyCode::Semicolon => 0xBA,
        KeyCode::Equal => 0xBB,
        KeyCode::Comma => 0xBC,
        KeyCode::Minus => 0xBD,
        KeyCode::Period => 0xBE,
        KeyCode::Slash => 0xBF,
        KeyCode::Backquote => 0xC0,
        KeyCode::BracketLeft => 0xDB,
        KeyCode::Backslash => 0xDC,
        KeyCode::BracketRight => 0xDD,
        KeyCode::Quote => 0xDE,
        KeyCode::IntlRo => 0xC1,
        KeyCode::IntlBackslash => 0xE2,
        _ => return None,
    })
}

fn numpad(key: KeyCode) -> Option<u8> {
    use KeyCode::*;
    const ROW: [KeyCode; 10] =
        [Numpad0, Numpad1, Numpad2, Numpad3, Numpad4, Numpad5, Numpad6, Numpad7, Numpad8, Numpad9];
    place(&ROW, key).map(|place| 0x60 + place).or(match key {
        NumpadMultiply => Some(0x6A),
        NumpadAdd => Some(0x6B),
        NumpadComma => Some(0x6C),
        NumpadSubtract => Some(0x6D),
        NumpadDecimal => Some(0x6E),
        NumpadDivide => Some(0x6F),
        NumpadEqual => Some(0x92),
        // The wire has one Enter.
        NumpadEnter => Some(0x0D),
        _ => None,
    })
}

fn other(key: KeyCode) -> Option<u8> {
    Some(match key {
        KeyCode::KanaMode => 0x15,
        KeyCode::Lang2 => 0x19,
        KeyCode::Convert => 0x1C,
        KeyCode::NonConvert => 0x1D,
        KeyCode::AudioVolumeMute => 0xAD,
        KeyCode::AudioVolumeDown => 0xAE,
        KeyCode::AudioVolumeUp => 0xAF,
        KeyCode::MediaTrackNext => 0xB0,
        KeyCode::MediaTrackPrevious => 0xB1,
        KeyCode::MediaStop => 0xB2,
        KeyCode::MediaPlayPause => 0xB3,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_their_ascii_codes() {
        assert_eq!(virtual_key(KeyCode::KeyA), Some(b'A'));
        assert_eq!(virtual_key(KeyCode::KeyZ), Some(b'Z'));
        assert_eq!(virtual_key(KeyCode::Digit0), Some(b'0'));
        assert_eq!(virtual_key(KeyCode::F24), Some(0x87));
        assert_eq!(virtual_key(KeyCode::Numpad9), Some(0x69));
        assert_eq!(virtual_key(KeyCode::Copy), None);
    }
}
