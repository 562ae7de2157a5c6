//! Gamepads.

use super::fields::Fields;
use super::touch::TouchPhase;
use crate::gamestream::control::Sensor;

/// Number of a gamepad, 0 to 15.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GamepadIndex(u8);

impl GamepadIndex {
    /// A number below 16.
    pub fn new(index: u16) -> Option<GamepadIndex> {
        (index < 16).then_some(GamepadIndex(index as u8))
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }

    fn parse(body: &mut Fields<'_>) -> Option<GamepadIndex> {
        GamepadIndex::new(body.u8()?.into())
    }
}

/// A set of buttons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Buttons(pub u32);

/// Source: moonlight-common-c, `Limelight.h`, `*_FLAG`.
impl Buttons {
    /// D-pad up.
    pub const UP: Buttons = Buttons(0x1);
    /// D-pad down.
    pub const DOWN: Buttons = Buttons(0x2);
    /// D-pad left.
    pub const LEFT: Buttons = Buttons(0x4);
    /// D-pad right.
    pub const RIGHT: Buttons = Buttons(0x8);
    /// Start.
    pub const START: Buttons = Buttons(0x10);
    /// Back, select.
    pub const BACK: Buttons = Buttons(0x20);
    /// Click of the left stick.
    pub const LEFT_STICK: Buttons = Buttons(0x40);
    /// Click of the right stick.
    pub const RIGHT_STICK: Buttons = Buttons(0x80);
    /// Left bumper.
    pub const LEFT_BUMPER: Buttons = Buttons(0x100);
    /// Right bumper.
    pub const RIGHT_BUMPER: Buttons = Buttons(0x200);
    /// Guide, home.
    pub const GUIDE: Buttons = Buttons(0x400);
    /// A, the lower one.
    pub const A: Buttons = Buttons(0x1000);
    /// B, the right one.
    pub const B: Buttons = Buttons(0x2000);
    /// X, the left one.
    pub const X: Buttons = Buttons(0x4000);
    /// Y, the upper one.
    pub const Y: Buttons = Buttons(0x8000);
    /// First paddle.
    pub const PADDLE1: Buttons = Buttons(0x1_0000);
    /// Second paddle.
    pub const PADDLE2: Buttons = Buttons(0x2_0000);
    /// Third paddle.
    pub const PADDLE3: Buttons = Buttons(0x4_0000);
    /// Fourth paddle.
    pub const PADDLE4: Buttons = Buttons(0x8_0000);
    /// Click of the touchpad.
    pub const TOUCHPAD: Buttons = Buttons(0x10_0000);
    /// Share, mute, capture.
    pub const MISC: Buttons = Buttons(0x20_0000);

    /// True when all of `other` are pressed.
    pub fn contains(self, other: Buttons) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Everything pressed on a gamepad.
///
/// A pad exists while its bit of `active` is set; a state with that bit cleared unplugs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GamepadState {
    /// Which gamepad.
    pub gamepad: GamepadIndex,
    /// One bit for each gamepad connected.
    pub active: u16,
    /// The buttons pressed.
    pub buttons: Buttons,
    /// 0 to 255.
    pub left_trigger: u8,
    /// 0 to 255.
    pub right_trigger: u8,
    /// x and y, right and up positive.
    pub left_stick: (i16, i16),
    /// x and y, right and up positive.
    pub right_stick: (i16, i16),
}

/// Constants of the message; hosts ignore them. Source: moonlight-common-c, `Input.h`, `MC_*`.
const HEADER: u16 = 0x001a;
const MIDDLE: u16 = 0x0014;
const TAIL_A: u16 = 0x009c;
const TAIL_B: u16 = 0x0055;

impl GamepadState {
    /// True when this state unplugs its gamepad.
    pub fn unplugs(&self) -> bool {
        self.active >> self.gamepad.0 & 1 == 0
    }

    pub(super) fn parse(body: &mut Fields<'_>) -> Option<GamepadState> {
        body.skip(2)?;
        let gamepad = GamepadIndex::new(body.u16_le()?)?;
        let active = body.u16_le()?;
        body.skip(2)?;
        let low = u32::from(body.u16_le()?);
        let (left_trigger, right_trigger) = (body.u8()?, body.u8()?);
        let left_stick = (body.i16_le()?, body.i16_le()?);
        let right_stick = (body.i16_le()?, body.i16_le()?);
        body.skip(2)?;
        let buttons = Buttons(u32::from(body.u16_le()?) << 16 | low);
        Some(GamepadState {
            gamepad,
            active,
            buttons,
            left_trigger,
            right_trigger,
            left_stick,
            right_stick,
        })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for word in [HEADER, self.gamepad.0.into(), self.active, MIDDLE, self.buttons.0 as u16] {
            out.extend(word.to_le_bytes());
        }
        out.extend([self.left_trigger, self.right_trigger]);
        let (left, right) = (self.left_stick, self.right_stick);
        for axis in [left.0, left.1, right.0, right.1] {
            out.extend(axis.to_le_bytes());
        }
        for word in [TAIL_A, (self.buttons.0 >> 16) as u16, TAIL_B] {
            out.extend(word.to_le_bytes());
        }
    }
}

/// Whose labels and features a gamepad has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GamepadKind {
    /// Not told, or new to us.
    Unknown,
    /// Xbox.
    Xbox,
    /// DualShock, DualSense.
    PlayStation,
    /// Switch.
    Nintendo,
    /// Steam controller.
    Steam,
}

impl GamepadKind {
    fn to_wire(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Xbox => 1,
            Self::PlayStation => 2,
            Self::Nintendo => 3,
            Self::Steam => 4,
        }
    }

    fn from_wire(wire: u8) -> GamepadKind {
        match wire {
            1 => Self::Xbox,
            2 => Self::PlayStation,
            3 => Self::Nintendo,
            4 => Self::Steam,
            _ => Self::Unknown,
        }
    }
}

/// What a gamepad has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities(pub u16);

/// Source: moonlight-common-c, `Limelight.h`, `LI_CCAP_*`.
impl Capabilities {
    /// Triggers that tell how far.
    pub const ANALOG_TRIGGERS: Capabilities = Capabilities(0x1);
    /// Motors.
    pub const RUMBLE: Capabilities = Capabilities(0x2);
    /// Motors in the triggers.
    pub const TRIGGER_RUMBLE: Capabilities = Capabilities(0x4);
    /// A touchpad.
    pub const TOUCHPAD: Capabilities = Capabilities(0x8);
    /// An accelerometer.
    pub const ACCELEROMETER: Capabilities = Capabilities(0x10);
    /// A gyroscope.
    pub const GYROSCOPE: Capabilities = Capabilities(0x20);
    /// It reports its battery.
    pub const BATTERY: Capabilities = Capabilities(0x40);
    /// A coloured light.
    pub const RGB_LED: Capabilities = Capabilities(0x80);
    /// Two touchpads.
    pub const TWO_TOUCHPADS: Capabilities = Capabilities(0x100);

    /// True when it has all of `other`.
    pub fn contains(self, other: Capabilities) -> bool {
        self.0 & other.0 == other.0
    }
}

/// A gamepad was plugged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GamepadArrival {
    /// Which gamepad.
    pub gamepad: GamepadIndex,
    /// Whose it is.
    pub kind: GamepadKind,
    /// What it has.
    pub capabilities: Capabilities,
    /// The buttons it has.
    pub buttons: Buttons,
}

impl GamepadArrival {
    pub(super) fn parse(body: &mut Fields<'_>) -> Option<GamepadArrival> {
        Some(GamepadArrival {
            gamepad: GamepadIndex::parse(body)?,
            kind: GamepadKind::from_wire(body.u8()?),
            capabilities: Capabilities(body.u16_le()?),
            buttons: Buttons(body.u32_le()?),
        })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend([self.gamepad.0, self.kind.to_wire()]);
        out.extend(self.capabilities.0.to_le_bytes());
        out.extend(self.buttons.0.to_le_bytes());
    }
}

/// A finger on a gamepad's touchpad.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GamepadTouch {
    /// Which gamepad.
    pub gamepad: GamepadIndex,
    /// What the finger does.
    pub phase: TouchPhase,
    /// Which touchpad, 0 or 1.
    pub touchpad: u8,
    /// Number of the finger while it stays down.
    pub pointer: u32,
    /// 0 left to 1 right.
    pub x: f32,
    /// 0 top to 1 bottom.
    pub y: f32,
    /// 0 to 1.
    pub pressure: f32,
}

impl GamepadTouch {
    pub(super) fn parse(body: &mut Fields<'_>) -> Option<GamepadTouch> {
        let (gamepad, phase) = (GamepadIndex::parse(body)?, TouchPhase::parse(body)?);
        body.skip(1)?;
        Some(GamepadTouch {
            gamepad,
            phase,
            touchpad: body.u8().filter(|pad| *pad < 2)?,
            pointer: body.u32_le()?,
            x: body.unit()?,
            y: body.unit()?,
            pressure: body.unit()?,
        })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend([self.gamepad.0, self.phase.to_wire(), 0, self.touchpad]);
        out.extend(self.pointer.to_le_bytes());
        for value in [self.x, self.y, self.pressure] {
            out.extend(value.to_le_bytes());
        }
    }
}

/// A gamepad's sensor, in the axes of SDL.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Motion {
    /// Which gamepad.
    pub gamepad: GamepadIndex,
    /// Which sensor; it implies the unit.
    pub sensor: Sensor,
    /// x, y and z; finite.
    pub axes: [f32; 3],
}

impl Motion {
    pub(super) fn parse(body: &mut Fields<'_>) -> Option<Motion> {
        let (gamepad, sensor) = (GamepadIndex::parse(body)?, Sensor::from_wire(body.u8()?)?);
        body.skip(2)?;
        let axes = [body.finite()?, body.finite()?, body.finite()?];
        Some(Motion { gamepad, sensor, axes })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend([self.gamepad.0, self.sensor.to_wire(), 0, 0]);
        for value in self.axes {
            out.extend(value.to_le_bytes());
        }
    }
}

/// What a battery does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatteryState {
    /// Not told, or new to us.
    Unknown,
    /// There is none.
    NotPresent,
    /// It empties.
    Discharging,
    /// It fills.
    Charging,
    /// Plugged in, but it does not fill.
    NotCharging,
    /// It is full.
    Full,
}

impl BatteryState {
    const ALL: [BatteryState; 6] = [
        Self::Unknown,
        Self::NotPresent,
        Self::Discharging,
        Self::Charging,
        Self::NotCharging,
        Self::Full,
    ];

    fn to_wire(self) -> u8 {
        Self::ALL.iter().position(|state| *state == self).unwrap_or(0) as u8
    }

    fn from_wire(wire: u8) -> BatteryState {
        Self::ALL.get(usize::from(wire)).copied().unwrap_or(Self::Unknown)
    }
}

/// A gamepad's battery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Battery {
    /// Which gamepad.
    pub gamepad: GamepadIndex,
    /// What it does.
    pub state: BatteryState,
    /// 0 to 100, if known.
    pub percent: Option<u8>,
}

/// On the wire, a charge that nobody knows.
const UNKNOWN_PERCENT: u8 = 0xff;

impl Battery {
    pub(super) fn parse(body: &mut Fields<'_>) -> Option<Battery> {
        let gamepad = GamepadIndex::parse(body)?;
        let state = BatteryState::from_wire(body.u8()?);
        let percent = body.u8()?;
        body.skip(1)?;
        Some(Battery { gamepad, state, percent: (percent <= 100).then_some(percent) })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let percent = self.percent.unwrap_or(UNKNOWN_PERCENT);
        out.extend([self.gamepad.0, self.state.to_wire(), percent, 0]);
    }
}
