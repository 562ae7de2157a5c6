//! Two ends of a `lumen/1` media stream over a simulated network.
//!
//! The host codes a frame at each tick, sized for its bitrate, and cuts it into slices; the
//! client puts frames together, decides what can be shown and asks for what is missing. Requests
//! and receiver reports travel back as datagrams of their own and get lost like any others.

use super::Random;
use super::net::{Net, NetConfig};
use crate::framing::{FrameHead, FrameType, SendFraming};
use crate::native::datagram::Datagram;
use crate::native::media::{MediaConfig, MediaReceiver, MediaSender};
use crate::native::message::Message;
use crate::native::message::running::{Report, TileAsk};
use crate::native::message::value::Tile;
use crate::native::tlv::Reader;
use crate::packetize::Packetizer;
use crate::rate::fec::{FecBounds, FecController};
use crate::reassemble::Reassembler;
use crate::recovery::client::{Picture, RequestPolicy};
use crate::recovery::host::{Anchors, Next};
use crate::seal::epoch::{Opener, Sealer};
use crate::seal::limits::Limits;
use crate::seal::secret::Secret;
use crate::units::{Bitrate, FrameId, Micros, RefreshRate, Span};

/// From one receiver report to the next.
const REPORTS: Span = Span::from_millis(50);

/// References that the made-up encoder keeps: frames back from the newest.
const REFERENCES: u32 = 16;

/// Key frames are larger than predicted ones by this factor.
const KEY_FACTOR: u64 = 3;

/// What is played.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Everything random follows from this.
    pub seed: u64,
    /// Frames per second.
    pub refresh: RefreshRate,
    /// Of the video, parity apart.
    pub bitrate: Bitrate,
    /// Slices of each frame; each has blocks of its own.
    pub slices: u8,
    /// Bytes of a datagram.
    pub datagram: usize,
    /// Blocks beyond 255 shards.
    pub big_blocks: bool,
    /// Bounds of the default policy for parity.
    pub fec: FecBounds,
    /// The encoder can predict from frames before a gap.
    pub can_invalidate: bool,
    /// The way to the client.
    pub there: NetConfig,
    /// The way back.
    pub back: NetConfig,
}

/// How it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Frames coded.
    pub frames: u64,
    /// Frames that the client could show.
    pub shown: u64,
    /// Of those, by the network's own time and two frame intervals after they were coded.
    pub on_time: u64,
    /// Frames whole, but of no use after a gap.
    pub withheld: u64,
    /// Frames of which too much was lost.
    pub lost: u64,
    /// Key frames sent.
    pub keys: u64,
    /// Frames sent that were predicted from before a gap.
    pub anchors: u64,
    /// Data shards restored.
    pub repaired: u64,
    /// Longest time without a new picture.
    pub longest_gap: Span,
    /// Payload of data datagrams, in bytes.
    pub data: u64,
    /// Payload of parity datagrams, in bytes.
    pub parity: u64,
    /// Datagrams lost on the way to the client.
    pub datagrams_lost: u64,
    /// Datagrams sent to the client.
    pub datagrams: u64,
    /// Frames whose bytes were not those sent; anything but 0 is a bug.
    pub corrupt: u64,
}

impl Outcome {
    /// Frames on time, in parts per million of those coded.
    pub fn on_time_ppm(&self) -> u64 {
        (self.on_time * 1_000_000).checked_div(self.frames).unwrap_or(0)
    }

    /// Parity in thousandths of the data.
    pub fn overhead_permille(&self) -> u64 {
        (self.parity * 1_000).checked_div(self.data).unwrap_or(0)
    }
}

/// Both ends and the network between them.
pub struct Pair {
    scenario: Scenario,
    now: Micros,
    there: Net,
    back: Net,
    host: Host,
    client: Client,
}

struct Host {
    packetizer: Packetizer<MediaSender>,
    anchors: Anchors,
    fec: FecController,
    random: Random,
    slots: Vec<u8>,
    slice: Vec<u8>,
    next_frame: FrameId,
    next_tick: Micros,
    outcome: Outcome,
}

struct Client {
    reassembler: Reassembler<MediaReceiver>,
    picture: Picture,
    next_report: Micros,
    /// Frames decoded and missed as of the last report.
    reported: (u32, u32),
    /// The frame after the newest that arrived whole.
    next_frame: FrameId,
    datagram: Vec<u8>,
    last_shown: Option<Micros>,
    outcome: Outcome,
}

impl Pair {
    /// Both ends at the start of a stream.
    pub fn new(scenario: Scenario) -> Pair {
        let mut random = Random::new(scenario.seed);
        let there = Net::new(scenario.there, Random::new(random.bits()));
        let back = Net::new(scenario.back, Random::new(random.bits()));
        let max_frame = 4 * KEY_FACTOR as usize * frame_bytes(&scenario) + 65_536;
        let Scenario { datagram: max_datagram, big_blocks, .. } = scenario;
        let config = MediaConfig { tile: 0, max_datagram, max_frame, big_blocks };
        let limits = Limits::for_datagrams(max_datagram);
        let secret = || Secret::new([7; 32]);
        let fec = FecController::new(scenario.fec);
        let sender = MediaSender::new(config, fec.policy(1), Sealer::new(secret(), limits));
        let receiver = MediaReceiver::new(config, Opener::new(&secret(), limits));
        let (packetizer, reassembler) = if big_blocks {
            (Packetizer::with_big_blocks(sender), Reassembler::with_big_blocks(receiver))
        } else {
            (Packetizer::new(sender), Reassembler::new(receiver))
        };
        let host = Host {
            slots: vec![0; packetizer.max_slots()],
            packetizer,
            anchors: Anchors::default(),
            fec,
            random,
            slice: Vec::new(),
            next_frame: FrameId(0),
            next_tick: Micros(0),
            outcome: Outcome::default(),
        };
        let client = Client {
            reassembler,
            picture: Picture::new(request_policy(&scenario)),
            next_report: Micros(0) + REPORTS,
            reported: (0, 0),
            next_frame: FrameId(0),
            datagram: Vec::new(),
            last_shown: None,
            outcome: Outcome::default(),
        };
        Pair { scenario, now: Micros(0), there, back, host, client }
    }

    /// Plays for as long.
    pub fn run(&mut self, span: Span) -> Outcome {
        let end = self.now + span;
        while self.now < end {
            self.now = self.next_event().min(end);
            self.step();
        }
        self.outcome()
    }

    /// What happened so far.
    pub fn outcome(&self) -> Outcome {
        let stats = self.client.reassembler.stats();
        let net = self.there.stats();
        Outcome {
            lost: stats.lost,
            repaired: stats.repaired,
            datagrams: net.sent,
            datagrams_lost: net.lost + net.dropped,
            shown: self.client.outcome.shown,
            on_time: self.client.outcome.on_time,
            withheld: self.client.outcome.withheld,
            longest_gap: self.client.outcome.longest_gap,
            corrupt: self.client.outcome.corrupt,
            ..self.host.outcome
        }
    }

    fn next_event(&self) -> Micros {
        let nets = [self.there.next_at(), self.back.next_at()].into_iter().flatten();
        let timers = [self.host.next_tick, self.client.next_report];
        nets.chain(timers).min().unwrap_or(self.now)
    }

    fn step(&mut self) {
        let Pair { scenario, now, there, back, host, client } = self;
        let mut message = Vec::new();
        while back.receive(*now, &mut message).is_some() {
            host.on_message(&message, scenario, *now);
        }
        if host.next_tick <= *now {
            host.send_frame(scenario, *now, there);
        }
        while there.receive(*now, &mut client.datagram).is_some() {
            client.on_datagram(scenario, *now, back);
        }
        if client.next_report <= *now {
            client.report(*now, back);
        }
    }
}

/// Mean bytes of a frame.
fn frame_bytes(scenario: &Scenario) -> usize {
    (scenario.bitrate.0 * scenario.refresh.interval().0 / 8_000_000) as usize
}

/// The request in a datagram that holds one message of the control stream.
fn parse_ask(mut message: &[u8]) -> Option<TileAsk> {
    let mut reader = Reader::default();
    match Message::parse(reader.read(&mut message).ok()??) {
        Ok(Some(Message::Ask(ask))) => Some(ask),
        _ => None,
    }
}

fn round_trip(scenario: &Scenario) -> Span {
    let NetConfig { delay, jitter, .. } = scenario.there;
    delay + jitter + scenario.back.delay + scenario.back.jitter
}

fn request_policy(scenario: &Scenario) -> RequestPolicy {
    let frame = scenario.refresh.interval();
    RequestPolicy {
        can_invalidate: scenario.can_invalidate,
        hold_off: round_trip(scenario) + frame + frame,
        // Once a frame, whatever the jitter.
        repair_hold_off: Span(frame.0 / 2),
    }
}

impl Host {
    fn on_message(&mut self, message: &[u8], scenario: &Scenario, now: Micros) {
        if let Ok(Datagram::Report(report)) = Datagram::parse(message) {
            self.fec.on_report(report.loss, now);
        } else if let Some(asked) = parse_ask(message) {
            let trip = round_trip(scenario) + scenario.refresh.interval();
            self.anchors.on_ask(asked.ask, now, trip);
        }
    }

    fn send_frame(&mut self, scenario: &Scenario, now: Micros, there: &mut Net) {
        let frame = self.next_frame;
        self.next_frame = frame.next();
        self.next_tick = now + scenario.refresh.interval();
        let oldest = FrameId(frame.0.saturating_sub(REFERENCES));
        let next = self.anchors.take(frame, oldest, now);
        let frame_type = match next {
            Next::Predicted => FrameType::Predicted,
            Next::Before(_) => FrameType::AfterInvalidation,
            Next::Key => FrameType::Idr,
        };
        let slices = scenario.slices.max(1);
        let slice_bytes = self.slice_bytes(scenario, next);
        let shards = slice_bytes / scenario.datagram.max(1) + 1;
        self.packetizer.framing_mut().set_fec(self.fec.policy(shards));
        let head = FrameHead { frame, frame_type, captured: now, latency: Span(0), slices };
        self.packetizer.begin(head);
        for index in 0..slices {
            fill(&mut self.slice, frame, index, slice_bytes);
            let pushed =
                self.packetizer.push(&self.slice, index + 1 == slices, &mut self.slots, |train| {
                    for datagram in train.bytes.chunks_exact(train.stride) {
                        there.send(now, datagram);
                        let (payload, is_parity) = crate::native::media::payload_of(datagram);
                        let sum = match is_parity {
                            true => &mut self.outcome.parity,
                            false => &mut self.outcome.data,
                        };
                        *sum += payload as u64;
                    }
                });
            debug_assert!(pushed.is_ok(), "{pushed:?}");
        }
        self.outcome.frames += 1;
        self.outcome.keys += u64::from(next == Next::Key);
        self.outcome.anchors += u64::from(matches!(next, Next::Before(_)));
    }

    /// Bytes of each slice of the next frame: the mean, give or take a quarter.
    fn slice_bytes(&mut self, scenario: &Scenario, next: Next) -> usize {
        let mean = (frame_bytes(scenario) / usize::from(scenario.slices.max(1))) as u64;
        let varied = mean * 3 / 4 + self.random.below(mean / 2 + 1);
        let factor = if next == Next::Key { KEY_FACTOR } else { 1 };
        (varied * factor).max(16) as usize
    }
}

/// Bytes that only slice `index` of `frame` has, never zero.
fn fill(slice: &mut Vec<u8>, frame: FrameId, index: u8, len: usize) {
    let mut random = Random::new(u64::from(frame.0) << 8 | u64::from(index));
    let stamp = random.bits() | 0x0101_0101_0101_0101;
    slice.clear();
    slice.extend_from_slice(&(len as u64 | 1 << 63).to_be_bytes());
    slice.resize(len, 0);
    for chunk in slice[8..].chunks_mut(8) {
        chunk.copy_from_slice(&stamp.to_be_bytes()[..chunk.len()]);
    }
}

/// True when `unit` is exactly the slices that [`fill`] made, and padding.
fn is_intact(mut unit: &[u8], frame: FrameId, slices: u8) -> bool {
    let mut expected = Vec::new();
    for index in 0..slices {
        let Some(head) = unit.first_chunk::<8>() else { return false };
        let len = (u64::from_be_bytes(*head) & !(1 << 63)) as usize;
        fill(&mut expected, frame, index, len);
        let Some(rest) = unit.strip_prefix(expected.as_slice()) else { return false };
        let padding = rest.iter().take_while(|&&byte| byte == 0).count();
        unit = &rest[padding..];
    }
    unit.is_empty()
}

impl Client {
    fn on_datagram(&mut self, scenario: &Scenario, now: Micros, back: &mut Net) {
        let mut datagram = std::mem::take(&mut self.datagram);
        // What is refused is counted.
        if let Ok(Some(unit)) = self.reassembler.datagram(&mut datagram, now) {
            let sent = Micros(u64::from(unit.captured.unwrap_or(0)));
            self.next_frame = unit.frame.next();
            let verdict = self.picture.on_unit(unit.frame, unit.frame_type, unit.lost, now);
            let intact = is_intact(unit.bytes, unit.frame, scenario.slices.max(1));
            self.outcome.corrupt += u64::from(!intact);
            self.on_verdict(verdict.decode, sent, scenario, now);
            if let Some(ask) = verdict.ask {
                let mut message = Vec::new();
                Message::Ask(TileAsk { tile: Tile::FIRST, ask }).write(0, &mut message);
                back.send(now, &message);
            }
        }
        self.datagram = datagram;
    }

    /// `sent` is the low half of the time at which the frame was coded; the clock starts at 0.
    fn on_verdict(&mut self, decode: bool, sent: Micros, scenario: &Scenario, now: Micros) {
        if !decode {
            self.outcome.withheld += 1;
            return;
        }
        let age = Span(u64::from((now.0 as u32).wrapping_sub(sent.0 as u32)));
        let NetConfig { delay, jitter, .. } = scenario.there;
        let frame = scenario.refresh.interval();
        self.outcome.on_time += u64::from(age <= delay + jitter + frame + frame);
        self.outcome.shown += 1;
        let gap = self.last_shown.map_or(Span(0), |last| now.since(last));
        self.outcome.longest_gap = self.outcome.longest_gap.max(gap);
        self.last_shown = Some(now);
    }

    fn report(&mut self, now: Micros, back: &mut Net) {
        self.next_report = now + REPORTS;
        let loss = self.reassembler.framing_mut().loss_report();
        let decoded = self.outcome.shown as u32;
        let missed = (self.outcome.withheld + self.reassembler.stats().lost) as u32;
        let (was_decoded, was_missed) = self.reported;
        self.reported = (decoded, missed);
        let report = Report {
            tile: Tile::FIRST,
            loss,
            next: self.next_frame,
            decoded: decoded.wrapping_sub(was_decoded),
            missed: missed.wrapping_sub(was_missed),
            decode_time: Span(0),
            arrived: 0,
            delay: None,
        };
        let mut datagram = Vec::new();
        Datagram::Report(report).write(&mut datagram);
        back.send(now, &datagram);
    }
}

#[cfg(test)]
mod tests;
