//! The protocols of lumen, without I/O.
//!
//! Everything here is handed bytes and a time and hands back bytes, events and deadlines. It
//! opens no socket, reads no clock, spawns nothing, so live, simulated and fuzzed runs execute
//! the same code. Sockets live in `lumen-transport`, pictures in `lumen-gpu`.
//!
//! | module | is |
//! |---|---|
//! | [`audio`] | packets of sound: numbering, copies, jitter buffer |
//! | [`clock`] | offset and drift of another machine's clock |
//! | [`fec`] | block geometry and the erasure codes |
//! | [`framing`] | what tells the framings apart: layout, geometry |
//! | [`gamestream`] | the protocol of stock Moonlight clients |
//! | [`native`] | `lumen/1` |
//! | [`packetize`] | slices to sealed datagrams |
//! | [`rate`] | how much parity, how fast, by what the receiver saw |
//! | [`reassemble`] | datagrams back to access units |
//! | [`recovery`] | what to ask for after a loss |
//! | [`seal`] | authenticated encryption, replay window |
//! | `sim` | two ends over a simulated network, feature `sim` |
//! | [`stats`] | percentiles as plain data |
//! | [`units`] | time, sizes, rates and identifiers as types |
#![deny(unsafe_code)]

pub mod audio;
mod cache;
pub mod clock;
pub mod fec;
pub mod framing;
pub mod gamestream;
pub mod native;
pub mod packetize;
pub mod rate;
pub mod reassemble;
pub mod recovery;
pub mod seal;
#[cfg(any(test, feature = "sim"))]
pub mod sim;
pub mod stats;
pub mod units;
