//! What came out of a decoder, and what is true of it if nothing was lost or damaged.

use lumen_bench::moonlight::UnitSeen;
use lumen_bench::quality::Painter;
use lumen_bench::testcard::scene::Scene;
use lumen_bench::testcard::stamp::{self, Stamp};
use lumen_host::stream::trace::FrameTrace;
use serde_json::Value;

/// Pictures that may show a cursor.
const WITH_CURSOR: usize = 30;

/// A decoded picture.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Number of its frame.
    pub frame: u32,
    /// What it says of itself.
    pub stamp: Option<Stamp>,
    /// PSNR of its worst strip against what the card painted, if it was asked for.
    pub worst: Option<f64>,
}

/// One stream as its client saw it.
pub struct Streamed {
    pub units: Vec<UnitSeen>,
    pub pictures: Vec<Shown>,
    pub undecodable: Vec<Value>,
    /// Brightness of the newest picture.
    pub newest: Vec<u8>,
    size: (u32, u32),
    painter: Option<Painter>,
}

impl Streamed {
    /// A stream of pictures of this size; those of a `scene` are compared with it.
    pub fn new(width: u32, height: u32, scene: Option<Scene>) -> Streamed {
        Streamed {
            units: Vec::new(),
            pictures: Vec::new(),
            undecodable: Vec::new(),
            newest: Vec::new(),
            size: (width, height),
            painter: scene.map(Painter::new),
        }
    }

    pub fn on_unit(&mut self, unit: UnitSeen) {
        self.units.push(unit);
    }

    pub fn on_picture(&mut self, frame: u32, luma: Vec<u8>) {
        let (width, height) = self.size;
        let stamp = stamp::read(&luma, width as usize, width, height);
        let worst = stamp.as_ref().zip(self.painter.as_mut());
        let worst = worst.map(|(stamp, painter)| painter.worst_strip(stamp, &luma));
        self.pictures.push(Shown { frame, stamp, worst });
        self.newest = luma;
    }

    /// Number of the newest frame decoded.
    pub fn last(&self) -> u32 {
        self.pictures.last().expect("pictures").frame
    }

    /// The pictures since the card first showed: before that, the desktop is empty.
    pub fn of_card(&self) -> &[Shown] {
        let first = self.pictures.iter().position(|shown| shown.stamp.is_some());
        &self.pictures[first.expect("a picture of the card")..]
    }

    /// Every picture is whole and none is older than the one before.
    pub fn assert_stamps_rise(&self) {
        let stamps = self.of_card().iter().map(|shown| {
            let stamp = shown.stamp.unwrap_or_else(|| panic!("no stamp in frame {}", shown.frame));
            (shown.frame, stamp.frame, stamp.painted)
        });
        let stamps: Vec<_> = stamps.collect();
        for pair in stamps.windows(2) {
            let [before, after] = pair else { continue };
            assert!(before.0 < after.0, "frames are shown in order: {pair:?}");
            assert!(before.1 <= after.1 && before.2 <= after.2, "stamps rise: {pair:?}");
        }
    }

    /// Share of the card's pictures that arrived: stamps decoded, of those that the encoder was
    /// given. `sent` is the host's account. Each of its frames that is not a repeat is a picture
    /// of its own; those from the first that showed the card on had a stamp.
    pub fn share_of_stamps(&self, sent: &[FrameTrace]) -> f64 {
        let shown = self.of_card();
        let first = shown[0].frame;
        let given = sent.iter().filter(|frame| !frame.repeated && frame.frame >= first).count();
        let mut stamps: Vec<u32> =
            shown.iter().filter_map(|shown| Some(shown.stamp?.frame)).collect();
        stamps.dedup();
        stamps.len() as f64 / given as f64
    }

    /// Quality of the worst strip of any picture of the card, but for the first ones: on them
    /// lies the compositor's cursor, until the card has hidden it.
    pub fn worst(&self) -> f64 {
        self.of_card()
            .iter()
            .skip(WITH_CURSOR)
            .filter_map(|shown| shown.worst)
            .fold(f64::INFINITY, f64::min)
    }
}
