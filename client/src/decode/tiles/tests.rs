//! In which order tiles are decoded, and what becomes of a stream whose decoder fails.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use lumen_core::native::message::format::Codec;
use lumen_core::native::message::value::Grid;
use lumen_core::units::{Mode, RefreshRate};
use lumen_gpu::convert::ColourSpec;
use lumen_gpu::decode::nvdec::error::NvdecError;

use super::*;
use crate::decode::choice::{Decoder, Hardware};
use crate::decode::run::Layout;
use crate::units::{self, Lease};

/// A unit that the decoder dies of, and one whose picture it dies of.
const DEADLY: u8 = 0xee;
const DEADLY_PICTURE: u8 = 0xef;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn add(&self, entry: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A decoder that says what is asked of it.
struct Double {
    name: u32,
    unit: u8,
    log: Log,
    grey: [u8; 64 * 64],
}

fn dead(call: &'static str) -> GpuError {
    NvdecError::Call { call, code: 700 }.into()
}

impl Decode for Double {
    fn submit(&mut self, unit: &[u8]) -> Result<(), GpuError> {
        self.unit = unit[0];
        self.log.add(format!("{} takes {}", self.name, self.unit));
        if self.unit == DEADLY { Err(dead("cuvidDecodePicture")) } else { Ok(()) }
    }

    fn picture(&mut self) -> Result<Option<Decoded<'_>>, GpuError> {
        if self.unit == DEADLY_PICTURE {
            return Err(dead("cuvidMapVideoFrame64"));
        }
        self.log.add(format!("{} shows {}", self.name, self.unit));
        let planes = [&self.grey[..], &self.grey[..1024], &self.grey[..1024]];
        Ok(Some(Decoded { width: 64, height: 64, planes, strides: [64, 32, 32], gpu: None }))
    }
}

/// Frames of two tiles side by side.
#[derive(Default)]
struct TwoTiles {
    counters: Counters,
    log: Log,
}

impl Source for TwoTiles {
    fn next(&self) -> Option<Lease<'_>> {
        None
    }

    fn layout(&self, _plan: u32) -> Option<Layout> {
        let mode = Mode::new(128, 64, RefreshRate::from_hz(60)).unwrap();
        Some(Layout { mode, grid: Grid::new(2, 1).unwrap() })
    }

    fn decoded(&self, _unit: &UnitInfo, _took: Span) {}

    fn refused(&self, unit: &UnitInfo) {
        self.log.add(format!("tile {} needs a key frame", unit.tile));
    }

    fn passed_over(&self, unit: &UnitInfo) {
        self.log.add(format!("tile {} waits", unit.tile));
    }

    fn counters(&self) -> &Counters {
        &self.counters
    }
}

struct Shown(Log);

impl Observe for Shown {
    fn unit(&mut self, _frame: FrameId, _bytes: &[u8]) {}

    fn picture(&mut self, _picture: &Decoded<'_>, record: &FrameRecord) {
        self.0.add(format!("frame {}", record.frame));
    }
}

struct Rig {
    source: TwoTiles,
    tiles: Tiles,
}

impl Rig {
    fn new(replaceable: bool) -> Rig {
        let (source, opened) = (TwoTiles::default(), AtomicU32::new(0));
        let log = source.log.clone();
        let open = move |_, _| -> Result<Box<dyn Decode>, GpuError> {
            let name = opened.fetch_add(1, Ordering::Relaxed);
            Ok(Box::new(Double { name, unit: 0, log: log.clone(), grey: [128; 64 * 64] }))
        };
        let hardware = Hardware::double(replaceable, Arc::new(open));
        let opener = Opener::new(&Decoder::Nvdec(hardware), Codec::H264);
        let snapshots = Snapshots::new(ColourSpec::default());
        let output = Output { snapshots, observer: Box::new(Shown(source.log.clone())) };
        let tiles = Tiles::open(opener, output).unwrap();
        Rig { source, tiles }
    }

    /// What happens when a unit comes.
    fn give(&mut self, frame: u32, tile: u8, key: bool, byte: u8) -> Vec<String> {
        let (writer, reader) = units::ring(1, 1);
        let info = UnitInfo { frame: FrameId(frame), tile, key, ..UnitInfo::NONE };
        assert!(writer.offer(info, &[byte]));
        self.tiles.take(&reader.next().unwrap(), &self.source);
        self.source.log.take()
    }
}

#[test]
fn all_tiles_of_a_frame_are_at_work_before_a_picture_is_waited_for() {
    let mut rig = Rig::new(true);
    assert_eq!(rig.give(1, 0, true, 10), ["0 takes 10"]);
    assert_eq!(rig.give(1, 1, true, 11), ["1 takes 11", "0 shows 10", "1 shows 11", "frame 1"]);
    assert_eq!(rig.give(2, 1, false, 21), ["1 takes 21"], "in any order");
    assert_eq!(rig.give(2, 0, false, 20), ["0 takes 20", "0 shows 20", "1 shows 21", "frame 2"]);
}

#[test]
fn a_missing_tile_is_waited_for_no_longer_than_a_frame() {
    let mut rig = Rig::new(true);
    rig.give(1, 0, true, 10);
    rig.give(1, 1, true, 11);
    assert_eq!(rig.give(2, 0, false, 20), ["0 takes 20"]);
    assert_eq!(rig.give(3, 0, false, 30), ["0 shows 20", "0 takes 30"]);
    let late = rig.give(2, 1, false, 21);
    assert_eq!(late, ["0 shows 30", "frame 2", "1 takes 21", "1 shows 21"], "at once");
    let last = rig.give(3, 1, false, 31);
    assert_eq!(last, ["1 takes 31", "1 shows 31", "frame 3"]);
    assert_eq!(rig.give(4, 0, false, 40), ["0 takes 40"]);
    rig.tiles.finish(&rig.source);
    assert_eq!(rig.source.log.take(), ["0 shows 40"]);
}

#[test]
fn a_decoder_that_dies_makes_room_for_software() {
    for (byte, by) in [(DEADLY, "its unit"), (DEADLY_PICTURE, "its picture")] {
        let mut rig = Rig::new(true);
        rig.give(1, 0, true, 10);
        rig.give(1, 1, true, 11);
        rig.give(2, 0, false, 20);
        let dies = rig.give(2, 1, false, byte);
        assert!(dies.contains(&"tile 1 needs a key frame".to_owned()), "{by}: {dies:?}");
        assert!(dies.contains(&"0 shows 20".to_owned()), "{by}: the other goes on");
        assert_eq!(rig.source.counters.undecodable.get(), 1);
        rig.give(3, 0, false, 30);
        let waits = rig.give(3, 1, false, 31);
        assert_eq!(waits[0], "tile 1 waits", "{by}");
        // Software has the tile now, and knows that this is no H.264.
        rig.give(4, 0, false, 40);
        let refused = rig.give(4, 1, true, 41);
        assert!(!refused.contains(&"1 takes 41".to_owned()), "{by}: {refused:?}");
    }
}

#[test]
fn a_decoder_that_is_insisted_on_is_opened_anew() {
    let mut rig = Rig::new(false);
    rig.give(1, 0, true, 10);
    rig.give(1, 1, true, 11);
    rig.give(2, 0, false, 20);
    rig.give(2, 1, false, DEADLY);
    rig.give(3, 0, false, 30);
    let anew = rig.give(3, 1, true, 31);
    assert_eq!(anew, ["2 takes 31", "0 shows 30", "frame 2", "2 shows 31", "frame 3"]);
}
