//! The kernel's events of a gamepad to its state on the wire.
//!
//! Source: Linux, Documentation/input/gamepad.rst: the lower button is `BTN_SOUTH` whatever is
//! printed on it, y points down.

use evdev::{AbsInfo, AbsoluteAxisCode, InputEvent, KeyCode};
use lumen_core::gamestream::input::{Buttons, GamepadIndex, GamepadState};

const BUTTONS: [(KeyCode, Buttons); 15] = [
    (KeyCode::BTN_SOUTH, Buttons::A),
    (KeyCode::BTN_EAST, Buttons::B),
    (KeyCode::BTN_NORTH, Buttons::X),
    (KeyCode::BTN_WEST, Buttons::Y),
    (KeyCode::BTN_TL, Buttons::LEFT_BUMPER),
    (KeyCode::BTN_TR, Buttons::RIGHT_BUMPER),
    (KeyCode::BTN_SELECT, Buttons::BACK),
    (KeyCode::BTN_START, Buttons::START),
    (KeyCode::BTN_MODE, Buttons::GUIDE),
    (KeyCode::BTN_THUMBL, Buttons::LEFT_STICK),
    (KeyCode::BTN_THUMBR, Buttons::RIGHT_STICK),
    (KeyCode::BTN_DPAD_UP, Buttons::UP),
    (KeyCode::BTN_DPAD_DOWN, Buttons::DOWN),
    (KeyCode::BTN_DPAD_LEFT, Buttons::LEFT),
    (KeyCode::BTN_DPAD_RIGHT, Buttons::RIGHT),
];

/// Ranges of the axes of one device.
pub type Ranges = Vec<(AbsoluteAxisCode, AbsInfo)>;

/// Keeps the state of one gamepad.
pub struct PadMap {
    ranges: Ranges,
    state: GamepadState,
}

impl PadMap {
    /// A gamepad at rest, with these axes.
    pub fn new(gamepad: GamepadIndex, ranges: Ranges) -> PadMap {
        let state = GamepadState {
            gamepad,
            active: 0,
            buttons: Buttons(0),
            left_trigger: 0,
            right_trigger: 0,
            left_stick: (0, 0),
            right_stick: (0, 0),
        };
        PadMap { ranges, state }
    }

    /// Takes one event; what the wire has no word for changes nothing.
    pub fn on_event(&mut self, event: &InputEvent) {
        match event.event_type() {
            evdev::EventType::KEY => self.key(KeyCode(event.code()), event.value() != 0),
            evdev::EventType::ABSOLUTE => self.axis(AbsoluteAxisCode(event.code()), event.value()),
            _ => {}
        }
    }

    fn key(&mut self, code: KeyCode, down: bool) {
        if let Some((_, button)) = BUTTONS.iter().find(|(key, _)| *key == code) {
            self.press(*button, down);
        }
    }

    fn press(&mut self, button: Buttons, down: bool) {
        let Buttons(held) = &mut self.state.buttons;
        *held = if down { *held | button.0 } else { *held & !button.0 };
    }

    fn axis(&mut self, code: AbsoluteAxisCode, value: i32) {
        let Some((_, range)) = self.ranges.iter().find(|(axis, _)| *axis == code) else { return };
        let share = share(value, range);
        // 0 to 1 over the range becomes the wire's range; up is positive there.
        let across = (share * 65_535.0 - 32_768.0).round() as i16;
        let up = (32_767.0 - share * 65_535.0).round() as i16;
        let pulled = (share * 255.0).round() as u8;
        match code {
            AbsoluteAxisCode::ABS_X => self.state.left_stick.0 = across,
            AbsoluteAxisCode::ABS_Y => self.state.left_stick.1 = up,
            AbsoluteAxisCode::ABS_RX => self.state.right_stick.0 = across,
            AbsoluteAxisCode::ABS_RY => self.state.right_stick.1 = up,
            AbsoluteAxisCode::ABS_Z | AbsoluteAxisCode::ABS_BRAKE => {
                self.state.left_trigger = pulled;
            }
            AbsoluteAxisCode::ABS_RZ | AbsoluteAxisCode::ABS_GAS => {
                self.state.right_trigger = pulled;
            }
            AbsoluteAxisCode::ABS_HAT0X => self.hat(value, Buttons::LEFT, Buttons::RIGHT),
            AbsoluteAxisCode::ABS_HAT0Y => self.hat(value, Buttons::UP, Buttons::DOWN),
            _ => {}
        }
    }

    fn hat(&mut self, value: i32, low: Buttons, high: Buttons) {
        self.press(low, value < 0);
        self.press(high, value > 0);
    }

    /// The state, with the set of gamepads that are there.
    pub fn state(&self, active: u16) -> GamepadState {
        GamepadState { active, ..self.state }
    }
}

/// Where `value` is in the range, 0 to 1; within the device's dead zone the middle.
fn share(value: i32, range: &AbsInfo) -> f32 {
    let (low, high) = (range.minimum() as f32, range.maximum() as f32);
    let (middle, flat) = ((low + high) / 2.0, range.flat() as f32);
    let value = value as f32;
    // A stick's range lies around zero or around its middle; a trigger has no dead zone there.
    let value = if flat > 0.0 && (value - middle).abs() <= flat { middle } else { value };
    if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 }
}

#[cfg(test)]
mod tests {
    use evdev::EventType;

    use super::*;

    fn range(low: i32, high: i32, flat: i32) -> AbsInfo {
        AbsInfo::new(0, low, high, 0, flat, 0)
    }

    fn map() -> PadMap {
        let stick = range(-32_768, 32_767, 128);
        let ranges = vec![
            (AbsoluteAxisCode::ABS_X, stick),
            (AbsoluteAxisCode::ABS_Y, stick),
            (AbsoluteAxisCode::ABS_RZ, range(0, 1_023, 0)),
            (AbsoluteAxisCode::ABS_HAT0Y, range(-1, 1, 0)),
        ];
        PadMap::new(GamepadIndex::new(1).unwrap(), ranges)
    }

    fn take(map: &mut PadMap, events: &[(EventType, u16, i32)]) -> GamepadState {
        for (kind, code, value) in events {
            map.on_event(&InputEvent::new(kind.0, *code, *value));
        }
        map.state(0b10)
    }

    #[test]
    fn sticks_and_triggers_use_the_whole_range() {
        use AbsoluteAxisCode as Axis;
        let mut map = map();
        let moved = |axis: Axis, value| (EventType::ABSOLUTE, axis.0, value);
        let edge = take(&mut map, &[moved(Axis::ABS_X, 32_767), moved(Axis::ABS_Y, -32_768)]);
        assert_eq!(edge.left_stick, (32_767, 32_767));
        let edge = take(&mut map, &[moved(Axis::ABS_X, -32_768), moved(Axis::ABS_Y, 32_767)]);
        assert_eq!(edge.left_stick, (-32_768, -32_768));
        let rest = take(&mut map, &[moved(Axis::ABS_X, 90), moved(Axis::ABS_Y, -90)]);
        assert!(rest.left_stick.0.abs() <= 1 && rest.left_stick.1.abs() <= 1, "{rest:?}");
        let pulled = take(&mut map, &[moved(Axis::ABS_RZ, 1_023)]);
        assert_eq!((pulled.right_trigger, pulled.active), (255, 0b10));
        // An axis that the device did not announce.
        assert_eq!(take(&mut map, &[moved(Axis::ABS_RX, 5)]), pulled);
    }

    #[test]
    fn buttons_and_the_hat_go_down_and_up() {
        let mut map = map();
        let hat = AbsoluteAxisCode::ABS_HAT0Y.0;
        let south = KeyCode::BTN_SOUTH.code();
        let held = take(&mut map, &[(EventType::KEY, south, 1), (EventType::ABSOLUTE, hat, -1)]);
        assert_eq!(held.buttons, Buttons(Buttons::A.0 | Buttons::UP.0));
        let other = take(&mut map, &[(EventType::KEY, south, 0), (EventType::ABSOLUTE, hat, 1)]);
        assert_eq!(other.buttons, Buttons::DOWN);
    }
}
