//! The host as a program, streamed from over real sockets by a stock Moonlight core and by our
//! own client; the picture is the test card's on a private sway.
//!
//! Skipped, loudly, where sway or the Python environment is missing. The machine may be busy, so
//! counts and contents are judged, never times; streams run one after the other.

// Clippy takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod desktop;
mod loss;
mod nvenc;
mod pictures;
mod rig;
mod slices;
mod sound;
mod streaming;
