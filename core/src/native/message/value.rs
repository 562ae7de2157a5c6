//! Values of fields: each type can hold nothing that the wire must not carry.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::gamestream::input::Fields;
use crate::rate::fec::FecBounds;
use crate::reassemble::FrameRange;
use crate::units::{Bitrate, FrameId, Mode, RefreshRate, Span};

/// Version of the protocol; the first is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u16);

/// The version of this code.
pub const VERSION: Version = Version(1);

/// Lowest bitrate that can be agreed on.
pub const MIN_BITRATE: Bitrate = Bitrate::from_kbps(100);

/// Highest bitrate that can be agreed on.
pub const MAX_BITRATE: Bitrate = Bitrate::from_kbps(100_000_000);

/// Most tiles of a frame.
pub const MAX_TILES: u8 = 16;

/// Most slices of a tile's picture.
pub const MAX_SLICES: u8 = 64;

/// Most bytes of a text.
pub const MAX_TEXT: usize = 128;

/// Bytes of a ticket.
pub const TICKET_LEN: usize = 32;

/// Number of a session, unique while the host runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SessionId(pub u64);

/// Number of a tile, row by row from the upper left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile(u8);

impl Tile {
    /// The first, and in a stream of one tile the only one.
    pub const FIRST: Tile = Tile(0);

    /// A number below [`MAX_TILES`].
    pub fn new(number: u8) -> Option<Tile> {
        (number < MAX_TILES).then_some(Tile(number))
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// Slices of a tile's picture, 1 to [`MAX_SLICES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slices(u8);

impl Slices {
    /// A number from 1 to [`MAX_SLICES`].
    pub fn new(number: u8) -> Option<Slices> {
        (1..=MAX_SLICES).contains(&number).then_some(Slices(number))
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// Number of tiles, 1 to [`MAX_TILES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tiles(u8);

impl Tiles {
    /// A number from 1 to [`MAX_TILES`].
    pub fn new(number: u8) -> Option<Tiles> {
        (1..=MAX_TILES).contains(&number).then_some(Tiles(number))
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// How a frame is divided into tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    columns: u8,
    rows: u8,
}

impl Grid {
    /// The whole frame as one tile.
    pub const ONE: Grid = Grid { columns: 1, rows: 1 };

    /// At least one of each, at most [`MAX_TILES`] together.
    pub fn new(columns: u8, rows: u8) -> Option<Grid> {
        let tiles = u16::from(columns) * u16::from(rows);
        (1..=u16::from(MAX_TILES)).contains(&tiles).then_some(Grid { columns, rows })
    }

    /// Tiles side by side.
    pub fn columns(self) -> u8 {
        self.columns
    }

    /// Tiles above each other.
    pub fn rows(self) -> u8 {
        self.rows
    }

    /// All tiles.
    pub fn tiles(self) -> Tiles {
        Tiles(self.columns * self.rows)
    }
}

/// A short text for people: at most [`MAX_TEXT`] bytes, no control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// `None` when it is too long or has control characters.
    pub fn new(text: &str) -> Option<Text> {
        let fits = text.len() <= MAX_TEXT && !text.chars().any(char::is_control);
        fits.then(|| Text(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes all of the value.
    pub(in crate::native) fn parse(value: &mut Fields<'_>) -> Option<Text> {
        Text::new(std::str::from_utf8(value.clone().rest()).ok()?)
    }
}

/// What lets a client come back to its session. Random, secret, overwritten when dropped, compared
/// in constant time, never printed.
#[derive(Clone)]
pub struct Ticket([u8; TICKET_LEN]);

impl Ticket {
    /// A ticket of random bytes that nobody else has.
    pub fn new(bytes: [u8; TICKET_LEN]) -> Ticket {
        Ticket(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn parse(value: &mut Fields<'_>) -> Option<Ticket> {
        value.array().map(Ticket)
    }
}

impl PartialEq for Ticket {
    fn eq(&self, other: &Ticket) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Ticket {}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket(..)")
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

pub(super) fn version(value: &mut Fields<'_>) -> Option<Version> {
    value.u16_be().filter(|version| *version > 0).map(Version)
}

pub(super) fn flag(value: &mut Fields<'_>) -> Option<bool> {
    value.u8().filter(|flag| *flag < 2).map(|flag| flag == 1)
}

pub(super) fn bitrate(value: &mut Fields<'_>) -> Option<Bitrate> {
    value.u64_be().map(Bitrate).filter(|rate| (MIN_BITRATE..=MAX_BITRATE).contains(rate))
}

pub(super) fn grid(value: &mut Fields<'_>) -> Option<Grid> {
    Grid::new(value.u8()?, value.u8()?)
}

pub(super) fn fec(value: &mut Fields<'_>) -> Option<FecBounds> {
    let bounds = FecBounds { least: value.u8()?, most: value.u8()? };
    (bounds.least <= bounds.most && bounds.most <= 100).then_some(bounds)
}

pub(super) fn mode(value: &mut Fields<'_>) -> Option<Mode> {
    let (width, height) = (value.u32_be()?, value.u32_be()?);
    Mode::new(width, height, RefreshRate(value.u32_be()?)).ok()
}

pub(super) fn mode_bytes(mode: Mode) -> [u8; 12] {
    let mut bytes = [0; 12];
    let numbers = [mode.width, mode.height, mode.refresh.0];
    for (chunk, number) in bytes.chunks_exact_mut(4).zip(numbers) {
        chunk.copy_from_slice(&number.to_be_bytes());
    }
    bytes
}

pub(super) fn millis(value: &mut Fields<'_>) -> Option<Span> {
    value.u32_be().map(|millis| Span::from_millis(millis.into()))
}

/// Rounds down; longer than the field holds is its longest.
pub(super) fn millis_bytes(span: Span) -> [u8; 4] {
    u32::try_from(span.0 / 1_000).unwrap_or(u32::MAX).to_be_bytes()
}

/// Frame numbers wrap; a range spans less than half of them.
pub(super) fn range(value: &mut Fields<'_>) -> Option<FrameRange> {
    let (first, last) = (FrameId(value.u32_be()?), FrameId(value.u32_be()?));
    (!last.is_before(first)).then_some(FrameRange { first, last })
}
