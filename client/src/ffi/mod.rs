//! The C interface: what `include/lumen.h` declares.
//!
//! | module | is |
//! |---|---|
//! | [`status`] | results, and what they mean in words |
//! | [`client`] | version, features, a client, pairing, connecting |
//! | [`config`] | what a session is asked for |
//! | [`media`] | video and sound |
//! | [`event`] | what happens to a session, gamepads' motors |
//! | [`input`] | what the user did |
//! | [`session`] | wishes, statistics, the end |
//! | `guard` | the only reader of pointers: checks, copies, panics |
//!
//! Each function checks its pointers, calls safe code, and turns what goes wrong, panics included,
//! into a status. The header is generated: `make header`; a test compares. What callers owe, as the
//! header says at its top, is what every `unsafe` here relies on.

// The rules for pointers are the same for all functions: they stand at the top of the header.
#![allow(clippy::missing_safety_doc)]

pub mod client;
pub mod config;
pub mod event;
mod guard;
pub mod input;
pub mod media;
pub mod session;
mod sound;
pub mod status;
