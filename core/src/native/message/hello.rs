//! What a client says first, and what a host makes of it.

use super::format::{Audio, Chroma, Codecs, Depth, Format, Suite};
use super::tag;
use super::value::{
    Grid, SessionId, Slices, TICKET_LEN, Text, Ticket, Tile, Tiles, Version, bitrate, fec, flag,
    grid, millis, millis_bytes, mode, mode_bytes, version,
};
use crate::gamestream::input::Fields;
use crate::native::media::MediaConfig;
use crate::native::tlv::{Body, TlvError, Writer};
use crate::rate::fec::FecBounds;
use crate::units::{Bitrate, Micros, Mode, Span};

/// Datagrams of the media plane, in bytes.
const DATAGRAMS: std::ops::RangeInclusive<u16> = 64..=65_507;

/// Frames of one tile, in bytes; a client sets memory aside for several.
const FRAMES: std::ops::RangeInclusive<u32> = 1_024..=16 << 20;

const FULL_CHROMA: u8 = 1;
const TEN_BIT: u8 = 2;
const BIG_BLOCKS: u8 = 4;

/// What a client can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Codecs that it decodes.
    pub codecs: Codecs,
    /// It decodes 4:4:4.
    pub full_chroma: bool,
    /// It decodes 10 bit.
    pub ten_bit: bool,
    /// It takes blocks of more than 255 shards.
    pub big_blocks: bool,
    /// Most slices of a picture.
    pub max_slices: Slices,
    /// Most tiles, each with a decoder of its own.
    pub max_tiles: Tiles,
    /// Highest bitrate.
    pub max_bitrate: Bitrate,
    /// Most channels that it plays.
    pub audio: Audio,
}

impl Caps {
    /// True when a client with these can take the format.
    pub fn allow_format(&self, format: Format) -> bool {
        self.codecs.contains(format.codec)
            && (format.chroma == Chroma::Half || self.full_chroma)
            && (format.depth == Depth::Eight || self.ten_bit)
    }

    /// True when a client with these can take the plan.
    pub fn allow(&self, plan: &StreamPlan) -> bool {
        self.allow_format(plan.format)
            && (self.big_blocks || !plan.big_blocks)
            && plan.slices <= self.max_slices
            && plan.grid.tiles() <= self.max_tiles
            && plan.bitrate <= self.max_bitrate
            && plan.audio <= self.audio
    }

    fn parse(body: &Body<'_>) -> Result<Caps, TlvError> {
        let features = body.required(tag::FEATURES, |value| value.u8())?;
        Ok(Caps {
            codecs: body.required(tag::CODECS, Codecs::parse)?,
            full_chroma: features & FULL_CHROMA != 0,
            ten_bit: features & TEN_BIT != 0,
            big_blocks: features & BIG_BLOCKS != 0,
            max_slices: body.required(tag::MAX_SLICES, |value| Slices::new(value.u8()?))?,
            max_tiles: body.required(tag::MAX_TILES, |value| Tiles::new(value.u8()?))?,
            max_bitrate: body.required(tag::MAX_BITRATE, bitrate)?,
            audio: body.required(tag::AUDIO, Audio::parse)?,
        })
    }

    fn write(&self, out: &mut Writer<'_>) {
        let features = [
            (self.full_chroma, FULL_CHROMA),
            (self.ten_bit, TEN_BIT),
            (self.big_blocks, BIG_BLOCKS),
        ];
        let features = features.iter().filter(|(has, _)| *has).map(|(_, bit)| bit).sum();
        out.field(tag::CODECS, &[self.codecs.to_wire()]);
        out.field(tag::FEATURES, &[features]);
        out.field(tag::MAX_SLICES, &[self.max_slices.get()]);
        out.field(tag::MAX_TILES, &[self.max_tiles.get()]);
        out.field(tag::MAX_BITRATE, &self.max_bitrate.0.to_be_bytes());
        out.field(tag::AUDIO, &[self.audio.channels()]);
    }
}

/// The session that a client comes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    /// Which.
    pub session: SessionId,
    /// That it is this client's.
    pub ticket: Ticket,
}

impl Resume {
    fn parse(value: &mut Fields<'_>) -> Option<Resume> {
        Some(Resume { session: SessionId(value.u64_be()?), ticket: Ticket::parse(value)? })
    }

    fn bytes(&self) -> zeroize::Zeroizing<[u8; 8 + TICKET_LEN]> {
        let mut bytes = zeroize::Zeroizing::new([0; 8 + TICKET_LEN]);
        bytes[..8].copy_from_slice(&self.session.0.to_be_bytes());
        bytes[8..].copy_from_slice(self.ticket.bytes());
        bytes
    }
}

/// A client asks for a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hello {
    /// The latest version that it speaks.
    pub version: Version,
    /// What it wants to show.
    pub mode: Mode,
    /// What it can take.
    pub caps: Caps,
    /// Its name, for people.
    pub name: Text,
    /// A session to go on with, rather than a new one.
    pub resume: Option<Resume>,
}

impl Hello {
    pub(super) fn parse(body: &Body<'_>) -> Result<Hello, TlvError> {
        Ok(Hello {
            version: body.required(tag::VERSION, version)?,
            mode: body.required(tag::MODE, mode)?,
            caps: Caps::parse(body)?,
            name: body.required(tag::NAME, Text::parse)?,
            resume: body.optional(tag::RESUME, Resume::parse)?,
        })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        out.field(tag::VERSION, &self.version.0.to_be_bytes());
        out.field(tag::MODE, &mode_bytes(self.mode));
        self.caps.write(out);
        out.field(tag::NAME, self.name.as_str().as_bytes());
        if let Some(resume) = &self.resume {
            out.field(tag::RESUME, &*resume.bytes());
        }
    }
}

/// What the stream is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamPlan {
    /// Size and rate of the picture.
    pub mode: Mode,
    /// How it is coded.
    pub format: Format,
    /// Of the video, parity apart.
    pub bitrate: Bitrate,
    /// Its tiles.
    pub grid: Grid,
    /// Slices of each tile's picture.
    pub slices: Slices,
    /// The sound.
    pub audio: Audio,
    /// Bounds of the parity.
    pub fec: FecBounds,
    /// Blocks may have more than 255 shards.
    pub big_blocks: bool,
    /// Most bytes of a frame's shards of one tile, parity apart: 1 KiB to 16 MiB.
    pub max_frame: u32,
}

impl StreamPlan {
    pub(super) fn parse(body: &Body<'_>) -> Result<StreamPlan, TlvError> {
        let max_frame = |value: &mut Fields<'_>| value.u32_be().filter(|max| FRAMES.contains(max));
        Ok(StreamPlan {
            mode: body.required(tag::MODE, mode)?,
            format: body.required(tag::FORMAT, Format::parse)?,
            bitrate: body.required(tag::BITRATE, bitrate)?,
            grid: body.required(tag::GRID, grid)?,
            slices: body.required(tag::SLICES, |value| Slices::new(value.u8()?))?,
            audio: body.required(tag::AUDIO, Audio::parse)?,
            fec: body.required(tag::FEC, fec)?,
            big_blocks: body.required(tag::BIG_BLOCKS, flag)?,
            max_frame: body.required(tag::MAX_FRAME, max_frame)?,
        })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        out.field(tag::MODE, &mode_bytes(self.mode));
        out.field(tag::FORMAT, &self.format.to_wire());
        out.field(tag::BITRATE, &self.bitrate.0.to_be_bytes());
        out.field(tag::GRID, &[self.grid.columns(), self.grid.rows()]);
        out.field(tag::SLICES, &[self.slices.get()]);
        out.field(tag::AUDIO, &[self.audio.channels()]);
        out.field(tag::FEC, &[self.fec.least, self.fec.most]);
        out.field(tag::BIG_BLOCKS, &[self.big_blocks.into()]);
        out.field(tag::MAX_FRAME, &self.max_frame.to_be_bytes());
    }
}

/// A host grants a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// The version that both speak from now on; not above the client's.
    pub version: Version,
    /// The session.
    pub session: SessionId,
    /// What the client shows to come back to it.
    pub ticket: Ticket,
    /// How long the session waits for the client; whole milliseconds on the wire.
    pub grace: Span,
    /// What the stream is like.
    pub plan: StreamPlan,
    /// Cipher of the media plane.
    pub suite: Suite,
    /// Most bytes of a media datagram, 64 to 65507.
    pub max_datagram: u16,
    /// The host's clock as it wrote this.
    pub clock: Micros,
}

impl Welcome {
    /// What both ends of a tile's media stream are made with.
    pub fn media(&self, tile: Tile) -> MediaConfig {
        MediaConfig {
            tile: tile.get(),
            max_datagram: self.max_datagram.into(),
            max_frame: self.plan.max_frame as usize,
            big_blocks: self.plan.big_blocks,
        }
    }

    pub(super) fn parse(body: &Body<'_>) -> Result<Welcome, TlvError> {
        let datagram =
            |value: &mut Fields<'_>| value.u16_be().filter(|max| DATAGRAMS.contains(max));
        Ok(Welcome {
            version: body.required(tag::VERSION, version)?,
            session: body.required(tag::SESSION, |value| value.u64_be().map(SessionId))?,
            ticket: body.required(tag::TICKET, Ticket::parse)?,
            grace: body.required(tag::GRACE, millis)?,
            plan: StreamPlan::parse(body)?,
            suite: body.required(tag::SUITE, Suite::parse)?,
            max_datagram: body.required(tag::MAX_DATAGRAM, datagram)?,
            clock: body.required(tag::CLOCK, |value| value.u64_be().map(Micros))?,
        })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        out.field(tag::VERSION, &self.version.0.to_be_bytes());
        out.field(tag::SESSION, &self.session.0.to_be_bytes());
        out.field(tag::TICKET, self.ticket.bytes());
        out.field(tag::GRACE, &millis_bytes(self.grace));
        self.plan.write(out);
        out.field(tag::SUITE, &self.suite.to_wire().to_be_bytes());
        out.field(tag::MAX_DATAGRAM, &self.max_datagram.to_be_bytes());
        out.field(tag::CLOCK, &self.clock.0.to_be_bytes());
    }
}
