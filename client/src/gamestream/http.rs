//! Requests to the HTTP control plane, one connection each, plain or over TLS.
//!
//! Blocks the caller until the answer is there or the time is up. Inside runs a tokio runtime of
//! one thread, the caller's; it is idle between requests. Source: docs/wire-gamestream.md
//! "Transport rules".

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use http_body_util::{BodyExt, Empty, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, HOST};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use lumen_core::units::Span;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::TlsConnector;

use super::tls::NOT_PINNED;
use crate::ClientError;
use crate::error::Phase;

/// Longest answer taken. The longest real ones are lists of apps.
const MAX_ANSWER: usize = 1 << 20;

/// One request.
pub(crate) struct Get<'a> {
    /// What it is, for messages.
    pub phase: Phase,
    /// Where to.
    pub to: SocketAddr,
    /// How, when not in clear text.
    pub tls: Option<&'a Arc<ClientConfig>>,
    /// Path and query.
    pub target: &'a str,
    /// How long it may take, all in all.
    pub limit: Span,
}

/// Sends requests.
pub(crate) struct Http {
    runtime: Runtime,
}

impl Http {
    pub fn new() -> Result<Http, ClientError> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|source| ClientError::Start { what: "runtime", source })?;
        Ok(Http { runtime })
    }

    /// The body of the answer.
    ///
    /// # Errors
    /// `Connect`, `TimedOut`, `Tls`, `CertificateChanged`, `NotPaired`, `Http`, `HttpAnswer`.
    pub fn get(&self, request: &Get<'_>) -> Result<String, ClientError> {
        let Get { phase, limit, .. } = *request;
        let answer = async { tokio::time::timeout(limit.into(), request.send()).await };
        let answer = self.runtime.block_on(answer);
        answer.unwrap_or(Err(ClientError::TimedOut { phase, limit }))
    }
}

impl Get<'_> {
    async fn send(&self) -> Result<String, ClientError> {
        let Get { phase, to: address, .. } = *self;
        let connected = TcpStream::connect(address).await;
        let stream = connected.map_err(|source| ClientError::Connect { phase, address, source })?;
        let Some(config) = self.tls else { return self.exchange(stream).await };
        let name = ServerName::IpAddress(address.ip().into());
        let secured = TlsConnector::from(Arc::clone(config)).connect(name, stream).await;
        self.exchange(secured.map_err(|error| self.tls_error(error))?).await
    }

    async fn exchange<S>(&self, stream: S) -> Result<String, ClientError>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let handshake = http1::handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = handshake.map_err(|error| self.http_error(error))?;
        let answer = async move {
            let request = self.request()?;
            let answer = sender.send_request(request).await;
            let answer = answer.map_err(|error| self.http_error(error))?;
            let status = answer.status();
            let body = Limited::new(answer.into_body(), MAX_ANSWER).collect().await;
            Ok((status, body.map_err(|error| self.body_error(status, error))?.to_bytes()))
        };
        // The connection ends by itself once the sender is gone.
        let (answer, _): (Result<_, ClientError>, _) = tokio::join!(answer, connection);
        let (status, body) = answer?;
        self.text(status, &body)
    }

    fn request(&self) -> Result<Request<Empty<Bytes>>, ClientError> {
        let request = Request::get(self.target)
            .header(HOST, self.to.to_string())
            .header(CONNECTION, "close")
            .body(Empty::new());
        let phase = self.phase;
        request.map_err(|error| {
            let source = io::Error::new(io::ErrorKind::InvalidInput, error);
            ClientError::Broken { phase, source }
        })
    }

    /// Hosts answer 200 to everything they understand, a refusal included. Some say 401 to those
    /// they do not know. Source: docs/wire-gamestream.md "Transport rules".
    fn text(&self, status: StatusCode, body: &[u8]) -> Result<String, ClientError> {
        match status {
            StatusCode::OK => {}
            StatusCode::UNAUTHORIZED => return Err(self.not_paired()),
            status => return Err(self.bad_answer(status)),
        }
        let text = std::str::from_utf8(body).map_err(|_| self.bad_answer(status))?;
        Ok(text.to_owned())
    }

    fn bad_answer(&self, status: StatusCode) -> ClientError {
        ClientError::HttpAnswer { phase: self.phase, status: status.as_u16() }
    }

    fn not_paired(&self) -> ClientError {
        ClientError::NotPaired { host: self.to.to_string() }
    }

    fn body_error(&self, status: StatusCode, error: Box<dyn Error + Send + Sync>) -> ClientError {
        if error.is::<LengthLimitError>() {
            return self.bad_answer(status);
        }
        match error.downcast::<hyper::Error>() {
            Ok(error) => self.http_error(*error),
            Err(error) => {
                ClientError::Broken { phase: self.phase, source: io::Error::other(error) }
            }
        }
    }

    fn tls_error(&self, source: io::Error) -> ClientError {
        match rustls_cause(&source) {
            Some(error) if *error == NOT_PINNED => {
                ClientError::CertificateChanged { address: self.to }
            }
            Some(rustls::Error::AlertReceived(_)) => self.not_paired(),
            _ => ClientError::Tls { phase: self.phase, source },
        }
    }

    /// In TLS 1.3 a host's refusal of our certificate arrives after the handshake.
    fn http_error(&self, source: hyper::Error) -> ClientError {
        match rustls_cause(&source) {
            Some(rustls::Error::AlertReceived(_)) => self.not_paired(),
            _ => ClientError::Http { phase: self.phase, source },
        }
    }
}

/// The TLS error at the bottom of another one.
fn rustls_cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // An I/O error passes over what it wraps when asked for its source.
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match wrapped {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    None
}
