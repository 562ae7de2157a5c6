//! A surface of the ring and what it takes to fill it.

use std::os::fd::OwnedFd;
use std::sync::Arc;

use ash::vk;

use super::Output;
use super::timer::Timer;
use crate::GpuError;
use crate::convert::surface::SurfaceLayout;
use crate::vulkan::Check;
use crate::vulkan::commands::Commands;
use crate::vulkan::device::Device;
use crate::vulkan::external::Block;
use crate::vulkan::import::Source;
use crate::vulkan::owned::Owned;
use crate::vulkan::sync_file::Gate;

/// A surface and what it takes to fill it.
pub(super) struct Job {
    // Waits for the GPU when it is dropped, so it goes first.
    pub commands: Commands,
    pub set: vk::DescriptorSet,
    pub surface: Block,
    pub timer: Option<Timer>,
    /// Where other drivers are waited for, where that can be.
    pub gate: Option<Gate>,
    /// What the GPU reads.
    pub source: Option<Arc<Source>>,
}

impl Job {
    pub fn new(
        device: &Arc<Device>,
        pool: &Owned<vk::DescriptorPool>,
        bindings: &Owned<vk::DescriptorSetLayout>,
        target: &SurfaceLayout,
        output: Output,
    ) -> Result<Job, GpuError> {
        let surface = match output {
            Output::Gpu => Block::exportable(device, target.len())?,
            Output::Cpu => {
                Block::mapped(device, target.len(), vk::BufferUsageFlags::STORAGE_BUFFER)?
            }
        };
        let layouts = [bindings.raw()];
        let info = vk::DescriptorSetAllocateInfo::default()
            .descriptor_pool(pool.raw())
            .set_layouts(&layouts);
        // SAFETY: valid usage: the pool has room for a set of each job.
        let sets = unsafe { device.raw().allocate_descriptor_sets(&info) };
        let set = sets.check("vkAllocateDescriptorSets")?.into_iter().next();
        let set = set.ok_or(GpuError::NoVulkan { what: "no descriptor set" })?;
        let range = [whole(&surface)];
        let writes = [vk::WriteDescriptorSet::default()
            .dst_set(set)
            .dst_binding(2)
            .descriptor_type(vk::DescriptorType::STORAGE_BUFFER)
            .buffer_info(&range)];
        // SAFETY: valid usage: the set is new, and its job keeps the surface.
        unsafe { device.raw().update_descriptor_sets(&writes, &[]) };
        Ok(Job {
            commands: Commands::new(device)?,
            set,
            surface,
            timer: None,
            gate: Gate::new(device)?,
            source: None,
        })
    }

    /// Starts the work, once this fence is passed.
    pub fn start(&mut self, fence: Option<OwnedFd>) -> Result<(), GpuError> {
        let (Some(gate), Some(fence)) = (&self.gate, fence) else { return self.commands.submit() };
        gate.wait_for(fence)?;
        let (waits, stages) = ([gate.semaphore()], [vk::PipelineStageFlags::ALL_COMMANDS]);
        let info = vk::SubmitInfo::default().wait_semaphores(&waits).wait_dst_stage_mask(&stages);
        self.commands.submit_as(info)
    }
}

pub(super) fn whole(block: &Block) -> vk::DescriptorBufferInfo {
    vk::DescriptorBufferInfo::default().buffer(block.raw()).range(vk::WHOLE_SIZE)
}
