//! The host: displays, capture, encoding, input and the servers that clients talk to.
//!
//! | module | is |
//! |---|---|
//! | [`api`] | management: pairing and paired clients |
//! | [`app`] | a running app on a display of its own |
//! | [`config`] | settings and the app catalogue |
//! | [`display`] | virtual displays at the client's mode |
//! | [`capture`] | what they show, frame by frame |
//! | [`encoder`] | what this machine encodes with |
//! | [`stream`] | frames to datagrams: the one stream engine |
//! | [`audio`] | sound of the desktop to Opus packets |
//! | [`input`] | keys, text and pointer into the desktop |
//! | [`process`] | programs that cannot outlive the host |
//! | [`proto`] | sockets to protocol and back |
//! | [`serve`] | the daemon: ports, readiness, end |
//! | [`store`] | the host's identity and the paired clients, on disk |
//! | [`trust`] | whom `lumen/1` lets in, and its pairing |
#![forbid(unsafe_code)]

pub mod api;
pub mod app;
pub mod audio;
pub mod capture;
pub mod config;
pub mod display;
pub mod encoder;
pub mod input;
pub mod process;
pub mod proto;
pub mod serve;
pub mod store;
pub mod stream;
pub mod trust;
