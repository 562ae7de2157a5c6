//! Coded pictures as they were handed over, decoded by ffmpeg and judged against the card.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;
use std::process::Command;
use std::time::Instant;

use lumen_bench::quality::Painter;
use lumen_bench::testcard::scene::Scene;
use lumen_bench::testcard::stamp;
use lumen_client::{NativeEvent, NativeSession};
use lumen_core::native::message::format::Codec;
use lumen_core::native::message::value::Grid;
use lumen_core::native::tiles::{Rect, rects};
use lumen_core::units::{Mode, Span};

use crate::rig::PATIENCE;

/// What differs between two pictures that are the same is rounding; in dB.
const THE_SAME: f64 = 45.0;

/// Pictures on which the compositor's cursor may lie: when the card comes to an output and when it
/// leaves it. What a codec spoils stays spoiled for longer.
pub const WITH_CURSOR: usize = 4;

/// Everything that was handed over: number of the frame, tile, bytes.
#[derive(Default)]
pub struct Tape(Vec<(u32, u8, Vec<u8>)>);

impl Tape {
    /// Takes units until `enough` says so, which sees the tape and the newest event.
    pub fn record(
        &mut self,
        session: &NativeSession,
        mut enough: impl FnMut(&Tape, Option<NativeEvent>) -> bool,
    ) {
        let begun = Instant::now();
        loop {
            let event = session.next_event(Span(0)).unwrap();
            if enough(self, event) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{:?}", session.stats());
            if let Some(unit) = session.next_unit(Span::from_millis(5)).unwrap() {
                self.0.push((unit.frame.0, unit.tile, unit.bytes().to_vec()));
            }
        }
    }

    /// Units of tile `tile` from frame `first` on.
    pub fn count(&self, tile: u8, first: u32) -> usize {
        self.0.iter().filter(|(frame, of, _)| *of == tile && *frame >= first).count()
    }

    /// Numbers of the frames, of the first tile.
    pub fn frames(&self) -> impl Iterator<Item = u32> {
        self.0.iter().filter(|(_, tile, _)| *tile == 0).map(|(frame, _, _)| *frame)
    }

    /// Takes off what was handed over from frame `first` on, which is of one mode.
    pub fn cut(self, mode: Mode, grid: Grid, first: u32) -> (Tape, Recording) {
        let (later, earlier) = self.0.into_iter().partition(|(frame, _, _)| *frame >= first);
        let rects = rects(mode, grid).unwrap();
        let mut tiles = vec![BTreeMap::new(); rects.len()];
        for (frame, tile, bytes) in later {
            tiles[usize::from(tile)].insert(frame, bytes);
        }
        (Tape(earlier), Recording { mode, rects, tiles })
    }
}

/// The units of one mode, by tile and frame.
pub struct Recording {
    mode: Mode,
    rects: Vec<Rect>,
    tiles: Vec<BTreeMap<u32, Vec<u8>>>,
}

/// What the decoded pictures are worth.
pub struct Verdict {
    /// Pictures of the card.
    pub pictures: usize,
    /// Of these, pictures that show something else than the card painted.
    pub odd: usize,
    /// PSNR of the worst strip of all others, in dB; infinite for equal pictures.
    pub worst: f64,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Verdict { pictures, odd, worst } = self;
        write!(f, "{pictures} pictures, {odd} with a cursor, worst strip {worst:.1} dB")
    }
}

impl Recording {
    /// Frames of which all tiles are there.
    fn frames(&self) -> Vec<u32> {
        let whole = |frame: &u32| self.tiles.iter().all(|tile| tile.contains_key(frame));
        self.tiles[0].keys().copied().filter(whole).collect()
    }

    /// Decodes everything, and compares what shows the card with what it painted. Nothing,
    /// loudly, without ffmpeg.
    pub fn judge(&self, codec: Codec) -> Option<Verdict> {
        let Mode { width, height, .. } = self.mode;
        let decoded: Option<Vec<BTreeMap<u32, Vec<u8>>>> = self
            .tiles
            .iter()
            .zip(&self.rects)
            .map(|(units, rect)| decode(codec, units, rect))
            .collect();
        let decoded = decoded?;
        let mut painter = Painter::bt709(Scene::new(width, height));
        let (mut numbers, mut qualities) = (Vec::new(), Vec::new());
        for frame in self.frames() {
            let luma = self.stitch(&decoded, frame);
            let stamp = stamp::read(&luma, width as usize, width, height);
            if numbers.is_empty() && stamp.is_none() {
                continue;
            }
            let stamp = stamp.unwrap_or_else(|| panic!("no stamp in frame {frame}"));
            numbers.push(stamp.frame);
            qualities.push(painter.worst_strip(&stamp, &luma));
        }
        assert!(numbers.is_sorted(), "stamps rise: {numbers:?}");
        let is_odd = |quality: &&f64| **quality < THE_SAME;
        let odd = qualities.iter().filter(is_odd).count();
        let same = qualities.iter().copied().filter(|quality| !is_odd(&quality));
        Some(Verdict { pictures: numbers.len(), odd, worst: same.fold(f64::INFINITY, f64::min) })
    }

    /// The brightness of a frame, its tiles put together.
    fn stitch(&self, decoded: &[BTreeMap<u32, Vec<u8>>], frame: u32) -> Vec<u8> {
        let (width, height) = (self.mode.width as usize, self.mode.height as usize);
        let mut whole = vec![0; width * height];
        for (tile, rect) in decoded.iter().zip(&self.rects) {
            for (y, row) in tile[&frame].chunks(rect.width as usize).enumerate() {
                let at = (rect.y as usize + y) * width + rect.x as usize;
                whole[at..at + row.len()].copy_from_slice(row);
            }
        }
        whole
    }
}

/// The brightness of each picture, by the number of its frame.
fn decode(
    codec: Codec,
    units: &BTreeMap<u32, Vec<u8>>,
    rect: &Rect,
) -> Option<BTreeMap<u32, Vec<u8>>> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    units.values().for_each(|unit| file.write_all(unit).unwrap());
    let format = if codec == Codec::H264 { "h264" } else { "hevc" };
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-xerror", "-f", format, "-i"])
        .arg(file.path())
        .args(["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"])
        .output();
    let Ok(output) = output else {
        eprintln!("SKIPPED: no ffmpeg");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let luma = (rect.width * rect.height) as usize;
    let pictures = output.stdout.chunks(luma * 3 / 2);
    assert_eq!(pictures.len(), units.len(), "every unit is a picture");
    Some(units.keys().copied().zip(pictures.map(|picture| picture[..luma].to_vec())).collect())
}
