//! Input events.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::gamestream::input::InputEvent;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(Some(event)) = InputEvent::parse(bytes) {
        let mut written = Vec::new();
        event.write(&mut written);
        assert_eq!(InputEvent::parse(&written), Ok(Some(event)));
        if let InputEvent::MousePosition(position) = event {
            let (x, y) = position.on_picture(1920, 1080);
            assert!(x < 1920 && y < 1080);
        }
    }
});
