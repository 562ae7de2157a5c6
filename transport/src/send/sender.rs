//! The policy above the methods: what is waited for, what is repeated, when the next method
//! takes over. Every refusal either uses up one of these or goes to the caller, so nothing spins.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;

use lumen_core::units::{Micros, Span};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{OFlags, fcntl_getfl};
use rustix::io::Errno;

use super::message::RawAddress;
use super::uring::Uring;
use super::{Method, SendStats, Transmit, gso, mmsg};
use crate::{TransportError, clock};

/// Longest wait for a full send buffer in one call. A viewer notices it, but a key frame that is
/// larger than the buffer has to get through.
const PATIENCE: Span = Span::from_millis(100);

/// What became of a hand-over to the kernel.
#[derive(Default)]
pub(super) struct Taken {
    /// Datagrams that the kernel took, from the first on.
    pub datagrams: usize,
    /// System calls made.
    pub calls: u64,
    /// What came after them.
    pub stop: Option<Stop>,
}

/// Why a hand-over ended before its end.
pub(super) enum Stop {
    /// The socket refuses the next datagram.
    Socket(io::Error),
    /// The method itself does not work.
    Ring(io::Error),
}

enum Way {
    Uring(Box<Uring>),
    Gso,
    Mmsg,
}

/// Sends on one socket by one method at a time.
pub(super) struct Sender {
    // Before the socket: a ring lets go of the socket first.
    way: Way,
    socket: Arc<UdpSocket>,
    /// The operator has chosen the method.
    fixed: bool,
    stats: SendStats,
}

impl Sender {
    pub(super) fn open(socket: Arc<UdpSocket>, method: Method) -> Result<Sender, TransportError> {
        let fail = |source| TransportError::Method { method: method.name(), source };
        let way = match method {
            Method::Auto => best(&socket),
            Method::Uring => {
                gso::probe(&socket).and_then(|()| open_uring(&socket)).map_err(fail)?
            }
            Method::Gso => gso::probe(&socket).map(|()| Way::Gso).map_err(fail)?,
            Method::Mmsg => Way::Mmsg,
        };
        let fixed = method != Method::Auto;
        Ok(Sender { way, socket, fixed, stats: SendStats::default() })
    }

    fn submit(&mut self, datagrams: &[u8], stride: usize, to: &RawAddress) -> Taken {
        let taken = match &mut self.way {
            Way::Uring(uring) => uring.submit(&self.socket, datagrams, stride, to),
            Way::Gso => gso::submit(&self.socket, datagrams, stride, to),
            Way::Mmsg => mmsg::submit(&self.socket, datagrams, stride, to),
        };
        self.stats.calls += taken.calls;
        self.stats.datagrams += taken.datagrams as u64;
        taken
    }

    /// Deals with what stopped a hand-over whose next datagrams are `rest`; returns how many of
    /// these it sent on the way.
    fn overcome(
        &mut self,
        stop: Stop,
        rest: &[u8],
        stride: usize,
        to: &RawAddress,
        allowance: &mut Allowance,
    ) -> io::Result<usize> {
        let error = match stop {
            Stop::Ring(error) => return self.leave_ring(error),
            Stop::Socket(error) => error,
        };
        match error.raw_os_error().unwrap_or(0) {
            libc::EINTR => Ok(0),
            libc::EAGAIN if self.wait_for_room(allowance) => Ok(0),
            // The answer to an earlier datagram; this one was not even tried.
            libc::ECONNREFUSED if !std::mem::replace(&mut allowance.repeated, true) => {
                self.stats.repeats += 1;
                Ok(0)
            }
            // A NIC or tunnel that cannot check or cut, or trains of more than the path takes.
            libc::EIO | libc::EINVAL | libc::EOPNOTSUPP | libc::EMSGSIZE
                if rest.len() > stride && !self.fixed && !matches!(self.way, Way::Mmsg) =>
            {
                self.leave_segmentation(error, &rest[..stride], to)
            }
            _ => Err(error),
        }
    }

    /// Waits until the send buffer has room. False when the caller wants no waiting, or the time
    /// is up.
    fn wait_for_room(&mut self, allowance: &mut Allowance) -> bool {
        let blocking = fcntl_getfl(&*self.socket).is_ok_and(|f| !f.contains(OFlags::NONBLOCK));
        let until = *allowance.patience.get_or_insert_with(|| clock::now() + PATIENCE);
        if !blocking || clock::until(until) == Span(0) {
            return false;
        }
        self.stats.waits += 1;
        let mut fds = [PollFd::new(&*self.socket, PollFlags::OUT)];
        match poll(&mut fds, Some(&clock::poll_timeout(until))) {
            Ok(ready) => ready > 0,
            Err(error) => error == Errno::INTR,
        }
    }

    fn leave_ring(&mut self, error: io::Error) -> io::Result<usize> {
        if self.fixed {
            return Err(error);
        }
        self.fall_back(Way::Gso, &error);
        Ok(0)
    }

    /// Tries whether the datagram gets through by itself. If it does, segmentation is what was
    /// refused, and the next method takes over.
    fn leave_segmentation(
        &mut self,
        error: io::Error,
        datagram: &[u8],
        to: &RawAddress,
    ) -> io::Result<usize> {
        let alone = mmsg::submit(&self.socket, datagram, datagram.len(), to);
        self.stats.calls += alone.calls;
        match alone.stop {
            Some(Stop::Socket(error) | Stop::Ring(error)) => return Err(error),
            None => self.stats.datagrams += 1,
        }
        self.fall_back(Way::Mmsg, &error);
        Ok(1)
    }

    fn fall_back(&mut self, way: Way, error: &io::Error) {
        let from = self.method();
        self.way = way;
        self.stats.fall_backs += 1;
        tracing::warn!(from, to = self.method(), %error, "send method refused");
    }
}

/// What a call may still spend on getting through.
#[derive(Default)]
struct Allowance {
    /// Waiting for room ends here.
    patience: Option<Micros>,
    /// A refused datagram was repeated.
    repeated: bool,
}

/// The first method that works here.
fn best(socket: &UdpSocket) -> Way {
    if let Err(error) = gso::probe(socket) {
        tracing::info!(%error, "no segmentation offload; sending by sendmmsg");
        return Way::Mmsg;
    }
    open_uring(socket).unwrap_or_else(|error| {
        tracing::info!(%error, "no io_uring; sending by sendmsg");
        Way::Gso
    })
}

fn open_uring(socket: &UdpSocket) -> io::Result<Way> {
    Ok(Way::Uring(Box::new(Uring::open(socket)?)))
}

impl Transmit for Sender {
    fn send(
        &mut self,
        datagrams: &[u8],
        stride: usize,
        to: SocketAddr,
    ) -> Result<(), TransportError> {
        let stride = stride.max(1);
        let address = RawAddress::new(to);
        let (mut sent, mut rest) = (0, datagrams);
        let mut allowance = Allowance::default();
        while !rest.is_empty() {
            let taken = self.submit(rest, stride, &address);
            sent += taken.datagrams;
            rest = datagrams.get(sent * stride..).unwrap_or_default();
            if let Some(stop) = taken.stop {
                sent += self
                    .overcome(stop, rest, stride, &address, &mut allowance)
                    .map_err(|source| TransportError::send(to, sent, source))?;
                rest = datagrams.get(sent * stride..).unwrap_or_default();
            }
        }
        Ok(())
    }

    fn stats(&self) -> SendStats {
        self.stats
    }

    fn method(&self) -> &'static str {
        match self.way {
            Way::Uring(_) => "io_uring+GSO",
            Way::Gso => "sendmsg+GSO",
            Way::Mmsg => "sendmmsg",
        }
    }
}
