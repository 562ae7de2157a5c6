//! A test double: gamepads that only remember.

use std::io;
use std::os::fd::BorrowedFd;
use std::sync::{Arc, Mutex, PoisonError};

use lumen_core::gamestream::input::{GamepadArrival, GamepadIndex, GamepadState};
use lumen_core::native::rumble::Motors;
use lumen_core::units::Micros;

use super::{MakePad, VirtualPad};

/// What happened to gamepads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PadEvent {
    /// One was plugged in.
    Plugged(GamepadIndex),
    /// One was moved.
    Set(GamepadState),
    /// One was unplugged.
    Unplugged(GamepadIndex),
}

/// What [`PadRecorder`] saw, and what apps want of its gamepads.
#[derive(Clone, Debug, Default)]
pub struct PadRecording(Arc<Mutex<Shared>>);

#[derive(Debug, Default)]
struct Shared {
    events: Vec<PadEvent>,
    motors: [Motors; super::MAX_PADS],
}

impl PadRecording {
    /// Everything so far.
    pub fn events(&self) -> Vec<PadEvent> {
        self.with(|shared| shared.events.clone())
    }

    /// Has an app want this of a gamepad.
    pub fn rumble(&self, gamepad: GamepadIndex, motors: Motors) {
        self.with(|shared| shared.motors[usize::from(gamepad.get())] = motors);
    }

    fn with<T>(&self, work: impl FnOnce(&mut Shared) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn push(&self, event: PadEvent) {
        self.with(|shared| shared.events.push(event));
    }
}

/// Makes gamepads that are written down.
pub struct PadRecorder(pub PadRecording);

impl MakePad for PadRecorder {
    fn make(&mut self, arrival: &GamepadArrival) -> io::Result<Box<dyn VirtualPad>> {
        self.0.push(PadEvent::Plugged(arrival.gamepad));
        Ok(Box::new(Recorded { recording: self.0.clone(), gamepad: arrival.gamepad }))
    }
}

struct Recorded {
    recording: PadRecording,
    gamepad: GamepadIndex,
}

impl VirtualPad for Recorded {
    fn set(&mut self, state: &GamepadState) -> io::Result<()> {
        self.recording.push(PadEvent::Set(*state));
        Ok(())
    }

    fn motors(&mut self, _now: Micros) -> io::Result<Motors> {
        Ok(self.recording.with(|shared| shared.motors[usize::from(self.gamepad.get())]))
    }

    fn deadline(&self) -> Option<Micros> {
        None
    }

    fn requests(&self) -> Option<BorrowedFd<'_>> {
        None
    }
}

impl Drop for Recorded {
    fn drop(&mut self) {
        self.recording.push(PadEvent::Unplugged(self.gamepad));
    }
}
