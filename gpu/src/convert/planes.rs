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
