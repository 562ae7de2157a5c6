//! The two listeners: who may connect how often, how long everything may take.
//!
//! Source of the numbers: docs/wire-gamestream.md "Limits".

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use lumen_core::gamestream::nvhttp::{MAX_TARGET, Status};
use lumen_core::gamestream::pairing::Certificate;
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::{Answer, ControlPlane, Peer, Way, refusal};

/// Bytes of request line and headers together.
const MAX_HEAD: usize = MAX_TARGET + 32 * 1024;

/// Headers of a request. Clients send about five.
const MAX_HEADERS: usize = 64;

/// How much a stranger can hold up.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time for the TLS handshake, and again for the head of the request.
    pub receive: Duration,
    /// Time for everything, a PIN being typed and a desktop being started included.
    pub answer: Duration,
    /// Connections at once from one address.
    pub per_address: usize,
    /// Connections at once.
    pub total: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            receive: Duration::from_secs(10),
            answer: Duration::from_secs(6 * 60),
            per_address: 64,
            total: 512,
        }
    }
}

/// Answers plain HTTP until the task is dropped.
pub async fn serve_plain(listener: TcpListener, plane: Arc<ControlPlane>, limits: Limits) {
    serve(listener, limits, move |stream, address, local| {
        let peer = Peer { address, local, way: Way::Plain };
        answer_connection(TokioIo::new(stream), peer, Arc::clone(&plane), limits)
    })
    .await;
}

/// Answers HTTPS until the task is dropped.
pub async fn serve_tls(
    listener: TcpListener,
    plane: Arc<ControlPlane>,
    config: Arc<ServerConfig>,
    limits: Limits,
) {
    let acceptor = TlsAcceptor::from(config);
    serve(listener, limits, move |stream, address, local| {
        let (acceptor, plane) = (acceptor.clone(), Arc::clone(&plane));
        async move {
            let accepted = timeout(limits.receive, acceptor.accept(stream)).await;
            let stream = match accepted {
                Ok(Ok(stream)) => stream,
                Ok(Err(error)) => {
                    tracing::debug!(%address, %error, "TLS handshake");
                    return;
                }
                Err(_) => return,
            };
            let presented = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
            let certificate = presented.and_then(|der| Certificate::from_der(der).ok());
            let way = Way::Tls(certificate.map(|certificate| certificate.fingerprint()));
            answer_connection(TokioIo::new(stream), Peer { address, local, way }, plane, limits)
                .await;
        }
    })
    .await;
}

/// Accepts connections and gives each a task, as long as there are places.
async fn serve<F, T>(listener: TcpListener, limits: Limits, connection: F)
where
    F: Fn(TcpStream, SocketAddr, IpAddr) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    let places = Arc::new(Places::new(limits));
    loop {
        let (stream, address) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of descriptors: let running connections end first.
                tracing::warn!(%error, "connection not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let address = SocketAddr::new(address.ip().to_canonical(), address.port());
        let Some(place) = Places::take(&places, address.ip()) else { continue };
        let Ok(local) = local_address(&stream) else { continue };
        let work = connection(stream, address, local);
        tokio::spawn(async move {
            if timeout(limits.answer, work).await.is_err() {
                tracing::debug!(%address, "connection took too long");
            }
            drop(place);
        });
    }
}

fn local_address(stream: &TcpStream) -> io::Result<IpAddr> {
    stream.set_nodelay(true)?;
    Ok(stream.local_addr()?.ip().to_canonical())
}

/// One request, one answer, the end.
async fn answer_connection<S>(
    stream: TokioIo<S>,
    peer: Peer,
    plane: Arc<ControlPlane>,
    limits: Limits,
) where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let answer = service_fn(move |request| {
        let plane = Arc::clone(&plane);
        async move { Ok::<_, Infallible>(respond(&plane, peer, &request).await) }
    });
    let served = http1::Builder::new()
        .keep_alive(false)
        .timer(TokioTimer::new())
        .header_read_timeout(limits.receive)
        .max_buf_size(MAX_HEAD)
        .max_headers(MAX_HEADERS)
        .serve_connection(stream, answer)
        .await;
    if let Err(error) = served {
        tracing::debug!(peer = %peer.address, %error, "connection");
    }
}

async fn respond(
    plane: &ControlPlane,
    peer: Peer,
    request: &Request<Incoming>,
) -> Response<Full<Bytes>> {
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    let answer = match *request.method() {
        Method::GET => plane.answer(peer, target).await,
        _ => refusal(Status::BAD_REQUEST, "only GET is understood"),
    };
    let (kind, body) = match answer {
        Answer::Xml(text) => ("application/xml; charset=utf-8", Bytes::from(text)),
        Answer::Picture(bytes) => ("image/png", Bytes::from(bytes)),
    };
    let mut response = Response::new(Full::new(body));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static(kind));
    headers.insert(CONNECTION, hyper::header::HeaderValue::from_static("close"));
    response
}

/// Connections that are open, by address.
struct Places {
    limits: Limits,
    taken: Mutex<HashMap<IpAddr, usize>>,
}

impl Places {
    fn new(limits: Limits) -> Places {
        Places { limits, taken: Mutex::default() }
    }

    /// A place for a connection from `address`, unless it has its share already.
    fn take(places: &Arc<Places>, address: IpAddr) -> Option<Place> {
        let mut taken = places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let total: usize = taken.values().sum();
        let ours = taken.get(&address).copied().unwrap_or(0);
        if total >= places.limits.total || ours >= places.limits.per_address {
            return None;
        }
        taken.insert(address, ours + 1);
        Some(Place { places: Arc::clone(places), address })
    }
}

/// The place of one connection.
struct Place {
    places: Arc<Places>,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.address);
            }
        }
    }
}
