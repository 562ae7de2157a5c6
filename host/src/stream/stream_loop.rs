//! The per-frame thread: convert, submit, collect slices, packetize, send.
//!
//! The thread that collects a slice also packetizes, seals and submits it: waking another thread
//! costs more than all of that (docs/architecture.md, "Threads"). Tiles are coded one after the
//! other, unless their encoders work by themselves: then whichever slice is there leaves. Nothing allocates after the first frame of a
//! source.

use std::sync::atomic::Ordering;

use lumen_core::fec::Kernel;
use lumen_core::fec::plan::FecPolicy;
use lumen_core::framing::{FrameHead, FrameType, SendFraming};
use lumen_core::packetize::{PacketizeError, Packetizer};
use lumen_core::rate::pacer::Pacer;
use lumen_core::recovery::Ask;
use lumen_core::recovery::host::Next;
use lumen_core::units::{FrameId, Micros, Span};
use lumen_gpu::GpuError;
use lumen_gpu::encode::{Collected, FrameKind, FrameParams, Slice};
use lumen_gpu::error::Remedy;
use lumen_gpu::frame::Frame;
use lumen_transport::clock;
use lumen_transport::ring::Mail;

use super::Ways;
use super::on_gpu::Kept;
use super::outlet::Outlet;
use super::remote::Remote;
use super::repeat::Repeater;
use super::source::{Coders, Generation, Pending, Retired, Shown, SwapError, Swapped};
use super::tile_out::{Stage, TileOut, sent_part};
use super::trace::{FrameTrace, Tracer, Work};

/// An encoder that has not finished a frame after this time is stuck.
const ENCODE_LIMIT: Span = Span::from_secs(2);

/// Time between two looks at the encoders of several tiles while none has a slice.
const LOOK_EVERY: Span = Span(50);

/// Frames that may fail in a row before the stream gives up.
const MAX_FAILURES: u32 = 30;

pub(super) struct StreamLoop<F> {
    coders: Coders,
    generation: Generation,
    tiles: Vec<TileOut<F>>,
    outlet: Outlet,
    tracer: Option<Tracer>,
    remote: Remote,
    repeat: Repeater,
    next_frame: FrameId,
    fec: Option<FecPolicy>,
    failures: u32,
    /// A datagram with the number of the frame at hand exists.
    number_spent: bool,
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

impl<F: SendFraming> StreamLoop<F> {
    /// The loop of the thread that calls this.
    pub(super) fn new(coders: Coders, ways: Ways<F>, remote: Remote) -> StreamLoop<F> {
        let plan = coders.plan;
        let Ways { packetizers, transmit, destination, tracer } = ways;
        let slots = packetizers.iter().map(Packetizer::max_slots).max().unwrap_or(0);
        let mut tiles: Vec<TileOut<F>> = packetizers.into_iter().map(TileOut::new).collect();
        let first = tiles.first_mut().map(|tile| tile.packetizer.framing_mut().first_frame());
        let pacer = plan.pacer_config().map(Pacer::new);
        StreamLoop {
            coders,
            generation: Generation::FIRST,
            tiles,
            outlet: Outlet::new(transmit, destination, pacer, slots),
            tracer,
            remote,
            repeat: Repeater::new(plan.mode.refresh),
            next_frame: first.unwrap_or(FrameId(0)),
            fec: None,
            failures: 0,
            number_spent: false,
        }
    }

    pub(super) fn run(mut self) {
        let plan = &self.coders.plan;
        tracing::info!(
            mode = %plan.mode, converts = self.coders.converts_on(), tiles = self.tiles.len(), slices = plan.slices,
            kbps = plan.bitrate.0 / 1_000, by = self.outlet.method(),
            fec = Kernel::best().name(), pacing = ?plan.pacing, "stream starts"
        );
        loop {
            let mail = self.remote.0.mailbox.take(self.wake_at());
            self.take_wishes();
            let sent = match mail {
                Mail::Value(shown) => self.on_shown(shown),
                Mail::Woken | Mail::TimedOut => self.on_wake(),
                Mail::Closed => break,
            };
            if let Err(error) = sent.or_else(|error| self.recover(error)) {
                self.remote.end(format!("stream: {error}"));
                break;
            }
        }
        self.remote.0.give_up_pending(None, SwapError::Ended);
        tracing::info!(stats = ?self.remote.stats(), "stream ends");
    }

    fn take_wishes(&mut self) {
        let (keys, anchors) =
            (self.remote.0.take_keys_wanted(), self.remote.0.take_anchors_wanted());
        if keys | anchors != 0 {
            self.take_asks(keys, anchors, clock::now());
        }
        let fec = self.remote.0.fec();
        if let Some(policy) = fec.filter(|_| fec != self.fec) {
            self.fec = fec;
            for tile in &mut self.tiles {
                tile.packetizer.framing_mut().set_fec(policy);
            }
        }
    }

    /// Passes on what was asked of the tiles of which a bit is set.
    fn take_asks(&mut self, keys: u32, anchors: u32, now: Micros) {
        for (number, tile) in self.tiles.iter_mut().enumerate() {
            if keys >> number & 1 == 1 {
                tile.on_ask(Ask::KeyFrame, now);
            }
            let wanted = anchors >> number & 1 == 1;
            let lost = wanted.then(|| self.remote.0.take_lost(number)).flatten();
            let sent = lost.and_then(|lost| sent_part(lost, self.next_frame));
            if let (Some(lost), Some(encoder)) = (sent, self.coders.encoder(number)) {
                let can = encoder.references().is_some();
                tile.on_ask(if can { Ask::Invalidate(lost) } else { Ask::KeyFrame }, now);
            }
        }
    }

    /// When something is due without a new frame.
    fn wake_at(&self) -> Option<Micros> {
        let repeat = self.repeat.due()?;
        let keys = self.tiles.iter().filter_map(|tile| tile.answers.due_at());
        Some(keys.fold(repeat, Micros::min))
    }

    fn on_shown(&mut self, shown: Shown) -> Result<(), FrameError> {
        if shown.generation != self.generation && !self.change_over(shown.generation) {
            return Ok(());
        }
        self.on_frame(shown.frame)
    }

    /// Takes the source over whose first frame came; false when nobody waits for it any more.
    fn change_over(&mut self, generation: Generation) -> bool {
        let Some(pending) = self.remote.0.take_pending(generation) else { return false };
        let Pending { coders, done, .. } = pending;
        let plan = coders.plan;
        let retired = Retired(std::mem::replace(&mut self.coders, coders));
        self.generation = generation;
        self.outlet.pacer = plan.pacer_config().map(Pacer::new);
        self.repeat = Repeater::new(plan.mode.refresh);
        self.remote.set_bitrate(plan.bitrate);
        self.require_keys();
        tracing::info!(mode = %plan.mode, first = self.next_frame.0, "stream goes on in another mode");
        done(Ok(Swapped { first: self.next_frame, retired }));
        true
    }

    fn on_frame(&mut self, frame: Frame) -> Result<(), FrameError> {
        let taken = clock::now();
        self.tracer.iter().for_each(|tracer| tracer.before(Work::Convert));
        let Frame { surface, captured, number, damage } = frame;
        let kept = self.coders.convert(&surface, (number, &damage))?;
        drop(surface);
        match kept {
            Kept::All => {}
            Kept::Picture => self.require_keys(),
            Kept::Nothing => {
                self.forget_picture();
                return Ok(());
            }
        }
        self.repeat.on_new(taken);
        let mut trace = FrameTrace::begin(self.next_frame, captured, taken);
        trace.converted = clock::now().0;
        self.send_picture(trace)
    }

    /// Sends the last picture again if a repeat or a key frame is due.
    fn on_wake(&mut self) -> Result<(), FrameError> {
        let now = clock::now();
        let Some(due) = self.repeat.due() else { return Ok(()) };
        if now < due && !self.tiles.iter().any(|tile| tile.answers.is_due(now)) {
            return Ok(());
        }
        if self.coders.refresh()? == Kept::Nothing {
            self.forget_picture();
            return Ok(());
        }
        self.repeat.on_repeat(now);
        let mut trace = FrameTrace::begin(self.next_frame, now, now);
        (trace.repeated, trace.converted) = (true, now.0);
        self.send_picture(trace)
    }

    /// Encodes the picture, tile by tile, and sends each slice as it comes.
    fn send_picture(&mut self, mut trace: FrameTrace) -> Result<(), FrameError> {
        self.number_spent = false;
        self.remote.0.begin(self.next_frame);
        let at_once = self.coders.tiles.iter().all(|coder| coder.encoder.caps().sub_frame);
        if at_once {
            self.each_tile(|stream, tile| stream.submit(tile))?;
            self.collect_open(&mut trace)?;
        } else {
            self.each_tile(|stream, tile| {
                stream.submit(tile)?;
                stream.collect_open(&mut trace)
            })?;
        }
        if trace.slices > 0 {
            self.finish(trace);
        }
        Ok(())
    }

    fn each_tile(
        &mut self,
        mut work: impl FnMut(&mut Self, usize) -> Result<(), FrameError>,
    ) -> Result<(), FrameError> {
        (0..self.tiles.len()).try_for_each(|tile| work(self, tile))
    }

    fn submit(&mut self, tile: usize) -> Result<(), FrameError> {
        let bitrate = self.coders.plan.tile_bitrate(self.remote.0.bitrate());
        let (Some(out), Some(encoder)) = (self.tiles.get_mut(tile), self.coders.encoder(tile))
        else {
            return Ok(());
        };
        let force_idr = out.decide(self.next_frame, encoder)?;
        let params = FrameParams { frame: self.next_frame, force_idr, bitrate };
        self.coders.submit(tile, params)?;
        self.tiles[tile].stage = Stage::Submitted;
        Ok(())
    }

    /// Sends the slices of all tiles that were submitted, as they come.
    fn collect_open(&mut self, trace: &mut FrameTrace) -> Result<(), FrameError> {
        let deadline = clock::now() + ENCODE_LIMIT;
        let mut news = true;
        loop {
            let mut open = self.tiles.iter().map(|tile| tile.stage != Stage::Over);
            let Some(first) = open.position(|open| open) else { return Ok(()) };
            let now = clock::now();
            if now >= deadline {
                return Err(FrameError::Stuck);
            }
            // One alone can be waited for. Of several, the first one waits for all, and not long.
            let mut until = match (open.any(|open| open), news) {
                (false, _) => deadline,
                (true, false) => now + LOOK_EVERY,
                (true, true) => now,
            };
            news = false;
            for tile in first..self.tiles.len() {
                if self.tiles[tile].stage != Stage::Over {
                    news |= self.collect(tile, until, trace)?;
                    until = now;
                }
            }
        }
    }

    /// Sends the slices of one tile that are there until then; whether there was any.
    fn collect(
        &mut self,
        tile: usize,
        until: Micros,
        trace: &mut FrameTrace,
    ) -> Result<bool, FrameError> {
        let StreamLoop { coders, tiles, outlet, tracer, number_spent, .. } = self;
        let slices = coders.plan.slices;
        let (Some(out), Some(encoder)) = (tiles.get_mut(tile), coders.encoder(tile)) else {
            return Ok(false);
        };
        let mut news = false;
        loop {
            match encoder.collect(until)? {
                Collected::Slice(slice) => {
                    let ready = clock::now();
                    if trace.slices == 0 {
                        outlet.begin(ready);
                    }
                    news = true;
                    if std::mem::replace(&mut out.stage, Stage::Begun) != Stage::Begun {
                        let head = frame_head(&slice, out.next, trace, slices, ready);
                        out.packetizer.begin(head);
                    }
                    note_slice(trace, &slice, ready);
                    tracer.iter().for_each(|tracer| tracer.before(Work::Packetize));
                    let pushed = outlet.push(&mut out.packetizer, &slice, trace);
                    *number_spent |= out.packetizer.number_is_spent();
                    pushed?;
                }
                Collected::Done => {
                    if std::mem::replace(&mut out.stage, Stage::Over) == Stage::Submitted {
                        out.owe_again();
                    }
                    return Ok(news);
                }
                Collected::Pending => return Ok(news),
            }
        }
    }

    fn finish(&mut self, trace: FrameTrace) {
        self.next_frame = self.next_frame.next();
        self.failures = 0;
        let counters = &self.remote.0.counters;
        counters.frames.fetch_add(1, Ordering::Relaxed);
        counters.key_frames.fetch_add(u64::from(trace.key), Ordering::Relaxed);
        let anchor = self.tiles.iter().any(|tile| matches!(tile.next, Next::Before(_)));
        counters.anchors.fetch_add(u64::from(anchor), Ordering::Relaxed);
        let sent = self.outlet.stats();
        counters.datagrams.store(sent.datagrams, Ordering::Relaxed);
        counters.bytes.store(self.outlet.bytes(), Ordering::Relaxed);
        counters.send_calls.store(sent.calls, Ordering::Relaxed);
        counters.fall_backs.store(sent.fall_backs, Ordering::Relaxed);
        self.remote.0.stages.on_frame(&trace);
        if let Some(tracer) = &self.tracer {
            tracer.record(trace);
        }
    }

    /// Makes the next frame good after a failed one, or gives the stream up.
    fn recover(&mut self, error: FrameError) -> Result<(), FrameError> {
        self.tiles.iter_mut().for_each(|tile| tile.stage = Stage::Over);
        self.remote.0.counters.failed.fetch_add(1, Ordering::Relaxed);
        self.failures += 1;
        if self.failures > MAX_FAILURES || matches!(error, FrameError::Stuck) {
            return Err(error);
        }
        if self.failures == 1 {
            tracing::warn!(%error, frame = self.next_frame.0, "frame not sent");
        }
        if std::mem::take(&mut self.number_spent) {
            self.next_frame = self.next_frame.next();
        }
        match &error {
            FrameError::Gpu(gpu) if gpu.remedy() == Remedy::EndStream => return Err(error),
            FrameError::Gpu(gpu) if gpu.remedy() == Remedy::RebuildCapture => return Ok(()),
            FrameError::Gpu(gpu) if gpu.remedy() == Remedy::SkipFrame => {
                self.tiles.iter_mut().for_each(TileOut::owe_again);
                return Ok(());
            }
            // The encoders may be in the middle of a frame: new ones know nothing of it.
            _ => {
                if self.coders.reopen()? == Kept::Nothing {
                    self.forget_picture();
                }
            }
        }
        self.require_keys();
        Ok(())
    }

    /// The newest picture is lost: nothing is repeated before there is another one.
    fn forget_picture(&mut self) {
        self.repeat = Repeater::new(self.coders.plan.mode.refresh);
        self.require_keys();
    }

    fn require_keys(&mut self) {
        self.tiles.iter_mut().for_each(|tile| tile.answers.require_key());
    }
}

/// Stamps a slice that came out of the encoder.
fn note_slice(trace: &mut FrameTrace, slice: &Slice<'_>, ready: Micros) {
    if trace.slices == 0 {
        trace.first_slice = ready.0;
    }
    trace.last_slice = ready.0;
    trace.key |= slice.kind == FrameKind::Idr;
    trace.slices += 1;
    trace.bytes += slice.bytes.len() as u64;
}

/// The header of a frame whose first slice is ready.
fn frame_head(
    slice: &Slice<'_>,
    next: Next,
    trace: &FrameTrace,
    slices: u8,
    ready: Micros,
) -> FrameHead {
    FrameHead {
        frame: slice.frame,
        frame_type: match (slice.kind, next) {
            (FrameKind::Idr, _) => FrameType::Idr,
            (FrameKind::Predicted, Next::Before(_)) => FrameType::AfterInvalidation,
            (FrameKind::Predicted, _) => FrameType::Predicted,
        },
        captured: Micros(trace.captured),
        latency: ready.since(Micros(trace.captured)),
        slices,
    }
}
