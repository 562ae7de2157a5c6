//! What the machine plays: the monitor of PipeWire's default output.
//!
//! PipeWire's loop runs on a thread of its own, `pipewire`, and puts samples into a bounded queue;
//! the audio thread takes packets out. When the queue is full the oldest samples go, so the delay
//! stays below [`MAX_QUEUE`]. Source: PipeWire, "audio-capture.c", `stream.capture.sink`.

use std::collections::VecDeque;
use std::io::Cursor;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lumen_core::audio::{SAMPLE_RATE, samples};
use lumen_core::gamestream::sdp::AudioChannels;
use lumen_core::units::Span;
use pipewire::context::ContextRc;
use pipewire::main_loop::MainLoopRc;
use pipewire::properties::properties;
use pipewire::spa::param::ParamType;
use pipewire::spa::param::audio::{AudioFormat, AudioInfoRaw, MAX_CHANNELS};
use pipewire::spa::pod::serialize::PodSerializer;
use pipewire::spa::pod::{Object, Pod, Value};
use pipewire::spa::sys;
use pipewire::spa::utils::{Direction, SpaTypes};
use pipewire::stream::{Stream, StreamBox, StreamFlags};
use pipewire::{channel, keys};

use super::{AudioError, AudioSource};

/// Longest sound that waits to be encoded.
const MAX_QUEUE: Span = Span::from_millis(40);

/// Samples of a channel that PipeWire is asked to hand over at once: 5 ms.
const LATENCY: &str = "240/48000";

/// Time for PipeWire to answer at the start.
const START_LIMIT: Duration = Duration::from_secs(3);

/// Channel positions in the order of Opus' layouts here.
const POSITIONS: [u32; 8] = [
    sys::SPA_AUDIO_CHANNEL_FL,
    sys::SPA_AUDIO_CHANNEL_FR,
    sys::SPA_AUDIO_CHANNEL_FC,
    sys::SPA_AUDIO_CHANNEL_LFE,
    sys::SPA_AUDIO_CHANNEL_RL,
    sys::SPA_AUDIO_CHANNEL_RR,
    sys::SPA_AUDIO_CHANNEL_SL,
    sys::SPA_AUDIO_CHANNEL_SR,
];

/// A running capture. Dropping it ends its thread.
pub(super) struct Capture {
    queue: Arc<Queue>,
    stop: channel::Sender<()>,
    thread: Option<JoinHandle<()>>,
}

impl Capture {
    /// Connects to this user's PipeWire.
    ///
    /// # Errors
    /// `PipeWire` when there is none or it does not answer; `Thread`.
    pub fn open(channels: AudioChannels) -> Result<Capture, AudioError> {
        let count = usize::from(channels.count());
        let queue = Arc::new(Queue::new(samples(MAX_QUEUE), count));
        let (stop, stopped) = channel::channel();
        let (sender, ready) = sync_channel(1);
        let filled = Arc::clone(&queue);
        let work = move || run(&filled, channels, stopped, &sender);
        let thread = thread::Builder::new().name("pipewire".into()).spawn(work);
        let thread = Some(thread.map_err(AudioError::Thread)?);
        let capture = Capture { queue, stop, thread };
        match ready.recv_timeout(START_LIMIT) {
            Ok(result) => result.map(|()| capture),
            Err(_) => Err(AudioError::PipeWire("no answer".into())),
        }
    }
}

impl AudioSource for Capture {
    fn read(&mut self, samples: &mut [f32]) -> Result<(), AudioError> {
        self.queue.take(samples)
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        // A loop that is gone already needs no telling.
        let _ = self.stop.send(());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the PipeWire thread panicked");
        }
    }
}

/// The life of PipeWire's thread.
fn run(
    queue: &Arc<Queue>,
    channels: AudioChannels,
    stopped: channel::Receiver<()>,
    ready: &SyncSender<Result<(), AudioError>>,
) {
    let result = capture(queue, channels, stopped, ready);
    if let Err(error) = result {
        let _ = ready.try_send(Err(AudioError::PipeWire(error.to_string())));
    }
    queue.close();
}

fn capture(
    queue: &Arc<Queue>,
    channels: AudioChannels,
    stopped: channel::Receiver<()>,
    ready: &SyncSender<Result<(), AudioError>>,
) -> Result<(), pipewire::Error> {
    pipewire::init();
    let main = MainLoopRc::new(None)?;
    let context = ContextRc::new(&main, None)?;
    let core = context.connect_rc(None)?;
    let quit = main.clone();
    let _stop = stopped.attach(main.loop_(), move |()| quit.quit());
    let gone = main.clone();
    let _errors = core
        .add_listener_local()
        .error(move |_, _, _, message| {
            tracing::warn!(message, "pipewire");
            gone.quit();
        })
        .register();
    let properties = properties! {
        *keys::MEDIA_TYPE => "Audio",
        *keys::MEDIA_CATEGORY => "Capture",
        *keys::MEDIA_ROLE => "Game",
        *keys::NODE_NAME => "lumen",
        *keys::NODE_LATENCY => LATENCY,
        *keys::STREAM_CAPTURE_SINK => "true",
    };
    let stream = StreamBox::new(&core, "lumen", properties)?;
    let _listener = stream
        .add_local_listener_with_user_data(Arc::clone(queue))
        .process(|stream, queue| process(stream, queue))
        .register()?;
    let format = format(channels);
    let mut parameters: Vec<&Pod> = Pod::from_bytes(&format).into_iter().collect();
    let flags = StreamFlags::AUTOCONNECT | StreamFlags::MAP_BUFFERS;
    stream.connect(Direction::Input, None, flags, &mut parameters)?;
    let _ = ready.try_send(Ok(()));
    main.run();
    Ok(())
}

/// What we take: floats at 48 kHz; PipeWire converts.
fn format(channels: AudioChannels) -> Vec<u8> {
    let mut info = AudioInfoRaw::new();
    info.set_format(AudioFormat::F32LE);
    info.set_rate(SAMPLE_RATE);
    info.set_channels(channels.count().into());
    let mut positions = [0; MAX_CHANNELS];
    positions[..POSITIONS.len()].copy_from_slice(&POSITIONS);
    info.set_position(positions);
    let object = Object {
        type_: SpaTypes::ObjectParamFormat.as_raw(),
        id: ParamType::EnumFormat.as_raw(),
        properties: info.into(),
    };
    let written = PodSerializer::serialize(Cursor::new(Vec::new()), &Value::Object(object));
    written.map(|(bytes, _)| bytes.into_inner()).unwrap_or_default()
}

fn process(stream: &Stream, queue: &Queue) {
    let Some(mut buffer) = stream.dequeue_buffer() else { return };
    let Some(data) = buffer.datas_mut().first_mut() else { return };
    let (offset, size) = (data.chunk().offset() as usize, data.chunk().size() as usize);
    if let Some(bytes) = data.data().and_then(|bytes| bytes.get(offset..offset + size)) {
        queue.put(bytes);
    }
}

/// Samples on their way from PipeWire to the encoder.
struct Queue {
    channels: usize,
    state: Mutex<State>,
    filled: Condvar,
}

struct State {
    samples: VecDeque<f32>,
    most: usize,
    /// Nothing came for the last packet: silence is paced by waiting.
    idle: bool,
    closed: bool,
}

impl Queue {
    /// Room for so many frames of so many channels.
    fn new(frames: usize, channels: usize) -> Queue {
        let most = frames * channels;
        let samples = VecDeque::with_capacity(most);
        let state = Mutex::new(State { samples, most, idle: false, closed: false });
        Queue { channels, state, filled: Condvar::new() }
    }

    /// Takes little-endian floats. When there is no room the oldest go.
    fn put(&self, bytes: &[u8]) {
        let mut state = self.lock();
        for bytes in bytes.as_chunks::<4>().0 {
            if state.samples.len() == state.most {
                state.samples.pop_front();
            }
            state.samples.push_back(f32::from_le_bytes(*bytes));
        }
        self.filled.notify_one();
    }

    /// Fills `out`, with silence where nothing comes for twice the time that it lasts; an output
    /// that plays nothing sends nothing, and then each packet waits for its own time.
    fn take(&self, out: &mut [f32]) -> Result<(), AudioError> {
        let state = self.lock();
        let frames = (out.len() / self.channels) as u64;
        let packet = Duration::from_micros(frames * 1_000_000 / u64::from(SAMPLE_RATE));
        let limit = if state.idle { packet } else { 2 * packet };
        let waiting = |state: &mut State| state.samples.len() < out.len() && !state.closed;
        let waited = self.filled.wait_timeout_while(state, limit, waiting);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner).0;
        if state.closed {
            return Err(AudioError::PipeWire("the connection is lost".into()));
        }
        state.idle = state.samples.is_empty();
        for sample in out {
            *sample = state.samples.pop_front().unwrap_or(0.0);
        }
        Ok(())
    }

    fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_lets_the_oldest_go_and_an_empty_one_is_silent() {
        let queue = Queue::new(2, 2);
        let bytes: Vec<u8> = (1..=6u8).flat_map(|at| f32::from(at).to_le_bytes()).collect();
        queue.put(&bytes);
        let mut out = [9.0; 6];
        queue.take(&mut out).unwrap();
        assert_eq!(out, [3.0, 4.0, 5.0, 6.0, 0.0, 0.0]);
        queue.close();
        assert!(queue.take(&mut out).is_err());
    }

    #[test]
    fn the_machines_sound_is_captured() {
        let mut capture = match Capture::open(AudioChannels::Stereo) {
            Ok(capture) => capture,
            Err(error) => {
                eprintln!("SKIPPED: {error}");
                return;
            }
        };
        let (mut out, mut loudest) = ([0.0; 480], 0.0f32);
        for _ in 0..200 {
            capture.read(&mut out).unwrap();
            loudest = out.iter().fold(loudest, |loudest, sample| loudest.max(sample.abs()));
        }
        println!("loudest sample in a second: {loudest}");
    }
}
