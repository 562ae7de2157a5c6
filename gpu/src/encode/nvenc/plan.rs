//! How a stream is coded: one engine slice by slice, several engines at once, or tiles.
//!
//! A pure function. HEVC cannot be split over engines and hand out slices early at the same time,
//! AV1 has nothing to cut before the frame is done, H.264 cannot be split. A grid of tiles, each
//! a session of its own, has both, where the client takes it (`lumen/1`).
//! Source: NVENC programming guide, "Split frame encoding", "Sub-frame readback".

use std::fmt;

use lumen_core::units::RefreshRate;

use super::caps::{Codec, CodecCaps};
use super::error::NvencError;

/// Pixels per second from which one engine is not enough: just below 3840x2160 at 120 Hz.
pub const ENGINE_RATE: u64 = 950_000_000;

/// Most engines that a split in API 12.1 can name.
const MOST_SPLIT: u8 = 3;

/// Most slices per picture that are asked for.
const MOST_SLICES: u8 = 32;

/// Split of one picture over engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// None.
    Off,
    /// As the driver sees fit.
    Automatic,
    /// Over so many engines, 2 or 3.
    Engines(u8),
}

impl Split {
    /// The field's value. Source: nvEncodeAPI.h, `NV_ENC_SPLIT_ENCODE_MODE`.
    pub fn code(self) -> u32 {
        match self {
            Split::Off => 15,
            Split::Automatic => 0,
            Split::Engines(engines) => engines.into(),
        }
    }
}

/// What is to be coded, and what the client takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Pixels per row of the whole picture, even.
    pub width: u32,
    /// Rows, even.
    pub height: u32,
    /// Frames per second.
    pub refresh: RefreshRate,
    /// Slices per picture that the client asks for. With 1, pictures have one slice.
    pub slices: u8,
    /// Most tiles that the client takes; 1 in GameStream.
    pub tiles: u8,
    /// 10 bits per sample.
    pub ten_bit: bool,
    /// 4:4:4.
    pub full_chroma: bool,
}

/// Why a plan is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// One engine keeps up.
    OneEngineKeepsUp,
    /// One engine does not keep up, and there is no other.
    OnlyOneEngine,
    /// The client takes one slice only, and each engine makes one at least.
    OneSliceWanted,
    /// H.264 is never split.
    H264,
    /// One engine does not keep up.
    SplitForSpeed,
    /// One engine does not keep up, and the client takes tiles.
    TilesForSpeed,
    /// The picture is larger than the codec can code at once.
    TilesForSize,
}

/// How a stream is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodePlan {
    /// The codec.
    pub codec: Codec,
    /// Size of one session's picture: the whole, or a tile of it.
    pub tile: (u32, u32),
    /// Tiles side by side, each with a session of its own.
    pub columns: u8,
    /// Split of each picture.
    pub split: Split,
    /// Slices are read while the picture is being coded.
    pub sub_frame: bool,
    /// Slices per picture of a session.
    pub slices: u8,
    /// Why.
    pub reason: Reason,
}

/// Plans a stream.
///
/// # Errors
/// [`NvencError::Limit`] for what the GPU does not code with this codec.
pub fn plan(wish: &Wish, caps: &CodecCaps) -> Result<EncodePlan, NvencError> {
    check_samples(wish, caps)?;
    let rate = u64::from(wish.width) * u64::from(wish.height) * u64::from(wish.refresh.0) / 1_000;
    let busy = rate >= ENGINE_RATE;
    let (columns, why_tiles) = columns(wish, caps, busy)?;
    let tile = (wish.width / u32::from(columns), wish.height);
    check_size(tile, caps)?;
    let slices = slices(wish, caps.codec, tile.1);
    let engines = (caps.engines / columns).max(1);
    let (split, reason) = split(caps.codec, wish.slices, engines, busy && why_tiles.is_none());
    let whole = matches!(split, Split::Off);
    let sub_frame = whole && caps.sub_frame && slices >= 2 && caps.codec != Codec::Av1;
    let reason = why_tiles.unwrap_or(reason);
    Ok(EncodePlan { codec: caps.codec, tile, columns, split, sub_frame, slices, reason })
}

fn check_samples(wish: &Wish, caps: &CodecCaps) -> Result<(), NvencError> {
    let lacking = |what, value, limit| Err(NvencError::Limit { what, value, limit });
    if wish.ten_bit && !caps.ten_bit {
        return lacking("bit depth", 10, 8);
    }
    if wish.full_chroma && !caps.full_chroma {
        return lacking("chroma format", 444, 420);
    }
    Ok(())
}

fn check_size(tile: (u32, u32), caps: &CodecCaps) -> Result<(), NvencError> {
    let sides = [
        ("width", tile.0, caps.least.0, caps.most.0),
        ("height", tile.1, caps.least.1, caps.most.1),
    ];
    for (what, value, least, most) in sides {
        if value < least || value > most {
            let limit = if value < least { least } else { most };
            return Err(NvencError::Limit { what, value: value.into(), limit: limit.into() });
        }
    }
    Ok(())
}

/// How many tiles side by side, and why more than one.
fn columns(wish: &Wish, caps: &CodecCaps, busy: bool) -> Result<(u8, Option<Reason>), NvencError> {
    let even = |columns: &u8| wish.width.is_multiple_of(2 * u32::from(*columns));
    let needed = wish.width.div_ceil(caps.most.0.max(1)).clamp(1, 255) as u8;
    if needed > 1 {
        let fitting = (needed..=wish.tiles).find(even);
        let (value, limit) = (wish.width.into(), caps.most.0.into());
        let columns = fitting.ok_or(NvencError::Limit { what: "width", value, limit })?;
        return Ok((columns, Some(Reason::TilesForSize)));
    }
    let most = wish.tiles.min(caps.engines);
    let wide_enough = |columns: &u8| wish.width / u32::from(*columns) >= caps.least.0;
    let grid = (2..=most).rev().find(|columns| even(columns) && wide_enough(columns));
    Ok(match grid.filter(|_| busy) {
        Some(columns) => (columns, Some(Reason::TilesForSpeed)),
        None => (1, None),
    })
}

/// No more slices than rows of blocks.
fn slices(wish: &Wish, codec: Codec, height: u32) -> u8 {
    let rows = height.div_ceil(codec.block_rows()).min(u32::from(MOST_SLICES)) as u8;
    if codec == Codec::Av1 { 1 } else { wish.slices.clamp(1, rows) }
}

fn split(codec: Codec, wanted: u8, engines: u8, busy: bool) -> (Split, Reason) {
    match codec {
        Codec::H264 => (Split::Off, Reason::H264),
        _ if wanted <= 1 && engines > 1 && codec == Codec::Hevc => {
            (Split::Off, Reason::OneSliceWanted)
        }
        _ if busy && engines == 1 => (Split::Off, Reason::OnlyOneEngine),
        _ if busy => (Split::Engines(engines.min(MOST_SPLIT)), Reason::SplitForSpeed),
        Codec::Av1 if engines > 1 => (Split::Automatic, Reason::OneEngineKeepsUp),
        _ => (Split::Off, Reason::OneEngineKeepsUp),
    }
}

impl fmt::Display for EncodePlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.codec)?;
        if self.columns > 1 {
            write!(f, " in {} tiles of {}x{}", self.columns, self.tile.0, self.tile.1)?;
        }
        match self.split {
            Split::Off => write!(f, ", one engine each frame")?,
            Split::Automatic => write!(f, ", split if the driver sees fit")?,
            Split::Engines(engines) => write!(f, ", each frame on {engines} engines")?,
        }
        match (self.sub_frame, self.slices) {
            (true, slices) => write!(f, ", {slices} slices, each sent when it is done")?,
            (false, 1) => write!(f, ", sent when the frame is done")?,
            (false, slices) => write!(f, ", {slices} slices, sent when the frame is done")?,
        }
        let reason = match self.reason {
            Reason::OneEngineKeepsUp => "one engine keeps up",
            Reason::OnlyOneEngine => "more than one engine keeps up with, but there is no other",
            Reason::OneSliceWanted => "the client takes one slice",
            Reason::H264 => "H.264 is not split",
            Reason::SplitForSpeed => "more than one engine keeps up with",
            Reason::TilesForSpeed => {
                "more than one engine keeps up with, and the client takes tiles"
            }
            Reason::TilesForSize => "wider than the codec allows at once",
        };
        write!(f, ": {reason}")
    }
}

#[cfg(test)]
mod tests;
