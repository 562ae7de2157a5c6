//! The protocols of lumen, without I/O.
//!
//! Everything here is handed bytes and a time and hands back bytes, events and deadlines. It
//! opens no socket, reads no clock, spawns nothing, so live, simulated and fuzzed runs execute
//! the same code. Sockets live in `lumen-transport`, pictures in `lumen-gpu`.
//!
//! | module | is |
//! |---|---|
//! | [`fec`] | block geometry and the erasure codes |
//! | [`gamestream`] | the protocol of stock Moonlight clients |
//! | [`packetize`] | slices to sealed datagrams |
//! | [`rate`] | departure times of datagrams |
//! | [`reassemble`] | datagrams back to access units |
//! | [`recovery`] | what to ask for after a loss |
//! | [`seal`] | authenticated encryption, replay window |
//! | [`stats`] | percentiles as plain data |
//! | [`units`] | time, sizes, rates and identifiers as types |
#![deny(unsafe_code)]

pub mod fec;
pub mod gamestream;
pub mod packetize;
pub mod rate;
pub mod reassemble;
pub mod recovery;
pub mod seal;
pub mod stats;
pub mod units;
