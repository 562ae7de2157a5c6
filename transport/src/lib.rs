//! Bytes to and from the wire. Knows datagrams, not frames.
//!
//! | module | is |
//! |---|---|
//! | [`clock`] | the one reader of the monotonic clock |
//! | [`socket`] | UDP sockets with the buffers and marks that video needs; path MTU |
//! | [`send`] | trait `Transmit`: one system call for the datagrams of a slice |
//! | [`recv`] | trait `Receive`: many datagrams for one system call |
//! | [`ring`] | mailbox between two threads of the frame path |
//! | [`control`] | ENet and QUIC, feature `control` |

pub mod clock;
#[cfg(feature = "control")]
pub mod control;
pub mod error;
pub mod recv;
pub mod ring;
pub mod send;
pub mod socket;
mod sys;

pub use error::{Refusal, Remedy, TransportError};
