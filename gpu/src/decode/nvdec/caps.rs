//! What a stream is, and whether the GPU decodes it. Pure.
//!
//! Source: dynlink_cuviddec.h, `CUVIDDECODECAPS`; dynlink_nvcuvid.h, `CUVIDEOFORMAT`.

use lumen_nvenc_sys::cuvid as cu;

use super::error::NvdecError;
use crate::convert::surface::SurfaceFormat;

/// A codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codec {
    /// H.264.
    H264,
    /// HEVC.
    Hevc,
}

impl Codec {
    pub(super) fn code(self) -> cu::cudaVideoCodec {
        match self {
            Codec::H264 => cu::cudaVideoCodec::cudaVideoCodec_H264,
            Codec::Hevc => cu::cudaVideoCodec::cudaVideoCodec_HEVC,
        }
    }
}

/// Resolution of chroma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chroma {
    /// Half in both directions.
    Half,
    /// That of luma.
    Full,
}

impl Chroma {
    pub(super) fn code(self) -> cu::cudaVideoChromaFormat {
        match self {
            Chroma::Half => cu::cudaVideoChromaFormat::cudaVideoChromaFormat_420,
            Chroma::Full => cu::cudaVideoChromaFormat::cudaVideoChromaFormat_444,
        }
    }
}

/// What decoders are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The codec.
    pub codec: Codec,
    /// Its chroma.
    pub chroma: Chroma,
    /// Bits per sample, 8 to 12.
    pub bits: u32,
    /// Width and height as coded, in whole blocks.
    pub coded: (u32, u32),
    /// First column and row that are shown.
    pub corner: (u32, u32),
    /// Columns and rows that are shown.
    pub shown: (u32, u32),
    /// Pictures that the stream may refer to, and the one in work.
    pub surfaces: u32,
}

impl Shape {
    /// What the parser has read from parameter sets.
    ///
    /// # Errors
    /// [`NvdecError::Stream`] for what no stream of ours has; the values are a peer's.
    pub fn of(codec: Codec, format: &cu::CUVIDEOFORMAT) -> Result<Shape, NvdecError> {
        let strange = |what, value: u32| Err(NvdecError::Stream { what, value: value.into() });
        let chroma = match format.chroma_format {
            cu::cudaVideoChromaFormat::cudaVideoChromaFormat_420 => Chroma::Half,
            cu::cudaVideoChromaFormat::cudaVideoChromaFormat_444 => Chroma::Full,
            other => return strange("chroma format", other.0),
        };
        let bits = u32::from(format.bit_depth_luma_minus8) + 8;
        if bits > 12 || format.bit_depth_chroma_minus8 != format.bit_depth_luma_minus8 {
            return strange("sample depth", bits);
        }
        let coded = (format.coded_width, format.coded_height);
        let area = &format.display_area;
        let edges = [area.left, area.top, area.right, area.bottom].map(u32::try_from);
        let [Ok(left), Ok(top), Ok(right), Ok(bottom)] = edges else {
            return strange("cropping", 0);
        };
        if left >= right || top >= bottom || right > coded.0 || bottom > coded.1 {
            return strange("cropping", right);
        }
        let (corner, shown) = ((left, top), (right - left, bottom - top));
        let surfaces = u32::from(format.min_num_decode_surfaces).max(1);
        Ok(Shape { codec, chroma, bits, coded, corner, shown, surfaces })
    }

    /// How pictures lie in memory. More than 8 bits are in the high end of words.
    pub fn surface(&self) -> SurfaceFormat {
        match (self.chroma, self.bits > 8) {
            (Chroma::Half, false) => SurfaceFormat::Nv12,
            (Chroma::Half, true) => SurfaceFormat::P010,
            (Chroma::Full, false) => SurfaceFormat::Yuv444,
            (Chroma::Full, true) => SurfaceFormat::Yuv444Ten,
        }
    }
}

pub(super) fn surface_code(format: SurfaceFormat) -> cu::cudaVideoSurfaceFormat {
    use cu::cudaVideoSurfaceFormat as Code;
    match format {
        SurfaceFormat::Nv12 => Code::cudaVideoSurfaceFormat_NV12,
        SurfaceFormat::P010 => Code::cudaVideoSurfaceFormat_P016,
        SurfaceFormat::Yuv444 => Code::cudaVideoSurfaceFormat_YUV444,
        SurfaceFormat::Yuv444Ten => Code::cudaVideoSurfaceFormat_YUV444_16Bit,
    }
}

/// What the GPU does for one codec, chroma and depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeCaps {
    /// It is decoded at all.
    pub supported: bool,
    /// Engines.
    pub engines: u8,
    /// Bit i: surfaces of format i come out.
    pub outputs: u16,
    /// Smallest picture.
    pub least: (u32, u32),
    /// Largest picture.
    pub most: (u32, u32),
    /// Largest number of blocks of 16 x 16.
    pub blocks: u32,
}

impl From<&cu::CUVIDDECODECAPS> for DecodeCaps {
    fn from(caps: &cu::CUVIDDECODECAPS) -> DecodeCaps {
        DecodeCaps {
            supported: caps.bIsSupported != 0,
            engines: caps.nNumNVDECs,
            outputs: caps.nOutputFormatMask,
            least: (caps.nMinWidth.into(), caps.nMinHeight.into()),
            most: (caps.nMaxWidth, caps.nMaxHeight),
            blocks: caps.nMaxMBCount,
        }
    }
}

impl DecodeCaps {
    /// Refuses what the GPU does not decode.
    ///
    /// # Errors
    /// [`NvdecError::Codec`] and [`NvdecError::Size`].
    pub fn check(&self, shape: &Shape) -> Result<(), NvdecError> {
        let output = surface_code(shape.surface()).0;
        if !self.supported || self.outputs & (1 << output) == 0 {
            let Shape { codec, chroma, bits, .. } = *shape;
            return Err(NvdecError::Codec { codec, chroma, bits });
        }
        let (width, height) = shape.coded;
        let blocks = u64::from(width / 16) * u64::from(height / 16);
        let fits = width >= self.least.0
            && height >= self.least.1
            && width <= self.most.0
            && height <= self.most.1
            && blocks <= u64::from(self.blocks);
        let (least, most) = (self.least, self.most);
        if fits { Ok(()) } else { Err(NvdecError::Size { got: shape.coded, least, most }) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::zeroed;
    use super::*;

    fn format() -> cu::CUVIDEOFORMAT {
        let mut format: cu::CUVIDEOFORMAT = zeroed();
        format.chroma_format = cu::cudaVideoChromaFormat::cudaVideoChromaFormat_420;
        (format.coded_width, format.coded_height) = (1920, 1088);
        (format.display_area.right, format.display_area.bottom) = (1920, 1080);
        format.min_num_decode_surfaces = 5;
        format
    }

    /// An H100's answers. Source: specification, measured with driver 580.
    const HEVC: DecodeCaps = DecodeCaps {
        supported: true,
        engines: 7,
        outputs: 0b11,
        least: (144, 144),
        most: (8192, 8192),
        blocks: 262_144,
    };

    #[test]
    fn cropping_and_depth_come_from_the_stream() {
        let shape = Shape::of(Codec::H264, &format()).unwrap();
        assert_eq!((shape.shown, shape.bits, shape.surfaces), ((1920, 1080), 8, 5));
        assert_eq!(shape.surface(), SurfaceFormat::Nv12);
        let ten = cu::CUVIDEOFORMAT {
            bit_depth_luma_minus8: 2,
            bit_depth_chroma_minus8: 2,
            chroma_format: cu::cudaVideoChromaFormat::cudaVideoChromaFormat_444,
            ..format()
        };
        let shape = Shape::of(Codec::Hevc, &ten).unwrap();
        assert_eq!((shape.bits, shape.surface()), (10, SurfaceFormat::Yuv444Ten));
        assert!(matches!(HEVC.check(&shape), Err(NvdecError::Codec { bits: 10, .. })));
    }

    #[test]
    fn strange_streams_are_refused() {
        let refused = |change: &dyn Fn(&mut cu::CUVIDEOFORMAT)| {
            let mut format = format();
            change(&mut format);
            matches!(Shape::of(Codec::H264, &format), Err(NvdecError::Stream { .. }))
        };
        assert!(!refused(&|_| {}));
        assert!(refused(&|format| {
            format.chroma_format = cu::cudaVideoChromaFormat::cudaVideoChromaFormat_422;
        }));
        assert!(refused(&|format| format.bit_depth_luma_minus8 = 2));
        assert!(refused(&|format| format.display_area.right = 1921));
        assert!(refused(&|format| format.display_area.top = -1));
        assert!(refused(&|format| format.display_area.bottom = 0));
    }

    #[test]
    fn sizes_are_held_against_the_engine() {
        let sized = |coded| Shape { coded, ..Shape::of(Codec::Hevc, &format()).unwrap() };
        for (coded, fits) in [
            ((5120, 1440), true),
            ((8192, 8192), true),
            ((128, 128), false),
            ((8208, 16), false),
            ((144, 8208), false),
        ] {
            assert_eq!(HEVC.check(&sized(coded)).is_ok(), fits, "{coded:?}");
        }
        let few = DecodeCaps { blocks: 8000, ..HEVC };
        assert!(matches!(few.check(&sized((1920, 1088))), Err(NvdecError::Size { .. })));
    }
}
