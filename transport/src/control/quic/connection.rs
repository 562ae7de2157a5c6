//! A connection between a client and a host.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use lumen_core::gamestream::pairing::Fingerprint;
use lumen_core::native::datagram::{Datagram, Kind};
use lumen_core::native::message::end::Reason;
use lumen_core::native::message::value::Tile;
use lumen_core::seal::secret::{SECRET_LEN, Secret};
use quinn::SendDatagramError;
use rustls::pki_types::CertificateDer;
use tokio::sync::watch;
use zeroize::Zeroizing;

use super::QuicError;
use super::gate::Pass;
use super::path::{self, MediaPath};
use super::stream::{self, ControlReader, ControlWriter};
use super::tls::fingerprint;

/// Label of the media secrets in TLS. Source: docs/wire-native.md "Media secrets".
const MEDIA_LABEL: &[u8] = b"EXPORTER-lumen/1 media";

/// Label of what ties a pairing to its connection. Source: docs/wire-native.md "Pairing".
const PAIRING_LABEL: &[u8] = b"EXPORTER-lumen/1 pairing";

/// A connection whose handshake is done. Cheap to clone; closed when the last clone is dropped.
/// All methods may be called on any thread.
#[derive(Clone)]
pub struct Connection(Arc<Inner>);

struct Inner {
    quic: quinn::Connection,
    certificate: CertificateDer<'static>,
    peer: Fingerprint,
    /// At the host: the peer counts as a stranger until it is admitted.
    pass: Mutex<Option<Pass>>,
    /// At the host: where media may go.
    path: Option<Arc<MediaPath>>,
    /// One bit for each tile whose secrets were handed out.
    taken: AtomicU16,
}

/// First secrets of the two directions of a tile's stream.
pub struct MediaSecrets {
    /// From the client to the host.
    pub to_host: Secret,
    /// From the host to the client.
    pub to_client: Secret,
}

impl Connection {
    pub(super) fn client(quic: quinn::Connection) -> Result<Connection, QuicError> {
        Connection::new(quic, None, None)
    }

    /// `from` is the address with which the handshake was made.
    pub(super) fn host(
        quic: quinn::Connection,
        from: SocketAddr,
        pass: Pass,
    ) -> Result<Connection, QuicError> {
        let path = Arc::new(MediaPath::new(from));
        let (watched, watcher) = (quic.clone(), Arc::clone(&path));
        tokio::spawn(async move { watcher.run(&watched).await });
        Connection::new(quic, Some(path), Some(pass))
    }

    fn new(
        quic: quinn::Connection,
        path: Option<Arc<MediaPath>>,
        pass: Option<Pass>,
    ) -> Result<Connection, QuicError> {
        let chain = quic.peer_identity().and_then(|any| any.downcast().ok());
        let chain: Option<Box<Vec<CertificateDer<'static>>>> = chain;
        let certificate = chain.and_then(|chain| chain.into_iter().next());
        // TLS lets nobody through without one.
        let certificate = certificate.ok_or(QuicError::Exporter)?;
        let peer = fingerprint(&certificate);
        let (pass, taken) = (Mutex::new(pass), AtomicU16::new(0));
        Ok(Connection(Arc::new(Inner { quic, certificate, peer, pass, path, taken })))
    }

    /// Fingerprint of the certificate whose key the peer holds. Decide by it whether to go on.
    pub fn peer(&self) -> Fingerprint {
        self.0.peer
    }

    /// The peer's certificate in DER.
    pub fn peer_certificate(&self) -> &[u8] {
        &self.0.certificate
    }

    /// Host: the peer is trusted, and no longer counts among the strangers.
    pub fn admit(&self) {
        self.0.pass.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// Client: opens the control stream; the host sees it with the first message. Once.
    ///
    /// # Errors
    /// How the connection ended.
    pub async fn open_control(&self) -> Result<(ControlReader, ControlWriter), QuicError> {
        let (send, receive) = self.0.quic.open_bi().await?;
        Ok(stream::ends(send, receive))
    }

    /// Host: waits for the client's control stream. Once. May be dropped half-way.
    ///
    /// # Errors
    /// How the connection ended.
    pub async fn accept_control(&self) -> Result<(ControlReader, ControlWriter), QuicError> {
        let (send, receive) = self.0.quic.accept_bi().await?;
        Ok(stream::ends(send, receive))
    }

    /// Sends a datagram of a side plane: at once, unless the path is full; then the oldest of
    /// those that wait are dropped. Does not wait.
    ///
    /// # Errors
    /// `TooLong` beyond [`Connection::max_datagram`]; how the connection ended.
    pub fn send_datagram(&self, datagram: impl Into<Bytes>) -> Result<(), QuicError> {
        let datagram = datagram.into();
        let len = datagram.len();
        self.0.quic.send_datagram(datagram).map_err(|error| match error {
            SendDatagramError::ConnectionLost(error) => error.into(),
            _ => QuicError::TooLong { len, most: self.max_datagram() },
        })
    }

    /// Bytes of the longest datagram that the path takes now, at least 1100; may change.
    pub fn max_datagram(&self) -> usize {
        self.0.quic.max_datagram_size().unwrap_or(0)
    }

    /// Waits for a datagram of a side plane. May be dropped half-way.
    ///
    /// Somebody must be waiting here as long as the connection lives, at both ends: the checks of
    /// a new path ([`Connection::media_path`]) are answered within.
    ///
    /// # Errors
    /// How the connection ended.
    pub async fn recv_datagram(&self) -> Result<Bytes, QuicError> {
        loop {
            let datagram = self.0.quic.read_datagram().await?;
            if datagram.first() != Some(&(Kind::Path as u8)) {
                return Ok(datagram);
            }
            self.on_path(&datagram);
        }
    }

    fn on_path(&self, datagram: &[u8]) {
        match (Datagram::parse(datagram), &self.0.path) {
            (Ok(Datagram::PathChallenge(token)), None) => {
                path::send(&self.0.quic, Datagram::PathEcho(token));
            }
            (Ok(Datagram::PathEcho(token)), Some(path)) => {
                path.on_echo(token, self.0.quic.remote_address());
            }
            _ => {}
        }
    }

    /// Host: where media may go, now and whenever the client moves: the address with which the
    /// handshake was made, then each new one once the client has echoed a challenge there.
    /// `None` at the client.
    ///
    /// A thread that sends asks [`watch::Receiver::has_changed`], which is one atomic read, and
    /// takes [`watch::Receiver::borrow_and_update`] then. Use the address as it is: on a socket
    /// of both families it is an IPv6 one.
    pub fn media_path(&self) -> Option<watch::Receiver<SocketAddr>> {
        self.0.path.as_ref().map(|path| path.watch())
    }

    /// Where QUIC saw the peer last, checked or not: for logs.
    pub fn remote_address(&self) -> SocketAddr {
        self.0.quic.remote_address()
    }

    /// Estimate of the round trip.
    pub fn rtt(&self) -> Duration {
        self.0.quic.rtt()
    }

    /// The secrets of a tile's stream, equal at both ends. They are handed out once, since
    /// whatever seals with them begins at number 0: keep sealer and opener of a tile as long as
    /// the connection lives, across changes of the stream.
    ///
    /// # Errors
    /// `Taken` the second time.
    ///
    /// Source: docs/wire-native.md "Media secrets".
    pub fn media_secrets(&self, tile: Tile) -> Result<MediaSecrets, QuicError> {
        let bit = 1 << tile.get();
        if self.0.taken.fetch_or(bit, Ordering::Relaxed) & bit != 0 {
            return Err(QuicError::Taken(tile));
        }
        let mut both = Zeroizing::new([0; 2 * SECRET_LEN]);
        self.export(MEDIA_LABEL, &[tile.get()], &mut *both)?;
        let half = |from: usize| {
            let mut secret = [0; SECRET_LEN];
            secret.copy_from_slice(&both[from..from + SECRET_LEN]);
            Secret::new(secret)
        };
        Ok(MediaSecrets { to_host: half(0), to_client: half(SECRET_LEN) })
    }

    /// What only the two ends of this connection know, to tie a pairing to it.
    ///
    /// # Errors
    /// `Exporter`; does not happen on an open connection.
    pub fn pairing_binding(&self) -> Result<[u8; 32], QuicError> {
        let mut binding = [0; 32];
        self.export(PAIRING_LABEL, b"", &mut binding)?;
        Ok(binding)
    }

    fn export(&self, label: &[u8], context: &[u8], out: &mut [u8]) -> Result<(), QuicError> {
        let exported = self.0.quic.export_keying_material(out, label, context);
        exported.map_err(|_| QuicError::Exporter)
    }

    /// Ends the connection at once; what was not delivered is lost.
    pub fn close(&self, reason: Reason) {
        self.0.quic.close(u32::from(reason.to_wire()).into(), b"");
    }

    /// Waits until the connection has ended; why. May be dropped half-way.
    pub async fn closed(&self) -> QuicError {
        self.0.quic.closed().await.into()
    }

    /// Why the connection has ended, if it has.
    pub fn ended(&self) -> Option<QuicError> {
        self.0.quic.close_reason().map(QuicError::from)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.quic.close(u32::from(Reason::Finished.to_wire()).into(), b"");
    }
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Connection({} at {})", self.0.peer, self.remote_address())
    }
}
