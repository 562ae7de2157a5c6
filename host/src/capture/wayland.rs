//! What both Wayland capture protocols share: what the compositor has said, and buffers that it
//! and we both see.

use lumen_core::units::{Micros, Span};
use lumen_gpu::damage::Damage;
use lumen_gpu::frame::{Frame, FramePool, ImageLayout, Lease, PixelFormat, Surface};
use wayland_client::globals::GlobalListContents;
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_output::WlOutput;
use wayland_client::protocol::wl_registry::WlRegistry;
use wayland_client::protocol::wl_shm::{Format, WlShm};
use wayland_client::protocol::wl_shm_pool::WlShmPool;
use wayland_client::{QueueHandle, delegate_dispatch, delegate_noop};

use super::gpu::{Drawable, Import};
use super::stale::Stale;
use super::{BUFFERS, CaptureError};
use crate::display::DesktopError;
use crate::display::desk::{self, Outputs};

/// How one copy ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The buffer holds the picture, presented at this time.
    Ready(Presented),
    /// It does not.
    Failed,
}

/// A presentation time as the protocols carry it: 64 bits of seconds in two halves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Presented {
    pub(super) seconds_high: u32,
    pub(super) seconds_low: u32,
    pub(super) nanos: u32,
}

impl Presented {
    /// The time, if it can be: not in the future, not over a second ago. Both protocols mean the
    /// monotonic clock, but screencopy allows any offset. `now` otherwise.
    pub(super) fn or_now(self, now: Micros) -> Micros {
        let seconds = u64::from(self.seconds_high) << 32 | u64::from(self.seconds_low);
        let time = Micros(seconds.saturating_mul(1_000_000)) + Span(u64::from(self.nanos / 1_000));
        if time <= now && now.since(time) < Span::from_secs(1) { time } else { now }
    }
}

/// What the compositor has said and nobody has acted on yet.
#[derive(Default)]
pub(super) struct Events {
    /// Frames handed out.
    frames: u64,
    outputs: Outputs,
    /// The picture that the next copy is to have, once it is fully described.
    pub(super) offer: Option<Offer>,
    /// The description so far.
    pub(super) draft: Offer,
    /// What dmabufs the compositor draws, and the description so far.
    pub(super) drawable: Vec<Drawable>,
    pub(super) draft_drawable: Vec<Drawable>,
    /// What dmabufs the compositor takes from clients.
    pub(super) importable: Vec<Drawable>,
    /// Format of the dmabuf that the next copy may go to.
    drawn: Option<u32>,
    /// What became of the buffer that the compositor was told of last.
    pub(super) import: Option<Import>,
    /// How the copy under way ended.
    pub(super) outcome: Option<Outcome>,
    /// Presentation time of the copy under way, where it comes before the end.
    pub(super) presented: Presented,
    /// The rows of the copy under way are upside down.
    pub(super) bottom_up: bool,
    /// What the compositor called new in the copy under way.
    pub(super) damage: Damage,
    /// The compositor has ended the capture as a whole.
    pub(super) stopped: bool,
}

impl Events {
    /// The number of the next frame that is handed out.
    pub(super) fn next_number(&mut self) -> u64 {
        self.frames += 1;
        self.frames
    }
}

/// Size and format of the pictures on offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) stride: u32,
    pub(super) format: Option<(Format, PixelFormat)>,
}

impl Events {
    /// The next copy may go to a dmabuf of this format. Allocates only when that is news.
    pub(super) fn draws(&mut self, fourcc: u32) {
        if self.drawn.replace(fourcc) != Some(fourcc) {
            self.find_drawable();
        }
    }

    /// That format, in any tiling that the compositor takes.
    pub(super) fn find_drawable(&mut self) {
        let taken = self.importable.iter().filter(|known| Some(known.fourcc) == self.drawn);
        self.drawable = taken.cloned().collect();
    }
}

impl Offer {
    /// Keeps the first format that we can read.
    pub(super) fn add_format(&mut self, format: Format) {
        self.format = self.format.or(readable(format).map(|readable| (format, readable)));
    }
}

/// The alpha of a whole output means nothing, so it is read as X.
fn readable(format: Format) -> Option<PixelFormat> {
    match format {
        Format::Xrgb8888 | Format::Argb8888 => Some(PixelFormat::Bgrx),
        Format::Xbgr8888 | Format::Abgr8888 => Some(PixelFormat::Rgbx),
        _ => None,
    }
}

/// A connection to the desktop whose output is captured.
pub(super) type Desk = desk::Desk<Events>;

/// The global that buffers are made from.
pub(super) fn bind_shm(desk: &Desk) -> Result<WlShm, CaptureError> {
    let bound = desk.globals.bind(&desk.queue.handle(), 1..=1, ());
    bound.map_err(|_| DesktopError::Lacks("wl_shm").into())
}

/// Frame memory with the compositor's names for it.
pub(super) struct Buffers {
    offer: Offer,
    layout: ImageLayout,
    pool: FramePool,
    names: Vec<WlBuffer>,
    stale: Stale,
}

/// What is known of a copy that succeeded.
#[derive(Clone, Copy)]
pub(super) struct Copied {
    pub(super) number: u64,
    pub(super) captured: Micros,
    pub(super) bottom_up: bool,
    pub(super) damage: Damage,
}

impl Buffers {
    /// Makes `buffers` fit `offer`, if they do not already.
    pub(super) fn fit(
        buffers: &mut Option<Buffers>,
        offer: Offer,
        shm: &WlShm,
        handle: &QueueHandle<Events>,
    ) -> Result<(), CaptureError> {
        if buffers.as_ref().is_none_or(|buffers| buffers.offer != offer) {
            *buffers = Some(Buffers::new(shm, handle, offer)?);
        }
        Ok(())
    }

    fn new(
        shm: &WlShm,
        handle: &QueueHandle<Events>,
        offer: Offer,
    ) -> Result<Buffers, CaptureError> {
        let (format, readable) = offer.format.ok_or(CaptureError::NoFormat)?;
        let Offer { width, height, stride, .. } = offer;
        let layout = ImageLayout { width, height, stride, format: readable, bottom_up: false };
        let mut names = Vec::with_capacity(BUFFERS);
        let pool = FramePool::new(BUFFERS, layout.len(), |_, memory| {
            let shared = shm.create_pool(memory, layout.len() as i32, handle, ());
            let (width, height, stride) = (width as i32, height as i32, stride as i32);
            names.push(shared.create_buffer(0, width, height, stride, format, handle, ()));
            shared.destroy();
        })?;
        Ok(Buffers { offer, layout, pool, names, stale: Stale::new() })
    }

    /// A buffer that nobody uses, with the compositor's name for it.
    pub(super) fn take(&self) -> Option<(Lease, &WlBuffer)> {
        let lease = self.pool.take()?;
        let name = self.names.get(lease.index())?;
        Some((lease, name))
    }

    /// The frame that a filled buffer is.
    pub(super) fn frame(&mut self, pixels: Lease, copied: &Copied) -> Frame {
        let Copied { number, captured, bottom_up, damage } = *copied;
        self.stale.filled(pixels.index(), &damage);
        let layout = ImageLayout { bottom_up, ..self.layout };
        Frame { surface: Surface::Shared { layout, pixels }, captured, number, damage }
    }

    /// What of a buffer is older than the newest frame.
    pub(super) fn stale(&self, pixels: &Lease) -> &Damage {
        self.stale.of(pixels.index())
    }
}

impl Drop for Buffers {
    fn drop(&mut self) {
        self.names.iter().for_each(WlBuffer::destroy);
    }
}

impl AsMut<Outputs> for Events {
    fn as_mut(&mut self) -> &mut Outputs {
        &mut self.outputs
    }
}

delegate_dispatch!(Events: [WlRegistry: GlobalListContents] => Outputs);
delegate_dispatch!(Events: [WlOutput: u32] => Outputs);
delegate_noop!(Events: ignore WlShm);
delegate_noop!(Events: ignore WlBuffer);
delegate_noop!(Events: WlShmPool);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_presentation_time_counts_only_if_it_can_be() {
        let now = Micros(5_000_000_000);
        let at = |seconds_high, seconds_low, nanos| {
            Presented { seconds_high, seconds_low, nanos }.or_now(now)
        };
        assert_eq!(at(0, 4_999, 999_001_000), Micros(4_999_999_001));
        assert_eq!(at(0, 5_000, 1_000), now);
        assert_eq!(at(0, 4_998, 0), now);
        assert_eq!(at(u32::MAX, u32::MAX, u32::MAX), now);
    }

    #[test]
    fn the_first_readable_format_is_kept() {
        let mut offer = Offer::default();
        for format in [Format::Rgb565, Format::Abgr8888, Format::Xrgb8888] {
            offer.add_format(format);
        }
        assert_eq!(offer.format, Some((Format::Abgr8888, PixelFormat::Rgbx)));
    }
}
