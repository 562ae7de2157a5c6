//! The client's table of keys and the host's are each other's inverse.

use lumen_client::window::keys::virtual_key;
use lumen_host::input::keymap::key_for_vk;
use winit::keyboard::{KeyCode, PhysicalKey};
use winit::platform::scancode::PhysicalKeyExtScancode;

/// Highest code of linux/input-event-codes.h that is a key of a keyboard.
const KEYS: u32 = 248;

#[test]
fn a_key_of_the_window_is_the_same_key_on_the_host() {
    let mut keys = 0;
    for code in 1..KEYS {
        let PhysicalKey::Code(key) = PhysicalKey::from_scancode(code) else { continue };
        let Some(wire) = virtual_key(key) else { continue };
        // The wire has one Enter.
        let expected = if key == KeyCode::NumpadEnter { 28 } else { code };
        let got = key_for_vk(wire).map(|key| u32::from(key.0));
        assert_eq!(got, Some(expected), "{key:?} is {wire:#x} on the wire");
        keys += 1;
    }
    assert!(keys >= 110, "{keys} keys have a code");
}
