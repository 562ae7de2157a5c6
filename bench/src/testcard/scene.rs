//! What the card shows behind the stamp: something like a side-scrolling game.
//!
//! The landscape is painted once; a frame is that landscape, each band of rows shifted by its
//! own speed, which costs two copies per row, and a few solid sprites on top. A frame is a
//! function of its number alone, so that a test can paint what it should have received.

use super::canvas::{Canvas, Pixel, Rect};
use super::stamp::{Stamp, flash_square};

/// The landscape of one picture size.
pub struct Scene {
    width: u32,
    height: u32,
    landscape: Vec<u8>,
    restless: bool,
}

/// In a restless scene one group of so many jumps about.
const RESTLESS: u32 = 4;

/// Rows of a group: a row of macroblocks.
const GROUP: u32 = 16;

/// Bands of the picture, from the sky to the ground, each faster than the one above.
const BANDS: u32 = 6;

/// Frames that the square stays white after a key press: long enough to be seen in a stream
/// that drops some.
pub const FLASH_FRAMES: u32 = 6;

const DARK: Pixel = [64, 32, 32, 255];
const LIT: Pixel = [255; 4];

impl Scene {
    /// Paints the landscape for pictures of this size.
    pub fn new(width: u32, height: u32) -> Scene {
        let mut landscape = vec![0; width as usize * height as usize * 4];
        let mut canvas = Canvas::new(&mut landscape, width, height);
        for y in 0..height {
            let row = canvas.row(y).as_chunks_mut().0;
            for (x, pixel) in row.iter_mut().enumerate() {
                *pixel = land(x as u32, y, band(y, height));
            }
        }
        Scene { width, height, landscape, restless: false }
    }

    /// The same, with rows that are new in every frame.
    pub fn restless(self) -> Scene {
        Scene { restless: true, ..self }
    }

    /// Width and height.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Paints a whole frame with its stamp. Does not allocate.
    ///
    /// `canvas` must be of the scene's size; what is larger stays as it is.
    pub fn paint(&self, canvas: &mut Canvas<'_>, stamp: &Stamp, flash: bool) {
        for y in 0..self.height.min(canvas.height()) {
            self.paint_row(canvas, y, stamp.frame);
        }
        for sprite in 0..SPRITES {
            let (part, colour) = self.sprite(sprite, stamp.frame);
            canvas.fill(part, colour);
        }
        let square = flash_square(self.width, self.height);
        canvas.fill(square, if flash { LIT } else { DARK });
        stamp.draw(canvas);
    }

    fn paint_row(&self, canvas: &mut Canvas<'_>, y: u32, frame: u32) {
        let bytes = self.width as usize * 4;
        let source = &self.landscape[y as usize * bytes..][..bytes];
        let shift = (self.travel(y, frame) % u64::from(self.width.max(1))) as usize * 4;
        let row = canvas.row(y);
        if row.len() == bytes {
            row[..bytes - shift].copy_from_slice(&source[shift..]);
            row[bytes - shift..].copy_from_slice(&source[..shift]);
        }
    }

    /// How far row `y` has come.
    fn travel(&self, y: u32, frame: u32) -> u64 {
        let group = y / GROUP;
        if self.restless && group.is_multiple_of(RESTLESS) {
            // Knuth's multiplicative hash: neighbours in time and space get unlike values.
            u64::from((frame.wrapping_mul(45) ^ group).wrapping_mul(2_654_435_761) >> 8)
        } else {
            u64::from(frame) * u64::from(band(y, self.height)) * 2
        }
    }

    /// Sprites bounce between the edges, below the stamp.
    fn sprite(&self, number: u32, frame: u32) -> (Rect, Pixel) {
        let side = (self.height / 12).max(8);
        let top = self.height * 2 / 5;
        let bounce = |speed: u32, room: u32| {
            let room = u64::from(room.max(1));
            let at = (u64::from(frame) * u64::from(speed) + u64::from(number) * 97) % (2 * room);
            at.min(2 * room - at) as u32
        };
        let x = bounce(3 + number, self.width.saturating_sub(side));
        let y = top + bounce(2 + number, self.height.saturating_sub(top + side));
        let shade = (number * 60) as u8;
        (Rect { x, y, width: side, height: side }, [shade, 255 - shade, 200, 255])
    }
}

const SPRITES: u32 = 4;

fn band(y: u32, height: u32) -> u32 {
    y * BANDS / height.max(1)
}

/// Sky above, then hills, then ground: gradients with edges and some fine structure.
fn land(x: u32, y: u32, band: u32) -> Pixel {
    let hill = (x / 3 + y / 2) % 200;
    let brick = if (x / 32 + y / 16 * 3).is_multiple_of(4) { 40 } else { 0 };
    let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 13 & 7;
    let (blue, green, red) = match band {
        0 | 1 => (200 - y % 64, 150 - y % 64, 90 + x / 16 % 32),
        2 | 3 => (60 + hill / 4, 90 + hill / 2, 50 + hill / 3),
        _ => (40 + brick, 70 + brick, 110 + brick * 2),
    };
    [blue, green, red, 255].map(|value| (value + grain).min(255) as u8)
}

/// The picture that `--still` shows, pixel for pixel: rows of `width * 4` bytes, blue first.
pub fn render_still(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = vec![0; width as usize * height as usize * 4];
    let mut canvas = Canvas::new(&mut pixels, width, height);
    Scene::new(width, height).paint(&mut canvas, &Stamp::default(), false);
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testcard::canvas::luma_of;
    use crate::testcard::stamp::read;

    #[test]
    fn the_still_picture_carries_an_empty_stamp() {
        for (width, height) in [(640, 360), (1365, 767)] {
            let luma = luma_of(&render_still(width, height));
            let stamp = read(&luma, width as usize, width, height);
            assert_eq!(stamp, Some(Stamp::default()));
        }
    }

    #[test]
    fn the_flash_lights_its_square_alone() {
        let (width, height) = (1280, 720);
        let scene = Scene::new(width, height);
        let paint = |flash| {
            let mut pixels = vec![0; (width * height * 4) as usize];
            scene.paint(&mut Canvas::new(&mut pixels, width, height), &Stamp::default(), flash);
            pixels
        };
        let (dark, lit) = (paint(false), paint(true));
        let changed = dark.chunks(4).zip(lit.chunks(4)).filter(|(a, b)| a != b).count();
        assert_eq!(changed, 64 * 64);
    }

    #[test]
    fn a_quarter_of_a_restless_scene_is_new_in_every_frame() {
        let (width, height) = (640, 384);
        let scene = Scene::new(width, height).restless();
        let sky = |number| {
            let mut pixels = vec![0; (width * height * 4) as usize];
            let stamp = Stamp { frame: number, ..Stamp::default() };
            scene.paint(&mut Canvas::new(&mut pixels, width, height), &stamp, false);
            // The sky does not move; to the right of the stamp and its square nothing hides it.
            let rows: Vec<_> = pixels.chunks(640 * 4).map(|row| row[2520..].to_vec()).collect();
            rows[..64].to_vec()
        };
        let (one, two) = (sky(1), sky(2));
        assert!((0..16).all(|y| one[y] != two[y]) && one[16..] == two[16..]);
    }

    #[test]
    fn frames_differ_and_any_number_and_size_can_be_painted() {
        let frame = |number, width, height| {
            let mut pixels = vec![0; (width * height * 4) as usize];
            let stamp = Stamp { frame: number, ..Stamp::default() };
            let mut canvas = Canvas::new(&mut pixels, width, height);
            Scene::new(width, height).paint(&mut canvas, &stamp, false);
            pixels
        };
        assert_ne!(frame(1, 640, 360), frame(2, 640, 360));
        frame(u32::MAX, 640, 361);
        frame(u32::MAX, 1, 1);
    }
}
