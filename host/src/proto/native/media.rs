//! A running stream of a session, and what the client's reports do to it.

use std::io;
use std::net::UdpSocket;
use std::sync::Arc;
use std::time::Duration;

use lumen_core::fec::plan::FecPolicy;
use lumen_core::native::media::MediaSender;
use lumen_core::native::message::hello::{StreamPlan, Welcome};
use lumen_core::native::message::running::Report;
use lumen_core::native::message::value::Tile;
use lumen_core::packetize::Packetizer;
use lumen_core::seal::epoch::Sealer;
use lumen_core::seal::limits::Limits;
use lumen_core::units::{Micros, Span};
use lumen_transport::TransportError;
use lumen_transport::clock;
use lumen_transport::control::quic::{Connection, QuicError};
use lumen_transport::send::{self, Method};

use super::rate::{Applied, StreamRate};
use crate::stream::trace::Tracer;
use crate::stream::{Destination, Entry, Parts, Running, Source, Stream, Ways};

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
    rate: StreamRate,
    /// Its place among the streams that run.
    _entry: Entry,
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
        running: &Running,
    ) -> Result<Media, MediaError> {
        let rate = StreamRate::new(&welcome.plan, welcome.max_datagram, clock::now());
        let applied = rate.applied();
        let packetizers = (0..welcome.plan.grid.tiles().get())
            .filter_map(Tile::new)
            .map(|tile| packetizer(tile, welcome, applied.fec, connection))
            .collect::<Result<_, QuicError>>()?;
        let path = connection.media_path();
        let address = path.map_or_else(|| connection.remote_address(), |path| *path.borrow());
        let destination = Destination::new(address);
        let transmit = send::open(socket, method)?;
        let ways = Ways { packetizers, transmit, destination: destination.clone(), tracer };
        let stream = Stream::start(Parts { source, ways })?;
        stream.remote().set_bitrate(applied.bitrate);
        let entry = running.enter(stream.remote());
        Ok(Media { stream, destination, rate, _entry: entry })
    }

    /// Takes what the client says of its link, and the round trip that QUIC knows.
    pub fn on_report(&mut self, report: &Report, rtt: Duration, now: Micros) {
        let remote = self.stream.remote();
        let trip = u64::try_from(rtt.as_micros()).unwrap_or(u64::MAX);
        remote.stages().on_report(report.loss, Span(trip));
        let sent = remote.stats().bytes;
        let before = self.rate.applied();
        self.rate.on_report(report, sent, rtt, now);
        self.apply(before);
    }

    /// Call now and then, for what happens when the client is silent.
    pub fn on_time(&mut self, now: Micros) {
        let before = self.rate.applied();
        self.rate.on_time(now);
        self.apply(before);
    }

    /// The plan is another one.
    pub fn on_plan(&mut self, plan: &StreamPlan) {
        let before = self.rate.applied();
        self.rate.on_plan(plan);
        self.apply(before);
    }

    fn apply(&self, before: Applied) {
        let now = self.rate.applied();
        if now.fec != before.fec {
            self.stream.remote().set_fec(now.fec);
        }
        if now.bitrate != before.bitrate {
            tracing::debug!(kbps = now.bitrate.0 / 1_000, "bitrate");
            self.stream.remote().set_bitrate(now.bitrate);
        }
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
