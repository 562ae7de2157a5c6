//! Rumble over datagrams: motors do what the newest command says, and stop when in doubt.
//!
//! A command lasts `LASTS` at most; while motors run the host repeats it every `REFRESH`, so a
//! lost datagram is made good by the next, and a lost stop is no endless rumble. A stop is sent
//! three times. Source: docs/wire-native.md "Rumble".

use super::datagram::Rumble;
use crate::gamestream::input::GamepadIndex;
use crate::units::{Micros, Seq, Span};

/// How long motors run on when nothing more comes.
const LASTS: Span = Span::from_millis(500);

/// How often a command is repeated.
const REFRESH: Span = Span::from_millis(150);

/// How often a stop is sent.
const STOPS: u8 = 3;

const GAMEPADS: usize = 16;

/// What the motors of a gamepad do, 0 to 65535 each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Motors {
    /// The strong motor.
    pub low_frequency: u16,
    /// The weak motor.
    pub high_frequency: u16,
    /// In the left trigger.
    pub left_trigger: u16,
    /// In the right trigger.
    pub right_trigger: u16,
}

impl Motors {
    /// All still.
    pub const STILL: Motors =
        Motors { low_frequency: 0, high_frequency: 0, left_trigger: 0, right_trigger: 0 };
}

/// Host: commands to datagrams.
#[derive(Default)]
pub struct RumbleSender {
    next: Seq,
    gamepads: [Sending; GAMEPADS],
}

#[derive(Clone, Copy, Default)]
struct Sending {
    motors: Motors,
    /// When to send, and how often after that if it is a stop.
    due: Option<(Micros, u8)>,
}

impl RumbleSender {
    /// Takes what an app wants of a gamepad.
    pub fn set(&mut self, gamepad: GamepadIndex, motors: Motors, now: Micros) {
        let sending = &mut self.gamepads[usize::from(gamepad.get())];
        if sending.motors != motors {
            *sending = Sending { motors, due: Some((now, STOPS - 1)) };
        }
    }

    /// The next command to be sent, if one is due. Call until there is none.
    pub fn next(&mut self, now: Micros) -> Option<Rumble> {
        let due = |sending: &Sending| sending.due.is_some_and(|(at, _)| at <= now);
        let index = self.gamepads.iter().position(due)?;
        let sending = &mut self.gamepads[index];
        let (_, left) = sending.due?;
        let motors = sending.motors;
        sending.due = match (motors == Motors::STILL, left) {
            (true, 0) => None,
            (true, left) => Some((now + REFRESH, left - 1)),
            (false, left) => Some((now + REFRESH, left)),
        };
        let sequence = self.next;
        self.next = sequence.offset(1);
        Some(Rumble {
            sequence,
            gamepad: GamepadIndex::new(index as u16)?,
            low_frequency: motors.low_frequency,
            high_frequency: motors.high_frequency,
            left_trigger: motors.left_trigger,
            right_trigger: motors.right_trigger,
            lasts: LASTS,
        })
    }

    /// When [`RumbleSender::next`] has to be called again.
    pub fn deadline(&self) -> Option<Micros> {
        self.gamepads.iter().filter_map(|sending| sending.due).map(|(at, _)| at).min()
    }
}

/// Client: datagrams to changes of the motors.
#[derive(Default)]
pub struct RumbleReceiver {
    gamepads: [Running; GAMEPADS],
}

#[derive(Clone, Copy, Default)]
struct Running {
    newest: Option<Seq>,
    motors: Motors,
    until: Micros,
}

impl RumbleReceiver {
    /// Takes a command; returns what the motors are to do if that is new.
    pub fn on_rumble(&mut self, rumble: &Rumble, now: Micros) -> Option<Motors> {
        let running = &mut self.gamepads[usize::from(rumble.gamepad.get())];
        if running.newest.is_some_and(|newest| !rumble.sequence.is_after(newest)) {
            return None;
        }
        let motors = Motors {
            low_frequency: rumble.low_frequency,
            high_frequency: rumble.high_frequency,
            left_trigger: rumble.left_trigger,
            right_trigger: rumble.right_trigger,
        };
        let changes = motors != running.motors;
        *running = Running { newest: Some(rumble.sequence), motors, until: now + rumble.lasts };
        changes.then_some(motors)
    }

    /// A gamepad whose time is over: its motors are to stop. Call until there is none.
    pub fn expired(&mut self, now: Micros) -> Option<GamepadIndex> {
        let over = |running: &Running| running.motors != Motors::STILL && running.until <= now;
        let index = self.gamepads.iter().position(over)?;
        self.gamepads[index].motors = Motors::STILL;
        GamepadIndex::new(index as u16)
    }

    /// When [`RumbleReceiver::expired`] has to be called again.
    pub fn deadline(&self) -> Option<Micros> {
        let moving = self.gamepads.iter().filter(|running| running.motors != Motors::STILL);
        moving.map(|running| running.until).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRONG: Motors = Motors { low_frequency: 65_535, ..Motors::STILL };

    fn pad() -> GamepadIndex {
        GamepadIndex::new(3).unwrap()
    }

    #[test]
    fn a_running_motor_is_refreshed_and_stopped_three_times() {
        let mut sender = RumbleSender::default();
        sender.set(pad(), STRONG, Micros(0));
        let mut sent = Vec::new();
        for millis in (0..2_000).step_by(10) {
            let now = Micros(millis * 1_000);
            if millis == 1_000 {
                sender.set(pad(), Motors::STILL, now);
            }
            while let Some(rumble) = sender.next(now) {
                sent.push((millis, rumble.low_frequency));
            }
        }
        let (running, stops): (Vec<_>, Vec<_>) = sent.iter().partition(|(_, low)| *low > 0);
        assert_eq!(running.len(), 7);
        assert_eq!(stops.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1_000, 1_150, 1_300]);
        assert_eq!(sender.deadline(), None);
    }

    #[test]
    fn motors_stop_when_nothing_comes_and_old_commands_do_nothing() {
        let (mut sender, mut receiver) = (RumbleSender::default(), RumbleReceiver::default());
        sender.set(pad(), STRONG, Micros(0));
        let first = sender.next(Micros(0)).unwrap();
        let again = sender.next(Micros(150_000)).unwrap();
        assert_eq!(receiver.on_rumble(&again, Micros(0)), Some(STRONG));
        assert_eq!(receiver.on_rumble(&first, Micros(1)), None);
        assert_eq!(receiver.expired(Micros(499_999)), None);
        assert_eq!(receiver.deadline(), Some(Micros(500_000)));
        assert_eq!(receiver.expired(Micros(500_000)), Some(pad()));
        assert_eq!((receiver.expired(Micros(500_000)), receiver.deadline()), (None, None));
    }
}
