//! The loader and the instance.

use std::ffi::c_char;
use std::sync::Arc;

use ash::vk;
use raw_window_handle::RawDisplayHandle;

use super::Check;
use crate::GpuError;

/// What devices may offer and we may use; older ones work too.
const API_VERSION: u32 = vk::API_VERSION_1_3;

/// A connection to Vulkan. Outlives everything made from it.
pub struct Instance {
    entry: ash::Entry,
    raw: ash::Instance,
}

impl Instance {
    /// For work without a window.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] without a loader; [`GpuError::Vulkan`] when it has no driver.
    pub fn headless() -> Result<Arc<Instance>, GpuError> {
        Self::open(&[])
    }

    /// For windows on this kind of display.
    ///
    /// # Errors
    /// As [`Instance::headless`]; also when the driver cannot present there.
    pub fn for_display(display: RawDisplayHandle) -> Result<Arc<Instance>, GpuError> {
        let extensions = ash_window::enumerate_required_extensions(display);
        Self::open(extensions.check("window system extensions")?)
    }

    /// `extensions` are NUL-terminated names.
    fn open(extensions: &'static [*const c_char]) -> Result<Arc<Instance>, GpuError> {
        // SAFETY: the system's Vulkan loader is trusted like any shared library of the system.
        let entry = unsafe { ash::Entry::load() };
        let entry = entry.map_err(|_| GpuError::NoVulkan { what: "no Vulkan loader" })?;
        let application = vk::ApplicationInfo::default()
            .application_name(c"lumen")
            .engine_name(c"lumen")
            .api_version(API_VERSION);
        let info = vk::InstanceCreateInfo::default()
            .application_info(&application)
            .enabled_extension_names(extensions);
        // SAFETY: valid usage: `info` and what it points to live through the call, and the names
        // are static.
        let raw = unsafe { entry.create_instance(&info, None) };
        if raw.as_ref().err() == Some(&vk::Result::ERROR_INCOMPATIBLE_DRIVER) {
            return Err(GpuError::NoVulkan { what: "the loader finds no driver" });
        }
        let raw = raw.check("vkCreateInstance")?;
        Ok(Arc::new(Instance { entry, raw }))
    }

    pub(super) fn entry(&self) -> &ash::Entry {
        &self.entry
    }

    pub(super) fn raw(&self) -> &ash::Instance {
        &self.raw
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // SAFETY: devices and surfaces hold an `Arc` of this, so none is left.
        unsafe { self.raw.destroy_instance(None) };
    }
}
