//! Packed RGB in words of 32 bits, 8 or 10 bits a colour: what compositors hand out.

use crate::GpuError;
use crate::frame::{ImageLayout, PixelFormat};

/// How the colours of a pixel lie in its little-endian word. What is left of it is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Packed {
    /// 8 bits each, blue lowest: `XRGB8888`, `ARGB8888`.
    Bgrx,
    /// 8 bits each, red lowest: `XBGR8888`, `ABGR8888`.
    Rgbx,
    /// 10 bits each, blue lowest: `XRGB2101010`, `ARGB2101010`.
    BgrxTen,
    /// 10 bits each, red lowest: `XBGR2101010`, `ABGR2101010`.
    RgbxTen,
}

impl Packed {
    /// All of them.
    pub const ALL: [Packed; 4] = [Packed::Bgrx, Packed::Rgbx, Packed::BgrxTen, Packed::RgbxTen];

    /// The format that DRM and Wayland call so. Source: drm_fourcc.h.
    pub fn from_fourcc(fourcc: u32) -> Option<Packed> {
        match &fourcc.to_le_bytes() {
            b"XR24" | b"AR24" => Some(Packed::Bgrx),
            b"XB24" | b"AB24" => Some(Packed::Rgbx),
            b"XR30" | b"AR30" => Some(Packed::BgrxTen),
            b"XB30" | b"AB30" => Some(Packed::RgbxTen),
            _ => None,
        }
    }

    /// What DRM and Wayland call it, without alpha.
    pub fn fourcc(self) -> u32 {
        u32::from_le_bytes(match self {
            Packed::Bgrx => *b"XR24",
            Packed::Rgbx => *b"XB24",
            Packed::BgrxTen => *b"XR30",
            Packed::RgbxTen => *b"XB30",
        })
    }

    /// Bits of a colour.
    pub fn bits(self) -> u32 {
        match self {
            Packed::Bgrx | Packed::Rgbx => 8,
            Packed::BgrxTen | Packed::RgbxTen => 10,
        }
    }

    /// Red, not blue, is lowest.
    pub fn is_red_first(self) -> bool {
        matches!(self, Packed::Rgbx | Packed::RgbxTen)
    }

    /// Red, green and blue of a pixel.
    pub fn rgb(self, word: u32) -> [i32; 3] {
        let bits = self.bits();
        let colour = |index| ((word >> (bits * index)) & ((1 << bits) - 1)) as i32;
        let [first, green, last] = [0, 1, 2].map(colour);
        if self.is_red_first() { [first, green, last] } else { [last, green, first] }
    }
}

impl From<PixelFormat> for Packed {
    fn from(format: PixelFormat) -> Packed {
        match format {
            PixelFormat::Bgrx => Packed::Bgrx,
            PixelFormat::Rgbx => Packed::Rgbx,
        }
    }
}

/// Size and memory layout of a packed picture, top row first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackedLayout {
    /// Pixels per row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Bytes from one row to the next.
    pub stride: u32,
    /// Bytes before the first row.
    pub offset: u32,
    /// Format.
    pub format: Packed,
}

impl PackedLayout {
    /// Bytes from the start of the memory to the end of the last pixel; `None` when they are
    /// more than memory has.
    pub fn end(&self) -> Option<usize> {
        let rows = u64::from(self.height.checked_sub(1)?) * u64::from(self.stride);
        let bytes = rows + u64::from(self.offset) + u64::from(self.width) * 4;
        usize::try_from(bytes).ok()
    }

    /// Refuses pictures without pixels, rows that overlap, and rows between words.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] names the property.
    pub fn check(&self) -> Result<(), GpuError> {
        let unsupported =
            |what, value: u32| Err(GpuError::Unsupported { what, value: value.into() });
        match self {
            Self { width: 0, .. } => unsupported("picture width", 0),
            Self { height: 0, .. } => unsupported("picture height", 0),
            Self { stride, width, .. } if u64::from(*stride) < u64::from(*width) * 4 => {
                unsupported("stride", *stride)
            }
            Self { stride, .. } if stride % 4 != 0 => unsupported("stride", *stride),
            Self { offset, .. } if offset % 4 != 0 => unsupported("plane offset", *offset),
            _ => Ok(()),
        }
    }
}

impl From<ImageLayout> for PackedLayout {
    /// Of a picture that is not bottom-up.
    fn from(layout: ImageLayout) -> PackedLayout {
        let ImageLayout { width, height, stride, format, .. } = layout;
        PackedLayout { width, height, stride, offset: 0, format: format.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_its_format() {
        for format in Packed::ALL {
            assert_eq!(Packed::from_fourcc(format.fourcc()), Some(format));
        }
        assert_eq!(Packed::from_fourcc(u32::from_le_bytes(*b"AB30")), Some(Packed::RgbxTen));
        assert_eq!(Packed::from_fourcc(u32::from_le_bytes(*b"NV12")), None);
    }

    #[test]
    fn colours_are_where_drm_says() {
        assert_eq!(Packed::Bgrx.rgb(0xff11_2233), [0x11, 0x22, 0x33]);
        assert_eq!(Packed::Rgbx.rgb(0xff11_2233), [0x33, 0x22, 0x11]);
        let word = 3 << 30 | 1023 << 20 | 512 << 10 | 7;
        assert_eq!(Packed::BgrxTen.rgb(word), [1023, 512, 7]);
        assert_eq!(Packed::RgbxTen.rgb(word), [7, 512, 1023]);
    }

    #[test]
    fn what_no_picture_can_be_is_refused() {
        let good =
            PackedLayout { width: 3, height: 2, stride: 16, offset: 4, format: Packed::Bgrx };
        assert_eq!((good.check().is_ok(), good.end()), (true, Some(32)));
        let bad = [
            PackedLayout { width: 0, ..good },
            PackedLayout { height: 0, ..good },
            PackedLayout { stride: 8, ..good },
            PackedLayout { stride: 18, ..good },
            PackedLayout { offset: 2, ..good },
            PackedLayout { width: u32::MAX, ..good },
        ];
        for layout in bad {
            assert!(matches!(layout.check(), Err(GpuError::Unsupported { .. })), "{layout:?}");
        }
    }
}
