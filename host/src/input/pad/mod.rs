//! Gamepads of the client as gamepads of this machine, and the rumble that apps want back.
//!
//! [`Gamepads`] keeps track of which are plugged in; a backend behind [`MakePad`] makes them:
//! [`uinput`] for the kernel, [`record`] for a test. Runs on the session's control thread and
//! never waits: poll [`Gamepads::as_fd`], then call [`Gamepads::next_rumble`] until it says none.
//! Dropping it unplugs all, so nothing stays pressed.

mod effects;
pub mod record;
pub mod uinput;

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use lumen_core::gamestream::input::{
    Buttons, Capabilities, GamepadArrival, GamepadIndex, GamepadKind, GamepadState, InputEvent,
};
use lumen_core::native::rumble::Motors;
use lumen_core::units::Micros;
use rustix::event::epoll;

/// Most gamepads. Source: docs/wire-gamestream.md "Limits".
const MAX_PADS: usize = 16;

/// A gamepad of this machine. Dropping it unplugs it.
pub trait VirtualPad: Send {
    /// Presses and moves what is not yet as `state` says.
    ///
    /// # Errors
    /// When the device is gone.
    fn set(&mut self, state: &GamepadState) -> io::Result<()>;

    /// Answers what apps asked for; returns what the motors are to do now.
    ///
    /// # Errors
    /// When the device is gone.
    fn motors(&mut self, now: Micros) -> io::Result<Motors>;

    /// When the motors change by themselves.
    fn deadline(&self) -> Option<Micros>;

    /// Readable when apps ask for something, if they can.
    fn requests(&self) -> Option<BorrowedFd<'_>>;
}

/// Makes gamepads.
pub trait MakePad: Send {
    /// Plugs one in.
    ///
    /// # Errors
    /// What the system says.
    fn make(&mut self, arrival: &GamepadArrival) -> io::Result<Box<dyn VirtualPad>>;
}

/// How much there was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PadStats {
    /// Gamepads plugged in.
    pub plugged: u64,
    /// States handed over.
    pub states: u64,
    /// Changes of motors.
    pub rumbles: u64,
}

/// The gamepads of one session.
pub struct Gamepads {
    make: Box<dyn MakePad>,
    slots: [Slot; MAX_PADS],
    /// Watches what apps ask of all gamepads.
    watch: OwnedFd,
    stats: PadStats,
}

#[derive(Default)]
struct Slot {
    arrival: Option<GamepadArrival>,
    pad: Option<Box<dyn VirtualPad>>,
    /// The system refused to make it: said once, not tried again until it is unplugged.
    refused: bool,
    motors: Motors,
}

impl Gamepads {
    /// No gamepads yet, made by `make` as they come.
    ///
    /// # Errors
    /// When the system has no more descriptors.
    pub fn new(make: Box<dyn MakePad>) -> io::Result<Gamepads> {
        let watch = epoll::create(epoll::CreateFlags::CLOEXEC)?;
        let slots = std::array::from_fn(|_| Slot::default());
        Ok(Gamepads { make, slots, watch, stats: PadStats::default() })
    }

    /// Takes what a client did; anything but gamepads is left alone.
    pub fn on_event(&mut self, event: &InputEvent) {
        match event {
            InputEvent::GamepadArrival(arrival) => self.arrive(arrival),
            InputEvent::Gamepad(state) => self.state(state),
            _ => {}
        }
    }

    fn arrive(&mut self, arrival: &GamepadArrival) {
        let slot = &mut self.slots[usize::from(arrival.gamepad.get())];
        // One that is there stays as it is.
        if slot.pad.is_none() {
            *slot = Slot { arrival: Some(*arrival), ..Slot::default() };
            self.plug(arrival.gamepad);
        }
    }

    fn state(&mut self, state: &GamepadState) {
        let index = usize::from(state.gamepad.get());
        if state.unplugs() {
            self.slots[index] = Slot::default();
            return;
        }
        self.plug(state.gamepad);
        let Some(pad) = &mut self.slots[index].pad else { return };
        match pad.set(state) {
            Ok(()) => self.stats.states += 1,
            Err(error) => {
                tracing::warn!(gamepad = index, %error, "gamepad lost");
                self.slots[index].pad = None;
            }
        }
    }

    /// Makes the gamepad if it is not there and was not refused.
    fn plug(&mut self, gamepad: GamepadIndex) {
        let slot = &mut self.slots[usize::from(gamepad.get())];
        if slot.pad.is_some() || slot.refused {
            return;
        }
        let arrival = slot.arrival.unwrap_or_else(|| unknown(gamepad));
        match self.make.make(&arrival).and_then(|pad| watch(&self.watch, pad)) {
            Ok(pad) => {
                slot.pad = Some(pad);
                self.stats.plugged += 1;
            }
            Err(error) => {
                slot.refused = true;
                tracing::warn!(
                    gamepad = gamepad.get(),
                    %error,
                    "no gamepad can be made: give this user access to /dev/uinput"
                );
            }
        }
    }

    /// The next gamepad whose motors are to do something else. Call until there is none.
    pub fn next_rumble(&mut self, now: Micros) -> Option<(GamepadIndex, Motors)> {
        for (index, slot) in self.slots.iter_mut().enumerate() {
            let Some(pad) = &mut slot.pad else { continue };
            match pad.motors(now) {
                Ok(motors) if motors != slot.motors => {
                    slot.motors = motors;
                    self.stats.rumbles += 1;
                    return Some((GamepadIndex::new(index as u16)?, motors));
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(gamepad = index, %error, "gamepad lost");
                    slot.pad = None;
                }
            }
        }
        None
    }

    /// When [`Gamepads::next_rumble`] has to be called, if nothing is to be read before.
    pub fn deadline(&self) -> Option<Micros> {
        self.slots.iter().filter_map(|slot| slot.pad.as_ref()?.deadline()).min()
    }

    /// Unplugs all.
    pub fn release_all(&mut self) {
        self.slots.iter_mut().for_each(|slot| *slot = Slot::default());
    }

    /// How much there was so far.
    pub fn stats(&self) -> PadStats {
        self.stats
    }
}

impl AsFd for Gamepads {
    /// Readable when [`Gamepads::next_rumble`] has something to do.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.watch.as_fd()
    }
}

fn watch(watch: &OwnedFd, pad: Box<dyn VirtualPad>) -> io::Result<Box<dyn VirtualPad>> {
    if let Some(requests) = pad.requests() {
        let data = epoll::EventData::new_u64(0);
        epoll::add(watch, requests, data, epoll::EventFlags::IN)?;
    }
    Ok(pad)
}

/// A gamepad of which nothing was told.
fn unknown(gamepad: GamepadIndex) -> GamepadArrival {
    GamepadArrival {
        gamepad,
        kind: GamepadKind::Unknown,
        capabilities: Capabilities::RUMBLE,
        buttons: Buttons(u32::MAX),
    }
}

#[cfg(test)]
mod tests;
