//! Buffers of OpenGL, as far as a reader of them needs. A buffer is copied when it is mapped, to
//! another address each time: nothing says that it stays where it was.
//!
//! Source: cuda.h and cudaGL.h; numbers of OpenGL: the Khronos registry, `gl.xml`.

use std::ffi::{CStr, c_char, c_void};
use std::sync::OnceLock;

use libloading::Library;

use super::{Answer, INVALID_CONTEXT, INVALID_VALUE, address, allocate, answer};
use crate::driver::driver;
use crate::raw::Raw;

const INVALID_HANDLE: u32 = 400;
const ALREADY_MAPPED: u32 = 208;
const NOT_MAPPED: u32 = 211;
const INVALID_GRAPHICS_CONTEXT: u32 = 219;

/// `CU_GRAPHICS_REGISTER_FLAGS_READ_ONLY`; nothing is copied back.
const READ_ONLY: u32 = 1;

const COPY_READ_BUFFER: u32 = 0x8F36;
const BUFFER_SIZE: u32 = 0x8764;
const MAP_READ_BIT: u32 = 1;

/// A buffer that was registered.
pub struct Graphics {
    name: u32,
    len: usize,
    mapped: Option<usize>,
}

type Find = unsafe extern "C" fn(*const c_char) -> *const c_void;

/// The calls, which go to the context that is current.
struct Gl {
    bind: unsafe extern "system" fn(u32, u32),
    parameter: unsafe extern "system" fn(u32, u32, *mut i32),
    map: unsafe extern "system" fn(u32, isize, isize, u32) -> *mut c_void,
    unmap: unsafe extern "system" fn(u32) -> u8,
    is_buffer: unsafe extern "system" fn(u32) -> u8,
}

/// OpenGL, if this process has it.
fn gl() -> Option<&'static Gl> {
    static GL: OnceLock<Option<Gl>> = OnceLock::new();
    GL.get_or_init(load).as_ref()
}

fn load() -> Option<Gl> {
    // SAFETY: it is the system's libEGL, whose initialisers are the driver's.
    let library = unsafe { Library::new("libEGL.so.1") }.ok()?;
    // Drivers do not survive being unloaded.
    let library = Box::leak(Box::new(library));
    // SAFETY: the function of this name has this type.
    let find = unsafe { library.get::<Find>(b"eglGetProcAddress\0") }.ok()?;
    macro_rules! function {
        ($name:literal, fn($($arg:ty),*) $(-> $answer:ty)?) => {{
            let name: &CStr = $name;
            // SAFETY: a text that ends with a zero.
            let found = unsafe { find(name.as_ptr()) };
            if found.is_null() {
                return None;
            }
            // SAFETY: it is the function of this name, whose types these are.
            unsafe {
                std::mem::transmute::<
                    *const c_void,
                    unsafe extern "system" fn($($arg),*) $(-> $answer)?,
                >(found)
            }
        }};
    }
    Some(Gl {
        bind: function!(c"glBindBuffer", fn(u32, u32)),
        parameter: function!(c"glGetBufferParameteriv", fn(u32, u32, *mut i32)),
        map: function!(c"glMapBufferRange", fn(u32, isize, isize, u32) -> *mut c_void),
        unmap: function!(c"glUnmapBuffer", fn(u32) -> u8),
        is_buffer: function!(c"glIsBuffer", fn(u32) -> u8),
    })
}

impl Gl {
    /// Bytes of a buffer of the current context.
    fn len(&self, name: u32) -> Result<usize, u32> {
        // SAFETY: a number alone; without a context nothing is a buffer.
        if unsafe { (self.is_buffer)(name) } == 0 {
            return Err(INVALID_GRAPHICS_CONTEXT);
        }
        let mut len = 0;
        // SAFETY: the buffer is one of this context's.
        unsafe { (self.bind)(COPY_READ_BUFFER, name) };
        // SAFETY: a buffer is bound; the answer has a place.
        unsafe { (self.parameter)(COPY_READ_BUFFER, BUFFER_SIZE, &mut len) };
        Ok(len.max(0) as usize)
    }

    /// Copies a buffer of the current context, whose length was asked for.
    fn read(&self, name: u32, out: &mut [u8]) -> Answer {
        // SAFETY: the buffer is one of this context's.
        unsafe { (self.bind)(COPY_READ_BUFFER, name) };
        // SAFETY: the buffer is bound, and has as many bytes.
        let mapped = unsafe { (self.map)(COPY_READ_BUFFER, 0, out.len() as isize, MAP_READ_BIT) };
        if mapped.is_null() {
            return Err(INVALID_GRAPHICS_CONTEXT);
        }
        // SAFETY: as many bytes are mapped at this address, which is no memory of ours.
        unsafe { std::ptr::copy_nonoverlapping(mapped.cast(), out.as_mut_ptr(), out.len()) };
        // SAFETY: mapped above, and nobody has the address.
        match unsafe { (self.unmap)(COPY_READ_BUFFER) } {
            0 => Err(INVALID_GRAPHICS_CONTEXT),
            _ => Ok(()),
        }
    }
}

/// The handles that a call names.
fn handles(count: u32, resources: Option<Raw>) -> Result<Vec<usize>, u32> {
    let resources = resources.filter(|_| count > 0).ok_or(INVALID_VALUE)?;
    Ok((0..count as usize).map(|index| resources.address(index * 8)).collect())
}

/// Maps one buffer.
fn map(handle: usize) -> Answer {
    let (name, len) = match driver().graphics.get(&handle).ok_or(INVALID_HANDLE)? {
        Graphics { mapped: Some(_), .. } => return Err(ALREADY_MAPPED),
        Graphics { name, len, .. } => (*name, *len),
    };
    let gl = gl().ok_or(INVALID_GRAPHICS_CONTEXT)?;
    let mut bytes = vec![0; len];
    gl.read(name, &mut bytes)?;
    let base = allocate(len)?;
    let mut driver = driver();
    driver.memory_at(base, len).ok_or(INVALID_VALUE)?.copy_from_slice(&bytes);
    driver.graphics.get_mut(&handle).ok_or(INVALID_HANDLE)?.mapped = Some(base);
    Ok(())
}

/// Ends a mapping.
fn unmap(handle: usize) -> Answer {
    let mut driver = driver();
    let graphics = driver.graphics.get_mut(&handle).ok_or(INVALID_HANDLE)?;
    let base = graphics.mapped.take().ok_or(NOT_MAPPED)?;
    driver.memory.remove(&base).map(drop).ok_or(INVALID_VALUE)
}

cuda_calls! {
    /// Makes a buffer of the current context of OpenGL known.
    cuGraphicsGLRegisterBuffer(out: *mut c_void, name: u32, flags: u32) [out] {
        let out = out.ok_or(INVALID_VALUE)?;
        if flags != READ_ONLY {
            return Err(INVALID_VALUE);
        }
        if driver().context_uses == 0 {
            return Err(INVALID_CONTEXT);
        }
        let len = gl().ok_or(INVALID_GRAPHICS_CONTEXT)?.len(name)?;
        let mut driver = driver();
        let handle = driver.handle();
        driver.graphics.insert(handle, Graphics { name, len, mapped: None });
        address(Some(out), handle)
    }
    /// Takes buffers over, until they are given back.
    cuGraphicsMapResources(count: u32, resources: *mut c_void, _stream: *mut c_void) [resources] {
        handles(count, resources)?.into_iter().try_for_each(map)
    }
    /// Where one is, and how long.
    cuGraphicsResourceGetMappedPointer_v2(out: *mut c_void, len: *mut c_void, resource: *mut c_void) [out, len] {
        let (base, bytes) = {
            let driver = driver();
            let graphics = driver.graphics.get(&resource.addr()).ok_or(INVALID_HANDLE)?;
            (graphics.mapped.ok_or(NOT_MAPPED)?, graphics.len)
        };
        address(len, bytes)?;
        address(out, base)
    }
    /// Gives buffers back.
    cuGraphicsUnmapResources(count: u32, resources: *mut c_void, _stream: *mut c_void) [resources] {
        handles(count, resources)?.into_iter().try_for_each(unmap)
    }
    /// Makes one unknown again.
    cuGraphicsUnregisterResource(resource: *mut c_void) [] {
        let mut driver = driver();
        match driver.graphics.get(&resource.addr()).ok_or(INVALID_HANDLE)?.mapped {
            Some(_) => Err(ALREADY_MAPPED),
            None => {
                driver.graphics.remove(&resource.addr());
                Ok(())
            }
        }
    }
}
