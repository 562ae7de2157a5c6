//! The protocols of lumen, without I/O.
//!
//! Everything here is handed bytes and a time and hands back bytes, events and deadlines. It
//! opens no socket, reads no clock, spawns nothing, so live, simulated and fuzzed runs execute
//! the same code. Sockets live in `lumen-transport`, pictures in `lumen-gpu`.
//!
//! | module | is |
//! |---|---|
//! | [`units`] | time, sizes, rates and identifiers as types |
#![deny(unsafe_code)]

pub mod units;
