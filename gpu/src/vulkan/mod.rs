//! Vulkan, as far as it is used: safe objects that free themselves, and a presenter.
//!
//! | module | is |
//! |---|---|
//! | [`instance`] | the loader and the instance |
//! | [`device`] | one device with one queue |
//! | `memory` | mapped buffers, sampled textures |
//! | `owned` | handles that are destroyed when dropped |
//! | `frame` | one command buffer, recorded, submitted and waited for |
//! | `swapchain` | a window's images |
//! | `pipeline` | how a picture and the overlay are drawn |
//! | [`present`] | decoded pictures to a window |
//!
//! The loader is opened at run time; a machine without Vulkan gets [`GpuError::NoVulkan`].
//! Nothing here waits for the GPU but [`present::Presenter::draw`], and that returns only when
//! the GPU is done: objects in use by the GPU are never touched or destroyed.
//!
//! Source of every rule cited in a SAFETY comment as "valid usage": the Vulkan specification,
//! section "Valid Usage" of the command named.

pub mod device;
mod frame;
pub mod instance;
mod memory;
mod owned;
mod pipeline;
pub mod present;
mod surface;
mod swapchain;

use ash::prelude::VkResult;

use crate::GpuError;

/// Gives a result of Vulkan the call it came from.
trait Check<T> {
    fn check(self, call: &'static str) -> Result<T, GpuError>;
}

impl<T> Check<T> for VkResult<T> {
    fn check(self, call: &'static str) -> Result<T, GpuError> {
        self.map_err(|result| GpuError::Vulkan { call, code: result.as_raw() })
    }
}
