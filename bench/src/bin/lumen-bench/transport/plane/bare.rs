//! As many datagrams of the same size without us: what the machine can do.

use std::io;
use std::net::UdpSocket;
use std::sync::{Arc, mpsc};

use lumen_bench::measure::probe::{Probe, Thread};
use lumen_core::units::Span;
use lumen_transport::clock;
use lumen_transport::recv::Gro;

use super::super::media::{DATAGRAM, Shape};
use super::super::peer::Peer;
use super::super::wire::{self, BareSegmented};
use super::window::Window;
use super::{Turn, time};

/// Longest wait for datagrams that were sent.
const PATIENCE: Span = Span::from_secs(2);

/// Segmented sends to a socket that coalesces, each byte read once.
pub struct BarePlane {
    sender: Peer<Sending>,
    shape: Shape,
    window: Arc<Window>,
    socket: Arc<UdpSocket>,
    train: Vec<u8>,
}

struct Sending {
    wire: BareSegmented,
    slice: Vec<u8>,
    window: Arc<Window>,
    sent: u64,
}

impl BarePlane {
    pub fn new(shape: Shape, core: usize) -> anyhow::Result<BarePlane> {
        let socket = wire::bind()?;
        // Turns coalescing on.
        drop(Gro::new(Arc::clone(&socket)));
        socket.set_nonblocking(true)?;
        let window = Arc::<Window>::default();
        let sending = Sending {
            wire: BareSegmented::new(socket.local_addr()?)?,
            slice: vec![0x5A; shape.datagrams() * DATAGRAM],
            window: Arc::clone(&window),
            sent: 0,
        };
        let sender = Peer::start(core, sending)?;
        Ok(BarePlane { sender, shape, window, socket, train: vec![0; 1 << 16] })
    }

    /// Moves the datagrams of so many frames.
    pub fn turn(&mut self, thread: &Thread, frames: u32) -> io::Result<Turn> {
        let (said, sender) = mpsc::channel();
        let slices = frames as usize * self.shape.slices;
        self.sender.tell(move |thread, sending| {
            let mut sent = Ok(());
            let cost = thread.time(&mut || sent = sending.send(slices));
            let _ = said.send(sent.and(cost));
        });
        time(thread, &sender, || self.take(slices * self.shape.datagrams()))
    }

    fn take(&mut self, datagrams: usize) -> io::Result<()> {
        let mut left = datagrams;
        while left > 0 {
            let train = receive(&self.socket, &mut self.train)?;
            let words = train.chunks_exact(8).map(|word| word.iter().fold(0, |a, b| a ^ b));
            std::hint::black_box(words.fold(0, |a, b| a ^ b));
            let taken = train.len() / DATAGRAM;
            self.window.take(taken as u64);
            left = left.saturating_sub(taken);
        }
        Ok(())
    }
}

/// Asks until something is there.
fn receive<'a>(socket: &UdpSocket, train: &'a mut [u8]) -> io::Result<&'a [u8]> {
    let until = clock::now() + PATIENCE;
    loop {
        match socket.recv(train) {
            Ok(len) => return Ok(&train[..len]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock && clock::now() < until => {}
            Err(error) => return Err(error),
        }
    }
}

impl Sending {
    fn send(&mut self, slices: usize) -> io::Result<()> {
        for _ in 0..slices {
            self.window.wait(self.sent);
            self.wire.send(&self.slice)?;
            self.sent += (self.slice.len() / DATAGRAM) as u64;
        }
        Ok(())
    }
}
