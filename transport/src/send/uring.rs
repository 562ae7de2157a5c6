//! A slice in one system call: a linked chain of `SENDMSG` with `UDP_SEGMENT` on an io_uring.
//!
//! One entry per train, all of them submitted and completed by one `io_uring_enter`: UDP never
//! blocks with `MSG_DONTWAIT`, so waiting for the completions costs nothing and the caller's
//! memory is free on return (docs/adr/0006-io-uring-send.md). The chain keeps trains in order and
//! stops at the first refusal. The ring belongs to the thread that sends first; another one gets
//! a new ring.

use std::io;
use std::net::UdpSocket;
use std::os::fd::{AsRawFd, RawFd};

use io_uring::{IoUring, Probe, opcode, squeue, types};

use super::gso;
use super::message::{Message, RawAddress, trains};
use super::sender::{Stop, Taken};

/// Trains of one system call: 3456 datagrams of 1200 bytes, more than any slice has.
const TRAINS: usize = 64;

/// Sends through an io_uring.
pub(super) struct Uring {
    socket: RawFd,
    ring: Option<Ring>,
    messages: Box<[Message]>,
}

// SAFETY: the pointers in `messages` are written and used within one call of `submit`, which
// returns only when the kernel is done with them or the ring is gone; between calls they are
// never read.
unsafe impl Send for Uring {}

impl Uring {
    /// Fails where the kernel has no io_uring, or not enough of it, or a container forbids it.
    pub(super) fn open(socket: &UdpSocket) -> io::Result<Uring> {
        let socket = socket.as_raw_fd();
        let ring = Ring::open(socket)?;
        let mut probe = Probe::new();
        ring.io.submitter().register_probe(&mut probe)?;
        if !probe.is_supported(opcode::SendMsg::CODE) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let messages = std::iter::repeat_with(Message::new).take(TRAINS).collect();
        Ok(Uring { socket, ring: Some(ring), messages })
    }

    /// Sends train by train until one is refused. A single train goes by `sendmsg`: that is one
    /// system call as well, and a cheaper one.
    pub(super) fn submit(
        &mut self,
        socket: &UdpSocket,
        datagrams: &[u8],
        stride: usize,
        to: &RawAddress,
    ) -> Taken {
        if trains(datagrams, stride).len() == 1 {
            return gso::submit(socket, datagrams, stride, to);
        }
        let mut taken = Taken::default();
        let mut rest = datagrams;
        while !rest.is_empty() && taken.stop.is_none() {
            let first = trains(rest, stride).next().map_or(0, <[u8]>::len);
            let (batch, after) = rest.split_at(rest.len().min(first * TRAINS));
            self.submit_batch(batch, stride, to, &mut taken);
            rest = after;
        }
        taken
    }

    /// Sends at most [`TRAINS`] trains with one system call.
    fn submit_batch(&mut self, batch: &[u8], stride: usize, to: &RawAddress, taken: &mut Taken) {
        let mut done = self.run(batch, stride, to, taken);
        // The ring belongs to another thread, which sent nothing of this: this thread makes its
        // own.
        if matches!(&done, Err(error) if error.raw_os_error() == Some(libc::EEXIST)) {
            done = self.run(batch, stride, to, taken);
        }
        if let Err(error) = done {
            taken.stop = Some(Stop::Ring(error));
        }
    }

    /// An error is the ring's own: it is closed, and nothing of its is in flight.
    fn run(
        &mut self,
        batch: &[u8],
        stride: usize,
        to: &RawAddress,
        taken: &mut Taken,
    ) -> io::Result<()> {
        let mut ring = match self.ring.take() {
            Some(ring) => ring,
            None => Ring::open(self.socket)?,
        };
        ring.enable()?;
        let count = ring.queue(batch, stride, to, &mut self.messages)?;
        ring.complete(count, taken)?;
        for train in trains(batch, stride).take(ring.accepted) {
            taken.datagrams += train.len().div_ceil(stride);
        }
        self.ring = Some(ring);
        Ok(())
    }
}

/// A ring with one registered file.
struct Ring {
    io: IoUring,
    enabled: bool,
    /// Trains of the last chain that the kernel took.
    accepted: usize,
}

impl Ring {
    fn open(socket: RawFd) -> io::Result<Ring> {
        // Completions are run by the thread that waits for them, not by interrupting it. Starts
        // disabled, since the thread that enables a ring of a single issuer owns it.
        let best = IoUring::builder()
            .setup_single_issuer()
            .setup_defer_taskrun()
            .setup_r_disabled()
            .build(TRAINS as u32);
        let (io, enabled) = match best {
            Ok(io) => (io, false),
            // Before Linux 6.1.
            Err(error) if error.raw_os_error() == Some(libc::EINVAL) => {
                (IoUring::new(TRAINS as u32)?, true)
            }
            Err(error) => return Err(error),
        };
        io.submitter().register_files(&[socket])?;
        Ok(Ring { io, enabled, accepted: 0 })
    }

    fn enable(&mut self) -> io::Result<()> {
        if !self.enabled {
            self.io.submitter().register_enable_rings()?;
            self.enabled = true;
        }
        Ok(())
    }

    /// Queues a chain; returns its length.
    fn queue(
        &mut self,
        batch: &[u8],
        stride: usize,
        to: &RawAddress,
        messages: &mut [Message],
    ) -> io::Result<usize> {
        let count = trains(batch, stride).len();
        let mut queue = self.io.submission();
        for (index, (train, message)) in trains(batch, stride).zip(messages).enumerate() {
            let header = message.set(train, stride, to);
            let entry = opcode::SendMsg::new(types::Fixed(0), header)
                .flags(libc::MSG_DONTWAIT as u32)
                .build()
                .user_data(index as u64);
            let last = index + 1 == count;
            let entry = if last { entry } else { entry.flags(squeue::Flags::IO_LINK) };
            // SAFETY: message, train and address outlive the entry: the caller leaves only when
            // all entries are complete or the ring is gone.
            let queued = unsafe { queue.push(&entry) };
            queued.map_err(|_| io::Error::from(io::ErrorKind::StorageFull))?;
        }
        Ok(count)
    }

    /// Runs the chain. The first refusal goes to `taken`; the trains after it are cancelled.
    fn complete(&mut self, count: usize, taken: &mut Taken) -> io::Result<()> {
        self.accepted = 0;
        let mut done = 0;
        while done < count {
            taken.calls += 1;
            match self.io.submit_and_wait(count - done) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            for entry in self.io.completion() {
                done += 1;
                match entry.result() {
                    0.. => self.accepted += 1,
                    refused if refused == -libc::ECANCELED => {}
                    refused => {
                        taken.stop = Some(Stop::Socket(io::Error::from_raw_os_error(-refused)))
                    }
                }
            }
        }
        Ok(())
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        // The kernel tears rings down later, in the background; the port has to be free at once.
        // A ring that belongs to another thread cannot be told.
        let _ = self.io.submitter().unregister_files();
    }
}
