//! The bodies of the handshake: what the host offers and what the client wants.
//!
//! Neither is really SDP. Clients search the offer for substrings; hosts read the answer as a
//! list of named numbers. Source: moonlight-common-c, `RtspConnection.c`, `SdpGenerator.c`;
//! docs/wire-gamestream.md "RTSP handshake".

mod announce;
mod describe;
mod format;

pub use announce::{AudioRequest, BitrateWish, StreamRequest};
pub use describe::HostOffer;
pub use format::{AudioChannels, BitDepth, Chroma, Codec, ColorSpace, ColorSpec, OpusLayout};

use crate::units::ModeError;

/// Why an offer or a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SdpError {
    /// Not UTF-8.
    #[error("session description is not text")]
    NotText,
    /// More lines than any client sends.
    #[error("session description has too many lines")]
    TooManyLines,
    /// An attribute that must be there is not.
    #[error("attribute {0} is missing")]
    Missing(&'static str),
    /// An attribute that is no number.
    #[error("attribute {0} is not a number")]
    Malformed(&'static str),
    /// An attribute outside its range.
    #[error("attribute {name} is {value}")]
    Range {
        /// The attribute.
        name: &'static str,
        /// What it was.
        value: i64,
    },
    /// Size or rate that no display of ours can have.
    #[error(transparent)]
    Mode(#[from] ModeError),
    /// Encryption that the host insists on is missing, or was never offered.
    #[error("encryption {enabled:#x} does not suit offer {supported:#x}, required {required:#x}")]
    Encryption {
        /// What the client enabled.
        enabled: u32,
        /// What the host can do.
        supported: u32,
        /// What the host insists on.
        required: u32,
    },
    /// A profile that the host did not advertise, or that does not exist.
    #[error("{codec:?} {chroma:?} {depth:?} was not offered")]
    Profile {
        /// The codec asked for.
        codec: Codec,
        /// The chroma format asked for.
        chroma: Chroma,
        /// The depth asked for.
        depth: BitDepth,
    },
    /// The host has no layout for this number of channels.
    #[error("host offers no layout for {0} channels")]
    NoLayout(u8),
}

impl SdpError {
    /// The RTSP status that says so.
    pub fn status(&self) -> u16 {
        match self {
            Self::Encryption { .. } => 403,
            _ => 400,
        }
    }
}
