//! A small picture with transparency, to be laid over the stream.

/// Red, green, blue, alpha; the colours are multiplied by alpha already.
pub type Pixel = [u8; 4];

/// Rows of pixels, top row first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitmap {
    width: u32,
    height: u32,
    pixels: Vec<Pixel>,
}

impl Bitmap {
    /// A bitmap of one colour. Allocates.
    pub fn new(width: u32, height: u32, fill: Pixel) -> Bitmap {
        Bitmap { width, height, pixels: vec![fill; width as usize * height as usize] }
    }

    /// Pixels per row.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// All pixels.
    pub fn pixels(&self) -> &[Pixel] {
        &self.pixels
    }

    /// All pixels of one row; none outside of the bitmap.
    pub fn row(&self, y: u32) -> &[Pixel] {
        let width = self.width as usize;
        self.pixels.get(y as usize * width..).and_then(|rows| rows.get(..width)).unwrap_or(&[])
    }

    /// Sets a pixel; nothing happens outside of the bitmap.
    pub fn set(&mut self, x: u32, y: u32, pixel: Pixel) {
        if x < self.width && y < self.height {
            self.pixels[y as usize * self.width as usize + x as usize] = pixel;
        }
    }

    /// Makes every pixel the same.
    pub fn fill(&mut self, pixel: Pixel) {
        self.pixels.fill(pixel);
    }
}
