//! The encoder: constant bitrate, lowest delay.

use lumen_core::audio::{MAX_PACKET, SAMPLE_RATE};
use lumen_core::gamestream::sdp::OpusLayout;
use lumen_core::units::{Bitrate, Span};
use opus::{Application, MSEncoder};

use super::{AudioError, AudioSource, packet_samples};

/// What a stream of sound is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpusConfig {
    /// Channels and how they are coupled.
    pub layout: OpusLayout,
    /// Length of a packet: 2.5, 5, 10 or 20 ms.
    pub packet: Span,
    /// Of all channels together. A packet has as many bytes as this gives, always.
    pub bitrate: Bitrate,
}

impl OpusConfig {
    /// The bitrate that other hosts have. Source: Sunshine, `audio.cpp`; docs/wire-gamestream.md
    /// "Audio stream".
    pub fn new(layout: OpusLayout, packet: Span, high_quality: bool) -> OpusConfig {
        let kbps = match (layout.channels.count(), high_quality) {
            (2, false) => 96,
            (2, true) => 512,
            (6, false) => 256,
            (6, true) => 1_536,
            (_, false) => 450,
            (_, true) => 2_048,
        };
        OpusConfig { layout, packet, bitrate: Bitrate::from_kbps(kbps) }
    }
}

/// Samples in, packets out.
pub struct OpusStream {
    encoder: MSEncoder,
    samples: Vec<f32>,
    packet: Box<[u8; MAX_PACKET]>,
}

impl OpusStream {
    /// Opens an encoder. CELT alone, without look-ahead: RFC 6716 section 2.
    ///
    /// # Errors
    /// `Opus` when it does not take the configuration.
    pub fn new(config: &OpusConfig) -> Result<OpusStream, AudioError> {
        let OpusLayout { channels, streams, coupled, mapping } = config.layout;
        let mapping = &mapping[..usize::from(channels.count())];
        let mode = Application::LowDelay;
        let mut encoder = MSEncoder::new(SAMPLE_RATE, streams, coupled, mapping, mode)?;
        let bits = i32::try_from(config.bitrate.0).unwrap_or(i32::MAX);
        encoder.set_bitrate(opus::Bitrate::Bits(bits))?;
        encoder.set_vbr(false)?;
        Ok(OpusStream {
            encoder,
            samples: vec![0.0; packet_samples(channels, config.packet)],
            packet: Box::new([0; MAX_PACKET]),
        })
    }

    /// Waits for the next packet's samples and encodes them. Does not allocate.
    ///
    /// # Errors
    /// [`AudioError`] of the source or the codec.
    pub fn next_packet(&mut self, source: &mut dyn AudioSource) -> Result<&[u8], AudioError> {
        source.read(&mut self.samples)?;
        let len = self.encoder.encode_float(&self.samples, &mut self.packet[..])?;
        Ok(&self.packet[..len])
    }
}
