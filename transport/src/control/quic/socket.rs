//! One UDP socket for QUIC and media.
//!
//! The first byte tells them apart: QUIC sets one of the two upper bits, media neither
//! (RFC 9443). Everything else is dropped without an answer, before QUIC looks at it.
//!
//! | end | media | QUIC |
//! |---|---|---|
//! | host | sent by stream threads on [`SharedSocket::media`] | read and sent by the runtime |
//! | client | read by the thread that holds the [`MediaReader`] | sent by the runtime; read by it as long as there is no such thread, handed over by that thread else |
//!
//! A full send buffer, like any refusal of the system, is a lost datagram to QUIC, which repeats
//! what has to arrive. The socket stays in blocking mode, so that media may wait for room.

use std::fmt;
use std::io::{self, IoSliceMut};
use std::net::{SocketAddr, UdpSocket};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use lumen_core::native::media;
use lumen_core::units::{Micros, Span};
use quinn::udp::{RecvMeta, Transmit};
use quinn::{AsyncUdpSocket, UdpPoller};
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, recvfrom, sendto};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::runtime::Handle;

use super::QuicError;
use super::config::QUIC_VERSION;
use super::queue::Queue;
use crate::recv::{Batch, Gro, Receive, ReceiveStats};
use crate::socket::{PathMtu, Purpose, bind, set_path_mtu};
use crate::{TransportError, sys};

/// Datagrams looked at in one go; others get their turn then.
const AT_ONCE: usize = 64;

/// The two bits of which QUIC sets one.
const QUIC_BITS: u8 = 0xc0;

/// In QUIC's first byte: a long header, with the version behind it.
const LONG_HEADER: u8 = 0x80;

/// A socket that carries QUIC and media.
pub struct SharedSocket {
    socket: Arc<UdpSocket>,
    runtime: Handle,
    /// The only address that counts; any, if there is none.
    peer: Option<SocketAddr>,
    /// Registered with the runtime, as long as QUIC reads by itself.
    registered: Mutex<Option<AsyncFd<Arc<UdpSocket>>>>,
    queue: Mutex<Queue>,
}

impl SharedSocket {
    /// The host's socket. Called within the tokio runtime that is to serve it.
    ///
    /// # Errors
    /// `Socket` when the address cannot be bound, `Register`.
    pub fn bind(address: SocketAddr) -> Result<Arc<SharedSocket>, QuicError> {
        SharedSocket::new(bind("lumen/1", address, Purpose::Media)?, None)
    }

    /// A client's socket: only what comes from `host` counts. Called within the tokio runtime
    /// that is to serve it.
    ///
    /// # Errors
    /// As [`SharedSocket::bind`].
    pub fn towards(host: SocketAddr) -> Result<Arc<SharedSocket>, QuicError> {
        let any: SocketAddr = match host {
            SocketAddr::V4(_) => ([0; 4], 0).into(),
            SocketAddr::V6(_) => ([0; 8], 0).into(),
        };
        SharedSocket::new(bind("lumen/1", any, Purpose::Media)?, Some(host))
    }

    fn new(socket: UdpSocket, peer: Option<SocketAddr>) -> Result<Arc<SharedSocket>, QuicError> {
        // QUIC probes the path; fragments would tell it lies.
        set_path_mtu(&socket, PathMtu::Probe)?;
        let shared = SharedSocket {
            socket: Arc::new(socket),
            runtime: Handle::current(),
            peer,
            registered: Mutex::new(None),
            queue: Mutex::default(),
        };
        shared.register().map_err(QuicError::Register)?;
        Ok(Arc::new(shared))
    }

    /// The socket, for media: give it to [`crate::send::open`]. It is in blocking mode.
    pub fn media(&self) -> Arc<UdpSocket> {
        Arc::clone(&self.socket)
    }

    /// Lets one thread read the socket from now on, until the reader is dropped; QUIC gets from
    /// it what is not media. A second reader at a time would take datagrams from the first.
    pub fn reader(self: &Arc<SharedSocket>) -> MediaReader {
        *lock(&self.registered) = None;
        MediaReader { gro: Gro::new(self.media()), inbox: QuicInbox(Arc::clone(self)) }
    }

    /// Where this end is. The port is what counts: the address may be the unspecified one.
    ///
    /// # Errors
    /// What the system says.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Has the runtime read the socket.
    fn register(&self) -> io::Result<()> {
        let _runtime = self.runtime.enter();
        // SAFETY: the `Arc` keeps the socket open while the `AsyncFd` holds it, and names the same
        // descriptor all the time.
        let readable =
            unsafe { AsyncFd::register_with_interest(self.media(), Interest::READABLE) }?;
        *lock(&self.registered) = Some(readable);
        Ok(())
    }

    fn is_peer(&self, from: SocketAddr) -> bool {
        self.peer.is_none_or(|peer| peer.ip() == from.ip() && peer.port() == from.port())
    }

    /// Takes datagrams for QUIC off the socket, without waiting; how many. `WouldBlock` when
    /// there is none, `Interrupted` when others should get their turn.
    fn take(&self, buffers: &mut [IoSliceMut<'_>], meta: &mut [RecvMeta]) -> io::Result<usize> {
        let most = buffers.len().min(meta.len());
        let mut taken = 0;
        for _ in 0..AT_ONCE {
            if taken == most {
                break;
            }
            match recvfrom(&self.socket, &mut *buffers[taken], RecvFlags::DONTWAIT) {
                Ok((len, _, from)) => {
                    let from = from.and_then(|from| SocketAddr::try_from(from).ok());
                    let datagram = &buffers[taken][..len];
                    if let Some(addr) = from.filter(|addr| self.is_for_quic(datagram, *addr)) {
                        meta[taken] = RecvMeta { addr, len, stride: len, ecn: None, dst_ip: None };
                        taken += 1;
                    }
                }
                Err(Errno::WOULDBLOCK) if taken > 0 => break,
                Err(Errno::WOULDBLOCK) => return Err(io::ErrorKind::WouldBlock.into()),
                // Errors of earlier datagrams that came back; the socket is fine.
                Err(error) => tracing::trace!(%error, "receive"),
            }
        }
        if taken == 0 { Err(io::ErrorKind::Interrupted.into()) } else { Ok(taken) }
    }

    fn is_for_quic(&self, datagram: &[u8], from: SocketAddr) -> bool {
        self.is_peer(from) && is_quic(datagram)
    }

    /// Datagrams that another thread handed over; remembers whom to wake if there is none.
    fn handed(
        &self,
        cx: &Context<'_>,
        buffers: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> usize {
        let Some(addr) = self.peer else { return 0 };
        let mut queue = lock(&self.queue);
        let mut taken = 0;
        for (buffer, meta) in buffers.iter_mut().zip(meta) {
            let Some(len) = queue.pop(buffer) else { break };
            *meta = RecvMeta { addr, len, stride: len, ecn: None, dst_ip: None };
            taken += 1;
        }
        if taken == 0 {
            queue.register(cx.waker());
        }
        taken
    }

    fn wake(&self) {
        let waker = lock(&self.queue).waker();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Whether QUIC should see a datagram at all: one of its version, or of a connection that has
/// none in its header. Other versions are not answered.
fn is_quic(datagram: &[u8]) -> bool {
    match datagram {
        [first, version @ ..] if first & LONG_HEADER != 0 => {
            version.first_chunk() == Some(&QUIC_VERSION.to_be_bytes())
        }
        [first, ..] => first & QUIC_BITS != 0,
        [] => false,
    }
}

impl AsyncUdpSocket for SharedSocket {
    fn create_io_poller(self: Arc<Self>) -> Pin<Box<dyn UdpPoller>> {
        Box::pin(Always)
    }

    fn try_send(&self, transmit: &Transmit<'_>) -> io::Result<()> {
        let sent =
            sendto(&self.socket, transmit.contents, SendFlags::DONTWAIT, &transmit.destination);
        if let Err(error) = sent {
            tracing::trace!(%error, to = %transmit.destination, "a QUIC datagram is lost at once");
        }
        Ok(())
    }

    fn poll_recv(
        &self,
        cx: &mut Context<'_>,
        buffers: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> Poll<io::Result<usize>> {
        let handed = self.handed(cx, buffers, meta);
        if handed > 0 {
            return Poll::Ready(Ok(handed));
        }
        let registered = lock(&self.registered);
        let Some(readable) = registered.as_ref() else { return Poll::Pending };
        loop {
            let mut ready = ready!(readable.poll_read_ready(cx))?;
            match self.take(buffers, meta) {
                Ok(taken) => return Poll::Ready(Ok(taken)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => ready.clear_ready(),
                Err(_) => {
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        SharedSocket::local_addr(self)
    }

    fn may_fragment(&self) -> bool {
        false
    }
}

impl fmt::Debug for SharedSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedSocket").field("socket", &self.socket).finish_non_exhaustive()
    }
}

/// Sending never waits.
#[derive(Debug)]
struct Always;

impl UdpPoller for Always {
    fn poll_writable(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// Where a thread that reads the socket leaves what is QUIC's.
#[derive(Clone)]
pub struct QuicInbox(Arc<SharedSocket>);

impl QuicInbox {
    /// Copies a datagram to QUIC and wakes it. False when it was dropped: it is no QUIC, not from
    /// the host, or 128 others wait; QUIC takes that for a loss on the way. Does not allocate.
    pub fn push(&self, datagram: &[u8], from: SocketAddr) -> bool {
        if !self.0.is_for_quic(datagram, from) {
            return false;
        }
        let mut queue = lock(&self.0.queue);
        let taken = queue.push(datagram);
        let waker = queue.waker();
        drop(queue);
        if let Some(waker) = waker {
            waker.wake();
        }
        taken
    }

    /// Datagrams dropped because the queue was full or they were too long.
    pub fn dropped(&self) -> u64 {
        lock(&self.0.queue).dropped()
    }
}

/// The client's way in for media, for one thread.
///
/// [`Receive::recv`] gives batches of the host alone, each as it came: QUIC's datagrams in it
/// were handed over already and are to be skipped, by [`is_media`]. A batch may have none of
/// either. When the reader is dropped, the runtime reads the socket again.
pub struct MediaReader {
    gro: Gro,
    inbox: QuicInbox,
}

impl MediaReader {
    /// Where QUIC's datagrams are handed over, for what was received by other means.
    pub fn inbox(&self) -> &QuicInbox {
        &self.inbox
    }
}

/// Whether a datagram is of the media plane, by its first byte.
pub fn is_media(datagram: &[u8]) -> bool {
    datagram.first() == Some(&media::KIND)
}

impl Receive for MediaReader {
    fn recv(&mut self, until: Micros, spin: Span) -> Result<Option<Batch<'_>>, TransportError> {
        let Some(mut batch) = self.gro.recv(until, spin)? else { return Ok(None) };
        let from = batch.from;
        if !self.inbox.0.is_peer(from) {
            return Ok(Some(batch.emptied()));
        }
        for datagram in batch.datagrams() {
            if !is_media(datagram) {
                self.inbox.push(datagram, from);
            }
        }
        Ok(Some(batch))
    }

    fn stats(&self) -> ReceiveStats {
        self.gro.stats()
    }
}

impl Drop for MediaReader {
    fn drop(&mut self) {
        let shared = &self.inbox.0;
        // One datagram at a time again, as the runtime reads them.
        if let Err(error) = sys::set_option(&*shared.socket, libc::SOL_UDP, libc::UDP_GRO, 0) {
            tracing::debug!(%error, "datagrams stay coalesced");
        }
        if let Err(error) = shared.register() {
            tracing::warn!(%error, "nobody reads the QUIC socket any more");
        }
        shared.wake();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
