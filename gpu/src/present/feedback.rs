//! When the window system showed a picture: Wayland's presentation feedback for a window that
//! somebody else made.
//!
//! Whoever made the window reads its connection; what is meant for us waits in a queue of ours until
//! [`Feedback::take`]. Source: wayland-protocols, `stable/presentation-time`.

use std::ptr::NonNull;
use std::sync::Arc;

use lumen_core::units::Micros;
use raw_window_handle::{RawDisplayHandle, RawWindowHandle};
use rustix::time::ClockId;
use wayland_backend::client::{Backend, InvalidId, ObjectId};
use wayland_client::globals::{BindError, GlobalError, GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_registry::WlRegistry;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_client::{Connection, Dispatch, DispatchError, EventQueue, Proxy, QueueHandle};
use wayland_protocols::wp::presentation_time::client::wp_presentation::{self, WpPresentation};
use wayland_protocols::wp::presentation_time::client::wp_presentation_feedback::{
    self as feedback, WpPresentationFeedback,
};

use crate::vulkan::surface::Drawable;

/// Why nobody says when pictures are shown.
#[derive(Debug, thiserror::Error)]
pub enum FeedbackError {
    /// The window is not Wayland's; X11 has no such thing in its core.
    #[error("the window system is not Wayland")]
    NotWayland,
    /// The compositor lacks the protocol.
    #[error("the compositor has no wp_presentation: {0}")]
    Lacks(#[from] BindError),
    /// Its times are of a clock that nothing here is stamped with.
    #[error("the compositor's times are not of the monotonic clock")]
    Clock,
    /// The compositor's features cannot be read.
    #[error("wayland: {0}")]
    Globals(#[from] GlobalError),
    /// The window's surface is not one.
    #[error("wayland: {0}")]
    Surface(#[from] InvalidId),
    /// The connection broke.
    #[error("wayland: {0}")]
    Gone(#[from] DispatchError),
}

/// A picture that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presented {
    /// The number that it was asked with.
    pub number: u32,
    /// When its first pixel turned to light, as far as the compositor knows; monotonic clock.
    pub at: Micros,
}

/// Feedback for one window, on the thread that draws to it.
pub struct Feedback {
    presentation: WpPresentation,
    surface: WlSurface,
    queue: EventQueue<Heard>,
    heard: Heard,
    // Last: the connection is the window's.
    _window: Arc<dyn Drawable>,
}

#[derive(Default)]
struct Heard {
    clock: Option<u32>,
    presented: Vec<Presented>,
}

impl Feedback {
    /// For this window. Waits for the compositor, twice.
    ///
    /// # Errors
    /// [`FeedbackError`].
    pub fn open(window: Arc<dyn Drawable>) -> Result<Feedback, FeedbackError> {
        let (display, surface) = wayland(&*window).ok_or(FeedbackError::NotWayland)?;
        // SAFETY: the pointer is that of the window's open connection, which `_window` keeps.
        let backend = unsafe { Backend::from_foreign_display(display.as_ptr().cast()) };
        let connection = Connection::from_backend(backend);
        let (globals, mut queue) = registry_queue_init::<Heard>(&connection)?;
        let presentation: WpPresentation = globals.bind(&queue.handle(), 1..=1, ())?;
        // SAFETY: the pointer is that of the window's surface, which lives as long as the window.
        let id = unsafe { ObjectId::from_ptr(WlSurface::interface(), surface.as_ptr().cast()) }?;
        let surface = WlSurface::from_id(&connection, id)?;
        let mut heard = Heard::default();
        queue.roundtrip(&mut heard)?;
        if heard.clock != Some(ClockId::Monotonic as u32) {
            return Err(FeedbackError::Clock);
        }
        Ok(Feedback { presentation, surface, queue, heard, _window: window })
    }

    /// Asks for the picture that is drawn next. One that is not drawn then, for the window is hidden,
    /// is taken for the one that is.
    pub fn ask(&mut self, number: u32) {
        self.presentation.feedback(&self.surface, &self.queue.handle(), number);
    }

    /// What was shown since the last call. Never waits.
    ///
    /// # Errors
    /// `Gone`.
    pub fn take(&mut self) -> Result<impl Iterator<Item = Presented> + '_, FeedbackError> {
        self.queue.dispatch_pending(&mut self.heard)?;
        Ok(self.heard.presented.drain(..))
    }
}

/// Display and surface of a window of Wayland's.
fn wayland(
    window: &dyn Drawable,
) -> Option<(NonNull<std::ffi::c_void>, NonNull<std::ffi::c_void>)> {
    match (window.display_handle().ok()?.as_raw(), window.window_handle().ok()?.as_raw()) {
        (RawDisplayHandle::Wayland(display), RawWindowHandle::Wayland(window)) => {
            Some((display.display, window.surface))
        }
        _ => None,
    }
}

/// A time as the protocol carries it.
fn time(seconds_high: u32, seconds_low: u32, nanos: u32) -> Micros {
    let seconds = u64::from(seconds_high) << 32 | u64::from(seconds_low);
    Micros(seconds.saturating_mul(1_000_000).saturating_add(u64::from(nanos / 1_000)))
}

impl Dispatch<WpPresentation, ()> for Heard {
    fn event(
        heard: &mut Heard,
        _: &WpPresentation,
        event: wp_presentation::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Heard>,
    ) {
        if let wp_presentation::Event::ClockId { clk_id } = event {
            heard.clock = Some(clk_id);
        }
    }
}

impl Dispatch<WpPresentationFeedback, u32> for Heard {
    fn event(
        heard: &mut Heard,
        _: &WpPresentationFeedback,
        event: feedback::Event,
        number: &u32,
        _: &Connection,
        _: &QueueHandle<Heard>,
    ) {
        // One that is discarded was never seen, and one that only begins says nothing yet.
        if let feedback::Event::Presented { tv_sec_hi, tv_sec_lo, tv_nsec, .. } = event {
            let at = time(tv_sec_hi, tv_sec_lo, tv_nsec);
            heard.presented.push(Presented { number: *number, at });
        }
    }
}

impl Dispatch<WlRegistry, GlobalListContents> for Heard {
    fn event(
        _: &mut Heard,
        _: &WlRegistry,
        _: wayland_client::protocol::wl_registry::Event,
        _: &GlobalListContents,
        _: &Connection,
        _: &QueueHandle<Heard>,
    ) {
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_put_together_from_their_parts() {
        assert_eq!(time(0, 12, 345_678_999), Micros(12_345_678));
        assert_eq!(time(1, 0, 0), Micros((1 << 32) * 1_000_000));
        assert_eq!(time(u32::MAX, u32::MAX, 0), Micros(u64::MAX));
    }
}
