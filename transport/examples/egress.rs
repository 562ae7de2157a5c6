//! What a datagram costs on its way out, by every method, over loopback to a receiver with GRO.
//!
//! `cargo run --release -p lumen-transport --example egress`. The methods take turns, a few slices
//! each; a ratio is the median over the rounds of what a method took in that round by what the
//! reference took in it. A host's socket is not connected, so neither is the bare reference. Times are of the sending thread's CPU, the receive path of loopback
//! included, and mean nothing on another machine; ratios do.

use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Context, Result};
use lumen_core::units::Span;
use lumen_transport::clock;
use lumen_transport::recv::{Gro, Receive};
use lumen_transport::send::{self, Method, Transmit};
use lumen_transport::socket::{self, Purpose};
use rustix::time::{ClockId, clock_gettime};
use socket2::SockAddr;

const STRIDE: usize = 1_200;
const ROUNDS: usize = 400;
/// Datagrams of a turn, so that slices of every size are timed equally long.
const TURN: usize = 840;

fn main() -> Result<()> {
    let any: SocketAddr = "127.0.0.1:0".parse()?;
    let receiver = Arc::new(socket::bind("receiver", any, Purpose::Media)?);
    let to = receiver.local_addr()?;
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| drain(receiver, &done));
        let measured = [14, 28, 40, 54, 210].into_iter().try_for_each(|slice| measure(slice, to));
        done.store(true, Ordering::Release);
        measured
    })
}

fn drain(receiver: Arc<UdpSocket>, done: &AtomicBool) {
    let mut receive = Gro::new(receiver);
    while !done.load(Ordering::Acquire) {
        let until = clock::now() + Span::from_millis(10);
        if receive.recv(until, Span(500)).is_err() {
            return;
        }
    }
}

/// Measures slices of so many datagrams by every method.
fn measure(datagrams: usize, to: SocketAddr) -> Result<()> {
    let slice = vec![0x5A; datagrams * STRIDE];
    let mut ways = vec![
        Way::bare("send() loop, connected", to, true, send_loop)?,
        Way::bare("bare sendmsg+UDP_SEGMENT", to, false, bare_gso)?,
        Way::bare("the same, connected", to, true, bare_gso)?,
    ];
    for method in [Method::Uring, Method::Gso, Method::Mmsg] {
        let socket = Arc::new(socket::bind("sender", "127.0.0.1:0".parse()?, Purpose::Media)?);
        match send::open(socket, method) {
            Ok(transmit) => ways.push(Way::of(transmit, to)),
            Err(error) => println!("without {method}: {error}"),
        }
    }
    for _ in 0..ROUNDS {
        for way in &mut ways {
            way.turn(&slice)?;
        }
    }
    println!(
        "\nslices of {datagrams:3} x {STRIDE} B          ns/datagram   / send() loop   / bare GSO"
    );
    for way in &ways {
        println!(
            "  {:30} {:10.0} {:15.3} {:12.3}",
            way.name,
            median(way.nanos.iter().copied()),
            way.ratio(&ways[0]),
            way.ratio(&ways[1]),
        );
    }
    Ok(())
}

type Send = Box<dyn FnMut(&[u8]) -> Result<()>>;
/// Sends a slice to an address, or to where the socket is connected to.
type Bare = fn(&UdpSocket, &[u8], Option<&SockAddr>) -> Result<()>;

/// A way out and what its turns took, in nanoseconds per datagram.
struct Way {
    name: &'static str,
    send: Send,
    nanos: Vec<f64>,
}

impl Way {
    fn of(mut transmit: Box<dyn Transmit>, to: SocketAddr) -> Way {
        let name = transmit.method();
        let send = move |slice: &[u8]| Ok(transmit.send(slice, STRIDE, to)?);
        Way { name, send: Box::new(send), nanos: Vec::new() }
    }

    fn bare(name: &'static str, to: SocketAddr, connected: bool, send: Bare) -> Result<Way> {
        let socket = socket::bind("sender", "127.0.0.1:0".parse()?, Purpose::Media)?;
        if connected {
            socket.connect(to)?;
        }
        let address = (!connected).then(|| to.into());
        let send = Box::new(move |slice: &[u8]| send(&socket, slice, address.as_ref()));
        Ok(Way { name, send, nanos: Vec::new() })
    }

    fn turn(&mut self, slice: &[u8]) -> Result<()> {
        let datagrams = slice.len() / STRIDE;
        let slices = TURN / datagrams;
        let before = cpu_nanos();
        for _ in 0..slices {
            (self.send)(slice)?;
        }
        self.nanos.push((cpu_nanos() - before) as f64 / (slices * datagrams) as f64);
        Ok(())
    }

    fn ratio(&self, reference: &Way) -> f64 {
        median(self.nanos.iter().zip(&reference.nanos).map(|(own, other)| own / other))
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn cpu_nanos() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

fn send_loop(socket: &UdpSocket, slice: &[u8], _: Option<&SockAddr>) -> Result<()> {
    for datagram in slice.chunks(STRIDE) {
        socket.send(datagram)?;
    }
    Ok(())
}

/// The system call and nothing around it.
fn bare_gso(socket: &UdpSocket, slice: &[u8], to: Option<&SockAddr>) -> Result<()> {
    let space = size_of::<libc::cmsghdr>() + 8;
    let header = libc::cmsghdr {
        cmsg_len: size_of::<libc::cmsghdr>() + size_of::<u16>(),
        cmsg_level: libc::SOL_UDP,
        cmsg_type: libc::UDP_SEGMENT,
    };
    let mut control = (header, STRIDE as u64);
    for train in slice.chunks(54 * STRIDE) {
        let mut part =
            libc::iovec { iov_base: train.as_ptr().cast_mut().cast(), iov_len: train.len() };
        // SAFETY: all-zero is a valid `msghdr`: null pointers with zero lengths.
        let mut message: libc::msghdr = unsafe { std::mem::zeroed() };
        if let Some(to) = to {
            message.msg_name = to.as_ptr().cast_mut().cast();
            message.msg_namelen = to.len();
        }
        message.msg_iov = &raw mut part;
        message.msg_iovlen = 1;
        message.msg_control = (&raw mut control).cast();
        message.msg_controllen = space;
        // SAFETY: the pointers of `message` are valid for their lengths during the call.
        let sent = unsafe { libc::sendmsg(socket.as_raw_fd(), &raw const message, 0) };
        usize::try_from(sent).ok().context("sendmsg")?;
    }
    Ok(())
}
