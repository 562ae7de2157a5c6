//! How converted pictures lie in memory: as hardware encoders take them.

use super::Yuv420;

/// Rows begin at multiples of this.
const PITCH_ALIGNMENT: usize = 256;

/// How samples lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurfaceFormat {
    /// 8 bits, 4:2:0: luma, then pairs of chroma.
    Nv12,
    /// The same in words, 10 bits in the high end of each.
    P010,
    /// 8 bits, three planes of the same size.
    Yuv444,
    /// The same in words, 10 bits in the high end of each.
    Yuv444Ten,
}

impl SurfaceFormat {
    /// 10 bits per sample.
    pub fn is_ten_bit(self) -> bool {
        matches!(self, Self::P010 | Self::Yuv444Ten)
    }

    /// Chroma has the luma's size.
    pub fn is_full_chroma(self) -> bool {
        matches!(self, Self::Yuv444 | Self::Yuv444Ten)
    }
}

/// Layout of a surface: luma rows, then chroma directly after the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurfaceLayout {
    /// Format.
    pub format: SurfaceFormat,
    /// Pixels per row.
    pub width: usize,
    /// Rows of luma.
    pub height: usize,
    /// Bytes from one row to the next, in all planes.
    pub pitch: usize,
}

impl SurfaceLayout {
    /// The layout for a picture of this size.
    pub fn new(format: SurfaceFormat, (width, height): (u32, u32)) -> SurfaceLayout {
        let (width, height) = (width as usize, height as usize);
        let bytes = if format.is_ten_bit() { 2 } else { 1 };
        let pitch = (width * bytes).next_multiple_of(PITCH_ALIGNMENT);
        SurfaceLayout { format, width, height, pitch }
    }

    /// Bytes of a surface.
    pub fn len(&self) -> usize {
        let luma = self.pitch * self.height;
        if self.format.is_full_chroma() { luma * 3 } else { luma * 3 / 2 }
    }

    /// True for a surface without pixels.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lays an 8-bit 4:2:0 picture of this size out in `surface`, of [`SurfaceLayout::len`] bytes.
    /// Full chroma repeats samples; 10 bits hold the same values, four times as fine.
    pub fn write(&self, picture: &Yuv420, surface: &mut [u8]) {
        let [y, u, v] = picture.planes();
        let [luma, chroma, _] = picture.strides().map(|stride| stride as usize);
        let (top, rest) = surface.split_at_mut(self.pitch * self.height);
        for (out, row) in top.chunks_exact_mut(self.pitch).zip(y.chunks_exact(luma)) {
            self.put_row(out, row.iter().copied());
        }
        let rows = rest.chunks_exact_mut(self.pitch);
        if self.format.is_full_chroma() {
            let planes = [u, v].into_iter();
            let doubled =
                planes.flat_map(|plane| plane.chunks_exact(chroma).flat_map(|row| [row; 2]));
            for (out, row) in rows.zip(doubled) {
                self.put_row(out, row.iter().flat_map(|sample| [*sample; 2]));
            }
        } else {
            let pairs = u.chunks_exact(chroma).zip(v.chunks_exact(chroma));
            for (out, (u, v)) in rows.zip(pairs) {
                self.put_row(out, u.iter().zip(v).flat_map(|(u, v)| [*u, *v]));
            }
        }
    }

    fn put_row(&self, out: &mut [u8], samples: impl Iterator<Item = u8>) {
        if self.format.is_ten_bit() {
            // 8 bits in the high byte are the value times four in the high 10 bits.
            out.chunks_exact_mut(2).zip(samples).for_each(|(out, sample)| {
                out.copy_from_slice(&[0, sample]);
            });
        } else {
            out.iter_mut().zip(samples).for_each(|(out, sample)| *out = sample);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_laid_out_in_every_format() {
        let mut picture = Yuv420::new(4, 2);
        let [y, u, v] = picture.planes_mut();
        y.copy_from_slice(&[1, 2, 3, 4, 5, 6, 7, 8]);
        u.copy_from_slice(&[10, 11]);
        v.copy_from_slice(&[20, 21]);
        let rows = |format| {
            let layout = SurfaceLayout::new(format, (4, 2));
            let mut surface = vec![0; layout.len()];
            layout.write(&picture, &mut surface);
            surface.chunks(layout.pitch).map(|row| row[..8].to_vec()).collect::<Vec<_>>()
        };
        let nv12 = rows(SurfaceFormat::Nv12);
        assert_eq!(
            (nv12.len(), &nv12[1][..4], &nv12[2][..4]),
            (3, &[5, 6, 7, 8][..], &[10, 20, 11, 21][..])
        );
        assert_eq!(rows(SurfaceFormat::P010)[2], [0, 10, 0, 20, 0, 11, 0, 21]);
        let full = rows(SurfaceFormat::Yuv444);
        assert_eq!(
            (full.len(), &full[3][..4], &full[4][..4]),
            (6, &[10, 10, 11, 11][..], &[20, 20, 21, 21][..])
        );
    }
}
