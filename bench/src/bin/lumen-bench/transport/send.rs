//! Handing datagrams to the kernel: the product's ways, bare system calls.

use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::report::{Goal, Row, Verdict};
use lumen_bench::measure::slices::Candidate;
use lumen_transport::send::Method;

use super::drain::{Drain, Settled};
use super::media::{DATAGRAM, Shape};
use super::wire::{self, BareSegmented};
use super::{LARGE, MEDIUM, SMALL};

/// The product / a loop of `send`.
const LOOP: Goal = Goal::at_most(0.15);

/// The product / one segmented `sendmsg` of the same bytes.
const BARE: Goal = Goal::at_most(1.08).wish();

pub fn measure(bench: &mut Bench, peer: usize) -> anyhow::Result<()> {
    let drain = Drain::start(peer)?;
    for shape in [SMALL, MEDIUM, LARGE] {
        against_loop(bench, &drain, shape)?;
    }
    for shape in [SMALL, LARGE] {
        against_bare(bench, &drain, shape)?;
    }
    Ok(())
}

fn against_loop(bench: &mut Bench, drain: &Drain, shape: Shape) -> anyhow::Result<()> {
    let datagrams = vec![0x5A; shape.data * DATAGRAM];
    let socket = wire::connected(drain.to())?;
    let one_by_one = || {
        for datagram in datagrams.chunks(DATAGRAM) {
            socket.send(datagram).expect("loopback takes datagrams");
        }
    };
    let bare = BareSegmented::new(drain.to())?;
    let at_once = || bare.send(&datagrams).expect("loopback takes datagrams");
    let comparison = bench.compute(&mut [
        Candidate::prepared("send()", Settled::new(drain, one_by_one)),
        Candidate::prepared("sendmsg", Settled::new(drain, at_once)),
        product(drain, Method::Auto, &datagrams)?,
    ])?;
    let what = format!("{} packets: bare sendmsg / send() loop", shape.data);
    bench.add(Row::ratio(&what, &comparison, 1, None));
    let what = format!("{} packets: slice send / send() loop", shape.data);
    let mut row = Row::ratio(&what, &comparison, 2, Some(LOOP));
    let bare = comparison.timings[1].ratio;
    if row.verdict == Verdict::Missed && !LOOP.is_met(bare) {
        let why = format!("the kernel's call alone takes {bare:.2} here");
        row.verdict = Verdict::DoesNotApply(why);
    }
    bench.add(row);
    Ok(())
}

fn against_bare(bench: &mut Bench, drain: &Drain, shape: Shape) -> anyhow::Result<()> {
    let datagrams = vec![0x5A; shape.data * DATAGRAM];
    let bare = BareSegmented::new(drain.to())?;
    let bare = || bare.send(&datagrams).expect("loopback takes datagrams");
    let mut candidates = vec![
        Candidate::prepared("sendmsg", Settled::new(drain, bare)),
        product(drain, Method::Auto, &datagrams)?,
    ];
    let mut names = vec!["auto"];
    for method in [Method::Uring, Method::Gso, Method::Mmsg] {
        match product(drain, method, &datagrams) {
            Ok(candidate) => {
                candidates.push(candidate);
                names.push(method.name());
            }
            Err(error) => println!("{error:#}"),
        }
    }
    let comparison = bench.compute(&mut candidates)?;
    for (index, name) in names.iter().enumerate() {
        let what = format!("{} packets: {name} / bare sendmsg", shape.data);
        let goal = (index == 0).then_some(BARE);
        bench.add(Row::ratio(&what, &comparison, index + 1, goal));
    }
    Ok(())
}

fn product<'a>(
    drain: &'a Drain,
    method: Method,
    datagrams: &'a [u8],
) -> anyhow::Result<Candidate<'a>> {
    let (mut transmit, to) = (wire::transmit(method)?, drain.to());
    let send = move || {
        transmit.send(datagrams, DATAGRAM, to).expect("loopback takes datagrams");
    };
    Ok(Candidate::prepared(method.name(), Settled::new(drain, send)))
}
