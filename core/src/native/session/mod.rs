//! The life of a session, at both ends.
//!
//! ```text
//! host     Listening ──Hello──► Asked ──welcome──► Offered ──Start──► Running
//! client   Greeting ──Welcome──► Ready ──start──► Running
//!
//! Offered, Ready, Running ──connection lost──► Away ──resume──► Offered, Greeting
//! any ──Bye sent, or time over──► Left          any ──Bye or Busy received──► Gone
//! ```
//! Pure: messages and times come in, messages to send and events come out. A machine belongs to one
//! session; who owns it finds it again when a client comes back. Trust and the connection
//! are others' work. Source: docs/wire-native.md "Sessions".

mod client;
mod host;
#[cfg(any(test, feature = "sim"))]
pub mod play;

pub use client::{Client, ClientEvent};
pub use host::{Grant, Host, HostEvent};

use super::message::Message;
use super::message::end::{Bye, Reason};
use super::message::running::RequestId;
use super::message::value::{SessionId, Version};
use super::tlv::Label;
use crate::units::Span;

/// How long a host waits for `Hello`, and a client for the answer.
pub const ANSWER_TIME: Span = Span::from_secs(10);

/// How long a host waits for `Start`: clients open their decoders meanwhile.
pub const START_TIME: Span = Span::from_secs(20);

/// What must not happen. The machine that returns one while it takes a message has left the
/// session: the peer is owed [`TurnError::bye`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TurnError {
    /// A message that has no place in this state, received or to be sent.
    #[error("{message} while {state}")]
    OutOfTurn {
        /// The message.
        message: Label,
        /// The state.
        state: &'static str,
    },
    /// A plan that the client said it can't take.
    #[error("a plan beyond the client's capabilities")]
    Unfit,
    /// A version that the client does not speak.
    #[error("version {} was not offered", .0.0)]
    Version(Version),
    /// The answer to a wish that is not open.
    #[error("request {} is not open", .0.0)]
    NotAsked(RequestId),
    /// A wish while another one is open.
    #[error("request {} is still open", .0.0)]
    StillOpen(RequestId),
    /// A session that the client did not come back to, or whose ticket it does not have.
    #[error("session {} is not this client's", .0.0)]
    NotYours(SessionId),
    /// The session's time is over.
    #[error("the session's time is over")]
    TooLate,
}

impl TurnError {
    /// What to tell the peer.
    pub fn bye(self) -> Bye {
        Bye::from(match self {
            Self::NotYours(_) | Self::TooLate => Reason::NoSession,
            Self::Unfit => Reason::Format,
            Self::Version(_) => Reason::Version,
            _ => Reason::Protocol,
        })
    }

    fn out_of_turn(message: &Message, state: &'static str) -> TurnError {
        TurnError::OutOfTurn { message: message.kind(), state }
    }
}

#[cfg(test)]
mod tests;
