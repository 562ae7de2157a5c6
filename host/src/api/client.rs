//! The other end of the management API, for the command line.

use std::io;
use std::path::{Path, PathBuf};

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use lumen_core::gamestream::pairing::Fingerprint;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::UnixStream;

use super::types::{Client, EnterPin, Failure, NativePairing, PendingPairing, Rename, Status};

/// Longest reply taken.
const MAX_REPLY: usize = 1 << 20;

/// Why the host did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// No host listens there.
    #[error("no host answers on {}: is it running, with the same state directory?", path.display())]
    Connect {
        /// The socket.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The host said no.
    #[error("{message}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// A sentence for the user.
        message: String,
    },
    /// The exchange broke off or made no sense.
    #[error("talk to the host: {0}")]
    Exchange(String),
}

/// A host on this machine.
pub struct HostClient {
    path: PathBuf,
}

impl HostClient {
    /// The host whose management socket this is.
    pub fn new(path: &Path) -> HostClient {
        HostClient { path: path.to_owned() }
    }

    /// What the host is doing.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn status(&self) -> Result<Status, CallError> {
        self.call(Method::GET, "/v1/status", ()).await
    }

    /// The pairing that waits.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn pending(&self) -> Result<Option<PendingPairing>, CallError> {
        self.call(Method::GET, "/v1/pair", ()).await
    }

    /// Enters a PIN and waits until the pairing has ended.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn pair(&self, pin: &str, name: Option<String>) -> Result<Client, CallError> {
        let body = EnterPin { pin: pin.to_owned(), name };
        self.call(Method::POST, "/v1/pair", body).await
    }

    /// Shows a PIN that `lumen/1` clients are paired with.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn open_native_pairing(&self) -> Result<NativePairing, CallError> {
        self.call(Method::POST, "/v1/native-pairing", ()).await
    }

    /// The PIN that is shown, and who was paired with it.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn native_pairing(&self) -> Result<NativePairing, CallError> {
        self.call(Method::GET, "/v1/native-pairing", ()).await
    }

    /// Shows no PIN any more.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn close_native_pairing(&self) -> Result<(), CallError> {
        self.call(Method::DELETE, "/v1/native-pairing", ()).await
    }

    /// Calls a client something else.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn rename(&self, client: &Fingerprint, name: &str) -> Result<(), CallError> {
        let body = Rename { name: name.to_owned() };
        self.call(Method::PATCH, &format!("/v1/clients/{client}"), body).await
    }

    /// The paired clients.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn clients(&self) -> Result<Vec<Client>, CallError> {
        self.call(Method::GET, "/v1/clients", ()).await
    }

    /// Unpairs a client.
    ///
    /// # Errors
    /// [`CallError`].
    pub async fn unpair(&self, client: &Fingerprint) -> Result<(), CallError> {
        self.call(Method::DELETE, &format!("/v1/clients/{client}"), ()).await
    }

    async fn call<B: Serialize, R: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: B,
    ) -> Result<R, CallError> {
        let stream = UnixStream::connect(&self.path).await;
        let stream =
            stream.map_err(|source| CallError::Connect { path: self.path.clone(), source })?;
        let (status, reply) = exchange(stream, method, path, &body).await.map_err(broken)?;
        if !status.is_success() {
            let failure: Result<Failure, _> = serde_json::from_slice(&reply);
            let message = failure.map_or_else(|_| status.to_string(), |failure| failure.error);
            return Err(CallError::Refused { status: status.as_u16(), message });
        }
        // Replies without content have nothing to tell.
        let reply = if reply.is_empty() { &b"null"[..] } else { &reply[..] };
        serde_json::from_slice(reply).map_err(broken)
    }
}

fn broken(error: impl std::fmt::Display) -> CallError {
    CallError::Exchange(error.to_string())
}

type Broken = Box<dyn std::error::Error + Send + Sync>;

async fn exchange(
    stream: UnixStream,
    method: Method,
    path: &str,
    body: &impl Serialize,
) -> Result<(StatusCode, Bytes), Broken> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let body = Full::new(Bytes::from(serde_json::to_vec(body)?));
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, "lumen")
        .header(CONTENT_TYPE, "application/json")
        .body(body)?;
    let reply = async move {
        let reply = sender.send_request(request).await?;
        let status = reply.status();
        let body = Limited::new(reply.into_body(), MAX_REPLY).collect().await?.to_bytes();
        Ok::<_, Broken>((status, body))
    };
    // The connection ends by itself once the sender is gone.
    let (reply, _) = tokio::join!(reply, connection);
    reply
}
