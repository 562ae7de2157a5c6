//! Packets in, samples out, at the output's pace.

use lumen_core::audio::{
    Adjust, JitterBuffer, JitterConfig, JitterStats, Outcome, SAMPLE_RATE, Take, samples, stretch,
};
use lumen_core::gamestream::sdp::OpusLayout;
use lumen_core::units::{Micros, Seq, Span};

use super::decode::Decoder;
use super::{Play, SoundError};

/// The next look at an output that is full is no earlier than this.
const SHORTEST_WAIT: Span = Span::from_millis(1);

/// Where packets wait to be played.
pub trait Packets {
    /// Hands over what to play for the next packet time.
    fn next<T>(&mut self, play: impl FnOnce(Take<'_>) -> T) -> T;
}

impl Packets for JitterBuffer {
    fn next<T>(&mut self, play: impl FnOnce(Take<'_>) -> T) -> T {
        play(self.take())
    }
}

/// Plays the sound of one stream, and holds its jitter buffer. Lives on one thread.
pub struct Player {
    jitter: JitterBuffer,
    speaker: Speaker,
}

/// Decodes and plays what a jitter buffer hands out, which may be another thread's.
pub struct Speaker {
    decoder: Decoder,
    output: Box<dyn Play>,
    /// Samples of a channel in a packet.
    packet: usize,
    stretched: Vec<f32>,
}

impl Player {
    /// A player of packets of `layout` that last `packet`.
    ///
    /// # Errors
    /// `Opus` for a layout that does not exist.
    pub fn new(
        layout: &OpusLayout,
        packet: Span,
        config: JitterConfig,
        output: Box<dyn Play>,
    ) -> Result<Player, SoundError> {
        let speaker = Speaker::new(layout, packet, output)?;
        Ok(Player { jitter: JitterBuffer::new(config), speaker })
    }

    /// Takes a packet as it comes; see [`JitterBuffer::insert`]. Does not allocate.
    pub fn packet(&mut self, sequence: Seq, copy: bool, opus: &[u8]) -> Outcome {
        self.jitter.insert(sequence, copy, opus)
    }

    /// Fills the output. Returns when to do so again; packets may be taken meanwhile. Does not
    /// allocate.
    ///
    /// # Errors
    /// `Device`, `Record`: nothing is played any more.
    pub fn play(&mut self, now: Micros) -> Result<Micros, SoundError> {
        self.speaker.play(now, &mut self.jitter)
    }

    /// What was played, concealed and repaired so far.
    pub fn stats(&self) -> JitterStats {
        self.jitter.stats()
    }
}

impl Speaker {
    /// For packets of `layout` that last `packet`.
    ///
    /// # Errors
    /// `Opus` for a layout that does not exist.
    pub fn new(
        layout: &OpusLayout,
        packet: Span,
        output: Box<dyn Play>,
    ) -> Result<Speaker, SoundError> {
        let decoder = Decoder::new(layout, packet)?;
        let packet = samples(packet);
        let stretched = Vec::with_capacity((packet + 1) * decoder.channels());
        Ok(Speaker { decoder, output, packet, stretched })
    }

    /// Fills the output from `packets`. Returns when to do so again. Does not allocate.
    ///
    /// # Errors
    /// `Device`, `Record`: nothing is played any more.
    pub fn play(&mut self, now: Micros, packets: &mut impl Packets) -> Result<Micros, SoundError> {
        loop {
            let (queued, room) = (self.output.queued(now)?, self.output.target());
            let over = (queued + self.packet).saturating_sub(room.max(self.packet));
            if over > 0 {
                let wait = Span(over as u64 * 1_000_000 / u64::from(SAMPLE_RATE));
                return Ok(now + wait.max(SHORTEST_WAIT));
            }
            self.one(packets)?;
        }
    }

    /// Decodes and writes one packet time.
    fn one(&mut self, packets: &mut impl Packets) -> Result<(), SoundError> {
        let channels = self.decoder.channels();
        let decoder = &mut self.decoder;
        let (samples, adjust) =
            packets.next(|Take { play, adjust }| (decoder.decode(play), adjust));
        let frames = samples.len() / channels;
        let frames = match adjust {
            Adjust::Keep => return self.output.write(samples),
            Adjust::Longer => frames + 1,
            Adjust::Shorter => frames.saturating_sub(1),
        };
        self.stretched.resize(frames * channels, 0.0);
        stretch(samples, channels, &mut self.stretched);
        self.output.write(&self.stretched)
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
