//! The host side of GameStream: what stock Moonlight clients talk to.

mod audio;
mod control;
pub mod desk;
pub mod http;
mod mac;
pub mod mdns;
mod ping;
pub mod rtsp;
pub mod session;
pub mod tls;
