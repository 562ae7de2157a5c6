//! How much is in a picture, and how much of it is new: what the rate control goes by.

use crate::convert::Yuv420;

/// Every so many rows one is looked at, with the one above it.
const ROW_STEP: usize = 4;

/// Means over the pixels that were looked at, in steps of luma.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Activity {
    /// Difference from the pixels to the left and above.
    pub detail: f64,
    /// Difference from the same place in the picture before.
    pub change: f64,
}

/// Compares each picture with the one before it. Allocates only when made.
pub struct Watcher {
    width: usize,
    before: Vec<u8>,
}

impl Watcher {
    /// A watcher of pictures of one size.
    pub fn new(width: u32, height: u32) -> Watcher {
        let (width, rows) = (width as usize, height as usize / ROW_STEP);
        Watcher { width, before: vec![0; width * rows] }
    }

    /// Looks at the next picture.
    pub fn look(&mut self, picture: &Yuv420) -> Activity {
        let stride = picture.strides()[0] as usize;
        let (mut detail, mut change) = (0, 0);
        let blocks = picture.planes()[0].chunks_exact(stride * ROW_STEP);
        for (block, before) in blocks.zip(self.before.chunks_exact_mut(self.width)) {
            let (above, row) = (&block[..self.width], &block[stride..][..self.width]);
            detail += distance(row, above) + distance(&row[1..], row);
            change += distance(row, before);
            before.copy_from_slice(row);
        }
        let pixels = self.before.len().max(1) as f64;
        Activity { detail: detail as f64 / (2.0 * pixels), change: change as f64 / pixels }
    }
}

/// Sum of absolute differences over the length of the shorter slice.
fn distance(a: &[u8], b: &[u8]) -> u64 {
    let mut sum = 0;
    // Short sums fit 16-bit lanes, which the compiler turns into SIMD.
    for (a, b) in a.chunks(128).zip(b.chunks(128)) {
        let part: u16 = a.iter().zip(b).map(|(a, b)| u16::from(a.abs_diff(*b))).sum();
        sum += u64::from(part);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::scene;

    #[test]
    fn only_what_differs_counts_as_change() {
        let (still, moved) = (scene(320, 180, 0), scene(320, 180, 16));
        let mut watcher = Watcher::new(320, 180);
        let first = watcher.look(&still);
        let second = watcher.look(&still);
        assert_eq!((second.change, second.detail), (0.0, first.detail));
        assert!(watcher.look(&moved).change > 1.0);
    }

    #[test]
    fn a_flat_picture_has_no_detail() {
        let mut watcher = Watcher::new(64, 64);
        assert_eq!(watcher.look(&Yuv420::new(64, 64)), Activity { detail: 0.0, change: 16.0 });
    }

    #[test]
    fn the_largest_differences_do_not_overflow() {
        assert_eq!(distance(&[255; 1000], &[0; 1000]), 255_000);
    }
}
