//! The CUDA driver calls that an encoder's host makes. Device memory is memory of this process,
//! and every access is checked against what was allocated.
//!
//! Source: the signatures of cuda.h. Versioned names are those of 64-bit addresses.

use std::ffi::{CStr, c_char, c_void};

use crate::driver::driver;
use crate::memory::Block;
use crate::raw::Raw;

/// The one context that there is.
pub const CONTEXT: usize = 0x00c0_da00;

const INVALID_VALUE: u32 = 1;
const OUT_OF_MEMORY: u32 = 2;
const NO_DEVICE: u32 = 100;
const INVALID_CONTEXT: u32 = 201;

/// Largest allocation.
const MOST_BYTES: usize = 1 << 30;

type Answer = Result<(), u32>;

/// CUDA's code for what a call came to.
fn answer(call: impl FnOnce() -> Answer) -> u32 {
    call().err().unwrap_or(0)
}

macro_rules! cuda_calls {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $kind:ty),*) [$($out:ident),*] $body:block)*) => {$(
        $(#[$doc])*
        ///
        /// # Safety
        /// Pointers are null or valid for what the call reads and writes.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($argument: $kind),*) -> u32 {
            $(
                // SAFETY: null or valid for what is read and written, says the caller.
                let $out = unsafe { Raw::new($out) };
            )*
            answer(|| -> Answer { $body })
        }
    )*};
}

mod external;
pub mod graphics;

/// Writes a word where there is space for one.
fn word(out: Option<Raw>, value: u32) -> Answer {
    out.ok_or(INVALID_VALUE)?.set_u32(0, value);
    Ok(())
}

fn address(out: Option<Raw>, value: usize) -> Answer {
    out.ok_or(INVALID_VALUE)?.set_address(0, value);
    Ok(())
}

/// The address of a new block.
fn allocate(bytes: usize) -> Result<usize, u32> {
    if bytes == 0 {
        return Err(INVALID_VALUE);
    }
    let mut driver = driver();
    if bytes > MOST_BYTES || driver.context_uses == 0 {
        return Err(OUT_OF_MEMORY);
    }
    let mut block = vec![0; bytes];
    let base = block.as_mut_ptr().expose_provenance();
    driver.memory.insert(base, Block::Own(block));
    Ok(base)
}

fn device(ordinal: i32) -> Answer {
    if ordinal == 0 && driver().personality.cuda { Ok(()) } else { Err(NO_DEVICE) }
}

cuda_calls! {
    /// Starts CUDA.
    cuInit(_flags: u32) [] {
        device(0)
    }
    /// Version of the driver: 12.2.
    cuDriverGetVersion(version: *mut c_void) [version] {
        word(version, 12_020)
    }
    /// One device.
    cuDeviceGetCount(count: *mut c_void) [count] {
        word(count, driver().personality.cuda.into())
    }
    /// The device is its number.
    cuDeviceGet(out: *mut c_void, ordinal: i32) [out] {
        device(ordinal)?;
        word(out, 0)
    }
    /// Its name.
    cuDeviceGetName(out: *mut c_void, space: i32, ordinal: i32) [out] {
        device(ordinal)?;
        let mut name = driver().personality.name.clone().into_bytes();
        name.truncate((space.max(1) - 1) as usize);
        name.push(0);
        out.ok_or(INVALID_VALUE)?.fill(0, &name);
        Ok(())
    }
    /// Its identifier.
    cuDeviceGetUuid(out: *mut c_void, ordinal: i32) [out] {
        device(ordinal)?;
        out.ok_or(INVALID_VALUE)?.fill(0, b"simulated device");
        Ok(())
    }
    /// The same, of a part of a device where there are parts.
    cuDeviceGetUuid_v2(out: *mut c_void, ordinal: i32) [out] {
        device(ordinal)?;
        out.ok_or(INVALID_VALUE)?.fill(0, b"simulated device");
        Ok(())
    }
    /// Compute capability 8.9; nothing else is known.
    cuDeviceGetAttribute(out: *mut c_void, attribute: u32, ordinal: i32) [out] {
        device(ordinal)?;
        let value = match attribute {
            75 => 8,
            76 => 9,
            _ => return Err(INVALID_VALUE),
        };
        word(out, value)
    }
    /// Another use of the context.
    cuDevicePrimaryCtxRetain(out: *mut c_void, ordinal: i32) [out] {
        device(ordinal)?;
        driver().context_uses += 1;
        address(out, CONTEXT)
    }
    /// One use less.
    cuDevicePrimaryCtxRelease_v2(ordinal: i32) [] {
        device(ordinal)?;
        let mut driver = driver();
        driver.context_uses = driver.context_uses.checked_sub(1).ok_or(INVALID_CONTEXT)?;
        Ok(())
    }
    /// Makes the context this thread's.
    cuCtxPushCurrent_v2(context: *mut c_void) [] {
        if context.addr() == CONTEXT { Ok(()) } else { Err(INVALID_CONTEXT) }
    }
    /// Takes it away.
    cuCtxPopCurrent_v2(out: *mut c_void) [out] {
        match out {
            Some(out) => address(Some(out), CONTEXT),
            None => Ok(()),
        }
    }
    /// Replaces it.
    cuCtxSetCurrent(context: *mut c_void) [] {
        if [0, CONTEXT].contains(&context.addr()) { Ok(()) } else { Err(INVALID_CONTEXT) }
    }
    /// Takes memory.
    cuMemAlloc_v2(out: *mut c_void, bytes: usize) [out] {
        address(out, allocate(bytes)?)
    }
    /// Gives it back.
    cuMemFree_v2(base: usize) [] {
        let mut driver = driver();
        if let Block::Mapped { of, .. } = driver.memory.remove(&base).ok_or(INVALID_VALUE)? {
            driver.external.get_mut(&of).into_iter().for_each(|external| external.mapped -= 1);
        }
        Ok(())
    }
    /// Takes memory of the host, which is like any other here.
    cuMemHostAlloc(out: *mut c_void, bytes: usize, _flags: u32) [out] {
        address(out, allocate(bytes)?)
    }
    /// Gives it back.
    cuMemFreeHost(base: *mut c_void) [] {
        driver().memory.remove(&base.addr()).map(drop).ok_or(INVALID_VALUE)
    }
    /// Copies from the host.
    cuMemcpyHtoD_v2(base: usize, source: *mut c_void, bytes: usize) [source] {
        let source = source.ok_or(INVALID_VALUE)?.bytes(bytes);
        let mut driver = driver();
        driver.memory_at(base, bytes).ok_or(INVALID_VALUE)?.copy_from_slice(&source);
        Ok(())
    }
    /// Copies to the host.
    cuMemcpyDtoH_v2(out: *mut c_void, base: usize, bytes: usize) [out] {
        let mut driver = driver();
        let memory = driver.memory_at(base, bytes).ok_or(INVALID_VALUE)?;
        out.ok_or(INVALID_VALUE)?.fill(0, memory);
        Ok(())
    }
    /// Copies rows from the device to the host or within the device. Source: cuda.h,
    /// `CUDA_MEMCPY2D`.
    cuMemcpy2D_v2(copy: *mut c_void) [copy] {
        const HOST: u32 = 1;
        const DEVICE: u32 = 2;
        let copy = copy.ok_or(INVALID_VALUE)?;
        let (from, pitch) = (copy.address(32), copy.address(48));
        let stride = copy.address(104);
        let (row, rows) = (copy.address(112), copy.address(120));
        if copy.u32(16) != DEVICE || row > pitch || row > stride {
            return Err(INVALID_VALUE);
        }
        let mut driver = driver();
        for index in 0..rows {
            let memory = driver.memory_at(from + index * pitch, row).ok_or(INVALID_VALUE)?;
            match copy.u32(72) {
                HOST => copy.follow(80).ok_or(INVALID_VALUE)?.fill(index * stride, memory),
                DEVICE => {
                    let memory = memory.to_vec();
                    let to = copy.address(88) + index * stride;
                    driver.memory_at(to, row).ok_or(INVALID_VALUE)?.copy_from_slice(&memory);
                }
                _ => return Err(INVALID_VALUE),
            }
        }
        Ok(())
    }
    /// Everything is done when its call is.
    cuCtxSynchronize() [] {
        Ok(())
    }
    /// Name of an error.
    cuGetErrorName(error: u32, out: *mut c_void) [out] {
        let name: &CStr = match error {
            0 => c"CUDA_SUCCESS",
            INVALID_VALUE => c"CUDA_ERROR_INVALID_VALUE",
            OUT_OF_MEMORY => c"CUDA_ERROR_OUT_OF_MEMORY",
            NO_DEVICE => c"CUDA_ERROR_NO_DEVICE",
            INVALID_CONTEXT => c"CUDA_ERROR_INVALID_CONTEXT",
            _ => return Err(INVALID_VALUE),
        };
        let name: *const c_char = name.as_ptr();
        address(out, name.expose_provenance())
    }
    /// The same in words.
    cuGetErrorString(error: u32, out: *mut c_void) [out] {
        let words = if error == 0 { c"no error" } else { c"simulated error" };
        address(out, words.as_ptr().expose_provenance())
    }
}
