//! How a session ends, or does not begin.

use super::tag;
use super::value::{Text, millis, millis_bytes};
use crate::native::tlv::{Body, TlvError, Writer};
use crate::units::Span;

/// Why a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The user left, or the app ended.
    Finished,
    /// No version that both speak.
    Version,
    /// Nothing that the host codes can be decoded by the client.
    Format,
    /// The client is not, or no longer, trusted.
    NotTrusted,
    /// No such session, or its time is over.
    NoSession,
    /// The peer broke the rules of this protocol.
    Protocol,
    /// The peer took too long.
    TooSlow,
    /// The client came back over another connection.
    Replaced,
    /// The host ends.
    ShuttingDown,
    /// Something broke.
    Internal,
    /// The PIN was wrong, or somebody sits between the two.
    WrongPin,
    /// The host pairs nobody at the moment.
    PairingClosed,
    /// A reason of a later version.
    Unknown(u16),
}

impl Reason {
    const ALL: [Reason; 12] = [
        Self::Finished,
        Self::Version,
        Self::Format,
        Self::NotTrusted,
        Self::NoSession,
        Self::Protocol,
        Self::TooSlow,
        Self::Replaced,
        Self::ShuttingDown,
        Self::Internal,
        Self::WrongPin,
        Self::PairingClosed,
    ];

    /// The meaning of a number on the wire.
    pub fn from_wire(wire: u16) -> Reason {
        Self::ALL.get(usize::from(wire)).copied().unwrap_or(Self::Unknown(wire))
    }

    /// The number on the wire.
    pub fn to_wire(self) -> u16 {
        match self {
            Self::Unknown(wire) => wire,
            known => Self::ALL.iter().position(|reason| *reason == known).unwrap_or(0) as u16,
        }
    }
}

/// The session ends; nothing follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bye {
    /// Why.
    pub reason: Reason,
    /// More of it, for people.
    pub text: Option<Text>,
}

impl From<Reason> for Bye {
    fn from(reason: Reason) -> Bye {
        Bye { reason, text: None }
    }
}

impl Bye {
    pub(in crate::native) fn parse(body: &Body<'_>) -> Result<Bye, TlvError> {
        Ok(Bye {
            reason: body.required(tag::REASON, |value| value.u16_be().map(Reason::from_wire))?,
            text: body.optional(tag::TEXT, Text::parse)?,
        })
    }

    pub(in crate::native) fn write(&self, out: &mut Writer<'_>) {
        out.field(tag::REASON, &self.reason.to_wire().to_be_bytes());
        out.optional(tag::TEXT, self.text.as_ref().map(|text| text.as_str().as_bytes()));
    }
}

/// The host has no room for another session; nothing follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy {
    /// When it is worth to ask again, if the host knows; whole milliseconds on the wire.
    pub retry: Option<Span>,
}

impl Busy {
    pub(super) fn parse(body: &Body<'_>) -> Result<Busy, TlvError> {
        Ok(Busy { retry: body.optional(tag::RETRY, millis)? })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        let retry = self.retry.map(millis_bytes);
        out.optional(tag::RETRY, retry.as_ref().map(|bytes| &bytes[..]));
    }
}
