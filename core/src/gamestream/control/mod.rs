//! The control stream: sealed messages in ENet packets, both directions.
//!
//! ENet itself is the caller's. A packet goes through [`ControlSeal::open`] and the message
//! inside through [`ClientMessage::parse`] or [`HostMessage::parse`]; the way out is the same
//! backwards. Source: moonlight-common-c, `ControlStream.c`; docs/wire-gamestream.md
//! "Control stream".

mod envelope;
mod message;

pub use envelope::{ControlSeal, ENVELOPE_LEN, MAX_MESSAGE, MAX_PACKET};
pub use message::{
    AdaptiveTriggers, ClientMessage, FecStatus, HdrMetadata, HostMessage, LostFrames, Sensor,
    Termination,
};

use super::input::InputError;
use crate::seal::Forged;

/// Why a packet or message is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// Shorter or longer than any message may be.
    #[error("control packet of {0} bytes")]
    Length(usize),
    /// The outer type is not that of an envelope: plain text, or another dialect.
    #[error("control packet is not encrypted")]
    Plain,
    /// A length field does not fit what is there.
    #[error("control message is cut or followed by more")]
    Cut,
    /// The sequence number was seen before, or is too old to tell.
    #[error("control message was seen before")]
    Replayed,
    /// The tag does not match.
    #[error(transparent)]
    Forged(#[from] Forged),
    /// Every sequence number was used; the session must end.
    #[error("control sequence is exhausted")]
    Exhausted,
    /// The payload is too short for its type, or a value is outside its range.
    #[error("control message {0:#06x} is malformed")]
    Malformed(u16),
    /// The input event inside is malformed.
    #[error(transparent)]
    Input(#[from] InputError),
}
