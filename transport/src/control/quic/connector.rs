//! The client's end: one connection to one host.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use quinn::{Endpoint, TokioRuntime};
use tokio::time::timeout;

use super::{Connection, Credentials, QuicError, SharedSocket, config};

/// Time for the host to answer, and to finish the handshake.
const PATIENCE: Duration = Duration::from_secs(5);

/// Nobody looks at the name: the host is known by its certificate.
const SERVER_NAME: &str = "lumen";

/// A client's socket with QUIC on it. Keep it as long as its connections.
pub struct Connector {
    endpoint: Endpoint,
    socket: Arc<SharedSocket>,
    host: SocketAddr,
}

impl Connector {
    /// A socket towards `host`. Called within the tokio runtime that is to serve it.
    ///
    /// # Errors
    /// `Socket`, `Register`, `Credentials`.
    pub fn new(host: SocketAddr, credentials: &Credentials) -> Result<Connector, QuicError> {
        let host = SocketAddr::new(host.ip().to_canonical(), host.port());
        let client = config::client(credentials)?;
        let socket = SharedSocket::towards(host)?;
        let shared = Arc::clone(&socket);
        let endpoint = Endpoint::new_with_abstract_socket(
            config::endpoint(),
            None,
            shared,
            Arc::new(TokioRuntime),
        );
        let mut endpoint = endpoint.map_err(QuicError::Register)?;
        endpoint.set_default_client_config(client);
        Ok(Connector { endpoint, socket, host })
    }

    /// Connects; also again, after a connection was lost. Whoever answers is let through: compare
    /// [`Connection::peer`] with the pinned fingerprint before anything else.
    ///
    /// # Errors
    /// `Address`, `Silent` after five seconds, `Refused`, `Protocol`, `Lost`.
    pub async fn connect(&self) -> Result<Connection, QuicError> {
        let connecting = self
            .endpoint
            .connect(self.host, SERVER_NAME)
            .map_err(|source| QuicError::Address { to: self.host, source })?;
        let connection = timeout(PATIENCE, connecting).await.map_err(|_| QuicError::Silent)??;
        Connection::client(connection)
    }

    /// The socket, whose reader the receive thread takes.
    pub fn socket(&self) -> &Arc<SharedSocket> {
        &self.socket
    }

    /// Waits until the ends of closed connections were told, for a moment.
    pub async fn settle(&self) {
        let _ = timeout(Duration::from_millis(500), self.endpoint.wait_idle()).await;
    }
}
