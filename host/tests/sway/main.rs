//! Displays, capture and input on a real headless sway. Skipped, loudly, where none is installed.

// Clippy takes the helpers of a test for something else.
#![allow(clippy::unwrap_used)]

mod desk;
mod display;
mod gpu;
mod input;
mod lifecycle;
mod rig;
