//! What every presenter shares: where a picture goes in a window, the overlay's pixels, and when a
//! picture was shown.

mod bitmap;
#[cfg(feature = "vulkan")]
pub mod feedback;
mod place;

pub use bitmap::Bitmap;
pub use place::{Rect, fit};
