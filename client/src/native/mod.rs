//! `lumen/1` as a client speaks it: the sockets and threads around `lumen_core::native`.
//!
//! ```text
//! lumen-control   QUIC: messages, input out; sound, rumble, clock in       tokio, one thread
//! lumen-media     the socket: media to access units ─ring─► whoever embeds us
//!                 the rest to QUIC
//! lumen-decode    access units to pictures                                  } of a viewer
//! lumen-audio     sound to the output                                       }
//! ```
//! | module | is |
//! |---|---|
//! | [`options`] | what the embedding program can choose |
//! | [`session`] | what it can do with a session |
//! | [`control`], [`line`] | the control thread: one session over one or more connections |
//! | [`media`], [`gate`], [`rhythm`] | the media thread |
//! | [`viewer`], [`sound`] | a session that is decoded and played here |
//! | [`link`] | what the threads share |
//!
//! Source: docs/wire-native.md.

mod control;
mod gate;
mod line;
pub(crate) mod link;
mod media;
pub(crate) mod options;
mod queue;
mod rhythm;
pub(crate) mod session;
mod sound;
pub(crate) mod viewer;
