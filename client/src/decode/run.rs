//! The loop of the decode thread: the one place where access units become pictures.
//!
//! GameStream and `lumen/1` differ in where units come from and in who is asked for a key frame;
//! that is a [`Source`]. Each tile has a decoder of its own; all run on this thread, one after the
//! other. Nothing is allocated for a frame.

use std::sync::Arc;

use lumen_core::native::message::format::Codec;
use lumen_core::native::message::value::{Grid, MAX_TILES};
use lumen_core::units::{Mode, Span};
use lumen_gpu::GpuError;
use lumen_gpu::decode::null::NullDecoder;
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_gpu::decode::{Decode, Decoded};
use lumen_transport::clock;

use super::mosaic::Mosaic;
use super::{FrameRecord, Observe, Snapshots};
use crate::state::Counters;
use crate::units::{Lease, Unit, UnitInfo};

/// Where access units come from, and who hears what became of them.
pub(crate) trait Source: Send {
    /// Waits for the next access unit; `None` when none will come any more.
    fn next(&self) -> Option<Lease<'_>>;

    /// How the frames of a plan are divided, if it is known.
    fn layout(&self, plan: u32) -> Option<Layout>;

    /// The decoder made a picture of the unit within `took`.
    fn decoded(&self, unit: &UnitInfo, took: Span);

    /// The decoder refused the unit: its tile needs a key frame.
    fn refused(&self, unit: &UnitInfo);

    /// The unit was passed over because its tile still waits for a key frame.
    fn passed_over(&self, unit: &UnitInfo);

    /// What is counted of pictures.
    fn counters(&self) -> &Counters;
}

/// How frames are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    pub mode: Mode,
    pub grid: Grid,
}

/// Opens a decoder.
pub type OpenDecoder = fn() -> Result<Box<dyn Decode>, GpuError>;

/// What makes pictures of access units.
#[derive(Clone, Copy, Debug, Default)]
pub enum Decoder {
    /// H.264 on the CPU.
    #[default]
    Software,
    /// The same grey picture for every unit, to measure everything but a codec.
    Null,
    /// One of the embedding program's own; opened once for each tile.
    Own(OpenDecoder),
}

impl Decoder {
    /// What opens it for a codec.
    pub(crate) fn opener(self, codec: Codec) -> OpenDecoder {
        match self {
            Decoder::Software if codec == Codec::H264 => software,
            Decoder::Software => {
                tracing::warn!(?codec, "nothing here decodes it: units are counted, not shown");
                none
            }
            Decoder::Null => null,
            Decoder::Own(open) => open,
        }
    }
}

fn software() -> Result<Box<dyn Decode>, GpuError> {
    Ok(Box::new(SoftwareDecoder::open()?))
}

fn null() -> Result<Box<dyn Decode>, GpuError> {
    Ok(Box::<NullDecoder>::default())
}

/// For a codec that nothing here decodes: units are counted and recorded, pictures there are none.
struct NoDecoder;

impl Decode for NoDecoder {
    fn decode(&mut self, _unit: &[u8]) -> Result<Option<Decoded<'_>>, GpuError> {
        Ok(None)
    }
}

fn none() -> Result<Box<dyn Decode>, GpuError> {
    Ok(Box::new(NoDecoder))
}

/// What the decode thread works with.
pub(crate) struct DecodeThread<S> {
    source: S,
    decoders: Decoders,
    mosaic: Mosaic,
    output: Output,
}

impl<S: Source> DecodeThread<S> {
    /// Opens the first decoder.
    ///
    /// # Errors
    /// Those of `open`.
    pub fn new(
        source: S,
        open: OpenDecoder,
        snapshots: Arc<Snapshots>,
        observer: Box<dyn Observe>,
    ) -> Result<DecodeThread<S>, GpuError> {
        let decoders = Decoders { open, tiles: vec![TileDecoder::open(open)?] };
        let output = Output { snapshots, observer };
        Ok(DecodeThread { source, decoders, mosaic: Mosaic::default(), output })
    }

    /// The loop of the thread. Returns when the source has ended.
    pub fn run(self) {
        let DecodeThread { source, mut decoders, mut mosaic, mut output } = self;
        while let Some(unit) = source.next() {
            let Some(tile) = decoders.of(unit.tile) else {
                source.refused(&unit);
                continue;
            };
            tile.take(&unit, &source, &mut mosaic, &mut output);
        }
    }
}

/// The decoders of all tiles, opened with the first unit of each.
struct Decoders {
    open: OpenDecoder,
    tiles: Vec<TileDecoder>,
}

impl Decoders {
    /// `None` for a tile that no grid has, or without a decoder.
    fn of(&mut self, tile: u8) -> Option<&mut TileDecoder> {
        while self.tiles.len() <= tile.into() && tile < MAX_TILES {
            match TileDecoder::open(self.open) {
                Ok(decoder) => self.tiles.push(decoder),
                Err(error) => {
                    tracing::warn!(tile, %error, "a tile is not decoded");
                    return None;
                }
            }
        }
        self.tiles.get_mut(usize::from(tile))
    }
}

/// The decoder of one tile.
struct TileDecoder {
    codec: Box<dyn Decode>,
    /// After a refused frame those that build on it would be refused too, one by one.
    waits_for_key: bool,
}

impl TileDecoder {
    fn open(open: OpenDecoder) -> Result<TileDecoder, GpuError> {
        Ok(TileDecoder { codec: open()?, waits_for_key: true })
    }

    fn take(
        &mut self,
        unit: &Unit,
        source: &impl Source,
        mosaic: &mut Mosaic,
        output: &mut Output,
    ) {
        let counters = source.counters();
        if self.waits_for_key && !unit.key {
            counters.withheld.add(1);
            return source.passed_over(unit);
        }
        output.observer.unit(unit.frame, unit.bytes());
        let submitted = clock::now();
        let outcome = self.codec.decode(unit.bytes());
        self.waits_for_key = outcome.is_err();
        match outcome {
            Ok(Some(picture)) => {
                let decoded = clock::now();
                source.decoded(unit, decoded.since(submitted));
                let record =
                    FrameRecord { decoded: decoded.0, ..FrameRecord::begin(unit, submitted) };
                let layout = || source.layout(unit.plan);
                mosaic.picture(unit, &picture, record, layout, |picture, record| {
                    output.show(picture, record, counters);
                });
            }
            Ok(None) => {}
            Err(error) => {
                tracing::debug!(frame = unit.frame.0, tile = unit.tile, %error, "undecodable");
                counters.undecodable.add(1);
                source.refused(unit);
            }
        }
    }
}

/// Who sees pictures. Nobody waits for one when this is gone.
struct Output {
    snapshots: Arc<Snapshots>,
    observer: Box<dyn Observe>,
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
