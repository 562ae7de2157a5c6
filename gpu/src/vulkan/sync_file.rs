//! Waiting for other drivers on the GPU: their fences come as sync files, and a job's semaphore
//! takes one for the time of a submission.
//!
//! Source: the Vulkan specification, `VK_KHR_external_semaphore_fd`; handles of this type are
//! imported for one wait alone.

use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd};
use std::sync::Arc;

use ash::khr::external_semaphore_fd;
use ash::vk;

use super::Check;
use super::device::Device;
use super::frame::semaphore;
use super::owned::Owned;
use crate::GpuError;

/// What a submission waits for.
pub(super) struct Gate {
    semaphore: Owned<vk::Semaphore>,
    calls: external_semaphore_fd::Device,
}

impl Gate {
    /// `None` where the driver takes no sync files.
    pub fn new(device: &Arc<Device>) -> Result<Option<Gate>, GpuError> {
        if !device.takes_sync_files() {
            return Ok(None);
        }
        let calls = external_semaphore_fd::Device::new(device.instance().raw(), device.raw());
        Ok(Some(Gate { semaphore: semaphore(device)?, calls }))
    }

    /// The next submission that waits for the semaphore waits for this fence.
    pub fn wait_for(&self, fence: OwnedFd) -> Result<(), GpuError> {
        let raw = fence.into_raw_fd();
        let info = vk::ImportSemaphoreFdInfoKHR::default()
            .semaphore(self.semaphore.raw())
            .flags(vk::SemaphoreImportFlags::TEMPORARY)
            .handle_type(vk::ExternalSemaphoreHandleTypeFlags::SYNC_FD)
            .fd(raw);
        // SAFETY: valid usage: the semaphore is binary, and no submission that waits for it is
        // running; the driver owns the descriptor if it takes it, and was asked whether it takes
        // such ones.
        let taken = unsafe { self.calls.import_semaphore_fd(&info) };
        if taken.is_err() {
            // SAFETY: it was made of an owned descriptor above, and stays ours when it is refused.
            drop(unsafe { OwnedFd::from_raw_fd(raw) });
        }
        taken.check("vkImportSemaphoreFdKHR")
    }

    pub fn semaphore(&self) -> vk::Semaphore {
        self.semaphore.raw()
    }
}
