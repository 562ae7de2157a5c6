//! What the threads of a session share: whether it is over, and counters.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use lumen_core::audio::JitterStats;
use lumen_core::gamestream::control::Termination;
use lumen_core::native::message::end::Reason;
use lumen_core::reassemble::ReassemblyStats;
use lumen_core::units::{Micros, Span};
use lumen_transport::clock;

/// Why a session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// We left.
    Local,
    /// The host ended the stream and nothing is wrong: the app was quit, for example.
    Graceful,
    /// The host ended the stream before it sent a picture.
    BeforeVideo,
    /// The host ended the stream and says why.
    Host(Termination),
    /// The host closed the control stream without a word.
    Closed,
    /// The host does not answer any more.
    Vanished,
    /// No video datagram came at all.
    NoVideo,
    /// Datagrams came, but no whole key frame.
    NoKeyFrame,
    /// A `lumen/1` host ended the session.
    Bye(Reason),
    /// The host broke the rules of `lumen/1`; the log says more.
    Protocol,
    /// A thread of ours ended that should not have; the log says more.
    Broken(&'static str),
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local => f.write_str("disconnected"),
            Self::Graceful => f.write_str("the host ended the stream"),
            Self::BeforeVideo => f.write_str("the host ended the stream before the first picture"),
            Self::Host(Termination::FRAME_CONVERSION) => {
                f.write_str("the host cannot convert its pictures")
            }
            Self::Host(Termination::PROTECTED_CONTENT) => {
                f.write_str("the host shows protected content")
            }
            Self::Host(Termination(code)) => write!(f, "the host reports error {code:#010x}"),
            Self::Closed => f.write_str("the host closed the connection"),
            Self::Vanished => f.write_str("the host does not answer any more"),
            Self::NoVideo => f.write_str(
                "no video arrives; a firewall may block UDP, or the host captures nothing",
            ),
            Self::NoKeyFrame => f.write_str("video arrives, but too damaged to be shown"),
            Self::Bye(Reason::Finished) => f.write_str("the host ended the session"),
            Self::Bye(reason) => write!(f, "the host ended the session: {reason:?}"),
            Self::Protocol => f.write_str("the host broke the rules of the protocol"),
            Self::Broken(thread) => write!(f, "thread {thread} ended"),
        }
    }
}

/// Counters since the start of the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamStats {
    /// What reassembly counts: datagrams, repaired shards, frames whole and lost.
    pub reassembly: ReassemblyStats,
    /// Bytes of whole access units.
    pub bytes: u64,
    /// Pictures decoded.
    pub decoded: u64,
    /// Key frames decoded.
    pub key_frames: u64,
    /// Whole frames withheld because a frame before them is missing.
    pub withheld: u64,
    /// Whole frames dropped because the decoder was too slow.
    pub overrun: u64,
    /// Frames that the decoder refused.
    pub undecodable: u64,
    /// Key frames asked for.
    pub key_requests: u64,
    /// Frames asked for that are predicted from before a loss.
    pub anchor_requests: u64,
    /// Access units handed over, or their last slices.
    pub handed_over: u64,
    /// Connections made again after one was lost.
    pub reconnects: u64,
    /// Audio datagrams.
    pub audio_datagrams: u64,
    /// Time of a message to the host and its acknowledgement, once known.
    pub round_trip: Option<Span>,
    /// Packets of sound played as they were sent.
    pub sound_played: u64,
    /// Of those, computed from parity or known by a copy alone.
    pub sound_repaired: u64,
    /// Packets of sound made up because they were missing.
    pub sound_concealed: u64,
    /// Control packets that were not what a host of this session sends.
    pub refused_control: u64,
}

/// One counter. Written by one thread, read by any.
#[derive(Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self, count: u64) {
        self.0.store(count, Ordering::Relaxed);
    }
}

/// The counters behind [`StreamStats`].
#[derive(Default)]
pub(crate) struct Counters {
    pub bytes: Counter,
    pub decoded: Counter,
    pub key_frames: Counter,
    pub withheld: Counter,
    pub overrun: Counter,
    pub undecodable: Counter,
    pub key_requests: Counter,
    pub anchor_requests: Counter,
    pub handed_over: Counter,
    pub reconnects: Counter,
    pub audio_datagrams: Counter,
    sound_played: Counter,
    sound_repaired: Counter,
    sound_concealed: Counter,
    pub refused_control: Counter,
    /// One microsecond more than it is; zero is unknown.
    round_trip: Counter,
    reassembly: ReassemblyCounters,
}

#[derive(Default)]
struct ReassemblyCounters {
    datagrams: Counter,
    refused: Counter,
    late: Counter,
    repaired: Counter,
    frames: Counter,
    lost: Counter,
}

impl Counters {
    /// Publishes what the reassembler has counted.
    pub fn set_reassembly(&self, stats: ReassemblyStats) {
        let counters = &self.reassembly;
        counters.datagrams.set(stats.datagrams);
        counters.refused.set(stats.refused);
        counters.late.set(stats.late);
        counters.repaired.set(stats.repaired);
        counters.frames.set(stats.frames);
        counters.lost.set(stats.lost);
    }

    /// Publishes the round trip to the host.
    pub fn set_round_trip(&self, time: Span) {
        self.round_trip.set(time.0.saturating_add(1));
    }

    /// Publishes what the jitter buffer has counted.
    pub fn set_sound(&self, stats: JitterStats) {
        self.sound_played.set(stats.played);
        self.sound_repaired.set(stats.repaired);
        self.sound_concealed.set(stats.concealed);
    }

    fn reassembly(&self) -> ReassemblyStats {
        let counters = &self.reassembly;
        ReassemblyStats {
            datagrams: counters.datagrams.get(),
            refused: counters.refused.get(),
            late: counters.late.get(),
            repaired: counters.repaired.get(),
            frames: counters.frames.get(),
            lost: counters.lost.get(),
        }
    }

    fn snapshot(&self) -> StreamStats {
        StreamStats {
            reassembly: self.reassembly(),
            bytes: self.bytes.get(),
            decoded: self.decoded.get(),
            key_frames: self.key_frames.get(),
            withheld: self.withheld.get(),
            overrun: self.overrun.get(),
            undecodable: self.undecodable.get(),
            key_requests: self.key_requests.get(),
            anchor_requests: self.anchor_requests.get(),
            handed_over: self.handed_over.get(),
            reconnects: self.reconnects.get(),
            audio_datagrams: self.audio_datagrams.get(),
            round_trip: self.round_trip.get().checked_sub(1).map(Span),
            sound_played: self.sound_played.get(),
            sound_repaired: self.sound_repaired.get(),
            sound_concealed: self.sound_concealed.get(),
            refused_control: self.refused_control.get(),
        }
    }
}

/// The state of one session.
#[derive(Default)]
pub(crate) struct Shared {
    pub counters: Counters,
    over: AtomicBool,
    end: Mutex<Option<End>>,
    ended: Condvar,
}

impl Shared {
    /// Ends the session, unless it is over already: the first reason is the one that counts.
    pub fn end(&self, reason: End) {
        self.lock().get_or_insert(reason);
        self.over.store(true, Ordering::Release);
        self.ended.notify_all();
    }

    /// Cheap enough to be asked in every turn of a loop.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// Why the session is over, if it is.
    pub fn reason(&self) -> Option<End> {
        *self.lock()
    }

    /// Waits for the end of the session, at most until `until`.
    pub fn wait(&self, until: Micros) -> Option<End> {
        let mut end = self.lock();
        loop {
            let left = clock::until(until);
            if end.is_some() || left == Span(0) {
                return *end;
            }
            let waited = self.ended.wait_timeout(end, left.into());
            end = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    pub fn stats(&self) -> StreamStats {
        self.counters.snapshot()
    }

    fn lock(&self) -> MutexGuard<'_, Option<End>> {
        self.end.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the session when a thread does, however it does: held by each thread of a session.
pub(crate) struct Alive {
    pub shared: Arc<Shared>,
    pub thread: &'static str,
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.shared.end(End::Broken(self.thread));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reason_counts() {
        let shared = Arc::new(Shared::default());
        assert_eq!((shared.reason(), shared.is_over()), (None, false));
        assert_eq!(shared.wait(clock::now() + Span::from_millis(1)), None);
        shared.end(End::Graceful);
        drop(Alive { shared: Arc::clone(&shared), thread: "video" });
        assert_eq!((shared.reason(), shared.is_over()), (Some(End::Graceful), true));
        assert_eq!(shared.wait(Micros(u64::MAX)), Some(End::Graceful));
    }

    #[test]
    fn a_thread_that_panics_ends_the_session() {
        let shared = Arc::new(Shared::default());
        let alive = Alive { shared: Arc::clone(&shared), thread: "video" };
        let crashed = std::thread::spawn(move || {
            let _alive = alive;
            std::panic::resume_unwind(Box::new("crash"));
        });
        assert!(crashed.join().is_err());
        assert_eq!(shared.reason(), Some(End::Broken("video")));
    }
}
