//! A window as Vulkan sees it.

use std::sync::Arc;

use ash::khr;
use ash::vk;
use raw_window_handle::{HasDisplayHandle, HasWindowHandle};

use super::Check;
use super::instance::Instance;
use crate::GpuError;

/// A window that can be drawn to.
pub trait Drawable: HasDisplayHandle + HasWindowHandle + Send + Sync {}

impl<W: HasDisplayHandle + HasWindowHandle + Send + Sync> Drawable for W {}

/// The surface of a window, which it keeps alive.
pub(super) struct Surface {
    raw: vk::SurfaceKHR,
    calls: khr::surface::Instance,
    instance: Arc<Instance>,
    _window: Arc<dyn Drawable>,
}

/// What a swapchain on a surface may be like.
pub(super) struct SurfaceFacts {
    pub capabilities: vk::SurfaceCapabilitiesKHR,
    pub formats: Vec<vk::SurfaceFormatKHR>,
    pub modes: Vec<vk::PresentModeKHR>,
}

fn no_window(_: raw_window_handle::HandleError) -> GpuError {
    GpuError::NoVulkan { what: "the window has no handle" }
}

impl Surface {
    /// Makes an instance that fits the window, and the window's surface.
    pub fn open(window: Arc<dyn Drawable>) -> Result<Surface, GpuError> {
        let display = window.display_handle().map_err(no_window)?.as_raw();
        let instance = Instance::for_display(display)?;
        let handle = window.window_handle().map_err(no_window)?.as_raw();
        let (entry, raw) = (instance.entry(), instance.raw());
        // SAFETY: the handles are valid as long as `window`, which the surface keeps, and the
        // instance was made with the extensions of this display.
        let surface = unsafe { ash_window::create_surface(entry, raw, display, handle, None) };
        let calls = khr::surface::Instance::new(entry, raw);
        let surface = surface.check("create surface")?;
        Ok(Surface { raw: surface, calls, instance, _window: window })
    }

    pub fn raw(&self) -> vk::SurfaceKHR {
        self.raw
    }

    pub fn instance(&self) -> &Arc<Instance> {
        &self.instance
    }

    /// True when this queue family can show pictures here.
    pub fn accepts(&self, device: vk::PhysicalDevice, family: u32) -> bool {
        let calls = &self.calls;
        // SAFETY: valid usage: the device is of this instance and has this queue family.
        unsafe { calls.get_physical_device_surface_support(device, family, self.raw) }
            .unwrap_or(false)
    }

    /// What a swapchain may be like right now.
    pub fn facts(&self, device: vk::PhysicalDevice) -> Result<SurfaceFacts, GpuError> {
        let (calls, raw) = (&self.calls, self.raw);
        // SAFETY: valid usage: the device is of this instance and accepts the surface.
        let capabilities = unsafe { calls.get_physical_device_surface_capabilities(device, raw) };
        // SAFETY: as above.
        let formats = unsafe { calls.get_physical_device_surface_formats(device, raw) };
        // SAFETY: as above.
        let modes = unsafe { calls.get_physical_device_surface_present_modes(device, raw) };
        Ok(SurfaceFacts {
            capabilities: capabilities.check("surface capabilities")?,
            formats: formats.check("surface formats")?,
            modes: modes.check("surface present modes")?,
        })
    }
}

impl Drop for Surface {
    fn drop(&mut self) {
        // SAFETY: swapchains on it are gone, since their owner drops them first.
        unsafe { self.calls.destroy_surface(self.raw, None) };
    }
}
