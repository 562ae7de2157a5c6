//! Frames in the memory of the GPU that converts: a ring of dmabufs of ours, known to the
//! compositor, which draws into them.
//!
//! The compositor says which formats and tilings it draws; the GPU's driver picks one of them that
//! it can read. Whatever is refused on the way, by either side, leads back to shared memory.
//!
//! Source: Wayland, linux-dmabuf-v1, `zwp_linux_buffer_params_v1`.

use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use lumen_core::units::Span;
use lumen_gpu::convert::packed::Packed;
use lumen_gpu::dmabuf::{IMPLICIT, LINEAR};
use lumen_gpu::frame::{Frame, Surface};
use lumen_gpu::vulkan::canvas::Canvas;
use lumen_gpu::vulkan::device::Device;
use lumen_gpu::vulkan::import::Source;
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::{Connection, Dispatch, QueueHandle, event_created_child};
use wayland_protocols::wp::linux_dmabuf::zv1::client::zwp_linux_buffer_params_v1::{
    self as params, Flags, ZwpLinuxBufferParamsV1,
};
use wayland_protocols::wp::linux_dmabuf::zv1::client::zwp_linux_dmabuf_v1::{
    self as dmabuf, ZwpLinuxDmabufV1,
};

use super::wayland::{Copied, Desk, Events, Offer};
use super::{BUFFERS, CaptureError};
use crate::display::DesktopError;

/// How long a compositor's GPU may take to finish a copy that it has reported.
const FILLING: Span = Span::from_millis(100);

/// Memory of a GPU for frames, offered to a capture.
#[derive(Clone)]
pub struct GpuMemory {
    device: Arc<Device>,
    wanted: Arc<AtomicBool>,
}

impl GpuMemory {
    /// Memory of the device that converts.
    pub fn new(device: &Arc<Device>) -> GpuMemory {
        GpuMemory { device: Arc::clone(device), wanted: Arc::new(AtomicBool::new(true)) }
    }

    /// The frames that come from now on are to be in shared memory.
    pub fn withdraw(&self) {
        self.wanted.store(false, Ordering::Relaxed);
    }

    fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }
}

/// A format that the compositor draws in, and its tilings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawable {
    pub fourcc: u32,
    pub modifiers: Vec<u64>,
}

impl Drawable {
    /// From the protocol's array of 64-bit words.
    pub fn new(fourcc: u32, words: &[u8]) -> Drawable {
        let modifiers = words.as_chunks().0.iter().map(|word| u64::from_ne_bytes(*word)).collect();
        Drawable { fourcc, modifiers }
    }

    /// Tilings in which memory may be made: those that are named, and plain rows where the
    /// compositor finds out by itself.
    fn tilings(&self) -> Vec<u64> {
        let plain = |code: u64| if code == IMPLICIT { LINEAR } else { code };
        self.modifiers.iter().copied().map(plain).collect()
    }

    /// What a tiling is called towards the compositor.
    fn name(&self, tiling: u64) -> u64 {
        if self.modifiers.contains(&tiling) { tiling } else { IMPLICIT }
    }
}

/// What became of a buffer that the compositor was told of.
#[derive(Debug)]
pub(super) enum Import {
    Taken(WlBuffer),
    Refused,
}

/// A ring of canvases of one size and format.
struct Ring {
    size: (u32, u32),
    offered: Vec<Drawable>,
    canvases: Vec<(Canvas, WlBuffer)>,
}

/// A canvas that the compositor fills.
pub(super) struct Filling {
    index: usize,
    source: Arc<Source>,
}

/// A capture's frames on the GPU.
pub(super) struct GpuFrames {
    memory: GpuMemory,
    dmabuf: ZwpLinuxDmabufV1,
    ring: Option<Ring>,
}

impl GpuFrames {
    /// Frames in this memory, if the compositor takes dmabufs at all. Waits for it to say which.
    pub fn new(desk: &mut Desk, memory: GpuMemory) -> Option<GpuFrames> {
        // Version 3 lists what can be imported, as events.
        let dmabuf = desk.globals.bind(&desk.queue.handle(), 3..=3, ()).ok()?;
        desk.state.importable.clear();
        // A compositor that is gone is told of by the next look.
        desk.queue.roundtrip(&mut desk.state).ok()?;
        Some(GpuFrames { memory, dmabuf, ring: None })
    }

    /// True until the one who converts wants shared memory.
    pub fn is_wanted(&self) -> bool {
        self.memory.is_wanted()
    }

    /// Makes the ring fit what is on offer, if it does not already. Waits for the compositor's
    /// word on new buffers.
    ///
    /// # Errors
    /// In words, why frames are to be in shared memory; or that the compositor is gone.
    pub fn fit(
        &mut self,
        desk: &mut Desk,
        offer: Offer,
    ) -> Result<Result<(), String>, CaptureError> {
        let size = (offer.width, offer.height);
        let fits = |ring: &Ring| ring.size == size && ring.offered == desk.state.drawable;
        if self.ring.as_ref().is_some_and(fits) {
            return Ok(Ok(()));
        }
        self.ring = None;
        let offered = desk.state.drawable.clone();
        let mut ring = Ring { size, offered, canvases: Vec::with_capacity(BUFFERS) };
        for _ in 0..BUFFERS {
            let (canvas, modifier) = match ring.canvas(&self.memory.device) {
                Ok(made) => made,
                Err(refusal) => return Ok(Err(refusal)),
            };
            match self.tell(desk, &canvas, modifier)? {
                Import::Taken(name) => ring.canvases.push((canvas, name)),
                Import::Refused => {
                    return Ok(Err(format!(
                        "the compositor does not take dmabufs with modifier {modifier:#x}"
                    )));
                }
            }
        }
        if let Some((canvas, _)) = ring.canvases.first() {
            let (format, modifier) = (canvas.source().layout().format, canvas.modifier());
            tracing::info!(?format, modifier = format!("{modifier:#x}"), "frames stay on the GPU");
        }
        self.ring = Some(ring);
        Ok(Ok(()))
    }

    /// Tells the compositor of a canvas, in a tiling by this name.
    fn tell(
        &self,
        desk: &mut Desk,
        canvas: &Canvas,
        modifier: u64,
    ) -> Result<Import, CaptureError> {
        let layout = canvas.source().layout();
        let params = self.dmabuf.create_params(&desk.queue.handle(), ());
        let (high, low) = ((modifier >> 32) as u32, modifier as u32);
        for (plane, number) in canvas.planes().iter().zip(0..) {
            params.add(canvas.memory().as_fd(), number, plane.offset, plane.stride, high, low);
        }
        let (width, height) = (layout.width as i32, layout.height as i32);
        params.create(width, height, layout.format.fourcc(), Flags::empty());
        desk.state.import = None;
        // Either answer comes before that of the round trip.
        desk.queue.roundtrip(&mut desk.state).map_err(DesktopError::from)?;
        params.destroy();
        Ok(desk.state.import.take().unwrap_or(Import::Refused))
    }

    /// A canvas that nobody uses, with the compositor's name for it.
    pub fn take(&mut self) -> Option<(Filling, &WlBuffer)> {
        let canvases = self.ring.as_mut()?.canvases.iter_mut().enumerate();
        let (index, (canvas, name)) = canvases.into_iter().find_map(|(index, entry)| {
            let free = entry.0.is_free();
            free.then_some((index, entry))
        })?;
        Some((Filling { index, source: Arc::clone(canvas.source()) }, name))
    }

    /// The frame that a canvas is whose copy was reported; none when its writer does not finish.
    ///
    /// # Errors
    /// [`CaptureError::Memory`].
    pub fn frame(&self, filling: Filling, copied: &Copied) -> Result<Option<Frame>, CaptureError> {
        let canvas = self.ring.as_ref().and_then(|ring| ring.canvases.get(filling.index));
        let filled = match canvas {
            Some((canvas, _)) => canvas.follow_writers(FILLING)?,
            None => false,
        };
        let Copied { number, captured, damage, .. } = *copied;
        let surface = Surface::Dmabuf(filling.source);
        Ok(filled.then_some(Frame { surface, captured, number, damage }))
    }
}

impl Ring {
    /// A canvas in the first format on offer that the GPU makes, and the name of its tiling.
    fn canvas(&self, device: &Arc<Device>) -> Result<(Canvas, u64), String> {
        let mut refusal = "the compositor draws no dmabufs in a known format".to_owned();
        for drawable in &self.offered {
            let Some(format) = Packed::from_fourcc(drawable.fourcc) else { continue };
            match Canvas::new(device, self.size, format, &drawable.tilings()) {
                Ok(canvas) => {
                    let name = drawable.name(canvas.modifier());
                    return Ok((canvas, name));
                }
                Err(error) => refusal = error.to_string(),
            }
        }
        Err(refusal)
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        self.canvases.iter().for_each(|(_, name)| name.destroy());
    }
}

impl Dispatch<ZwpLinuxBufferParamsV1, ()> for Events {
    fn event(
        events: &mut Events,
        _: &ZwpLinuxBufferParamsV1,
        event: params::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Events>,
    ) {
        match event {
            params::Event::Created { buffer } => events.import = Some(Import::Taken(buffer)),
            params::Event::Failed => events.import = Some(Import::Refused),
            _ => {}
        }
    }

    event_created_child!(Events, ZwpLinuxBufferParamsV1, [
        params::EVT_CREATED_OPCODE => (WlBuffer, ()),
    ]);
}

impl Dispatch<ZwpLinuxDmabufV1, ()> for Events {
    fn event(
        events: &mut Events,
        _: &ZwpLinuxDmabufV1,
        event: dmabuf::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Events>,
    ) {
        let dmabuf::Event::Modifier { format, modifier_hi, modifier_lo } = event else { return };
        let modifier = u64::from(modifier_hi) << 32 | u64::from(modifier_lo);
        match events.importable.iter_mut().find(|known| known.fourcc == format) {
            Some(known) => known.modifiers.push(modifier),
            None => {
                events.importable.push(Drawable { fourcc: format, modifiers: vec![modifier] });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tilings_are_read_from_whole_words() {
        let words: Vec<u8> =
            [0_u64, 0x0300_0000_0060_6014].iter().flat_map(|w| w.to_ne_bytes()).collect();
        let drawable = Drawable::new(Packed::Bgrx.fourcc(), &words);
        assert_eq!(drawable.modifiers, [0, 0x0300_0000_0060_6014]);
        assert!(Drawable::new(0, &words[..5]).modifiers.is_empty());
    }

    #[test]
    fn rows_have_no_name_where_the_compositor_names_none() {
        let named = Drawable { fourcc: 0, modifiers: vec![IMPLICIT, LINEAR, 5] };
        assert_eq!((named.tilings(), named.name(LINEAR)), (vec![LINEAR, LINEAR, 5], LINEAR));
        let implicit = Drawable { fourcc: 0, modifiers: vec![IMPLICIT] };
        assert_eq!((implicit.tilings(), implicit.name(LINEAR)), (vec![LINEAR], IMPLICIT));
    }
}
