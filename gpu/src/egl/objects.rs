//! Objects of a context, deleted when dropped, which must not happen in the context.

use std::ffi::{c_char, c_void};
use std::ptr::{null, null_mut};
use std::sync::Arc;

use super::context::{Context, Entered};
use super::gl::is;
use crate::GpuError;
use crate::convert::surface::SurfaceFormat;

/// `shaders/convert.wgsl`, translated. `tests/shaders.rs` translates it anew and compares.
fn source(to: SurfaceFormat) -> &'static str {
    match to {
        SurfaceFormat::Nv12 => include_str!("../../shaders/convert.image_nv12.glsl"),
        SurfaceFormat::P010 => include_str!("../../shaders/convert.image_p010.glsl"),
        SurfaceFormat::Yuv444 => include_str!("../../shaders/convert.image_yuv444.glsl"),
        SurfaceFormat::Yuv444Ten => include_str!("../../shaders/convert.image_yuv444_ten.glsl"),
    }
}

/// Memory of the GPU.
pub(super) struct Buffer {
    name: u32,
    len: usize,
    context: Arc<Context>,
}

impl Buffer {
    /// `len` bytes that shaders write and others read, of no content.
    pub fn surface(context: &Arc<Context>, len: usize) -> Result<Buffer, GpuError> {
        Buffer::new(context, is::SHADER_STORAGE_BUFFER, len, null(), is::STREAM_READ)
    }

    /// What shaders are told.
    pub fn rule(context: &Arc<Context>, words: &[u32]) -> Result<Buffer, GpuError> {
        let bytes = words.as_ptr().cast();
        Buffer::new(context, is::UNIFORM_BUFFER, size_of_val(words), bytes, is::STATIC_DRAW)
    }

    /// `bytes` is null or has as many as `len` says.
    fn new(
        context: &Arc<Context>,
        target: u32,
        len: usize,
        bytes: *const c_void,
        usage: u32,
    ) -> Result<Buffer, GpuError> {
        let mut buffer = Buffer { name: 0, len, context: Arc::clone(context) };
        let entered = context.enter()?;
        let gl = entered.gl();
        // SAFETY: valid usage: there is room for one name.
        unsafe { (gl.gen_buffers)(1, &mut buffer.name) };
        // SAFETY: valid usage: the name is new.
        unsafe { (gl.bind_buffer)(target, buffer.name) };
        // SAFETY: valid usage: `bytes` has as many as this, as the callers above see to.
        unsafe { (gl.buffer_data)(target, len as isize, bytes, usage) };
        let made = entered.check("glBufferData");
        // Dropping the buffer enters the context.
        drop(entered);
        made.map(|()| buffer)
    }

    pub fn name(&self) -> u32 {
        self.name
    }

    /// Copies a surface that nothing writes any more; `out` has its length.
    pub fn read(&self, entered: &Entered<'_>, out: &mut [u8]) -> Result<(), GpuError> {
        let (gl, target) = (entered.gl(), is::SHADER_STORAGE_BUFFER);
        let len = out.len().min(self.len);
        // SAFETY: valid usage: the buffer is one of this context's.
        unsafe { (gl.bind_buffer)(target, self.name) };
        // SAFETY: valid usage: the buffer is bound, not mapped, and has as many bytes.
        let mapped = unsafe { (gl.map_buffer)(target, 0, len as isize, is::MAP_READ_BIT) };
        if mapped.is_null() {
            entered.check("glMapBufferRange")?;
            return Err(GpuError::Egl { call: "glMapBufferRange", code: 0 });
        }
        // SAFETY: as many bytes are mapped at this address, which is no memory of ours.
        unsafe { std::ptr::copy_nonoverlapping(mapped.cast(), out.as_mut_ptr(), len) };
        // SAFETY: valid usage: mapped above, and nobody has the address.
        let kept = unsafe { (gl.unmap_buffer)(target) };
        // Memory of the GPU may be lost while it is mapped, for instance when a machine sleeps.
        if kept == 0 { Err(GpuError::Egl { call: "glUnmapBuffer", code: 0 }) } else { Ok(()) }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let Ok(entered) = self.context.enter() else { return };
        // SAFETY: valid usage: one name, made here, deleted once.
        unsafe { (entered.gl().delete_buffers)(1, &self.name) };
    }
}

/// The shader, ready to run.
pub(super) struct Program {
    name: u32,
    context: Arc<Context>,
}

impl Program {
    /// The conversion of textures to surfaces of this format.
    pub fn new(context: &Arc<Context>, to: SurfaceFormat) -> Result<Program, GpuError> {
        let entered = context.enter()?;
        let gl = entered.gl();
        // SAFETY: a context is current.
        let name = unsafe { (gl.create_program)() };
        let linked = compile(&entered, source(to)).and_then(|shader| {
            // SAFETY: valid usage: both were just made.
            unsafe { (gl.attach_shader)(name, shader) };
            // SAFETY: as above.
            unsafe { (gl.link_program)(name) };
            // SAFETY: as above; the program keeps what it needs of the shader.
            unsafe { (gl.delete_shader)(shader) };
            let mut done = 0;
            // SAFETY: as above; the answer has a place.
            unsafe { (gl.get_program)(name, is::LINK_STATUS, &mut done) };
            tell(done, "glLinkProgram", |most, text| {
                // SAFETY: as above; `text` has room for `most` bytes.
                unsafe { (gl.program_log)(name, most, null_mut(), text) };
            })
        });
        drop(entered);
        let program = Program { name, context: Arc::clone(context) };
        linked.map(|()| program)
    }

    pub fn name(&self) -> u32 {
        self.name
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let Ok(entered) = self.context.enter() else { return };
        // SAFETY: valid usage: made here, deleted once.
        unsafe { (entered.gl().delete_program)(self.name) };
    }
}

fn compile(entered: &Entered<'_>, text: &str) -> Result<u32, GpuError> {
    let gl = entered.gl();
    // SAFETY: a context is current.
    let shader = unsafe { (gl.create_shader)(is::COMPUTE_SHADER) };
    let (bytes, len): (*const c_char, i32) = (text.as_ptr().cast(), text.len() as i32);
    // SAFETY: valid usage: one text, of this length.
    unsafe { (gl.shader_source)(shader, 1, &bytes, &len) };
    // SAFETY: valid usage: the shader has a text.
    unsafe { (gl.compile_shader)(shader) };
    let mut done = 0;
    // SAFETY: as above; the answer has a place.
    unsafe { (gl.get_shader)(shader, is::COMPILE_STATUS, &mut done) };
    let compiled = tell(done, "glCompileShader", |most, text| {
        // SAFETY: as above; `text` has room for `most` bytes.
        unsafe { (gl.shader_log)(shader, most, null_mut(), text) };
    });
    if compiled.is_err() {
        // SAFETY: as above; it is deleted once.
        unsafe { (gl.delete_shader)(shader) };
    }
    compiled.map(|()| shader)
}

/// Fails unless it is `done`, with the driver's words in the log.
fn tell(
    done: i32,
    call: &'static str,
    words: impl FnOnce(i32, *mut c_char),
) -> Result<(), GpuError> {
    if done != 0 {
        return Ok(());
    }
    let mut text = [0_u8; 1024];
    words(text.len() as i32 - 1, text.as_mut_ptr().cast());
    let end = text.iter().position(|byte| *byte == 0).unwrap_or(0);
    let said = String::from_utf8_lossy(&text[..end]);
    tracing::error!(call, %said, "a shader of ours is refused");
    Err(GpuError::Egl { call, code: 0 })
}
