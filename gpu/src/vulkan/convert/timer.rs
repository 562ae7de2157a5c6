//! How long the GPU works on something.

use std::sync::Arc;
use std::time::Duration;

use ash::vk;

use crate::GpuError;
use crate::vulkan::Check;
use crate::vulkan::commands::Commands;
use crate::vulkan::device::Device;
use crate::vulkan::owned::Owned;

/// Two readings of the GPU's clock.
pub(super) struct Timer {
    readings: Owned<vk::QueryPool>,
    /// Nanoseconds of a tick.
    period: f64,
    device: Arc<Device>,
}

impl Timer {
    /// `None` where the GPU has no clock for all its queues.
    pub fn new(device: &Arc<Device>) -> Result<Option<Timer>, GpuError> {
        let limits = device.limits();
        if limits.timestamp_compute_and_graphics == vk::FALSE {
            return Ok(None);
        }
        let info =
            vk::QueryPoolCreateInfo::default().query_type(vk::QueryType::TIMESTAMP).query_count(2);
        // SAFETY: valid usage: the device is alive.
        let readings = unsafe { device.raw().create_query_pool(&info, None) };
        let readings = Owned::new(device, readings.check("vkCreateQueryPool")?);
        let period = limits.timestamp_period.into();
        Ok(Some(Timer { readings, period, device: Arc::clone(device) }))
    }

    /// Records the reading before what is to be timed.
    pub fn begin(&self, commands: &Commands) {
        let (raw, readings) = (self.device.raw(), self.readings.raw());
        // SAFETY: valid usage: recording, outside of a render pass; the last submission that used
        // the readings was waited for.
        unsafe { raw.cmd_reset_query_pool(commands.raw(), readings, 0, 2) };
        self.read(commands, vk::PipelineStageFlags::TOP_OF_PIPE, 0);
    }

    /// Records the reading after it.
    pub fn end(&self, commands: &Commands) {
        self.read(commands, vk::PipelineStageFlags::BOTTOM_OF_PIPE, 1);
    }

    fn read(&self, commands: &Commands, stage: vk::PipelineStageFlags, index: u32) {
        let (raw, readings) = (self.device.raw(), self.readings.raw());
        // SAFETY: valid usage: recording; the reading was reset in `begin`, and all queues of the
        // device have the clock.
        unsafe { raw.cmd_write_timestamp(commands.raw(), stage, readings, index) };
    }

    /// What is between the readings; `None` while they are not there.
    pub fn took(&self) -> Option<Duration> {
        let mut ticks = [0_u64; 2];
        let flags = vk::QueryResultFlags::TYPE_64;
        let (raw, readings) = (self.device.raw(), self.readings.raw());
        // SAFETY: valid usage: two readings of 64 bits go to a place for two.
        unsafe { raw.get_query_pool_results(readings, 0, &mut ticks, flags) }.ok()?;
        let nanoseconds = ticks[1].saturating_sub(ticks[0]) as f64 * self.period;
        Some(Duration::from_nanos(nanoseconds as u64))
    }
}
