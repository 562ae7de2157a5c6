//! What other threads tell a running stream, and what they learn of it.
//!
//! Wishes are atomics that the stream thread reads at its next frame; no lock is taken for a
//! frame. A replacement of the source waits behind a lock that is touched only when it comes.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lumen_core::fec::plan::FecPolicy;
use lumen_core::native::message::value::{MAX_TILES, Tile};
use lumen_core::reassemble::FrameRange;
use lumen_core::units::{Bitrate, FrameId};
use lumen_transport::ring::Mailbox;

use super::source::{Generation, Pending, Shown, SwapError};
use super::stages::Stages;

/// Counters of a stream since its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamStats {
    /// Frames sent.
    pub frames: u64,
    /// Frames with a key frame in any tile.
    pub key_frames: u64,
    /// Frames predicted from before a loss in any tile.
    pub anchors: u64,
    /// Captured frames that a newer one replaced before they were coded.
    pub replaced: u64,
    /// Frames lost to an error on the way.
    pub failed: u64,
    /// Datagrams handed to the kernel.
    pub datagrams: u64,
    /// Their bytes, headers of UDP and IP left out.
    pub bytes: u64,
    /// System calls that took.
    pub send_calls: u64,
    /// Times that a way of sending was refused and the next one took over.
    pub fall_backs: u64,
}

/// Steers a running stream from other threads.
#[derive(Clone)]
pub struct Remote(pub(super) Arc<Shared>);

pub(super) struct Shared {
    pub mailbox: Arc<Mailbox<Shown>>,
    pub stop: AtomicBool,
    /// Frames of the current source are not to be shown any more.
    held: AtomicBool,
    /// Bit n: tile n owes a key frame.
    keys_wanted: AtomicU32,
    /// Bit n: the client misses frames of tile n, which `lost` names.
    anchors_wanted: AtomicU32,
    lost: Mutex<[Option<FrameRange>; MAX_TILES as usize]>,
    bitrate: AtomicU64,
    fec: AtomicU32,
    pub counters: Counters,
    pub stages: Stages,
    next_frame: AtomicU32,
    ended: Mutex<Option<String>>,
    /// The source that is shown.
    current: AtomicU64,
    pending: Mutex<Option<Pending>>,
}

#[derive(Default)]
pub(super) struct Counters {
    pub frames: AtomicU64,
    pub key_frames: AtomicU64,
    pub anchors: AtomicU64,
    pub failed: AtomicU64,
    pub datagrams: AtomicU64,
    pub bytes: AtomicU64,
    pub send_calls: AtomicU64,
    pub fall_backs: AtomicU64,
}

/// No policy was set: parity is as the packetizers were made.
const NO_POLICY: u32 = u32::MAX;

impl Remote {
    /// The handle of a stream that is about to start.
    pub(crate) fn new(bitrate: Bitrate) -> Remote {
        Remote(Arc::new(Shared {
            mailbox: Mailbox::new(),
            stop: AtomicBool::new(false),
            held: AtomicBool::new(false),
            keys_wanted: AtomicU32::new(0),
            anchors_wanted: AtomicU32::new(0),
            lost: Mutex::default(),
            bitrate: AtomicU64::new(bitrate.0),
            fec: AtomicU32::new(NO_POLICY),
            counters: Counters::default(),
            stages: Stages::default(),
            next_frame: AtomicU32::new(0),
            ended: Mutex::new(None),
            current: AtomicU64::new(0),
            pending: Mutex::new(None),
        }))
    }

    /// The client asks for a key frame of every tile. Several requests before it is made are one.
    pub fn request_key_frame(&self) {
        self.0.keys_wanted.store(u32::MAX, Ordering::Release);
        self.0.mailbox.wake();
    }

    /// The client asks for a key frame of one tile.
    pub fn request_key_frame_of(&self, tile: Tile) {
        self.0.keys_wanted.fetch_or(1 << tile.get(), Ordering::Release);
        self.0.mailbox.wake();
    }

    /// The client asks for a frame of a tile that is predicted from frames before `lost`; where
    /// the encoder has none, it gets a key frame. Several requests before an answer are one.
    pub fn request_anchor(&self, tile: Tile, lost: FrameRange) {
        let place = usize::from(tile.get());
        if let Some(known) = lock(&self.0.lost).get_mut(place) {
            *known = Some(known.map_or(lost, |known| join(known, lost)));
        }
        self.0.anchors_wanted.fetch_or(1 << tile.get(), Ordering::Release);
        self.0.mailbox.wake();
    }

    /// Changes the bitrate of all tiles together, from the next frame on.
    pub fn set_bitrate(&self, bitrate: Bitrate) {
        self.0.bitrate.store(bitrate.0, Ordering::Relaxed);
    }

    /// Changes the parity from the next frame on.
    pub fn set_fec(&self, fec: FecPolicy) {
        let packed = u32::from(fec.percent) << 8 | u32::from(fec.min_parity);
        self.0.fec.store(packed, Ordering::Relaxed);
    }

    /// Goes on with the picture that is shown now, until another source takes over or
    /// [`Remote::release`]: the app leaves the output that is captured.
    pub fn hold(&self) {
        self.0.held.store(true, Ordering::Release);
    }

    /// Shows new frames of the current source again.
    pub fn release(&self) {
        self.0.held.store(false, Ordering::Release);
    }

    /// Counters since the start.
    pub fn stats(&self) -> StreamStats {
        let counters = &self.0.counters;
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        StreamStats {
            frames: get(&counters.frames),
            key_frames: get(&counters.key_frames),
            anchors: get(&counters.anchors),
            replaced: self.0.mailbox.replaced(),
            failed: get(&counters.failed),
            datagrams: get(&counters.datagrams),
            bytes: get(&counters.bytes),
            send_calls: get(&counters.send_calls),
            fall_backs: get(&counters.fall_backs),
        }
    }

    /// Where the time of its frames goes.
    pub fn stages(&self) -> &Stages {
        &self.0.stages
    }

    /// The first frame that was not begun yet.
    pub fn next_frame(&self) -> FrameId {
        FrameId(self.0.next_frame.load(Ordering::Relaxed))
    }

    /// Why the stream ended by itself, if it did.
    pub fn ended(&self) -> Option<String> {
        lock(&self.0.ended).clone()
    }

    pub(super) fn end(&self, reason: String) {
        lock(&self.0.ended).get_or_insert(reason);
    }
}

/// Held by a thread of the stream: if it panics, the stream has ended.
pub(super) struct EndOnPanic(pub Remote);

impl Drop for EndOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.end("a stream thread panicked".into());
            self.0.0.mailbox.close();
        }
    }
}

impl Shared {
    /// The stream thread begins with this number.
    pub fn begin(&self, frame: FrameId) {
        self.next_frame.store(frame.next().0, Ordering::Relaxed);
    }

    /// The tiles that owe a key frame since the last call.
    pub fn take_keys_wanted(&self) -> u32 {
        self.keys_wanted.swap(0, Ordering::AcqRel)
    }

    /// The tiles of which frames were missed since the last call.
    pub fn take_anchors_wanted(&self) -> u32 {
        self.anchors_wanted.swap(0, Ordering::AcqRel)
    }

    /// What is missed of a tile.
    pub fn take_lost(&self, tile: usize) -> Option<FrameRange> {
        lock(&self.lost).get_mut(tile)?.take()
    }

    pub fn bitrate(&self) -> Bitrate {
        Bitrate(self.bitrate.load(Ordering::Relaxed))
    }

    /// The parity that was set last, if any was.
    pub fn fec(&self) -> Option<FecPolicy> {
        let packed = self.fec.load(Ordering::Relaxed);
        let policy = FecPolicy { percent: (packed >> 8) as u8, min_parity: packed as u8 };
        (packed != NO_POLICY).then_some(policy)
    }

    /// True while frames of this source may be shown.
    pub fn wants(&self, generation: Generation) -> bool {
        let wanted = self.is_current(generation)
            || self.pending().as_ref().is_some_and(|pending| pending.generation == generation);
        wanted && !self.stop.load(Ordering::Acquire)
    }

    /// True while frames of this source are not to be shown.
    pub fn is_held(&self, generation: Generation) -> bool {
        self.held.load(Ordering::Acquire) && self.is_current(generation)
    }

    pub fn is_current(&self, generation: Generation) -> bool {
        self.current.load(Ordering::Acquire) == generation.0
    }

    /// Waits for the first frame of another source. One that waits already is given up.
    pub fn expect(&self, pending: Pending) {
        let before = self.pending().replace(pending);
        give_up(before, SwapError::Superseded);
    }

    /// Takes over the source that waits, if it is this one.
    pub fn take_pending(&self, generation: Generation) -> Option<Pending> {
        let taken = self.pending().take_if(|pending| pending.generation == generation);
        if taken.is_some() {
            self.current.store(generation.0, Ordering::Release);
            self.held.store(false, Ordering::Release);
        }
        taken
    }

    /// Gives the source that waits up, if there is one and it is this one or any.
    pub fn give_up_pending(&self, which: Option<Generation>, why: SwapError) {
        let is_meant = |pending: &mut Pending| which.is_none_or(|it| it == pending.generation);
        let taken = self.pending().take_if(is_meant);
        give_up(taken, why);
    }

    fn pending(&self) -> MutexGuard<'_, Option<Pending>> {
        lock(&self.pending)
    }
}

/// Outside of the lock: who waits for the source may take its time.
fn give_up(pending: Option<Pending>, why: SwapError) {
    if let Some(pending) = pending {
        (pending.done)(Err(why));
    }
}

/// From the first frame of both to the last.
fn join(a: FrameRange, b: FrameRange) -> FrameRange {
    FrameRange {
        first: if b.first.is_before(a.first) { b.first } else { a.first },
        last: if a.last.is_before(b.last) { b.last } else { a.last },
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
