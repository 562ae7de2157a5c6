//! From a slice that is ready to its datagrams handed over to the kernel.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::report::{Goal, Row};
use lumen_bench::measure::slices::Candidate;
use lumen_bench::measure::stamps::{Stamped, Stamps};
use lumen_core::native::media::HEADER_LEN;
use lumen_core::seal::TAG_LEN;
use lumen_transport::send::{Method, Transmit};

use super::cipher::BareRing;
use super::drain::{Drain, Settled};
use super::media::{DATAGRAM, PAYLOAD, Shape, Source};
use super::wire::{self, BareSegmented};
use super::{LARGE, MEDIUM, SMALL};

/// Turns of each way: enough that the hundredth part of them says something.
const ROUNDS: usize = 4_000;

/// The product / its parts.
const OVERHEAD: Goal = Goal::at_most(1.10);

/// Microseconds to the first datagram, the median and the hundredth part.
const FIRST: [Goal; 2] = [Goal::at_most(20.0), Goal::at_most(60.0)];

pub fn measure(bench: &mut Bench, peer: usize) -> anyhow::Result<()> {
    let drain = Drain::start(peer)?;
    let stamps = ready_to_sent(bench, &drain, SMALL, OVERHEAD)?;
    for (what, nanos, goal) in
        [("p50", stamps.comparison.timings[1].median, FIRST[0]), ("p99", stamps.high[1], FIRST[1])]
    {
        let what = format!("slice ready to first datagram, {}, {what} in us", SMALL.name());
        bench.add(Row::value(&what, nanos / 1e3, &stamps.comparison, 1, Some(goal)));
    }
    for shape in [MEDIUM, LARGE] {
        ready_to_sent(bench, &drain, shape, OVERHEAD.wish())?;
    }
    for shape in [SMALL, MEDIUM, LARGE] {
        whole_path(bench, &drain, shape)?;
    }
    Ok(())
}

fn ready_to_sent(
    bench: &mut Bench,
    drain: &Drain,
    shape: Shape,
    goal: Goal,
) -> anyhow::Result<Stamps> {
    let mut parts = Parts::new(shape, drain.to())?;
    let mut path = Path::new(shape, drain.to())?;
    let stamps = bench.stamp(
        ROUNDS,
        &mut [
            Stamped::new("parts", || {
                drain.settle();
                parts.send_data()
            }),
            Stamped::new("lumen/1", || {
                drain.settle();
                path.send_slice()
            }),
        ],
    )?;
    let name = shape.name();
    let row = Row::ratio(&format!("{name}: copy, ring, one sendmsg"), &stamps.comparison, 0, None);
    bench.add(row);
    let what = format!("{name}: slice ready to last data sent / these");
    bench.add(Row::ratio(&what, &stamps.comparison, 1, Some(goal)));
    Ok(stamps)
}

/// Copy, FEC, sealing and sending, for each datagram sent, against sealing alone.
fn whole_path(bench: &mut Bench, drain: &Drain, shape: Shape) -> anyhow::Result<()> {
    let mut ring = BareRing::new();
    let mut sealed = vec![0x5A; shape.datagrams() * DATAGRAM];
    let mut path = Path::new(shape, drain.to())?;
    let comparison = bench.compute(&mut [
        Candidate::new("ring", || sealed.chunks_mut(DATAGRAM).for_each(|d| ring.seal(d))),
        Candidate::prepared(
            "lumen/1",
            Settled::new(drain, || {
                path.send_slice();
            }),
        ),
    ])?;
    let what = format!("{}: whole path per packet / bare ring seal", shape.name());
    bench.add(Row::ratio(&what, &comparison, 1, None));
    Ok(())
}

/// The product's path.
struct Path {
    source: Source,
    transmit: Box<dyn Transmit>,
    to: SocketAddr,
}

impl Path {
    fn new(shape: Shape, to: SocketAddr) -> anyhow::Result<Path> {
        Ok(Path { source: Source::new(shape), transmit: wire::transmit(Method::Auto)?, to })
    }

    /// Sends the next slice with its parity; returns how long its data took.
    fn send_slice(&mut self) -> Duration {
        let Path { source, transmit, to } = self;
        let begin = Instant::now();
        let mut data_sent = None;
        source.push(|train| {
            transmit.send(train.bytes, train.stride, *to).expect("loopback takes datagrams");
            data_sent.get_or_insert_with(|| begin.elapsed());
        });
        data_sent.unwrap_or_default()
    }
}

/// What the path of the data is made of: one copy, the cipher, system calls.
struct Parts {
    frame: Vec<u8>,
    shape: Shape,
    /// Slices sent since the start.
    slices: usize,
    slots: Vec<u8>,
    ring: BareRing,
    wire: BareSegmented,
}

impl Parts {
    fn new(shape: Shape, to: SocketAddr) -> anyhow::Result<Parts> {
        Ok(Parts {
            frame: vec![0x5A; shape.frame_len()],
            shape,
            slices: 0,
            slots: vec![0; shape.data * DATAGRAM],
            ring: BareRing::new(),
            wire: BareSegmented::new(to)?,
        })
    }

    fn send_data(&mut self) -> Duration {
        let slice = self.slices % self.shape.slices * self.shape.slice_len();
        self.slices += 1;
        let begin = Instant::now();
        let shards = self.frame[slice..][..self.shape.slice_len()].chunks_exact(PAYLOAD);
        for (datagram, shard) in self.slots.chunks_exact_mut(DATAGRAM).zip(shards) {
            datagram[HEADER_LEN..DATAGRAM - TAG_LEN].copy_from_slice(shard);
            self.ring.seal(datagram);
        }
        self.wire.send(&self.slots).expect("loopback takes datagrams");
        begin.elapsed()
    }
}
