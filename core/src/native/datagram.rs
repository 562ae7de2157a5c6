//! The side planes of `lumen/1`: QUIC datagrams, told apart by their first byte.
//!
//! | first byte | from | is |
//! |---|---|---|
//! | `0xC8` | client | input events |
//! | `0xC9` | host | a packet of sound |
//! | `0xCA` | host | rumble |
//! | `0xCB` | either | clock probe, and its answer |
//! | `0xCC` | client | receiver report |
//! | `0xCD` | either | path challenge, and its echo |
//! | `0xCE` | host | input that arrived |
//!
//! Any of them may be lost, repeated or late. Nothing is allocated to read one. Source:
//! docs/wire-native.md "Side planes".

use std::fmt;

use super::message::running::Report;
use super::message::value::Tile;
use super::path::Token;
use crate::gamestream::input::{Fields, GamepadIndex, InputError, InputEvent};
use crate::rate::controller::OneWay;
use crate::rate::loss::LossReport;
use crate::units::{FrameId, Micros, Seq, Span};

/// Most events of a datagram.
pub const MAX_EVENTS: usize = 64;

const REDUNDANT: u8 = 1;
const PROBE: u8 = 0;
const ANSWER: u8 = 1;
const CHALLENGE: u8 = 0;
const ECHO: u8 = 1;

/// In place of a delay: none was seen.
const NO_DELAY: u32 = u32::MAX;

/// What a datagram is, by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Input events.
    Input = 0xc8,
    /// A packet of sound.
    Audio = 0xc9,
    /// Rumble.
    Rumble = 0xca,
    /// Clock probe or its answer.
    Clock = 0xcb,
    /// Receiver report.
    Report = 0xcc,
    /// Path challenge or its echo.
    Path = 0xcd,
    /// Acknowledgement of input.
    InputSeen = 0xce,
}

impl Kind {
    fn from_wire(byte: u8) -> Option<Kind> {
        const ALL: [Kind; 7] = [
            Kind::Input,
            Kind::Audio,
            Kind::Rumble,
            Kind::Clock,
            Kind::Report,
            Kind::Path,
            Kind::InputSeen,
        ];
        ALL.into_iter().find(|kind| *kind as u8 == byte)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Input => "input",
            Self::Audio => "audio",
            Self::Rumble => "rumble",
            Self::Clock => "clock",
            Self::Report => "report",
            Self::Path => "path",
            Self::InputSeen => "input acknowledgement",
        })
    }
}

/// Why a datagram is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DatagramError {
    /// There is nothing in it.
    #[error("empty datagram")]
    Empty,
    /// Its first byte is of no plane that we know.
    #[error("datagram of unknown kind {0:#04x}")]
    Unknown(u8),
    /// It lacks a field, or a value is outside its range.
    #[error("{0} datagram is malformed")]
    Malformed(Kind),
    /// One of its input events is invalid.
    #[error(transparent)]
    Event(#[from] InputError),
    /// More than [`MAX_EVENTS`].
    #[error("too many input events in a datagram")]
    TooManyEvents,
}

/// Number of an input event in its connection, from 0, wraps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EventNumber(pub u32);

impl EventNumber {
    /// The number `count` events later.
    pub fn offset(self, count: u32) -> EventNumber {
        EventNumber(self.0.wrapping_add(count))
    }

    /// True when `self` happened before `other`, given they are under 2^31 apart.
    pub fn is_before(self, other: EventNumber) -> bool {
        (self.0.wrapping_sub(other.0) as i32) < 0
    }
}

/// Events in the order in which they happened, all of them valid.
///
/// A datagram may begin with events that were sent before, in case they were lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Input<'a> {
    /// Number of the first event.
    pub first: EventNumber,
    events: &'a [u8],
}

impl<'a> Input<'a> {
    fn parse(fields: &mut Fields<'a>) -> Result<Input<'a>, DatagramError> {
        let malformed = DatagramError::Malformed(Kind::Input);
        let first = EventNumber(fields.u32_be().ok_or(malformed)?);
        let events = fields.clone().rest();
        let mut rest = events;
        let mut count = 0;
        while let Some((event, after)) = split_event(rest) {
            InputEvent::parse(event)?;
            rest = after;
            count += 1;
        }
        match (rest.is_empty(), count) {
            (false, _) => Err(DatagramError::Event(InputError::Cut)),
            (true, 0) => Err(malformed),
            (true, 1..=MAX_EVENTS) => Ok(Input { first, events }),
            (true, _) => Err(DatagramError::TooManyEvents),
        }
    }

    /// The events and their numbers. What is unknown to us has a number, but is left out.
    pub fn events(&self) -> impl Iterator<Item = (EventNumber, InputEvent)> + 'a {
        self.numbered().filter_map(|(number, event)| event.map(|event| (number, event)))
    }

    /// All events and their numbers; `None` is one of a kind unknown to us.
    pub fn numbered(&self) -> impl Iterator<Item = (EventNumber, Option<InputEvent>)> + 'a {
        let mut rest = self.events;
        let mut number = self.first;
        std::iter::from_fn(move || {
            let (event, after) = split_event(rest)?;
            let this = number;
            (rest, number) = (after, number.offset(1));
            Some((this, InputEvent::parse(event).ok().flatten()))
        })
    }

    /// Appends a datagram of events that follow each other, 1 to [`MAX_EVENTS`].
    pub fn write(first: EventNumber, events: &[InputEvent], out: &mut Vec<u8>) {
        debug_assert!((1..=MAX_EVENTS).contains(&events.len()), "{} events", events.len());
        Self::write_some(first, events.iter(), usize::MAX, out);
    }

    /// Appends a datagram of at least one and at most [`MAX_EVENTS`] of `events`, as many as fit
    /// into `limit` bytes; returns how many.
    pub(crate) fn write_some<'e>(
        first: EventNumber,
        events: impl Iterator<Item = &'e InputEvent>,
        limit: usize,
        out: &mut Vec<u8>,
    ) -> u32 {
        let start = out.len();
        out.push(Kind::Input as u8);
        out.extend(first.0.to_be_bytes());
        let mut count = 0;
        for event in events.take(MAX_EVENTS) {
            let before = out.len();
            event.write(out);
            if count > 0 && out.len() - start > limit {
                out.truncate(before);
                break;
            }
            count += 1;
        }
        count
    }
}

/// The first event, its size in front, and what follows it.
fn split_event(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let size = u32::from_be_bytes(*bytes.first_chunk()?);
    bytes.split_at_checked(usize::try_from(size).ok()?.checked_add(4)?)
}

/// Tells a client which of its input arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputSeen {
    /// The first event that did not arrive yet; all before it did.
    pub next: EventNumber,
}

/// A packet of sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioPacket<'a> {
    /// Number of the packet; a copy has the number of its original.
    pub sequence: Seq,
    /// Number of its first sample at 48 kHz, from the start of the stream; wraps.
    pub timestamp: u32,
    /// A copy of a packet that was sent before, in case that was lost.
    pub redundant: bool,
    /// An Opus packet, at least one byte.
    pub opus: &'a [u8],
}

/// What a gamepad's motors do, 0 to 65535 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rumble {
    /// Number of the command, over all gamepads: an older one than the newest seen is dropped.
    pub sequence: Seq,
    /// Which gamepad.
    pub gamepad: GamepadIndex,
    /// The strong motor.
    pub low_frequency: u16,
    /// The weak motor.
    pub high_frequency: u16,
    /// In the left trigger.
    pub left_trigger: u16,
    /// In the right trigger.
    pub right_trigger: u16,
    /// How long, if nothing newer comes: a lost stop is no endless rumble. Whole milliseconds on
    /// the wire, up to 65535.
    pub lasts: Span,
}

/// Asks for the peer's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// When it was sent, by the clock of who asks.
    pub sent: Micros,
}

/// Tells the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Of the probe, as it stood there.
    pub sent: Micros,
    /// When the probe came, by the clock of who answers.
    pub received: Micros,
    /// When this was sent, by the clock of who answers; not before `received`.
    pub answered: Micros,
}

/// A datagram of a side plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datagram<'a> {
    /// What the user did.
    Input(Input<'a>),
    /// What the user hears.
    Audio(AudioPacket<'a>),
    /// What the user feels.
    Rumble(Rumble),
    /// What time is it?
    Probe(Probe),
    /// What time it is.
    Answer(Answer),
    /// How a tile's stream arrives.
    Report(Report),
    /// Host: are you there?
    PathChallenge(Token),
    /// Client: I am; the token as it came.
    PathEcho(Token),
    /// How far the user's input arrived.
    InputSeen(InputSeen),
}

impl<'a> Datagram<'a> {
    /// Reads a datagram. Bytes behind the known fields are ignored: later versions may add some.
    ///
    /// # Errors
    /// All of [`DatagramError`]. `Unknown` may be a later version and is no offence.
    pub fn parse(bytes: &'a [u8]) -> Result<Datagram<'a>, DatagramError> {
        let mut fields = Fields::new(bytes);
        let first = fields.u8().ok_or(DatagramError::Empty)?;
        let kind = Kind::from_wire(first).ok_or(DatagramError::Unknown(first))?;
        let parsed = match kind {
            Kind::Input => return Input::parse(&mut fields).map(Datagram::Input),
            Kind::Audio => parse_audio(fields).map(Datagram::Audio),
            Kind::Rumble => parse_rumble(&mut fields).map(Datagram::Rumble),
            Kind::Clock => parse_clock(&mut fields),
            Kind::Report => parse_report(&mut fields).map(Datagram::Report),
            Kind::Path => parse_path(&mut fields),
            Kind::InputSeen => fields
                .u32_be()
                .map(|next| Datagram::InputSeen(InputSeen { next: EventNumber(next) })),
        };
        parsed.ok_or(DatagramError::Malformed(kind))
    }

    /// Appends the datagram to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Input(input) => {
                out.push(Kind::Input as u8);
                out.extend(input.first.0.to_be_bytes());
                out.extend_from_slice(input.events);
            }
            Self::Audio(packet) => {
                let flags = if packet.redundant { REDUNDANT } else { 0 };
                out.extend([Kind::Audio as u8, flags]);
                out.extend(packet.sequence.0.to_be_bytes());
                out.extend(packet.timestamp.to_be_bytes());
                out.extend_from_slice(packet.opus);
            }
            Self::Rumble(rumble) => write_rumble(rumble, out),
            Self::Probe(Probe { sent }) => {
                out.extend([Kind::Clock as u8, PROBE]);
                out.extend(sent.0.to_be_bytes());
            }
            Self::Answer(Answer { sent, received, answered }) => {
                out.extend([Kind::Clock as u8, ANSWER]);
                [sent, received, answered].iter().for_each(|time| out.extend(time.0.to_be_bytes()));
            }
            Self::Report(report) => write_report(report, out),
            Self::PathChallenge(token) => write_path(CHALLENGE, token, out),
            Self::PathEcho(token) => write_path(ECHO, token, out),
            Self::InputSeen(InputSeen { next }) => {
                out.push(Kind::InputSeen as u8);
                out.extend(next.0.to_be_bytes());
            }
        }
    }
}

fn parse_audio(mut fields: Fields<'_>) -> Option<AudioPacket<'_>> {
    let flags = fields.u8()?;
    let (sequence, timestamp) = (Seq(fields.u16_be()?), fields.u32_be()?);
    let opus = fields.rest();
    let redundant = flags & REDUNDANT != 0;
    (!opus.is_empty()).then_some(AudioPacket { sequence, timestamp, redundant, opus })
}

fn parse_rumble(fields: &mut Fields<'_>) -> Option<Rumble> {
    Some(Rumble {
        gamepad: GamepadIndex::new(fields.u8()?.into())?,
        sequence: Seq(fields.u16_be()?),
        low_frequency: fields.u16_be()?,
        high_frequency: fields.u16_be()?,
        left_trigger: fields.u16_be()?,
        right_trigger: fields.u16_be()?,
        lasts: Span::from_millis(fields.u16_be()?.into()),
    })
}

fn write_rumble(rumble: &Rumble, out: &mut Vec<u8>) {
    out.extend([Kind::Rumble as u8, rumble.gamepad.get()]);
    for word in [
        rumble.sequence.0,
        rumble.low_frequency,
        rumble.high_frequency,
        rumble.left_trigger,
        rumble.right_trigger,
        u16::try_from(rumble.lasts.0 / 1_000).unwrap_or(u16::MAX),
    ] {
        out.extend(word.to_be_bytes());
    }
}

fn parse_clock<'a>(fields: &mut Fields<'_>) -> Option<Datagram<'a>> {
    let step = fields.u8()?;
    let sent = Micros(fields.u64_be()?);
    match step {
        PROBE => Some(Datagram::Probe(Probe { sent })),
        ANSWER => {
            let (received, answered) = (Micros(fields.u64_be()?), Micros(fields.u64_be()?));
            let answer = Answer { sent, received, answered };
            (received <= answered).then_some(Datagram::Answer(answer))
        }
        _ => None,
    }
}

fn parse_report(fields: &mut Fields<'_>) -> Option<Report> {
    let tile = Tile::new(fields.u8()?)?;
    let (received, lost, longest_burst) = (fields.u32_be()?, fields.u32_be()?, fields.u32_be()?);
    Some(Report {
        tile,
        loss: LossReport { received, lost, longest_burst },
        next: FrameId(fields.u32_be()?),
        decoded: fields.u32_be()?,
        missed: fields.u32_be()?,
        decode_time: Span(fields.u32_be()?.into()),
        arrived: fields.u32_be()?,
        delay: Some(fields.u32_be()?).filter(|delay| *delay != NO_DELAY).map(OneWay),
    })
}

fn write_report(report: &Report, out: &mut Vec<u8>) {
    let LossReport { received, lost, longest_burst } = report.loss;
    let Report { next, decoded, missed, arrived, .. } = *report;
    let time = u32::try_from(report.decode_time.0).unwrap_or(u32::MAX);
    out.extend([Kind::Report as u8, report.tile.get()]);
    let delay = report.delay.map_or(NO_DELAY, |delay| delay.0.min(NO_DELAY - 1));
    for word in [received, lost, longest_burst, next.0, decoded, missed, time, arrived, delay] {
        out.extend(word.to_be_bytes());
    }
}

fn parse_path<'a>(fields: &mut Fields<'_>) -> Option<Datagram<'a>> {
    let step = fields.u8()?;
    let token = fields.array()?;
    match step {
        CHALLENGE => Some(Datagram::PathChallenge(token)),
        ECHO => Some(Datagram::PathEcho(token)),
        _ => None,
    }
}

fn write_path(step: u8, token: &Token, out: &mut Vec<u8>) {
    out.extend([Kind::Path as u8, step]);
    out.extend_from_slice(token);
}

#[cfg(test)]
mod tests;
