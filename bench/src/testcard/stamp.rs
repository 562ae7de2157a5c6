//! The stamp: facts about a frame, written into its picture as a bar code that a video codec
//! leaves readable.
//!
//! Eight rows of 32 cells, black for 0 and white for 1, most significant bit first, one cell
//! away from the top left corner. Cells are 16 pixels or a multiple of that, on the codec's
//! macroblock grid, so that each is coded on its own and its mean survives a coarse quantiser;
//! there is no colour to subsample.
//!
//! | row | content |
//! |---|---|
//! | 0 | [`MAGIC`]: finds the stamp and tells what black and white have become |
//! | 1 | frame number |
//! | 2, 3 | microseconds of the monotonic clock when the frame was painted |
//! | 4 | key presses (16), button presses (8), buttons held (8: left, middle, right, back, forward) |
//! | 5 | pointer x (16), pointer y (16), in pixels |
//! | 6 | vertical wheel (16), horizontal wheel (16), in 120ths of a notch, wrapping |
//! | 7 | CRC-32 of rows 1 to 6 |

use lumen_core::units::Micros;

use super::canvas::{BLACK, Canvas, Rect, WHITE};

/// Bits of the first row: alternating, and unlike itself when shifted.
pub const MAGIC: u32 = 0xA5C3_3C5A;

const COLUMNS: u32 = 32;
const ROWS: u32 = 8;

/// What a frame says about itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Number of the frame, from 1; 0 is the still picture.
    pub frame: u32,
    /// When it was painted, on the monotonic clock of the machine that painted it.
    pub painted: Micros,
    /// Input seen so far.
    pub input: InputSeen,
}

/// Input that the card has received, in numbers that wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InputSeen {
    /// Key presses.
    pub keys: u16,
    /// Button presses.
    pub buttons: u8,
    /// Buttons held: bit 0 left, 1 middle, 2 right, 3 back, 4 forward.
    pub held: u8,
    /// Pointer position in pixels, zero before the pointer came.
    pub pointer: (u16, u16),
    /// Vertical wheel in 120ths of a notch, positive down as Wayland has it.
    pub wheel: i16,
    /// Horizontal wheel in 120ths of a notch, positive right.
    pub wheel_horizontal: i16,
}

impl Stamp {
    fn rows(&self) -> [u32; ROWS as usize] {
        let InputSeen { keys, buttons, held, pointer, wheel, wheel_horizontal } = self.input;
        let body = [
            self.frame,
            (self.painted.0 >> 32) as u32,
            self.painted.0 as u32,
            u32::from(keys) << 16 | u32::from(buttons) << 8 | u32::from(held),
            u32::from(pointer.0) << 16 | u32::from(pointer.1),
            u32::from(wheel as u16) << 16 | u32::from(wheel_horizontal as u16),
        ];
        let [a, b, c, d, e, f] = body;
        [MAGIC, a, b, c, d, e, f, checksum(&body)]
    }

    fn from_rows(rows: [u32; ROWS as usize]) -> Option<Stamp> {
        let [magic, frame, high, low, presses, pointer, wheels, sum] = rows;
        let body = [frame, high, low, presses, pointer, wheels];
        if magic != MAGIC || sum != checksum(&body) {
            return None;
        }
        let input = InputSeen {
            keys: (presses >> 16) as u16,
            buttons: (presses >> 8) as u8,
            held: presses as u8,
            pointer: ((pointer >> 16) as u16, pointer as u16),
            wheel: (wheels >> 16) as i16,
            wheel_horizontal: wheels as i16,
        };
        let painted = Micros(u64::from(high) << 32 | u64::from(low));
        Some(Stamp { frame, painted, input })
    }

    /// Paints the stamp. Does not allocate.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        let grid = Grid::of(canvas.width(), canvas.height());
        for (y, bits) in self.rows().into_iter().enumerate() {
            for x in 0..COLUMNS {
                let white = bits >> (COLUMNS - 1 - x) & 1 == 1;
                canvas.fill(grid.cell(x, y as u32), if white { WHITE } else { BLACK });
            }
        }
    }
}

/// Reads the stamp from the brightness of a picture: one byte per pixel, rows `stride` bytes
/// apart, in full or limited range. `None` when there is none or it does not check.
pub fn read(luma: &[u8], stride: usize, width: u32, height: u32) -> Option<Stamp> {
    let grid = Grid::of(width, height);
    let mean = |x, y| mean_of(luma, stride, grid.cell(x, y));
    let (black, white) = levels(|x| mean(x, 0))?;
    let middle = (black + white) / 2;
    let mut rows = [0_u32; ROWS as usize];
    for (y, row) in rows.iter_mut().enumerate() {
        for x in 0..COLUMNS {
            *row = *row << 1 | u32::from(mean(x, y as u32)? > middle);
        }
    }
    Stamp::from_rows(rows)
}

/// What black and white have become, by the row whose bits are known.
fn levels(mean: impl Fn(u32) -> Option<u32>) -> Option<(u32, u32)> {
    let (mut black, mut white) = (0, 0);
    for x in 0..COLUMNS {
        match MAGIC >> (COLUMNS - 1 - x) & 1 {
            0 => black += mean(x)?,
            _ => white += mean(x)?,
        }
    }
    let (zeros, ones) = (MAGIC.count_zeros(), MAGIC.count_ones());
    let (black, white) = (black / zeros, white / ones);
    (white > black + 32).then_some((black, white))
}

/// Mean of the middle of a cell: its edges are where the codec blurs.
fn mean_of(luma: &[u8], stride: usize, cell: Rect) -> Option<u32> {
    let margin = cell.width / 4;
    let (left, side) = ((cell.x + margin) as usize, (cell.width - 2 * margin) as usize);
    let mut sum = 0;
    for y in cell.y + margin..cell.y + cell.height - margin {
        let start = y as usize * stride + left;
        sum += luma.get(start..start + side)?.iter().map(|&byte| u32::from(byte)).sum::<u32>();
    }
    Some(sum / (side * side) as u32)
}

/// Where the cells are in a picture of some size.
#[derive(Clone, Copy, Debug)]
struct Grid {
    cell: u32,
}

impl Grid {
    fn of(width: u32, height: u32) -> Grid {
        Grid { cell: 16 * (width / 1280).min(height / 720).max(1) }
    }

    fn cell(self, x: u32, y: u32) -> Rect {
        let side = self.cell;
        Rect { x: side * (x + 1), y: side * (y + 1), width: side, height: side }
    }
}

/// The square beside the stamp that flashes after a key press.
pub fn flash_square(width: u32, height: u32) -> Rect {
    let Grid { cell } = Grid::of(width, height);
    let side = cell * 4;
    Rect { x: cell * (COLUMNS + 2), y: cell, width: side, height: side }
}

/// Smallest picture that has room for stamp and square.
pub const SMALLEST: (u32, u32) = (16 * (COLUMNS + 7), 16 * (ROWS + 2));

/// CRC-32 (ISO 3309, as in zip), bit by bit: 24 bytes a frame are not worth a table.
fn checksum(rows: &[u32]) -> u32 {
    let bytes = rows.iter().flat_map(|row| row.to_be_bytes());
    !bytes.fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            sum >> 1 ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testcard::canvas::luma_of;

    const SIZES: [(u32, u32); 6] =
        [(640, 360), (1280, 720), (1365, 767), (1920, 1080), (3840, 2160), (5120, 1440)];

    fn sample() -> Stamp {
        let input = InputSeen {
            keys: 65_000,
            buttons: 9,
            held: 0b101,
            pointer: (1279, 719),
            wheel: -240,
            wheel_horizontal: 15,
        };
        Stamp { frame: 0xDEAD_BEEF, painted: Micros(0x0123_4567_89AB_CDEF), input }
    }

    fn picture(stamp: &Stamp, width: u32, height: u32) -> Vec<u8> {
        let mut pixels = vec![0x55; (width * height * 4) as usize];
        stamp.draw(&mut Canvas::new(&mut pixels, width, height));
        luma_of(&pixels)
    }

    #[test]
    fn what_is_drawn_is_read_at_every_size() {
        for (width, height) in SIZES {
            let luma = picture(&sample(), width, height);
            assert_eq!(read(&luma, width as usize, width, height), Some(sample()), "{width}");
        }
    }

    #[test]
    fn noise_blur_and_limited_range_do_no_harm() {
        let (width, height) = (640, 360);
        let mut state = 1_u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as i32 % 90 - 45
        };
        let luma = picture(&sample(), width, height);
        let rough: Vec<u8> = luma
            .windows(9)
            .map(|pixels| pixels.iter().map(|&pixel| i32::from(pixel)).sum::<i32>() / 9)
            .map(|blurred| (16 + blurred * 219 / 255 + noise()).clamp(0, 255) as u8)
            .collect();
        assert_eq!(read(&rough, width as usize, width, height), Some(sample()));
    }

    #[test]
    fn a_wrong_bit_is_noticed() {
        let (width, height) = (640, 360);
        let mut luma = picture(&sample(), width, height);
        let cell = Grid::of(width, height).cell(31, 1);
        for y in cell.y..cell.y + cell.height {
            let start = (y * width + cell.x) as usize;
            luma[start..start + cell.width as usize].iter_mut().for_each(|pixel| *pixel = !*pixel);
        }
        assert_eq!(read(&luma, width as usize, width, height), None);
    }

    #[test]
    fn no_stamp_no_panic() {
        assert_eq!(read(&[0; 640 * 360], 640, 640, 360), None);
        assert_eq!(read(&[255; 100], 640, 640, 360), None);
        assert_eq!(read(&[], 0, 0, 0), None);
    }

    #[test]
    fn the_checksum_is_the_common_one() {
        // CRC-32 of "12345678".
        assert_eq!(checksum(&[0x3132_3334, 0x3536_3738]), 0x9AE0_DAAF);
    }
}
