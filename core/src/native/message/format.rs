//! How pictures and sound are coded.

use crate::gamestream::input::Fields;

/// How pictures are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// H.264.
    H264,
    /// H.265.
    Hevc,
    /// AV1.
    Av1,
}

impl Codec {
    const ALL: [Codec; 3] = [Self::H264, Self::Hevc, Self::Av1];

    fn index(self) -> u8 {
        Self::ALL.iter().position(|codec| *codec == self).unwrap_or(0) as u8
    }
}

/// A set of codecs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Codecs(u8);

impl Codecs {
    /// The set of these.
    pub fn of(codecs: &[Codec]) -> Codecs {
        Codecs(codecs.iter().fold(0, |set, codec| set | 1 << codec.index()))
    }

    /// Whether `codec` is in the set.
    pub fn contains(self, codec: Codec) -> bool {
        self.0 >> codec.index() & 1 != 0
    }

    pub(super) fn to_wire(self) -> u8 {
        self.0
    }

    /// Codecs that we don't know are left out.
    pub(super) fn parse(value: &mut Fields<'_>) -> Option<Codecs> {
        let known = (1 << Codec::ALL.len()) - 1;
        value.u8().map(|bits| Codecs(bits & known))
    }
}

/// Resolution of the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chroma {
    /// Half in both directions, 4:2:0.
    Half,
    /// Full, 4:4:4.
    Full,
}

/// Bits of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// 8.
    Eight,
    /// 10.
    Ten,
}

/// Codec and kind of samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// How pictures are coded.
    pub codec: Codec,
    /// Resolution of the colour.
    pub chroma: Chroma,
    /// Bits of a sample.
    pub depth: Depth,
}

impl Format {
    pub(super) fn to_wire(self) -> [u8; 3] {
        let chroma = match self.chroma {
            Chroma::Half => 0,
            Chroma::Full => 1,
        };
        let depth = match self.depth {
            Depth::Eight => 8,
            Depth::Ten => 10,
        };
        [self.codec.index(), chroma, depth]
    }

    pub(super) fn parse(value: &mut Fields<'_>) -> Option<Format> {
        let codec = *Codec::ALL.get(usize::from(value.u8()?))?;
        let chroma = match value.u8()? {
            0 => Chroma::Half,
            1 => Chroma::Full,
            _ => return None,
        };
        let depth = match value.u8()? {
            8 => Depth::Eight,
            10 => Depth::Ten,
            _ => return None,
        };
        Some(Format { codec, chroma, depth })
    }
}

/// Channels of the sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audio {
    /// No sound.
    Off,
    /// Two channels.
    Stereo,
    /// 5.1.
    Surround51,
    /// 7.1.
    Surround71,
}

impl Audio {
    /// Number of channels.
    pub fn channels(self) -> u8 {
        match self {
            Self::Off => 0,
            Self::Stereo => 2,
            Self::Surround51 => 6,
            Self::Surround71 => 8,
        }
    }

    pub(super) fn parse(value: &mut Fields<'_>) -> Option<Audio> {
        match value.u8()? {
            0 => Some(Self::Off),
            2 => Some(Self::Stereo),
            6 => Some(Self::Surround51),
            8 => Some(Self::Surround71),
            _ => None,
        }
    }
}

/// Cipher of the media plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    /// AES-128-GCM, keys by HKDF with SHA-256.
    Aes128Gcm,
}

impl Suite {
    pub(super) fn to_wire(self) -> u16 {
        match self {
            Self::Aes128Gcm => 1,
        }
    }

    pub(super) fn parse(value: &mut Fields<'_>) -> Option<Suite> {
        (value.u16_be()? == 1).then_some(Self::Aes128Gcm)
    }
}
