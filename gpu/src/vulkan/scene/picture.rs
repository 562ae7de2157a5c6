//! The picture on the GPU, and its way there: planes from the CPU's memory, or luma and pairs of
//! chroma from memory that is the GPU's already.

use std::sync::{Arc, Weak};

use ash::vk;

use crate::GpuError;
use crate::decode::Decoded;
use crate::vulkan::device::Device;
use crate::vulkan::external::Block;
use crate::vulkan::frame::{Frame, Rows};
use crate::vulkan::memory::{Staging, Texture};
use crate::vulkan::pipeline::Chroma;
use crate::vulkan::shared::SharedPicture;

const SAMPLE: vk::Format = vk::Format::R8_UNORM;
const PAIR: vk::Format = vk::Format::R8G8_UNORM;

pub(super) struct Picture {
    way: Way,
    size: (u32, u32),
    /// Not on its way to the textures yet.
    waiting: bool,
}

enum Way {
    Planes { textures: [Texture; 3], staging: Staging },
    Pairs { textures: [Texture; 2], imports: Vec<Import>, newest: Option<Weak<SharedPicture>> },
}

/// Shared memory as this device sees it, as long as the picture is there.
struct Import {
    picture: Weak<SharedPicture>,
    block: Block,
}

impl Picture {
    /// A black picture, to be filled from the CPU's memory.
    pub fn black(device: &Arc<Device>, size: (u32, u32)) -> Result<Picture, GpuError> {
        let [y, u, v] = plane_sizes(size);
        let textures = [
            Texture::new(device, y, SAMPLE)?,
            Texture::new(device, u, SAMPLE)?,
            Texture::new(device, v, SAMPLE)?,
        ];
        let [_, chroma, _, end] = plane_offsets(size);
        let mut staging = Staging::new(device, end)?;
        let (luma, chroma) = staging.bytes_mut().split_at_mut(chroma);
        luma.fill(16);
        chroma.fill(128);
        Ok(Picture { way: Way::Planes { textures, staging }, size, waiting: true })
    }

    /// To be filled from shared memory.
    pub fn shared(device: &Arc<Device>, size: (u32, u32)) -> Result<Picture, GpuError> {
        let [luma, chroma, _] = plane_sizes(size);
        let textures = [Texture::new(device, luma, SAMPLE)?, Texture::new(device, chroma, PAIR)?];
        let way = Way::Pairs { textures, imports: Vec::new(), newest: None };
        Ok(Picture { way, size, waiting: false })
    }

    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    pub fn takes_planes(&self, size: (u32, u32)) -> bool {
        matches!(self.way, Way::Planes { .. }) && self.size == size
    }

    pub fn takes_pairs(&self, size: (u32, u32)) -> bool {
        matches!(self.way, Way::Pairs { .. }) && self.size == size
    }

    /// Where chroma is among the textures.
    pub fn chroma(&self) -> Chroma {
        match self.way {
            Way::Planes { .. } => Chroma::Planes,
            Way::Pairs { .. } => Chroma::Pairs,
        }
    }

    /// For each of Y, U and V the texture that has it.
    pub fn textures(&self) -> [&Texture; 3] {
        match &self.way {
            Way::Planes { textures, .. } => textures.each_ref(),
            Way::Pairs { textures: [luma, pairs], .. } => [luma, pairs, pairs],
        }
    }

    /// Copies a picture of this size.
    pub fn fill(&mut self, picture: &Decoded<'_>) -> Result<(), GpuError> {
        let Way::Planes { staging, .. } = &mut self.way else { return Ok(()) };
        let offsets = plane_offsets(self.size);
        for (plane, (width, height)) in plane_sizes(self.size).into_iter().enumerate() {
            let (samples, stride) = (picture.planes[plane], picture.strides[plane] as usize);
            let (width, height) = (width as usize, height as usize);
            let needed = stride * height.saturating_sub(1) + width;
            if samples.len() < needed || stride < width {
                return Err(GpuError::Truncated { needed, got: samples.len() });
            }
            let target = &mut staging.bytes_mut()[offsets[plane]..][..width * height];
            for (target, row) in target.chunks_exact_mut(width).zip(samples.chunks(stride)) {
                target.copy_from_slice(&row[..width]);
            }
        }
        self.waiting = true;
        Ok(())
    }

    /// Imports the memory of a picture of this size, if it is a new one.
    pub fn take(
        &mut self,
        device: &Arc<Device>,
        picture: &Arc<SharedPicture>,
    ) -> Result<(), GpuError> {
        let Way::Pairs { imports, newest, .. } = &mut self.way else { return Ok(()) };
        let same = |known: &Import| std::ptr::eq(known.picture.as_ptr(), Arc::as_ptr(picture));
        if !imports.iter().any(same) {
            imports.retain(|known| known.picture.strong_count() > 0);
            let block = picture.import(device)?;
            imports.push(Import { picture: Arc::downgrade(picture), block });
        }
        *newest = Some(Arc::downgrade(picture));
        self.waiting = true;
        Ok(())
    }

    pub fn upload(&self, device: &Device, frame: &Frame) -> Result<(), GpuError> {
        if !self.waiting {
            return Ok(());
        }
        match &self.way {
            Way::Planes { textures, staging } => {
                let (buffer, len) = (staging.raw(), staging.len());
                let sizes = plane_sizes(self.size).into_iter().zip(plane_offsets(self.size));
                for (texture, ((row, _), offset)) in textures.iter().zip(sizes) {
                    frame.upload(&Rows { buffer, len, offset, row, texel: 1 }, texture)?;
                }
                Ok(())
            }
            Way::Pairs { textures, imports, newest } => {
                let Some(newest) = newest else { return Ok(()) };
                let import = imports.iter().find(|import| import.picture.ptr_eq(newest));
                import.map_or(Ok(()), |import| pairs(device, frame, self.size, import, textures))
            }
        }
    }

    pub fn submitted(&mut self) {
        self.waiting = false;
    }
}

/// Records the way of a shared picture to its textures.
fn pairs(
    device: &Device,
    frame: &Frame,
    size: (u32, u32),
    import: &Import,
    [luma, chroma]: &[Texture; 2],
) -> Result<(), GpuError> {
    let layout = SharedPicture::layout_of(size);
    let (buffer, len, pitch) = (import.block.raw(), import.block.len(), layout.pitch);
    hand_over(device, frame, &import.block, true);
    let row = pitch as u32;
    frame.upload(&Rows { buffer, len, offset: 0, row, texel: 1 }, luma)?;
    let offset = pitch * layout.height;
    frame.upload(&Rows { buffer, len, offset, row: row / 2, texel: 2 }, chroma)?;
    hand_over(device, frame, &import.block, false);
    Ok(())
}

/// Records that shared memory is ours, or another's again.
fn hand_over(device: &Device, frame: &Frame, block: &Block, ours: bool) {
    let (here, there) = (device.family(), vk::QUEUE_FAMILY_EXTERNAL);
    let (from, to) = if ours { (there, here) } else { (here, there) };
    let read = vk::AccessFlags::TRANSFER_READ;
    let barrier = vk::BufferMemoryBarrier::default()
        .dst_access_mask(if ours { read } else { vk::AccessFlags::empty() })
        .src_queue_family_index(from)
        .dst_queue_family_index(to)
        .buffer(block.raw())
        .size(vk::WHOLE_SIZE);
    let (top, copy, bottom) = (
        vk::PipelineStageFlags::TOP_OF_PIPE,
        vk::PipelineStageFlags::TRANSFER,
        vk::PipelineStageFlags::BOTTOM_OF_PIPE,
    );
    let (before, after) = if ours { (top, copy) } else { (copy, bottom) };
    frame.commands().barrier(before, after, &[barrier], &[]);
}

/// A chroma sample stands for four pixels.
fn plane_sizes((width, height): (u32, u32)) -> [(u32, u32); 3] {
    let half = (width.div_ceil(2), height.div_ceil(2));
    [(width, height), half, half]
}

pub(super) fn area((width, height): (u32, u32)) -> usize {
    width as usize * height as usize
}

/// Copies must start at multiples of four bytes. Source: the Vulkan specification,
/// `vkCmdCopyBufferToImage`.
fn plane_offsets(size: (u32, u32)) -> [usize; 4] {
    let [y, u, v] = plane_sizes(size).map(|plane| area(plane).next_multiple_of(4));
    [0, y, y + u, y + u + v]
}
