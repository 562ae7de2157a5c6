//! Video and sound.

use lumen_core::units::Span;

use super::guard::{self, Sized32, guard, guard_unit};
use super::session::lumen_session;
use super::status::{Failure, LUMEN_ERR_USAGE, LUMEN_NONE, LUMEN_OK, lumen_status};
use crate::{Captured, Delivery, Unit};

/// The access unit begins with these bytes.
pub const LUMEN_AU_FIRST: u32 = 1;
/// The access unit ends with these bytes.
pub const LUMEN_AU_LAST: u32 = 2;
/// It is of a key frame: a decoder can begin here, parameter sets are in front.
pub const LUMEN_AU_KEY: u32 = 4;
/// captured_us is known.
pub const LUMEN_AU_CAPTURED: u32 = 8;

/// A coded picture of one tile, or a slice of one. All times are those of lumen_now_us.
#[repr(C)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy)]
pub struct lumen_au {
    /// sizeof(lumen_au); set it before the call.
    pub struct_size: u32,
    /// LUMEN_AU_*, added up.
    pub flags: u32,
    /// Number of the frame; wraps.
    pub frame: u32,
    /// Number of the plan: 0 for the first, one more with each LUMEN_EVENT_CHANGED. A frame that
    /// overtook the news of its plan has the number before; its parameter sets are right anyway.
    pub plan: u32,
    /// Number of the tile, row by row from the upper left.
    pub tile: u32,
    /// The capture time is off by no more than this.
    pub captured_error_us: u32,
    /// The bytes, Annex B for H.264 and HEVC; zeros may follow.
    pub data: *const u8,
    /// Number of bytes.
    pub size: usize,
    /// When the host captured the picture, on this machine's clock; see LUMEN_AU_CAPTURED.
    pub captured_us: u64,
    /// When the first datagram of the frame was received.
    pub first_arrival_us: u64,
    /// When the last datagram that these bytes needed was received.
    pub completed_us: u64,
    /// The host's own time on the frame, from capture to sending; 0 is unknown.
    pub host_latency_us: u64,
}

// SAFETY: numbers and a pointer alone, the size first.
unsafe impl Sized32 for lumen_au {
    const LEAST: usize = size_of::<lumen_au>();
}

/// Sound for the output.
#[repr(C)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy)]
pub struct lumen_audio {
    /// sizeof(lumen_audio); set it before the call.
    pub struct_size: u32,
    /// Channels: 2 (left, right), 6 (front left, right, centre, low frequency, back left, right) or
    /// 8 (as 6, and side left, right).
    pub channels: u32,
    /// Samples of each channel at 48 kHz: 239 to 241. One more or less than 240 makes up for the
    /// drift between the clocks of host and output.
    pub frames: u32,
    /// 1 if the sound was made up, since what the host sent is missing, or is silence.
    pub concealed: u32,
    /// frames * channels samples, interleaved, -1 to 1.
    pub pcm: *const f32,
}

// SAFETY: numbers and a pointer alone, the size first.
unsafe impl Sized32 for lumen_audio {
    const LEAST: usize = size_of::<lumen_audio>();
}

fn describe(unit: &Unit) -> lumen_au {
    let captured = unit.captured;
    let flags = [
        (unit.first, LUMEN_AU_FIRST),
        (unit.last, LUMEN_AU_LAST),
        (unit.key, LUMEN_AU_KEY),
        (captured.is_some(), LUMEN_AU_CAPTURED),
    ];
    let Captured { at, error } =
        captured.unwrap_or(Captured { at: lumen_core::units::Micros(0), error: Span(0) });
    lumen_au {
        struct_size: 0,
        flags: flags.iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum(),
        frame: unit.frame.0,
        plan: unit.plan,
        tile: unit.tile.into(),
        captured_error_us: u32::try_from(error.0).unwrap_or(u32::MAX),
        data: unit.bytes.as_ptr(),
        size: unit.bytes.len(),
        captured_us: at.0,
        first_arrival_us: unit.first_arrival.0,
        completed_us: unit.completed.0,
        host_latency_us: unit.latency.0,
    }
}

/// Waits for the next access unit, at most timeout_us; LUMEN_NONE if none came.
///
/// out->data stays valid until the next call of this function with the session, or until
/// lumen_session_close. While it is held, two more units of each tile can wait; if the caller is
/// slower, units are dropped and a key frame is asked for. Any one thread at a time; not from two at
/// once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_next_au(
    session: *const lumen_session,
    timeout_us: u32,
    out: *mut lumen_au,
) -> lumen_status {
    // SAFETY: by the rules of the header.
    guard(|| unsafe { next(session, timeout_us, out, Delivery::Units) })
}

/// As lumen_next_au, but hands out each slice as soon as it is whole, for sessions with
/// LUMEN_CONFIG_SLICES. A frame that was begun may never be finished, because it was lost: the next
/// slice has LUMEN_AU_FIRST then, and what was given to the decoder is to be discarded. A slice that
/// takes more than about 100 datagrams comes with the end of its frame.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_next_slice(
    session: *const lumen_session,
    timeout_us: u32,
    out: *mut lumen_au,
) -> lumen_status {
    // SAFETY: by the rules of the header.
    guard(|| unsafe { next(session, timeout_us, out, Delivery::Slices) })
}

/// # Safety
/// As the functions of the header promise.
unsafe fn next(
    session: *const lumen_session,
    timeout_us: u32,
    out: *mut lumen_au,
    delivery: Delivery,
) -> Result<lumen_status, Failure> {
    // SAFETY: NULL or an open session.
    let session = unsafe { guard::object(session, "session") }?;
    // SAFETY: NULL or a struct whose size is set.
    unsafe { guard::check(out, "out") }?;
    if session.delivery != delivery {
        let text = "LUMEN_CONFIG_SLICES decides between lumen_next_au and lumen_next_slice";
        return Err(Failure { status: LUMEN_ERR_USAGE, text: text.to_owned() });
    }
    let mut held = session.unit();
    if let Some(unit) = held.take() {
        session.session.give_back(unit);
    }
    let Some(unit) = session.session.take_unit(Span(timeout_us.into()))? else {
        return Ok(LUMEN_NONE);
    };
    let unit = held.insert(unit);
    // SAFETY: a whole struct, as checked.
    unsafe { guard::fill(out, "out", describe(unit)) }?;
    Ok(LUMEN_OK)
}

/// Gives the next 5 ms of sound, decoded. Call it once for each 5 ms that the output plays, from one
/// thread at a time; it never waits, and is silent as long as the host sends nothing. The samples
/// stay valid until the next call with the session, or until lumen_session_close.
/// LUMEN_ERR_USAGE if the session has no sound.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_next_audio(
    session: *const lumen_session,
    out: *mut lumen_audio,
) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or an open session, by the rules of the header.
        let session = unsafe { guard::object(session, "session") }?;
        // SAFETY: NULL or a struct whose size is set, by the rules of the header.
        unsafe { guard::check(out, "out") }?;
        session.check()?;
        let mut sound = session.sound();
        let heard = sound.next(&session.session)?;
        let audio = lumen_audio {
            struct_size: 0,
            channels: heard.channels as u32,
            frames: heard.frames as u32,
            concealed: heard.concealed.into(),
            pcm: sound.out.as_ptr(),
        };
        // SAFETY: a whole struct, as checked.
        unsafe { guard::fill(out, "out", audio) }
    })
}
