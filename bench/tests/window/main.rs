//! The client's window as a user sees it: on an X server and on a Wayland compositor, both
//! without a screen, streaming the test card from a real host.
//!
//! Skipped, loudly, where a program is missing. `LUMEN_SHOTS=DIRECTORY` keeps the screenshots.

// Clippy takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod keys;
mod rig;
mod shot;
mod sway;
mod xvfb;
