//! Input over datagrams: each event arrives exactly once and in order, whatever the network does.
//!
//! ```text
//! client  InputSender  ──0xC8 events──►  InputReceiver  host
//!                      ◄──0xCE next────
//! ```
//! A datagram of new events begins with the last few that are not acknowledged, so a lost one is
//! made good by the next. When nothing follows, the sender repeats what is not acknowledged, 5 ms
//! later and then ever more rarely. The receiver keeps what comes early until the gap is closed.
//! Both are bounded by [`WINDOW`] events and allocate nothing after the start.
//!
//! Both belong to one connection: when it is lost, the host lets go of everything that is held
//! (`host::input::Inject::release_all`), both ends drop theirs, and a new connection begins with
//! new ones. Source: docs/wire-native.md "Input".

mod receive;
mod send;
#[cfg(test)]
mod tests;

pub use receive::{InputReceiver, InputReceiverStats};
pub use send::{InputSender, InputSenderStats, WindowFull};

/// Events that may be on their way at once.
pub const WINDOW: usize = 256;
