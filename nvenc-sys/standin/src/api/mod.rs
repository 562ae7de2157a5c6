//! The two entry points and the function table.

pub mod lists;

use std::ffi::c_void;

use crate::driver::{self, Answer, call, session_call, status, wait_until};
use crate::layout::{FUNCTION_LIST_SIZE, Struct, bitstream, open, sequence};
use crate::raw::{Guid, Raw};
use crate::session::{Bitstream, Session};

/// Tells the newest API version.
///
/// # Safety
/// `version` is null or valid for one word.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn NvEncodeAPIGetMaxSupportedVersion(version: *mut c_void) -> u32 {
    // SAFETY: null or valid for one word, says the caller.
    let version = unsafe { Raw::new(version) };
    call("GetMaxSupportedVersion", |driver| {
        let (major, minor) = driver.personality.api;
        version.ok_or(status::INVALID_PTR)?.set_u32(0, (major << 4) | minor);
        Ok(())
    })
}

/// Fills the function table.
///
/// # Safety
/// `list` is null or a function list of the version that its first word says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn NvEncodeAPICreateInstance(list: *mut c_void) -> u32 {
    // SAFETY: null or a function list, says the caller.
    let list = unsafe { Raw::new(list) };
    call("CreateInstance", |driver| {
        let list = list.ok_or(status::INVALID_PTR)?;
        let word = list.u32(0);
        let generation =
            driver.personality.generation(|known| known.word(Struct::FunctionList) == word);
        let newest = generation.ok_or(status::INVALID_VERSION)?.version() >= (12, 1);
        for entry in 0..(FUNCTION_LIST_SIZE - 8) / 8 {
            let there = entry < 41 || newest;
            list.set_address(8 + 8 * entry, if there { function(entry) } else { 0 });
        }
        Ok(())
    })
}

/// The function at a place of the table, in the header's order.
fn function(entry: usize) -> usize {
    let pointer: *const () = match entry {
        0 | 10 | 21 | 40..=42 | 34..=36 | 38 => match entry {
            10 => refused as *const (),
            21 => no_statistics as *const (),
            38 => set_streams as *const (),
            _ => unimplemented as *const (),
        },
        1 => lists::guid_count as *const (),
        2 => lists::profile_count as *const (),
        3 => lists::profiles as *const (),
        4 => lists::guids as *const (),
        5 => lists::format_count as *const (),
        6 => lists::input_formats as *const (),
        7 => lists::caps as *const (),
        8 => lists::preset_count as *const (),
        9 => lists::presets as *const (),
        11 => initialize as *const (),
        12 => create_input as *const (),
        13 => destroy_input as *const (),
        14 => create_bitstream as *const (),
        15 => destroy_bitstream as *const (),
        16 => encode as *const (),
        17 => lock_bitstream as *const (),
        18 => unlock_bitstream as *const (),
        19 => lock_input as *const (),
        20 => unlock_input as *const (),
        22 => sequence_params as *const (),
        23 | 24 => unimplemented as *const (),
        25 => map as *const (),
        26 => unmap as *const (),
        27 => destroy as *const (),
        28 => invalidate as *const (),
        29 => open_session as *const (),
        30 => register as *const (),
        31 => unregister as *const (),
        32 => reconfigure as *const (),
        37 => last_error as *const (),
        39 => lists::preset_config as *const (),
        _ => return 0,
    };
    pointer.expose_provenance()
}

unsafe extern "C" fn unimplemented() -> u32 {
    status::UNIMPLEMENTED
}

unsafe extern "C" fn refused() -> u32 {
    status::UNSUPPORTED_PARAM
}

unsafe extern "C" fn no_statistics() -> u32 {
    status::INVALID_PARAM
}

unsafe extern "C" fn open_session(params: *mut c_void, out: *mut c_void) -> u32 {
    // SAFETY: null or the parameters of the call, says the caller.
    let params = unsafe { Raw::new(params) };
    // SAFETY: null or space for a pointer, says the caller.
    let out = unsafe { Raw::new(out) };
    call("OpenEncodeSessionEx", |driver| {
        const CUDA: u32 = 1;
        let (params, out) = params.zip(out).ok_or(status::INVALID_PTR)?;
        out.set_address(0, 0);
        let word = params.u32(0);
        let known = |kind: &crate::layout::Generation| kind.word(Struct::OpenSession) == word;
        driver.personality.generation(known).ok_or(status::INVALID_VERSION)?;
        if params.address(open::DEVICE) == 0 {
            return Err(status::INVALID_PTR.into());
        }
        if params.u32(open::DEVICE_TYPE) != CUDA || driver.personality.engines == 0 {
            return Err(status::UNSUPPORTED_DEVICE.into());
        }
        let api = params.u32(open::API_VERSION);
        let generation = driver.personality.generation(|known| known.api_word() == api);
        let generation = generation.ok_or(status::INVALID_VERSION)?;
        if driver.context_uses == 0 || params.address(open::DEVICE) != crate::cuda::CONTEXT {
            return Err(status::INVALID_DEVICE.into());
        }
        if driver.sessions.len() >= driver.personality.sessions {
            return Err(status::INCOMPATIBLE_CLIENT_KEY.into());
        }
        let handle = driver.handle();
        driver.sessions.insert(handle, Session::new(generation));
        out.set_address(0, handle);
        Ok(())
    })
}

unsafe extern "C" fn destroy(encoder: *mut c_void) -> u32 {
    call("DestroyEncoder", |driver| {
        let session = driver.sessions.remove(&encoder.addr());
        driver.leaked += session.ok_or(status::INVALID_ENCODERDEVICE)?.left_behind();
        Ok(())
    })
}

unsafe extern "C" fn last_error(encoder: *mut c_void) -> *const c_void {
    let driver = driver::driver();
    let session = driver.sessions.get(&encoder.addr());
    session
        .map_or(std::ptr::null(), |session| std::ptr::with_exposed_provenance(session.last_error()))
}

unsafe extern "C" fn set_streams(
    encoder: *mut c_void,
    _input: *mut c_void,
    _output: *mut c_void,
) -> u32 {
    session_call("SetIOCudaStreams", encoder.addr(), |_, _| Ok(()))
}

unsafe extern "C" fn invalidate(encoder: *mut c_void, timestamp: u64) -> u32 {
    session_call("InvalidateRefFrames", encoder.addr(), |driver, session| {
        driver.note(|| format!("  timestamp {timestamp}"));
        session.running()?.stream.invalidate(timestamp);
        Ok(())
    })
}

unsafe extern "C" fn lock_bitstream(encoder: *mut c_void, params: *mut c_void) -> u32 {
    // SAFETY: null or the parameters of the call, says the caller.
    let params = unsafe { Raw::new(params) };
    let until = {
        let driver = driver::driver();
        let session = driver.sessions.get(&encoder.addr());
        session.zip(params).and_then(|(session, params)| session.completion(params))
    };
    if let Some(until) = until {
        wait_until(until);
    }
    session_call("LockBitstream", encoder.addr(), |driver, session| {
        session.lock(driver, params.ok_or(status::INVALID_PTR)?)
    })
}

macro_rules! struct_calls {
    ($($name:ident, $label:literal, |$driver:ident, $session:ident, $params:ident| $body:expr;)*) => {$(
        unsafe extern "C" fn $name(encoder: *mut c_void, params: *mut c_void) -> u32 {
            // SAFETY: null or the parameters of the call, says the caller.
            let params = unsafe { Raw::new(params) };
            session_call($label, encoder.addr(), |$driver, $session| {
                let $params = params.ok_or(status::INVALID_PTR)?;
                let _ = &$driver;
                $body
            })
        }
    )*};
}

struct_calls! {
    initialize, "InitializeEncoder", |driver, session, params| session.initialize(driver, params);
    reconfigure, "ReconfigureEncoder", |driver, session, params| session.reconfigure(driver, params);
    create_input, "CreateInputBuffer", |driver, session, params| session.create_input(driver, params);
    lock_input, "LockInputBuffer", |driver, session, params| session.lock_input(params);
    register, "RegisterResource", |driver, session, params| session.register(driver, params);
    map, "MapInputResource", |driver, session, params| session.map(driver, params);
    encode, "EncodePicture", |driver, session, params| session.encode(driver, params);
    create_bitstream, "CreateBitstreamBuffer", |driver, session, params| {
        session.check(params, Struct::Bitstream)?;
        session.running()?;
        let handle = driver.handle();
        session.bitstreams.insert(handle, Bitstream::default());
        params.set_address(bitstream::BUFFER, handle);
        Ok(())
    };
    sequence_params, "GetSequenceParams", |driver, session, params| {
        session.check(params, Struct::Sequence)?;
        let sets = session.running()?.stream.parameter_sets();
        let out = params.follow(sequence::BUFFER).ok_or(status::INVALID_PTR)?;
        let written = params.follow(sequence::WRITTEN).ok_or(status::INVALID_PTR)?;
        if sets.len() > params.u32(sequence::SPACE) as usize {
            return Err(status::OUT_OF_MEMORY.into());
        }
        out.fill(0, &sets);
        written.set_u32(0, sets.len() as u32);
        Ok(())
    };
}

macro_rules! handle_calls {
    ($($name:ident, $label:literal, |$session:ident, $handle:ident| $body:expr;)*) => {$(
        unsafe extern "C" fn $name(encoder: *mut c_void, handle: *mut c_void) -> u32 {
            session_call($label, encoder.addr(), |_, $session| -> Answer {
                let $handle = handle.addr();
                $body
            })
        }
    )*};
}

handle_calls! {
    unlock_bitstream, "UnlockBitstream", |session, handle| session.unlock(handle);
    unregister, "UnregisterResource", |session, handle| session.unregister(handle);
    unmap, "UnmapInputResource", |session, handle| {
        session.mapped.remove(&handle).map(drop).ok_or_else(|| status::RESOURCE_NOT_MAPPED.into())
    };
    destroy_bitstream, "DestroyBitstreamBuffer", |session, handle| {
        session.bitstreams.remove(&handle).map(drop).ok_or_else(|| status::INVALID_PARAM.into())
    };
    destroy_input, "DestroyInputBuffer", |session, handle| {
        session.inputs.remove(&handle).map(drop).ok_or_else(|| status::INVALID_PARAM.into())
    };
    unlock_input, "UnlockInputBuffer", |session, handle| {
        let buffer = session.inputs.get_mut(&handle).ok_or(status::INVALID_PARAM)?;
        if !std::mem::replace(&mut buffer.locked, false) {
            return Err(status::INVALID_CALL.into());
        }
        Ok(())
    };
}

/// Identifiers are passed by value, as structs of 16 bytes.
const _: () = assert!(size_of::<Guid>() == 16);
