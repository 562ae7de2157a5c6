//! The gamepads of this machine: found, read, and made to rumble, by one thread.
//!
//! [`GamepadThread::start`] is given a sink for what the user does: an arrival and states, in
//! order. Rumble comes in by [`GamepadThread::rumble`] from any thread. Devices are looked for
//! every `RESCAN`; a machine without gamepads, or whose `/dev/input` may not be read, costs
//! nothing but that.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use evdev::{
    AttributeSetRef, Device, FFEffect, FFEffectCode, FFEffectData, FFEffectKind, FFReplay,
    FFTrigger, KeyCode,
};
use lumen_core::gamestream::input::{
    Buttons, Capabilities, GamepadArrival, GamepadIndex, GamepadKind, InputEvent,
};
use lumen_core::native::rumble::Motors;
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;
use rustix::event::{PollFd, PollFlags, poll};

use super::map::PadMap;

/// How often new devices are looked for.
const RESCAN: Span = Span::from_secs(2);

/// Longest time until rumble is played and the end is noticed.
const LOOK_UP: Span = Span::from_millis(10);

/// Longest rumble without another command, in milliseconds: what a `u16` holds.
const LONGEST: u16 = u16::MAX;

/// Commands that may wait; more are lost, and the next one replaces them.
const COMMANDS: usize = 64;

/// Where the kernel lists devices.
const DIRECTORY: &str = "/dev/input";

/// Takes what the user does with gamepads. Runs on the gamepad thread, and must not wait.
pub type EventSink = Box<dyn FnMut(InputEvent) + Send>;

/// The thread of the gamepads. Dropping it unplugs all of them for the host, and waits for it.
pub struct GamepadThread {
    stop: Arc<AtomicBool>,
    rumble: SyncSender<(GamepadIndex, Motors)>,
    thread: Option<JoinHandle<()>>,
}

impl GamepadThread {
    /// Starts to look for gamepads.
    ///
    /// # Errors
    /// When the system has no more threads.
    pub fn start(sink: EventSink) -> io::Result<GamepadThread> {
        let stop = Arc::new(AtomicBool::new(false));
        let (rumble, commands) = sync_channel(COMMANDS);
        let reader = Reader { sink, commands, pads: Vec::new(), passed_over: HashSet::new() };
        let stopped = Arc::clone(&stop);
        let thread = thread::Builder::new()
            .name("lumen-gamepads".into())
            .spawn(move || reader.run(&stopped))?;
        Ok(GamepadThread { stop, rumble, thread: Some(thread) })
    }

    /// Has the motors of a gamepad do this until something else is said. Never waits.
    pub fn rumble(&self, gamepad: GamepadIndex, motors: Motors) {
        // A full queue means a thread that is behind; a later command will do.
        let _ = self.rumble.try_send((gamepad, motors));
    }
}

impl Drop for GamepadThread {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the gamepad thread panicked");
        }
    }
}

struct Reader {
    sink: EventSink,
    commands: Receiver<(GamepadIndex, Motors)>,
    pads: Vec<Pad>,
    /// Nodes that are no gamepads, or may not be read.
    passed_over: HashSet<PathBuf>,
}

struct Pad {
    path: PathBuf,
    device: Device,
    gamepad: GamepadIndex,
    map: PadMap,
    effect: Option<FFEffect>,
}

impl Reader {
    fn run(mut self, stop: &AtomicBool) {
        let mut scan = Micros(0);
        while !stop.load(Ordering::Acquire) {
            if clock::now() >= scan {
                self.scan();
                scan = clock::now() + RESCAN;
            }
            self.wait();
            self.read();
            while let Ok((gamepad, motors)) = self.commands.try_recv() {
                self.rumble(gamepad, motors);
            }
        }
        while let Some(pad) = self.pads.pop() {
            self.unplug(&pad);
        }
    }

    fn wait(&self) {
        let mut polled: Vec<PollFd<'_>> =
            self.pads.iter().map(|pad| PollFd::new(&pad.device, PollFlags::IN)).collect();
        // An interrupted wait is a short one.
        let _ = poll(&mut polled, Some(&clock::poll_timeout(clock::now() + LOOK_UP)));
    }

    /// Plugs in what is new.
    fn scan(&mut self) {
        let Ok(entries) = std::fs::read_dir(DIRECTORY) else { return };
        for path in entries.flatten().map(|entry| entry.path()).filter(|path| is_event(path)) {
            let known = self.pads.iter().any(|pad| pad.path == path);
            if known || self.passed_over.contains(&path) {
                continue;
            }
            match open(&path) {
                Ok(Some(device)) => self.plug(path, device),
                Ok(None) => drop(self.passed_over.insert(path)),
                Err(error) => {
                    tracing::debug!(path = %path.display(), %error, "input device passed over");
                    self.passed_over.insert(path);
                }
            }
        }
    }

    fn plug(&mut self, path: PathBuf, device: Device) {
        let free = |index: &u16| self.pads.iter().all(|pad| u16::from(pad.gamepad.get()) != *index);
        let Some(gamepad) = (0..16).find(free).and_then(GamepadIndex::new) else { return };
        let ranges = device.get_absinfo().map(Iterator::collect).unwrap_or_default();
        tracing::info!(path = %path.display(), name = device.name(), "gamepad found");
        let arrival = arrival(gamepad, &device);
        let map = PadMap::new(gamepad, ranges);
        self.pads.push(Pad { path, device, gamepad, map, effect: None });
        (self.sink)(InputEvent::GamepadArrival(arrival));
        let state = self.pads.last().map(|pad| pad.map.state(self.active()));
        state.into_iter().for_each(|state| (self.sink)(InputEvent::Gamepad(state)));
    }

    fn active(&self) -> u16 {
        self.pads.iter().fold(0, |mask, pad| mask | 1 << pad.gamepad.get())
    }

    /// Takes what devices have to say; one that is gone is unplugged.
    fn read(&mut self) {
        let active = self.active();
        let mut index = 0;
        while index < self.pads.len() {
            let pad = &mut self.pads[index];
            let before = pad.map.state(active);
            let gone = match pad.device.fetch_events() {
                Ok(events) => {
                    events.for_each(|event| pad.map.on_event(&event));
                    false
                }
                Err(error) => error.kind() != io::ErrorKind::WouldBlock,
            };
            let state = pad.map.state(active);
            if state != before {
                (self.sink)(InputEvent::Gamepad(state));
            }
            if gone {
                let pad = self.pads.swap_remove(index);
                self.unplug(&pad);
            } else {
                index += 1;
            }
        }
    }

    /// Tells the host that a gamepad, already out of the list, is gone.
    fn unplug(&mut self, pad: &Pad) {
        let rest = PadMap::new(pad.gamepad, Vec::new());
        let state = rest.state(self.active());
        (self.sink)(InputEvent::Gamepad(state));
    }

    fn rumble(&mut self, gamepad: GamepadIndex, motors: Motors) {
        let Some(pad) = self.pads.iter_mut().find(|pad| pad.gamepad == gamepad) else { return };
        if let Err(error) = pad.play(motors) {
            tracing::debug!(gamepad = gamepad.get(), %error, "gamepad does not rumble");
        }
    }
}

impl Pad {
    fn play(&mut self, motors: Motors) -> io::Result<()> {
        let Some(effect) = &mut self.effect else {
            if motors != Motors::STILL {
                let mut effect = self.device.upload_ff_effect(data(motors))?;
                effect.play(1)?;
                self.effect = Some(effect);
            }
            return Ok(());
        };
        if motors == Motors::STILL {
            return effect.stop();
        }
        effect.update(data(motors))?;
        effect.play(1)
    }
}

fn data(motors: Motors) -> FFEffectData {
    FFEffectData {
        direction: 0,
        trigger: FFTrigger::default(),
        replay: FFReplay { length: LONGEST, delay: 0 },
        kind: FFEffectKind::Rumble {
            strong_magnitude: motors.low_frequency,
            weak_magnitude: motors.high_frequency,
        },
    }
}

fn is_event(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("event"))
}

/// The device, if it is a gamepad. Source: Linux, Documentation/input/gamepad.rst, "Detection".
fn open(path: &Path) -> io::Result<Option<Device>> {
    let device = Device::open(path)?;
    let has = |keys: &AttributeSetRef<KeyCode>| keys.contains(KeyCode::BTN_SOUTH);
    if !device.supported_keys().is_some_and(has) {
        return Ok(None);
    }
    device.set_nonblocking(true)?;
    Ok(Some(device))
}

fn arrival(gamepad: GamepadIndex, device: &Device) -> GamepadArrival {
    let rumbles =
        |effects: &AttributeSetRef<FFEffectCode>| effects.contains(FFEffectCode::FF_RUMBLE);
    let rumble = device.supported_ff().is_some_and(rumbles);
    let motors = if rumble { Capabilities::RUMBLE.0 } else { 0 };
    let kind = match device.input_id().vendor() {
        0x045e => GamepadKind::Xbox,
        0x054c => GamepadKind::PlayStation,
        0x057e => GamepadKind::Nintendo,
        0x28de => GamepadKind::Steam,
        _ => GamepadKind::Unknown,
    };
    GamepadArrival {
        gamepad,
        kind,
        capabilities: Capabilities(Capabilities::ANALOG_TRIGGERS.0 | motors),
        buttons: Buttons(0xf7ff),
    }
}
