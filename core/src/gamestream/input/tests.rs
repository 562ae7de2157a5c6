//! Events recorded from the real client, and every way to break one.

use proptest::prelude::*;

use super::*;
use crate::gamestream::control::Sensor;

fn pad(index: u16) -> GamepadIndex {
    GamepadIndex::new(index).unwrap()
}

/// Vectors: docs/wire-gamestream.md "Test vectors", input messages.
fn recorded() -> Vec<(&'static str, InputEvent)> {
    let text = |text: &str| InputEvent::Text(Text::new(text).unwrap());
    vec![
        ("000000060d0000000100", InputEvent::Haptics(true)),
        ("0000000807000000fffd0007", InputEvent::MouseMove { dx: -3, dy: 7 }),
        (
            "0000000e05000000006400c80000027f0167",
            InputEvent::MousePosition(MousePosition { x: 100, y: 200, right: 639, bottom: 359 }),
        ),
        ("000000050800000001", InputEvent::MouseButton { button: MouseButton::Left, down: true }),
        ("000000050900000001", InputEvent::MouseButton { button: MouseButton::Left, down: false }),
        ("0000000a0a000000ff88ff880000", InputEvent::Scroll(-120)),
        ("0000000601000055003c", InputEvent::ScrollHorizontal(60)),
        (
            "0000000a03000000004180030000",
            InputEvent::Key(Key {
                code: 0x41,
                down: true,
                modifiers: Modifiers(Modifiers::SHIFT.0 | Modifiers::CTRL.0),
                positional: true,
            }),
        ),
        (
            "0000000a04000000014180000000",
            InputEvent::Key(Key {
                code: 0x41,
                down: false,
                modifiers: Modifiers(0),
                positional: false,
            }),
        ),
        ("000000051700000061", text("a")),
        ("0000000617000000c3a9", text("é")),
        ("0000000717000000e282ac", text("€")),
        ("0000000817000000f09f9880", text("\u{1f600}")),
        (
            "0000000c040000550102ff00ffff3f00",
            InputEvent::GamepadArrival(GamepadArrival {
                gamepad: pad(1),
                kind: GamepadKind::PlayStation,
                capabilities: Capabilities(0xff),
                buttons: Buttons(0x3f_ffff),
            }),
        ),
        (
            "0000001e0c0000001a0001000300140000900aff0080ff7f0100ffff9c0010005500",
            InputEvent::Gamepad(GamepadState {
                gamepad: pad(1),
                active: 3,
                buttons: Buttons(0x10_9000),
                left_trigger: 10,
                right_trigger: 255,
                left_stick: (-32768, 32767),
                right_stick: (1, -1),
            }),
        ),
        (
            "0000001e0c0000001a000100010014000000000000000000000000009c0000005500",
            InputEvent::Gamepad(GamepadState {
                gamepad: pad(1),
                active: 1,
                buttons: Buttons(0),
                left_trigger: 0,
                right_trigger: 0,
                left_stick: (0, 0),
                right_stick: (0, 0),
            }),
        ),
        (
            "000000180500005501010000070000000000803e0000003f0000803f",
            InputEvent::GamepadTouch(GamepadTouch {
                gamepad: pad(1),
                phase: TouchPhase::Down,
                touchpad: 0,
                pointer: 7,
                x: 0.25,
                y: 0.5,
                pressure: 1.0,
            }),
        ),
        (
            "0000001406000055010200000000c03f000000c000000000",
            InputEvent::GamepadMotion(Motion {
                gamepad: pad(1),
                sensor: Sensor::Gyroscope,
                axes: [1.5, -2.0, 0.0],
            }),
        ),
        (
            "000000080700005501023700",
            InputEvent::GamepadBattery(Battery {
                gamepad: pad(1),
                state: BatteryState::Discharging,
                percent: Some(55),
            }),
        ),
        (
            "000000200200005501002d00090000000000003f0000803e0000803f0ad7233c0ad7a33c",
            InputEvent::Touch(Touch {
                phase: TouchPhase::Down,
                pointer: 9,
                x: 0.5,
                y: 0.25,
                pressure: 1.0,
                major: 0.01,
                minor: 0.02,
                rotation: Some(45),
            }),
        ),
        (
            "0000002003000055010101000000003f0000803e0000403f5a001e000ad7233c0ad7a33c",
            InputEvent::Pen(Pen {
                phase: TouchPhase::Down,
                tool: PenTool::Pen,
                buttons: 1,
                x: 0.5,
                y: 0.25,
                pressure: 0.75,
                rotation: Some(90),
                tilt: Some(30),
                major: 0.01,
                minor: 0.02,
            }),
        ),
    ]
}

#[test]
fn recorded_events_are_read_and_written_the_same() {
    for (hex, event) in recorded() {
        let bytes = hex::decode(hex).unwrap();
        assert_eq!(InputEvent::parse(&bytes), Ok(Some(event)), "{hex}");
        let mut written = Vec::new();
        event.write(&mut written);
        assert_eq!(hex::encode(written), hex);
    }
}

#[test]
fn a_state_without_its_own_bit_unplugs() {
    let unplugs = |index: usize| match recorded()[index].1 {
        InputEvent::Gamepad(state) => state.unplugs(),
        other => panic!("{other:?}"),
    };
    assert_eq!((unplugs(14), unplugs(15)), (false, true));
}

/// Cuts the last byte of the body off and corrects the size.
fn shortened(bytes: &[u8]) -> Vec<u8> {
    let mut short = bytes[..bytes.len() - 1].to_vec();
    let size = short.len() as u32 - 4;
    short[..4].copy_from_slice(&size.to_be_bytes());
    short
}

#[test]
fn events_that_are_cut_are_refused() {
    for (hex, event) in recorded() {
        let bytes = hex::decode(hex).unwrap();
        assert_eq!(InputEvent::parse(&bytes[..bytes.len() - 1]), Err(InputError::Cut), "{hex}");
        // The last words of these two carry nothing.
        let padded = matches!(event, InputEvent::Scroll(_) | InputEvent::Gamepad(_));
        let text = matches!(event, InputEvent::Text(text) if text.as_str() != "a");
        let short = InputEvent::parse(&shortened(&bytes));
        assert!(padded || text || matches!(short, Err(InputError::Malformed(_))), "{hex}");
    }
}

#[test]
fn longer_and_unknown_events_are_no_error() {
    let longer = hex::decode("0000000c07000000fffd000701020304").unwrap();
    let event = InputEvent::MouseMove { dx: -3, dy: 7 };
    assert_eq!(InputEvent::parse(&longer), Ok(Some(event)));
    let unknown = hex::decode("0000000499000055").unwrap();
    assert_eq!(InputEvent::parse(&unknown), Ok(None));
    let huge = hex::decode("ffffffff99000055").unwrap();
    assert_eq!(InputEvent::parse(&huge), Err(InputError::Cut));
}

fn parse(hex: &str) -> Result<Option<InputEvent>, InputError> {
    InputEvent::parse(&hex::decode(hex).unwrap())
}

#[test]
fn values_out_of_range_are_clamped_or_refused() {
    let touch = |x: f32| {
        let x = hex::encode(x.to_le_bytes());
        let event =
            parse(&format!("000000200200005501002d0009000000{x}0000803e0000803f0ad7233c0ad7a33c"));
        event.map(|event| match event {
            Some(InputEvent::Touch(touch)) => touch.x,
            other => panic!("{other:?}"),
        })
    };
    assert_eq!((touch(7.5), touch(-1.0)), (Ok(1.0), Ok(0.0)));
    for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        assert_eq!(touch(bad), Err(InputError::Malformed(0x5500_0002)));
    }
    let pad_16 = "0000001e0c0000001a001000010014000000000000000000000000009c0000005500";
    assert_eq!(parse(pad_16), Err(InputError::Malformed(0xc)));
    assert_eq!(parse("000000050800000006"), Err(InputError::Malformed(8)));
    let no_rectangle = "0000000e05000000006400c8000000000167";
    assert_eq!(parse(no_rectangle), Err(InputError::Malformed(5)));
    assert_eq!(parse("0000000517000000ff"), Err(InputError::Malformed(0x17)));
}

#[test]
fn a_position_lands_on_the_picture() {
    let at = |x, y| MousePosition { x, y, right: 639, bottom: 359 }.on_picture(1920, 1080);
    assert_eq!((at(0, 0), at(639, 359)), ((0, 0), (1919, 1079)));
    let outside = parse("0000000e05000000ff9c7fff0000027f0167");
    let position = MousePosition { x: 0, y: 359, right: 639, bottom: 359 };
    assert_eq!(outside, Ok(Some(InputEvent::MousePosition(position))));
}

proptest! {
    #[test]
    fn parse_never_panics(bytes: Vec<u8>, body: Vec<u8>, index in 0usize..21, at: usize, value: u8) {
        let _ = InputEvent::parse(&bytes);
        let mut almost = hex::decode(recorded()[index].0).unwrap();
        let at = at % almost.len();
        almost[at] = value;
        let _ = InputEvent::parse(&almost);
        almost.truncate(8);
        almost.extend(&body);
        let size = almost.len() as u32 - 4;
        almost[..4].copy_from_slice(&size.to_be_bytes());
        let _ = InputEvent::parse(&almost);
    }

    /// What was accepted once is written so that it reads the same.
    #[test]
    fn what_is_read_is_written(body: [u8; 40], index in 0usize..21) {
        let mut bytes = hex::decode(recorded()[index].0).unwrap();
        let length = bytes.len();
        bytes[8..].copy_from_slice(&body[..length - 8]);
        if let Ok(Some(event)) = InputEvent::parse(&bytes) {
            let mut written = Vec::new();
            event.write(&mut written);
            prop_assert_eq!(InputEvent::parse(&written), Ok(Some(event)));
        }
    }
}
