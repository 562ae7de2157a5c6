//! Sound of a session, as datagrams of its connection.

use lumen_core::audio::{PACKET_TIME, Redundancy, Sender, samples};
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_core::native::message::format::Audio;
use lumen_transport::clock;
use lumen_transport::control::quic::Connection;

use crate::audio::opus::{OpusConfig, OpusStream};
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
    let Some(source) = audio::open(kind, channels, clock::now) else { return Ok(None) };
    let layout = channels.layout(false);
    let stream = OpusStream::new(&OpusConfig::new(layout, PACKET_TIME, false))?;
    let mut sender = Sender::new(Redundancy::default());
    let sink = Box::new(move |opus: &[u8]| {
        sender.packet(opus, samples(PACKET_TIME) as u32, |datagram| {
            // A connection that ended has no use for it.
            let _ = connection.send_datagram(datagram.to_vec());
        });
    });
    AudioThread::start(source, stream, sink).map(Some)
}
