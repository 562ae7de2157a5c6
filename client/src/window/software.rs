//! Pictures to a window without a GPU: converted on the CPU, copied by the window system.

use std::num::NonZeroU32;
use std::sync::Arc;

use lumen_gpu::convert::{ColourSpec, planar_to_bgra};
use lumen_gpu::decode::{CpuCopy, Decoded};
use lumen_gpu::present::{Bitmap, Rect, fit};
use softbuffer::{Context, SoftBufferError, Surface};
use winit::window::Window;

use super::WindowError;
use super::canvas::Canvas;

/// Draws to one window, on the thread that opened it.
pub(super) struct Software {
    surface: Surface<Arc<Window>, Arc<Window>>,
    colour: ColourSpec,
    image: Image,
    /// For pictures that are on the GPU.
    copy: CpuCopy,
    overlay: Option<(Bitmap, u32)>,
}

/// A picture as packed pixels.
#[derive(Default)]
struct Image {
    size: (u32, u32),
    /// Blue, green, red, 255.
    bgra: Vec<u8>,
}

fn refused(error: SoftBufferError) -> WindowError {
    WindowError::Software(error.to_string())
}

impl Software {
    pub fn open(window: Arc<Window>, colour: ColourSpec) -> Result<Software, WindowError> {
        let context = Context::new(Arc::clone(&window)).map_err(refused)?;
        let surface = Surface::new(&context, window).map_err(refused)?;
        let (image, copy) = (Image::default(), CpuCopy::default());
        Ok(Software { surface, colour, image, copy, overlay: None })
    }
}

impl Canvas for Software {
    fn describe(&self) -> String {
        "software".into()
    }

    fn set_picture(&mut self, picture: &Decoded<'_>) -> Result<(), WindowError> {
        self.image.size = (picture.width, picture.height);
        self.image.bgra.resize(picture.width as usize * picture.height as usize * 4, 0);
        let picture = picture.to_cpu(&mut self.copy).map_err(WindowError::Gpu)?;
        planar_to_bgra(&picture, self.colour, &mut self.image.bgra).map_err(WindowError::Gpu)
    }

    fn set_overlay(&mut self, bitmap: Option<&Bitmap>, scale: u32) -> Result<(), WindowError> {
        self.overlay = bitmap.map(|bitmap| (bitmap.clone(), scale));
        Ok(())
    }

    fn draw(&mut self, (width, height): (u32, u32)) -> Result<bool, WindowError> {
        let sides = NonZeroU32::new(width).zip(NonZeroU32::new(height));
        let Some((across, down)) = sides else { return Ok(false) };
        self.surface.resize(across, down).map_err(refused)?;
        let mut buffer = self.surface.buffer_mut().map_err(refused)?;
        self.image.paint(&mut buffer, (width, height));
        if let Some((bitmap, scale)) = &self.overlay {
            lay_over(bitmap, *scale, &mut buffer, (width, height));
        }
        buffer.present().map_err(refused)?;
        Ok(true)
    }
}

impl Image {
    /// Paints all of a window of this size, black beside the picture. Scales by taking the
    /// nearest pixel. Pixels are 0x00RRGGBB.
    fn paint(&self, target: &mut [u32], window: (u32, u32)) {
        let Rect { x, y, width, height } = fit(self.size, window);
        let source = self.bgra.as_chunks::<4>().0;
        let nearest = |at: u32, length: u32, size: u32| {
            (u64::from(at) * u64::from(size) / u64::from(length.max(1))) as usize
        };
        for (at, row) in (0..window.1).zip(target.chunks_exact_mut(window.0 as usize)) {
            let inside = at.checked_sub(y).filter(|at| *at < height);
            let first = inside.map(|at| nearest(at, height, self.size.1) * self.size.0 as usize);
            let Some(pixels) = first.and_then(|first| source.get(first..)) else {
                row.fill(0);
                continue;
            };
            let (left, rest) = row.split_at_mut(x as usize);
            let (middle, right) = rest.split_at_mut(width as usize);
            left.fill(0);
            right.fill(0);
            if width == self.size.0 {
                copy(middle.iter_mut().zip(pixels));
            } else {
                let columns = (0..width).map(|at| nearest(at, width, self.size.0));
                copy(middle.iter_mut().zip(columns.filter_map(|column| pixels.get(column))));
            }
        }
    }
}

fn copy<'a>(pairs: impl Iterator<Item = (&'a mut u32, &'a [u8; 4])>) {
    for (target, pixel) in pairs {
        *target = u32::from_le_bytes(*pixel) & 0x00ff_ffff;
    }
}

/// Lays a bitmap over the corner where overlays go, if it has room there.
fn lay_over(bitmap: &Bitmap, scale: u32, target: &mut [u32], window: (u32, u32)) {
    let size = (bitmap.width(), bitmap.height());
    let Some(place) = Rect::overlay(size, scale, window) else { return };
    let rows = target.chunks_exact_mut(window.0 as usize).skip(place.y as usize);
    for (y, row) in (0..place.height).zip(rows) {
        let source = bitmap.row(y / scale);
        let target = &mut row[place.x as usize..][..place.width as usize];
        for (x, pixel) in target.iter_mut().enumerate() {
            *pixel = over(*pixel, source[x / scale as usize]);
        }
    }
}

fn over(below: u32, [red, green, blue, alpha]: [u8; 4]) -> u32 {
    let through = 255 - u32::from(alpha);
    let mix = |shift: u32, above: u8| {
        let below = below >> shift & 0xff;
        (u32::from(above) + (below * through + 127) / 255).min(255) << shift
    };
    mix(16, red) | mix(8, green) | mix(0, blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_scaled_with_bars_beside_them() {
        let image = Image { size: (2, 1), bgra: vec![1, 0, 0, 255, 0, 2, 0, 255] };
        let mut window = [9; 16];
        image.paint(&mut window, (4, 4));
        let row = [1, 1, 0x200, 0x200];
        assert_eq!(window, [[0; 4], row, row, [0; 4]].as_flattened());
        let mut same = [9; 2];
        image.paint(&mut same, (2, 1));
        assert_eq!(same, [1, 0x200]);
        let mut wide = [9; 6];
        image.paint(&mut wide, (6, 1));
        assert_eq!(wide, [0, 0, 1, 0x200, 0, 0]);
    }

    #[test]
    fn overlays_let_the_picture_through() {
        assert_eq!(over(0x40_80_c0, [0, 0, 0, 0]), 0x40_80_c0);
        assert_eq!(over(0x40_80_c0, [1, 2, 3, 255]), 0x01_02_03);
        assert_eq!(over(0xff_ff_ff, [0, 0, 0, 204]), 0x33_33_33);
        let (bitmap, mut window) = (Bitmap::new(2, 1, [255; 4]), [0; 32 * 32]);
        lay_over(&bitmap, 2, &mut window, (32, 32));
        assert_eq!(window.iter().filter(|pixel| **pixel == 0x00ff_ffff).count(), 8);
        assert_eq!(window[16 * 32 + 16], 0x00ff_ffff);
    }
}
