//! The per-frame thread: convert, submit, collect slices, packetize, send.
//!
//! The thread that collects a slice also packetizes, seals and submits it: waking another thread
//! costs more than all of that (docs/architecture.md, "Threads"). Nothing allocates after the
//! first frame.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use lumen_core::fec::Kernel;
use lumen_core::framing::{FrameHead, FrameType};
use lumen_core::gamestream::framing::VideoSender;
use lumen_core::packetize::{PacketizeError, Packetizer, Train, Written};
use lumen_core::rate::pacer::Pacer;
use lumen_core::recovery::host::KeyFrames;
use lumen_core::units::{Bitrate, FrameId, Micros, Span};
use lumen_gpu::GpuError;
use lumen_gpu::convert::{Yuv420, packed_to_planar};
use lumen_gpu::encode::{Collected, Encode, FrameKind, FrameParams, Slice};
use lumen_gpu::error::Remedy;
use lumen_gpu::frame::{Frame, Surface};
use lumen_transport::TransportError;
use lumen_transport::clock;
use lumen_transport::ring::Mail;
use lumen_transport::send::Transmit;
use lumen_transport::send::paced::Paced;

use super::plan::StreamPlan;
use super::repeat::Repeater;
use super::trace::{FrameTrace, Tracer};
use super::{OpenEncoder, Parts, Remote};
use crate::capture::Capture;

/// An encoder that has not finished a frame after this time is stuck.
const ENCODE_LIMIT: Span = Span::from_secs(2);

/// Frames that may fail in a row before the stream gives up.
const MAX_FAILURES: u32 = 30;

pub(super) struct StreamLoop {
    encoder: Box<dyn Encode>,
    open_encoder: OpenEncoder,
    packetizer: Packetizer<VideoSender>,
    transmit: Box<dyn Transmit>,
    pacer: Option<Pacer>,
    destination: SocketAddr,
    plan: StreamPlan,
    tracer: Option<Tracer>,
    remote: Remote,
    picture: Yuv420,
    slots: Box<[u8]>,
    keys: KeyFrames,
    repeat: Repeater,
    next_frame: FrameId,
    failures: u32,
    /// The kernel refused the datagrams sent last.
    send_failed: bool,
}

/// Why a frame was not sent whole.
#[derive(Debug, thiserror::Error)]
enum FrameError {
    #[error(transparent)]
    Gpu(#[from] GpuError),
    #[error(transparent)]
    Packetize(#[from] PacketizeError),
    #[error("the encoder is stuck")]
    Stuck,
}

impl StreamLoop {
    /// The loop and the capture that feeds its mailbox.
    pub(super) fn new(parts: Parts, remote: Remote) -> (StreamLoop, Box<dyn Capture>) {
        let Parts { plan, packetizer, .. } = parts;
        let config = plan.encode_config();
        let slots = packetizer.max_slots();
        let stream_loop = StreamLoop {
            encoder: parts.encoder,
            open_encoder: parts.open_encoder,
            transmit: parts.transmit,
            pacer: plan.pacer_config().map(Pacer::new),
            destination: parts.destination,
            plan,
            tracer: parts.tracer,
            remote,
            picture: Yuv420::new(config.width, config.height),
            slots: vec![0; slots].into_boxed_slice(),
            packetizer,
            keys: KeyFrames::default(),
            repeat: Repeater::new(plan.mode.refresh),
            next_frame: FrameId(1),
            failures: 0,
            send_failed: false,
        };
        (stream_loop, parts.capture)
    }

    pub(super) fn run(mut self) {
        tracing::info!(
            mode = %self.plan.mode, slices = self.plan.slices, to = %self.destination,
            kbps = self.plan.bitrate.0 / 1_000, by = self.transmit.method(), fec = Kernel::best().name(),
            pacing = ?self.plan.pacing, "stream starts"
        );
        let mut paced = Paced::on_this_thread();
        loop {
            let mail = self.remote.0.mailbox.take(self.wake_at());
            if self.remote.0.key_wanted.swap(false, Ordering::AcqRel) {
                self.keys.request();
            }
            let sent = match mail {
                Mail::Value(frame) => self.on_frame(frame, &mut paced),
                Mail::Woken | Mail::TimedOut => self.on_wake(&mut paced),
                Mail::Closed => break,
            };
            if let Err(error) = sent.or_else(|error| self.recover(error)) {
                self.remote.end(format!("stream: {error}"));
                break;
            }
        }
        tracing::info!(stats = ?self.remote.stats(), "stream ends");
    }

    /// When something is due without a new frame.
    fn wake_at(&self) -> Option<Micros> {
        let repeat = self.repeat.due()?;
        Some(self.keys.due_at().map_or(repeat, |key| key.min(repeat)))
    }

    fn on_frame(&mut self, frame: Frame, paced: &mut Paced) -> Result<(), FrameError> {
        let taken = clock::now();
        let Frame { surface, captured } = frame;
        let Surface::Shared { layout, pixels } = surface;
        packed_to_planar(&layout, pixels.bytes(), self.plan.colour, &mut self.picture)?;
        drop(pixels);
        self.repeat.on_new(taken);
        let mut trace = FrameTrace::begin(self.next_frame, captured, taken);
        trace.converted = clock::now().0;
        self.send_picture(trace, paced)
    }

    /// Sends the last picture again if a repeat or a key frame is due.
    fn on_wake(&mut self, paced: &mut Paced) -> Result<(), FrameError> {
        let now = clock::now();
        let Some(due) = self.repeat.due() else { return Ok(()) };
        if now < due && !self.keys.is_due(now) {
            return Ok(());
        }
        self.repeat.on_repeat(now);
        let mut trace = FrameTrace::begin(self.next_frame, now, now);
        (trace.repeated, trace.converted) = (true, now.0);
        self.send_picture(trace, paced)
    }

    /// Encodes the picture and sends each slice as it comes.
    fn send_picture(&mut self, mut trace: FrameTrace, paced: &mut Paced) -> Result<(), FrameError> {
        let now = clock::now();
        let frame = self.next_frame;
        let bitrate = Bitrate(self.remote.0.bitrate.load(Ordering::Relaxed));
        let force_idr = self.keys.take(now);
        self.encoder.submit(&self.picture, FrameParams { frame, force_idr, bitrate })?;
        let deadline = now + ENCODE_LIMIT;
        loop {
            match self.encoder.collect(deadline)? {
                Collected::Slice(slice) => {
                    let ready = clock::now();
                    if trace.slices == 0 {
                        self.packetizer.begin(frame_head(&slice, &trace, self.plan.slices, ready));
                        self.pacer.iter_mut().for_each(|pacer| pacer.begin(ready));
                    }
                    note_slice(&mut trace, &slice, ready);
                    let pushed = push(
                        &mut self.packetizer,
                        &slice,
                        &mut self.slots,
                        &mut Outlet {
                            transmit: &mut *self.transmit,
                            pacer: self.pacer.as_mut(),
                            paced: &mut *paced,
                            destination: self.destination,
                            failed: &mut self.send_failed,
                            trace: &mut trace,
                            spent: Span(0),
                        },
                    )?;
                    trace.datagrams += pushed.datagrams as u32;
                    trace.blocks += pushed.blocks as u32;
                }
                Collected::Done => break,
                Collected::Pending if clock::now() < deadline => {}
                Collected::Pending => return Err(FrameError::Stuck),
            }
        }
        if trace.slices > 0 {
            self.finish(trace);
        } else if force_idr {
            // The encoder skipped the frame that was to be the key frame.
            self.keys.require();
        }
        Ok(())
    }

    fn finish(&mut self, trace: FrameTrace) {
        self.next_frame = self.next_frame.next();
        self.failures = 0;
        let counters = &self.remote.0.counters;
        counters.frames.fetch_add(1, Ordering::Relaxed);
        counters.key_frames.fetch_add(u64::from(trace.key), Ordering::Relaxed);
        let sent = self.transmit.stats();
        counters.datagrams.store(sent.datagrams, Ordering::Relaxed);
        counters.send_calls.store(sent.calls, Ordering::Relaxed);
        counters.fall_backs.store(sent.fall_backs, Ordering::Relaxed);
        if let Some(tracer) = &self.tracer {
            tracer.record(trace);
        }
    }

    /// Makes the next frame good after a failed one, or gives the stream up.
    fn recover(&mut self, error: FrameError) -> Result<(), FrameError> {
        count(&self.remote.0.counters.failed);
        self.failures += 1;
        if self.failures > MAX_FAILURES || matches!(error, FrameError::Stuck) {
            return Err(error);
        }
        if self.failures == 1 {
            tracing::warn!(%error, frame = self.next_frame.0, "frame not sent");
        }
        if self.packetizer.number_is_spent() {
            self.next_frame = self.next_frame.next();
        }
        match &error {
            FrameError::Gpu(gpu) if gpu.remedy() == Remedy::EndStream => return Err(error),
            FrameError::Gpu(gpu) if gpu.remedy() == Remedy::RebuildCapture => return Ok(()),
            FrameError::Gpu(gpu) if gpu.remedy() == Remedy::SkipFrame => return Ok(()),
            // The encoder may be in the middle of a frame: a new one knows nothing of it.
            _ => self.encoder = (self.open_encoder)(self.plan.encode_config())?,
        }
        self.keys.require();
        Ok(())
    }
}

/// The way out for the trains of one slice.
struct Outlet<'a> {
    transmit: &'a mut dyn Transmit,
    pacer: Option<&'a mut Pacer>,
    paced: &'a mut Paced,
    destination: SocketAddr,
    /// The kernel refused the datagrams sent last.
    failed: &'a mut bool,
    trace: &'a mut FrameTrace,
    /// Time that the kernel took.
    spent: Span,
}

impl Outlet<'_> {
    /// Hands a train to the kernel. Datagrams that it refuses are lost like any others: the
    /// client asks for what it misses, and a client that is gone stays silent.
    fn send(&mut self, train: Train<'_>) {
        let begun = clock::now();
        match self.hand_over(train, begun) {
            Ok(()) => *self.failed = false,
            Err(error) if !std::mem::replace(self.failed, true) => {
                tracing::warn!(%error, "datagrams not sent");
            }
            Err(_) => {}
        }
        let sent = clock::now();
        self.spent = self.spent + sent.since(begun);
        self.trace.last_sent = sent.0;
        if self.trace.first_sent == 0 {
            self.trace.first_sent = sent.0;
        }
    }

    fn hand_over(&mut self, train: Train<'_>, now: Micros) -> Result<(), TransportError> {
        let Train { bytes, stride } = train;
        match &mut self.pacer {
            Some(pacer) => {
                let plan = pacer.plan(now, bytes.len() / stride, stride);
                self.paced.send(self.transmit, plan, bytes, stride, self.destination)
            }
            None => self.transmit.send(bytes, stride, self.destination),
        }
    }
}

/// Turns a slice into datagrams and sends them, its data before its parity exists.
fn push(
    packetizer: &mut Packetizer<VideoSender>,
    slice: &Slice<'_>,
    slots: &mut [u8],
    outlet: &mut Outlet<'_>,
) -> Result<Written, PacketizeError> {
    let begun = clock::now();
    let written = packetizer.push(slice.bytes, slice.last, slots, |train| outlet.send(train));
    outlet.trace.packetize += (clock::now().since(begun) - outlet.spent).0;
    written
}

fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// Stamps a slice that came out of the encoder.
fn note_slice(trace: &mut FrameTrace, slice: &Slice<'_>, ready: Micros) {
    if trace.slices == 0 {
        trace.first_slice = ready.0;
    }
    trace.last_slice = ready.0;
    trace.key = slice.kind == FrameKind::Idr;
    trace.slices += 1;
    trace.bytes += slice.bytes.len() as u64;
}

/// The header of a frame whose first slice is ready.
fn frame_head(slice: &Slice<'_>, trace: &FrameTrace, slices: u8, ready: Micros) -> FrameHead {
    FrameHead {
        frame: slice.frame,
        frame_type: match slice.kind {
            FrameKind::Idr => FrameType::Idr,
            FrameKind::Predicted => FrameType::Predicted,
        },
        captured: Micros(trace.captured),
        latency: ready.since(Micros(trace.captured)),
        slices,
    }
}
