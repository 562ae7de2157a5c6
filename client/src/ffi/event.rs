//! What happens to a session, and what gamepads are to do.

use lumen_core::native::message::format::{Chroma, Codec, Depth};
use lumen_core::native::message::hello::StreamPlan;
use lumen_core::units::Span;

use super::config::{LUMEN_CODEC_AV1, LUMEN_CODEC_H264, LUMEN_CODEC_HEVC};
use super::guard::{self, Sized32, guard, guard_unit};
use super::session::lumen_session;
use super::status::{Failure, LUMEN_ERR_ENDED, LUMEN_NONE, LUMEN_OK, lumen_status};
use crate::NativeEvent;

/// The stream is another one from first_frame on: plan, plan_number, request.
pub const LUMEN_EVENT_CHANGED: u32 = 1;
/// The connection is lost. It is made again by itself as long as the host keeps the session.
pub const LUMEN_EVENT_LOST: u32 = 2;
/// There is a connection again. The next access unit is of a key frame.
pub const LUMEN_EVENT_BACK: u32 = 3;

/// The host changed the stream by itself.
pub const LUMEN_NO_REQUEST: u32 = u32::MAX;

/// What a stream is like.
#[repr(C)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy)]
pub struct lumen_plan {
    /// sizeof(lumen_plan); set it before the call.
    pub struct_size: u32,
    /// Pixels of the picture.
    pub width: u32,
    /// Pixels of the picture.
    pub height: u32,
    /// Refresh rate in mHz.
    pub refresh_mhz: u32,
    /// One of LUMEN_CODEC_*.
    pub codec: u32,
    /// 1 if the picture is 4:4:4, 0 if it is 4:2:0.
    pub full_chroma: u32,
    /// Bits of a sample: 8 or 10.
    pub bits: u32,
    /// Tiles side by side.
    pub columns: u32,
    /// Tiles above each other.
    pub rows: u32,
    /// Slices of each tile's picture.
    pub slices: u32,
    /// Channels of sound; 0 is none.
    pub audio_channels: u32,
    /// Most bytes of an access unit.
    pub max_au_size: u32,
    /// Bits per second of the video.
    pub bitrate: u64,
}

// SAFETY: numbers alone, the size first.
unsafe impl Sized32 for lumen_plan {
    const LEAST: usize = size_of::<lumen_plan>();
}

/// What happened to a session.
#[repr(C)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy)]
pub struct lumen_event {
    /// sizeof(lumen_event); set it before the call.
    pub struct_size: u32,
    /// One of LUMEN_EVENT_*. Skip what is unknown.
    pub kind: u32,
    /// The request that this answers, or LUMEN_NO_REQUEST.
    pub request: u32,
    /// Number of the plan, as in lumen_au.
    pub plan_number: u32,
    /// The first frame of the plan. Frames of the plan before may still come.
    pub first_frame: u32,
    /// 0.
    pub reserved: u32,
    /// All of the plan; what could not be changed is as before. Its struct_size is set.
    pub plan: lumen_plan,
}

// SAFETY: numbers alone, the size first.
unsafe impl Sized32 for lumen_event {
    const LEAST: usize = size_of::<lumen_event>();
}

/// What the motors of a gamepad are to do, 0 to 65535 each, until the next command.
#[repr(C)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy)]
pub struct lumen_rumble {
    /// sizeof(lumen_rumble); set it before the call.
    pub struct_size: u32,
    /// Which gamepad, 0 to 15.
    pub gamepad: u32,
    /// The strong motor.
    pub low_frequency: u16,
    /// The weak motor.
    pub high_frequency: u16,
    /// In the left trigger.
    pub left_trigger: u16,
    /// In the right trigger.
    pub right_trigger: u16,
}

// SAFETY: numbers alone, the size first.
unsafe impl Sized32 for lumen_rumble {
    const LEAST: usize = size_of::<lumen_rumble>();
}

const NO_PLAN: lumen_plan = lumen_plan {
    struct_size: size_of::<lumen_plan>() as u32,
    width: 0,
    height: 0,
    refresh_mhz: 0,
    codec: 0,
    full_chroma: 0,
    bits: 0,
    columns: 0,
    rows: 0,
    slices: 0,
    audio_channels: 0,
    max_au_size: 0,
    bitrate: 0,
};

fn describe_plan(plan: &StreamPlan) -> lumen_plan {
    lumen_plan {
        width: plan.mode.width,
        height: plan.mode.height,
        refresh_mhz: plan.mode.refresh.0,
        codec: match plan.format.codec {
            Codec::H264 => LUMEN_CODEC_H264,
            Codec::Hevc => LUMEN_CODEC_HEVC,
            Codec::Av1 => LUMEN_CODEC_AV1,
        },
        full_chroma: (plan.format.chroma == Chroma::Full).into(),
        bits: if plan.format.depth == Depth::Ten { 10 } else { 8 },
        columns: plan.grid.columns().into(),
        rows: plan.grid.rows().into(),
        slices: plan.slices.get().into(),
        audio_channels: plan.audio.channels().into(),
        max_au_size: plan.max_frame,
        bitrate: plan.bitrate.0,
        ..NO_PLAN
    }
}

fn describe(event: &NativeEvent) -> lumen_event {
    let mut out = lumen_event {
        struct_size: 0,
        kind: LUMEN_EVENT_LOST,
        request: LUMEN_NO_REQUEST,
        plan_number: 0,
        first_frame: 0,
        reserved: 0,
        plan: NO_PLAN,
    };
    match event {
        NativeEvent::Lost => {}
        NativeEvent::Back => out.kind = LUMEN_EVENT_BACK,
        NativeEvent::Changed { request, number, first, plan } => {
            out.kind = LUMEN_EVENT_CHANGED;
            out.request = request.map_or(LUMEN_NO_REQUEST, |request| request.0.into());
            (out.plan_number, out.first_frame) = (*number, first.0);
            out.plan = describe_plan(plan);
        }
    }
    out
}

/// Waits for what is new of a session, at most timeout_us; LUMEN_NONE if nothing is,
/// LUMEN_ERR_ENDED once it is over and nothing is left. The newest 64 events are kept. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_next_event(
    session: *const lumen_session,
    timeout_us: u32,
    out: *mut lumen_event,
) -> lumen_status {
    guard(|| {
        // SAFETY: NULL or an open session, by the rules of the header.
        let session = unsafe { guard::object(session, "session") }?;
        // SAFETY: NULL or a struct whose size is set, by the rules of the header.
        unsafe { guard::check(out, "out") }?;
        let event = session.session.next_event(Span(timeout_us.into()))?;
        let Some(event) = event else { return Ok(LUMEN_NONE) };
        // SAFETY: a whole struct, as checked.
        unsafe { guard::fill(out, "out", describe(&event)) }?;
        Ok(LUMEN_OK)
    })
}

/// Waits for what a gamepad is to do, at most timeout_us; LUMEN_NONE if nothing is new. Motors are
/// stopped by such a command too, also when the host falls silent. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_next_rumble(
    session: *const lumen_session,
    timeout_us: u32,
    out: *mut lumen_rumble,
) -> lumen_status {
    guard(|| {
        // SAFETY: NULL or an open session, by the rules of the header.
        let session = unsafe { guard::object(session, "session") }?;
        // SAFETY: NULL or a struct whose size is set, by the rules of the header.
        unsafe { guard::check(out, "out") }?;
        let event = session.session.next_rumble(Span(timeout_us.into()))?;
        let Some(event) = event else { return Ok(LUMEN_NONE) };
        let rumble = lumen_rumble {
            struct_size: 0,
            gamepad: event.gamepad.get().into(),
            low_frequency: event.motors.low_frequency,
            high_frequency: event.motors.high_frequency,
            left_trigger: event.motors.left_trigger,
            right_trigger: event.motors.right_trigger,
        };
        // SAFETY: a whole struct, as checked.
        unsafe { guard::fill(out, "out", rumble) }?;
        Ok(LUMEN_OK)
    })
}

/// What the stream is like now, as the host said last; frames of the plan before may still come.
/// Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lumen_get_plan(
    session: *const lumen_session,
    out: *mut lumen_plan,
) -> lumen_status {
    guard_unit(|| {
        // SAFETY: NULL or an open session, by the rules of the header.
        let session = unsafe { guard::object(session, "session") }?;
        let none = || Failure { status: LUMEN_ERR_ENDED, text: "there is no stream".to_owned() };
        let plan = session.session.plan().ok_or_else(none)?;
        // SAFETY: NULL or a whole struct, by the rules of the header.
        unsafe { guard::fill(out, "out", describe_plan(&plan)) }
    })
}
