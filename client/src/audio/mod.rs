//! Sound of the host, decoded and played.
//!
//! ```text
//! datagrams ──packets──► JitterBuffer ──► Opus, or concealment ──► Play
//! ```
//! A [`Speaker`] decodes and plays, paced by the output: packets are taken out only as fast as the
//! output plays. GameStream's audio thread has a [`Player`], which is one with a jitter buffer of
//! its own; over `lumen/1` the control thread fills the session's buffer, and the audio thread of a
//! viewer empties it. Nothing is allocated per packet.

#[cfg(all(feature = "playback", target_os = "linux"))]
mod alsa;
mod decode;
mod output;
mod player;
mod wav;

pub use output::{Null, Play, Record, SoundOutput, open};
pub use player::{Packets, Player, Speaker};

use std::io;

/// What can go wrong with sound. The stream goes on without it.
#[derive(Debug, thiserror::Error)]
pub enum SoundError {
    /// The codec does not take the layout.
    #[error("opus: {0}")]
    Opus(#[from] opus::Error),
    /// The sound card cannot be opened, or went away.
    #[error("sound output: {0}; choose another default device, or play without sound")]
    Device(String),
    /// The recording cannot be written.
    #[error("sound recording: {0}")]
    Record(#[from] io::Error),
}
