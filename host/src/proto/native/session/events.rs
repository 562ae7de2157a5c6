//! Waits for what happens to a session, and hands it on.

use std::sync::TryLockError;
use std::time::Duration;

use bytes::Bytes;
use lumen_core::native::message::Message;
use lumen_core::native::message::format::Codec;
use lumen_core::native::message::running::TileAsk;
use lumen_core::native::session::{Host as Machine, HostEvent};
use lumen_core::recovery::Ask;
use lumen_transport::clock;
use lumen_transport::control::quic::{Connection, QuicError};
use tokio::time::Instant;

use super::{Arrival, Link, Session, SessionError, Work};
use crate::proto::native::scene::{Prepared, SceneError};
use crate::stream::{SwapError, Swapped};

/// How often a running session looks after its app and its stream.
const CHECK: Duration = Duration::from_millis(250);

/// What a session wakes up for.
pub(super) enum Event {
    Message(Result<Message, QuicError>),
    Datagram(Result<Bytes, QuicError>),
    Moved,
    Arrived(Box<Arrival>),
    Made(Result<Prepared, SceneError>),
    Swapped(Result<Swapped, SwapError>),
    Rumble,
    Check,
    Revoked,
    ShuttingDown,
}

impl Session {
    /// Serves until the client leaves (`Ok`) or something ends the session.
    pub(super) async fn serve(&mut self) -> Result<(), SessionError> {
        loop {
            let event = self.next().await;
            self.follow();
            match event {
                Event::Message(Ok(message)) => {
                    if self.on_message(message).await? {
                        return Ok(());
                    }
                }
                Event::Message(Err(error @ QuicError::Message(_))) => {
                    return Err(SessionError::Message(error));
                }
                Event::Message(Err(error)) | Event::Datagram(Err(error)) => {
                    self.on_disconnect(&error).await;
                }
                Event::Datagram(Ok(datagram)) => self.on_datagram(&datagram)?,
                Event::Moved => {}
                Event::Arrived(arrival) => self.on_arrival(*arrival).await?,
                Event::Made(made) => self.on_made(made).await?,
                Event::Swapped(swapped) => self.on_swapped(swapped).await?,
                Event::Rumble => self.rumble(),
                Event::Check => self.check()?,
                Event::Revoked => return Err(SessionError::Revoked),
                Event::ShuttingDown => return Err(SessionError::ShuttingDown),
            }
            if let Some(media) = &mut self.media {
                media.on_time(clock::now());
            }
            if self.is_over().await {
                return Err(SessionError::TooSlow);
            }
        }
    }

    /// Waits for what happens next. Everything that is waited for may be dropped half-way.
    async fn next(&mut self) -> Event {
        let Session { host, link, arrivals, work, pads, next_check, .. } = self;
        let client = link.as_ref().map(|link| link.connection.peer());
        let revoked = async {
            match client {
                Some(client) => host.clients.until_removed(&client).await,
                None => std::future::pending().await,
            }
        };
        let (connection, reader) = match link {
            Some(Link { connection, reader, .. }) => (Some(&*connection), Some(reader)),
            None => (None, None),
        };
        let message = async {
            match reader {
                Some(reader) => reader.next().await,
                None => std::future::pending().await,
            }
        };
        let datagram = async {
            match connection {
                Some(connection) => connection.recv_datagram().await,
                None => std::future::pending().await,
            }
        };
        let moved = async {
            match connection.and_then(Connection::media_path) {
                Some(mut path) => {
                    // Never fails while the connection is there.
                    let _ = path.changed().await;
                }
                None => std::future::pending().await,
            }
        };
        let rumble = async {
            match pads {
                Some(pads) => pads.due().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = host.ending() => Event::ShuttingDown,
            () = revoked => Event::Revoked,
            Some(arrival) = arrivals.recv() => Event::Arrived(arrival),
            // Before what the client says: it may never pause.
            () = tokio::time::sleep_until(*next_check) => Event::Check,
            message = message => Event::Message(message),
            datagram = datagram => Event::Datagram(datagram),
            () = moved => Event::Moved,
            event = work.done() => event,
            () = rumble => Event::Rumble,
        }
    }

    /// True when the client has left.
    async fn on_message(&mut self, message: Message) -> Result<bool, SessionError> {
        match self.machine.on_message(message, clock::now())? {
            Some(HostEvent::Started) => self.start(),
            Some(HostEvent::Reconfigure(wish)) => self.on_wish(wish).await?,
            Some(HostEvent::Ask(ask)) => self.on_ask(ask),
            Some(HostEvent::Report(report)) => self.on_report(&report, clock::now()),
            Some(HostEvent::Ended(bye)) => {
                tracing::info!(session = self.place.id.0, reason = ?bye.reason, "the client leaves");
                return Ok(true);
            }
            Some(HostEvent::Asked) | None => {}
        }
        Ok(false)
    }

    fn on_ask(&self, TileAsk { tile, ask }: TileAsk) {
        let Some(media) = &self.media else { return };
        // Decoders of H.264 refuse numbers that are left out (H.264 clause 7.4.3, `frame_num`).
        let numbered = self.machine.plan().is_some_and(|plan| plan.format.codec == Codec::H264);
        match ask {
            Ask::Invalidate(lost) if !numbered => media.stream.remote().request_anchor(tile, lost),
            _ => media.stream.remote().request_key_frame_of(tile),
        }
    }

    fn check(&mut self) -> Result<(), SessionError> {
        self.next_check = Instant::now() + CHECK;
        if let Some(why) = self.media.as_ref().and_then(|media| media.stream.remote().ended()) {
            return Err(SessionError::Stream(why));
        }
        if let (Work::Swap { until, .. }, Some(media)) = (&self.work, &self.media)
            && clock::now() >= *until
        {
            media.stream.give_up(SwapError::NoFrame);
        }
        let ended = match self.scene.try_lock() {
            Ok(mut scene) => scene.has_ended(),
            // Somebody who makes a source has it locked; the next check is soon.
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Poisoned(_)) => return Err(SceneError::Panicked.into()),
        };
        if ended { Err(SessionError::AppEnded) } else { Ok(()) }
    }

    async fn is_over(&mut self) -> bool {
        let message = self.machine.on_time(clock::now());
        if let Some(message) = &message {
            self.say(message).await;
        }
        matches!(self.machine, Machine::Left(_) | Machine::Gone(_))
    }

    /// Says something; that the client is gone is noticed where it is listened to.
    pub(super) async fn say(&mut self, message: &Message) {
        if let Some(link) = &mut self.link {
            let _ = link.writer.send(message).await;
        }
    }
}
