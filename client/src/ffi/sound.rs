//! Sound decoded for who has no Opus decoder, one packet time at a call.

use lumen_core::audio::{Adjust, MAX_CHANNELS, PACKET_TIME, Play, SAMPLE_RATE, samples, stretch};
use lumen_core::gamestream::sdp::AudioChannels;
use opus::MSDecoder;

use super::status::{Failure, LUMEN_ERR_SYSTEM, LUMEN_ERR_USAGE};
use crate::NativeSession;

/// Frames of a packet time, stretched by one.
pub(super) const MOST_FRAMES: usize = samples(PACKET_TIME) + 1;

/// Where the samples of one call lie.
#[derive(Clone, Copy)]
pub(super) struct Pcm {
    pub frames: usize,
    pub channels: usize,
    /// The sound was made up, or there is none.
    pub concealed: bool,
}

/// Decodes a session's sound. Allocates when the number of channels changes.
#[derive(Default)]
pub(super) struct Sound {
    decoder: Option<(usize, MSDecoder)>,
    decoded: Vec<f32>,
    pub out: Vec<f32>,
}

impl Sound {
    /// The next packet time, interleaved in `out`.
    pub fn next(&mut self, session: &NativeSession) -> Result<Pcm, Failure> {
        let plan = session.plan().map_or(0, |plan| plan.audio.channels());
        let layout = AudioChannels::with_count(plan).ok_or_else(|| Failure {
            status: LUMEN_ERR_USAGE,
            text: "the host sends no sound in this session".to_owned(),
        })?;
        let channels = usize::from(layout.count());
        self.open(layout)?;
        let Sound { decoder, decoded, out } = self;
        let Some((_, decoder)) = decoder else {
            return Ok(Pcm { frames: 0, channels, concealed: true });
        };
        session.next_sound(|take| {
            let concealed = !matches!(take.play, Play::Packet(_));
            let frames = decode(decoder, take.play, decoded, channels);
            let wanted = match take.adjust {
                Adjust::Keep => frames,
                Adjust::Longer => frames + 1,
                Adjust::Shorter => frames - 1,
            };
            stretch(&decoded[..frames * channels], channels, &mut out[..wanted * channels]);
            Ok(Pcm { frames: wanted, channels, concealed })
        })
    }

    fn open(&mut self, layout: AudioChannels) -> Result<(), Failure> {
        let channels = usize::from(layout.count());
        if self.decoder.as_ref().is_some_and(|(open, _)| *open == channels) {
            return Ok(());
        }
        let shape = layout.layout(false);
        let mapping = &shape.mapping[..channels];
        let decoder = MSDecoder::new(SAMPLE_RATE, shape.streams, shape.coupled, mapping);
        let failed = |error: opus::Error| Failure {
            status: LUMEN_ERR_SYSTEM,
            text: format!("no Opus decoder: {error}"),
        };
        self.decoder = Some((channels, decoder.map_err(failed)?));
        self.decoded = vec![0.0; samples(PACKET_TIME) * MAX_CHANNELS];
        self.out = vec![0.0; MOST_FRAMES * MAX_CHANNELS];
        Ok(())
    }
}

/// Frames of one packet time. What the codec refuses is made up, or silent.
fn decode(decoder: &mut MSDecoder, play: Play<'_>, out: &mut [f32], channels: usize) -> usize {
    let frames = samples(PACKET_TIME);
    let out = &mut out[..frames * channels];
    let mut run =
        |bytes: &[u8]| decoder.decode_float(bytes, out, false).is_ok_and(|got| got == frames);
    let done = match play {
        Play::Packet(bytes) => run(bytes) || run(&[]),
        Play::Conceal => run(&[]),
        Play::Silence => false,
    };
    if !done {
        out.fill(0.0);
    }
    frames
}
