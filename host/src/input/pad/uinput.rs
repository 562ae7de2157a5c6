//! Gamepads by the kernel's uinput: what apps see is an Xbox 360 controller, which all know.
//!
//! Source: Linux, Documentation/input/gamepad.rst; drivers/input/joystick/xpad.c for the codes
//! and ranges; Documentation/input/uinput.rst for force feedback.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};

use evdev::uinput::VirtualDevice;
use evdev::{
    AbsInfo, AbsoluteAxisCode, AttributeSet, BusType, EventSummary, FFEffectCode, FFEffectKind,
    InputEvent, InputId, KeyCode, UInputCode, UinputAbsSetup,
};
use lumen_core::gamestream::input::{Buttons, GamepadArrival, GamepadState};
use lumen_core::native::rumble::Motors;
use lumen_core::units::{Micros, Span};

use super::effects::{Effects, MAX_EFFECTS};
use super::{MakePad, VirtualPad};

/// Microsoft's controller of 2005. Source: xpad.c, `xpad_device`.
const VENDOR: u16 = 0x045e;
const PRODUCT: u16 = 0x028e;
const VERSION: u16 = 0x0110;
const NAME: &str = "Microsoft X-Box 360 pad";

/// Refuses an upload. Source: errno(3), `EINVAL`.
const REFUSED: i32 = -22;

const BUTTONS: [(Buttons, KeyCode); 15] = [
    (Buttons::A, KeyCode::BTN_SOUTH),
    (Buttons::B, KeyCode::BTN_EAST),
    (Buttons::X, KeyCode::BTN_NORTH),
    (Buttons::Y, KeyCode::BTN_WEST),
    (Buttons::LEFT_BUMPER, KeyCode::BTN_TL),
    (Buttons::RIGHT_BUMPER, KeyCode::BTN_TR),
    (Buttons::BACK, KeyCode::BTN_SELECT),
    (Buttons::START, KeyCode::BTN_START),
    (Buttons::GUIDE, KeyCode::BTN_MODE),
    (Buttons::LEFT_STICK, KeyCode::BTN_THUMBL),
    (Buttons::RIGHT_STICK, KeyCode::BTN_THUMBR),
    (Buttons::PADDLE1, KeyCode::BTN_TRIGGER_HAPPY5),
    (Buttons::PADDLE2, KeyCode::BTN_TRIGGER_HAPPY6),
    (Buttons::PADDLE3, KeyCode::BTN_TRIGGER_HAPPY7),
    (Buttons::PADDLE4, KeyCode::BTN_TRIGGER_HAPPY8),
];

const STICKS: (i32, i32) = (-32_768, 32_767);
const TRIGGERS: (i32, i32) = (0, 255);
const HAT: (i32, i32) = (-1, 1);

const AXES: [(AbsoluteAxisCode, (i32, i32)); 8] = [
    (AbsoluteAxisCode::ABS_X, STICKS),
    (AbsoluteAxisCode::ABS_Y, STICKS),
    (AbsoluteAxisCode::ABS_RX, STICKS),
    (AbsoluteAxisCode::ABS_RY, STICKS),
    (AbsoluteAxisCode::ABS_Z, TRIGGERS),
    (AbsoluteAxisCode::ABS_RZ, TRIGGERS),
    (AbsoluteAxisCode::ABS_HAT0X, HAT),
    (AbsoluteAxisCode::ABS_HAT0Y, HAT),
];

/// What the device reports, in the order of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Report {
    buttons: [bool; BUTTONS.len()],
    axes: [i32; AXES.len()],
}

impl Report {
    fn of(state: &GamepadState) -> Report {
        let held = |button| i32::from(state.buttons.contains(button));
        // The kernel's y points down, the wire's up; -32768 has no counterpart.
        let down = |up: i16| -i32::from(up.max(-i16::MAX));
        Report {
            buttons: BUTTONS.map(|(button, _)| state.buttons.contains(button)),
            axes: [
                state.left_stick.0.into(),
                down(state.left_stick.1),
                state.right_stick.0.into(),
                down(state.right_stick.1),
                state.left_trigger.into(),
                state.right_trigger.into(),
                held(Buttons::RIGHT) - held(Buttons::LEFT),
                held(Buttons::DOWN) - held(Buttons::UP),
            ],
        }
    }

    /// The events that lead from this report to `next`.
    fn changes(&self, next: &Report, events: &mut Vec<InputEvent>) {
        events.clear();
        for (index, (_, code)) in BUTTONS.iter().enumerate() {
            if self.buttons[index] != next.buttons[index] {
                let value = next.buttons[index].into();
                events.push(InputEvent::new(evdev::EventType::KEY.0, code.code(), value));
            }
        }
        for (index, (code, _)) in AXES.iter().enumerate() {
            if self.axes[index] != next.axes[index] {
                let kind = evdev::EventType::ABSOLUTE.0;
                events.push(InputEvent::new(kind, code.0, next.axes[index]));
            }
        }
    }
}

/// Makes gamepads in the kernel.
pub struct Uinput;

impl MakePad for Uinput {
    fn make(&mut self, _arrival: &GamepadArrival) -> io::Result<Box<dyn VirtualPad>> {
        Ok(Box::new(Pad::open()?))
    }
}

/// One gamepad in the kernel.
pub struct Pad {
    device: VirtualDevice,
    report: Report,
    events: Vec<InputEvent>,
    effects: Effects,
    now: Micros,
}

impl Pad {
    /// Plugs a gamepad in.
    ///
    /// # Errors
    /// When this user may not write to `/dev/uinput`, or the kernel lacks it.
    pub fn open() -> io::Result<Pad> {
        let keys: AttributeSet<KeyCode> = BUTTONS.iter().map(|(_, code)| *code).collect();
        let rumble: AttributeSet<FFEffectCode> =
            [FFEffectCode::FF_RUMBLE, FFEffectCode::FF_PERIODIC, FFEffectCode::FF_SINE]
                .into_iter()
                .collect();
        let mut builder = VirtualDevice::builder()?
            .name(NAME)
            .input_id(InputId::new(BusType::BUS_USB, VENDOR, PRODUCT, VERSION))
            .with_keys(&keys)?
            .with_ff(&rumble)?
            .with_ff_effects_max(MAX_EFFECTS as u32);
        for (code, (low, high)) in AXES {
            let info = AbsInfo::new(0, low, high, 0, 0, 0);
            builder = builder.with_absolute_axis(&UinputAbsSetup::new(code, info))?;
        }
        let device = builder.build()?;
        rustix::io::ioctl_fionbio(device.as_fd(), true)?;
        Ok(Pad {
            device,
            report: Report::default(),
            events: Vec::with_capacity(BUTTONS.len() + AXES.len()),
            effects: Effects::default(),
            now: Micros(0),
        })
    }

    /// The kernel's nodes of the gamepad, as `/dev/input/event7`.
    ///
    /// # Errors
    /// When the device is gone.
    pub fn nodes(&mut self) -> io::Result<Vec<std::path::PathBuf>> {
        self.device.enumerate_dev_nodes_blocking()?.collect()
    }

    /// Answers one request of the kernel, which waits for it together with the app.
    fn answer(&mut self, event: InputEvent, now: Micros) -> io::Result<()> {
        match event.destructure() {
            EventSummary::UInput(request, UInputCode::UI_FF_UPLOAD, ..) => {
                let mut upload = self.device.process_ff_upload(request)?;
                let effect = upload.effect();
                let taken = strengths(&effect.kind).is_some_and(|(strong, weak)| {
                    let length = Span::from_millis(effect.replay.length.into());
                    self.effects.upload(upload.effect_id(), strong, weak, length)
                });
                upload.set_retval(if taken { 0 } else { REFUSED });
            }
            EventSummary::UInput(request, UInputCode::UI_FF_ERASE, ..) => {
                let mut erase = self.device.process_ff_erase(request)?;
                self.effects.erase(erase.effect_id());
                erase.set_retval(0);
            }
            EventSummary::ForceFeedback(_, FFEffectCode::FF_GAIN, gain) => {
                self.effects.set_gain(gain);
            }
            EventSummary::ForceFeedback(_, FFEffectCode(id), times) => {
                self.effects.play(id, times, now);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Strong and weak motor of an effect, if motors can do it.
fn strengths(kind: &FFEffectKind) -> Option<(u16, u16)> {
    match *kind {
        FFEffectKind::Rumble { strong_magnitude, weak_magnitude } => {
            Some((strong_magnitude, weak_magnitude))
        }
        // As the kernel does for devices with motors only: ff-memless.c, `get_compatible_type`.
        FFEffectKind::Periodic { magnitude, .. } => {
            let strength = magnitude.unsigned_abs().saturating_mul(2);
            Some((strength, strength))
        }
        _ => None,
    }
}

impl VirtualPad for Pad {
    fn set(&mut self, state: &GamepadState) -> io::Result<()> {
        let next = Report::of(state);
        self.report.changes(&next, &mut self.events);
        if !self.events.is_empty() {
            self.device.emit(&self.events)?;
        }
        self.report = next;
        Ok(())
    }

    fn motors(&mut self, now: Micros) -> io::Result<Motors> {
        self.now = now;
        loop {
            let event = match self.device.fetch_events() {
                Ok(events) => events.collect::<Vec<_>>(),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) => return Err(error),
            };
            event.into_iter().try_for_each(|event| self.answer(event, now))?;
        }
        Ok(self.effects.motors(now))
    }

    fn deadline(&self) -> Option<Micros> {
        self.effects.deadline(self.now)
    }

    fn requests(&self) -> Option<BorrowedFd<'_>> {
        Some(self.device.as_fd())
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::gamestream::input::GamepadIndex;

    use super::*;

    fn state() -> GamepadState {
        GamepadState {
            gamepad: GamepadIndex::new(0).unwrap(),
            active: 1,
            buttons: Buttons(Buttons::A.0 | Buttons::UP.0),
            left_trigger: 255,
            right_trigger: 0,
            left_stick: (-32_768, -32_768),
            right_stick: (1, 32_767),
        }
    }

    #[test]
    fn a_state_becomes_the_events_that_changed() {
        let mut events = Vec::new();
        let (rest, held) = (Report::default(), Report::of(&state()));
        rest.changes(&held, &mut events);
        let seen: Vec<_> = events.iter().map(|it| (it.code(), it.value())).collect();
        // BTN_SOUTH; ABS_X, Y, RX, RY, Z; HAT0Y.
        let expected =
            [(0x130, 1), (0, -32_768), (1, 32_767), (3, 1), (4, -32_767), (2, 255), (17, -1)];
        assert_eq!(seen, expected);
        held.changes(&held, &mut events);
        assert!(events.is_empty());
        held.changes(&rest, &mut events);
        assert_eq!(events.len(), 7);
    }

    /// Reads the gamepad back as an app would, and has it rumble.
    #[test]
    fn the_kernel_has_the_gamepad() {
        let mut pad = match Pad::open() {
            Ok(pad) => pad,
            Err(error) => {
                eprintln!("SKIPPED: no gamepad can be made by /dev/uinput: {error}");
                return;
            }
        };
        let path =
            pad.nodes().unwrap().into_iter().find(|path| path.to_string_lossy().contains("event"));
        let Some(mut app) = path.and_then(|path| evdev::Device::open(path).ok()) else {
            eprintln!("SKIPPED: the gamepad has no node in /dev/input");
            return;
        };
        pad.set(&state()).unwrap();
        let codes: Vec<u16> = app.fetch_events().unwrap().map(|event| event.code()).collect();
        assert!(codes.contains(&0x130) && codes.contains(&17), "{codes:?}");
        let player = std::thread::spawn(move || {
            let effect = evdev::FFEffectData {
                direction: 0,
                trigger: evdev::FFTrigger::default(),
                replay: evdev::FFReplay { length: 1_000, delay: 0 },
                kind: FFEffectKind::Rumble { strong_magnitude: 500, weak_magnitude: 7 },
            };
            let mut effect = app.upload_ff_effect(effect).unwrap();
            effect.play(1).unwrap();
            (app, effect)
        });
        let wanted = Motors { low_frequency: 500, high_frequency: 7, ..Motors::STILL };
        while pad.motors(Micros(0)).unwrap() != wanted {
            std::thread::yield_now();
        }
        while !player.is_finished() {
            pad.motors(Micros(0)).unwrap();
        }
    }
}
