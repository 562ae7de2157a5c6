//! Handles that are destroyed when dropped.

use std::sync::Arc;

use ash::vk;

use super::device::Device;

/// A handle that a device can destroy.
pub(super) trait Destroy: Copy {
    /// # Safety
    /// The handle is the device's own, is not used by the GPU, and is not used again.
    unsafe fn destroy(self, device: &ash::Device);
}

/// A handle of a device, destroyed when dropped. Its owner drops it only when the GPU is done
/// with it.
pub(super) struct Owned<H: Destroy> {
    raw: H,
    device: Arc<Device>,
}

impl<H: Destroy> Owned<H> {
    /// Takes over a handle that was just made by `device`.
    pub fn new(device: &Arc<Device>, raw: H) -> Owned<H> {
        Owned { raw, device: Arc::clone(device) }
    }

    pub fn raw(&self) -> H {
        self.raw
    }
}

impl<H: Destroy> Drop for Owned<H> {
    fn drop(&mut self) {
        // SAFETY: this is the handle's only owner, and the type demands an idle GPU.
        unsafe { self.raw.destroy(self.device.raw()) };
    }
}

macro_rules! destroyed_by {
    ($($handle:ty: $call:ident),* $(,)?) => {$(
        impl Destroy for $handle {
            unsafe fn destroy(self, device: &ash::Device) {
                // SAFETY: the caller's promise.
                unsafe { device.$call(self, None) };
            }
        }
    )*};
}

destroyed_by! {
    vk::Buffer: destroy_buffer,
    vk::CommandPool: destroy_command_pool,
    vk::DescriptorPool: destroy_descriptor_pool,
    vk::DescriptorSetLayout: destroy_descriptor_set_layout,
    vk::DeviceMemory: free_memory,
    vk::Fence: destroy_fence,
    vk::Framebuffer: destroy_framebuffer,
    vk::Image: destroy_image,
    vk::ImageView: destroy_image_view,
    vk::Pipeline: destroy_pipeline,
    vk::PipelineLayout: destroy_pipeline_layout,
    vk::QueryPool: destroy_query_pool,
    vk::RenderPass: destroy_render_pass,
    vk::Sampler: destroy_sampler,
    vk::Semaphore: destroy_semaphore,
    vk::ShaderModule: destroy_shader_module,
}
