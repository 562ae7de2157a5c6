//! `lumen/1` sessions against a small host in the same process, and the C interface against it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod c;
mod host;
mod program;
mod session;
mod viewer;
