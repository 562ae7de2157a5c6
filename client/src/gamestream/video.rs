//! The video socket: datagrams to access units, and the wish for a key frame when one is missing.
//!
//! Runs on the receive thread, which never waits for the decoder. Losses that parity cannot
//! repair are noticed with the next whole frame; predicted frames are then withheld until a key
//! frame comes. Source: docs/wire-gamestream.md "Video stream".

use std::net::UdpSocket;
use std::sync::Arc;

use lumen_core::framing::{FrameType, ReceiveFraming};
use lumen_core::gamestream::framing::{VideoConfig, VideoReceiver};
use lumen_core::reassemble::{AccessUnit, Reassembler};
use lumen_core::recovery::Ask;
use lumen_core::recovery::client::{Picture, RequestPolicy};
use lumen_core::units::{FrameId, Micros, Span};
use lumen_transport::recv::{Batch, Gro, Receive};
use lumen_transport::{TransportError, clock};

use super::control::ControlHandle;
use super::ping::Pinger;
use crate::Timeouts;
use crate::decode::Faults;
use crate::state::{End, Shared};
use crate::units::{UnitInfo, UnitWriter};

/// Longest time until the end of a session is noticed.
const LOOK_UP: Span = Span::from_millis(100);

/// Most bytes of an access unit in packets of this size.
pub(crate) fn largest_unit(packet_size: u16) -> usize {
    VideoReceiver::new(VideoConfig { packet_size, key: None }).max_frame()
}

/// What the receive thread works with.
pub(crate) struct Video {
    receive: Gro,
    pinger: Pinger,
    reassembler: Reassembler<VideoReceiver>,
    gate: Gate,
    watch: Watch,
}

impl Video {
    pub fn new(
        socket: Arc<UdpSocket>,
        pinger: Pinger,
        config: VideoConfig,
        gate: Gate,
        timeouts: &Timeouts,
    ) -> Video {
        Video {
            receive: Gro::new(socket),
            pinger,
            reassembler: Reassembler::new(VideoReceiver::new(config)),
            gate,
            watch: Watch::new(clock::now(), timeouts),
        }
    }

    /// The loop of the receive thread. Returns when the session is over.
    ///
    /// # Errors
    /// `Receive` when the socket is unusable.
    pub fn run(self, shared: &Shared) -> Result<(), TransportError> {
        let Video { mut receive, mut pinger, mut reassembler, mut gate, mut watch } = self;
        while !shared.is_over() {
            let now = clock::now();
            let until = pinger.keep_up(now).min(now + LOOK_UP);
            if let Some(batch) = receive.recv(until, Span(0))?
                && batch.from == pinger.peer()
            {
                watch.on_datagram(batch.at);
                take(batch, &mut reassembler, &mut gate, shared);
                shared.counters.set_reassembly(reassembler.stats());
            }
            gate.look_at_decoder(clock::now());
            if let Some(end) = watch.check(clock::now(), gate.seen_key()) {
                shared.end(end);
            }
        }
        Ok(())
    }
}

fn take(
    mut batch: Batch<'_>,
    reassembler: &mut Reassembler<VideoReceiver>,
    gate: &mut Gate,
    shared: &Shared,
) {
    let at = batch.at;
    for datagram in batch.datagrams() {
        // What is refused is counted by the reassembler.
        if let Ok(Some(unit)) = reassembler.datagram(datagram, at) {
            shared.counters.bytes.add(unit.bytes.len() as u64);
            gate.take(&unit, shared);
        }
    }
}

/// Decides what the decoder gets, and asks for key frames.
pub(crate) struct Gate {
    picture: Picture,
    units: UnitWriter,
    faults: Arc<Faults>,
    control: ControlHandle,
    /// The newest key frame handed to the decoder.
    last_key: FrameId,
}

impl Gate {
    pub fn new(units: UnitWriter, faults: Arc<Faults>, control: ControlHandle) -> Gate {
        Gate {
            picture: Picture::new(RequestPolicy::KEY_FRAMES),
            units,
            faults,
            control,
            last_key: FrameId(0),
        }
    }

    fn seen_key(&self) -> bool {
        self.last_key > FrameId(0)
    }

    fn take(&mut self, unit: &AccessUnit<'_>, shared: &Shared) {
        let now = unit.completed;
        let verdict = self.picture.on_unit(unit.frame, unit.frame_type, unit.lost, now);
        self.obey(verdict.ask);
        if !verdict.decode {
            shared.counters.withheld.add(1);
        } else if !self.units.offer(UnitInfo::of(unit), unit.bytes) {
            shared.counters.overrun.add(1);
            let ask = self.picture.on_decode_error(unit.frame, now);
            self.obey(ask);
        } else if unit.frame_type == FrameType::Idr {
            self.last_key = unit.frame;
        }
    }

    /// A frame that the decoder refused spoils those after it, up to the next key frame.
    fn look_at_decoder(&mut self, now: Micros) {
        if let Some(frame) = self.faults.take()
            && frame >= self.last_key
        {
            let ask = self.picture.on_decode_error(frame, now);
            self.obey(ask);
        }
    }

    /// The policy asks for key frames alone.
    fn obey(&self, ask: Option<Ask>) {
        if ask.is_some() {
            self.control.request_key_frame();
        }
    }
}

/// Notices that no video comes. Source: docs/wire-gamestream.md "Timeouts".
#[derive(Debug, PartialEq, Eq)]
enum Watch {
    ForDatagram { until: Micros, then: Span },
    ForKey { until: Micros },
    Satisfied,
}

impl Watch {
    fn new(now: Micros, timeouts: &Timeouts) -> Watch {
        Watch::ForDatagram { until: now + timeouts.first_video, then: timeouts.first_key }
    }

    fn on_datagram(&mut self, now: Micros) {
        if let Self::ForDatagram { then, .. } = *self {
            *self = Self::ForKey { until: now + then };
        }
    }

    fn check(&mut self, now: Micros, seen_key: bool) -> Option<End> {
        match *self {
            Self::ForDatagram { until, .. } if now >= until => Some(End::NoVideo),
            Self::ForKey { .. } if seen_key => {
                *self = Self::Satisfied;
                None
            }
            Self::ForKey { until } if now >= until => Some(End::NoKeyFrame),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_and_damage_are_told_apart() {
        let timeouts =
            Timeouts { first_video: Span(10), first_key: Span(20), ..Timeouts::default() };
        let mut silent = Watch::new(Micros(0), &timeouts);
        assert_eq!(silent.check(Micros(9), false), None);
        assert_eq!(silent.check(Micros(10), false), Some(End::NoVideo));
        let mut damaged = Watch::new(Micros(0), &timeouts);
        damaged.on_datagram(Micros(5));
        damaged.on_datagram(Micros(15));
        assert_eq!(damaged.check(Micros(24), false), None);
        assert_eq!(damaged.check(Micros(25), false), Some(End::NoKeyFrame));
        assert_eq!(damaged.check(Micros(25), true), None);
        assert_eq!(damaged, Watch::Satisfied);
    }
}
