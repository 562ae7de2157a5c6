//! The picture that encoders take.

/// A 4:2:0 picture of even size in three planes. Made once per stream and refilled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yuv420 {
    width: u32,
    height: u32,
    planes: [Vec<u8>; 3],
}

impl Yuv420 {
    /// A black picture of `width` x `height`, each rounded up to even.
    pub fn new(width: u32, height: u32) -> Yuv420 {
        let (width, height) = (even(width), even(height));
        let luma = width as usize * height as usize;
        let planes = [vec![16; luma], vec![128; luma / 4], vec![128; luma / 4]];
        Yuv420 { width, height, planes }
    }

    /// Pixels per row, even.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Rows, even.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Bytes per row of Y, U and V.
    pub fn strides(&self) -> [u32; 3] {
        [self.width, self.width / 2, self.width / 2]
    }

    /// Takes the part of `from` whose upper left corner is at (`x`, `y`), both even. What lies
    /// outside of `from` stays as it is. Does not allocate.
    pub fn copy_part(&mut self, from: &Yuv420, x: u32, y: u32) {
        for (plane, divisor) in [1, 2, 2].into_iter().enumerate() {
            let (x, y) = ((x / divisor) as usize, (y / divisor) as usize);
            let to_stride = (self.width / divisor) as usize;
            let from_stride = (from.width / divisor) as usize;
            let columns = to_stride.min(from_stride.saturating_sub(x));
            let source = from.planes[plane].chunks_exact(from_stride).skip(y);
            for (row, source) in self.planes[plane].chunks_exact_mut(to_stride).zip(source) {
                let source = source.get(x..x + columns).unwrap_or_default();
                row[..source.len()].copy_from_slice(source);
            }
        }
    }

    /// Y, U and V samples; each plane holds its stride times its rows.
    pub fn planes(&self) -> [&[u8]; 3] {
        let [y, u, v] = &self.planes;
        [y, u, v]
    }

    /// Y, U and V samples, writable.
    pub fn planes_mut(&mut self) -> [&mut [u8]; 3] {
        let [y, u, v] = &mut self.planes;
        [y, u, v]
    }
}

/// `size` rounded up to even: the size of the stream that shows a picture of `size`.
pub fn even(size: u32) -> u32 {
    size + (size & 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_quarters_are_the_picture() {
        let mut whole = Yuv420::new(12, 8);
        for (plane, first) in whole.planes_mut().into_iter().zip([0, 100, 200]) {
            plane.iter_mut().zip(first..).for_each(|(sample, value)| *sample = value);
        }
        let part = |x, y, width, height| {
            let mut part = Yuv420::new(width, height);
            part.copy_part(&whole, x, y);
            part
        };
        let right = part(4, 6, 8, 2);
        assert_eq!(right.planes()[0][..8], whole.planes()[0][6 * 12 + 4..7 * 12]);
        assert_eq!(right.planes()[1], &whole.planes()[1][3 * 6 + 2..]);
        assert_eq!(right.planes()[2], &whole.planes()[2][3 * 6 + 2..]);
        assert_eq!(part(0, 0, 12, 8), whole);
    }

    #[test]
    fn nothing_is_taken_from_outside() {
        let whole = Yuv420::new(8, 8);
        let mut part = Yuv420::new(8, 8);
        part.planes_mut()[0].fill(9);
        part.copy_part(&whole, 6, 6);
        assert_eq!(part.planes()[0].iter().filter(|sample| **sample == 16).count(), 4);
        part.copy_part(&whole, 20, 20);
    }
}
