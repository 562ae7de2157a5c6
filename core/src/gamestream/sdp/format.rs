//! What a stream is made of, as the handshake names it.

use crate::gamestream::nvhttp::CodecModes;

/// A family of video codecs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codec {
    /// H.264.
    H264,
    /// HEVC.
    Hevc,
    /// AV1.
    Av1,
}

/// How colour is sampled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chroma {
    /// One sample for four pixels.
    Yuv420,
    /// One sample for each pixel.
    Yuv444,
}

/// Bits of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BitDepth {
    /// 8 bits.
    Eight,
    /// 10 bits.
    Ten,
}

impl Codec {
    /// The profile in which this codec carries such samples, if there is one.
    pub fn profile(self, chroma: Chroma, depth: BitDepth) -> Option<CodecModes> {
        use BitDepth::{Eight, Ten};
        use Chroma::{Yuv420, Yuv444};
        Some(match (self, chroma, depth) {
            (Self::H264, Yuv420, Eight) => CodecModes::H264,
            (Self::H264, Yuv444, Eight) => CodecModes::H264_HIGH8_444,
            (Self::H264, _, Ten) => return None,
            (Self::Hevc, Yuv420, Eight) => CodecModes::HEVC,
            (Self::Hevc, Yuv420, Ten) => CodecModes::HEVC_MAIN10,
            (Self::Hevc, Yuv444, Eight) => CodecModes::HEVC_REXT8_444,
            (Self::Hevc, Yuv444, Ten) => CodecModes::HEVC_REXT10_444,
            (Self::Av1, Yuv420, Eight) => CodecModes::AV1_MAIN8,
            (Self::Av1, Yuv420, Ten) => CodecModes::AV1_MAIN10,
            (Self::Av1, Yuv444, Eight) => CodecModes::AV1_HIGH8_444,
            (Self::Av1, Yuv444, Ten) => CodecModes::AV1_HIGH10_444,
        })
    }
}

/// The matrix between RGB and the samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColorSpace {
    /// BT.601.
    Bt601,
    /// BT.709.
    Bt709,
    /// BT.2020.
    Bt2020,
}

/// Matrix and range of the samples: `encoderCscMode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ColorSpec {
    /// The matrix.
    pub space: ColorSpace,
    /// 0 to 255 rather than 16 to 235.
    pub full_range: bool,
}

impl ColorSpec {
    /// The number on the wire: matrix x 2 + range.
    pub fn to_wire(self) -> u8 {
        let space = match self.space {
            ColorSpace::Bt601 => 0,
            ColorSpace::Bt709 => 2,
            ColorSpace::Bt2020 => 4,
        };
        space + u8::from(self.full_range)
    }

    /// The meaning of a number on the wire.
    pub fn from_wire(wire: u8) -> Option<ColorSpec> {
        let space = match wire / 2 {
            0 => ColorSpace::Bt601,
            1 => ColorSpace::Bt709,
            2 => ColorSpace::Bt2020,
            _ => return None,
        };
        Some(ColorSpec { space, full_range: wire % 2 == 1 })
    }
}

/// The arrangements of speakers that clients ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AudioChannels {
    /// Left, right.
    Stereo,
    /// Front left, right, centre, low frequency, back left, right.
    Surround51,
    /// As 5.1, and side left, right.
    Surround71,
}

impl AudioChannels {
    /// The arrangement with this many channels.
    pub fn with_count(count: u8) -> Option<AudioChannels> {
        [Self::Stereo, Self::Surround51, Self::Surround71]
            .into_iter()
            .find(|channels| channels.count() == count)
    }

    /// Number of channels.
    pub fn count(self) -> u8 {
        match self {
            Self::Stereo => 2,
            Self::Surround51 => 6,
            Self::Surround71 => 8,
        }
    }

    /// Which speakers they are, as a Windows channel mask.
    pub fn mask(self) -> u16 {
        match self {
            Self::Stereo => 0x3,
            Self::Surround51 => 0x3f,
            Self::Surround71 => 0x63f,
        }
    }

    /// How Opus carries them. Source: Sunshine's layouts in the order of the client's channels;
    /// docs/wire-gamestream.md "surround-params".
    pub fn layout(self, high_quality: bool) -> OpusLayout {
        let (streams, coupled) = match (self, high_quality) {
            (Self::Stereo, _) => (1, 1),
            (Self::Surround51, false) => (4, 2),
            (Self::Surround51, true) => (6, 0),
            (Self::Surround71, false) => (5, 3),
            (Self::Surround71, true) => (8, 0),
        };
        OpusLayout { channels: self, streams, coupled, mapping: [0, 1, 2, 3, 4, 5, 6, 7] }
    }
}

/// The shape of a multistream Opus packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OpusLayout {
    /// The speakers.
    pub channels: AudioChannels,
    /// Opus streams in a packet.
    pub streams: u8,
    /// How many of them are stereo pairs.
    pub coupled: u8,
    /// Which decoded channel each speaker gets; the first `channels.count()` entries count.
    pub mapping: [u8; 8],
}
