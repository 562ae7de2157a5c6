//! Sources of frames: what an output of the desktop shows, as it changes.
//!
//! [`open`] takes the best protocol that the compositor offers; [`synthetic`] needs none. Runs
//! on the capture thread, which does nothing but call [`Capture::next`] and pass frames on.
//! Frames lie in shared memory that the compositor writes and the encoder side reads, or in dmabufs
//! where the GPU converts ([`gpu`]); a pool of
//! [`BUFFERS`] serves one being filled, one waiting in the mailbox and one being encoded. Nothing
//! here allocates per frame; wayland-client does, twice, 40 bytes in all, for the protocol object
//! that each frame is.

pub mod gpu;
pub mod image_copy;
pub mod screencopy;
mod stale;
pub mod synthetic;
mod targets;
mod wayland;

use lumen_core::units::{Micros, Span};
use lumen_gpu::GpuError;
use lumen_gpu::frame::Frame;

pub use crate::display::Clock;
use crate::display::{DesktopError, DesktopSession};

/// Frames that can be alive at once, the one being filled included.
pub const BUFFERS: usize = 3;

/// Copies that may fail in a row. One fails when the mode changes under it.
const FAILURES: u32 = 8;

/// How often to look for a free buffer while the consumer holds all of them.
const POOL_CHECK: Span = Span::from_millis(1);

/// What can go wrong with a capture. After any error the capture is of no more use.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The desktop is gone, or lacks what is needed.
    #[error(transparent)]
    Desktop(#[from] DesktopError),
    /// The compositor offers no pixel format that we can read.
    #[error("no known pixel format on offer")]
    NoFormat,
    /// The compositor said that it cannot capture, again and again.
    #[error("{0} captures failed in a row")]
    Refused(u32),
    /// No memory for frames.
    #[error(transparent)]
    Memory(#[from] GpuError),
}

/// A source of frames. A backend does all of it.
pub trait Capture: Send {
    /// Waits for a frame newer than the last one, at most until `until`. The first one comes at
    /// once, later ones when the picture has changed. A frame may have another size than the one
    /// before.
    ///
    /// # Errors
    /// [`CaptureError`] when no more frames will come.
    fn next(&mut self, until: Micros) -> Result<Option<Frame>, CaptureError>;

    /// Frames may be in this memory from now on, where the compositor draws into it. Backends
    /// that know shared memory alone need not do anything.
    fn use_gpu(&mut self, _: gpu::GpuMemory) {}
}

/// Opens the capture of the output `name`, the cursor included.
///
/// # Errors
/// [`CaptureError`] when there is no such output or the compositor does not let us capture it.
pub fn open(
    session: &DesktopSession,
    name: &str,
    clock: Clock,
) -> Result<Box<dyn Capture>, CaptureError> {
    match image_copy::ImageCopy::open(session, name, clock) {
        Ok(capture) => Ok(Box::new(capture)),
        Err(CaptureError::Desktop(DesktopError::Lacks(_))) => {
            Ok(Box::new(screencopy::Screencopy::open(session, name, clock)?))
        }
        Err(error) => Err(error),
    }
}
