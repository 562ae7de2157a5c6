//! A packed picture in memory, 32 bits per pixel with blue first, and filling parts of it.

/// One colour as blue, green, red, X.
pub type Pixel = [u8; 4];

/// All off.
pub const BLACK: Pixel = [0, 0, 0, 255];
/// All on.
pub const WHITE: Pixel = [255; 4];

/// A part of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Pixels per row.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

/// A picture being painted; rows follow each other without a gap.
pub struct Canvas<'a> {
    pixels: &'a mut [u8],
    width: u32,
    height: u32,
}

impl<'a> Canvas<'a> {
    /// A picture of `width` x `height` in `pixels`, whose rest, if any, is left alone. Rows for
    /// which there is no room do not exist.
    pub fn new(pixels: &'a mut [u8], width: u32, height: u32) -> Canvas<'a> {
        let room = pixels.len().checked_div(width as usize * 4).unwrap_or(0);
        let height = height.min(u32::try_from(room).unwrap_or(u32::MAX));
        Canvas { pixels, width, height }
    }

    /// Pixels per row.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Row `y`, or nothing below the picture.
    pub fn row(&mut self, y: u32) -> &mut [u8] {
        let bytes = self.width as usize * 4;
        let start = y as usize * bytes;
        if y < self.height { &mut self.pixels[start..start + bytes] } else { &mut [] }
    }

    /// Fills a part, as far as it is inside the picture.
    pub fn fill(&mut self, part: Rect, pixel: Pixel) {
        let right = part.x.saturating_add(part.width).min(self.width);
        let left = part.x.min(right);
        for y in part.y..part.y.saturating_add(part.height).min(self.height) {
            let row = &mut self.row(y)[left as usize * 4..right as usize * 4];
            row.as_chunks_mut().0.fill(pixel);
        }
    }
}

/// Brightness of packed pixels by BT.709 in full range, for reading stamps from them.
pub fn luma_of(pixels: &[u8]) -> Vec<u8> {
    pixels.as_chunks().0.iter().copied().map(luma).collect()
}

fn luma([blue, green, red, _]: Pixel) -> u8 {
    let weighted = 54 * u32::from(red) + 183 * u32::from(green) + 19 * u32::from(blue);
    (weighted / 256) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filling_stays_inside() {
        let mut pixels = vec![0; 4 * 3 * 4];
        let mut canvas = Canvas::new(&mut pixels, 4, 3);
        canvas.fill(Rect { x: 3, y: 2, width: 9, height: 9 }, WHITE);
        canvas.fill(Rect { x: 9, y: 9, width: 1, height: 1 }, WHITE);
        assert_eq!(pixels.iter().filter(|&&byte| byte == 255).count(), 4);
        assert_eq!(luma_of(&pixels)[11], 255);
    }

    #[test]
    fn a_short_buffer_has_fewer_rows() {
        let mut pixels = vec![0; 4 * 4 * 2 + 3];
        let mut canvas = Canvas::new(&mut pixels, 4, 3);
        assert_eq!(canvas.height(), 2);
        assert!(canvas.row(2).is_empty());
    }
}
