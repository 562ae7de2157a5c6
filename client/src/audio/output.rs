//! Where samples go.

use std::path::{Path, PathBuf};

use lumen_core::audio::SAMPLE_RATE;
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_core::units::Micros;

use super::SoundError;
use super::wav::WavFile;

/// Samples of a channel that wait in an output that is only paced by a clock: 10 ms.
const PACED_TARGET: usize = SAMPLE_RATE as usize / 100;

/// What becomes of the sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SoundOutput {
    /// The machine's default device plays it; nobody where there is none.
    #[default]
    Device,
    /// Nobody hears it; it is decoded all the same.
    Mute,
    /// It is written to a WAV file.
    File(PathBuf),
}

/// An output of interleaved frames at 48 kHz, front left, right, centre, low frequency, back left,
/// right, side left, right. Used by one thread at a time.
pub trait Play: Send {
    /// Samples of a channel that were written and not heard yet.
    ///
    /// # Errors
    /// `Device`.
    fn queued(&mut self, now: Micros) -> Result<usize, SoundError>;

    /// How many should be waiting at most: enough for the output never to run dry.
    fn target(&self) -> usize;

    /// Takes more samples. Does not wait.
    ///
    /// # Errors
    /// `Device`, `Record`.
    fn write(&mut self, samples: &[f32]) -> Result<(), SoundError>;
}

/// Opens an output. A device that cannot be had is replaced by [`Null`], and logged.
///
/// # Errors
/// `Record` when the file cannot be made.
pub fn open(output: &SoundOutput, channels: AudioChannels) -> Result<Box<dyn Play>, SoundError> {
    Ok(match output {
        SoundOutput::Device => device(channels),
        SoundOutput::Mute => Box::new(Null::new(channels)),
        SoundOutput::File(path) => Box::new(Record::create(path, channels)?),
    })
}

#[cfg(all(feature = "playback", target_os = "linux"))]
fn device(channels: AudioChannels) -> Box<dyn Play> {
    match super::alsa::Device::open(channels) {
        Ok(device) => Box::new(device),
        Err(error) => {
            tracing::warn!(%error, "sound is not played");
            Box::new(Null::new(channels))
        }
    }
}

#[cfg(not(all(feature = "playback", target_os = "linux")))]
fn device(channels: AudioChannels) -> Box<dyn Play> {
    tracing::warn!("built without sound output: sound is not played");
    Box::new(Null::new(channels))
}

/// Takes samples as fast as a clock would play them.
pub struct Null {
    channels: usize,
    /// When the first sample was written, and how many since.
    playing: Option<(Micros, u64)>,
    now: Micros,
}

impl Null {
    /// An output of this many channels.
    pub fn new(channels: AudioChannels) -> Null {
        Null { channels: channels.count().into(), playing: None, now: Micros(0) }
    }
}

impl Play for Null {
    fn queued(&mut self, now: Micros) -> Result<usize, SoundError> {
        self.now = now;
        let Some((since, written)) = self.playing else { return Ok(0) };
        let heard = now.since(since).0 * u64::from(SAMPLE_RATE) / 1_000_000;
        match written.checked_sub(heard) {
            Some(queued) => Ok(queued as usize),
            None => {
                // It ran dry, and begins anew with the next sample.
                self.playing = None;
                Ok(0)
            }
        }
    }

    fn target(&self) -> usize {
        PACED_TARGET
    }

    fn write(&mut self, samples: &[f32]) -> Result<(), SoundError> {
        let (_, written) = self.playing.get_or_insert((self.now, 0));
        *written += (samples.len() / self.channels) as u64;
        Ok(())
    }
}

/// Writes a WAV file, at the pace of [`Null`].
pub struct Record {
    pace: Null,
    file: WavFile,
}

impl Record {
    /// Makes the file.
    ///
    /// # Errors
    /// `Record`.
    pub fn create(path: &Path, channels: AudioChannels) -> Result<Record, SoundError> {
        let file = WavFile::create(path, channels.count().into())?;
        Ok(Record { pace: Null::new(channels), file })
    }
}

impl Play for Record {
    fn queued(&mut self, now: Micros) -> Result<usize, SoundError> {
        self.pace.queued(now)
    }

    fn target(&self) -> usize {
        self.pace.target()
    }

    fn write(&mut self, samples: &[f32]) -> Result<(), SoundError> {
        self.pace.write(samples)?;
        Ok(self.file.write(samples)?)
    }
}
