//! One running stream: a capture thread and a stream thread with a mailbox between them.
//!
//! The one stream engine of both framings. A captured frame starts the pipeline at once; there is
//! no tick. The stream thread converts, submits, and sends each slice as it comes; others reach
//! it through [`Remote`], by atomics and a wake-up. Dropping the [`Stream`] stops both threads.

pub mod plan;
pub mod repeat;
mod stream_loop;
pub mod trace;

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use lumen_core::gamestream::framing::VideoSender;
use lumen_core::packetize::Packetizer;
use lumen_core::units::{Bitrate, Span};
use lumen_gpu::GpuError;
use lumen_gpu::encode::{Encode, EncodeConfig};
use lumen_gpu::frame::Frame;
use lumen_transport::clock;
use lumen_transport::ring::Mailbox;
use lumen_transport::send::Transmit;

use crate::capture::Capture;
use plan::StreamPlan;
use stream_loop::StreamLoop;
use trace::Tracer;

/// How long the capture thread waits before it looks whether the stream has ended.
const CAPTURE_WAIT: Span = Span::from_millis(100);

/// Opens an encoder of the kind a stream was planned for.
pub type OpenEncoder = fn(EncodeConfig) -> Result<Box<dyn Encode>, GpuError>;

/// Everything a stream is made of.
pub struct Parts {
    /// Where frames come from.
    pub capture: Box<dyn Capture>,
    /// What codes them.
    pub encoder: Box<dyn Encode>,
    /// Opens another encoder after a failure.
    pub open_encoder: OpenEncoder,
    /// What cuts slices into datagrams.
    pub packetizer: Packetizer<VideoSender>,
    /// Where datagrams leave.
    pub transmit: Box<dyn Transmit>,
    /// Who gets them.
    pub destination: SocketAddr,
    /// The negotiated facts.
    pub plan: StreamPlan,
    /// Where stamps go, if anybody wants them.
    pub tracer: Option<Tracer>,
}

/// Counters of a stream since its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamStats {
    /// Frames sent.
    pub frames: u64,
    /// Key frames among them.
    pub key_frames: u64,
    /// Captured frames that a newer one replaced before they were coded.
    pub replaced: u64,
    /// Frames lost to an error on the way.
    pub failed: u64,
    /// Datagrams handed to the kernel.
    pub datagrams: u64,
    /// System calls that took.
    pub send_calls: u64,
    /// Times that a way of sending was refused and the next one took over.
    pub fall_backs: u64,
}

/// Steers a running stream from other threads.
#[derive(Clone)]
pub struct Remote(Arc<Shared>);

struct Shared {
    mailbox: Arc<Mailbox<Frame>>,
    stop: AtomicBool,
    key_wanted: AtomicBool,
    bitrate: AtomicU64,
    counters: Counters,
    ended: Mutex<Option<String>>,
}

#[derive(Default)]
struct Counters {
    frames: AtomicU64,
    key_frames: AtomicU64,
    failed: AtomicU64,
    datagrams: AtomicU64,
    send_calls: AtomicU64,
    fall_backs: AtomicU64,
}

impl Remote {
    /// The client asks for a key frame. Several requests before it is made are one.
    pub fn request_key_frame(&self) {
        self.0.key_wanted.store(true, Ordering::Release);
        self.0.mailbox.wake();
    }

    /// Changes the bitrate from the next frame on.
    pub fn set_bitrate(&self, bitrate: Bitrate) {
        self.0.bitrate.store(bitrate.0, Ordering::Relaxed);
    }

    /// Counters since the start.
    pub fn stats(&self) -> StreamStats {
        let counters = &self.0.counters;
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        StreamStats {
            frames: get(&counters.frames),
            key_frames: get(&counters.key_frames),
            replaced: self.0.mailbox.replaced(),
            failed: get(&counters.failed),
            datagrams: get(&counters.datagrams),
            send_calls: get(&counters.send_calls),
            fall_backs: get(&counters.fall_backs),
        }
    }

    /// Why the stream ended by itself, if it did.
    pub fn ended(&self) -> Option<String> {
        self.0.ended.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn end(&self, reason: String) {
        let mut ended = self.0.ended.lock().unwrap_or_else(PoisonError::into_inner);
        ended.get_or_insert(reason);
    }
}

/// A running stream. Dropping it stops and joins its threads.
pub struct Stream {
    remote: Remote,
    threads: Vec<JoinHandle<()>>,
}

impl Stream {
    /// Starts the threads. The first frame is a key frame.
    ///
    /// # Errors
    /// What the system says when it has no thread left.
    pub fn start(parts: Parts) -> io::Result<Stream> {
        let mailbox = Mailbox::new();
        let remote = Remote(Arc::new(Shared {
            mailbox,
            stop: AtomicBool::new(false),
            key_wanted: AtomicBool::new(false),
            bitrate: AtomicU64::new(parts.plan.bitrate.0),
            counters: Counters::default(),
            ended: Mutex::new(None),
        }));
        let mut stream = Stream { remote: remote.clone(), threads: Vec::with_capacity(2) };
        let (stream_loop, capture) = StreamLoop::new(parts, remote.clone());
        let name = |name: &str| thread::Builder::new().name(name.into());
        stream.threads.push(name("stream").spawn(move || stream_loop.run())?);
        stream.threads.push(name("capture").spawn(move || run_capture(capture, remote))?);
        Ok(stream)
    }

    /// The handle that steers the stream.
    pub fn remote(&self) -> &Remote {
        &self.remote
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.remote.0.stop.store(true, Ordering::Release);
        self.remote.0.mailbox.close();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                self.remote.end("a stream thread panicked".into());
            }
        }
    }
}

/// Moves frames from the source to the mailbox, where a newer one replaces an older one.
fn run_capture(mut capture: Box<dyn Capture>, remote: Remote) {
    while !remote.0.stop.load(Ordering::Acquire) {
        match capture.next(clock::now() + CAPTURE_WAIT) {
            Ok(Some(frame)) => remote.0.mailbox.put(frame),
            Ok(None) => {}
            Err(error) => {
                remote.end(format!("capture: {error}"));
                break;
            }
        }
    }
    remote.0.mailbox.close();
}

#[cfg(test)]
mod tests;
