//! Lets a client in, or says why not.

use std::sync::{Arc, Mutex};

use lumen_core::native::input::InputReceiver;
use lumen_core::native::message::Message;
use lumen_core::native::message::end::{Busy, Bye, Reason};
use lumen_core::native::message::format::Suite;
use lumen_core::native::message::hello::{Hello, Welcome};
use lumen_core::native::message::value::{SessionId, Ticket, VERSION};
use lumen_core::native::session::Host as Machine;
use lumen_core::units::{Mode, Span};
use lumen_transport::clock;
use lumen_transport::control::quic::{Connection, ControlWriter};
use ring::rand::{SecureRandom, SystemRandom};
use tokio::time::Instant;

use super::contain::contained;
use super::{Arrival, Link, Session, SessionError, SharedScene, Work};
use crate::proto::native::host::NativeHost;
use crate::proto::native::pads::Pads;
use crate::proto::native::plan;
use crate::proto::native::scene::SceneError;

/// What to tell a client that there is no room for.
const RETRY: Span = Span::from_secs(5);

/// Says Bye to somebody who gets no session, and closes.
pub async fn turn_away(connection: Connection, mut writer: ControlWriter, bye: Bye) {
    let reason = bye.reason;
    tracing::info!(address = %connection.remote_address(), ?reason, "turned away");
    // A client that is gone needs no reason.
    let _ = writer.send(&Message::Bye(bye)).await;
    writer.finish().await;
    connection.close(reason);
}

/// Gives a client a session, if there is room, and serves it until it ends.
pub async fn run(host: Arc<NativeHost>, arrival: Arrival) {
    let Arrival { connection, reader, mut writer, hello } = arrival;
    let now = clock::now();
    let mut machine = Machine::new(now);
    let client = connection.peer();
    let address = connection.remote_address();
    if let Err(error) = machine.on_message(Message::Hello(hello.clone()), now) {
        return turn_away(connection, writer, error.bye()).await;
    }
    let (id, ticket) = match names() {
        Ok(names) => names,
        Err(error) => return turn_away(connection, writer, error.bye()).await,
    };
    let Some((place, arrivals)) = host.enter(id, client) else {
        if let Ok(busy) = machine.busy(Busy { retry: Some(RETRY) }) {
            let _ = writer.send(&busy).await;
        }
        tracing::info!(%address, "no room for another session");
        writer.finish().await;
        return connection.close(Reason::Finished);
    };
    tracing::info!(session = id.0, %address, name = hello.name.as_str(), mode = %hello.mode, "session begins");
    let link = Some(Link { connection, reader, writer });
    let scene = match open_scene(&host, hello.mode).await {
        Ok(scene) => scene,
        Err(error) => {
            tracing::warn!(session = id.0, %error, "nothing to show");
            let Some(Link { connection, writer, .. }) = link else { return };
            return turn_away(connection, writer, Bye::from(Reason::Internal)).await;
        }
    };
    let mut session = Session {
        host,
        machine,
        place,
        link,
        arrivals,
        scene,
        inject: None,
        pads: open_pads(),
        input: InputReceiver::default(),
        media: None,
        sound: None,
        work: Work::None,
        next_check: Instant::now(),
    };
    let ended = contained(async {
        session.welcome(&hello, ticket).await?;
        session.serve().await
    });
    let ended = ended.await;
    session.leave(ended).await;
}

/// The session's gamepads; none where the system has no more descriptors.
fn open_pads() -> Option<Pads> {
    let opened = Pads::new();
    opened.inspect_err(|error| tracing::warn!(%error, "the session has no gamepads")).ok()
}

/// Number and ticket of a session, neither to be guessed.
fn names() -> Result<(SessionId, Ticket), SessionError> {
    let (mut id, mut ticket) = ([0; 8], [0; 32]);
    let random = SystemRandom::new();
    random
        .fill(&mut id)
        .and_then(|()| random.fill(&mut ticket))
        .map_err(|_| SessionError::Random)?;
    Ok((SessionId(u64::from_be_bytes(id)), Ticket::new(ticket)))
}

async fn open_scene(host: &Arc<NativeHost>, mode: Mode) -> Result<SharedScene, SceneError> {
    let scenes = Arc::clone(&host.settings.scenes);
    let scene = tokio::task::spawn_blocking(move || scenes.open(mode))
        .await
        .map_err(|_| SceneError::Panicked)??;
    Ok(Arc::new(Mutex::new(scene)))
}

impl Session {
    async fn welcome(&mut self, hello: &Hello, ticket: Ticket) -> Result<(), SessionError> {
        let settings = &self.host.settings;
        let codes = |codec| (settings.coders)(codec).is_some();
        let plan = plan::first(hello, settings.limits, codes).ok_or(SessionError::NoFormat)?;
        let welcome = Welcome {
            version: VERSION,
            session: self.place.id,
            ticket,
            grace: settings.grace,
            plan,
            suite: Suite::Aes128Gcm,
            max_datagram: settings.max_datagram,
            clock: clock::now(),
        };
        let message = self.machine.welcome(welcome, clock::now())?;
        self.say(&message).await;
        Ok(())
    }
}
