//! Plugging, unplugging, rumble.

use super::record::{PadEvent, PadRecorder, PadRecording};
use super::*;

fn pad(index: u16) -> GamepadIndex {
    GamepadIndex::new(index).unwrap()
}

fn state(index: u16, active: u16) -> InputEvent {
    InputEvent::Gamepad(GamepadState {
        gamepad: pad(index),
        active,
        buttons: Buttons::A,
        left_trigger: 0,
        right_trigger: 0,
        left_stick: (0, 0),
        right_stick: (0, 0),
    })
}

#[test]
fn gamepads_come_and_go_with_their_bits() {
    let recording = PadRecording::default();
    let mut gamepads = Gamepads::new(Box::new(PadRecorder(recording.clone()))).unwrap();
    gamepads.on_event(&InputEvent::GamepadArrival(unknown(pad(2))));
    gamepads.on_event(&InputEvent::GamepadArrival(unknown(pad(2))));
    for event in [state(2, 0b100), state(0, 0b101), state(2, 0b001), state(2, 0b001)] {
        gamepads.on_event(&event);
    }
    gamepads.on_event(&InputEvent::Scroll(3));
    let set = |event| match event {
        InputEvent::Gamepad(state) => PadEvent::Set(state),
        other => panic!("{other:?}"),
    };
    let mut expected = vec![
        PadEvent::Plugged(pad(2)),
        set(state(2, 0b100)),
        PadEvent::Plugged(pad(0)),
        set(state(0, 0b101)),
        PadEvent::Unplugged(pad(2)),
    ];
    assert_eq!(recording.events(), expected);
    drop(gamepads);
    expected.push(PadEvent::Unplugged(pad(0)));
    assert_eq!(recording.events(), expected);
}

#[test]
fn only_changes_of_the_motors_are_told() {
    let recording = PadRecording::default();
    let mut gamepads = Gamepads::new(Box::new(PadRecorder(recording.clone()))).unwrap();
    let motors = Motors { low_frequency: 9, ..Motors::STILL };
    recording.rumble(pad(1), motors);
    assert_eq!(gamepads.next_rumble(Micros(0)), None);
    gamepads.on_event(&state(1, 0b10));
    assert_eq!(gamepads.next_rumble(Micros(0)), Some((pad(1), motors)));
    assert_eq!(gamepads.next_rumble(Micros(0)), None);
    assert_eq!(gamepads.stats(), PadStats { plugged: 1, states: 1, rumbles: 1 });
}

/// Refuses.
struct Nothing(u32);

impl MakePad for Nothing {
    fn make(&mut self, _arrival: &GamepadArrival) -> io::Result<Box<dyn VirtualPad>> {
        self.0 += 1;
        assert_eq!(self.0, 1, "asked once");
        Err(io::ErrorKind::PermissionDenied.into())
    }
}

#[test]
fn a_machine_without_gamepads_is_asked_once() {
    let mut gamepads = Gamepads::new(Box::new(Nothing(0))).unwrap();
    for _ in 0..3 {
        gamepads.on_event(&state(0, 1));
    }
    assert_eq!((gamepads.stats().states, gamepads.next_rumble(Micros(0))), (0, None));
}
