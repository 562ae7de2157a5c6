//! The host side of GameStream: what stock Moonlight clients talk to.

mod control;
pub mod desk;
pub mod http;
mod mac;
pub mod mdns;
pub mod rtsp;
pub mod session;
pub mod tls;
