//! The audio stream: RTP packets of Opus, encrypted by AES-CBC, four of them with two of parity.
//!
//! [`AudioSender`] turns Opus packets into datagrams, [`AudioReceiver`] the reverse, with memory
//! that is fixed at the start. Order, delay and concealment are the jitter buffer's
//! (`crate::audio`). Source: docs/wire-gamestream.md "Audio stream"; moonlight-common-c,
//! `AudioStream.c`, `RtpAudioQueue.c`.

mod block;
mod receive;
mod seal;
mod send;
#[cfg(test)]
mod tests;

pub use receive::{AudioReceiver, AudioUnit};
pub use send::AudioSender;

use super::SessionKey;
use crate::units::Span;

/// Longest datagram. Source: moonlight-common-c, `AudioStream.c`, `MAX_PACKET_SIZE`.
pub const MAX_DATAGRAM: usize = 1_400;

/// Longest payload of a data packet, encrypted or not.
const MAX_PAYLOAD: usize = MAX_DATAGRAM - RTP_LEN;

const RTP_LEN: usize = 12;
const FEC_LEN: usize = 12;
const RTP_FLAGS: u8 = 0x80;
const DATA_TYPE: u8 = 97;
const PARITY_TYPE: u8 = 127;

/// What both ends agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudioConfig {
    /// The session's key, if sound is encrypted.
    pub key: Option<SessionKey>,
    /// `rikeyid` of the launch: seed of the nonces.
    pub key_id: u32,
    /// Length of a packet, whole milliseconds.
    pub packet: Span,
}

/// Why a packet or a datagram is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AudioError {
    /// Shorter than its headers, or without a payload.
    #[error("audio datagram is cut")]
    Cut,
    /// Neither data nor parity.
    #[error("datagram is no audio packet")]
    Kind,
    /// A field that contradicts the others.
    #[error("audio parity packet is malformed")]
    Malformed,
    /// Longer than any packet may be.
    #[error("audio packet of {0} bytes is too long")]
    TooLong(usize),
    /// It was encrypted under another key, or damaged.
    #[error("audio packet cannot be decrypted")]
    Sealed,
}
