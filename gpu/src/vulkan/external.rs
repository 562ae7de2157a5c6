//! Buffers with memory of their own, which may be another's or become another's.

use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use std::ptr::NonNull;
use std::sync::Arc;

use ash::khr::external_memory_fd;
use ash::vk;

use super::Check;
use super::device::Device;
use super::memory::map;
use super::owned::Owned;
use crate::GpuError;

/// Of which kind a descriptor of memory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handle {
    /// The driver's own.
    Opaque,
    /// Any driver's.
    Dmabuf,
}

impl Handle {
    pub fn flags(self) -> vk::ExternalMemoryHandleTypeFlags {
        match self {
            Handle::Opaque => vk::ExternalMemoryHandleTypeFlags::OPAQUE_FD,
            Handle::Dmabuf => vk::ExternalMemoryHandleTypeFlags::DMA_BUF_EXT,
        }
    }
}

/// What shared buffers may be used for. The same at both ends, so that they are of the same size.
const SHARED: vk::BufferUsageFlags = vk::BufferUsageFlags::from_raw(
    vk::BufferUsageFlags::STORAGE_BUFFER.as_raw()
        | vk::BufferUsageFlags::TRANSFER_SRC.as_raw()
        | vk::BufferUsageFlags::TRANSFER_DST.as_raw(),
);

/// A buffer and its memory.
pub(super) struct Block {
    // Before the memory: fields are dropped in order.
    buffer: Owned<vk::Buffer>,
    memory: Owned<vk::DeviceMemory>,
    /// Where the CPU sees it, if it does.
    base: Option<NonNull<u8>>,
    len: usize,
    /// Bytes of the memory, of which the buffer is the start.
    size: u64,
}

// SAFETY: the mapping belongs to this value alone and moves with it; the pointer is not tied to
// a thread.
unsafe impl Send for Block {}
// SAFETY: through a shared reference the bytes are only read.
unsafe impl Sync for Block {}

impl Block {
    /// A buffer in the GPU's memory that can be handed out.
    ///
    /// # Errors
    /// [`GpuError::NoVulkan`] when the driver hands no memory out; [`GpuError::Vulkan`].
    pub fn exportable(device: &Arc<Device>, len: usize) -> Result<Block, GpuError> {
        if !device.exports() {
            return Err(GpuError::NoVulkan { what: "the driver hands no memory out" });
        }
        let kind = Handle::Opaque;
        let buffer = buffer(device, len, SHARED, Some(kind))?;
        let needs = needs(device, &buffer);
        let mut export = vk::ExportMemoryAllocateInfo::default().handle_types(kind.flags());
        let mut dedicated = vk::MemoryDedicatedAllocateInfo::default().buffer(buffer.raw());
        let info =
            vk::MemoryAllocateInfo::default().push_next(&mut export).push_next(&mut dedicated);
        let wanted = vk::MemoryPropertyFlags::DEVICE_LOCAL;
        let memory = allocate(device, needs.size, needs.memory_type_bits, wanted, info)?;
        Self::bound(device, buffer, memory, len, needs.size)
    }

    /// A buffer that the CPU sees.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn mapped(
        device: &Arc<Device>,
        len: usize,
        usage: vk::BufferUsageFlags,
    ) -> Result<Block, GpuError> {
        use vk::MemoryPropertyFlags as Flags;
        let buffer = buffer(device, len, usage, None)?;
        let needs = needs(device, &buffer);
        let plain = Flags::HOST_VISIBLE | Flags::HOST_COHERENT;
        let kinds = needs.memory_type_bits;
        // Memory without a cache is written fast and read slowly.
        let cached = device.memory_kind(kinds, plain | Flags::HOST_CACHED).is_ok();
        let wanted = if cached { plain | Flags::HOST_CACHED } else { plain };
        let info = vk::MemoryAllocateInfo::default();
        let memory = allocate(device, needs.size, kinds, wanted, info)?;
        let base = map(device, &memory)?;
        let mut block = Self::bound(device, buffer, memory, len, needs.size)?;
        block.base = Some(base);
        Ok(block)
    }

    /// A buffer at the start of another's memory of `size` bytes.
    ///
    /// # Errors
    /// [`GpuError::Import`] when the memory is too small or of a kind that buffers cannot have;
    /// [`GpuError::Vulkan`].
    pub fn imported(
        device: &Arc<Device>,
        fd: OwnedFd,
        kind: Handle,
        size: u64,
        len: usize,
    ) -> Result<Block, GpuError> {
        let buffer = buffer(device, len, SHARED, Some(kind))?;
        let needs = needs(device, &buffer);
        if needs.size > size {
            return Err(GpuError::Import { what: "the memory is too small", value: size });
        }
        // Of a dmabuf as much as is needed may be taken; opaque memory is taken whole.
        let size = if kind == Handle::Dmabuf { needs.size } else { size };
        let mut dedicated = vk::MemoryDedicatedAllocateInfo::default().buffer(buffer.raw());
        let memory = import(device, fd, kind, size, needs.memory_type_bits, &mut dedicated)?;
        Self::bound(device, buffer, memory, len, size)
    }

    fn bound(
        device: &Arc<Device>,
        buffer: Owned<vk::Buffer>,
        memory: Owned<vk::DeviceMemory>,
        len: usize,
        size: u64,
    ) -> Result<Block, GpuError> {
        // SAFETY: valid usage: neither was bound before, and the memory has a kind and a size
        // that the buffer takes.
        unsafe { device.raw().bind_buffer_memory(buffer.raw(), memory.raw(), 0) }
            .check("vkBindBufferMemory")?;
        Ok(Block { buffer, memory, base: None, len, size })
    }

    pub fn raw(&self) -> vk::Buffer {
        self.buffer.raw()
    }

    pub fn len(&self) -> usize {
        self.len
    }

    /// Bytes of the memory behind the buffer.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The bytes, none where the CPU does not see them. The GPU does not write them now, as the
    /// owner sees to.
    pub fn bytes(&self) -> &[u8] {
        let Some(base) = self.base else { return &[] };
        // SAFETY: the mapping lasts as long as the memory, covers `len` bytes, and holds
        // initialised if arbitrary bytes.
        unsafe { std::slice::from_raw_parts(base.as_ptr(), self.len) }
    }

    /// The bytes, writable. The GPU does not use them now, as the owner sees to.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        let Some(base) = self.base else { return &mut [] };
        // SAFETY: as in `bytes`, and `&mut self` excludes every other borrow.
        unsafe { std::slice::from_raw_parts_mut(base.as_ptr(), self.len) }
    }

    /// A descriptor of the memory, for another interface of the same driver.
    ///
    /// # Errors
    /// [`GpuError::Vulkan`].
    pub fn export(&self, device: &Device) -> Result<OwnedFd, GpuError> {
        export(device, &self.memory, Handle::Opaque)
    }
}

/// A descriptor of memory that was made to be handed out as this kind.
pub(super) fn export(
    device: &Device,
    memory: &Owned<vk::DeviceMemory>,
    kind: Handle,
) -> Result<OwnedFd, GpuError> {
    let calls = external_memory_fd::Device::new(device.instance().raw(), device.raw());
    let info = vk::MemoryGetFdInfoKHR::default().memory(memory.raw()).handle_type(kind.flags());
    // SAFETY: valid usage: the memory was made to be handed out as this kind.
    let fd = unsafe { calls.get_memory_fd(&info) }.check("vkGetMemoryFdKHR")?;
    // SAFETY: the call gives a new descriptor to its caller.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// A buffer of at least one word, without memory.
fn buffer(
    device: &Arc<Device>,
    len: usize,
    usage: vk::BufferUsageFlags,
    shared: Option<Handle>,
) -> Result<Owned<vk::Buffer>, GpuError> {
    let flags = shared.map(Handle::flags).unwrap_or_default();
    let mut external = vk::ExternalMemoryBufferCreateInfo::default().handle_types(flags);
    let mut info = vk::BufferCreateInfo::default().size(len.max(4) as u64).usage(usage);
    if shared.is_some() {
        info = info.push_next(&mut external);
    }
    // SAFETY: valid usage: a buffer of more than zero bytes for one queue family, shared in a way
    // whose extension the caller has checked.
    let buffer = unsafe { device.raw().create_buffer(&info, None) };
    Ok(Owned::new(device, buffer.check("vkCreateBuffer")?))
}

fn needs(device: &Device, buffer: &Owned<vk::Buffer>) -> vk::MemoryRequirements {
    // SAFETY: the buffer is the device's.
    unsafe { device.raw().get_buffer_memory_requirements(buffer.raw()) }
}

/// Allocates with what is chained to `info`.
pub(super) fn allocate(
    device: &Arc<Device>,
    size: u64,
    kinds: u32,
    wanted: vk::MemoryPropertyFlags,
    info: vk::MemoryAllocateInfo<'_>,
) -> Result<Owned<vk::DeviceMemory>, GpuError> {
    let info = info.allocation_size(size).memory_type_index(device.memory_kind(kinds, wanted)?);
    // SAFETY: valid usage: the kind is one of the device's, and what is chained lives through
    // the call.
    let memory = unsafe { device.raw().allocate_memory(&info, None) };
    Ok(Owned::new(device, memory.check("vkAllocateMemory")?))
}

/// Takes over another's memory, for the resource named in `dedicated`, which takes `kinds`.
pub(super) fn import(
    device: &Arc<Device>,
    fd: OwnedFd,
    kind: Handle,
    size: u64,
    kinds: u32,
    dedicated: &mut vk::MemoryDedicatedAllocateInfo<'_>,
) -> Result<Owned<vk::DeviceMemory>, GpuError> {
    let kinds = match kind {
        Handle::Dmabuf => kinds & kinds_of(device, &fd, kind)?,
        // Opaque memory keeps the kind it was made with, which the driver knows.
        Handle::Opaque => kinds,
    };
    let wanted = vk::MemoryPropertyFlags::empty();
    let wanted = match kind {
        Handle::Opaque => wanted | vk::MemoryPropertyFlags::DEVICE_LOCAL,
        Handle::Dmabuf => wanted,
    };
    if device.memory_kind(kinds, wanted).is_err() {
        let value = kinds.into();
        return Err(GpuError::Import { what: "memory of another kind", value });
    }
    let mut taken =
        vk::ImportMemoryFdInfoKHR::default().handle_type(kind.flags()).fd(fd.as_raw_fd());
    let info = vk::MemoryAllocateInfo::default().push_next(&mut taken).push_next(dedicated);
    let memory = allocate(device, size, kinds, wanted, info)?;
    // The driver owns the descriptor from here on, and did not where the call failed.
    let _ = fd.into_raw_fd();
    Ok(memory)
}

/// Kinds of memory as which a descriptor can be imported.
fn kinds_of(device: &Device, fd: &OwnedFd, kind: Handle) -> Result<u32, GpuError> {
    let calls = external_memory_fd::Device::new(device.instance().raw(), device.raw());
    let mut facts = vk::MemoryFdPropertiesKHR::default();
    let (flags, raw) = (kind.flags(), fd.as_raw_fd());
    // SAFETY: valid usage: the descriptor is open, and the kind is not the opaque one.
    unsafe { calls.get_memory_fd_properties(flags, raw, &mut facts) }
        .check("vkGetMemoryFdPropertiesKHR")?;
    Ok(facts.memory_type_bits)
}

/// Bytes behind a descriptor of a dmabuf. Source: Linux, drivers/dma-buf, `dma_buf_llseek`.
pub(super) fn memory_size(fd: &OwnedFd) -> Result<u64, GpuError> {
    rustix::fs::seek(fd, rustix::fs::SeekFrom::End(0))
        .map_err(|error| GpuError::Memory { bytes: 0, source: error.into() })
}
