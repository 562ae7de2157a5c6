//! `lumen/1` between the real host and our client library, over real sockets.
//!
//! Most of it shows a pattern and codes nothing, so that a busy machine can keep up; counts and
//! contents are judged, times are printed. What needs network namespaces is skipped, loudly, where
//! they cannot be made.

// Clippy takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod beside;
mod delays;
mod desktop;
mod doubles;
mod flood;
mod inside;
mod modes;
mod net;
mod netns;
mod nvenc;
mod panics;
mod pictures;
mod rig;
mod sessions;
mod tap;
