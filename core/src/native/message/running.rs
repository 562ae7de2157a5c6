//! What is said while a stream runs.

use super::format::Format;
use super::hello::StreamPlan;
use super::tag;
use super::value::{Tile, bitrate, fec, mode, mode_bytes, range};
use crate::gamestream::input::Fields;
use crate::native::tlv::{Body, TlvError, Writer};
use crate::rate::controller::OneWay;
use crate::rate::fec::FecBounds;
use crate::rate::loss::LossReport;
use crate::recovery::Ask;
use crate::units::{Bitrate, FrameId, Mode, Span};

/// Number of a client's wish, from 0, wraps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RequestId(pub u16);

/// A client wants a stream that differs in what is given here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconfigure {
    /// Number of this wish.
    pub request: RequestId,
    /// Another mode.
    pub mode: Option<Mode>,
    /// Another bitrate.
    pub bitrate: Option<Bitrate>,
    /// Another codec or kind of samples.
    pub format: Option<Format>,
    /// Other bounds of the parity.
    pub fec: Option<FecBounds>,
}

impl Reconfigure {
    pub(super) fn parse(body: &Body<'_>) -> Result<Reconfigure, TlvError> {
        Ok(Reconfigure {
            request: body.required(tag::REQUEST, request)?,
            mode: body.optional(tag::MODE, mode)?,
            bitrate: body.optional(tag::BITRATE, bitrate)?,
            format: body.optional(tag::FORMAT, Format::parse)?,
            fec: body.optional(tag::FEC, fec)?,
        })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        out.field(tag::REQUEST, &self.request.0.to_be_bytes());
        out.optional(tag::MODE, self.mode.map(mode_bytes).as_ref().map(|bytes| &bytes[..]));
        let bitrate = self.bitrate.map(|rate| rate.0.to_be_bytes());
        out.optional(tag::BITRATE, bitrate.as_ref().map(|bytes| &bytes[..]));
        let format = self.format.map(Format::to_wire);
        out.optional(tag::FORMAT, format.as_ref().map(|bytes| &bytes[..]));
        let fec = self.fec.map(|bounds| [bounds.least, bounds.most]);
        out.optional(tag::FEC, fec.as_ref().map(|bytes| &bytes[..]));
    }
}

/// What the stream is like from some frame on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconfigured {
    /// The wish that this answers; none when the host changes the stream by itself.
    pub request: Option<RequestId>,
    /// The first frame of this plan.
    pub first: FrameId,
    /// All of the plan. What could not be changed is as before.
    pub plan: StreamPlan,
}

impl Reconfigured {
    pub(super) fn parse(body: &Body<'_>) -> Result<Reconfigured, TlvError> {
        Ok(Reconfigured {
            request: body.optional(tag::REQUEST, request)?,
            first: body.required(tag::FIRST, frame)?,
            plan: StreamPlan::parse(body)?,
        })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        let request = self.request.map(|request| request.0.to_be_bytes());
        out.optional(tag::REQUEST, request.as_ref().map(|bytes| &bytes[..]));
        out.field(tag::FIRST, &self.first.0.to_be_bytes());
        self.plan.write(out);
    }
}

/// A client misses frames of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TileAsk {
    /// Which tile.
    pub tile: Tile,
    /// What it asks for.
    pub ask: Ask,
}

impl TileAsk {
    pub(super) fn parse(body: &Body<'_>) -> Result<TileAsk, TlvError> {
        let lost = body.optional(tag::LOST, range)?;
        Ok(TileAsk {
            tile: body.required(tag::TILE, |value| Tile::new(value.u8()?))?,
            ask: lost.map_or(Ask::KeyFrame, Ask::Invalidate),
        })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        out.field(tag::TILE, &[self.tile.get()]);
        if let Ask::Invalidate(lost) = self.ask {
            out.field(tag::LOST, words([lost.first.0, lost.last.0]).as_flattened());
        }
    }
}

/// How a tile's stream arrives: what happened since the report before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which tile.
    pub tile: Tile,
    /// Datagrams.
    pub loss: LossReport,
    /// The frame after the newest that arrived whole; the stream's first before any did.
    pub next: FrameId,
    /// Frames handed to the decoder.
    pub decoded: u32,
    /// Frames that were not: lost, or useless after a loss.
    pub missed: u32,
    /// Longest time in the decoder, up to 71 minutes; 0 is unknown.
    pub decode_time: Span,
    /// Bytes of its datagrams that arrived since the stream began, wraps.
    pub arrived: u32,
    /// The shortest way of a frame that began to arrive since the report before.
    pub delay: Option<OneWay>,
}

impl Report {
    fn time(&self) -> u32 {
        u32::try_from(self.decode_time.0).unwrap_or(u32::MAX)
    }

    pub(super) fn parse(body: &Body<'_>) -> Result<Report, TlvError> {
        let frames = |value: &mut Fields<'_>| Some((value.u32_be()?, value.u32_be()?));
        let (decoded, missed) = body.required(tag::FRAMES, frames)?;
        let time = body.optional(tag::DECODE_TIME, |value| value.u32_be())?;
        Ok(Report {
            tile: body.required(tag::TILE, |value| Tile::new(value.u8()?))?,
            loss: body.required(tag::LOSS, read_loss)?,
            next: body.required(tag::NEXT, frame)?,
            decoded,
            missed,
            decode_time: Span(time.unwrap_or(0).into()),
            arrived: body.optional(tag::ARRIVED, |value| value.u32_be())?.unwrap_or(0),
            delay: body.optional(tag::DELAY, |value| value.u32_be())?.map(OneWay),
        })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        let LossReport { received, lost, longest_burst } = self.loss;
        out.field(tag::TILE, &[self.tile.get()]);
        out.field(tag::LOSS, words([received, lost, longest_burst]).as_flattened());
        out.field(tag::NEXT, &self.next.0.to_be_bytes());
        out.field(tag::FRAMES, words([self.decoded, self.missed]).as_flattened());
        if self.decode_time > Span(0) {
            out.field(tag::DECODE_TIME, &self.time().to_be_bytes());
        }
        out.field(tag::ARRIVED, &self.arrived.to_be_bytes());
        let delay = self.delay.map(|delay| delay.0.to_be_bytes());
        out.optional(tag::DELAY, delay.as_ref().map(|bytes| &bytes[..]));
    }
}

fn read_loss(fields: &mut Fields<'_>) -> Option<LossReport> {
    let (received, lost) = (fields.u32_be()?, fields.u32_be()?);
    Some(LossReport { received, lost, longest_burst: fields.u32_be()? })
}

fn request(value: &mut Fields<'_>) -> Option<RequestId> {
    value.u16_be().map(RequestId)
}

fn frame(value: &mut Fields<'_>) -> Option<FrameId> {
    value.u32_be().map(FrameId)
}

fn words<const N: usize>(numbers: [u32; N]) -> [[u8; 4]; N] {
    numbers.map(u32::to_be_bytes)
}
