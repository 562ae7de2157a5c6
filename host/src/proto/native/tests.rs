//! Sessions over real sockets, with a client made of the protocol alone.

/// Name of a client whose session panics.
pub(super) const PANIC: &str = "a session that panics";
