//! What a stream may send, by what its client reports: parity, and the rate of the encoder.

use std::time::Duration;

use lumen_core::fec::plan::{FecPolicy, parity_count};
use lumen_core::native::media::HEADER_LEN;
use lumen_core::native::message::hello::StreamPlan;
use lumen_core::native::message::running::Report;
use lumen_core::native::message::value::MAX_TILES;
use lumen_core::rate::controller::{RateBounds, RateController, Sample};
use lumen_core::rate::fec::FecController;
use lumen_core::seal::TAG_LEN;
use lumen_core::units::{Bitrate, Micros, Span};

/// No stream goes below this by itself.
const LEAST: Bitrate = Bitrate::from_kbps(1_000);

/// A stream starts with a quarter of what it may have, but not below this: the first second shows
/// whether the link passes more.
const START: Bitrate = Bitrate::from_kbps(10_000);

/// The encoder hears of changes from so many percent on.
const WORTH: u64 = 2;

/// Parity and rate of a stream. Both follow the reports; the rate on the wire is the
/// controller's, and the encoder gets what parity and headers leave of it.
pub struct StreamRate {
    parity: FecController,
    rate: RateController,
    /// Data shards of a block of mean size, at the rate of the plan.
    block: usize,
    /// Bytes of a datagram.
    datagram: usize,
    most: Bitrate,
    now: Applied,
    arrived: Arrived,
}

/// What the stream is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Parity of the blocks.
    pub fec: FecPolicy,
    /// Rate of all encoders together.
    pub bitrate: Bitrate,
}

/// Bytes of all tiles, out of counters that wrap.
#[derive(Default)]
struct Arrived {
    tiles: [u32; MAX_TILES as usize],
    sum: u64,
}

impl Arrived {
    fn take(&mut self, report: &Report) -> u64 {
        if let Some(tile) = self.tiles.get_mut(usize::from(report.tile.get())) {
            let more = report.arrived.wrapping_sub(*tile);
            // A counter that is behind is a report that was overtaken.
            if more < u32::MAX / 2 {
                *tile = report.arrived;
                self.sum += u64::from(more);
            }
        }
        self.sum
    }
}

impl StreamRate {
    /// Of a stream that starts.
    pub fn new(plan: &StreamPlan, max_datagram: u16, now: Micros) -> StreamRate {
        let parity = FecController::new(plan.fec);
        let (datagram, block) = (max_datagram.into(), block(plan, max_datagram.into()));
        let fec = parity.policy(block);
        let wire = Wire { fec, block, datagram };
        let (bounds, most) = (wire.bounds(plan.bitrate), plan.bitrate);
        let start = start(most);
        let rate = RateController::new(bounds, wire.with(start), now);
        let now = Applied { fec, bitrate: start };
        StreamRate { parity, rate, block, datagram, most, now, arrived: Arrived::default() }
    }

    /// What holds.
    pub fn applied(&self) -> Applied {
        self.now
    }

    /// Takes what the client says of its link. `sent` bytes were handed to the kernel so far.
    pub fn on_report(&mut self, report: &Report, sent: u64, rtt: Duration, now: Micros) {
        self.parity.on_report(report.loss, now);
        let sample = Sample {
            sent,
            received: self.arrived.take(report),
            delay: report.delay,
            loss: report.loss,
            rtt: Span(u64::try_from(rtt.as_micros()).unwrap_or(u64::MAX)),
        };
        self.rate.on_report(&sample, now);
        self.apply();
    }

    /// Call now and then, for what happens when no report comes.
    pub fn on_time(&mut self, now: Micros) {
        self.rate.on_time(now);
        self.apply();
    }

    /// The plan is another one.
    pub fn on_plan(&mut self, plan: &StreamPlan) {
        self.block = block(plan, self.datagram);
        self.most = plan.bitrate;
        self.parity.set_bounds(plan.fec);
        self.now.fec = self.parity.policy(self.block);
        self.rate.set_bounds(self.wire().bounds(plan.bitrate));
        self.rate.raise(self.wire().with(start(plan.bitrate)));
        self.apply();
    }

    fn apply(&mut self) {
        let fec = self.parity.policy(self.block);
        if fec != self.now.fec {
            self.now.fec = fec;
            self.rate.set_bounds(self.wire().bounds(self.most));
        }
        let bitrate = self.wire().without(self.rate.rate()).min(self.most);
        let change = bitrate.0.abs_diff(self.now.bitrate.0);
        if change * 100 >= self.now.bitrate.0 * WORTH || bitrate == self.most {
            self.now.bitrate = bitrate;
        }
    }

    fn wire(&self) -> Wire {
        Wire { fec: self.now.fec, block: self.block, datagram: self.datagram }
    }
}

/// What coded video grows by on its way to the wire.
struct Wire {
    fec: FecPolicy,
    block: usize,
    datagram: usize,
}

impl Wire {
    /// Bytes on the wire for so many of video, and how many those are.
    fn growth(&self) -> (u64, u64) {
        let data = self.block.max(1);
        let parity = parity_count(data, self.fec.percent).max(self.fec.min_parity.into());
        let shards = data + parity;
        let payload = self.datagram.saturating_sub(HEADER_LEN + TAG_LEN).max(1);
        ((shards * self.datagram) as u64, (data * payload) as u64)
    }

    fn with(&self, video: Bitrate) -> Bitrate {
        let (wire, own) = self.growth();
        Bitrate(video.0.saturating_mul(wire).div_ceil(own))
    }

    fn without(&self, wire: Bitrate) -> Bitrate {
        let (all, own) = self.growth();
        // To the nearest, and there is rounded up: back is no less than what it was.
        Bitrate((wire.0.saturating_mul(own) + all / 2) / all)
    }

    fn bounds(&self, most: Bitrate) -> RateBounds {
        RateBounds { least: self.with(LEAST.min(most)), most: self.with(most) }
    }
}

/// What a stream of so much at most begins with.
fn start(most: Bitrate) -> Bitrate {
    Bitrate(most.0 / 4).max(START).min(most)
}

fn block(plan: &StreamPlan, datagram: usize) -> usize {
    let refresh = u64::from(plan.mode.refresh.0).max(1);
    let frame = plan.bitrate.0 / 8 * 1_000 / refresh;
    let blocks = u64::from(plan.slices.get()) * u64::from(plan.grid.tiles().get());
    (frame / blocks.max(1)) as usize / datagram.max(1)
}

#[cfg(test)]
mod tests {
    use lumen_core::native::message::value::Tile;
    use lumen_core::rate::controller::OneWay;
    use lumen_core::rate::loss::LossReport;
    use lumen_core::units::FrameId;

    use lumen_core::native::message::format::{Audio, Chroma, Codec, Depth, Format};
    use lumen_core::native::message::value::{Grid, Slices};
    use lumen_core::rate::fec::FecBounds;
    use lumen_core::units::{Mode, RefreshRate};

    use super::*;

    fn plan(kbps: u64) -> StreamPlan {
        StreamPlan {
            mode: Mode::new(1280, 720, RefreshRate::from_hz(60)).unwrap(),
            format: Format { codec: Codec::H264, chroma: Chroma::Half, depth: Depth::Eight },
            bitrate: Bitrate::from_kbps(kbps),
            grid: Grid::new(1, 1).unwrap(),
            slices: Slices::new(4).unwrap(),
            audio: Audio::Stereo,
            fec: FecBounds::default(),
            big_blocks: false,
            max_frame: 1 << 20,
        }
    }

    /// Reports of a stream that makes use of its rate and loses nothing.
    fn play(rate: &mut StreamRate, from: u64, millis: u64, delay: u32) {
        let mut bytes = from * 10_000;
        for now in (from..from + millis).step_by(25) {
            bytes += rate.rate.rate().0 / 8 / 40;
            let rtt = Duration::from_millis(5);
            rate.on_report(&report(0, bytes as u32, delay), bytes, rtt, Micros(now * 1_000));
        }
    }

    #[test]
    fn a_clean_link_gets_all_that_was_negotiated_and_a_queue_takes_it_back() {
        let mut rate = StreamRate::new(&plan(60_000), 1_200, Micros(0));
        assert_eq!(rate.applied().bitrate, Bitrate::from_kbps(15_000));
        play(&mut rate, 0, 60_000, 10);
        let clean = rate.applied();
        assert_eq!(clean.bitrate, Bitrate::from_kbps(60_000));
        assert_eq!(clean.fec.percent, FecBounds::default().least, "nothing is lost");
        play(&mut rate, 60_000, 300, 60_000);
        assert!(rate.applied().bitrate < Bitrate::from_kbps(54_000));
    }

    #[test]
    fn a_smaller_plan_holds_at_once() {
        let mut rate = StreamRate::new(&plan(60_000), 1_200, Micros(0));
        play(&mut rate, 0, 10_000, 10);
        rate.on_plan(&plan(5_000));
        assert_eq!(rate.applied().bitrate, Bitrate::from_kbps(5_000));
    }

    fn report(tile: u8, arrived: u32, delay: u32) -> Report {
        Report {
            tile: Tile::new(tile).unwrap(),
            loss: LossReport { received: 100, lost: 0, longest_burst: 0 },
            next: FrameId(0),
            decoded: 1,
            missed: 0,
            decode_time: Span(0),
            arrived,
            delay: Some(OneWay(delay)),
        }
    }

    #[test]
    fn bytes_of_all_tiles_count_once_whatever_the_order_of_reports() {
        let mut arrived = Arrived::default();
        for bytes in [2_000_000_000, 4_000_000_000] {
            arrived.take(&report(0, bytes, 0));
        }
        arrived.take(&report(0, u32::MAX - 99, 0));
        let before = arrived.sum;
        assert_eq!(arrived.take(&report(1, 50, 0)), before + 50);
        assert_eq!(arrived.take(&report(0, 100, 0)), before + 250);
        assert_eq!(arrived.take(&report(0, 20, 0)), before + 250, "overtaken");
    }
}
