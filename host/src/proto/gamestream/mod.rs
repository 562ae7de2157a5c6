//! The host side of GameStream: what stock Moonlight clients talk to.

pub(in crate::proto) mod app;
mod audio;
mod control;
pub mod desk;
pub(in crate::proto) mod events;
pub mod http;
mod mac;
pub mod mdns;
mod ping;
pub mod rtsp;
pub mod session;
pub mod tls;
