//! The sending end: one thread that converts, packetizes and sends, as the host's stream thread does.

use std::net::SocketAddr;

use anyhow::Context;
use lumen_core::rate::pacer::{Budget, Pacer, PacerConfig};
use lumen_core::units::{Micros, Percent, Span};
use lumen_transport::clock;
use lumen_transport::send::Method;
use lumen_transport::send::paced::Paced;

use super::convert::Pictures;
use super::{Pacing, Wish};
use crate::transport::media::Source;
use crate::transport::wire;

/// As the host's plan has them.
const SHARE: Percent = Percent(33);
const QUEUE: usize = 64 << 10;

/// Time for the other thread to get going.
const HEAD_START: Span = Span::from_millis(50);

/// Where a frame was when, by the monotonic clock.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// Number on the wire.
    pub frame: u32,
    /// The display would have shown it.
    pub due: Micros,
    /// This thread has the picture.
    pub begun: Micros,
    /// The surface is filled.
    pub converted: Micros,
    /// The first datagrams are ready for the kernel.
    pub first_ready: Micros,
}

/// Sends frames at their times. A display's frame that would begin an interval late is left out.
pub fn send(
    wish: &Wish,
    mut source: Source,
    pictures: &mut dyn Pictures,
    to: SocketAddr,
) -> anyhow::Result<Vec<Sent>> {
    let interval = wish.mode.refresh.interval();
    let shape = source.shape();
    let mut transmit = wire::transmit(Method::Auto)?;
    let mut paced = Paced::on_this_thread();
    let mut pacer = (wish.pacing == Pacing::Spread).then(|| {
        let budget = Budget::Stream(wish.bitrate);
        Pacer::new(PacerConfig { interval, budget, share: SHARE, queue: QUEUE })
    });
    let mut sent = Vec::with_capacity(wish.frames as usize);
    pictures.convert(0).context("convert")?;
    let start = clock::now() + HEAD_START;
    for number in 0..wish.frames {
        let due = start + Span(u64::from(number) * 1_000_000_000 / u64::from(wish.mode.refresh.0));
        clock::wait_until(due);
        let begun = clock::now();
        if begun.since(due) >= interval {
            continue;
        }
        pictures.convert(number).context("convert")?;
        let converted = clock::now();
        pacer.iter_mut().for_each(|pacer| pacer.begin(converted));
        let (mut first_ready, mut result) = (None, Ok(()));
        for _ in 0..shape.slices {
            source.push(|train| {
                let now = clock::now();
                first_ready.get_or_insert(now);
                let handed = match &mut pacer {
                    Some(pacer) => {
                        let plan = pacer.plan(now, train.bytes.len() / train.stride, train.stride);
                        paced.send(&mut *transmit, plan, train.bytes, train.stride, to)
                    }
                    None => transmit.send(train.bytes, train.stride, to),
                };
                if result.is_ok() {
                    result = handed;
                }
            });
        }
        result.context("send")?;
        // Frames that were left out have no number on the wire.
        let first_ready = first_ready.unwrap_or(converted);
        sent.push(Sent { frame: sent.len() as u32, due, begun, converted, first_ready });
    }
    Ok(sent)
}
