//! The whole data plane: two threads on two cores, frames of known content at one end, the same
//! frames at the other, as fast as it goes.
//!
//! A window keeps the sender from overrunning the receiver's buffer, which no network would do for
//! us: what is lost is lost on purpose, by the receiver, before it looks at a datagram.

mod bare;
mod product;
mod window;

use std::io;

use lumen_bench::measure::bench::Bench;
use lumen_bench::measure::comparison::{Comparison, Sample};
use lumen_bench::measure::probe::{Cost, Thread};
use lumen_bench::measure::report::{Goal, Row};

use super::media::Shape;
use super::{HUGE, LARGE};
use bare::BarePlane;
use product::Plane;

/// Payload in Gbit/s.
const RATE: Goal = Goal::at_least(8.0);
/// Payload / that of a bare transfer, where the machine does not reach that rate.
const SHARE: Goal = Goal::at_least(0.80);
/// Payload with loss / without.
const LOSSY: Goal = Goal::at_least(0.85);
/// System calls for 40 datagrams.
const CALLS: Goal = Goal::at_most(1.0);

/// One of so many datagrams is lost.
const LOSS: u64 = 100;

/// Turns of each way.
const REPEATS: usize = 7;
/// Bytes that a turn moves, about.
const TURN: usize = 200_000_000;

pub fn measure(bench: &mut Bench, peer: usize) -> anyhow::Result<()> {
    for (shape, name) in [(HUGE, "frames of 64 slices"), (LARGE, "frames of 16 slices")] {
        plane(bench, peer, shape, name, shape == HUGE)?;
    }
    Ok(())
}

fn plane(
    bench: &mut Bench,
    peer: usize,
    shape: Shape,
    name: &str,
    judged: bool,
) -> anyhow::Result<()> {
    let mut clean = Plane::new(shape, peer, None)?;
    let mut lossy = Plane::new(shape, peer, Some(LOSS))?;
    let mut bare = BarePlane::new(shape, peer)?;
    let frames = (TURN / shape.frame_len()) as u32;
    println!("{name} of {}, at most {} datagrams under way", shape.name(), window::LIMIT);
    let comparison = bench.quietly(&[peer], || {
        let mut rounds = Vec::new();
        for _ in 0..REPEATS {
            let turns = [
                clean.turn(bench.thread(), frames)?,
                lossy.turn(bench.thread(), frames)?,
                bare.turn(bench.thread(), frames)?,
            ];
            rounds.push(turns.map(|turn| turn.sample(frames)).to_vec());
        }
        Ok(Comparison::of(&["clean", "lossy", "bare"], &rounds))
    })?;
    let must = |goal: Goal| if judged { goal } else { goal.wish() };
    tell_rates(bench, &comparison, shape, name, must);
    let loss = 1.0 / comparison.timings[1].ratio;
    let what = format!("{name}: payload at 1 % loss / without");
    bench.add(Row::value(&what, loss, &comparison, 1, Some(must(LOSSY))));
    let counts = [clean.counts(), lossy.counts()];
    let calls = counts.map(|counts| counts.send.calls).iter().sum::<u64>() as f64;
    let datagrams = counts.map(|counts| counts.send.datagrams).iter().sum::<u64>() as f64;
    let what = format!("{name}: system calls for 40 datagrams sent");
    bench.add(Row::count(&what, 40.0 * calls / datagrams, Some(must(CALLS))));
    for (what, value) in [
        ("datagrams the kernel dropped", counts.map(|c| c.dropped).iter().sum::<u64>()),
        ("datagrams lost on purpose", counts[1].lost),
        ("data datagrams repaired", counts[1].reassembly.repaired),
        ("frames not delivered", counts.map(|c| c.reassembly.lost).iter().sum()),
    ] {
        bench.add(Row::count(&format!("{name}: {what}"), value as f64, None));
    }
    Ok(())
}

/// The rate is judged, or the share of what the machine can do where that is better.
fn tell_rates(
    bench: &mut Bench,
    comparison: &Comparison,
    shape: Shape,
    name: &str,
    must: impl Fn(Goal) -> Goal,
) {
    let rate = |way: usize| shape.frame_len() as f64 * 8.0 / comparison.timings[way].median;
    let share = comparison.timings[2].ratio;
    let (ours, limit) = (rate(0), rate(2));
    let by_share = !RATE.is_met(ours) && SHARE.is_met(share);
    let what = format!("{name}: payload in Gbit/s");
    let goal = if by_share { RATE.wish() } else { must(RATE) };
    bench.add(Row::value(&what, ours, comparison, 0, Some(goal)));
    let what = format!("{name}: bare GSO and GRO, as payload in Gbit/s");
    bench.add(Row::value(&what, limit, comparison, 2, None));
    let what = format!("{name}: payload / bare");
    bench.add(Row::value(&what, share, comparison, 0, by_share.then(|| must(SHARE))));
}

/// What moving frames cost at both ends.
struct Turn {
    sender: Cost,
    receiver: Cost,
}

impl Turn {
    /// The receiver's time for a frame. Noise is that of both threads, which never sleep.
    fn sample(self, frames: u32) -> Sample {
        let cost = Cost {
            wall: self.sender.wall + self.receiver.wall,
            cpu: self.sender.cpu + self.receiver.cpu,
            preempted: false,
        };
        let nanos = self.receiver.wall.as_nanos() as f64 / f64::from(frames);
        Sample { nanos, cost, kept: true }
    }
}

/// Times `receive`, which waits for what `sender` was told to send.
fn time(
    thread: &Thread,
    sender: &std::sync::mpsc::Receiver<io::Result<Cost>>,
    mut receive: impl FnMut() -> io::Result<()>,
) -> io::Result<Turn> {
    use lumen_bench::measure::probe::Probe;
    let mut received = Ok(());
    let receiver = thread.time(&mut || received = receive())?;
    received?;
    let sender = sender.recv().map_err(io::Error::other)??;
    Ok(Turn { sender, receiver })
}
