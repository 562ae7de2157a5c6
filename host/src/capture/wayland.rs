//! What both Wayland capture protocols share: the connection, finding the output, buffers that
//! the compositor and we both see, and waiting with a deadline.

use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;

use lumen_core::units::{Micros, Span};
use lumen_gpu::frame::{Frame, FramePool, ImageLayout, Lease, PixelFormat, Surface};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use wayland_client::backend::WaylandError;
use wayland_client::globals::{GlobalList, GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_output::{self, WlOutput};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_shm::{Format, WlShm};
use wayland_client::protocol::wl_shm_pool::WlShmPool;
use wayland_client::{Connection, Dispatch, EventQueue, QueueHandle, delegate_noop};

use super::{BUFFERS, CaptureError, Clock};
use crate::display::DesktopSession;

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
    outputs: Vec<(WlOutput, u32, String)>,
    removed: Vec<u32>,
    /// The picture that the next copy is to have, once it is fully described.
    pub(super) offer: Option<Offer>,
    /// The description so far.
    pub(super) draft: Offer,
    /// How the copy under way ended.
    pub(super) outcome: Option<Outcome>,
    /// Presentation time of the copy under way, where it comes before the end.
    pub(super) presented: Presented,
    /// The rows of the copy under way are upside down.
    pub(super) bottom_up: bool,
    /// The compositor has ended the capture as a whole.
    pub(super) stopped: bool,
}

/// Size and format of the pictures on offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) stride: u32,
    pub(super) format: Option<(Format, PixelFormat)>,
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

/// A connection with one output picked from it.
pub(super) struct Desk {
    pub(super) connection: Connection,
    pub(super) queue: EventQueue<Events>,
    pub(super) globals: GlobalList,
    pub(super) events: Events,
    pub(super) output: WlOutput,
    output_global: u32,
    output_name: String,
    shm: WlShm,
}

impl Desk {
    /// Connects and finds the output called `name`.
    pub(super) fn open(session: &DesktopSession, name: &str) -> Result<Desk, CaptureError> {
        let connection = connect(session)?;
        let (globals, mut queue) =
            registry_queue_init::<Events>(&connection).map_err(|error| match error {
                wayland_client::globals::GlobalError::Backend(error) => CaptureError::from(error),
                wayland_client::globals::GlobalError::InvalidId(_) => {
                    CaptureError::Lacks("wl_registry")
                }
            })?;
        let handle = queue.handle();
        let shm = globals.bind(&handle, 1..=1, ()).map_err(|_| CaptureError::Lacks("wl_shm"))?;
        for global in globals.contents().clone_list() {
            // `wl_output.name` is of version 4.
            if global.interface == "wl_output" && global.version >= 4 {
                let _: WlOutput = globals.registry().bind(global.name, 4, &handle, global.name);
            }
        }
        let mut events = Events::default();
        queue.roundtrip(&mut events)?;
        let found = events.outputs.iter().find(|(_, _, output)| output == name);
        let (output, output_global, output_name) =
            found.cloned().ok_or_else(|| CaptureError::NoOutput(name.to_owned()))?;
        Ok(Desk { connection, queue, globals, events, output, output_global, output_name, shm })
    }

    /// Handles what has arrived, waiting until `until` for something to arrive.
    pub(super) fn wait(&mut self, clock: Clock, until: Micros) -> Result<(), CaptureError> {
        if self.queue.dispatch_pending(&mut self.events)? > 0 {
            return self.check();
        }
        self.flush()?;
        let Some(guard) = self.queue.prepare_read() else { return Ok(()) };
        if readable_by(guard.connection_fd().as_fd(), clock, until)? {
            match guard.read() {
                Err(WaylandError::Io(error)) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                other => drop(other?),
            }
            self.queue.dispatch_pending(&mut self.events)?;
        }
        self.check()
    }

    /// Sends what has been asked for.
    pub(super) fn flush(&self) -> Result<(), CaptureError> {
        match self.connection.flush() {
            // The compositor is slow to read; it will get the rest next time.
            Err(WaylandError::Io(error)) if error.kind() == std::io::ErrorKind::WouldBlock => {
                Ok(())
            }
            other => Ok(other?),
        }
    }

    fn check(&self) -> Result<(), CaptureError> {
        if self.events.stopped || self.events.removed.contains(&self.output_global) {
            return Err(CaptureError::NoOutput(self.output_name.clone()));
        }
        Ok(())
    }

    /// Makes `buffers` fit `offer`, if they do not already.
    pub(super) fn fit(
        &self,
        buffers: &mut Option<Buffers>,
        offer: Offer,
    ) -> Result<(), CaptureError> {
        if buffers.as_ref().is_none_or(|buffers| buffers.offer != offer) {
            *buffers = Some(Buffers::new(&self.shm, &self.queue.handle(), offer)?);
        }
        Ok(())
    }
}

/// Waits for `fd` to have something to read; false when the time came first.
fn readable_by(
    fd: std::os::fd::BorrowedFd<'_>,
    clock: Clock,
    until: Micros,
) -> Result<bool, CaptureError> {
    loop {
        let left = until.since(clock()).0;
        let limit = Timespec {
            tv_sec: (left / 1_000_000) as i64,
            tv_nsec: (left % 1_000_000 * 1_000) as i64,
        };
        match poll(&mut [PollFd::new(&fd, PollFlags::IN)], Some(&limit)) {
            Ok(count) => return Ok(count > 0),
            Err(Errno::INTR) => {}
            Err(error) => return Err(CaptureError::Wait(error.into())),
        }
    }
}

fn connect(session: &DesktopSession) -> Result<Connection, CaptureError> {
    let path = &session.wayland_socket;
    let stream = UnixStream::connect(path)
        .map_err(|source| CaptureError::Connect { path: path.clone(), source })?;
    Ok(Connection::from_socket(stream)?)
}

/// Frame memory with the compositor's names for it.
pub(super) struct Buffers {
    offer: Offer,
    layout: ImageLayout,
    pool: FramePool,
    names: Vec<WlBuffer>,
}

impl Buffers {
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
        Ok(Buffers { offer, layout, pool, names })
    }

    /// A buffer that nobody uses, with the compositor's name for it.
    pub(super) fn take(&self) -> Option<(Lease, &WlBuffer)> {
        let lease = self.pool.take()?;
        let name = self.names.get(lease.index())?;
        Some((lease, name))
    }

    /// The frame that a filled buffer is.
    pub(super) fn frame(&self, pixels: Lease, bottom_up: bool, captured: Micros) -> Frame {
        let layout = ImageLayout { bottom_up, ..self.layout };
        Frame { surface: Surface::Shared { layout, pixels }, captured }
    }
}

impl Drop for Buffers {
    fn drop(&mut self) {
        self.names.iter().for_each(WlBuffer::destroy);
    }
}

impl Dispatch<WlRegistry, GlobalListContents> for Events {
    fn event(
        events: &mut Events,
        _: &WlRegistry,
        event: wl_registry::Event,
        _: &GlobalListContents,
        _: &Connection,
        _: &QueueHandle<Events>,
    ) {
        if let wl_registry::Event::GlobalRemove { name } = event {
            events.removed.push(name);
        }
    }
}

impl Dispatch<WlOutput, u32> for Events {
    fn event(
        events: &mut Events,
        output: &WlOutput,
        event: wl_output::Event,
        global: &u32,
        _: &Connection,
        _: &QueueHandle<Events>,
    ) {
        if let wl_output::Event::Name { name } = event {
            events.outputs.push((output.clone(), *global, name));
        }
    }
}

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
