//! The client against a small host in the same process: every phase, over loopback.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod host;
mod pairing;
mod program;
mod session;
mod setup;
mod vanishing;
