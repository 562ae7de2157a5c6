//! Touch and pen.

use super::fields::Fields;

/// What a finger or pen does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchPhase {
    /// Near, without contact.
    Hover,
    /// It made contact.
    Down,
    /// It ended contact.
    Up,
    /// It moved in contact.
    Move,
    /// This contact never was.
    Cancel,
    /// Only a pen's buttons changed.
    ButtonOnly,
    /// It is no longer near.
    HoverLeave,
    /// No contact ever was.
    CancelAll,
}

impl TouchPhase {
    const ALL: [TouchPhase; 8] = [
        Self::Hover,
        Self::Down,
        Self::Up,
        Self::Move,
        Self::Cancel,
        Self::ButtonOnly,
        Self::HoverLeave,
        Self::CancelAll,
    ];

    pub(super) fn to_wire(self) -> u8 {
        Self::ALL.iter().position(|phase| *phase == self).unwrap_or(0) as u8
    }

    pub(super) fn parse(body: &mut Fields<'_>) -> Option<TouchPhase> {
        Self::ALL.get(usize::from(body.u8()?)).copied()
    }
}

/// On the wire, an angle that nobody knows.
const UNKNOWN_ROTATION: u16 = 0xffff;
const UNKNOWN_TILT: u8 = 0xff;

fn rotation(body: &mut Fields<'_>) -> Option<Option<u16>> {
    body.u16_le().map(|degrees| (degrees <= 360).then_some(degrees))
}

/// A finger on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Touch {
    /// What it does.
    pub phase: TouchPhase,
    /// Number of the finger while it stays down.
    pub pointer: u32,
    /// 0 left to 1 right.
    pub x: f32,
    /// 0 top to 1 bottom.
    pub y: f32,
    /// Pressure in contact, distance while hovering; 0 to 1, 0 is unknown.
    pub pressure: f32,
    /// Longer axis of the contact, 0 to 1, 0 is unknown.
    pub major: f32,
    /// Shorter axis of the contact, 0 is as the longer one.
    pub minor: f32,
    /// In degrees, if known.
    pub rotation: Option<u16>,
}

impl Touch {
    pub(super) fn parse(body: &mut Fields<'_>) -> Option<Touch> {
        let phase = TouchPhase::parse(body)?;
        body.skip(1)?;
        let rotation = rotation(body)?;
        Some(Touch {
            phase,
            rotation,
            pointer: body.u32_le()?,
            x: body.unit()?,
            y: body.unit()?,
            pressure: body.unit()?,
            major: body.unit()?,
            minor: body.unit()?,
        })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend([self.phase.to_wire(), 0]);
        out.extend(self.rotation.unwrap_or(UNKNOWN_ROTATION).to_le_bytes());
        out.extend(self.pointer.to_le_bytes());
        for value in [self.x, self.y, self.pressure, self.major, self.minor] {
            out.extend(value.to_le_bytes());
        }
    }
}

/// Which end of a pen it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PenTool {
    /// Not told, or new to us.
    Unknown,
    /// The tip.
    Pen,
    /// The eraser.
    Eraser,
}

impl PenTool {
    fn to_wire(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Pen => 1,
            Self::Eraser => 2,
        }
    }

    fn from_wire(wire: u8) -> PenTool {
        match wire {
            1 => Self::Pen,
            2 => Self::Eraser,
            _ => Self::Unknown,
        }
    }
}

/// A pen on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// What it does.
    pub phase: TouchPhase,
    /// Which end.
    pub tool: PenTool,
    /// 1 primary, 2 secondary, 4 tertiary.
    pub buttons: u8,
    /// 0 left to 1 right.
    pub x: f32,
    /// 0 top to 1 bottom.
    pub y: f32,
    /// Pressure in contact, distance while hovering; 0 to 1.
    pub pressure: f32,
    /// In degrees, if known.
    pub rotation: Option<u16>,
    /// Degrees from upright, 0 to 90, if known.
    pub tilt: Option<u8>,
    /// Longer axis of the contact, 0 to 1, 0 is unknown.
    pub major: f32,
    /// Shorter axis of the contact.
    pub minor: f32,
}

impl Pen {
    pub(super) fn parse(body: &mut Fields<'_>) -> Option<Pen> {
        let phase = TouchPhase::parse(body)?;
        let tool = PenTool::from_wire(body.u8()?);
        let buttons = body.u8()? & 7;
        body.skip(1)?;
        let (x, y, pressure) = (body.unit()?, body.unit()?, body.unit()?);
        let rotation = rotation(body)?;
        let tilt = body.u8().map(|degrees| (degrees <= 90).then_some(degrees))?;
        body.skip(1)?;
        let (major, minor) = (body.unit()?, body.unit()?);
        Some(Pen { phase, tool, buttons, x, y, pressure, rotation, tilt, major, minor })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend([self.phase.to_wire(), self.tool.to_wire(), self.buttons, 0]);
        for value in [self.x, self.y, self.pressure] {
            out.extend(value.to_le_bytes());
        }
        out.extend(self.rotation.unwrap_or(UNKNOWN_ROTATION).to_le_bytes());
        out.extend([self.tilt.unwrap_or(UNKNOWN_TILT), 0]);
        for value in [self.major, self.minor] {
            out.extend(value.to_le_bytes());
        }
    }
}
