//! One session, from Hello to Bye, over one connection after another.
//!
//! | module | does |
//! |---|---|
//! | `greet` | lets a client in, or says why not |
//! | `events` | waits for what happens, and hands it on |
//! | `change` | makes the stream, and others after it |
//! | `side` | datagrams: input, clock, reports, rumble; where media goes |
//! | `leave` | lost connections, clients that come back, the end |
//! | `contain` | panics |
//!
//! A session is one task. What takes time is made on blocking threads and awaited as [`Work`].
//! Source: docs/wire-native.md "Sessions".

mod change;
mod contain;
mod error;
mod events;
mod greet;
mod leave;
mod side;

use std::sync::{Arc, Mutex};

use lumen_core::native::input::InputReceiver;
use lumen_core::native::message::hello::Hello;
use lumen_core::native::session::Host as Machine;
use lumen_transport::control::quic::{Connection, ControlReader, ControlWriter};
use tokio::sync::mpsc;
use tokio::time::Instant;

use self::change::Work;
use self::error::SessionError;
pub use self::greet::{run, turn_away};
use super::host::{NativeHost, Place};
use super::media::Media;
use super::pads::Pads;
use super::scene::Scene;
use crate::audio::AudioThread;
use crate::input::Inject;

/// A client that is let in and has said Hello.
pub struct Arrival {
    /// Its connection.
    pub connection: Connection,
    /// What it says.
    pub reader: ControlReader,
    /// What it is told.
    pub writer: ControlWriter,
    /// What it said first.
    pub hello: Box<Hello>,
}

/// A scene that blocking threads use in turn.
type SharedScene = Arc<Mutex<Box<dyn Scene>>>;

/// The connection that the client is on.
struct Link {
    connection: Connection,
    reader: ControlReader,
    writer: ControlWriter,
}

struct Session {
    host: Arc<NativeHost>,
    machine: Machine,
    place: Place,
    link: Option<Link>,
    arrivals: mpsc::Receiver<Box<Arrival>>,
    scene: SharedScene,
    inject: Option<Box<dyn Inject>>,
    pads: Option<Pads>,
    input: InputReceiver,
    media: Option<Media>,
    sound: Option<AudioThread>,
    work: Work,
    /// When to look after app and stream.
    next_check: Instant,
}
