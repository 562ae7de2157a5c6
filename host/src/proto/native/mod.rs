//! `lumen/1` at the host: sessions that come over QUIC, several at a time.
//!
//! ```text
//! Listener ──Connection──► Trust::greet ──Hello──► a task for each session
//!                                                     │ control stream, side planes, clock
//!                                                     ├─► scene: display, app, capture, input
//!                                                     └─► stream: the same engine as GameStream's
//! ```
//! | module | is |
//! |---|---|
//! | [`host`] | who may have a session, and which there are |
//! | [`plan`] | what a client gets of what it can take |
//! | `scene` | what a session shows: an app on a display of its own, or a pattern |
//! | `media` | a running stream and what steers it |
//! | `sound` | sound as datagrams |
//! | `pads` | gamepads, and rumble as datagrams |
//! | `session` | one session, from Hello to Bye |
//!
//! Everything here runs on the daemon's tokio runtime and blocks nowhere; what takes time (a
//! compositor, an encoder) is done on its blocking threads. A panic in any of a session's threads
//! ends that session: its client hears Bye, its place, threads and display are given back.
//!
//! Source: docs/wire-native.md "Sessions".

pub mod host;
mod media;
mod pads;
pub mod plan;
mod rate;
mod scene;
mod session;
mod sound;

pub use host::{NativeHost, NativeSettings};
pub use scene::{Ends, OpenScene, Scene, SceneError, SceneKind, Scenes};
