//! The host side of GameStream: what stock Moonlight clients talk to.

mod app;
mod control;
pub mod desk;
mod events;
pub mod http;
mod mac;
pub mod mdns;
pub mod rtsp;
pub mod session;
pub mod tls;
