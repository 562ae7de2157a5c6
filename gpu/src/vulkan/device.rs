//! One device with one queue.

use std::ffi::{CStr, c_char};
use std::sync::Arc;

use ash::vk;

use super::Check;
use super::instance::Instance;
use super::surface::Surface;
use crate::GpuError;

/// Which devices will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Devices {
    /// GPUs alone.
    Hardware,
    /// Also drivers that compute on the CPU, when there is no GPU.
    Any,
}

/// An open device. Its queue is used by one thread at a time.
pub struct Device {
    raw: ash::Device,
    physical: vk::PhysicalDevice,
    family: u32,
    queue: vk::Queue,
    memory: vk::PhysicalDeviceMemoryProperties,
    name: String,
    instance: Arc<Instance>,
}

/// A device that can be opened, and how much it is liked.
struct Candidate {
    physical: vk::PhysicalDevice,
    family: u32,
    rank: u8,
    name: String,
}

impl Device {
    /// Opens the best device for computations.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] when there is none; [`GpuError::Vulkan`].
    pub fn headless(instance: &Arc<Instance>, devices: Devices) -> Result<Arc<Device>, GpuError> {
        let suits = |_, _| true;
        Self::open(instance, devices, &[], vk::QueueFlags::COMPUTE, &suits)
    }

    /// Opens the best device that can draw to `surface`.
    pub(super) fn for_surface(
        surface: &Surface,
        devices: Devices,
    ) -> Result<Arc<Device>, GpuError> {
        let extensions = [ash::khr::swapchain::NAME];
        let suits = |physical, family| surface.accepts(physical, family);
        Self::open(surface.instance(), devices, &extensions, vk::QueueFlags::GRAPHICS, &suits)
    }

    fn open(
        instance: &Arc<Instance>,
        devices: Devices,
        extensions: &[&'static CStr],
        queue: vk::QueueFlags,
        suits: &dyn Fn(vk::PhysicalDevice, u32) -> bool,
    ) -> Result<Arc<Device>, GpuError> {
        // SAFETY: the instance is alive.
        let all = unsafe { instance.raw().enumerate_physical_devices() };
        let best = all
            .check("vkEnumeratePhysicalDevices")?
            .into_iter()
            .filter_map(|physical| candidate(instance, physical, extensions, queue, suits))
            .filter(|candidate| devices == Devices::Any || candidate.rank < CPU)
            .min_by_key(|candidate| candidate.rank);
        let best = best.ok_or(GpuError::NoVulkan { what: "no suitable device" })?;
        create(instance, best, extensions)
    }

    /// Its name as the driver gives it.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn raw(&self) -> &ash::Device {
        &self.raw
    }

    pub(super) fn instance(&self) -> &Arc<Instance> {
        &self.instance
    }

    pub(super) fn physical(&self) -> vk::PhysicalDevice {
        self.physical
    }

    pub(super) fn family(&self) -> u32 {
        self.family
    }

    pub(super) fn queue(&self) -> vk::Queue {
        self.queue
    }

    /// A kind of memory among `allowed` with all of `wanted`.
    pub(super) fn memory_kind(
        &self,
        allowed: u32,
        wanted: vk::MemoryPropertyFlags,
    ) -> Result<u32, GpuError> {
        let kinds = self.memory.memory_types_as_slice().iter().zip(0..);
        let mut fitting = kinds.filter(|(kind, index)| {
            allowed & (1 << index) != 0 && kind.property_flags.contains(wanted)
        });
        let found = fitting.next().map(|(_, index)| index);
        found.ok_or(GpuError::NoVulkan { what: "no suitable memory" })
    }

    /// Waits until the device does nothing any more. For the end of things.
    pub(super) fn wait_idle(&self) {
        // SAFETY: the queue is used by this thread alone, as the type demands.
        let idle = unsafe { self.raw.device_wait_idle() };
        idle.unwrap_or_else(|error| tracing::warn!(%error, "device is not idle"));
    }
}

/// Rank of drivers that compute on the CPU.
const CPU: u8 = 4;

fn rank(kind: vk::PhysicalDeviceType) -> u8 {
    match kind {
        vk::PhysicalDeviceType::DISCRETE_GPU => 0,
        vk::PhysicalDeviceType::INTEGRATED_GPU => 1,
        vk::PhysicalDeviceType::VIRTUAL_GPU => 2,
        vk::PhysicalDeviceType::CPU => CPU,
        _ => 3,
    }
}

fn candidate(
    instance: &Instance,
    physical: vk::PhysicalDevice,
    extensions: &[&'static CStr],
    wanted: vk::QueueFlags,
    suits: &dyn Fn(vk::PhysicalDevice, u32) -> bool,
) -> Option<Candidate> {
    let raw = instance.raw();
    // SAFETY: valid usage: the device is of this instance.
    let known = unsafe { raw.enumerate_device_extension_properties(physical) }.ok()?;
    let has = |name: &&CStr| {
        known.iter().any(|known| known.extension_name_as_c_str().is_ok_and(|known| known == *name))
    };
    if !extensions.iter().all(has) {
        return None;
    }
    // SAFETY: as above.
    let families = unsafe { raw.get_physical_device_queue_family_properties(physical) };
    let family = families
        .iter()
        .zip(0..)
        .find(|(family, index)| family.queue_flags.contains(wanted) && suits(physical, *index));
    let (_, family) = family?;
    // SAFETY: as above.
    let facts = unsafe { raw.get_physical_device_properties(physical) };
    let name = facts.device_name_as_c_str().unwrap_or(c"unnamed").to_string_lossy().into_owned();
    Some(Candidate { physical, family, rank: rank(facts.device_type), name })
}

fn create(
    instance: &Arc<Instance>,
    candidate: Candidate,
    extensions: &[&'static CStr],
) -> Result<Arc<Device>, GpuError> {
    let Candidate { physical, family, name, .. } = candidate;
    let names: Vec<*const c_char> = extensions.iter().map(|name| name.as_ptr()).collect();
    let queues =
        [vk::DeviceQueueCreateInfo::default().queue_family_index(family).queue_priorities(&[1.0])];
    let info =
        vk::DeviceCreateInfo::default().queue_create_infos(&queues).enabled_extension_names(&names);
    // SAFETY: valid usage: the device has the queue family and the extensions, and what `info`
    // points to lives through the call.
    let raw = unsafe { instance.raw().create_device(physical, &info, None) };
    let raw = raw.check("vkCreateDevice")?;
    // SAFETY: the device was made with one queue of this family.
    let queue = unsafe { raw.get_device_queue(family, 0) };
    // SAFETY: the device is of this instance.
    let memory = unsafe { instance.raw().get_physical_device_memory_properties(physical) };
    let instance = Arc::clone(instance);
    Ok(Arc::new(Device { raw, physical, family, queue, memory, name, instance }))
}

impl Drop for Device {
    fn drop(&mut self) {
        // SAFETY: everything made from the device holds an `Arc` of it, so nothing is left.
        unsafe { self.raw.destroy_device(None) };
    }
}
