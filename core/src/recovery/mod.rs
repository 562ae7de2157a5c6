//! What to do after a loss: [`client`] decides what to show and what to ask for, [`host`] what
//! such a request is worth.

use crate::reassemble::FrameRange;

pub mod client;
pub mod host;

/// What a client asks for after a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A key frame.
    KeyFrame,
    /// A frame that is predicted from frames before these.
    Invalidate(FrameRange),
}
