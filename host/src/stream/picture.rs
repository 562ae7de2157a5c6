//! The picture that a source's encoders take, kept up with its frames: what has not changed is not
//! converted again.

use lumen_gpu::GpuError;
use lumen_gpu::convert::{ColourSpec, Yuv420, convert_part};
use lumen_gpu::damage::Damage;
use lumen_gpu::frame::ImageLayout;

/// Planes, and which frame they show.
pub(super) struct Picture {
    planes: Yuv420,
    /// None before the first frame, and after one that could not be converted.
    shows: Option<u64>,
}

impl Picture {
    /// A black picture.
    pub(super) fn new(width: u32, height: u32) -> Picture {
        Picture { planes: Yuv420::new(width, height), shows: None }
    }

    /// Shows another frame. Its `damage` counts if the frame with the number before is shown now: of
    /// frames that were left out nobody knows what was new in them.
    ///
    /// # Errors
    /// [`GpuError`] of the conversion; the next frame is then converted whole.
    pub(super) fn show(
        &mut self,
        (number, damage): (u64, &Damage),
        layout: &ImageLayout,
        pixels: &[u8],
        colour: ColourSpec,
    ) -> Result<(), GpuError> {
        let before = self.shows.take();
        let follows = before.is_some_and(|before| before.wrapping_add(1) == number);
        let damage = if follows { damage } else { &Damage::WHOLE };
        for part in damage.parts(layout.width, layout.height) {
            convert_part(layout, pixels, colour, part, &mut self.planes)?;
        }
        self.shows = Some(number);
        Ok(())
    }

    /// What is shown.
    pub(super) fn planes(&self) -> &Yuv420 {
        &self.planes
    }
}

#[cfg(test)]
mod tests {
    use lumen_gpu::convert::packed_to_planar;
    use lumen_gpu::damage::Part;
    use lumen_gpu::frame::PixelFormat;

    use super::*;

    const LAYOUT: ImageLayout = ImageLayout {
        width: 31,
        height: 16,
        stride: 124,
        format: PixelFormat::Bgrx,
        bottom_up: false,
    };

    fn whole(pixels: &[u8]) -> Yuv420 {
        let mut planes = Yuv420::new(LAYOUT.width, LAYOUT.height);
        packed_to_planar(&LAYOUT, pixels, ColourSpec::default(), &mut planes).unwrap();
        planes
    }

    /// Frames that change a rectangle each, of another one each time.
    struct Source {
        pixels: Vec<u8>,
        number: u64,
    }

    impl Source {
        fn next(&mut self) -> (u64, Damage) {
            self.number += 1;
            let at = (self.number * 5 % 24) as u32;
            let part = Part { x: at, y: at / 2, width: 6, height: 3 };
            for y in part.y..part.y + part.height {
                let row = (y * LAYOUT.stride + part.x * 4) as usize;
                self.pixels[row..row + 24].fill((self.number * 37 % 256) as u8);
            }
            let mut damage = Damage::NONE;
            damage.add(part);
            (self.number, damage)
        }
    }

    fn show(picture: &mut Picture, source: &Source, (number, damage): (u64, Damage)) {
        let frame = (number, &damage);
        picture.show(frame, &LAYOUT, &source.pixels, ColourSpec::default()).unwrap();
    }

    #[test]
    fn parts_keep_the_picture_whole_and_frames_may_be_left_out() {
        let mut source = Source { pixels: vec![200; LAYOUT.len()], number: 0 };
        let mut picture = Picture::new(LAYOUT.width, LAYOUT.height);
        for turn in 0..60 {
            let frame = source.next();
            // The mailbox replaces some.
            if turn % 7 != 3 {
                show(&mut picture, &source, frame);
                assert!(*picture.planes() == whole(&source.pixels), "frame {}", frame.0);
            }
        }
    }

    #[test]
    fn only_what_is_new_is_converted() {
        let mut source = Source { pixels: vec![200; LAYOUT.len()], number: 0 };
        let mut picture = Picture::new(LAYOUT.width, LAYOUT.height);
        let frame = source.next();
        show(&mut picture, &source, frame);
        let before = picture.planes().clone();
        source.pixels.fill(10);
        show(&mut picture, &source, (2, Damage::NONE));
        assert!(*picture.planes() == before);
        show(&mut picture, &source, (3, Damage::WHOLE));
        assert!(*picture.planes() == whole(&source.pixels));
    }

    #[test]
    fn after_a_failure_nothing_is_taken_for_known() {
        let mut source = Source { pixels: vec![200; LAYOUT.len()], number: 0 };
        let mut picture = Picture::new(LAYOUT.width, LAYOUT.height);
        let first = source.next();
        show(&mut picture, &source, first);
        let (number, damage) = source.next();
        let short = &source.pixels[..8];
        picture.show((number, &damage), &LAYOUT, short, ColourSpec::default()).unwrap_err();
        let third = source.next();
        show(&mut picture, &source, third);
        assert!(*picture.planes() == whole(&source.pixels));
    }
}
