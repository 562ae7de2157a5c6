//! The host side of GameStream: what stock Moonlight clients talk to.

mod app;
mod control;
mod events;
pub mod rtsp;
pub mod session;
