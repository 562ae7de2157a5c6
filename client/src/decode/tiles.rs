//! The decoders of all tiles.
//!
//! The tiles of a frame are decoded at the same time where the decoder can: every unit is given to
//! its decoder before the first picture is waited for. That holds nothing up, since a frame is
//! shown when all its tiles are there, or when the next one begins. Nothing is allocated for a
//! frame.

use std::sync::Arc;

use lumen_core::native::message::value::MAX_TILES;
use lumen_core::units::{FrameId, Span};
use lumen_gpu::decode::{Decode, Decoded};
use lumen_gpu::{GpuError, Remedy};
use lumen_transport::clock;

use super::choice::Opener;
use super::mosaic::Mosaic;
use super::run::Source;
use super::{FrameRecord, Observe, Snapshots};
use crate::state::Counters;
use crate::units::{Unit, UnitInfo};

/// The decoders, opened with the first unit of each tile, and what is put together of their
/// pictures.
pub(super) struct Tiles {
    opener: Opener,
    decoders: Vec<TileDecoder>,
    /// A plan, and how many tiles its frames have.
    plan: Option<(u32, usize)>,
    mosaic: Mosaic,
    output: Output,
}

impl Tiles {
    /// Opens the first decoder.
    pub fn open(mut opener: Opener, output: Output) -> Result<Tiles, GpuError> {
        let decoders = vec![TileDecoder::open(&mut opener)?];
        Ok(Tiles { opener, decoders, plan: None, mosaic: Mosaic::default(), output })
    }

    /// Gives a unit to its decoder. Pictures are waited for when those of the whole frame have
    /// begun, or no other unit of it is to be expected.
    pub fn take(&mut self, unit: &Unit, source: &impl Source) {
        let tile = usize::from(unit.tile);
        if !self.have(unit.tile) {
            return source.refused(unit);
        }
        let same = |begun: &Begun| (begun.info.plan, begun.info.frame) == (unit.plan, unit.frame);
        let mut others = self.decoders.iter().filter_map(|decoder| decoder.begun.as_ref());
        let together = others.all(same);
        if !together || self.decoders.get(tile).is_some_and(|decoder| decoder.begun.is_some()) {
            self.finish(source);
        }
        if let Some(decoder) = self.decoders.get_mut(tile) {
            decoder.newest = Some((unit.plan, unit.frame));
            decoder.begin(unit, source, &mut self.output);
            if let Some(error) = decoder.failed.take() {
                decoder.replace(&mut self.opener, error);
            }
        }
        if self.is_last(unit, source) {
            self.finish(source);
        }
    }

    /// Opens the decoder of a tile if it has none. False for a tile that no grid has, or for which
    /// none can be opened.
    fn have(&mut self, tile: u8) -> bool {
        while self.decoders.len() <= tile.into() && tile < MAX_TILES {
            match TileDecoder::open(&mut self.opener) {
                Ok(decoder) => self.decoders.push(decoder),
                Err(error) => {
                    tracing::warn!(tile, %error, "a tile is not decoded");
                    return false;
                }
            }
        }
        tile < MAX_TILES
    }

    /// True when all tiles of the unit's frame were seen, or units that come after it.
    fn is_last(&mut self, unit: &UnitInfo, source: &impl Source) -> bool {
        let count = match self.plan {
            Some((plan, count)) if plan == unit.plan => count,
            _ => {
                let grid = source.layout(unit.plan).map(|layout| layout.grid);
                let count = grid.map_or(1, |grid| grid.tiles().get().into());
                self.plan = Some((unit.plan, count));
                count
            }
        };
        let seen = |newest: Option<(u32, FrameId)>| {
            newest.is_some_and(|(plan, frame)| plan == unit.plan && !frame.is_before(unit.frame))
        };
        self.decoders.iter().take(count).filter(|decoder| seen(decoder.newest)).count() == count
    }

    /// Waits for all pictures that were begun.
    pub fn finish(&mut self, source: &impl Source) {
        for decoder in &mut self.decoders {
            decoder.finish(source, &mut self.mosaic, &mut self.output);
            if let Some(error) = decoder.failed.take() {
                decoder.replace(&mut self.opener, error);
            }
        }
    }
}

/// A unit that a decoder works on.
struct Begun {
    info: UnitInfo,
    record: FrameRecord,
    /// How long the decoder took until now.
    took: Span,
}

/// The decoder of one tile.
struct TileDecoder {
    codec: Box<dyn Decode>,
    /// After a refused frame those that build on it would be refused too, one by one.
    waits_for_key: bool,
    begun: Option<Begun>,
    /// The decoder is of no use any more.
    failed: Option<GpuError>,
    /// Plan and frame of the unit that came last.
    newest: Option<(u32, FrameId)>,
}

impl TileDecoder {
    fn open(opener: &mut Opener) -> Result<TileDecoder, GpuError> {
        let codec = opener.open()?;
        Ok(TileDecoder { codec, waits_for_key: true, begun: None, failed: None, newest: None })
    }

    fn begin(&mut self, unit: &Unit, source: &impl Source, output: &mut Output) {
        if self.waits_for_key && !unit.key {
            source.counters().withheld.add(1);
            return source.passed_over(unit);
        }
        output.observer.unit(unit.frame, unit.bytes());
        let submitted = clock::now();
        let record = FrameRecord::begin(unit, submitted);
        match self.codec.submit(unit.bytes()) {
            Ok(()) => {
                let took = clock::now().since(submitted);
                self.waits_for_key = false;
                self.begun = Some(Begun { info: *unit.info(), record, took });
            }
            Err(error) => self.refuse(unit, error, source),
        }
    }

    fn finish(&mut self, source: &impl Source, mosaic: &mut Mosaic, output: &mut Output) {
        let Some(Begun { info, record, took }) = self.begun.take() else { return };
        let waiting = clock::now();
        match self.codec.picture() {
            Ok(Some(picture)) => {
                let decoded = clock::now();
                source.decoded(&info, took + decoded.since(waiting));
                let record = FrameRecord { decoded: decoded.0, ..record };
                let layout = || source.layout(info.plan);
                mosaic.picture(&info, &picture, record, layout, |picture, record| {
                    output.show(picture, record, source.counters());
                });
            }
            Ok(None) => {}
            Err(error) => self.refuse(&info, error, source),
        }
    }

    fn refuse(&mut self, unit: &UnitInfo, error: GpuError, source: &impl Source) {
        tracing::debug!(frame = unit.frame.0, tile = unit.tile, %error, "undecodable");
        source.counters().undecodable.add(1);
        self.waits_for_key = true;
        source.refused(unit);
        if error.remedy() == Remedy::EndStream {
            self.failed = Some(error);
        }
    }

    /// Another decoder, which begins with the key frame that was asked for.
    fn replace(&mut self, opener: &mut Opener, error: GpuError) {
        match opener.replace(error) {
            Some(Ok(codec)) => self.codec = codec,
            // The next key frame is tried with what there is.
            Some(Err(error)) => tracing::warn!(%error, "no other decoder"),
            None => {}
        }
    }
}

/// Who sees pictures. Nobody waits for one when this is gone.
pub(super) struct Output {
    pub snapshots: Arc<Snapshots>,
    pub observer: Box<dyn Observe>,
}

impl Output {
    fn show(&mut self, picture: &Decoded<'_>, record: &FrameRecord, counters: &Counters) {
        counters.decoded.add(1);
        counters.key_frames.add(record.key.into());
        self.snapshots.serve(picture);
        self.observer.picture(picture, record);
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.snapshots.close();
    }
}

#[cfg(test)]
mod tests;
