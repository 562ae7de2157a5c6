//! A session: wishes, statistics, the end.

use std::sync::{Mutex, MutexGuard, PoisonError};

use lumen_core::native::message::value::Tile;
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};

use super::guard::{self, Sized32, guard_unit};
use super::sound::Sound;
use super::status::{Failure, lumen_status};
use crate::{ClientError, Delivery, NativeSession, Unit, Wish};

/// A session with a host. Opaque.
#[allow(non_camel_case_types)]
pub struct lumen_session {
    pub(super) session: NativeSession,
    pub(super) delivery: Delivery,
    /// What the caller holds of the video.
    unit: Mutex<Option<Unit>>,
    sound: Mutex<Sound>,
}

/// Handles are used on any thread.
const _: fn() = || {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<lumen_session>();
    is_shared::<super::client::lumen_client>();
};

impl lumen_session {
    pub(super) fn new(session: NativeSession, delivery: Delivery) -> lumen_session {
        lumen_session { session, delivery, unit: Mutex::default(), sound: Mutex::default() }
    }

    pub(super) fn unit(&self) -> MutexGuard<'_, Option<Unit>> {
        self.unit.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn sound(&self) -> MutexGuard<'_, Sound> {
        self.sound.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fails once the session is over.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let over = self.session.is_ended().map(ClientError::Ended);
        over.map_or(Ok(()), |error| Err(error.into()))
    }
}

/// How a session goes: counters since its start, and the two clocks.
#[repr(C)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy)]
pub struct lumen_statistics {
    /// sizeof(lumen_statistics); set it before the call.
    pub struct_size: u32,
    /// 1 once the host's clock is known: the four fields that follow.
    pub clock_known: u32,
    /// The host's clock less ours, in microseconds ...
    pub clock_offset_us: i64,
    /// ... off by no more than this.
    pub clock_error_us: u64,
    /// How much faster the host's clock runs, in parts per billion; 0 until that is known.
    pub clock_drift_ppb: i64,
    /// Shortest round trip of late.
    pub round_trip_us: u64,
    /// Media datagrams received.
    pub datagrams: u64,
    /// Datagrams that were not of this session.
    pub refused: u64,
    /// Datagrams restored from parity.
    pub repaired: u64,
    /// Frames of a tile received whole.
    pub frames: u64,
    /// Frames of a tile lost.
    pub lost: u64,
    /// Frames withheld because a frame before them is missing.
    pub withheld: u64,
    /// Frames dropped because the caller was too slow.
    pub overrun: u64,
    /// Bytes of whole frames.
    pub bytes: u64,
    /// Key frames asked for.
    pub key_requests: u64,
    /// Frames asked for that are predicted from before a loss.
    pub anchor_requests: u64,
    /// Packets of sound received, copies included.
    pub audio_packets: u64,
    /// Connections made again after one was lost.
    pub reconnects: u64,
}

// SAFETY: numbers alone, the size first.
unsafe impl Sized32 for lumen_statistics {
    const LEAST: usize = size_of::<lumen_statistics>();
}

/// Asks for another mode, without interrupting the stream. The answer is a LUMEN_EVENT_CHANGED with
/// the number that is written to *request (which may be NULL); its plan may be the old one. One
/// request may wait for its answer and one behind it; LUMEN_ERR_FULL beyond that. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_request_mode(
    session: *const lumen_session,
    width: u32,
    height: u32,
    refresh_mhz: u32,
    request: *mut u32,
) -> lumen_status {
    guard_unit(|| {
        let mode = Mode::new(width, height, RefreshRate(refresh_mhz));
        let mode = mode.map_err(|error| Failure::argument(&error.to_string()))?;
        // SAFETY: by the rules of the header.
        unsafe { wish(session, Wish { mode: Some(mode), ..Wish::default() }, request) }
    })
}

/// Asks for another bitrate of the video, in bit/s; as lumen_request_mode. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_request_bitrate(
    session: *const lumen_session,
    bitrate: u64,
    request: *mut u32,
) -> lumen_status {
    use lumen_core::native::message::value::{MAX_BITRATE, MIN_BITRATE};
    guard_unit(|| {
        let bitrate = Bitrate(bitrate);
        if !(MIN_BITRATE..=MAX_BITRATE).contains(&bitrate) {
            return Err(Failure::argument("bitrate is not 100 kbit/s to 100 Gbit/s"));
        }
        // SAFETY: by the rules of the header.
        unsafe { wish(session, Wish { bitrate: Some(bitrate), ..Wish::default() }, request) }
    })
}

/// # Safety
/// `session` is NULL or open, `request` NULL or a place for a number.
unsafe fn wish(
    session: *const lumen_session,
    wish: Wish,
    request: *mut u32,
) -> Result<(), Failure> {
    // SAFETY: as promised to us.
    let session = unsafe { guard::object(session, "session") }?;
    let number = session.session.request(wish)?;
    if request.is_null() {
        return Ok(());
    }
    // SAFETY: as promised to us.
    unsafe { guard::put(request, "request", number.0.into()) }
}

/// Asks for a key frame of every tile, as when a decoder failed or was opened anew. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_request_key_frame(session: *const lumen_session) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or an open session, by the rules of the header.
        let session = unsafe { guard::object(session, "session") }?;
        Ok(session.session.request_key_frame()?)
    })
}

/// Tells the host how long the decoder took for an access unit of a tile, so that it knows what this
/// machine can keep up with: the longest time since its last report. Never waits. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_decoded(
    session: *const lumen_session,
    tile: u32,
    took_us: u32,
) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or an open session, by the rules of the header.
        let session = unsafe { guard::object(session, "session") }?;
        let tile = u8::try_from(tile).ok().and_then(Tile::new);
        let tile = tile.ok_or_else(|| Failure::argument("there is no such tile"))?;
        session.session.decoded(tile, Span(took_us.into()));
        Ok(())
    })
}

/// How the session goes. Works also once it is over. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_stats(
    session: *const lumen_session,
    out: *mut lumen_statistics,
) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or an open session, by the rules of the header.
        let session = unsafe { guard::object(session, "session") }?;
        // SAFETY: NULL or a whole struct, by the rules of the header.
        unsafe { guard::fill(out, "out", statistics(&session.session)) }
    })
}

fn statistics(session: &NativeSession) -> lumen_statistics {
    let (stats, clock) = (session.stats(), session.clock());
    lumen_statistics {
        struct_size: 0,
        clock_known: clock.is_some().into(),
        clock_offset_us: clock.map_or(0, |clock| clock.offset.micros),
        clock_error_us: clock.map_or(0, |clock| clock.offset.error.0),
        clock_drift_ppb: clock.and_then(|clock| clock.drift).map_or(0, |drift| drift.0.into()),
        round_trip_us: clock.map_or(0, |clock| clock.round_trip.0),
        datagrams: stats.reassembly.datagrams,
        refused: stats.reassembly.refused,
        repaired: stats.reassembly.repaired,
        frames: stats.reassembly.frames,
        lost: stats.reassembly.lost,
        withheld: stats.withheld,
        overrun: stats.overrun,
        bytes: stats.bytes,
        key_requests: stats.key_requests,
        anchor_requests: stats.anchor_requests,
        audio_packets: stats.audio_datagrams,
        reconnects: stats.reconnects,
    }
}

/// Leaves the host. Calls that wait on other threads return LUMEN_ERR_ENDED; the handle stays valid.
/// Any thread, also while others are in a call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_disconnect(session: *const lumen_session) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or an open session, by the rules of the header.
        let session = unsafe { guard::object(session, "session") }?;
        session.session.leave();
        Ok(())
    })
}

/// Leaves the host if need be, waits for the session's threads, at most some seconds, and frees
/// everything of it; NULL does nothing. No other call with this session may be running, and none may
/// follow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_session_close(session: *mut lumen_session) {
    guard_unit(|| {
        if !session.is_null() {
            // SAFETY: of `lumen_connect`, and not closed before, by the rules of the header.
            drop(unsafe { Box::from_raw(session) });
        }
        Ok(())
    });
}
