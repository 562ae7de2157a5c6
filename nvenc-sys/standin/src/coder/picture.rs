//! The picture that is coded, in blocks of 16 x 16.

/// Memory layouts of input. Source: nvEncodeAPI.h, `NV_ENC_BUFFER_FORMAT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Nv12,
    Yv12,
    Iyuv,
    Yuv444,
    P010,
    Yuv444Ten,
}

impl Format {
    pub const ALL: [Format; 6] =
        [Format::Nv12, Format::Yv12, Format::Iyuv, Format::Yuv444, Format::P010, Format::Yuv444Ten];

    pub fn code(self) -> u32 {
        match self {
            Format::Nv12 => 0x1,
            Format::Yv12 => 0x10,
            Format::Iyuv => 0x100,
            Format::Yuv444 => 0x1000,
            Format::P010 => 0x1_0000,
            Format::Yuv444Ten => 0x10_0000,
        }
    }

    pub fn of(code: u32) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.code() == code)
    }

    pub fn sample(self) -> Sample {
        let ten = matches!(self, Format::P010 | Format::Yuv444Ten);
        let full_chroma = matches!(self, Format::Yuv444 | Format::Yuv444Ten);
        Sample { depth: if ten { 10 } else { 8 }, full_chroma }
    }

    /// Bytes of a surface of `height` rows of `pitch` bytes.
    pub fn surface_bytes(self, pitch: usize, height: usize) -> usize {
        if self.sample().full_chroma { pitch * height * 3 } else { pitch * height * 3 / 2 }
    }
}

/// Bits of a sample, and whether chroma has the luma's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    pub depth: u32,
    pub full_chroma: bool,
}

/// A picture of whole blocks: what is missing at the edges is repeated.
pub struct Picture {
    /// Blocks in a row.
    pub columns: usize,
    /// Rows of blocks.
    pub rows: usize,
    sample: Sample,
    planes: [Vec<u16>; 3],
}

impl Picture {
    /// Reads a surface of `width` x `height`.
    pub fn read(
        bytes: &[u8],
        format: Format,
        pitch: usize,
        width: usize,
        height: usize,
    ) -> Picture {
        let (columns, rows) = (width.div_ceil(16), height.div_ceil(16));
        let sample = format.sample();
        let source = Source { bytes, format, pitch, height };
        let planes = [0, 1, 2].map(|plane| {
            let half = usize::from(plane > 0 && !sample.full_chroma);
            let (wide, high) = ((columns * 16) >> half, (rows * 16) >> half);
            let (last_x, last_y) = ((width >> half).max(1) - 1, (height >> half).max(1) - 1);
            let mut out = Vec::with_capacity(wide * high);
            for y in 0..high {
                out.extend((0..wide).map(|x| source.at(plane, x.min(last_x), y.min(last_y))));
            }
            out
        });
        Picture { columns, rows, sample, planes }
    }

    /// The first `rows` rows of blocks.
    pub fn cropped(mut self, rows: usize) -> Picture {
        for plane in 0..3 {
            let side = self.side(plane);
            let len = self.columns * side * rows * side;
            self.planes[plane].truncate(len);
        }
        self.rows = rows;
        self
    }

    fn side(&self, plane: usize) -> usize {
        if plane > 0 && !self.sample.full_chroma { 8 } else { 16 }
    }

    /// Samples of a block, row after row.
    pub fn block(&self, plane: usize, column: usize, row: usize) -> impl Iterator<Item = u16> {
        let side = self.side(plane);
        let stride = self.columns * side;
        let start = row * side * stride + column * side;
        (0..side).flat_map(move |y| {
            let at = start + y * stride;
            self.planes[plane][at..at + side].iter().copied()
        })
    }

    /// The block at this place is the same in `other`.
    pub fn same_block(&self, other: &Picture, column: usize, row: usize) -> bool {
        (0..3).all(|plane| self.block(plane, column, row).eq(other.block(plane, column, row)))
    }

    /// The mean of what is beside and above a block predicts it exactly.
    pub fn is_predicted(&self, column: usize, row: usize, left: bool, above: bool) -> bool {
        (0..3).all(|plane| self.plane_is_predicted(plane, column, row, left, above))
    }

    fn plane_is_predicted(
        &self,
        plane: usize,
        column: usize,
        row: usize,
        left: bool,
        above: bool,
    ) -> bool {
        let side = self.side(plane);
        let stride = self.columns * side;
        let (x, y) = (column * side, row * side);
        let samples = &self.planes[plane];
        let value = samples[y * stride + x];
        let beside = |at: usize| samples[(y + at) * stride + x - 1] == value;
        let over = |at: usize| samples[(y - 1) * stride + x + at] == value;
        let anything = left || above || value == 1 << (self.sample.depth - 1);
        anything
            && self.block(plane, column, row).all(|sample| sample == value)
            && (!left || (0..side).all(beside))
            && (!above || (0..side).all(over))
    }
}

struct Source<'a> {
    bytes: &'a [u8],
    format: Format,
    pitch: usize,
    height: usize,
}

impl Source<'_> {
    fn at(&self, plane: usize, x: usize, y: usize) -> u16 {
        let luma = self.pitch * self.height;
        let quarter = luma / 4;
        let byte = |at: usize| u16::from(self.bytes.get(at).copied().unwrap_or(0));
        let word = |at: usize| (byte(at) | (byte(at + 1) << 8)) >> 6;
        match (self.format, plane) {
            (Format::P010, 0) => word(y * self.pitch + 2 * x),
            (Format::P010, _) => word(luma + y * self.pitch + 4 * x + 2 * (plane - 1)),
            (Format::Yuv444Ten, _) => word(plane * luma + y * self.pitch + 2 * x),
            (Format::Yuv444, _) => byte(plane * luma + y * self.pitch + x),
            (_, 0) => byte(y * self.pitch + x),
            (Format::Nv12, _) => byte(luma + y * self.pitch + 2 * x + plane - 1),
            (Format::Iyuv, _) => byte(luma + (plane - 1) * quarter + y * self.pitch / 2 + x),
            (Format::Yv12, _) => byte(luma + (2 - plane) * quarter + y * self.pitch / 2 + x),
        }
    }
}
