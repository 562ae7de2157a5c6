//! Opus packets to samples.

use lumen_core::audio::{Play, SAMPLE_RATE, samples};
use lumen_core::gamestream::sdp::OpusLayout;
use lumen_core::units::Span;
use opus::MSDecoder;

use super::SoundError;

/// The decoder of one stream.
pub(super) struct Decoder {
    opus: MSDecoder,
    channels: usize,
    samples: Vec<f32>,
}

impl Decoder {
    /// Packets of `layout` that last `packet`.
    pub fn new(layout: &OpusLayout, packet: Span) -> Result<Decoder, SoundError> {
        let channels = usize::from(layout.channels.count());
        let mapping = &layout.mapping[..channels];
        let opus = MSDecoder::new(SAMPLE_RATE, layout.streams, layout.coupled, mapping)?;
        Ok(Decoder { opus, channels, samples: vec![0.0; samples(packet) * channels] })
    }

    /// The samples of one packet time, interleaved. A packet that the codec refuses, or that lasts
    /// longer than was agreed, is concealed.
    pub fn decode(&mut self, play: Play<'_>) -> &[f32] {
        let frames = match play {
            Play::Silence => Err(()),
            Play::Conceal => self.run(&[]),
            Play::Packet(bytes) => self.run(bytes).or_else(|()| self.run(&[])),
        };
        match frames {
            Ok(frames) => &self.samples[..(frames * self.channels).min(self.samples.len())],
            Err(()) => {
                self.samples.fill(0.0);
                &self.samples
            }
        }
    }

    fn run(&mut self, bytes: &[u8]) -> Result<usize, ()> {
        self.opus.decode_float(bytes, &mut self.samples, false).map_err(drop)
    }

    /// Channels.
    pub fn channels(&self) -> usize {
        self.channels
    }
}
