//! Screenshots, and how they are judged.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;

use lumen_bench::quality::psnr;
use lumen_bench::testcard::scene::render_still;

use super::rig::keep;

/// Columns at the left that the overlay may cover.
const OVERLAY: u32 = 448;

/// A screenshot: packed RGB, top row first.
pub struct Shot {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Shot {
    /// Reads the memory of an X server's screen. Source: XWDFile.h: a header of 32-bit big-endian
    /// words, colours of 12 bytes, pixels of 32 bits.
    pub fn of_xwd(path: &Path) -> Option<Shot> {
        let bytes = fs::read(path).ok()?;
        let word = |index: usize| {
            let at = bytes.get(index * 4..index * 4 + 4)?;
            Some(u32::from_be_bytes(at.try_into().ok()?))
        };
        let (header, width, height) = (word(0)?, word(4)?, word(5)?);
        let (stride, colours) = (word(12)? as usize, word(19)?);
        let pixels = bytes.get((header + colours * 12) as usize..)?;
        let mut rgb = Vec::new();
        for row in pixels.chunks(stride).take(height as usize) {
            let pixels = row.get(..width as usize * 4)?.as_chunks().0;
            rgb.extend(pixels.iter().flat_map(|&[blue, green, red, _]| [red, green, blue]));
        }
        Some(Shot { width, height, rgb })
    }

    /// Reads a PNG file.
    pub fn of_png(path: &Path) -> Option<Shot> {
        let decoder = png::Decoder::new(BufReader::new(File::open(path).ok()?));
        let mut reader = decoder.read_info().ok()?;
        let (width, height) = (reader.info().width, reader.info().height);
        let samples = reader.info().color_type.samples();
        let mut pixels = vec![0; reader.output_buffer_size()?];
        reader.next_frame(&mut pixels).ok()?;
        let rgb = pixels.chunks_exact(samples).flat_map(|pixel| pixel[..3].to_vec()).collect();
        Some(Shot { width, height, rgb })
    }

    /// Width and height.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Writes it where the user wants it, if he does.
    pub fn keep(&self, name: &str) {
        let Some(path) = keep(name) else { return };
        let mut encoder = png::Encoder::new(File::create(path).unwrap(), self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_image_data(&self.rgb).unwrap();
    }

    /// How close a part of the screen is to the still card shown at its size, in dB: columns that
    /// the overlay does not cover, `skip` rows left out at top and bottom.
    pub fn likeness(&self, skip: u32) -> f64 {
        let shown = self.height - 2 * skip;
        let card = render_still(self.width, shown);
        let columns = OVERLAY as usize..self.width as usize;
        let (mut expected, mut got) = (Vec::new(), Vec::new());
        for y in 0..shown as usize {
            let card = &card.as_chunks::<4>().0[y * self.width as usize..];
            let shot = &self.rgb.as_chunks::<3>().0[(y + skip as usize) * self.width as usize..];
            for x in columns.clone() {
                let [blue, green, red, _] = card[x];
                expected.extend([red, green, blue]);
                got.extend(shot[x]);
            }
        }
        psnr(&expected, &got)
    }

    /// True when the first and the last `rows` are black, beside the overlay.
    pub fn has_bars(&self, rows: u32) -> bool {
        let bytes = (rows * self.width * 3) as usize;
        let bars = [&self.rgb[..bytes], &self.rgb[self.rgb.len() - bytes..]];
        let rows = bars.into_iter().flat_map(|bar| bar.chunks(self.width as usize * 3));
        rows.flat_map(|row| &row[OVERLAY as usize * 3..]).all(|sample| *sample == 0)
    }

    /// Pixels of the overlay's sentence, which has a colour of its own.
    pub fn sentence(&self) -> usize {
        let amber = |pixel: &&[u8; 3]| {
            let [red, green, blue] = **pixel;
            red > 240 && (200..216).contains(&green) && (88..104).contains(&blue)
        };
        self.rgb.as_chunks().0.iter().filter(amber).count()
    }
}
