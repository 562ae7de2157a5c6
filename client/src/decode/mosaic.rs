//! The pictures of a frame's tiles, put together.
//!
//! A frame of one tile passes through untouched. Tiles are copied to their place in a picture that
//! is shown when all of it is of one frame. A tile that is missing holds nothing up: when the next
//! frame begins, the one before is shown with what its missing tiles showed last. Nothing is shown
//! before every tile has a picture, so a change of the plan leaves the old picture up until the new
//! one is whole. Allocates when the plan changes. Source: docs/wire-native.md "Tiles".

use lumen_core::native::tiles::{Rect, rects};
use lumen_core::units::FrameId;
use lumen_gpu::decode::{CpuCopy, Decoded};

use super::FrameRecord;
use super::run::Layout;
use crate::units::UnitInfo;

/// Puts tiles together.
#[derive(Default)]
pub(super) struct Mosaic {
    /// Number of the plan that the places are of.
    plan: Option<u32>,
    /// One for each tile.
    places: Vec<Place>,
    canvas: Canvas,
    /// For tiles that were left on the GPU.
    copy: CpuCopy,
    /// The frame whose tiles are coming in.
    open: Option<(FrameId, FrameRecord)>,
}

/// A tile's place, and the frame whose part is there.
#[derive(Clone, Copy)]
struct Place {
    rect: Rect,
    frame: Option<FrameId>,
}

impl Mosaic {
    /// Takes the picture of a tile. `show` gets every picture that is to be shown: none, this one's,
    /// or the unfinished one before. `layout` is asked when the unit's plan is a new one.
    pub fn picture(
        &mut self,
        info: &UnitInfo,
        picture: &Decoded<'_>,
        record: FrameRecord,
        layout: impl FnOnce() -> Option<Layout>,
        mut show: impl FnMut(&Decoded<'_>, &FrameRecord),
    ) {
        if self.plan.is_some_and(|plan| info.plan < plan) {
            return;
        }
        if self.plan != Some(info.plan) {
            self.fit(info.plan, layout());
        }
        if self.places.len() <= 1 {
            return show(picture, &record);
        }
        if let Some(unfinished) = self.begin(info) {
            show(&self.canvas.picture(), &unfinished);
        }
        let mut copy = std::mem::take(&mut self.copy);
        let finished = match picture.to_cpu(&mut copy) {
            Ok(picture) => self.place(info, &picture, record),
            Err(error) => {
                tracing::warn!(%error, tile = info.tile, "a tile is not shown");
                None
            }
        };
        self.copy = copy;
        if let Some(finished) = finished {
            show(&self.canvas.picture(), &finished);
        }
    }

    /// Lays out the tiles of another plan. What is unknown is one tile.
    fn fit(&mut self, plan: u32, layout: Option<Layout>) {
        let rects = layout.and_then(|layout| rects(layout.mode, layout.grid)).unwrap_or_default();
        let right = rects.iter().map(|rect| rect.x + rect.width).max().unwrap_or(0);
        let lower = rects.iter().map(|rect| rect.y + rect.height).max().unwrap_or(0);
        self.places = rects.into_iter().map(|rect| Place { rect, frame: None }).collect();
        (self.plan, self.open) = (Some(plan), None);
        if self.places.len() > 1 {
            self.canvas = Canvas::new(right, lower);
        }
    }

    /// Before a tile of another frame: the record of the frame before, if it is to be shown as it
    /// is. Frame numbers begin anew with a key frame after a lost connection.
    fn begin(&mut self, info: &UnitInfo) -> Option<FrameRecord> {
        let (frame, record) = self.open?;
        let newer = frame != info.frame && (info.key || !info.frame.is_before(frame));
        if !newer {
            return None;
        }
        self.open = None;
        self.places.iter().all(|place| place.frame.is_some()).then_some(record)
    }

    /// Copies the picture to its place. The record of the frame if that is whole now. A picture
    /// that does not fit is of a plan that this is not, and the next one is laid out anew.
    fn place(
        &mut self,
        info: &UnitInfo,
        picture: &Decoded<'_>,
        record: FrameRecord,
    ) -> Option<FrameRecord> {
        let place = self.places.get_mut(usize::from(info.tile))?;
        if (picture.width, picture.height) != (place.rect.width, place.rect.height) {
            self.plan = None;
            return None;
        }
        place.frame = Some(info.frame);
        self.canvas.paint(picture, place.rect);
        let record = match self.open {
            Some((frame, open)) if frame == info.frame => open.join(record),
            // Its frame was shown without it.
            Some(_) => return None,
            None => record,
        };
        let whole = self.places.iter().all(|place| place.frame == Some(info.frame));
        self.open = (!whole).then_some((info.frame, record));
        whole.then_some(record)
    }
}

/// A 4:2:0 picture of even size.
#[derive(Default)]
struct Canvas {
    size: (u32, u32),
    planes: [Vec<u8>; 3],
}

impl Canvas {
    fn new(width: u32, height: u32) -> Canvas {
        let luma = width as usize * height as usize;
        let planes = [luma, luma / 4, luma / 4].map(|len| vec![0; len]);
        Canvas { size: (width, height), planes }
    }

    fn picture(&self) -> Decoded<'_> {
        let (width, height) = self.size;
        let planes = self.planes.each_ref().map(Vec::as_slice);
        Decoded { width, height, planes, strides: [width, width / 2, width / 2], gpu: None }
    }

    /// Copies a picture as large as `rect`, whose sides are even, to there.
    fn paint(&mut self, picture: &Decoded<'_>, rect: Rect) {
        for (plane, target) in self.planes.iter_mut().enumerate() {
            let part = if plane == 0 { 1 } else { 2 };
            let [x, y, width, height, stride] =
                [rect.x, rect.y, rect.width, rect.height, self.size.0]
                    .map(|length| (length / part) as usize);
            let source = picture.planes[plane].chunks(picture.strides[plane].max(1) as usize);
            let rows = target.chunks_exact_mut(stride).skip(y).take(height);
            for (row, source) in rows.zip(source) {
                if let Some(source) = source.get(..width) {
                    row[x..x + width].copy_from_slice(source);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use lumen_core::native::message::value::Grid;
    use lumen_core::units::{Mode, RefreshRate};

    use super::*;

    /// Two tiles of 64x64 side by side.
    fn layout() -> Option<Layout> {
        let mode = Mode::new(128, 64, RefreshRate::from_hz(60)).unwrap();
        Some(Layout { mode, grid: Grid::new(2, 1).unwrap() })
    }

    /// What is shown of a tile that is all `luma`: the brightness left and right.
    fn tile(mosaic: &mut Mosaic, plan: u32, frame: u32, tile: u8, luma: u8) -> Vec<[u8; 2]> {
        let (y, chroma) = (vec![luma; 70 * 64], vec![luma; 35 * 32]);
        let planes = [y.as_slice(), &chroma, &chroma];
        let picture = Decoded { width: 64, height: 64, planes, strides: [70, 35, 35], gpu: None };
        let info = UnitInfo { frame: FrameId(frame), tile, plan, ..UnitInfo::NONE };
        let record = FrameRecord { frame, bytes: 1, ..FrameRecord::default() };
        let mut shown = Vec::new();
        mosaic.picture(&info, &picture, record, layout, |picture, record| {
            assert_eq!((picture.width, picture.height), (128, 64));
            let [y, u, v] = picture.planes;
            assert_eq!(u, v);
            assert_eq!([y[63 * 128], y[127]], [u[31 * 64], u[63]]);
            assert!(record.bytes <= 2);
            shown.push([y[0], y[64]]);
        });
        shown
    }

    #[test]
    fn a_frame_is_shown_when_its_tiles_are_there() {
        let mut mosaic = Mosaic::default();
        assert_eq!(tile(&mut mosaic, 0, 0, 0, 10), [[0; 2]; 0]);
        assert_eq!(tile(&mut mosaic, 0, 0, 1, 11), [[10, 11]]);
        assert_eq!(tile(&mut mosaic, 0, 1, 1, 21), [[0; 2]; 0], "in any order");
        assert_eq!(tile(&mut mosaic, 0, 1, 0, 20), [[20, 21]]);
    }

    #[test]
    fn a_missing_tile_holds_nothing_up() {
        let mut mosaic = Mosaic::default();
        assert_eq!(tile(&mut mosaic, 0, 0, 0, 10), [[0; 2]; 0]);
        assert_eq!(tile(&mut mosaic, 0, 1, 0, 20), [[0; 2]; 0], "the right was never there");
        assert_eq!(tile(&mut mosaic, 0, 1, 1, 21), [[20, 21]]);
        assert_eq!(tile(&mut mosaic, 0, 2, 0, 30), [[0; 2]; 0]);
        assert_eq!(tile(&mut mosaic, 0, 3, 0, 40), [[30, 21]]);
        assert_eq!(tile(&mut mosaic, 0, 2, 1, 31), [[0; 2]; 0], "its frame was shown");
        assert_eq!(tile(&mut mosaic, 0, 3, 1, 41), [[40, 41]]);
    }

    #[test]
    fn another_plan_is_shown_once_it_is_whole() {
        let mut mosaic = Mosaic::default();
        tile(&mut mosaic, 0, 0, 0, 10);
        tile(&mut mosaic, 0, 0, 1, 11);
        assert_eq!(tile(&mut mosaic, 1, 1, 1, 21), [[0; 2]; 0]);
        assert_eq!(tile(&mut mosaic, 0, 1, 0, 99), [[0; 2]; 0], "of the plan before");
        assert_eq!(tile(&mut mosaic, 1, 1, 0, 20), [[20, 21]]);
    }
}
