//! A running stream of a session, and what the client's reports do to it.

use std::io;
use std::net::UdpSocket;
use std::sync::Arc;

use lumen_core::fec::plan::FecPolicy;
use lumen_core::native::media::MediaSender;
use lumen_core::native::message::hello::{StreamPlan, Welcome};
use lumen_core::native::message::running::Report;
use lumen_core::native::message::value::Tile;
use lumen_core::packetize::Packetizer;
use lumen_core::rate::fec::FecController;
use lumen_core::seal::epoch::Sealer;
use lumen_core::seal::limits::Limits;
use lumen_core::units::Micros;
use lumen_transport::TransportError;
use lumen_transport::control::quic::{Connection, QuicError};
use lumen_transport::send::{self, Method};

use crate::stream::trace::Tracer;
use crate::stream::{Destination, Parts, Source, Stream, Ways};

/// Why a stream cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The connection has no media keys to give.
    #[error(transparent)]
    Quic(#[from] QuicError),
    /// The socket cannot be sent on.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// No thread.
    #[error("start the stream's threads: {0}")]
    Threads(#[from] io::Error),
}

/// A stream and the addresses and policies that others change. Dropping it blocks while its
/// threads end.
pub struct Media {
    /// The stream.
    pub stream: Stream,
    /// Where its datagrams go.
    pub destination: Destination,
    parity: Parity,
}

impl Media {
    /// Starts the stream of a session over a connection that has had none.
    ///
    /// # Errors
    /// [`MediaError`].
    pub fn start(
        source: Source,
        welcome: &Welcome,
        connection: &Connection,
        socket: Arc<UdpSocket>,
        method: Method,
        tracer: Option<Tracer>,
    ) -> Result<Media, MediaError> {
        let parity = Parity::new(&welcome.plan, welcome.max_datagram);
        let packetizers = (0..welcome.plan.grid.tiles().get())
            .filter_map(Tile::new)
            .map(|tile| packetizer(tile, welcome, parity.policy(), connection))
            .collect::<Result<_, QuicError>>()?;
        let path = connection.media_path();
        let address = path.map_or_else(|| connection.remote_address(), |path| *path.borrow());
        let destination = Destination::new(address);
        let transmit = send::open(socket, method)?;
        let ways = Ways { packetizers, transmit, destination: destination.clone(), tracer };
        let stream = Stream::start(Parts { source, ways })?;
        Ok(Media { stream, destination, parity })
    }

    /// Takes what the client says of its link.
    pub fn on_report(&mut self, report: &Report, now: Micros) {
        if let Some(policy) = self.parity.on_report(report, now) {
            self.stream.remote().set_fec(policy);
        }
    }

    /// The plan is another one.
    pub fn on_plan(&mut self, plan: &StreamPlan) {
        self.parity.on_plan(plan);
        self.stream.remote().set_bitrate(plan.bitrate);
        self.stream.remote().set_fec(self.parity.policy());
    }
}

fn packetizer(
    tile: Tile,
    welcome: &Welcome,
    fec: FecPolicy,
    connection: &Connection,
) -> Result<Packetizer<MediaSender>, QuicError> {
    let secrets = connection.media_secrets(tile)?;
    let limits = Limits::for_datagrams(welcome.max_datagram.into());
    let sealer = Sealer::new(secrets.to_client, limits);
    let sender = MediaSender::new(welcome.media(tile), fec, sealer);
    Ok(match welcome.plan.big_blocks {
        true => Packetizer::with_big_blocks(sender),
        false => Packetizer::new(sender),
    })
}

/// The parity of a stream, by what its link loses.
struct Parity {
    control: FecController,
    /// Data shards of a block of mean size.
    block: usize,
    /// Bytes of a datagram.
    datagram: usize,
    now: FecPolicy,
}

impl Parity {
    fn new(plan: &StreamPlan, max_datagram: u16) -> Parity {
        let control = FecController::new(plan.fec);
        let (datagram, block) = (max_datagram.into(), block(plan, max_datagram.into()));
        Parity { now: control.policy(block), control, block, datagram }
    }

    fn policy(&self) -> FecPolicy {
        self.now
    }

    fn on_report(&mut self, report: &Report, now: Micros) -> Option<FecPolicy> {
        self.control.on_report(report.loss, now);
        let policy = self.control.policy(self.block);
        (std::mem::replace(&mut self.now, policy) != policy).then_some(policy)
    }

    fn on_plan(&mut self, plan: &StreamPlan) {
        self.block = block(plan, self.datagram);
        self.control.set_bounds(plan.fec);
        self.now = self.control.policy(self.block);
    }
}

fn block(plan: &StreamPlan, datagram: usize) -> usize {
    let refresh = u64::from(plan.mode.refresh.0).max(1);
    let frame = plan.bitrate.0 / 8 * 1_000 / refresh;
    let blocks = u64::from(plan.slices.get()) * u64::from(plan.grid.tiles().get());
    (frame / blocks.max(1)) as usize / datagram.max(1)
}
