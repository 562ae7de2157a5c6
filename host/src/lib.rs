//! The host: displays, capture, encoding, input and the servers that clients talk to.
//!
//! | module | is |
//! |---|---|
//! | [`api`] | management: pairing and paired clients |
//! | [`config`] | settings and the app catalogue |
//! | [`display`] | virtual displays at the client's mode |
//! | [`capture`] | what they show, frame by frame |
//! | [`encoder`] | what this machine encodes with |
//! | [`stream`] | frames to datagrams: the one stream engine |
//! | [`input`] | keys, text and pointer into the desktop |
//! | [`process`] | programs that cannot outlive the host |
//! | [`proto`] | sockets to protocol and back |
//! | [`serve`] | the daemon: ports, readiness, end |
//! | [`store`] | the host's identity and the paired clients, on disk |
#![forbid(unsafe_code)]

pub mod api;
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
