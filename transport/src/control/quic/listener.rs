//! The host's end: takes connections, a bounded number of strangers at a time.
//!
//! What a stranger costs before it is admitted is constant. An address has to prove itself by a
//! token before its handshake begins; nothing is remembered for that, and the answer is shorter
//! than the question. At most 32 strangers, 8 of one address, hold a connection. A handshake that
//! takes longer than three seconds is given up. What is no QUIC gets no answer.

use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use lumen_core::native::message::end::Reason;
use quinn::{Endpoint, Incoming, TokioRuntime};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::gate::{Gate, MAX_STRANGERS, Pass};
use super::{Connection, Credentials, QuicError, SharedSocket, config};

/// Time for a handshake.
const HANDSHAKE: Duration = Duration::from_secs(3);

/// Takes connections on one socket. Dropping it ends all of them.
pub struct Listener {
    endpoint: Endpoint,
    socket: Arc<SharedSocket>,
    gate: Gate,
    handshakes: JoinSet<Result<Connection, QuicError>>,
}

impl Listener {
    /// Listens on `address`. Called within the tokio runtime that is to serve the connections.
    ///
    /// # Errors
    /// `Socket`, `Register`, `Credentials`.
    pub fn bind(address: SocketAddr, credentials: &Credentials) -> Result<Listener, QuicError> {
        let server = config::server(credentials, MAX_STRANGERS)?;
        let socket = SharedSocket::bind(address)?;
        let shared = Arc::clone(&socket);
        let endpoint = Endpoint::new_with_abstract_socket(
            config::endpoint(),
            Some(server),
            shared,
            Arc::new(TokioRuntime),
        );
        let endpoint = endpoint.map_err(QuicError::Register)?;
        Ok(Listener { endpoint, socket, gate: Gate::default(), handshakes: JoinSet::new() })
    }

    /// The socket that media of all sessions is sent on: for [`crate::send::open`].
    pub fn media_socket(&self) -> Arc<UdpSocket> {
        self.socket.media()
    }

    /// Where it listens.
    ///
    /// # Errors
    /// `Register` with what the system says.
    pub fn local_addr(&self) -> Result<SocketAddr, QuicError> {
        self.socket.local_addr().map_err(QuicError::Register)
    }

    /// Waits for the next connection whose handshake is done; `None` once closed. Handshakes that
    /// fail are not reported. May be dropped half-way. Handshakes go on only while this is
    /// awaited: hand the connection to a task of its own.
    ///
    /// The connection is a stranger's until [`Connection::admit`].
    pub async fn accept(&mut self) -> Option<Connection> {
        loop {
            tokio::select! {
                incoming = self.endpoint.accept() => self.begin(incoming?),
                Some(done) = self.handshakes.join_next() => match done {
                    Ok(Ok(connection)) => return Some(connection),
                    Ok(Err(error)) => tracing::debug!(%error, "handshake"),
                    Err(error) => tracing::error!(%error, "handshake"),
                },
            }
        }
    }

    fn begin(&mut self, incoming: Incoming) {
        let from = incoming.remote_address();
        if !incoming.remote_address_validated() {
            // An address that is not proven may always be asked for proof.
            drop(incoming.retry());
            return;
        }
        match self.gate.enter(from.ip()) {
            Some(pass) => drop(self.handshakes.spawn(handshake(incoming, from, pass))),
            None => incoming.refuse(),
        }
    }

    /// Ends all connections and takes no more.
    pub fn close(&self, reason: Reason) {
        self.endpoint.close(u32::from(reason.to_wire()).into(), b"");
    }
}

async fn handshake(
    incoming: Incoming,
    from: SocketAddr,
    pass: Pass,
) -> Result<Connection, QuicError> {
    let connection = timeout(HANDSHAKE, incoming.accept()?).await;
    let connection = connection.map_err(|_| QuicError::Silent)??;
    Connection::host(connection, from, pass)
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.close(Reason::ShuttingDown);
    }
}
