//! The pictures of a frame's tiles, put together.
//!
//! A frame of one tile passes through untouched. Tiles are copied to their place in a picture that
//! is shown when all of it is of one frame: by the CPU, or within the GPU where all of them were left
//! there. A tile that is missing holds nothing up: when the next
//! frame begins, the one before is shown with what its missing tiles showed last. Nothing is shown
//! before every tile has a picture, so a change of the plan leaves the old picture up until the new
//! one is whole. Allocates when the plan changes. Source: docs/wire-native.md "Tiles".

use std::sync::Arc;

use lumen_core::native::tiles::{Rect, rects};
use lumen_core::units::FrameId;
use lumen_gpu::decode::{CpuCopy, Decoded, GpuMosaic, GpuPicture};

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
    /// The same on the GPU, unless that failed.
    gpu: Gpu,
    /// For tiles that were left on the GPU when others were not.
    copy: CpuCopy,
    /// The frame whose tiles are coming in.
    open: Option<(FrameId, FrameRecord)>,
}

/// A tile's place, and the frame whose part is there.
struct Place {
    rect: Rect,
    frame: Option<FrameId>,
    /// The part, if it was left on the GPU and the canvas does not have it.
    held: Option<Arc<GpuPicture>>,
}

impl Place {
    /// The part on the GPU, and where it goes.
    fn on_gpu(&self) -> Option<(&Arc<GpuPicture>, (u32, u32))> {
        Some((self.held.as_ref()?, (self.rect.x, self.rect.y)))
    }
}

/// What puts tiles together on the GPU.
#[derive(Default)]
struct Gpu {
    mosaic: GpuMosaic,
    failed: bool,
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
            self.show(&unfinished, &mut show);
        }
        if let Some(finished) = self.place(info, picture, record) {
            self.show(&finished, &mut show);
        }
    }

    /// Shows all tiles as they are now.
    fn show(&mut self, record: &FrameRecord, show: &mut impl FnMut(&Decoded<'_>, &FrameRecord)) {
        let Mosaic { places, canvas, gpu, copy, .. } = self;
        if !gpu.failed && places.iter().all(|place| place.held.is_some()) {
            match gpu.mosaic.compose(canvas.size, places.iter().filter_map(Place::on_gpu)) {
                Ok(Some(picture)) => return show(&picture, record),
                // Whoever shows pictures holds enough of them.
                Ok(None) => return,
                Err(error) => {
                    tracing::warn!(%error, "tiles are put together on the CPU from here on");
                    gpu.failed = true;
                }
            }
        }
        for place in places {
            let Some(held) = place.held.take() else { continue };
            let size = (place.rect.width, place.rect.height);
            match Decoded::on_gpu(size, &held).to_cpu(copy) {
                Ok(picture) => canvas.paint(&picture, place.rect),
                Err(error) => tracing::warn!(%error, "a tile is not shown"),
            }
        }
        show(&canvas.picture(), record);
    }

    /// Lays out the tiles of another plan. What is unknown is one tile.
    fn fit(&mut self, plan: u32, layout: Option<Layout>) {
        let rects = layout.and_then(|layout| rects(layout.mode, layout.grid)).unwrap_or_default();
        let right = rects.iter().map(|rect| rect.x + rect.width).max().unwrap_or(0);
        let lower = rects.iter().map(|rect| rect.y + rect.height).max().unwrap_or(0);
        self.places =
            rects.into_iter().map(|rect| Place { rect, frame: None, held: None }).collect();
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

    /// Puts the picture to its place. The record of the frame if that is whole now. A picture
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
        place.held = picture.gpu.cloned();
        if place.held.is_none() {
            self.canvas.paint(picture, place.rect);
        }
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
        shown(mosaic, plan, frame, tile, &picture).into_iter().map(|(shown, _)| shown).collect()
    }

    /// What is shown of this picture: the brightness left and right, and whether it is on the GPU.
    fn shown(
        mosaic: &mut Mosaic,
        plan: u32,
        frame: u32,
        tile: u8,
        picture: &Decoded<'_>,
    ) -> Vec<([u8; 2], bool)> {
        let info = UnitInfo { frame: FrameId(frame), tile, plan, ..UnitInfo::NONE };
        let record = FrameRecord { frame, bytes: 1, ..FrameRecord::default() };
        let mut shown = Vec::new();
        mosaic.picture(&info, picture, record, layout, |picture, record| {
            assert_eq!((picture.width, picture.height), (128, 64));
            let mut copy = CpuCopy::default();
            let [y, u, v] = picture.to_cpu(&mut copy).unwrap().planes;
            let row = y.len() / 64;
            assert_eq!(u, v);
            assert_eq!([y[63 * row], y[127]], [u[31 * 64], u[63]]);
            assert!(record.bytes <= 2);
            shown.push(([y[0], y[64]], picture.gpu.is_some()));
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

    /// Tiles on a GPU that lavapipe and CUDA's stand-in play.
    #[cfg(feature = "window")]
    mod on_gpu {
        use lumen_gpu::cuda::Context;
        use lumen_gpu::vulkan::device::{Device, Devices};
        use lumen_gpu::vulkan::instance::Instance;
        use lumen_nvenc_standin::control::Standin;

        use super::*;

        struct Gpu {
            device: Arc<Device>,
            context: Arc<Context>,
        }

        impl Gpu {
            /// None, said loudly, without Vulkan.
            fn open() -> Option<(Gpu, Standin)> {
                let path = Standin::find().expect("cargo built the stand-in");
                let standin = Standin::open(&path, "").unwrap();
                let context = Context::open(Some(&path)).unwrap();
                let instance = Instance::headless();
                let device = instance.and_then(|found| Device::headless(&found, Devices::Any));
                let device = device.inspect_err(|error| eprintln!("SKIPPED: {error}")).ok()?;
                if !device.exports() {
                    eprintln!("SKIPPED: {} hands no memory out", device.name());
                    return None;
                }
                Some((Gpu { device, context }, standin))
            }

            fn tile(
                &self,
                mosaic: &mut Mosaic,
                frame: u32,
                tile: u8,
                luma: u8,
            ) -> Vec<([u8; 2], bool)> {
                let picture = GpuPicture::new(&self.device, &self.context, (64, 64)).unwrap();
                let bytes = vec![luma; picture.shared().layout().len()];
                picture.shared().fill(&bytes).unwrap();
                let picture = Arc::new(picture);
                shown(mosaic, 0, frame, tile, &Decoded::on_gpu((64, 64), &picture))
            }
        }

        #[test]
        fn tiles_stay_on_the_gpu_and_missing_ones_show_what_they_did() {
            let Some((gpu, _standin)) = Gpu::open() else { return };
            let mut mosaic = Mosaic::default();
            assert_eq!(gpu.tile(&mut mosaic, 0, 0, 10), []);
            assert_eq!(gpu.tile(&mut mosaic, 0, 1, 11), [([10, 11], true)]);
            assert_eq!(gpu.tile(&mut mosaic, 1, 0, 20), []);
            assert_eq!(gpu.tile(&mut mosaic, 2, 0, 30), [([20, 11], true)]);
            assert_eq!(gpu.tile(&mut mosaic, 2, 1, 31), [([30, 31], true)]);
        }

        #[test]
        fn where_one_tile_is_the_cpus_the_cpu_puts_all_together() {
            let Some((gpu, _standin)) = Gpu::open() else { return };
            let mut mosaic = Mosaic::default();
            gpu.tile(&mut mosaic, 0, 0, 10);
            gpu.tile(&mut mosaic, 0, 1, 11);
            assert_eq!(tile(&mut mosaic, 0, 1, 1, 21), [[0; 2]; 0]);
            assert_eq!(gpu.tile(&mut mosaic, 1, 0, 20), [([20, 21], false)]);
            assert_eq!(gpu.tile(&mut mosaic, 2, 1, 31), []);
            // The left is shown again, from where the CPU has it.
            assert_eq!(gpu.tile(&mut mosaic, 3, 1, 41), [([20, 31], false)]);
            assert_eq!(gpu.tile(&mut mosaic, 3, 0, 40), [([40, 41], true)]);
        }
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
