//! A decoded picture that can be kept and written to a file.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use lumen_gpu::GpuError;
use lumen_gpu::convert::ColourSpec;
use lumen_gpu::decode::Decoded;

use crate::ClientError;
use crate::error::at_path;

/// A copy of one picture as packed RGB, 3 bytes a pixel, top row first.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Picture {
    /// Copies a picture out of the decoder.
    ///
    /// # Errors
    /// `Gpu` when it is on the GPU and cannot be copied from there.
    pub fn of(decoded: &Decoded<'_>, colour: ColourSpec) -> Result<Picture, GpuError> {
        let Decoded { width, height, .. } = *decoded;
        Ok(Picture { width, height, rgb: decoded.to_rgb(colour)? })
    }

    /// Pixels per row.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The samples.
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// Red, green and blue at a place within the picture.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        let inside = x < self.width && y < self.height;
        self.rgb.get(at..at + 3).filter(|_| inside)?.try_into().ok()
    }

    /// Writes the picture as PNG.
    ///
    /// # Errors
    /// `Store` when the file cannot be made, `Png` when it cannot be written.
    pub fn write_png(&self, path: &Path) -> Result<(), ClientError> {
        let file = BufWriter::new(File::create(path).map_err(at_path(path))?);
        let mut encoder = png::Encoder::new(file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        let written = encoder.write_header().and_then(|mut png| {
            png.write_image_data(&self.rgb)?;
            png.finish()
        });
        written.map_err(|source| ClientError::Png { path: path.to_owned(), source })
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}x{})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_written_as_it_is() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("frame.png");
        let picture = Picture { width: 2, height: 1, rgb: vec![1, 2, 3, 4, 5, 6] };
        picture.write_png(&path).unwrap();
        let decoder = png::Decoder::new(std::io::BufReader::new(File::open(&path).unwrap()));
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = [0; 6];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [1, 2, 3, 4, 5, 6]);
        assert_eq!(picture.pixel(1, 0), Some([4, 5, 6]));
        assert_eq!((picture.pixel(2, 0), picture.pixel(0, 1)), (None, None));
    }
}
