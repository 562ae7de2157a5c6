//! What every presenter shares: where a picture goes in a window, and the overlay's pixels.

mod bitmap;
mod place;

pub use bitmap::Bitmap;
pub use place::{Rect, fit};
