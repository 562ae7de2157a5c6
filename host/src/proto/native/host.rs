//! Who may have a session, and which sessions there are.

use std::collections::HashMap;
use std::net::{SocketAddr, UdpSocket};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lumen_core::gamestream::pairing::Fingerprint;
use lumen_core::native::message::Message;
use lumen_core::native::message::end::{Bye, Reason};
use lumen_core::native::message::hello::Hello;
use lumen_core::native::message::value::SessionId;
use lumen_core::units::Span;
use lumen_gpu::encode::H264Profile;
use lumen_transport::control::quic::{Connection, Credentials, Listener, QuicError};
use lumen_transport::send::Method;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use super::plan::Limits;
use super::scene::OpenScene;
use super::session::{self, Arrival};
use crate::audio::SourceKind;
use crate::encoder::CodersOf;
use crate::store::Clients;
use crate::stream::Running;
use crate::stream::plan::Pacing;
use crate::stream::trace::Tracer;
use crate::trust::{Admitted, Trust};

/// Connections of one client that may wait to take its session over.
const ARRIVALS: usize = 2;

/// What the operator decided about sessions of `lumen/1`.
#[derive(Clone)]
pub struct NativeSettings {
    /// Address of the one UDP socket.
    pub address: SocketAddr,
    /// Sessions at a time, those included whose client is away.
    pub max_sessions: usize,
    /// How long a session waits for its client to come back.
    pub grace: Span,
    /// Most bytes of a media datagram.
    pub max_datagram: u16,
    /// What plans are made of.
    pub limits: Limits,
    /// How video datagrams are handed to the kernel.
    pub send: Method,
    /// How large frames leave.
    pub pacing: Pacing,
    /// H.264 profile.
    pub profile: H264Profile,
    /// What codes frames.
    pub coders: CodersOf,
    /// What sessions show.
    pub scenes: Arc<dyn OpenScene>,
    /// Where sound comes from.
    pub sound: SourceKind,
    /// Where frame stamps go.
    pub tracer: Option<Tracer>,
}

/// The sessions of `lumen/1`.
pub struct NativeHost {
    pub(super) settings: NativeSettings,
    pub(super) clients: Arc<Clients>,
    pub(super) media: Arc<UdpSocket>,
    trust: Arc<Trust>,
    sessions: Mutex<HashMap<SessionId, Held>>,
    pub(super) streams: Running,
    ending: watch::Sender<bool>,
}

/// A session, as others see it.
struct Held {
    client: Fingerprint,
    arrivals: mpsc::Sender<Box<Arrival>>,
}

impl NativeHost {
    /// Binds the socket; [`serve`] takes connections. Called within the tokio runtime.
    ///
    /// # Errors
    /// `Socket` when the port is taken; `Credentials`.
    pub fn bind(
        settings: NativeSettings,
        credentials: &Credentials,
        trust: Arc<Trust>,
        clients: Arc<Clients>,
    ) -> Result<(Arc<NativeHost>, Listener), QuicError> {
        let listener = Listener::bind(settings.address, credentials)?;
        let host = NativeHost {
            settings,
            clients,
            media: listener.media_socket(),
            trust,
            sessions: Mutex::default(),
            streams: Running::new("lumen/1"),
            ending: watch::Sender::new(false),
        };
        Ok((Arc::new(host), listener))
    }

    /// Number of sessions, those included whose client is away.
    pub fn sessions(&self) -> usize {
        self.lock().len()
    }

    /// The streams that run.
    pub fn streams(&self) -> &Running {
        &self.streams
    }

    /// Tells every session to end.
    pub fn shut_down(&self) {
        self.ending.send_replace(true);
    }

    /// Waits until the host ends. May be dropped.
    pub(super) async fn ending(&self) {
        let mut ending = self.ending.subscribe();
        // The sender lives as long as `self`.
        let _ = ending.wait_for(|ending| *ending).await;
    }

    /// Takes a place among the sessions, if there is one.
    pub(super) fn enter(
        self: &Arc<Self>,
        id: SessionId,
        client: Fingerprint,
    ) -> Option<(Place, mpsc::Receiver<Box<Arrival>>)> {
        let mut sessions = self.lock();
        if sessions.len() >= self.settings.max_sessions || sessions.contains_key(&id) {
            return None;
        }
        let (arrivals, receiver) = mpsc::channel(ARRIVALS);
        sessions.insert(id, Held { client, arrivals });
        Some((Place { host: Arc::clone(self), id }, receiver))
    }

    /// Hands a client that comes back to its session. Gives it back when there is none of its.
    fn bring_back(&self, arrival: Box<Arrival>) -> Result<(), Box<Arrival>> {
        let Some(resume) = &arrival.hello.resume else { return Err(arrival) };
        let arrivals = {
            let sessions = self.lock();
            let held = sessions.get(&resume.session);
            // Another client's session is as good as none.
            held.filter(|held| held.client == arrival.connection.peer())
                .map(|held| held.arrivals.clone())
        };
        match arrivals {
            Some(arrivals) => arrivals.try_send(arrival).map_err(|error| match error {
                mpsc::error::TrySendError::Full(arrival)
                | mpsc::error::TrySendError::Closed(arrival) => arrival,
            }),
            None => Err(arrival),
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionId, Held>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among the sessions, free again when dropped.
pub(super) struct Place {
    host: Arc<NativeHost>,
    /// The session that has it.
    pub id: SessionId,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.host.lock().remove(&self.id);
    }
}

/// Takes connections until the host ends; then waits for its sessions to end.
pub async fn serve(host: Arc<NativeHost>, mut listener: Listener) {
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            () = host.ending() => break,
            connection = listener.accept() => match connection {
                Some(connection) => {
                    tasks.spawn(take(Arc::clone(&host), connection));
                }
                None => break,
            },
            Some(done) = tasks.join_next() => {
                if let Err(error) = done {
                    tracing::error!(%error, "a session panicked; the others go on");
                }
            }
        }
    }
    while tasks.join_next().await.is_some() {}
}

/// Everything that becomes of a connection.
async fn take(host: Arc<NativeHost>, connection: Connection) {
    let Some(Admitted { connection, reader, writer, first }) = host.trust.greet(connection).await
    else {
        return;
    };
    let Message::Hello(hello) = first else {
        session::turn_away(connection, writer, Bye::from(Reason::Protocol)).await;
        return;
    };
    let arrival = Box::new(Arrival { connection, reader, writer, hello });
    if !is_resume(&arrival.hello) {
        session::run(host, *arrival).await;
    } else if let Err(arrival) = host.bring_back(arrival) {
        let Arrival { connection, writer, .. } = *arrival;
        session::turn_away(connection, writer, Bye::from(Reason::NoSession)).await;
    }
}

fn is_resume(hello: &Hello) -> bool {
    hello.resume.is_some()
}
