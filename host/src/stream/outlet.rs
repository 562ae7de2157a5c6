//! From a slice to the kernel: packetize, plan, send.

use std::net::SocketAddr;

use lumen_core::framing::SendFraming;
use lumen_core::packetize::{PacketizeError, Packetizer, Train};
use lumen_core::rate::pacer::Pacer;
use lumen_core::units::{Micros, Span};
use lumen_gpu::encode::Slice;
use lumen_transport::TransportError;
use lumen_transport::clock;
use lumen_transport::send::paced::Paced;
use lumen_transport::send::{SendStats, Transmit};

use super::route::{Destination, Route};
use super::trace::FrameTrace;

/// The way out of a stream's datagrams.
pub(super) struct Outlet {
    transmit: Box<dyn Transmit>,
    pub pacer: Option<Pacer>,
    paced: Paced,
    route: Route,
    /// The datagrams of one slice.
    slots: Box<[u8]>,
    /// The kernel refused the datagrams sent last.
    failed: bool,
    /// Bytes that left so far.
    bytes: u64,
}

impl Outlet {
    /// A way out for slices that take at most `slots` bytes, on the thread that sends.
    pub fn new(
        transmit: Box<dyn Transmit>,
        destination: Destination,
        pacer: Option<Pacer>,
        slots: usize,
    ) -> Outlet {
        let slots = vec![0; slots].into_boxed_slice();
        let (paced, route) = (Paced::on_this_thread(), Route::new(destination));
        Outlet { transmit, pacer, paced, route, slots, failed: false, bytes: 0 }
    }

    /// A frame begins to leave.
    pub fn begin(&mut self, now: Micros) {
        self.pacer.iter_mut().for_each(|pacer| pacer.begin(now));
    }

    /// Turns a slice into datagrams and sends them, its data before its parity exists.
    pub fn push<F: SendFraming>(
        &mut self,
        packetizer: &mut Packetizer<F>,
        slice: &Slice<'_>,
        trace: &mut FrameTrace,
    ) -> Result<(), PacketizeError> {
        let Outlet { transmit, pacer, paced, route, slots, failed, bytes } = self;
        let (transmit, to) = (&mut **transmit, route.address());
        let mut out = Out { transmit, pacer, paced, to, failed, bytes };
        let mut spent = Span(0);
        let begun = clock::now();
        let written = packetizer.push(slice.bytes, slice.last, slots, |train| {
            spent = spent + out.send(train, trace);
        });
        trace.packetize += (clock::now().since(begun) - spent).0;
        let written = written?;
        trace.datagrams += written.datagrams as u32;
        trace.blocks += written.blocks as u32;
        Ok(())
    }

    /// Bytes handed to the kernel so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    pub fn stats(&self) -> SendStats {
        self.transmit.stats()
    }

    pub fn method(&self) -> &'static str {
        self.transmit.method()
    }
}

/// The way out for the trains of one slice.
struct Out<'a> {
    transmit: &'a mut dyn Transmit,
    pacer: &'a mut Option<Pacer>,
    paced: &'a mut Paced,
    to: SocketAddr,
    failed: &'a mut bool,
    bytes: &'a mut u64,
}

impl Out<'_> {
    /// Hands a train to the kernel; returns the time that took. Datagrams that it refuses are lost
    /// like any others: the client asks for what it misses, and a client that is gone stays silent.
    fn send(&mut self, train: Train<'_>, trace: &mut FrameTrace) -> Span {
        let begun = clock::now();
        let size = train.bytes.len() as u64;
        match self.hand_over(train, begun) {
            Ok(()) => {
                *self.failed = false;
                *self.bytes += size;
            }
            Err(error) if !std::mem::replace(self.failed, true) => {
                tracing::warn!(%error, "datagrams not sent");
            }
            Err(_) => {}
        }
        let sent = clock::now();
        trace.last_sent = sent.0;
        if trace.first_sent == 0 {
            (trace.first_ready, trace.first_sent) = (begun.0, sent.0);
        }
        sent.since(begun)
    }

    fn hand_over(&mut self, train: Train<'_>, now: Micros) -> Result<(), TransportError> {
        let Train { bytes, stride } = train;
        match self.pacer {
            Some(pacer) => {
                let plan = pacer.plan(now, bytes.len() / stride, stride);
                self.paced.send(self.transmit, plan, bytes, stride, self.to)
            }
            None => self.transmit.send(bytes, stride, self.to),
        }
    }
}
