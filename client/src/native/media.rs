//! The media thread: the only reader of the socket. Media becomes access units, the rest is QUIC's.
//!
//! It never waits for the embedding program: a full ring drops the unit. Nothing is allocated
//! for a frame; a change of the plan may take more memory, once.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use lumen_core::native::media::{MediaConfig, MediaReceiver};
use lumen_core::native::message::value::{MAX_TILES, Tile};
use lumen_core::reassemble::{Reassembler, ReassemblyStats};
use lumen_core::seal::epoch::Opener;
use lumen_core::units::{Micros, Span};
use lumen_transport::TransportError;
use lumen_transport::clock;
use lumen_transport::control::quic::MediaReader;
use lumen_transport::control::quic::socket::is_media;
use lumen_transport::recv::{Batch, Receive};

use super::gate::{Gate, Way};
use super::link::{Boundary, Link};
use super::options::Delivery;
use super::rhythm::Rhythm;
use crate::ClientError;
use crate::state::Alive;
use crate::units::UnitWriter;

/// How often the host is told how the stream arrives.
/// Source: docs/wire-native.md, "Parity by default".
const REPORT_EVERY: Span = Span::from_millis(25);

/// Where the tile's number stands in a datagram.
/// Source: docs/wire-native.md "Media datagram".
const TILE_AT: usize = 2;

/// The start of a tile's stream on a connection.
pub(crate) struct TileStart {
    pub tile: Tile,
    pub config: MediaConfig,
    pub opener: Opener,
}

/// What the media thread is told.
pub(crate) enum MediaCommand {
    /// A connection begins: everything is new.
    Begin { plan: Boundary, tiles: Vec<TileStart> },
    /// Another plan holds soon: what the tiles that there are have to take, and further ones.
    Change { plan: Boundary, config: MediaConfig, tiles: Vec<TileStart> },
}

/// What the media thread begins with.
pub(crate) struct MediaThread {
    pub reader: MediaReader,
    pub units: UnitWriter,
    pub link: Arc<Link>,
    pub delivery: Delivery,
    pub spin: Span,
}

impl MediaThread {
    /// Starts the thread. It ends with the session.
    pub fn spawn(self) -> Result<JoinHandle<()>, ClientError> {
        const NAME: &str = "lumen-media";
        let alive = Alive { shared: Arc::clone(&self.link.shared), thread: NAME };
        let thread = thread::Builder::new().name(NAME.into()).spawn(move || {
            let _alive = alive;
            let link = Arc::clone(&self.link);
            if let Err(error) = self.run() {
                tracing::error!(%error, "media socket");
                link.end(crate::End::Broken(NAME));
            }
        });
        thread.map_err(|source| ClientError::Start { what: NAME, source })
    }

    fn run(self) -> Result<(), TransportError> {
        let MediaThread { mut reader, units, link, delivery, spin } = self;
        let mut streams = Streams::new(Way::new(units, Arc::clone(&link)), delivery, spin);
        let mut report_at = clock::now();
        while !link.shared.is_over() {
            streams.obey(link.commands());
            let (until, spin) = streams.rhythm.wait(clock::now(), report_at);
            if let Some(batch) = reader.recv(until, spin)? {
                streams.take(batch);
            }
            let now = clock::now();
            if now >= report_at {
                streams.report();
                report_at = now + REPORT_EVERY;
            }
        }
        Ok(())
    }
}

/// The tiles of a session.
struct Streams {
    tiles: [Option<Box<TileStream>>; MAX_TILES as usize],
    way: Way,
    delivery: Delivery,
    rhythm: Rhythm,
    /// Of connections before this one.
    before: ReassemblyStats,
}

struct TileStream {
    reassembler: Reassembler<MediaReceiver>,
    gate: Gate,
}

impl Streams {
    fn new(way: Way, delivery: Delivery, spin: Span) -> Streams {
        let (tiles, rhythm) = (std::array::from_fn(|_| None), Rhythm::new(spin));
        Streams { tiles, way, delivery, rhythm, before: ReassemblyStats::default() }
    }

    fn obey(&mut self, commands: Vec<MediaCommand>) {
        for command in commands {
            match command {
                MediaCommand::Begin { plan, tiles } => {
                    self.before = self.stats();
                    self.tiles = std::array::from_fn(|_| None);
                    self.way.begin(plan);
                    self.start(tiles);
                }
                MediaCommand::Change { plan, config, tiles } => {
                    self.way.change(plan);
                    for stream in self.tiles.iter_mut().flatten() {
                        stream.reassembler.refit(config.big_blocks, |own| own.widen(config));
                    }
                    self.start(tiles);
                }
            }
            self.rhythm.set_interval(self.way.interval());
        }
    }

    fn start(&mut self, tiles: Vec<TileStart>) {
        for TileStart { tile, config, opener } in tiles {
            let receiver = MediaReceiver::new(config, opener);
            let reassembler = if config.big_blocks {
                Reassembler::with_big_blocks(receiver)
            } else {
                Reassembler::new(receiver)
            };
            let gate = Gate::new(tile, self.way.policy());
            self.tiles[usize::from(tile.get())] = Some(Box::new(TileStream { reassembler, gate }));
        }
    }

    fn take(&mut self, mut batch: Batch<'_>) {
        let at = batch.at;
        let Streams { tiles, way, delivery, rhythm, .. } = self;
        for datagram in batch.datagrams().filter(|datagram| is_media(datagram)) {
            let number = datagram.get(TILE_AT).map_or(usize::MAX, |tile| usize::from(*tile));
            // What belongs to no stream of ours is nobody's loss.
            if let Some(Some(stream)) = tiles.get_mut(number) {
                stream.datagram(datagram, at, *delivery, way, rhythm);
            }
        }
    }

    fn report(&mut self) {
        let policy = self.way.policy();
        for stream in self.tiles.iter_mut().flatten() {
            stream.gate.set_policy(policy);
            let loss = stream.reassembler.framing_mut().loss_report();
            self.way.link.report(stream.gate.report(loss));
        }
        self.way.link.shared.counters.set_reassembly(self.stats());
    }

    fn stats(&self) -> ReassemblyStats {
        self.tiles.iter().flatten().fold(self.before, |sum, stream| {
            let stats = stream.reassembler.stats();
            ReassemblyStats {
                datagrams: sum.datagrams + stats.datagrams,
                refused: sum.refused + stats.refused,
                late: sum.late + stats.late,
                repaired: sum.repaired + stats.repaired,
                frames: sum.frames + stats.frames,
                lost: sum.lost + stats.lost,
            }
        })
    }
}

impl TileStream {
    fn datagram(
        &mut self,
        datagram: &mut [u8],
        at: Micros,
        delivery: Delivery,
        way: &mut Way,
        rhythm: &mut Rhythm,
    ) {
        let TileStream { reassembler, gate } = self;
        gate.count(datagram.len());
        // What is refused is counted by the reassembler.
        if let Ok(Some(unit)) = reassembler.datagram(datagram, at) {
            rhythm.on_frame(unit.first_arrival);
            gate.unit(&unit, way);
        }
        if delivery == Delivery::Slices {
            while let Some(piece) = reassembler.next_piece() {
                gate.piece(&piece, at, way);
            }
        }
    }
}

#[cfg(test)]
#[allow(unsafe_code, reason = "an allocator that counts")]
#[path = "../../../core/tests/support/counting.rs"]
mod counting;

#[cfg(test)]
mod tests {
    use lumen_core::fec::plan::FecPolicy;
    use lumen_core::framing::{FrameHead, FrameType};
    use lumen_core::native::media::MediaSender;
    use lumen_core::packetize::Packetizer;
    use lumen_core::seal::epoch::Sealer;
    use lumen_core::seal::limits::Limits;
    use lumen_core::seal::secret::Secret;
    use lumen_core::units::FrameId;

    use super::*;
    use crate::units::{self, Taken};

    const CONFIG: MediaConfig =
        MediaConfig { tile: 0, max_datagram: 1_200, max_frame: 1 << 18, big_blocks: false };
    const LIMITS: Limits = Limits::for_datagrams(1_200);
    const SLICES: u8 = 4;

    /// Datagrams of frames in the order in which they are sent.
    fn datagrams(frames: u32) -> Vec<Vec<Vec<u8>>> {
        let sealer = Sealer::new(Secret::new([1; 32]), LIMITS);
        let fec = FecPolicy { percent: 20, min_parity: 1 };
        let mut packetizer = Packetizer::new(MediaSender::new(CONFIG, fec, sealer));
        let mut slots = vec![0; packetizer.max_slots()];
        let mut frame = |number: u32| {
            let frame_type = if number == 0 { FrameType::Idr } else { FrameType::Predicted };
            packetizer.begin(FrameHead {
                frame: FrameId(number),
                frame_type,
                captured: Micros(7),
                latency: Span(0),
                slices: SLICES,
            });
            let mut sent = Vec::new();
            for slice in 0..SLICES {
                let last = slice + 1 == SLICES;
                let pushed = packetizer.push(&[slice + 1; 5_000], last, &mut slots, |train| {
                    sent.extend(train.bytes.chunks_exact(train.stride).map(<[u8]>::to_vec));
                });
                pushed.unwrap();
            }
            sent
        };
        (0..frames).map(&mut frame).collect()
    }

    /// Allocations of all but the first frames on their way to the embedding program, which lacks
    /// each frame's second datagram.
    fn allocations(delivery: Delivery, expected_units: usize) -> u64 {
        const WARM_UP: usize = 20;
        let (writer, reader) = units::ring(2 * usize::from(SLICES), CONFIG.max_frame);
        let home = reader.home();
        let way = Way::new(writer, Arc::new(Link::new(Arc::default())));
        let mut streams = Streams::new(way, delivery, Span(0));
        let plan = Boundary { first: FrameId(0), plan: 0, interval: Span(16_667) };
        let opener = Opener::new(&Secret::new([1; 32]), LIMITS);
        let tiles = vec![TileStart { tile: Tile::FIRST, config: CONFIG, opener }];
        streams.obey(vec![MediaCommand::Begin { plan, tiles }]);
        let (mut before, mut seen) = (0, 0);
        for (number, mut frame) in datagrams(100).into_iter().enumerate() {
            if number == WARM_UP {
                before = counting::allocations();
            }
            for (index, datagram) in frame.iter_mut().enumerate() {
                let Streams { tiles, way, rhythm, .. } = &mut streams;
                let stream = tiles[0].as_mut().unwrap();
                if index != 1 {
                    stream.datagram(datagram, Micros(9), delivery, way, rhythm);
                }
            }
            while let Taken::Unit(unit) = reader.take(Span(0)) {
                seen += 1;
                home.try_send(unit).unwrap();
            }
        }
        assert_eq!(seen, expected_units);
        counting::allocations() - before
    }

    #[test]
    fn nothing_is_allocated_for_a_frame() {
        assert_eq!(allocations(Delivery::Units, 100), 0);
        assert_eq!(allocations(Delivery::Slices, 400), 0);
    }
}
