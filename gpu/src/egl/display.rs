//! The loader, and the displays of devices.
//!
//! A display stays initialised as long as the process lives: EGL has one for each device, and
//! somebody else in the process may use the same.

use std::ffi::{CStr, c_char, c_void};
use std::sync::OnceLock;

use khronos_egl as egl;

use crate::GpuError;
use crate::convert::packed::Packed;

pub(super) type Library = egl::DynamicInstance<egl::EGL1_5>;

/// Numbers of EGL's extensions. Source: the Khronos registry, `egl.xml`.
const PLATFORM_DEVICE: u32 = 0x313F;
const PLATFORM_SURFACELESS: u32 = 0x31DD;
const CUDA_DEVICE: i32 = 0x323A;
/// More than machines have.
const MOST_DEVICES: usize = 32;

/// libEGL. Drivers do not survive being unloaded, so it is never closed.
pub(super) fn library() -> Result<&'static Library, GpuError> {
    static LIBRARY: OnceLock<Result<Library, &'static str>> = OnceLock::new();
    let opened = LIBRARY.get_or_init(|| {
        // SAFETY: it is the system's libEGL, whose initialisers are the driver's.
        unsafe { Library::load_required() }.map_err(|error| match error {
            egl::LoadError::Library(_) => "libEGL.so.1 cannot be loaded",
            egl::LoadError::InvalidVersion { .. } => "libEGL.so.1 is older than 1.5",
        })
    });
    opened.as_ref().map_err(|what| GpuError::NoEgl { what })
}

/// Names the call that an error of EGL came from.
pub(super) fn called(call: &'static str) -> impl Fn(egl::Error) -> GpuError {
    move |error| GpuError::Egl { call, code: error.native() as u32 }
}

/// True when a list of extensions has this one.
fn lists(extensions: &str, name: &str) -> bool {
    extensions.split_ascii_whitespace().any(|extension| extension == name)
}

/// What a display can be made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Device {
    platform: u32,
    native: *mut c_void,
    /// It computes on the CPU.
    pub software: bool,
    /// What CUDA calls the same GPU.
    pub cuda: Option<i32>,
}

/// A function of an extension.
macro_rules! extension {
    ($egl:expr, $name:literal, fn($($arg:ty),*) -> $answer:ty) => {
        $egl.get_proc_address($name).map(|found| {
            // SAFETY: it is the function of this name, whose types these are.
            // Source: the Khronos registry, `egl.xml`.
            unsafe {
                std::mem::transmute::<
                    extern "system" fn(),
                    unsafe extern "system" fn($($arg),*) -> $answer,
                >(found)
            }
        })
    };
}

/// All devices; where EGL lists none, what needs none.
pub(super) fn devices(egl: &Library) -> Vec<Device> {
    let client = egl.query_string(None, egl::EXTENSIONS).unwrap_or_default().to_string_lossy();
    let enumerates = lists(&client, "EGL_EXT_device_base")
        || lists(&client, "EGL_EXT_device_enumeration") && lists(&client, "EGL_EXT_device_query");
    let mut found = Vec::new();
    if enumerates && lists(&client, "EGL_EXT_platform_device") {
        found.extend(listed(egl));
    }
    if found.is_empty() && lists(&client, "EGL_MESA_platform_surfaceless") {
        let native = std::ptr::null_mut();
        found.push(Device { platform: PLATFORM_SURFACELESS, native, software: true, cuda: None });
    }
    found
}

fn listed(egl: &Library) -> Vec<Device> {
    let query = extension!(egl, "eglQueryDevicesEXT", fn(i32, *mut *mut c_void, *mut i32) -> u32);
    let names = extension!(egl, "eglQueryDeviceStringEXT", fn(*mut c_void, i32) -> *const c_char);
    let attribute =
        extension!(egl, "eglQueryDeviceAttribEXT", fn(*mut c_void, i32, *mut isize) -> u32);
    let (Some(query), Some(names)) = (query, names) else { return Vec::new() };
    let (mut raw, mut count) = ([std::ptr::null_mut(); MOST_DEVICES], 0);
    // SAFETY: there is room for as many as are asked for, and for their number.
    let answered = unsafe { query(MOST_DEVICES as i32, raw.as_mut_ptr(), &mut count) };
    let count = if answered == egl::TRUE { count.clamp(0, MOST_DEVICES as i32) } else { 0 };
    let look = |native: &*mut c_void| {
        let native = *native;
        // SAFETY: the device is one that EGL has just listed.
        let extensions = unsafe { names(native, egl::EXTENSIONS) };
        let extensions = if extensions.is_null() {
            c""
        } else {
            // SAFETY: EGL's text ends with a zero and is never freed.
            unsafe { CStr::from_ptr(extensions) }
        };
        let extensions = extensions.to_string_lossy();
        let mut ordinal = 0;
        let cuda = attribute.filter(|_| lists(&extensions, "EGL_NV_device_cuda")).and_then(|ask| {
            // SAFETY: as above; the answer has a place.
            let answered = unsafe { ask(native, CUDA_DEVICE, &mut ordinal) };
            (answered == egl::TRUE).then_some(ordinal as i32)
        });
        let software = lists(&extensions, "EGL_MESA_device_software");
        Device { platform: PLATFORM_DEVICE, native, software, cuda }
    };
    raw[..count as usize].iter().map(look).collect()
}

/// An initialised display.
pub(super) struct Display {
    pub egl: &'static Library,
    pub raw: egl::Display,
    extensions: String,
}

impl Display {
    /// # Errors
    /// [`GpuError::Egl`]; [`GpuError::NoEgl`] for one without contexts that need no surface.
    pub fn open(egl: &'static Library, device: &Device) -> Result<Display, GpuError> {
        let Device { platform, native, .. } = *device;
        // SAFETY: the device is one of EGL's, or none where the platform has none.
        let raw = unsafe { egl.get_platform_display(platform, native, &[egl::ATTRIB_NONE]) };
        let raw = raw.map_err(called("eglGetPlatformDisplay"))?;
        let version = egl.initialize(raw).map_err(called("eglInitialize"))?;
        if version < (1, 5) {
            return Err(GpuError::NoEgl { what: "the driver is older than EGL 1.5" });
        }
        let extensions = egl.query_string(Some(raw), egl::EXTENSIONS);
        let extensions = extensions.map_err(called("eglQueryString"))?;
        let display = Display { egl, raw, extensions: extensions.to_string_lossy().into_owned() };
        for needed in ["EGL_KHR_surfaceless_context", "EGL_KHR_no_config_context"] {
            if !display.has(needed) {
                return Err(GpuError::NoEgl { what: "no contexts without surfaces" });
            }
        }
        Ok(display)
    }

    pub fn has(&self, extension: &str) -> bool {
        lists(&self.extensions, extension)
    }

    /// True when dmabufs with modifiers can become images.
    pub fn imports_dmabuf(&self) -> bool {
        self.has("EGL_EXT_image_dma_buf_import")
            && self.has("EGL_EXT_image_dma_buf_import_modifiers")
    }

    /// Tilings whose images ordinary textures can be made of.
    pub fn modifiers(&self, format: Packed) -> Result<Vec<u64>, GpuError> {
        let query = extension!(
            self.egl,
            "eglQueryDmaBufModifiersEXT",
            fn(egl::EGLDisplay, i32, i32, *mut u64, *mut u32, *mut i32) -> u32
        );
        let Some(query) = query.filter(|_| self.imports_dmabuf()) else { return Ok(Vec::new()) };
        let (display, fourcc) = (self.raw.as_ptr(), format.fourcc() as i32);
        let (null, mut count) = (std::ptr::null_mut(), 0);
        // SAFETY: the display is initialised; without places the call writes the number alone.
        let answered = unsafe { query(display, fourcc, 0, null, null.cast(), &mut count) };
        // A format that is not known at all is an error to EGL.
        if answered != egl::TRUE || count <= 0 {
            return Ok(Vec::new());
        }
        let most = count;
        let (mut codes, mut external) = (vec![0; most as usize], vec![0; most as usize]);
        let (to, marks) = (codes.as_mut_ptr(), external.as_mut_ptr());
        // SAFETY: as above; both have as many places as the call is told.
        let answered = unsafe { query(display, fourcc, most, to, marks, &mut count) };
        if answered != egl::TRUE {
            let error = self.egl.get_error().unwrap_or(egl::Error::BadParameter);
            return Err(called("eglQueryDmaBufModifiersEXT")(error));
        }
        let known = codes.into_iter().zip(external).take(count.clamp(0, most) as usize);
        Ok(known.filter(|(_, external)| *external == 0).map(|(code, _)| code).collect())
    }
}
