//! Sound of the host, decoded and played.
//!
//! ```text
//! datagrams ──packets──► JitterBuffer ──► Opus, or concealment ──► Play
//! ```
//! A [`Player`] does all of it on the thread that receives the sound, paced by the output: packets
//! are taken out only as fast as the output plays. Both protocols use it: GameStream's audio
//! thread here; for lumen/1 a [`SoundThread`], fed with `0xC9` datagrams by whoever receives them. Nothing is allocated
//! per packet.

#[cfg(all(feature = "playback", target_os = "linux"))]
mod alsa;
mod decode;
mod output;
mod player;
mod thread;
mod wav;

pub use output::{Null, Play, Record, SoundOutput, open};
pub use player::Player;
pub use thread::SoundThread;

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
