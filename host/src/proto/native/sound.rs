//! Sound of a session, as datagrams of its connection.

use lumen_core::audio::Redundancy;
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_core::native::message::format::Audio;
use lumen_transport::control::quic::Connection;

use crate::audio::{self, AudioError, AudioThread, SourceKind};

/// Captures and sends sound until it is dropped; nothing where there is none.
///
/// # Errors
/// [`AudioError`]; the session goes on without sound.
pub fn start(
    kind: SourceKind,
    audio: Audio,
    connection: Connection,
) -> Result<Option<AudioThread>, AudioError> {
    let channels = match audio {
        Audio::Off => return Ok(None),
        Audio::Stereo => AudioChannels::Stereo,
        Audio::Surround51 => AudioChannels::Surround51,
        Audio::Surround71 => AudioChannels::Surround71,
    };
    audio::start_native(kind, channels, Redundancy::default(), move |datagram| {
        // A connection that ended has no use for it.
        let _ = connection.send_datagram(datagram.to_vec());
    })
}
