//! Why a session ends by the host's doing.

use lumen_core::native::message::end::{Bye, Reason};
use lumen_core::native::session::TurnError;
use lumen_transport::control::quic::QuicError;

use crate::proto::native::media::MediaError;
use crate::proto::native::scene::SceneError;

/// Why a session ends by the host's doing.
#[derive(Debug, thiserror::Error)]
pub(super) enum SessionError {
    #[error(transparent)]
    Turn(#[from] TurnError),
    #[error(transparent)]
    Scene(#[from] SceneError),
    #[error(transparent)]
    Media(#[from] MediaError),
    #[error("nothing that the client decodes is coded here")]
    NoFormat,
    #[error("the system has no random numbers")]
    Random,
    #[error("the stream ended: {0}")]
    Stream(String),
    #[error("the client broke the rules: {0}")]
    Message(QuicError),
    #[error("the app has ended")]
    AppEnded,
    #[error("the client was unpaired")]
    Revoked,
    #[error("the host ends")]
    ShuttingDown,
    #[error("the client took too long")]
    TooSlow,
    #[error("the session's task panicked")]
    Panicked,
}

impl SessionError {
    /// What the client is told.
    pub(super) fn bye(&self) -> Bye {
        Bye::from(match self {
            Self::Turn(error) => return error.bye(),
            Self::NoFormat => Reason::Format,
            Self::Message(_) => Reason::Protocol,
            Self::AppEnded => Reason::Finished,
            Self::Revoked => Reason::NotTrusted,
            Self::ShuttingDown => Reason::ShuttingDown,
            Self::TooSlow => Reason::TooSlow,
            Self::Scene(_) | Self::Media(_) | Self::Random | Self::Stream(_) | Self::Panicked => {
                Reason::Internal
            }
        })
    }
}
