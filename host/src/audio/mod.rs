//! Sound out of the desktop: a source, an Opus encoder, and a thread that hands packets out.
//!
//! ```text
//! AudioSource ──samples──► OpusStream ──packet──► sink of the protocol   all on thread `audio`
//! ```
//! The source paces the thread: a read ends when a packet's samples are there. What becomes of a
//! packet (numbering, sealing, sending) is the sink's. Sound never shares a thread or a queue
//! with video, and nothing is allocated per packet. Source of the formats:
//! docs/wire-gamestream.md "Audio stream", docs/wire-native.md "Sound".

pub mod opus;
#[cfg(feature = "pipewire")]
mod pipewire;
pub mod synthetic;
#[cfg(test)]
mod tests;

use std::io;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use lumen_core::audio::{PACKET_TIME, Redundancy, Sender};
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_core::units::Span;

use self::opus::{OpusConfig, OpusStream};
use self::synthetic::{Signal, Synthetic};
pub use crate::display::Clock;

/// What can go wrong with sound. The stream goes on without it.
#[derive(Debug, thiserror::Error)]
pub enum AudioError {
    /// The codec refuses. A layout or bitrate outside of what it takes.
    #[error("opus: {0}")]
    Opus(#[from] ::opus::Error),
    /// The sound server cannot be reached, or went away.
    #[error("pipewire: {0}; is the user's session with PipeWire running?")]
    PipeWire(String),
    /// The thread cannot start.
    #[error("start the audio thread: {0}")]
    Thread(#[source] io::Error),
}

/// Where sound comes from: setting `sound`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceKind {
    /// What the machine plays, where PipeWire runs; else silence.
    #[default]
    Auto,
    /// No sound is sent.
    Off,
    /// Silence is sent.
    Silence,
    /// A tone of 440 Hz: to hear whether sound arrives.
    Tone,
}

impl FromStr for SourceKind {
    type Err = ();

    fn from_str(text: &str) -> Result<SourceKind, ()> {
        match text {
            "auto" => Ok(Self::Auto),
            "off" => Ok(Self::Off),
            "silence" => Ok(Self::Silence),
            "tone" => Ok(Self::Tone),
            _ => Err(()),
        }
    }
}

/// The pitch of [`SourceKind::Tone`].
const TONE_HZ: f32 = 440.0;

/// A source of samples at 48 kHz. Used by one thread at a time.
pub trait AudioSource: Send {
    /// Waits until there are as many samples as fit and fills `samples`: interleaved frames of
    /// -1 to 1, in the order front left, right, centre, low frequency, back left, right, side
    /// left, right. Waits for no more than twice the time that they last: what is missing then
    /// is silence. Does not allocate.
    ///
    /// # Errors
    /// [`AudioError`] when no more sound will come.
    fn read(&mut self, samples: &mut [f32]) -> Result<(), AudioError>;
}

/// Opens a source; `None` is no sound. What cannot be had is replaced by silence, and logged.
pub fn open(
    kind: SourceKind,
    channels: AudioChannels,
    clock: Clock,
) -> Option<Box<dyn AudioSource>> {
    let signal = match kind {
        SourceKind::Off => return None,
        SourceKind::Auto => return Some(desktop(channels, clock)),
        SourceKind::Silence => Signal::Silence,
        SourceKind::Tone => Signal::Sine { hz: TONE_HZ },
    };
    Some(Box::new(Synthetic::new(signal, channels, clock)))
}

#[cfg(feature = "pipewire")]
fn desktop(channels: AudioChannels, clock: Clock) -> Box<dyn AudioSource> {
    match pipewire::Capture::open(channels) {
        Ok(capture) => Box::new(capture),
        Err(error) => {
            tracing::warn!(%error, "no sound can be captured: silence is sent");
            Box::new(Synthetic::new(Signal::Silence, channels, clock))
        }
    }
}

#[cfg(not(feature = "pipewire"))]
fn desktop(channels: AudioChannels, clock: Clock) -> Box<dyn AudioSource> {
    tracing::warn!("built without PipeWire: silence is sent");
    Box::new(Synthetic::new(Signal::Silence, channels, clock))
}

/// Takes one Opus packet. Runs on the audio thread, and must not wait.
pub type PacketSink = Box<dyn FnMut(&[u8]) + Send>;

/// A running audio thread. Dropping it ends the thread, which takes two packet times at most.
pub struct AudioThread {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl AudioThread {
    /// Starts to read, encode and hand out packets.
    ///
    /// # Errors
    /// `Thread`.
    pub fn start(
        mut source: Box<dyn AudioSource>,
        mut stream: OpusStream,
        mut sink: PacketSink,
    ) -> Result<AudioThread, AudioError> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let work = move || {
            while !stopped.load(Ordering::Acquire) {
                match stream.next_packet(source.as_mut()) {
                    Ok(packet) => sink(packet),
                    Err(error) => {
                        tracing::warn!(%error, "the stream goes on without sound");
                        return;
                    }
                }
            }
        };
        let thread = thread::Builder::new().name("audio".into()).spawn(work);
        let thread = Some(thread.map_err(AudioError::Thread)?);
        Ok(AudioThread { stop, thread })
    }
}

impl Drop for AudioThread {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the audio thread panicked");
        }
    }
}

/// Starts the sound of a lumen/1 session: `send` is handed each `0xC9` datagram, copies included,
/// on the audio thread, and must not wait. `None` when the host is set to send no sound.
///
/// # Errors
/// `Opus`, `Thread`.
pub fn start_native(
    kind: SourceKind,
    channels: AudioChannels,
    redundancy: Redundancy,
    mut send: impl FnMut(&[u8]) + Send + 'static,
) -> Result<Option<AudioThread>, AudioError> {
    let config = OpusConfig::new(channels.layout(false), PACKET_TIME, false);
    let stream = OpusStream::new(&config)?;
    let Some(source) = open(kind, channels, lumen_transport::clock::now) else { return Ok(None) };
    let mut sender = Sender::new(redundancy);
    let samples = lumen_core::audio::samples(PACKET_TIME) as u32;
    let sink = Box::new(move |opus: &[u8]| sender.packet(opus, samples, &mut send));
    AudioThread::start(source, stream, sink).map(Some)
}

/// Samples of all channels in a packet of this length.
pub(crate) fn packet_samples(channels: AudioChannels, packet: Span) -> usize {
    lumen_core::audio::samples(packet) * usize::from(channels.count())
}
