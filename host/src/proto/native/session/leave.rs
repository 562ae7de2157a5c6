//! Lost connections, clients that come back, and the end.

use lumen_core::native::input::InputReceiver;
use lumen_core::native::message::end::{Bye, Reason};
use lumen_core::native::message::hello::Welcome;
use lumen_core::native::session::Host as Machine;
use lumen_transport::clock;
use lumen_transport::control::quic::QuicError;

use super::greet::turn_away;
use super::{Arrival, Link, Session, SessionError, Work};
use crate::input::Inject;
use crate::proto::native::pads::Pads;
use crate::proto::native::scene::SceneError;

impl Session {
    /// The client is gone without a word: its display and app wait for it, its stream ends.
    pub(super) async fn on_disconnect(&mut self, error: &QuicError) {
        tracing::info!(session = self.place.id.0, %error, "connection lost");
        self.link = None;
        self.machine.on_disconnect(clock::now());
        self.stop().await;
    }

    /// Ends stream and sound, and lets go of every key.
    pub(super) async fn stop(&mut self) {
        self.work = Work::None;
        let inject = self.inject.take();
        self.pads.iter_mut().for_each(Pads::release_all);
        let (media, sound) = (self.media.take(), self.sound.take());
        if let Some(media) = &media {
            let remote = media.stream.remote();
            let (stats, bottleneck) = (remote.stats(), remote.stages().bottleneck());
            tracing::info!(session = self.place.id.0, bottleneck, ?stats, input = ?self.input.stats(), "stream over");
        }
        let end = move || {
            inject.into_iter().for_each(release);
            drop((media, sound));
        };
        if tokio::task::spawn_blocking(end).await.is_err() {
            tracing::error!(session = self.place.id.0, "a stream panicked as it ended");
        }
    }

    /// The client is back over another connection; the stream begins anew there.
    pub(super) async fn on_arrival(&mut self, arrival: Arrival) -> Result<(), SessionError> {
        let Arrival { connection, reader, mut writer, hello } = arrival;
        let now = clock::now();
        let welcome = match &self.machine {
            Machine::Away { grant, .. }
            | Machine::Offered { grant, .. }
            | Machine::Running { grant, .. } => Some(grant.welcome.clone()),
            _ => None,
        };
        let Some(welcome) = welcome else {
            turn_away(connection, writer, Bye::from(Reason::NoSession)).await;
            return Ok(());
        };
        match self.machine.resume(&hello, Welcome { clock: now, ..welcome }, now) {
            Ok(message) => {
                if let Some(Link { connection, writer, .. }) = self.link.take() {
                    turn_away(connection, writer, Bye::from(Reason::Replaced)).await;
                }
                self.stop().await;
                let _ = writer.send(&message).await;
                tracing::info!(session = self.place.id.0, address = %connection.remote_address(), "the client is back");
                self.input = InputReceiver::default();
                self.link = Some(Link { connection, reader, writer });
            }
            Err(error) => turn_away(connection, writer, error.bye()).await,
        }
        Ok(())
    }

    /// Ends everything: the client hears why, then stream, app and display go.
    pub(super) async fn leave(mut self, ended: Result<(), SessionError>) {
        let id = self.place.id.0;
        let bye = match &ended {
            Ok(()) => Bye::from(Reason::Finished),
            Err(error @ (SessionError::Panicked | SessionError::Scene(SceneError::Panicked))) => {
                tracing::error!(session = id, %error, "session ends; the others go on");
                error.bye()
            }
            Err(error) => {
                tracing::info!(session = id, %error, "session ends");
                error.bye()
            }
        };
        self.stop().await;
        let reason = bye.reason;
        if let Some(message) = self.machine.bye(bye) {
            self.say(&message).await;
        }
        if let Some(Link { connection, writer, .. }) = self.link.take() {
            writer.finish().await;
            connection.close(reason);
        }
        let scene = self.scene;
        if tokio::task::spawn_blocking(move || drop(scene)).await.is_err() {
            tracing::error!(session = id, "a display panicked as it ended");
        }
        drop(self.place);
    }
}

/// Lets go of every key.
fn release(mut inject: Box<dyn Inject>) {
    if let Err(error) = inject.release_all() {
        tracing::debug!(%error, "input not released");
    }
}
