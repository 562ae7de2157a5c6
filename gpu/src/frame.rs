//! A captured picture: where its pixels are, how they are laid out, when it was taken.
//!
//! Capture backends fill buffers of a [`FramePool`] and hand out [`Frame`]s; dropping a frame on
//! any thread returns its buffer. Nothing allocates once the pool is made.
