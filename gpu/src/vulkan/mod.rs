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
//! | `scene` | picture and overlay, from the CPU's or the GPU's memory to an image |
//! | [`present`] | decoded pictures to a window |
//! | [`offscreen`] | the same to memory, to look at and to measure |
//! | [`shared`] | decoded pictures that stay in the GPU's memory |
//! | `external` | buffers whose memory is shared: exported, imported, mapped |
//! | `sync_file` | other drivers' fences, waited for on the GPU |
//! | `commands` | a command buffer for computations |
//! | [`import`] | pictures to convert: dmabufs, uploads, another interface's memory |
//! | [`canvas`] | dmabufs of ours, for a compositor to fill |
//! | [`modifier`] | tilings of other drivers' images |
//! | [`convert`] | packed pictures to the surfaces that encoders take |
//!
//! The loader is opened at run time; a machine without Vulkan gets [`GpuError::NoVulkan`].
//! What waits for the GPU are [`present::Presenter::draw`], which returns only when the GPU is done,
//! and [`convert::Converter`], which keeps what its jobs use until they are done: objects in use by
//! the GPU are never touched or destroyed.
//!
//! Source of every rule cited in a SAFETY comment as "valid usage": the Vulkan specification,
//! section "Valid Usage" of the command named.

pub mod canvas;
mod commands;
pub mod convert;
pub mod device;
mod external;
mod frame;
pub mod import;
pub mod instance;
mod memory;
pub mod modifier;
pub mod offscreen;
mod owned;
mod pipeline;
pub mod present;
mod scene;
pub mod shared;
pub mod surface;
mod swapchain;
mod sync_file;

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
