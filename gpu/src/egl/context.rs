//! A context without a surface.

use std::ffi::{CStr, c_char};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use khronos_egl as egl;

use super::check;
use super::display::{Device, Display, Library, called, devices, library};
use super::gl::{Gl, is};
use crate::convert::packed::Packed;
use crate::{GpuError, cuda};

/// Which of OpenGL a context speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// OpenGL ES 3.1 or later.
    Embedded,
    /// OpenGL 4.5 or later, which has all of OpenGL ES 3.1.
    Desktop,
}

impl Dialect {
    fn api(self) -> egl::Enum {
        match self {
            Dialect::Embedded => egl::OPENGL_ES_API,
            Dialect::Desktop => egl::OPENGL_API,
        }
    }

    fn version(self) -> (i32, i32) {
        match self {
            Dialect::Embedded => (3, 1),
            Dialect::Desktop => (4, 5),
        }
    }
}

/// What a context can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub name: String,
    /// Largest width and height of a picture.
    pub most_pixels: u32,
    /// Largest surface, in bytes.
    pub most_bytes: usize,
}

/// A context, and the objects in it. One thread at a time is in it; others wait. Whoever uses it
/// has no other context of OpenGL current, whose place it would take.
pub struct Context {
    raw: egl::Context,
    pub(super) display: Display,
    gl: Gl,
    dialect: Dialect,
    facts: Facts,
    busy: Mutex<()>,
}

// SAFETY: a context belongs to the thread in which it is current, which is one between `enter` and
// the end of what that returns, and none at other times; displays and functions belong to all.
unsafe impl Send for Context {}
// SAFETY: as above; `busy` lets one thread in.
unsafe impl Sync for Context {}

impl Context {
    /// The first context that converts pictures as the CPU does; with `cuda`, also into memory
    /// that this GPU's CUDA sees. GPUs go before drivers that compute on the CPU. Takes tenths of
    /// a second.
    ///
    /// # Errors
    /// [`GpuError::NoEgl`] where there is none to try; why the last one would not do.
    pub fn open(cuda: Option<&Arc<cuda::Context>>) -> Result<Arc<Context>, GpuError> {
        let egl = library()?;
        let mut devices = devices(egl);
        let theirs = cuda.map(|cuda| cuda.ordinal());
        devices.sort_by_key(|device| (device.cuda != theirs, device.software));
        // What CUDA documents goes first where CUDA matters.
        let dialects = match cuda {
            Some(_) => [Dialect::Desktop, Dialect::Embedded],
            None => [Dialect::Embedded, Dialect::Desktop],
        };
        let mut problem = GpuError::NoEgl { what: "it has no devices" };
        for device in &devices {
            for dialect in dialects {
                match Context::of(egl, device, dialect).and_then(|context| {
                    check::converts_exactly(&context, cuda)?;
                    Ok(context)
                }) {
                    Ok(context) => return Ok(context),
                    Err(error) => {
                        tracing::debug!(?device, ?dialect, %error, "this EGL will not do");
                        problem = error;
                    }
                }
            }
        }
        Err(problem)
    }

    /// Every context that can be made, unchecked: for tests and measurements.
    ///
    /// # Errors
    /// [`GpuError::NoEgl`] without a library.
    pub fn all() -> Result<Vec<Arc<Context>>, GpuError> {
        let egl = library()?;
        let devices = devices(egl);
        let each = devices.iter().flat_map(|device| {
            [Dialect::Embedded, Dialect::Desktop].map(|dialect| Context::of(egl, device, dialect))
        });
        Ok(each.filter_map(Result::ok).collect())
    }

    fn of(
        egl: &'static Library,
        device: &Device,
        dialect: Dialect,
    ) -> Result<Arc<Context>, GpuError> {
        let display = Display::open(egl, device)?;
        egl.bind_api(dialect.api()).map_err(called("eglBindAPI"))?;
        let (major, minor) = dialect.version();
        let wanted =
            [egl::CONTEXT_MAJOR_VERSION, major, egl::CONTEXT_MINOR_VERSION, minor, egl::NONE];
        // SAFETY: the display has contexts without a configuration, which this stands for.
        let config = unsafe { egl::Config::from_ptr(std::ptr::null_mut()) };
        let raw = egl.create_context(display.raw, config, None, &wanted);
        let raw = raw.map_err(called("eglCreateContext"))?;
        // SAFETY: EGL finds a function of OpenGL by its name.
        let gl = unsafe { Gl::load(|name| egl.get_proc_address(name)) };
        let gl = match gl {
            Ok(gl) => gl,
            Err(what) => {
                let _ = egl.destroy_context(display.raw, raw);
                return Err(GpuError::NoEgl { what });
            }
        };
        let facts = Facts { name: String::new(), most_pixels: 0, most_bytes: 0 };
        let busy = Mutex::new(());
        let mut context = Context { raw, display, gl, dialect, facts, busy };
        let facts = context.enter()?.facts();
        context.facts = facts;
        Ok(Arc::new(context))
    }

    /// What the driver calls the GPU, and which version of OpenGL it speaks.
    pub fn name(&self) -> &str {
        &self.facts.name
    }

    /// Which of OpenGL it is.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// True when it may take a compositor's buffers.
    pub fn imports_dmabuf(&self) -> bool {
        self.display.imports_dmabuf() && self.gl.image_to_texture.is_some()
    }

    /// Tilings in which dmabufs of this format can be imported, none where none can. To be
    /// offered to the compositor.
    ///
    /// # Errors
    /// [`GpuError::Egl`].
    pub fn modifiers(&self, format: Packed) -> Result<Vec<u64>, GpuError> {
        self.display.modifiers(format)
    }

    pub(super) fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Makes the context this thread's until the result is dropped. Whoever is in it must not
    /// enter it again, nor drop any of its objects.
    pub(crate) fn enter(&self) -> Result<Entered<'_>, GpuError> {
        let busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        let egl = self.display.egl;
        let before = egl.query_api();
        egl.bind_api(self.dialect.api()).map_err(called("eglBindAPI"))?;
        let entered = Entered { context: self, before, _busy: busy };
        egl.make_current(self.display.raw, None, None, Some(self.raw))
            .map_err(called("eglMakeCurrent"))?;
        Ok(entered)
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        let gone = self.display.egl.destroy_context(self.display.raw, self.raw);
        gone.unwrap_or_else(|error| tracing::warn!(%error, "context left behind"));
    }
}

/// The time in which a context is this thread's.
pub(crate) struct Entered<'a> {
    context: &'a Context,
    /// Which API the thread spoke before.
    before: egl::Enum,
    _busy: MutexGuard<'a, ()>,
}

impl Entered<'_> {
    /// The calls. Those that take nothing but numbers are harmless while this lives.
    pub(super) fn gl(&self) -> &Gl {
        &self.context.gl
    }

    /// What went wrong since the last time this was asked, as the fault of `call`.
    pub(super) fn check(&self, call: &'static str) -> Result<(), GpuError> {
        // SAFETY: a context is current.
        match unsafe { (self.gl().get_error)() } {
            0 => Ok(()),
            code => Err(GpuError::Egl { call, code }),
        }
    }

    fn text(&self, which: u32) -> String {
        // SAFETY: a context is current.
        let text: *const c_char = unsafe { (self.gl().get_string)(which) };
        if text.is_null() {
            return String::new();
        }
        // SAFETY: valid usage: OpenGL's text ends with a zero and lives as long as the context.
        unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
    }

    fn number(&self, which: u32) -> i32 {
        let mut number = 0;
        // SAFETY: a context is current; the names that are asked for have one number.
        unsafe { (self.gl().get_integer)(which, &mut number) };
        number.max(0)
    }

    fn facts(&self) -> Facts {
        Facts {
            name: format!("{}, {}", self.text(is::RENDERER), self.text(is::VERSION)),
            most_pixels: self.number(is::MAX_TEXTURE_SIZE) as u32,
            most_bytes: self.number(is::MAX_SHADER_STORAGE_BLOCK_SIZE) as usize,
        }
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        let Display { egl, raw, .. } = &self.context.display;
        let left = egl.make_current(*raw, None, None, None);
        let back = left.and_then(|()| egl.bind_api(self.before));
        back.unwrap_or_else(|error| tracing::warn!(%error, "context still current"));
    }
}
