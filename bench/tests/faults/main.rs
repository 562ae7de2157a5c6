//! Wrong input and abrupt ends have their answer: the real host over real sockets.
//!
//! | module | is |
//! |---|---|
//! | `rig` | a host with two clients that it may know |
//! | `hand` | a client driven step by step, which can stop at any of them |
//! | `census` | what the system knows of the host's processes |
//! | `refusals` | wrong PINs, strangers, impossible wishes |
//! | `garbage` | noise on every port |
//! | `vanishing` | clients that go away in each phase |
//! | `ends` | what is left after each kind of end |
//! | `thrift` | leaks, idle memory, idle wake-ups |
//!
//! One at a time: streams compete for the machine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod census;
mod ends;
mod garbage;
mod hand;
mod refusals;
mod rig;
mod thrift;
mod vanishing;
