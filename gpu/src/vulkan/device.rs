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

/// Extensions that share memory and fences with others, used where they are there.
const SHARING: [&CStr; 5] = [
    ash::khr::external_memory_fd::NAME,
    ash::khr::external_semaphore_fd::NAME,
    ash::ext::external_memory_dma_buf::NAME,
    ash::ext::image_drm_format_modifier::NAME,
    ash::ext::queue_family_foreign::NAME,
];

/// An open device. Its queue is used by one thread at a time.
pub struct Device {
    raw: ash::Device,
    physical: vk::PhysicalDevice,
    family: u32,
    queue: vk::Queue,
    memory: vk::PhysicalDeviceMemoryProperties,
    limits: vk::PhysicalDeviceLimits,
    extensions: Vec<&'static CStr>,
    name: String,
    instance: Arc<Instance>,
}

/// What a device must have, and what is used if it has it.
struct Wanted<'a> {
    required: &'a [&'static CStr],
    optional: &'a [&'static CStr],
    queue: vk::QueueFlags,
    suits: &'a dyn Fn(vk::PhysicalDevice, u32) -> bool,
}

/// A device that can be opened, and how much it is liked.
struct Candidate {
    physical: vk::PhysicalDevice,
    family: u32,
    rank: u8,
    facts: vk::PhysicalDeviceProperties,
    extensions: Vec<&'static CStr>,
}

impl Device {
    /// Opens the best device for computations, with what it has to share memory.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] when there is none; [`GpuError::Vulkan`].
    pub fn headless(instance: &Arc<Instance>, devices: Devices) -> Result<Arc<Device>, GpuError> {
        let suits = |physical, _| facts(instance, physical).api_version >= vk::API_VERSION_1_1;
        let queue = vk::QueueFlags::COMPUTE;
        let wanted = Wanted { required: &[], optional: &SHARING, queue, suits: &suits };
        Self::open(instance, devices, &wanted)
    }

    /// The same on the GPU that has this identifier, [`Device::uuid`], which CUDA gives too.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] when no device is that GPU; [`GpuError::Vulkan`].
    pub fn with_uuid(instance: &Arc<Instance>, uuid: [u8; 16]) -> Result<Arc<Device>, GpuError> {
        let suits = |physical, _| {
            facts(instance, physical).api_version >= vk::API_VERSION_1_1
                && identity(instance, physical).0 == uuid
        };
        let queue = vk::QueueFlags::COMPUTE;
        let wanted = Wanted { required: &[], optional: &SHARING, queue, suits: &suits };
        Self::open(instance, Devices::Any, &wanted).map_err(|error| match error {
            GpuError::NoVulkan { .. } => GpuError::NoVulkan { what: "no device is this GPU" },
            other => other,
        })
    }

    /// The same for drawing, without a window.
    ///
    /// # Errors
    /// As [`Device::headless`].
    pub fn drawing(instance: &Arc<Instance>, devices: Devices) -> Result<Arc<Device>, GpuError> {
        let suits = |physical, _| facts(instance, physical).api_version >= vk::API_VERSION_1_1;
        let queue = vk::QueueFlags::GRAPHICS;
        let wanted = Wanted { required: &[], optional: &SHARING, queue, suits: &suits };
        Self::open(instance, devices, &wanted)
    }

    /// Opens the best device that can draw to `surface`, with what it has to share memory.
    pub(super) fn for_surface(
        surface: &Surface,
        devices: Devices,
    ) -> Result<Arc<Device>, GpuError> {
        let extensions = [ash::khr::swapchain::NAME];
        let suits = |physical, family| surface.accepts(physical, family);
        let queue = vk::QueueFlags::GRAPHICS;
        let wanted = Wanted { required: &extensions, optional: &SHARING, queue, suits: &suits };
        Self::open(surface.instance(), devices, &wanted)
    }

    fn open(
        instance: &Arc<Instance>,
        devices: Devices,
        wanted: &Wanted<'_>,
    ) -> Result<Arc<Device>, GpuError> {
        // SAFETY: the instance is alive.
        let all = unsafe { instance.raw().enumerate_physical_devices() };
        let best = all
            .check("vkEnumeratePhysicalDevices")?
            .into_iter()
            .filter_map(|physical| candidate(instance, physical, wanted))
            .filter(|candidate| devices == Devices::Any || candidate.rank < CPU)
            .min_by_key(|candidate| candidate.rank);
        let best = best.ok_or(GpuError::NoVulkan { what: "no suitable device" })?;
        create(instance, best)
    }

    /// Its name as the driver gives it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What tells it from all other GPUs; CUDA gives the same.
    pub fn uuid(&self) -> [u8; 16] {
        identity(&self.instance, self.physical).0
    }

    /// True when memory of one can be given to the other: the same GPU by the same driver. Source:
    /// the Vulkan specification, "External memory handle types compatibility".
    pub(super) fn shares_with(&self, other: &Device) -> bool {
        let of = |device: &Device| identity(&device.instance, device.physical);
        of(self) == of(other)
    }

    /// True when memory can be handed to other interfaces of the same driver.
    pub fn exports(&self) -> bool {
        self.has(ash::khr::external_memory_fd::NAME)
    }

    /// True when buffers of other drivers can be imported.
    pub fn imports_dmabuf(&self) -> bool {
        self.exports() && self.has(ash::ext::external_memory_dma_buf::NAME)
    }

    /// True when other drivers' fences can be waited for on the GPU.
    pub fn takes_sync_files(&self) -> bool {
        if !self.has(ash::khr::external_semaphore_fd::NAME) {
            return false;
        }
        let kind = vk::ExternalSemaphoreHandleTypeFlags::SYNC_FD;
        let info = vk::PhysicalDeviceExternalSemaphoreInfo::default().handle_type(kind);
        let mut facts = vk::ExternalSemaphoreProperties::default();
        // SAFETY: valid usage: the device is of this instance, which has the call: it is of 1.3.
        unsafe {
            let raw = self.instance.raw();
            raw.get_physical_device_external_semaphore_properties(self.physical, &info, &mut facts);
        }
        let wanted = vk::ExternalSemaphoreFeatureFlags::IMPORTABLE;
        facts.external_semaphore_features.contains(wanted)
    }

    /// True when the extension is there and in use.
    pub(super) fn has(&self, extension: &CStr) -> bool {
        self.extensions.contains(&extension)
    }

    pub(super) fn limits(&self) -> &vk::PhysicalDeviceLimits {
        &self.limits
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

fn facts(instance: &Instance, physical: vk::PhysicalDevice) -> vk::PhysicalDeviceProperties {
    // SAFETY: valid usage: the device is of this instance.
    unsafe { instance.raw().get_physical_device_properties(physical) }
}

/// What tells a GPU and its driver from all others.
fn identity(instance: &Instance, physical: vk::PhysicalDevice) -> ([u8; 16], [u8; 16]) {
    let mut identity = vk::PhysicalDeviceIDProperties::default();
    let mut facts = vk::PhysicalDeviceProperties2::default().push_next(&mut identity);
    // SAFETY: the device is of this instance, which has the call: it is of 1.3.
    unsafe { instance.raw().get_physical_device_properties2(physical, &mut facts) };
    (identity.device_uuid, identity.driver_uuid)
}

fn candidate(
    instance: &Instance,
    physical: vk::PhysicalDevice,
    wanted: &Wanted<'_>,
) -> Option<Candidate> {
    let raw = instance.raw();
    // SAFETY: valid usage: the device is of this instance.
    let known = unsafe { raw.enumerate_device_extension_properties(physical) }.ok()?;
    let has = |name: &&CStr| {
        known.iter().any(|known| known.extension_name_as_c_str().is_ok_and(|known| known == *name))
    };
    if !wanted.required.iter().all(has) {
        return None;
    }
    let optional = wanted.optional.iter().copied().filter(has);
    let extensions = wanted.required.iter().copied().chain(optional).collect();
    // SAFETY: as above.
    let families = unsafe { raw.get_physical_device_queue_family_properties(physical) };
    let family = families.iter().zip(0..).find(|(family, index)| {
        family.queue_flags.contains(wanted.queue) && (wanted.suits)(physical, *index)
    });
    let (_, family) = family?;
    let facts = facts(instance, physical);
    Some(Candidate { physical, family, rank: rank(facts.device_type), facts, extensions })
}

fn create(instance: &Arc<Instance>, candidate: Candidate) -> Result<Arc<Device>, GpuError> {
    let Candidate { physical, family, facts, extensions, .. } = candidate;
    let name = facts.device_name_as_c_str().unwrap_or(c"unnamed").to_string_lossy().into_owned();
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
    let (limits, instance) = (facts.limits, Arc::clone(instance));
    Ok(Arc::new(Device {
        raw,
        physical,
        family,
        queue,
        memory,
        limits,
        extensions,
        name,
        instance,
    }))
}

impl Drop for Device {
    fn drop(&mut self) {
        // SAFETY: everything made from the device holds an `Arc` of it, so nothing is left.
        unsafe { self.raw.destroy_device(None) };
    }
}
