//! Sound between an Opus encoder and an Opus decoder: numbering, copies, the jitter buffer.
//!
//! Both protocols send packets of 5 ms (GameStream also of 10 ms) with a number each. [`Sender`]
//! numbers them and decides which are sent twice; [`JitterBuffer`] puts them in order again and
//! says for each packet time what to play. Neither codes, waits or allocates after the start.
//! Source: docs/wire-native.md "Sound"; RFC 6716 and RFC 7845 section 5.1.1 for the codec.

mod jitter;
mod send;
mod stretch;

pub use jitter::{Adjust, JitterBuffer, JitterConfig, JitterStats, Outcome, Play, Take};
pub use send::{Redundancy, Sender};
pub use stretch::stretch;

use crate::units::Span;

/// Samples of a channel in a second.
pub const SAMPLE_RATE: u32 = 48_000;

/// Most bytes of an Opus packet here: 2048 kbit/s for 5 ms, and what GameStream allows.
pub const MAX_PACKET: usize = 1_400;

/// Most channels.
pub const MAX_CHANNELS: usize = 8;

/// Length of a packet of lumen/1.
pub const PACKET_TIME: Span = Span::from_millis(5);

/// Samples of a channel in `time`.
pub const fn samples(time: Span) -> usize {
    (time.0 * SAMPLE_RATE as u64 / 1_000_000) as usize
}
